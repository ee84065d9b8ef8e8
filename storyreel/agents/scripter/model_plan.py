"""A model's plan of a scene, read: camera words, names and ids as they were meant, in order, with every beat in it exactly once.

The model says which beats a shot holds; the order is the source's, what it forgot is put beside its neighbours, what it named
twice counts once. Every repair is a sentence. Lengths are `model_drafts`' business.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, NamedTuple

from pydantic import JsonValue

from storyreel.agents.scripter.beats import Beat, Speech
from storyreel.agents.scripter.model_forms import BlockingForm, ShotForm
from storyreel.agents.scripter.model_material import SceneMaterial, plain_id
from storyreel.agents.scripter.model_names import CastNames
from storyreel.agents.scripter.model_words import clean_words
from storyreel.film.script import Move
from storyreel.film.vocabulary import Angle, CameraMove, Framing, ShotSize, read_angle, read_framing, read_move, read_size

__all__ = ["PlannedShot", "ScenePlan", "read_plan"]

_WORDS: Final = ("action", "plot", "emotion", "lighting", "effects", "sound", "reason")
_DIRECTIONS: Final = ("left", "right", "up", "down", "in", "out")
_OWN_WAY: Final = {CameraMove.PUSH_IN: "in", CameraMove.PULL_OUT: "out"}


@dataclass(frozen=True, kw_only=True)
class PlannedShot:
    """One shot as the model wishes it; None and "" leave a choice to the handbook.

    Attributes:
        beats: Places in the scene's beats, ascending.
        marks: name -> (x, z) on the floor in centimetres, where the plan came with places in the picture.
        boxes: name -> those places: left, top, right, bottom, from 0 to 1.
        extra: What goes into the Shot's own `extra`.
        unread: Field -> a word of it that was not known.
        silent: The model wants it without any beat: a look, an insert, the place.
    """

    beats: tuple[int, ...] = ()
    size: ShotSize | None = None
    framing: Framing | None = None
    angle: Angle | None = None
    move: Move | None = None
    subjects: tuple[str, ...] = ()
    action: str = ""
    plot: str = ""
    emotion: str = ""
    lighting: str = ""
    effects: str = ""
    sound: str = ""
    reason: str = ""
    props: tuple[str, ...] = ()
    blocking: tuple[BlockingForm, ...] = ()
    marks: dict[str, tuple[int, int]] = field(default_factory=dict[str, "tuple[int, int]"])
    boxes: dict[str, tuple[float, float, float, float]] = field(default_factory=dict[str, "tuple[float, float, float, float]"])
    extra: dict[str, JsonValue] = field(default_factory=dict[str, JsonValue])
    unread: dict[str, str] = field(default_factory=dict[str, str])
    silence_ms: int = 0
    silent: bool = False


class ScenePlan(NamedTuple):
    """The shots of a scene, and what was repaired in them."""

    shots: tuple[PlannedShot, ...]
    repairs: tuple[str, ...]


def read_plan(forms: Sequence[ShotForm], material: SceneMaterial, names: CastNames) -> ScenePlan:
    """The plan that the forms mean: each beat of the scene in one shot, in the source's order.

    >>> from storyreel.agents.scripter.beats import Happening
    >>> scene = SceneMaterial("", (Happening("Rain."), Happening("Thunder.")), ("D1", "D2"))
    >>> plan = read_plan([ShotForm(beats=["D2"]), ShotForm(beats=["D1"])], scene, CastNames(()))
    >>> [shot.beats for shot in plan.shots]
    [(0, 1)]
    """
    reader = _PlanReader(material, names)
    shots = [reader.shot(number, form) for number, form in enumerate(forms, start=1)]
    placed = _in_order(shots, reader)
    return ScenePlan(tuple(_completed(placed, material, reader)), tuple(reader.repairs))


class _PlanReader:
    def __init__(self, material: SceneMaterial, names: CastNames) -> None:
        self.material, self.names = material, names
        self.repairs: list[str] = []
        self._index = material.index

    def shot(self, number: int, form: ShotForm) -> PlannedShot:
        """One form, read."""
        unread: dict[str, str] = {}
        beats = self._beats(number, form.beats)
        words: dict[str, Any] = {name: self._short(number, name, getattr(form, name)) for name in _WORDS}
        size = self._camera(number, "size", form.size, read_size(form.size), unread)
        framing = self._camera(number, "framing", form.framing, read_framing(form.framing), unread)
        angle = self._camera(number, "angle", form.angle, read_angle(form.angle), unread)
        return PlannedShot(
            beats=beats,
            size=ShotSize(size) if size else None,
            framing=Framing(framing) if framing else None,
            angle=Angle(angle) if angle else None,
            move=self._move(number, form, unread),
            subjects=self._people(number, "subject", form.subjects),
            props=tuple(dict.fromkeys(prop.strip().lower() for prop in form.props if 0 < len(prop.strip()) <= 60)),
            blocking=self._blocking(number, form.blocking),
            unread=unread,
            silence_ms=round(max(0.0, min(6.0, form.seconds)) * 1000),
            silent=not form.beats,
            **words,
        )

    def _beats(self, number: int, ids: Sequence[str]) -> tuple[int, ...]:
        places: list[int] = []
        for label in ids:
            found = self._index.get(plain_id(label))
            if found is None:
                self.repairs.append(f"shot {number}: there is no beat {label[:40]!r}; it was left out")
            places.extend(found or ())
        return tuple(places)

    def _camera(self, number: int, what: str, written: str, read: tuple[str, bool], unread: dict[str, str]) -> str:
        if not written.strip():
            return ""
        value, known = read
        if not known:
            unread[what] = written[:80]
            self.repairs.append(f"shot {number}: {what} {written[:80]!r} is read as {value}")
        return value

    def _move(self, number: int, form: ShotForm, unread: dict[str, str]) -> Move | None:
        kind = self._camera(number, "move", form.move, read_move(form.move), unread)
        if not kind:
            return None
        way = form.direction.casefold() if form.direction.casefold() in _DIRECTIONS else ""
        way = way or next((one for one in _DIRECTIONS if one in form.move.casefold().split()), "")
        return Move(kind=CameraMove(kind), direction=_OWN_WAY.get(CameraMove(kind), way if kind != "static" else ""))

    def _people(self, number: int, what: str, written: Sequence[str]) -> tuple[str, ...]:
        people: list[str] = []
        for one in written:
            found = self.names.find(one)
            if not found.name or not self.names.seen(found.name):
                self.repairs.append(f"shot {number}: {what} {one[:60]!r} is nobody of the cast who is seen; left out")
                continue
            if not found.known:
                self.repairs.append(f"shot {number}: {what} {one[:60]!r} is read as {found.name}")
            people.append(found.name)
        return tuple(dict.fromkeys(people))

    def _blocking(self, number: int, forms: Sequence[BlockingForm]) -> tuple[BlockingForm, ...]:
        kept: dict[str, BlockingForm] = {}
        for one in forms:
            people = self._people(number, "in the blocking,", [one.character])
            if people and people[0] not in kept:
                words = {name: self._short(number, f"blocking {name}", getattr(one, name)) for name in ("position", "action")}
                kept[people[0]] = one.model_copy(update={"character": people[0], **words})
        return tuple(kept.values())

    def _short(self, number: int, what: str, text: str) -> str:
        clean = clean_words(text, self.names.all)
        if clean.removed:
            self.repairs.append(f"shot {number}: {what}: {clean.removed} left out")
        return clean.text


def _in_order(shots: Sequence[PlannedShot], reader: _PlanReader) -> list[PlannedShot]:
    """The shots with each beat once and ascending: the longest such choice of what was planned; a shot left empty goes."""
    named = [(at, beat) for at, shot in enumerate(shots) for beat in shot.beats]
    kept = set(_rising([beat for _, beat in named]))
    mine: dict[int, list[int]] = {}
    for place, (at, beat) in enumerate(named):
        if place in kept:
            mine.setdefault(at, []).append(beat)
        else:
            reader.repairs.append(f"shot {at + 1}: {reader.material.labels[beat]} is out of order or there twice; left out here")
    order = [replace(shot, beats=tuple(mine.get(at, ()))) for at, shot in enumerate(shots)]
    whole = [shot for shot in order if shot.beats or shot.silent]
    most = max(2, len(reader.material.beats) // 2)
    silent = [at for at, shot in enumerate(whole) if shot.silent]
    if len(silent) > most:
        reader.repairs.append(f"{len(silent)} shots without any line or direction; the first {most} were kept")
        gone = set(silent[most:])
        whole = [shot for at, shot in enumerate(whole) if at not in gone]
    return whole


def _rising(values: Sequence[int]) -> list[int]:
    """Places of a longest strictly rising choice of the values.

    >>> _rising([0, 3, 1, 2, 2])
    [0, 2, 3]
    """
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = [-1] * len(values)
    for place, value in enumerate(values):
        at = bisect_left(tails, value)
        if at < len(tails) and tails[at] == value:
            continue  # of equals the first is kept
        tails[at:] = [value, *tails[at + 1 :]]
        ends[at:] = [place, *ends[at + 1 :]]
        before[place] = ends[at - 1] if at else -1
    chosen: list[int] = []
    place = ends[-1] if ends else -1
    while place >= 0:
        chosen.append(place)
        place = before[place]
    return chosen[::-1]


def _completed(shots: list[PlannedShot], material: SceneMaterial, reader: _PlanReader) -> list[PlannedShot]:
    """The shots with the beats that the plan left out: beside the beat before, or in a shot of the speaker's own."""
    there = {beat for shot in shots for beat in shot.beats}
    for place, beat in enumerate(material.beats):
        if place in there:
            continue
        reader.repairs.append(f"the plan left out {material.labels[place]}; it was put back")
        around = next((number for number, shot in enumerate(shots) if shot.beats and shot.beats[0] < place < shot.beats[-1]), -1)
        before = max((number for number, shot in enumerate(shots) if shot.beats and shot.beats[-1] < place), default=-1)
        after = next((number for number, shot in enumerate(shots) if shot.beats), -1)
        near = around if around >= 0 else before if before >= 0 else after
        if around >= 0 or (near >= 0 and _holds(shots[near], beat)):
            shots[near] = replace(shots[near], beats=tuple(sorted((*shots[near].beats, place))))
        else:
            shots.insert(before + 1, _own(place, beat))
    return shots


def _holds(shot: PlannedShot, beat: Beat) -> bool:
    """Whether a beat can join a shot as it is framed."""
    if not isinstance(beat, Speech):
        return True
    return shot.framing is Framing.GROUP or not shot.subjects or beat.speaker in shot.subjects


def _own(place: int, beat: Beat) -> PlannedShot:
    speaker = (beat.speaker,) if isinstance(beat, Speech) and not beat.off else ()
    return PlannedShot(beats=(place,), subjects=speaker, reason="the plan left it out")
