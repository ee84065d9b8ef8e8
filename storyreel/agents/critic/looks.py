"""What a few words say about how somebody looks: hair, beard, eyes, age, build, height, shoes, and the colour of garments.

English only, by tables: what is not in a table is not seen, and phrases that weigh two things ("greying", "one blue eye", "bald
patch") are passed over rather than judged. It knows no Script and no Character.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

__all__ = ["Look", "body_looks", "clash", "garment_looks"]


class Look(NamedTuple):
    """One thing that is said: the attribute, what it is said to be, and the words that say so."""

    attribute: str
    value: str
    words: str


_NOUNS = r"(?:man|woman|lady|gentleman|fellow|boy|girl|person|sailor|soldier|servant|teacher|doctor|farmer|worker|clerk)"
_HAIR_WORDS = (
    r"(?:long|short|curly|wavy|straight|thick|cropped|shaggy|flowing|unkempt|black|brown|blonde?|fair|red|gr[ea]y|white)"
)
_END = r"(?= |,|;|\.|$)"
_BODY: dict[str, dict[str, str]] = {
    "hair": {
        "none": r"bald(?:[- ]headed)?(?! (?:patch|spot|crown|on top|at the))|hairless|shaven[- ]head(?:ed)?|shaved head",
        "some": rf"{_HAIR_WORDS}[\w ,-]{{0,24}}hair\b|[\w-]+-haired|ponytail|pigtails|braids|plaits|dreadlocks|afro|curls|fringe",
    },
    "hair length": {
        "short": r"short(?:,? [\w-]+)?,? hair|short-haired|cropped hair|crew cut|close-cropped",
        "long": r"long(?:,? [\w-]+)?,? hair|long-haired|waist-length hair|hair down to|ponytail",
    },
    "hair colour": {
        "black": r"black(?:,? [\w-]+)? hair|black-haired|(?:hair (?:is|as)|jet)[ -]black",
        "brown": r"(?:brown|chestnut|auburn)(?:,? [\w-]+)? hair|brown-haired|brunette",
        "blond": r"(?:blonde?|fair|golden|flaxen|straw-coloured)(?:,? [\w-]+)? hair|(?:fair|golden)-haired|\bblonde?\b",
        "red": r"(?:red|ginger|copper)(?:,? [\w-]+)? hair|red-haired|redhead",
        "grey or white": r"(?:gr[ea]y|white|silver)(?:,? [\w-]+)? hair|(?:gr[ea]y|white|silver)-haired",
    },
    "beard": {
        "none": r"clean[- ]shaven|beardless|smooth-cheeked",
        "some": r"(?<!no )(?<!without a )(?:beard|bearded|moustache|mustache|whiskers|goatee)\b",
    },
    "eyes": {
        "blue": r"blue eyes|blue-eyed",
        "brown": r"(?:brown|hazel) eyes|brown-eyed",
        "green": r"green eyes|green-eyed",
        "grey": r"gr[ea]y eyes|gr[ea]y-eyed",
        "black": r"black eyes|black-eyed",
    },
    "build": {
        "thin": rf"\b(?:thin|slim|slender|lean|gaunt|skinny|bony|wiry){_END}(?! (?:smile|voice|lips|coat|dress|face|line|hair))",
        "heavy": rf"\b(?:fat|stout|heavy-?set|portly|plump|obese|corpulent|burly){_END}(?! (?:cigar|coat|book|envelope|purse))",
    },
    "height": {
        "tall": r"\btall\b(?! (?:hat|boots|glass|collar|story))",
        "short": rf"short (?:of stature|in height|{_NOUNS})|short,? (?:and )?(?:stocky|stout|plump|fat)|\btiny (?:{_NOUNS})",
    },
    "feet": {
        "bare": r"bare[- ]?foot(?:ed)?|bare feet",
        "shod": r"(?<!no )(?<!without )\b(?:boots|shoes|sandals|slippers|clogs)\b",
    },
}
_AGES: tuple[tuple[str, tuple[int, int]], ...] = (
    (r"(?:child|little (?:boy|girl))\b", (0, 13)),
    (r"teenage[rd]?|adolescent", (12, 20)),
    (rf"(?:young|youthful) (?:\w+ )?{_NOUNS}|youth\b", (12, 40)),
    (r"middle-aged|of middle age", (35, 65)),
    (rf"elderly|(?:old|aged) (?:\w+ )?{_NOUNS}|white-bearded old", (55, 120)),
)
_YEARS = re.compile(rf"\b(\d{{1,3}})(?:[- ]years?[- ]old|(?= years of age))|\b(?:aged?|{_NOUNS} of) (\d{{1,3}})\b", re.IGNORECASE)
_TENS = {
    "twenties": 20,
    "thirties": 30,
    "forties": 40,
    "fifties": 50,
    "sixties": 60,
    "seventies": 70,
    "eighties": 80,
    "nineties": 90,
}
_COLOURS = "black|white|grey|gray|red|blue|green|yellow|brown|purple|pink|orange|beige|scarlet|crimson|navy|violet|golden|silver"
_GARMENTS = (
    "coat|dress|shirt|jacket|cloak|gown|hat|cap|scarf|waistcoat|trousers|skirt|suit|uniform|apron|shawl|blouse|jumper|hood|tie"
)
_TWO_THINGS = re.compile(
    r"\b(?:greying|graying|dyed|streak\w*|wig|formerly|once had|used to|one (?:\w+ )?eye|mismatched)\b", re.IGNORECASE
)


def body_looks(text: str) -> tuple[Look, ...]:
    """What a text says about a body; empty where it says that something changes or is mixed.

    >>> [(one.attribute, one.value) for one in body_looks("A bald man with long hair")]
    [('hair', 'none'), ('hair', 'some'), ('hair length', 'long')]
    """
    if _TWO_THINGS.search(text):
        return ()
    found = [
        Look(attribute, value, match[0].strip(" ,"))
        for attribute, values in _BODY.items()
        for value, pattern in values.items()
        if (match := re.search(pattern, text, re.IGNORECASE))
    ]
    return (*found, *_ages(text))


def _ages(text: str) -> Iterator[Look]:
    for match in _YEARS.finditer(text):
        years = int(match[1] or match[2])
        yield Look("age", f"{years}-{years}", match[0])
    for match in re.finditer(rf"\bin (?:his|her|their) (?:\w+ )?({'|'.join(_TENS)})", text, re.IGNORECASE):
        low = _TENS[match[1].casefold()]
        yield Look("age", f"{low}-{low + 9}", match[0])
    for pattern, (low, high) in _AGES:
        if match := re.search(rf"(?<![\w-])(?:{pattern})", text, re.IGNORECASE):
            yield Look("age", f"{low}-{high}", match[0])


def garment_looks(text: str) -> tuple[Look, ...]:
    """The colours that a text gives to garments.

    >>> garment_looks("in a long red coat")
    (Look(attribute='coat', value='red', words='red coat'),)
    """
    pattern = rf"\b({_COLOURS})(?: \w+)? ({_GARMENTS})\b"
    matches = re.finditer(pattern, text, re.IGNORECASE)
    return tuple(Look(match[2].casefold(), match[1].casefold().replace("gray", "grey"), match[0]) for match in matches)


def clash(looks: Sequence[Look]) -> tuple[Look, Look] | None:
    """The first two Looks that cannot both hold, None where all agree.

    >>> clash(body_looks("a bald man with a red beard")) is None
    True
    >>> [one.words for one in clash(body_looks("clean-shaven, with a grey moustache"))]
    ['clean-shaven', 'moustache']
    """
    for one, other in combinations(looks, 2):
        if one.attribute == other.attribute and _differ(one, other):
            return one, other
    return None


def _differ(one: Look, other: Look) -> bool:
    if one.attribute != "age":
        return one.value != other.value
    (low, high), (other_low, other_high) = (tuple(map(int, look.value.split("-"))) for look in (one, other))
    return high < other_low or other_high < low
