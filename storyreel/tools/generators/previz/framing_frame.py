"""What every framing is made of: shot sizes as heads and bodies, the camera's side of the line of action, a head in the picture.

`framing` chooses the camera; `framing_eyes` looks over shoulders and through eyes. This module knows no sets and draws nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from math import cos, hypot, radians, sin
from typing import NamedTuple

from storyreel.film.script import Shot
from storyreel.film.vocabulary import Angle, ShotSize
from storyreel.tools.generators.previz.camera import Camera, Vec, View, add, dot, scaled, sub
from storyreel.tools.generators.previz.people import Person

__all__ = [
    "NOMINAL",
    "RISE_DEG",
    "SENSOR_M",
    "SIZES",
    "Composition",
    "Size",
    "aimed",
    "all_inside",
    "gap_between",
    "head_box",
    "head_row",
    "moments",
    "picture_m",
    "placed",
    "side_of",
    "turned",
]

SENSOR_M = 0.014
"""Height of the sensor that lens lengths are for."""

NOMINAL = 1000


class Size(NamedTuple):
    tall: float  # picture height in heads at the subject, or
    bodies: float  # in body heights
    head_y: float  # where the middle of the head falls, share of the picture from the top
    lens_mm: int
    turn_deg: float  # how far the camera stands off the subject's eyeline


SIZES: dict[ShotSize, Size] = {
    ShotSize.EXTREME_WIDE: Size(0, 3.7, 0.47, 22, 70),
    ShotSize.WIDE: Size(0, 1.95, 0.3, 28, 62),
    ShotSize.FULL: Size(0, 1.27, 0.155, 35, 50),
    ShotSize.MEDIUM_WIDE: Size(6.1, 0, 0.2, 40, 44),
    ShotSize.MEDIUM: Size(4.2, 0, 0.25, 50, 38),
    ShotSize.MEDIUM_CLOSE_UP: Size(2.95, 0, 0.31, 65, 34),
    ShotSize.CLOSE_UP: Size(2.02, 0, 0.39, 85, 30),
    ShotSize.EXTREME_CLOSE_UP: Size(1.3, 0, 0.47, 100, 26),
    ShotSize.INSERT: Size(2.3, 0, 0.5, 65, 30),
}
RISE_DEG = {Angle.LOW: -19.0, Angle.HIGH: 27.0, Angle.OVERHEAD: 78.0, Angle.AERIAL: 46.0}


@dataclass(frozen=True, kw_only=True)
class Composition:
    """A camera and what it was made for.

    Attributes:
        subjects: Names that the frame is about, most important first.
        foreground: Who stands before the lens on purpose ("" for nobody).
        viewer: Whose eyes the camera has ("" for nobody's).
        hidden: Names kept out of the frame because they would stand before the subject.
        reason: Why the camera stands there.
    """

    camera: Camera
    subjects: tuple[str, ...]
    foreground: str = ""
    viewer: str = ""
    hidden: tuple[str, ...] = ()
    reason: str = ""


def aimed(camera: Camera, point: Vec, spot: tuple[float, float], aspect: float) -> Camera:
    """The camera turned so that a point falls at a spot of the picture (shares from the top left)."""
    width = round(NOMINAL * aspect)
    for _ in range(5):
        view = View(camera, width, NOMINAL)
        seen = view.project(point)
        per_px = seen.depth / view.focal_px
        turn = add(
            scaled(view.right, (seen.x - spot[0] * width) * per_px), scaled(view.up, -(seen.y - spot[1] * NOMINAL) * per_px)
        )
        reach = dot(sub(camera.target, camera.position), view.forward) / max(0.2, seen.depth)
        camera = replace(camera, target=add(camera.target, scaled(turn, reach)))
    return camera


def head_box(person: Person, view: View, part: float = 0.0) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of the head with its hair, in shares of the picture."""
    head = person.head(part)
    seen = view.project(head)
    half = person.look.head_m / 2 * view.scale(seen.depth)
    top = seen.y - half * (1.14 if not person.look.clothes.hat else 1.5)
    return (
        (seen.x - half * 0.78) / view.width,
        top / view.height,
        (seen.x + half * 0.78) / view.width,
        (seen.y + half) / view.height,
    )


def all_inside(subjects: list[Person], camera: Camera, aspect: float, size: ShotSize) -> bool:
    view = View(camera, round(NOMINAL * aspect), NOMINAL)
    edge = 0.005 if size in (ShotSize.EXTREME_CLOSE_UP, ShotSize.CLOSE_UP) else 0.035
    side = edge if len(subjects) == 1 else 0.1
    for person, part in [(p, part) for p in subjects for part in moments(p, subjects)]:
        left, top, right, bottom = head_box(person, view, part)
        if size is ShotSize.EXTREME_CLOSE_UP and len(subjects) == 1:
            top += 0.2
        if left < side or right > 1 - side or top < edge or bottom > 0.99 or view.depth(person.head(part)) < 0.3:
            return False
    return True


def moments(person: Person, subjects: list[Person]) -> tuple[float, ...]:
    """The parts of the Shot at which someone is to be in the frame: at its end too for one who walks to the others in it."""
    if len(subjects) < 2 or not person.mark.walks:
        return (0.0,)
    others = [p.mark for p in subjects if p is not person]
    near = min(hypot(person.mark.to_x - m.x, person.mark.to_z - m.z) for m in others) < 3.4
    return (0.0, 1.0) if near else (0.0,)


def picture_m(size: Size, lead: Person) -> float:
    return size.bodies * lead.look.height_m if size.bodies else size.tall * lead.look.head_m


_ROWS = ((1.3, 0.47), (2.02, 0.39), (2.95, 0.31), (4.2, 0.25), (6.1, 0.2), (9.5, 0.155), (14.6, 0.3), (27.7, 0.44))
"""Height of the picture in heads, and where the head falls in it: as in SIZES, for the sizes between as well."""


def head_row(heads: float) -> float:
    """Where the middle of the head falls (share from the top) in a picture so many heads high.

    A frame that had to grow, because it is narrow or holds several people, is composed as the size it has become.

    >>> round(head_row(2.95), 2), round(head_row(12.0), 2), head_row(90.0)
    (0.31, 0.23, 0.44)
    """
    if heads <= _ROWS[0][0]:
        return _ROWS[0][1]
    for (low, a), (high, b) in pairwise(_ROWS):
        if heads <= high:
            return a + (b - a) * (heads - low) / (high - low)
    return _ROWS[-1][1]


def gap_between(a: Person, b: Person) -> float:
    return hypot(a.mark.x - b.mark.x, a.mark.z - b.mark.z)


def side_of(shot: Shot, along: tuple[float, float]) -> tuple[float, float]:
    """The horizontal direction from the line of action to the camera's side of it."""
    x, z = -along[1], along[0]
    near = z < -1e-6 or (abs(z) <= 1e-6 and x > 0)
    return (x, z) if near == (shot.side == "near") else (-x, -z)


def turned(a: tuple[float, float], toward: tuple[float, float], deg: float) -> tuple[float, float]:
    """Direction `a` turned by `deg` towards another direction."""
    cross = a[0] * toward[1] - a[1] * toward[0]
    turn = radians(deg) if cross >= 0 else -radians(deg)
    return (a[0] * cos(turn) - a[1] * sin(turn), a[0] * sin(turn) + a[1] * cos(turn))


def placed(shot: Shot, aim: Vec, toward: Vec, distance: float, focal: float, spot: tuple[float, float], aspect: float) -> Camera:
    position = add(aim, scaled(toward, distance))
    position = (position[0], max(0.22, position[1]), position[2])
    roll = 8.0 if shot.angle is Angle.DUTCH else 0.0
    camera = Camera(position=position, target=aim, focal=focal, focus_m=distance, roll_deg=roll)
    return aimed(camera, aim, spot, aspect)
