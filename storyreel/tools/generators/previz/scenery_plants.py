"""What grows: trees, bushes, hedges, grass and flowers, moving a little in the wind."""

from __future__ import annotations

from collections.abc import Callable
from math import cos, pi, sin

from storyreel.tools.generators.previz.chance import number, pick, spread, wave
from storyreel.tools.generators.previz.materials import BARK
from storyreel.tools.generators.previz.shapes import curve, ellipse, polygon, smooth
from storyreel.tools.generators.previz.solids import Solid
from storyreel.tools.generators.previz.words import shade

__all__ = ["PLANTS", "leaf_green"]


def leaf_green(s: Solid) -> int:
    """The colour of leaves: of the place's own green where it is green."""
    return shade(
        s.layout.wall if not s.layout.interior and s.layout.kind in ("forest", "garden", "field", "waterside") else 0x557A48,
        -0.08,
    )


def _crown(s: Solid, x: float, y: float, rx: float, ry: float, rgb: int, key: str) -> None:
    """A clump of leaves: dark below, lit above, moving a little."""
    for tone, dy, k, count in ((-0.28, 0.16, 1.0, 9), (0.0, 0.0, 0.82, 8), (0.2, -0.16, 0.55, 6)):
        for i in range(count):
            a = 2 * pi * (i + number(s.salt, key, tone, i)) / count
            sway = 0.03 * wave(s.t_s, s.salt, key, hz=0.22)
            cx, cy = x + rx * k * 0.62 * cos(a) + sway - 0.08 * rx * (1 if tone > 0 else 0), y + ry * (dy + k * 0.6 * sin(a))
            r = 0.42 + 0.2 * number(s.salt, key, i, "r")
            s.ink.fill(ellipse(cx, cy, rx * r * k, ry * r * k), shade(rgb, tone), tone * 1.6)


def _tree(s: Solid) -> None:
    s.under(0.3, 0.3)

    def draw() -> None:
        h, w = s.h, s.w / 2
        s.ink.form(
            polygon([(-0.06 * h, 0), (0.06 * h, 0), (0.03 * h, -0.5 * h), (-0.03 * h, -0.5 * h)]),
            BARK,
            (-0.06 * h, -h, 0.06 * h, 0),
        )
        for side in (-1, 1):
            s.ink.line(curve([(0, -0.36 * h), (side * w * 0.3, -0.5 * h), (side * w * 0.5, -0.62 * h)]), BARK, 0.03 * h, -0.3)
        _crown(s, 0.0, -0.68 * h, w, 0.32 * h, leaf_green(s), "crown")

    s.upright(draw)


def _baretree(s: Solid) -> None:
    def draw() -> None:
        h = s.h
        s.ink.fill(polygon([(-0.05 * h, 0), (0.05 * h, 0), (0.02 * h, -0.55 * h), (-0.02 * h, -0.55 * h)]), 0x3A322C, -0.2)
        for i in range(9):
            y, side = -h * (0.32 + 0.06 * i), -1 if i % 2 else 1
            x = side * s.w * (0.5 - 0.035 * i)
            s.ink.line(curve([(0, y), (x * 0.5, y - 0.06 * h), (x, y - 0.16 * h)]), 0x3A322C, 0.018 * h * (1 - 0.07 * i), -0.2)
            s.ink.line(curve([(x * 0.6, y - 0.08 * h), (x * 0.8, y - 0.2 * h)]), 0x3A322C, 0.008 * h, -0.2)

    s.upright(draw)


def _pine(s: Solid) -> None:
    def draw() -> None:
        h, w = s.h, s.w / 2
        s.ink.fill(polygon([(-0.025 * h, 0), (0.025 * h, 0), (0.015 * h, -0.3 * h), (-0.015 * h, -0.3 * h)]), BARK, -0.3)
        for i in range(5):
            y, k = -0.14 * h - 0.17 * h * i, 1 - 0.18 * i
            s.ink.fill(
                polygon([(-w * k, y), (w * k, y), (0.1 * w, y - 0.3 * h), (-0.1 * w, y - 0.3 * h)]),
                shade(0x3A5B44, 0.06 * i - 0.1),
                -0.3 + 0.12 * i,
            )

    s.upright(draw)


def _trunk(s: Solid) -> None:
    """A forest tree whose crown is above the picture."""
    s.under(0.25, 0.3)

    def draw() -> None:
        h, w = s.h, s.w / 2
        lean = spread(-0.25, 0.25, s.salt, "lean")
        body = [(-w * 1.7, 0.02), (-w, -0.35), (-w * 0.8 + lean, -h), (w * 0.8 + lean, -h), (w, -0.35), (w * 1.7, 0.02)]
        s.ink.form(polygon(body), shade(BARK, spread(-0.12, 0.12, s.salt, "tone")), (-w * 1.2, -h, w * 1.2, 0))
        for i in range(5):
            x = w * (-0.7 + 0.34 * i)
            y = -h * (0.05 + 0.5 * number(s.salt, i))
            s.ink.line(curve([(x, y), (x + 0.02, y - 0.6), (x + lean * 0.3, y - 1.4)]), shade(BARK, -0.4), 0.02, -0.3, 0.6)
        _crown(s, lean, -h, s.h * 0.24, s.h * 0.12, leaf_green(s), "crown")

    s.upright(draw)


def _bush(s: Solid) -> None:
    s.under(0.1, 0.3)
    s.upright(lambda: _crown(s, 0.0, -s.h * 0.46, s.w / 2, s.h * 0.52, leaf_green(s), "bush"))


def _fern(s: Solid) -> None:
    def draw() -> None:
        for i in range(9):
            a = -1.2 + 0.3 * i + 0.04 * wave(s.t_s, s.salt, i, hz=0.3)
            x, y = s.w * 0.7 * sin(a), -s.h * (0.55 + 0.45 * cos(a))
            leaf = smooth([(0, 0), (x * 0.5 - 0.03, y * 0.75), (x, y), (x * 0.55 + 0.04, y * 0.6)])
            s.ink.fill(leaf, shade(leaf_green(s), 0.14 * (i % 3) - 0.1), 0.1 * (i % 3))

    s.upright(draw)


def _grass(s: Solid) -> None:
    rgb = 0x8A9455 if s.layout.kind in ("beach", "mountain") else leaf_green(s)

    def draw() -> None:
        for i in range(12):
            x0 = s.w * (-0.5 + i / 11)
            lean = 0.18 * s.h * (number(s.salt, i) - 0.4) + 0.05 * s.h * wave(s.t_s, s.salt, i % 3, hz=0.35)
            high = s.h * (0.6 + 0.4 * number(s.salt, i, "h"))
            s.ink.fill(
                polygon([(x0 - 0.02, 0), (x0 + 0.02, 0), (x0 + lean, -high)]), shade(rgb, 0.2 * number(s.salt, i, "t") - 0.1), 0.1
            )

    s.upright(draw)


def _hedge(s: Solid) -> None:
    w, d, rgb = s.w / 2, s.d / 2, shade(leaf_green(s), -0.12)
    s.under(0.1, 0.35)
    s.box((-w, w), (0.0, s.h), (-d, d), rgb)
    for i in range(int(s.w * 5)):
        x, y = -w + s.w * number(s.salt, i), s.h * (0.12 + 0.84 * number(s.salt, i, "y"))
        for z in (d, -d):
            normal = (s.front[0] * (1 if z > 0 else -1), 0.0, s.front[2] * (1 if z > 0 else -1))
            if s.view.faces(s.at(x, y, z), normal):
                seen = s.view.project(s.at(x, y, z))
                if seen.depth > 0.4:
                    r = 0.09 * s.view.scale(seen.depth)
                    s.ink.dot(seen.x, seen.y, r, shade(rgb, 0.2 * number(s.salt, i, "t") - 0.06), 0.15, 0.8)


def _flowers(s: Solid) -> None:
    s.flat([(-s.w / 2, -s.d / 2), (s.w / 2, -s.d / 2), (s.w / 2, s.d / 2), (-s.w / 2, s.d / 2)], 0x5A4632)
    for i in range(int(s.w * 12)):
        x, z = s.w * (number(s.salt, i) - 0.5), s.d * (number(s.salt, i, "z") - 0.5)
        high = s.h * (0.5 + 0.5 * number(s.salt, i, "h"))
        with s.card(x, 0.0, z) as px:
            if px is not None and px > 8:
                sway = 0.02 * wave(s.t_s, s.salt, i % 4, hz=0.3)
                s.ink.line(polygon([(0, 0), (sway, -high)]), 0x4F7A45, 0.014, 0.0)
                s.ink.fill(ellipse(sway, -high, 0.045, 0.04), pick((0xC2506B, 0xE3BF5A, 0xE9DCE0, 0x9A6BB0), s.salt, i, "c"), 0.2)


def _cactus(s: Solid) -> None:
    def draw() -> None:
        h = s.h
        for spots, wide in (
            ([(0, 0), (0, -h)], 0.26),
            ([(0, -h * 0.45), (-0.34, -h * 0.5), (-0.36, -h * 0.78)], 0.17),
            ([(0, -h * 0.35), (0.36, -h * 0.4), (0.38, -h * 0.66)], 0.17),
        ):
            s.ink.line(curve(spots), 0x55804F, wide, 0.0)

    s.upright(draw)


def _haystack(s: Solid) -> None:
    s.under(0.1, 0.3)
    s.drum((0.0, s.h * 0.55), (s.w / 2, s.w * 0.46), 0xC9A54C)
    s.drum((s.h * 0.55, s.h), (s.w * 0.46, 0.05), 0xC9A54C)


PLANTS: dict[str, Callable[[Solid], None]] = {
    "baretree": _baretree, "bush": _bush, "cactus": _cactus, "fern": _fern, "flowers": _flowers, "grass": _grass,
    "haystack": _haystack, "hedge": _hedge, "pine": _pine, "tree": _tree, "trunk": _trunk,
}  # fmt: skip
"""How each kind is made."""
