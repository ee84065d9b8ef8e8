"""Integrated loudness in LUFS: K-weighting and gating after ITU-R BS.1770-4, for one channel at 48 kHz.

The filter is applied in the frequency domain, block by block with a run-in, so that it needs numpy alone. It knows arrays only.
"""

from __future__ import annotations

import numpy as np

__all__ = ["integrated_lufs"]

_RATE = 48_000
_BLOCK = 20 * _RATE
_RUN_IN = _RATE // 2
# The two biquads of the standard at 48 kHz: (b, a) of the shelf, then of the high pass.
_SHELF = ((1.53512485958697, -2.69169618940638, 1.19839281085285), (1.0, -1.69065929318241, 0.73248077421585))
_HIGH_PASS = ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621))
_WINDOW_S, _STEP_S = 0.4, 0.1
_ABSOLUTE_GATE, _RELATIVE_GATE = -70.0, -10.0


def integrated_lufs(samples: np.ndarray) -> float | None:
    """Loudness of mono samples at 48 kHz, shape (samples,), -1 to 1; None under 0.4 s, or where all is below the gate.

    >>> tone = 0.1 * np.sin(2 * np.pi * 997 * np.arange(96000) / 48000)
    >>> round(integrated_lufs(tone.astype(np.float32)), 1)
    -23.0
    """
    step, window = int(_STEP_S * _RATE), int(_WINDOW_S * _RATE)
    if len(samples) < window:
        return None
    sums = _steps(samples, step)
    size = window // step
    power = np.convolve(sums, np.ones(size), "valid") / window
    loud = power[_lufs(power) > _ABSOLUTE_GATE]
    if len(loud) == 0:
        return None
    loud = loud[_lufs(loud) > float(_lufs(loud.mean())) + _RELATIVE_GATE]
    return float(_lufs(loud.mean())) if len(loud) else None


def _lufs(power: np.ndarray | np.floating) -> np.ndarray:
    return np.asarray(-0.691 + 10 * np.log10(np.maximum(power, 1e-20)))


def _steps(samples: np.ndarray, step: int) -> np.ndarray:
    """Energy of the weighted sound in steps of 0.1 s, whole steps only."""
    made: list[np.ndarray] = []
    for start in range(0, len(samples) // step * step, _BLOCK):
        low = max(0, start - _RUN_IN)
        part = samples[low : start + _BLOCK].astype(np.float64)
        weighted = _weighted(part)[start - low :]
        whole = len(weighted) // step * step
        made.append(np.sum(np.square(weighted[:whole].reshape(-1, step)), axis=1))
    return np.concatenate(made)


def _weighted(samples: np.ndarray) -> np.ndarray:
    # Room behind the samples, so that the filter's tail does not come round to their beginning.
    size = 1 << (len(samples) + _RUN_IN - 1).bit_length()
    z = np.exp(-2j * np.pi * np.arange(size // 2 + 1) / size)
    response = np.ones(len(z), np.complex128)
    for b, a in (_SHELF, _HIGH_PASS):
        response *= (b[0] + b[1] * z + b[2] * z * z) / (a[0] + a[1] * z + a[2] * z * z)
    return np.fft.irfft(np.fft.rfft(samples, size) * response, size)[: len(samples)]
