"""A recording of a Line: where the sound is kept, and what was measured of it.

The sound is the voice: the utterance of its Line. Figures are of the sound as it was brought, before any gain. What they mean for
feeling and pace is decided elsewhere; nothing here reads a file.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from storyreel.film.base import FilmModel

__all__ = ["Pause", "Recording", "RecordingFlaw", "RecordingFlawKind"]

RecordingFlawKind = Literal["no-times", "times-backwards", "outside-the-file", "cut-off", "silent", "damaged", "clipped"]


class Pause(FilmModel):
    """A span of silence inside the speech, in milliseconds from the start of the recording."""

    start_ms: int = Field(ge=0)
    end_ms: int = Field(ge=0)

    @property
    def duration_ms(self) -> int:
        """Its length."""
        return self.end_ms - self.start_ms


class RecordingFlaw(FilmModel):
    """What is wrong with a recording, in a sentence with figures."""

    kind: RecordingFlawKind
    text: str


class Recording(FilmModel):
    """The sound that was brought for one Line.

    Attributes:
        sha256: Of the kept file, `recordings/<sha256>.wav` in the project, mono 16-bit WAV at 48 kHz; "" where there is no
            sound to keep, and then `flaws` says why.
        source: The path as the source gave it.
        source_sha256: Of the whole file that was brought.
        from_ms: Where the Line begins in that file.
        duration_ms: Of the kept file, silence at both ends included.
        speech_start_ms, speech_end_ms: Where the voice begins and ends in it; equal where there is no voice.
        gap_before_ms: Silence in the same file between the Line before and this one; None where that is not known.
        level_db: Level of the voice in dB below full scale, RMS without its pauses.
        lufs: Integrated loudness by ITU-R BS.1770-4; None under 0.4 s or where all is below its gate.
        pitch_hz, pitch_low_hz, pitch_high_hz: Median, 10th and 90th percentile of the fundamental; None where too little is
            voiced.
        pauses: Silences inside the speech of at least 0.2 s.
        sample_rate, channels: Of the file that was brought.
    """

    sha256: str = ""
    source: str
    source_sha256: str = ""
    from_ms: int = Field(default=0, ge=0)
    duration_ms: int = Field(default=0, ge=0)
    speech_start_ms: int = Field(default=0, ge=0)
    speech_end_ms: int = Field(default=0, ge=0)
    gap_before_ms: int | None = None
    level_db: float | None = None
    lufs: float | None = None
    pitch_hz: float | None = None
    pitch_low_hz: float | None = None
    pitch_high_hz: float | None = None
    pauses: tuple[Pause, ...] = ()
    sample_rate: int = 0
    channels: int = 0
    flaws: tuple[RecordingFlaw, ...] = ()

    @property
    def is_voice(self) -> bool:
        """Whether there is speech in it, so that it is the Line's voice."""
        return bool(self.sha256) and self.speech_end_ms > self.speech_start_ms

    @property
    def speech_ms(self) -> int:
        """From the first to the last sound of the voice, pauses included."""
        return self.speech_end_ms - self.speech_start_ms

    @property
    def sounding_ms(self) -> int:
        """The speech without its pauses."""
        return self.speech_ms - sum(pause.duration_ms for pause in self.pauses)
