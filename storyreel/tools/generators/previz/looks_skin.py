"""Colour of skin and eyes from the words of an appearance. Draws nothing."""

from __future__ import annotations

from storyreel.tools.generators.previz.chance import pick
from storyreel.tools.generators.previz.looks_text import Text, colour_at, of_person
from storyreel.tools.generators.previz.looks_words import FAIR_SKINS, SKIN_WORDS, SKINS
from storyreel.tools.generators.previz.wardrobe_words import thing_words
from storyreel.tools.generators.previz.words import first_of, mentions, shade

__all__ = ["eye_colour", "skin_of"]

FAIR = (
    "blond, blonde, auburn, ginger, redhead, red hair, red haired, sandy, chestnut, fair, blue eyes, blue eyed,"
    " rosy, florid, ruddy,"
    " yellow hair"
)
_TONES = {"yellow": 0xD6BC6E, "red": 0xB4684A, "grey": 0x9C9A98, "gray": 0x9C9A98, "green": 0x8FB37A, "blue": 0x8CA0BE}


def skin_of(name: str, appearance: str, words: Text, hair: int, world: int) -> int:
    """The colour of the skin: as said, else by chance, and by what fits the hair that is said."""
    for i, word in enumerate(words):
        if word in ("skin", "skinned", "face", "complexion"):
            near = words[max(0, i - 3) : i] + (_until_stop(words[i + 1 : i + 4]) if word == "face" else ())
            tone = next((rgb for said, rgb in _TONES.items() if said in near), None)
            if tone is not None:
                return 0xA9694A if "brown" in near and tone == _TONES["red"] else tone
    if any(
        w == "pale" and words[i + 1 : i + 2] not in (("eyes",), ("eyed",), ("blue",), ("green",))
        for i, w in enumerate(words)
        if of_person(words, i, thing_words()) or {"face", "skin", "complexion"} & set(words[i + 1 : i + 5])
    ):
        return 0xE9C9B4
    said = first_of(appearance, SKIN_WORDS) or first_of(name, SKIN_WORDS)
    if said is not None:
        return said
    for i, word in enumerate(words):
        if word in ("dark", "brown") and of_person(words, i, thing_words()) and words[i + 1 : i + 2] != ("blue",):
            return 0xB98256 if word == "dark" else 0xBE8A5E
    if mentions(appearance, "florid, ruddy, rosy, red faced"):
        return 0xE9AF92
    tones = FAIR_SKINS if mentions(appearance, FAIR) else SKINS
    # Hair that is nearly the colour of the skin would leave a head without a shape.
    clear = [tone for tone in tones if _apart(tone, hair) > 60] or list(tones)
    return pick(clear, name, world, "skin")


def _until_stop(words: Text) -> Text:
    end = next((i for i, word in enumerate(words) if word in (",", ".", ";", "and", "with")), len(words))
    return words[:end]


def _apart(a: int, b: int) -> float:
    return sum(((a >> s & 255) - (b >> s & 255)) ** 2 for s in (0, 8, 16)) ** 0.5


def eye_colour(words: Text) -> int | None:
    """The colour of the eyes, or None where it is not said.

    >>> hex(eye_colour(("sharp", "blue", "eyes")) or 0)
    '0x2d5387'
    """
    for i, word in enumerate(words):
        if word in ("eyes", "eyed", "eye"):
            found = colour_at(words, i, i + 1, frozenset(), after=False)
            if found is not None:
                return shade(found, -0.15)
    return None
