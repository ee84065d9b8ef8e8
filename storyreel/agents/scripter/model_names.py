"""Names as models write them, found in the cast: any spelling, alias or near miss; what is nobody's name is refused.

It knows spellings only: whether somebody is in the scene is not its business.
"""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from typing import NamedTuple

from storyreel.agents.scripter.names import one_name
from storyreel.film.bank import Character

__all__ = ["CastNames", "Found"]


class Found(NamedTuple):
    """The cast's own name, "" where there is none, and whether it was spelt so (an alias counts)."""

    name: str
    known: bool


class CastNames:
    """The names of a cast.

    >>> names = CastNames((Character(name="ROSA", aliases=("Mrs. Lind",)), Character(name="BEN")))
    >>> names.find("Rosa"), names.find("mrs lind").name, names.find("Bne"), names.find("a dog").name
    (Found(name='ROSA', known=True), 'ROSA', Found(name='BEN', known=False), '')
    """

    def __init__(self, cast: Sequence[Character]) -> None:
        self._who = {one_name(alias): one.name for one in reversed(cast) for alias in one.aliases}
        self._who |= {one_name(one.name): one.name for one in cast}
        self._all = tuple(one.name for one in cast)
        self._seen = {one.name for one in cast if one.seen}

    def find(self, written: str) -> Found:
        """Who is meant."""
        plain = one_name(written)
        if plain in self._who:
            return Found(self._who[plain], known=True)
        close = difflib.get_close_matches(plain, self._who, n=1, cutoff=0.6) if plain else []
        return Found(self._who[close[0]] if close else "", known=False)

    @property
    def all(self) -> tuple[str, ...]:
        """Every name as the cast writes it."""
        return self._all

    def seen(self, name: str) -> bool:
        """Whether somebody may stand in a frame."""
        return name in self._seen
