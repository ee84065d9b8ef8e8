"""Reading of words: colours, and whether a text speaks of a thing. No drawing, no grammar.

Colours are 24-bit integers 0xRRGGBB.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TypeVar

__all__ = ["COLOURS", "colour_near", "first_of", "listed", "mentions", "shade", "tokens"]

T = TypeVar("T")

COLOURS: Mapping[str, int] = {
    "black": 0x23232A, "white": 0xF2EFE8, "grey": 0x82858C, "gray": 0x82858C, "silver": 0xB9BEC6, "charcoal": 0x3B3D44,
    "red": 0xB8322F, "scarlet": 0xC92A2A, "crimson": 0x9C1F33, "maroon": 0x6E2130, "burgundy": 0x6B1F36, "wine": 0x6B1F36,
    "pink": 0xE39AAE, "rose": 0xD9808F, "salmon": 0xE58E73, "coral": 0xE9765B, "orange": 0xDB7A2B, "rust": 0xA5502A,
    "copper": 0xB06A3B, "bronze": 0x8C6A3A, "brown": 0x70492D, "chestnut": 0x6B3B22, "auburn": 0x7C3520, "tan": 0xB98F63,
    "beige": 0xD2BF9C, "cream": 0xEDE1C4, "ivory": 0xEFE8D2, "khaki": 0xA79A6B, "camel": 0xBB8F5A, "sand": 0xD3BC8D,
    "yellow": 0xE3BF3A, "mustard": 0xC2982C, "gold": 0xC9A13B, "golden": 0xC9A13B, "blond": 0xD9B66B, "blonde": 0xD9B66B,
    "green": 0x3F7A4B, "olive": 0x6C6E38, "emerald": 0x1F7E5A, "mint": 0x9CCFB4, "teal": 0x227A7C, "turquoise": 0x38A7A5,
    "lime": 0x93B83C, "khakis": 0xA79A6B, "forest": 0x2E5138, "sage": 0x8E9F84, "moss": 0x5E6B3A, "cyan": 0x3FA9C4,
    "blue": 0x35629F, "navy": 0x22304F, "azure": 0x4F8FC7, "indigo": 0x39387A, "denim": 0x46648C, "sky": 0x7FB0D6,
    "purple": 0x6B4488, "violet": 0x75539B, "lavender": 0xA79CC9, "lilac": 0xB9A3CF, "mauve": 0x9B7C9E, "plum": 0x5D3157,
    "magenta": 0xB23A7B, "peach": 0xEDB48E, "tweed": 0x7F6E53, "leather": 0x4B3528, "steel": 0x7D8791, "ginger": 0xB5602B,
    "dark": 0x35323A, "pale": 0xD8D4CC, "pastel": 0xCFB8C6, "linen": 0xD9CDB4, "velvet": 0x5A2440,
    "红": 0xB8322F, "黑": 0x23232A, "白": 0xF2EFE8, "蓝": 0x35629F, "绿": 0x3F7A4B, "黄": 0xE3BF3A, "灰": 0x82858C,
    "紫": 0x6B4488, "粉": 0xE39AAE, "棕": 0x70492D, "金": 0xC9A13B,
}  # fmt: skip

_TINTS = {
    "light": 0.35,
    "pale": 0.4,
    "bright": 0.12,
    "dark": -0.4,
    "deep": -0.3,
    "faded": 0.2,
    "dusty": 0.15,
    "浅": 0.35,
    "深": -0.35,
}


@lru_cache(maxsize=4096)
def tokens(text: str) -> tuple[str, ...]:
    """Words in lower case; each CJK character is a word of its own.

    >>> tokens("Grey-haired, 60s. 红衣")
    ('grey', 'haired', '60s', '红', '衣')
    """
    return tuple(re.findall(r"[぀-ヿ㐀-鿿가-힯]|[^\W_぀-ヿ㐀-鿿가-힯]+", text.casefold()))


@lru_cache(maxsize=8192)
def mentions(text: str, words: str) -> bool:
    """Whether a text has one of the words or phrases, which are separated by commas; plurals count.

    >>> mentions("two candles burn", "lamp, candle"), mentions("a scandal", "can")
    (True, False)
    """
    plain = " " + " ".join(tokens(text)) + " "
    for word in words.split(","):
        wanted = " ".join(tokens(word))
        if wanted and (f" {wanted} " in plain or f" {wanted}s " in plain or f" {wanted}es " in plain):
            return True
    return False


def first_of(text: str, table: Iterable[tuple[T, str]]) -> T | None:
    """The first entry of a table (value, words) that a text speaks of.

    >>> first_of("a small kitchen", [("bed", "bedroom"), ("cook", "kitchen, galley")])
    'cook'
    """
    return next((value for value, words in table if mentions(text, words)), None)


def listed(words: str) -> tuple[str, ...]:
    """Words with blanks between, one by one: how long lists of words are kept readable.

    >>> listed("red green")
    ('red', 'green')
    """
    return tuple(words.split())


@lru_cache(maxsize=1 << 14)
def shade(rgb: int, by: float) -> int:
    """A colour lightened (by above 0, 1 is white) or darkened (below 0, -1 is black).

    >>> hex(shade(0x808080, 1.0)), hex(shade(0x808080, -0.5))
    ('0xffffff', '0x404040')
    """
    out = 0
    for shift in (16, 8, 0):
        value = rgb >> shift & 255
        value += (255 - value) * by if by > 0 else value * by
        out |= max(0, min(255, round(value))) << shift
    return out


def colour_near(words: tuple[str, ...], index: int, reach: int = 3) -> int | None:
    """The colour named just before a word, else None ("dark blue coat" at "coat" is a darkened blue).

    >>> hex(colour_near(("a", "dark", "blue", "coat"), 3) or 0)
    '0x203b5f'
    """
    for at in range(index - 1, max(-1, index - 1 - reach), -1):
        word = words[at]
        if word in ("and", "with", "hair", "haired", "eyes", "eyed"):
            return None
        if word in COLOURS:
            tint = _TINTS.get(words[at - 1], 0.0) if at else 0.0
            return shade(COLOURS[word], tint)
    return None
