"""The people of a picture: bodies drawn on every second frame and carried over to the next, mouths that speak on every one.

A body is recorded at the even frame. At the odd one it is shown again, moved as the camera moved, with the head of who speaks
drawn anew between what lies behind it and what lies before it. Who walks is drawn on every frame. A frame depends on its own
number alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import dist, hypot
from typing import Any

from storyreel.tools.generators.previz.acting import Acting, act
from storyreel.tools.generators.previz.camera import Vec, View
from storyreel.tools.generators.previz.figure import Drawn, draw_person, toward_light
from storyreel.tools.generators.previz.focus import Focus, reduced
from storyreel.tools.generators.previz.ink import Ink
from storyreel.tools.generators.previz.people import Person
from storyreel.tools.generators.previz.pieces import draw_piece
from storyreel.tools.generators.previz.pose import Hands
from storyreel.tools.generators.previz.reel import Affine, Tape, carried, edges_of, play
from storyreel.tools.generators.previz.sight import body_box, turned_away
from storyreel.tools.generators.previz.stage import StageShot
from storyreel.tools.generators.previz.talk import Talk

__all__ = ["Moment", "Troupe", "moment_of"]

Edges = tuple[float, float, float, float]

# Half a pixel of a picture of 480 lines, as a part of its height.
_UNSEEN_PX = 0.5 / 480
_NOWHERE: Vec = (0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Moment:
    """A frame's number, the part of the Shot it shows (0 to 1), its second, and the view of its camera."""

    index: int
    part: float
    t_s: float
    view: View


def moment_of(stage: StageShot, index: int) -> Moment:
    """The Moment of a frame."""
    part, t_s = (index + 0.5) / stage.frames, float(index / stage.rate)
    return Moment(index, part, t_s, View(stage.rig.at(part, t_s), stage.width, stage.height))


@dataclass(frozen=True)
class _Held:
    """A person as recorded: up to the head, the head, what lies before it; None where nothing of them was to be seen."""

    index: int
    view: View
    reels: tuple[Any, ...]
    drawn: Drawn | None


class Troupe:
    """Draws the people of one Shot.

    Args:
        stage: The geometry.
        talk: Who speaks when.
        focus: The lens.
    """

    def __init__(self, stage: StageShot, talk: Talk, focus: Focus) -> None:
        self._stage, self._talk, self._focus = stage, talk, focus
        self._twos = stage.rate >= 20
        self._held: dict[tuple[str, int], _Held] = {}
        self._heads: dict[tuple[str, int], _Held] = {}
        self._seats: dict[tuple[str, int], Any] = {}
        self._anchors: dict[tuple[str, int], int] = {}
        self._moments: dict[int, Moment] = {}

    def anchor(self, person: Person, at: Moment) -> Moment:
        """The Moment at which the body that is shown is drawn: this, the even one before, or the fourth."""
        if not self._twos or person.mark.walks:
            return at
        key = (person.name, at.index)
        known = self._anchors.get(key)
        if known is None:
            even = at if at.index % 2 == 0 else self.moment(at.index - 1)
            fourth = even if even.index % 4 == 0 else self.moment(even.index - 2)
            held = fourth is not even and self._quiet(person, fourth, even)
            if len(self._anchors) > 256:
                self._anchors.clear()
            known = self._anchors[key] = fourth.index if held else even.index
        return at if known == at.index else self.moment(known)

    def moment(self, index: int) -> Moment:
        """The Moment of a frame; the latest few are kept."""
        found = self._moments.get(index)
        if found is None:
            if len(self._moments) > 8:
                self._moments.clear()
            found = self._moments[index] = moment_of(self._stage, index)
        return found

    def _quiet(self, person: Person, before: Moment, after: Moment) -> bool:
        """Whether someone who is silent moves by less than half a pixel between two Moments."""
        if self.talking(person, before) > 0 or self.talking(person, after) > 0:
            return False
        a, b = self._acting(person, before), self._acting(person, after)
        if a.lips != b.lips or a.mien != b.mien or (a.hands is None) != (b.hands is None):
            return False
        turned = max(abs(a.head_yaw - b.head_yaw), abs(a.head_pitch - b.head_pitch), abs(a.head_roll - b.head_roll))
        gaze = dist(a.gaze or _NOWHERE, b.gaze or _NOWHERE)
        moved_m = max(
            0.13 * turned, 0.6 * abs(a.lean - b.lean), 0.012 * abs(a.breath - b.breath), 0.012 * abs(a.closed - b.closed),
            0.01 * gaze, _reach(a.hands, b.hands),
        )  # fmt: skip
        away = max(0.3, after.view.depth(person.head(after.part)))
        # A camera that moves sees a body from another side, which carrying its picture over does not show.
        round_m = 0.25 / away * dist(before.view.camera.position, after.view.camera.position)
        return max(moved_m, round_m) * after.view.scale(away) < _UNSEEN_PX * after.view.height

    def talking(self, person: Person, at: Moment) -> float:
        """How much someone is in a Line, 0 to 1."""
        return self._talk.mouth(person.name, at.t_s)[1]

    def speaks(self, person: Person, at: Moment) -> bool:
        """Whether the head must be drawn at this Moment although the body is that of the one before."""
        anchor = self.anchor(person, at)
        return anchor is not at and (self.talking(person, at) > 0 or self.talking(person, anchor) > 0)

    def stays(self, person: Person, before: Moment, after: Moment) -> bool:
        """Whether a camera that creeps moves what is seen of someone by less than a pixel, or than shows where they are soft."""
        by = carried(before.view, after.view, person.head(before.part), person.head(after.part))
        box = body_box(person, before.view, before.part)
        if by is None or box is None:
            return False
        wide, high = before.view.width, before.view.height
        spots = [(min(wide, max(0, x)), min(high, max(0, y))) for x in box[0::2] for y in box[1::2]]
        moved = max(dist(spot, by.spot(*spot)) for spot in spots)
        return moved < max(2 * _UNSEEN_PX * high, 0.2 * self.blur_of(before.view, person))

    def draw(self, person: Person, at: Moment) -> Drawn | None:
        """Draw a person; None where nothing of them is to be seen."""
        anchor = self.anchor(person, at)
        if anchor is not at and min(self.blur_of(anchor.view, person), self.blur_of(at.view, person)) > 0:
            by = self._still_or(anchor, at, person)
            if by is not None and by.nearly_even:
                return self._soft(person, anchor, by)
        return self._soft(person, at, None) if anchor is at else self._figure(person, at, anchor, None, (0, 0))

    def _still_or(self, anchor: Moment, at: Moment, person: Person) -> Affine | None:
        if self._stage.rig.still:
            return Affine(1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        return carried(anchor.view, at.view, person.head(anchor.part), person.head(at.part))

    def _soft(self, person: Person, anchor: Moment, by: Affine | None) -> Drawn | None:
        """A person as drawn at a Moment; one who is out of focus is kept and shown again a little aside (`by`)."""
        key = (person.name, anchor.index)
        x, y, _ = anchor.view.project(person.head(anchor.part))
        to = by.spot(x, y) if by is not None else (x, y)
        drawn = self._figure(person, anchor, anchor, key, (round(to[0] - x), round(to[1] - y)))
        return drawn.carried(by) if drawn is not None and by is not None else drawn

    def _figure(
        self, person: Person, at: Moment, anchor: Moment, key: tuple[str, int] | None, shift: tuple[int, int]
    ) -> Drawn | None:
        box = body_box(person, at.view, at.part) or (0, 0, at.view.width, at.view.height)

        def draw(ink: Ink, seen: View) -> Drawn | None:
            drawn = self._shown(ink, seen, person, at, anchor)
            return drawn.grown(at.view.focal_px / seen.focal_px) if drawn is not None else None

        return self._focus.draw_figure(at.view, self.blur_of(at.view, person), box, draw, key=key, shift=shift)

    def head_edges(self, ink: Ink, person: Person, at: Moment) -> Edges:
        """The box that holds the head at a Moment and at the one before, pixels; for one who is in focus."""
        anchor = self.anchor(person, at)
        new, old = self._head(ink, at.view, person, at), self._body(ink, anchor.view, person, anchor)
        a, b = edges_of(new.reels[0]), edges_of(old.reels[1])
        by = None if self._stage.rig.still else self._still_or(anchor, at, person)
        if by is not None:
            spots = [by.spot(x, y) for x in b[0::2] for y in b[1::2]]
            (x0, *_, x1), (y0, *_, y1) = sorted(x for x, _ in spots), sorted(y for _, y in spots)
            b = (x0, y0, x1, y1)
        return (min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3]))

    def blur_of(self, view: View, person: Person) -> float:
        """How soft a person is, pixels; whom the Shot is about is sharp."""
        if person.name in self._stage.made.subjects and self._stage.rig.rack is None:
            return 0.0
        away = hypot(view.camera.position[0] - person.mark.x, view.camera.position[2] - person.mark.z)
        return self._focus.softness(self._focus.blur_px(view, away), view)

    def _shown(self, ink: Ink, seen: View, person: Person, at: Moment, anchor: Moment) -> Drawn | None:
        """The body of the anchor, moved to where it is now, with the head of now where it speaks."""
        if anchor is at:
            held = self._body(ink, seen, person, at)
            for reel in held.reels:
                play(ink, reel)
            return held.drawn
        there = seen if self._stage.rig.still else reduced(anchor.view, round(at.view.focal_px / seen.focal_px))
        held = self._body(ink, there, person, anchor)
        by: Affine | None = None
        if not self._stage.rig.still:
            by = carried(held.view, seen, person.head(anchor.part), person.head(at.part))
            if by is None or held.drawn is None:
                return self._shown(ink, seen, person, at, at)
        if held.drawn is None or not self.speaks(person, at):
            for reel in held.reels:
                play(ink, reel, by)
            return held.drawn.carried(by) if held.drawn is not None and by is not None else held.drawn
        head = self._head(ink, seen, person, at)
        play(ink, held.reels[0], by)
        play(ink, head.reels[0])
        play(ink, held.reels[2], by)
        return head.drawn

    def _body(self, ink: Ink, seen: View, person: Person, at: Moment) -> _Held:
        """A person recorded at a Moment; the latest is kept."""
        key = (person.name, seen.width)
        held = self._held.get(key)
        if held is None or held.index != at.index:
            toward, ink.toward = ink.toward, toward_light(ink, at.view)
            away = turned_away(person, seen)
            with Tape(ink, edged=1) as tape:
                if not away:
                    self._seat(ink, seen, person, at)
                drawn = draw_person(ink, seen, person, self._acting(person, at), at.part, cut=tape.cut)
                if away:
                    self._seat(ink, seen, person, at)
            ink.toward = toward
            held = self._held[key] = _Held(at.index, seen, tuple(tape.reels), drawn)
        return held

    def _seat(self, ink: Ink, seen: View, person: Person, at: Moment) -> None:
        """What someone sits on; before a camera that stands still it is drawn once."""
        seat, key = self._stage.seats.get(person.name), (person.name, seen.width)
        if seat is None:
            return
        reel = self._seats.get(key) if self._stage.rig.still else None
        if reel is None:
            with Tape(ink) as tape:
                draw_piece(ink, seen, seat, self._stage.layout, self._stage.world_salt, at.t_s)
            reel = self._seats[key] = tape.reels[0]
        play(ink, reel)

    def _head(self, ink: Ink, seen: View, person: Person, at: Moment) -> _Held:
        """A head recorded at a Moment; the latest is kept."""
        key = (person.name, seen.width)
        held = self._heads.get(key)
        if held is None or held.index != at.index:
            with Tape(ink, edged=0) as tape:
                drawn = draw_person(ink, seen, person, self._acting(person, at), at.part, head_only=True)
            held = self._heads[key] = _Held(at.index, seen, tuple(tape.reels), drawn)
        return held

    def _acting(self, person: Person, at: Moment) -> Acting:
        lips, talking = self._talk.mouth(person.name, at.t_s)
        line = self._talk.speaker(at.t_s)
        other = self._stage.person(line.speaker) if line is not None and line.speaker != person.name else None
        emotion = line.emotion if line is not None and line.speaker == person.name else ""
        return act(
            person, at.t_s, at.part, salt=self._stage.salt, lips=lips, talking=talking, lens=at.view.camera.position,
            emotion=emotion, heard=other.head(at.part) if other is not None else None,
        )  # fmt: skip


def _reach(a: Hands | None, b: Hands | None) -> float:
    """How far hands move between two ways of holding them, metres."""
    if a is None or b is None:
        return 0.0
    pairs = ((a.left, b.left), (a.right, b.right))
    if any((p is None) != (q is None) for p, q in pairs):
        return 1.0
    return max(dist(p or _NOWHERE, q or _NOWHERE) for p, q in pairs)
