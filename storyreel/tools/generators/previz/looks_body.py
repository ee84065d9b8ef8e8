"""Age in years, height and build from the words of an appearance, and what in them contradicts itself. Draws nothing."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from storyreel.tools.generators.previz.chance import spread
from storyreel.tools.generators.previz.looks_text import NOTHING, PERSONS, Note, Text, at_once, of_person, whole_number
from storyreel.tools.generators.previz.looks_words import AGES, Age
from storyreel.tools.generators.previz.stature import LOWEST_M, TALLEST_M, stature
from storyreel.tools.generators.previz.wardrobe_words import thing_words
from storyreel.tools.generators.previz.words import first_of, listed, mentions

__all__ = ["Body", "age_group", "body_of", "head_share", "said_years", "years_of"]

_GROWTH = ((0, 0.55), (2, 0.87), (5, 1.1), (8, 1.28), (11, 1.43), (13, 1.55), (15, 1.67), (18, 1.77), (60, 1.77), (90, 1.68))
_HEADS = ((0, 0.25), (3, 0.212), (5, 0.197), (8, 0.178), (11, 0.163), (14, 0.148), (17, 0.138), (18, 0.137))
_YEARS_OF: dict[Age, int] = {"child": 9, "teen": 16, "adult": 32, "old": 71}
KINDS = (
    (3, "toddler, baby, infant"), (6, "little girl, little boy, small boy, small girl, tiny child, little child"),
    (82, "very old, ancient, wizened, decrepit"), (49, "middle aged, in middle age, in middle life"),
    (64, "elderly, retired, grey haired, gray haired, grandmother, grandma, grandfather, grandpa, granny"),
    (23, "young woman, young man, young lady, twenties, young"),
)  # fmt: skip
DECADES = {w: n for n, w in enumerate(listed("twenties thirties forties fifties sixties seventies eighties nineties"), 2)}
TALL = {"tall": 1, "towering": 2, "lanky": 1, "giant": 3, "gigantic": 3, "huge": 2, "leggy": 1, "高": 1}
SHORT = {
    "short": -1,
    "small": -1,
    "tiny": -2,
    "petite": -1,
    "little": -1,
    "diminutive": -2,
    "dwarfish": -3,
    "dwarf": -3,
    "矮": -1,
}
FAT = frozenset(
    listed(
        "fat stout stoutish plump heavy heavily portly rotund burly obese stocky large broad broader chested muscular"
        " thickset big corpulent squat massive sturdy full chubby hefty bulky brawny strong powerful mighty sinewy 胖"
    )
)
MUSCLE = frozenset(listed("muscular athletic strong powerful mighty brawny broad chested sturdy burly thickset sinewy massive"))
THIN = frozenset(
    listed(
        "thin slim slender skinny gaunt lean wiry bony lanky frail willowy slight spare lank shrivelled withered"
        " emaciated cadaverous meagre scrawny 瘦"
    )
)
_AFTER_AGE = frozenset(listed(", . ; : or years year yrs old who with and in to whose but from at s"))
_BEFORE_AGE = frozenset(listed("of aged age about nearly over past barely only almost on is around turning"))


class Body(NamedTuple):
    """Height in metres, girth (1.0 is average), whether it is muscle, and what was chosen where words contradict each other."""

    height_m: float
    girth: float
    muscular: bool
    notes: tuple[Note, ...]


def said_years(who: str, words: Text) -> tuple[int | None, Note]:
    """The age that words tell, and the note of a contradiction (empty for none).

    >>> from storyreel.tools.generators.previz.looks_text import read_text
    >>> [said_years(t, read_text(t))[0] for t in ("a man of fifty-eight", "a girl, 16", "in her sixties", "two coats")]
    [58, 16, 65, None]
    """
    exact = _numbered(words)
    kinds = [(years, named) for years, named in KINDS if mentions(who, named)]
    young = next((w for w, n in enumerate(words) if n == "young" and of_person(words, w, thing_words())), None)
    old = next((w for w, n in enumerate(words) if n in ("old", "elderly") and of_person(words, w, thing_words())), None)
    note = NOTHING
    if young is not None and old is not None and exact is None:
        first = "young" if young < old else "old"
        note = at_once(first, "old" if first == "young" else "young")
        return (23 if first == "young" else 71), note
    if exact is not None:
        return exact, note
    decade = next((i for i, w in enumerate(words) if w in DECADES), None)
    if decade is not None:
        part = {"early": 2, "late": 8, "mid": 5}.get(words[decade - 1] if decade else "", 5)
        return DECADES[words[decade]] * 10 + part, note
    if old is not None and not any(years >= 80 for years, _ in kinds):
        return 71, note
    if kinds:
        return kinds[0][0], note
    return None, note


def _numbered(words: Text) -> int | None:
    for i in range(len(words)):
        read = whole_number(words, i)
        if read is None:
            continue
        years, size = read
        before, after = words[i - 1] if i else ",", words[i + size] if i + size < len(words) else "."
        if (words[i].isdigit() and after == "years") or after == "岁":
            return years if 0 < years < 115 else None
        told = before in _BEFORE_AGE or before in PERSONS or (before == "," and words[i].isdigit())
        if told and after in _AFTER_AGE and 0 < years < 115:
            return years
        if after == "year" and 0 < years < 115:
            return years
    return None


def age_group(who: str, years: int | None) -> Age:
    """Child, teen, adult or old.

    >>> age_group("", 12), age_group("", 40), age_group("an elderly lady", None)
    ('child', 'adult', 'old')
    """
    if years is not None:
        return "child" if years < 13 else "teen" if years < 18 else "adult" if years < 60 else "old"
    grown = mentions(who, "woman, man, adult, twenties, thirties, forties, fifties, middle aged, young woman, young man")
    found = first_of(who, AGES)
    return "adult" if found is None or (found == "child" and grown) else found


def years_of(age: Age, salt: tuple[str, int]) -> int:
    """The years of somebody of whom only the group is known."""
    usual = _YEARS_OF[age]
    return round(usual + spread(-1.5, 1.5, *salt, "years") * (1 if usual < 20 else 4))


def head_share(years: int) -> float:
    """Height of the head from chin to crown as a part of all: a child's is large for its body.

    >>> head_share(5) > head_share(11) > head_share(30)
    True
    """
    return _between(_HEADS, years)


def body_of(who: str, words: Text, *, sex: str, years: int, salt: tuple[str, int]) -> Body:
    """Height and build: what is said in metres or feet, else by words, else by age, sex and chance."""
    notes: list[Note] = []
    base = _between(_GROWTH, years)
    if sex == "f":
        base -= 0.11 * min(1.0, max(0.0, (years - 12) / 6))
    height = base * (1 + spread(-0.03, 0.03, *salt, "height"))
    steps = _steps(words, notes)
    height += {-3: -0.4, -2: -0.19, -1: -0.11, 0: 0.0, 1: 0.1, 2: 0.17, 3: 0.32}[max(-3, min(3, steps))] * base / 1.77
    said = stature(who)[0]
    if said is not None:
        height = max(LOWEST_M, min(TALLEST_M, said))
    girth = _girth(words, notes, salt) + _filling_out(years)
    return Body(height, girth, any(w in MUSCLE and _built(words, i) for i, w in enumerate(words)), tuple(notes))


def _steps(words: Text, notes: list[Note]) -> int:
    """How tall or short the words say, in steps; of both the first counts."""
    found: list[tuple[int, str, int]] = []
    for i, word in enumerate(words):
        step = TALL.get(word, 0) or SHORT.get(word, 0)
        person = of_person(words, i, thing_words()) and not _clothed(words, i)
        if step and person and not (word in ("little", "small") and words[i + 1 : i + 2] in (("girl",), ("boy",), ("child",))):
            more = words[i - 1] if i else ""
            found.append((i, word, step * 2 if more in ("very", "extremely", "exceptionally") else step))
    if not found:
        return 0
    other = next((w for _, w, step in found if step * found[0][2] < 0), None)
    if other is not None:
        notes.append(at_once(found[0][1], other))
        return found[0][2]
    return max((step for _, _, step in found), key=abs)


def _clothed(words: Text, i: int) -> bool:
    """Whether a word stands right in what is said of clothes ("in a very short, tight dress")."""
    return any(word in ("in", "wearing", "wears") for word in words[max(0, i - 3) : i])


def _girth(words: Text, notes: list[Note], salt: tuple[str, int]) -> float:
    fat = next((i for i, w in enumerate(words) if w in FAT and _built(words, i)), None)
    thin = next((i for i, w in enumerate(words) if w in THIN and _built(words, i)), None)
    if "belly" in words or "paunch" in words or "pot" in words:
        fat = words.index("belly") if "belly" in words else fat
        thin = None
    if fat is not None and thin is not None and words[fat] in MUSCLE:
        fat = None  # lean and muscular is no contradiction
    if fat is not None and thin is not None:
        first = min(fat, thin)
        notes.append(at_once(words[first], words[max(fat, thin)]))
        fat, thin = (fat, None) if fat < thin else (None, thin)
    if fat is not None:
        very = words[fat - 1] in ("very", "immensely", "enormously") if fat else False
        return spread(1.4, 1.5, *salt, "girth") if very else spread(1.2, 1.34, *salt, "girth")
    if thin is not None:
        return spread(0.78, 0.86, *salt, "girth")
    return spread(0.93, 1.06, *salt, "girth")


def _filling_out(years: int) -> float:
    """How much stouter than a young adult: the half-grown are slight, the middle-aged are not."""
    return -0.08 if 13 <= years < 18 else 0.11 * min(1.0, max(0.0, (years - 36) / 12)) * (1.0 if years < 70 else 0.3)


def _built(words: Text, i: int) -> bool:
    return of_person(words, i, thing_words()) and not _clothed(words, i)


def _between(curve: tuple[tuple[float, float], ...], at: float) -> float:
    for (x0, y0), (x1, y1) in pairwise(curve):
        if at <= x1:
            return y0 + (y1 - y0) * max(0.0, at - x0) / (x1 - x0)
    return curve[-1][1]
