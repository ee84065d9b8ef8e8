"""Sound that is far too loud or too quiet as a whole. Strength: dB."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from storyreel.testing.film_faults.contract import CleanFilm, NotPossible, Spoiled
from storyreel.testing.film_faults.rewriting import resound, sound_of
from storyreel.tools.audio import SILENCE_DB, from_db, peak_db

__all__ = ["Loudness"]

_CEILING = 0.8


@dataclass(frozen=True)
class Loudness:
    """Turned down, or (by the toss of a coin) up through a soft limiter, so that nothing is clipped."""

    named: frozenset[str] = frozenset({"loudness"})

    def __call__(self, film: CleanFilm, to: Path, *, strength: float, chance: random.Random) -> Spoiled:
        """See the class."""
        sound = sound_of(film)
        if peak_db(sound) <= SILENCE_DB:
            raise NotPossible(f"{film.name} is silent")
        by_db = strength * chance.choice([-1.0, 1.0])
        made = sound * np.float32(from_db(by_db))
        if by_db > 0:
            made = np.float32(_CEILING) * np.tanh(made / np.float32(_CEILING))
        resound(film, to, made.astype(np.float32))
        return Spoiled(to, where={"by_db": by_db})
