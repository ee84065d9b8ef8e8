"""What burns or shines in rooms: the fireplace, lamps, chandeliers and candles."""

from __future__ import annotations

from collections.abc import Callable

from storyreel.tools.generators.previz.chance import number, wave
from storyreel.tools.generators.previz.materials import BRASS, DARK_WOOD
from storyreel.tools.generators.previz.shapes import ellipse, polygon, smooth
from storyreel.tools.generators.previz.solids import Solid
from storyreel.tools.generators.previz.words import shade

__all__ = ["LIGHTS"]


def _fireplace(s: Solid) -> None:
    w, d = s.w / 2, s.d / 2
    rgb = 0xCFC6B6 if "stone" not in s.piece.kind else 0x77726A
    s.box((-w, w), (0.0, s.h), (-d, d), rgb)
    s.box((-w - 0.1, w + 0.1), (s.h, s.h + 0.08), (-d, d + 0.12), shade(rgb, 0.15), more=0.1)
    f = s.front
    hole = [
        s.at(-w * 0.6, 0.04, d + 0.002),
        s.at(w * 0.6, 0.04, d + 0.002),
        s.at(w * 0.6, s.h * 0.7, d + 0.002),
        s.at(-w * 0.6, s.h * 0.7, d + 0.002),
    ]
    s.face(hole, 0x17120F, f, more=-0.5)
    if not s.view.faces(hole[0], f):
        return
    with s.card(0.0, 0.06, d + 0.01) as px:
        if px is not None:
            for i in range(4):
                flick = wave(s.t_s, s.salt, i, hz=2.1)
                x, high = -0.24 + 0.16 * i, 0.22 + 0.1 * number(s.salt, i) + 0.06 * flick
                s.ink.canvas.drawPath(
                    smooth(
                        [
                            (x - 0.09, 0),
                            (x - 0.06, -high * 0.5),
                            (x + 0.03 * flick, -high),
                            (x + 0.07, -high * 0.45),
                            (x + 0.09, 0),
                        ]
                    ),
                    s.ink.paint(s.ink.bare(0xF2852E, 0.95)),
                )
                s.ink.canvas.drawPath(
                    smooth([(x - 0.05, 0), (x, -high * 0.55), (x + 0.05, 0)]), s.ink.paint(s.ink.bare(0xFFE08A, 0.95))
                )
            s.ink.fill(polygon([(-0.36, 0.02), (0.36, 0.02), (0.32, -0.05), (-0.32, -0.05)]), 0x3A2A1E, 0.0)
    s.glow(0.0, 0.35, d + 0.1, 1.6, 0xFF9A4A, 0.5 if s.ink.light.lamps else 0.22)
    for x in (-w * 0.7, w * 0.7):
        s.drum((s.h + 0.08, s.h + 0.3), (0.05, 0.03), BRASS, at=(x, 0.05))
    s.box((-0.12, 0.12), (s.h + 0.08, s.h + 0.34), (-0.05, 0.05), 0x5A4026)


def _lamp(s: Solid) -> None:
    lit, h = s.ink.light.lamps, s.h
    if h > 0.9:
        s.drum((0.0, 0.04), (0.16, 0.14), DARK_WOOD)
        s.leg(0, 0, h - 0.25, BRASS, 0.035)
    else:
        s.drum((0.0, h * 0.5), (0.07, 0.04), BRASS)
    top, low = (h, h - 0.32) if h > 0.9 else (h, h * 0.48)
    with s.card(0.0, low, 0.0) as px:
        if px is None:
            return
        k = (top - low) * 0.7
        path = polygon([(-k, 0), (k, 0), (k * 0.62, -(top - low)), (-k * 0.62, -(top - low))])
        if lit:
            s.ink.canvas.drawPath(path, s.ink.paint(s.ink.bare(0xFFE2A8)))
        else:
            s.ink.fill(path, 0xE9DCBE, 0.25)
    if lit:
        s.glow(0.0, (top + low) / 2, 0.0, 1.5 if h > 0.9 else 1.0, 0xFFBE6A, 0.58)


def _hanglamp(s: Solid) -> None:
    top = s.layout.height
    a, b = s.view.project(s.at(0, 0.2, 0)), s.view.project((s.piece.x, top, s.piece.z))
    if min(a.depth, b.depth) > 0.4:
        s.ink.line(polygon([a[:2], b[:2]]), 0x23201D, max(1.0, 0.014 * s.view.scale(a.depth)), -0.2)
    with s.card(0.0, 0.0, 0.0) as px:
        if px is not None:
            w = s.w / 2
            s.ink.fill(smooth([(-w, 0), (-w * 0.8, -0.16), (0, -0.3), (w * 0.8, -0.16), (w, 0)]), s.layout.accent, 0.1)
            s.ink.canvas.drawPath(ellipse(0, 0.01, w * 0.8, 0.03), s.ink.paint(s.ink.bare(0xFFE6B0)))
    s.glow(0.0, -0.05, 0.0, 1.25, 0xFFC878, 0.5 if s.ink.light.lamps else 0.18)


def _chandelier(s: Solid) -> None:
    lit = s.ink.light.lamps
    with s.card(0.0, 0.0, 0.0) as px:
        if px is not None:
            s.ink.line(polygon([(0, 0), (0, -(s.layout.height - s.piece.up))]), BRASS, 0.02)
            for i in range(5):
                x = -s.w / 2 + s.w * i / 4
                y = 0.14 * (1 - (2 * i / 4 - 1) ** 2)
                s.ink.line(smooth([(0, -0.1), (x * 0.5, 0.16), (x, y)]), BRASS, 0.02, 0.1)
                s.ink.fill(polygon([(x - 0.018, y), (x + 0.018, y), (x + 0.018, y - 0.14), (x - 0.018, y - 0.14)]), 0xF3EDDC, 0.3)
                if lit:
                    s.ink.canvas.drawPath(ellipse(x, y - 0.18, 0.02, 0.04), s.ink.paint(s.ink.bare(0xFFE7A6)))
    if lit:
        s.glow(0.0, 0.1, 0.0, 1.5, 0xFFC878, 0.5)


def _candles(s: Solid) -> None:
    s.drum((0.0, 0.05), (0.14, 0.12), BRASS)
    s.leg(0, 0, s.h * 0.75, BRASS, 0.035)
    with s.card(0.0, s.h * 0.75, 0.0) as px:
        if px is not None:
            for i, x in enumerate((-0.16, 0.0, 0.16)):
                y = -0.04 * (i % 2)
                s.ink.line(polygon([(0, 0.02), (x, y)]), BRASS, 0.022)
                s.ink.fill(polygon([(x - 0.022, y), (x + 0.022, y), (x + 0.022, y - 0.2), (x - 0.022, y - 0.2)]), 0xF3EDDC, 0.3)
                flick = wave(s.t_s, s.salt, i, hz=2.0)
                s.ink.canvas.drawPath(
                    smooth([(x - 0.02, y - 0.2), (x + 0.01 * flick, y - 0.3), (x + 0.02, y - 0.2)]),
                    s.ink.paint(s.ink.bare(0xFFE7A6)),
                )
    s.glow(0.0, s.h, 0.0, 1.1, 0xFFB765, 0.55 if s.ink.light.lamps else 0.25)


LIGHTS: dict[str, Callable[[Solid], None]] = {
    "candles": _candles, "chandelier": _chandelier, "fireplace": _fireplace, "hanglamp": _hanglamp, "lamp": _lamp,
    "tablelamp": _lamp,
}  # fmt: skip
"""How each kind is made."""
