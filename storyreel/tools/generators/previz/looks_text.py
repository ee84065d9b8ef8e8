"""The text of an appearance as words in order: which words name a colour, a number, an age, and what an adjective is said of.

No grammar beyond what stands near what: "a short, tight dress" is short of the dress, "a short, thickset man" of the man.
"""

from __future__ import annotations

import re
from functools import lru_cache

from storyreel.tools.generators.previz.words import COLOURS, listed, shade

__all__ = ["NOTHING", "Note", "Text", "at_once", "blended", "colour_at", "of_person", "read_text", "whole_number"]

Text = tuple[str, ...]
Note = tuple[str, str]
"""What was chosen, and why; two empty texts are no note."""

NOTHING: Note = ("", "")

MATERIALS = {
    "fur": 0x6B4F38, "furs": 0x6B4F38, "skins": 0x7A5A3C, "buckskin": 0xB48A58, "sacking": 0xA48B62, "muslin": 0xEDE8DC,
    "satin": 0xE4D9C4, "flannel": 0x9A8E7C, "straw": 0xD8BE83, "canvas": 0xB9AB8C, "lace": 0xEFEAE0, "iron": 0x5E6268,
    "brass": 0xB08D3F, "sealskin": 0x3A322E, "gauze": 0xE6E2DA, "light": 0xD8CFB8,
    **{word: COLOURS[word] for word in ("tweed", "leather", "steel", "linen", "velvet", "denim", "dark", "pale", "pastel")},
}  # fmt: skip
"""Stuffs: their own colour counts where no colour is said."""

_MORE = {
    "drab": 0x8C7F66, "tawny": 0xB27A45, "sandy": 0xC9A66B, "sable": 0x241F20, "coal": 0x1E1C1F, "buff": 0xC9B184,
    "fawn": 0xB79B73, "rusty": 0x8A5A3A, "mealy": 0xB59A74, "fair": 0xD3AE69, "flaxen": 0xDCC48C, "grizzled": 0x8E8C8A,
    "grizzly": 0x8E8C8A, "hoary": 0xD8D6D2, "raven": 0x1E1B1E, "jet": 0x1C1A1D, "fiery": 0xB24A22, "carroty": 0xB8562A,
    "hazel": 0x7A5A2E, "amber": 0xB5752A, "ebony": 0x241F20, "milky": 0xEDE8E0, "snowy": 0xF2EFE8, "frosty": 0xE9E6E0,
    "strawberry": 0xB9704A, "mousy": 0x7C6A58, "coloured": 0x9E5470, "colored": 0x9E5470, "ochre": 0xB98738, "royal": 0x2F4FA0,
}  # fmt: skip
PLAIN = {word: rgb for word, rgb in {**COLOURS, **_MORE}.items() if word not in MATERIALS}
# Said before another colour these are that colour's own shade: "sky blue" is sky, "red brown" lies between.
_SHADES = frozenset(
    listed(
        "sky navy rose forest olive wine salmon mint charcoal rust mustard emerald plum royal ivory cream coal jet"
        " raven sable snowy fiery sandy drab turquoise teal lavender tawny chestnut auburn"
    )
)
_TINTS = {"light": 0.3, "pale": 0.35, "bright": 0.12, "dark": -0.4, "deep": -0.3, "faded": 0.2, "dusty": 0.15, "dull": -0.1,
          "浅": 0.35, "深": -0.35}  # fmt: skip
_STOPS = frozenset(listed("and with over but under beneath , ; . : ( )"))
_WORD = re.compile(r"[぀-ヿ㐀-鿿가-힯]|[^\W_぀-ヿ㐀-鿿가-힯]+|[,;.:()]")
_APOSTROPHE = re.compile(r"(?<=\w)['’]s\b")

PERSONS = frozenset(
    listed(
        "man woman girl boy lady gentleman youth lad child kid person fellow chap figure creature countryman warrior"
        " soldier sailor king queen prince princess dwarf giant monk nun priest peasant farmer stranger mother father"
        " wife husband grandmother grandfather aunt uncle teenager toddler baby adult zulu moor chief doctor officer"
        " captain waiter waitress maid teacher student detective clerk merchant knight wizard witch servant butler"
        " nurse policeman constable people couple one"
    )
)
PARTS = frozenset(
    listed(
        "hair haired beard bearded moustache mustache whiskers eye eyes eyed sighted face faced nose nosed head chin"
        " cheek cheeks cheeked lip lips mouth mouthed brow brows eyebrows forehead ear ears hand hands finger fingers"
        " arm arms leg legs legged shanks shoulder shouldered shoulders neck throat knot plait plaits braid braids bun"
        " curls locks tresses skin complexion tongue teeth scar hump look looks voice spectacles glasses monocle belly"
        " knees heels feet foot features smile beak plume plumes feather feathers sleeves buttons belt chain stick"
        " cane crutch watch basket bag book sword buckle pockets collar"
    )
)


def at_once(drawn: str, other: str) -> Note:
    """The note that of two words which contradict each other the first said is drawn.

    >>> at_once("bald", "long hair")
    ('drawn: bald', 'bald and long hair are said at once, bald first')
    """
    return f"drawn: {drawn}", f"{drawn} and {other} are said at once, {drawn} first"


@lru_cache(maxsize=2048)
def read_text(text: str) -> Text:
    """Words in lower case with their punctuation between; each CJK character is a word of its own.

    >>> read_text("Grey-haired, a lady's coat.")
    ('grey', 'haired', ',', 'a', 'lady', 'coat', '.')
    """
    return tuple(_WORD.findall(_APOSTROPHE.sub("", text.casefold())))


def colour_at(words: Text, first: int, last: int, things: frozenset[str], *, after: bool = True) -> int | None:
    """The colour of what is named by words[first:last]: said before it, else after it ("a cloak of crimson velvet").

    Args:
        things: Words that name other things: a colour beyond one of them is not this one's.
        after: Whether what follows is looked at.

    >>> hex(colour_at(read_text("a sky-blue doublet"), 3, 4, frozenset()) or 0)
    '0x7fb0d6'
    >>> hex(colour_at(read_text("a cloak of crimson velvet"), 1, 2, frozenset()) or 0)
    '0x9c1f33'
    """
    before = _span_before(words, first, things)
    found = _last_colour(words, before)
    if found is not None:
        return found
    behind = _span_after(words, last, things) if after else range(0)
    if behind:
        found = _first_colour(words, behind)
    if found is not None:
        return found
    stuff = next((MATERIALS[words[i]] for i in (*reversed(before), *behind) if words[i] in MATERIALS), None)
    return stuff if stuff is not None else next((MATERIALS[w] for w in words[first:last] if w in MATERIALS), None)


def _span_before(words: Text, first: int, things: frozenset[str]) -> range:
    start = first
    while start > 0 and first - start < 7:
        word = words[start - 1]
        # Adjectives in a row may be parted by commas ("a short, tight, brown dress").
        listed = word == "," and start >= 2 and start - 2 >= 0 and words[start - 2] in PLAIN
        if (word in _STOPS and not listed) or word in things or word in PERSONS or word in ("in", "an", "the"):
            break
        if word == "a" and not (start >= 2 and words[start - 2] == "of"):
            break
        start -= 1
    return range(start, first)


def _span_after(words: Text, last: int, things: frozenset[str]) -> range:
    end = last
    while end < len(words) and end - last < 9:
        word = words[end]
        if (
            (word in _STOPS and word != "and" and not (word == "with" and words[end + 1 : end + 2] == ("age",)))
            or word in things
            or word in PERSONS
            or word in ("who", "that", "his", "her")
        ):
            break
        if word == "a" and words[end - 1] != "to":
            break
        if word == "and" and not (end + 1 < len(words) and words[end + 1] in PLAIN):
            break
        end += 1
    return range(last, end)


def _last_colour(words: Text, span: range) -> int | None:
    for i in reversed(span):
        found = _colour_word(words, i)
        if found is not None:
            return found
    return None


def _first_colour(words: Text, span: range) -> int | None:
    # "faded from green to brown" is brown.
    if "to" in words[span.start : span.stop] and "from" in words[span.start : span.stop]:
        return _last_colour(words, span)
    if span and words[span.stop - 1] == "age":
        aged = _last_colour(words, span)
        return None if aged is None else blended(aged, 0xD9CDB4, 0.6)
    for i in span:
        pair = i + 1 in span and words[i + 1] in PLAIN and (words[i] in PLAIN or words[i].endswith("ish"))
        found = _colour_word(words, i + 1) if pair else None
        found = found if found is not None else _colour_word(words, i)
        if found is not None:
            return found
    return None


def _colour_word(words: Text, i: int) -> int | None:
    word, before = words[i], words[i - 1] if i else ""
    if word.endswith("ish") and word[:-3].rstrip("d") in PLAIN:
        return blended(PLAIN[word[:-3].rstrip("d")], 0x82858C, 0.3)
    if word not in PLAIN:
        return None
    rgb = PLAIN[word]
    if before in _SHADES:
        return PLAIN[before]
    if before.endswith("ish") and before[:-3].rstrip("d") in PLAIN:
        return blended(rgb, PLAIN[before[:-3].rstrip("d")], 0.35)
    if before in PLAIN:
        return blended(rgb, PLAIN[before], 0.5)
    return shade(rgb, _TINTS.get(before, 0.0))


def blended(a: int, b: int, part: float) -> int:
    """A colour between two, `part` (0 to 1) of the way to the second.

    >>> hex(blended(0x000000, 0xFFFFFF, 0.5))
    '0x808080'
    """
    return sum(round((a >> s & 255) + ((b >> s & 255) - (a >> s & 255)) * part) << s for s in (16, 8, 0))


def of_person(words: Text, i: int, things: frozenset[str]) -> bool:
    """Whether the adjective at `i` is said of the whole person and not of a part of them or of what they wear.

    >>> of_person(read_text("a short, thickset man"), 1, frozenset()), of_person(read_text("in a short, tight dress"), 2,
    ...     frozenset({"dress"}))
    (True, False)
    """
    for j in range(i + 1, min(len(words), i + 8)):
        word = words[j]
        if word in PERSONS:
            return True
        if word in PARTS and word.endswith("ed") and j > i + 1:
            continue  # "bony, high-shouldered youth"
        if word in PARTS or word in things:
            return False
        if word in ("with", "in", "who", "of", "as", ".", ";", "whose", "wearing"):
            return True
    start = max((k for k in range(i) if words[k] in ("with", "who", ".", ";")), default=0)
    return not any(word in things for word in words[start:i])


_UNITS = {w: n for n, w in enumerate(
    listed(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen"
)
)}  # fmt: skip
_TENS = {w: 10 * n for n, w in enumerate(listed("twenty thirty forty fifty sixty seventy eighty ninety"), 2)}


def whole_number(words: Text, i: int) -> tuple[int, int] | None:
    """The number that begins at a word and how many words it takes.

    >>> whole_number(("fifty", "eight", "men"), 0), whole_number(("12",), 0), whole_number(("man",), 0)
    ((58, 2), (12, 1), None)
    """
    word = words[i]
    if word.isascii() and word.isdigit() and len(word) <= 3:
        return int(word), 1
    if word in _TENS:
        unit = _UNITS.get(words[i + 1], 0) if i + 1 < len(words) else 0
        return (_TENS[word] + unit, 2) if 0 < unit < 10 else (_TENS[word], 1)
    if word in _UNITS:
        return _UNITS[word], 1
    return (12, 1) if word == "dozen" else None
