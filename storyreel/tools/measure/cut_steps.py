"""How much a picture differs from the one before, against what is usual around it: what tells a cut from a movement."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from storyreel.tools.contracts import FilmFile
from storyreel.tools.measure.spans import figures, pictures
from storyreel.tools.measure.thresholds import DEFAULTS, Thresholds

__all__ = ["Change", "brightness_alone", "change_at", "coarse", "cuts_within", "usual_step"]

_AROUND = 8
_ROWS, _COLUMNS = 9, 16
_SAME_BLOCKS, _GAIN = 0.05, 1.4
_QUIET_STEP = 0.3  # levels: below this, ratios say nothing


class Change(NamedTuple):
    """A change of picture: mean change in levels, that over the usual one, share of blocks that changed, and the frame."""

    step: float
    ratio: float
    blocks: float
    frame: int


def usual_step(step: np.ndarray, frame: int, start: int, end: int) -> float:
    """Median change of the frames around `frame` within [start + 1, end), `frame` itself left out.

    >>> usual_step(np.array([0.0, 1.0, 9.0, 2.0, 3.0]), 2, 0, 5)
    2.0
    """
    low, high = max(start + 1, frame - _AROUND), min(end, frame + _AROUND + 1)
    around = np.concatenate([step[low:frame], step[frame + 1 : high]])
    return float(np.median(around)) if len(around) else 0.0


def change_at(media: FilmFile, frame: int, usual: float) -> Change:
    """The change from frame - 1 to frame.

    A block counts as changed by a quarter of the picture's own contrast, at least 2 and at most 10 levels: a cut between two
    nights is a cut.
    """
    small = pictures(media)
    before, after = coarse(small[frame - 1]), coarse(small[frame])
    enough = float(np.clip(np.concatenate([before, after]).std() / 4, 2.0, 10.0))
    turned = float(np.mean(np.abs(after - before) > enough))
    size = float(figures(media).step[frame])
    return Change(size, size / max(usual, _QUIET_STEP), turned, frame)


def brightness_alone(media: FilmFile, frame: int) -> bool:
    """Whether the picture is the one before, only a little brighter or darker: a lamp, a flicker."""
    small = pictures(media)
    before, after = coarse(small[frame - 1]), coarse(small[frame])
    gain = float(after.mean()) / max(1.0, float(before.mean()))
    enough = max(1.0, float(after.std()) / 8)
    return 1 / _GAIN < gain < _GAIN and float(np.mean(np.abs(after - gain * before) > enough)) < _SAME_BLOCKS


def coarse(picture: np.ndarray) -> np.ndarray:
    """Means of a grid of 9 by 16 blocks."""
    rows, columns = _edges(picture.shape[0], _ROWS), _edges(picture.shape[1], _COLUMNS)
    sums = np.add.reduceat(np.add.reduceat(picture.astype(np.float32), rows[:-1], axis=0), columns[:-1], axis=1)
    return sums / np.outer(np.diff(rows), np.diff(columns))


def _edges(side: int, parts: int) -> np.ndarray:
    return np.linspace(0, side, min(parts, side) + 1).astype(np.int64)


def cuts_within(media: FilmFile, start: int, end: int, limits: Thresholds = DEFAULTS) -> list[Change]:
    """Changes between the frames `start` and `end` of one shot that are as great and as sudden as a cut."""
    step = figures(media).step
    found: list[Change] = []
    for frame in range(start + 1, end):
        if step[frame] < limits.cut_step:
            continue
        change = change_at(media, frame, usual_step(step, frame, start, end))
        if change.ratio >= limits.cut_ratio and change.blocks >= limits.cut_blocks:
            found.append(change)
    return found
