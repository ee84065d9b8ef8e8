"""Colour tags that are missing or untrue. Strength: 1 untagged, 2 tagged as BT.601, 3 tagged as full range."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from storyreel.testing.film_faults.contract import CleanFilm, Spoiled
from storyreel.testing.film_faults.encoding import encode_film
from storyreel.testing.film_faults.rewriting import pictures_of, sound_of

__all__ = ["ColourTags"]

_TAGS: dict[int, tuple[int, int, int, int]] = {1: (2, 2, 2, 0), 2: (6, 6, 6, 1), 3: (1, 1, 1, 2)}
"""Primaries, transfer, matrix, range by the numbers of ISO/IEC 23091-2."""


@dataclass(frozen=True)
class ColourTags:
    """The same pictures with other tags."""

    named: frozenset[str] = frozenset({"colour-tags"})

    def __call__(self, film: CleanFilm, to: Path, *, strength: float, chance: random.Random) -> Spoiled:
        """See the class."""
        primaries, transfer, matrix, span = _TAGS[int(strength)]

        def tag(it: Any) -> None:
            it.color_primaries, it.color_trc, it.colorspace, it.color_range = primaries, transfer, matrix, span

        encode_film(to, pictures_of(film), sound_of(film), film.cut.rate, set_up=tag, mark=tag)
        return Spoiled(to, where={"tags": (primaries, transfer, matrix, span)})
