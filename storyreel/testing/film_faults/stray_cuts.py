"""Extra cut and missing cut: another Shot's pictures within a Shot, or a Shot that goes on where the next should begin."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from storyreel.film.cut import CutEntry
from storyreel.film.vocabulary import TransitionKind
from storyreel.testing.film_faults.contract import CleanFilm, NotPossible, Spoiled
from storyreel.testing.film_faults.rewriting import pictures_of, random_span, rewrite

__all__ = ["ExtraCut", "MissingCut"]


def _span_of(film: CleanFilm, entry: CutEntry) -> list[np.ndarray]:
    return [rgb for n, rgb in enumerate(pictures_of(film)) if entry.start <= n < entry.start + entry.frames]


@dataclass(frozen=True)
class ExtraCut:
    """Pictures of the Shot that looks least like it, in the middle of a Shot. Strength: seconds."""

    named: frozenset[str] = frozenset({"extra-cut"})

    def __call__(self, film: CleanFilm, to: Path, *, strength: float, chance: random.Random) -> Spoiled:
        """See the class."""
        uid, start, end = random_span(film, chance, strength)
        middles = {entry.start + entry.frames // 2: entry for entry in film.cut.entries}
        wanted = {number: rgb for number, rgb in enumerate(pictures_of(film)) if number in middles or number == start}
        others = [number for number, entry in middles.items() if entry.uid != uid and entry.frames >= end - start]
        if not others:
            raise NotPossible(f"{film.name} has no other shot of {strength:g} s")
        apart = {n: float(np.abs(wanted[n].astype(np.int16) - wanted[start]).mean()) for n in others}
        other = middles[max(apart, key=lambda n: apart[n])]
        put = _span_of(film, other)[: end - start]
        rewrite(film, to, pictures=lambda n, rgb: put[n - start] if start <= n < end else rgb)
        return Spoiled(to, frozenset({uid}), {"from": start, "to": end, "of": other.uid})


@dataclass(frozen=True)
class MissingCut:
    """A Shot is shown forwards and backwards until the end of the next. Strength: how many cuts are lost."""

    named: frozenset[str] = frozenset({"missing-cut"})

    def __call__(self, film: CleanFilm, to: Path, *, strength: float, chance: random.Random) -> Spoiled:
        """See the class."""
        entries = film.cut.entries
        places = [n for n in range(1, len(entries)) if entries[n].transition.kind is TransitionKind.CUT]
        if len(places) < strength:
            raise NotPossible(f"{film.name} has too few cuts")
        shown: dict[int, np.ndarray] = {}
        struck: set[str] = set()
        for place in chance.sample(places, int(strength)):
            after = entries[place]
            before = _span_of(film, entries[place - 1])[entries[place - 1].transition.frames :]  # its fade is not shown again
            there_and_back = before[::-1] + before
            for i in range(after.frames):
                shown[after.start + i] = there_and_back[i % len(there_and_back)]
            struck.add(after.uid)
        rewrite(film, to, pictures=lambda n, rgb: shown.get(n, rgb))
        return Spoiled(to, frozenset(struck), {"shots": sorted(struck)})
