"""Woman or man, child, young, adult or old: read from the words for a Character, their name, or, failing both, by lot.

It reads English words, and a few of other languages; whom nothing describes gets a kind by name alone, and the reason says so.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from storyreel.film.bank import Character

__all__ = ["Age", "Person", "Sex", "read_person"]

Sex = Literal["woman", "man"]
Age = Literal["child", "young", "adult", "old"]


class Person(NamedTuple):
    """The kind of voice, and why."""

    sex: Sex
    age: Age
    reason: str


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_WOMAN_WORDS = _set(
    "woman women female girl she her hers herself lady mother mum mom mama grandmother grandma granny aunt sister daughter wife"
    " widow queen princess duchess countess waitress actress nun niece bride maid hostess witch goddess schoolgirl girlfriend"
    " mrs miss ms madam madame mademoiselle señora señorita frau nurse mlle mme"
)
_MAN_WORDS = _set(
    "man men male boy he him his himself gentleman father dad daddy papa grandfather grandpa uncle brother son husband widower"
    " king prince duke count lord waiter actor monk nephew groom butler host wizard god schoolboy boyfriend lad guy fellow beard"
    " bearded moustache mustache mr mister sir señor monsieur herr"
)
_OTHER_SCRIPTS = (("woman", "女妈姐妹婆娘娥她"), ("man", "男爸哥弟爷公叔他"))
_CHILD_WORDS = _set("child kid boy girl toddler schoolboy schoolgirl infant tween")
_YOUNG_WORDS = _set("young youth youthful teenage teenager teen teens student adolescent twenties")
_OLD_WORDS = _set(
    "old elderly aged ancient grandmother grandma granny grandfather grandpa retired wrinkled sixties seventies eighties nineties"
    " sixty seventy eighty ninety"
)
# Common given names, where nothing else tells.
_WOMEN = _set(
    "ada agnes alice amelia amy ana anna anne annie aria beatrice bella betty carla carmen caroline catherine cecily charlotte"
    " chen chloe clara claire daisy diana dorothy elena eleanor eliza elizabeth ella ellen elsa emily emma esther eva eve fatima"
    " flora florence gertrude grace greta gwendolen hannah hedda helen ida inez irene iris isabel ivy jane jean jenny joan judith"
    " julia juliet kate katherine laura leila lena lily linda lisa louise lucy lydia mabel margaret maria marie martha mary maya"
    " mei mia mina miranda molly nadia nancy nell nina nora olga olivia ophelia pearl rachel rebecca rosa rosalind rose ruth"
    " rosie sara sarah sofia sonia sophia sophie stella susan sylvia tess vera victoria viola violet wendy xena yuki zoe"
)
_MEN = _set(
    "adam ahmed alan albert alex alexander alfred algernon ali andrew anton antonio arthur ben benjamin bernard bill bob boris"
    " brian bruno carl carlos charles charlie christopher daniel david dmitri don edgar edmund edward eric ernest felix francis"
    " frank fred george gerald gregory hamlet hans harold harry henry horatio hugo ian igor ivan jack jacob james jan jason jim"
    " joe john jonah jonathan jorge joseph juan julian karl kenji kevin lane laurence leo leon leonard liam louis lucas luis luke"
    " macbeth marco marcus mark martin max michael miguel mike mohammed nathan nicholas nick nikolai noah oliver oscar otto"
    " owen pablo patrick paul pedro peter philip pierre ralph ray richard robert robin roger roland romeo ronald rudolf samuel"
    " sergei sherlock simon stanley stephen steve steven theo theodore thomas tim tom tony torvald victor vincent viktor walter"
    " watson wilhelm william yusuf"
)
_AGE = re.compile(r"(\d{1,3})[\s-]*(?:years?|yrs?|岁|歳)|\bage[d]?:?\s*(\d{1,3})\b")
_TENS = {"thirties": 35, "forties": 45, "fifties": 55}


def read_person(character: Character, *, fallback: int) -> Person:
    """The kind of voice that fits a Character; `fallback` decides where no word does (even is a woman).

    >>> read_person(Character(name="TOM", appearance="a boy of nine"), fallback=0)[:2]
    ('man', 'child')
    """
    described = f"{character.appearance} {character.profile}".lower()
    named = " ".join((character.name, *character.aliases)).lower()
    sex, why = _sex(described, named, fallback)
    age, how = _age(described, named)
    kind = f"{age} {sex}" if age != "child" else "girl" if sex == "woman" else "boy"
    return Person(sex, age, f"{kind}, {why}{how}")


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text)


def _sex(described: str, named: str, fallback: int) -> tuple[Sex, str]:
    for text, where in ((described, "in the description"), (named, "in the name")):
        for word in _words(text):
            if word in _WOMAN_WORDS:
                return "woman", f"by {word!r} {where}"
            if word in _MAN_WORDS:
                return "man", f"by {word!r} {where}"
        for sex, letters in _OTHER_SCRIPTS:
            found = next((letter for letter in text if letter in letters), "")
            if found:
                return ("woman" if sex == "woman" else "man"), f"by {found!r} {where}"
    for word in _words(named):
        if word in _WOMEN or word in _MEN:
            return ("woman" if word in _WOMEN else "man"), f"by the given name {word.capitalize()}"
    return ("man" if fallback % 2 else "woman"), "by lot: no word tells"


def _age(described: str, named: str) -> tuple[Age, str]:
    found = _AGE.search(described)
    words = _words(described) + _words(named)
    years = int(next(group for group in found.groups() if group)) if found else None
    if years is None:
        years = next((_TENS[word] for word in words if word in _TENS), None)
    if years is not None:
        kind: Age = "child" if years < 14 else "young" if years < 30 else "adult" if years < 60 else "old"
        return kind, f", aged about {years}"
    for kinds, kind_word in ((_OLD_WORDS, "old"), (_YOUNG_WORDS, "young"), (_CHILD_WORDS, "child")):
        word = next((word for word in words if word in kinds), "")
        if word:
            return _named_age(kind_word), f", {kind_word} by {word!r}"
    if any(letter in described for letter in "老婆爷"):
        return "old", ""
    return ("child", "") if any(letter in described for letter in "孩童") else ("adult", "")


def _named_age(word: str) -> Age:
    return "old" if word == "old" else "young" if word == "young" else "child"
