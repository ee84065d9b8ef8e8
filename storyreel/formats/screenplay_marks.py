"""The marks inside a screenplay's texts: notes, boneyard, emphasis and escapes, as fountain.io/syntax has them.

`spans_of` finds notes and boneyard, `pieces_of` reads emphasis, `plain_text` is what is left to be spoken or
shown. Emphasis does not reach over a line's end, and a mark with a space on its inner side is none; an underscore within a word
is a letter. Time is linear in the text, whatever stands in it. This module knows nothing of elements.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

__all__ = [
    "Piece",
    "Span",
    "Style",
    "escape_openers",
    "held_text",
    "inner_text",
    "merged",
    "pieces_of",
    "plain_text",
    "rows_with",
    "spans_of",
    "with_line_ends",
]

Style = Literal["Bold", "Italic", "Underline"]
_PLAIN: frozenset[Style] = frozenset()
_STYLES: tuple[Style, ...] = ("Underline", "Bold", "Italic")
_OF_MARK: dict[str, Style] = {"_": "Underline", "**": "Bold", "*": "Italic"}
_LINE_END = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_OPENERS = re.compile(r"\[\[|/\*")
_BLANK_LINE = re.compile(r"\n[ \t]?\n")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_OPEN_MARKS = 64
"""Marks further back than this many open ones are not looked at: nobody means them, and it keeps a row linear."""
_TOKEN = re.compile(r"\\[!-/:-@\[-`{-~]|\*+|_+")


class Span(NamedTuple):
    """A note or a piece of boneyard inside a text, with its brackets."""

    start: int
    end: int
    kind: Literal["note", "boneyard"]


class Piece(NamedTuple):
    """A run of text of one style, or (with `kind`) a note or boneyard; its text has neither marks nor escapes."""

    text: str
    styles: frozenset[Style] = _PLAIN
    kind: Literal["text", "note", "boneyard"] = "text"


def spans_of(text: str) -> list[Span]:
    """Notes and boneyard in order. A note ends at an empty line, so that a forgotten bracket takes no page with it.

    >>> [text[s.start:s.end] for text in ["He [[who?]] sits /* or\\n\\nstands */."] for s in spans_of(text)]
    ['[[who?]]', '/* or\\n\\nstands */']
    """
    if "[[" not in text and "/*" not in text:
        return []
    spans: list[Span] = []
    ends = {"]]": -1, "*/": -1, "blank": -1}
    at = 0
    while found := _OPENERS.search(text, at):
        start, at = found.start(), found.start() + 1
        if start and text[start - 1] == "\\" and _is_escaped(text, start):
            continue
        note = text[start] == "["
        end = _next(text, "]]" if note else "*/", start + 2, ends)
        if end < len(text) and not (note and _next(text, "blank", start, ends) < end):
            at = end + 2
            spans.append(Span(start, at, "note" if note else "boneyard"))
    return spans


def _is_escaped(text: str, at: int) -> bool:
    """Whether an odd number of backslashes stands before a place."""
    count = 0
    while count < at and text[at - count - 1] == "\\":
        count += 1
    return count % 2 == 1


def _next(text: str, mark: str, at: int, known: dict[str, int]) -> int:
    """Where a mark next stands, from `at` on; what was found before is not searched again, which keeps this linear."""
    if known[mark] < at:
        if mark == "blank":
            found = _BLANK_LINE.search(text, at)
            known[mark] = found.start() if found else len(text)
        else:
            place = text.find(mark, at)
            known[mark] = place if place >= 0 else len(text)
    return known[mark]


def with_line_ends(text: str) -> str:
    r"""A text with every kind of line end as "\n".

    >>> with_line_ends("a\r\nb\u2028c")
    'a\nb\nc'
    """
    return _LINE_END.sub("\n", text)


def rows_with(text: str, spans: Sequence[Span]) -> list[str]:
    """A text's lines; a note or boneyard over several lines stays in one.

    >>> rows_with("a [[b\\nc]] d\\ne", spans_of("a [[b\\nc]] d\\ne"))
    ['a [[b\\nc]] d', 'e']
    """
    if not spans:
        return text.split("\n")
    rows: list[str] = []
    start = at = 0
    for span in (*spans, Span(len(text), len(text), "note")):
        *whole, _ = text[at : span.start].split("\n")
        for row in whole:
            end = at + len(row)
            rows.append(text[start:end])
            start = at = end + 1
        at = span.end
    return [*rows, text[start:]]


def inner_text(span: str) -> str:
    """What stands inside a note's or boneyard's brackets; lines of spaces in it are empty lines.

    >>> inner_text("[[ who?\\n  \\nwhen? ]]")
    'who?\\n\\nwhen?'
    """
    return "\n".join(line.rstrip() for line in span[2:-2].split("\n")).strip()


def plain_text(text: str) -> str:
    """A text as it is spoken or shown: no notes, no boneyard, no emphasis marks, no escapes.

    >>> plain_text("He dialed \\\\*69 and *then* **hung _up_**.[[Really?]]")
    'He dialed *69 and then hung up.'
    """
    if not any(mark in text for mark in ("*", "_", "\\", "[[")):
        return text
    return "".join(piece.text for piece in pieces_of(text) if piece.kind == "text")


def pieces_of(text: str) -> list[Piece]:
    """A text's runs, notes and boneyard in order; line ends stand in unstyled runs.

    >>> [(p.text, sorted(p.styles)) for p in pieces_of("a *b* _**c**_")]
    [('a ', []), ('b', ['Italic']), (' ', []), ('c', ['Bold', 'Underline'])]
    """
    pieces: list[Piece] = []
    for number, row in enumerate(rows_with(text, spans_of(text))):
        if number:
            pieces.append(Piece("\n"))
        pieces += _row_pieces(row)
    return merged(pieces)


class _Token(NamedTuple):
    start: int
    end: int
    what: Literal["*", "_", "\\", "note", "boneyard"]


class _Mark(NamedTuple):
    at: int
    token: int
    mark: str


def _row_pieces(row: str) -> list[Piece]:
    spans = spans_of(row)
    if not spans and not any(mark in row for mark in ("*", "_", "\\")):
        return [Piece(row)] if row else []
    tokens = _tokens(row, spans)
    styled = _matched(row, tokens)
    return _cut(row, tokens, styled)


def _tokens(row: str, spans: Sequence[Span]) -> list[_Token]:
    tokens: list[_Token] = []
    at = 0
    for span in (*spans, Span(len(row), len(row), "note")):
        for found in _TOKEN.finditer(row, at, span.start):
            what = row[found.start()]
            tokens.append(_Token(found.start(), found.end(), "*" if what == "*" else "_" if what == "_" else "\\"))
        if span.end > span.start:
            tokens.append(_Token(span.start, span.end, span.kind))
        at = span.end
    return tokens


def _matched(row: str, tokens: Sequence[_Token]) -> dict[int, list[tuple[str, bool]]]:
    """For each token that is emphasis, the marks in it in order, and whether each opens."""
    opened: list[_Mark] = []
    pairs: dict[int, list[tuple[str, bool]]] = {}
    for number, (start, end, what) in enumerate(tokens):
        if what not in "*_" or end - start > (3 if what == "*" else 1):
            continue
        opens, closes = _sides(row, start, end, what)
        left = _close(opened, pairs, number, end - start, what) if closes else end - start
        if left == end - start and opens:
            marks = ["_"] if what == "_" else [["*"], ["**"], ["**", "*"]][left - 1]
            opened += [_Mark(start, number, mark) for mark in marks]
    return pairs


def _sides(row: str, start: int, end: int, what: str) -> tuple[bool, bool]:
    before, after = row[start - 1 : start], row[end : end + 1]
    opens, closes = bool(after) and not after.isspace(), bool(before) and not before.isspace()
    if what == "_":
        opens, closes = opens and not before.isalnum(), closes and not after.isalnum()
    return opens, closes


def _close(opened: list[_Mark], pairs: dict[int, list[tuple[str, bool]]], number: int, length: int, what: str) -> int:
    """Pair a closing token with the nearest marks that fit; what is left of its length. All of it fits or none."""
    wanted, at = length, len(opened)
    taken: list[int] = []
    while wanted and at > max(len(opened) - _OPEN_MARKS, 0):
        at -= 1
        mark = opened[at].mark
        if mark[0] == what and len(mark) <= wanted:
            taken.append(at)
            wanted -= len(mark)
    if wanted or not taken:
        return length
    for place in taken:
        pairs.setdefault(opened[place].token, []).append((opened[place].mark, True))
        pairs.setdefault(number, []).append((opened[place].mark, False))
    del opened[min(taken) :]
    return 0


def _cut(row: str, tokens: Sequence[_Token], styled: dict[int, list[tuple[str, bool]]]) -> list[Piece]:
    pieces: list[Piece] = []
    on: dict[Style, int] = dict.fromkeys(_STYLES, 0)
    at = 0
    for number, (start, end, what) in enumerate(tokens):
        now: frozenset[Style] = frozenset(style for style, count in on.items() if count)
        if what == "note" or what == "boneyard":
            pieces += [Piece(row[at:start], now), Piece(inner_text(row[start:end]), now, what)]
            at = end
        elif what == "\\":
            pieces += [Piece(row[at:start], now), Piece(row[start + 1 : end], now)]
            at = end
        elif number in styled:
            # What is left of an opening mark that was closed in part is text.
            left = end - start - sum(len(mark) for mark, _ in styled[number])
            pieces.append(Piece(row[at : start + left], now))
            at = end
            for mark, opens in styled[number]:
                on[_OF_MARK[mark]] += 1 if opens else -1
    return [*pieces, Piece(row[at:])]


def merged(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces of which no two neighbours are text of one style, and none is empty.

    >>> len(merged([Piece("a"), Piece(""), Piece("b")]))
    1
    """
    out: list[Piece] = []
    for piece in pieces:
        if not piece.text:
            continue
        if out and piece.kind == "text" and out[-1].kind == "text" and out[-1].styles == piece.styles:
            out[-1] = piece._replace(text=out[-1].text + piece.text)
        else:
            out.append(piece)
    return out


def escape_openers(text: str) -> str:
    r"""Text in which no note and no boneyard begins; emphasis marks stay.

    >>> print(escape_openers("[[a *b* /* c"))
    \[[a *b* \/* c
    """
    return re.sub(r"(?<!\\)((?:\\\\)*)(\[(?=\[)|/(?=\*))", r"\1\\\2", text)


def held_text(text: str, *, note: bool) -> str:
    """The text of a note or of boneyard without what would end it.

    >>> held_text("a]]] ", note=True), held_text("a */ b", note=False)
    ('a] ] ]', 'a * / b')
    """
    closing = r"\](?=\])" if note else r"\*(?=/)"
    return re.sub(closing, r"\g<0> ", inner_text(f"[[{text}]]"))
