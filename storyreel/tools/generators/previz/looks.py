"""What a Character looks like: body, head, hair and clothes, read from the words of the appearance.

What the words do not say is drawn by chance from the name and the world's seed, so that a Character looks the same in every
shot and unlike the others. This module draws nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from storyreel.tools.generators.previz.chance import number, pick, spread
from storyreel.tools.generators.previz.wardrobe import Clothes, read_clothes
from storyreel.tools.generators.previz.words import COLOURS, colour_near, first_of, mentions, shade, tokens

__all__ = ["Age", "Look", "look_of"]

Age = Literal["child", "teen", "adult", "old"]
Sex = Literal["f", "m"]


@dataclass(frozen=True, kw_only=True)
class Look:
    """A Character as drawn.

    Attributes:
        height_m: Standing height.
        girth: 1.0 is average.
        hair: Colour of hair, brows and beard.
        hair_style: short, crop, parted, curly, long, bob, bun, ponytail, braids, afro, spiky, receding, bald.
        beard: "", stubble, moustache, goatee, full, long.
        jaw: -1 narrow and round to 1 broad and square.
        fade: How solid: 1.0, or less for a ghost.
    """

    name: str
    sex: Sex
    age: Age
    height_m: float
    girth: float
    skin: int
    hair: int
    hair_style: str
    beard: str
    eyes: int
    brow: float
    jaw: float
    nose: float
    eye_size: float
    glasses: str
    clothes: Clothes
    fade: float = 1.0
    freckles: bool = False

    @property
    def head_m(self) -> float:
        """Height of the head from chin to crown, metres; a child's is large for its body."""
        share = {"child": 0.165, "teen": 0.143, "adult": 0.137, "old": 0.138}[self.age]
        return self.height_m * share


_FEMALE = (
    "woman, girl, lady, female, she, her, mother, mum, mom, grandmother, grandma, granny, wife, widow, daughter, sister, aunt, niece,"
    " queen, princess, duchess, countess, baroness, empress, priestess, actress, waitress, hostess, heroine, witch, nun, maid, bride,"
    " madam, madame, mrs, ms, miss, mme, mademoiselle, señora, señorita, frau, ladyship, housemaid, governess, schoolgirl, 女, 母, 妈, 姐,"
    " 妹, 奶, 姑, 娘, 妻"
)
_MALE = (
    "man, boy, gentleman, male, he, his, father, dad, grandfather, grandpa, husband, widower, son, brother, uncle, nephew, king,"
    " prince, duke, count, baron, emperor, priest, monk, actor, waiter, butler, lord, sir, mr, mister, herr, señor, monsieur, lad,"
    " guy, footman, schoolboy, sergeant, friar, wizard, bearded, beard, moustache, mustache, chap, fellow, policeman, fisherman,"
    " 男, 父, 爸, 哥, 弟, 爷, 叔, 伯"
)
_FEMALE_NAMES = frozenset(
    [
        "alice",
        "amy",
        "ann",
        "anne",
        "beth",
        "carmen",
        "cecily",
        "chloe",
        "claire",
        "clare",
        "daisy",
        "dolly",
        "elizabeth",
        "ellen",
        "emily",
        "emma",
        "esther",
        "eve",
        "faith",
        "gertrude",
        "ginny",
        "grace",
        "gwen",
        "gwendolen",
        "hazel",
        "heather",
        "helen",
        "iris",
        "irene",
        "isabel",
        "ivy",
        "jane",
        "janet",
        "jean",
        "jess",
        "jill",
        "joan",
        "joy",
        "joyce",
        "juliet",
        "june",
        "karen",
        "kate",
        "kay",
        "kim",
        "liz",
        "lucy",
        "lynn",
        "mabel",
        "margaret",
        "margot",
        "mary",
        "maud",
        "may",
        "meg",
        "mei",
        "mercy",
        "nan",
        "nell",
        "nora",
        "norah",
        "olive",
        "pam",
        "pearl",
        "rachel",
        "rose",
        "rosalind",
        "ruth",
        "sarah",
        "sophie",
        "sue",
        "susan",
        "sylvie",
        "viv",
        "yasmin",
        "zoe",
        "fiona",
        "lin",
        "ophelia",
        "kristine",
        "hedda",
    ]
)
_MALE_NAMES = frozenset(
    [
        "luca",
        "joshua",
        "elijah",
        "ezra",
        "isaiah",
        "noah",
        "jonah",
        "nikita",
        "sasha",
        "ilya",
        "misha",
        "kostya",
        "vanya",
        "tuma",
        "hamlet",
        "jack",
        "john",
        "james",
        "jim",
        "joe",
        "tom",
        "tim",
        "bill",
        "bob",
        "algernon",
        "ernest",
        "sherlock",
        "watson",
        "horatio",
        "barnabas",
        "marcellus",
        "bernardo",
        "francisco",
        "claudius",
        "polonius",
        "laertes",
        "macbeth",
        "banquo",
        "duncan",
        "romeo",
        "mercutio",
        "tybalt",
        "iago",
        "cassio",
        "torvald",
        "nils",
        "krogstad",
        "ivan",
        "george",
        "henry",
        "harry",
        "peter",
        "paul",
        "david",
        "daniel",
        "sam",
        "ben",
        "max",
        "leo",
        "hugh",
        "mustafa",
        "moses",
        "dana",
        "akira",
        "krishna",
    ]
)
_AGES: tuple[tuple[Age, str], ...] = (
    ("child", "child, kid, boy, girl, little boy, little girl, toddler, schoolboy, schoolgirl, children, 孩, 童"),
    ("old", "old, elderly, aged, ancient, grandmother, grandfather, grandma, grandpa, granny, wizened, wrinkled, hoary, retired,"
     " white haired, white hair, grey haired, gray haired, silver haired, sixties, seventies, eighties, nineties, 老, 爷, 奶"),
    ("teen", "teen, teenage, teenager, adolescent, youth, lad, 少年, 少女"),
)  # fmt: skip
_SKINS = (0xF1CDB0, 0xE8B98F, 0xDDA77B, 0xC98D62, 0xA9714B, 0x8A5836, 0x6B4128, 0xF3D5BE)
_SKIN_WORDS = (
    (0x6B4128, "black skin, dark skinned, dark skin, ebony, african, dark complexion, nigerian, ethiopian, kenyan, jamaican"),
    (0x9A6440, "brown skin, brown skinned, indian, pakistani, tanned dark, latina, latino, mexican, arab, persian"),
    (0xC98D62, "olive skin, olive skinned, tanned, weathered, swarthy, sunburnt, mediterranean, bronzed"),
    (0xF6DFD2, "pale, fair skin, fair skinned, porcelain, wan, pallid, freckled, freckles, pale skinned, ashen"),
    (0x9DA7B1, "robot, android, cyborg"),
    (0xC4D6DE, "ghost, spectre, phantom, spirit, apparition"),
    (0x8FB37A, "alien, goblin, orc, troll"),
)
_HAIRS = (0x2B211D, 0x3B2A20, 0x5A3A25, 0x7A5230, 0xA57B47, 0xD3AE69, 0x8C3F20, 0x1E1B1E, 0x4A3327)
_OLD_HAIRS = (0xB9B7B4, 0xD8D6D2, 0x8E8C8A, 0xE9E6E0)
_STYLES: tuple[tuple[str, str], ...] = (
    ("bald", "bald, shaved head, hairless, shaven, 光头"),
    ("receding", "balding, receding, thinning hair, thinning"),
    ("bun", "bun, chignon, updo, hair up, pinned up, hair pinned, topknot, tied up"),
    ("ponytail", "ponytail, pony tail, tied back, hair back, pulled back"),
    ("braids", "braid, braided, plait, pigtails, plaits, dreadlocks, cornrows"),
    ("afro", "afro"),
    ("curly", "curly, curls, ringlets, frizzy, wild hair, tousled, unruly, messy hair"),
    ("bob", "bob, bobbed, shoulder length, chin length"),
    (
        "long",
        "long hair, long haired, flowing hair, long dark hair, long black hair, long blonde hair, long brown hair, long red hair, wavy hair, 长发",
    ),
    ("spiky", "spiky, mohawk, punk"),
    ("crop", "crew cut, cropped, buzz cut, close cropped, shaven sides, short cropped, military cut"),
    ("parted", "slicked, slicked back, parted, side parting, neat hair, combed, pomaded"),
    ("short", "short hair, short haired, pixie, 短发"),
)
_BEARDS: tuple[tuple[str, str], ...] = (
    ("", "clean shaven, beardless, cleanshaven"),
    ("long", "long beard, flowing beard, great beard"),
    ("goatee", "goatee, van dyke, pointed beard"),
    ("moustache", "moustache, mustache, whiskers"),
    ("stubble", "stubble, unshaven, stubbled"),
    ("full", "beard, bearded, 胡子, 胡须"),
)
_EYES = (0x5A3B24, 0x3F5B3C, 0x3E6A94, 0x4A3020, 0x6E7F8C, 0x7A5A2E)


@lru_cache(maxsize=512)
def look_of(name: str, appearance: str, world: int) -> Look:
    """The Look of a Character: the words first, chance for the rest, the same for name, words and world.

    >>> anna = look_of("ANNA", "a tall old woman, white hair in a bun, red dress, glasses", 7)
    >>> anna.sex, anna.age, anna.hair_style, anna.clothes.top, anna.glasses
    ('f', 'old', 'bun', 'dress', 'round')
    """
    who = f"{name}. {appearance}"
    sex, age = _sex(name, appearance), _age(who)
    height, girth = _body(who, sex, age, (name, world))
    style = first_of(appearance, _STYLES) or _default_style(sex, age, (name, world))
    return Look(
        name=name,
        sex=sex,
        age=age,
        height_m=height,
        girth=girth,
        skin=first_of(appearance, _SKIN_WORDS) or first_of(name, _SKIN_WORDS) or pick(_SKINS, name, world, "skin"),
        hair=_hair_colour(appearance, age, (name, world)),
        hair_style=style,
        beard=_beard(appearance, sex, age, (name, world)),
        eyes=_eye_colour(appearance) or pick(_EYES, name, world, "eyes"),
        brow=spread(-1, 1, name, world, "brow"),
        jaw=spread(-0.2, 1, name, world, "jaw") if sex == "m" and age != "child" else spread(-1, 0, name, world, "jaw"),
        nose=spread(0.8, 1.25, name, world, "nose"),
        eye_size=spread(0.92, 1.12, name, world, "eye"),
        glasses=_glasses(appearance),
        clothes=read_clothes(who, sex=sex, age=age, salt=(name, world)),
        fade=0.62 if mentions(who, "ghost, spectre, phantom, apparition") else 1.0,
        freckles=mentions(appearance, "freckles, freckled"),
    )


def _sex(name: str, appearance: str) -> Sex:
    for text in (appearance, name):
        female, male = (_first_at(text, words) for words in (_FEMALE, _MALE))
        if female != male:
            return "f" if female < male else "m"
    first = (*(w for w in tokens(name) if len(w) > 1), "")[0]
    if first in _FEMALE_NAMES or first in _MALE_NAMES:
        return "f" if first in _FEMALE_NAMES else "m"
    if first.isascii() and re.search(r"(a|ia|ette|elle|ine|lyn|een)$", first):
        return "f"
    return "m" if number(name, "sex") < 0.6 or re.search(r"(o|us|or|er|ard|bert|k)$", first) else "f"


def _first_at(text: str, words: str) -> int:
    plain = tokens(text)
    singles = {w.strip() for w in words.split(",")}
    return next((i for i, w in enumerate(plain) if w in singles), 10_000)


def _age(who: str) -> Age:
    years = re.search(r"\b(\d{1,3})(?!\d)\s*(?:years?|yrs?|s\b|,|\.|$|-year|岁)?", who)
    if years and 2 < int(years[1]) < 110:
        n = int(years[1])
        return "child" if n < 13 else "teen" if n < 18 else "adult" if n < 60 else "old"
    grown = mentions(who, "woman, man, adult, twenties, thirties, forties, fifties, middle aged, young woman, young man")
    found = first_of(who, _AGES)
    if found == "child" and grown:
        return "adult"
    return found or "adult"


def _body(who: str, sex: Sex, age: Age, salt: tuple[str, int]) -> tuple[float, float]:
    base = {"child": 1.24, "teen": 1.6, "adult": 1.77, "old": 1.7}[age] - (0.11 if sex == "f" and age != "child" else 0)
    height = base + spread(-0.05, 0.05, *salt, "height")
    height += 0.11 if mentions(who, "tall, towering, lanky, giant, huge, 高") else 0.0
    height -= 0.1 if mentions(who, "short man, short woman, small, tiny, petite, short stature, diminutive, dwarf, 矮") else 0.0
    girth = spread(0.93, 1.08, *salt, "girth")
    if mentions(who, "fat, stout, plump, heavy, portly, rotund, burly, obese, stocky, large, broad, round, muscular, 胖"):
        girth = spread(1.2, 1.34, *salt, "girth")
    elif mentions(who, "thin, slim, slender, skinny, gaunt, lean, wiry, bony, lanky, frail, willowy, 瘦"):
        girth = spread(0.8, 0.88, *salt, "girth")
    return height, girth


def _default_style(sex: Sex, age: Age, salt: tuple[str, int]) -> str:
    if sex == "f":
        return pick(
            ("bun", "bun", "bob", "curly") if age == "old" else ("long", "bob", "ponytail", "curly", "bun", "long"),
            *salt,
            "style",
        )
    if age == "old":
        return pick(("receding", "short", "parted", "bald"), *salt, "style")
    return pick(("short", "parted", "curly", "crop", "short", "spiky" if age == "teen" else "parted"), *salt, "style")


def _hair_colour(appearance: str, age: Age, salt: tuple[str, int]) -> int:
    plain = tokens(appearance)
    for i, word in enumerate(plain):
        if word in ("hair", "haired", "curls", "bun", "ponytail", "braid", "braids", "beard", "bob", "locks", "发"):
            colour = colour_near(plain, i, reach=4)
            if colour is not None:
                return 0xC08A3E if "golden" in plain[:i] else 0x97452A if colour == COLOURS["red"] else colour
    if mentions(appearance, "blond, blonde, fair haired"):
        return COLOURS["blonde"]
    if mentions(appearance, "redhead, ginger, auburn"):
        return COLOURS["auburn"]
    if mentions(appearance, "brunette"):
        return COLOURS["brown"]
    return pick(_OLD_HAIRS if age == "old" else _HAIRS, *salt, "hair")


def _beard(appearance: str, sex: Sex, age: Age, salt: tuple[str, int]) -> str:
    if sex == "f" or age in ("child", "teen"):
        return ""
    found = first_of(appearance, _BEARDS)
    if found is not None:
        return found
    if len(tokens(appearance)) > 5:
        return ""
    return pick(("", "", "", "", "stubble", "moustache", "full"), *salt, "beard")


def _eye_colour(appearance: str) -> int | None:
    plain = tokens(appearance)
    for i, word in enumerate(plain):
        if word in ("eyes", "eyed"):
            found = colour_near(plain, i, reach=2)
            if found is not None:
                return shade(found, -0.15)
    return None


def _glasses(appearance: str) -> str:
    kinds = (
        ("dark", "sunglasses, dark glasses, shades"),
        ("patch", "eyepatch, eye patch"),
        ("monocle", "monocle"),
        ("round", "glasses, spectacles, bespectacled, pince nez, 眼镜"),
    )
    return first_of(appearance, kinds) or ""
