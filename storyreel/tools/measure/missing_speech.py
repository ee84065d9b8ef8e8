"""Missing speech: the level in the window of each Line, against the voice's own recording where it is at hand.

It hears whether there is sound of about the right strength at the right time, not what is said.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np

from storyreel.errors import MediaError
from storyreel.film.finding import Finding
from storyreel.film.time import frame_at
from storyreel.tools.audio import read_wav, resample, rms_db
from storyreel.tools.contracts import Evidence, FilmFile
from storyreel.tools.measure.flaw import DIALOGUE, flaw
from storyreel.tools.measure.spans import LinePart, ShotSpan, shot_spans
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
        found: list[Finding] = []
        for span in shot_spans(evidence):
            for line in span.lines:
                one = self._line(evidence, media, span, line)
                if one is not None:
                    found.append(one)
        return found

    def _line(self, evidence: Evidence, media: FilmFile, span: ShotSpan, line: LinePart) -> Finding | None:
        spoken = evidence.speech.of(line.id, line.part) if evidence.speech is not None else None
        if spoken is not None and spoken.problem:
            return None  # the table read has said so already: there is nothing to be heard
        length_ms = spoken.duration_ms if spoken is not None and spoken.duration_ms else line.end_ms - line.start_ms
        whole = media.audio()
        start, end = (round(ms * media.sample_rate / 1000) for ms in (line.start_ms, line.start_ms + length_ms))
        heard = np.zeros(max(1, end - start), np.float32)
        part = whole[min(start, len(whole)) : min(end, len(whole))]
        heard[: len(part)] = part
        recording = _recording(evidence, spoken.file if spoken is not None else "", media.sample_rate)
        missing_ms, said = self._against(recording, heard, media) if recording is not None else self._alone(heard, media)
        if missing_ms <= 0:
            return None
        what = "there is no sound in the file" if not media.has_audio else said
        text = line.text if len(line.text) <= 60 else line.text[:57] + "..."
        message = f"{line.speaker}: “{text}” is not heard in whole: {what}"
        data = {"line": line.id, "part": line.part, "missing_ms": missing_ms, "level_db": round(rms_db(heard), 1)}
        frames = tuple(min(media.frame_count, frame_at(ms, media.rate)) for ms in (line.start_ms, line.start_ms + length_ms))
        place = (frames[0], frames[1])
        return flaw(evidence, span, kind=self.kind, said=message, frames=place, data=data, dimension=self.dimension, line=line.id)

    def _alone(self, heard: np.ndarray, media: FilmFile) -> tuple[int, str]:
        """Without a recording: the level of the whole window."""
        level = rms_db(heard)
        if level >= self.limits.speech_level_db:
            return 0, ""
        length_s = len(heard) / media.sample_rate
        said = f"its {length_s:.2f} s have a level of {level:.0f} dB, below {self.limits.speech_level_db:.0f} dB"
        return round(len(heard) * 1000 / media.sample_rate), said

    def _against(self, recording: np.ndarray, heard: np.ndarray, media: FilmFile) -> tuple[int, str]:
        """With the recording: each short window in which the voice is loud must hold about as much, at the film's gain."""
        limits = self.limits
        window = media.sample_rate * limits.speech_window_ms // 1000
        hop = window // 5
        length = max(len(recording), window)
        voice, film = _levels(_fit(recording, length), window, hop), _levels(_fit(heard, length), window, hop)
        loud = voice >= voice.max() - limits.speech_loud_db
        gain = float(np.clip(np.median((film - voice)[loud]), -20.0, 12.0))
        lost = loud & ((film < voice + gain - limits.speech_drop_db) | (film < limits.speech_floor_db))
        if not lost.any():
            return 0, ""
        gone = np.zeros(length, bool)
        for number in np.flatnonzero(lost):
            gone[number * hop : number * hop + window] = True
        missing_ms = round(int(gone.sum()) * 1000 / media.sample_rate)
        level, wanted = float(np.median(film[lost])), float(np.median(voice[lost]))
        said = f"{missing_ms / 1000:.2f} s of it have a level of {level:.0f} dB where the voice has {wanted:.0f} dB"
        return missing_ms, said


def _fit(samples: np.ndarray, length: int) -> np.ndarray:
    out = np.zeros(length, np.float32)
    out[: min(length, len(samples))] = samples[:length]
    return out


def _levels(samples: np.ndarray, window: int, hop: int) -> np.ndarray:
    """Level in dB of windows that overlap."""
    power = np.concatenate([[0.0], np.cumsum(np.square(samples, dtype=np.float64))])
    starts = np.arange(0, len(samples) - window + 1, hop)
    return 10 * np.log10(np.maximum((power[starts + window] - power[starts]) / window, 1e-12))


def _recording(evidence: Evidence, name: str, rate: int) -> np.ndarray | None:
    if not name or evidence.speech_folder is None:
        return None
    try:
        samples, source_rate = read_wav(Path(evidence.speech_folder) / Path(name).name)
    except MediaError:
        return None  # the level alone is judged then; the store reports lost files
    return resample(samples, source_rate, rate)
