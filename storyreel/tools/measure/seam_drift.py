"""How well a picture follows from the one before by the movement that was going on: a camera's pan, a scene that drives past.

The movement is one shift of the whole picture; turns, zooms and figures that move by themselves are not known here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

__all__ = ["Drift", "drift_of", "left_over", "step_in_shape"]

_REACH = 0.08  # of the picture's sides: the fastest movement from one frame to the next


class Drift(NamedTuple):
    """A shift of the whole picture in dots, to the right and down."""

    right: int
    down: int


def step_in_shape(before: np.ndarray, after: np.ndarray) -> float:
    """Mean change of a grey picture in levels, when the later one is given the brightness and contrast of the earlier one.

    >>> picture = np.arange(60, dtype=np.uint8).reshape(6, 10)
    >>> round(step_in_shape(picture, picture + 9), 6)
    0.0
    """
    one, two = before.astype(np.float32), after.astype(np.float32)
    spread = float(two.std())
    gain = float(np.clip(one.std() / spread, 0.5, 2.0)) if spread > 0 else 1.0
    return float(np.abs(one - one.mean() - gain * (two - two.mean())).mean())


def left_over(before: np.ndarray, after: np.ndarray, drift: Drift) -> float:
    """Mean change in levels that is left where the picture has moved by a shift; what came in at the edges is left out.

    >>> picture = np.random.default_rng(1).integers(0, 255, (20, 40), np.uint8)
    >>> round(left_over(picture, np.roll(picture, 2, axis=1), Drift(2, 0)), 6)
    0.0
    """
    (rows, columns), (right, down) = before.shape, drift
    one = before[max(0, -down) : rows - max(0, down), max(0, -right) : columns - max(0, right)]
    two = after[max(0, down) : rows - max(0, -down), max(0, right) : columns - max(0, -right)]
    return step_in_shape(one, two)


def drift_of(pairs: Sequence[tuple[np.ndarray, np.ndarray]]) -> Drift:
    """The shift that best explains all of these pairs of pictures, the least one where several do; none without pairs.

    >>> picture = np.random.default_rng(1).integers(0, 255, (30, 60), np.uint8)
    >>> drift_of([(picture, np.roll(picture, 3, axis=1))])
    Drift(right=3, down=0)
    """
    if not pairs:
        return Drift(0, 0)
    rows, columns = pairs[0][0].shape
    wide, tall = max(1, round(_REACH * columns)), max(1, round(_REACH * rows))
    shifts = [Drift(right, down) for right in range(-wide, wide + 1) for down in range(-tall, tall + 1)]
    shifts.sort(key=lambda one: one.right**2 + one.down**2)
    return min(shifts, key=lambda shift: sum(left_over(*pair, shift) for pair in pairs))
