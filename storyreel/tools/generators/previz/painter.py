"""Brush strokes over a picture: the set painted again in short strokes of its own colours. Same strokes for the same salt."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np

from storyreel.tools.generators.previz.chance import number
from storyreel.tools.generators.previz.library import skia

__all__ = ["paint_over"]


def paint_over(canvas: Any, pixels: np.ndarray, salt: str, *, quick: bool = False) -> None:
    """Paint strokes over `pixels` (height, width, 4; BGRA uint8), which `canvas` draws into.

    Args:
        quick: Fewer strokes, for a set that is drawn anew for every frame.
    """
    height, width = pixels.shape[:2]
    for count, long, wide, alpha in (
        ((260, 0.085, 0.03, 0.5), (420, 0.04, 0.012, 0.6)) if quick else ((600, 0.06, 0.018, 0.5), (2600, 0.028, 0.0065, 0.62))
    ):
        strokes = _strokes(salt, count, height, width)
        seen = pixels[strokes[:, 1].astype(int), strokes[:, 0].astype(int), :3].astype(int)
        tones = np.clip(seen * (0.9 + 0.2 * strokes[:, 3:4]), 0, 255).astype(int)
        reach, paint = long * height / 2, skia.Paint(AntiAlias=True, StrokeWidth=wide * height, StrokeCap=skia.Paint.kRound_Cap)
        top = round(alpha * 255) << 24
        for (x, y, turn, _), (blue, green, red) in zip(strokes.tolist(), tones.tolist(), strict=True):
            paint.setColor(top | red << 16 | green << 8 | blue)
            dx, dy = reach * np.cos(turn), reach * np.sin(turn)
            canvas.drawLine(x - dx, y - dy, x + dx, y + dy, paint)


@lru_cache(maxsize=16)
def _strokes(salt: str, count: int, height: int, width: int) -> np.ndarray:
    """Rows of x, y, direction and tone; the direction bends slowly over the picture."""
    rows: list[tuple[float, float, float, float]] = []
    for i in range(count):
        x, y = number(salt, "stroke", i, count), number(salt, "stroke y", i, count)
        turn = 0.6 + 1.1 * np.sin(3.1 * x + 2.2 * y) + 0.7 * (number(salt, "turn", i) - 0.5)
        rows.append((x * (width - 1), y * (height - 1), float(turn), number(salt, "tone", i)))
    return np.array(rows)
