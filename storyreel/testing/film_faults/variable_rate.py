"""Variable frame rate: some frames come late, so that the one before is shown longer. Strength: their share, 0 to 1."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

from storyreel.testing.film_faults.contract import CleanFilm, Spoiled
from storyreel.testing.film_faults.encoding import encode_film
from storyreel.testing.film_faults.rewriting import pictures_of, sound_of

__all__ = ["VariableRate"]

_LATE = 0.4


@dataclass(frozen=True)
class VariableRate:
    """As a telephone records it, by 0.4 of a frame; number of frames and length of the film stay."""

    named: frozenset[str] = frozenset({"variable-rate"})

    def __call__(self, film: CleanFilm, to: Path, *, strength: float, chance: random.Random) -> Spoiled:
        """See the class."""
        frames = film.cut.frames
        late = set(chance.sample(range(1, frames), max(1, round(strength * frames))))
        tick = 90_000 / float(film.cut.rate)
        times = [round((number + _LATE * (number in late)) * tick) for number in range(frames)]
        encode_film(to, pictures_of(film), sound_of(film), film.cut.rate, times=times)
        return Spoiled(to, where={"frames": len(late)}, knows={"truth": None})  # it counts frames of equal length
