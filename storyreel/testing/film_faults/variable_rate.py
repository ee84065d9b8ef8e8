"""Variable frame rate: some frames are shown twice as long, the others shorter. Strength: their share, 0 to 1."""

from __future__ import annotations

import random
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from storyreel.testing.film_faults.contract import CleanFilm, Spoiled
from storyreel.testing.film_faults.encoding import encode_film
from storyreel.testing.film_faults.rewriting import pictures_of, sound_of

__all__ = ["VariableRate"]


@dataclass(frozen=True)
class VariableRate:
    """As a telephone records it; number of frames and length of the film stay."""

    named: frozenset[str] = frozenset({"variable-rate"})

    def __call__(self, film: CleanFilm, to: Path, *, strength: float, chance: random.Random) -> Spoiled:
        """See the class."""
        frames = film.cut.frames
        longer = set(chance.sample(range(frames), max(1, round(strength * frames))))
        steps = [2.0 if number in longer else 1.0 for number in range(frames)]
        tick = frames * 90_000 / float(film.cut.rate) / sum(steps)
        times = [0, *(round(end * tick) for end in accumulate(steps))]
        encode_film(to, pictures_of(film), sound_of(film), film.cut.rate, times=times)
        return Spoiled(to, where={"frames": len(longer)}, knows={"truth": None})  # it counts frames of equal length
