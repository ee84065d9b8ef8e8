"""Missing speech: the sound in the window of each Line, against the voice's own recording where it is at hand.

It hears whether there is sound of about the right strength at the right time, not what is said.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log10
from typing import Literal

import numpy as np

from storyreel.film.finding import Finding
from storyreel.film.speech import SpokenAudio
from storyreel.film.time import frame_at
from storyreel.tools.audio import SILENCE_DB, rms_db
from storyreel.tools.contracts import Evidence, FilmFile
from storyreel.tools.measure.flaw import DIALOGUE, flaw, runs
from storyreel.tools.measure.hearing import Heard, against_recording, against_sounds, by_level
from storyreel.tools.measure.lag import recording_of
from storyreel.tools.measure.spans import LinePart, ShotSpan, shot_spans
from storyreel.tools.measure.sync import sound_late_ms
from storyreel.tools.measure.thresholds import DEFAULTS, Thresholds

__all__ = ["SpeechCheck"]


@dataclass(frozen=True)
class SpeechCheck:
    """Lines that are not heard, or drop out in part."""

    limits: Thresholds = DEFAULTS
    kind: str = "missing-speech"
    dimension: str = DIALOGUE
    on: frozenset[Literal["take", "film"]] = frozenset({"take", "film"})

    def __call__(self, evidence: Evidence) -> list[Finding]:
        """At most one Finding for each Line part."""
        media = evidence.media
        if media is None or (evidence.spec is not None and not evidence.own_audio):
            return []
        spans = shot_spans(evidence)
        around = _level_between_lines(media, [line for span in spans for line in span.lines])
        late_ms = sound_late_ms(evidence)  # what comes late is not missing: that is another Finding
        found = (self._line(evidence, media, span, line, around, late_ms) for span in spans for line in span.lines)
        return [one for one in found if one is not None]

    def _line(
        self, evidence: Evidence, media: FilmFile, span: ShotSpan, line: LinePart, around: float, late_ms: int
    ) -> Finding | None:
        spoken = evidence.speech.of(line.id, line.part) if evidence.speech is not None else None
        if spoken is not None and spoken.problem:
            return None  # the table read has said so already: there is nothing to be heard
        length_ms = spoken.duration_ms if spoken is not None and spoken.duration_ms else line.end_ms - line.start_ms
        heard = _window(media, line.start_ms + late_ms, length_ms)
        judged = self._judge(evidence, media, spoken, heard, around)
        if judged.missing_ms <= 0:
            return None
        what = judged.said if media.has_audio else "there is no sound in the file"
        text = line.text if len(line.text) <= 60 else line.text[:57] + "..."
        start, end = (min(media.frame_count, frame_at(ms, media.rate)) for ms in (line.start_ms, line.start_ms + length_ms))
        return flaw(
            evidence,
            span,
            kind=self.kind,
            said=f"{line.speaker}: “{text}” is not heard in whole: {what}",
            frames=(start, end),
            data={"line": line.id, "part": line.part, "missing_ms": judged.missing_ms, "level_db": round(rms_db(heard), 1)},
            dimension=self.dimension,
            line=line.id,
        )

    def _judge(self, evidence: Evidence, media: FilmFile, spoken: SpokenAudio | None, heard: np.ndarray, around: float) -> Heard:
        """By the best that is at hand: the recording, the times of its sounds, the level alone."""
        whole = by_level(heard, media.sample_rate, around, self.limits)
        if whole.missing_ms or spoken is None:
            return whole
        recording = recording_of(evidence, spoken.file, media.sample_rate)
        if recording is not None:
            return against_recording(recording, heard, media.sample_rate, self.limits)
        return against_sounds(spoken.events, heard, media.sample_rate, self.limits)


def _window(media: FilmFile, start_ms: int, length_ms: int) -> np.ndarray:
    """The samples of the window, silence before the file's start and after its end."""
    whole, rate = media.audio(), media.sample_rate
    start, length = start_ms * rate // 1000, max(1, length_ms * rate // 1000)
    heard = np.zeros(length, np.float32)
    low, high = max(0, start), min(len(whole), start + length)
    if high > low:
        heard[low - start : high - start] = whole[low:high]
    return heard


def _level_between_lines(media: FilmFile, lines: list[LinePart]) -> float:
    """Level in dB of what sounds while nobody speaks; silence where somebody always does."""
    free = np.ones(len(media.audio()), bool)
    for line in lines:
        free[max(0, line.start_ms - 100) * media.sample_rate // 1000 : (line.end_ms + 100) * media.sample_rate // 1000] = False
    whole = media.audio()
    power = sum(float(np.dot(whole[start:end], whole[start:end])) for start, end in runs(free))  # no copy of the sound is made
    count = int(np.count_nonzero(free))
    return max(SILENCE_DB, 10 * log10(power / count)) if power > 0 else SILENCE_DB
