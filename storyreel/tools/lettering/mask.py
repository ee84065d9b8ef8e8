"""Painted letters as a layer that can be laid over a picture's brightness: how much it covers, and how bright it is.

It is drawn once and laid over many frames. It knows nothing of the picture below.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from storyreel.tools.generators.previz.library import check_drawing_library

__all__ = ["TextMask", "painted"]


class TextMask(NamedTuple):
    """A grey layer; only the part with anything in it.

    Attributes:
        left, top: Where it stands in the frame, in pixels, both even.
        light: float32 of shape (height, width), both even: its grey, 0.0 to 1.0, already multiplied by `cover`.
        cover: float32 of the same shape: how much of what lies below it hides, 0.0 to 1.0.
    """

    left: int
    top: int
    light: np.ndarray
    cover: np.ndarray


def painted(width_px: int, height_px: int, paint: Callable[[Any], None]) -> TextMask | None:
    """What `paint` draws on an empty canvas of a frame's size, both even; None if nothing.

    >>> painted(8, 8, lambda canvas: None) is None
    True
    """
    skia = check_drawing_library()
    pixels = np.zeros((height_px, width_px, 4), np.uint8)
    surface = skia.Surface(pixels)
    paint(surface.getCanvas())
    surface.flushAndSubmit()
    cover = pixels[:, :, 3]
    rows, columns = np.flatnonzero(cover.any(axis=1)), np.flatnonzero(cover.any(axis=0))
    if not len(rows):
        return None
    top, left = int(rows[0]) // 2 * 2, int(columns[0]) // 2 * 2
    bottom, right = (int(rows[-1]) // 2 + 1) * 2, (int(columns[-1]) // 2 + 1) * 2
    part = pixels[top:bottom, left:right].astype(np.float32) / np.float32(255)
    # a surface on an array holds its colours not yet multiplied
    return TextMask(left, top, part[:, :, 1] * part[:, :, 3], part[:, :, 3])
