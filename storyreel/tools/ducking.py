"""How far the sound of a place steps back while somebody speaks. It knows times and samples, no place and no voice."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

__all__ = ["ATTACK_S", "DEPTH_DB", "RELEASE_S", "duck_gain"]

ATTACK_S, RELEASE_S, DEPTH_DB = 0.08, 0.4, 7.0
"""It is down when the first word is heard, and comes back in 0.4 s after the last, in a straight line of dB."""


def duck_gain(spans: Iterable[tuple[float, float]], samples: int, rate: int, depth_db: float = DEPTH_DB) -> np.ndarray:
    """The gain at each sample, float32 of shape (samples,): 1 far from speech, `depth_db` less within it.

    Args:
        spans: Start and end of what is said, in seconds from the first sample; may overlap and lie outside.

    >>> gain = duck_gain([(1.0, 2.0)], 300, 100)
    >>> round(float(gain[50]), 2), round(float(gain[150]), 3), round(float(gain[299]), 2)
    (1.0, 0.447, 1.0)
    """
    down_db = np.zeros(samples, np.float64)
    at = np.arange(samples) / rate
    for start, end in spans:
        low, high = (max(0, min(samples, round(t * rate))) for t in (start - ATTACK_S, end + RELEASE_S))
        shape = np.interp(at[low:high], (start - ATTACK_S, start, end, end + RELEASE_S), (0.0, depth_db, depth_db, 0.0))
        down_db[low:high] = np.maximum(down_db[low:high], shape)
    return (10 ** (-down_db / 20)).astype(np.float32)
