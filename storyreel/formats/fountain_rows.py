"""What a line of Fountain is, by the rules of fountain.io/syntax: the one place that knows them, for reader and writer.

A line is judged without its notes and boneyard. Three rules leave room, and are read so:

* a heading in capitals needs no empty line below it (it would be a character else); any other heading, and a forced one, does;
* a section, synopsis, note, boneyard, page break, centred line or transition ends what stands above it: the line below such a
  line counts as standing after an empty one;
* a row of exactly two spaces goes on with a speech; any other row of spaces is an empty line, as indented files are full of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from storyreel.formats.screenplay_marks import Span, spans_of

__all__ = ["Below", "Cue", "Row", "RowKind", "below_of", "kind_of", "read_cue", "row_of", "speech_kind", "split_number"]

RowKind = Literal[
    "blank", "aside", "heading", "action", "character", "lyrics", "transition", "centred", "section", "synopsis", "page break"
]
Below = Literal["blank", "aside", "text"]

_HEADING = re.compile(r"(?:INT\.?/EXT|EXT\.?/INT|I\.?/E|E\.?/I|INT|EXT|EST)[.\s]", re.IGNORECASE)
_FORCED_HEADING = re.compile(r"\.(?:[^\W_]|\\[^\w\s]|\\_)")
_NUMBER = re.compile(r"(?<!\\)#([^#\s](?:[^#\n]*[^#\s])?)#$")


class Row(NamedTuple):
    """A line, its notes and boneyard, and what is left without them."""

    raw: str
    spans: Sequence[Span]
    bare: str


class Cue(NamedTuple):
    """A character's line, read."""

    name: str
    extension: tuple[str, ...]
    dual: bool


def row_of(raw: str) -> Row:
    """A line with its notes and boneyard found.

    >>> row_of("BOB [[who?]]").bare
    'BOB '
    """
    spans = spans_of(raw)
    if not spans:
        return Row(raw, spans, raw)
    bare, at = "", 0
    for span in spans:
        bare, at = bare + raw[at : span.start], span.end
    return Row(raw, spans, bare + raw[at:])


def below_of(row: Row | None) -> Below:
    """What a row is to the one above it; None stands for the end of the text.

    >>> below_of(row_of("[[a note]]")), below_of(None)
    ('aside', 'blank')
    """
    if row is None or not row.raw.strip():
        return "text" if row is not None and row.raw == "  " else "blank"
    return "text" if row.bare.strip() else "aside"


def kind_of(row: Row, *, within: bool, below: Below) -> RowKind:
    """What a line is outside a speech.

    Args:
        row: The line.
        within: Whether a paragraph of action stands directly above it.
        below: What stands directly below it.

    >>> kind_of(row_of("INT. HALL - DAY"), within=False, below="blank")
    'heading'
    >>> kind_of(row_of("CUT TO:"), within=False, below="blank"), kind_of(row_of("CUT TO: "), within=False, below="blank")
    ('transition', 'action')
    """
    text = row.bare.strip()
    if not text:
        return "aside" if row.spans else "blank"
    marked = _by_mark(text)
    if marked or within or text[0] in "!.@":
        forced_heading = text[0] == "." and not within and below != "text" and _FORCED_HEADING.match(text)
        return marked or ("heading" if forced_heading else "character" if text[0] == "@" and not within else "action")
    if _HEADING.match(text) and (below != "text" or text.isupper()):
        return "heading"
    if below != "text" and row.bare.endswith("TO:") and text.isupper():
        return "transition"
    return "character" if below != "blank" and read_cue(text).name.isupper() else "action"


def speech_kind(row: Row) -> Literal["dialogue", "parenthetical", "lyrics", "page break"]:
    """What a line is inside a speech.

    >>> speech_kind(row_of("(beat)")), speech_kind(row_of("INT. is what I said"))
    ('parenthetical', 'dialogue')
    """
    text = row.bare.strip()
    if text.startswith("(") and text.endswith(")") and len(text) > 1:
        return "parenthetical"
    if text.startswith("~"):
        return "lyrics"
    return "page break" if len(text) >= 3 and not text.strip("=") else "dialogue"


def _by_mark(text: str) -> RowKind | None:
    """Lines whose first character tells what they are wherever they stand."""
    first, rest = text[0], text[1:].strip()
    if first == ">":
        centred = len(text) > 1 and text.endswith("<") and not text.endswith("\\<")
        return "centred" if centred else "transition" if rest else None
    if first == "=":
        breaks = len(text) >= 3 and not text.strip("=")
        return "page break" if breaks else "synopsis" if rest else None
    if first == "#":
        return "section" if text.lstrip("#").strip() else None
    return "lyrics" if first == "~" else None


def read_cue(text: str) -> Cue:
    """A character's line without its mark: the name, what stands in brackets after it, and whether a caret does.

    >>> read_cue("HANS (V.O.) (on the radio) ^")
    Cue(name='HANS', extension=('V.O.', 'on the radio'), dual=True)
    """
    dual = text.endswith("^") and not text.endswith("\\^")
    name = text[:-1].rstrip() if dual else text
    extension: list[str] = []
    while name.endswith(")"):
        start = name.rfind("(")
        inner = name[start + 1 : -1]
        if start < 0 or ")" in inner:
            break
        extension.append(inner.strip())
        name = name[:start].rstrip()
    return Cue(name, tuple(reversed(extension)), dual)


def split_number(text: str) -> tuple[str, str]:
    """A heading's text and its number.

    >>> split_number("INT. HOUSE - DAY #110-A#")
    ('INT. HOUSE - DAY', '110-A')
    """
    found = _NUMBER.search(text)
    return (text[: found.start()].rstrip(), found[1]) if found else (text, "")
