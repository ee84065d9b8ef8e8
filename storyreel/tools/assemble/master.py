"""The film's sound: the takes' own, or the spoken Lines laid at their times, mixed into one track of exact length.

It is read block by block, an entry of the Cut at a time, so that a long film needs no more memory than a short one. It
encodes nothing and knows no picture.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log10
from pathlib import Path

import numpy as np

from storyreel.film.cut import Cut, CutEntry
from storyreel.film.plan import Choice
from storyreel.tools.assemble.encode import AUDIO_RATE
from storyreel.tools.assemble.footage import Footage
from storyreel.tools.audio import Placed, decode_audio, fade, from_db, mix, read_wav, resample, samples_between

__all__ = ["CEILING_DB", "Master", "PlacedSpeech"]

CEILING_DB = -2.0  # AAC may add up to about 1 dB, and the film is not to pass -1 dBFS
_DECLICK = AUDIO_RATE * 5 // 1000


@dataclass(frozen=True, kw_only=True)
class PlacedSpeech:
    """A spoken Line and where it begins in the film.

    Attributes:
        path: WAV file.
        start_ms: From the start of the film.
        line: Id of the Line, for messages.
    """

    path: Path
    start_ms: int
    gain_db: float = 0.0
    line: str = ""


class Master:
    """The mixed sound of a Cut: its length, its gain, and its blocks."""

    def __init__(
        self,
        cut: Cut,
        footage: Mapping[str, Footage],
        speech: Sequence[PlacedSpeech],
        own_sound: Callable[[str], bool] | None = None,
    ) -> None:
        """Measure the mix.

        Args:
            own_sound: Whether the sound in the file of a Take, by key, is to be used; without it, all of it is.

        Raises:
            MediaError: If a sound file cannot be read.
        """
        self._cut, self._footage = cut, footage
        with_sound = {key for key, clip in footage.items() if clip.has_audio}
        self._with_own = {key for key in with_sound if own_sound is None or own_sound(key)}
        self.samples = samples_between(0, cut.frames, cut.rate, AUDIO_RATE)
        self._speech, self.choices = self._accept(speech)
        self.choices += tuple(_left_out(entry) for entry in cut.entries if entry.take in with_sound - self._with_own)
        peak = max((float(np.max(np.abs(block), initial=0.0)) for block in self._mixed()), default=0.0)
        self._gain = min(1.0, from_db(CEILING_DB) / peak) if peak > 0 else 1.0
        if self._gain < 1.0:
            lowered = -20 * log10(self._gain)
            self.choices += (Choice(about="sound", choice=f"lowered by {lowered:.1f} dB", reason="the mix would pass -1 dBFS"),)

    def blocks(self) -> Iterator[np.ndarray]:
        """The mix in order, mono float32 at 48 kHz; the lengths add up to `samples`.

        Raises:
            MediaError: If a sound file cannot be read.
        """
        for block in self._mixed():
            yield block * np.float32(self._gain)

    def _has_own(self, entry: CutEntry) -> bool:
        return entry.missing is None and entry.take in self._with_own

    def _sample(self, frame: int) -> int:
        return samples_between(0, frame, self._cut.rate, AUDIO_RATE)

    def _accept(self, speech: Sequence[PlacedSpeech]) -> tuple[list[tuple[int, PlacedSpeech]], tuple[Choice, ...]]:
        """Lines to lay, with their first samples; a Line that begins over a take with its own sound is in that sound."""
        entries = self._cut.entries
        laid: list[tuple[int, PlacedSpeech]] = []
        choices: list[Choice] = []
        for one in sorted(speech, key=lambda item: item.start_ms):
            at = one.start_ms * AUDIO_RATE // 1000
            over = next((e for e in entries if self._sample(e.start) <= at < self._sample(e.start + e.frames)), None)
            if over is None:
                why = f"it begins at {one.start_ms} ms, outside the film"
                choices.append(Choice(about=f"line {one.line or one.path.name}", choice="not laid", reason=why))
            elif not self._has_own(over):
                laid.append((at, one))
        return laid, tuple(choices)

    def _mixed(self) -> Iterator[np.ndarray]:
        for entry in self._cut.entries:
            start, end = self._sample(entry.start), self._sample(entry.start + entry.frames)
            parts = [Placed(self._own(entry, end - start), 0)] if self._has_own(entry) else []
            for at, one in self._speech:
                if at < end:
                    spoken = _spoken(one.path)
                    if at + len(spoken) > start:
                        parts.append(Placed(spoken, at - start, one.gain_db))
            yield mix(parts, end - start)

    def _own(self, entry: CutEntry, length: int) -> np.ndarray:
        clip = self._footage[entry.take]
        skip = samples_between(0, entry.source_start, clip.shape.rate, AUDIO_RATE)
        return fade(decode_audio(clip.path, AUDIO_RATE)[skip : skip + length], head=_DECLICK, tail=_DECLICK)


def _left_out(entry: CutEntry) -> Choice:
    why = "it is not the Take's own sound: its backend makes none; the spoken Lines are laid"
    return Choice(about=f"shot {entry.id}", choice="the sound in its file left out", reason=why)


@lru_cache(maxsize=8)
def _spoken_at(path: Path, _modified_ns: int) -> np.ndarray:
    samples, rate = read_wav(path)
    return resample(samples, rate, AUDIO_RATE)


def _spoken(path: Path) -> np.ndarray:
    return _spoken_at(path, path.stat().st_mtime_ns if path.exists() else 0)
