"""A screenplay as it is laid out in columns, in a PDF's pages or in a plain text: what is layout, and what is the title page.

Out of the way before the indents are read: asterisks in the right margin that mark revised rows, "CONTINUED:" at a page's top and
foot, rows with nothing but a page's number, and the title page, whose first lines are the title and whose other lines are kept.
Every row stays where it is, blank if need be, so that lines keep their numbers. What the indents mean is for
`pdf_screenplay` to say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from storyreel.film.base import JsonObject
from storyreel.film.dialogue import Dialogue, Line
from storyreel.formats.elements import items_of
from storyreel.formats.headings import is_transition, read_heading
from storyreel.formats.language import detect_language
from storyreel.formats.pdf_screenplay import elements_of, looks_like_screenplay

__all__ = ["read_columns", "read_pages"]

_REVISED = re.compile(r"(?:\s{2,}|^\s*)\*{1,2}\s*$")
_CONTINUED = re.compile(r"^(?:\d+[A-Z]?\s+)?\(?continued\)?\s*:?\s*(?:\(\d+\))?(?:\s+\d+[A-Z]?)?$", re.IGNORECASE)
_PAGE_NUMBER = re.compile(r"^\s*(?:page\s+)?\d{1,4}\.?\s*$", re.IGNORECASE)
_CREDIT = re.compile(r"^(?:(?:screenplay|story|teleplay|script|written|adapted)(?:\s+(?:and|&)\s+\w+)*\s+)?by\b", re.IGNORECASE)
_TITLE_ROWS = 40


@dataclass(frozen=True)
class _Pages:
    """Pages without their layout; `title` and `front` are the title page's."""

    pages: list[list[str]]
    title: str = ""
    front: tuple[str, ...] = ()


def read_columns(text: str) -> Dialogue | None:
    """The Dialogue in a text that is a screenplay by its indents; None where it is none.

    >>> text = "INT. HALL - DAY\\n\\n              ROSA\\n      Yes.\\n\\n              TOM\\n      No.\\n"
    >>> [line.speaker for line in read_columns(text).lines]
    ['ROSA', 'TOM']
    """
    pages: list[list[str]] = [[]]
    rows = text.expandtabs(8).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for at, row in enumerate(rows):
        alone = not "".join(rows[max(0, at - 1) : at]).strip() and not "".join(rows[at + 1 : at + 2]).strip()
        number = alone and bool(_PAGE_NUMBER.match(row))
        if number or "\f" in row:
            pages.append([])
        pages[-1].append("" if number else row.replace("\f", ""))
    return read_pages(pages)


def read_pages(pages: Sequence[Sequence[str]]) -> Dialogue | None:
    """The Dialogue in pages with their rows where they stand; None where they are no screenplay by their indents."""
    plain = [[_without_layout(row) for row in page] for page in pages]
    if not looks_like_screenplay(plain):
        return None
    read = _without_title(plain)
    items = items_of(elements_of(read.pages))
    spoken = " ".join(item.text for item in items if isinstance(item, Line))
    if not spoken:
        return None
    extra: JsonObject = {"title_page": list(read.front)} if read.front else {}
    return Dialogue(title=read.title, language=detect_language(spoken), items=items, extra=extra)


def _without_layout(row: str) -> str:
    row = _REVISED.sub("", row)
    return "" if _CONTINUED.match(row.strip()) else row


def _without_title(pages: list[list[str]]) -> _Pages:
    """Takes out what stands above the first heading or transition, where it has a title page's credit."""
    places = [(page, at) for page, rows in enumerate(pages) for at, row in enumerate(rows) if row.strip()]
    body = next((number for number, (page, at) in enumerate(places) if _begins(pages[page][at])), len(places))
    front = places[:body]
    texts = [" ".join(pages[page][at].split()) for page, at in front]
    credit = next((number for number, text in enumerate(texts) if _CREDIT.match(text)), 0)
    if not credit or len(front) > _TITLE_ROWS or body == len(places):
        return _Pages(pages)
    out = [list(rows) for rows in pages]
    for page, at in front:
        out[page][at] = ""
    return _Pages(out, " ".join(texts[:credit]).strip("\"“”'_* "), tuple(texts[credit:]))


def _begins(row: str) -> bool:
    text = " ".join(row.split())
    heading = read_heading(text)
    return is_transition(text) or (heading is not None and (heading.interior is not None or bool(heading.number)))
