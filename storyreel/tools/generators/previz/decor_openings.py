"""What opens in walls: windows, doors, arches and the viewport of a ship, with the sky behind them."""

from __future__ import annotations

from collections.abc import Callable
from math import cos, pi, sin

from storyreel.tools.generators.previz.chance import number, pick
from storyreel.tools.generators.previz.decor_sheet import Sheet, arched, panes, sky_outside
from storyreel.tools.generators.previz.library import skia
from storyreel.tools.generators.previz.shapes import curve, ellipse, polygon
from storyreel.tools.generators.previz.words import shade

__all__ = ["OPENINGS"]


def _window(sheet: Sheet, what: str) -> None:
    trim = sheet.layout.trim
    sheet.frame(0.09, trim)
    sky_outside(sheet, sheet.x0, sheet.y0, sheet.x1, sheet.y1)
    panes(sheet, 2, 3 if sheet.h > 1.2 else 2, trim)
    sheet.rect(sheet.x0 - 0.14, sheet.y1 + 0.05, sheet.x1 + 0.14, sheet.y1 + 0.12, trim, 0.25)
    if sheet.layout.kind in ("drawingroom", "bedroom", "livingroom", "plain", "hospital", "library"):
        _curtains(sheet)


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


def _shopwindow(sheet: Sheet, what: str) -> None:
    sheet.frame(0.08, sheet.layout.trim if sheet.layout.kind != "bar" else 0x5A4632)
    sky_outside(sheet, sheet.x0, sheet.y0, sheet.x1, sheet.y1)
    ink, tone = sheet.ink, shade(sheet.ink.light.sky[2], -0.5)
    for i in range(5):
        x = sheet.x0 + sheet.w * i / 5
        top = sheet.y1 - sheet.h * (0.35 + 0.35 * number(sheet.salt, "house", i))
        ink.canvas.drawRect(skia.Rect(x, top, x + sheet.w / 5, sheet.y1), ink.paint(ink.bare(shade(tone, 0.08 * (i % 3)))))
    panes(sheet, 3, 1, sheet.layout.trim)
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


def _blinds(sheet: Sheet, what: str) -> None:
    sheet.frame(0.06, sheet.layout.trim)
    sky_outside(sheet, sheet.x0, sheet.y0, sheet.x1, sheet.y1)
    slats = int(sheet.h / 0.075)
    for i in range(slats):
        y = sheet.y0 + 0.075 * i
        sheet.rect(sheet.x0, y, sheet.x1, y + 0.042, 0xDAD6CB, 0.1 if i % 2 else 0.0)


def _barred(sheet: Sheet, what: str) -> None:
    sheet.frame(0.1, shade(sheet.layout.wall, -0.3))
    sky_outside(sheet, sheet.x0, sheet.y0, sheet.x1, sheet.y1)
    for i in range(5):
        x = sheet.x0 + sheet.w * (i + 0.5) / 5
        sheet.rect(x - 0.025, sheet.y0, x + 0.025, sheet.y1, 0x2B2A2C, 0.0)


def _lancet(sheet: Sheet, what: str) -> None:
    path = arched(sheet.x0, sheet.y0, sheet.x1, sheet.y1)
    sheet.fill(arched(sheet.x0 - 0.14, sheet.y0 - 0.14, sheet.x1 + 0.14, sheet.y1 + 0.06), shade(sheet.layout.trim, -0.06), 0.1)
    with sheet.ink.inside(path):
        sky_outside(sheet, sheet.x0, sheet.y0, sheet.x1, sheet.y1)
        panes(sheet, 2, 6, 0x3A352F)


def _stained(sheet: Sheet, what: str) -> None:
    sheet.fill(arched(sheet.x0 - 0.16, sheet.y0 - 0.16, sheet.x1 + 0.16, sheet.y1 + 0.06), shade(sheet.layout.trim, -0.1), 0.05)
    night = sheet.ink.light.stars
    colours = (0xB0413E, 0x3E63A8, 0xD6A93C, 0x3F8A5E, 0x7A4C9C, 0xD98C4A)
    with sheet.ink.inside(arched(sheet.x0, sheet.y0, sheet.x1, sheet.y1)):
        columns, rows = 4, max(4, round(sheet.h / 0.34))
        for i in range(columns):
            for j in range(rows):
                rgb = pick(colours, sheet.salt, i if i < 2 else 3 - i, j)
                rgb = shade(rgb, -0.5 if night else 0.12 + 0.2 * number(sheet.salt, i, j))
                x, y = sheet.x0 + sheet.w * i / columns, sheet.y0 + sheet.h * j / rows
                sheet.shine(x + 0.01, y + 0.01, x + sheet.w / columns - 0.01, y + sheet.h / rows - 0.01, rgb)
        sheet.line(ellipse(sheet.one.along, sheet.y0 + sheet.h * 0.3, sheet.w * 0.3, sheet.w * 0.3), 0x2A2622, 0.03)
        sheet.rect(sheet.one.along - 0.02, sheet.y0, sheet.one.along + 0.02, sheet.y1, 0x2A2622)


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
    sheet.fill(arched(sheet.x0 - 0.22, sheet.y0 - 0.22, sheet.x1 + 0.22, 0), shade(sheet.layout.trim, 0.02), 0.1)
    sheet.fill(arched(sheet.x0, sheet.y0, sheet.x1, 0), shade(sheet.layout.wall, -0.72), -0.4)


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
    panes(sheet, 4, 1, shade(sheet.layout.trim, -0.3))


def _carglass(sheet: Sheet, what: str) -> None:
    """A window of a car: the land that goes by outside, near things faster than far ones."""
    ink, light = sheet.ink, sheet.ink.light
    pane = skia.Path()
    pane.addRoundRect(skia.Rect(sheet.x0, sheet.y0, sheet.x1, sheet.y1), 0.09, 0.09)
    sheet.frame(0.05, 0x1C1D20, -0.2)
    with ink.inside(pane):
        sky_outside(sheet, sheet.x0, sheet.y0, sheet.x1, sheet.y1)
        for layer, (speed, tall) in enumerate(((0.5, 0.34), (1.6, 0.5))):
            tone = shade(0x3F5A3C if not light.stars else 0x101820, 0.14 * (1 - layer))
            for i in range(9):
                x = sheet.x0 + ((number(sheet.salt, layer, i) + speed * sheet.t_s / sheet.w / 2) % 1.2 - 0.1) * sheet.w
                r = sheet.h * tall * (0.5 + 0.5 * number(sheet.salt, layer, i, "r"))
                ink.canvas.drawPath(ellipse(x, sheet.y1, r * 0.8, r), ink.paint(ink.bare(tone)))
        if light.lamps:
            x = sheet.x0 + ((0.3 + 2.2 * sheet.t_s / sheet.w) % 1.4 - 0.2) * sheet.w
            ink.canvas.drawCircle(x, sheet.y0 + sheet.h * 0.3, 0.05, ink.paint(ink.bare(0xFFD890, 0.9)))
        shine = polygon(
            [(sheet.x0 + 0.2, sheet.y0), (sheet.x0 + 0.5, sheet.y0), (sheet.x0 + 0.25, sheet.y1), (sheet.x0, sheet.y1)]
        )
        sheet.fill(shine, 0xFFFFFF, 0.3, 0.08)


def _mouth(sheet: Sheet, what: str) -> None:
    """The mouth of a cave, of no regular shape, with the sky outside."""
    n = 11
    rim = [(sheet.x0, 0.0)]
    for i in range(n):
        turn = pi * i / (n - 1)
        reach = 0.86 + 0.2 * number(sheet.salt, "rim", i)
        rim.append((sheet.one.along - sheet.w / 2 * cos(turn) * reach, -sheet.h * (0.25 + 0.75 * sin(turn)) * reach))
    rim.append((sheet.x1, 0.0))
    wide = [(sheet.one.along + (x - sheet.one.along) * 1.14, y * 1.07) for x, y in rim]
    sheet.fill(polygon(wide), shade(sheet.layout.wall, -0.35), -0.2)
    with sheet.ink.inside(polygon(rim)):
        sky_outside(sheet, sheet.x0 - 0.3, -sheet.h * 1.1, sheet.x1 + 0.3, 0.0)


OPENINGS: dict[str, Callable[[Sheet, str], None]] = {
    "arch": _arch, "barred": _barred, "blinds": _blinds, "carglass": _carglass, "door": _door, "hatch": _hatch,
    "irondoor": _irondoor, "lancet": _lancet, "mouth": _mouth,
    "plankdoor": _plankdoor, "shopwindow": _shopwindow, "stained": _stained, "viewport": _viewport, "window": _window,
}  # fmt: skip
"""How each kind is drawn."""
