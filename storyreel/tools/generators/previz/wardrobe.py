"""Clothes from words: what is worn on top, over it, below, on the feet and on the head, and in which colours.

It reads and chooses; `garments` and `hats` draw. A garment that is named is worn; what somebody's calling has them wear comes
after, and chance after that.
"""

from __future__ import annotations

from dataclasses import dataclass

from storyreel.tools.generators.previz.chance import number, pick
from storyreel.tools.generators.previz.looks_text import Text, blended, colour_at, read_text
from storyreel.tools.generators.previz.wardrobe_words import CALLINGS, Named, garments_in, rank, thing_words
from storyreel.tools.generators.previz.words import COLOURS, first_of, mentions, shade

__all__ = ["Clothes", "read_clothes"]

_TOP_COLOURS = (
    0x8C3B3B, 0x3C5A80, 0x4E6E58, 0xC29A4B, 0x6A4C7D, 0xB5653A, 0x2F6F73, 0x9E5470, 0x56616E, 0xD2C3A0, 0x7C8A4A, 0xA8B9C8,
)  # fmt: skip
_OVER_COLOURS = (0x2C3444, 0x4A3A30, 0x3E4A42, 0x5A3036, 0x2A2A2E, 0x55504A, 0x3A3552, 0x6B5A3E)
_BOTTOM_COLOURS = (0x2C3140, 0x3B3530, 0x4A5668, 0x5B5142, 0x26282E, 0x3E4A3C)
_WHITE = 0xE9E6DD
_PATTERNS = (("stripes", "striped, stripes, pinstripe"), ("checks", "checked, checks, plaid, tartan, tweed, gingham"),
             ("dots", "polka, dotted, floral, flowered, many coloured, spotted"))  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Clothes:
    """What is worn.

    Attributes:
        top: shirt, blouse, tshirt, sweater, hoodie, tunic, dress, gown, robe, overalls, armour.
        over: "", jacket, suit, coat, cloak, uniform, waistcoat, cardigan, apron.
        bottom: trousers, shorts, skirt; dress, gown and robe cover it.
        hat: "", or one of those that `hats` draws.
        adorn: "", tie, bowtie, scarf, pearls, collar, badge, sash.
        pattern: "", stripes, checks, dots; on the top, or on the bottom where `pattern_below`.
        plumes: How many plumes the hat has.
    """

    top: str
    top_rgb: int
    over: str
    over_rgb: int
    bottom: str
    bottom_rgb: int
    shoes_rgb: int
    hat: str
    hat_rgb: int
    adorn: str
    adorn_rgb: int
    pattern: str = ""
    short_sleeves: bool = False
    pattern_below: bool = False
    plumes: int = 0

    @property
    def long_skirt(self) -> bool:
        """Whether the cloth falls to the ground."""
        return self.top in ("gown", "robe")

    @property
    def skirted(self) -> bool:
        """Whether legs are covered by one piece of cloth."""
        return self.top in ("dress", "gown", "robe") or self.bottom == "skirt"


@dataclass(frozen=True)
class _Said:
    """The words, what they name, and the best named in each slot."""

    who: str
    words: Text
    named: tuple[Named, ...]

    def best(self, slot: str) -> Named | None:
        found = [n for n in self.named if n.slot == slot]
        return min(found, key=lambda n: (rank(slot, n.kind), n.first)) if found else None

    def kind(self, slot: str) -> str:
        one = self.best(slot)
        return one.kind if one is not None else ""

    def colour(self, slot: str, kind: str) -> int | None:
        """The colour said of a slot's garment; of several of a kind the first that has one."""
        for one in self.named:
            if one.slot == slot and one.kind == kind:
                found = colour_at(self.words, one.first, one.last, thing_words())
                if found is not None:
                    return found
        return None


def read_clothes(appearance: str, *, sex: str, age: str, salt: tuple[str, int], name: str = "") -> Clothes:
    """Clothes from the words of an appearance; chance from `salt` for what is not said. A name may tell a calling.

    >>> worn = read_clothes("a man in a dark blue suit and red tie", sex="m", age="adult", salt=("X", 1))
    >>> worn.over, hex(worn.over_rgb), worn.adorn, hex(worn.adorn_rgb)
    ('suit', '0x203b5f', 'tie', '0xb8322f')
    """
    who, words = f"{name}. {appearance}" if name else appearance, read_text(appearance)
    said = _Said(who, words, _worn(words))
    top, over, bottom = _outfit(said, sex, age, salt)
    base, whole = _whole_colour(words)
    top_said, over_said = said.colour("top", top), said.colour("over", over) if over else None
    vest = said.colour("over", "waistcoat") if over not in ("", "waistcoat") else None
    if top == "armour" and top_said is not None:
        top_said = blended(top_said, 0x8B929A, 0.5)
    top_rgb = top_said or vest or _top_colour(top, over, base if not over else None, salt)
    over_rgb = over_said or _over_colour(who, over, base if top_said is None else None, salt)
    if whole and base is not None:
        top_rgb = top_said or (base if not over else shade(base, 0.07))
    hat = said.kind("hat") or _called(who, "hat")
    plumes = _plumes(words)
    hat = "wide" if hat == "fedora" and plumes else hat
    adorn = said.kind("adorn") or _called(who, "adorn") or ("tie" if over == "suit" else "")
    pattern, below = _pattern(said)
    return Clothes(
        top=top, top_rgb=top_rgb, over=over, over_rgb=over_rgb, bottom=bottom,
        bottom_rgb=said.colour("bottom", bottom) or (base if whole and base is not None else None)
        or _bottom_colour(who, over, over_rgb, salt),
        shoes_rgb=-1 if mentions(who, "barefoot, barefooted, bare feet") else said.colour("shoes", "shoes")
        or pick((0x2A2422, 0x3A2A20, 0x1F1F24), *salt, "shoes"),
        hat="" if mentions(who, "bareheaded, hatless, no hat") else hat,
        hat_rgb=said.colour("hat", hat) or _hat_colour(hat, who, over_rgb, salt),
        adorn=adorn,
        adorn_rgb=said.colour("adorn", adorn) or _ADORN_COLOURS.get(adorn)
        or (shade(base, 0.04) if whole and base is not None else pick(_TOP_COLOURS, *salt, "adorn")),
        pattern=pattern, pattern_below=below, short_sleeves=_short_sleeves(who, top, said, salt),
        plumes=plumes,
    )  # fmt: skip


def _worn(words: Text) -> tuple[Named, ...]:
    """What is named, but for a shawl on the head, which is a hood, and a shirt collar, which every shirt has."""
    out: list[Named] = []
    for one in garments_in(words):
        about = words[one.last : one.last + 5]
        if one.kind == "cloak" and "shawl" in words[one.first : one.last] and "head" in about:
            one = Named("hat", "hood", one.first, one.last)
        out.append(one)
    return tuple(out)


def _outfit(said: _Said, sex: str, age: str, salt: tuple[str, int]) -> tuple[str, str, str]:
    top, over, bottom = said.kind("top"), said.kind("over"), said.kind("bottom")
    if not (top or over):
        top, over = _called(said.who, "top"), _called(said.who, "over")
    if not (top or over or bottom):
        top, over, bottom = _by_chance(sex, age, salt)
    if top == "gown" and sex == "m":
        top = "robe"
    if bottom == "skirt" and sex == "m" and "kilt" not in said.words:
        bottom = ""  # the skirts of a doublet or a coat
    if not top and bottom != "trousers" and sex == "f" and over in ("cloak", "apron") and bottom != "skirt":
        top = "dress"
    top = top or ("blouse" if sex == "f" else "shirt")
    over = "" if over == "cardigan" and top == "sweater" else over
    return top, over, bottom or "trousers"


def _called(who: str, slot: str) -> str:
    return first_of(who, CALLINGS[slot]) or ""


def _by_chance(sex: str, age: str, salt: tuple[str, int]) -> tuple[str, str, str]:
    if age == "child":
        return (
            pick(("sweater", "tshirt", "overalls") if sex == "m" else ("dress", "sweater", "overalls"), *salt, "top"),
            "",
            "trousers",
        )
    if sex == "f":
        return pick(
            (("blouse", "cardigan", "skirt"), ("dress", "", "skirt"), ("sweater", "", "trousers"),
             ("blouse", "jacket", "trousers"),
             ("dress", "cardigan", "skirt"), ("shirt", "coat", "trousers")), *salt, "outfit",
        )  # fmt: skip
    return pick(
        (("shirt", "jacket", "trousers"), ("sweater", "", "trousers"), ("shirt", "waistcoat", "trousers"),
         ("shirt", "suit", "trousers"),
         ("shirt", "coat", "trousers"), ("shirt", "", "trousers")), *salt, "outfit",
    )  # fmt: skip


def _whole_colour(words: Text) -> tuple[int | None, bool]:
    """The colour that somebody is said to be dressed in, and whether it is said of all they wear."""
    for i, word in enumerate(words):
        if word in ("in", "wearing", "wears", "dressed", "clad", "着", "穿") and words[i - 1 : i] != ("cast",):
            for j in range(i + 1, min(i + 5, len(words))):
                following = next((w for w in words[j + 1 : j + 4] if w not in COLOURS), "")
                if words[j] in COLOURS and following not in ("hair", "haired", "eyes", "eyed", "beard", "skin"):
                    rgb = colour_at(words, j + 1, j + 1, frozenset(), after=False)
                    alone = following in ("", ",", ".", ";", ":", "from", "with", "and", "clothes")
                    return (rgb, alone) if rgb is not None else (None, False)
                if words[j] in thing_words():
                    break
    return None, False


def _top_colour(top: str, over: str, base: int | None, salt: tuple[str, int]) -> int:
    if top == "armour":
        return 0x8B929A
    if over in ("suit", "uniform", "waistcoat") or (over in ("jacket", "coat") and number(*salt, "white") < 0.6):
        return _WHITE
    return base if base is not None else pick(_TOP_COLOURS, *salt, "top")


def _over_colour(who: str, over: str, base: int | None, salt: tuple[str, int]) -> int:
    if mentions(who, "lab coat, doctor, chef, baker, nurse") or over == "apron":
        return 0xE6E3DA
    if mentions(who, "policeman, police officer, constable, captain, butler, tuxedo"):
        return 0x252B3A
    if over in ("uniform", "coat") and mentions(who, "soldier, general, sergeant, colonel, military"):
        return 0x6B6A45
    if mentions(who, "trench coat, trenchcoat, detective"):
        return COLOURS["camel"]
    return base if base is not None and over else pick(_OVER_COLOURS, *salt, "over")


def _bottom_colour(who: str, over: str, over_rgb: int, salt: tuple[str, int]) -> int:
    if over in ("suit", "uniform"):
        return shade(over_rgb, -0.08)
    return COLOURS["denim"] if mentions(who, "jeans, dungarees, overalls") else pick(_BOTTOM_COLOURS, *salt, "bottom")


_ADORN_COLOURS = {"pearls": 0xEDE8DC, "collar": 0xF2EFE8, "badge": 0xC9A13B, "sash": 0xC9A13B}
_HAT_COLOURS = {
    "crown": 0xC9A13B, "helmet": 0x8B929A, "straw": 0xD8BE83, "nightcap": 0xEDE9DF, "mobcap": 0xF2EFE8, "veil": 0xF2EFE8,
    "fur": 0x6B4F38, "tricorn": 0x26262C, "topper": 0x26262C,
}  # fmt: skip


def _hat_colour(hat: str, who: str, over_rgb: int, salt: tuple[str, int]) -> int:
    known = _HAT_COLOURS.get(hat)
    if known is not None:
        return known
    if hat == "cap" and mentions(who, "policeman, police officer, constable, captain"):
        return 0x252B3A
    return shade(over_rgb, -0.2) if number(*salt, "hat") < 0.75 else pick(_OVER_COLOURS, *salt, "hat colour")


def _pattern(said: _Said) -> tuple[str, bool]:
    """The pattern, and whether it is said of trousers or skirt."""
    pattern = first_of(said.who, _PATTERNS) or ""
    below = said.best("bottom")
    if not pattern or below is None:
        return pattern, False
    near = " ".join(said.words[max(0, below.first - 3) : below.first])
    return pattern, first_of(near, _PATTERNS) is not None


def _short_sleeves(who: str, top: str, said: _Said, salt: tuple[str, int]) -> bool:
    if mentions(who, "short sleeves, sleeveless, summer dress, sundress, bare arms, arms bare, low cut, ball gown, evening gown"):
        return True
    if mentions(who, "long sleeves"):
        return False
    return top == "tshirt" or (top == "dress" and said.best("over") is None and number(*salt, "sleeves") < 0.4)


def _plumes(words: Text) -> int:
    for i, word in enumerate(words):
        if word in ("plume", "plumes", "plumed", "feather", "feathers", "feathered"):
            before = words[max(0, i - 2) : i]
            return 3 if "three" in before else 2 if word in ("plumes", "feathers") else 1
    return 0
