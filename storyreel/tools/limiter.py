"""A limiter that looks ahead: peaks, also those between samples, are brought under a ceiling by turning the sound down in time.

It never bends the wave: the gain falls over 5 ms before a peak and rises again by 40 dB a second. The same sound gives the same
samples. It knows arrays only, mono float32 at 48 kHz.
"""

from __future__ import annotations

import numpy as np

from storyreel.tools.loudness import peaks_between

__all__ = ["MARGIN", "limited"]

_RATE = 48_000
_AHEAD = 256  # samples, 5.3 ms
_RELEASE_DB_PER_S = 40.0
MARGIN = _RATE
"""Samples before and after a piece that tell all the limiter must know of the rest, for up to 40 dB too much."""


def limited(samples: np.ndarray, ceiling_db: float) -> np.ndarray:
    """The sound with its true peak under `ceiling_db`; where nothing passes it, the samples themselves.

    >>> loud = np.sin(np.arange(4800) * 0.05).astype(np.float32) * 2
    >>> round(float(20 * np.log10(np.abs(limited(loud, -6.0)).max())), 1)
    -6.0
    """
    ceiling = 10 ** (ceiling_db / 20)
    peaks = peaks_between(samples, ceiling)
    if not len(peaks) or float(peaks.max()) <= ceiling:
        return np.asarray(samples, np.float32)
    over_db = 20 * np.log10(np.maximum(1.0, peaks / ceiling).astype(np.float64))
    return (samples * 10 ** (-_reduction_db(over_db) / 20)).astype(np.float32)


def _reduction_db(over_db: np.ndarray) -> np.ndarray:
    """How far to turn down at each sample: at every peak at least by what it is over."""
    # What is coming within the look-ahead, found by doubling: after k steps each value knows the next 2**k.
    ahead, reach = over_db.copy(), 1
    while reach <= _AHEAD:
        ahead[:-reach] = np.maximum(ahead[:-reach], ahead[reach:])
        reach *= 2
    slope = np.arange(len(ahead)) * (_RELEASE_DB_PER_S / _RATE)
    held = np.maximum.accumulate(ahead + slope) - slope
    # Two means over half the look-ahead each: a ramp without corners, complete when the peak comes.
    for _ in range(2):
        half = _AHEAD // 2
        sums = np.cumsum(np.concatenate([np.full(half, held[0]), held]))
        held = (sums[half:] - sums[:-half]) / half
    return np.maximum(0.0, held)
