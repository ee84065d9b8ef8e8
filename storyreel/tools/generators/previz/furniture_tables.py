"""What things are put and worked on: tables, desks, counters, altars, stoves, panels and the piano."""

from __future__ import annotations

from collections.abc import Callable
from math import cos, sin

from storyreel.tools.generators.previz.chance import number, pick, wave
from storyreel.tools.generators.previz.materials import BRASS, DARK_WOOD, WOOD
from storyreel.tools.generators.previz.shapes import ellipse, polygon
from storyreel.tools.generators.previz.solids import Solid
from storyreel.tools.generators.previz.words import shade

__all__ = ["TABLES"]


def _table(s: Solid) -> None:
    w, d, rgb = s.w / 2, s.d / 2, WOOD if s.layout.kind != "greathall" else DARK_WOOD
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
    s.drum((0.0, 0.04), (s.w * 0.28, s.w * 0.2), DARK_WOOD)
    s.drum((0.04, s.h - 0.04), (0.05, 0.05), DARK_WOOD)
    cloth = s.layout.kind in ("drawingroom", "cafe")
    s.drum(
        (s.h - (0.22 if cloth else 0.04), s.h),
        (s.w / 2, s.w / 2),
        0xE6DECB if cloth else WOOD,
        lid=0xEFE8D8 if cloth else shade(WOOD, 0.1),
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
        s.box((a, b), (0.0, s.h - 0.05), (-d + 0.04, d - 0.04), WOOD, more=-0.08)
        for k in range(3):
            y = 0.08 + 0.21 * k
            face = [
                s.at(a + 0.03, y, d - 0.036),
                s.at(b - 0.03, y, d - 0.036),
                s.at(b - 0.03, y + 0.18, d - 0.036),
                s.at(a + 0.03, y + 0.18, d - 0.036),
            ]
            s.face(face, shade(WOOD, 0.1), s.front)
    s.box((-w, w), (s.h - 0.05, s.h), (-d, d), shade(WOOD, 0.12))


def _bar(s: Solid) -> None:
    w, d = s.w / 2, s.d / 2
    rgb = 0x5E3F28 if s.layout.kind in ("bar", "courtroom") else shade(s.layout.accent, 0.0)
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
    s.box((-w - 0.08, w + 0.08), (s.h - 0.06, s.h), (-d - 0.08, d + 0.1), shade(WOOD, -0.1), more=0.1)
    for k in range(3):
        s.drum(
            (s.h, s.h + 0.14), (0.032, 0.042), 0xC9983A if s.layout.kind == "bar" else 0xEDE6DA, at=(-w * 0.6 + 0.5 * k * w, 0.08)
        )


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


def _altar(s: Solid) -> None:
    w, d = s.w / 2, s.d / 2
    s.box((-w, w), (0.0, s.h), (-d, d), 0xE6E0D2)
    s.box((-w * 0.4, w * 0.4), (0.1, s.h + 0.01), (-d, d + 0.01), s.layout.accent)
    with s.card(0.0, s.h, 0.0) as px:
        if px is not None:
            s.ink.line(polygon([(0, 0), (0, -0.8)]), BRASS, 0.06, 0.2)
            s.ink.line(polygon([(-0.22, -0.55), (0.22, -0.55)]), BRASS, 0.06, 0.2)


TABLES: dict[str, Callable[[Solid], None]] = {
    "altar": _altar, "bar": _bar, "desk": _desk, "lowtable": _table, "panel": _panel, "piano": _piano, "roundtable": _roundtable,
    "smalldesk": _table, "stove": _stove, "table": _table,
}  # fmt: skip
"""How each kind is made."""
