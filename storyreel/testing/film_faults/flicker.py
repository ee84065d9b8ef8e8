"""Flicker: the brightness of a span jumps from frame to frame, by turns or by chance. Strength: the change, a share of 1."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from storyreel.testing.film_faults.contract import CleanFilm, Spoiled
from storyreel.testing.film_faults.rewriting import random_span, rewrite

__all__ = ["Flicker"]


@dataclass(frozen=True)
class Flicker:
    """A second of one Shot, every second frame brighter (or, by the toss of a coin, each frame by a chance of its own)."""

    named: frozenset[str] = frozenset({"flicker"})
    seconds: float = 1.0

    def __call__(self, film: CleanFilm, to: Path, *, strength: float, chance: random.Random) -> Spoiled:
        """See the class."""
        uid, start, end = random_span(film, chance, self.seconds)
        by_turns = chance.random() < 0.5
        gains = [1 + strength * (i % 2 if by_turns else chance.uniform(-1, 1)) for i in range(end - start)]

        def changed(number: int, rgb: np.ndarray) -> np.ndarray:
            if not start <= number < end:
                return rgb
            return (rgb * np.float32(gains[number - start])).clip(0, 255).astype(np.uint8)

        rewrite(film, to, pictures=changed)
        return Spoiled(to, frozenset({uid}), {"from": start, "to": end, "by": "turns" if by_turns else "chance"})
