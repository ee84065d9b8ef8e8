"""Where a voice sounds and where it rests: the edges of the speech, its pauses, its level without them.

Silence is what lies well below the voice's own level, so it is found in a quiet recording and in a noisy one alike. It cannot
tell a voice from another sound. It knows arrays only.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

__all__ = ["STEP_MS", "Voicing", "levels_db", "voicing_of"]

STEP_MS = 10
_PAUSE_MS = 200
"""Shorter silences are stops between sounds, not pauses."""
_CLICK_MS = 40
"""A sound shorter than this with silence around it is a click."""
_BELOW_DB = 32.0
_OVER_NOISE_DB = 8.0
_SILENT_DB = -62.0


class Voicing(NamedTuple):
    """Milliseconds from the start of the sound, in steps of 10.

    Attributes:
        start_ms, end_ms: First and last sound; equal where nothing is heard.
        pauses: (start, end) of silences between, 0.2 s and longer.
        level_db: RMS level of what sounds; None where nothing does.
    """

    start_ms: int
    end_ms: int
    pauses: tuple[tuple[int, int], ...]
    level_db: float | None


def levels_db(samples: np.ndarray, rate: int) -> np.ndarray:
    """Level in dB below full scale of each 10 ms.

    >>> levels_db(np.ones(480, np.float32), 48000).tolist()
    [0.0]
    """
    step = max(1, rate * STEP_MS // 1000)
    whole = len(samples) // step * step
    power = np.mean(np.square(samples[:whole].reshape(-1, step), dtype=np.float64), axis=1) if whole else np.zeros(0)
    return 10 * np.log10(np.maximum(power, 1e-12))


def voicing_of(samples: np.ndarray, rate: int) -> Voicing:
    """Where mono samples of -1 to 1 sound.

    >>> sound = np.concatenate([np.zeros(4800), 0.1 * np.ones(9600), np.zeros(24000), 0.1 * np.ones(9600)])
    >>> voicing_of(sound, 48000)
    Voicing(start_ms=100, end_ms=1000, pauses=((300, 800),), level_db=-20.0)
    """
    levels = levels_db(samples, rate)
    if len(levels) == 0:
        return Voicing(0, 0, (), None)
    sounding = levels > _threshold(levels)
    for start, end in _runs(sounding):
        if (end - start) * STEP_MS < _CLICK_MS:
            sounding[start:end] = False
    heard = np.flatnonzero(sounding)
    if len(heard) == 0:
        return Voicing(0, 0, (), None)
    first, last = int(heard[0]), int(heard[-1]) + 1
    gaps = [(first + a, first + b) for a, b in _runs(~sounding[first:last]) if (b - a) * STEP_MS >= _PAUSE_MS]
    power = np.mean(10 ** (levels[sounding] / 10))
    pauses = tuple((a * STEP_MS, b * STEP_MS) for a, b in gaps)
    return Voicing(first * STEP_MS, last * STEP_MS, pauses, round(float(10 * np.log10(power)), 2))


def _threshold(levels: np.ndarray) -> float:
    """Level under which is silence: well below the voice, and over the noise where that leaves the voice its room."""
    loud, noise = float(np.percentile(levels, 95)), float(np.percentile(levels, 5))
    over = noise + _OVER_NOISE_DB
    below = loud - _BELOW_DB
    # In a noisy room the floor decides, but never so high that soft sounds of the voice are lost in it.
    return max(_SILENT_DB, below, min(over, loud - 12.0))


def _runs(mask: np.ndarray) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate([[False], mask, [False]]).astype(np.int8)))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]
