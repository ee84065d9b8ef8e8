"""What hangs on walls or opens in them: windows, doors, pictures, shelves, curtains, lights. Drawn flat, in metres on the wall.

Here x runs along the wall to the right and y downwards from the floor line, so that heights are negative.
"""

from __future__ import annotations

from collections.abc import Callable
from math import cos, pi, sin
from typing import Any

from storyreel.tools.generators.previz.chance import number, pick, wave
from storyreel.tools.generators.previz.ink import Ink
from storyreel.tools.generators.previz.layout import Decor, Layout
from storyreel.tools.generators.previz.library import skia
from storyreel.tools.generators.previz.shapes import curve, ellipse, polygon, smooth
from storyreel.tools.generators.previz.words import shade

__all__ = ["ALIVE", "DECOR", "Sheet", "draw_decor"]

ALIVE = frozenset(("banner", "lights", "sconce", "torch", "viewport"))
"""What moves or flickers by itself and is drawn anew for every frame."""


class Sheet:
    """A piece of wall to draw on: corners in metres, colours under the wall's own light."""

    def __init__(self, ink: Ink, one: Decor, layout: Layout, level: float, salt: str, t_s: float) -> None:
        self.ink, self.one, self.layout, self.level, self.salt, self.t_s = ink, one, layout, level, salt, t_s
        self.x0, self.x1 = one.along - one.width / 2, one.along + one.width / 2
        self.y1, self.y0 = -one.up, -one.up - one.height
        self.w, self.h = one.width, one.height

    def rect(self, x0: float, y0: float, x1: float, y1: float, rgb: int, level: float = 0.0, alpha: float = 1.0) -> None:
        """A filled rectangle by its corners."""
        self.ink.canvas.drawRect(skia.Rect(x0, y0, x1, y1), self.ink.paint(self.ink.colour(rgb, self.level + level, alpha)))

    def shine(self, x0: float, y0: float, x1: float, y1: float, rgb: int, alpha: float = 1.0) -> None:
        """A rectangle that gives its own light."""
        self.ink.canvas.drawRect(skia.Rect(x0, y0, x1, y1), self.ink.paint(self.ink.bare(rgb, alpha)))

    def fill(self, path: Any, rgb: int, level: float = 0.0, alpha: float = 1.0) -> None:
        """A filled path."""
        self.ink.fill(path, rgb, self.level + level, alpha)

    def line(self, path: Any, rgb: int, width: float, level: float = 0.0) -> None:
        """A stroked path; width in metres."""
        paint = skia.Paint(
            Color=self.ink.colour(rgb, self.level + level), AntiAlias=True, Style=skia.Paint.kStroke_Style, StrokeWidth=width
        )
        self.ink.canvas.drawPath(path, paint)

    def frame(self, width: float, rgb: int, level: float = 0.1) -> None:
        """A frame round the piece, outside it."""
        w = width
        self.rect(self.x0 - w, self.y0 - w, self.x1 + w, self.y1 + w, rgb, level)
        self.rect(self.x0 - w, self.y1 + w * 0.6, self.x1 + w, self.y1 + w, shade(rgb, -0.3), level)


def draw_decor(ink: Ink, one: Decor, layout: Layout, level: float, salt: str, t_s: float) -> None:
    """Draw one piece of decor on the wall's plane, which is set up by the caller."""
    kind, _, what = one.kind.partition(" ")
    sheet = Sheet(ink, one, layout, level, salt, t_s)
    DECOR.get(kind, _picture)(sheet, what)


def _sky(sheet: Sheet, x0: float, y0: float, x1: float, y1: float) -> None:
    """What is seen through a window."""
    ink, light = sheet.ink, sheet.ink.light
    colours = [ink.bare(light.sky[1]), ink.bare(light.sky[2])]
    shader = skia.GradientShader.MakeLinear([(0, y0), (0, y1)], colours)
    ink.canvas.drawRect(skia.Rect(x0, y0, x1, y1), skia.Paint(Shader=shader, Dither=True, AntiAlias=True))
    far = light.sky[2]
    tone = shade(far, -0.35) if not light.stars else 0x0C1220
    spots = [(x0, y1)]
    for i in range(9):
        spots.append((x0 + (x1 - x0) * i / 8, y1 - (y1 - y0) * (0.16 + 0.16 * number(sheet.salt, "hill", i))))
    spots.append((x1, y1))
    ink.canvas.drawPath(polygon(spots), ink.paint(ink.bare(tone)))
    if light.stars:
        for i in range(5):
            x, y = x0 + (x1 - x0) * number(sheet.salt, i), y0 + (y1 - y0) * 0.55 * number(sheet.salt, i, "y")
            ink.canvas.drawCircle(x, y, 0.009, ink.paint(ink.bare(0xE8EEFF, 0.8)))


def _panes(sheet: Sheet, columns: int, rows: int, bar: int) -> None:
    x0, y0, x1, y1 = sheet.x0, sheet.y0, sheet.x1, sheet.y1
    for i in range(1, columns):
        x = x0 + (x1 - x0) * i / columns
        sheet.rect(x - 0.02, y0, x + 0.02, y1, bar, -0.1)
    for i in range(1, rows):
        y = y0 + (y1 - y0) * i / rows
        sheet.rect(x0, y - 0.02, x1, y + 0.02, bar, -0.1)


def _window(sheet: Sheet, what: str) -> None:
    trim = sheet.layout.trim
    sheet.frame(0.09, trim)
    _sky(sheet, sheet.x0, sheet.y0, sheet.x1, sheet.y1)
    _panes(sheet, 2, 3 if sheet.h > 1.2 else 2, trim)
    sheet.rect(sheet.x0 - 0.14, sheet.y1 + 0.05, sheet.x1 + 0.14, sheet.y1 + 0.12, trim, 0.25)
    if sheet.layout.kind in ("drawingroom", "bedroom", "livingroom", "plain", "hospital", "library"):
        _curtains(sheet)
    _spill(sheet)


def _curtains(sheet: Sheet) -> None:
    rgb = sheet.layout.accent
    low = min(-0.06, sheet.y1 + 0.75)
    for side in (-1, 1):
        edge = sheet.x0 - 0.16 if side < 0 else sheet.x1 + 0.16
        inner = edge - side * min(0.42, sheet.w * 0.32)
        drape = [
            (edge, sheet.y0 - 0.2),
            (inner, sheet.y0 - 0.2),
            (inner + side * 0.02, (sheet.y0 + low) * 0.5),
            (edge - side * 0.16, low - 0.35 if low < -0.4 else low),
            (edge - side * 0.3, low),
            (edge + side * 0.05, low),
        ]
        sheet.fill(polygon(drape), rgb, -0.05)
        for k in (0.22, 0.5, 0.78):
            x = edge + (inner - edge) * k
            sheet.line(
                curve([(x, sheet.y0 - 0.2), (x + side * 0.01, (sheet.y0 + low) / 2), (edge - side * 0.26 * k, low)]),
                shade(rgb, -0.35),
                0.025,
                -0.2,
            )
    sheet.rect(sheet.x0 - 0.3, sheet.y0 - 0.26, sheet.x1 + 0.3, sheet.y0 - 0.2, 0x5A4632, 0.1)


def _spill(sheet: Sheet) -> None:
    """Light that comes through glows round the opening."""
    light, ink = sheet.ink.light, sheet.ink
    if ink.style.shading == "flat":
        return
    strength = 0.1 if light.stars else 0.32
    ink.glow(sheet.one.along, (sheet.y0 + sheet.y1) / 2, max(sheet.w, sheet.h) * 1.15, light.glow, strength)


def _shopwindow(sheet: Sheet, what: str) -> None:
    sheet.frame(0.08, sheet.layout.trim if sheet.layout.kind != "bar" else 0x5A4632)
    _sky(sheet, sheet.x0, sheet.y0, sheet.x1, sheet.y1)
    ink, tone = sheet.ink, shade(sheet.ink.light.sky[2], -0.5)
    for i in range(5):
        x = sheet.x0 + sheet.w * i / 5
        top = sheet.y1 - sheet.h * (0.35 + 0.35 * number(sheet.salt, "house", i))
        ink.canvas.drawRect(skia.Rect(x, top, x + sheet.w / 5, sheet.y1), ink.paint(ink.bare(shade(tone, 0.08 * (i % 3)))))
    _panes(sheet, 3, 1, sheet.layout.trim)
    sheet.fill(
        polygon(
            [
                (sheet.x0 + sheet.w * 0.1, sheet.y0),
                (sheet.x0 + sheet.w * 0.3, sheet.y0),
                (sheet.x0 + sheet.w * 0.12, sheet.y1),
                (sheet.x0 - 0, sheet.y1),
            ]
        ),
        0xFFFFFF,
        0.3,
        0.12,
    )
    _spill(sheet)


def _blinds(sheet: Sheet, what: str) -> None:
    sheet.frame(0.06, sheet.layout.trim)
    _sky(sheet, sheet.x0, sheet.y0, sheet.x1, sheet.y1)
    slats = int(sheet.h / 0.075)
    for i in range(slats):
        y = sheet.y0 + 0.075 * i
        sheet.rect(sheet.x0, y, sheet.x1, y + 0.042, 0xDAD6CB, 0.1 if i % 2 else 0.0)
    _spill(sheet)


def _barred(sheet: Sheet, what: str) -> None:
    sheet.frame(0.1, shade(sheet.layout.wall, -0.3))
    _sky(sheet, sheet.x0, sheet.y0, sheet.x1, sheet.y1)
    for i in range(5):
        x = sheet.x0 + sheet.w * (i + 0.5) / 5
        sheet.rect(x - 0.025, sheet.y0, x + 0.025, sheet.y1, 0x2B2A2C, 0.0)
    _spill(sheet)


def _lancet(sheet: Sheet, what: str) -> None:
    path = _arched(sheet.x0, sheet.y0, sheet.x1, sheet.y1)
    sheet.fill(_arched(sheet.x0 - 0.14, sheet.y0 - 0.14, sheet.x1 + 0.14, sheet.y1 + 0.06), shade(sheet.layout.trim, -0.06), 0.1)
    with sheet.ink.inside(path):
        _sky(sheet, sheet.x0, sheet.y0, sheet.x1, sheet.y1)
        _panes(sheet, 2, 6, 0x3A352F)
    _spill(sheet)


def _arched(x0: float, y0: float, x1: float, y1: float) -> Any:
    half = (x1 - x0) / 2
    path = skia.Path()
    path.moveTo(x0, y1)
    path.lineTo(x0, y0 + half * 1.3)
    path.quadTo(x0, y0 + half * 0.35, x0 + half, y0)
    path.quadTo(x1, y0 + half * 0.35, x1, y0 + half * 1.3)
    path.lineTo(x1, y1)
    path.close()
    return path


def _stained(sheet: Sheet, what: str) -> None:
    sheet.fill(_arched(sheet.x0 - 0.16, sheet.y0 - 0.16, sheet.x1 + 0.16, sheet.y1 + 0.06), shade(sheet.layout.trim, -0.1), 0.05)
    night = sheet.ink.light.stars
    colours = (0xB0413E, 0x3E63A8, 0xD6A93C, 0x3F8A5E, 0x7A4C9C, 0xD98C4A)
    with sheet.ink.inside(_arched(sheet.x0, sheet.y0, sheet.x1, sheet.y1)):
        columns, rows = 4, max(4, round(sheet.h / 0.34))
        for i in range(columns):
            for j in range(rows):
                rgb = pick(colours, sheet.salt, i if i < 2 else 3 - i, j)
                rgb = shade(rgb, -0.5 if night else 0.12 + 0.2 * number(sheet.salt, i, j))
                x, y = sheet.x0 + sheet.w * i / columns, sheet.y0 + sheet.h * j / rows
                sheet.shine(x + 0.01, y + 0.01, x + sheet.w / columns - 0.01, y + sheet.h / rows - 0.01, rgb)
        sheet.line(ellipse(sheet.one.along, sheet.y0 + sheet.h * 0.3, sheet.w * 0.3, sheet.w * 0.3), 0x2A2622, 0.03)
        sheet.rect(sheet.one.along - 0.02, sheet.y0, sheet.one.along + 0.02, sheet.y1, 0x2A2622)
    _spill(sheet)


def _door(sheet: Sheet, what: str) -> None:
    trim = sheet.layout.trim
    sheet.rect(sheet.x0 - 0.12, sheet.y0 - 0.14, sheet.x1 + 0.12, 0, trim, 0.1)
    rgb = pick((0x6B4A32, 0x7B5A3E, 0x54504A, 0x5B3B2E), sheet.salt) if sheet.layout.dado != "tiles" else 0xC9CEC9
    sheet.rect(sheet.x0, sheet.y0, sheet.x1, 0, rgb, -0.05)
    for top, low in ((0.07, 0.44), (0.5, 0.93)):
        for a, b in ((0.1, 0.46), (0.54, 0.9)):
            box = (sheet.x0 + sheet.w * a, sheet.y0 + sheet.h * top, sheet.x0 + sheet.w * b, sheet.y0 + sheet.h * low)
            sheet.rect(*box, shade(rgb, -0.25), -0.1)
            sheet.rect(box[0] + 0.025, box[1] + 0.025, box[2] - 0.025, box[3] - 0.025, shade(rgb, 0.08), 0.0)
    sheet.fill(ellipse(sheet.x1 - 0.09, -1.02, 0.035, 0.035), 0xC9A13B, 0.4)


def _plankdoor(sheet: Sheet, what: str) -> None:
    rgb = 0x5B4128
    sheet.rect(sheet.x0 - 0.1, sheet.y0 - 0.12, sheet.x1 + 0.1, 0, shade(rgb, -0.3), 0.0)
    for i in range(5):
        x = sheet.x0 + sheet.w * i / 5
        sheet.rect(x + 0.008, sheet.y0, x + sheet.w / 5 - 0.008, 0, shade(rgb, 0.1 * (i % 3) - 0.05), 0.05)
    for k in (0.18, 0.78):
        sheet.rect(sheet.x0 + 0.05, sheet.y0 + sheet.h * k, sheet.x1 - 0.05, sheet.y0 + sheet.h * k + 0.1, 0x2B2724, 0.0)
    sheet.fill(ellipse(sheet.x1 - 0.1, -0.95, 0.04, 0.04), 0x2B2724, 0.2)


def _irondoor(sheet: Sheet, what: str) -> None:
    sheet.rect(sheet.x0 - 0.12, sheet.y0 - 0.14, sheet.x1 + 0.12, 0, shade(sheet.layout.wall, -0.35))
    sheet.rect(sheet.x0, sheet.y0, sheet.x1, 0, 0x454A4E, -0.05)
    for i in range(4):
        for j in range(7):
            sheet.fill(ellipse(sheet.x0 + sheet.w * (i + 0.5) / 4, sheet.y0 + sheet.h * (j + 0.5) / 7, 0.02, 0.02), 0x6A7076, 0.2)
    sheet.rect(sheet.x0 + 0.3, sheet.y0 + 0.35, sheet.x1 - 0.3, sheet.y0 + 0.6, 0x15161A)


def _hatch(sheet: Sheet, what: str) -> None:
    sheet.rect(sheet.x0 - 0.14, sheet.y0 - 0.14, sheet.x1 + 0.14, 0, shade(sheet.layout.wall, -0.4))
    sheet.rect(sheet.x0, sheet.y0, sheet.x1, 0, shade(sheet.layout.trim, -0.1), 0.0)
    sheet.rect(sheet.one.along - 0.012, sheet.y0, sheet.one.along + 0.012, 0, 0x1B2026)
    sheet.shine(sheet.x0 + 0.1, sheet.y0 + 0.2, sheet.x1 - 0.1, sheet.y0 + 0.25, sheet.layout.accent)


def _arch(sheet: Sheet, what: str) -> None:
    sheet.fill(_arched(sheet.x0 - 0.22, sheet.y0 - 0.22, sheet.x1 + 0.22, 0), shade(sheet.layout.trim, 0.02), 0.1)
    sheet.fill(_arched(sheet.x0, sheet.y0, sheet.x1, 0), shade(sheet.layout.wall, -0.72), -0.4)


def _picture(sheet: Sheet, what: str) -> None:
    gold = pick((0xA8843C, 0x5A4026, 0x2B2622), sheet.salt, "frame")
    sheet.rect(sheet.x0 - 0.07, sheet.y0 - 0.04, sheet.x1 + 0.1, sheet.y1 + 0.12, 0x0C0A0A, -0.3, 0.25)
    sheet.frame(0.065, gold, 0.15)
    hue = pick((0x7E93A0, 0xB39A72, 0x6E7F63, 0x94785E), sheet.salt, "sky")
    sheet.rect(sheet.x0, sheet.y0, sheet.x1, sheet.y1, hue, 0.0)
    if what == "portrait":
        x, y = sheet.one.along, sheet.y0 + sheet.h * 0.4
        sheet.rect(sheet.x0, sheet.y0, sheet.x1, sheet.y1, 0x4A3A30, -0.1)
        sheet.fill(
            smooth(
                [
                    (x - sheet.w * 0.34, sheet.y1),
                    (x - sheet.w * 0.3, y + sheet.h * 0.24),
                    (x, y + sheet.h * 0.12),
                    (x + sheet.w * 0.3, y + sheet.h * 0.24),
                    (x + sheet.w * 0.34, sheet.y1),
                ]
            ),
            pick((0x5A2A2E, 0x2C3A52, 0x2A2A2A), sheet.salt, "coat"),
            0.0,
        )
        sheet.fill(ellipse(x, y, sheet.w * 0.14, sheet.h * 0.15), 0xD7A983, 0.1)
        sheet.fill(ellipse(x, y - sheet.h * 0.1, sheet.w * 0.15, sheet.h * 0.08), 0x4A3326, 0.0)
    else:
        low = sheet.y0 + sheet.h * 0.58
        sheet.rect(sheet.x0, low, sheet.x1, sheet.y1, 0x3F6A80 if what == "sea" else 0x5F7146, 0.0)
        hill = [(sheet.x0, low + 0.02), (sheet.x0 + sheet.w * 0.3, low - sheet.h * 0.2), (sheet.x0 + sheet.w * 0.62, low + 0.02)]
        sheet.fill(smooth([*hill, (sheet.x0 + sheet.w * 0.3, low + 0.05)]), 0x55684F if what != "sea" else 0xE9E2D0, 0.0)
        sheet.fill(ellipse(sheet.x1 - sheet.w * 0.25, sheet.y0 + sheet.h * 0.26, sheet.h * 0.08, sheet.h * 0.08), 0xF0DFAE, 0.3)


def _landscape(sheet: Sheet, what: str) -> None:
    _picture(sheet, "landscape")


def _mirror(sheet: Sheet, what: str) -> None:
    sheet.frame(0.07, 0xA8843C, 0.2)
    ink = sheet.ink
    tone = ink.colour(shade(sheet.layout.wall, 0.3), sheet.level + 0.1)
    dark = ink.colour(shade(sheet.layout.wall, -0.12), sheet.level)
    shader = skia.GradientShader.MakeLinear([(sheet.x0, sheet.y0), (sheet.x1, sheet.y1)], [tone, dark, tone], [0.0, 0.6, 1.0])
    ink.canvas.drawRect(skia.Rect(sheet.x0, sheet.y0, sheet.x1, sheet.y1), skia.Paint(Shader=shader, Dither=True, AntiAlias=True))
    sheet.fill(
        polygon(
            [
                (sheet.x0 + sheet.w * 0.15, sheet.y1),
                (sheet.x0 + sheet.w * 0.5, sheet.y0),
                (sheet.x0 + sheet.w * 0.62, sheet.y0),
                (sheet.x0 + sheet.w * 0.3, sheet.y1),
            ]
        ),
        0xFFFFFF,
        0.3,
        0.16,
    )


_BOOKS = (0x7A2E2B, 0x2F4F42, 0x37466B, 0x8A6A32, 0x54382B, 0x6B2F4A, 0x3A3A3E, 0x9A8A62)


def _bookcase(sheet: Sheet, what: str) -> None:
    wood = 0x5E4129 if sheet.layout.kind != "library" else shade(sheet.layout.trim, -0.25)
    sheet.rect(sheet.x0 - 0.06, sheet.y0 - 0.1, sheet.x1 + 0.06, sheet.y1, wood, 0.05)
    shelves = max(2, round(sheet.h / 0.36))
    for i in range(shelves):
        y0, y1 = sheet.y0 + sheet.h * i / shelves, sheet.y0 + sheet.h * (i + 1) / shelves
        sheet.rect(sheet.x0, y0 + 0.03, sheet.x1, y1, shade(wood, -0.55), -0.25)
        x, k = sheet.x0 + 0.02, 0
        while x < sheet.x1 - 0.05:
            wide = 0.045 + 0.05 * number(sheet.salt, i, k)
            if number(sheet.salt, i, k, "gap") < 0.9:
                high = (y1 - y0 - 0.05) * (0.72 + 0.26 * number(sheet.salt, i, k, "h"))
                sheet.rect(x, y1 - high, min(sheet.x1, x + wide - 0.008), y1, pick(_BOOKS, sheet.salt, i, k, "c"), -0.02)
            x += wide
            k += 1
        sheet.rect(sheet.x0 - 0.02, y1 - 0.012, sheet.x1 + 0.02, y1 + 0.018, wood, 0.2)


def _shelves(sheet: Sheet, what: str) -> None:
    for i in range(3):
        y = sheet.y0 + sheet.h * (i + 1) / 3
        x, k = sheet.x0 + 0.06, 0
        while x < sheet.x1 - 0.14:
            kind = number(sheet.salt, i, k)
            rgb = pick((0xC9B28A, 0x7C8FA0, 0xB5694C, 0x6F8160, 0xE2DCCB), sheet.salt, i, k)
            if kind < 0.5:
                sheet.rect(x, y - 0.08 - 0.16 * number(sheet.salt, i, k, "h"), x + 0.09, y, rgb, 0.0)
            elif kind < 0.85:
                sheet.fill(ellipse(x + 0.06, y - 0.07, 0.06, 0.07), rgb, 0.1)
            x += 0.16
            k += 1
        sheet.rect(sheet.x0, y, sheet.x1, y + 0.035, 0x6E4F34, 0.2)
        sheet.rect(sheet.x0, y + 0.035, sheet.x1, y + 0.09, 0x0C0A0A, -0.3, 0.22)


def _bottles(sheet: Sheet, what: str) -> None:
    sheet.rect(sheet.x0 - 0.08, sheet.y0 - 0.1, sheet.x1 + 0.08, sheet.y1 + 0.06, 0x4A3424, 0.1)
    for i in range(3):
        y = sheet.y0 + sheet.h * (i + 1) / 3
        sheet.rect(sheet.x0, y - sheet.h / 3 + 0.03, sheet.x1, y, 0x2A1C14, -0.1)
        sheet.shine(sheet.x0, y - sheet.h / 3 + 0.03, sheet.x1, y - sheet.h / 3 + 0.12, 0xF2B35E, 0.22)
        x, k = sheet.x0 + 0.06, 0
        while x < sheet.x1 - 0.08:
            high = 0.2 + 0.1 * number(sheet.salt, i, k)
            rgb = pick((0x3F6B3C, 0x8A4A22, 0xB98A3A, 0x5A2A2A, 0x7FA3A8, 0xC9C2AE), sheet.salt, i, k, "c")
            sheet.rect(x, y - high * 0.68, x + 0.075, y, rgb, 0.15)
            sheet.rect(x + 0.025, y - high, x + 0.05, y - high * 0.66, rgb, 0.15)
            sheet.rect(x + 0.012, y - high * 0.6, x + 0.024, y - 0.02, 0xFFFFFF, 0.5, 0.35)
            x += 0.115
            k += 1
        sheet.rect(sheet.x0, y, sheet.x1, y + 0.03, 0x7A5636, 0.25)


def _goods(sheet: Sheet, what: str) -> None:
    sheet.rect(sheet.x0 - 0.06, sheet.y0 - 0.06, sheet.x1 + 0.06, sheet.y1, 0x6E5236, 0.0)
    for i in range(4):
        y = sheet.y0 + sheet.h * (i + 1) / 4
        sheet.rect(sheet.x0, y - sheet.h / 4 + 0.04, sheet.x1, y, 0x3A2A1C, -0.15)
        x, k = sheet.x0 + 0.04, 0
        while x < sheet.x1 - 0.16:
            rgb = pick((0xB5503C, 0xD9A441, 0x4F7B62, 0x4A6A93, 0xE2D8BF, 0x8A5A7A), sheet.salt, i, k)
            high = 0.14 + 0.22 * number(sheet.salt, i, k, "h")
            sheet.rect(x, y - high, x + 0.15, y, rgb, 0.05)
            sheet.rect(x + 0.02, y - high * 0.7, x + 0.13, y - high * 0.4, shade(rgb, 0.5), 0.05)
            x += 0.19
            k += 1
        sheet.rect(sheet.x0, y, sheet.x1, y + 0.04, 0x8A6846, 0.2)


def _cupboards(sheet: Sheet, what: str) -> None:
    rgb, n = sheet.layout.accent if sheet.layout.kind == "kitchen" else 0xDCE2DE, max(2, round(sheet.w / 0.5))
    sheet.rect(sheet.x0 - 0.02, sheet.y1, sheet.x1 + 0.02, sheet.y1 + 0.16, 0x0B0A0A, -0.3, 0.2)
    for i in range(n):
        x = sheet.x0 + sheet.w * i / n
        sheet.rect(x, sheet.y0, x + sheet.w / n - 0.02, sheet.y1, rgb, 0.05)
        sheet.rect(x + 0.07, sheet.y0 + 0.08, x + sheet.w / n - 0.09, sheet.y1 - 0.08, shade(rgb, -0.14), 0.0)
        sheet.fill(ellipse(x + sheet.w / n - 0.06, sheet.y1 - 0.1, 0.018, 0.018), 0xD9CFB4, 0.4)


def _pans(sheet: Sheet, what: str) -> None:
    sheet.rect(sheet.x0, sheet.y0, sheet.x1, sheet.y0 + 0.03, 0x3A3632, 0.1)
    for i in range(4):
        x, r = sheet.x0 + sheet.w * (i + 0.5) / 4, 0.09 + 0.03 * (i % 2)
        sheet.rect(x - 0.012, sheet.y0 + 0.02, x + 0.012, sheet.y0 + 0.2, 0x2B2724)
        sheet.fill(ellipse(x, sheet.y0 + 0.2 + r, r, r), 0xA8683C if i % 2 else 0x55565A, 0.2)


def _clock(sheet: Sheet, what: str) -> None:
    x, y, r = sheet.one.along, (sheet.y0 + sheet.y1) / 2, sheet.w / 2
    sheet.fill(ellipse(x, y, r, r), 0x3A2C22, 0.1)
    sheet.fill(ellipse(x, y, r * 0.86, r * 0.86), 0xEFE9DA, 0.2)
    for i in range(12):
        a = i * pi / 6
        sheet.line(
            curve([(x + r * 0.7 * sin(a), y - r * 0.7 * cos(a)), (x + r * 0.8 * sin(a), y - r * 0.8 * cos(a))]), 0x23201D, 0.012
        )
    hour = 6.28 * number(sheet.salt, "hour")
    for turn, long in ((hour, 0.45), (hour * 12 % 6.28, 0.68)):
        sheet.line(curve([(x, y), (x + r * long * sin(turn), y - r * long * cos(turn))]), 0x23201D, 0.018)


def _lamp_glow(sheet: Sheet, x: float, y: float, reach: float, rgb: int = 0xFFC473) -> None:
    if sheet.ink.light.lamps:
        beat = 0.9 + 0.1 * wave(sheet.t_s, sheet.salt, "flicker", hz=1.6)
        sheet.ink.glow(x, y, reach, rgb, 0.62 * beat)


def _sconce(sheet: Sheet, what: str) -> None:
    x = sheet.one.along
    sheet.rect(x - 0.03, sheet.y0 + 0.15, x + 0.03, sheet.y1, 0xA8843C, 0.2)
    lit = sheet.ink.light.lamps
    shape = polygon([(x - 0.07, sheet.y0 + 0.2), (x + 0.07, sheet.y0 + 0.2), (x + 0.11, sheet.y0), (x - 0.11, sheet.y0)])
    if lit:
        sheet.ink.canvas.drawPath(shape, sheet.ink.paint(sheet.ink.bare(0xFFE0A3)))
    else:
        sheet.fill(shape, 0xE9DDC4, 0.2)
    _lamp_glow(sheet, x, sheet.y0 + 0.1, 1.25)


def _torch(sheet: Sheet, what: str) -> None:
    x, y = sheet.one.along, sheet.y0 + 0.14
    sheet.rect(x - 0.03, y, x + 0.03, sheet.y1, 0x4A3422, 0.1)
    sheet.rect(x - 0.07, y, x + 0.07, y + 0.06, 0x2B2724, 0.0)
    dark = sheet.ink.light.lamps or sheet.layout.dado == "stone"
    if dark:
        flick = wave(sheet.t_s, sheet.salt, "flame", hz=2.4)
        flame = [
            (x - 0.07, y),
            (x - 0.05 + 0.02 * flick, y - 0.14),
            (x + 0.02 * flick, y - 0.3 - 0.05 * flick),
            (x + 0.05, y - 0.13),
            (x + 0.07, y),
        ]
        sheet.ink.canvas.drawPath(smooth(flame), sheet.ink.paint(sheet.ink.bare(0xFF9A3A)))
        sheet.ink.canvas.drawPath(
            smooth([(px * 0.5 + x * 0.5, py * 0.6 + y * 0.4) for px, py in flame]), sheet.ink.paint(sheet.ink.bare(0xFFE9A8))
        )
        sheet.ink.glow(x, y - 0.1, 1.9, 0xFF9A45, (0.6 if sheet.ink.light.lamps else 0.28) * (0.92 + 0.08 * flick))


def _board(sheet: Sheet, what: str) -> None:
    sheet.frame(0.04, 0x6E5236, 0.1)
    sheet.rect(sheet.x0, sheet.y0, sheet.x1, sheet.y1, 0xB39468 if sheet.layout.kind != "office" else 0xE9EAE6, 0.05)
    for i in range(7):
        x, y = (
            sheet.x0 + sheet.w * (0.06 + 0.8 * number(sheet.salt, i)),
            sheet.y0 + sheet.h * (0.08 + 0.6 * number(sheet.salt, i, "y")),
        )
        sheet.rect(
            x, y, x + sheet.w * 0.13, y + sheet.h * 0.2, pick((0xF2EEE2, 0xF0DD9A, 0xBFD6DE, 0xE6B7AE), sheet.salt, i, "c"), 0.1
        )


def _blackboard(sheet: Sheet, what: str) -> None:
    sheet.frame(0.07, 0x7A5636, 0.1)
    sheet.rect(sheet.x0, sheet.y0, sheet.x1, sheet.y1, 0x2B4238, 0.0)
    for i in range(5):
        y = sheet.y0 + sheet.h * (0.16 + 0.15 * i)
        end = sheet.x0 + sheet.w * (0.3 + 0.5 * number(sheet.salt, i))
        x = sheet.x0 + sheet.w * 0.08
        while x < end:
            wide = 0.05 + 0.1 * number(sheet.salt, i, round(x, 2))
            sheet.line(curve([(x, y), (x + wide / 2, y - 0.025), (x + wide, y + 0.005)]), 0xDDE2DC, 0.012, 0.1)
            x += wide + 0.05
    sheet.rect(sheet.x0, sheet.y1 + 0.06, sheet.x1, sheet.y1 + 0.1, 0x7A5636, 0.2)


def _poster(sheet: Sheet, what: str) -> None:
    sheet.rect(sheet.x0, sheet.y0, sheet.x1, sheet.y1, 0xE9E1CC, 0.05)
    rgb = pick((0xB5503C, 0x3F6B8A, 0x5F7F4B, 0xC9983A), sheet.salt)
    sheet.fill(ellipse(sheet.one.along, sheet.y0 + sheet.h * 0.42, sheet.w * 0.3, sheet.w * 0.3), rgb, 0.0)
    for i in range(3):
        sheet.rect(
            sheet.x0 + sheet.w * 0.15,
            sheet.y1 - sheet.h * (0.1 + 0.08 * i),
            sheet.x1 - sheet.w * (0.15 + 0.1 * i),
            sheet.y1 - sheet.h * (0.07 + 0.08 * i),
            0x4A443C,
        )


def _menu(sheet: Sheet, what: str) -> None:
    _blackboard(sheet, what)


def _banner(sheet: Sheet, what: str) -> None:
    rgb, x = sheet.layout.accent, sheet.one.along
    sway = 0.03 * wave(sheet.t_s, sheet.salt, "banner", hz=0.2)
    sheet.fill(
        polygon(
            [
                (sheet.x0, sheet.y0),
                (sheet.x1, sheet.y0),
                (sheet.x1 + sway, sheet.y1 - 0.2),
                (x + sway, sheet.y1),
                (sheet.x0 + sway, sheet.y1 - 0.2),
            ]
        ),
        rgb,
        0.05,
    )
    sheet.rect(sheet.x0 - 0.06, sheet.y0 - 0.06, sheet.x1 + 0.06, sheet.y0, 0x8A6A32, 0.2)
    sheet.fill(
        polygon(
            [
                (x, sheet.y0 + 0.5),
                (x + sheet.w * 0.28, sheet.y0 + 0.85),
                (x, sheet.y0 + 1.2),
                (x - sheet.w * 0.28, sheet.y0 + 0.85),
            ]
        ),
        0xC9A13B,
        0.15,
    )
    for k in (0.3, 0.7):
        sheet.line(
            curve([(sheet.x0 + sheet.w * k, sheet.y0), (sheet.x0 + sheet.w * k + sway, sheet.y1 - 0.3)]),
            shade(rgb, -0.3),
            0.03,
            -0.1,
        )


def _tapestry(sheet: Sheet, what: str) -> None:
    sheet.rect(sheet.x0, sheet.y0, sheet.x1, sheet.y1, shade(sheet.layout.accent, -0.2), 0.0)
    sheet.rect(sheet.x0 + 0.1, sheet.y0 + 0.1, sheet.x1 - 0.1, sheet.y1 - 0.1, 0x8A744C, 0.0)
    sheet.rect(sheet.x0 + 0.14, sheet.y0 + 0.14, sheet.x1 - 0.14, sheet.y1 - 0.14, 0x4F5F4A, 0.0)
    for i in range(6):
        x = sheet.x0 + sheet.w * (0.16 + 0.68 * number(sheet.salt, i))
        y = sheet.y0 + sheet.h * (0.3 + 0.45 * number(sheet.salt, i, "y"))
        sheet.fill(ellipse(x, y, 0.16, 0.22), pick((0x8A5A3A, 0xA88A4A, 0x6A7F5A, 0x7A3A3A), sheet.salt, i, "c"), 0.0)
    sheet.rect(sheet.x0 - 0.08, sheet.y0 - 0.05, sheet.x1 + 0.08, sheet.y0, 0x5A4226, 0.2)


def _drape(sheet: Sheet, what: str) -> None:
    rgb = sheet.layout.accent
    sheet.rect(sheet.x0, sheet.y0, sheet.x1, sheet.y1, rgb, -0.1)
    n = int(sheet.w / 0.34)
    for i in range(n):
        x = sheet.x0 + sheet.w * i / n
        sheet.rect(x, sheet.y0, x + sheet.w / n * 0.36, sheet.y1, shade(rgb, -0.36), -0.1)
        sheet.rect(x + sheet.w / n * 0.6, sheet.y0, x + sheet.w / n * 0.8, sheet.y1, shade(rgb, 0.14), 0.1)


def _curtain(sheet: Sheet, what: str) -> None:
    rgb = 0x8FB8B2 if sheet.layout.kind == "hospital" else sheet.layout.accent
    sheet.rect(sheet.x0 - 0.05, sheet.y0 - 0.05, sheet.x1 + 0.05, sheet.y0, 0x9A9A96, 0.2)
    sheet.rect(sheet.x0, sheet.y0, sheet.x1, sheet.y1, rgb, 0.0)
    for i in range(8):
        x = sheet.x0 + sheet.w * i / 8
        sheet.rect(x, sheet.y0, x + sheet.w / 22, sheet.y1, shade(rgb, -0.22), -0.05)


def _house(sheet: Sheet, what: str) -> None:
    """The dark house of a theatre: rows of seats and balconies."""
    sheet.rect(sheet.x0 - 2, sheet.y0 - 2, sheet.x1 + 2, 0, 0x15121A, -0.5)
    for row in range(5):
        y = -0.5 - 0.42 * row
        for k in range(22):
            x = sheet.x0 + sheet.w * (k + 0.5 * (row % 2)) / 22
            sheet.fill(ellipse(x, y, 0.16, 0.2), shade(0x5A2430, -0.1 * row), -0.3)


def _rack(sheet: Sheet, what: str) -> None:
    sheet.rect(sheet.x0, sheet.y1 - 0.04, sheet.x1, sheet.y1, 0xB08A4A, 0.2)
    for k, rgb in ((0.12, 0x6B4A32), (0.5, 0x7A2E34), (0.74, 0x3C4A5A)):
        x = sheet.x0 + sheet.w * k
        sheet.rect(x, sheet.y1 - 0.28, x + 0.42, sheet.y1 - 0.04, rgb, 0.0)


def _chains(sheet: Sheet, what: str) -> None:
    for k in (0.25, 0.75):
        x = sheet.x0 + sheet.w * k
        for i in range(9):
            sheet.line(ellipse(x, sheet.y0 + 0.09 * i, 0.025, 0.05), 0x3A3B3E, 0.016)


def _tools(sheet: Sheet, what: str) -> None:
    for i in range(5):
        x = sheet.x0 + sheet.w * (i + 0.5) / 5
        sheet.rect(x - 0.016, sheet.y0, x + 0.016, sheet.y1 - 0.1, 0x7A5A3A, 0.1)
        sheet.rect(x - 0.07, sheet.y1 - 0.18, x + 0.07, sheet.y1 - 0.08, 0x55575B, 0.2)


def _viewport(sheet: Sheet, what: str) -> None:
    ink = sheet.ink
    sheet.frame(0.16, shade(sheet.layout.trim, -0.25), 0.0)
    ink.canvas.drawRect(skia.Rect(sheet.x0, sheet.y0, sheet.x1, sheet.y1), ink.paint(ink.bare(0x070A16)))
    with ink.inside(polygon([(sheet.x0, sheet.y0), (sheet.x1, sheet.y0), (sheet.x1, sheet.y1), (sheet.x0, sheet.y1)])):
        for i in range(46):
            drift = (number(sheet.salt, i) + 0.004 * sheet.t_s) % 1.0
            x, y = sheet.x0 + sheet.w * drift, sheet.y0 + sheet.h * number(sheet.salt, i, "y")
            ink.canvas.drawCircle(x, y, 0.006 + 0.012 * number(sheet.salt, i, "r") ** 3, ink.paint(ink.bare(0xE8F0FF, 0.9)))
        x, y, r = sheet.x1 - sheet.w * 0.2, sheet.y1 + sheet.h * 0.1, sheet.h * 0.75
        shader = skia.GradientShader.MakeRadial(
            (x - r * 0.4, y - r * 0.5), r * 1.5, [ink.bare(0x9AD0E6), ink.bare(0x2A5A8A), ink.bare(0x07122A)]
        )
        ink.canvas.drawCircle(x, y, r, skia.Paint(Shader=shader, Dither=True, AntiAlias=True))
    _panes(sheet, 4, 1, shade(sheet.layout.trim, -0.3))


def _lights(sheet: Sheet, what: str) -> None:
    sheet.rect(sheet.x0, sheet.y0, sheet.x1, sheet.y1, 0x23292F, 0.0)
    for i in range(int(sheet.w / 0.12)):
        for j in range(int(sheet.h / 0.14)):
            k = number(sheet.salt, i, j)
            if k < 0.55:
                on = 0.55 + 0.45 * wave(sheet.t_s, sheet.salt, i, j, hz=0.4 + k)
                rgb = sheet.layout.accent if k < 0.3 else 0xE0A04A if k < 0.45 else 0xD8554A
                sheet.shine(
                    sheet.x0 + 0.03 + 0.12 * i,
                    sheet.y0 + 0.04 + 0.14 * j,
                    sheet.x0 + 0.09 + 0.12 * i,
                    sheet.y0 + 0.09 + 0.14 * j,
                    rgb,
                    max(0.15, on),
                )


def _facade(sheet: Sheet, what: str) -> None:
    """House fronts of a street, each its own colour, with doors, windows and shop fronts."""
    night = sheet.ink.light.lamps
    tones = (sheet.layout.wall, 0x8E7F6C, 0xA67C5E, 0x77808A, 0xB59F7E, 0x86604E)
    x, i = sheet.x0, 0
    while x < sheet.x1:
        wide = 3.0 + 1.8 * number(sheet.salt, i)
        high = 4.4 + 2.4 * number(sheet.salt, i, "h")
        rgb = pick(tones, sheet.salt, i, "c")
        sheet.rect(x, -high, x + wide, 0, rgb, 0.0)
        sheet.rect(x, -high - 0.2, x + wide, -high + 0.12, shade(rgb, -0.2), 0.1)
        sheet.rect(x + wide - 0.05, -high, x + wide, 0, shade(rgb, -0.45), -0.1)
        _storeys(sheet, x, wide, high, rgb, i, night=night)
        if i % 2:
            _shopfront(sheet, x, wide, i, night=night)
        else:
            _streetdoor(sheet, x, wide, i)
        x += wide
        i += 1


def _storeys(sheet: Sheet, x: float, wide: float, high: float, rgb: int, i: int, *, night: bool) -> None:
    columns = max(2, int(wide / 1.25))
    floor = 3.0
    while floor + 1.5 < high:
        for k in range(columns):
            wx = x + wide * (k + 0.5) / columns - 0.36
            y0, y1 = -floor - 1.3, -floor
            sheet.rect(wx - 0.08, y0 - 0.1, wx + 0.8, y1 + 0.08, shade(rgb, 0.3), 0.05)
            lit = night and number(sheet.salt, i, k, round(floor, 1)) < 0.45
            if lit:
                sheet.shine(wx, y0, wx + 0.72, y1, 0xF2C071)
            else:
                sheet.shine(wx, y0, wx + 0.72, y1, shade(sheet.ink.light.sky[1], -0.45))
            sheet.rect(wx + 0.34, y0, wx + 0.38, y1, shade(rgb, 0.3), 0.0)
            sheet.rect(wx, (y0 + y1) / 2 - 0.02, wx + 0.72, (y0 + y1) / 2 + 0.02, shade(rgb, 0.3), 0.0)
        floor += 2.1


def _shopfront(sheet: Sheet, x: float, wide: float, i: int, *, night: bool) -> None:
    rgb = pick((0x7A2F2F, 0x2F5546, 0x34466B, 0x8A6A2B), sheet.salt, i, "shop")
    sheet.rect(x + 0.15, -2.6, x + wide - 0.2, 0, rgb, 0.0)
    inside = 0xF2C477 if night else shade(sheet.ink.light.sky[1], -0.5)
    sheet.shine(x + 0.35, -2.0, x + wide - 1.35, -0.55, inside)
    sheet.rect(x + wide - 1.2, -2.05, x + wide - 0.4, 0, shade(rgb, -0.35), 0.0)
    sheet.shine(x + wide - 1.1, -1.95, x + wide - 0.5, -0.9, shade(inside, -0.12))
    n = 8
    for k in range(n):
        a, b = x + 0.1 + (wide - 0.3) * k / n, x + 0.1 + (wide - 0.3) * (k + 1) / n
        sheet.fill(polygon([(a, -2.55), (b, -2.55), (b, -2.15), (a, -2.15)]), rgb if k % 2 else 0xE9E0CC, 0.2)


def _streetdoor(sheet: Sheet, x: float, wide: float, i: int) -> None:
    rgb = pick((0x7A2F2F, 0x24405A, 0x2F4F3A, 0x3A2C22), sheet.salt, i, "door")
    dx = x + wide * 0.62
    sheet.rect(dx - 0.14, -2.45, dx + 1.14, 0, 0xCFC6B2, 0.05)
    sheet.rect(dx, -2.25, dx + 1.0, 0, rgb, 0.0)
    sheet.rect(dx + 0.14, -2.1, dx + 0.86, -1.3, shade(rgb, -0.25), 0.0)
    sheet.rect(dx + 0.14, -1.1, dx + 0.86, -0.2, shade(rgb, -0.25), 0.0)
    wx = x + 0.5
    sheet.rect(wx - 0.1, -2.35, wx + 1.1, -0.85, 0xCFC6B2, 0.05)
    if sheet.ink.light.lamps:
        sheet.shine(wx, -2.25, wx + 1.0, -0.95, 0xF2C071)
    else:
        sheet.shine(wx, -2.25, wx + 1.0, -0.95, shade(sheet.ink.light.sky[1], -0.5))
    sheet.rect(wx + 0.48, -2.25, wx + 0.52, -0.95, 0xCFC6B2, 0.0)


def _stationwall(sheet: Sheet, what: str) -> None:
    rgb = sheet.layout.wall
    sheet.rect(sheet.x0, sheet.y0, sheet.x1, 0, rgb, 0.0)
    for i in range(int(sheet.h / 0.3)):
        sheet.rect(sheet.x0, -0.3 * i, sheet.x1, -0.3 * i + 0.012, shade(rgb, -0.25), 0.0)
    x, i = sheet.x0 + 1.0, 0
    while x < sheet.x1 - 2:
        if i % 2:
            sheet.fill(_arched(x, -2.6, x + 1.3, -0.8), sheet.layout.trim, 0.1)
            with sheet.ink.inside(_arched(x + 0.1, -2.5, x + 1.2, -0.9)):
                sheet.shine(x, -2.7, x + 1.4, 0, 0xF2C477 if sheet.ink.light.lamps else shade(sheet.ink.light.sky[1], -0.4))
        else:
            sheet.rect(x, -2.2, x + 1.1, -0.8, 0xE9E0CC, 0.05)
            sheet.rect(x + 0.1, -2.1, x + 1.0, -1.4, pick((0x7A2F2F, 0x2F5546, 0x34466B, 0xC9983A), sheet.salt, i), 0.05)
        x += 2.4
        i += 1
    sheet.rect(sheet.x0, sheet.y0, sheet.x1, sheet.y0 + 0.3, sheet.layout.trim, 0.1)


DECOR: dict[str, Callable[[Sheet, str], None]] = {
    "arch": _arch, "banner": _banner, "barred": _barred, "blackboard": _blackboard, "blinds": _blinds, "board": _board, "bookcase": _bookcase,
    "bottles": _bottles, "chains": _chains, "clock": _clock, "cupboards": _cupboards, "curtain": _curtain, "door": _door, "drape": _drape,
    "facade": _facade, "goods": _goods, "hatch": _hatch, "house": _house, "irondoor": _irondoor, "lancet": _lancet, "landscape": _landscape,
    "lights": _lights, "menu": _menu, "mirror": _mirror, "pans": _pans, "picture": _picture, "plankdoor": _plankdoor, "poster": _poster,
    "rack": _rack, "sconce": _sconce, "shelves": _shelves, "shopwindow": _shopwindow, "stained": _stained, "stationwall": _stationwall,
    "tapestry": _tapestry, "tools": _tools, "torch": _torch, "viewport": _viewport, "window": _window,
}  # fmt: skip
