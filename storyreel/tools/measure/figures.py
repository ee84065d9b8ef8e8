"""Figures per frame: how bright, and how much changed since the frame before and since a little earlier.

Changes are counted at the picture's full size, where a lip or an eyelid still counts; the rest comes from small pictures. It
knows no shots and judges nothing.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

__all__ = ["DRIFT_S", "ChangeMeter", "FigureMeter", "FrameFigures", "brightness", "drift_frames", "figures_of_frames"]

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
        damaged: Whether it could not be decoded, or only with damage.
    """

    mean: np.ndarray
    bright: np.ndarray
    step: np.ndarray
    stir: np.ndarray
    drift: np.ndarray
    fresh: np.ndarray
    damaged: np.ndarray


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
        self._low = self._apart = np.zeros(0, np.uint8)

    def add(self, picture: np.ndarray, bright: float) -> None:
        """The next picture, uint8, kept until 0.4 s have passed, so not to be written to; `bright` as in the figures."""
        held = self._held
        levels = int(np.clip(_STIR_LEVELS * bright / _LIT, 1, _STIR_LEVELS))
        self.stir.append(self._changed(held[-1], picture, levels) if held else 0.0)
        self.drift.append(self._changed(held[0], picture, 2 * levels) if len(held) == held.maxlen else 0.0)
        held.append(picture)

    def hold(self) -> None:
        """A picture that is not there: nothing is known to have changed."""
        self.stir.append(0.0)
        self.drift.append(0.0)

    def _changed(self, before: np.ndarray, after: np.ndarray, levels: int) -> float:
        if before.shape != after.shape:
            return 1.0
        if self._low.shape != after.shape:  # memory that is used again takes a third of the time of fresh memory
            self._low, self._apart = np.zeros_like(after), np.zeros_like(after)
        low, apart = self._low, self._apart
        np.minimum(before, after, out=low)
        np.subtract(np.maximum(before, after, out=apart), low, out=apart)
        return np.count_nonzero(np.greater(apart, levels, out=low.view(np.bool_))) / after.size


def brightness(picture: np.ndarray) -> float:
    """The brightness that only the brightest 2% of a picture pass.

    >>> brightness(np.arange(100, dtype=np.uint8))
    97.0
    """
    dots = picture.reshape(-1)
    place = max(0, round(len(dots) * 0.98) - 1)
    return float(np.partition(dots, place)[place])


class FigureMeter:
    """Measures every figure while pictures pass; it keeps the last picture and 0.4 s of full-sized ones, and no more."""

    def __init__(self, rate: Fraction) -> None:
        self._changes = ChangeMeter(rate)
        self._rows: list[tuple[float, float, float, bool, bool]] = []
        self._before: np.ndarray | None = None

    def add(self, small: np.ndarray, *, large: np.ndarray | None = None, fresh: bool = False, damaged: bool = False) -> None:
        """The next picture, grey, uint8, not written to afterwards; `large` is the same at full size, where it is at hand."""
        bright, dots = brightness(small), small.reshape(-1)
        before = self._before
        step = 0.0 if before is None else float((np.maximum(dots, before) - np.minimum(dots, before)).mean())
        self._changes.add(small if large is None else large, bright)
        self._rows.append((float(dots.mean()), bright, step, fresh, damaged))
        self._before = dots

    def hold(self) -> None:
        """A picture that cannot be decoded: the one before stands for it."""
        mean, bright, *_ = self._rows[-1]
        self._changes.hold()
        self._rows.append((mean, bright, 0.0, False, True))

    def figures(self) -> FrameFigures:
        """Of all pictures so far."""
        rows = np.array(self._rows, np.float32).reshape(-1, 5)
        return FrameFigures(
            mean=rows[:, 0],
            bright=rows[:, 1],
            step=rows[:, 2],
            stir=np.array(self._changes.stir, np.float32),
            drift=np.array(self._changes.drift, np.float32),
            fresh=rows[:, 3] > 0,
            damaged=rows[:, 4] > 0,
        )


def figures_of_frames(pictures: Iterable[np.ndarray], rate: Fraction) -> FrameFigures:
    """Figures from small grey pictures, uint8, each of shape (rows, columns).

    >>> figures_of_frames(np.zeros((2, 4, 4), np.uint8), Fraction(24)).step.tolist()
    [0.0, 0.0]
    """
    meter = FigureMeter(rate)
    for picture in pictures:
        meter.add(picture)
    return meter.figures()
