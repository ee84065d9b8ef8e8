"""A story in numbered sentences, and pieces of it named by the sentence that they begin with.

Cutting a story so loses no word: a piece goes from its first sentence to the next piece's. It knows no model.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, NamedTuple

__all__ = ["Piece", "Story", "cut_at"]

_END: Final = re.compile(r"(?<=[.!?…])\s+|(?<=[.!?…][\"”»’])\s+|(?<=[。！？])(?![”」』])\s*|(?<=[。！？][”」』])\s*|\n+")
_QUOTE: Final = re.compile(r"“[^“”]*”|\"[^\"\n]*\"|«[^«»]*»|「[^「」]*」|『[^『』]*』")


class Piece(NamedTuple):
    """A run of sentences: from `start` to before `end`, counted from 0."""

    start: int
    end: int


@dataclass(frozen=True)
class Story:
    """A story and where its sentences stand in it.

    >>> story = Story.of('Ana waits. "Stay. Please," says Ben.\\n\\nShe goes.')
    >>> story.shown(Piece(1, 3))
    'S2 "Stay. Please," says Ben.\\nS3 She goes.'
    >>> story.text(Piece(1, 3))
    '"Stay. Please," says Ben.\\n\\nShe goes.'
    """

    whole: str
    spans: tuple[tuple[int, int], ...]

    @staticmethod
    def of(text: str) -> Story:
        """The story in a text; a quotation is never cut."""
        quotes = [hit.span() for hit in _QUOTE.finditer(text)]
        cuts = [hit.end() for hit in _END.finditer(text) if not any(a < hit.start() < b for a, b in quotes)]
        edges = sorted({0, *cuts, len(text)})
        spans = [(a, b) for a, b in pairwise(edges) if text[a:b].strip()]
        return Story(text, tuple(spans))

    @property
    def all(self) -> Piece:
        """The whole of it."""
        return Piece(0, len(self.spans))

    def text(self, piece: Piece) -> str:
        """A piece as it was written."""
        if piece.start >= piece.end:
            return ""
        return self.whole[self.spans[piece.start][0] : self.spans[piece.end - 1][1]].strip()

    def shown(self, piece: Piece) -> str:
        """A piece with an id before each sentence, a sentence a row."""
        rows = [(at, " ".join(self.whole[a:b].split())) for at, (a, b) in enumerate(self.spans[piece.start : piece.end])]
        return "\n".join(f"S{piece.start + at + 1} {row}" for at, row in rows)


class Cut(NamedTuple):
    """Pieces with the place of the form that each came from, and what was put right."""

    pieces: tuple[tuple[int, Piece], ...]
    repairs: tuple[str, ...]


def cut_at(firsts: Sequence[str], piece: Piece) -> Cut:
    """A piece cut where the forms begin; the first begins with the piece, one that begins nowhere, or again, is left out.

    >>> cut_at(["S2", "S4", "S9"], Piece(0, 5)).pieces
    ((0, Piece(start=0, end=3)), (1, Piece(start=3, end=5)))
    """
    places: dict[int, int] = {}
    repairs: list[str] = []
    for at, first in enumerate(firsts):
        found = re.search(r"\d+", first)
        place = int(found[0]) - 1 if found else -1
        place = piece.start if not places and piece.start <= place < piece.end else place
        if not piece.start <= place < piece.end or place in places or (places and place < max(places)):
            repairs.append(f"part {at + 1} begins with {first[:20]!r}, which is not a sentence after the part before; left out")
            continue
        places[place] = at
    order = sorted(places)
    ends = [*order[1:], piece.end][: len(order)]
    return Cut(tuple((places[start], Piece(start, end)) for start, end in zip(order, ends, strict=True)), tuple(repairs))
