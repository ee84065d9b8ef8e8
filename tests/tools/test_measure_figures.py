"""Figures of frames: what stirs from one frame to the next, and what adds up over 0.4 s."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from storyreel.tools.measure.figures import ChangeMeter, drift_frames, figures_of_frames

RATE = Fraction(25)


def climbing(step: int, frames: int = 25) -> np.ndarray:
    """A lit picture, a tenth of which grows brighter by `step` levels a frame: shape (frames, 40, 40)."""
    pictures = np.full((frames, 40, 40), 120, np.uint8)
    for number in range(frames):
        pictures[number, :4] = 20 + step * number
    return pictures


def test_a_slow_change_does_not_stir_but_drifts() -> None:
    measured = figures_of_frames(climbing(1), RATE)
    assert measured.stir.max() == 0
    late = measured.drift[drift_frames(RATE) :]
    assert late == pytest.approx(np.full(len(late), 0.1))
    assert not measured.drift[: drift_frames(RATE)].any()


def test_a_quick_change_stirs() -> None:
    assert figures_of_frames(climbing(6), RATE).stir[1:] == pytest.approx(np.full(24, 0.1))


def test_an_encoder_that_refines_a_held_picture_neither_stirs_nor_drifts() -> None:
    held = np.full((25, 40, 40), 120, np.uint8)
    held[::2] += 3
    measured = figures_of_frames(held, RATE)
    assert measured.stir.max() == 0
    assert measured.drift.max() == 0


@pytest.mark.parametrize(("bright", "counts"), [(200.0, False), (25.0, True)])
def test_in_the_dark_less_counts(bright: float, counts: bool) -> None:
    meter = ChangeMeter(RATE)
    meter.add(np.full((10, 10), 10, np.uint8), bright)
    meter.add(np.full((10, 10), 13, np.uint8), bright)
    assert meter.stir == [0.0, float(counts)]


def test_a_picture_of_another_size_is_all_change() -> None:
    meter = ChangeMeter(RATE)
    meter.add(np.zeros((10, 10), np.uint8), 100)
    meter.add(np.zeros((8, 10), np.uint8), 100)
    assert meter.stir == [0.0, 1.0]
