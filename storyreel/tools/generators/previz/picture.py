"""A StageShot as pictures: set, people and things drawn frame by frame into one buffer, each frame from its number alone.

Where the camera stands still the set is drawn once. What is out of focus is drawn small and blown up, as soft as the lens
makes it. Any order of frames gives the same pixels.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot
from typing import Any, NamedTuple

import numpy as np

from storyreel.tools.generators.previz.acting import Acting, act
from storyreel.tools.generators.previz.camera import Camera, View, add, scaled
from storyreel.tools.generators.previz.darkness import darkness, veil
from storyreel.tools.generators.previz.figure import Drawn, draw_person, draw_shadow, head_is_clear, toward_light
from storyreel.tools.generators.previz.focus import Focus, canvas_on
from storyreel.tools.generators.previz.ink import Ink
from storyreel.tools.generators.previz.layout import Piece
from storyreel.tools.generators.previz.painter import paint_over
from storyreel.tools.generators.previz.people import Person
from storyreel.tools.generators.previz.pieces import GROUND, draw_piece
from storyreel.tools.generators.previz.props import draw_prop
from storyreel.tools.generators.previz.room import draw_room
from storyreel.tools.generators.previz.shapes import ellipse
from storyreel.tools.generators.previz.sight import body_box, meets_nobody, standing_pieces, turned_away
from storyreel.tools.generators.previz.sky import draw_open_air, draw_weather
from storyreel.tools.generators.previz.stage import StageShot
from storyreel.tools.generators.previz.talk import Talk

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


class Picture:
    """Draws the frames of one Shot.

    Args:
        stage: The geometry.
        talk: Who speaks when.

    `frame(i)` returns an array (height, width, 4), RGBA uint8, that is overwritten by the next call.
    """

    def __init__(self, stage: StageShot, talk: Talk) -> None:
        self.stage, self.talk = stage, talk
        self.width, self.height = stage.width, stage.height
        self._pixels = np.zeros((self.height, self.width, 4), np.uint8)
        self._surface = canvas_on(self._pixels)
        self.ink = Ink(self._surface.getCanvas(), (self.width, self.height), stage.style, stage.light)
        self._focus = Focus(self.ink)
        self._pieces = standing_pieces(stage)
        self._still: _Set | None = None
        self._kept: tuple[int, _Set] | None = None
        self._drawn: tuple[int, Array, FrameTruth] | None = None
        walking = any(p.drawn and p.mark.walks for p in stage.people)
        weather = bool(stage.light.weather) and not stage.layout.interior
        self._on_twos = stage.rig.still and stage.rate >= 20 and not walking and not weather
        # Before a camera that moves, the pools of light are laid over the picture once and for all: drawn on every wall
        # of every frame they would cost as much as the walls.
        self.ink.pools = stage.rig.still
        self._dark = darkness(stage, self.width, self.height, self._set)
        self._veils: dict[tuple[int, int], Any] = {}

    def frame(self, index: int) -> tuple[Array, FrameTruth]:
        """The pixels of a frame and what is true of it.

        Before a camera that stands still, every other frame is the one before with the head of who speaks drawn again: lips
        move on every frame, bodies on every second, as in drawn animation.
        """
        if not self._on_twos:
            return self._whole(index)
        even = index - index % 2
        if self._drawn is None or self._drawn[0] != even:
            pixels, truth = self._whole(even)
            self._drawn = (even, pixels.copy(), truth)
        np.copyto(self._pixels, self._drawn[1])
        if index == even:
            return self._pixels, self._drawn[2]
        truth = self._heads(index, self._drawn[2])
        return (self._pixels, truth) if truth is not None else self._whole(index)

    def _heads(self, index: int, before: FrameTruth) -> FrameTruth | None:
        """Draw the heads of those who speak over the frame before; None where something lies over such a head."""
        stage = self.stage
        part, t_s = (index + 0.5) / stage.frames, float(index / stage.rate)
        camera = stage.rig.at(part, t_s)
        view = View(camera, self.width, self.height)
        people, talking = dict(before.people), dict(before.talking)
        for person in stage.people:
            if not (person.drawn and person.name in people and self.talk.mouth(person.name, t_s)[1] > 0):
                continue
            if self._blur_of(view, person):
                continue
            acting = self._acting(person, camera, part, t_s)
            away = view.depth(person.head())
            nearer = [p for p in stage.people if p is not person and p.name in people and view.depth(p.head()) < away]
            if not head_is_clear(person, acting, view, part, nearer):
                return None
            drawn = draw_person(self.ink, view, person, acting, part, head_only=True)
            if drawn is not None:
                people[person.name], talking[person.name] = drawn, acting.talking
        return FrameTruth(people, talking)

    def _whole(self, index: int) -> tuple[Array, FrameTruth]:
        """A frame drawn in full."""
        stage = self.stage
        part = (index + 0.5) / stage.frames
        t_s = float(index / stage.rate)
        camera = stage.rig.at(part, t_s)
        view = View(camera, self.width, self.height)
        self.ink.toward = toward_light(self.ink, view)
        if stage.rig.still:
            if self._still is None:
                self._still = self._background(view, t_s=0.0)
            np.copyto(self._pixels, self._still.pixels)
            near = self._still.pieces
        else:
            near = self._moving(index, view, t_s)
        truth = self._play(view, camera, part, t_s, near)
        draw_weather(self.ink, stage.salt, t_s, inside=stage.layout.interior)
        return self._pixels, truth

    def _moving(self, index: int, view: View, t_s: float) -> list[Piece]:
        """The set before a camera that moves; one that is soft and creeps serves for two frames."""
        stage = self.stage
        even = index - index % 2
        if not self._creeps(even, view):
            return self._background(view, t_s=t_s).pieces
        if self._kept is None or self._kept[0] != even:
            there = View(stage.rig.at((even + 0.5) / stage.frames, float(even / stage.rate)), self.width, self.height)
            made = self._background(there, t_s=float(even / stage.rate))
            self._kept = (even, _Set(self._pixels.copy(), made.pieces))
        np.copyto(self._pixels, self._kept[1].pixels)
        return self._kept[1].pieces

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
        far = max((view.depth(p.head(k)) for p in stage.people if p.drawn for k in (0.0, 1.0)), default=0.0)
        pieces = sorted(self._pieces, key=lambda p: -view.depth((p.x, p.up, p.z)))
        crowd = (
            [box for p in stage.people if p.drawn for k in (0.0, 0.5, 1.0) if (box := body_box(p, view, k))]
            if stage.rig.still
            else []
        )
        alone = [p for p in pieces if stage.rig.still and meets_nobody(p, view, crowd)]
        behind = [p for p in pieces if p.kind in GROUND or p in alone or view.depth((p.x, p.up, p.z)) > far + 0.25]
        near = [p for p in pieces if p not in behind]
        blur = self._focus.background_px(view, stage)

        def draw(ink: Ink, seen: View) -> None:
            ink.pools = stage.rig.still
            self._set(ink, seen, t_s)
            for piece in sorted(behind, key=lambda p: 0 if p.kind in ("ocean", "water") else 1 if p.kind in GROUND else 2):
                draw_piece(ink, seen, piece, stage.layout, stage.world_salt, t_s)
            self._shade(ink)

        self._focus.draw_set(self._pixels, view, blur, draw)
        if stage.style.strokes:
            paint_over(self.ink.canvas, self._pixels, stage.world_salt, quick=not stage.rig.still)
        return _Set(self._pixels.copy() if stage.rig.still else self._pixels, near)

    def _set(self, ink: Ink, view: View, t_s: float) -> None:
        """The bare set: floor, walls, or ground and sky."""
        draw = draw_room if self.stage.layout.interior else draw_open_air
        draw(ink, view, self.stage.layout, self.stage.world_salt, t_s)

    def _play(self, view: View, camera: Camera, part: float, t_s: float, near: list[Piece]) -> FrameTruth:
        stage = self.stage
        seen: dict[str, Drawn] = {}
        talking: dict[str, float] = {}
        people = [p for p in stage.people if p.drawn and body_box(p, view, part) is not None]
        for person in people:
            draw_shadow(self.ink, view, person, part)
        order: list[tuple[float, Person | Piece]] = [(view.depth((p.x, p.up, p.z)), p) for p in near]
        order += [(view.depth(p.head(part)), p) for p in people]
        for _, one in sorted(order, key=lambda pair: -pair[0]):
            if isinstance(one, Piece):
                draw_piece(self.ink, view, one, stage.layout, stage.world_salt, t_s)
                continue
            acting = self._acting(one, camera, part, t_s)
            talking[one.name] = acting.talking
            drawn = self._person(view, one, acting, part, t_s)
            if drawn is not None:
                seen[one.name] = drawn
        if stage.thing is not None:
            at = view.project(stage.thing)
            if at.depth > 0.2:
                px = view.scale(at.depth)
                for k, alpha in ((0.16, 0.16), (0.11, 0.22)):
                    shadow = ellipse(at.x + 0.02 * px, at.y + 0.075 * px, k * px, 0.34 * k * px)
                    self.ink.canvas.drawPath(shadow, self.ink.paint(self.ink.bare(0x0A0A10, alpha)))
                draw_prop(self.ink, stage.thing_name, (at.x, at.y), view.scale(at.depth))
        return FrameTruth(seen, talking)

    def _acting(self, person: Person, camera: Camera, part: float, t_s: float) -> Acting:
        lips, talking = self.talk.mouth(person.name, t_s)
        line = self.talk.speaker(t_s)
        other = self.stage.person(line.speaker) if line is not None and line.speaker != person.name else None
        emotion = line.emotion if line is not None and line.speaker == person.name else ""
        return act(
            person, t_s, part, salt=self.stage.salt, lips=lips, talking=talking, lens=camera.position, emotion=emotion,
            heard=other.head(part) if other is not None else None,
        )  # fmt: skip

    def _person(self, view: View, person: Person, acting: Acting, part: float, t_s: float) -> Drawn | None:
        stage = self.stage
        seat = stage.seats.get(person.name)
        facing_away = seat is not None and turned_away(person, view)

        def draw(ink: Ink, seen: View) -> Drawn | None:
            if seat is not None and not facing_away:
                draw_piece(ink, seen, seat, stage.layout, stage.world_salt, t_s)
            drawn = draw_person(ink, seen, person, acting, part)
            if seat is not None and facing_away:
                draw_piece(ink, seen, seat, stage.layout, stage.world_salt, t_s)
            return drawn.grown(view.focal_px / seen.focal_px) if drawn is not None else None

        blur = self._blur_of(view, person)
        box = body_box(person, view, part) or (0, 0, self.width, self.height)
        return self._focus.draw_figure(view, blur, box, draw)

    def _blur_of(self, view: View, person: Person) -> float:
        """How soft a person is, pixels; whom the Shot is about is sharp."""
        if person.name in self.stage.made.subjects and self.stage.rig.rack is None:
            return 0.0
        away = hypot(view.camera.position[0] - person.mark.x, view.camera.position[2] - person.mark.z)
        return self._focus.softness(self._focus.blur_px(view, away), view)

    def _shade(self, ink: Ink) -> None:
        """Corners fall off as they do through a lens, on the picture itself or on a small one."""
        if self._dark is None:
            return
        size = (ink.width, ink.height)
        if size not in self._veils:
            self._veils[size] = veil(self._dark, *size)
        ink.canvas.drawImage(self._veils[size], 0, 0)
