"""Black and freeze: a span of one Shot shows nothing, or goes on showing its first picture. Strength: seconds."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np

from storyreel.testing.film_faults.contract import CleanFilm, Spoiled
from storyreel.testing.film_faults.rewriting import random_span, rewrite

__all__ = ["HeldPictures"]


@dataclass(frozen=True)
class HeldPictures:
    """A span of black, or of one picture that is held."""

    kind: Literal["black", "freeze"]

    @property
    def named(self) -> frozenset[str]:
        """The kind itself."""
        return frozenset({self.kind})

    def __call__(self, film: CleanFilm, to: Path, *, strength: float, chance: random.Random) -> Spoiled:
        """See the class."""
        uid, start, end = random_span(film, chance, strength)
        held: list[np.ndarray] = []

        def changed(number: int, rgb: np.ndarray) -> np.ndarray:
            if number == start:
                held.append(np.zeros_like(rgb) if self.kind == "black" else rgb)
            return held[0] if start <= number < end else rgb

        rewrite(film, to, pictures=changed)
        return Spoiled(to, frozenset({uid}), {"from": start, "to": end})
