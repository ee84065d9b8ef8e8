"""What is eaten, drunk and carried to table, as drawn in a hand or on a table. `props` finds them by their words."""

from __future__ import annotations

from collections.abc import Callable

from storyreel.tools.generators.previz.props_pen import STEEL, WOOD, Pen
from storyreel.tools.generators.previz.shapes import polygon
from storyreel.tools.generators.previz.words import shade

__all__ = ["TABLE"]


def _cup(p: Pen) -> None:
    rgb = p.tone(0xF2EEE4)
    p.line([(0.045, -0.05), (0.085, -0.03), (0.045, 0.0)], rgb, 0.014)
    p.form([(-0.05, -0.07), (0.05, -0.07), (0.034, 0.03), (-0.034, 0.03)], rgb)
    p.oval(0.0, -0.07, 0.05, 0.012, 0x6A4328)
    p.oval(0.0, 0.035, 0.075, 0.012, shade(rgb, -0.08))


def _mug(p: Pen) -> None:
    rgb = p.tone(0x4F7A8A)
    p.line([(0.045, -0.07), (0.095, -0.03), (0.045, 0.02)], rgb, 0.018)
    p.box(-0.05, -0.09, 0.05, 0.04, rgb)
    p.oval(0.0, -0.09, 0.05, 0.013, 0x4A2F1E)


def _glass(p: Pen) -> None:
    p.ink.fill(polygon([(-0.04, -0.17), (0.04, -0.17), (0.025, -0.06), (-0.025, -0.06)]), 0xDCE9EE, 0.4, 0.5)
    p.ink.fill(polygon([(-0.036, -0.13), (0.036, -0.13), (0.024, -0.062), (-0.024, -0.062)]), p.tone(0x7A1F33), 0.2, 0.9)
    p.line([(0.0, -0.06), (0.0, 0.02)], 0xDCE9EE, 0.012, 0.4)
    p.oval(0.0, 0.024, 0.036, 0.008, 0xDCE9EE)


def _tankard(p: Pen) -> None:
    p.line([(0.05, -0.09), (0.11, -0.04), (0.05, 0.02)], STEEL, 0.02)
    p.box(-0.055, -0.11, 0.055, 0.05, p.tone(0x9AA0A6))
    p.oval(0.0, -0.115, 0.06, 0.025, 0xF3EBD2)


def _bottle(p: Pen) -> None:
    rgb = p.tone(0x2F5A3A)
    p.form(
        [
            (-0.036, -0.06),
            (-0.014, -0.15),
            (-0.014, -0.22),
            (0.014, -0.22),
            (0.014, -0.15),
            (0.036, -0.06),
            (0.036, 0.1),
            (-0.036, 0.1),
        ],
        rgb,
    )
    p.box(-0.036, -0.03, 0.036, 0.05, 0xE6DCC0, depth=0.3)


def _vial(p: Pen) -> None:
    p.form([(-0.011, -0.12), (0.011, -0.12), (0.011, -0.08), (0.032, -0.02), (-0.032, -0.02), (-0.011, -0.08)], 0xCFE2E6)
    p.ink.fill(polygon([(-0.022, -0.045), (0.022, -0.045), (0.03, -0.022), (-0.03, -0.022)]), p.tone(0x6FA84A), 0.3)
    p.box(-0.014, -0.14, 0.014, -0.118, WOOD)


def _plate(p: Pen) -> None:
    p.oval(0.05, -0.01, 0.17, 0.035, 0xEFEBE0)
    p.oval(0.05, -0.035, 0.08, 0.035, 0xB5793C)


def _tray(p: Pen) -> None:
    p.oval(0.1, 0.0, 0.26, 0.045, STEEL)
    p.form([(0.0, -0.1), (0.09, -0.1), (0.075, -0.01), (0.015, -0.01)], 0xF2EEE4)
    p.form([(0.14, -0.16), (0.2, -0.16), (0.21, -0.01), (0.13, -0.01)], 0xDDE3E2)


def _food(p: Pen) -> None:
    p.form([(-0.07, -0.03), (0.0, -0.075), (0.08, -0.03), (0.07, 0.015), (-0.06, 0.015)], 0xC88A4A, soft=True)
    p.line([(-0.06, -0.005), (0.07, -0.005)], 0x6F8A3C, 0.016)


def _apple(p: Pen) -> None:
    p.oval(0.0, -0.045, 0.046, 0.044, p.tone(0xB23A32))
    p.line([(0.0, -0.085), (0.012, -0.115)], WOOD, 0.01)


def _basket(p: Pen) -> None:
    p.line([(-0.14, 0.1), (-0.1, -0.06), (0.0, -0.1), (0.1, -0.06), (0.14, 0.1)], 0xA8844E, 0.018)
    p.form([(-0.17, 0.08), (0.17, 0.08), (0.13, 0.24), (-0.13, 0.24)], 0xB08A52)
    for k in (0.12, 0.16, 0.2):
        p.line([(-0.155, k), (0.155, k)], shade(0xB08A52, -0.3), 0.008)


TABLE: dict[str, Callable[[Pen], None]] = {
    "apple": _apple,
    "basket": _basket,
    "bottle": _bottle,
    "cup": _cup,
    "food": _food,
    "glass": _glass,
    "mug": _mug,
    "plate": _plate,
    "tankard": _tankard,
    "tray": _tray,
    "vial": _vial,
}
