"""What is built of stone, and what stands on walls: towers, bridges, chapels, tombs, braziers and flags."""

from __future__ import annotations

from collections.abc import Callable
from math import cos, pi, sin

from storyreel.tools.generators.previz.camera import Vec
from storyreel.tools.generators.previz.chance import number, wave
from storyreel.tools.generators.previz.library import skia
from storyreel.tools.generators.previz.materials import IRON, STONE
from storyreel.tools.generators.previz.scenery_plants import leaf_green
from storyreel.tools.generators.previz.shapes import curve, ellipse, polygon, smooth
from storyreel.tools.generators.previz.solids import Solid
from storyreel.tools.generators.previz.words import shade

__all__ = ["WALLS"]


def _parapet(s: Solid) -> None:
    w, d, rgb = s.w / 2, s.d / 2, s.layout.wall
    s.under(0.1, 0.35)
    s.box((-w, w), (0.0, s.h * 0.82), (-d, d), rgb)
    for i in range(int(s.w / 1.5)):
        x = -w + 1.5 * i + 0.2
        s.box((x, x + 0.95), (s.h * 0.82, s.h + 0.62), (-d, d), shade(rgb, 0.06 * (number(s.salt, i) - 0.5)))
    f = s.front
    for row in range(3):
        y = s.h * 0.82 * row / 3
        s.face(
            [s.at(-w, y, d + 0.003), s.at(w, y, d + 0.003), s.at(w, y + 0.015, d + 0.003), s.at(-w, y + 0.015, d + 0.003)],
            shade(rgb, -0.35),
            f,
        )
        for k in range(int(s.w / 0.8)):
            x = -w + 0.8 * k + 0.4 * (row % 2)
            s.face(
                [
                    s.at(x, y, d + 0.003),
                    s.at(x + 0.015, y, d + 0.003),
                    s.at(x + 0.015, y + s.h * 0.27, d + 0.003),
                    s.at(x, y + s.h * 0.27, d + 0.003),
                ],
                shade(rgb, -0.35),
                f,
            )


def _tower(s: Solid) -> None:
    w, d, rgb = s.w / 2, s.d / 2, s.layout.wall
    s.box((-w, w), (-6.0, s.h), (-d, d), shade(rgb, -0.08))
    for i in range(4):
        x = -w + s.w * i / 4
        s.box((x, x + s.w / 7), (s.h, s.h + 0.7), (-d, d), rgb)
    f = s.front
    for y in (s.h * 0.35, s.h * 0.7):
        s.face(
            [s.at(-0.16, y, d + 0.01), s.at(0.16, y, d + 0.01), s.at(0.16, y + 0.9, d + 0.01), s.at(-0.16, y + 0.9, d + 0.01)],
            0xF2B35E if s.ink.light.lamps else 0x2A2622,
            f,
        )


def _stonewall(s: Solid) -> None:
    w, d, rgb = s.w / 2, s.d / 2, s.layout.wall
    s.box((-w, w), (0.0, s.h), (-d, d), shade(rgb, -0.05))
    back: Vec = (-s.front[0], 0.0, -s.front[2])
    for row in range(int(s.h / 0.5)):
        for k in range(int(s.w / 1.1)):
            x = -w + 1.1 * k + 0.5 * (row % 2)
            tone = shade(rgb, 0.14 * (number(s.salt, row, k) - 0.5))
            s.face(
                [
                    s.at(x + 0.02, 0.5 * row + 0.02, -d - 0.004),
                    s.at(x + 1.08, 0.5 * row + 0.02, -d - 0.004),
                    s.at(x + 1.08, 0.5 * row + 0.48, -d - 0.004),
                    s.at(x + 0.02, 0.5 * row + 0.48, -d - 0.004),
                ],
                tone,
                back,
            )
    s.face(
        [s.at(-0.7, 0, -d - 0.01), s.at(0.7, 0, -d - 0.01), s.at(0.7, 2.2, -d - 0.01), s.at(-0.7, 2.2, -d - 0.01)], 0x4A3422, back
    )


def _stonebridge(s: Solid) -> None:
    def draw() -> None:
        w, h = s.w / 2, s.h
        path = polygon([(-w, 0), (-w, -h * 0.6), (0, -h), (w, -h * 0.6), (w, 0)])
        path.addPath(ellipse(0, 0, w * 0.55, h * 0.72))
        path.setFillType(skia.PathFillType.kEvenOdd)
        s.ink.form(path, STONE, (-w, -h, w, 0))

    s.upright(draw)


def _gatearch(s: Solid) -> None:
    w = s.w / 2
    for x in (-w, w):
        s.box((x - 0.06, x + 0.06), (0.0, s.h * 0.85), (-0.06, 0.06), 0xE9E4D6)
    with s.card() as px:
        if px is not None:
            s.ink.line(
                curve([(-w, -s.h * 0.85), (-w * 0.6, -s.h * 1.08), (w * 0.6, -s.h * 1.08), (w, -s.h * 0.85)]), 0xE9E4D6, 0.1, 0.2
            )
            for i in range(16):
                a = pi * i / 15
                x, y = -w * cos(a), -s.h * 0.85 - 0.32 * sin(a) * s.h / 2.4
                s.ink.dot(x, y, 0.13, shade(leaf_green(s), 0.1 * (i % 3)), 0.1)
                if i % 2:
                    s.ink.dot(x + 0.04, y - 0.03, 0.055, s.layout.accent, 0.3)


def _tomb(s: Solid) -> None:
    s.under(0.05, 0.3)
    w, h = s.w / 2, s.h
    s.box((-w, w), (0.0, h * 0.8), (-0.09, 0.09), s.layout.accent)
    with s.card(0.0, h * 0.8, 0.0) as px:
        if px is not None:
            s.ink.fill(ellipse(0, 0, w, h * 0.2), s.layout.accent, 0.05)
            s.ink.line(polygon([(0, -0.02), (0, 0.3)]), shade(s.layout.accent, -0.4), 0.04, -0.2)
            s.ink.line(polygon([(-0.1, 0.08), (0.1, 0.08)]), shade(s.layout.accent, -0.4), 0.04, -0.2)


def _chapel(s: Solid) -> None:
    w, d = s.w / 2, s.d / 2
    s.box((-w, w), (0.0, s.h * 0.6), (-d, d), 0x77736C)
    with s.card(0.0, s.h * 0.6, d) as px:
        if px is not None:
            s.ink.fill(polygon([(-w * 1.08, 0), (w * 1.08, 0), (0, -s.h * 0.5)]), 0x4A464A, -0.1)
            s.ink.fill(
                smooth([(-0.35, s.h * 0.6), (-0.35, s.h * 0.25), (0, s.h * 0.1), (0.35, s.h * 0.25), (0.35, s.h * 0.6)]),
                0x2A2420,
                -0.2,
            )


def _brazier(s: Solid) -> None:
    s.under(0.0, 0.3)
    for a in (0.3, 2.4, 4.5):
        s.leg(0.2 * sin(a), 0.2 * cos(a), s.h * 0.8, IRON, 0.04)
    s.drum((s.h * 0.6, s.h * 0.85), (s.w * 0.3, s.w * 0.5), IRON, lid=0x8A3A1A)
    with s.card(0.0, s.h * 0.85, 0.0) as px:
        if px is not None:
            for i in range(4):
                flick = wave(s.t_s, s.salt, i, hz=2.2)
                x, high = -0.16 + 0.11 * i, 0.32 + 0.12 * number(s.salt, i) + 0.08 * flick
                s.ink.canvas.drawPath(
                    smooth(
                        [
                            (x - 0.08, 0.02),
                            (x - 0.05, -high * 0.5),
                            (x + 0.03 * flick, -high),
                            (x + 0.06, -high * 0.5),
                            (x + 0.08, 0.02),
                        ]
                    ),
                    s.ink.paint(s.ink.bare(0xF2852E, 0.95)),
                )
                s.ink.canvas.drawPath(
                    smooth([(x - 0.04, 0.02), (x, -high * 0.5), (x + 0.04, 0.02)]), s.ink.paint(s.ink.bare(0xFFE08A, 0.95))
                )
    s.glow(0.0, s.h + 0.1, 0.0, 2.4, 0xFF9A4A, 0.6 if s.ink.light.lamps else 0.25)


def _flagpole(s: Solid) -> None:
    s.leg(0, 0, s.h, 0x6E5236, 0.07)
    with s.card(0.0, s.h, 0.0) as px:
        if px is not None:
            spots = [(1.4 * k / 8, 0.12 * sin(k * 0.9 - 2.2 * s.t_s) * k / 8) for k in range(9)]
            s.ink.fill(polygon([*spots, *((x, y + 0.75 - 0.04 * x) for x, y in reversed(spots))]), s.layout.accent, 0.15)


WALLS: dict[str, Callable[[Solid], None]] = {
    "brazier": _brazier, "chapel": _chapel, "flagpole": _flagpole, "gatearch": _gatearch, "parapet": _parapet,
    "stonebridge": _stonebridge, "stonewall": _stonewall, "tomb": _tomb, "tower": _tower,
}  # fmt: skip
"""How each kind is made."""
