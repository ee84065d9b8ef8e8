"""A recording as the voice of its Line: the files and records that the table read leaves, one for each part of the Line.

The sound stays as it was spoken; only silence at both ends is left out (its length is in the Recording), and a level that no
audience would bear is brought within bounds. The parts of a Line together are the whole speech: nothing between them is lost.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from storyreel.film.recording import Recording
from storyreel.film.speech import SoundEvent, SpokenAudio
from storyreel.tools.audio import from_db, peak_db, wav_bytes
from storyreel.tools.recordings.sound import RATE
from storyreel.tools.recordings.words import borders_of, word_times

__all__ = ["ENGINE", "HEAD_MS", "TAIL_MS", "SpokenPart", "gain_of", "spoken_parts"]

ENGINE = "recording/1"
HEAD_MS, TAIL_MS = 40, 120
"""Silence kept before and after the voice, where there is that much: a breath in and the room's echo."""
_QUIETEST_DB, _LOUDEST_DB = -30.0, -14.0
_PEAK_DB = -1.0


class SpokenPart(NamedTuple):
    """The record of a part and its WAV file."""

    said: SpokenAudio
    wav: bytes


def gain_of(recording: Recording) -> tuple[float, str]:
    """Gain in dB for a recording, and why; 0.0 and "" for one that is neither too quiet nor too loud to stand beside others.

    >>> gain_of(Recording(source="a.wav", level_db=-42.0))
    (12.0, 'raised by 12.0 dB: its voice lies at -42.0 dB, at least -30 dB is heard well')
    """
    level = recording.level_db
    if level is None or _QUIETEST_DB <= level <= _LOUDEST_DB:
        return 0.0, ""
    if level < _QUIETEST_DB:
        gain = round(_QUIETEST_DB - level, 1)
        return gain, f"raised by {gain} dB: its voice lies at {level:.1f} dB, at least {_QUIETEST_DB:.0f} dB is heard well"
    gain = round(level - _LOUDEST_DB, 1)
    return -gain, f"lowered by {gain} dB: its voice lies at {level:.1f} dB, at most {_LOUDEST_DB:.0f} dB is borne"


def spoken_parts(
    line_id: str, speaker: str, texts: Sequence[str], recording: Recording, samples: np.ndarray
) -> tuple[SpokenPart, ...]:
    """The parts of a Line, spoken by its recording; the records' `file` is "line.wav" until the store names it.

    Args:
        texts: The words of each part in order; one where the Line is whole.
        samples: The recording's sound, mono float32 at 48 kHz.
    """
    gain, why = gain_of(recording)
    sound = samples * np.float32(from_db(min(gain, _PEAK_DB - peak_db(samples)) if gain > 0 else gain))
    start = max(0, recording.speech_start_ms - HEAD_MS)
    end = min(recording.duration_ms, recording.speech_end_ms + TAIL_MS)
    edges = (start, *borders_of(texts, recording, samples), end)
    words = _shared_words(texts, recording, edges)
    voice = f"recording {recording.source}"
    parts: list[SpokenPart] = []
    for part, (low, high) in enumerate(pairwise(edges)):
        wav = wav_bytes(sound[low * RATE // 1000 : high * RATE // 1000], RATE)
        said = SpokenAudio(
            id=line_id,
            part=part,
            speaker=speaker,
            file="line.wav",
            sha256=hashlib.sha256(wav).hexdigest(),
            duration_ms=high - low,
            sample_rate=RATE,
            voice=f"{voice}, {why}" if why else voice,
            engine=ENGINE,
            events=words[part],
        )
        parts.append(SpokenPart(said, wav))
    return tuple(parts)


def _shared_words(texts: Sequence[str], recording: Recording, edges: Sequence[int]) -> list[tuple[SoundEvent, ...]]:
    """Words with times from the start of their part; each stays in the part whose text holds it."""
    timed = iter(word_times(" ".join(texts), recording))
    shared: list[tuple[SoundEvent, ...]] = []
    for part, text in enumerate(texts):
        low, high = edges[part], edges[part + 1]
        own = [next(timed) for _ in text.split()]
        shared.append(tuple(SoundEvent(kind="word", at_ms=min(high, max(low, at)) - low, text=word) for at, word in own))
    return shared
