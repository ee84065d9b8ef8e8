"""A StageShot as pictures: set, people and things drawn frame by frame into one buffer, each frame from its number alone.

Where the camera stands still the set is drawn once. What is out of focus is drawn small and blown up, as soft as the lens
makes it. Any order of frames gives the same pixels.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import hypot
from typing import Any, NamedTuple

import numpy as np

from storyreel.tools.generators.previz.backdrop import carried_set, run_of
from storyreel.tools.generators.previz.camera import Vec, View, add, scaled
from storyreel.tools.generators.previz.darkness import darkness, veil
from storyreel.tools.generators.previz.figure import Drawn, draw_shadow, toward_light
from storyreel.tools.generators.previz.focus import MARGIN, Focus, SoftSet, background_m, canvas_on
from storyreel.tools.generators.previz.ink import Ink
from storyreel.tools.generators.previz.layout import Piece
from storyreel.tools.generators.previz.painter import paint_over
from storyreel.tools.generators.previz.people import Person
from storyreel.tools.generators.previz.pieces import GROUND, draw_piece
from storyreel.tools.generators.previz.props import draw_prop
from storyreel.tools.generators.previz.reel import Tape, play
from storyreel.tools.generators.previz.room import draw_room
from storyreel.tools.generators.previz.shapes import ellipse
from storyreel.tools.generators.previz.sight import behind_and_among, body_box, standing_pieces
from storyreel.tools.generators.previz.sky import draw_open_air, draw_weather
from storyreel.tools.generators.previz.stage import StageShot
from storyreel.tools.generators.previz.talk import Talk
from storyreel.tools.generators.previz.troupe import Moment, Troupe, moment_of

__all__ = ["FrameTruth", "Picture"]

Array = np.ndarray


class FrameTruth(NamedTuple):
    """What is true of a frame: where each drawn person is, their mouth, and who speaks."""

    people: dict[str, Drawn]
    talking: dict[str, float]


@dataclass
class _Set:
    """The set as drawn for one camera."""

    pixels: Array
    pieces: list[Piece]


@dataclass
class _Drawn:
    """An even frame that the one after it begins with."""

    index: int
    pixels: Array
    truth: FrameTruth


class Picture:
    """Draws the frames of one Shot.

    Args:
        stage: The geometry.
        talk: Who speaks when.

    Attributes:
        bgra: The pixels of the latest frame, (height, width, 4) uint8, blue first; the fourth is always 255.
        held: Whether the latest frame is, pixel for pixel, the even one before it.

    `frame(i)` returns those pixels as (height, width, 3), red first: a view that the next call overwrites.
    """

    def __init__(self, stage: StageShot, talk: Talk) -> None:
        self.stage, self.talk = stage, talk
        self.width, self.height = stage.width, stage.height
        self.bgra = np.zeros((self.height, self.width, 4), np.uint8)
        self._surface = canvas_on(self.bgra, premultiplied=True)
        self.ink = Ink(self._surface.getCanvas(), (self.width, self.height), stage.style, stage.light)
        self.held = False
        self._shown = -1
        self._focus = Focus(self.ink)
        self._troupe = Troupe(stage, talk, self._focus)
        self._shadows: dict[str, Any] = {}
        self._cards: dict[int, tuple[float, bool, Any]] = {}
        self._pieces = standing_pieces(stage)
        self._still: _Set | None = None
        self._kept: tuple[int, _Set] | None = None
        self._drawn: _Drawn | None = None
        self._pair = (-1, False)
        self._runs: dict[tuple[int, int], bool] = {}
        self._run: tuple[int, int, SoftSet, list[Piece]] | None = None
        walking = any(p.drawn and p.mark.walks for p in stage.people)
        weather = bool(stage.light.weather) and not stage.layout.interior
        self._on_twos = stage.rate >= 20 and not walking and not weather
        # Before a camera that moves, the pools of light are laid over the picture once and for all: drawn on every wall
        # of every frame they would cost as much as the walls.
        self.ink.pools = stage.rig.still
        self._dark = darkness(stage, self.width, self.height, self._set)
        self._veils: dict[tuple[int, int, int], Any] = {}

    def frame(self, index: int) -> tuple[Array, FrameTruth]:
        """The pixels of a frame and what is true of it.

        Before a camera that stands still or hardly moves, every other frame is the one before with the head of who speaks drawn
        again: lips move on every frame, bodies on every second, as in drawn animation.
        """
        at = moment_of(self.stage, index)
        even = index - index % 2
        first = at if index == even else moment_of(self.stage, even)
        self.held = False
        if not self._paired(first):
            truth = self._whole(at)
        else:
            if self._drawn is None or self._drawn.index != even:
                told = self._whole(first)
                self._drawn = _Drawn(even, self.bgra.copy(), told)
                self._shown = even
            truth = self._drawn.truth if index == even else self._heads(replace(at, view=first.view), self._drawn)
            if index == even and self._shown != even:
                np.copyto(self.bgra, self._drawn.pixels)
        self._shown = index
        return self.bgra[:, :, 2::-1], truth

    def _paired(self, even: Moment) -> bool:
        """Whether an even frame and the one after it are seen from one place: between them nobody moves by half a pixel."""
        if not self._on_twos or self.stage.rig.still:
            return self._on_twos
        if self._pair[0] != even.index:
            odd = moment_of(self.stage, even.index + 1)
            people = [p for p in self.stage.people if p.drawn and body_box(p, even.view, even.part) is not None]
            held = self._creeps(even.index, even.view) and all(self._troupe.stays(p, even, odd) for p in people)
            self._pair = (even.index, held)
        return self._pair[1]

    def _heads(self, at: Moment, before: _Drawn) -> FrameTruth:
        """The frame before, drawn anew round the heads of those who speak."""
        told = before.truth
        if self._shown != at.index - 1:
            np.copyto(self.bgra, before.pixels)
        view, back = at.view, self._still or self._behind(at.index)
        speakers = [
            p for p in self.stage.people
            if p.name in told.people and not self._troupe.blur_of(view, p) and self._troupe.speaks(p, at)
        ]  # fmt: skip
        self.held = not speakers
        if not speakers:
            return told
        self.ink.toward = toward_light(self.ink, view)
        boxes = [self._troupe.head_edges(self.ink, p, at) for p in speakers]
        x0, y0 = max(0, int(min(b[0] for b in boxes)) - 2), max(0, int(min(b[1] for b in boxes)) - 2)
        x1, y1 = min(self.width, int(max(b[2] for b in boxes)) + 3), min(self.height, int(max(b[3] for b in boxes)) + 3)
        if x1 <= x0 or y1 <= y0:
            return told
        self.bgra[y0:y1, x0:x1] = back.pixels[y0:y1, x0:x1]
        with self.ink.within((x0, y0, x1, y1)):
            return self._play(at, back.pieces)

    def _whole(self, at: Moment) -> FrameTruth:
        """A frame drawn in full."""
        stage, view = self.stage, at.view
        self.ink.toward = toward_light(self.ink, view)
        if stage.rig.still:
            if self._still is None:
                self._still = self._background(view, t_s=0.0)
            np.copyto(self.bgra, self._still.pixels)
            near = self._still.pieces
        else:
            near = self._moving(at.index, view, at.t_s)
        truth = self._play(at, near)
        draw_weather(self.ink, stage.salt, at.t_s, inside=stage.layout.interior)
        return truth

    def _moving(self, index: int, view: View, t_s: float) -> list[Piece]:
        """The set before a camera that moves; one that is soft and creeps serves for two frames."""
        if not self._creeps(index - index % 2, view):
            return self._background(view, t_s=t_s).pieces
        behind = self._behind(index)
        np.copyto(self.bgra, behind.pixels)
        return behind.pieces

    def _behind(self, index: int) -> _Set:
        """The set that serves for two frames; where it is not kept, it is drawn into the picture first."""
        stage, even = self.stage, index - index % 2
        if self._kept is None or self._kept[0] != even:
            first, count = run_of(even, self._served)
            there, toward = moment_of(stage, even).view, self.ink.toward
            self.ink.toward = toward_light(self.ink, there)
            if count > 2:
                near = self._carried(first, count, there)
            else:
                near = self._background(there, t_s=float(even / stage.rate)).pieces
            self._kept = (even, _Set(self.bgra.copy(), near))
            self.ink.toward = toward
        return self._kept[1]

    def _served(self, first: int, count: int) -> bool:
        """Whether one drawing of the soft set serves a run of frames."""
        known = self._runs.get((first, count))
        if known is None:
            ends = [moment_of(self.stage, index).view for index in (first, first + count // 2, first + count - 1)]
            away, blur = background_m(ends[1], self.stage), self._focus.background_px(ends[1], self.stage)
            known = (
                self.stage.rig.rack is None
                and self._focus.is_soft(ends[1], blur)
                and all(self._creeps(index, ends[1]) for index in (first, first + count - 2))
                and all(carried_set(ends[1], end, away, blur) is not None for end in ends)
            )
            self._runs[(first, count)] = known
        return known

    def _carried(self, first: int, count: int, view: View) -> list[Piece]:
        """The soft set of a run of frames, carried into the picture; returns what stands among the people or before them."""
        middle = moment_of(self.stage, first + count // 2)
        blur = self._focus.background_px(middle.view, self.stage)
        if self._run is None or self._run[:2] != (first, count):
            behind, near = behind_and_among(self.stage, middle.view, self._pieces)
            self.ink.toward = toward_light(self.ink, middle.view)
            made = self._focus.soft_set(middle.view, blur, lambda ink, seen: self._far(ink, seen, behind, middle.t_s, MARGIN))
            self._run = (first, count, made, near)
        self._focus.show_set(self._run[2], carried_set(middle.view, view, background_m(middle.view, self.stage), blur))
        if self.stage.style.strokes:
            paint_over(self.ink.canvas, self.bgra, self.stage.world_salt, quick=True)
        return self._run[3]

    def _creeps(self, even: int, view: View) -> bool:
        """Whether the set hardly moves from a frame to the next, and is soft or touched by nobody's feet."""
        stage = self.stage
        feet = [view.project((*p.place(0.5)[:1], 0.0, *p.place(0.5)[1:])).y for p in stage.people if p.drawn]
        if self._focus.background_px(view, stage) < 0.008 * self.height and any(y < 1.02 * self.height for y in feet):
            return False
        spots: list[tuple[float, float]] = []
        for index in (even, even + 1):
            seen = View(stage.rig.at((index + 0.5) / stage.frames, float(index / stage.rate)), self.width, self.height)
            first = View(stage.rig.start, self.width, self.height)
            far = add(first.camera.target, scaled(first.forward, 2.5))
            corner = add(far, scaled(first.right, 0.6))
            spots += [seen.project(far)[:2], seen.project(corner)[:2]]
        return max(hypot(a[0] - b[0], a[1] - b[1]) for a, b in (spots[0::2], spots[1::2])) < 0.0025 * self.height

    def _background(self, view: View, *, t_s: float) -> _Set:
        """Set and far pieces; returns those that stand among the people or before them."""
        stage = self.stage
        behind, near = behind_and_among(stage, view, self._pieces)
        blur = self._focus.background_px(view, stage)

        self._focus.draw_set(view, blur, lambda ink, seen: self._far(ink, seen, behind, t_s))
        if stage.style.strokes:
            paint_over(self.ink.canvas, self.bgra, stage.world_salt, quick=not stage.rig.still)
        return _Set(self.bgra.copy() if stage.rig.still else self.bgra, near)

    def _far(self, ink: Ink, view: View, behind: list[Piece], t_s: float, margin: int = 0) -> None:
        """The set with the pieces that stand behind everybody, the corners of what is seen of it shaded."""
        stage = self.stage
        ink.pools = stage.rig.still
        self._set(ink, view, t_s)
        for piece in sorted(behind, key=lambda p: 0 if p.kind in ("ocean", "water") else 1 if p.kind in GROUND else 2):
            draw_piece(ink, view, piece, stage.layout, stage.world_salt, t_s)
        self._shade(ink, margin)

    def _set(self, ink: Ink, view: View, t_s: float) -> None:
        """The bare set: floor, walls, or ground and sky."""
        draw = draw_room if self.stage.layout.interior else draw_open_air
        draw(ink, view, self.stage.layout, self.stage.world_salt, t_s)

    def _play(self, at: Moment, near: list[Piece]) -> FrameTruth:
        stage, view = self.stage, at.view
        seen: dict[str, Drawn] = {}
        talking: dict[str, float] = {}
        people = [p for p in stage.people if p.drawn and body_box(p, view, at.part) is not None]
        for person in people:
            self._shadow(person, at)
        order: list[tuple[float, Person | Piece]] = [(view.depth((p.x, p.up, p.z)), p) for p in near]
        order += [(view.depth(p.head(at.part)), p) for p in people]
        for _, one in sorted(order, key=lambda pair: -pair[0]):
            if isinstance(one, Piece):
                self._piece(one, at)
                continue
            talking[one.name] = self._troupe.talking(one, at)
            drawn = self._troupe.draw(one, at)
            if drawn is not None:
                seen[one.name] = drawn
        if stage.thing is not None:
            self._thing(stage.thing, view)
        return FrameTruth(seen, talking)

    def _thing(self, place: Vec, view: View) -> None:
        """The thing of an insert, with its shadow."""
        at = view.project(place)
        if at.depth > 0.2:
            px = view.scale(at.depth)
            for k, alpha in ((0.16, 0.16), (0.11, 0.22)):
                shadow = ellipse(at.x + 0.02 * px, at.y + 0.075 * px, k * px, 0.34 * k * px)
                self.ink.canvas.drawPath(shadow, self.ink.paint(self.ink.bare(0x0A0A10, alpha)))
            draw_prop(self.ink, self.stage.thing_name, (at.x, at.y), view.scale(at.depth))

    def _shadow(self, person: Person, at: Moment) -> None:
        """A person's shadow; before a camera that stands still, that of one who does too is drawn once and shown again."""
        if not self.stage.rig.still or person.mark.walks:
            draw_shadow(self.ink, at.view, person, at.part)
            return
        if person.name not in self._shadows:
            with Tape(self.ink) as tape:
                draw_shadow(self.ink, at.view, person, at.part)
            self._shadows[person.name] = tape.reels[0]
        play(self.ink, self._shadows[person.name])

    def _piece(self, piece: Piece, at: Moment) -> None:
        """A piece among the people; before a camera that stands still, drawn anew only where it moves by itself."""
        stage, t_s = self.stage, at.t_s
        if not stage.rig.still:
            draw_piece(self.ink, at.view, piece, stage.layout, stage.world_salt, t_s)
            return
        if self._on_twos:
            t_s = float((at.index - at.index % 2) / stage.rate)
        kept = self._cards.get(id(piece))
        if kept is None or (kept[1] and kept[0] != t_s):
            with Tape(self.ink) as tape:
                moves = draw_piece(self.ink, at.view, piece, stage.layout, stage.world_salt, t_s)
            kept = self._cards[id(piece)] = (t_s, moves, tape.reels[0])
        play(self.ink, kept[2])

    def _shade(self, ink: Ink, margin: int) -> None:
        """Corners fall off as they do through a lens, on the picture itself or on a small one."""
        if self._dark is None:
            return
        size = (ink.width, ink.height, margin)
        if size not in self._veils:
            self._veils[size] = veil(self._dark, *size)
        ink.lay(self._veils[size], 0, 0)
