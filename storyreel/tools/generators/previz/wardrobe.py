"""Clothes from words: what is worn on top, over it, below, on the feet and on the head, and in which colours.

It reads and chooses; `garments` and `hats` draw.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from storyreel.tools.generators.previz.chance import number, pick
from storyreel.tools.generators.previz.words import COLOURS, colour_near, first_of, mentions, shade, tokens

__all__ = ["Clothes", "read_clothes"]

_TOPS = (
    ("armour", "armour, armor, chainmail, mail, breastplate, knight, soldier in armour, cuirass"),
    ("gown", "gown, ball gown, evening dress, evening gown, wedding dress, crinoline, corset, queen, princess, bride, duchess"),
    ("dress", "dress, frock, sundress, pinafore, sari, 裙"),
    (
        "robe",
        "robe, robes, habit, cassock, kimono, toga, kaftan, nightgown, dressing gown, bathrobe, vestment, nun, monk, wizard,"
        " friar, 袍",
    ),
    ("hoodie", "hoodie, hooded sweatshirt, sweatshirt"),
    ("sweater", "sweater, jumper, pullover, turtleneck, knit, knitwear, roll neck, cardigan, 毛衣"),
    ("tshirt", "tshirt, t shirt, tee, tank top, vest top, singlet, undershirt"),
    ("overalls", "overalls, dungarees, boiler suit, jumpsuit, coveralls"),
    ("tunic", "tunic, doublet, jerkin, smock, peasant, sentinel, page"),
    ("blouse", "blouse"),
    ("shirt", "shirt, shirtsleeves, 衬衫"),
)
_OVERS = (
    ("cloak", "cloak, cape, mantle, shawl, poncho, 披风"),
    ("coat", "coat, overcoat, trench coat, trenchcoat, greatcoat, raincoat, parka, lab coat, duster, frock coat, tailcoat,"
     " ulster, 大衣, 外套"),
    ("apron", "apron, waitress, cook, chef, baker, maid, housemaid, blacksmith"),
    ("uniform", "uniform, policeman, police officer, constable, officer, soldier, captain, general, sergeant, guard, conductor,"
     " colonel, lieutenant, admiral, 制服"),
    ("suit", "suit, tuxedo, dinner jacket, black tie, three piece, butler, businessman, lawyer, banker, detective, 西装"),
    ("jacket", "jacket, blazer, leather jacket, bomber, sports coat, 夹克"),
    ("waistcoat", "waistcoat, vest, gilet"),
    ("cardigan", "cardigan"),
)  # fmt: skip
_BOTTOMS = (
    ("skirt", "skirt, kilt"),
    ("shorts", "shorts"),
    ("trousers", "trousers, jeans, pants, slacks, breeches, leggings, chinos, corduroys, 裤"),
)
_HATS = (
    ("crown", "crown, king, queen, tiara, diadem, coronet"),
    ("topper", "top hat, stovepipe"),
    ("bowler", "bowler, derby"),
    ("deerstalker", "deerstalker"),
    ("helmet", "helmet, knight, hard hat, sentinel"),
    ("hood", "hood, hooded, cowl, veil, wimple, headscarf, hijab, nun, headdress, bonnet"),
    (
        "cap",
        "cap, flat cap, baseball cap, newsboy, policeman, police officer, constable, chauffeur, conductor, peaked cap, captain",
    ),
    ("straw", "straw hat, sun hat, boater, sunhat, gardener"),
    ("beanie", "beanie, woolly hat, wool hat, knitted hat, beret"),
    ("turban", "turban"),
    ("fedora", "fedora, hat, trilby, cowboy hat, stetson, homburg, 帽"),
)
_ADORN = (
    ("bowtie", "bow tie, bowtie, tuxedo, butler, white tie"),
    ("tie", "tie, necktie, cravat, 领带"),
    ("scarf", "scarf, muffler, neckerchief, 围巾"),
    ("pearls", "pearls, necklace, pendant, locket, jewels, beads"),
    ("collar", "priest, vicar, clergyman, dog collar, clerical, reverend, ruff"),
    ("badge", "badge, medal, medals, brooch, sheriff"),
)
_TOP_COLOURS = (
    0x8C3B3B, 0x3C5A80, 0x4E6E58, 0xC29A4B, 0x6A4C7D, 0xB5653A, 0x2F6F73, 0x9E5470, 0x56616E, 0xD2C3A0, 0x7C8A4A, 0xA8B9C8,
)  # fmt: skip
_OVER_COLOURS = (0x2C3444, 0x4A3A30, 0x3E4A42, 0x5A3036, 0x2A2A2E, 0x55504A, 0x3A3552, 0x6B5A3E)
_BOTTOM_COLOURS = (0x2C3140, 0x3B3530, 0x4A5668, 0x5B5142, 0x26282E, 0x3E4A3C)


@dataclass(frozen=True, kw_only=True)
class Clothes:
    """What is worn.

    Attributes:
        top: shirt, blouse, tshirt, sweater, hoodie, tunic, dress, gown, robe, overalls, armour.
        over: "", jacket, suit, coat, cloak, uniform, waistcoat, cardigan, apron.
        bottom: trousers, shorts, skirt; dress, gown and robe cover it.
        hat: "", or one of those that `hats` draws.
        adorn: "", tie, bowtie, scarf, pearls, collar, badge.
        pattern: "", stripes, checks, dots.
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

    @property
    def long_skirt(self) -> bool:
        """Whether the cloth falls to the ground."""
        return self.top in ("gown", "robe")

    @property
    def skirted(self) -> bool:
        """Whether legs are covered by one piece of cloth."""
        return self.top in ("dress", "gown", "robe") or self.bottom == "skirt"


def read_clothes(who: str, *, sex: str, age: str, salt: tuple[str, int]) -> Clothes:
    """Clothes from the words of an appearance; chance from `salt` for what is not said.

    >>> worn = read_clothes("a man in a dark blue suit and red tie", sex="m", age="adult", salt=("X", 1))
    >>> worn.over, hex(worn.over_rgb), worn.adorn, hex(worn.adorn_rgb)
    ('suit', '0x203b5f', 'tie', '0xb8322f')
    """
    top, over, bottom = first_of(who, _TOPS), first_of(who, _OVERS), first_of(who, _BOTTOMS)
    said_nothing = not (top or over or bottom)
    if said_nothing:
        top, over, bottom = _by_chance(sex, age, salt)
    top = top or ("blouse" if sex == "f" else "shirt")
    over = "" if over is None or (over == "cardigan" and top == "sweater") else over
    bottom = bottom or "trousers"
    hat, adorn = first_of(who, _HATS) or "", first_of(who, _ADORN) or ""
    if not adorn and over == "suit":
        adorn = "tie"
    base = _any_colour(who)
    return Clothes(
        top=top,
        top_rgb=_colour(who, _TOPS, top) or _top_colour(top, over, base, salt),
        over=over,
        over_rgb=_colour(who, _OVERS, over) or _over_colour(who, over, base if not _colour(who, _TOPS, top) else None, salt),
        bottom=bottom,
        bottom_rgb=_bottom_colour(who, bottom, over, salt),
        shoes_rgb=_shoe_colour(who, salt),
        hat=hat,
        hat_rgb=_colour(who, _HATS, hat)
        or {"crown": 0xC9A13B, "helmet": 0x8B929A, "straw": 0xD8BE83}.get(hat, _over_colour(who, over, None, salt)),
        adorn=adorn,
        adorn_rgb=_colour(who, _ADORN, adorn)
        or {"pearls": 0xEDE8DC, "collar": 0xF2EFE8, "badge": 0xC9A13B}.get(adorn, pick(_TOP_COLOURS, *salt, "adorn")),
        pattern=first_of(who, (("stripes", "striped, stripes, pinstripe"), ("checks", "checked, plaid, tartan, tweed, gingham"),
                               ("dots", "polka, dotted, floral, flowered"))) or "",
        short_sleeves=top == "tshirt" or mentions(who, "short sleeves, sleeveless, summer dress, sundress"),
    )  # fmt: skip


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


def _colour(who: str, table: tuple[tuple[str, str], ...], kind: str) -> int | None:
    nouns = (
        {word.strip().split(" ")[-1] for value, words in table if value == kind for word in words.split(",")}
        if kind
        else set[str]()
    )
    # A colour belongs to the cloth named in the same breath.
    for phrase in re.split(r"[,;.]|\band\b|\bwith\b|\bover\b", who):
        plain = tokens(phrase)
        for i, word in enumerate(plain):
            if word in nouns or word.removesuffix("s") in nouns:
                found = colour_near(plain, i, reach=4)
                if found is not None:
                    return found
    return None


def _any_colour(who: str) -> int | None:
    plain = tokens(who)
    for i, word in enumerate(plain):
        if word in ("in", "wearing", "wears", "dressed", "clad", "着", "穿"):
            for j in range(i + 1, min(i + 5, len(plain))):
                after = plain[j + 1] if j + 1 < len(plain) else ""
                if plain[j] in COLOURS and after not in ("hair", "haired", "eyes", "eyed"):
                    return colour_near(plain, j + 1, reach=1)
    return None


def _top_colour(top: str, over: str, base: int | None, salt: tuple[str, int]) -> int:
    if top == "armour":
        return 0x8B929A
    if over in ("suit", "uniform", "waistcoat") or (over in ("jacket", "coat") and number(*salt, "white") < 0.6):
        return 0xE9E6DD
    return base if base is not None else pick(_TOP_COLOURS, *salt, "top")


def _over_colour(who: str, over: str, base: int | None, salt: tuple[str, int]) -> int:
    if mentions(who, "lab coat, doctor, chef, baker, nurse") or over == "apron":
        return 0xE6E3DA
    if mentions(who, "policeman, police officer, constable, captain, butler, tuxedo"):
        return 0x252B3A
    if mentions(who, "soldier, general, sergeant, colonel") and over == "uniform":
        return 0x6B6A45
    if mentions(who, "trench coat, trenchcoat, detective"):
        return COLOURS["camel"]
    return base if base is not None and over else pick(_OVER_COLOURS, *salt, "over")


def _bottom_colour(who: str, bottom: str, over: str, salt: tuple[str, int]) -> int:
    said = _colour(who, _BOTTOMS, bottom)
    if said is not None:
        return said
    if over in ("suit", "uniform"):
        return shade(_colour(who, _OVERS, over) or _over_colour(who, over, _any_colour(who), salt), -0.08)
    return COLOURS["denim"] if mentions(who, "jeans, dungarees, overalls") else pick(_BOTTOM_COLOURS, *salt, "bottom")


def _shoe_colour(who: str, salt: tuple[str, int]) -> int:
    plain = tokens(who)
    for i, word in enumerate(plain):
        if word in ("shoes", "boots", "heels", "slippers", "sandals", "trainers"):
            found = colour_near(plain, i)
            if found is not None:
                return found
    return pick((0x2A2422, 0x3A2A20, 0x1F1F24), *salt, "shoes")
