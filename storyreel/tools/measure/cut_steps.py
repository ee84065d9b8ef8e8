"""How much a picture differs from the one before, against what is usual around it: what tells a cut from a movement."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

__all__ = ["Change", "change_at", "usual_step"]

_AROUND = 8
_ROWS, _COLUMNS = 9, 16
_BLOCK_LEVELS = 10.0


class Change(NamedTuple):
    """A change of picture: mean change in levels, that over the usual one, and share of blocks that changed."""

    step: float
    ratio: float
    blocks: float


def usual_step(step: np.ndarray, frame: int, start: int, end: int) -> float:
    """Median change of the frames around `frame` within [start + 1, end), `frame` itself left out."""
    low, high = max(start + 1, frame - _AROUND), min(end, frame + _AROUND + 1)
    around = np.concatenate([step[low:frame], step[frame + 1 : high]])
    return float(np.median(around)) if len(around) else 0.0


def change_at(pictures: np.ndarray, step: np.ndarray, frame: int, usual: float) -> Change:
    """The change from frame - 1 to frame."""
    before, after = _blocks(pictures[frame - 1]), _blocks(pictures[frame])
    turned = float(np.mean(np.abs(after - before) > _BLOCK_LEVELS))
    size = float(step[frame])
    return Change(size, size / max(usual, 0.3), turned)


def _blocks(picture: np.ndarray) -> np.ndarray:
    """Means of a grid of 9 by 16 blocks."""
    rows = np.array_split(picture.astype(np.float32), min(_ROWS, picture.shape[0]), axis=0)
    return np.array([[block.mean() for block in np.array_split(row, min(_COLUMNS, row.shape[1]), axis=1)] for row in rows])
