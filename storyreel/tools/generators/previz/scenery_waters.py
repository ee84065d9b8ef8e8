"""Water and what floats on it: rivers and the sea, boats, masts and ropes."""

from __future__ import annotations

from collections.abc import Callable
from math import sin

from storyreel.tools.generators.previz.chance import number, wave
from storyreel.tools.generators.previz.library import skia
from storyreel.tools.generators.previz.shapes import curve, polygon, smooth
from storyreel.tools.generators.previz.solids import Solid
from storyreel.tools.generators.previz.words import shade

__all__ = ["WATERS"]


def _water(s: Solid) -> None:
    """Water to the horizon or between banks, with waves that come and go."""
    w, d, light = s.w / 2, s.d / 2, s.ink.light
    spots = s.view.polygon([s.at(-w, 0.01, -d), s.at(w, 0.01, -d), s.at(w, 0.01, d), s.at(-w, 0.01, d)])
    if len(spots) < 3:
        return
    ys = [y for _, y in spots]
    top, low = max(-0.5 * s.ink.height, min(ys)), min(1.5 * s.ink.height, max(ys))
    near, far = s.ink.colour(s.layout.accent, 0.0), s.ink.bare(shade(light.sky[2], -0.06))
    shader = skia.GradientShader.MakeLinear([(0, top), (0, max(low, top + 4))], [far, near])
    s.ink.canvas.drawPath(polygon(spots), skia.Paint(Shader=shader, Dither=True, AntiAlias=True))
    shore = d if s.piece.kind == "water" else 0.0
    for i in range(34):
        reach = (i / 34) ** 1.8 * min(s.d, 46.0)
        front = shore - reach - 0.3 - 0.12 * wave(s.t_s, s.salt, i, hz=0.16)
        if s.piece.kind == "ocean":
            front = -30 + 2.2 * i
        x = (number(s.salt, i) - 0.5) * (10 + reach * 1.8) + 0.4 * wave(s.t_s, s.salt, i, "x", hz=0.1)
        long = (0.5 + 1.4 * number(s.salt, i, "l")) * (1 + reach * 0.12)
        line = s.view.polygon(
            [
                s.at(x - long, 0.02, front),
                s.at(x + long, 0.02, front),
                s.at(x + long * 0.8, 0.02, front - 0.05 - reach * 0.012),
                s.at(x - long * 0.8, 0.02, front - 0.05 - reach * 0.012),
            ]
        )
        if len(line) > 2:
            s.ink.canvas.drawPath(polygon(line), s.ink.paint(s.ink.bare(shade(light.sky[2], 0.3), 0.34)))
    if s.piece.kind == "water" and s.layout.kind == "beach":
        wash = 0.45 * wave(s.t_s, s.salt, "wash", hz=0.12)
        foam = [s.at(-w + s.w * k / 40, 0.015, d + 0.5 + wash + 0.16 * sin(k * 1.7)) for k in range(41)]
        back = [s.at(-w + s.w * k / 40, 0.015, d + 0.2 + wash * 0.7 + 0.1 * sin(k * 2.3)) for k in range(40, -1, -1)]
        line = s.view.polygon(foam + back)
        if len(line) > 2:
            s.ink.canvas.drawPath(polygon(line), s.ink.paint(s.ink.bare(0xF4F6F2, 0.75)))


def _boat(s: Solid) -> None:
    s.under(0.0, 0.35)
    w, d, h = s.w / 2, s.d / 2, s.h
    ring = [(-w, 0.0), (-w * 0.6, d), (w * 0.5, d), (w, 0.0), (w * 0.5, -d), (-w * 0.6, -d)]
    for i, (x, z) in enumerate(ring):
        bx, bz = ring[(i + 1) % len(ring)]
        spots = s.view.polygon([s.at(x, h, z), s.at(bx, h, bz), s.at(bx * 0.75, 0.02, bz * 0.6), s.at(x * 0.75, 0.02, z * 0.6)])
        if len(spots) > 2:
            s.ink.canvas.drawPath(
                polygon(spots), s.ink.paint(s.ink.colour(0x6E8A94 if i < 3 else 0x4A5F68, 0.1 if i < 3 else -0.4))
            )
    s.flat([(x * 0.95, z * 0.9) for x, z in ring], 0x5A4632, up=h * 0.92, more=-0.3)
    s.flat([(-0.1, -d * 0.9), (0.12, -d * 0.9), (0.12, d * 0.9), (-0.1, d * 0.9)], 0x9A7748, up=h * 0.95)


def _mast(s: Solid) -> None:
    s.drum((0.0, s.h), (s.w / 2, s.w * 0.35), 0x8A6A48)
    with s.card(0.0, 4.2, 0.0) as px:
        if px is not None:
            s.ink.line(polygon([(-2.6, 0), (2.6, 0)]), 0x8A6A48, 0.16, 0.0)
            s.ink.form(
                smooth(
                    [(-2.4, 0.0), (-2.5, -1.8), (-2.2, -3.6), (2.2, -3.6), (2.5 + 0.06 * wave(s.t_s, s.salt), -1.8), (2.4, 0.0)]
                ),
                0xE9E0CC,
                (-2.4, -3.6, 2.4, 0),
            )


def _ropes(s: Solid) -> None:
    for i in range(5):
        a, b = s.view.project(s.at(-s.w / 2 + s.w * i / 4, 1.0, 0)), s.view.project(s.at(0.2 * (i - 2), s.h, 0))
        if min(a.depth, b.depth) > 0.4:
            s.ink.line(polygon([a[:2], b[:2]]), 0x4A3F32, max(1.0, 0.03 * s.view.scale(a.depth)), -0.2)


def _fountain(s: Solid) -> None:
    r = s.w / 2
    s.under(0.05, 0.35)
    s.drum((0.0, 0.45), (r, r), 0xB9B2A2, lid=0x7FA6B4)
    s.drum((0.45, s.h * 0.8), (0.12, 0.1), 0xB9B2A2)
    s.drum((s.h * 0.8, s.h * 0.88), (0.1, r * 0.45), 0xB9B2A2, lid=0x8FB4C0)
    with s.card(0.0, s.h, 0.0) as px:
        if px is not None:
            for side in (-1, 1):
                for k in range(3):
                    reach = r * (0.3 + 0.2 * k) + 0.02 * wave(s.t_s, s.salt, k, side, hz=1.4)
                    s.ink.line(curve([(0, 0), (side * reach * 0.5, -0.16), (side * reach, s.h * 0.5)]), 0xE6F2F6, 0.02, 0.4, 0.6)


WATERS: dict[str, Callable[[Solid], None]] = {
    "boat": _boat, "fountain": _fountain, "mast": _mast, "ocean": _water, "ropes": _ropes, "water": _water,
}  # fmt: skip
"""How each kind is made."""
