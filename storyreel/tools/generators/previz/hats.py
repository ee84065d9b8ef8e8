"""Hats on a Head, by kind. Lengths are in half heads."""

from __future__ import annotations

from collections.abc import Callable
from math import cos, pi, sin

from storyreel.tools.generators.previz.hats_cloth import bonnet, fur, hood, mobcap, nightcap, plumes, veil
from storyreel.tools.generators.previz.hats_parts import brim, dome, drum, ring
from storyreel.tools.generators.previz.head import Head
from storyreel.tools.generators.previz.shapes import bounds, curve, hull, polygon, smooth
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
        if head.look.clothes.plumes:
            plumes(head, min(3, head.look.clothes.plumes))


def _fedora(head: Head, rgb: int) -> None:
    drum(head, rgb, 0.52, 1.36, 0.76, 0.56, shade(rgb, -0.55))
    brim(head, rgb, 0.52, 1.16, 1.34, 0.06)


def _topper(head: Head, rgb: int) -> None:
    drum(head, rgb, 0.58, 1.9, 0.74, 0.78, shade(rgb, -0.4))
    brim(head, rgb, 0.58, 1.06, 1.18)


def _bowler(head: Head, rgb: int) -> None:
    dome = hull([*ring(head, 0.55, 0.77, 0.88, 0.05), *ring(head, 1.0, 0.7, 0.8, 0.05), *ring(head, 1.26, 0.4, 0.46, 0.05)])
    head.ink.form(smooth(dome), rgb, bounds(dome))
    brim(head, rgb, 0.55, 1.0, 1.12)


def _deerstalker(head: Head, rgb: int) -> None:
    dome = hull([*ring(head, 0.48, 0.78, 0.92, 0.05), *ring(head, 1.0, 0.66, 0.78, 0.05), *ring(head, 1.18, 0.3, 0.36, 0.05)])
    head.ink.form(smooth(dome), rgb, bounds(dome))
    for z in (1.0, -1.0):
        bill = [
            head.at(x, y, z * d - 0.05)
            for x, y, d in ((-0.5, 0.5, 0.7), (0.5, 0.5, 0.7), (0.36, 0.36, 1.15), (-0.36, 0.36, 1.15))
        ]
        head.ink.form(smooth(hull(bill)), shade(rgb, -0.15), bounds(bill))


def _cap(head: Head, rgb: int) -> None:
    dome = hull([*ring(head, 0.42, 0.76, 0.9, 0.05), *ring(head, 0.92, 0.8, 0.9, 0.06), *ring(head, 1.14, 0.5, 0.58, 0.08)])
    head.ink.form(smooth(dome), rgb, bounds(dome))
    bill = [
        head.at(x, y, z)
        for x, y, z in ((-0.56, 0.46, 0.62), (0.56, 0.46, 0.62), (0.42, 0.36, 1.14), (0.0, 0.34, 1.24), (-0.42, 0.36, 1.14))
    ]
    if head.near.front[2] > -0.45:
        edge = hull(bill)
        head.ink.form(smooth(edge), shade(rgb, -0.3), bounds(edge))


def _straw(head: Head, rgb: int) -> None:
    drum(head, rgb, 0.56, 1.16, 0.72, 0.64, 0x8C3B3B)
    brim(head, rgb, 0.54, 1.3, 1.42, 0.1)


def _beanie(head: Head, rgb: int) -> None:
    dome = hull([*ring(head, 0.36, 0.77, 0.9, 0.06), *ring(head, 0.9, 0.72, 0.82, 0.08), *ring(head, 1.2, 0.34, 0.4, 0.12)])
    head.ink.form(smooth(dome), rgb, bounds(dome))
    strip = hull([*ring(head, 0.34, 0.79, 0.92, 0.06), *ring(head, 0.56, 0.79, 0.92, 0.06)])
    head.ink.form(smooth(strip), shade(rgb, -0.2), bounds(strip), outline=False)


def _turban(head: Head, rgb: int) -> None:
    dome = hull([*ring(head, 0.3, 0.8, 0.94, 0.05), *ring(head, 0.78, 0.98, 1.1, 0.08), *ring(head, 1.24, 0.5, 0.56, 0.08)])
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
    dome = hull([*ring(head, 0.32, 0.8, 0.95, 0.04), *ring(head, 0.9, 0.66, 0.78, 0.04), *ring(head, 1.28, 0.12, 0.14, 0.04)])
    head.ink.form(smooth(dome), rgb, bounds(dome))
    strip = hull([*ring(head, 0.3, 0.82, 0.97, 0.04), *ring(head, 0.46, 0.82, 0.97, 0.04)])
    head.ink.form(smooth(strip), shade(rgb, -0.25), bounds(strip), outline=False)
    if head.near.front[2] > 0.1:
        guard = [head.at(x, y, 0.93) for x, y in ((-0.06, 0.4), (0.06, 0.4), (0.05, -0.22), (-0.05, -0.22))]
        head.ink.form(polygon(guard), shade(rgb, -0.1), bounds(guard))


def _tricorn(head: Head, rgb: int) -> None:
    """A hat turned up on three sides, its corner to the front, edged with lace."""
    dome(head, rgb, (0.5, 0.74, 0.84, 0.05), (0.86, 0.7, 0.78, 0.05), (1.14, 0.4, 0.44, 0.05))
    corners = ((0.0, 0.62, 1.32), (1.24, 0.66, -0.52), (-1.24, 0.66, -0.52))
    flaps = [(corners[i], corners[(i + 1) % 3]) for i in range(3)]
    for a, b in sorted(flaps, key=lambda f: sum(head.near.front[2] * p[2] + head.near.right[2] * p[0] for p in f)):
        mid = ((a[0] + b[0]) * 0.46, 1.14, (a[2] + b[2]) * 0.46)
        low = ((a[0] + b[0]) * 0.34, 0.5, (a[2] + b[2]) * 0.36)
        spots = [head.at(*p) for p in (a, mid, b, low)]
        head.ink.form(smooth([spots[0], spots[0], spots[1], spots[2], spots[2], spots[3]]), shade(rgb, 0.06), bounds(spots))
        head.ink.line(curve(spots[:3]), 0xC9A96B, head.px * 0.05, 0.2, 0.9)


def _wide(head: Head, rgb: int) -> None:
    drum(head, rgb, 0.52, 1.2, 0.76, 0.62, shade(rgb, -0.45))
    brim(head, rgb, 0.54, 1.55, 1.62, 0.16)


def _crown(head: Head, rgb: int) -> None:
    low, high = 0.52, 0.92
    back = [*ring(head, low, 0.72, 0.82, 0.04), *ring(head, high - 0.14, 0.76, 0.86, 0.04)]
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
    strip = hull([*ring(head, low, 0.73, 0.83, 0.04), *ring(head, low + 0.12, 0.74, 0.84, 0.04)])
    head.ink.form(smooth(strip), rgb, bounds(strip), outline=False)


HATS: dict[str, Callable[[Head, int], None]] = {
    "beanie": _beanie, "bonnet": bonnet, "fur": fur, "mobcap": mobcap, "nightcap": nightcap, "tricorn": _tricorn, "veil": veil,
    "wide": _wide, "bowler": _bowler, "cap": _cap, "crown": _crown, "deerstalker": _deerstalker, "fedora": _fedora,
    "helmet": _helmet, "hood": hood, "straw": _straw, "topper": _topper, "turban": _turban,
}  # fmt: skip
