"""Character Appearance Consistency: a look that can be drawn, and that stays.

The corrector of the same name in arXiv 2601.17737 asks a model; here tables of words are read (`critic.looks`), so only what is
said plainly, in English, is seen. What a take really shows needs a judge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from storyreel.agents.critic.case import ScriptCase
from storyreel.agents.critic.looks import Look, body_looks, clash, garment_looks
from storyreel.agents.critic.rule import Dimension, Hit, Rule
from storyreel.agents.critic.wording import CHANGES_CLOTHES, says, sentences
from storyreel.film.bank import Character
from storyreel.film.finding import Cause, Severity
from storyreel.film.script import Shot

__all__ = ["DIMENSION"]

_NEAR = 60
"""Characters after "his", "wears", …: what stands further off is about something else."""

_OWN = r"(?:\b(?:his|her|their|wears?|wearing|dressed in)|['’]s)\b"


def _contradictions(case: ScriptCase) -> Iterator[Hit]:
    for one in case.script.cast:
        if pair := clash(body_looks(one.appearance)):
            said = f"“{pair[0].words}” and “{pair[1].words}”: both cannot be ({pair[0].attribute})"
            evidence = f"the appearance of {one.name} says {said}"
            cause = Cause.DIALOGUE if one.appearance_from == "source" else Cause.SCRIPT
            yield Hit(shot=case.first_shot_of(one.name), about=one.name, evidence=evidence, cause=cause)
    for shot in case.script.shots:
        for one, text in _said_of(case, shot):
            known = body_looks(one.appearance)
            pair = next((pair for look in body_looks(text) if (pair := clash([*_of(known, look), look]))), None)
            if pair and clash(known) is None:
                evidence = f"shot {shot.id} gives {one.name} “{pair[1].words}”; the appearance says “{pair[0].words}”"
                yield Hit(shot=shot, about=one.name, evidence=evidence)


def _of(known: tuple[Look, ...], look: Look) -> list[Look]:
    return [one for one in known if one.attribute == look.attribute]


def _wardrobe(case: ScriptCase) -> Iterator[Hit]:
    for scene in case.script.scenes:
        worn: dict[tuple[str, str], tuple[Look, Shot]] = {}
        for shot in scene.shots:
            for one, text in _said_of(case, shot):
                if says(CHANGES_CLOTHES, _told(shot)):
                    worn = {key: value for key, value in worn.items() if key[0] != one.name}
                yield from _changed(one, shot, text, worn)


def _other_wardrobe(case: ScriptCase) -> Iterator[Hit]:
    """Garments whose first colour in a scene is not the one that the Character's appearance gives them."""
    for scene in case.script.scenes:
        told: set[tuple[str, str]] = set()
        changed: set[str] = set()
        for shot in scene.shots:
            for one, text in _said_of(case, shot):
                if says(CHANGES_CLOTHES, _told(shot)):
                    changed.add(one.name)
                own = {look.attribute: look for look in garment_looks(one.appearance)}
                for look in garment_looks(text):
                    key, wears = (one.name, look.attribute), own.get(look.attribute)
                    if key not in told and one.name not in changed and wears is not None and wears.value != look.value:
                        evidence = f"shot {shot.id} gives {one.name} a {look.words}; the appearance says {wears.words}"
                        yield Hit(shot=shot, about=one.name, evidence=f"{evidence}, and no change is told")
                    told.add(key)


def _changed(one: Character, shot: Shot, text: str, worn: dict[tuple[str, str], tuple[Look, Shot]]) -> Iterator[Hit]:
    for look in garment_looks(text):
        before, where = worn.setdefault((one.name, look.attribute), (look, shot))
        if before.value != look.value:
            evidence = (
                f"{one.name} wears a {before.words} in shot {where.id} and a {look.words} in shot {shot.id} of the same scene"
            )
            yield Hit(shot=shot, about=one.name, evidence=f"{evidence}, and nothing says that it is changed")
            worn[one.name, look.attribute] = (look, shot)


def _told(shot: Shot) -> str:
    return " ".join((shot.action, shot.plot, *(one.action for one in shot.blocking)))


def _said_of(case: ScriptCase, shot: Shot) -> Iterator[tuple[Character, str]]:
    """What a Shot's prose says of a Character's own look: words after "his", "her", "wears", … where it is clear whose."""
    for blocking in shot.blocking:
        if one := case.script.character(blocking.character):
            yield from ((one, text) for text in _own_words(blocking.action))
    for sentence in sentences(f"{shot.action} {shot.plot}"):
        named = [one for one in case.script.cast if _names(one, sentence)]
        if len(named) == 1:
            yield from ((named[0], text) for text in _own_words(sentence))


def _names(one: Character, sentence: str) -> bool:
    spellings = [name for name in (one.name, *one.aliases) if name]
    return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", sentence, re.IGNORECASE) for name in spellings)


def _own_words(text: str) -> list[str]:
    ends = (match.end() for match in re.finditer(_OWN, text, re.IGNORECASE))
    return [text[end : end + _NEAR].split(",")[0] for end in ends]


def _seen(case: ScriptCase) -> int:
    return sum(one.seen for one in case.script.cast)


DIMENSION = Dimension(
    name="Character Appearance Consistency",
    units=_seen,
    blind=lambda case: "" if _seen(case) else "not observable: nobody in the cast is seen",
    remark=lambda case: "" if case.script.language.startswith("en") else "looks are read in English words only",
    rules=(
        Rule(
            id="SR601",
            kind="appearance-contradiction",
            severity=Severity.MAJOR,
            says="no look says two things that cannot both be",
            look=_contradictions,
        ),
        Rule(
            id="SR602",
            kind="wardrobe-change",
            severity=Severity.MINOR,
            says="a garment keeps its colour within a scene unless a change is told",
            look=_wardrobe,
        ),
        Rule(
            id="SR603",
            kind="wardrobe-contradiction",
            severity=Severity.MINOR,
            says="what is worn has the colour that the appearance gives it, unless a change is told",
            look=_other_wardrobe,
        ),
    ),
)
