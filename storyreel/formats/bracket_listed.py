"""People, places and props in the bracket script: `NAME: words`, and below it what else is said of the same one.

    Anna: a tall woman
      Profile: never late
    - Hair: black

A line further in with a key of the table is that field; one that names an attribute ("Hair: black"), or has no label, goes on
with the words above it. This module knows one section, not the script.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from storyreel.film.base import JsonObject
from storyreel.formats.bracket_form import OVERLAY, Section, TextRow, key_of
from storyreel.formats.bracket_keys import Key, read_overlay, table_of
from storyreel.formats.words import ATTRIBUTES

__all__ = ["read_listed"]

_BULLET = re.compile(r"^(?:[-•*–]\s+|\d{1,3}[.)、]\s*)")
_NAME_WORDS = 6


def read_listed(
    section: Section, keys: Sequence[Key], words: str, *, ours: bool, file: str | None
) -> tuple[list[JsonObject], list[str]]:
    """The JSON forms of what a section lists, and its lines that say nothing of anyone.

    Args:
        section: The headed part.
        keys: The table of fields that may stand below a name.
        words: The field that the words after the name are: "appearance" or "look".
        ours: Whether only lines that stand furthest out may be names.
        file: For errors.

    Raises:
        SourceError: If an overlay line is broken.
    """
    reader = _Listed(keys, words, ours=ours, file=file)
    rows = [row for row in section.rows if row.text.strip()]
    least = min((_indent(row) for row in rows), default=0)
    for row in rows:
        reader.row(row, inner=_indent(row) > least)
    if words == "appearance":
        for one in reader.read:
            one.setdefault("appearance_from", "source" if one.get("appearance") else "")
    return reader.read, reader.unread


def _indent(row: TextRow) -> int:
    return len(row.text) - len(row.text.lstrip())


class _Listed:
    """Collects what the lines of a section say."""

    def __init__(self, keys: Sequence[Key], words: str, *, ours: bool, file: str | None) -> None:
        self.table, self.words, self.ours, self.file = table_of(keys), words, ours, file
        self.read: list[JsonObject] = []
        self.unread: list[str] = []
        self.last = words

    def row(self, row: TextRow, *, inner: bool) -> None:
        text = _BULLET.sub("", row.text.strip())
        found = key_of(text)
        key = self.table.get(found[0].casefold()) if found and inner and self.read else None
        if found and key:
            self.read[-1][key.field] = key.read(found[1])
            self.last = key.field if key.lines else self.words
        elif found and inner and self.read and found[0] == OVERLAY:
            self.read[-1]["~"] = read_overlay(found[1], self.file, row.number) or {}
        elif found and self._names(found[0], inner=inner):
            self.read.append({"name": found[0].strip("*_ "), self.words: found[1]})
            self.last = self.words
        elif self.read:
            one = self.read[-1]
            one[self.last] = f"{one[self.last]}\n{text}" if one.get(self.last) else text
        else:
            self.unread.append(text)

    def _names(self, label: str, *, inner: bool) -> bool:
        further_in = inner and self.ours
        return not further_in and label.casefold() not in ATTRIBUTES and len(label.split()) <= _NAME_WORDS
