"""The doors: a source by its content, whatever its file is called.

A bracket script and a script document give a Script, speeches give a Dialogue, prose in which nobody speaks gives a Synopsis.
What each format looks like is known by its own module.
"""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path

from storyreel.errors import SourceError
from storyreel.film.dialogue import Dialogue, Synopsis
from storyreel.film.script import Script
from storyreel.formats.bracket import has_sections, looks_like_bracket, parse_bracket
from storyreel.formats.dialogue import parse_dialogue, read_page
from storyreel.formats.doors import FILE_DOORS, TEXT_DOORS, TextDoor
from storyreel.formats.page_text import PageText
from storyreel.formats.positions_section import take_positions, with_sections
from storyreel.formats.records import Source, Want, read_record
from storyreel.formats.screenplay_pages import read_columns
from storyreel.formats.script_json import decode_json
from storyreel.formats.text import JSON_LIMIT_BYTES, TEXT_LIMIT_BYTES, check_size, decode_text, read_bytes

__all__ = ["parse_source", "read_dialogue", "read_script", "read_source"]

_JSON_SUFFIXES = (".json", ".jsonl", ".ndjson")
_PROSE_WORDS = 12
"""Fewer words than this with no speaker are more likely a slip than a story."""
_STORY_WORDS = 150
"""In this much prose a single thing that looks like a speech ("Moral: …") is more likely none."""


def read_source(path: str | Path) -> Source:
    """The Dialogue, Synopsis or Script in a file.

    Raises:
        SourceError: If it cannot be read, with file, line and what was expected.
    """
    return _read_file(Path(path), "script")


def read_dialogue(source: str | Path) -> Dialogue:
    """The Dialogue in a file, or in a text that holds a line break.

    Raises:
        SourceError: If it cannot be read, or is a script or a synopsis.

    >>> read_dialogue("ROSA: Yes.\\nTOM: No.").speakers
    ('ROSA', 'TOM')
    """
    read = _read(source, "dialogue")
    if isinstance(read, Dialogue):
        return read
    raise SourceError(f"is a {type(read).__name__.lower()}; expected a dialogue, lines such as NAME: text", file=_name(source))


def read_script(source: str | Path) -> Script:
    """The Script in a file (JSON or bracket script), or in a text that holds a line break.

    Raises:
        SourceError: If it cannot be read, or is a dialogue or a synopsis.

    >>> read_script("[Dialogue]\\n1. Alice: \\"What a day!\\" (smiling)").shots[0].emotion
    'smiling'
    """
    read = _read(source, "script")
    if isinstance(read, Script):
        return read
    what = type(read).__name__.lower()
    name = _name(source)
    how = f"Make one with: storyreel script {shlex.quote(name)} --json > script.json" if name else "`storyreel script` makes one"
    raise SourceError(f"is a {what}; expected a script: JSON or bracket form. {how}", file=name)


def parse_source(text: str, file: str | None = None, *, want: Want = "script") -> Source:
    """The Dialogue, Synopsis or Script in a text, told by its content.

    Raises:
        SourceError: If it is none of these.

    >>> type(parse_source("ROSA: Yes.")).__name__
    'Dialogue'
    """
    suffix = Path(file).suffix.casefold() if file else ""
    named = any(suffix in door.suffixes for door in TEXT_DOORS)
    if suffix in _JSON_SUFFIXES or (not named and re.match(r"\s*(?:\{|\[\s*[\[{\"\]])", text)):
        return read_record(_one_value(text, file, suffix), file, want=want)
    check_size(len(text.encode("utf-8", "replace")), file, TEXT_LIMIT_BYTES)
    door = _door(text, suffix)
    if door is not None:
        return door.read(text, file)
    rest, positions = take_positions(text)
    if positions and not looks_like_bracket(rest):
        read = parse_source(rest, file, want=want)
        if isinstance(read, Dialogue):
            return with_sections(read, positions)
    if looks_like_bracket(text):
        return parse_bracket(text, file)
    columns = read_columns(text)
    if columns is not None:
        return columns
    page = read_page(text)
    if not page.lines and has_sections(text):
        return parse_bracket(text, file)
    words = len(re.findall(r"\w+", text))
    told = not page.lines or (len(page.lines) == 1 and words >= _STORY_WORDS and not page.lines[0].speaker.isupper())
    if told and (words >= _PROSE_WORDS or (words and not text.isascii() and len(text) >= 3 * _PROSE_WORDS)):
        return Synopsis(title=page.title, language=page.language, story=text.strip(), bank=page.bank, extra=page.extra)
    return parse_dialogue(text, file)


def _door(text: str, suffix: str) -> TextDoor | None:
    named = [door for door in TEXT_DOORS if suffix in door.suffixes]
    return next((door for door in (*named, *TEXT_DOORS) if door in named or door.looks_like(text)), None)


def _one_value(text: str, file: str | None, suffix: str) -> object:
    if suffix in (".jsonl", ".ndjson"):
        rows = [(number, row) for number, row in enumerate(text.split("\n"), 1) if row.strip()]
        if not rows:
            raise SourceError("is empty; expected one JSON record a line", file=file)
        if len(rows) > 1:
            raise SourceError(f"holds {len(rows)} records; expected one. Read them all with read_jsonl", file=file)
        return decode_json(rows[0][1], file, first_line=rows[0][0])
    return decode_json(text, file)


def _read(source: str | Path, want: Want) -> Source:
    if isinstance(source, str) and "\n" in source:
        return parse_source(source.removeprefix("\ufeff"), want=want)
    if isinstance(source, str) and re.search(r"[:：]\s", source) and not os.path.exists(source):
        raise SourceError(
            "is taken for a file's name, and there is none; a text to be read ends its lines with a line break", file=source
        )
    return _read_file(Path(source), want)


def _read_file(path: Path, want: Want) -> Source:
    limit = JSON_LIMIT_BYTES if path.suffix.casefold() in _JSON_SUFFIXES else TEXT_LIMIT_BYTES
    for door in FILE_DOORS:
        if _first_bytes(path, len(door.magic)) == door.magic:
            found = door.read(read_bytes(path, limit_bytes=door.limit_bytes), str(path))
            return _read_page(found, str(path), want) if isinstance(found, PageText) else found
    text = decode_text(read_bytes(path, limit_bytes=limit), str(path), limit_bytes=limit)
    if not text.strip():
        raise SourceError("is empty; expected dialogue (NAME: text), a script or a synopsis", file=str(path), line=1)
    return parse_source(text, str(path), want=want)


def _read_page(page: PageText, file: str, want: Want) -> Source:
    """A document's text by its content. Lines of the text are not lines of the file, so an error names none."""
    if not page.text.strip():
        raise SourceError("has no text; expected dialogue (NAME: text), a script or a story", file=file)
    try:
        source = parse_source(page.text, file, want=want)
    except SourceError as exc:
        raise SourceError(exc.message, file=file) from exc
    return source.changed(extra={**source.extra, **page.extra})


def _first_bytes(path: Path, count: int) -> bytes:
    if not path.is_file():
        return b""
    with path.open("rb") as file:
        return file.read(count)


def _name(source: str | Path) -> str | None:
    return None if isinstance(source, str) and "\n" in source else str(source)
