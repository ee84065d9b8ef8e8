"""Where the source says that people stand: the third of the paper's inputs, beside dialogue and sound.

A placing is what was given, not what a Script made of it: the Script's blocking is held against it. Words are kept whole, also
where nothing was understood. This module reads no text.
"""

from __future__ import annotations

from typing import Literal

from storyreel.film.base import FilmModel

__all__ = ["Placing", "Relation", "Side"]

Side = Literal["left", "centre", "right"]
Relation = Literal["left of", "right of", "in front of", "behind", "beside", "between", "opposite"]


class Placing(FilmModel):
    """Where one Character stands, from one Line on until they are told to move or are placed again.

    Attributes:
        character: The name in the cast, or as written where the cast has no such name; "" where the words name nobody.
        text: The source's own words, whole.
        line: Id of the Line from which it holds; "" is the start.
        entry: The number that the source gave it, in a numbered list.
        position: The words for the place: "at the window, left of Tom".
        side: Side of the picture as the master sees it, where the words name one.
        spot: Part of the set that the words name: "window".
        relation, others: Where they stand to whom.
        posture: "sitting", where the words tell; "" else.
        facing: A Character's name or words, where told.
        known: Whether the name is somebody of the source's cast.
    """

    character: str = ""
    text: str
    line: str = ""
    entry: int | None = None
    position: str = ""
    side: Side | None = None
    spot: str = ""
    relation: Relation | None = None
    others: tuple[str, ...] = ()
    posture: str = ""
    facing: str = ""
    known: bool = True

    @property
    def understood(self) -> bool:
        """Whether the words name somebody and say anything that blocking can be held against."""
        return bool(self.character and (self.side or self.spot or self.relation or self.posture or self.facing))
