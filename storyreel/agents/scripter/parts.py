"""Cutting a Line that is too long for one Shot: at sentence ends, else clauses, else words, else characters.

The rule of the pieces: `"".join(pieces) == text`, to the character; the white space at a cut stays at the end of the piece
before it. It knows no Shot; the longest time is given to it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from math import ceil
from typing import Final

__all__ = ["cut_text"]

_SENTENCE: Final = re.compile(r"""[.!?…。！？؟।۔]+["'”’»)\]」』]*\s*|\n+\s*""")
_CLAUSE: Final = re.compile(r"""[,;:，、；：،؛—–]+["'”’»)\]」』]*\s*|\s-+\s""")
_WORD: Final = re.compile(r"\s+")
_BORDERS: Final = (_SENTENCE, _CLAUSE, _WORD)
# The last piece of a long speech should not be one word: pieces are filled to this share of an even division at least.
_EVEN: Final = 1.15


def cut_text(text: str, *, longest_ms: int, speech_ms: Callable[[str], int]) -> tuple[str, ...]:
    """The text in as few, as even pieces as its borders allow, each spoken within the longest time.

    Args:
        text: What is spoken.
        longest_ms: Longest time for a piece in milliseconds; a single character may exceed it.
        speech_ms: Speaking time of a text in milliseconds.

    >>> cut_text("One two. Three four.", longest_ms=900, speech_ms=lambda text: 400 * len(text.split()))
    ('One two. ', 'Three four.')
    """
    whole = speech_ms(text)
    if whole <= longest_ms or len(text) < 2:
        return (text,)
    aim = min(longest_ms, int(whole / ceil(whole / longest_ms) * _EVEN))
    return tuple(_pack(_units(text, longest_ms, speech_ms, 0), longest_ms, aim, speech_ms))


def _units(text: str, longest_ms: int, speech_ms: Callable[[str], int], level: int) -> list[str]:
    """Pieces that are never joined across a coarser border than needed: sentences, and finer ones inside what is too long."""
    if speech_ms(text) <= longest_ms:
        return [text]
    if level == len(_BORDERS):
        return _clusters(text)
    units: list[str] = []
    for piece in _split_after(text, _BORDERS[level]):
        units.extend(_units(piece, longest_ms, speech_ms, level + 1))
    return units


def _split_after(text: str, border: re.Pattern[str]) -> list[str]:
    pieces: list[str] = []
    start = 0
    for hit in border.finditer(text):
        if text[start : hit.end()].strip():
            pieces.append(text[start : hit.end()])
            start = hit.end()
    if start < len(text):
        pieces.append(text[start:])
    if len(pieces) > 1 and not pieces[-1].strip():
        pieces[-2:] = ["".join(pieces[-2:])]
    return pieces


def _clusters(text: str) -> list[str]:
    """Characters with what belongs to them: combining marks, joiners, variation selectors and skin tones are not cut off."""
    clusters: list[str] = []
    for char in text:
        joined = bool(clusters) and (
            clusters[-1].endswith("\u200d") or char in "\u200d\ufe0e\ufe0f" or "\U0001f3fb" <= char <= "\U0001f3ff"
        )
        if clusters and (joined or unicodedata.combining(char) or char.isspace() or clusters[-1].isspace()):
            clusters[-1] += char
        else:
            clusters.append(char)
    return clusters


def _pack(units: list[str], longest_ms: int, aim_ms: int, speech_ms: Callable[[str], int]) -> list[str]:
    pieces: list[str] = []
    held, held_ms = "", 0
    for unit in units:
        unit_ms = speech_ms(unit)
        full = held_ms + unit_ms > longest_ms or held_ms + unit_ms / 2 > aim_ms
        if held and full:
            pieces.append(held)
            held, held_ms = "", 0
        held, held_ms = held + unit, held_ms + unit_ms
    return [*pieces, held] if held else pieces
