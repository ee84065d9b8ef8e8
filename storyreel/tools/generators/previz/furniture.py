"""Furniture and fittings of rooms, made of solids. `PIECES` in `pieces` finds them by kind."""

from __future__ import annotations

from collections.abc import Callable
from math import cos, sin

from storyreel.tools.generators.previz.chance import number, pick, wave
from storyreel.tools.generators.previz.shapes import ellipse, polygon, smooth
from storyreel.tools.generators.previz.solids import Solid
from storyreel.tools.generators.previz.words import shade

__all__ = ["FURNITURE"]

_WOOD, _DARK, _BRASS = 0x7A5636, 0x4E3524, 0xA8843C


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


def _sofa(s: Solid) -> None:
    rgb, w, d = s.layout.accent, s.w / 2, s.d / 2
    s.under()
    s.box((-w, w), (0.06, s.h), (-d, -d + 0.24), rgb, more=-0.08)
    s.box((-w, w), (0.06, 0.34), (-d + 0.1, d), shade(rgb, -0.12))
    n = max(1, round((s.w - 0.4) / 0.62))
    for i in range(n):
        a, b = -w + 0.2 + (s.w - 0.4) * i / n, -w + 0.2 + (s.w - 0.4) * (i + 1) / n
        s.box((a + 0.012, b - 0.012), (0.34, 0.47), (-d + 0.2, d), shade(rgb, 0.06), more=0.05)
        s.box((a + 0.012, b - 0.012), (0.47, s.h - 0.04), (-d + 0.2, -d + 0.36), shade(rgb, 0.03))
    for x in (-w, w - 0.2):
        s.box((x, x + 0.2), (0.06, 0.62), (-d, d), shade(rgb, -0.04))
    for x in (-w + 0.1, w - 0.1):
        s.leg(x, d - 0.06, 0.08, _DARK)


def _chair(s: Solid) -> None:
    rgb, w, d, seat = s.piece.rgb or _WOOD, s.w / 2, s.d / 2, 0.45
    s.under(0.06, 0.22)
    for x in (-w + 0.03, w - 0.03):
        s.leg(x, -d + 0.03, s.h, rgb)
        s.leg(x, d - 0.03, seat, rgb)
    s.box((-w + 0.02, w - 0.02), (s.h - 0.3, s.h), (-d, -d + 0.04), rgb)
    s.box((-w, w), (seat - 0.04, seat), (-d, d), shade(rgb, 0.1))


def _stool(s: Solid) -> None:
    s.under(0.05, 0.22)
    for a in (0.6, 2.2, 3.7, 5.4):
        s.leg(0.8 * s.w / 2 * sin(a), 0.8 * s.w / 2 * cos(a), s.h, _DARK, 0.035)
    s.drum((s.h - 0.05, s.h), (s.w / 2, s.w / 2), s.layout.accent if s.h > 0.6 else _WOOD)


def _swivel(s: Solid) -> None:
    s.under(0.05, 0.25)
    s.drum((0.0, 0.08), (s.w * 0.45, 0.08), 0x2B2D31)
    s.drum((0.08, 0.44), (0.04, 0.04), 0x55585E)
    s.box((-s.w / 2, s.w / 2), (0.42, 0.52), (-s.d / 2, s.d / 2), 0x34383E)
    s.box((-s.w / 2 + 0.04, s.w / 2 - 0.04), (0.56, s.h), (-s.d / 2 - 0.04, -s.d / 2 + 0.06), 0x34383E)


def _table(s: Solid) -> None:
    w, d, rgb = s.w / 2, s.d / 2, _WOOD if s.layout.kind != "greathall" else _DARK
    s.under(0.05, 0.32)
    for x in (-w + 0.08, w - 0.08):
        for z in (-d + 0.08, d - 0.08):
            s.leg(x, z, s.h, shade(rgb, -0.2), 0.07)
    s.box((-w + 0.05, w - 0.05), (s.h - 0.12, s.h - 0.04), (-d + 0.05, d - 0.05), shade(rgb, -0.15))
    s.box((-w, w), (s.h - 0.04, s.h), (-d, d), shade(rgb, 0.08))
    if s.layout.kind in ("kitchen", "plain", "greathall", "cabin"):
        s.drum((s.h, s.h + 0.08), (0.09, 0.15), 0xC9B28A, at=(w * 0.3, 0.0), lid=0x9C7A4C)
        for k in (-0.02, 0.05, 0.0):
            s.ball(w * 0.3 + k * 1.6, s.h + 0.1, k, 0.045, 0xB5503C if k else 0xC9983A)
        s.drum((s.h, s.h + 0.2), (0.05, 0.05), 0xDCE2E0, at=(-w * 0.35, 0.05))


def _roundtable(s: Solid) -> None:
    s.under(0.05, 0.32)
    s.drum((0.0, 0.04), (s.w * 0.28, s.w * 0.2), _DARK)
    s.drum((0.04, s.h - 0.04), (0.05, 0.05), _DARK)
    cloth = s.layout.kind in ("drawingroom", "cafe")
    s.drum(
        (s.h - (0.22 if cloth else 0.04), s.h),
        (s.w / 2, s.w / 2),
        0xE6DECB if cloth else _WOOD,
        lid=0xEFE8D8 if cloth else shade(_WOOD, 0.1),
    )
    if s.layout.kind == "drawingroom":
        s.drum((s.h, s.h + 0.2), (0.06, 0.08), 0x5F86A0)
        for i in range(7):
            a = i * 0.9
            s.ball(
                0.12 * sin(a), s.h + 0.3 + 0.05 * (i % 3), 0.12 * cos(a), 0.055, pick((0xC2506B, 0xE3BF5A, 0xE9DCE0), s.salt, i)
            )


def _desk(s: Solid) -> None:
    w, d = s.w / 2, s.d / 2
    s.under(0.06, 0.35)
    for a, b in ((-w + 0.02, -w + 0.42), (w - 0.42, w - 0.02)):
        s.box((a, b), (0.0, s.h - 0.05), (-d + 0.04, d - 0.04), _WOOD, more=-0.08)
        for k in range(3):
            y = 0.08 + 0.21 * k
            face = [
                s.at(a + 0.03, y, d - 0.036),
                s.at(b - 0.03, y, d - 0.036),
                s.at(b - 0.03, y + 0.18, d - 0.036),
                s.at(a + 0.03, y + 0.18, d - 0.036),
            ]
            s.face(face, shade(_WOOD, 0.1), s.front)
    s.box((-w, w), (s.h - 0.05, s.h), (-d, d), shade(_WOOD, 0.12))


def _cabinet(s: Solid) -> None:
    """Drawers and doors of any height, after what the piece is called."""
    w, d, kind = s.w / 2, s.d / 2, s.piece.kind
    tones = {
        "fridge": 0xDDE2E2,
        "units": s.layout.accent if s.layout.kind == "kitchen" else 0xD6DBD6,
        "cabinet": 0x7B858C,
        "chest": 0x6B4A2E,
    }
    rgb = tones.get(kind.split()[0], _WOOD)
    s.under(0.06, 0.35)
    s.box((-w, w), (0.0 if kind != "console" else 0.1, s.h), (-d, d), rgb)
    rows = {"fridge": (0.62,), "wardrobe": (), "units": (0.78,), "chest": (0.6,)}.get(kind.split()[0], (0.33, 0.66))
    for side, deep, wide in ((1, d, w), (-1, d, w)):
        front = s.front if side > 0 else (-s.front[0], 0.0, -s.front[2])
        for k in rows:
            y = s.h * k
            s.face(
                [
                    s.at(-wide, y - 0.01, side * deep),
                    s.at(wide, y - 0.01, side * deep),
                    s.at(wide, y + 0.01, side * deep),
                    s.at(-wide, y + 0.01, side * deep),
                ],
                shade(rgb, -0.45),
                front,
            )
        columns = max(1, round(s.w / 0.6)) if kind.split()[0] in ("units", "wardrobe", "dresser", "console") else 1
        for i in range(1, columns):
            x = -wide + s.w * i / columns
            s.face(
                [
                    s.at(x - 0.008, 0.05, side * deep),
                    s.at(x + 0.008, 0.05, side * deep),
                    s.at(x + 0.008, s.h - 0.04, side * deep),
                    s.at(x - 0.008, s.h - 0.04, side * deep),
                ],
                shade(rgb, -0.45),
                front,
            )
    if kind.startswith("units"):
        s.box((-w - 0.01, w + 0.01), (s.h, s.h + 0.04), (-d, d + 0.03), 0xB9B2A4, more=0.1)
        if "sink" in kind:
            s.box((-0.35, 0.35), (s.h + 0.04, s.h + 0.05), (-0.2, 0.2), 0x8E979C)
            s.leg(0.0, -0.22, s.h + 0.3, 0xC2C8CB, 0.03)
    elif kind in ("console", "dresser"):
        s.drum((s.h, s.h + 0.26), (0.07, 0.09), pick((0x5F86A0, 0xB5694C, 0xD9CDB4), s.salt), at=(-w * 0.5, 0.0))


def _bed(s: Solid) -> None:
    w, d, rgb = s.w / 2, s.d / 2, s.layout.accent if s.layout.kind != "hospital" else 0xA9C4C4
    s.under(0.08, 0.35)
    if s.layout.kind != "hospital":
        s.box((-w, w), (0.0, 1.15), (-d - 0.06, -d), _DARK)
    s.box((-w, w), (0.16, s.h - 0.16), (-d, d), _WOOD)
    s.box((-w + 0.02, w - 0.02), (s.h - 0.16, s.h), (-d, d), 0xE9E4DA)
    s.box((-w, w), (s.h - 0.2, s.h + 0.03), (-d + 0.62, d + 0.02), rgb)
    s.box((-w, w), (s.h - 0.02, s.h + 0.05), (-d + 0.5, -d + 0.72), shade(rgb, 0.5))
    for x in (-w * 0.5, w * 0.5) if s.w > 1.3 else (0.0,):
        s.box((x - 0.3, x + 0.3), (s.h, s.h + 0.13), (-d + 0.04, -d + 0.42), 0xF3F0E8)


def _bar(s: Solid) -> None:
    w, d = s.w / 2, s.d / 2
    rgb = 0x5E3F28 if s.layout.kind == "bar" else shade(s.layout.accent, 0.0)
    s.under(0.08, 0.4)
    s.box((-w, w), (0.0, s.h - 0.06), (-d, d), rgb)
    n = max(2, round(s.w / 0.7))
    for side in (1, -1):
        front = (s.front[0] * side, 0.0, s.front[2] * side)
        for i in range(n):
            a, b = -w + s.w * (i + 0.1) / n, -w + s.w * (i + 0.9) / n
            s.face(
                [s.at(a, 0.16, side * d), s.at(b, 0.16, side * d), s.at(b, s.h - 0.2, side * d), s.at(a, s.h - 0.2, side * d)],
                shade(rgb, -0.16),
                front,
            )
    s.box((-w - 0.08, w + 0.08), (s.h - 0.06, s.h), (-d - 0.08, d + 0.1), shade(_WOOD, -0.1), more=0.1)
    for k in range(3):
        s.drum(
            (s.h, s.h + 0.14), (0.032, 0.042), 0xC9983A if s.layout.kind == "bar" else 0xEDE6DA, at=(-w * 0.6 + 0.5 * k * w, 0.08)
        )


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
        s.drum((s.h + 0.08, s.h + 0.3), (0.05, 0.03), _BRASS, at=(x, 0.05))
    s.box((-0.12, 0.12), (s.h + 0.08, s.h + 0.34), (-0.05, 0.05), 0x5A4026)


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


def _lamp(s: Solid) -> None:
    lit, h = s.ink.light.lamps, s.h
    if h > 0.9:
        s.drum((0.0, 0.04), (0.16, 0.14), _DARK)
        s.leg(0, 0, h - 0.25, _BRASS, 0.035)
    else:
        s.drum((0.0, h * 0.5), (0.07, 0.04), _BRASS)
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
            s.ink.line(polygon([(0, 0), (0, -(s.layout.height - s.piece.up))]), _BRASS, 0.02)
            for i in range(5):
                x = -s.w / 2 + s.w * i / 4
                y = 0.14 * (1 - (2 * i / 4 - 1) ** 2)
                s.ink.line(smooth([(0, -0.1), (x * 0.5, 0.16), (x, y)]), _BRASS, 0.02, 0.1)
                s.ink.fill(polygon([(x - 0.018, y), (x + 0.018, y), (x + 0.018, y - 0.14), (x - 0.018, y - 0.14)]), 0xF3EDDC, 0.3)
                if lit:
                    s.ink.canvas.drawPath(ellipse(x, y - 0.18, 0.02, 0.04), s.ink.paint(s.ink.bare(0xFFE7A6)))
    if lit:
        s.glow(0.0, 0.1, 0.0, 1.5, 0xFFC878, 0.5)


def _piano(s: Solid) -> None:
    w, d = s.w / 2, s.d / 2
    s.under(0.08, 0.4)
    s.box((-w, w * 0.2), (0.0, s.h), (-d, d), 0x2A1E1A)
    s.box((w * 0.2, w), (0.62, 0.76), (-d, d), 0x2A1E1A)
    s.box((w * 0.3, w * 0.95), (0.76, 0.775), (-d + 0.08, d - 0.08), 0xEDE8DC)
    for z in (-d + 0.08, d - 0.08):
        s.leg(w * 0.9, z, 0.62, 0x2A1E1A, 0.07)


def _stove(s: Solid) -> None:
    w, d = s.w / 2, s.d / 2
    s.under(0.06, 0.35)
    s.box((-w, w), (0.0, s.h), (-d, d), 0x3A3D42)
    f = s.front
    s.face(
        [
            s.at(-w + 0.08, 0.16, d + 0.002),
            s.at(w - 0.08, 0.16, d + 0.002),
            s.at(w - 0.08, 0.6, d + 0.002),
            s.at(-w + 0.08, 0.6, d + 0.002),
        ],
        0x202226,
        f,
    )
    s.drum((s.h, s.h + 0.16), (0.13, 0.13), 0xA8683C, at=(-w * 0.45, 0.0), lid=0x5A3A26)
    with s.card(-w * 0.45, s.h + 0.18, 0.0) as px:
        if px is not None:
            for i in range(3):
                rise = (s.t_s * 0.35 + i / 3) % 1.0
                s.ink.canvas.drawPath(
                    ellipse(0.05 * wave(s.t_s, s.salt, i, hz=0.5), -0.5 * rise, 0.05 + 0.07 * rise, 0.06 + 0.08 * rise),
                    s.ink.paint(s.ink.bare(0xFFFFFF, 0.12 * (1 - rise))),
                )


def _barrel(s: Solid) -> None:
    r = s.w / 2
    s.under(-0.08, 0.35)
    s.drum((0.0, s.h * 0.5), (r * 0.84, r), _WOOD)
    s.drum((s.h * 0.5, s.h), (r, r * 0.84), _WOOD, lid=shade(_WOOD, -0.2))
    for y in (0.18, 0.8):
        s.drum((s.h * y, s.h * y + 0.05), (r * 0.95, r * 0.96), 0x3A3B3E, lid=_WOOD)


def _crate(s: Solid) -> None:
    w, d = s.w / 2, s.d / 2
    s.under(0.06, 0.35)
    s.box((-w, w), (0.0, s.h), (-d, d), 0x9A7748)
    f = s.front
    for y in (0.08, s.h - 0.16):
        s.face(
            [s.at(-w, y, d + 0.003), s.at(w, y, d + 0.003), s.at(w, y + 0.08, d + 0.003), s.at(-w, y + 0.08, d + 0.003)],
            0xB4905C,
            f,
        )


def _column(s: Solid) -> None:
    r, rgb = s.w / 2, s.layout.trim
    s.box((-r * 1.3, r * 1.3), (0.0, 0.28), (-r * 1.3, r * 1.3), rgb)
    s.drum((0.28, s.h - 0.3), (r, r * 0.92), rgb)
    s.box((-r * 1.35, r * 1.35), (s.h - 0.3, s.h), (-r * 1.35, r * 1.35), rgb)


def _bench(s: Solid) -> None:
    w, d = s.w / 2, s.d / 2
    pew = s.piece.kind == "pew" or s.layout.kind == "compartment"
    rgb = s.layout.accent if s.layout.kind == "compartment" else _WOOD
    s.under(0.05, 0.3)
    if s.layout.kind == "compartment":
        x = -w if s.piece.x < 0 else w - 0.14
        s.box((-w, w), (0.0, 0.45), (-d, d), rgb)
        s.box((x, x + 0.14), (0.45, 1.25), (-d, d), shade(rgb, -0.1))
        return
    s.box((-w, w), (0.42, 0.47), (-d, d), rgb)
    s.box((-w, w), (0.55 if not pew else 0.1, s.h), (-d, -d + 0.05), shade(rgb, -0.05))
    for x in (-w + 0.06, w - 0.06):
        s.box((x - 0.04, x + 0.04), (0.0, s.h if pew else 0.44), (-d, d), shade(rgb, -0.25) if pew else 0x3A3B3E)


def _throne(s: Solid) -> None:
    w, d = s.w / 2, s.d / 2
    s.box((-w, w), (0.0, s.h), (-d, -d + 0.14), _BRASS)
    s.box((-w + 0.08, w - 0.08), (0.5, s.h - 0.14), (-d + 0.14, -d + 0.16), s.layout.accent)
    s.box((-w, w), (0.0, 0.46), (-d, d), shade(_BRASS, -0.2))
    s.box((-w + 0.08, w - 0.08), (0.46, 0.52), (-d + 0.1, d), s.layout.accent, more=0.1)
    for x in (-w, w - 0.12):
        s.box((x, x + 0.12), (0.46, 0.74), (-d, d), _BRASS)
    for x in (-w + 0.07, w - 0.07):
        s.ball(x, s.h + 0.06, -d + 0.07, 0.08, _BRASS)


def _steps(s: Solid) -> None:
    w, d = s.w / 2, s.d / 2
    for i in range(2):
        s.box((-w + 0.3 * i, w - 0.3 * i), (s.h / 2 * i, s.h / 2 * (i + 1)), (-d, d - 0.35 * i), s.layout.trim)


def _staircase(s: Solid) -> None:
    w, d, n = s.w / 2, s.d / 2, 11
    for i in range(n):
        x0 = -w + s.w * i / n
        s.box((x0, w), (s.h / n * i, s.h / n * (i + 1)), (-d + 0.3, d), shade(_WOOD, -0.12), more=0.04 * (i % 2))
    for i in range(n):
        s.leg(-w + s.w * (i + 0.5) / n, d - 0.05, s.h / n * (i + 1) + 0.85, 0xE6DECB, 0.03)
    a, b = s.view.project(s.at(-w, 0.95, d - 0.05)), s.view.project(s.at(w, s.h + 0.9, d - 0.05))
    if min(a.depth, b.depth) > 0.3:
        s.ink.line(polygon([a[:2], b[:2]]), _DARK, max(1.5, 0.07 * s.view.scale(a.depth)), 0.1)


def _candles(s: Solid) -> None:
    s.drum((0.0, 0.05), (0.14, 0.12), _BRASS)
    s.leg(0, 0, s.h * 0.75, _BRASS, 0.035)
    with s.card(0.0, s.h * 0.75, 0.0) as px:
        if px is not None:
            for i, x in enumerate((-0.16, 0.0, 0.16)):
                y = -0.04 * (i % 2)
                s.ink.line(polygon([(0, 0.02), (x, y)]), _BRASS, 0.022)
                s.ink.fill(polygon([(x - 0.022, y), (x + 0.022, y), (x + 0.022, y - 0.2), (x - 0.022, y - 0.2)]), 0xF3EDDC, 0.3)
                flick = wave(s.t_s, s.salt, i, hz=2.0)
                s.ink.canvas.drawPath(
                    smooth([(x - 0.02, y - 0.2), (x + 0.01 * flick, y - 0.3), (x + 0.02, y - 0.2)]),
                    s.ink.paint(s.ink.bare(0xFFE7A6)),
                )
    s.glow(0.0, s.h, 0.0, 1.1, 0xFFB765, 0.55 if s.ink.light.lamps else 0.25)


def _globe(s: Solid) -> None:
    s.leg(0, 0, s.h * 0.6, _DARK, 0.05)
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


def _coatstand(s: Solid) -> None:
    s.leg(0, 0, s.h, _DARK, 0.05)
    with s.card(0.0, s.h - 0.1, 0.0) as px:
        if px is not None:
            s.ink.fill(smooth([(-0.16, 0.0), (-0.22, 0.5), (-0.18, 1.0), (0.12, 1.0), (0.16, 0.5), (0.1, 0.0)]), 0x4A4E58, 0.0)
            s.ink.fill(ellipse(0.14, -0.04, 0.15, 0.05), 0x3A2C24, 0.1)


def _drip(s: Solid) -> None:
    s.leg(0, 0, s.h, 0xC2C8CB, 0.03)
    with s.card(0.1, s.h - 0.12, 0.0) as px:
        if px is not None:
            s.ink.fill(polygon([(-0.08, 0), (0.08, 0), (0.06, 0.26), (-0.06, 0.26)]), 0xDDEBF0, 0.3, 0.85)


def _screen(s: Solid) -> None:
    w = s.w / 2
    for i, (a, b) in enumerate(((-w, -w / 3), (-w / 3, w / 3), (w / 3, w))):
        s.box((a + 0.01, b - 0.01), (0.12, s.h), (0.06 * (i % 2) - 0.02, 0.06 * (i % 2) + 0.01), 0xDCE6E2)


def _panel(s: Solid) -> None:
    w, d = s.w / 2, s.d / 2
    s.box((-w, w), (0.0, s.h - 0.12), (-d, d), 0x4A545E)
    s.box((-w, w), (s.h - 0.12, s.h), (-d - 0.02, d * 0.6), 0x5C6873)
    n = max(3, int(s.w / 0.16))
    for i in range(n):
        rgb = s.layout.accent if number(s.salt, i) < 0.5 else 0xE0A04A
        on = 0.5 + 0.5 * wave(s.t_s, s.salt, i, hz=0.6)
        spot = s.view.project(s.at(-w + s.w * (i + 0.5) / n, s.h, 0.0))
        if spot.depth > 0.3:
            s.ink.canvas.drawCircle(
                spot.x, spot.y, max(1.0, 0.03 * s.view.scale(spot.depth)), s.ink.paint(s.ink.bare(rgb, max(0.25, on)))
            )


def _ladder(s: Solid) -> None:
    for x in (-s.w / 2, s.w / 2):
        s.leg(x, 0.0, s.h, 0x9A7748, 0.05)
    for i in range(6):
        a, b = s.view.project(s.at(-s.w / 2, 0.3 * (i + 1), 0)), s.view.project(s.at(s.w / 2, 0.3 * (i + 1), 0))
        if min(a.depth, b.depth) > 0.3:
            s.ink.line(polygon([a[:2], b[:2]]), 0x9A7748, max(1.0, 0.04 * s.view.scale(a.depth)), -0.1)


def _logs(s: Solid) -> None:
    for i in range(5):
        x, y = -0.2 + 0.2 * (i % 3) + 0.1 * (i // 3), 0.09 + 0.16 * (i // 3)
        s.box((x - 0.08, x + 0.08), (y - 0.08, y + 0.08), (-s.d / 2, s.d / 2), 0x7A5A3A, more=0.08 * (i % 2))


def _straw(s: Solid) -> None:
    w, d = s.w / 2, s.d / 2
    s.flat([(-w, -d), (w, -d * 0.8), (w * 0.9, d), (-w * 0.9, d * 0.9)], 0xB79A4C)


def _bookcase(s: Solid) -> None:
    w, d = s.w / 2, s.d / 2
    s.under(0.06, 0.35)
    s.box((-w, w), (0.0, s.h), (-d, d), _DARK)
    f = s.front
    if not s.view.faces(s.at(0, 0, d), f):
        return
    rows = max(3, round(s.h / 0.38))
    for i in range(rows):
        y0, y1 = s.h * i / rows + 0.05, s.h * (i + 1) / rows - 0.02
        s.face(
            [
                s.at(-w + 0.04, y0, d + 0.002),
                s.at(w - 0.04, y0, d + 0.002),
                s.at(w - 0.04, y1, d + 0.002),
                s.at(-w + 0.04, y1, d + 0.002),
            ],
            0x1F1612,
            f,
            more=-0.3,
        )
        x, k = -w + 0.06, 0
        while x < w - 0.1:
            wide, high = 0.05 + 0.06 * number(s.salt, i, k), (y1 - y0) * (0.7 + 0.28 * number(s.salt, i, k, "h"))
            if number(s.salt, i, k, "gap") < 0.88:
                rgb = pick((0x7A2E2B, 0x2F4F42, 0x37466B, 0x8A6A32, 0x9A8A62, 0x6B2F4A), s.salt, i, k, "c")
                s.face(
                    [
                        s.at(x, y0, d + 0.004),
                        s.at(x + wide - 0.01, y0, d + 0.004),
                        s.at(x + wide - 0.01, y0 + high, d + 0.004),
                        s.at(x, y0 + high, d + 0.004),
                    ],
                    rgb,
                    f,
                )
            x += wide
            k += 1


def _altar(s: Solid) -> None:
    w, d = s.w / 2, s.d / 2
    s.box((-w, w), (0.0, s.h), (-d, d), 0xE6E0D2)
    s.box((-w * 0.4, w * 0.4), (0.1, s.h + 0.01), (-d, d + 0.01), s.layout.accent)
    with s.card(0.0, s.h, 0.0) as px:
        if px is not None:
            s.ink.line(polygon([(0, 0), (0, -0.8)]), _BRASS, 0.06, 0.2)
            s.ink.line(polygon([(-0.22, -0.55), (0.22, -0.55)]), _BRASS, 0.06, 0.2)


FURNITURE: dict[str, Callable[[Solid], None]] = {
    "altar": _altar, "armchair": _sofa, "bar": _bar, "barrel": _barrel, "bed": _bed, "bench": _bench, "bookcase": _bookcase, "cabinet": _cabinet,
    "candles": _candles, "chair": _chair, "chandelier": _chandelier, "chest": _cabinet, "coatstand": _coatstand, "column": _column, "console": _cabinet,
    "cot": _bed, "crate": _crate, "cup": _cup, "desk": _desk, "dresser": _cabinet, "drip": _drip, "fireplace": _fireplace, "fridge": _cabinet,
    "globe": _globe, "hanglamp": _hanglamp, "ladder": _ladder, "lamp": _lamp, "logs": _logs, "lowtable": _table, "nightstand": _cabinet, "panel": _panel,
    "papers": _papers, "pew": _bench, "piano": _piano, "plant": _plant, "roundtable": _roundtable, "rug": _rug, "screen": _screen, "smalldesk": _table,
    "sofa": _sofa, "staircase": _staircase, "steps": _steps, "stool": _stool, "stove": _stove, "straw": _straw, "swivel": _swivel, "table": _table,
    "tablelamp": _lamp, "throne": _throne, "trunkcase": _cabinet, "units": _cabinet, "wardrobe": _cabinet,
}  # fmt: skip
