"""The pinhole camera: where it stands, what it looks at, and where a point of the world falls in the frame.

World units are metres: x to the right of the master shot, y up, z away from the master camera. Pixels count from the top
left. This module knows nothing of people, sets or shot sizes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import cos, hypot, radians, sin, sqrt
from typing import Any, NamedTuple, cast

__all__ = ["NEAR_M", "Camera", "Seen", "Vec", "View", "add", "cross", "dot", "mix", "scaled", "sub", "unit"]

Vec = tuple[float, float, float]

NEAR_M = 0.12
"""Nothing closer to the lens than this is drawn, metres."""


def add(a: Vec, b: Vec) -> Vec:
    """Sum of two vectors.

    >>> add((1, 2, 3), (1, 1, 1))
    (2, 3, 4)
    """
    return (a[0] + b[0], a[1] + b[1], a[2] + b[2])


def sub(a: Vec, b: Vec) -> Vec:
    """Difference of two vectors.

    >>> sub((1, 2, 3), (1, 1, 1))
    (0, 1, 2)
    """
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def scaled(a: Vec, by: float) -> Vec:
    """A vector times a number.

    >>> scaled((1, 2, 3), 2)
    (2, 4, 6)
    """
    return (a[0] * by, a[1] * by, a[2] * by)


def mix(a: Vec, b: Vec, part: float) -> Vec:
    """The point that lies `part` (0 to 1) of the way from a to b.

    >>> mix((0, 0, 0), (2, 4, 6), 0.5)
    (1.0, 2.0, 3.0)
    """
    return (a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part, a[2] + (b[2] - a[2]) * part)


def dot(a: Vec, b: Vec) -> float:
    """Scalar product.

    >>> dot((1, 2, 3), (1, 0, 1))
    4
    """
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def cross(a: Vec, b: Vec) -> Vec:
    """Vector product.

    >>> cross((0, 1, 0), (0, 0, 1))
    (1, 0, 0)
    """
    return (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])


def unit(a: Vec) -> Vec:
    """The vector of length 1 in the same direction; straight away from the camera for a vector of no length.

    >>> unit((0, 3, 4))
    (0.0, 0.6, 0.8)
    """
    length = sqrt(dot(a, a))
    return (a[0] / length, a[1] / length, a[2] / length) if length > 1e-9 else (0.0, 0.0, 1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Camera:
    """A camera at one instant.

    Attributes:
        position, target: Metres.
        focal: Focal length over the height of the picture (35 mm on a 14 mm high sensor is 2.5).
        roll_deg: Positive leans the picture clockwise.
        focus_m: Distance of what is sharp.
    """

    position: Vec
    target: Vec
    focal: float
    roll_deg: float = 0.0
    focus_m: float = 3.0

    def blended(self, other: Camera, part: float) -> Camera:
        """The camera `part` (0 to 1) of the way to another."""
        return Camera(
            position=mix(self.position, other.position, part),
            target=mix(self.target, other.target, part),
            focal=self.focal + (other.focal - self.focal) * part,
            roll_deg=self.roll_deg + (other.roll_deg - self.roll_deg) * part,
            focus_m=self.focus_m + (other.focus_m - self.focus_m) * part,
        )

    def moved(self, by: Vec) -> Camera:
        """The camera carried sideways, up or along without turning."""
        return Camera(
            position=add(self.position, by),
            target=add(self.target, by),
            focal=self.focal,
            roll_deg=self.roll_deg,
            focus_m=self.focus_m,
        )


class Seen(NamedTuple):
    """Where a point falls: pixels from the top left, and its depth along the view in metres (negative is behind)."""

    x: float
    y: float
    depth: float


_SEEN: Callable[[type[Seen], tuple[float, float, float]], Seen] = cast(Any, tuple).__new__


class View:
    """A Camera with a picture size: projects points, polygons and planes.

    >>> view = View(Camera(position=(0, 1, -5), target=(0, 1, 0), focal=2.0), 832, 480)
    >>> view.project((0, 1, 0))
    Seen(x=416.0, y=240.0, depth=5.0)
    >>> view.project((1, 1, 0)).x > 416 and view.project((0, 2, 0)).y < 240
    True
    """

    __slots__ = ("_rows", "camera", "focal_px", "forward", "height", "mid_x", "mid_y", "right", "up", "width")

    def __init__(self, camera: Camera, width: int, height: int) -> None:
        self.camera, self.width, self.height = camera, width, height
        self.focal_px = camera.focal * height
        self.mid_x, self.mid_y = width / 2, height / 2
        forward = unit(sub(camera.target, camera.position))
        flat = cross((0.0, 1.0, 0.0), forward)
        # Straight down or up has no horizon to keep level: the top of the frame is then away from the master camera.
        right = unit(flat) if hypot(flat[0], flat[2]) > 1e-4 else (1.0, 0.0, 0.0)
        up = cross(forward, right)
        turn = radians(camera.roll_deg)
        self.right = add(scaled(right, cos(turn)), scaled(up, sin(turn)))
        self.up = add(scaled(up, cos(turn)), scaled(right, -sin(turn)))
        self.forward = forward
        place = camera.position
        self._rows = (
            *self.right, -dot(self.right, place), *self.up, -dot(self.up, place), *forward, -dot(forward, place),
        )  # fmt: skip

    def project(self, point: Vec) -> Seen:
        """Where a point falls; one behind the lens is put at the near plane so that callers can still compare it."""
        x, y, z = point
        rx, ry, rz, r0, ux, uy, uz, u0, fx, fy, fz, f0 = self._rows
        depth = x * fx + y * fy + z * fz + f0
        k = self.focal_px / (depth if depth > NEAR_M else NEAR_M)
        across, up = x * rx + y * ry + z * rz + r0, x * ux + y * uy + z * uz + u0
        # The class's own constructor would take as long as the sums: this is called hundreds of times a frame.
        return _SEEN(Seen, (self.mid_x + k * across, self.mid_y - k * up, depth))

    def scale(self, depth: float) -> float:
        """Pixels per metre at a depth."""
        return self.focal_px / max(depth, NEAR_M)

    def depth(self, point: Vec) -> float:
        """Depth of a point along the view, metres."""
        rows = self._rows
        return point[0] * rows[8] + point[1] * rows[9] + point[2] * rows[10] + rows[11]

    def polygon(self, points: list[Vec]) -> list[tuple[float, float]]:
        """A polygon's corners in pixels, cut at the near plane; empty where all of it lies behind."""
        rx, ry, rz, r0, ux, uy, uz, u0, fx, fy, fz, f0 = self._rows
        depths = [x * fx + y * fy + z * fz + f0 for x, y, z in points]
        if min(depths) >= NEAR_M:
            focal, mid_x, mid_y = self.focal_px, self.mid_x, self.mid_y
            return [
                (mid_x + focal / d * (x * rx + y * ry + z * rz + r0), mid_y - focal / d * (x * ux + y * uy + z * uz + u0))
                for (x, y, z), d in zip(points, depths, strict=True)
            ]
        cut: list[tuple[float, float]] = []
        for i, point in enumerate(points):
            before, d, e = points[i - 1], depths[i], depths[i - 1]
            if (d >= NEAR_M) != (e >= NEAR_M):
                cut.append(self.project(mix(before, point, (NEAR_M - e) / (d - e)))[:2])
            if d >= NEAR_M:
                cut.append(self.project(point)[:2])
        return cut

    def plane(self, origin: Vec, along: Vec, down: Vec) -> tuple[float, ...]:
        """The 3x3 matrix, row by row, that takes plane coordinates (metres along, metres down) to pixels."""
        out: list[tuple[float, float, float]] = []
        for v in (along, down, sub(origin, self.camera.position)):
            x, y, z = dot(v, self.right), dot(v, self.up), dot(v, self.forward)
            out.append((self.mid_x * z + self.focal_px * x, self.mid_y * z - self.focal_px * y, z))
        (ax, ay, az), (bx, by, bz), (cx, cy, cz) = out
        return (ax, bx, cx, ay, by, cy, az, bz, cz)

    def faces(self, point: Vec, normal: Vec) -> bool:
        """Whether a surface at a point with that normal shows its front to the camera."""
        return dot(sub(self.camera.position, point), normal) > 0
