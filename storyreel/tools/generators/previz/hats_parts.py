"""What hats are made of: rings round the head, crowns and brims. Lengths are in half heads."""

from __future__ import annotations

from math import cos, pi, sin

from storyreel.tools.generators.previz.head import Head
from storyreel.tools.generators.previz.shapes import Spot, bounds, hull, smooth
from storyreel.tools.generators.previz.words import shade

__all__ = ["brim", "dome", "drum", "ring"]


def ring(head: Head, y: float, rx: float, rz: float, back: float = 0.0) -> list[Spot]:
    """Points round the head at a height, `rx` aside and `rz` to the front, set back by `back`."""
    return [head.at(rx * sin(i * pi / 8), y, rz * cos(i * pi / 8) - back) for i in range(16)]


def drum(
    head: Head, rgb: int, low: float, high: float, wide: float, top: float, band: int | None = None, back: float = 0.05
) -> None:
    """A crown from `low` to `high`, `wide` across below and `top` above."""
    spots = hull([*ring(head, low, wide, wide * 1.12, back), *ring(head, high, top, top * 1.12, back)])
    head.ink.form(smooth(spots), rgb, bounds(spots))
    if band is not None:
        strip = hull([*ring(head, low, wide * 1.01, wide * 1.13, back), *ring(head, low + 0.17, wide * 1.0, wide * 1.12, back)])
        head.ink.form(smooth(strip), band, bounds(strip), outline=False)


def dome(head: Head, rgb: int, *rings: tuple[float, float, float, float]) -> None:
    """A rounded crown through rings of (height, half width, half depth, how far it is set back)."""
    spots = hull([spot for y, rx, rz, back in rings for spot in ring(head, y, rx, rz, back)])
    head.ink.form(smooth(spots), rgb, bounds(spots))


def brim(head: Head, rgb: int, y: float, wide: float, long: float, dip: float = 0.0) -> None:
    """A brim; `dip` lets it fall in front and behind."""
    spots = [head.at(wide * sin(i * pi / 8), y - dip * abs(cos(i * pi / 8)), long * cos(i * pi / 8) - 0.05) for i in range(16)]
    thick = [(x, yy + head.px * 0.06) for x, yy in spots]
    edge = hull([*spots, *thick])
    head.ink.form(smooth(edge), shade(rgb, -0.12), bounds(edge), depth=0.5)
