"""A Screenplay as Fountain (fountain.io/syntax): what `fountain_read` reads back as the same elements.

Marks are written where the text would be taken for something else, and nowhere besides. An element that Fountain has no word for
("Shot", "Cast List") is written as action. This module knows nothing of files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from storyreel.film.screenplay import Element, Screenplay
from storyreel.formats.fountain_title import settled_title, write_title_page
from storyreel.formats.screenplay_form import action_marks, cue_row, heading_row, settled
from storyreel.formats.screenplay_marks import rows_with, spans_of

__all__ = ["fountain_elements", "write_fountain_screenplay"]


def write_fountain_screenplay(screenplay: Screenplay) -> str:
    """The Screenplay as Fountain text, lines ended by "\\n".

    >>> print(write_fountain_screenplay(Screenplay(elements=(
    ...     Element(kind="heading", text="the pool", number="5"), Element(kind="character", text="TOM", dual=True),
    ...     Element(kind="parenthetical", text="low"), Element(kind="dialogue", text="One.\\n\\nTwo.")))), end="")
    .the pool #5#
    <BLANKLINE>
    TOM ^
    (low)
    One.
    <BLANKLINE>
    Two.
    """
    title = settled_title(screenplay.title_page)
    elements = fountain_elements(screenplay)
    rows = write_title_page(title)
    if title and elements:
        rows.append("")
    speech = False
    for at, element in enumerate(elements):
        glued = speech and (element.kind in ("parenthetical", "dialogue") or (element.kind == "lyrics" and not element.blanks))
        if at:
            rows += [""] * (element.blanks + (0 if glued or (speech and element.kind == "lyrics") else 1))
        rows += _rows(element)
        speech = glued or element.kind == "character"
    return "\n".join(rows) + "\n" if rows else ""


def fountain_elements(screenplay: Screenplay) -> tuple[Element, ...]:
    """The elements as Fountain can say them.

    >>> [one.kind for one in fountain_elements(Screenplay(elements=(Element(kind="other", type="Shot", text="CLOSE"),)))]
    ['action']
    """
    said = (
        Element(kind="action", text=one.text, blanks=one.blanks) if one.kind == "other" else one for one in screenplay.elements
    )
    return settled(said, titled=bool(settled_title(screenplay.title_page)))


def _rows(element: Element) -> Iterator[str]:
    text = element.text
    rows: Sequence[str] = [text] if "\n" not in text else rows_with(text, spans_of(text))
    if element.kind == "action":
        yield from _action(rows, forced=element.forced)
    elif element.kind in _AROUND:
        before, after = _AROUND[element.kind]
        yield from (f"{before}{row}{after}" for row in rows)
    elif element.kind == "dialogue":
        yield from (row or "  " for row in rows)
    else:
        yield _LINES[element.kind](element)


_AROUND = {"parenthetical": ("(", ")"), "lyrics": ("~", ""), "centred": ("> ", " <")}
_LINES: dict[str, Callable[[Element], str]] = {
    "heading": heading_row,
    "character": cue_row,
    "transition": lambda one: f"> {one.text}" if one.forced else one.text,
    "section": lambda one: f"{'#' * one.depth} {one.text}",
    "synopsis": lambda one: f"= {one.text}",
    "note": lambda one: f"[[{_spaced(one.text)}{' ' if one.text.endswith(']') else ''}]]",
    "boneyard": lambda one: f"/*\n{one.text}\n*/" if "\n" in one.text else f"/* {one.text} */",
    "page break": lambda _: "===",
}


def _action(rows: Sequence[str], *, forced: bool) -> Iterator[str]:
    marks = action_marks(rows)
    if forced and not any(marks):
        marks[0] = True
    yield from (f"!{row}" if mark else row for row, mark in zip(rows, marks, strict=True))


def _spaced(text: str) -> str:
    """Empty lines inside a note are lines of two spaces: it would end there otherwise."""
    return "\n".join(line or "  " for line in text.split("\n"))
