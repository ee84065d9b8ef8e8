"""What is kept on walls: books, bottles, goods, cupboards, pans, tools and chains."""

from __future__ import annotations

from collections.abc import Callable

from storyreel.tools.generators.previz.chance import number, pick
from storyreel.tools.generators.previz.decor_sheet import Sheet
from storyreel.tools.generators.previz.shapes import ellipse
from storyreel.tools.generators.previz.words import shade

__all__ = ["SHELVES"]

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


SHELVES: dict[str, Callable[[Sheet, str], None]] = {
    "bookcase": _bookcase, "bottles": _bottles, "chains": _chains, "cupboards": _cupboards, "goods": _goods, "pans": _pans,
    "rack": _rack, "shelves": _shelves, "tools": _tools,
}  # fmt: skip
"""How each kind is drawn."""
