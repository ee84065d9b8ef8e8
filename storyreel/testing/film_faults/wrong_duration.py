"""Wrong duration: the film ends early, or goes on after its end. Strength: seconds that are missing (below 0) or too many."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from storyreel.testing.film_faults.contract import CleanFilm, Spoiled
from storyreel.testing.film_faults.rewriting import pictures_of, rewrite, sound_of
from storyreel.tools.assemble.encode import AUDIO_RATE

__all__ = ["WrongDuration"]


@dataclass(frozen=True)
class WrongDuration:
    """Frames cut off at the end, or the film shown again behind it until it is so much longer."""

    named: frozenset[str] = frozenset({"wrong-duration"})

    def __call__(self, film: CleanFilm, to: Path, *, strength: float, chance: random.Random) -> Spoiled:
        """See the class."""
        frames = max(1, film.cut.frames + round(strength * film.cut.rate))
        sound = np.resize(sound_of(film), round(frames * AUDIO_RATE / film.cut.rate))
        rewrite(film, to, pictures=_again(film, frames), sound=sound)
        return Spoiled(to, where={"frames": frames, "asked": film.cut.frames})


def _again(film: CleanFilm, frames: int) -> Iterator[np.ndarray]:
    given = 0
    while given < frames:
        for rgb in pictures_of(film):
            if given == frames:
                return
            given += 1
            yield rgb
