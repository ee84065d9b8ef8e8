"""Clipped sound: driven over full scale and cut off there. Strength: dB by which its highest peak passes full scale."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from storyreel.testing.film_faults.contract import CleanFilm, NotPossible, Spoiled
from storyreel.testing.film_faults.rewriting import resound, sound_of
from storyreel.tools.audio import SILENCE_DB, from_db, peak_db

__all__ = ["Clipping"]


@dataclass(frozen=True)
class Clipping:
    """All of the sound is clipped; by the toss of a coin it is then turned down again, which hides it from a peak meter."""

    named: frozenset[str] = frozenset({"clipping"})

    def __call__(self, film: CleanFilm, to: Path, *, strength: float, chance: random.Random) -> Spoiled:
        """See the class."""
        sound = sound_of(film)
        if peak_db(sound) <= SILENCE_DB:
            raise NotPossible(f"{film.name} is silent")
        clipped = np.clip(sound * from_db(strength - peak_db(sound)), -1.0, 1.0).astype(np.float32)
        down_db = chance.choice([0.0, -6.0])
        resound(film, to, clipped * np.float32(from_db(down_db)))
        return Spoiled(to, where={"over_db": strength, "then_db": down_db})
