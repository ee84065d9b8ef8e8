"""Fountain, read: plain text in screenplay form (fountain.io/syntax) as a Screenplay, element by element.

`fountain_rows` says what a line is; here lines become elements in one pass, and speeches and paragraphs are kept whole. A file of
any length is read in time linear in it. Nothing in a file is an error: what is no other element is action, as the syntax has it.
"""

from __future__ import annotations

import re

from storyreel.errors import SourceError
from storyreel.film.screenplay import Element, Screenplay
from storyreel.formats.fountain_rows import Row, RowKind, below_of, kind_of, read_cue, row_of, speech_kind, split_number
from storyreel.formats.fountain_title import read_title_page, title_rows
from storyreel.formats.screenplay_form import asides, settled
from storyreel.formats.screenplay_marks import rows_with, spans_of, with_line_ends

__all__ = ["looks_like_fountain", "parse_fountain"]

_SPEECH_LABEL = re.compile(
    r"^(?:[^\W\d_][^:\n(]{0,30}(?:\([^()\n]*\))?[:：]|(?P<mark>\*\*?|__?)[^\W\d_][^:\n(*_]{0,30}(?P=mark)"
    r"(?:[ \t]*[*_]*\([^()\n]*\)[*_]*)?[:：]|(?:\*\*|__)[^\W\d_][^:\n(*_]{0,30}[:：](?:\*\*|__))[ \t]+\S",
    re.MULTILINE,
)
"""A speech as pages of dialogue have it, its name perhaps in marks of emphasis."""
_OWN_MARKS = re.compile(
    r"^(?:@\S.*|\.[A-Za-z]\w+.*|>.+|~\S.*|#+[ \t]+\S.*|=[ \t]+\S.*|={3,}|\[\[.*\]\]|/\*.*|[^a-z\n]+\^"
    r"|(?:INT|EXT)\..*#\S+#)[ \t]*$",
    re.MULTILINE,
)


def parse_fountain(text: str, file: str | None = None) -> Screenplay:
    """The Screenplay in a Fountain text.

    Args:
        text: The whole file; line ends of any kind.
        file: Its name, for the error.

    Raises:
        SourceError: If there is nothing in it.

    >>> [(one.kind, one.text) for one in parse_fountain("INT. HALL\\n\\nTOM\\n(low)\\nYes.\\n").elements]
    [('heading', 'INT. HALL'), ('character', 'TOM'), ('parenthetical', 'low'), ('dialogue', 'Yes.')]
    """
    text = with_line_ends(text.removeprefix("\ufeff"))
    if not text.strip():
        raise SourceError("is empty; expected a screenplay in Fountain form", file=file, line=1)
    text = re.sub(r"\A(?:[ \t]*\n)+", "", text)
    rows = text.split("\n", 200)
    head = title_rows(rows[:200])
    title = read_title_page(rows[:head])
    body = "\n".join(rows[head:])
    reader = _Reader([row_of(raw) for raw in rows_with(body, spans_of(body))])
    return Screenplay(title_page=title, elements=settled(reader.read(), titled=bool(title)))


def looks_like_fountain(text: str) -> bool:
    """Whether a text has marks that only Fountain has, and no "NAME: text" lines but those of a title page.

    >>> looks_like_fountain("INT. HALL - DAY #1#\\n\\n@Tom\\nYes.\\n"), looks_like_fountain("TOM: Yes.\\n")
    (True, False)
    """
    text = with_line_ends(text)
    head = title_rows(text.split("\n", 200)[:200])
    body = text.split("\n", head)[-1] if head else text
    marks = {found[0][:1] for found in _OWN_MARKS.finditer(body)}
    return len(marks) > 1 and not _SPEECH_LABEL.search(body)


class _Reader:
    """Goes down the rows once; the only mutable thing here."""

    def __init__(self, rows: list[Row]) -> None:
        self.rows = rows
        self.at = 0
        self.gap = 0
        self.spoken = False
        self.elements: list[Element] = []

    def read(self) -> list[Element]:
        while self.at < len(self.rows):
            row = self.rows[self.at]
            if not row.raw.strip():
                self.gap += 1
                self.at += 1
                continue
            kind = self._kind(self.at, within=False)
            if kind == "action":
                self._paragraph()
            elif kind == "character":
                self._speech(row)
            elif kind in ("lyrics", "centred"):
                self._run(kind)
            else:
                self._one(row, kind)
                self.at += 1
        return self.elements

    def _kind(self, at: int, *, within: bool) -> RowKind:
        below = below_of(self.rows[at + 1] if at + 1 < len(self.rows) else None)
        return kind_of(self.rows[at], within=within, below=below)

    def _add(self, element: Element) -> None:
        """An element with the empty lines above it."""
        fewest = 0 if element.kind == "lyrics" and self.spoken else 1
        self.spoken = False
        extra = max(self.gap - fewest, 0)
        self.elements.append(element.changed(blanks=extra) if extra else element)
        self.gap = 0

    def _lift(self, row: Row) -> None:
        for one in asides(row.raw, row.spans):
            self._add(one)

    def _one(self, row: Row, kind: RowKind) -> None:
        self._lift(row)
        text = row.bare.strip()
        if kind == "heading":
            self._heading(text)
        elif kind == "transition":
            forced = text.startswith(">")
            self._add(Element(kind="transition", text=text[1:].strip() if forced else text, forced=forced))
        elif kind == "section":
            rest = text.lstrip("#")
            self._add(Element(kind="section", text=rest.strip(), depth=len(text) - len(rest)))
        elif kind == "synopsis":
            self._add(Element(kind="synopsis", text=text[1:].strip()))
        elif kind == "page break":
            self._add(Element(kind="page break"))

    def _heading(self, text: str) -> None:
        forced = text.startswith(".")
        if forced:
            # A backslash after the dot only says that a heading follows: it is no escape of its own.
            text = text[2:] if text.startswith(".\\") else text[1:]
        text, number = split_number(text)
        self._add(Element(kind="heading", text=text, number=number, forced=forced))

    def _paragraph(self) -> None:
        start, forced = self.at, False
        texts: list[str] = []
        while self.at < len(self.rows):
            row = self.rows[self.at]
            if not row.raw.strip() or (self.at > start and self._kind(self.at, within=True) != "action"):
                break
            mark = row.raw.lstrip().startswith("!")
            forced = forced or mark
            texts.append(row.raw.lstrip()[1:] if mark else row.raw)
            self.at += 1
        self._add(Element(kind="action", text="\n".join(texts), forced=forced))

    def _run(self, kind: RowKind) -> None:
        """Lines of lyrics or centred text directly below each other are one element."""
        texts: list[str] = []
        while self.at < len(self.rows):
            row = self.rows[self.at]
            if not row.raw.strip() or self._kind(self.at, within=False) != kind:
                break
            raw = row.raw.strip()
            whole = raw.startswith("~") if kind == "lyrics" else raw.startswith(">") and raw.endswith("<")
            if not whole:
                if texts:
                    break
                self._lift(row)
                raw = row.bare.strip()
            texts.append(raw[1:].strip() if kind == "lyrics" else raw[1:-1].strip())
            self.at += 1
        self._add(Element(kind="lyrics" if kind == "lyrics" else "centred", text="\n".join(texts)))

    def _speech(self, row: Row) -> None:
        self._lift(row)
        text = row.bare.strip()
        forced = text.startswith("@")
        cue = read_cue(text[1:].strip() if forced else text)
        self._add(Element(kind="character", text=cue.name, extension=cue.extension, dual=cue.dual, forced=forced))
        self.at += 1
        said: list[str] = []
        while self.at < len(self.rows):
            row = self.rows[self.at]
            blank = not row.raw.strip()
            kind = "dialogue" if blank else speech_kind(row)
            if (blank and row.raw != "  ") or kind == "page break":
                break
            self.at += 1
            if kind == "dialogue":
                said.append(row.raw.strip())
                continue
            self._said(said)
            said = self._within(row, lyrics=kind == "lyrics")
        self._said(said)
        self.spoken = True

    def _said(self, rows: list[str]) -> None:
        if rows:
            self._add(Element(kind="dialogue", text="\n".join(rows)))

    def _within(self, row: Row, *, lyrics: bool) -> list[str]:
        """A parenthetical or a line of lyrics; notes beside it go on as a row of the dialogue."""
        raw, bare = row.raw.strip(), row.bare.strip()
        whole = raw.startswith("~") if lyrics else raw.startswith("(") and raw.endswith(")")
        text = raw if whole else bare
        if lyrics and self.elements[-1].kind == "lyrics":
            last = self.elements[-1]
            self.elements[-1] = last.changed(text=f"{last.text}\n{text[1:].strip()}")
        elif lyrics:
            self._add(Element(kind="lyrics", text=text[1:].strip()))
        else:
            self._add(Element(kind="parenthetical", text=text[1:-1].strip()))
        return [] if whole else [" ".join(row.raw[span.start : span.end] for span in row.spans)]
