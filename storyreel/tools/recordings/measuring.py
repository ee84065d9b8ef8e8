"""What is measured of the sound of one Line: its edges, level, loudness, pitch and pauses, and what is wrong with it."""

from __future__ import annotations

import numpy as np

from storyreel.film.recording import Pause, Recording, RecordingFlaw
from storyreel.film.time import seconds_text
from storyreel.tools.audio import resample
from storyreel.tools.loudness import integrated_lufs
from storyreel.tools.recordings.pauses import voicing_of
from storyreel.tools.recordings.pitch import pitch_of
from storyreel.tools.recordings.sound import RATE, SoundFacts, Span, SpanSound

__all__ = ["MEASURES", "flaws_of", "measure"]

MEASURES = "1"
"""Changes when the same sound would give other figures or other samples."""
_PITCH_RATE = 16_000
_FULL = 0.998
_CLIPPED_SHARE = 5e-4
_LATE_MS = 150
"""A file may end this much before a Line's given end: times in scripts are rounded."""
_LOST_MS = 30
_SHORT_OF_HEADER_MS = 500


def measure(samples: np.ndarray, recording: Recording) -> Recording:
    """The recording with the figures of its samples (mono float32 at 48 kHz); no figure where nothing is heard.

    >>> tone = (0.1 * np.sin(2 * np.pi * 220 * np.arange(48000) / 48000)).astype(np.float32)
    >>> made = measure(tone, Recording(source="a.wav"))
    >>> made.level_db, made.pitch_hz, made.speech_ms
    (-23.01, 220.0, 1000)
    """
    heard = voicing_of(samples, RATE)
    voice = samples[heard.start_ms * RATE // 1000 : heard.end_ms * RATE // 1000]
    pitch = pitch_of(resample(voice, RATE, _PITCH_RATE), _PITCH_RATE) if len(voice) else None
    lufs = integrated_lufs(voice)
    return recording.changed(
        duration_ms=len(samples) * 1000 // RATE,
        speech_start_ms=heard.start_ms,
        speech_end_ms=min(heard.end_ms, len(samples) * 1000 // RATE),
        level_db=heard.level_db,
        lufs=None if lufs is None else round(lufs, 1),
        pitch_hz=pitch.median_hz if pitch else None,
        pitch_low_hz=pitch.low_hz if pitch else None,
        pitch_high_hz=pitch.high_hz if pitch else None,
        pauses=tuple(Pause(start_ms=start, end_ms=end) for start, end in heard.pauses),
    )


def flaws_of(sound: SpanSound, span: Span, facts: SoundFacts, recording: Recording) -> tuple[RecordingFlaw, ...]:
    """What is wrong with the sound of a Line, the worst first."""
    length = len(sound.samples) * 1000 // RATE
    flaws: list[RecordingFlaw] = []
    if not length:
        text = f"it begins at {seconds_text(span.start_ms)} s, after the end of {recording.source}"
        return (RecordingFlaw(kind="outside-the-file", text=text),)
    if recording.speech_end_ms <= recording.speech_start_ms:
        flaws.append(RecordingFlaw(kind="silent", text=f"nothing is heard in its {seconds_text(length)} s of {recording.source}"))
    missing = (span.end_ms - span.start_ms - length) if span.end_ms is not None else 0
    if sound.ended and missing > _LATE_MS:
        text = f"{recording.source} ends {seconds_text(missing)} s before the line's given end"
        flaws.append(RecordingFlaw(kind="cut-off", text=text))
    if sound.lost_ms >= _LOST_MS:
        text = f"{seconds_text(sound.lost_ms)} s of {recording.source} cannot be decoded and are silent"
        flaws.append(RecordingFlaw(kind="damaged", text=text))
    elif _short_of_header(length, span, facts):
        text = (
            f"{recording.source} says that it lasts {seconds_text(facts.duration_ms or 0)} s and holds {seconds_text(length)} s"
        )
        flaws.append(RecordingFlaw(kind="damaged", text=text))
    full = float(np.mean(np.abs(sound.samples) >= _FULL))
    if full > _CLIPPED_SHARE:
        flaws.append(RecordingFlaw(kind="clipped", text=f"{full:.1%} of its samples are at full scale"))
    return tuple(flaws)


def _short_of_header(length: int, span: Span, facts: SoundFacts) -> bool:
    # Some headers only estimate; a tenth is more than any of them is off.
    whole = span == Span() and facts.duration_ms is not None
    return whole and (facts.duration_ms or 0) - length > max(_SHORT_OF_HEADER_MS, (facts.duration_ms or 0) // 10)
