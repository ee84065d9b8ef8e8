"""What else stands in rooms: rugs, plants, columns, steps and small things."""

from __future__ import annotations

from collections.abc import Callable
from math import cos, sin

from storyreel.tools.generators.previz.chance import number, wave
from storyreel.tools.generators.previz.materials import DARK_WOOD, WOOD
from storyreel.tools.generators.previz.shapes import ellipse, polygon, smooth
from storyreel.tools.generators.previz.solids import Solid
from storyreel.tools.generators.previz.words import shade

__all__ = ["FITTINGS"]


def _rug(s: Solid) -> None:
    rgb = s.layout.accent
    for k, tone in (
        (1.0, shade(rgb, -0.25)),
        (0.93, shade(rgb, 0.45)),
        (0.88, rgb),
        (0.6, shade(rgb, 0.22)),
        (0.54, shade(rgb, -0.1)),
    ):
        w, d = s.w / 2 * k, s.d / 2 * k
        s.flat([(-w, -d), (w, -d), (w, d), (-w, d)], tone, up=0.004)


def _plant(s: Solid) -> None:
    r = s.w * 0.28
    if s.h > 0.7:
        s.under(-0.1, 0.3)
    s.drum((0.0, s.h * 0.26), (r * 0.8, r), 0xA8683C if s.h > 0.7 else 0xD9CDB4)
    with s.card(0.0, s.h * 0.26, 0.0) as px:
        if px is None:
            return
        for i in range(11):
            a = -1.25 + 0.25 * i + 0.03 * wave(s.t_s, s.salt, i, hz=0.25)
            long = s.h * (0.5 + 0.26 * number(s.salt, i))
            x, y = long * sin(a) * 0.62, -long * cos(a * 0.62)
            leaf = smooth([(0, 0), (x * 0.45 - 0.05 * s.h, y * 0.55), (x, y), (x * 0.6 + 0.06 * s.h, y * 0.45)])
            s.ink.fill(leaf, shade(0x3F6B45, 0.18 * (number(s.salt, i, "t") - 0.4)), 0.35 * sin(a * -2) + 0.0)


def _column(s: Solid) -> None:
    r, rgb = s.w / 2, s.layout.trim
    s.box((-r * 1.3, r * 1.3), (0.0, 0.28), (-r * 1.3, r * 1.3), rgb)
    s.drum((0.28, s.h - 0.3), (r, r * 0.92), rgb)
    s.box((-r * 1.35, r * 1.35), (s.h - 0.3, s.h), (-r * 1.35, r * 1.35), rgb)


def _steps(s: Solid) -> None:
    w, d = s.w / 2, s.d / 2
    for i in range(2):
        s.box((-w + 0.3 * i, w - 0.3 * i), (s.h / 2 * i, s.h / 2 * (i + 1)), (-d, d - 0.35 * i), s.layout.trim)


def _staircase(s: Solid) -> None:
    w, d, n = s.w / 2, s.d / 2, 11
    for i in range(n):
        x0 = -w + s.w * i / n
        s.box((x0, w), (s.h / n * i, s.h / n * (i + 1)), (-d + 0.3, d), shade(WOOD, -0.12), more=0.04 * (i % 2))
    for i in range(n):
        s.leg(-w + s.w * (i + 0.5) / n, d - 0.05, s.h / n * (i + 1) + 0.85, 0xE6DECB, 0.03)
    a, b = s.view.project(s.at(-w, 0.95, d - 0.05)), s.view.project(s.at(w, s.h + 0.9, d - 0.05))
    if min(a.depth, b.depth) > 0.3:
        s.ink.line(polygon([a[:2], b[:2]]), DARK_WOOD, max(1.5, 0.07 * s.view.scale(a.depth)), 0.1)


def _ladder(s: Solid) -> None:
    for x in (-s.w / 2, s.w / 2):
        s.leg(x, 0.0, s.h, 0x9A7748, 0.05)
    for i in range(6):
        a, b = s.view.project(s.at(-s.w / 2, 0.3 * (i + 1), 0)), s.view.project(s.at(s.w / 2, 0.3 * (i + 1), 0))
        if min(a.depth, b.depth) > 0.3:
            s.ink.line(polygon([a[:2], b[:2]]), 0x9A7748, max(1.0, 0.04 * s.view.scale(a.depth)), -0.1)


def _screen(s: Solid) -> None:
    w = s.w / 2
    for i, (a, b) in enumerate(((-w, -w / 3), (-w / 3, w / 3), (w / 3, w))):
        s.box((a + 0.01, b - 0.01), (0.12, s.h), (0.06 * (i % 2) - 0.02, 0.06 * (i % 2) + 0.01), 0xDCE6E2)


def _coatstand(s: Solid) -> None:
    s.leg(0, 0, s.h, DARK_WOOD, 0.05)
    with s.card(0.0, s.h - 0.1, 0.0) as px:
        if px is not None:
            s.ink.fill(smooth([(-0.16, 0.0), (-0.22, 0.5), (-0.18, 1.0), (0.12, 1.0), (0.16, 0.5), (0.1, 0.0)]), 0x4A4E58, 0.0)
            s.ink.fill(ellipse(0.14, -0.04, 0.15, 0.05), 0x3A2C24, 0.1)


def _drip(s: Solid) -> None:
    s.leg(0, 0, s.h, 0xC2C8CB, 0.03)
    with s.card(0.1, s.h - 0.12, 0.0) as px:
        if px is not None:
            s.ink.fill(polygon([(-0.08, 0), (0.08, 0), (0.06, 0.26), (-0.06, 0.26)]), 0xDDEBF0, 0.3, 0.85)


def _globe(s: Solid) -> None:
    s.leg(0, 0, s.h * 0.6, DARK_WOOD, 0.05)
    s.ball(0, s.h * 0.72, 0, s.w * 0.45, 0x4F7A8A)
    s.ball(-s.w * 0.1, s.h * 0.74, s.w * 0.2, s.w * 0.14, 0x8A8A4C)


def _papers(s: Solid) -> None:
    for i in range(4):
        x = -0.18 + 0.12 * i
        s.box((x, x + 0.2), (0.0 + 0.008 * i, 0.01 + 0.008 * i), (-0.12 + 0.03 * i, 0.14), 0xEFEBDF if i % 2 else 0xE2DCCB)
    s.box((0.12, 0.3), (0.0, 0.09), (-0.14, 0.1), s.layout.accent)


def _cup(s: Solid) -> None:
    s.drum((0.0, 0.012), (0.08, 0.08), 0xF0EBE0)
    s.drum((0.012, 0.09), (0.03, 0.045), 0xF6F2E8, lid=0x5A3A26)


def _logs(s: Solid) -> None:
    for i in range(5):
        x, y = -0.2 + 0.2 * (i % 3) + 0.1 * (i // 3), 0.09 + 0.16 * (i // 3)
        s.box((x - 0.08, x + 0.08), (y - 0.08, y + 0.08), (-s.d / 2, s.d / 2), 0x7A5A3A, more=0.08 * (i % 2))


def _straw(s: Solid) -> None:
    w, d = s.w / 2, s.d / 2
    s.flat([(-w, -d), (w, -d * 0.8), (w * 0.9, d), (-w * 0.9, d * 0.9)], 0xB79A4C)


FITTINGS: dict[str, Callable[[Solid], None]] = {
    "coatstand": _coatstand, "column": _column, "cup": _cup, "drip": _drip, "globe": _globe, "ladder": _ladder, "logs": _logs,
    "papers": _papers, "plant": _plant, "rug": _rug, "screen": _screen, "staircase": _staircase, "steps": _steps, "straw": _straw,
}  # fmt: skip
"""How each kind is made."""
