"""The people of a picture: bodies drawn on every second frame and carried over to the next, mouths that speak on every one.

A body is recorded at the even frame. At the odd one it is shown again, moved as the camera moved, with the head of who speaks
drawn anew between what lies behind it and what lies before it. Who walks is drawn on every frame. A frame depends on its own
number alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot
from typing import Any

from storyreel.tools.generators.previz.acting import Acting, act
from storyreel.tools.generators.previz.camera import View
from storyreel.tools.generators.previz.figure import Drawn, draw_person, toward_light
from storyreel.tools.generators.previz.focus import Focus, reduced
from storyreel.tools.generators.previz.ink import Ink
from storyreel.tools.generators.previz.people import Person
from storyreel.tools.generators.previz.pieces import draw_piece
from storyreel.tools.generators.previz.reel import Affine, Tape, carried, edges_of, play
from storyreel.tools.generators.previz.sight import body_box, turned_away
from storyreel.tools.generators.previz.stage import StageShot
from storyreel.tools.generators.previz.talk import Talk

__all__ = ["Moment", "Troupe", "moment_of"]

Edges = tuple[float, float, float, float]


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
        self._even: Moment | None = None

    def anchor(self, person: Person, at: Moment) -> Moment:
        """The Moment at which the body that is shown is drawn."""
        if not self._twos or person.mark.walks or at.index % 2 == 0:
            return at
        if self._even is None or self._even.index != at.index - 1:
            self._even = moment_of(self._stage, at.index - 1)
        return self._even

    def talking(self, person: Person, at: Moment) -> float:
        """How much someone is in a Line, 0 to 1."""
        return self._talk.mouth(person.name, at.t_s)[1]

    def speaks(self, person: Person, at: Moment) -> bool:
        """Whether the head must be drawn at this Moment although the body is that of the one before."""
        anchor = self.anchor(person, at)
        return anchor is not at and (self.talking(person, at) > 0 or self.talking(person, anchor) > 0)

    def draw(self, person: Person, at: Moment) -> Drawn | None:
        """Draw a person; None where nothing of them is to be seen."""
        anchor = self.anchor(person, at)
        box = body_box(person, at.view, at.part) or (0, 0, at.view.width, at.view.height)

        def draw(ink: Ink, seen: View) -> Drawn | None:
            drawn = self._shown(ink, seen, person, at, anchor)
            return drawn.grown(at.view.focal_px / seen.focal_px) if drawn is not None else None

        # Before a camera that stands still, who is out of focus is the same picture for two frames.
        key = (person.name, anchor.index) if self._stage.rig.still else None
        return self._focus.draw_figure(at.view, self.blur_of(at.view, person), box, draw, key=key)

    def head_edges(self, ink: Ink, person: Person, at: Moment) -> Edges:
        """The box that holds the head at a Moment and at the one before, pixels; for one who is in focus."""
        anchor = self.anchor(person, at)
        new, old = self._head(ink, at.view, person, at), self._body(ink, at.view, person, anchor)
        a, b = edges_of(new.reels[0]), edges_of(old.reels[1])
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
            seat = self._stage.seats.get(person.name)
            away = seat is not None and turned_away(person, seen)
            with Tape(ink) as tape:
                if seat is not None and not away:
                    draw_piece(ink, seen, seat, self._stage.layout, self._stage.world_salt, at.t_s)
                drawn = draw_person(ink, seen, person, self._acting(person, at), at.part, cut=tape.cut)
                if seat is not None and away:
                    draw_piece(ink, seen, seat, self._stage.layout, self._stage.world_salt, at.t_s)
            ink.toward = toward
            held = self._held[key] = _Held(at.index, seen, tuple(tape.reels), drawn)
        return held

    def _head(self, ink: Ink, seen: View, person: Person, at: Moment) -> _Held:
        """A head recorded at a Moment; the latest is kept."""
        key = (person.name, seen.width)
        held = self._heads.get(key)
        if held is None or held.index != at.index:
            with Tape(ink) as tape:
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
