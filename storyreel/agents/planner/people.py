"""Who a story is about, where no Bank says so: people who are introduced by name, and names that come back.

English prose only, by its capitals: a name is a capitalised word that stands amid a sentence or does something, more than once,
and not after a preposition of place. What the story says on introducing somebody ("a young woman called Ines") becomes the
profile. Whom it cannot tell from a place it leaves out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from storyreel.film.bank import Character

__all__ = ["people_of"]


def _table(words: str) -> frozenset[str]:
    return frozenset(words.split())


_NAME = r"[A-Z][\w'’-]*[a-z](?:\s+[A-Z][\w'’-]*[a-z])?"
_INTRODUCED = re.compile(rf"\b((?i:an?|the|her|his|their)\s+(?:[a-z][\w-]*\s+){{1,4}}?)(?:named|called)\s+({_NAME})")
_WORD = re.compile(r"(?<![\w'’-])[A-Z][\w-]*[a-z](?:['’]s)?(?![\w-])")
_THINGS = _table(
    "ship boat village town city island street bar cafe café inn pub house place planet country book song film game company"
    " river mountain valley farm hotel school restaurant shop band club star project machine drug disease"
)
_PLACED = re.compile(
    r"\b(?i:in|at|from|of|off|near|to|into|toward|towards|outside|across|over|around|through|leaves?|reach(?:es)?)\s+$"
)
_NOT_NAMES = _table(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september"
    " october november december christmas easter god heaven english french german spanish italian american british chinese"
    " japanese russian european african indian greek roman i the a an he she it they we you his her its their our my this"
    " that these those there here when while then now but and or so yet if as in on at by for from with without after before"
    " until once one two three no not nothing nobody everyone everybody all both each some many most outside inside together"
    " later meanwhile suddenly finally slowly soon still only just even today tomorrow yesterday who what where why how"
)
_DOES = re.compile(r"\s+(?:(?:slowly|quickly|quietly|never|always|then|also)\s+)?(?:is|was|has|had|does|did|[a-z]{2,}(?:s|ed))\b")


def people_of(story: str, known: Iterable[str] = ()) -> tuple[Character, ...]:
    """The people whom a story names, in order, those in `known` left out.

    >>> [(one.name, one.profile) for one in people_of("A keeper named Tomas wakes. In Vigo, Ines waits. Tomas meets Ines.")]
    [('Tomas', 'a keeper'), ('Ines', '')]
    """
    taken = {word.casefold() for name in known for word in (name, *name.split())}
    profiles: dict[str, str] = {}
    things: set[str] = set()
    for hit in _INTRODUCED.finditer(story):
        words = hit[1].split()
        if words[-1].casefold() in _THINGS:
            things.update(word.casefold() for word in hit[2].split())
        else:
            profiles.setdefault(hit[2], " ".join(words).lower())
    for name in _recurring(story):
        if not any(name in full.split() for full in profiles):
            profiles.setdefault(name, "")
    order = sorted(profiles, key=story.index)
    left_out = taken | things
    return tuple(
        Character(name=name, profile=profiles[name])
        for name in order
        if name.casefold() not in left_out and name.split()[0].casefold() not in left_out
    )


def _recurring(story: str) -> list[str]:
    """Capitalised words that come back and stand for somebody more often than for somewhere."""
    seen, placed, sure = Counter[str](), Counter[str](), set[str]()
    for hit in _WORD.finditer(story):
        word = re.sub(r"['’]s$", "", hit[0])
        if word.casefold() in _NOT_NAMES or len(word) < 2:
            continue
        before = story[: hit.start()]
        seen[word] += 1
        placed[word] += bool(_PLACED.search(before))
        opens = not before.strip() or before.rstrip()[-1] in '.!?…:"”“»«'
        if not opens or _DOES.match(story[hit.end() :]):
            sure.add(word)
    return [word for word, count in seen.items() if count > 1 and word in sure and placed[word] * 2 < count]
