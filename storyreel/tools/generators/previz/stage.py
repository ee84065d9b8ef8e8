"""The Shot's geometry: who stands where, facing whom, in which set, under which light, before which camera. All of it data.

`stage_shot` is a pure function of a RenderSpec. Whoever wants another stage (a better one, or the person's own) makes a
StageShot in another way and hands it to `Picture`. Nothing is drawn here and no drawing library is loaded.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import atan2, cos, hypot, pi, sin

from storyreel.film.script import Blocking, Shot
from storyreel.film.take import RenderSpec
from storyreel.tools.generators.previz.camera import Vec, View
from storyreel.tools.generators.previz.chance import spread
from storyreel.tools.generators.previz.elsewhere import light_there
from storyreel.tools.generators.previz.framing import Composition, compose, head_box
from storyreel.tools.generators.previz.kinds import layout_of
from storyreel.tools.generators.previz.layout import Layout, Piece, made_room, spot_of
from storyreel.tools.generators.previz.light import Light, light_of
from storyreel.tools.generators.previz.looks import Look, look_of
from storyreel.tools.generators.previz.marks import Mark, marks_of, posture_of
from storyreel.tools.generators.previz.moves import Rig, rig_of
from storyreel.tools.generators.previz.notices import Notice, of_heights, of_looks, of_marks, of_place, of_things, of_walls
from storyreel.tools.generators.previz.people import Person, yaw_between
from storyreel.tools.generators.previz.props import prop_kind
from storyreel.tools.generators.previz.stature import LOWEST_M, TALLEST_M, stature
from storyreel.tools.generators.previz.styles import Style, style_of
from storyreel.tools.generators.previz.words import mentions, tokens

__all__ = ["StageShot", "stage_shot"]


@dataclass(frozen=True, kw_only=True)
class StageShot:
    """A Shot, staged.

    Attributes:
        people: In the order of the Blocking, those who are not drawn as well.
        made: The camera's composition; `rig` carries that camera through the Shot.
        seats: What those who sit or lie are on, by name.
        thing: Where the thing of an insert lies, metres, when nobody holds it; `thing_name` what it is.
        salt: What chance in this Shot is drawn from; `world_salt` what holds over the film.
        reasons: Why it is staged so, in sentences.
        notices: What was chosen that differs from what was asked for, for the report.
    """

    width: int
    height: int
    rate: Fraction
    frames: int
    shot: Shot
    people: tuple[Person, ...]
    layout: Layout
    light: Light
    style: Style
    made: Composition
    rig: Rig
    thing: Vec | None = None
    thing_name: str = ""
    seats: dict[str, Piece] = field(default_factory=dict[str, Piece])
    salt: str = ""
    world_salt: str = ""
    reasons: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()

    @property
    def seconds(self) -> float:
        """Length of the Shot."""
        return float(self.frames / self.rate)

    def person(self, name: str) -> Person | None:
        """The Person of that name."""
        return next((p for p in self.people if p.name == name), None)


def stage_shot(spec: RenderSpec, *, seed: int = 0) -> StageShot:
    """Stage what a RenderSpec asks for. `seed` changes small chances (blinks, sway) and never looks, marks or sets."""
    shot = Shot.model_validate(
        {"uid": spec.uid, "id": "", "start_ms": 0, "end_ms": spec.duration_ms, **spec.shot, "lines": _spoken(spec)}
    )
    layout, why_set = layout_of(f"{spec.place.name}. {spec.place.look}", interior=spec.place.interior, world=spec.world)
    mood = f"{spec.tone} {shot.emotion} {shot.effects} {spec.style}"
    light, why_light = light_of(
        time_of_day=spec.place.time_of_day, interior=layout.interior, mood=mood, lighting=shot.lighting, place=spec.place.look
    )
    light, why_there = light_there(light, layout)
    style, why_style = style_of(spec.style)
    blocking = _blocking(spec, shot)
    marks = marks_of(blocking, layout)
    people = _people(spec, shot, blocking, marks, layout)
    ends = [(m.x, m.z) for m in marks.values()] + [(m.to_x, m.to_z) for m in marks.values() if m.walks]
    whole, layout = layout, made_room(layout, ends)
    thing, name = _thing(spec, shot, people)
    aspect = spec.width_px / spec.height_px
    made = compose(shot, people, aspect=aspect, thing=thing, thing_m=_HANGS.get(prop_kind(name), (0.0, 0.46))[1])
    people = {n: _faced(replace(p, drawn=n not in made.hidden), shot, blocking, made) for n, p in people.items()}
    rig = rig_of(shot, made, people, aspect=aspect, seconds=spec.duration_ms / 1000, salt=f"{spec.uid}/{seed}")
    if not _anybody_moves(people, rig, aspect):
        # A picture in which nothing moves would be taken for a frozen one: the camera breathes.
        rig = replace(rig, sway=max(rig.sway, 0.0035 * made.camera.focus_m / made.camera.focal))
    notices = of_place(spec.place.name, whole, why_set) + of_marks(blocking, marks) + of_walls(layout, rig)
    notices += of_looks({n: p.look for n, p in people.items()})
    notices += of_heights({c.name: c.appearance for c in spec.cast})
    notices += of_things([name, *(thing for p in people.values() for thing in p.holds)])
    held = any(name and name in p.holds for p in people.values())
    if thing is not None and not held:
        layout = replace(layout, pieces=(*layout.pieces, Piece("table", thing[0], thing[2], 0.9, 0.6, thing[1] - 0.08)))
    seats = {n: _seat(p, whole) for n, p in people.items() if p.posture in ("sitting", "lying")}
    return StageShot(
        width=spec.width_px, height=spec.height_px, rate=spec.rate, frames=spec.frames, shot=shot, people=tuple(people.values()),
        layout=layout, light=light, style=style, made=made, rig=rig, thing=None if held else thing, thing_name=name, seats=seats,
        salt=f"{spec.uid}/{seed}", world_salt=f"{spec.world}/{spec.place.name}",
        reasons=tuple(why for why in (why_set, why_light, why_there, why_style, made.reason) if why),
        notices=tuple(notices),
    )  # fmt: skip


def _anybody_moves(people: dict[str, Person], rig: Rig, aspect: float) -> bool:
    """Whether someone who breathes is in the picture, large enough to be seen to."""
    view = View(rig.start, round(1000 * aspect), 1000)
    for person in people.values():
        left, top, right, bottom = head_box(person, view)
        seen = right > 0 and left < 1 and bottom > -0.3 and top < 1 and view.depth(person.head()) > 0.3
        if person.drawn and seen and bottom - top > 0.02:
            return True
    return False


def _spoken(spec: RenderSpec) -> list[dict[str, object]]:
    """The spec's Lines as the Shot's own."""
    return [
        {
            "id": line.id, "speaker": line.speaker, "text": line.text, "start_ms": line.start_ms,
            "end_ms": max(line.start_ms, line.end_ms),
            "part": line.part, "parts": line.part + 1, "off_screen": line.off_screen,
        }
        for line in spec.lines
    ]  # fmt: skip


def _blocking(spec: RenderSpec, shot: Shot) -> tuple[Blocking, ...]:
    """The Shot's Blocking; where it has none, one for everyone who is seen or speaks."""
    if shot.blocking:
        once = {b.character: b for b in shot.blocking}
        return tuple(once.values())
    spoken = [line.speaker for line in spec.lines if not line.off_screen]
    return tuple(Blocking(character=name) for name in dict.fromkeys([*shot.in_frame, *shot.subjects, *spoken]))


def _people(
    spec: RenderSpec, shot: Shot, blocking: tuple[Blocking, ...], marks: dict[str, Mark], layout: Layout
) -> dict[str, Person]:
    appearance = {c.name: c.appearance for c in spec.cast}
    people: dict[str, Person] = {}
    for i, one in enumerate(blocking):
        mark = marks[one.character]
        people[one.character] = Person(
            name=one.character,
            look=_look(one.character, appearance.get(one.character, ""), spec.world),
            mark=mark,
            yaw=_yaw(one, mark, marks, layout),
            gaze=None,
            posture=_posture(one, mark, layout),
            emotion=one.emotion or shot.emotion,
            action=f"{one.action}. {one.position}",
            holds=one.holds,
            index=i,
            seconds=spec.duration_ms / 1000,
        )
    return {n: replace(p, gaze=_gaze(p, blocking[p.index], people)) for n, p in people.items()}


def _look(name: str, appearance: str, world: int) -> Look:
    """The Look of someone, at the height that the words say."""
    tall, rest = stature(appearance)
    look = look_of(name, rest, world)
    return look if tall is None else replace(look, height_m=min(TALLEST_M, max(LOWEST_M, tall)))


def _posture(one: Blocking, mark: Mark, layout: Layout) -> str:
    """How someone holds themselves; nobody stands in a car."""
    posture = posture_of(one)
    return "sitting" if layout.kind == "car" and posture == "standing" and not mark.walks else posture


def _yaw(one: Blocking, mark: Mark, marks: dict[str, Mark], layout: Layout) -> float:
    """Where a body faces: the one named, else what the words say, else whoever is nearest, else the master camera."""
    x, z = mark.to_x, mark.to_z
    others = {n: m for n, m in marks.items() if n != one.character}
    named = _named(one.facing, others)
    if named is None:
        words = _yaw_by_words(one.facing, x, z, layout)
        if words is not None:
            return words
        named = min(others, key=lambda n: hypot(others[n].x - x, others[n].z - z), default=None)
    if named is None:
        return pi + spread(-0.5, 0.5, one.character)
    return atan2(others[named].to_x - x, others[named].to_z - z)


def _named(facing: str, others: dict[str, Mark]) -> str | None:
    plain = " ".join(tokens(facing))
    if not plain:
        return None
    exact = next((n for n in others if " ".join(tokens(n)) == plain), None)
    return exact or next((n for n in others if (known := " ".join(tokens(n))) and known in plain), None)


def _yaw_by_words(words: str, x: float, z: float, layout: Layout) -> float | None:
    table = (
        (pi, "camera, audience, front, viewer, lens, downstage, forward"), (0.0, "away, back, upstage, background, rear"),
        (-pi / 2, "left, stage right"), (pi / 2, "right, stage left"),
    )  # fmt: skip
    for thing in (
        "window",
        "door",
        "fireplace",
        "table",
        "desk",
        "bed",
        "sofa",
        "bar",
        "altar",
        "throne",
        "piano",
        "fountain",
        "bookcase",
    ):
        spot = spot_of(layout, thing) if mentions(words, thing) else None
        if spot is not None and hypot(spot[0] - x, spot[1] - z) > 0.3:
            return atan2(spot[0] - x, spot[1] - z)
    if mentions(words, "window, sea, horizon, distance, sky, view"):
        return 0.35
    return next((yaw for yaw, names in table if mentions(words, names)), None)


def _gaze(person: Person, one: Blocking, people: dict[str, Person]) -> Vec | None:
    """What the eyes rest on: the one named in `facing`, or whoever the body faces; the camera only where it says so."""
    if mentions(one.facing, "camera, audience, viewer, lens"):
        return None
    named = _named(one.facing, {n: p.mark for n, p in people.items() if n != person.name})
    if named is not None:
        return people[named].head(1.0)
    x, z = person.place(1.0)
    ahead = [
        p for p in people.values()
        if p is not person and abs(yaw_between(person.yaw, atan2(p.place(1.0)[0] - x, p.place(1.0)[1] - z))) < 0.35
    ]  # fmt: skip
    if ahead:
        return min(ahead, key=lambda p: hypot(p.place(1.0)[0] - x, p.place(1.0)[1] - z)).head(1.0)
    return (x + 4 * sin(person.yaw), person.head_up - 0.1, z + 4 * cos(person.yaw))


def _faced(person: Person, shot: Shot, blocking: tuple[Blocking, ...], made: Composition) -> Person:
    """The person turned for the camera as actors are: to it where the words say so, opened up to it a little otherwise."""
    one = blocking[person.index]
    x, z = person.place(1.0)
    to_camera = atan2(made.camera.position[0] - x, made.camera.position[2] - z)
    if person.gaze is None:
        return replace(person, yaw=to_camera)
    if person.name == made.foreground or mentions(one.facing, "away, window, door"):
        return person
    turn = yaw_between(person.yaw, to_camera)
    if abs(turn) > 2.2:
        return person
    # Bodies open up to the camera; heads and eyes stay with the one they speak to.
    open_up = min(0.5, max(0.0, abs(turn) - 0.35) * 0.55)
    return replace(person, yaw=person.yaw + (open_up if turn > 0 else -open_up))


_HANGS = {
    "knife": (-0.05, 0.58), "bag": (-0.15, 0.66), "basket": (-0.1, 0.6), "lamp": (-0.12, 0.52), "chest": (0.0, 0.56),
    "sword": (0.3, 0.95),
    "umbrella": (0.25, 0.95), "rifle": (0.1, 0.95), "guitar": (0.1, 0.8), "violin": (0.05, 0.62), "flag": (0.3, 0.95),
}  # fmt: skip
"""How far above the hand the middle of a thing lies, metres, and how high a picture shows it whole; others lie in the hand."""


def _thing(spec: RenderSpec, shot: Shot, people: dict[str, Person]) -> tuple[Vec | None, str]:
    """Where the thing of an insert is, and what it is called."""
    if shot.size != "insert":
        return None, ""
    holder = next((people[n] for n in (*shot.subjects, *people) if n in people and people[n].holds), None)
    name = next(iter(shot.props or (holder.holds if holder else ()) or spec.props), "")
    for person in people.values():
        if name in person.holds:
            x, y, z = person.hold_point()
            return (x, y + _HANGS.get(prop_kind(name), (0.0, 0.0))[0], z), name
    lead = next((people[n] for n in shot.subjects if n in people), None)
    if lead is not None and not name:
        return lead.hold_point(), ""
    if lead is not None:
        x, z = lead.place(0)
        return (x + 0.75 * sin(lead.yaw), 0.82, z + 0.75 * cos(lead.yaw)), name
    return (0.0, 0.84, 0.0), name


_SEATS = {
    "armchair": (0.8, 0.8, 0.95), "bed": (1.0, 2.0, 0.5), "bench": (1.5, 0.5, 0.86), "carseat": (0.8, 0.5, 0.95),
    "chair": (0.46, 0.46, 0.92),
    "cot": (0.85, 1.9, 0.46),
    "log": (1.3, 0.4, 0.44), "pew": (1.7, 0.5, 0.9), "rock": (0.85, 0.6, 0.46), "sofa": (1.9, 0.85, 0.86),
    "stool": (0.4, 0.4, 0.46),
    "swivel": (0.55, 0.55, 1.0), "throne": (0.95, 0.8, 1.8), "barrel": (0.55, 0.55, 0.46),
}  # fmt: skip


def _seat(person: Person, layout: Layout) -> Piece:
    """What someone sits or lies on: what stands near their mark in the set, else the set's usual seat; turned as they are."""
    x, z = person.place(0.0)
    near = [p for p in layout.pieces if p.kind in _SEATS and hypot(p.x - x, p.z - z) < 1.15]
    kind = min(near, key=lambda p: hypot(p.x - x, p.z - z)).kind if near else layout.seat
    if person.posture == "lying":
        kind = "bed" if layout.interior else "straw"
    width, deep, height = _SEATS.get(kind, (0.5, 0.5, 0.9))
    shift = {"sofa": 0.08, "armchair": 0.05, "throne": 0.05}.get(kind, 0.02)
    return Piece(
        kind, x - shift * sin(person.yaw), z - shift * cos(person.yaw), width, deep, height, turn=180 - person.yaw * 180 / pi
    )
