"""What a voice made of a Line: the file, its length, and when each sound falls."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from storyreel.film.base import FilmModel

__all__ = ["SoundEvent", "SpeechSheet", "SpokenAudio"]


class SoundEvent(FilmModel):
    """A phoneme or word and the time at which it begins, from the start of the audio."""

    kind: Literal["phoneme", "word"]
    at_ms: int = Field(ge=0)
    text: str


class SpokenAudio(FilmModel):
    """A Line (or one part of it), spoken.

    Attributes:
        id: Of the Line; with `part` it names a SpokenLine.
        file: Name in the project's `speech/` folder, mono 16-bit WAV; "" where the Line could not be spoken.
        sha256: Of the file.
        problem: Why the Line could not be spoken ("only symbols: nothing to say"), else "".
    """

    id: str
    part: int = 0
    speaker: str
    file: str = ""
    sha256: str = ""
    duration_ms: int = Field(default=0, ge=0)
    sample_rate: int = 22050
    voice: str = ""
    engine: str = ""
    events: tuple[SoundEvent, ...] = ()
    problem: str = ""


class SpeechSheet(FilmModel):
    """All Lines of a Script, spoken: what the table read leaves."""

    schema_id: Literal["storyreel.speech/1"] = "storyreel.speech/1"
    lines: tuple[SpokenAudio, ...] = ()

    def of(self, line_id: str, part: int = 0) -> SpokenAudio | None:
        """The audio of a Line's part, if there is one."""
        for one in self.lines:
            if one.id == line_id and one.part == part:
                return one
        return None
