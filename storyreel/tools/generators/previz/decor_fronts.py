"""Walls that are a whole view: house fronts of a street, a station's wall, the dark house of a theatre."""

from __future__ import annotations

from collections.abc import Callable

from storyreel.tools.generators.previz.chance import number, pick
from storyreel.tools.generators.previz.decor_sheet import Sheet, arched
from storyreel.tools.generators.previz.shapes import ellipse, polygon
from storyreel.tools.generators.previz.words import shade

__all__ = ["FRONTS"]


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
            sheet.fill(arched(x, -2.6, x + 1.3, -0.8), sheet.layout.trim, 0.1)
            with sheet.ink.inside(arched(x + 0.1, -2.5, x + 1.2, -0.9)):
                sheet.shine(x, -2.7, x + 1.4, 0, 0xF2C477 if sheet.ink.light.lamps else shade(sheet.ink.light.sky[1], -0.4))
        else:
            sheet.rect(x, -2.2, x + 1.1, -0.8, 0xE9E0CC, 0.05)
            sheet.rect(x + 0.1, -2.1, x + 1.0, -1.4, pick((0x7A2F2F, 0x2F5546, 0x34466B, 0xC9983A), sheet.salt, i), 0.05)
        x += 2.4
        i += 1
    sheet.rect(sheet.x0, sheet.y0, sheet.x1, sheet.y0 + 0.3, sheet.layout.trim, 0.1)


def _house(sheet: Sheet, what: str) -> None:
    """The dark house of a theatre: rows of seats and balconies."""
    sheet.rect(sheet.x0 - 2, sheet.y0 - 2, sheet.x1 + 2, 0, 0x15121A, -0.5)
    for row in range(5):
        y = -0.5 - 0.42 * row
        for k in range(22):
            x = sheet.x0 + sheet.w * (k + 0.5 * (row % 2)) / 22
            sheet.fill(ellipse(x, y, 0.16, 0.2), shade(0x5A2430, -0.1 * row), -0.3)


FRONTS: dict[str, Callable[[Sheet, str], None]] = {
    "facade": _facade, "house": _house, "stationwall": _stationwall,
}  # fmt: skip
"""How each kind is drawn."""
