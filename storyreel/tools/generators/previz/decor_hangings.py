"""What hangs flat on walls: pictures, mirrors, clocks, boards and cloths."""

from __future__ import annotations

from collections.abc import Callable
from math import cos, pi, sin

from storyreel.tools.generators.previz.chance import number, pick, wave
from storyreel.tools.generators.previz.decor_sheet import Sheet
from storyreel.tools.generators.previz.library import skia
from storyreel.tools.generators.previz.shapes import curve, ellipse, polygon, smooth
from storyreel.tools.generators.previz.words import shade

__all__ = ["HANGINGS", "draw_picture"]


def draw_picture(sheet: Sheet, what: str) -> None:
    """A framed picture of what is named: a portrait, the sea or a landscape."""
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
    draw_picture(sheet, "landscape")


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


HANGINGS: dict[str, Callable[[Sheet, str], None]] = {
    "banner": _banner, "blackboard": _blackboard, "board": _board, "clock": _clock, "curtain": _curtain, "drape": _drape,
    "landscape": _landscape, "menu": _menu, "mirror": _mirror, "picture": draw_picture, "poster": _poster, "tapestry": _tapestry,
}  # fmt: skip
"""How each kind is drawn."""
