"""What a Character looks like: body, head, hair and clothes, read from the words of the appearance.

What the words do not say is drawn by chance from the name and the world's seed, so that a Character looks the same in every
shot and unlike the others. This module draws nothing.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from storyreel.film.bank import Character
from storyreel.tools.generators.previz.chance import pick, spread
from storyreel.tools.generators.previz.looks_words import (
    AGES,
    BEARDS,
    EYES,
    FAIR_SKINS,
    HAIRS,
    OLD_HAIRS,
    SKIN_WORDS,
    SKINS,
    STYLES,
    Age,
)
from storyreel.tools.generators.previz.wardrobe import Clothes, read_clothes
from storyreel.tools.generators.previz.words import COLOURS, colour_near, first_of, mentions, shade, tokens
from storyreel.tools.speech.person import read_person

__all__ = ["Age", "Look", "look_of"]

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
    hair = _hair_colour(appearance, age, (name, world))
    style = first_of(appearance, STYLES) or _default_style(sex, age, (name, world))
    return Look(
        name=name,
        sex=sex,
        age=age,
        height_m=height,
        girth=girth,
        skin=_skin(name, appearance, world, hair),
        hair=hair,
        hair_style=style,
        beard=_beard(appearance, sex, age, (name, world)),
        eyes=_eye_colour(appearance) or pick(EYES, name, world, "eyes"),
        brow=spread(-1, 1, name, world, "brow"),
        jaw=spread(-0.2, 1, name, world, "jaw") if sex == "m" and age != "child" else spread(-1, 0, name, world, "jaw"),
        nose=spread(0.8, 1.25, name, world, "nose"),
        eye_size=spread(0.92, 1.12, name, world, "eye"),
        glasses=_glasses(appearance),
        clothes=read_clothes(who, sex=sex, age=age, salt=(name, world)),
        fade=0.62 if mentions(who, "ghost, spectre, phantom, apparition") else 1.0,
        freckles=mentions(appearance, "freckles, freckled"),
    )


def _skin(name: str, appearance: str, world: int, hair: int) -> int:
    said = first_of(appearance, SKIN_WORDS) or first_of(name, SKIN_WORDS)
    if said is not None:
        return said
    fair = mentions(
        appearance, "blond, blonde, auburn, ginger, redhead, red hair, red haired, sandy, chestnut, fair, blue eyes, blue eyed"
    )
    tones = FAIR_SKINS if fair else SKINS
    # Hair that is nearly the colour of the skin would leave a head without a shape.
    clear = [tone for tone in tones if _apart(tone, hair) > 60] or list(tones)
    return pick(clear, name, world, "skin")


def _apart(a: int, b: int) -> float:
    return sum(((a >> s & 255) - (b >> s & 255)) ** 2 for s in (0, 8, 16)) ** 0.5


def _sex(name: str, appearance: str) -> Sex:
    """Woman or man as the voices read it, by the same lot where no word tells: who is seen must be who is heard."""
    lot = int.from_bytes(hashlib.sha256(name.casefold().encode("utf-8", "backslashreplace")).digest()[:4])
    return "f" if read_person(Character(name=name, appearance=appearance), fallback=lot).sex == "woman" else "m"


def _age(who: str) -> Age:
    years = re.search(r"\b(\d{1,3})(?!\d)\s*(?:years?|yrs?|s\b|,|\.|$|-year|岁)?", who)
    if years and 2 < int(years[1]) < 110:
        n = int(years[1])
        return "child" if n < 13 else "teen" if n < 18 else "adult" if n < 60 else "old"
    grown = mentions(who, "woman, man, adult, twenties, thirties, forties, fifties, middle aged, young woman, young man")
    found = first_of(who, AGES)
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
    return pick(OLD_HAIRS if age == "old" else HAIRS, *salt, "hair")


def _beard(appearance: str, sex: Sex, age: Age, salt: tuple[str, int]) -> str:
    if sex == "f" or age in ("child", "teen"):
        return ""
    found = first_of(appearance, BEARDS)
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
