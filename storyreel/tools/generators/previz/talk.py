"""Who speaks when in a Shot, and the mouth at every moment: Lines with their sounds, laid out on the Shot's own time.

Times are seconds from the Shot's start. This module draws nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from storyreel.film.take import SpecLine
from storyreel.tools.generators.previz.chance import wave
from storyreel.tools.generators.previz.mouth import REST, Lips, lips_from_events, lips_from_level, lips_from_text

__all__ = ["Talk", "Voiced", "talk_of"]

_STEP_S = 0.02


@dataclass(frozen=True, kw_only=True)
class Voiced:
    """One Line (or part) in the Shot.

    Attributes:
        start_s, end_s: When it is heard; the end is the audio's where there is audio.
        phonemes: (seconds from the Line's start, phoneme).
        levels: Loudness in steps of 20 ms, 0 to 1 of the Line's loudest; empty without audio.
    """

    speaker: str
    text: str
    start_s: float
    end_s: float
    emotion: str = ""
    off_screen: bool = False
    phonemes: tuple[tuple[float, str], ...] = ()
    levels: np.ndarray = field(default_factory=lambda: np.zeros(0, np.float32))

    def lips(self, t_s: float) -> Lips:
        """The speaker's mouth at a time."""
        at = t_s - self.start_s
        long = self.end_s - self.start_s
        if not -0.1 <= at <= long + 0.1:
            return REST
        if self.phonemes:
            return lips_from_events(self.phonemes, at, long)
        if self.levels.size:
            i = int(at / _STEP_S)
            level = float(self.levels[i]) if 0 <= i < self.levels.size else 0.0
            return lips_from_level(level, wave(t_s, self.speaker, "flutter", hz=3.1))
        return lips_from_text(self.text, at / max(0.05, long))


@dataclass(frozen=True)
class Talk:
    """All the Lines of a Shot."""

    lines: tuple[Voiced, ...]

    def mouth(self, name: str, t_s: float) -> tuple[Lips, float]:
        """A Character's mouth at a time, and how much they are in a Line (0 to 1, with soft ends)."""
        lips, talking = REST, 0.0
        for line in self.lines:
            if line.speaker == name and not line.off_screen:
                part = min(1.0, max(0.0, min(t_s - line.start_s + 0.2, line.end_s + 0.25 - t_s) / 0.25))
                if part > talking:
                    lips, talking = line.lips(t_s), part
        return lips, talking

    def speaker(self, t_s: float) -> Voiced | None:
        """The Line that is heard at a time, the latest to begin where two overlap."""
        found = [line for line in self.lines if line.start_s - 0.1 <= t_s <= line.end_s + 0.1]
        return max(found, key=lambda line: line.start_s) if found else None


def talk_of(
    lines: Sequence[SpecLine],
    sounds: Mapping[tuple[str, int], tuple[np.ndarray, int]],
    events: Mapping[tuple[str, int], Sequence[Any]],
) -> Talk:
    """The Talk of a Shot.

    Args:
        lines: Of the RenderSpec.
        sounds: (mono float samples, rate) of each Line part that has audio.
        events: Sound events of each, {"kind", "at_s", "text"}.
    """
    out: list[Voiced] = []
    for line in lines:
        key = (line.id, line.part)
        start, end = line.start_ms / 1000, line.end_ms / 1000
        levels = np.zeros(0, np.float32)
        if key in sounds:
            samples, rate = sounds[key]
            end = start + samples.size / rate
            levels = _levels(samples, rate)
        phonemes = tuple((float(e["at_s"]), str(e["text"])) for e in events.get(key, ()) if e.get("kind") == "phoneme")
        out.append(
            Voiced(
                speaker=line.speaker, text=line.text, start_s=start, end_s=max(end, start + 0.04), emotion=line.emotion,
                off_screen=line.off_screen, phonemes=phonemes, levels=levels,
            )
        )  # fmt: skip
    return Talk(tuple(out))


def _levels(samples: np.ndarray, rate: int) -> np.ndarray:
    hop = max(1, int(rate * _STEP_S))
    count = samples.size // hop
    if not count:
        return np.zeros(0, np.float32)
    rms = np.sqrt(np.mean(np.square(samples[: count * hop].reshape(count, hop)), axis=1))
    loud = float(rms.max())
    return (rms / loud).astype(np.float32) if loud > 1e-5 else np.zeros(count, np.float32)
