"""The pitch of a voice: the fundamental of each short window by the YIN method, and its median and range.

After A. de Cheveigné and H. Kawahara, "YIN, a fundamental frequency estimator for speech and music" (2002), steps 1 to 5. It
hears one voice: of two at once it gives either or none. It knows arrays only.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

__all__ = ["HIGHEST_HZ", "LOWEST_HZ", "Pitch", "pitch_of"]

LOWEST_HZ, HIGHEST_HZ = 60.0, 600.0
_WINDOW_S, _HOP_S = 0.025, 0.02
_HARMONIC = 0.15
"""Largest normalised difference at which a window counts as voiced: YIN's threshold."""
_FAINT_DB = 30.0
_LEAST = 5
"""Voiced windows without which there is no pitch to speak of: a tenth of a second."""
_BATCH = 512


class Pitch(NamedTuple):
    """Median, 10th and 90th percentile in Hz, and the share of windows that are voiced."""

    median_hz: float
    low_hz: float
    high_hz: float
    voiced: float


def pitch_of(samples: np.ndarray, rate: int) -> Pitch | None:
    """The pitch of mono samples, shape (samples,); None where hardly anything is voiced.

    Args:
        samples: Float, -1 to 1; windows 30 dB below the loudest are left out.
        rate: Samples per second; 16 kHz is enough.

    >>> tone = np.sin(2 * np.pi * 200 * np.arange(8000) / 16000)
    >>> round(pitch_of(tone, 16000).median_hz)
    200
    """
    found = _track(np.asarray(samples, np.float64), rate)
    voiced = found[found > 0]
    if len(voiced) < _LEAST:
        return None
    low, median, high = (float(value) for value in np.percentile(voiced, [10, 50, 90]))
    return Pitch(round(median, 1), round(low, 1), round(high, 1), round(len(voiced) / len(found), 3))


def _track(samples: np.ndarray, rate: int) -> np.ndarray:
    """Fundamental of each window in Hz, 0 where it is not voiced."""
    longest, shortest = int(rate / LOWEST_HZ) + 2, int(rate / HIGHEST_HZ)
    window, hop = int(_WINDOW_S * rate), int(_HOP_S * rate)
    span = window + longest
    if len(samples) < span:
        return np.zeros(0)
    starts = np.arange(0, len(samples) - span + 1, hop)
    power = np.concatenate([[0.0], np.cumsum(np.square(samples))])
    level = power[starts + span] - power[starts]
    loud = level > level.max() * 10 ** (-_FAINT_DB / 10)
    found = np.zeros(len(starts))
    chosen = np.flatnonzero(loud & (level > 1e-8))
    for first in range(0, len(chosen), _BATCH):
        part = chosen[first : first + _BATCH]
        frames = samples[starts[part, None] + np.arange(span)[None, :]]
        found[part] = _periods(frames, window, longest, shortest, rate)
    return found


def _periods(frames: np.ndarray, window: int, longest: int, shortest: int, rate: int) -> np.ndarray:
    """The period of each frame as a frequency; frames are (count, window + longest)."""
    size = 1 << (frames.shape[1] + window - 1).bit_length()
    head = np.fft.rfft(frames[:, :window], size)
    cross = np.fft.irfft(np.fft.rfft(frames, size) * np.conj(head), size)[:, :longest]
    power = np.concatenate([np.zeros((len(frames), 1)), np.cumsum(np.square(frames), axis=1)], axis=1)
    lags = np.arange(longest)
    energy = power[:, lags + window] - power[:, lags]
    difference = np.maximum(0.0, energy[:, :1] + energy - 2 * cross)
    running = np.cumsum(difference[:, 1:], axis=1)
    normal = np.ones_like(difference)
    normal[:, 1:] = difference[:, 1:] * lags[None, 1:] / np.maximum(running, 1e-12)
    return np.array([_frequency(one, shortest, rate) for one in normal])


def _frequency(normal: np.ndarray, shortest: int, rate: int) -> float:
    """The first dip below the threshold, followed to its bottom and interpolated."""
    below = np.flatnonzero(normal[shortest:-1] < _HARMONIC)
    if len(below) == 0:
        return 0.0
    lag = shortest + int(below[0])
    while lag + 1 < len(normal) - 1 and normal[lag + 1] < normal[lag]:
        lag += 1
    left, here, right = normal[lag - 1], normal[lag], normal[lag + 1]
    bend = left - 2 * here + right
    shift = 0.5 * (left - right) / bend if bend > 1e-12 else 0.0
    return float(rate / (lag + min(0.5, max(-0.5, shift))))
