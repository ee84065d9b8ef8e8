"""Which spoken Lines are laid into the film's sound, and which part of each: what a take brings itself is not laid again.

A Line may begin before its Shot's picture (a J cut) or run on after it (an L cut). A take carries only what falls within its own
pictures, so the rest is laid over the neighbours: at the take's own level and time, which are found by comparing the two.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from math import log10
from pathlib import Path
from typing import NamedTuple

import numpy as np

from storyreel.errors import MediaError
from storyreel.film.cut import CutEntry
from storyreel.film.plan import Choice
from storyreel.tools.assemble.encode import AUDIO_RATE
from storyreel.tools.audio import fade, from_db, read_wav, resample

__all__ = ["CROSS", "Laid", "PlacedSpeech", "Span", "lay"]

CROSS = AUDIO_RATE * 20 // 1000
"""Samples over which the sounds of two entries are faded into each other at a cut."""
_LEAST = AUDIO_RATE // 20  # a Line that passes its picture by less is not heard to
_LAG = AUDIO_RATE // 20  # boundaries of Shots are rounded to frames
_LIKE, _ENOUGH = 0.4, AUDIO_RATE // 10


@dataclass(frozen=True, kw_only=True)
class PlacedSpeech:
    """A spoken Line and where it begins in the film.

    Attributes:
        path: WAV file.
        start_ms: From the start of the film.
        line: Id of the Line, for messages.
        uid: Of the Shot that it is spoken in; "" is the one at its beginning.
    """

    path: Path
    start_ms: int
    gain_db: float = 0.0
    line: str = ""
    uid: str = ""


class Span(NamedTuple):
    """An entry of the Cut and its samples in the film."""

    entry: CutEntry
    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class Laid:
    """A Line, or the part of it that no take brings.

    Attributes:
        at: First sample of the whole Line in the film.
        length: Of the whole Line, samples.
        hole: From where to where the take brings it, else None.
    """

    one: PlacedSpeech
    at: int
    length: int
    gain_db: float
    hole: tuple[int, int] | None = None

    def pieces(self) -> list[tuple[int, int]]:
        """Where it is laid: first sample and the one after the last."""
        whole = (self.at, self.at + self.length)
        if self.hole is None:
            return [whole]
        return [(a, b) for a, b in ((whole[0], min(whole[1], self.hole[0])), (max(whole[0], self.hole[1]), whole[1])) if b > a]

    @property
    def runs_on(self) -> bool:
        """Whether it goes on where the pictures of its take end: without a seam, in the take's time and level."""
        return self.hole is not None and self.at < self.hole[1] < self.at + self.length

    def sounds(self, start: int, end: int) -> list[tuple[int, np.ndarray]]:
        """What is heard of it between two samples of the film: pairs of first sample and samples."""
        made: list[tuple[int, np.ndarray]] = []
        for low, high in self.pieces():
            into = CROSS if self.hole is not None and high == self.hole[0] else 0
            if high + into > start and low < end:
                part = spoken_at(self.one.path)[low - self.at : high + into - self.at]
                made.append((low, fade(part, tail=into)))
        return made


def lay(
    speech: Sequence[PlacedSpeech],
    spans: Sequence[Span],
    *,
    brings: Callable[[CutEntry], bool],
    own: Callable[[Span], np.ndarray],
) -> tuple[list[Laid], tuple[Choice, ...]]:
    """The Lines to lay, and what was decided about those that are not laid as they are.

    Args:
        brings: Whether an entry's take has the sound of its Lines.
        own: That sound, as long as the pictures.

    Raises:
        MediaError: If a sound file that is needed cannot be read.
    """
    laid: list[Laid] = []
    choices: list[Choice] = []
    for one in sorted(speech, key=lambda item: item.start_ms):
        at = one.start_ms * AUDIO_RATE // 1000
        under = next((span for span in spans if span.start <= at < span.end), None)
        home = next((span for span in spans if one.uid and span.entry.uid == one.uid), under)
        if under is None or home is None:
            why = f"it begins at {one.start_ms} ms, outside the film"
            choices.append(Choice(about=_about(one), choice="not laid", reason=why))
        elif not brings(home.entry):
            laid.append(Laid(one=one, at=at, length=len(spoken_at(one.path)), gain_db=one.gain_db))
        elif _passes(one, at, home):
            rest, choice = _rest(one, at, home, own(home))
            laid += [rest] if rest is not None else []
            choices.append(choice)
    return laid, tuple(choices)


def _about(one: PlacedSpeech) -> str:
    return f"line {one.line or one.path.name}"


def _passes(one: PlacedSpeech, at: int, home: Span) -> bool:
    """Whether a Line is to be heard before or after its own pictures; one that cannot be read is left to the take."""
    with suppress(MediaError):
        return home.start - at > _LEAST or at + len(spoken_at(one.path)) - home.end > _LEAST
    return False


def _rest(one: PlacedSpeech, at: int, home: Span, own: np.ndarray) -> tuple[Laid | None, Choice]:
    """What the take of a Line does not bring, in time and level with what it brings."""
    spoken = spoken_at(one.path)
    lag, gain_db, like = _compared(spoken, own, at - home.start)
    if like < _LIKE:
        why = f"the take of shot {home.entry.id} does not speak it with the same voice"
        return None, Choice(about=_about(one), choice="not laid beyond its picture", reason=why)
    early, late = max(0, home.start - at - lag), max(0, at + lag + len(spoken) - home.end)
    way = " and ".join(
        f"{samples / AUDIO_RATE:.2f} s {where} it" for samples, where in ((early, "before"), (late, "after")) if samples
    )
    laid = Laid(one=one, at=at + lag, length=len(spoken), gain_db=gain_db, hole=(home.start, home.end))
    why = f"it is longer than the picture of shot {home.entry.id}; laid at the take's level ({gain_db:+.1f} dB)"
    return laid, Choice(about=_about(one), choice=f"heard {way}", reason=why)


def _compared(spoken: np.ndarray, own: np.ndarray, at: int) -> tuple[int, float, float]:
    """How many samples later, how much louder and how alike a Line is in a take's sound, where it was planned at `at`."""
    low, high = max(0, -at), min(len(spoken), len(own) - at)
    if high - low < _ENOUGH:
        return 0, 0.0, 1.0  # so little is in the take that nothing can be told; the recording's own level stands
    part = spoken[low:high].astype(np.float64)
    first = at + low - _LAG
    around = np.zeros(len(part) + 2 * _LAG)
    begin, end = max(0, first), min(len(own), first + len(around))
    around[begin - first : end - first] = own[begin:end]
    size = 1 << (len(around) + len(part)).bit_length()
    match = np.fft.irfft(np.fft.rfft(around, size) * np.conj(np.fft.rfft(part, size)), size)[: 2 * _LAG + 1]
    best = int(np.argmax(match))
    power, heard = float(part @ part), around[best : best + len(part)]
    gain = float(match[best]) / power if power > 0 else 0.0
    like = gain * (power / max(1e-12, float(heard @ heard))) ** 0.5
    return best - _LAG, 20 * log10(gain) if gain > from_db(-40) else 0.0, like


def spoken_at(path: Path) -> np.ndarray:
    """The samples of a recording at the film's rate; the latest few are kept.

    Raises:
        MediaError: If it cannot be read.
    """
    return _spoken(path, path.stat().st_mtime_ns if path.exists() else 0)


@lru_cache(maxsize=8)
def _spoken(path: Path, _modified_ns: int) -> np.ndarray:
    samples, rate = read_wav(path)
    return resample(samples, rate, AUDIO_RATE)
