"""Pieces of text written with the marks of Fountain, as few as say it: the way back of `screenplay_marks.pieces_of`.

Text is escaped only where it would read as something else. What cannot be said with marks (two styles that meet inside a word)
loses its style and keeps its letters. This module knows nothing of elements.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from storyreel.formats.screenplay_marks import Piece, Style, escape_openers, held_text, merged, pieces_of, spans_of

__all__ = ["escape_marks", "marked"]

_PLAIN: frozenset[Style] = frozenset()
_SPACES = re.compile(r"(\s+)")
_MARK = re.compile(r"[*_\\]|\[\[")
_STYLES: tuple[Style, ...] = ("Underline", "Bold", "Italic")
_MARKS: dict[Style, str] = {"Underline": "_", "Bold": "**", "Italic": "*"}


def escape_marks(text: str) -> str:
    r"""Literal text as it is written where marks count.

    >>> escape_marks("2*3 [[x]]")
    '2\\*3 \\[\\[x\\]\\]'
    """
    return re.sub(r"[\\*_]|\[(?=\[)|\](?=\])|(?<=\])\]|(?<=\[)\[", r"\\\g<0>", text)


def marked(pieces: Sequence[Piece]) -> str:
    """The text that reads as these pieces, with as few marks as say it; styles that cannot be written so are left out.

    >>> marked(pieces_of("_Steel's face FILLS the *Leupold Mark 4* scope_. 2 * 3"))
    "_Steel's face FILLS the *Leupold Mark 4* scope_. 2 * 3"
    """
    if all(piece.kind == "text" and not piece.styles for piece in pieces):
        text = "".join(piece.text for piece in pieces)
        if not _MARK.search(text):
            return text
    rows = _rows_of(merged(pieces))
    text = "\n".join(_marked_row(row, _WRITERS) for row in rows)
    # What is harmless in its row may open something that a row below closes.
    asides = sum(1 for row in rows for piece in row if piece.kind != "text")
    if len(rows) > 1 and len(spans_of(text)) != asides:
        text = "\n".join(_marked_row(row, (_escape_ends,)) for row in rows)
    return text


def _rows_of(pieces: Sequence[Piece]) -> list[list[Piece]]:
    rows: list[list[Piece]] = [[]]
    for piece in pieces:
        if piece.kind != "text":
            rows[-1].append(_held(piece))
            continue
        for number, part in enumerate(piece.text.split("\n")):
            if number:
                rows.append([])
            if part:
                rows[-1].append(piece._replace(text=part))
    return rows


def _marked_row(row: Sequence[Piece], writers: Sequence[Callable[[str], str]]) -> str:
    wanted = _shape(row)
    plain = merged([piece._replace(styles=_PLAIN) for piece in row])
    for styled in (True, False):
        for write in writers:
            text = _with_marks(row, write) if styled else "".join(_atom(piece, write) for piece in plain)
            read = pieces_of(text)
            if _shape(read) == wanted or (not styled and _bare(read) == _bare(row)):
                return text
    return "".join(_atom(piece, _escape_ends) for piece in plain)


def _escape_ends(text: str) -> str:
    """As `escape_marks`, also where the end of the text and a mark below it would together open something."""
    return re.sub(r"[\[/]$", r"\\\g<0>", escape_marks(text))


_WRITERS = (escape_openers, escape_marks, _escape_ends)


def _atom(piece: Piece, write: Callable[[str], str]) -> str:
    if piece.kind == "text":
        return write(piece.text)
    inner = "\n".join(line or "  " for line in piece.text.split("\n"))
    return f"/* {inner} */" if piece.kind == "boneyard" else f"[[{inner}{' ' if inner.endswith(']') else ''}]]"


def _held(piece: Piece) -> Piece:
    """A note or boneyard whose text does not end it."""
    return piece._replace(text=held_text(piece.text, note=piece.kind == "note"))


def _bare(pieces: Sequence[Piece]) -> list[tuple[str, str]]:
    return [(piece.kind, piece.text) for piece in merged([piece._replace(styles=_PLAIN) for piece in pieces])]


def _shape(pieces: Sequence[Piece]) -> list[tuple[str, str, frozenset[Style]]]:
    """Pieces as far as they can be seen: the style of a space or of a note says nothing."""
    shape: list[tuple[str, str, frozenset[Style]]] = []
    for piece in pieces:
        if piece.kind != "text":
            shape.append((piece.kind, piece.text, _PLAIN))
            continue
        for part in _SPACES.split(piece.text) if piece.styles else (piece.text,):
            styles = _PLAIN if part.isspace() else piece.styles
            if shape and shape[-1][0] == "text" and shape[-1][2] == styles:
                shape[-1] = ("text", shape[-1][1] + part, styles)
            elif part:
                shape.append(("text", part, styles))
    return shape


def _with_marks(row: Sequence[Piece], write: Callable[[str], str]) -> str:
    """Marks opened late and closed early, so that none has a space on its inner side; the longest-lived is outermost."""
    out = ""
    stack: list[Style] = []
    row = _steady(row)
    for at, piece in enumerate(row):
        gap = out[len(out.rstrip()) :]
        while set(stack) - piece.styles:
            out = out[: len(out) - len(gap)] + _MARKS[stack.pop()] + gap
        new = sorted(piece.styles - set(stack), key=lambda style: (-_lasting(row, at, style), _STYLES.index(style)))
        lead = piece.text[: len(piece.text) - len(piece.text.lstrip())] if new and piece.kind == "text" else ""
        out += lead + "".join(_MARKS[style] for style in new) + _atom(piece._replace(text=piece.text[len(lead) :]), write)
        stack += new
    gap = out[len(out.rstrip()) :]
    return out[: len(out) - len(gap)] + "".join(_MARKS[style] for style in reversed(stack)) + gap


def _steady(row: Sequence[Piece]) -> list[Piece]:
    """Spaces and notes take the style of the text on both sides of them: no mark is closed and opened for nothing."""
    out = list(row)
    for at, piece in enumerate(row):
        if 0 < at < len(row) - 1 and (piece.kind != "text" or piece.text.isspace()):
            out[at] = piece._replace(styles=out[at - 1].styles & row[at + 1].styles)
        elif piece.kind != "text" or piece.text.isspace():
            out[at] = piece._replace(styles=_PLAIN)
    return out


def _lasting(row: Sequence[Piece], at: int, style: Style) -> int:
    return next((place for place in range(at, len(row)) if style not in row[place].styles), len(row))
