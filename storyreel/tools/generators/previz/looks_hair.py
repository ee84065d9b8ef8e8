"""Hair and beard from the words of an appearance, and what was chosen where they contradict each other. Draws nothing."""

from __future__ import annotations

from storyreel.tools.generators.previz.chance import number, pick
from storyreel.tools.generators.previz.looks_text import NOTHING, Note, Text, at_once, blended, colour_at
from storyreel.tools.generators.previz.looks_words import BEARDS, DARK_HAIRS, HAIRS, OLD_HAIRS, STYLES, Age
from storyreel.tools.generators.previz.wardrobe_words import thing_words
from storyreel.tools.generators.previz.words import COLOURS, listed, mentions, tokens

__all__ = ["beard_of", "hair_colour", "hair_style"]

HAIR_NOUNS = frozenset(
    listed(
        "hair haired curls curl bun ponytail braid braids plait plaits beard bob locks tresses mane ringlets"
        " moustache mustache whiskers 发 發"
    )
)
_DARK = "black skin, very black, ebony, african, zulu, dark skinned, dark skin, black skinned, brown skin, brown skinned, indian"
_NO_HAIR = ("bald", "receding")


def hair_style(appearance: str, words: Text, *, sex: str, age: Age, salt: tuple[str, int]) -> tuple[str, Note]:
    """The style, and a note where the words contradict each other: of "bald" and "long hair" the first said is drawn.

    >>> from storyreel.tools.generators.previz.looks_text import read_text
    >>> text = "bald with long hair"
    >>> hair_style(text, read_text(text), sex="m", age="adult", salt=("X", 1))
    ('bald', ('drawn: bald', 'bald and long hair are said at once, bald first'))
    """
    said = [(style, phrases) for style, phrases in STYLES if mentions(appearance, phrases)]
    # "Bald but for a knot of hair" says one thing.
    kept = mentions(appearance, "bald but for, bald except, bald save, but for a fringe")
    said = [one for one in said if one[0] != "long"] + [one for one in said if one[0] == "long"] or _by_length(words)
    named = [style for style, _ in said]
    if any(style in _NO_HAIR for style in named) and any(style not in _NO_HAIR for style in named) and not kept:
        first = min(said, key=lambda one: _place(appearance, one[1]))
        other = next(one for one in said if (one[0] in _NO_HAIR) != (first[0] in _NO_HAIR))
        a, b = _said_as(appearance, first[1]), _said_as(appearance, other[1])
        return first[0], at_once(a, b)
    if said:
        short = any(style == "short" for style, _ in _by_length(words))
        wide = named[0] == "curly" and not short and (sex == "f" or any(style == "long" for style, _ in _by_length(words)))
        return ("ringlets" if wide else named[0]), NOTHING
    return _default_style(sex, age, salt), NOTHING


def _by_length(words: Text) -> list[tuple[str, str]]:
    """Long or short, said of hair with other words between ("long thick chestnut hair", "hair hanging long")."""
    for i, word in enumerate(words):
        if word in ("hair", "haired", "curls", "locks", "tresses"):
            before = words[max(0, i - 5) : i]
            if "long" in before or "flowing" in before or "long" in words[i + 1 : i + 3]:
                return [("long", f"long {word}, {' '.join(words[max(0, i - 2) : i + 1])}")]
            if "short" in before:
                return [("short", f"short {word}, {' '.join(words[max(0, i - 2) : i + 1])}")]
    return []


def _place(appearance: str, phrases: str) -> int:
    """Where in the text the first of some phrases stands."""
    plain = " " + " ".join(tokens(appearance)) + " "
    return min((at for phrase in phrases.split(",") if (at := plain.find(f" {' '.join(tokens(phrase))} ")) >= 0), default=9999)


def _said_as(appearance: str, phrases: str) -> str:
    return next((" ".join(tokens(p)) for p in phrases.split(",") if mentions(appearance, p)), "")


def _default_style(sex: str, age: Age, salt: tuple[str, int]) -> str:
    if sex == "f":
        if age == "old":
            return pick(("bun", "bun", "bob", "curly"), *salt, "style")
        if age == "child":
            return pick(("long", "bob", "braids", "ponytail", "ringlets"), *salt, "style")
        return pick(("long", "bob", "ponytail", "ringlets", "bun", "long"), *salt, "style")
    if age == "old":
        return pick(("receding", "short", "parted", "receding"), *salt, "style")
    return pick(("short", "parted", "curly", "crop", "short", "spiky" if age == "teen" else "parted"), *salt, "style")


def hair_colour(appearance: str, words: Text, *, years: int, salt: tuple[str, int]) -> int:
    """The colour of the hair; with the years it turns grey where no colour is said."""
    for i, word in enumerate(words):
        if word in HAIR_NOUNS:
            found = colour_at(words, i, i + 1, thing_words() | {"eyes", "face", "skin"}, after=False)
            if found is None and words[i + 1 : i + 2] in (("is",), ("was",), ("of",)):
                found = colour_at(words, i, i + 1, thing_words())
            if found is not None:
                return _as_hair(found, words[max(0, i - 4) : i])
    for rgb, said in ((COLOURS["blonde"], "blond, blonde, fair haired"), (0xA8532B, "redhead, ginger"),
                      (COLOURS["auburn"], "auburn"), (COLOURS["brown"], "brunette")):  # fmt: skip
        if mentions(appearance, said):
            return rgb
    if years >= 60:
        return pick(OLD_HAIRS, *salt, "hair")
    own = pick(DARK_HAIRS if mentions(appearance, _DARK) else HAIRS, *salt, "hair")
    return blended(own, 0x9A9896, 0.72 * min(1.0, (years - 40) / 15)) if years > 40 else own


def _as_hair(rgb: int, before: Text) -> int:
    """The colour that hair has when words call it so: red hair is a copper red, golden hair is no metal."""
    if rgb == COLOURS["red"]:
        return 0xB24A22 if "fiery" in before else 0xA0472A
    if rgb in (COLOURS["yellow"], COLOURS["golden"]):
        return 0xD9B45E if rgb == COLOURS["yellow"] else 0xC08A3E
    return {COLOURS["dark"]: 0x2E2420, COLOURS["pale"]: 0xDCCBA4, COLOURS["silver"]: 0xC6C8CC}.get(rgb, rgb)


def beard_of(appearance: str, words: Text, *, sex: str, age: Age, salt: tuple[str, int]) -> tuple[str, Note]:
    """The beard, and a note where the words contradict each other.

    >>> from storyreel.tools.generators.previz.looks_text import read_text
    >>> text = "clean-shaven save for a long white moustache"
    >>> beard_of(text, read_text(text), sex="m", age="old", salt=("X", 1))
    ('walrus', ('', ''))
    """
    if sex == "f" or age in ("child", "teen"):
        return "", NOTHING
    shaved = mentions(appearance, "clean shaven, beardless, cleanshaven, no beard, without a beard, smooth faced")
    found = next((kind for kind, phrases in BEARDS if kind and mentions(appearance, phrases)), None)
    # "Without a beard" names one too.
    if found == "full" and mentions(appearance, "no beard, without a beard") and words.count("beard") == 1:
        found = None
    if shaved and found is not None:
        if mentions(appearance, "save, except, but for, apart from"):
            return found, NOTHING
        phrases = next(p for kind, p in BEARDS if kind == found)
        first = _place(appearance, "clean shaven, beardless, cleanshaven, no beard, smooth faced") < _place(appearance, phrases)
        beard = _said_as(appearance, phrases)
        return ("", at_once("clean-shaven", beard)) if first else (found, at_once(beard, "clean-shaven"))
    if shaved or found is not None:
        return found or "", NOTHING
    if len(tokens(appearance)) > 5 or number(*salt, "bearded") < 0.4:
        return "", NOTHING
    return pick(("", "", "stubble", "moustache", "full"), *salt, "beard"), NOTHING
