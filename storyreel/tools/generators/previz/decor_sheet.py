"""A piece of wall to draw on, and what several kinds of decor share: the sky outside, panes, arches, the glow of lamps.

Here x runs along the wall to the right and y downwards from the floor line, so that heights are negative.
"""

from __future__ import annotations

from typing import Any

from storyreel.tools.generators.previz.chance import number, wave
from storyreel.tools.generators.previz.ink import Ink
from storyreel.tools.generators.previz.layout import Decor, Layout
from storyreel.tools.generators.previz.library import skia
from storyreel.tools.generators.previz.shapes import polygon
from storyreel.tools.generators.previz.words import shade

__all__ = ["Sheet", "arched", "daylight_spill", "lamp_glow", "panes", "sky_outside"]


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


def sky_outside(sheet: Sheet, x0: float, y0: float, x1: float, y1: float) -> None:
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


def panes(sheet: Sheet, columns: int, rows: int, bar: int) -> None:
    """Bars that part a window into columns and rows."""
    x0, y0, x1, y1 = sheet.x0, sheet.y0, sheet.x1, sheet.y1
    for i in range(1, columns):
        x = x0 + (x1 - x0) * i / columns
        sheet.rect(x - 0.02, y0, x + 0.02, y1, bar, -0.1)
    for i in range(1, rows):
        y = y0 + (y1 - y0) * i / rows
        sheet.rect(x0, y - 0.02, x1, y + 0.02, bar, -0.1)


def daylight_spill(sheet: Sheet) -> None:
    """Light that comes through glows round an opening; drawn by itself, not with the wall, which is recorded."""
    light, ink = sheet.ink.light, sheet.ink
    if ink.style.shading == "flat":
        return
    strength = 0.1 if light.stars else 0.32
    ink.glow(sheet.one.along, (sheet.y0 + sheet.y1) / 2, max(sheet.w, sheet.h) * 0.95, light.glow, strength)


def arched(x0: float, y0: float, x1: float, y1: float) -> Any:
    """The outline of a pointed arch between two corners, its foot at `y1`."""
    half = (x1 - x0) / 2
    path = skia.Path()
    path.moveTo(x0, y1)
    path.lineTo(x0, y0 + half * 1.3)
    path.quadTo(x0, y0 + half * 0.35, x0 + half, y0)
    path.quadTo(x1, y0 + half * 0.35, x1, y0 + half * 1.3)
    path.lineTo(x1, y1)
    path.close()
    return path


def lamp_glow(sheet: Sheet, x: float, y: float, reach: float, rgb: int = 0xFFC473) -> None:
    """The trembling light round a lamp, where lamps are lit."""
    if sheet.ink.light.lamps:
        beat = 0.9 + 0.1 * wave(sheet.t_s, sheet.salt, "flicker", hz=1.6)
        sheet.ink.glow(x, y, reach, rgb, 0.62 * beat)
