"""Writing systems, as far as time and joins need them: what can be spoken, and which characters stand without spaces.

It knows blocks of Unicode, not languages.
"""

from __future__ import annotations

import bisect
import unicodedata

__all__ = ["is_ideographic", "is_spoken", "is_unspaced"]

# Han, Kana, Hangul, Bopomofo, Yi, and their extensions: one character is about one syllable or more.
_IDEOGRAPHIC = (
    (0x1100, 0x11FF),
    (0x2E80, 0x2FDF),
    (0x3005, 0x3007),
    (0x3021, 0x3029),
    (0x3031, 0x3035),
    (0x3041, 0x318F),
    (0x31A0, 0x31BF),
    (0x31F0, 0x31FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xA000, 0xA4CF),
    (0xA960, 0xA97F),
    (0xAC00, 0xD7FF),
    (0xF900, 0xFAFF),
    (0xFF66, 0xFFDC),
    (0x16FE0, 0x18CFF),
    (0x1AFF0, 0x1B16F),
    (0x20000, 0x323AF),
)
# Thai and Lao, Tibetan, Myanmar, Khmer, Tai scripts, Balinese, Javanese: letters without spaces between words.
_UNSPACED = (
    (0x0E00, 0x0EFF),
    (0x0F00, 0x0FFF),
    (0x1000, 0x109F),
    (0x1780, 0x17FF),
    (0x1950, 0x19DF),
    (0x1A20, 0x1AAF),
    (0x1B00, 0x1B7F),
    (0xA980, 0xA9DF),
    (0xAA60, 0xAADF),
)


def _inside(character: str, ranges: tuple[tuple[int, int], ...]) -> bool:
    point = ord(character)
    at = bisect.bisect_right(ranges, (point, 0x110000)) - 1
    return at >= 0 and ranges[at][0] <= point <= ranges[at][1]


def is_spoken(character: str) -> bool:
    """Whether a character is a letter or digit of any writing system: something that a voice can say.

    >>> [is_spoken(c) for c in "aЖ字5!"], is_spoken("\N{GRINNING FACE}")
    ([True, True, True, True, False], False)
    """
    return unicodedata.category(character)[0] in "LN"


def is_ideographic(character: str) -> bool:
    """Whether a character is spoken by itself, as Chinese, Japanese and Korean ones are.

    >>> is_ideographic("字"), is_ideographic("한"), is_ideographic("a")
    (True, True, False)
    """
    return _inside(character, _IDEOGRAPHIC) and is_spoken(character)


def is_unspaced(character: str) -> bool:
    """Whether words are written without spaces around this character.

    >>> is_unspaced("字"), is_unspaced("ก"), is_unspaced("한"), is_unspaced("a")
    (True, True, False, False)
    """
    if _inside(character, ((0x1100, 0x11FF), (0xA960, 0xA97F), (0xAC00, 0xD7FF))):
        return False  # Korean puts spaces between words
    fullwidth_mark = 0x3000 <= ord(character) <= 0x303F or 0xFF00 <= ord(character) <= 0xFF65
    return fullwidth_mark or _inside(character, _IDEOGRAPHIC) or _inside(character, _UNSPACED)
