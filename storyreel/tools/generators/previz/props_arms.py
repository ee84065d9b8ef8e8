"""Arms, tools and what is carried on a pole, as drawn in a hand or on a table. `props` finds them by their words."""

from __future__ import annotations

from collections.abc import Callable

from storyreel.tools.generators.previz.props_pen import GOLD, LEATHER, PAPER, STEEL, WOOD, Pen
from storyreel.tools.generators.previz.shapes import ellipse
from storyreel.tools.generators.previz.words import shade

__all__ = ["ARMS"]


def _sword(p: Pen) -> None:
    p.form([(-0.018, -0.06), (0.018, -0.06), (0.014, -0.82), (0.0, -0.9), (-0.014, -0.82)], STEEL)
    p.line([(0.0, -0.08), (0.0, -0.8)], shade(STEEL, 0.4), 0.006, 0.5)
    p.box(-0.1, -0.07, 0.1, -0.045, GOLD)
    p.box(-0.016, -0.045, 0.016, 0.09, LEATHER)
    p.oval(0.0, 0.1, 0.024, 0.024, GOLD)


def _knife(p: Pen) -> None:
    p.form([(-0.014, -0.04), (0.014, -0.04), (0.01, -0.22), (-0.012, -0.27)], STEEL)
    p.box(-0.045, -0.05, 0.045, -0.034, GOLD)
    p.box(-0.014, -0.034, 0.014, 0.07, LEATHER)


def _spear(p: Pen) -> None:
    p.box(-0.014, -1.2, 0.014, 0.7, WOOD)
    p.form([(-0.04, -1.18), (0.0, -1.42), (0.04, -1.18), (0.0, -1.12)], STEEL)


def _gun(p: Pen) -> None:
    p.form([(-0.02, -0.07), (0.2, -0.07), (0.2, -0.03), (0.05, -0.025), (0.03, 0.07), (-0.025, 0.07)], 0x2E3136)
    p.line([(0.03, -0.02), (0.05, 0.01), (0.02, 0.02)], 0x2E3136, 0.009)


def _rifle(p: Pen) -> None:
    p.form([(-0.3, 0.05), (-0.05, -0.03), (0.06, -0.05), (0.06, 0.0), (-0.08, 0.03), (-0.28, 0.14)], WOOD)
    p.line([(0.0, -0.04), (0.62, -0.1)], 0x2E3136, 0.026)


def _bow(p: Pen) -> None:
    p.line([(0.04, -0.62), (-0.1, -0.3), (-0.02, 0.0), (-0.1, 0.3), (0.04, 0.62)], WOOD, 0.026)
    p.line([(0.04, -0.62), (0.04, 0.62)], PAPER, 0.005)


def _cane(p: Pen) -> None:
    p.line([(0.06, -0.02), (0.02, -0.05), (-0.02, -0.01), (-0.02, 0.78)], p.tone(0x3F2A1C), 0.022)


def _umbrella(p: Pen) -> None:
    rgb = p.tone(0x2B2D38)
    p.line([(0.0, 0.1), (0.0, -0.75)], 0x3A332C, 0.016)
    p.form(
        [(-0.5, -0.62), (-0.36, -0.84), (0.0, -0.96), (0.36, -0.84), (0.5, -0.62), (0.25, -0.68), (0.0, -0.63), (-0.25, -0.68)],
        rgb,
    )


def _tool(p: Pen) -> None:
    p.box(-0.014, -0.22, 0.014, 0.1, WOOD)
    p.box(-0.07, -0.27, 0.07, -0.21, 0x55585E)


def _spade(p: Pen) -> None:
    p.box(-0.014, -0.5, 0.014, 0.4, WOOD)
    p.form([(-0.09, 0.38), (0.09, 0.38), (0.08, 0.58), (0.0, 0.66), (-0.08, 0.58)], 0x6A6E74)


def _broom(p: Pen) -> None:
    p.box(-0.013, -0.7, 0.013, 0.4, WOOD)
    p.form([(-0.04, 0.38), (0.04, 0.38), (0.13, 0.68), (-0.13, 0.68)], 0xC2A25A)


def _flag(p: Pen) -> None:
    p.box(-0.012, -0.9, 0.012, 0.3, WOOD)
    p.form([(0.012, -0.88), (0.3, -0.82), (0.55, -0.9), (0.55, -0.55), (0.3, -0.48), (0.012, -0.54)], p.tone(0x9C2A2A), depth=0.5)


def _handcuffs(p: Pen) -> None:
    for x in (-0.05, 0.05):
        p.ink.line(ellipse(x, 0.0, 0.04, 0.04), STEEL, 0.012)
    p.line([(-0.012, 0.0), (0.012, 0.0)], STEEL, 0.01)


def _rope(p: Pen) -> None:
    for i in range(3):
        p.ink.line(ellipse(0.0, 0.04 + 0.01 * i, 0.08 + 0.012 * i, 0.06 + 0.012 * i), 0xB79A62, 0.014)


def _cross(p: Pen) -> None:
    p.box(-0.013, -0.16, 0.013, 0.08, p.tone(WOOD))
    p.box(-0.06, -0.1, 0.06, -0.074, p.tone(WOOD))


ARMS: dict[str, Callable[[Pen], None]] = {
    "bow": _bow,
    "broom": _broom,
    "cane": _cane,
    "cross": _cross,
    "flag": _flag,
    "gun": _gun,
    "handcuffs": _handcuffs,
    "knife": _knife,
    "rifle": _rifle,
    "rope": _rope,
    "spade": _spade,
    "spear": _spear,
    "sword": _sword,
    "tool": _tool,
    "umbrella": _umbrella,
}
