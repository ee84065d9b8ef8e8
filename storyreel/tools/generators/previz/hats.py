"""Hats on a Head, by kind. Lengths are in half heads."""

from __future__ import annotations

from collections.abc import Callable
from math import cos, pi, sin

from storyreel.tools.generators.previz.head import Head
from storyreel.tools.generators.previz.library import skia
from storyreel.tools.generators.previz.shapes import Spot, bounds, curve, hull, polygon, smooth
from storyreel.tools.generators.previz.words import shade

__all__ = ["HATS", "draw_hat", "hides_hair"]


def hides_hair(kind: str) -> bool:
    """Whether a hat leaves no hair to be seen.

    >>> hides_hair("hood"), hides_hair("cap")
    (True, False)
    """
    return kind in ("hood", "helmet", "turban")


def draw_hat(head: Head) -> None:
    """Draw the hat that the Look wears, if any."""
    draw = HATS.get(head.look.clothes.hat)
    if draw is not None:
        draw(head, head.look.clothes.hat_rgb)


def _ring(head: Head, y: float, rx: float, rz: float, back: float = 0.0) -> list[Spot]:
    return [head.at(rx * sin(i * pi / 8), y, rz * cos(i * pi / 8) - back) for i in range(16)]


def _drum(
    head: Head, rgb: int, low: float, high: float, wide: float, top: float, band: int | None = None, back: float = 0.05
) -> None:
    """A crown from `low` to `high`, `wide` across below and `top` above."""
    spots = hull([*_ring(head, low, wide, wide * 1.12, back), *_ring(head, high, top, top * 1.12, back)])
    head.ink.form(smooth(spots), rgb, bounds(spots))
    if band is not None:
        strip = hull([*_ring(head, low, wide * 1.01, wide * 1.13, back), *_ring(head, low + 0.17, wide * 1.0, wide * 1.12, back)])
        head.ink.form(smooth(strip), band, bounds(strip), outline=False)


def _brim(head: Head, rgb: int, y: float, wide: float, long: float, dip: float = 0.0) -> None:
    spots = [head.at(wide * sin(i * pi / 8), y - dip * abs(cos(i * pi / 8)), long * cos(i * pi / 8) - 0.05) for i in range(16)]
    thick = [(x, yy + head.px * 0.06) for x, yy in spots]
    edge = hull([*spots, *thick])
    head.ink.form(smooth(edge), shade(rgb, -0.12), bounds(edge), depth=0.5)


def _fedora(head: Head, rgb: int) -> None:
    _drum(head, rgb, 0.52, 1.36, 0.76, 0.56, shade(rgb, -0.55))
    _brim(head, rgb, 0.52, 1.16, 1.34, 0.06)


def _topper(head: Head, rgb: int) -> None:
    _drum(head, rgb, 0.58, 1.9, 0.74, 0.78, shade(rgb, -0.4))
    _brim(head, rgb, 0.58, 1.06, 1.18)


def _bowler(head: Head, rgb: int) -> None:
    dome = hull([*_ring(head, 0.55, 0.77, 0.88, 0.05), *_ring(head, 1.0, 0.7, 0.8, 0.05), *_ring(head, 1.26, 0.4, 0.46, 0.05)])
    head.ink.form(smooth(dome), rgb, bounds(dome))
    _brim(head, rgb, 0.55, 1.0, 1.12)


def _deerstalker(head: Head, rgb: int) -> None:
    dome = hull([*_ring(head, 0.48, 0.78, 0.92, 0.05), *_ring(head, 1.0, 0.66, 0.78, 0.05), *_ring(head, 1.18, 0.3, 0.36, 0.05)])
    head.ink.form(smooth(dome), rgb, bounds(dome))
    for z in (1.0, -1.0):
        bill = [
            head.at(x, y, z * d - 0.05)
            for x, y, d in ((-0.5, 0.5, 0.7), (0.5, 0.5, 0.7), (0.36, 0.36, 1.15), (-0.36, 0.36, 1.15))
        ]
        head.ink.form(smooth(hull(bill)), shade(rgb, -0.15), bounds(bill))


def _cap(head: Head, rgb: int) -> None:
    dome = hull([*_ring(head, 0.42, 0.76, 0.9, 0.05), *_ring(head, 0.92, 0.8, 0.9, 0.06), *_ring(head, 1.14, 0.5, 0.58, 0.08)])
    head.ink.form(smooth(dome), rgb, bounds(dome))
    bill = [
        head.at(x, y, z)
        for x, y, z in ((-0.56, 0.46, 0.62), (0.56, 0.46, 0.62), (0.42, 0.36, 1.14), (0.0, 0.34, 1.24), (-0.42, 0.36, 1.14))
    ]
    if head.near.front[2] > -0.45:
        edge = hull(bill)
        head.ink.form(smooth(edge), shade(rgb, -0.3), bounds(edge))


def _straw(head: Head, rgb: int) -> None:
    _drum(head, rgb, 0.56, 1.16, 0.72, 0.64, 0x8C3B3B)
    _brim(head, rgb, 0.54, 1.3, 1.42, 0.1)


def _beanie(head: Head, rgb: int) -> None:
    dome = hull([*_ring(head, 0.36, 0.77, 0.9, 0.06), *_ring(head, 0.9, 0.72, 0.82, 0.08), *_ring(head, 1.2, 0.34, 0.4, 0.12)])
    head.ink.form(smooth(dome), rgb, bounds(dome))
    strip = hull([*_ring(head, 0.34, 0.79, 0.92, 0.06), *_ring(head, 0.56, 0.79, 0.92, 0.06)])
    head.ink.form(smooth(strip), shade(rgb, -0.2), bounds(strip), outline=False)


def _turban(head: Head, rgb: int) -> None:
    dome = hull([*_ring(head, 0.3, 0.8, 0.94, 0.05), *_ring(head, 0.78, 0.98, 1.1, 0.08), *_ring(head, 1.24, 0.5, 0.56, 0.08)])
    head.ink.form(smooth(dome), rgb, bounds(dome))
    if head.px > 12:
        for y in (0.5, 0.74, 0.98):
            head.ink.line(
                curve([head.on(-0.55, min(0.9, y - 0.16), 0.2), head.at(0.1, y + 0.14, 0.95), head.at(0.66, y - 0.1, 0.6)]),
                shade(rgb, -0.3),
                head.px * 0.035,
                -0.2,
                0.7,
            )


def _helmet(head: Head, rgb: int) -> None:
    dome = hull([*_ring(head, 0.32, 0.8, 0.95, 0.04), *_ring(head, 0.9, 0.66, 0.78, 0.04), *_ring(head, 1.28, 0.12, 0.14, 0.04)])
    head.ink.form(smooth(dome), rgb, bounds(dome))
    strip = hull([*_ring(head, 0.3, 0.82, 0.97, 0.04), *_ring(head, 0.46, 0.82, 0.97, 0.04)])
    head.ink.form(smooth(strip), shade(rgb, -0.25), bounds(strip), outline=False)
    if head.near.front[2] > 0.1:
        guard = [head.at(x, y, 0.93) for x, y in ((-0.06, 0.4), (0.06, 0.4), (0.05, -0.22), (-0.05, -0.22))]
        head.ink.form(polygon(guard), shade(rgb, -0.1), bounds(guard))


def _hood(head: Head, rgb: int) -> None:
    """Cloth round the face, open before it, falling to the shoulders."""
    spots = [
        head.at(s * x, y, z)
        for s in (-1, 1)
        for x, y, z in ((0.86, 0.3, -0.2), (0.9, -0.4, -0.1), (0.84, -1.1, 0.0), (0.5, 0.95, -0.1))
    ]
    spots += [head.at(0, 1.16, -0.2), head.at(0, 0.7, -1.08), head.at(0, -0.2, -1.1), head.at(0, -1.1, -0.7)]
    if head.near.front[2] < -0.1:
        edge = hull(spots)
        head.ink.form(smooth(edge), rgb, bounds(edge))
        return
    rim = [head.skin_at(lon, lat, 1.12) for lon, lat in _RIM]
    outer = hull([*spots, *rim])
    path = smooth(outer)
    hole = smooth([head.skin_at(lon, lat, 1.02) for lon, lat in _RIM])
    path.addPath(hole)
    path.setFillType(skia.PathFillType.kEvenOdd)
    head.ink.form(path, rgb, bounds(outer))
    head.ink.line(hole, shade(rgb, -0.4), head.px * 0.06, -0.4, 0.7)


_RIM = (
    (0, 52), (28, 48), (50, 32), (62, 6), (62, -24), (46, -52), (18, -72), (0, -78), (-18, -72), (-46, -52), (-62, -24), (-62, 6),
    (-50, 32), (-28, 48),
)  # fmt: skip


def _crown(head: Head, rgb: int) -> None:
    low, high = 0.52, 0.92
    back = [*_ring(head, low, 0.72, 0.82, 0.04), *_ring(head, high - 0.14, 0.76, 0.86, 0.04)]
    edge = hull(back)
    head.ink.form(smooth(edge), shade(rgb, -0.2), bounds(edge))
    for i in range(11):
        turn = (i - 5) * pi / 8
        if head.near.faces(sin(turn), 0.05, cos(turn)) < -0.15:
            continue
        spots = [
            head.at(0.76 * sin(turn + d), y, 0.86 * cos(turn + d) - 0.04)
            for d, y in ((-0.2, high - 0.18), (0.0, high + 0.22), (0.2, high - 0.18))
        ]
        head.ink.form(polygon(spots), rgb, bounds(spots), outline=False, level=0.2)
        head.ink.dot(*spots[1], head.px * 0.045, shade(rgb, 0.3), 0.5)
    strip = hull([*_ring(head, low, 0.73, 0.83, 0.04), *_ring(head, low + 0.12, 0.74, 0.84, 0.04)])
    head.ink.form(smooth(strip), rgb, bounds(strip), outline=False)


HATS: dict[str, Callable[[Head, int], None]] = {
    "beanie": _beanie, "bowler": _bowler, "cap": _cap, "crown": _crown, "deerstalker": _deerstalker, "fedora": _fedora,
    "helmet": _helmet, "hood": _hood, "straw": _straw, "topper": _topper, "turban": _turban,
}  # fmt: skip
