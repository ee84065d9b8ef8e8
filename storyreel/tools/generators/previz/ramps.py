"""Shades that run across a form, as small tiles that are stretched over it: a tenth of the time of the library's own gradients.

In a tile the place in the shade is the sum of column and row, so one tile, stretched by other amounts across and down, serves
every direction and size. It knows colours and boxes, no light and no canvas.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from storyreel.tools.generators.previz.library import skia

__all__ = ["Ramps"]

_LEVELS, _SIDE, _BEFORE = 64, 128, 96
"""Steps from the beginning of a shade to its end, the side of a tile, and its steps before the beginning."""
_SHARP, _MOST = 0.05, 256

Spot = tuple[float, float]
Box = tuple[float, float, float, float]


class Ramps:
    """Makes and keeps tiles, and lays them out as shaders."""

    def __init__(self) -> None:
        self._tiles: dict[tuple[int, ...], Any] = {}

    def shader(self, box: Box, start: Spot, end: Spot, colours: Sequence[int], stops: Sequence[float]) -> Any:
        """A shader for a box (left, top, right, bottom); None where a tile would be no likeness.

        Args:
            start, end: Where the shade begins and ends.
            colours: ARGB, one for each of `stops` (0 to 1).
        """
        way = (end[0] - start[0], end[1] - start[1])
        length = way[0] * way[0] + way[1] * way[1]
        placed = _placed(box, start, (_LEVELS * way[0] / length, _LEVELS * way[1] / length)) if length > 0 else None
        if placed is None:
            return None
        key = (*colours, *[round(32 * stop) for stop in stops])
        if key not in self._tiles:
            if len(self._tiles) >= _MOST:
                self._tiles.clear()
            self._tiles[key] = _tile(colours, [round(32 * stop) / 32 for stop in stops]) if _soft(colours, stops) else None
        tile = self._tiles[key]
        if tile is None:
            return None
        across, down, x, y = placed
        matrix = skia.Matrix.MakeAll(across, 0, x, 0, down, y, 0, 0, 1)
        return tile.makeShader(skia.TileMode.kClamp, skia.TileMode.kClamp, skia.SamplingOptions(), matrix)


def _soft(colours: Sequence[int], stops: Sequence[float]) -> bool:
    """Whether a shade is solid and has no edge.

    >>> _soft([0xFF000000, 0xFFFFFFFF], [0.0, 1.0]), _soft([0xFF000000, 0x80FFFFFF], [0.0, 1.0])
    (True, False)
    """
    return min(colours) >= 0xFF000000 and min(b - a for a, b in pairwise(stops)) >= _SHARP


def _placed(box: Box, start: Spot, by: Spot) -> tuple[float, float, float, float] | None:
    """Pixels that a column and a row of a tile take up, and where its corner lies; None where it would not cover the box.

    Args:
        by: Steps of the shade for a pixel to the right and down.

    >>> _placed((0.0, 0.0, 100.0, 100.0), (0.0, 0.0), (0.32, 0.32))
    (3.125, 3.125, -150.0, -150.0)
    """
    left, top, right, bottom = box
    # A shade that hardly changes one way still needs columns that have a width.
    a, b = (v if abs(v) > 1e-4 else 1e-4 for v in by)
    x, y = left if a > 0 else right, top if b > 0 else bottom
    first = _BEFORE + a * (x - start[0]) + b * (y - start[1])
    wide, high = abs(a) * (right - left), abs(b) * (bottom - top)
    column = min(max(first / 2, 0.0), _SIDE - wide)
    row = min(max(first - column, 0.0), _SIDE - high)
    column = first - row
    if min(row, column) < 0 or column + wide > _SIDE:
        return None
    return (1 / a, 1 / b, x - column / a, y - row / b)


def _tile(colours: Sequence[int], stops: Sequence[float]) -> Any:
    """The image whose place in the shade is the sum of column and row."""
    at = (np.arange(2 * _SIDE) + 1.0 - _BEFORE) / _LEVELS
    ramp = np.empty((2 * _SIDE, 4), np.uint8)
    for channel in range(4):
        ramp[:, channel] = np.rint(np.interp(at, stops, [colour >> 8 * channel & 255 for colour in colours]))
    tile = np.ascontiguousarray(np.lib.stride_tricks.as_strided(ramp, (_SIDE, _SIDE, 4), (4, 4, 1)))
    info = skia.ImageInfo.Make(_SIDE, _SIDE, skia.kBGRA_8888_ColorType, skia.kOpaque_AlphaType)
    return skia.Image.MakeRasterCopy(skia.Pixmap(info, tile, _SIDE * 4))
