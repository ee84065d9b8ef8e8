"""Loudness in LUFS and true peak of one channel at 48 kHz: K-weighting and gating after ITU-R BS.1770-4, peaks four times denser.

The filter is applied in the frequency domain, block by block with a run-in, so that it needs numpy alone. What is made here is
judged by another meter (`measure`, FFmpeg's). It knows arrays only.
"""

from __future__ import annotations

from functools import lru_cache
from math import log10

import numpy as np

__all__ = ["LoudnessMeter", "integrated_lufs", "peaks_between", "true_peak_db"]

_RATE = 48_000
_BLOCK = 5 * _RATE
_RUN_IN = _RATE // 2
# The two biquads of the standard at 48 kHz: (b, a) of the shelf, then of the high pass.
_SHELF = ((1.53512485958697, -2.69169618940638, 1.19839281085285), (1.0, -1.69065929318241, 0.73248077421585))
_HIGH_PASS = ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621))
_WINDOW_S, _STEP_S = 0.4, 0.1
_ABSOLUTE_GATE, _RELATIVE_GATE = -70.0, -10.0
_HOP = 256  # samples that are looked at together
_SIDE = 12  # samples on each side that a value between samples is made of
_SILENCE_DB = -120.0


def integrated_lufs(samples: np.ndarray) -> float | None:
    """Loudness of mono samples at 48 kHz, shape (samples,), -1 to 1; None under 0.4 s, or where all is below the gate.

    >>> tone = 0.1 * np.sin(2 * np.pi * 997 * np.arange(96000) / 48000)
    >>> round(integrated_lufs(tone.astype(np.float32)), 1)
    -23.0
    """
    meter = LoudnessMeter()
    meter.add(samples)
    return meter.lufs()


class LoudnessMeter:
    """Loudness and true peak of a sound that comes in blocks of any length, in order; it is measured some seconds at a time."""

    def __init__(self, *, peaks: bool = True, loudness: bool = True) -> None:
        self._sums: list[np.ndarray] = []
        self._before = np.zeros(0, np.float32)
        self._waiting: list[np.ndarray] = []
        self._peaks, self._loudness, self._peak = peaks, loudness, 0.0

    def add(self, samples: np.ndarray) -> None:
        """The next mono samples at 48 kHz."""
        if len(samples):
            self._waiting.append(samples)
        if sum(map(len, self._waiting)) >= _BLOCK:
            self._measure()

    def _measure(self) -> None:
        """Measure what waits; what is left of a tenth of a second goes on waiting."""
        held, step = np.concatenate([np.zeros(0, np.float32), *self._waiting]), int(_STEP_S * _RATE)
        whole = len(held) // step * step
        if self._peaks:
            self._peak = max(self._peak, _highest(np.concatenate([self._before[-2 * _SIDE :], held])))
        if not self._loudness:
            self._before = np.concatenate([self._before, held[:whole]])[-_RUN_IN:]
        for start in range(0, whole if self._loudness else 0, _BLOCK):
            part = np.concatenate([self._before, held[start : min(whole, start + _BLOCK)]])
            weighted = _weighted(part)[len(self._before) :].reshape(-1, step)
            self._sums.append(np.einsum("ij,ij->i", weighted, weighted))
            self._before = part[-_RUN_IN:]
        self._waiting = [held[whole:]] if whole < len(held) else []

    def lufs(self) -> float | None:
        """Integrated loudness so far; None under 0.4 s, or where all is below the gate."""
        self._measure()
        sums = np.concatenate([np.zeros(0), *self._sums])
        size = round(_WINDOW_S / _STEP_S)
        if len(sums) < size:
            return None
        power = np.convolve(sums, np.ones(size), "valid") / (_WINDOW_S * _RATE)
        loud = power[_lufs(power) > _ABSOLUTE_GATE]
        if len(loud) == 0:
            return None
        loud = loud[_lufs(loud) > float(_lufs(loud.mean())) + _RELATIVE_GATE]
        return float(_lufs(loud.mean())) if len(loud) else None

    def true_peak_db(self) -> float:
        """The highest value on and between samples so far, in dB over full scale; silence is -120."""
        self._measure()
        return max(_SILENCE_DB, 20 * log10(self._peak)) if self._peak > 0 else _SILENCE_DB


def true_peak_db(samples: np.ndarray) -> float:
    """The highest value on and between the samples, in dB over full scale (dBTP).

    >>> tone = np.sin(2 * np.pi * (np.arange(4800) / 4 + 1 / 8)).astype(np.float32)  # its peaks lie between samples
    >>> round(20 * log10(tone.max()), 1), round(abs(true_peak_db(tone)), 1)
    (-3.0, 0.0)
    """
    meter = LoudnessMeter()
    meter.add(np.asarray(samples, np.float32))
    return meter.true_peak_db()


def peaks_between(samples: np.ndarray, least: float = 0.0) -> np.ndarray:
    """For each sample the greatest size on it and on three values between it and the next, shape (samples,), float32.

    Args:
        least: Where no value between samples can be above this, only the samples' own sizes are given: most of a sound is far
            from its peaks.

    >>> peaks_between(np.array([0.0, -0.5, 0.0], np.float32)).shape
    (3,)
    """
    sizes = np.abs(samples).astype(np.float32)
    if len(samples) < 2:
        return sizes
    edge = np.zeros(_SIDE, np.float32)
    padded = np.concatenate([edge[1:], samples.astype(np.float32, copy=False), edge])
    for start, end in _near(sizes, least / _most_between()):
        here, around = sizes[start:end], padded[start : end + 2 * _SIDE - 1]
        for taps in _between():
            between = np.convolve(around, taps, "valid")
            np.maximum(here, np.abs(between, out=between), out=here)
    return sizes


def _near(sizes: np.ndarray, least: float) -> list[tuple[int, int]]:
    """Runs of samples, first and end, that lie within reach of one whose size is at least this."""
    count = -(-len(sizes) // _HOP)
    loud = np.maximum.reduceat(sizes, np.arange(count) * _HOP) >= least
    wide = np.concatenate([[False], loud, [False]])
    wide[1:-1] |= wide[:-2] | wide[2:]
    wide[[0, -1]] = False
    steps = np.flatnonzero(wide[1:] != wide[:-1])
    return [(int(a) * _HOP, min(len(sizes), int(b) * _HOP)) for a, b in zip(steps[::2], steps[1::2], strict=True)]


def _highest(samples: np.ndarray) -> float:
    """The true peak; values between samples are made only where samples come near the highest, and not at the very ends."""
    sizes = np.abs(samples)
    found = float(sizes.max(initial=0.0))
    if found <= 0:
        return 0.0
    # Between samples at most about twice what is on them (a tone at half the rate), and then only near to it.
    between = peaks_between(samples, 0.5 * found * _most_between())
    return max(found, float(between[_SIDE:-_SIDE].max(initial=0.0)))


@lru_cache(maxsize=1)
def _between() -> tuple[np.ndarray, ...]:
    """Windowed sines over x for a quarter, a half and three quarters of the way to the next sample."""
    made: list[np.ndarray] = []
    for part in (0.25, 0.5, 0.75):
        x = np.arange(-_SIDE + 1, _SIDE + 1) - part
        taps = np.sinc(x) * np.kaiser(2 * _SIDE * 64 + 1, 6.0)[np.rint((x / _SIDE + 1) * _SIDE * 64).astype(int)]
        made.append((taps / taps.sum())[::-1].astype(np.float32))
    return tuple(made)


@lru_cache(maxsize=1)
def _most_between() -> float:
    """How many times the size of the samples around it a value between two can have at most."""
    return max(float(np.abs(taps).sum()) for taps in _between())


def _lufs(power: np.ndarray | np.floating) -> np.ndarray:
    return np.asarray(-0.691 + 10 * np.log10(np.maximum(power, 1e-20)))


def _weighted(samples: np.ndarray) -> np.ndarray:
    # Room behind the samples, so that the filter's tail does not come round to their beginning.
    size = -(-(len(samples) + _RUN_IN) // _RUN_IN) * _RUN_IN  # no large prime factors: a fast transform
    return np.fft.irfft(np.fft.rfft(samples.astype(np.float64), size) * _response(size), size)[: len(samples)]


@lru_cache(maxsize=2)
def _response(size: int) -> np.ndarray:
    z = np.exp(-2j * np.pi * np.arange(size // 2 + 1) / size)
    response = np.ones(len(z), np.complex128)
    for b, a in (_SHELF, _HIGH_PASS):
        response *= (b[0] + b[1] * z + b[2] * z * z) / (a[0] + a[1] * z + a[2] * z * z)
    return response
