"""What stands in streets and stations: lamp posts, fences, trains, clocks and hydrants."""

from __future__ import annotations

from collections.abc import Callable
from math import cos, sin

from storyreel.tools.generators.previz.materials import IRON
from storyreel.tools.generators.previz.shapes import curve, ellipse, polygon
from storyreel.tools.generators.previz.solids import Solid
from storyreel.tools.generators.previz.words import shade

__all__ = ["STREET"]


def _lamppost(s: Solid) -> None:
    lit = s.ink.light.lamps
    s.under(0.05, 0.3)
    with s.card() as px:
        if px is None:
            return
        h = s.h
        s.ink.fill(polygon([(-0.09, 0), (0.09, 0), (0.05, -0.5), (-0.05, -0.5)]), IRON, -0.2)
        s.ink.fill(polygon([(-0.035, -0.4), (0.035, -0.4), (0.03, -h + 0.5), (-0.03, -h + 0.5)]), IRON, -0.1)
        lamp = polygon([(-0.1, -h + 0.5), (0.1, -h + 0.5), (0.16, -h + 0.12), (-0.16, -h + 0.12)])
        if lit:
            s.ink.canvas.drawPath(lamp, s.ink.paint(s.ink.bare(0xFFE2A0)))
        else:
            s.ink.fill(lamp, 0xDCE2E0, 0.3)
        s.ink.fill(polygon([(-0.19, -h + 0.12), (0.19, -h + 0.12), (0.0, -h - 0.06)]), IRON, 0.0)
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
    s.leg(0, 0, s.h - 0.4, IRON, 0.09)
    with s.card(0.0, s.h - 0.2, 0.0) as px:
        if px is not None:
            s.ink.fill(ellipse(0, 0, 0.34, 0.34), IRON, 0.0)
            s.ink.canvas.drawPath(ellipse(0, 0, 0.29, 0.29), s.ink.paint(s.ink.bare(0xF4EFDD)))
            for turn, long in ((1.1, 0.16), (4.4, 0.24)):
                s.ink.line(polygon([(0, 0), (long * sin(turn), -long * cos(turn))]), 0x1E1C1A, 0.03)


def _fence(s: Solid) -> None:
    w = s.w / 2
    rail = s.piece.kind == "rail"
    rgb = 0xE9E0CC if rail else IRON if s.layout.kind == "graveyard" else 0x8A6A48
    step = 0.5 if rail else 0.7
    for i in range(int(s.w / step) + 1):
        s.leg(-w + step * i, 0.0, s.h, rgb, 0.05)
    for y in (s.h, s.h * 0.55):
        s.box((-w, w), (y - 0.04, y + 0.04), (-0.03, 0.03), rgb)


def _hydrant(s: Solid) -> None:
    s.drum((0.0, 0.55), (0.12, 0.11), 0xA83A32)
    s.drum((0.55, 0.7), (0.13, 0.04), 0xA83A32)


STREET: dict[str, Callable[[Solid], None]] = {
    "canopy": _canopy, "fence": _fence, "hydrant": _hydrant, "lamppost": _lamppost, "post": _post, "rail": _fence,
    "stationclock": _stationclock, "train": _train,
}  # fmt: skip
"""How each kind is made."""
