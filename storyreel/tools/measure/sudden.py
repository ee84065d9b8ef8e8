"""Sudden frames: those of a Shot that change more from the last one than the frames around them do.

A change counts as sudden by the whole picture, by the blocks that change most, or by blocks that change more than each does
anyway: where a camera moves, strong edges change all the time, and a figure's jump stands out only from its own place. It does
not say what changed.
"""

from __future__ import annotations

import numpy as np

from storyreel.tools.contracts import FilmFile
from storyreel.tools.measure.black import black_frames
from storyreel.tools.measure.cut_steps import change_at
from storyreel.tools.measure.media import MediaFile
from storyreel.tools.measure.spans import ShotSpan, figures, pictures
from storyreel.tools.measure.thresholds_content import CONTENT, ContentThresholds

__all__ = ["around", "beyond_own", "sudden_frames"]

_AROUND = 8  # frames on either side of which the second greatest change is what is usual
_BESIDE = 2  # frames: what is drawn on every second frame moves again so soon; a figure that has jumped stays
_QUIET_PEAK = 3.0
_QUIET_STEP = 0.3  # levels: below this, ratios say nothing
_CONTRAST = 40.0  # levels: a picture of less is told by smaller changes
_BEYOND = 10  # levels of Y, Cb and Cr together


def sudden_frames(media: FilmFile, span: ShotSpan, limits: ContentThresholds = CONTENT) -> dict[int, bool]:
    """Frames within a Shot that change more from the last one than those around them do.

    Each with whether it is told by a few blocks alone that change more than they do anyway: a weaker sign.
    """
    step, low, small = figures(media).step, span.start + span.head, pictures(media)
    if span.end - low < 2:
        return {}
    dark = black_frames(media)
    changes = _changes(media.colours[low : span.end]) if isinstance(media, MediaFile) else None
    peak = None if changes is None else _peaks(changes)
    found: dict[int, bool] = {}
    for frame in range(low + 1, span.end):
        contrast = float(np.clip(small[frame].std() / _CONTRAST, 0.7, 1.0))
        if step[frame] < limits.jump_step * contrast or dark[frame - 1 : frame + 1].any():
            continue
        usual = _usual(step, frame, low + 1, span.end)
        weak, sudden = False, step[frame] >= limits.jump_ratio * max(usual, _QUIET_STEP)
        if not sudden and changes is not None and peak is not None:
            # before a moving camera everything changes a little, a figure's jump a part greatly
            others = _usual(peak, frame - low, 1, span.end - low)
            sudden = peak[frame - low] >= limits.jump_peak_ratio * max(others, _QUIET_PEAK)
            weak = not sudden and beyond_own(changes, frame - low - 1) >= limits.jump_own
        if (sudden or weak) and change_at(media, frame, usual).blocks >= limits.jump_blocks:
            found[frame] = weak
    return found


def beyond_own(changes: np.ndarray, at: int) -> float:
    """Share of blocks that change more than they, or those next to them, do in the frames around, by ten levels.

    Args:
        changes: Change of each block from frame to frame, in levels, of shape (changes, rows, columns).
        at: The change in question.

    >>> changes = np.full((9, 4, 5), 20)
    >>> changes[4, 1:3, 2] += 30
    >>> beyond_own(changes, 4), beyond_own(changes, 3)
    (0.1, 0.0)
    """
    usual = np.zeros(changes.shape[1:], changes.dtype)
    others = around(changes, at, 0, len(changes))
    if len(others) > 1:
        usual = np.partition(others, -2, axis=0)[-2]
    beside = around(changes, at, 0, len(changes), _BESIDE)
    if len(beside):
        usual = np.maximum(usual, beside.max(axis=0))
    return int(np.count_nonzero(changes[at] - _spread(usual) > _BEYOND)) / usual.size


def around(values: np.ndarray, frame: int, start: int, end: int, reach: int = _AROUND) -> np.ndarray:
    """The values of the frames around one, without it, within `start` to `end`.

    >>> around(np.arange(9), 4, 0, 9, 2).tolist()
    [2, 3, 5, 6]
    """
    first, last = max(start, frame - reach), min(end, frame + reach + 1)
    return np.concatenate([values[first:frame], values[frame + 1 : last]])


def _usual(values: np.ndarray, frame: int, start: int, end: int) -> float:
    """What is usual around a frame: the second greatest value, or the greatest of those beside it."""
    others = np.sort(around(values, frame, start, end))
    second = float(others[-2]) if len(others) > 1 else 0.0
    return max(second, float(around(values, frame, start, end, _BESIDE).max(initial=0.0)))


def _changes(colours: np.ndarray) -> np.ndarray:
    """How much each block changes since the frame before, in levels, shape (frames - 1, rows, columns)."""
    return np.abs(np.diff(colours.astype(np.int16), axis=0)).sum(axis=-1)


def _peaks(changes: np.ndarray) -> np.ndarray:
    """How much the four blocks change that change most, since the frame before, in levels."""
    return np.concatenate([[0.0], np.sort(changes.reshape(len(changes), -1), axis=1)[:, -4:].mean(axis=1)])


def _spread(values: np.ndarray) -> np.ndarray:
    """The greatest of each block and those next to it: an edge moves on from block to block."""
    wide = np.pad(values, 1, mode="edge")
    rows, columns = values.shape
    return np.max([wide[y : y + rows, x : x + columns] for y in range(3) for x in range(3)], axis=0)
