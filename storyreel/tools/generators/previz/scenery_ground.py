"""What lies on the ground: rocks, logs, paths, dunes and what marks a floor."""

from __future__ import annotations

from collections.abc import Callable
from math import cos, sin

from storyreel.tools.generators.previz.chance import number
from storyreel.tools.generators.previz.materials import BARK
from storyreel.tools.generators.previz.shapes import curve, ellipse, polygon, smooth
from storyreel.tools.generators.previz.solids import Solid
from storyreel.tools.generators.previz.words import shade

__all__ = ["GROUND"]


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
    s.box((-s.w / 2, s.w / 2), (0.02, s.h), (-r, r), BARK)
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


GROUND: dict[str, Callable[[Solid], None]] = {
    "carpet": _path, "dune": _dune, "edge": _path, "floorpatch": _path, "log": _log, "path": _path, "pavement": _path,
    "rock": _rock,
}  # fmt: skip
"""How each kind is made."""
