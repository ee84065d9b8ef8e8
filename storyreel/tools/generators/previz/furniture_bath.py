"""What is built in: basins and baths, the seats and the dashboard of a car. Made of solids."""

from __future__ import annotations

from collections.abc import Callable
from math import cos, pi, sin

from storyreel.tools.generators.previz.shapes import ellipse, polygon
from storyreel.tools.generators.previz.solids import Solid
from storyreel.tools.generators.previz.words import shade

__all__ = ["BUILT_IN"]

_CHINA = 0xEDEFEC


def _basin(s: Solid) -> None:
    w, d = s.w / 2, s.d / 2
    s.drum((0.0, s.h - 0.2), (0.13, 0.09), _CHINA)
    s.box((-w, w), (s.h - 0.2, s.h), (-d, d), _CHINA)
    s.flat([(-w * 0.75, -d * 0.6), (w * 0.75, -d * 0.6), (w * 0.75, d * 0.75), (-w * 0.75, d * 0.75)], 0xC6D0D2, up=s.h + 0.004)
    s.leg(0.0, -d * 0.8, s.h + 0.16, 0xB9C2C8, 0.04)


def _bath(s: Solid) -> None:
    w, d = s.w / 2, s.d / 2
    s.under(0.05, 0.3)
    s.box((-w, w), (0.06, s.h), (-d, d), _CHINA)
    s.box((-w - 0.05, w + 0.05), (s.h - 0.06, s.h), (-d - 0.05, d + 0.05), shade(_CHINA, 0.3))
    ring = [(w * 0.86 * cos(2 * pi * i / 20), d * 0.78 * sin(2 * pi * i / 20)) for i in range(20)]
    s.flat(ring, 0x9FC0C8, up=s.h + 0.004)


def _carseat(s: Solid) -> None:
    """A bench of a car, its back upright behind whoever sits."""
    w, d, rgb = s.w / 2, s.d / 2, s.layout.accent
    s.box((-w, w), (0.12, 0.44), (-d, d + 0.1), shade(rgb, -0.15))
    s.box((-w, w), (0.4, s.h), (-d, -d + 0.18), rgb)
    for k in (-0.5, 0.0, 0.5):
        s.box((w * k - 0.01, w * k + 0.01), (0.46, s.h - 0.02), (-d + 0.18, -d + 0.19), shade(rgb, -0.35))


def _dashboard(s: Solid) -> None:
    w, d = s.w / 2, s.d / 2
    s.box((-w, w), (0.0, s.h), (-d, d), 0x2E3034)
    s.box((-w, w), (s.h, s.h + 0.05), (-d, d), 0x3C3F44)
    wheel = s.view.project(s.at(-0.62, s.h + 0.06, -d - 0.2))
    if wheel.depth > 0.4:
        r = 0.19 * s.view.scale(wheel.depth)
        s.ink.line(ellipse(wheel.x, wheel.y, r, r * 0.9), 0x17181B, max(1.5, r * 0.16), 0.2)
        s.ink.line(polygon([(wheel.x - r, wheel.y), (wheel.x + r, wheel.y)]), 0x17181B, max(1.2, r * 0.12), 0.2)


BUILT_IN: dict[str, Callable[[Solid], None]] = {
    "basin": _basin, "bath": _bath, "carseat": _carseat, "dashboard": _dashboard,
}  # fmt: skip
"""How each kind is made."""
