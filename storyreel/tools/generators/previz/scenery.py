"""What stands outdoors: trees and plants, rocks and water, street furniture, walls and towers. Made of solids and cards."""

from __future__ import annotations

from collections.abc import Callable
from math import cos, pi, sin

from storyreel.tools.generators.previz.camera import Vec
from storyreel.tools.generators.previz.chance import number, pick, spread, wave
from storyreel.tools.generators.previz.library import skia
from storyreel.tools.generators.previz.shapes import curve, ellipse, polygon, smooth
from storyreel.tools.generators.previz.solids import Solid
from storyreel.tools.generators.previz.words import shade

__all__ = ["SCENERY"]

_BARK, _STONE, _IRON = 0x5B4634, 0x8A857C, 0x2E3033


def _leaf(s: Solid) -> int:
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
            _BARK,
            (-0.06 * h, -h, 0.06 * h, 0),
        )
        for side in (-1, 1):
            s.ink.line(curve([(0, -0.36 * h), (side * w * 0.3, -0.5 * h), (side * w * 0.5, -0.62 * h)]), _BARK, 0.03 * h, -0.3)
        _crown(s, 0.0, -0.68 * h, w, 0.32 * h, _leaf(s), "crown")

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
        s.ink.fill(polygon([(-0.025 * h, 0), (0.025 * h, 0), (0.015 * h, -0.3 * h), (-0.015 * h, -0.3 * h)]), _BARK, -0.3)
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
        s.ink.form(polygon(body), shade(_BARK, spread(-0.12, 0.12, s.salt, "tone")), (-w * 1.2, -h, w * 1.2, 0))
        for i in range(5):
            x = w * (-0.7 + 0.34 * i)
            y = -h * (0.05 + 0.5 * number(s.salt, i))
            s.ink.line(curve([(x, y), (x + 0.02, y - 0.6), (x + lean * 0.3, y - 1.4)]), shade(_BARK, -0.4), 0.02, -0.3, 0.6)
        _crown(s, lean, -h, s.h * 0.24, s.h * 0.12, _leaf(s), "crown")

    s.upright(draw)


def _bush(s: Solid) -> None:
    s.under(0.1, 0.3)
    s.upright(lambda: _crown(s, 0.0, -s.h * 0.46, s.w / 2, s.h * 0.52, _leaf(s), "bush"))


def _fern(s: Solid) -> None:
    def draw() -> None:
        for i in range(9):
            a = -1.2 + 0.3 * i + 0.04 * wave(s.t_s, s.salt, i, hz=0.3)
            x, y = s.w * 0.7 * sin(a), -s.h * (0.55 + 0.45 * cos(a))
            leaf = smooth([(0, 0), (x * 0.5 - 0.03, y * 0.75), (x, y), (x * 0.55 + 0.04, y * 0.6)])
            s.ink.fill(leaf, shade(_leaf(s), 0.14 * (i % 3) - 0.1), 0.1 * (i % 3))

    s.upright(draw)


def _grass(s: Solid) -> None:
    rgb = 0x8A9455 if s.layout.kind in ("beach", "mountain") else _leaf(s)

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
    w, d, rgb = s.w / 2, s.d / 2, shade(_leaf(s), -0.12)
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


def _rock(s: Solid) -> None:
    s.under(0.05, 0.35)

    def draw() -> None:
        w, h = s.w / 2, s.h
        rgb = {"desert": 0xB07A52, "beach": 0x857C70}.get(s.layout.kind, 0x85857F)
        spots = [
            (-w, 0.03),
            (-w * 0.86, -h * 0.55),
            (-w * 0.3, -h * (0.85 + 0.15 * number(s.salt, 1))),
            (w * 0.34, -h * 0.92),
            (w * 0.85, -h * 0.5),
            (w, 0.03),
        ]
        s.ink.form(polygon(spots), rgb, (-w, -h, w, 0))
        s.ink.fill(
            polygon([(-w * 0.3, -h * 0.9), (w * 0.34, -h * 0.92), (w * 0.1, -h * 0.5), (-w * 0.5, -h * 0.46)]),
            shade(rgb, 0.12),
            0.35,
            0.6,
        )
        s.ink.line(curve([(w * 0.1, -h * 0.5), (w * 0.2, -h * 0.2), (w * 0.05, 0.0)]), shade(rgb, -0.35), 0.02, -0.3, 0.6)

    s.upright(draw)


def _log(s: Solid) -> None:
    r = s.h / 2
    s.under(0.05, 0.35)
    s.box((-s.w / 2, s.w / 2), (0.02, s.h), (-r, r), _BARK)
    for x in (-s.w / 2, s.w / 2):
        seen = s.view.project(s.at(x, r, 0))
        if seen.depth > 0.4:
            k = s.view.scale(seen.depth) * r
            s.ink.fill(ellipse(seen.x, seen.y, k * 0.5, k), 0xB4905C, 0.0)


def _path(s: Solid) -> None:
    rgb = {"path": 0xB7A27C, "pavement": 0x9A968E, "carpet": s.layout.accent, "edge": 0xE3D9B0, "floorpatch": s.layout.floor}[
        s.piece.kind
    ]
    w, d, up = s.w / 2, s.d / 2, s.h if s.piece.kind == "pavement" else 0.004
    if s.piece.kind == "pavement":
        s.box((-w, w), (0.0, up), (-d, d), rgb)
        return
    x0, z0 = s.piece.x, s.piece.z
    if s.piece.kind == "path":
        bends = [(0.25 * sin(0.5 * k + 1), -d + s.d * k / 12) for k in range(13)]
        s.flat(
            [(x - w + 0.1 * sin(k), z) for k, (x, z) in enumerate(bends)]
            + [(x + w + 0.1 * cos(k), z) for k, (x, z) in reversed(list(enumerate(bends)))],
            rgb,
            up=up,
        )
        return
    s.flat([(-w, -d), (w, -d), (w, d), (-w, d)], rgb, up=up)
    if s.piece.kind == "carpet":
        for k in (-w + 0.08, w - 0.14):
            s.flat([(k, -d), (k + 0.06, -d), (k + 0.06, d), (k, d)], 0xC9A13B, up=up)
    if s.piece.kind == "floorpatch":
        for i in range(int(s.d / 0.28)):
            z = -d + 0.28 * i
            s.flat([(-w, z), (w, z), (w, z + 0.02), (-w, z + 0.02)], shade(rgb, -0.4), up=up)
    del x0, z0


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
            front = s.view.camera.position[2] * 0 - 30 + 2.2 * i
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


def _lamppost(s: Solid) -> None:
    lit = s.ink.light.lamps
    s.under(0.05, 0.3)
    with s.card() as px:
        if px is None:
            return
        h = s.h
        s.ink.fill(polygon([(-0.09, 0), (0.09, 0), (0.05, -0.5), (-0.05, -0.5)]), _IRON, -0.2)
        s.ink.fill(polygon([(-0.035, -0.4), (0.035, -0.4), (0.03, -h + 0.5), (-0.03, -h + 0.5)]), _IRON, -0.1)
        lamp = polygon([(-0.1, -h + 0.5), (0.1, -h + 0.5), (0.16, -h + 0.12), (-0.16, -h + 0.12)])
        if lit:
            s.ink.canvas.drawPath(lamp, s.ink.paint(s.ink.bare(0xFFE2A0)))
        else:
            s.ink.fill(lamp, 0xDCE2E0, 0.3)
        s.ink.fill(polygon([(-0.19, -h + 0.12), (0.19, -h + 0.12), (0.0, -h - 0.06)]), _IRON, 0.0)
    if lit:
        s.glow(0.0, s.h - 0.3, 0.0, 2.2, 0xFFC878, 0.62)


def _post(s: Solid) -> None:
    s.drum((0.0, 0.4), (0.16, 0.13), s.layout.accent)
    s.drum((0.4, s.h), (0.075, 0.075), s.layout.accent)
    with s.card(0.0, s.h - 0.5, 0.0) as px:
        if px is not None:
            for side in (-1, 1):
                s.ink.line(curve([(0, 0), (side * 0.3, -0.1), (side * 0.45, -0.5)]), s.layout.accent, 0.05, 0.0)


def _canopy(s: Solid) -> None:
    w, d = s.w / 2, s.d / 2
    if s.view.camera.position[1] < s.h:
        s.face([s.at(-w, s.h, -d), s.at(w, s.h, -d), s.at(w, s.h, d), s.at(-w, s.h, d)], 0x6A6E70, (0.0, -1.0, 0.0), more=-0.2)
        for i in range(9):
            z = -d + s.d * i / 8
            s.face(
                [s.at(-w, s.h - 0.01, z), s.at(w, s.h - 0.01, z), s.at(w, s.h - 0.01, z + 0.14), s.at(-w, s.h - 0.01, z + 0.14)],
                s.layout.accent,
                (0.0, -1.0, 0.0),
            )


def _train(s: Solid) -> None:
    w, d, rgb = s.w / 2, s.d / 2, s.layout.accent
    s.box((-w, w), (0.35, s.h), (-d, d), rgb)
    s.box((-w, w), (s.h, s.h + 0.25), (-d + 0.2, d - 0.2), shade(rgb, -0.4))
    f = s.front
    n = int(s.w / 1.3)
    for i in range(n):
        a = -w + s.w * (i + 0.18) / n
        b = a + s.w / n * 0.64
        glass = 0xF2CE8A if s.ink.light.lamps else shade(s.ink.light.sky[1], -0.35)
        spots = s.view.polygon([s.at(a, 1.5, d + 0.01), s.at(b, 1.5, d + 0.01), s.at(b, 2.4, d + 0.01), s.at(a, 2.4, d + 0.01)])
        if len(spots) > 2 and s.view.faces(s.at(a, 1.5, d), f):
            s.ink.canvas.drawPath(polygon(spots), s.ink.paint(s.ink.bare(glass)))
        if i % 4 == 2:
            s.face(
                [
                    s.at(a - 0.1, 0.5, d + 0.012),
                    s.at(a + 0.75, 0.5, d + 0.012),
                    s.at(a + 0.75, 2.55, d + 0.012),
                    s.at(a - 0.1, 2.55, d + 0.012),
                ],
                shade(rgb, -0.25),
                f,
            )
    for y, tone in ((1.3, 0xD9C48A), (2.6, 0xD9C48A)):
        s.face(
            [s.at(-w, y, d + 0.006), s.at(w, y, d + 0.006), s.at(w, y + 0.05, d + 0.006), s.at(-w, y + 0.05, d + 0.006)], tone, f
        )


def _stationclock(s: Solid) -> None:
    s.leg(0, 0, s.h - 0.4, _IRON, 0.09)
    with s.card(0.0, s.h - 0.2, 0.0) as px:
        if px is not None:
            s.ink.fill(ellipse(0, 0, 0.34, 0.34), _IRON, 0.0)
            s.ink.canvas.drawPath(ellipse(0, 0, 0.29, 0.29), s.ink.paint(s.ink.bare(0xF4EFDD)))
            for turn, long in ((1.1, 0.16), (4.4, 0.24)):
                s.ink.line(polygon([(0, 0), (long * sin(turn), -long * cos(turn))]), 0x1E1C1A, 0.03)


def _fence(s: Solid) -> None:
    w = s.w / 2
    rail = s.piece.kind == "rail"
    rgb = 0xE9E0CC if rail else _IRON if s.layout.kind == "graveyard" else 0x8A6A48
    step = 0.5 if rail else 0.7
    for i in range(int(s.w / step) + 1):
        s.leg(-w + step * i, 0.0, s.h, rgb, 0.05)
    for y in (s.h, s.h * 0.55):
        s.box((-w, w), (y - 0.04, y + 0.04), (-0.03, 0.03), rgb)


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


def _brazier(s: Solid) -> None:
    s.under(0.0, 0.3)
    for a in (0.3, 2.4, 4.5):
        s.leg(0.2 * sin(a), 0.2 * cos(a), s.h * 0.8, _IRON, 0.04)
    s.drum((s.h * 0.6, s.h * 0.85), (s.w * 0.3, s.w * 0.5), _IRON, lid=0x8A3A1A)
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
                s.ink.dot(x, y, 0.13, shade(_leaf(s), 0.1 * (i % 3)), 0.1)
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


def _dune(s: Solid) -> None:
    def draw() -> None:
        w, h = s.w / 2, s.h
        s.ink.form(
            smooth([(-w, 0.1), (-w * 0.5, -h * 0.5), (0, -h * 1.2), (w * 0.4, -h * 0.7), (w, 0.1), (0, 0.2)]),
            shade(s.layout.floor, 0.03),
            (-w, -h, w, 0),
            outline=False,
            depth=0.5,
        )

    s.upright(draw)


def _haystack(s: Solid) -> None:
    s.under(0.1, 0.3)
    s.drum((0.0, s.h * 0.55), (s.w / 2, s.w * 0.46), 0xC9A54C)
    s.drum((s.h * 0.55, s.h), (s.w * 0.46, 0.05), 0xC9A54C)


def _hydrant(s: Solid) -> None:
    s.drum((0.0, 0.55), (0.12, 0.11), 0xA83A32)
    s.drum((0.55, 0.7), (0.13, 0.04), 0xA83A32)


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


def _stonebridge(s: Solid) -> None:
    def draw() -> None:
        w, h = s.w / 2, s.h
        path = polygon([(-w, 0), (-w, -h * 0.6), (0, -h), (w, -h * 0.6), (w, 0)])
        path.addPath(ellipse(0, 0, w * 0.55, h * 0.72))
        path.setFillType(skia.PathFillType.kEvenOdd)
        s.ink.form(path, _STONE, (-w, -h, w, 0))

    s.upright(draw)


SCENERY: dict[str, Callable[[Solid], None]] = {
    "baretree": _baretree, "boat": _boat, "brazier": _brazier, "bush": _bush, "cactus": _cactus, "canopy": _canopy, "carpet": _path, "chapel": _chapel,
    "dune": _dune, "edge": _path, "fence": _fence, "fern": _fern, "flagpole": _flagpole, "floorpatch": _path, "flowers": _flowers, "fountain": _fountain,
    "gatearch": _gatearch, "grass": _grass, "haystack": _haystack, "hedge": _hedge, "hydrant": _hydrant, "lamppost": _lamppost, "log": _log, "mast": _mast,
    "ocean": _water, "parapet": _parapet, "path": _path, "pavement": _path, "pine": _pine, "post": _post, "rail": _fence, "rock": _rock, "ropes": _ropes,
    "stationclock": _stationclock, "stonebridge": _stonebridge, "stonewall": _stonewall, "tomb": _tomb, "tower": _tower, "train": _train, "tree": _tree,
    "trunk": _trunk, "water": _water,
}  # fmt: skip
