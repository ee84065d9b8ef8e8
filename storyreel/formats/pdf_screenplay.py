"""A screenplay's pages by their indents: names stand further right than speeches, and speeches further right than action.

Distances are in columns of the page as laid out, and each page is measured by itself, for they differ in how far in they begin.
"(MORE)" and the name that is printed again on the next page are layout, not speech, and are left out; so is a scene's number
where it stands in both margins.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from storyreel.formats.elements import Element
from storyreel.formats.headings import is_capitals, is_transition, read_heading
from storyreel.formats.labels import fold_name, may_be_name, split_manner

__all__ = ["elements_of", "looks_like_screenplay"]

_SPEECH_COLUMNS = 4
"""A speech stands this much further right than action at least, and a name than its speech."""
_NAME_COLUMNS = 3
_MORE = re.compile(r"^[(\[]\s*(?:more|mehr|suite|continued|cont['’]?d\.?)\s*[)\]]$", re.IGNORECASE)
_AGAIN = re.compile(r"\(\s*cont(?:inued|['’]?d)\.?\s*\)\s*$", re.IGNORECASE)
_MARGIN = re.compile(r"^\s*\d+[A-Z]?[.)]?\s{2,}\S")
_MARGIN_NUMBER = re.compile(r"^(?P<first>\d+[A-Z]?)[.)]?\s+(?P<text>\S.*?)\s{2,}(?P=first)[.)]?$")


class _Row(NamedTuple):
    text: str
    indent: int
    line: int
    page: int

    @property
    def blank(self) -> bool:
        return not self.text


def looks_like_screenplay(pages: Sequence[Sequence[str]]) -> bool:
    """Whether names in capitals stand above indented speeches, twice at least and as the rule.

    >>> looks_like_screenplay([["He waits.", "", "              ROSA", "      Yes.", "", "              TOM", "      No."]])
    True
    """
    rows = _measured(pages)
    cues = sum(1 for at in range(len(rows)) if _is_cue(rows, at))
    labels = sum(1 for row in rows if re.match(r"^[^\s:：][^:：]{0,30}[:：]\s+\S", row.text) and row.indent < _SPEECH_COLUMNS)
    return cues >= 2 and cues > labels


def elements_of(pages: Sequence[Sequence[str]]) -> Iterator[Element]:
    """The elements of a screenplay's pages in order; rows of one paragraph are joined."""
    rows = _measured(pages)
    at = 0
    spoken = ""
    while at < len(rows):
        if rows[at].blank or _MORE.match(rows[at].text):
            at += 1
        elif _is_cue(rows, at):
            name = fold_name(split_manner(rows[at].text)[0])
            # The same voice over a page's end is one speech.
            if not (spoken == name and _AGAIN.search(rows[at].text) and _after_more(rows, at)):
                yield Element("character", rows[at].text, rows[at].line)
            spoken = name
            at = yield from _speech(rows, at + 1)
        else:
            spoken = ""
            at = yield from _prose(rows, at)


def _speech(rows: Sequence[_Row], at: int) -> Generator[Element, None, int]:
    """The rows below a name; the index of the first that is not of the speech."""
    while at < len(rows) and not rows[at].blank and rows[at].indent >= _SPEECH_COLUMNS:
        row = rows[at]
        if _MORE.match(row.text):
            at += 1
        elif row.text.startswith("("):
            text, at = _bracketed(rows, at)
            yield Element("manner", text, row.line)
        else:
            yield Element("dialogue", row.text, row.line)
            at += 1
    return at


def _bracketed(rows: Sequence[_Row], at: int) -> tuple[str, int]:
    text, end = rows[at].text, at + 1
    while not text.endswith(")") and end < len(rows) and not rows[end].blank and end - at < 6:
        text, end = f"{text} {rows[end].text}", end + 1
    return (text, end) if text.endswith(")") else (rows[at].text, at + 1)


def _prose(rows: Sequence[_Row], at: int) -> Generator[Element, None, int]:
    """A heading, a transition or a paragraph of action; the index of the first row after it."""
    row = rows[at]
    numbered = _MARGIN_NUMBER.match(row.text)
    text = f"{numbered['first']} {numbered['text']}" if numbered else row.text
    heading = read_heading(" ".join(text.split()))
    if heading and (heading.interior is not None or is_capitals(text)):
        yield Element("heading", heading.text, row.line)
        return at + 1
    words, end = [row.text], at + 1
    while end < len(rows) and not rows[end].blank and not is_transition(row.text) and not _is_cue(rows, end):
        if rows[end].page == row.page and abs(rows[end].indent - row.indent) > _SPEECH_COLUMNS:
            break
        words.append(rows[end].text)
        end += 1
    yield Element("action", " ".join(" ".join(words).split()), row.line)
    return end


def _is_cue(rows: Sequence[_Row], at: int) -> bool:
    row = rows[at]
    if row.blank or not is_capitals(re.sub(r"\([^()]*\)", "", row.text)) or row.indent < _SPEECH_COLUMNS + _NAME_COLUMNS:
        return False
    if at + 1 >= len(rows) or rows[at + 1].blank or (at and not rows[at - 1].blank and rows[at - 1].indent >= _SPEECH_COLUMNS):
        return False
    below = rows[at + 1]
    if below.text.startswith("(") and below.indent < row.indent:
        return may_be_name(split_manner(row.text)[0])
    right = below.indent + _NAME_COLUMNS <= row.indent and below.indent >= _SPEECH_COLUMNS
    return right and may_be_name(split_manner(row.text)[0]) and not is_transition(row.text)


def _after_more(rows: Sequence[_Row], at: int) -> bool:
    above = next((row for row in reversed(rows[:at]) if not row.blank), None)
    return above is not None and (bool(_MORE.match(above.text)) or above.page != rows[at].page)


def _measured(pages: Sequence[Sequence[str]]) -> list[_Row]:
    """All rows, indents counted from where action begins; a page's end is a blank row.

    A page without action begins at its speeches: where its names stand is what tells how far in it is.
    """
    lefts = [_left(page) for page in pages]
    names = [_name_indent(page, left) for page, left in zip(pages, lefts, strict=True)]
    usual = max((name for name in names if name is not None), default=0)
    measured: list[_Row] = []
    line = 0
    for number, (page, left, name) in enumerate(zip(pages, lefts, names, strict=True)):
        shift = usual - name if name is not None and usual - name > _SPEECH_COLUMNS else 0
        for row in page:
            line += 1
            text = row.strip()
            measured.append(_Row(text, max(0, _indent(row) - left + shift) if text else 0, line, number))
        measured.append(_Row("", 0, line, number))
    return measured


def _left(page: Sequence[str]) -> int:
    """Where a page's text begins, not counting scenes' numbers in the margin."""
    return min((_indent(row) for row in page if row.strip() and not _MARGIN.match(row)), default=0)


def _name_indent(page: Sequence[str], left: int) -> int | None:
    """How far in the names of a page stand, if it has any that stand to the right of what is below them."""
    found = [
        _indent(row) - left
        for row, below in pairwise(page)
        if row.strip() and below.strip() and is_capitals(row) and _indent(row) - _indent(below) >= _NAME_COLUMNS
    ]
    return sorted(found)[len(found) // 2] if found else None


def _indent(row: str) -> int:
    return len(row) - len(row.lstrip())
