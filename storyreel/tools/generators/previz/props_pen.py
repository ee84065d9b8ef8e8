"""The pen that things are drawn with: metres round the grip, x to the right and y downwards. Knows no thing."""

from __future__ import annotations

from typing import Any

from storyreel.tools.generators.previz.ink import Ink
from storyreel.tools.generators.previz.shapes import Spot, bounds, curve, ellipse, polygon, smooth

__all__ = ["GOLD", "INK", "LEATHER", "PAPER", "STEEL", "WOOD", "Pen"]

GOLD, STEEL, WOOD, PAPER, LEATHER, INK = 0xC9A13B, 0xB4BCC4, 0x7A5636, 0xF1EAD8, 0x5B3B28, 0x2A2724


class Pen:
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
