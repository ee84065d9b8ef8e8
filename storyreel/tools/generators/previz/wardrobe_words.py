"""The words for clothes: what they name, where it is worn, and what a calling has somebody wear. Nothing is read here."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from storyreel.tools.generators.previz.looks_text import Text

__all__ = ["CALLINGS", "Named", "garments_in", "lexicon_words", "rank", "thing_words"]


class Named(NamedTuple):
    """A garment that words name: its slot and kind, and the words (first to last, without it) that name it."""

    slot: str
    kind: str
    first: int
    last: int


# The kinds of a slot stand in the order in which one is preferred where several are named.
_GARMENTS: dict[str, tuple[tuple[str, str], ...]] = {
    "top": (
        ("armour", "armour, armor, chainmail, coat of mail, breastplate, cuirass"),
        ("gown", "gown, ball gown, evening gown, evening dress, wedding dress, bridal gown, crinoline, corset"),
        ("robe", "robe, robes, habit, cassock, kimono, toga, kaftan, caftan, nightgown, nightshirt, dressing gown, bathrobe,"
         " vestment, gaberdine, flannel gown, 袍"),
        ("dress", "dress, frock, sundress, pinafore, sari, dresses, 裙"),
        ("hoodie", "hoodie, hooded sweatshirt, sweatshirt"),
        ("sweater", "sweater, jumper, pullover, turtleneck, knit, knitwear, roll neck, jersey, 毛衣"),
        ("tshirt", "tshirt, t shirt, tee, tank top, vest top, singlet, undershirt"),
        ("overalls", "overalls, dungarees, boiler suit, jumpsuit, coveralls"),
        ("tunic", "tunic, doublet, jerkin, smock, hunting shirt, buckskins"),
        ("blouse", "blouse, bodice, chemise"),
        ("shirt", "shirt, shirtsleeves, 衬衫"),
    ),
    "over": (
        ("cloak", "cloak, cape, mantle, shawl, poncho, wrapped in fur, wrapped in furs, in furs, 披风"),
        ("coat", "coat, overcoat, trench coat, trenchcoat, greatcoat, raincoat, parka, lab coat, duster, frock coat, tail coat,"
         " tailcoat, dress coat, surtout, redingote, ulster, pea coat, 大衣, 外套"),
        ("apron", "apron"),
        ("uniform", "uniform, 制服"),
        ("suit", "suit, tuxedo, dinner jacket, black tie, three piece, 西装"),
        ("jacket", "jacket, blazer, leather jacket, bomber, sports coat, pea jacket, monkey jacket, 夹克"),
        ("waistcoat", "waistcoat, vest, gilet"),
        ("cardigan", "cardigan"),
    ),
    "bottom": (
        ("skirt", "skirt, kilt, petticoat"),
        ("shorts", "shorts"),
        ("trousers", "trousers, jeans, pants, slacks, breeches, leggings, chinos, corduroys, tights, hose, knickerbockers, 裤"),
    ),
    "hat": (
        ("crown", "crown, tiara, diadem, coronet, circlet"),
        ("topper", "top hat, stovepipe, beaver hat, tall hat, silk hat"),
        ("bowler", "bowler, derby"),
        ("deerstalker", "deerstalker, ear flapped cap"),
        ("helmet", "helmet, hard hat, helm"),
        ("tricorn", "tricorn, tricorne, three cornered hat, cocked hat, laced hat, bicorne, pirate hat"),
        ("nightcap", "nightcap, night cap, sleeping cap, tasselled cap"),
        ("mobcap", "mob cap, mobcap, frilled cap, white cap, lace cap"),
        ("bonnet", "bonnet, sunbonnet, sun bonnet, poke bonnet"),
        ("veil", "veil, bridal veil"),
        ("hood", "hood, hooded, cowl, wimple, headscarf, hijab, headdress, shawl about head, shawl over head, kerchief on head"),
        ("fur", "cap of skins, fur cap, fur hat, skin cap, ushanka, shako"),
        ("cap", "cap, flat cap, baseball cap, newsboy, peaked cap, cloth cap"),
        ("straw", "straw hat, sun hat, boater, sunhat, sailor hat"),
        ("beanie", "beanie, woolly hat, wool hat, knitted hat, beret, fez"),
        ("turban", "turban"),
        ("wide", "wide hat, broad hat, wide brimmed hat, broad brimmed hat, slouch hat, slouched hat, cowboy hat,"
         " stetson, sombrero,"
         " plumed hat, feathered hat, hat slouched, cavalier hat"),
        ("fedora", "fedora, hat, trilby, homburg, 帽"),
    ),
    "adorn": (
        ("bowtie", "bow tie, bowtie, white tie"),
        ("tie", "tie, necktie, cravat, neckcloth, 领带"),
        ("scarf", "scarf, muffler, neckerchief, handkerchief, comforter, rag round neck, flannel rag, 围巾"),
        ("pearls", "pearls, string of pearls, necklace, pendant, locket, jewels, beads"),
        ("collar", "dog collar, clerical collar, shirt collar, ruff, ruffle"),
        ("sash", "sash, baldric, bandolier"),
        ("badge", "badge, medal, medals, brooch"),
    ),
    "shoes": (("shoes", "shoes, boots, heels, slippers, sandals, trainers"),),
}  # fmt: skip

CALLINGS: dict[str, tuple[tuple[str, str], ...]] = {
    "top": (
        ("armour", "knight, man at arms"),
        ("gown", "queen, princess, bride, duchess, countess"),
        ("robe", "nun, monk, wizard, friar, sorcerer, hermit"),
        ("tunic", "peasant, sentinel, page"),
    ),
    "over": (
        ("apron", "waitress, cook, chef, baker, maid, housemaid, blacksmith"),
        ("uniform", "policeman, police officer, constable, officer, soldier, captain, general, sergeant, guard,"
         " conductor, colonel,"
         " lieutenant, admiral"),
        ("suit", "butler, businessman, lawyer, banker, detective"),
    ),
    "hat": (
        ("crown", "king, queen"),
        ("helmet", "knight, sentinel"),
        ("hood", "nun"),
        ("cap", "policeman, police officer, constable, chauffeur, conductor, captain"),
        ("straw", "gardener"),
    ),
    "adorn": (("bowtie", "butler, tuxedo"), ("collar", "priest, vicar, clergyman, reverend"), ("badge", "sheriff")),
}  # fmt: skip
"""What is worn by calling, where the words name nothing in that slot."""


@lru_cache(maxsize=1)
def _lexicon() -> dict[Text, tuple[str, str]]:
    out: dict[Text, tuple[str, str]] = {}
    for slot, kinds in _GARMENTS.items():
        for kind, phrases in kinds:
            for phrase in phrases.split(","):
                out.setdefault(tuple(phrase.split()), (slot, kind))
    return out


@lru_cache(maxsize=1)
def thing_words() -> frozenset[str]:
    """The last words of all that is worn: what an adjective before them is said of."""
    words = {phrase[-1] for phrase in _lexicon()}
    return frozenset(words | {word + "s" for word in words if not word.endswith("s")})


def garments_in(words: Text) -> list[Named]:
    """What words name, the longest name first at each place; a plural counts.

    >>> [(n.slot, n.kind) for n in garments_in(("a", "frock", "coat", "and", "boots"))]
    [('over', 'coat'), ('shoes', 'shoes')]
    """
    found: list[Named] = []
    i = 0
    while i < len(words):
        named = next((n for size in (4, 3, 2, 1) if (n := _at(words, i, size)) is not None), None)
        if named is not None:
            found.append(named)
        i = named.last if named is not None else i + 1
    return found


def _at(words: Text, i: int, size: int) -> Named | None:
    if i + size > len(words):
        return None
    phrase = words[i : i + size]
    for last in (phrase[-1], phrase[-1].removesuffix("s"), phrase[-1].removesuffix("es")):
        known = _lexicon().get((*phrase[:-1], last))
        if known is not None:
            return Named(*known, i, i + size)
    return None


def rank(slot: str, kind: str) -> int:
    """How early a kind is preferred in its slot."""
    return next((i for i, (known, _) in enumerate(_GARMENTS[slot]) if known == kind), 99)


def lexicon_words() -> frozenset[str]:
    """Every word that names something worn."""
    return frozenset(word for phrase in _lexicon() for word in phrase)
