"""Lights, machines, playthings and the rest, as drawn in a hand or on a table. `props` finds them by their words."""

from __future__ import annotations

from collections.abc import Callable
from math import cos, pi, sin

from storyreel.tools.generators.previz.props_pen import GOLD, INK, LEATHER, WOOD, Pen
from storyreel.tools.generators.previz.shapes import ellipse, polygon, ribbon, smooth
from storyreel.tools.generators.previz.words import shade

__all__ = ["GOODS"]


def _lamp(p: Pen) -> None:
    p.line([(-0.05, 0.02), (0.0, -0.05), (0.05, 0.02)], 0x3A3630, 0.012)
    p.box(-0.055, 0.05, 0.055, 0.2, 0x3A3630)
    p.shine(polygon([(-0.042, 0.065), (0.042, 0.065), (0.042, 0.185), (-0.042, 0.185)]), 0xFFD98A)
    p.ink.glow(0.0, 0.12, 0.75, 0xFFB45E, 0.55)
    p.box(-0.065, 0.2, 0.065, 0.22, 0x3A3630)


def _candle(p: Pen) -> None:
    p.oval(0.0, 0.03, 0.06, 0.016, GOLD)
    p.box(-0.02, -0.16, 0.02, 0.03, 0xF2EBD8)
    p.shine(smooth([(-0.014, -0.17), (0.0, -0.23), (0.014, -0.17)]), 0xFFE08A)
    p.ink.glow(0.0, -0.19, 0.6, 0xFFB45E, 0.55)


def _torch(p: Pen) -> None:
    p.form([(-0.016, 0.2), (0.016, 0.2), (0.028, -0.18), (-0.028, -0.18)], WOOD)
    p.shine(smooth([(-0.06, -0.17), (-0.045, -0.28), (0.0, -0.42), (0.045, -0.28), (0.06, -0.17)]), 0xF2852E)
    p.shine(smooth([(-0.03, -0.17), (0.0, -0.3), (0.03, -0.17)]), 0xFFE08A)
    p.ink.glow(0.0, -0.26, 0.9, 0xFF9A45, 0.6)


def _flower(p: Pen) -> None:
    p.line([(0.0, 0.12), (0.01, 0.0), (0.0, -0.13)], 0x4F7A45, 0.01)
    p.form([(0.0, -0.02), (0.06, -0.06), (0.03, 0.0)], 0x4F7A45, soft=True)
    rgb = p.tone(0xB9324A)
    for i in range(6):
        p.oval(0.03 * cos(i * pi / 3), -0.16 + 0.03 * sin(i * pi / 3), 0.024, 0.024, rgb)
    p.oval(0.0, -0.16, 0.018, 0.018, shade(rgb, -0.3))


def _bouquet(p: Pen) -> None:
    p.form([(-0.02, 0.12), (0.02, 0.12), (0.1, -0.1), (-0.1, -0.1)], 0xDDE6D2)
    for i in range(9):
        x, y = 0.085 * cos(i * 0.72) * (0.5 + 0.5 * (i % 2)), -0.15 + 0.06 * sin(i * 1.9)
        p.oval(x, y, 0.036, 0.034, p.tone((0xC2506B, 0xE3BF5A, 0xE9DCE0)[i % 3]))


def _phone(p: Pen) -> None:
    p.box(-0.038, -0.13, 0.038, 0.03, 0x1E2024)
    p.shine(polygon([(-0.032, -0.118), (0.032, -0.118), (0.032, 0.012), (-0.032, 0.012)]), 0xBFD8EA)


def _receiver(p: Pen) -> None:
    p.ink.fill(ribbon([(-0.06, -0.13), (0.02, -0.06), (0.02, 0.02), (-0.06, 0.09)], [0.055, 0.03, 0.03, 0.055]), 0x25262A, 0.1)


def _laptop(p: Pen) -> None:
    p.box(-0.17, -0.22, 0.17, -0.01, 0x3A3D42)
    p.shine(polygon([(-0.155, -0.205), (0.155, -0.205), (0.155, -0.025), (-0.155, -0.025)]), 0xBFD8EA)
    p.form([(-0.17, -0.01), (0.17, -0.01), (0.2, 0.04), (-0.2, 0.04)], 0x8A9098)


def _camera(p: Pen) -> None:
    p.box(-0.075, -0.09, 0.075, 0.01, 0x2A2B2F)
    p.oval(0.0, -0.04, 0.034, 0.034, 0x4A4D54)
    p.oval(0.0, -0.04, 0.02, 0.02, 0x7FA3C0)


def _microphone(p: Pen) -> None:
    p.form([(-0.015, -0.06), (0.015, -0.06), (0.011, 0.1), (-0.011, 0.1)], 0x2A2B2F)
    p.oval(0.0, -0.085, 0.03, 0.034, 0x8A9098)


def _telescope(p: Pen) -> None:
    for i, (x0, x1, r) in enumerate(((-0.12, 0.02, 0.024), (0.02, 0.13, 0.03), (0.13, 0.24, 0.037))):
        p.box(x0, -0.05 - r, x1, -0.05 + r, (GOLD, LEATHER, GOLD)[i])


def _bag(p: Pen) -> None:
    rgb = p.tone(0x6B4A2E)
    p.line([(-0.06, 0.06), (-0.04, 0.0), (0.04, 0.0), (0.06, 0.06)], shade(rgb, -0.3), 0.014)
    p.box(-0.19, 0.06, 0.19, 0.31, rgb)
    p.line([(-0.19, 0.14), (0.19, 0.14)], shade(rgb, -0.35), 0.008)
    p.box(-0.02, 0.13, 0.02, 0.16, GOLD)


def _hat(p: Pen) -> None:
    rgb = p.tone(0x2E2A2C)
    p.form([(-0.08, -0.1), (0.08, -0.1), (0.09, 0.02), (-0.09, 0.02)], rgb)
    p.oval(0.0, 0.025, 0.16, 0.03, rgb)


def _fan(p: Pen) -> None:
    rgb = p.tone(0xB9506B)
    spots = [(0.0, 0.02), *((0.19 * sin(a), -0.19 * cos(a)) for a in (-1.2, -0.8, -0.4, 0.0, 0.4, 0.8, 1.2))]
    p.form(spots, rgb, depth=0.4)
    for a in (-1.0, -0.6, -0.2, 0.2, 0.6, 1.0):
        p.line([(0.0, 0.02), (0.18 * sin(a), -0.18 * cos(a))], shade(rgb, -0.3), 0.005)


def _crown(p: Pen) -> None:
    p.form([(-0.1, 0.0), (-0.11, -0.11), (-0.05, -0.05), (0.0, -0.13), (0.05, -0.05), (0.11, -0.11), (0.1, 0.0)], GOLD)
    for x in (-0.05, 0.0, 0.05):
        p.oval(x, -0.02, 0.012, 0.012, 0xB23A42)


def _skull(p: Pen) -> None:
    p.oval(0.0, -0.1, 0.075, 0.08, 0xE6DEC8)
    p.box(-0.04, -0.05, 0.04, 0.01, 0xE6DEC8)
    for x in (-0.028, 0.028):
        p.ink.fill(ellipse(x, -0.095, 0.02, 0.022), 0x2A2420, -0.3)
    for x in (-0.02, 0.0, 0.02):
        p.line([(x, -0.025), (x, 0.01)], 0x6A6252, 0.006)


def _mirror(p: Pen) -> None:
    p.box(-0.013, -0.02, 0.013, 0.1, GOLD)
    p.oval(0.0, -0.11, 0.075, 0.095, GOLD)
    p.shine(ellipse(0.0, -0.11, 0.06, 0.08), 0xC9DCE4)


def _parcel(p: Pen) -> None:
    rgb = p.tone(0xA9824E)
    p.box(-0.1, -0.1, 0.1, 0.05, rgb)
    p.line([(0.0, -0.1), (0.0, 0.05)], shade(rgb, -0.45), 0.012)
    p.line([(-0.1, -0.03), (0.1, -0.03)], shade(rgb, -0.45), 0.012)


def _gift(p: Pen) -> None:
    p.box(-0.09, -0.1, 0.09, 0.05, p.tone(0x3F6F8A))
    p.line([(0.0, -0.1), (0.0, 0.05)], 0xD9B24C, 0.024)
    for s in (-1, 1):
        p.form([(0.0, -0.1), (s * 0.05, -0.16), (s * 0.07, -0.11)], 0xD9B24C, soft=True)


def _chest(p: Pen) -> None:
    p.box(-0.16, -0.1, 0.16, 0.08, p.tone(WOOD))
    p.form([(-0.16, -0.1), (-0.13, -0.17), (0.13, -0.17), (0.16, -0.1)], shade(WOOD, -0.1))
    p.box(-0.02, -0.11, 0.02, -0.05, GOLD)


def _guitar(p: Pen) -> None:
    p.line([(0.04, -0.1), (0.3, -0.42)], WOOD, 0.036)
    p.form(
        [
            (-0.17, 0.16),
            (-0.19, 0.02),
            (-0.08, -0.02),
            (-0.02, -0.13),
            (0.1, -0.09),
            (0.1, 0.03),
            (0.02, 0.1),
            (0.02, 0.22),
            (-0.1, 0.27),
        ],
        p.tone(0xB5793C),
        soft=True,
    )
    p.ink.fill(ellipse(-0.03, 0.04, 0.04, 0.04), INK, -0.3)


def _violin(p: Pen) -> None:
    p.line([(0.03, -0.08), (0.16, -0.3)], INK, 0.018)
    p.form(
        [(-0.1, 0.1), (-0.11, 0.02), (-0.05, 0.0), (-0.02, -0.09), (0.05, -0.07), (0.05, 0.02), (0.0, 0.05), (-0.02, 0.14)],
        0x9A4F22,
        soft=True,
    )


def _doll(p: Pen) -> None:
    p.oval(0.0, -0.02, 0.07, 0.085, p.tone(0xA8774A))
    p.oval(0.0, -0.14, 0.058, 0.055, p.tone(0xA8774A))
    for s in (-1, 1):
        p.oval(s * 0.045, -0.185, 0.022, 0.022, p.tone(0x94673E))
        p.ink.dot(s * 0.02, -0.145, 0.008, INK)


def _ball(p: Pen) -> None:
    p.oval(0.0, -0.06, 0.075, 0.075, p.tone(0xC9573C))


def _bell(p: Pen) -> None:
    p.form([(-0.014, -0.1), (0.014, -0.1), (0.03, -0.05), (0.055, 0.0), (-0.055, 0.0), (-0.03, -0.05)], GOLD)
    p.oval(0.0, 0.008, 0.013, 0.013, shade(GOLD, -0.4))


def _bird(p: Pen) -> None:
    p.form(
        [(-0.1, -0.03), (-0.02, -0.09), (0.06, -0.08), (0.09, -0.05), (0.03, -0.01), (-0.04, 0.0)], p.tone(0x6E7F8C), soft=True
    )
    p.ink.dot(0.062, -0.066, 0.006, INK)
    p.form([(0.085, -0.062), (0.115, -0.05), (0.085, -0.045)], 0xE0A04A)


GOODS: dict[str, Callable[[Pen], None]] = {
    "bag": _bag,
    "ball": _ball,
    "bell": _bell,
    "bird": _bird,
    "bouquet": _bouquet,
    "camera": _camera,
    "candle": _candle,
    "chest": _chest,
    "crown": _crown,
    "doll": _doll,
    "fan": _fan,
    "flower": _flower,
    "gift": _gift,
    "guitar": _guitar,
    "hat": _hat,
    "lamp": _lamp,
    "laptop": _laptop,
    "microphone": _microphone,
    "mirror": _mirror,
    "parcel": _parcel,
    "phone": _phone,
    "receiver": _receiver,
    "skull": _skull,
    "telescope": _telescope,
    "torch": _torch,
    "violin": _violin,
}
