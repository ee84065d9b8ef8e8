"""The film's mix: the takes' own sound, and the spoken Lines laid at their times, as one track of exact length.

It is made block by block, an entry of the Cut at a time, so that a long film needs no more memory than a short one. It sets no
loudness, encodes nothing and knows no picture.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np

from storyreel.film.cut import Cut, CutEntry
from storyreel.film.plan import Choice
from storyreel.tools.assemble.encode import AUDIO_RATE
from storyreel.tools.assemble.footage import Footage
from storyreel.tools.assemble.laying import CROSS, Laid, PlacedSpeech, Span, lay
from storyreel.tools.audio import Placed, decode_audio, fade, mix, samples_between
from storyreel.tools.ducking import duck_gain

__all__ = ["Master"]

_DECLICK = AUDIO_RATE * 5 // 1000


class Master:
    """The mixed sound of a Cut: its length and its blocks."""

    def __init__(
        self,
        cut: Cut,
        footage: Mapping[str, Footage],
        speech: Sequence[PlacedSpeech],
        own_sound: Callable[[str], bool] | None = None,
    ) -> None:
        """Decide what is laid.

        Args:
            own_sound: Whether the sound in the file of a Take, by key, is to be used; without it, all of it is.

        Raises:
            MediaError: If a sound file cannot be read.
        """
        self._footage = footage
        with_sound = {key for key, clip in footage.items() if clip.has_audio}
        self._with_own = {key for key in with_sound if own_sound is None or own_sound(key)}
        self.samples = samples_between(0, cut.frames, cut.rate, AUDIO_RATE)
        self._spans = [
            Span(
                e, samples_between(0, e.start, cut.rate, AUDIO_RATE), samples_between(0, e.start + e.frames, cut.rate, AUDIO_RATE)
            )
            for e in cut.entries
        ]
        self._laid, choices = lay(
            speech, self._spans, brings=self._has_own, own=lambda span: self._own(span)[: span.end - span.start]
        )
        self._said = [(one.uid, one.start_ms) for one in speech]
        left_out = tuple(_left_out(entry) for entry in cut.entries if entry.take in with_sound - self._with_own)
        self.choices = (*choices, *left_out)

    def blocks(self) -> Iterator[np.ndarray]:
        """The mix in order, mono float32 at 48 kHz; the lengths add up to `samples`.

        Raises:
            MediaError: If a sound file cannot be read.
        """
        before = np.zeros(0, np.float32)
        for span in self._spans:
            length = span.end - span.start
            parts = [Placed(before, 0)]
            before = np.zeros(0, np.float32)
            if self._has_own(span.entry):
                own = self._own(span)
                first, last = span is self._spans[0], span is self._spans[-1]
                here = fade(own[:length], head=_DECLICK if first else CROSS, tail=_DECLICK if last else 0)
                parts.append(Placed(here * self._ducked(span)[: len(here)], 0))
                runs_on = any(one.runs_on and one.hole == (span.start, span.end) for one in self._laid)
                before = before if runs_on else fade(own[length:], tail=CROSS)
            for one in self._laid:
                parts += [Placed(sound, at - span.start, one.gain_db) for at, sound in one.sounds(span.start, span.end)]
            yield mix(parts, length)

    def _has_own(self, entry: CutEntry) -> bool:
        return entry.missing is None and entry.take in self._with_own

    def _own(self, span: Span) -> np.ndarray:
        """The sound that a take brings, and what it goes on with over the cut: as the file does, else turned back."""
        clip, length = self._footage[span.entry.take], span.end - span.start
        skip = samples_between(0, span.entry.source_start, clip.shape.rate, AUDIO_RATE)
        heard = decode_audio(clip.path, AUDIO_RATE)[skip : skip + length + CROSS]
        held = np.zeros(length + CROSS, np.float32)
        held[: len(heard)] = heard
        if len(heard) < len(held):
            # The sound of a place turned back for 20 ms cannot be told from its going on.
            held[length:] = held[max(0, length - CROSS) : length][::-1][: len(held) - length] if length >= CROSS else 0.0
        return held

    def _ducked(self, span: Span) -> np.ndarray:
        """How far a take's sound steps back for Lines of other Shots that are laid over it."""
        over = [piece for one in self._laid if _is_guest(one, span) for piece in one.pieces() if _meets(piece, span)]
        times = [((low - span.start) / AUDIO_RATE, (high - span.start) / AUDIO_RATE) for low, high in over]
        return duck_gain(times, span.end - span.start, AUDIO_RATE)


def _is_guest(one: Laid, span: Span) -> bool:
    return one.hole is not None and one.hole != (span.start, span.end)


def _meets(piece: tuple[int, int], span: Span) -> bool:
    return piece[0] < span.end and piece[1] > span.start


def _left_out(entry: CutEntry) -> Choice:
    why = "it is not the Take's own sound: its backend makes none; the spoken Lines are laid"
    return Choice(about=f"shot {entry.id}", choice="the sound in its file left out", reason=why)
