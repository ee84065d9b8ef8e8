"""Papers and small things of the pocket, as drawn in a hand or on a table. `props` finds them by their words."""

from __future__ import annotations

from collections.abc import Callable
from math import cos, pi, sin

from storyreel.tools.generators.previz.props_pen import GOLD, INK, LEATHER, PAPER, STEEL, WOOD, Pen
from storyreel.tools.generators.previz.shapes import ellipse
from storyreel.tools.generators.previz.words import shade

__all__ = ["PAPERS"]


def _letter(p: Pen) -> None:
    p.box(-0.09, -0.15, 0.1, 0.1, p.tone(PAPER), depth=0.3)
    for i in range(5):
        p.line([(-0.07, -0.12 + 0.04 * i), (0.08 - 0.03 * (i % 3), -0.12 + 0.04 * i)], 0x6A6258, 0.006)


def _envelope(p: Pen) -> None:
    p.box(-0.11, -0.1, 0.11, 0.06, p.tone(PAPER), depth=0.3)
    p.line([(-0.11, -0.1), (0.0, -0.01), (0.11, -0.1)], 0xA89F8C, 0.006)
    p.oval(0.0, -0.015, 0.018, 0.018, 0x9C2A2A)


def _newspaper(p: Pen) -> None:
    p.box(-0.22, -0.28, 0.22, 0.1, 0xDEDACE, depth=0.3)
    p.line([(-0.2, -0.24), (0.2, -0.24)], INK, 0.026)
    for k in (-0.19, 0.02):
        for i in range(6):
            p.line([(k, -0.18 + 0.04 * i), (k + 0.16, -0.18 + 0.04 * i)], 0x7A756C, 0.01)


def _book(p: Pen) -> None:
    rgb = p.tone(0x7A2E2B)
    p.form([(-0.13, -0.12), (0.0, -0.1), (0.13, -0.12), (0.13, 0.07), (0.0, 0.09), (-0.13, 0.07)], rgb)
    p.form([(-0.12, -0.125), (0.0, -0.105), (0.0, 0.075), (-0.12, 0.055)], PAPER, depth=0.3)
    p.form([(0.0, -0.105), (0.12, -0.125), (0.12, 0.055), (0.0, 0.075)], shade(PAPER, -0.06), depth=0.3)


def _map(p: Pen) -> None:
    p.box(-0.2, -0.16, 0.2, 0.1, 0xE4D6B0, depth=0.3)
    p.line([(-0.16, 0.04), (-0.05, -0.06), (0.04, 0.02), (0.16, -0.1)], 0x8A5A3A, 0.01)
    for x in (-0.2, 0.2):
        p.oval(x, -0.03, 0.018, 0.14, shade(0xE4D6B0, -0.15))


def _photograph(p: Pen) -> None:
    p.box(-0.075, -0.13, 0.075, 0.05, p.tone(0x5A4026))
    p.box(-0.062, -0.117, 0.062, 0.037, 0xD9C9A8, depth=0.2)
    p.oval(0.0, -0.06, 0.024, 0.028, 0xB98A66)
    p.form([(-0.045, 0.03), (-0.03, -0.02), (0.03, -0.02), (0.045, 0.03)], 0x4A4A52, soft=True)


def _case(p: Pen) -> None:
    p.box(-0.06, -0.08, 0.06, 0.01, p.tone(STEEL))
    p.line([(-0.06, -0.055), (0.06, -0.055)], shade(STEEL, -0.4), 0.005)
    p.oval(0.0, -0.02, 0.014, 0.014, shade(STEEL, 0.3))


def _cigarette(p: Pen) -> None:
    p.line([(-0.01, -0.02), (0.055, -0.05)], 0xF4F1E8, 0.011)
    p.shine(ellipse(0.058, -0.051, 0.007, 0.007), 0xFF8A3A)


def _pipe(p: Pen) -> None:
    p.line([(-0.05, -0.03), (0.03, -0.02), (0.07, -0.05)], LEATHER, 0.014)
    p.oval(0.08, -0.055, 0.022, 0.03, WOOD)


def _quill(p: Pen) -> None:
    p.line([(-0.02, 0.05), (0.0, -0.02), (0.06, -0.22)], PAPER, 0.008)
    p.form([(0.0, -0.06), (0.03, -0.2), (0.09, -0.27), (0.08, -0.16)], p.tone(0xE9E4D8), soft=True, depth=0.4)


def _coin(p: Pen) -> None:
    p.oval(0.0, -0.04, 0.026, 0.026, p.tone(GOLD))
    p.ink.line(ellipse(0.0, -0.04, 0.018, 0.018), shade(GOLD, -0.3), 0.004)


def _money(p: Pen) -> None:
    for i in range(3):
        p.form(
            [
                (-0.08 + 0.02 * i, -0.07 - 0.012 * i),
                (0.08 + 0.02 * i, -0.09 - 0.012 * i),
                (0.08 + 0.02 * i, -0.02),
                (-0.08 + 0.02 * i, 0.0),
            ],
            shade(0x8FA77A, 0.08 * i),
            depth=0.3,
        )


def _purse(p: Pen) -> None:
    rgb = p.tone(0x6B3A2E)
    p.form([(-0.05, 0.0), (0.05, 0.0), (0.065, 0.07), (0.0, 0.11), (-0.065, 0.07)], rgb, soft=True)
    p.line([(-0.035, 0.0), (0.035, 0.0)], GOLD, 0.014)


def _key(p: Pen) -> None:
    p.ink.line(ellipse(0.0, -0.03, 0.026, 0.026), GOLD, 0.013)
    p.line([(0.0, -0.055), (0.0, -0.17)], GOLD, 0.013)
    p.line([(0.0, -0.16), (0.035, -0.16)], GOLD, 0.013)
    p.line([(0.0, -0.13), (0.026, -0.13)], GOLD, 0.013)


def _ring(p: Pen) -> None:
    p.ink.line(ellipse(0.0, -0.03, 0.022, 0.022), GOLD, 0.009)
    p.form([(-0.013, -0.062), (0.0, -0.085), (0.013, -0.062), (0.0, -0.05)], 0xDDF0FF)


def _jewel(p: Pen) -> None:
    for i in range(11):
        a = pi * i / 10
        p.oval(0.09 * cos(a), 0.02 + 0.12 * sin(a), 0.012, 0.012, p.tone(0xEDE6D6))
    p.form([(-0.022, 0.16), (0.0, 0.13), (0.022, 0.16), (0.0, 0.2)], 0x3F6FB0)


def _watch(p: Pen) -> None:
    p.line([(0.0, -0.085), (0.02, -0.02), (-0.02, 0.06), (0.03, 0.14)], GOLD, 0.007)
    p.oval(0.0, -0.11, 0.036, 0.036, GOLD)
    p.shine(ellipse(0.0, -0.11, 0.028, 0.028), 0xF4EFDD)
    p.line([(0.0, -0.11), (0.0, -0.13)], INK, 0.004)
    p.line([(0.0, -0.11), (0.014, -0.105)], INK, 0.004)


def _spectacles(p: Pen) -> None:
    for s in (-1, 1):
        p.ink.line(ellipse(s * 0.034, -0.04, 0.026, 0.022), INK, 0.006)
    p.line([(-0.008, -0.042), (0.008, -0.042)], INK, 0.006)


def _cloth(p: Pen) -> None:
    p.form(
        [(-0.05, -0.03), (0.05, -0.04), (0.07, 0.07), (0.02, 0.04), (0.0, 0.12), (-0.03, 0.05), (-0.07, 0.08)],
        p.tone(0xEDE9E0),
        depth=0.5,
    )


PAPERS: dict[str, Callable[[Pen], None]] = {
    "book": _book,
    "case": _case,
    "cigarette": _cigarette,
    "cloth": _cloth,
    "coin": _coin,
    "envelope": _envelope,
    "jewel": _jewel,
    "key": _key,
    "letter": _letter,
    "map": _map,
    "money": _money,
    "newspaper": _newspaper,
    "photograph": _photograph,
    "pipe": _pipe,
    "purse": _purse,
    "quill": _quill,
    "ring": _ring,
    "spectacles": _spectacles,
    "watch": _watch,
}
