"""What stands on roofs, in markets and caves, on a hull among the stars and on the sea bed. Made of solids and cards."""

from __future__ import annotations

from collections.abc import Callable
from math import pi, sin

from storyreel.tools.generators.previz.chance import number, pick, wave
from storyreel.tools.generators.previz.materials import IRON, WOOD
from storyreel.tools.generators.previz.shapes import curve, ellipse, polygon, smooth
from storyreel.tools.generators.previz.solids import Solid
from storyreel.tools.generators.previz.words import shade

__all__ = ["ODDITIES"]


def _lowwall(s: Solid) -> None:
    w, d = s.w / 2, s.d / 2
    s.box((-w, w), (0.0, s.h - 0.1), (-d, d), s.layout.wall)
    s.box((-w, w), (s.h - 0.1, s.h), (-d - 0.06, d + 0.06), s.layout.trim)


def _chimney(s: Solid) -> None:
    w, d = s.w / 2, s.d / 2
    s.under(0.1, 0.35)
    s.box((-w, w), (0.0, s.h - 0.35), (-d, d), 0x8A5A46)
    s.box((-w - 0.07, w + 0.07), (s.h - 0.45, s.h - 0.3), (-d - 0.07, d + 0.07), 0x74493A)
    for x in (-w * 0.5, w * 0.5):
        s.drum((s.h - 0.3, s.h), (0.13, 0.1), 0xA8683C, at=(x, 0.0), lid=0x2A2420)


def _watertank(s: Solid) -> None:
    r = s.w / 2
    for x, z in ((-r, -r), (r, -r), (-r, r), (r, r)):
        s.leg(x * 0.7, z * 0.7, s.h * 0.42, IRON, 0.1)
    s.drum((s.h * 0.4, s.h * 0.84), (r, r), shade(WOOD, -0.1))
    s.drum((s.h * 0.84, s.h), (r * 1.08, 0.02), 0x5A5A5E)


def _vent(s: Solid) -> None:
    w, d = s.w / 2, s.d / 2
    s.under(0.06, 0.3)
    s.box((-w, w), (0.0, s.h), (-d, d), 0x9AA1A6)
    for i in range(4):
        y = s.h * (0.2 + 0.18 * i)
        s.box((-w * 0.8, w * 0.8), (y, y + 0.05), (d, d + 0.02), 0x50565C)


def _aerial(s: Solid) -> None:
    s.leg(0.0, 0.0, s.h, 0x8E949A, 0.04)
    for i in range(4):
        y, half = s.h - 0.16 - 0.22 * i, s.w * (0.28 + 0.07 * i)
        a, b = s.view.project(s.at(-half, y, 0.0)), s.view.project(s.at(half, y, 0.0))
        if min(a.depth, b.depth) > 0.3:
            s.ink.line(polygon([a[:2], b[:2]]), 0x8E949A, max(1.0, 0.025 * s.view.scale(a.depth)), -0.1)


def _stall(s: Solid) -> None:
    """A table of fruit under a striped awning."""
    w, d, rgb = s.w / 2, s.d / 2, s.piece.rgb or s.layout.accent
    s.under(0.1, 0.35)
    for x in (-w, w):
        s.leg(x, -d, s.h, WOOD, 0.06)
    s.box((-w, w), (0.0, 0.82), (-d * 0.7, d * 0.7), shade(WOOD, -0.1))
    for i in range(7):
        x = -w + s.w * (i + 0.5) / 7
        fruit = pick((0xC23A34, 0xD9902F, 0x8FA83A, 0xD8C04A, 0x7A3A6A), s.salt, i)
        s.box((x - 0.14, x + 0.14), (0.82, 0.9), (-d * 0.55, d * 0.6), shade(WOOD, -0.3))
        for k in range(3):
            s.ball(x - 0.08 + 0.08 * k, 0.94 + 0.03 * (k % 2), d * 0.35, 0.06, fruit)
    for x in (-w, w):
        s.leg(x, d, s.h - 0.35, WOOD, 0.06)
    up: tuple[float, float, float] = (0.0, 0.85, 0.0)
    for i in range(8):
        x0, x1 = -w - 0.1 + (s.w + 0.2) * i / 8, -w - 0.1 + (s.w + 0.2) * (i + 1) / 8
        tone = rgb if i % 2 else 0xEFE6D2
        top = s.view.polygon([s.at(x0, s.h, -d), s.at(x1, s.h, -d), s.at(x1, s.h - 0.4, d + 0.2), s.at(x0, s.h - 0.4, d + 0.2)])
        edge = s.view.polygon(
            [
                s.at(x0, s.h - 0.4, d + 0.2),
                s.at(x1, s.h - 0.4, d + 0.2),
                s.at(x1, s.h - 0.62, d + 0.2),
                s.at(x0, s.h - 0.62, d + 0.2),
            ]
        )
        for spots, more in ((top, 0.1), (edge, -0.2)):
            if len(spots) > 2:
                s.ink.canvas.drawPath(polygon(spots), s.ink.paint(s.ink.colour(tone, s.level(up) + more)))


def _stalagmite(s: Solid) -> None:
    rgb = shade(s.layout.wall, -0.06)
    s.under(0.06, 0.35)
    s.drum((0.0, s.h * 0.35), (s.w / 2, s.w * 0.26), rgb)
    s.drum((s.h * 0.35, s.h), (s.w * 0.26, 0.02), shade(rgb, 0.06))


def _hull(s: Solid) -> None:
    """A strip of a ship's skin to stand on where there is no ground."""
    w, d = s.w / 2, s.d / 2
    s.box((-w, w), (0.0, s.h), (-d, d), s.layout.floor)
    for i in range(9):
        x = -w + s.w * i / 8
        s.flat([(x - 0.015, -d), (x + 0.015, -d), (x + 0.015, d), (x - 0.015, d)], shade(s.layout.floor, -0.4), up=s.h + 0.004)
    for z in (-d * 0.5, d * 0.2):
        s.flat([(-w, z), (w, z), (w, z + 0.03), (-w, z + 0.03)], shade(s.layout.floor, -0.4), up=s.h + 0.004)
    s.flat([(-w, d - 0.16), (w, d - 0.16), (w, d - 0.06), (-w, d - 0.06)], 0xD0A030, up=s.h + 0.006)


def _solarwing(s: Solid) -> None:
    w, d = s.w / 2, s.d / 2
    s.box((-w, w), (0.0, s.h), (-d, d), 0x2F4A86)
    for i in range(9):
        x = -w + s.w * i / 8
        s.flat([(x - 0.02, -d), (x + 0.02, -d), (x + 0.02, d), (x - 0.02, d)], 0xB9C2CC, up=s.h + 0.004)


def _kelp(s: Solid) -> None:
    with s.card() as px:
        if px is None:
            return
        for k in range(3):
            lean = 0.16 * wave(s.t_s, s.salt, k, hz=0.16)
            x = 0.14 * (k - 1)
            tall = s.h * (0.7 + 0.3 * number(s.salt, k))
            stem = [(x + lean * (i / 6) ** 1.6 + 0.05 * sin(i * 1.7 + k), -tall * i / 6) for i in range(7)]
            s.ink.line(curve(stem), shade(0x3F6A3A, -0.1 + 0.12 * k), 0.05, 0.0)
            for i, (a, b) in enumerate(stem[1:]):
                side = 1 if i % 2 else -1
                s.ink.fill(smooth([(a, b), (a + side * 0.13, b - 0.1), (a + side * 0.04, b - 0.2)]), 0x4F7F45, 0.1)


def _fish(s: Solid) -> None:
    way = 1.0 if number(s.salt, "way") > 0.5 else -1.0
    x = way * (0.18 * s.t_s) + 0.1 * wave(s.t_s, s.salt, "x", hz=0.2)
    rgb = pick((0xD98A3A, 0xC9C4B4, 0x6FA0C4, 0xD8C04A), s.salt, "fish")
    with s.card(x, 0.06 * wave(s.t_s, s.salt, "y", hz=0.3), 0.0) as px:
        if px is None:
            return
        w, h = s.w / 2, s.h * 0.34
        flap = 0.05 * sin(2 * pi * 1.4 * s.t_s)
        s.ink.fill(
            polygon([(-way * w * 0.7, 0), (-way * w * 1.3, -h + flap), (-way * w * 1.25, h + flap)]), shade(rgb, -0.2), 0.0
        )
        s.ink.form(ellipse(0.0, 0.0, w, h), rgb, (-w, -h, w, h))
        s.ink.dot(way * w * 0.6, -h * 0.2, h * 0.16, 0x16181C)


def _bubbles(s: Solid) -> None:
    with s.card() as px:
        if px is None:
            return
        for i in range(9):
            rise = (number(s.salt, i) + 0.16 * s.t_s * (0.7 + 0.5 * number(s.salt, i, "v"))) % 1.0
            x = s.w * (number(s.salt, i, "x") - 0.5) + 0.06 * sin(6 * rise + i)
            s.ink.dot(x, -s.h * rise, 0.018 + 0.022 * number(s.salt, i, "r"), 0xCFEFF2, 0.6, 0.55)


ODDITIES: dict[str, Callable[[Solid], None]] = {
    "aerial": _aerial, "bubbles": _bubbles, "chimney": _chimney, "fish": _fish, "hull": _hull, "kelp": _kelp,
    "lowwall": _lowwall, "solarwing": _solarwing, "stalagmite": _stalagmite, "stall": _stall, "vent": _vent,
    "watertank": _watertank,
}  # fmt: skip
"""How each kind is made."""
