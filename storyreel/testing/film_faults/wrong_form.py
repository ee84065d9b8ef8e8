"""Wrong size and wrong rate: the whole film at other sides, or at another frame rate of the same length."""

from __future__ import annotations

import random
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import numpy as np
from av.video.frame import VideoFrame

from storyreel.testing.film_faults.contract import CleanFilm, Spoiled
from storyreel.testing.film_faults.rewriting import pictures_of, rewrite

__all__ = ["WrongRate", "WrongSize"]


@dataclass(frozen=True)
class WrongSize:
    """All pictures made smaller or larger. Strength: times the sides asked."""

    named: frozenset[str] = frozenset({"wrong-size"})

    def __call__(self, film: CleanFilm, to: Path, *, strength: float, chance: random.Random) -> Spoiled:
        """See the class."""
        width, height = (max(2, round(side * strength / 2) * 2) for side in (film.cut.width_px, film.cut.height_px))

        def changed(number: int, rgb: np.ndarray) -> np.ndarray:
            frame = VideoFrame.from_ndarray(rgb, format="rgb24")
            return frame.reformat(width=width, height=height, format="rgb24").to_ndarray()

        rewrite(film, to, pictures=changed)
        return Spoiled(to, where={"width_px": width, "height_px": height})


@dataclass(frozen=True)
class WrongRate:
    """Frames shown twice or left out until the film has its length at another rate. Strength: times the rate asked."""

    named: frozenset[str] = frozenset({"wrong-rate"})

    def __call__(self, film: CleanFilm, to: Path, *, strength: float, chance: random.Random) -> Spoiled:
        """See the class."""
        rate = Fraction(round(film.cut.rate * Fraction(strength).limit_denominator(1000) * 1000), 1000)
        all_of_it = list(pictures_of(film))
        count = round(len(all_of_it) * rate / film.cut.rate)
        chosen = [min(len(all_of_it) - 1, int(n * film.cut.rate / rate)) for n in range(count)]
        rewrite(film, to, pictures=(all_of_it[n] for n in chosen), rate=rate)
        return Spoiled(to, where={"rate": float(rate)}, knows={"truth": None})  # it counts frames of the rate asked
