"""Loudness, true peak, limiting and ducking, each against sounds of known figures."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storyreel.tools.ducking import ATTACK_S, DEPTH_DB, RELEASE_S, duck_gain
from storyreel.tools.limiter import MARGIN, limited
from storyreel.tools.loudness import LoudnessMeter, integrated_lufs, peaks_between, true_peak_db

RATE = 48_000


def bursts(seed: int, seconds: float = 2.0) -> np.ndarray:
    """Noise with a few loud knocks."""
    chance = np.random.default_rng(seed)
    made = chance.standard_normal(round(seconds * RATE)) * 0.05
    for at in chance.integers(2000, made.size - 2000, 6):
        made[at : at + 400] += chance.uniform(0.5, 3.0) * np.sin(np.arange(400) * chance.uniform(0.05, 1.5))
    return made.astype(np.float32)


def dense_peak_db(samples: np.ndarray) -> float:
    """The highest value of the band-limited wave, sixteen times as dense, by the whole spectrum."""
    spectrum = np.fft.rfft(samples.astype(np.float64))
    padded = np.zeros(len(samples) * 8 + 1, complex)
    padded[: len(spectrum)] = spectrum
    dense = np.fft.irfft(padded, len(samples) * 16) * 16
    return float(20 * np.log10(np.abs(dense).max()))


@pytest.mark.parametrize("block", [1, 999, 4800, 7001, 50_000])
def test_loudness_in_blocks_is_the_loudness_of_the_whole(block: int) -> None:
    sound = bursts(1, 0.6 if block == 1 else 3.0)
    meter = LoudnessMeter()
    for start in range(0, len(sound), block):
        meter.add(sound[start : start + block])
    assert meter.lufs() == pytest.approx(integrated_lufs(sound), abs=1e-6)
    assert meter.true_peak_db() == pytest.approx(true_peak_db(sound), abs=0.05)


@pytest.mark.parametrize("seed", range(5))
def test_the_true_peak_is_that_of_the_wave_between_the_samples(seed: int) -> None:
    sound = bursts(seed, 0.5)
    assert true_peak_db(sound) == pytest.approx(dense_peak_db(sound), abs=0.3)


def test_silence_has_no_loudness_and_no_peak() -> None:
    meter = LoudnessMeter()
    assert (meter.lufs(), meter.true_peak_db()) == (None, -120.0)
    meter.add(np.zeros(RATE, np.float32))
    assert (meter.lufs(), meter.true_peak_db()) == (None, -120.0)


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000), ceiling=st.floats(-20, -1))
def test_no_peak_passes_the_ceiling(seed: int, ceiling: float) -> None:
    made = limited(bursts(seed, 0.6), ceiling)
    assert true_peak_db(made) <= ceiling + 0.1
    assert float(np.abs(made).max()) <= 10 ** (ceiling / 20) * 1.0001


def test_what_is_under_the_ceiling_is_left_to_the_bit_and_what_is_far_from_a_peak_too() -> None:
    sound = bursts(3) * np.float32(0.01)
    assert np.array_equal(limited(sound, -1.0), sound)
    sound[RATE] = 0.9
    made = limited(sound, -6.0)
    assert np.array_equal(made[: RATE - 1000], sound[: RATE - 1000])
    assert np.allclose(made[RATE + RATE // 2 :], sound[RATE + RATE // 2 :], rtol=1e-6)
    assert made[RATE] == pytest.approx(10 ** (-6 / 20), abs=0.03)


def test_the_gain_has_no_corners_and_never_rises_above_one() -> None:
    tone = np.sin(np.arange(2 * RATE) * 0.05).astype(np.float32) * 0.4
    loud = tone.copy()
    loud[RATE : RATE + 4800] *= 4
    gain = limited(loud, -3.0)[np.abs(loud) > 0.1] / loud[np.abs(loud) > 0.1]
    assert gain.max() <= 1.0001 and gain.min() < 0.5
    assert np.abs(np.diff(gain)).max() < 0.08  # between neighbours that are not near zero


def test_pieces_with_a_margin_are_limited_as_the_whole() -> None:
    sound = bursts(8, 6.0)
    whole, cut = limited(sound, -8.0), 3 * RATE
    first = limited(sound[: cut + MARGIN], -8.0)[:cut]
    second = limited(sound[cut - MARGIN :], -8.0)[MARGIN:]
    assert np.allclose(np.concatenate([first, second]), whole, atol=1e-5)


def test_no_samples_and_one_are_no_error() -> None:
    assert limited(np.zeros(0, np.float32), -1.0).size == 0
    assert peaks_between(np.array([0.5], np.float32)).tolist() == [0.5]
    assert limited(np.array([2.0], np.float32), -6.0)[0] == pytest.approx(0.501, abs=0.01)


def test_a_place_steps_back_in_time_and_comes_again() -> None:
    gain_db = 20 * np.log10(duck_gain([(1.0, 2.0)], 4 * RATE, RATE))

    def at(seconds: float) -> float:
        return float(gain_db[round(seconds * RATE)])

    assert at(1.0 - ATTACK_S - 0.01) == 0.0 and at(2.0 + RELEASE_S + 0.01) == 0.0
    assert at(1.0) == pytest.approx(-DEPTH_DB, abs=0.05) and at(1.99) == pytest.approx(-DEPTH_DB, abs=0.05)
    assert at(2.0 + RELEASE_S / 2) == pytest.approx(-DEPTH_DB / 2, abs=0.1)


def test_lines_that_overlap_or_lie_outside_do_not_duck_twice() -> None:
    gain = duck_gain([(-5.0, -4.0), (0.2, 0.8), (0.5, 1.2), (9.0, 10.0)], RATE * 2, RATE)
    assert float(gain.min()) == pytest.approx(10 ** (-DEPTH_DB / 20), abs=1e-3)
    assert duck_gain([], 10, RATE).tolist() == [1.0] * 10
