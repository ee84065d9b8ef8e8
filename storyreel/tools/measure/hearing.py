"""Whether a voice is heard in a window of sound: against its recording, against the times of its sounds, or by level alone.

It knows arrays and figures, no Lines and no files.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from storyreel.film.speech import SoundEvent
from storyreel.tools.audio import rms_db
from storyreel.tools.measure.thresholds import Thresholds

__all__ = ["Heard", "against_recording", "against_sounds", "by_level"]

_HOPS = 5  # steps in a window
_LOUDEST_DB = 8.0


class Heard(NamedTuple):
    """Milliseconds of the voice that are not heard, and the figures in words; 0 where all is heard."""

    missing_ms: int = 0
    said: str = ""


def by_level(heard: np.ndarray, rate: int, around_db: float, limits: Thresholds) -> Heard:
    """By the level of the whole window: below any speech, or no louder than what sounds between the Lines.

    >>> from storyreel.tools.measure.thresholds import DEFAULTS
    >>> by_level(np.zeros(16000, np.float32), 16000, -60.0, DEFAULTS).missing_ms
    1000
    """
    level, length_ms = rms_db(heard), round(len(heard) * 1000 / rate)
    if level < limits.speech_level_db:
        return Heard(length_ms, f"{length_ms / 1000:.2f} s have a level of {level:.0f} dB, below {limits.speech_level_db:.0f} dB")
    if level < limits.speech_faint_db and level < around_db + limits.speech_over_db:
        return Heard(length_ms, f"its level of {level:.0f} dB is that of the sound between the lines, {around_db:.0f} dB")
    return Heard()


def against_recording(recording: np.ndarray, heard: np.ndarray, rate: int, limits: Thresholds) -> Heard:
    """Each short window in which the recording is loud must hold about as much, at the gain that the film gives the voice.

    Both at `rate`, mono; where the voice as a whole is far weaker and does not rise and fall with the recording, all is missing.
    """
    window = max(_HOPS, rate * limits.speech_window_ms // 1000)
    length = max(len(recording), window)
    voice, film = (_levels(_fit(sound, length), window) for sound in (recording, heard))
    loud = voice >= voice.max() - limits.speech_loud_db
    # Of the loudest windows, which other sound hardly lifts; near the top, so that it is that of what is left of a Line.
    gain = float(np.percentile((film - voice)[voice >= voice.max() - _LOUDEST_DB], 90))
    if gain < limits.speech_weak_db and _likeness(_fit(recording, length), _fit(heard, length), rate) < limits.speech_likeness:
        lost = loud
    else:
        lost = loud & (film < voice + gain - limits.speech_drop_db)
    if not lost.any():
        return Heard()
    missing_ms = _covered(lost, window, length, rate)
    level, wanted = float(np.median(film[lost])), float(np.median(voice[lost]))
    return Heard(
        missing_ms, f"{missing_ms / 1000:.2f} s of it have a level of {level:.0f} dB where the voice has {wanted:.0f} dB"
    )


def against_sounds(events: Sequence[SoundEvent], heard: np.ndarray, rate: int, limits: Thresholds) -> Heard:
    """Where the voice makes sounds throughout a short window, there must be sound."""
    sounds = [event for event in events if event.kind == "phoneme"]
    voiced = np.zeros(len(heard), bool)
    for event, following in pairwise(sounds):
        voiced[event.at_ms * rate // 1000 : following.at_ms * rate // 1000] = bool(event.text)
    window = max(_HOPS, rate * limits.speech_window_ms // 1000)
    if len(heard) < window:
        return Heard()
    film = _levels(heard, window)
    full = _levels(voiced.astype(np.float32), window) > -0.1
    lost = full & (film < limits.speech_floor_db)
    if not lost.any():
        return Heard()
    missing_ms = _covered(lost, window, len(heard), rate)
    return Heard(missing_ms, f"{missing_ms / 1000:.2f} s of it have a level of {float(np.median(film[lost])):.0f} dB")


def _fit(samples: np.ndarray, length: int) -> np.ndarray:
    out = np.zeros(length, np.float32)
    out[: min(length, len(samples))] = samples[:length]
    return out


def _levels(samples: np.ndarray, window: int) -> np.ndarray:
    """Level in dB of windows that overlap by four fifths."""
    power = np.concatenate([[0.0], np.cumsum(np.square(samples, dtype=np.float64))])
    starts = np.arange(0, len(samples) - window + 1, window // _HOPS)
    return 10 * np.log10(np.maximum((power[starts + window] - power[starts]) / window, 1e-12))


def _likeness(recording: np.ndarray, heard: np.ndarray, rate: int) -> float:
    """Correlation of the loudness of both in steps of 25 ms, -1 to 1; 0 where one of them does not change."""
    step = rate // 40
    whole = min(len(recording), len(heard)) // step * step
    a, b = (np.sqrt(np.mean(np.square(x[:whole].reshape(-1, step)), axis=1)) for x in (recording, heard))
    if len(a) < 3 or a.std() == 0 or b.std() == 0:
        return 0.0
    return float(np.corrcoef(a, b)[0, 1])


def _covered(lost: np.ndarray, window: int, length: int, rate: int) -> int:
    """Milliseconds that the lost windows cover together."""
    gone = np.zeros(length, bool)
    for number in np.flatnonzero(lost):
        gone[number * (window // _HOPS) : number * (window // _HOPS) + window] = True
    return round(int(gone.sum()) * 1000 / rate)
