"""From the engine's raw samples to the file of a Line: silence cut to known margins, level evened. It knows arrays and times."""

from __future__ import annotations

from typing import Literal, NamedTuple

import numpy as np

from storyreel.film.speech import SoundEvent
from storyreel.tools.audio import from_db, peak_db, rms_db

__all__ = ["HEAD_MS", "TAIL_MS", "Trimmed", "trim"]

HEAD_MS, TAIL_MS = 20, 60
LEVEL_DB = -20.0  # of the loud half of the speech, so that voices that differ by 15 dB stand side by side
PEAK_DB = -3.0
_AUDIBLE = 0.003  # about -50 dBFS; the engine's silence is below
_WINDOW_MS = 50


class Trimmed(NamedTuple):
    """Samples (mono float32) and events that fit them; no samples where nothing is to be heard."""

    samples: np.ndarray
    events: tuple[SoundEvent, ...]


def trim(raw: np.ndarray, rate: int, events: list[tuple[str, int, str]], *, gain_db: float = 0.0) -> Trimmed:
    """Keep `HEAD_MS` before the first audible sample and `TAIL_MS` after the last, and bring the speech to `LEVEL_DB`.

    Args:
        raw: The engine's samples, mono float32.
        events: (kind, ms, text) from the start of `raw`.
        gain_db: Louder or softer than the level that all Lines share.
    """
    heard = np.flatnonzero(np.abs(raw) > _AUDIBLE)
    if len(heard) == 0:
        return Trimmed(np.zeros(0, np.float32), ())
    head, tail = rate * HEAD_MS // 1000, rate * TAIL_MS // 1000
    first, last = int(heard[0]), int(heard[-1]) + 1
    made = np.zeros(head + last - first + tail, np.float32)
    low, high = max(0, first - head), min(len(raw), last + tail)
    made[low - (first - head) : high - (first - head)] = raw[low:high]
    made *= from_db(min(LEVEL_DB - _speech_level(made, rate) + gain_db, PEAK_DB - peak_db(made)))
    shift = round((first - head) * 1000 / rate)
    end = round(len(made) * 1000 / rate)
    placed = (SoundEvent(kind=_kind(kind), at_ms=min(end, max(0, at - shift)), text=text) for kind, at, text in events)
    return Trimmed(made, tuple(placed))


def _kind(kind: str) -> Literal["word", "phoneme"]:
    return "word" if kind == "word" else "phoneme"


def _speech_level(samples: np.ndarray, rate: int) -> float:
    """Level in dB of the louder half of short windows: pauses do not count."""
    window = max(1, rate * _WINDOW_MS // 1000)
    whole = samples[: len(samples) // window * window]
    if len(whole) == 0:
        return rms_db(samples)
    power = np.sort(np.mean(np.square(whole.reshape(-1, window), dtype=np.float64), axis=1))
    loud = power[len(power) // 2 :]
    return rms_db(np.sqrt(np.full(1, float(loud.mean()))))
