"""Things that are held or lie about, drawn small in metres round the grip: found by the words of their name.

A thing nobody has a word for is a plain parcel, so that a hand that holds something is never empty.
"""

from __future__ import annotations

from collections.abc import Callable
from math import cos, pi, sin
from typing import Any

from storyreel.tools.generators.previz.ink import Ink
from storyreel.tools.generators.previz.shapes import Spot, bounds, curve, ellipse, polygon, ribbon, smooth
from storyreel.tools.generators.previz.words import COLOURS, first_of, shade, tokens

__all__ = ["PROPS", "draw_prop", "prop_kind"]

_GOLD, _STEEL, _WOOD, _PAPER, _LEATHER, _INK = 0xC9A13B, 0xB4BCC4, 0x7A5636, 0xF1EAD8, 0x5B3B28, 0x2A2724


class _Pen:
    """A thing's own pen: x to the right and y downwards, metres from the grip."""

    def __init__(self, ink: Ink, rgb: int | None) -> None:
        self.ink, self.rgb = ink, rgb

    def tone(self, usual: int) -> int:
        """The colour that the name gives the thing, else the usual one."""
        return usual if self.rgb is None else self.rgb

    def form(self, spots: list[Spot], rgb: int, *, soft: bool = False, depth: float = 0.7) -> None:
        """A solid shape by its corners."""
        self.ink.form(smooth(spots) if soft else polygon(spots), rgb, bounds(spots), depth=depth)

    def box(self, x0: float, y0: float, x1: float, y1: float, rgb: int, *, depth: float = 0.6) -> None:
        """A rectangle as a solid."""
        self.form([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], rgb, depth=depth)

    def oval(self, x: float, y: float, rx: float, ry: float, rgb: int) -> None:
        """An ellipse as a solid."""
        self.ink.form(ellipse(x, y, rx, ry), rgb, (x - rx, y - ry, x + rx, y + ry))

    def line(self, spots: list[Spot], rgb: int, width: float, level: float = 0.0) -> None:
        """A line; width in metres."""
        self.ink.line(curve(spots), rgb, width, level)

    def shine(self, path: Any, rgb: int, alpha: float = 1.0) -> None:
        """A shape that gives its own light."""
        self.ink.canvas.drawPath(path, self.ink.paint(self.ink.bare(rgb, alpha)))


def prop_kind(name: str) -> str:
    """The kind of drawing for a thing's name; "parcel" where no word is known.

    >>> prop_kind("the cigarette case"), prop_kind("a rusty dagger"), prop_kind("quaternion")
    ('case', 'knife', 'parcel')
    """
    return first_of(name, _WORDS) or "parcel"


def draw_prop(ink: Ink, name: str, at: Spot, px: float, *, tilt: float = 0.0) -> None:
    """Draw a thing with its grip at a spot; `px` is pixels per metre, `tilt` radians clockwise."""
    if px < 6:
        return
    colour = next((COLOURS[w] for w in tokens(name) if w in COLOURS and w not in ("gold", "golden", "dark")), None)
    ink.canvas.save()
    ink.canvas.translate(*at)
    ink.canvas.rotate(tilt * 180 / pi)
    ink.canvas.scale(px, px)
    before, ink.unit = ink.unit, px
    try:
        PROPS[prop_kind(name)](_Pen(ink, colour))
    finally:
        ink.unit = before
        ink.canvas.restore()


def _letter(p: _Pen) -> None:
    p.box(-0.09, -0.15, 0.1, 0.1, p.tone(_PAPER), depth=0.3)
    for i in range(5):
        p.line([(-0.07, -0.12 + 0.04 * i), (0.08 - 0.03 * (i % 3), -0.12 + 0.04 * i)], 0x6A6258, 0.006)


def _envelope(p: _Pen) -> None:
    p.box(-0.11, -0.1, 0.11, 0.06, p.tone(_PAPER), depth=0.3)
    p.line([(-0.11, -0.1), (0.0, -0.01), (0.11, -0.1)], 0xA89F8C, 0.006)
    p.oval(0.0, -0.015, 0.018, 0.018, 0x9C2A2A)


def _newspaper(p: _Pen) -> None:
    p.box(-0.22, -0.28, 0.22, 0.1, 0xDEDACE, depth=0.3)
    p.line([(-0.2, -0.24), (0.2, -0.24)], _INK, 0.026)
    for k in (-0.19, 0.02):
        for i in range(6):
            p.line([(k, -0.18 + 0.04 * i), (k + 0.16, -0.18 + 0.04 * i)], 0x7A756C, 0.01)


def _book(p: _Pen) -> None:
    rgb = p.tone(0x7A2E2B)
    p.form([(-0.13, -0.12), (0.0, -0.1), (0.13, -0.12), (0.13, 0.07), (0.0, 0.09), (-0.13, 0.07)], rgb)
    p.form([(-0.12, -0.125), (0.0, -0.105), (0.0, 0.075), (-0.12, 0.055)], _PAPER, depth=0.3)
    p.form([(0.0, -0.105), (0.12, -0.125), (0.12, 0.055), (0.0, 0.075)], shade(_PAPER, -0.06), depth=0.3)


def _map(p: _Pen) -> None:
    p.box(-0.2, -0.16, 0.2, 0.1, 0xE4D6B0, depth=0.3)
    p.line([(-0.16, 0.04), (-0.05, -0.06), (0.04, 0.02), (0.16, -0.1)], 0x8A5A3A, 0.01)
    for x in (-0.2, 0.2):
        p.oval(x, -0.03, 0.018, 0.14, shade(0xE4D6B0, -0.15))


def _cup(p: _Pen) -> None:
    rgb = p.tone(0xF2EEE4)
    p.line([(0.045, -0.05), (0.085, -0.03), (0.045, 0.0)], rgb, 0.014)
    p.form([(-0.05, -0.07), (0.05, -0.07), (0.034, 0.03), (-0.034, 0.03)], rgb)
    p.oval(0.0, -0.07, 0.05, 0.012, 0x6A4328)
    p.oval(0.0, 0.035, 0.075, 0.012, shade(rgb, -0.08))


def _mug(p: _Pen) -> None:
    rgb = p.tone(0x4F7A8A)
    p.line([(0.045, -0.07), (0.095, -0.03), (0.045, 0.02)], rgb, 0.018)
    p.box(-0.05, -0.09, 0.05, 0.04, rgb)
    p.oval(0.0, -0.09, 0.05, 0.013, 0x4A2F1E)


def _glass(p: _Pen) -> None:
    p.ink.fill(polygon([(-0.04, -0.17), (0.04, -0.17), (0.025, -0.06), (-0.025, -0.06)]), 0xDCE9EE, 0.4, 0.5)
    p.ink.fill(polygon([(-0.036, -0.13), (0.036, -0.13), (0.024, -0.062), (-0.024, -0.062)]), p.tone(0x7A1F33), 0.2, 0.9)
    p.line([(0.0, -0.06), (0.0, 0.02)], 0xDCE9EE, 0.012, 0.4)
    p.oval(0.0, 0.024, 0.036, 0.008, 0xDCE9EE)


def _tankard(p: _Pen) -> None:
    p.line([(0.05, -0.09), (0.11, -0.04), (0.05, 0.02)], _STEEL, 0.02)
    p.box(-0.055, -0.11, 0.055, 0.05, p.tone(0x9AA0A6))
    p.oval(0.0, -0.115, 0.06, 0.025, 0xF3EBD2)


def _bottle(p: _Pen) -> None:
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


def _plate(p: _Pen) -> None:
    p.oval(0.05, -0.01, 0.17, 0.035, 0xEFEBE0)
    p.oval(0.05, -0.035, 0.08, 0.035, 0xB5793C)


def _tray(p: _Pen) -> None:
    p.oval(0.1, 0.0, 0.26, 0.045, _STEEL)
    p.form([(0.0, -0.1), (0.09, -0.1), (0.075, -0.01), (0.015, -0.01)], 0xF2EEE4)
    p.form([(0.14, -0.16), (0.2, -0.16), (0.21, -0.01), (0.13, -0.01)], 0xDDE3E2)


def _food(p: _Pen) -> None:
    p.form([(-0.07, -0.03), (0.0, -0.075), (0.08, -0.03), (0.07, 0.015), (-0.06, 0.015)], 0xC88A4A, soft=True)
    p.line([(-0.06, -0.005), (0.07, -0.005)], 0x6F8A3C, 0.016)


def _apple(p: _Pen) -> None:
    p.oval(0.0, -0.045, 0.046, 0.044, p.tone(0xB23A32))
    p.line([(0.0, -0.085), (0.012, -0.115)], _WOOD, 0.01)


def _basket(p: _Pen) -> None:
    p.line([(-0.14, 0.1), (-0.1, -0.06), (0.0, -0.1), (0.1, -0.06), (0.14, 0.1)], 0xA8844E, 0.018)
    p.form([(-0.17, 0.08), (0.17, 0.08), (0.13, 0.24), (-0.13, 0.24)], 0xB08A52)
    for k in (0.12, 0.16, 0.2):
        p.line([(-0.155, k), (0.155, k)], shade(0xB08A52, -0.3), 0.008)


def _sword(p: _Pen) -> None:
    p.form([(-0.018, -0.06), (0.018, -0.06), (0.014, -0.82), (0.0, -0.9), (-0.014, -0.82)], _STEEL)
    p.line([(0.0, -0.08), (0.0, -0.8)], shade(_STEEL, 0.4), 0.006, 0.5)
    p.box(-0.1, -0.07, 0.1, -0.045, _GOLD)
    p.box(-0.016, -0.045, 0.016, 0.09, _LEATHER)
    p.oval(0.0, 0.1, 0.024, 0.024, _GOLD)


def _knife(p: _Pen) -> None:
    p.form([(-0.014, -0.04), (0.014, -0.04), (0.01, -0.22), (-0.012, -0.27)], _STEEL)
    p.box(-0.045, -0.05, 0.045, -0.034, _GOLD)
    p.box(-0.014, -0.034, 0.014, 0.07, _LEATHER)


def _spear(p: _Pen) -> None:
    p.box(-0.014, -1.2, 0.014, 0.7, _WOOD)
    p.form([(-0.04, -1.18), (0.0, -1.42), (0.04, -1.18), (0.0, -1.12)], _STEEL)


def _gun(p: _Pen) -> None:
    p.form([(-0.02, -0.07), (0.2, -0.07), (0.2, -0.03), (0.05, -0.025), (0.03, 0.07), (-0.025, 0.07)], 0x2E3136)
    p.line([(0.03, -0.02), (0.05, 0.01), (0.02, 0.02)], 0x2E3136, 0.009)


def _rifle(p: _Pen) -> None:
    p.form([(-0.3, 0.05), (-0.05, -0.03), (0.06, -0.05), (0.06, 0.0), (-0.08, 0.03), (-0.28, 0.14)], _WOOD)
    p.line([(0.0, -0.04), (0.62, -0.1)], 0x2E3136, 0.026)


def _bow(p: _Pen) -> None:
    p.line([(0.04, -0.62), (-0.1, -0.3), (-0.02, 0.0), (-0.1, 0.3), (0.04, 0.62)], _WOOD, 0.026)
    p.line([(0.04, -0.62), (0.04, 0.62)], _PAPER, 0.005)


def _lamp(p: _Pen) -> None:
    p.line([(-0.05, 0.02), (0.0, -0.05), (0.05, 0.02)], 0x3A3630, 0.012)
    p.box(-0.055, 0.05, 0.055, 0.2, 0x3A3630)
    p.shine(polygon([(-0.042, 0.065), (0.042, 0.065), (0.042, 0.185), (-0.042, 0.185)]), 0xFFD98A)
    p.ink.glow(0.0, 0.12, 0.75, 0xFFB45E, 0.55)
    p.box(-0.065, 0.2, 0.065, 0.22, 0x3A3630)


def _candle(p: _Pen) -> None:
    p.oval(0.0, 0.03, 0.06, 0.016, _GOLD)
    p.box(-0.02, -0.16, 0.02, 0.03, 0xF2EBD8)
    p.shine(smooth([(-0.014, -0.17), (0.0, -0.23), (0.014, -0.17)]), 0xFFE08A)
    p.ink.glow(0.0, -0.19, 0.6, 0xFFB45E, 0.55)


def _torch(p: _Pen) -> None:
    p.form([(-0.016, 0.2), (0.016, 0.2), (0.028, -0.18), (-0.028, -0.18)], _WOOD)
    p.shine(smooth([(-0.06, -0.17), (-0.045, -0.28), (0.0, -0.42), (0.045, -0.28), (0.06, -0.17)]), 0xF2852E)
    p.shine(smooth([(-0.03, -0.17), (0.0, -0.3), (0.03, -0.17)]), 0xFFE08A)
    p.ink.glow(0.0, -0.26, 0.9, 0xFF9A45, 0.6)


def _flower(p: _Pen) -> None:
    p.line([(0.0, 0.12), (0.01, 0.0), (0.0, -0.13)], 0x4F7A45, 0.01)
    p.form([(0.0, -0.02), (0.06, -0.06), (0.03, 0.0)], 0x4F7A45, soft=True)
    rgb = p.tone(0xB9324A)
    for i in range(6):
        p.oval(0.03 * cos(i * pi / 3), -0.16 + 0.03 * sin(i * pi / 3), 0.024, 0.024, rgb)
    p.oval(0.0, -0.16, 0.018, 0.018, shade(rgb, -0.3))


def _bouquet(p: _Pen) -> None:
    p.form([(-0.02, 0.12), (0.02, 0.12), (0.1, -0.1), (-0.1, -0.1)], 0xDDE6D2)
    for i in range(9):
        x, y = 0.085 * cos(i * 0.72) * (0.5 + 0.5 * (i % 2)), -0.15 + 0.06 * sin(i * 1.9)
        p.oval(x, y, 0.036, 0.034, p.tone((0xC2506B, 0xE3BF5A, 0xE9DCE0)[i % 3]))


def _key(p: _Pen) -> None:
    p.ink.line(ellipse(0.0, -0.03, 0.026, 0.026), _GOLD, 0.013)
    p.line([(0.0, -0.055), (0.0, -0.17)], _GOLD, 0.013)
    p.line([(0.0, -0.16), (0.035, -0.16)], _GOLD, 0.013)
    p.line([(0.0, -0.13), (0.026, -0.13)], _GOLD, 0.013)


def _ring(p: _Pen) -> None:
    p.ink.line(ellipse(0.0, -0.03, 0.022, 0.022), _GOLD, 0.009)
    p.form([(-0.013, -0.062), (0.0, -0.085), (0.013, -0.062), (0.0, -0.05)], 0xDDF0FF)


def _jewel(p: _Pen) -> None:
    for i in range(11):
        a = pi * i / 10
        p.oval(0.09 * cos(a), 0.02 + 0.12 * sin(a), 0.012, 0.012, p.tone(0xEDE6D6))
    p.form([(-0.022, 0.16), (0.0, 0.13), (0.022, 0.16), (0.0, 0.2)], 0x3F6FB0)


def _phone(p: _Pen) -> None:
    p.box(-0.038, -0.13, 0.038, 0.03, 0x1E2024)
    p.shine(polygon([(-0.032, -0.118), (0.032, -0.118), (0.032, 0.012), (-0.032, 0.012)]), 0xBFD8EA)


def _receiver(p: _Pen) -> None:
    p.ink.fill(ribbon([(-0.06, -0.13), (0.02, -0.06), (0.02, 0.02), (-0.06, 0.09)], [0.055, 0.03, 0.03, 0.055]), 0x25262A, 0.1)


def _laptop(p: _Pen) -> None:
    p.box(-0.17, -0.22, 0.17, -0.01, 0x3A3D42)
    p.shine(polygon([(-0.155, -0.205), (0.155, -0.205), (0.155, -0.025), (-0.155, -0.025)]), 0xBFD8EA)
    p.form([(-0.17, -0.01), (0.17, -0.01), (0.2, 0.04), (-0.2, 0.04)], 0x8A9098)


def _umbrella(p: _Pen) -> None:
    rgb = p.tone(0x2B2D38)
    p.line([(0.0, 0.1), (0.0, -0.75)], 0x3A332C, 0.016)
    p.form(
        [(-0.5, -0.62), (-0.36, -0.84), (0.0, -0.96), (0.36, -0.84), (0.5, -0.62), (0.25, -0.68), (0.0, -0.63), (-0.25, -0.68)],
        rgb,
    )


def _cane(p: _Pen) -> None:
    p.line([(0.06, -0.02), (0.02, -0.05), (-0.02, -0.01), (-0.02, 0.78)], p.tone(0x3F2A1C), 0.022)


def _bag(p: _Pen) -> None:
    rgb = p.tone(0x6B4A2E)
    p.line([(-0.06, 0.06), (-0.04, 0.0), (0.04, 0.0), (0.06, 0.06)], shade(rgb, -0.3), 0.014)
    p.box(-0.19, 0.06, 0.19, 0.31, rgb)
    p.line([(-0.19, 0.14), (0.19, 0.14)], shade(rgb, -0.35), 0.008)
    p.box(-0.02, 0.13, 0.02, 0.16, _GOLD)


def _purse(p: _Pen) -> None:
    rgb = p.tone(0x6B3A2E)
    p.form([(-0.05, 0.0), (0.05, 0.0), (0.065, 0.07), (0.0, 0.11), (-0.065, 0.07)], rgb, soft=True)
    p.line([(-0.035, 0.0), (0.035, 0.0)], _GOLD, 0.014)


def _money(p: _Pen) -> None:
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


def _coin(p: _Pen) -> None:
    p.oval(0.0, -0.04, 0.026, 0.026, p.tone(_GOLD))
    p.ink.line(ellipse(0.0, -0.04, 0.018, 0.018), shade(_GOLD, -0.3), 0.004)


def _case(p: _Pen) -> None:
    p.box(-0.06, -0.08, 0.06, 0.01, p.tone(_STEEL))
    p.line([(-0.06, -0.055), (0.06, -0.055)], shade(_STEEL, -0.4), 0.005)
    p.oval(0.0, -0.02, 0.014, 0.014, shade(_STEEL, 0.3))


def _hat(p: _Pen) -> None:
    rgb = p.tone(0x2E2A2C)
    p.form([(-0.08, -0.1), (0.08, -0.1), (0.09, 0.02), (-0.09, 0.02)], rgb)
    p.oval(0.0, 0.025, 0.16, 0.03, rgb)


def _fan(p: _Pen) -> None:
    rgb = p.tone(0xB9506B)
    spots = [(0.0, 0.02), *((0.19 * sin(a), -0.19 * cos(a)) for a in (-1.2, -0.8, -0.4, 0.0, 0.4, 0.8, 1.2))]
    p.form(spots, rgb, depth=0.4)
    for a in (-1.0, -0.6, -0.2, 0.2, 0.6, 1.0):
        p.line([(0.0, 0.02), (0.18 * sin(a), -0.18 * cos(a))], shade(rgb, -0.3), 0.005)


def _quill(p: _Pen) -> None:
    p.line([(-0.02, 0.05), (0.0, -0.02), (0.06, -0.22)], _PAPER, 0.008)
    p.form([(0.0, -0.06), (0.03, -0.2), (0.09, -0.27), (0.08, -0.16)], p.tone(0xE9E4D8), soft=True, depth=0.4)


def _pipe(p: _Pen) -> None:
    p.line([(-0.05, -0.03), (0.03, -0.02), (0.07, -0.05)], _LEATHER, 0.014)
    p.oval(0.08, -0.055, 0.022, 0.03, _WOOD)


def _cigarette(p: _Pen) -> None:
    p.line([(-0.01, -0.02), (0.055, -0.05)], 0xF4F1E8, 0.011)
    p.shine(ellipse(0.058, -0.051, 0.007, 0.007), 0xFF8A3A)


def _crown(p: _Pen) -> None:
    p.form([(-0.1, 0.0), (-0.11, -0.11), (-0.05, -0.05), (0.0, -0.13), (0.05, -0.05), (0.11, -0.11), (0.1, 0.0)], _GOLD)
    for x in (-0.05, 0.0, 0.05):
        p.oval(x, -0.02, 0.012, 0.012, 0xB23A42)


def _skull(p: _Pen) -> None:
    p.oval(0.0, -0.1, 0.075, 0.08, 0xE6DEC8)
    p.box(-0.04, -0.05, 0.04, 0.01, 0xE6DEC8)
    for x in (-0.028, 0.028):
        p.ink.fill(ellipse(x, -0.095, 0.02, 0.022), 0x2A2420, -0.3)
    for x in (-0.02, 0.0, 0.02):
        p.line([(x, -0.025), (x, 0.01)], 0x6A6252, 0.006)


def _mirror(p: _Pen) -> None:
    p.box(-0.013, -0.02, 0.013, 0.1, _GOLD)
    p.oval(0.0, -0.11, 0.075, 0.095, _GOLD)
    p.shine(ellipse(0.0, -0.11, 0.06, 0.08), 0xC9DCE4)


def _watch(p: _Pen) -> None:
    p.line([(0.0, -0.085), (0.02, -0.02), (-0.02, 0.06), (0.03, 0.14)], _GOLD, 0.007)
    p.oval(0.0, -0.11, 0.036, 0.036, _GOLD)
    p.shine(ellipse(0.0, -0.11, 0.028, 0.028), 0xF4EFDD)
    p.line([(0.0, -0.11), (0.0, -0.13)], _INK, 0.004)
    p.line([(0.0, -0.11), (0.014, -0.105)], _INK, 0.004)


def _photograph(p: _Pen) -> None:
    p.box(-0.075, -0.13, 0.075, 0.05, p.tone(0x5A4026))
    p.box(-0.062, -0.117, 0.062, 0.037, 0xD9C9A8, depth=0.2)
    p.oval(0.0, -0.06, 0.024, 0.028, 0xB98A66)
    p.form([(-0.045, 0.03), (-0.03, -0.02), (0.03, -0.02), (0.045, 0.03)], 0x4A4A52, soft=True)


def _cloth(p: _Pen) -> None:
    p.form(
        [(-0.05, -0.03), (0.05, -0.04), (0.07, 0.07), (0.02, 0.04), (0.0, 0.12), (-0.03, 0.05), (-0.07, 0.08)],
        p.tone(0xEDE9E0),
        depth=0.5,
    )


def _rope(p: _Pen) -> None:
    for i in range(3):
        p.ink.line(ellipse(0.0, 0.04 + 0.01 * i, 0.08 + 0.012 * i, 0.06 + 0.012 * i), 0xB79A62, 0.014)


def _parcel(p: _Pen) -> None:
    rgb = p.tone(0xA9824E)
    p.box(-0.1, -0.1, 0.1, 0.05, rgb)
    p.line([(0.0, -0.1), (0.0, 0.05)], shade(rgb, -0.45), 0.012)
    p.line([(-0.1, -0.03), (0.1, -0.03)], shade(rgb, -0.45), 0.012)


def _gift(p: _Pen) -> None:
    p.box(-0.09, -0.1, 0.09, 0.05, p.tone(0x3F6F8A))
    p.line([(0.0, -0.1), (0.0, 0.05)], 0xD9B24C, 0.024)
    for s in (-1, 1):
        p.form([(0.0, -0.1), (s * 0.05, -0.16), (s * 0.07, -0.11)], 0xD9B24C, soft=True)


def _chest(p: _Pen) -> None:
    p.box(-0.16, -0.1, 0.16, 0.08, p.tone(_WOOD))
    p.form([(-0.16, -0.1), (-0.13, -0.17), (0.13, -0.17), (0.16, -0.1)], shade(_WOOD, -0.1))
    p.box(-0.02, -0.11, 0.02, -0.05, _GOLD)


def _camera(p: _Pen) -> None:
    p.box(-0.075, -0.09, 0.075, 0.01, 0x2A2B2F)
    p.oval(0.0, -0.04, 0.034, 0.034, 0x4A4D54)
    p.oval(0.0, -0.04, 0.02, 0.02, 0x7FA3C0)


def _guitar(p: _Pen) -> None:
    p.line([(0.04, -0.1), (0.3, -0.42)], _WOOD, 0.036)
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
    p.ink.fill(ellipse(-0.03, 0.04, 0.04, 0.04), _INK, -0.3)


def _violin(p: _Pen) -> None:
    p.line([(0.03, -0.08), (0.16, -0.3)], _INK, 0.018)
    p.form(
        [(-0.1, 0.1), (-0.11, 0.02), (-0.05, 0.0), (-0.02, -0.09), (0.05, -0.07), (0.05, 0.02), (0.0, 0.05), (-0.02, 0.14)],
        0x9A4F22,
        soft=True,
    )


def _tool(p: _Pen) -> None:
    p.box(-0.014, -0.22, 0.014, 0.1, _WOOD)
    p.box(-0.07, -0.27, 0.07, -0.21, 0x55585E)


def _spade(p: _Pen) -> None:
    p.box(-0.014, -0.5, 0.014, 0.4, _WOOD)
    p.form([(-0.09, 0.38), (0.09, 0.38), (0.08, 0.58), (0.0, 0.66), (-0.08, 0.58)], 0x6A6E74)


def _broom(p: _Pen) -> None:
    p.box(-0.013, -0.7, 0.013, 0.4, _WOOD)
    p.form([(-0.04, 0.38), (0.04, 0.38), (0.13, 0.68), (-0.13, 0.68)], 0xC2A25A)


def _doll(p: _Pen) -> None:
    p.oval(0.0, -0.02, 0.07, 0.085, p.tone(0xA8774A))
    p.oval(0.0, -0.14, 0.058, 0.055, p.tone(0xA8774A))
    for s in (-1, 1):
        p.oval(s * 0.045, -0.185, 0.022, 0.022, p.tone(0x94673E))
        p.ink.dot(s * 0.02, -0.145, 0.008, _INK)


def _spectacles(p: _Pen) -> None:
    for s in (-1, 1):
        p.ink.line(ellipse(s * 0.034, -0.04, 0.026, 0.022), _INK, 0.006)
    p.line([(-0.008, -0.042), (0.008, -0.042)], _INK, 0.006)


def _ball(p: _Pen) -> None:
    p.oval(0.0, -0.06, 0.075, 0.075, p.tone(0xC9573C))


def _telescope(p: _Pen) -> None:
    for i, (x0, x1, r) in enumerate(((-0.12, 0.02, 0.024), (0.02, 0.13, 0.03), (0.13, 0.24, 0.037))):
        p.box(x0, -0.05 - r, x1, -0.05 + r, (_GOLD, _LEATHER, _GOLD)[i])


def _vial(p: _Pen) -> None:
    p.form([(-0.011, -0.12), (0.011, -0.12), (0.011, -0.08), (0.032, -0.02), (-0.032, -0.02), (-0.011, -0.08)], 0xCFE2E6)
    p.ink.fill(polygon([(-0.022, -0.045), (0.022, -0.045), (0.03, -0.022), (-0.03, -0.022)]), p.tone(0x6FA84A), 0.3)
    p.box(-0.014, -0.14, 0.014, -0.118, _WOOD)


def _handcuffs(p: _Pen) -> None:
    for x in (-0.05, 0.05):
        p.ink.line(ellipse(x, 0.0, 0.04, 0.04), _STEEL, 0.012)
    p.line([(-0.012, 0.0), (0.012, 0.0)], _STEEL, 0.01)


def _cross(p: _Pen) -> None:
    p.box(-0.013, -0.16, 0.013, 0.08, p.tone(_WOOD))
    p.box(-0.06, -0.1, 0.06, -0.074, p.tone(_WOOD))


def _bell(p: _Pen) -> None:
    p.form([(-0.014, -0.1), (0.014, -0.1), (0.03, -0.05), (0.055, 0.0), (-0.055, 0.0), (-0.03, -0.05)], _GOLD)
    p.oval(0.0, 0.008, 0.013, 0.013, shade(_GOLD, -0.4))


def _flag(p: _Pen) -> None:
    p.box(-0.012, -0.9, 0.012, 0.3, _WOOD)
    p.form([(0.012, -0.88), (0.3, -0.82), (0.55, -0.9), (0.55, -0.55), (0.3, -0.48), (0.012, -0.54)], p.tone(0x9C2A2A), depth=0.5)


def _microphone(p: _Pen) -> None:
    p.form([(-0.015, -0.06), (0.015, -0.06), (0.011, 0.1), (-0.011, 0.1)], 0x2A2B2F)
    p.oval(0.0, -0.085, 0.03, 0.034, 0x8A9098)


def _bird(p: _Pen) -> None:
    p.form(
        [(-0.1, -0.03), (-0.02, -0.09), (0.06, -0.08), (0.09, -0.05), (0.03, -0.01), (-0.04, 0.0)], p.tone(0x6E7F8C), soft=True
    )
    p.ink.dot(0.062, -0.066, 0.006, _INK)
    p.form([(0.085, -0.062), (0.115, -0.05), (0.085, -0.045)], 0xE0A04A)


_WORDS: tuple[tuple[str, str], ...] = (
    ("newspaper", "newspaper, newspapers, gazette, magazine, journal"), ("envelope", "envelope, telegram, invitation"),
    ("photograph", "photograph, photo, portrait, picture, painting, polaroid"), ("map", "map, scroll, chart, parchment, blueprint"),
    ("case", "cigarette case, card case, case, snuffbox, compact, locket, badge, card, ticket, passport"), ("cigarette", "cigarette, cigar, match"),
    ("book", "book, diary, notebook, bible, ledger, album, novel, manuscript, pamphlet, script"),
    ("letter", "letter, paper, note, document, contract, will, list, page, bill, receipt, form, file, bond, iou, deed, certificate, menu, card, papers"),
    ("tray", "tray, salver"), ("plate", "plate, dish, muffin, muffins, cake, pie, supper, breakfast"),
    ("food", "bread, sandwich, cucumber sandwich, burger, toast, food, cheese, macaroon, macaroons, biscuit, cookie, bun"), ("apple", "apple, orange, fruit, peach, egg, lemon"),
    ("basket", "basket, hamper"), ("tankard", "tankard, beer, ale, pint"), ("mug", "mug, coffee, cocoa"), ("cup", "cup, tea, teacup, chalice, goblet, saucer"),
    ("vial", "vial, poison, potion, phial, flask, medicine, pills, perfume"), ("bottle", "bottle, champagne, whisky, whiskey, rum, gin, jug, decanter"),
    ("glass", "glass, wine, drink, cocktail, martini, brandy"), ("spear", "spear, halberd, pike, partisan, lance, javelin, harpoon"), ("sword", "sword, rapier, sabre, saber, blade, katana, foil, lightsaber"),
    ("knife", "knife, dagger, daggers, razor, scissors, stiletto, scalpel"), ("rifle", "rifle, shotgun, musket"), ("gun", "gun, pistol, revolver, weapon, blaster"), ("bow", "bow, arrow, crossbow"),
    ("candle", "candle, candlestick, taper"), ("torch", "torch, brand, flame, flare"), ("lamp", "lamp, lantern, flashlight"), ("bouquet", "bouquet, bunch, flowers, roses, wreath"),
    ("flower", "flower, rose, lily, daisy, violet, tulip, twig, branch, herb, leaf"), ("key", "key, keys"), ("ring", "ring, wedding ring"),
    ("jewel", "necklace, jewel, jewels, pearls, pendant, diamond, bracelet, amulet, earrings"), ("receiver", "receiver, handset, telephone"), ("phone", "phone, mobile, smartphone, cell phone, remote, radio, walkie talkie"),
    ("laptop", "laptop, computer, tablet, screen, typewriter"), ("umbrella", "umbrella, parasol"), ("cane", "cane, stick, staff, crutch, wand, walking stick, pole, rod"), ("money", "money, cash, banknote, banknotes, notes, dollars, pounds, wallet"),
    ("purse", "purse, pouch"), ("bag", "bag, handbag, briefcase, suitcase, satchel, luggage, backpack, trunk, portmanteau, valise, rucksack"), ("coin", "coin, medal, medallion, penny, token"),
    ("crown", "crown, tiara, coronet"), ("hat", "hat, cap, bonnet, helmet, wig, gloves"), ("fan", "fan"), ("quill", "quill, pen, pencil, feather, brush, paintbrush, chalk"), ("pipe", "pipe"), ("skull", "skull, bone, head"), ("mirror", "mirror, looking glass"),
    ("watch", "watch, clock, compass, stopwatch, pocket watch"), ("cloth", "handkerchief, cloth, scarf, towel, rag, napkin, shawl, veil, blanket, coat, dress, shirt, ribbon, knitting, needle"), ("rope", "rope, chain, whip, string, cord"), ("gift", "gift, present, christmas tree"),
    ("chest", "chest, casket, coffer, treasure, jewellery box, jewelry box, strongbox"), ("camera", "camera"), ("violin", "violin, fiddle"), ("guitar", "guitar, lute, banjo, ukulele, mandolin, cello"), ("spade", "spade, shovel, rake, oar, paddle"), ("broom", "broom, mop"),
    ("tool", "hammer, axe, tool, wrench, spanner, saw, screwdriver, mallet, gavel"), ("doll", "doll, teddy, teddy bear, toy, puppet, baby, infant"), ("spectacles", "spectacles, glasses, monocle, lorgnette, goggles"), ("ball", "ball, orb, globe, crystal, snow globe, balloon"),
    ("telescope", "telescope, spyglass, binoculars"), ("handcuffs", "handcuffs, cuffs, shackles, manacles"), ("cross", "cross, crucifix, rosary"), ("bell", "bell"), ("flag", "flag, banner"), ("microphone", "microphone, mic"), ("bird", "bird, canary, parrot, dove, cat, kitten, mouse"),
)  # fmt: skip
PROPS: dict[str, Callable[[_Pen], None]] = {
    "apple": _apple, "bag": _bag, "ball": _ball, "basket": _basket, "bell": _bell, "bird": _bird, "book": _book, "bottle": _bottle, "bouquet": _bouquet, "bow": _bow, "broom": _broom, "camera": _camera, "candle": _candle, "cane": _cane, "case": _case, "chest": _chest,
    "cigarette": _cigarette, "cloth": _cloth, "coin": _coin, "cross": _cross, "crown": _crown, "cup": _cup, "doll": _doll, "envelope": _envelope, "fan": _fan, "flag": _flag, "flower": _flower, "food": _food, "gift": _gift, "glass": _glass, "guitar": _guitar, "gun": _gun,
    "handcuffs": _handcuffs, "hat": _hat, "jewel": _jewel, "key": _key, "knife": _knife, "lamp": _lamp, "laptop": _laptop, "letter": _letter, "map": _map, "microphone": _microphone, "mirror": _mirror, "money": _money, "mug": _mug, "newspaper": _newspaper, "parcel": _parcel,
    "phone": _phone, "photograph": _photograph, "pipe": _pipe, "plate": _plate, "purse": _purse, "quill": _quill, "receiver": _receiver, "rifle": _rifle, "ring": _ring, "rope": _rope, "skull": _skull, "spade": _spade, "spear": _spear, "spectacles": _spectacles, "sword": _sword,
    "tankard": _tankard, "telescope": _telescope, "tool": _tool, "torch": _torch, "tray": _tray, "umbrella": _umbrella, "vial": _vial, "violin": _violin, "watch": _watch,
}  # fmt: skip
