"""The lines of a page, numbered: what every reader of dialogue walks over.

A bracketed direction that the source breaks over several lines is one row. This module knows marks of layout, not what is said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from storyreel.formats.asides import is_direction

__all__ = ["Row", "rows_of"]

_RULE = re.compile(r"^\s*(?:[-=_~*•·—–]\s*){3,}$")
_MARKDOWN = re.compile(r"^#{1,6}\s+\S")
_OPEN_LINES = 12
"""A bracket that opens a line may close this many lines later; further away it is taken for a slip."""


class Row(NamedTuple):
    """A line of the source: its number from 1, its text without white space around it, and whether it was indented."""

    number: int
    text: str
    indented: bool = False

    @property
    def is_rule(self) -> bool:
        """Whether it is a dividing line such as "---"."""
        return bool(_RULE.match(self.text))

    @property
    def is_markdown(self) -> bool:
        """Whether it is a markdown heading."""
        return bool(_MARKDOWN.match(self.text))

    @property
    def ends_block(self) -> bool:
        """Whether nothing of a speech or list goes on over it."""
        return not self.text or self.is_rule or self.is_markdown


def rows_of(text: str) -> list[Row]:
    """The lines of a source; a bracketed direction broken over several lines is one row, at its first line's number.

    >>> [row.text for row in rows_of("(She turns\\n and leaves.)\\nROSA: No.")]
    ['(She turns and leaves.)', 'ROSA: No.']
    """
    lines = re.split(r"\n|\x0b|\x0c|\x85|\u2028|\u2029", text)
    rows: list[Row] = []
    at = 0
    while at < len(lines):
        joined, used = _joined(lines, at)
        bare = lines[at].lstrip("\u200e\u200f\ufeff")
        rows.append(Row(at + 1, joined, bare[:1] == "\t" or bare[:2] == "  "))
        at += used
    return rows


def _joined(lines: Sequence[str], at: int) -> tuple[str, int]:
    first = lines[at].strip()
    if not first.startswith(("(", "[", "（", "【")) or is_direction(first):
        return first, 1
    text = first
    for more in range(1, min(_OPEN_LINES, len(lines) - at)):
        line = lines[at + more].strip()
        if not line or line.startswith(("(", "[", "（", "【")):
            break
        text = f"{text} {line}"
        if is_direction(text):
            return text, more + 1
    return first, 1
