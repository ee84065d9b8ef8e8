"""The head: skull, face, ears and neck as shapes in the picture, from every side, for one Look.

A head is an egg whose points are given by longitude (0 at the nose, towards the person's right) and latitude; points that lie
round the back are moved to its edge, so that front, side and back views are one drawing. Lengths are in half heads.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import cos, radians, sin, sqrt
from typing import Any

from storyreel.tools.generators.previz.acting import Acting
from storyreel.tools.generators.previz.ink import Ink
from storyreel.tools.generators.previz.looks import Look
from storyreel.tools.generators.previz.near import Near
from storyreel.tools.generators.previz.shapes import Spot, bounds, hull, limb, smooth, united
from storyreel.tools.generators.previz.words import shade

__all__ = ["WIDE", "Head"]

WIDE, DEEP = 0.7, 0.84
_UNDER_JAW = ((-70, -38), (-40, -62), (0, -84), (40, -62), (70, -38))
_UNDER_EARS = ((0.6, -0.3, -0.2), (0.4, -0.3, -0.8))
"""The edge of the jaw, and what goes on from it under the ear to the nape: what throws its shadow on the neck."""


class Head:
    """One head, ready to be drawn: everything is asked for in half heads and comes back in pixels."""

    def __init__(self, near: Near, look: Look, acting: Acting, ink: Ink) -> None:
        self.near, self.look, self.acting, self.ink = near, look, acting, ink
        self.unit = look.head_m / 2 * ink.style.heads
        self.px = near.px * self.unit
        r, u, f = near.right[2] / WIDE, near.up[2], near.front[2] / DEEP
        length = sqrt(r * r + u * u + f * f)
        self._out = (r / length, u / length, f / length)
        narrow = 0.34 - 0.12 * look.jaw
        self._narrow = narrow - (0.1 if look.age == "child" else 0.0)
        self._drop = 0.15 * acting.lips.open
        self._rows = tuple(
            (spot, right * self.unit, up * self.unit, front * self.unit)
            for spot, right, up, front in (
                (near.x, near.right[0], near.up[0], near.front[0]),
                (near.y, near.right[1], near.up[1], near.front[1]),
            )
        )

    def at(self, x: float, y: float, z: float) -> Spot:
        """Where a point falls, in half heads: right hand's side, up, front."""
        (x0, xr, xu, xf), (y0, yr, yu, yf) = self._rows
        return (x0 + xr * x + xu * y + xf * z, y0 + yr * x + yu * y + yf * z)

    def on(self, x: float, y: float, out: float = 0.0) -> Spot:
        """A point of the face by how far aside and up it is."""
        return self.at(x, y, self.depth_at(x, y) + out)

    def depth_at(self, x: float, y: float) -> float:
        """How far the face comes forward at a point."""
        rest = 1 - (x / (WIDE * self._taper(y))) ** 2 - min(0.98, y * y)
        return DEEP * sqrt(max(0.02, rest)) + (0.06 * -y if y < 0 else 0.0)

    def seen(self, x: float, y: float) -> float:
        """How squarely a point of the face is seen: below 0 it is round the corner."""
        z = self.depth_at(x, y)
        nx, ny, nz = x / WIDE**2, y, z / DEEP**2
        length = sqrt(nx * nx + ny * ny + nz * nz)
        return self.near.faces(nx / length, ny / length, nz / length)

    def _taper(self, y: float) -> float:
        return 1.0 - self._narrow * y * y if y < 0 else 1.0 + 0.42 * y * y * (1.06 - y)

    def skin_at(self, lon: float, lat: float, out: float = 1.0) -> Spot:
        """A point of the egg by longitude and latitude in degrees, moved to the edge where it lies behind."""
        x, y, z = _on_ball(lon, lat)
        ox, oy, oz = self._out
        behind = x * ox + y * oy + z * oz
        if behind < 0:
            x, y, z = x - behind * ox, y - behind * oy, z - behind * oz
            length = sqrt(x * x + y * y + z * z) or 1.0
            x, y, z = x / length, y / length, z / length
        return self._skin((x, y, z), out)

    def _skin(self, point: tuple[float, float, float], out: float) -> Spot:
        """A point of the ball that the egg is made of, in the picture."""
        x, y, z = point
        if y >= 0:
            return self.at(WIDE * x * self._taper(y) * out, y * out, DEEP * z * out)
        drop = self._drop * (-y - 0.45) / 0.55 if y < -0.45 else 0.0
        # Under the mouth the egg runs back to the neck; a chin stays forward.
        chin = 0.5 * max(0.0, -y - 0.6) / 0.4 * min(1.0, 8 * max(0.0, z))
        deep = DEEP * z - (0.06 * y * z if z > 0 else 0.0) + chin
        return self.at(WIDE * x * self._taper(y) * out, y * out - drop, deep * out)

    def patch(self, turns: Sequence[tuple[float, float]], out: float = 1.0) -> list[Spot]:
        """A patch of the egg by its corners' longitudes and latitudes, cut off where the head turns away; empty where it has.

        It is small enough that no two ways round the edge of the head are as good: the one nearer its middle is taken.
        """
        return [self._skin(p, out) for p in _facing(_ball_of(tuple(turns)), self._out)]

    def egg(self, lowest: float, out: float, back_lowest: float) -> list[Spot]:
        """The outline of the skull above a latitude (before the ears, and behind them), blown up by `out`."""
        (x0, xr, xu, xf), (y0, yr, yu, yf) = self._rows
        return hull(
            [
                (x0 + out * (xr * x + xu * y + xf * z) - 0.03 * xf, y0 + out * (yr * x + yu * y + yf * z) - 0.03 * yf)
                for x, y, z in _shell(lowest, back_lowest)
            ]
        )

    def face_outline(self, hairline: tuple[tuple[float, float], ...]) -> list[Spot]:
        """The skin of the face from a hairline (longitude, latitude from the middle outwards) down round the chin."""
        # Seen from behind, the neck hides what lies under the chin.
        low = -84 + 36 * round(8 * min(1.0, max(0.0, -self.near.front[2] / 0.3))) / 8
        jaw = ((76, -7), (80, -20), (75, -33), (60, -49), (38, -64), (16, -77))
        half = [*hairline, *((lon, max(lat, low)) for lon, lat in jaw)]
        return self.patch([*half, (0, low), *((-lon, lat) for lon, lat in reversed(half) if lon)])

    def draw_neck(self, base: Spot, width_px: float) -> None:
        """The neck from the collar to under the chin, with the shadow of the chin on it."""
        top = self.at(0.0, -0.52, -0.16)
        path = limb([(base[0], base[1], width_px * 1.1), (top[0], top[1], width_px * 0.94)])
        x0, x1, y = min(base[0], top[0]) - width_px, max(base[0], top[0]) + width_px, (base[1] + top[1]) / 2
        self.ink.form(path, self.look.skin, (x0, y, x1, y), level=-0.22)
        under = min(1.0, max(0.0, (self.near.front[2] + 0.35) / 0.4))
        if self.px > 9 and under:
            chin = [self.skin_at(lon, lat) for lon, lat in _UNDER_JAW]
            chin += [self.at(side * x, y, z) for side in (-1, 1) for x, y, z in _UNDER_EARS]
            tone = shade(self.look.skin, -0.28)
            with self.ink.inside(path):
                steps = 2 if self.px < 30 or self.ink.style.shading == "cel" else 5
                for step in range(1, steps + 1):
                    below = hull([*chin, *((x, y + 0.32 * self.px * step / steps) for x, y in chin)])
                    self.ink.fill(smooth(below), tone, -0.6, 0.5 * under / steps)

    def draw_skull(self, path: Any, box: tuple[float, float, float, float], rgb: int) -> None:
        """The skull as hair (or bald skin)."""
        self.ink.form(path, rgb, box)

    def draw_face(self, hairline: tuple[tuple[float, float], ...]) -> Any:
        """The skin of the face; returns its path, or None where the face looks away."""
        spots = self.face_outline(hairline)
        if len(spots) < 3:
            return None
        path = smooth(spots)
        x0, y0, x1, y1 = bounds(spots)
        # Mouth and chin go behind the cheek little by little as the head turns away.
        stands = min(1.0, max(0.0, (self.near.front[2] + 0.42) / 0.42))
        if self.near.front[2] < 0.93 and stands:
            root = self.skin_at(0, -50)
            jaw = [(root[0] + (x - root[0]) * stands, root[1] + (y - root[1]) * stands) for x, y in self._jaw()]
            path = united(path, smooth(jaw))
            x0, y0, x1, y1 = bounds([*spots, *jaw])
        if self.ink.style.shading == "cel":
            self.ink.outlined(path, self.look.skin)
            self.ink.fill(path, self.look.skin, 0.4)
        else:
            self.ink.form(path, self.look.skin, (x0, y0, x1, y1 + 0.15 * (y1 - y0)), depth=0.85)
        if self.px > 16:
            self._model(path)
        return path

    def _jaw(self) -> list[Spot]:
        """The outline of mouth and chin, which stand out from the egg as soon as a face is seen from the side."""
        drop = self._drop
        middle = ((-0.4, 0.8), (-0.56, 0.845), (-0.68 - 0.5 * drop, 0.825), (-0.86 - drop, 0.785), (-0.98 - drop, 0.64))
        sides = ((0.2, -0.93 - drop, 0.62), (0.36, -0.8 - drop, 0.46), (0.42, -0.6, 0.5))
        round_it = [self.at(s * x, y, z) for s in (-1, 1) for x, y, z in sides]
        return hull([*(self.at(0.0, y, z) for y, z in middle), *round_it])

    def _model(self, path: Any) -> None:
        """Shade under the hair, beside the cheek that turns away, and a flush on the cheeks."""
        ink, skin = self.ink, self.look.skin
        if ink.style.features < 0.5:
            return
        with ink.inside(path):
            if ink.style.shading == "cel":
                # The cheek on the picture's dark side; which of the person's cheeks that is depends on the view.
                away = -1 if ink.toward[0] > 0 else 1
                side = away if self.near.right[0] > 0 else -away
                turns = ((88, 50), (64, 40), (58, 8), (66, -10), (54, -34), (34, -62), (30, -86), (88, -60))
                ink.fill(smooth([self.skin_at(side * lon, lat) for lon, lat in turns]), shade(skin, -0.1), -0.7, 0.75)
            for s in (-1, 1):
                if self.seen(0.42 * s, -0.3) > 0.2:
                    x, y = self.on(0.4 * s, -0.3)
                    ink.dot(x, y, self.px * 0.16, _flushed(skin), 0.1, 0.16)

    def draw_ear(self, side: int) -> None:
        """One ear; side is -1 for the person's left."""
        if self.near.faces(side, 0, -0.15) < -0.42:
            return
        spots = [
            self.at(side * (WIDE * 0.985 + o), y - 0.06, z - 0.08)
            for y, z, o in (
                (0.17, -0.02, 0.02),
                (0.2, -0.12, 0.08),
                (0.08, -0.2, 0.11),
                (-0.1, -0.13, 0.08),
                (-0.2, -0.03, 0.03),
                (-0.14, 0.03, 0.0),
                (0.08, 0.04, 0.0),
            )
        ]
        self.ink.form(smooth(spots), self.look.skin, bounds(spots), level=-0.12)
        if self.px > 26 and self.near.faces(side, 0, 0) > 0.15:
            inner = [
                self.at(side * (WIDE + 0.05), y - 0.06, z - 0.08)
                for y, z in ((0.1, -0.03), (0.12, -0.11), (0.02, -0.12), (-0.08, -0.06))
            ]
            self.ink.fill(smooth(inner), shade(self.look.skin, -0.22), -0.3, 0.6)


@lru_cache(maxsize=4096)
def _on_ball(lon: float, lat: float) -> tuple[float, float, float]:
    a, b = radians(lon), radians(lat)
    return (sin(a) * cos(b), sin(b), cos(a) * cos(b))


Ball = tuple[float, float, float]


@lru_cache(maxsize=1024)
def _ball_of(turns: tuple[tuple[float, float], ...]) -> list[Ball]:
    return [_on_ball(lon, lat) for lon, lat in turns]


def _facing(ball: list[Ball], toward: Ball) -> list[Ball]:
    """The part of a patch of the unit ball that faces a direction, its edge led along the ball's own."""
    seen = [p[0] * toward[0] + p[1] * toward[1] + p[2] * toward[2] for p in ball]
    if min(seen) >= 0:
        return ball
    if max(seen) <= 0:
        return []
    kept: list[Ball] = []
    left: Ball | None = None
    first: Ball | None = None
    middle = _unit(tuple(sum(p[i] for p in ball) for i in range(3)))
    for i, point in enumerate(ball):
        was, now = seen[i - 1], seen[i]
        if (was < 0) != (now < 0):
            edge = _unit(tuple(a + (b - a) * was / (was - now) for a, b in zip(ball[i - 1], point, strict=True)))
            if now < 0:
                kept.append(edge)
                left = edge
            else:
                kept += _along(left, edge, middle) if left is not None else []
                first = first if left is not None or first is not None else edge
                left = None
                kept.append(edge)
        if now >= 0:
            kept.append(point)
    return [*kept, *_along(left, first, middle)] if left is not None and first is not None else kept


def _along(start: Ball, end: Ball, middle: Ball) -> list[Ball]:
    """Points between two of the ball's edge, round the side of it that is nearer `middle`."""
    centre: list[Ball] = []
    for part in (0.25, 0.5, 0.75):
        centre.append(_unit(tuple(a + (b - a) * part for a, b in zip(start, end, strict=True))))
    mid = centre[1]
    # The short way round is the right one unless the patch's middle lies on the other side.
    if mid[0] * middle[0] + mid[1] * middle[1] + mid[2] * middle[2] < -0.2:
        return [tuple(-v for v in p) for p in reversed(centre)]  # type: ignore[misc]
    return centre


def _unit(v: tuple[float, ...]) -> Ball:
    length = sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]) or 1.0
    return (v[0] / length, v[1] / length, v[2] / length)


@lru_cache(maxsize=64)
def _shell(lowest: float, back_lowest: float) -> tuple[tuple[float, float, float], ...]:
    """Points of the egg above a latitude, in half heads."""
    out: list[tuple[float, float, float]] = [(0.0, 1.0, 0.0)]
    for lon in range(-180, 180, 24):
        # Below the ears the hair draws in towards the nape.
        low = lowest if abs(lon) < 84 else min(lowest, max(back_lowest, back_lowest + (165 - abs(lon)) * 0.3))
        for lat in (low, 0.5 * low, 20.0, 44.0, 66.0, 80.0):
            a, b = radians(lon), radians(max(low, lat))
            y = sin(b)
            k = 1.0 + 0.42 * y * y * (1.06 - y) if y > 0 else 1.0
            # The back of the head curves in to the nape.
            tucked = 1.0 + 0.6 * y if y < 0 and cos(a) < 0 else 1.0
            out.append((WIDE * sin(a) * cos(b) * k, y, DEEP * cos(a) * cos(b) * k * tucked))
    return tuple(out)


def _flushed(skin: int) -> int:
    red, green, blue = skin >> 16 & 255, skin >> 8 & 255, skin & 255
    return min(255, red + 18) << 16 | max(0, green - 34) << 8 | max(0, blue - 26)
