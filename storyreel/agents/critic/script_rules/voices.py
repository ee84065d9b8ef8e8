"""Voices against each other and against the picture: two people at once, and somebody who speaks unseen without a word of it.

Rules of Dialogue Completeness. A Line is unseen on purpose where it is marked off screen, where its speaker is never seen, or
where the words beside it say so (V.O., O.S., on the phone). Two at once are on purpose where the words say so, or where the first
breaks off.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from storyreel.agents.critic.case import ScriptCase, Spoken
from storyreel.agents.critic.rule import Hit, Rule
from storyreel.agents.critic.wording import says
from storyreel.film.finding import Remedy, Severity
from storyreel.film.time import seconds_text
from storyreel.film.timing import at_once
from storyreel.film.vocabulary import Framing

__all__ = ["RULES", "TOGETHER_MS", "colliding"]

TOGETHER_MS = 300
"""Two voices may touch for this long: people come in on each other's last syllable."""

_TOGETHER = (
    r"overlap\w*|together|at once|at the same time|simultaneous\w*|in unison|in chorus|chorus|interrupt\w*|breaks? in|"
    r"cut(?:s|ting)? (?:in|off|him off|her off|them off)|talk\w* over|over (?:him|her|them|each other)|both|dual"
)
_BREAKS_OFF = re.compile(r"(?:[—–]|--|-|…|\.\.\.)[\"'”’»]?\s*$")
_UNSEEN = (
    r"v\.? ?o\.?|o\.? ?s\.?|o\.? ?c\.?|off(?:[- ]?(?:screen|camera|stage))?|voice[- ]?over|unseen|narrat\w*|pre-?lap|filtered|"
    r"(?:on|over|through|into|via|by) (?:the )?(?:tele)?(?:phone|radio|intercom|speaker|line|door|wall|walkie-talkie)|"
    r"from (?:outside|inside|behind|within|above|below|another room|the (?:next room|other room|hall|corridor|kitchen|door))"
)


def colliding(case: ScriptCase) -> Iterator[tuple[Spoken, Spoken, int]]:
    """Pairs of Lines of two people of which the second starts before the first has ended, with the milliseconds of both."""
    last: Spoken | None = None
    for one in sorted(case.spoken, key=lambda one: (one.line.start_ms, one.line.end_ms)):
        if last is not None and case.name_of(last.line.speaker) != case.name_of(one.line.speaker):
            over = min(last.line.end_ms, one.line.end_ms) - one.line.start_ms
            if over > 0:
                yield last, one, over
        if last is None or one.line.end_ms > last.line.end_ms:
            last = one


def _collisions(case: ScriptCase) -> Iterator[Hit]:
    for before, one, over in colliding(case):
        if over > TOGETHER_MS and not _meant(before, one):
            evidence = (
                f"{one.line.speaker} starts line {one.line.id} in shot {one.shot.id} while {before.line.speaker} still speaks"
                f" {before.line.id}: {seconds_text(over)} s of both at once, and nothing says that it is meant"
            )
            span = (one.line.start_ms, one.line.start_ms + over)
            yield Hit(evidence=evidence, line=one.line.id, shot=one.shot, span_ms=span, data={"overlap_ms": over})


def _meant(before: Spoken, one: Spoken) -> bool:
    told = (before.line.parenthetical, one.line.parenthetical, one.shot.action)
    return (
        at_once(before.line, one.line)
        or at_once(one.line, before.line)
        or _BREAKS_OFF.search(before.line.text) is not None
        or any(says(_TOGETHER, text) for text in told)
    )


def _unseen(case: ScriptCase) -> Iterator[Hit]:
    for shot, line in case.spoken:
        shown = {case.name_of(name) for name in (*shot.in_frame, *shot.subjects)}
        one = case.script.character(line.speaker)
        if line.off_screen or not shown or one is None or not one.seen or one.name in shown:
            continue
        if shot.framing is Framing.POINT_OF_VIEW or any(says(_UNSEEN, text) for text in (line.parenthetical, shot.sound)):
            continue
        evidence = (
            f"{one.name} speaks line {line.id} in shot {shot.id}, which shows {', '.join(sorted(shown))}; the line is not marked"
            " as off screen"
        )
        yield Hit(evidence=evidence, line=line.id, shot=shot, about=one.name, span_ms=(line.start_ms, line.end_ms))


RULES = (
    Rule(
        id="SR509",
        kind="lines-collide",
        severity=Severity.MAJOR,
        says="two people speak at once only where it is told",
        look=_collisions,
        remedy=Remedy.RE_TIME,
    ),
    Rule(
        id="SR510",
        kind="speaks-unseen",
        severity=Severity.MAJOR,
        says="who speaks is in the frame, or the line is marked as off screen",
        look=_unseen,
    ),
)
