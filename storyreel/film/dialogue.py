"""What the writer brings: Lines in order with headings and directions between them, or a Synopsis in prose.

The text of a Line is never rewritten: what is read here is what is spoken, shown and counted.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, JsonValue

from storyreel.film.bank import Bank
from storyreel.film.base import FilmModel
from storyreel.film.placing import Placing
from storyreel.film.recording import Recording

__all__ = ["Dialogue", "DialogueItem", "Direction", "Heading", "Line", "Synopsis"]


class Heading(FilmModel):
    """A scene heading as written, and what was understood of it."""

    kind: Literal["heading"] = "heading"
    text: str
    place: str = ""
    time_of_day: str = ""
    interior: bool | None = None
    number: str = ""


class Direction(FilmModel):
    """A stage direction or action between Lines."""

    kind: Literal["direction"] = "direction"
    text: str


class Line(FilmModel):
    """One speech of one Character.

    Attributes:
        id: Unique in the Dialogue and kept through every Script: "L1", "L2", …
        text: What is spoken, whole, without the parenthetical.
        parenthetical: How it is said, without brackets: "quietly".
        audio: Path of a recording of this Line, if one was brought.
        position: Where the speaker stands, in the source's own words, if it says so.
        recording: What was measured of that recording, and where it is kept; None until it was read.
    """

    kind: Literal["line"] = "line"
    id: str
    speaker: str
    text: str
    parenthetical: str = ""
    start_ms: int | None = None
    end_ms: int | None = None
    audio: str = ""
    position: str = ""
    source_line: int | None = None
    recording: Recording | None = None


DialogueItem = Annotated[Heading | Direction | Line, Field(discriminator="kind")]


class Dialogue(FilmModel):
    """A page of dialogue, read.

    Attributes:
        items: Headings, Directions and Lines in the source's order.
        bank: Characters, places and props that the source describes.
        language: BCP-47 primary tag ("en", "zh") as given or detected.
        audio: Path of one recording of the whole, if one was brought; Lines with times are cut from it.
        placings: Where people stand, as given beside the Lines.
        extra: Parts of the source that have no other place, kept.
    """

    schema_id: Literal["storyreel.dialogue/1"] = "storyreel.dialogue/1"
    title: str = ""
    language: str = "en"
    audio: str = ""
    placings: tuple[Placing, ...] = ()
    items: tuple[DialogueItem, ...] = ()
    bank: Bank = Bank()
    extra: dict[str, JsonValue] = {}

    @property
    def lines(self) -> tuple[Line, ...]:
        """The Lines in order."""
        return tuple(item for item in self.items if isinstance(item, Line))

    @property
    def speakers(self) -> tuple[str, ...]:
        """The speakers in order of their first Line."""
        return tuple(dict.fromkeys(line.speaker for line in self.lines))


class Synopsis(FilmModel):
    """A story in prose and a Bank: MovieAgent's input (arXiv 2503.07314)."""

    schema_id: Literal["storyreel.synopsis/1"] = "storyreel.synopsis/1"
    title: str = ""
    language: str = "en"
    story: str
    bank: Bank = Bank()
    extra: dict[str, JsonValue] = {}
