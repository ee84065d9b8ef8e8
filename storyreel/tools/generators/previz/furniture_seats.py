"""What people sit and lie on: sofas, chairs, stools, benches, thrones and beds."""

from __future__ import annotations

from collections.abc import Callable
from math import cos, sin

from storyreel.tools.generators.previz.materials import BRASS, DARK_WOOD, WOOD
from storyreel.tools.generators.previz.solids import Solid
from storyreel.tools.generators.previz.words import shade

__all__ = ["SEATS"]


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
        s.leg(x, d - 0.06, 0.08, DARK_WOOD)


def _chair(s: Solid) -> None:
    rgb, w, d, seat = s.piece.rgb or WOOD, s.w / 2, s.d / 2, 0.45
    s.under(0.06, 0.22)
    for x in (-w + 0.03, w - 0.03):
        s.leg(x, -d + 0.03, s.h, rgb)
        s.leg(x, d - 0.03, seat, rgb)
    s.box((-w + 0.02, w - 0.02), (s.h - 0.3, s.h), (-d, -d + 0.04), rgb)
    s.box((-w, w), (seat - 0.04, seat), (-d, d), shade(rgb, 0.1))


def _stool(s: Solid) -> None:
    s.under(0.05, 0.22)
    for a in (0.6, 2.2, 3.7, 5.4):
        s.leg(0.8 * s.w / 2 * sin(a), 0.8 * s.w / 2 * cos(a), s.h, DARK_WOOD, 0.035)
    s.drum((s.h - 0.05, s.h), (s.w / 2, s.w / 2), s.layout.accent if s.h > 0.6 else WOOD)


def _swivel(s: Solid) -> None:
    s.under(0.05, 0.25)
    s.drum((0.0, 0.08), (s.w * 0.45, 0.08), 0x2B2D31)
    s.drum((0.08, 0.44), (0.04, 0.04), 0x55585E)
    s.box((-s.w / 2, s.w / 2), (0.42, 0.52), (-s.d / 2, s.d / 2), 0x34383E)
    s.box((-s.w / 2 + 0.04, s.w / 2 - 0.04), (0.56, s.h), (-s.d / 2 - 0.04, -s.d / 2 + 0.06), 0x34383E)


def _bench(s: Solid) -> None:
    w, d = s.w / 2, s.d / 2
    pew = s.piece.kind == "pew" or s.layout.kind == "compartment"
    rgb = s.layout.accent if s.layout.kind == "compartment" else WOOD
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
    s.box((-w, w), (0.0, s.h), (-d, -d + 0.14), BRASS)
    s.box((-w + 0.08, w - 0.08), (0.5, s.h - 0.14), (-d + 0.14, -d + 0.16), s.layout.accent)
    s.box((-w, w), (0.0, 0.46), (-d, d), shade(BRASS, -0.2))
    s.box((-w + 0.08, w - 0.08), (0.46, 0.52), (-d + 0.1, d), s.layout.accent, more=0.1)
    for x in (-w, w - 0.12):
        s.box((x, x + 0.12), (0.46, 0.74), (-d, d), BRASS)
    for x in (-w + 0.07, w - 0.07):
        s.ball(x, s.h + 0.06, -d + 0.07, 0.08, BRASS)


def _bed(s: Solid) -> None:
    w, d, rgb = s.w / 2, s.d / 2, s.layout.accent if s.layout.kind != "hospital" else 0xA9C4C4
    s.under(0.08, 0.35)
    if s.layout.kind != "hospital":
        s.box((-w, w), (0.0, 1.15), (-d - 0.06, -d), DARK_WOOD)
    s.box((-w, w), (0.16, s.h - 0.16), (-d, d), WOOD)
    s.box((-w + 0.02, w - 0.02), (s.h - 0.16, s.h), (-d, d), 0xE9E4DA)
    s.box((-w, w), (s.h - 0.2, s.h + 0.03), (-d + 0.62, d + 0.02), rgb)
    s.box((-w, w), (s.h - 0.02, s.h + 0.05), (-d + 0.5, -d + 0.72), shade(rgb, 0.5))
    for x in (-w * 0.5, w * 0.5) if s.w > 1.3 else (0.0,):
        s.box((x - 0.3, x + 0.3), (s.h, s.h + 0.13), (-d + 0.04, -d + 0.42), 0xF3F0E8)


SEATS: dict[str, Callable[[Solid], None]] = {
    "armchair": _sofa, "bed": _bed, "bench": _bench, "chair": _chair, "cot": _bed, "pew": _bench, "sofa": _sofa, "stool": _stool,
    "swivel": _swivel, "throne": _throne,
}  # fmt: skip
"""How each kind is made."""
