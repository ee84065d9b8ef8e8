"""How a Character looks where the source does not say: age, build, hair and clothes, from the name and the seed.

No two of some hundreds of made-up looks share their hair or the colours of their clothes, so that people are told apart.
Period and fashion are left open: the words fit most times and places.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from storyreel.film.writing import is_ideographic

__all__ = ["Look", "Wardrobe", "draw"]

_HAIR_COLOURS: Final = ("black", "light brown", "blond", "red", "dark brown", "auburn", "sandy", "chestnut")
_DARK: Final = ("black", "dark brown")
"""Where names are written in ideographs."""
_AGED: Final = ("grey", "white")
_STYLES: Final = {
    "woman": (
        "long {} hair",
        "{} hair in a bun",
        "short curly {} hair",
        "a {} braid",
        "straight shoulder-length {} hair",
        "wavy {} hair",
    ),
    "man": (
        "short {} hair",
        "curly {} hair",
        "combed-back {} hair",
        "tousled {} hair",
        "{} hair and a {} beard",
        "{} hair and a moustache",
    ),
}
_SOBER: Final = (
    "dark green",
    "burgundy",
    "navy blue",
    "mustard yellow",
    "grey",
    "brown",
    "cream",
    "teal",
    "rust red",
    "black",
    "olive",
)
_BRIGHT: Final = ("purple", "sky blue", "pink", "white", "orange", "lavender", "turquoise")
"""For large casts, when the sober colours have gone."""
_COLOURS: Final = (*_SOBER, *_BRIGHT)
_CLOTHES: Final = {
    "woman": ("dress", "coat", "jacket and long skirt", "blouse and skirt", "shawl over a long dress"),
    "man": ("coat", "jacket", "waistcoat over a white shirt", "suit", "long overcoat"),
}
_ROLES: Final = (
    (r"\b(soldier|captain|sergeant|general|colonel|officer|guard|lieutenant|policem[ae]n|constable|sentinel)\b", "uniform"),
    (r"\b(king|queen|prince|princess|emperor|empress|duke|duchess)\b", "robe with a gold collar"),
    (r"\b(priest|monk|friar|bishop|nun|vicar)\b", "long habit"),
    (r"\b(doctor|surgeon|professor|scientist)\b", "coat over a white shirt"),
    (r"\b(servant|butler|waiter|footman|manservant)\b", "tailcoat with white gloves"),
    (r"\b(maid|cook|nurse|waitress|housekeeper)\b", "dress with a white apron"),
    (r"\b(judge|lawyer|advocate|wizard|witch)\b", "long robe"),
    (r"\b(knight|warrior)\b", "cloak over grey mail"),
)
"""What a role is known by."""
_BUILDS: Final = ("slim", "sturdy", "tall", "of middle height", "broad", "small")
_AGES: Final = (
    "about thirty",
    "about forty-five",
    "about twenty-five",
    "about fifty-five",
    "about thirty-five",
    "about sixty-five",
)
_AGE_WORDS: Final = (
    (r"\b(child|kid|little|boy|girl)\b", "about ten"),
    (r"\b(young|student|lad|lass|daughter|son|maid|princess|prince|miss)\b", "about twenty"),
    (r"\b(old|elder|elderly|ancient|grand\w+|widow|granny|hermit)\b", "about seventy"),
    (r"\b(father|mother|captain|doctor|judge|king|queen|uncle|aunt|colonel|professor)\b", "about fifty"),
)
_GREY_FROM: Final = ("about fifty-five", "about sixty-five", "about seventy")


class Look(NamedTuple):
    """A made-up look: the words, and the two parts that tell people apart."""

    words: str
    hair: str
    colours: str


def draw(options: int, *parts: object) -> int:
    """A number below `options`, the same for the same parts.

    >>> draw(10, "ROSA", 0) == draw(10, "ROSA", 0)
    True
    """
    text = "\x1f".join(str(part) for part in parts)
    return int.from_bytes(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:6]) % options


class Wardrobe:
    """Hands out looks and remembers which hair and colours are taken.

    Args:
        seed: Another seed, other looks.
        taken: Appearances that the source gives; their hair and colours are not handed out while others are left.
    """

    def __init__(self, seed: int, taken: Sequence[str] = ()) -> None:
        self._seed = seed
        self._hair: set[str] = set()
        self._colours: set[str] = set()
        for words in taken:
            self._colours.update(colour for colour in _COLOURS if colour.split()[-1] in re.findall(r"[a-z]+", words.casefold()))
            self._hair.update(
                hair
                for hair in (*_HAIR_COLOURS, *_AGED)
                if re.search(rf"\b{hair.split()[-1]}\b[^,.;]*\b(hair|beard|braid)", words.casefold())
            )

    def look_for(self, name: str, gender: str, about: str = "") -> Look:
        """Words for a person, unlike all looks handed out before.

        Args:
            name: Of the Character; its words tell an age where they can ("OLD ADAM").
            gender: "woman" or "man".
            about: What else is said of the person ("a young doctor").
        """
        known = f"{name} {about}".casefold()
        age = (
            next((age for words, age in _AGE_WORDS if re.search(words, known)), "")
            or _AGES[draw(len(_AGES), name, "age", self._seed)]
        )
        hair = self._hair_for(name, gender, age)
        colours = self._colours_for(name)
        role = next((clothes for words, clothes in _ROLES if re.search(words, known)), "")
        clothes = role or _CLOTHES[gender][draw(len(_CLOTHES[gender]), name, "clothes", self._seed)]
        build = _BUILDS[draw(len(_BUILDS), name, "build", self._seed)]
        person = {"woman": "girl", "man": "boy"}[gender] if age == "about ten" else gender
        words = f"a {person} of {age}, {build}, {hair}, {colours} {clothes}"
        return Look(words, hair, colours)

    def _hair_for(self, name: str, gender: str, age: str) -> str:
        natural = _DARK if is_ideographic(name[:1] or " ") else _HAIR_COLOURS
        colours = _AGED if age in _GREY_FROM else natural
        fresh = [colour for colour in colours if colour not in self._hair] or list(colours)
        start = draw(len(fresh), name, "hair", self._seed)
        style = draw(6, name, "style", self._seed)
        ring = [fresh[(start + step) % len(fresh)] for step in range(len(fresh))]
        plain = ((colour, _STYLES[gender][(style + turn) % 6].format(colour, colour)) for turn in range(6) for colour in ring)
        hatted = ((hair, f"short {hair} hair under a {hat} hat") for hat in _COLOURS for hair in ring)
        colour, hair = next((pair for pair in (*plain, *hatted) if pair[1] not in self._hair), (ring[0], f"short {ring[0]} hair"))
        self._hair.update((hair, colour))
        return hair

    def _colours_for(self, name: str) -> str:
        start = draw(len(_SOBER), name, "colour", self._seed)
        ring = [*(_SOBER[(start + step) % len(_SOBER)] for step in range(len(_SOBER))), *_BRIGHT]
        pairs = (f"{one} and {two}" for two in (*_COLOURS, "gold", "silver") for one in ring if one != two)
        colours = next((one for one in (*ring, *pairs) if one not in self._colours), ring[0])
        self._colours.add(colours)
        return colours
