"""The chosen Takes in order: the Cut, which rendered is the Film."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from pydantic import Field

from storyreel.film.base import FilmModel
from storyreel.film.script import Transition
from storyreel.film.take import MissingMedia

__all__ = ["Cut", "CutEntry"]


class CutEntry(FilmModel):
    """One Shot in the Cut. Three ranges stay apart: what the media has, what is used, where it lands (all in frames).

    Attributes:
        take: Key of the Take, or "" with `missing` set.
        available_frames: Frames in the Take's file.
        source_start, frames: The part that is used.
        start: First frame in the film.
    """

    uid: str
    id: str
    take: str = ""
    sha256: str = ""
    missing: MissingMedia | None = None
    available_frames: int = Field(ge=0)
    source_start: int = Field(default=0, ge=0)
    frames: int = Field(ge=1)
    start: int = Field(ge=0)
    transition: Transition = Transition()


class Cut(FilmModel):
    """The film as a list of what to show."""

    schema_id: Literal["storyreel.cut/1"] = "storyreel.cut/1"
    width_px: int
    height_px: int
    rate_num: int
    rate_den: int = 1
    entries: tuple[CutEntry, ...] = ()

    @property
    def rate(self) -> Fraction:
        """Frames per second."""
        return Fraction(self.rate_num, self.rate_den)

    @property
    def frames(self) -> int:
        """Frames of the whole film."""
        return sum(entry.frames for entry in self.entries)
