"""Sound that comes early or late against the pictures, all of it. Strength: milliseconds."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from storyreel.testing.film_faults.contract import CleanFilm, Spoiled
from storyreel.testing.film_faults.rewriting import resound, sound_of
from storyreel.tools.assemble.encode import AUDIO_RATE

__all__ = ["AvOffset"]


@dataclass(frozen=True)
class AvOffset:
    """The sound moved as a whole, by the toss of a coin early or late; its length stays."""

    named: frozenset[str] = frozenset({"av-offset"})

    def __call__(self, film: CleanFilm, to: Path, *, strength: float, chance: random.Random) -> Spoiled:
        """See the class."""
        by_ms = round(strength) * chance.choice([-1, 1])
        sound, gap = sound_of(film), abs(by_ms) * AUDIO_RATE // 1000
        still = np.zeros(gap, np.float32)
        moved = np.concatenate([still, sound[:-gap]]) if by_ms > 0 else np.concatenate([sound[gap:], still])
        resound(film, to, moved)
        return Spoiled(to, where={"late_ms": by_ms})
