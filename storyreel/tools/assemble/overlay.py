"""What is laid over a picture in the encoder's own planes: grey text, a softened and darkened ground, a share of another picture.

It works on pictures only; what is shown when is its callers'.
"""

from __future__ import annotations

import numpy as np

from storyreel.tools.assemble.planes import BLACK_Y, Planes
from storyreel.tools.lettering import TextMask

__all__ = ["laid_over", "softened"]

_WHITE_Y = 235
_NEUTRAL = 128


def laid_over(planes: Planes, mask: TextMask | None, share: float = 1.0) -> Planes:
    """A copy with the text over it; `share` (0.0 to 1.0) is how much of the text is there yet.

    The text is grey, so the colour under it goes towards none as far as it is covered.
    """
    if mask is None or share <= 0.0:
        return planes
    high, wide = mask.cover.shape
    made = Planes(planes.y.copy(), planes.u.copy(), planes.v.copy())
    light = mask.light * np.float32(share * (_WHITE_Y - BLACK_Y))
    cover = mask.cover * np.float32(share)
    below = made.y[mask.top : mask.top + high, mask.left : mask.left + wide]
    below[:] = np.rint((below - np.float32(BLACK_Y)) * (1 - cover) + light + BLACK_Y).clip(0, 255).astype(np.uint8)
    half = cover.reshape(high // 2, 2, wide // 2, 2).mean(axis=(1, 3))
    rows, columns = slice(mask.top // 2, (mask.top + high) // 2), slice(mask.left // 2, (mask.left + wide) // 2)
    for plane in (made.u, made.v):
        part = plane[rows, columns]
        part[:] = np.rint((part - np.float32(_NEUTRAL)) * (1 - half) + _NEUTRAL).astype(np.uint8)
    return made


def softened(planes: Planes, *, light: float = 0.34, colour: float = 0.62) -> Planes:
    """The picture out of focus and darker, as a ground for text.

    Args:
        light, colour: Shares of its brightness and of its colours that stay.

    >>> from storyreel.tools.assemble.planes import flat_picture
    >>> int(softened(flat_picture(32, 32, 116), light=0.5).y[0, 0])
    66
    """
    radius = max(1, planes.y.shape[0] // 36)
    y = (_blurred(planes.y, radius) - BLACK_Y) * np.float32(light) + BLACK_Y
    u, v = ((_blurred(one, max(1, radius // 2)) - _NEUTRAL) * np.float32(colour) + _NEUTRAL for one in (planes.u, planes.v))
    return Planes(*(np.rint(one).clip(0, 255).astype(np.uint8) for one in (y, u, v)))


def _blurred(plane: np.ndarray, radius: int) -> np.ndarray:
    """Three running means in each direction come close to the circle of a lens out of focus."""
    made = plane.astype(np.float32)
    for _ in range(3):
        made = _mean(_mean(made, radius).T, radius).T
    return made


def _mean(rows: np.ndarray, radius: int) -> np.ndarray:
    """The mean of each value with those up to `radius` beside it in its row; edges are continued."""
    wide = np.pad(rows, ((0, 0), (radius + 1, radius)), mode="edge")
    sums = np.cumsum(wide, axis=1, dtype=np.float64)
    step = 2 * radius + 1
    return ((sums[:, step:] - sums[:, :-step]) / step).astype(np.float32)
