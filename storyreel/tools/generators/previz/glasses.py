"""Glasses, dark glasses, a monocle or a patch on a Head. Lengths are in half heads."""

from __future__ import annotations

from math import cos, pi, sin

from storyreel.tools.generators.previz.head import Head
from storyreel.tools.generators.previz.shapes import curve, smooth

__all__ = ["draw_glasses"]


def draw_glasses(head: Head) -> None:
    """Glasses, dark glasses, a monocle or a patch."""
    kind, ink = head.look.glasses, head.ink
    if not kind or head.near.front[2] < -0.35 or head.px < 5:
        return
    sides = {"monocle": (1,), "patch": (1,)}.get(kind, (-1, 1))
    wide = max(0.8, head.px * 0.035)
    for s in sides:
        if head.seen(0.29 * s, -0.03) < -0.05:
            continue
        ring = [
            head.at(
                s * 0.29 + 0.215 * cos(i * pi / 5), -0.04 + 0.2 * sin(i * pi / 5), 0.84 - 0.02 * abs(cos(i * pi / 5) + s * 0.4)
            )
            for i in range(10)
        ]
        if kind in ("dark", "patch"):
            ink.fill(smooth(ring), 0x17171B, 0.0, 0.97 if kind == "patch" else 0.9)
        else:
            ink.fill(smooth(ring), 0xDDEBF2, 0.4, 0.12)
        ink.line(smooth(ring), 0x2B2522, wide, 0.1)
        if kind in ("round", "dark") and head.near.faces(s, 0, 0.1) > -0.05:
            ink.line(
                curve([head.at(s * 0.5, 0.0, 0.76), head.at(s * 0.72, 0.02, 0.2), head.at(s * 0.72, 0.0, -0.05)]),
                0x2B2522,
                wide,
                0.0,
            )
    if kind in ("round", "dark"):
        ink.line(curve([head.at(-0.08, 0.0, 0.86), head.at(0.0, 0.03, 0.9), head.at(0.08, 0.0, 0.86)]), 0x2B2522, wide, 0.1)
    if kind == "patch":
        ink.line(
            curve([head.skin_at(-70, 40, 1.02), head.on(0, 0.42, 0.02), head.on(0.3, 0.05, 0.03), head.skin_at(70, -6, 1.02)]),
            0x17171B,
            wide,
        )
