"""What a Character looks like: body, head, hair and clothes, read from the words of the appearance.

What the words do not say is drawn by chance from the name and the world's seed, so that a Character looks the same in every
shot and unlike the others. Of words that contradict each other those said first count, and `Look.notes` says so; they name the
words that nothing is drawn for as well. This module draws nothing.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from storyreel.film.bank import Character
from storyreel.tools.generators.previz.chance import pick, spread
from storyreel.tools.generators.previz.looks_body import age_group, body_of, head_share, said_years, years_of
from storyreel.tools.generators.previz.looks_hair import beard_of, hair_colour, hair_style
from storyreel.tools.generators.previz.looks_skin import eye_colour, skin_of
from storyreel.tools.generators.previz.looks_text import Note, read_text
from storyreel.tools.generators.previz.looks_unread import unread_words
from storyreel.tools.generators.previz.looks_words import EYES, Age
from storyreel.tools.generators.previz.wardrobe import Clothes, read_clothes
from storyreel.tools.generators.previz.words import first_of, mentions
from storyreel.tools.speech.person import read_person

__all__ = ["Age", "Look", "look_of"]

Sex = Literal["f", "m"]


@dataclass(frozen=True, kw_only=True)
class Look:
    """A Character as drawn.

    Attributes:
        years: About how old they look.
        height_m: Standing height.
        girth: 1.0 is average.
        hair: Colour of hair, brows and beard.
        hair_style: short, crop, parted, curly, ringlets, long, bob, bun, ponytail, braids, afro, spiky, receding, bald.
        beard: "", stubble, moustache, walrus, goatee, whiskers, full, long.
        jaw: -1 narrow and round to 1 broad and square.
        fade: How solid: 1.0, or less for a ghost.
        notes: What was chosen and why: where words contradict each other, or nothing is drawn for them.
    """

    name: str
    sex: Sex
    age: Age
    years: int = 32
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
    scar: bool = False
    tattooed: bool = False
    muscular: bool = False
    leans_on: str = ""
    notes: tuple[Note, ...] = ()

    @property
    def head_m(self) -> float:
        """Height of the head from chin to crown, metres; a child's is large for its body."""
        return self.height_m * head_share(self.years)

    @property
    def stoop(self) -> float:
        """How far an old back leans forward on its feet, radians."""
        return 0.1 * min(1.0, max(0.0, (self.years - 56) / 18))


@lru_cache(maxsize=512)
def look_of(name: str, appearance: str, world: int) -> Look:
    """The Look of a Character: the words first, chance for the rest, the same for name, words and world.

    >>> anna = look_of("ANNA", "a tall old woman, white hair in a bun, red dress, glasses", 7)
    >>> anna.sex, anna.age, anna.hair_style, anna.clothes.top, anna.glasses
    ('f', 'old', 'bun', 'dress', 'round')
    """
    who, salt, words = f"{name}. {appearance}", (name, world), read_text(appearance)
    sex = _sex(name, appearance)
    told, aged = said_years(who, read_text(who))
    age = age_group(who, told)
    years = told if told is not None else years_of(age, salt)
    body = body_of(appearance, words, sex=sex, years=years, salt=salt)
    style, styled = hair_style(appearance, words, sex=sex, age=age, salt=salt)
    beard, bearded = beard_of(appearance, words, sex=sex, age=age, salt=salt)
    hair = hair_colour(appearance, words, years=years, salt=salt)
    male = sex == "m" and age != "child"
    return Look(
        name=name, sex=sex, age=age, years=years, height_m=body.height_m, girth=body.girth,
        skin=skin_of(name, appearance, words, hair, world), hair=hair, hair_style=style, beard=beard,
        eyes=eye_colour(words) or pick(EYES, name, world, "eyes"),
        brow=spread(-1, 1, name, world, "brow"),
        jaw=spread(-0.2, 1, name, world, "jaw") if male else spread(-1, 0, name, world, "jaw"),
        nose=_nose(appearance) * spread(0.85, 1.2, name, world, "nose"),
        eye_size=spread(0.92, 1.12, name, world, "eye") * (1.08 if mentions(appearance, "large eyes, big eyes") else 1.0),
        glasses=_glasses(appearance),
        clothes=read_clothes(appearance, sex=sex, age=age, salt=salt, name=name),
        fade=0.62 if mentions(who, "ghost, spectre, phantom, apparition") else 1.0,
        freckles=mentions(appearance, "freckles, freckled"),
        scar=mentions(appearance, "scar, scarred"),
        tattooed=mentions(appearance, _INKED_FACE),
        muscular=body.muscular,
        leans_on=first_of(appearance, (("crutch", "crutch"), ("cane", "cane, walking stick, staff, walking cane"))) or "",
        notes=_notes((aged, *body.notes, styled, bearded, _tattoos(appearance)), words),
    )  # fmt: skip


def _notes(chosen: tuple[Note, ...], words: tuple[str, ...]) -> tuple[Note, ...]:
    told = tuple(note for note in chosen if note[0])
    unread = unread_words(words)
    return (*told, (f"not drawn: {', '.join(unread)}", "no drawing is known for these words")) if unread else told


_INKED_FACE = (
    "tattooed face, tattooed all over, tattooed head, tattoos on his face, tattoo on her face, facial tattoo, face tattoo"
)


def _tattoos(appearance: str) -> Note:
    """What is said of tattoos that the stage has no drawing for."""
    told = mentions(appearance, "tattoo, tattooed") and not mentions(appearance, _INKED_FACE)
    return ("not drawn: tattoos", "only those of a face are drawn, and none of the rest") if told else ("", "")


def _nose(appearance: str) -> float:
    if mentions(appearance, "enormous nose, huge nose, very large nose, immense nose"):
        return 1.7
    long = mentions(appearance, "hawk nose, hawk like nose, aquiline, hooked nose, high nose, long nose, pointed nose, big nose")
    return 1.25 if long else 1.0


def _sex(name: str, appearance: str) -> Sex:
    """Woman or man as the voices read it, by the same lot where no word tells: who is seen must be who is heard."""
    lot = int.from_bytes(hashlib.sha256(name.casefold().encode("utf-8", "backslashreplace")).digest()[:4])
    return "f" if read_person(Character(name=name, appearance=appearance), fallback=lot).sex == "woman" else "m"


def _glasses(appearance: str) -> str:
    kinds = (
        ("dark", "sunglasses, dark glasses, shades"),
        ("patch", "eyepatch, eye patch, one eye hidden, one eyed"),
        ("monocle", "monocle, quizzing glass, eyeglass"),
        ("round", "glasses, spectacles, bespectacled, pince nez, 眼镜"),
    )
    return first_of(appearance, kinds) or ""
