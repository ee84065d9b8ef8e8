"""A screenplay as its elements, in order: what Fountain and Final Draft files share.

Texts hold inline marks as Fountain writes them: `*emphasis*`, `[[notes]]`, `/* boneyard */` and backslashes before what stands
for itself; `storyreel.formats.screenplay_marks` gives the plain text. This module knows no file format and nothing of film.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from storyreel.film.base import FilmModel

__all__ = ["Element", "ElementKind", "Screenplay", "TitleEntry"]

ElementKind = Literal[
    "heading",
    "action",
    "character",
    "parenthetical",
    "dialogue",
    "lyrics",
    "transition",
    "centred",
    "section",
    "synopsis",
    "note",
    "boneyard",
    "page break",
    "other",
]


class TitleEntry(FilmModel):
    """One key of the title page and its lines.

    Attributes:
        key: As written: "Draft date".
    """

    key: str
    values: tuple[str, ...] = ()


class Element(FilmModel):
    """One element of a screenplay.

    Attributes:
        text: Without the marks that tell its kind: no brackets round a parenthetical, no number after a heading.
        number: Of a scene heading: "12A".
        extension: Of a character: ("V.O.", "CONT'D").
        dual: A character who speaks at the same time as the one before.
        depth: Of a section, 1 for the outermost; 0 for all else.
        forced: Written with a mark that makes it this kind (`.` heading, `!` action, `@` character, `>` transition).
        blanks: Blank lines above it, beyond the fewest that its form asks for.
        type: Of an `other` element: the paragraph type or the XML tag that its file gave it ("Shot", "Cast List").
        xml: Of an `other` element that is no paragraph: the XML itself.
    """

    kind: ElementKind
    text: str = ""
    number: str = ""
    extension: tuple[str, ...] = ()
    dual: bool = False
    depth: int = Field(default=0, ge=0)
    forced: bool = False
    blanks: int = Field(default=0, ge=0)
    type: str = ""
    xml: str = ""


class Screenplay(FilmModel):
    """A screenplay, read.

    Attributes:
        title_page: Its entries in order.
        source: The Final Draft document that it was read from: an unchanged screenplay is written back as exactly this, and a
            changed one keeps its settings. Empty for other sources.
    """

    schema_id: Literal["storyreel.screenplay/1"] = "storyreel.screenplay/1"
    title_page: tuple[TitleEntry, ...] = ()
    elements: tuple[Element, ...] = ()
    source: str = ""

    def titled(self, key: str) -> str:
        """The lines of a title page entry as one text, "" where there is none; case and spaces of the key do not count.

        >>> Screenplay(title_page=(TitleEntry(key="Draft date", values=("1/20/2012",)),)).titled("draft Date")
        '1/20/2012'
        """
        wanted = key.replace(" ", "").casefold()
        return " ".join(
            value for entry in self.title_page if entry.key.replace(" ", "").casefold() == wanted for value in entry.values
        )
