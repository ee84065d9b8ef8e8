"""Character Consistency: the cast is one list, and every name in the script is on it, spelled the same.

It knows names only; what people look like is Character Appearance Consistency.
"""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterator

from storyreel.agents.critic.case import ScriptCase, people_of
from storyreel.agents.critic.rule import Dimension, Hit, Rule
from storyreel.agents.critic.wording import plain_name
from storyreel.film.finding import Severity

__all__ = ["DIMENSION"]


def _unknown_speakers(case: ScriptCase) -> Iterator[Hit]:
    for shot, line in case.spoken:
        if not case.knows(line.speaker) and not _spelling_of(case, line.speaker):
            who = f"{line.speaker!r}, who is not in the cast{_near(case, line.speaker)}"
            evidence = f"line {line.id} in shot {shot.id} is spoken by {who}"
            yield Hit(shot=shot, evidence=evidence, line=line.id, about=line.speaker, span_ms=(line.start_ms, line.end_ms))


def _unknown_people(case: ScriptCase) -> Iterator[Hit]:
    for shot in case.script.shots:
        speakers = {line.speaker for line in shot.lines}
        for name in people_of(shot):
            if name not in speakers and not case.knows(name) and not _spelling_of(case, name):
                evidence = f"shot {shot.id} shows {name!r}, who is not in the cast{_near(case, name)}"
                yield Hit(shot=shot, evidence=evidence, about=name)


def _spellings(case: ScriptCase) -> Iterator[Hit]:
    for shot in case.script.shots:
        for name in people_of(shot):
            if not case.knows(name) and (written := _spelling_of(case, name)):
                evidence = f"shot {shot.id} writes {name!r}; the cast writes {written!r}"
                yield Hit(shot=shot, evidence=evidence, about=name, data={"written": written})


def _spelling_of(case: ScriptCase, name: str) -> str:
    """The cast's spelling of a name that differs in case, accents, spaces or marks only, "" where there is none."""
    plain = plain_name(name)
    for one in case.script.cast:
        if plain and plain in {plain_name(spelling) for spelling in (one.name, *one.aliases)}:
            return one.name
    return ""


def _near(case: ScriptCase, name: str) -> str:
    names = [one.name for one in case.script.cast]
    close = difflib.get_close_matches(name, names, n=1, cutoff=0.7)
    if close:
        return f"; nearest is {close[0]!r}"
    return f"; the cast is {', '.join(names)}" if 0 < len(names) <= 8 else ""


def _twice(case: ScriptCase) -> Iterator[Hit]:
    taken: dict[str, str] = {}
    for one in case.script.cast:
        for spelling in dict.fromkeys((one.name, *one.aliases)):
            plain = plain_name(spelling)
            if plain and taken.setdefault(plain, one.name) != one.name:
                yield Hit(evidence=f"{spelling!r} of {one.name!r} is also a name of {taken[plain]!r} in the cast", about=one.name)
                break
    times = Counter(one.name for one in case.script.cast if one.name)
    for name in (name for name, count in times.items() if count > 1):
        yield Hit(evidence=f"the cast has {name!r} more than once", about=name)


DIMENSION = Dimension(
    name="Character Consistency",
    units=lambda case: sum(len(people_of(shot)) for shot in case.script.shots),
    blind=lambda case: "" if case.script.cast or case.spoken else "not observable: the script names nobody",
    rules=(
        Rule(
            id="SR401",
            kind="unknown-speaker",
            severity=Severity.MAJOR,
            says="every speaker is in the cast",
            look=_unknown_speakers,
        ),
        Rule(
            id="SR402",
            kind="unknown-character",
            severity=Severity.MAJOR,
            says="everyone shown is in the cast",
            look=_unknown_people,
        ),
        Rule(id="SR403", kind="name-spelling", severity=Severity.MINOR, says="names are spelled as in the cast", look=_spellings),
        Rule(id="SR404", kind="duplicate-character", severity=Severity.MAJOR, says="nobody is in the cast twice", look=_twice),
    ),
)
