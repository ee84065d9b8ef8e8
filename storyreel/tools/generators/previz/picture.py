"""A StageShot as pictures: set, people and things drawn frame by frame into one buffer, each frame from its number alone.

Where the camera stands still the set is drawn once. What is out of focus is drawn small and blown up, as soft as the lens
makes it. Any order of frames gives the same pixels.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, hypot, radians, sin
from typing import Any, NamedTuple

import numpy as np

from storyreel.tools.generators.previz.acting import Acting, act
from storyreel.tools.generators.previz.camera import Camera, Vec, View, add, mix, scaled
from storyreel.tools.generators.previz.darkness import darkness, veil
from storyreel.tools.generators.previz.figure import Drawn, draw_person, draw_shadow, toward_light
from storyreel.tools.generators.previz.focus import Focus, canvas_on
from storyreel.tools.generators.previz.framing import head_box
from storyreel.tools.generators.previz.ink import Ink
from storyreel.tools.generators.previz.layout import Piece
from storyreel.tools.generators.previz.painter import paint_over
from storyreel.tools.generators.previz.people import Person
from storyreel.tools.generators.previz.pieces import GROUND, draw_piece
from storyreel.tools.generators.previz.props import draw_prop
from storyreel.tools.generators.previz.room import draw_room
from storyreel.tools.generators.previz.shapes import ellipse
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
        self._pieces = _standing(stage)
        self._still: _Set | None = None
        self._kept: tuple[int, _Set] | None = None
        # Before a camera that moves, the pools of light are laid over the picture once and for all: drawn on every wall
        # of every frame they would cost as much as the walls.
        self.ink.pools = stage.rig.still
        self._dark = darkness(stage, self.width, self.height, self._set)
        self._veils: dict[tuple[int, int], Any] = {}

    def frame(self, index: int) -> tuple[Array, FrameTruth]:
        """The pixels of a frame and what is true of it."""
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
        """Whether the set is well out of focus and hardly moves from a frame to the next."""
        stage = self.stage
        if self._focus.background_px(view, stage) < 0.008 * self.height:
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
            [box for p in stage.people if p.drawn for k in (0.0, 0.5, 1.0) if (box := _body_box(p, view, k))]
            if stage.rig.still
            else []
        )
        alone = [p for p in pieces if stage.rig.still and _meets_nobody(p, view, crowd)]
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
        people = [p for p in stage.people if p.drawn and _body_box(p, view, part) is not None]
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
        to_lens = hypot(view.camera.position[0] - person.mark.x, view.camera.position[2] - person.mark.z)
        facing_away = seat is not None and _turned_away(person, view)

        def draw(ink: Ink, seen: View) -> Drawn | None:
            if seat is not None and not facing_away:
                draw_piece(ink, seen, seat, stage.layout, stage.world_salt, t_s)
            drawn = draw_person(ink, seen, person, acting, part)
            if seat is not None and facing_away:
                draw_piece(ink, seen, seat, stage.layout, stage.world_salt, t_s)
            return drawn.grown(view.focal_px / seen.focal_px) if drawn is not None else None

        sharp = person.name in stage.made.subjects and stage.rig.rack is None
        blur = 0.0 if sharp else self._focus.blur_px(view, to_lens)
        box = _body_box(person, view, part) or (0, 0, self.width, self.height)
        return self._focus.draw_figure(view, blur, box, draw)

    def _shade(self, ink: Ink) -> None:
        """Corners fall off as they do through a lens, on the picture itself or on a small one."""
        if self._dark is None:
            return
        size = (ink.width, ink.height)
        if size not in self._veils:
            self._veils[size] = veil(self._dark, *size)
        ink.canvas.drawImage(self._veils[size], 0, 0)


def _body_box(person: Person, view: View, part: float) -> tuple[int, int, int, int] | None:
    """A box that a person with their gestures surely fits, or None where none of it is in the picture."""
    x, z = person.place(part)
    head = person.head(part)
    reach = 1.1 if person.posture == "lying" else 0.46
    r = view.right
    across = (r[0] * reach, r[2] * reach) if hypot(r[0], r[2]) > 0.5 else (reach, 0.0)
    corners = [view.project((x + a * across[0], y, z + a * across[1])) for a in (-1, 1) for y in (-0.05, head[1] + 0.32)]
    if max(c.depth for c in corners) < 0.3:
        return None
    if min(c.depth for c in corners) < 0.3:
        return (0, 0, view.width, view.height)
    box = (
        int(min(c.x for c in corners)),
        int(min(c.y for c in corners)),
        int(max(c.x for c in corners)),
        int(max(c.y for c in corners)),
    )
    return None if box[2] < 0 or box[0] > view.width or box[3] < 0 or box[1] > view.height else box


def _turned_away(person: Person, view: View) -> bool:
    x, z = view.camera.position[0] - person.mark.x, view.camera.position[2] - person.mark.z
    return sin(person.yaw) * x + cos(person.yaw) * z < 0


def _standing(stage: StageShot) -> list[Piece]:
    """The pieces that may be seen: none right at the lens and none before a subject's head or chest."""
    keep: list[Piece] = []
    cameras = [stage.rig.at(k, k * stage.seconds) for k in (0.0, 0.5, 1.0)]
    leads = [p for p in stage.people if p.name in stage.made.subjects]
    for piece in stage.layout.pieces:
        if piece.kind in GROUND or not any(_hides(piece, View(c, stage.width, stage.height), leads) for c in cameras):
            keep.append(piece)
    return keep


def _meets_nobody(piece: Piece, view: View, crowd: list[tuple[int, int, int, int]]) -> bool:
    """Whether a piece lies apart from everyone in the picture, so that it may be drawn with the set."""
    depth = view.depth((piece.x, piece.up, piece.z))
    if depth < piece.reach + 0.5:
        return False
    seen = view.project((piece.x, piece.up, piece.z))
    half = (max(piece.reach, piece.height * 0.3) + 0.25) * view.scale(depth - piece.reach)
    return not any(seen.x - half < right and seen.x + half > left for left, _, right, _ in crowd)


def _hides(piece: Piece, view: View, leads: list[Person]) -> bool:
    cam = view.camera.position
    if _gap_to(piece, cam[0], cam[2]) < 0.6 and cam[1] < piece.up + piece.height + 0.6:
        return True
    depth = view.depth((piece.x, piece.up, piece.z))
    for lead in leads:
        head = lead.head()
        there = view.depth(head)
        if any(
            _crosses(piece, cam, (head[0], head[1] * k, head[2])) for k in ((1.0, 0.55) if piece.reach < 3 else (1.0, 0.55, 0.1))
        ):
            return True
        if not 0.1 < depth < there - 0.15 or piece.reach > 3:
            continue
        if depth < 0.62 * there:
            return True
        left, top, right, bottom = head_box(lead, view)
        seen = view.project((piece.x, piece.up + piece.height, piece.z))
        half = piece.width / 2 * view.scale(depth) / view.width
        grow = right - left
        chest = bottom + (bottom - top) * 1.2
        if (
            seen.x / view.width - half < right + grow
            and seen.x / view.width + half > left - grow
            and seen.y / view.height < chest
        ):
            return True
    return False


def _crosses(piece: Piece, start: Vec, end: Vec) -> bool:
    """Whether a line of sight runs through a piece."""
    for k in range(1, 24):
        x, y, z = mix(start, end, k / 24)
        if piece.up - 0.1 < y < piece.up + piece.height + 0.1 and _gap_to(piece, x, z) < 0.12:
            return (x - end[0]) ** 2 + (z - end[2]) ** 2 > 0.16
    return False


def _gap_to(piece: Piece, x: float, z: float) -> float:
    """Distance over the floor from a place to the edge of a piece, metres."""
    turn = radians(piece.turn)
    dx, dz = x - piece.x, z - piece.z
    right, front = abs(dx * cos(turn) + dz * sin(turn)), abs(dx * sin(turn) - dz * cos(turn))
    return hypot(max(0.0, right - piece.width / 2), max(0.0, front - piece.deep / 2))
