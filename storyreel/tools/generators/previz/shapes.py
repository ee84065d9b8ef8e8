"""Outlines as paths: polygons, smooth closed curves, hulls of circles, tapered limbs. All in pixels; no colour."""

from __future__ import annotations

from collections.abc import Sequence
from math import atan2, cos, hypot, pi, sin
from typing import Any

from storyreel.tools.generators.previz.library import skia

__all__ = [
    "Spot",
    "bounds",
    "curve",
    "ellipse",
    "fine",
    "hull",
    "hull_of_circles",
    "limb",
    "polygon",
    "ribbon",
    "smooth",
    "united",
]

Spot = tuple[float, float]
Ball = tuple[float, float, float]
Path = Any


def polygon(spots: Sequence[Spot]) -> Path:
    """A closed path with straight sides."""
    path = skia.Path()
    if spots:
        path.moveTo(*spots[0])
        for spot in spots[1:]:
            path.lineTo(*spot)
        path.close()
    return path


def curve(spots: Sequence[Spot]) -> Path:
    """An open path that runs smoothly from the first spot to the last."""
    path = skia.Path()
    path.moveTo(*spots[0])
    for i in range(1, len(spots) - 1):
        x, y = spots[i]
        end = spots[-1] if i == len(spots) - 2 else ((x + spots[i + 1][0]) / 2, (y + spots[i + 1][1]) / 2)
        path.quadTo(x, y, *end)
    if len(spots) == 2:
        path.lineTo(*spots[1])
    return path


def united(one: Path, other: Path) -> Path:
    """The outline of both paths together."""
    return skia.Op(one, other, skia.kUnion_PathOp) or one


def smooth(spots: Sequence[Spot]) -> Path:
    """A closed path without corners that is pulled towards each spot."""
    path = skia.Path()
    x, y = spots[-1]
    to_x, to_y = spots[0]
    path.moveTo((x + to_x) / 2, (y + to_y) / 2)
    quad = path.quadTo
    x, y = to_x, to_y
    for to_x, to_y in (*spots[1:], spots[0]):
        quad(x, y, (x + to_x) / 2, (y + to_y) / 2)
        x, y = to_x, to_y
    path.close()
    return path


def fine(line: list[Spot]) -> list[Spot]:
    """The smooth curve through control spots, as short straight steps."""
    out = [line[0]]
    start = line[0]
    for i in range(1, len(line) - 1):
        x, y = line[i]
        end = line[-1] if i == len(line) - 2 else ((x + line[i + 1][0]) / 2, (y + line[i + 1][1]) / 2)
        for t in (0.34, 0.67, 1.0):
            u = 1 - t
            out.append((u * u * start[0] + 2 * u * t * x + t * t * end[0], u * u * start[1] + 2 * u * t * y + t * t * end[1]))
        start = end
    return out


def ellipse(x: float, y: float, rx: float, ry: float) -> Path:
    """An ellipse by its centre and radii."""
    path = skia.Path()
    path.addOval(skia.Rect(x - rx, y - ry, x + rx, y + ry))
    return path


def hull(spots: Sequence[Spot]) -> list[Spot]:
    """The convex outline of spots, in order."""
    ordered = sorted(set(spots))
    if len(ordered) < 3:
        return ordered
    (ax, ay), (bx, by) = ordered[0], ordered[-1]
    dx, dy = bx - ax, by - ay
    # Each half needs the spots on its own side alone.
    above = [p for p in ordered if dx * (p[1] - ay) <= dy * (p[0] - ax)]
    below = [p for p in ordered if dx * (p[1] - ay) >= dy * (p[0] - ax)]
    return _half_hull(above) + _half_hull(below[::-1])


def _half_hull(points: list[Spot]) -> list[Spot]:
    out: list[Spot] = []
    count = 0
    for spot in points:
        x, y = spot
        while count > 1:
            (ax, ay), (bx, by) = out[-2], out[-1]
            if (bx - ax) * (y - ay) - (by - ay) * (x - ax) > 0:
                break
            out.pop()
            count -= 1
        out.append(spot)
        count += 1
    return out[:-1]


_RING = tuple((cos(2 * pi * i / 8), sin(2 * pi * i / 8)) for i in range(8))


def hull_of_circles(balls: Sequence[Ball]) -> Path:
    """The smooth shape that a sheet pulled tight round circles (x, y, radius) has."""
    spots = [(x + 1.08 * r * c, y + 1.08 * r * s) for x, y, r in balls for c, s in _RING]
    return smooth(hull(spots))


def limb(balls: Sequence[Ball]) -> Path:
    """A chain of tapered tubes through circles (x, y, radius): one path, filled by the winding rule."""
    path = skia.Path()
    for i, (x, y, r) in enumerate(balls):
        path.addCircle(x, y, max(0.05, r))
        if i:
            x0, y0, r0 = balls[i - 1]
            length = hypot(x - x0, y - y0)
            if length > 1e-3:
                nx, ny = (y - y0) / length, -(x - x0) / length
                # Clockwise on screen, as circles are, so that the winding rule joins them.
                path.moveTo(x0 + nx * r0, y0 + ny * r0)
                path.lineTo(x + nx * r, y + ny * r)
                path.lineTo(x - nx * r, y - ny * r)
                path.lineTo(x0 - nx * r0, y0 - ny * r0)
                path.close()
    return path


def ribbon(spots: Sequence[Spot], widths: Sequence[float]) -> Path:
    """A band along a line of spots, `widths` pixels wide at each."""
    left: list[Spot] = []
    right: list[Spot] = []
    for i, (x, y) in enumerate(spots):
        (ax, ay), (bx, by) = spots[max(0, i - 1)], spots[min(len(spots) - 1, i + 1)]
        turn = atan2(by - ay, bx - ax)
        nx, ny = -sin(turn) * widths[i] / 2, cos(turn) * widths[i] / 2
        left.append((x + nx, y + ny))
        right.append((x - nx, y - ny))
    path = skia.Path()
    path.moveTo(*left[0])
    for side in (left[1:], right[::-1]):
        for i, (x, y) in enumerate(side):
            after = side[min(i + 1, len(side) - 1)]
            path.quadTo(x, y, (x + after[0]) / 2, (y + after[1]) / 2)
        path.lineTo(*side[-1])
    path.close()
    return path


def bounds(spots: Sequence[Spot]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of spots."""
    xs, ys = [s[0] for s in spots], [s[1] for s in spots]
    return (min(xs), min(ys), max(xs), max(ys))
