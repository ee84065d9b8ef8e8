"""Figures per frame: how bright, and how much changed since the frame before and since a little earlier.

Changes are counted at the picture's full size, where a lip or an eyelid still counts; the rest comes from small pictures. It
knows no shots and judges nothing.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

__all__ = ["DRIFT_S", "ChangeMeter", "FrameFigures", "brightness", "drift_frames", "figures_of_frames"]

DRIFT_S = Fraction(2, 5)
_STIR_LEVELS, _LIT = 4, 100  # in a picture whose brightest parts are below 100 of 255, less counts in proportion


@dataclass(frozen=True, kw_only=True)
class FrameFigures:
    """Figures of each frame, arrays of shape (frames,). Brightness is 0 to 255.

    Attributes:
        mean: Mean brightness.
        bright: Brightness that only the brightest 2% of the picture pass.
        step: Mean absolute change of the small picture since the frame before, 0 for the first.
        stir: Share of dots that changed by more than four levels since the frame before (more than one, in the dark). An encoder
            that refines a picture which is held changes dots by less.
        drift: Share of dots that changed by more than twice as much in 0.4 s, where slow movement adds up; 0 before that time.
        fresh: Whether the frame is coded on its own (a keyframe), which changes dots without anything moving.
    """

    mean: np.ndarray
    bright: np.ndarray
    step: np.ndarray
    stir: np.ndarray
    drift: np.ndarray
    fresh: np.ndarray


def drift_frames(rate: Fraction) -> int:
    """Frames in the time over which drift is measured.

    >>> drift_frames(Fraction(24)), drift_frames(Fraction(2))
    (10, 2)
    """
    return max(2, round(DRIFT_S * rate))


class ChangeMeter:
    """Measures stir and drift while pictures pass; it keeps no more of them than 0.4 s."""

    def __init__(self, rate: Fraction) -> None:
        self.stir: list[float] = []
        self.drift: list[float] = []
        self._held: deque[np.ndarray] = deque(maxlen=drift_frames(rate))

    def add(self, picture: np.ndarray, bright: float) -> None:
        """The next picture, uint8, kept until 0.4 s have passed, so not to be written to; `bright` as in the figures."""
        held = self._held
        levels = int(np.clip(_STIR_LEVELS * bright / _LIT, 1, _STIR_LEVELS))
        self.stir.append(_changed(held[-1], picture, levels) if held else 0.0)
        self.drift.append(_changed(held[0], picture, 2 * levels) if len(held) == held.maxlen else 0.0)
        held.append(picture)


def _changed(before: np.ndarray, after: np.ndarray, levels: int) -> float:
    if before.shape != after.shape:
        return 1.0
    apart = np.maximum(before, after) - np.minimum(before, after)
    return float(np.count_nonzero(apart > levels)) / apart.size


def brightness(picture: np.ndarray) -> float:
    """The brightness that only the brightest 2% of a picture pass.

    >>> brightness(np.arange(100, dtype=np.uint8))
    97.0
    """
    dots = picture.reshape(-1)
    place = max(0, round(len(dots) * 0.98) - 1)
    return float(np.partition(dots, place)[place])


def figures_of_frames(
    pictures: np.ndarray, rate: Fraction, *, changes: ChangeMeter | None = None, fresh: np.ndarray | None = None
) -> FrameFigures:
    """Figures from small grey pictures of shape (frames, rows, columns), uint8; changes at full size are given where known.

    >>> figures_of_frames(np.zeros((2, 4, 4), np.uint8), Fraction(24)).step.tolist()
    [0.0, 0.0]
    """
    count = len(pictures)
    flat = pictures.reshape(count, -1)
    mean, bright, step = (np.zeros(count, np.float32) for _ in range(3))
    if changes is None:
        changes = ChangeMeter(rate)
        for dots in flat:
            changes.add(dots, brightness(dots))
    for number, dots in enumerate(flat):
        mean[number] = dots.mean()
        bright[number] = brightness(dots)
        if number:
            before = flat[number - 1]
            step[number] = (np.maximum(dots, before) - np.minimum(dots, before)).mean()
    return FrameFigures(
        mean=mean,
        bright=bright,
        step=step,
        stir=np.array(changes.stir, np.float32),
        drift=np.array(changes.drift, np.float32),
        fresh=np.zeros(count, bool) if fresh is None else fresh,
    )
