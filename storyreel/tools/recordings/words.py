"""When each word of a recording is spoken, and how fast: words share out the time in which the voice sounds, pauses left out.

Nothing is recognised: a speaker who rushes one word and draws out another is off by as much. Against eSpeak NG's own word times
half of all words are within 0.12 s and all within 0.5 s: good enough for marks in a timeline and for cutting a long Line in a
pause. Lips follow the sound itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from storyreel.film.recording import Recording
from storyreel.film.timing import estimate_speech_ms
from storyreel.tools.recordings.pauses import STEP_MS, levels_db
from storyreel.tools.recordings.sound import RATE

__all__ = ["SpeechRate", "borders_of", "speech_rate", "word_times"]

_PAUSE_WITHIN_MS = 900
_DIP_WITHIN_MS = 250
_DIP_STEPS = 3


class SpeechRate(NamedTuple):
    """How fast a Line is spoken, its pauses left out.

    Attributes:
        words_per_min: Words between spaces; of little use for scripts without spaces.
        pace: Against the estimate of `film.timing`, in any script: 1.0 is calm speech of 2.5 words a second, 2.0 twice as fast.
    """

    words_per_min: float
    pace: float


def speech_rate(text: str, recording: Recording, language: str = "en") -> SpeechRate | None:
    """The rate of a recording of a text; None where nothing is heard or nothing is to be said.

    >>> spoken = Recording(source="a.wav", sha256="x", duration_ms=2000, speech_start_ms=0, speech_end_ms=2000)
    >>> speech_rate("one two three four five", spoken)
    SpeechRate(words_per_min=150.0, pace=1.0)
    """
    estimate = estimate_speech_ms(text, language)
    if not estimate or not recording.is_voice or recording.sounding_ms <= 0:
        return None
    return SpeechRate(round(len(text.split()) * 60_000 / recording.sounding_ms, 1), round(estimate / recording.sounding_ms, 3))


def word_times(text: str, recording: Recording) -> tuple[tuple[int, str], ...]:
    """(milliseconds from the recording's start, word) of each word in order, none before the voice begins.

    >>> spoken = Recording(source="a.wav", sha256="x", duration_ms=2000, speech_start_ms=100, speech_end_ms=1100)
    >>> word_times("Yes, now.", spoken)
    ((100, 'Yes,'), (600, 'now.'))
    """
    words = text.split()
    return tuple(zip(_times(words, recording), words, strict=True))


def borders_of(texts: Sequence[str], recording: Recording, samples: np.ndarray) -> tuple[int, ...]:
    """Where to cut a recording into its parts, in milliseconds from its start: one border fewer than texts, in order.

    A border is put into the pause nearest to where the words say; else into the quietest 30 ms about there.

    Args:
        texts: The parts' words, in order.
        samples: The recording's sound, mono at 48 kHz.
    """
    starts = _times(list(texts), recording)
    levels = levels_db(samples, RATE)
    borders: list[int] = []
    for nominal in starts[1:]:
        least = (borders[-1] if borders else recording.speech_start_ms) + 2 * STEP_MS
        at = _in_a_pause(nominal, recording, least)
        at = _in_a_dip(nominal, levels) if at is None else at
        borders.append(min(max(least, at), max(least, recording.duration_ms - STEP_MS)))
    return tuple(borders)


def _times(texts: Sequence[str], recording: Recording) -> list[int]:
    """When each text begins: each has a share of the sounding time as long as its own speaking time."""
    weights = [max(60, estimate_speech_ms(text)) for text in texts]
    total, before = sum(weights), 0
    starts: list[int] = []
    for weight in weights:
        starts.append(_at_share(before, total, recording))
        before += weight
    return starts


def _at_share(before: int, total: int, recording: Recording) -> int:
    """The moment at which the voice has sounded for a share of its time."""
    left = recording.sounding_ms * before // total
    at = recording.speech_start_ms
    for pause in recording.pauses:
        if at + left < pause.start_ms:
            break
        left -= pause.start_ms - at
        at = pause.end_ms
    return at + left


def _in_a_pause(nominal: int, recording: Recording, least: int) -> int | None:
    middles = [(pause.start_ms + pause.end_ms) // 2 for pause in recording.pauses]
    near = [at for at in middles if abs(at - nominal) <= _PAUSE_WITHIN_MS and at > least]
    return min(near, key=lambda at: abs(at - nominal), default=None)


def _in_a_dip(nominal: int, levels: np.ndarray) -> int:
    low = max(0, (nominal - _DIP_WITHIN_MS) // STEP_MS)
    high = min(len(levels) - _DIP_STEPS, (nominal + _DIP_WITHIN_MS) // STEP_MS)
    if high <= low:
        return nominal
    smooth = np.convolve(levels[low : high + _DIP_STEPS], np.ones(_DIP_STEPS) / _DIP_STEPS, "valid")
    return (low + int(np.argmin(smooth)) + _DIP_STEPS // 2) * STEP_MS
