"""A model's words as they may stand in a Finding, a report and a terminal: one line, with no characters that do something."""

from __future__ import annotations

__all__ = ["plain_words"]

_JOINERS = "\u200c\u200d"  # without them Persian and Indic words fall apart


def plain_words(text: str, most: int = 300) -> str:
    """The words on one line: no control characters, no marks that turn the direction of text, no lone surrogates.

    >>> plain_words("two\\nlines \\x1b[31m and\\u202e more", 20)
    'two lines [31m and…'
    """
    shown = "".join(one if one.isprintable() or one in _JOINERS else " " for one in text)
    line = " ".join(shown.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"
