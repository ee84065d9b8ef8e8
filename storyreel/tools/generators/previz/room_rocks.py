"""Walls that nobody built: the rock of caves; and walls of one colour. In metres, x along the wall, y down from the floor."""

from __future__ import annotations

from storyreel.tools.generators.previz.chance import number
from storyreel.tools.generators.previz.ink import Ink
from storyreel.tools.generators.previz.layout import Layout
from storyreel.tools.generators.previz.library import skia
from storyreel.tools.generators.previz.words import shade

__all__ = ["bare", "rocks"]


def bare(ink: Ink, layout: Layout, start: float, end: float, level: float, salt: str) -> None:
    """A wall of one colour."""
    del ink, layout, start, end, level, salt


def rocks(ink: Ink, layout: Layout, start: float, end: float, level: float, salt: str) -> None:
    """The face of a cave: facets of no shape in particular, darker towards the roof."""
    rows = int(layout.height / 0.7) + 1
    for row in range(rows):
        x, i = start - number(salt, row), 0
        while x < end:
            wide = 0.6 + 0.9 * number(salt, row, i)
            y = -0.7 * row - 0.3 * number(salt, row, i, "y")
            tone = 0.5 * (number(salt, row, i, "tone") - 0.5) - 0.05 * row
            top = [(x + wide * k / 3, y - 0.55 - 0.3 * number(salt, row, i, k)) for k in range(4)]
            spots = [(x - 0.1, y + 0.1), *top, (x + wide + 0.1, y + 0.15)]
            ink.canvas.drawPath(skia.Path.Polygon(spots, True), ink.paint(
                ink.colour(shade(layout.wall, tone), level, 0.8)))  # fmt: skip
            x += wide
            i += 1
