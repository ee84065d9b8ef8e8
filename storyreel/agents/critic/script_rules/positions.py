"""Positional/Physical Rationality: people stand somewhere, alone on their spot, and get about on their feet.

Teleports and custody breaks come from `film.world`, which follows everyone from Shot to Shot; the rest is judged Shot by Shot.
Marks on the stage floor are used where the Script has them; positions in words are compared as words only.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from math import hypot

from pydantic import JsonValue

from storyreel.agents.critic.case import ScriptCase
from storyreel.agents.critic.rule import Dimension, Hit, Rule
from storyreel.agents.critic.script_rules import given_positions, handling
from storyreel.agents.critic.script_rules.handling import FASTEST_CM_S, end_mark, mark
from storyreel.agents.critic.wording import plain_name, says
from storyreel.film.finding import Severity
from storyreel.film.script import Blocking
from storyreel.film.telling import tells_move, tells_posture
from storyreel.film.world import Teleport, custody_breaks, teleports

__all__ = ["DIMENSION", "FASTEST_CM_S", "NEAREST_CM"]

NEAREST_CM = 25
"""Two bodies nearer than this stand in each other, unless they touch on purpose."""

_TOUCHING = (
    r"embrac\w*|kiss\w*|hugs?|hugging|carr(?:y|ies|ying)|in (?:his|her|their|each other's) arms|danc\w*|wrestl\w*|struggl\w*|"
    r"on (?:his|her|their) (?:lap|knee|shoulders?|back)|fights?|fighting|clings?|clinging|supports?|supporting|catches|"
    r"holds (?:him|her|them)|leans on"
)
_SIDES = r"left|right|cent(?:re|er)|foreground|background|middle"
_SPOTS = re.compile(rf"\s*(?:far |stage |cent(?:re|er) )?(?:{_SIDES})\b", re.IGNORECASE)


def _no_blocking(case: ScriptCase) -> Iterator[Hit]:
    for shot in case.script.shots:
        if not shot.blocking:
            continue
        placed = {case.name_of(one.character) for one in shot.blocking}
        speakers = (line.speaker for line in shot.lines if not line.off_screen)
        for name in dict.fromkeys(case.name_of(one) for one in (*shot.in_frame, *shot.subjects, *speakers)):
            one = case.script.character(name)
            if name not in placed and one is not None and one.seen:
                evidence = f"{name} is in the frame of shot {shot.id} and has no blocking there; {', '.join(sorted(placed))} have"
                yield Hit(shot=shot, evidence=evidence, about=name)


def _same_spot(case: ScriptCase) -> Iterator[Hit]:
    for shot in case.script.shots:
        for one, other in combinations(shot.blocking, 2):
            if says(_TOUCHING, f"{shot.action} {one.action} {other.action}") or one.character == other.character:
                continue
            if apart := _on_one_mark(one, other):
                yield Hit(
                    shot=shot, about=_pair(one, other), evidence=f"{apart} in shot {shot.id}; at least {NEAREST_CM} cm expected"
                )
            elif _on_one_word(one, other):
                evidence = f"{one.character} and {other.character} are both at “{one.position}” in shot {shot.id}"
                yield Hit(shot=shot, about=_pair(one, other), evidence=evidence, severity=Severity.MINOR)


def _pair(one: Blocking, other: Blocking) -> str:
    return " and ".join(sorted((one.character, other.character)))


def _on_one_mark(one: Blocking, other: Blocking) -> str:
    for when, marks in (("begin", (mark(one), mark(other))), ("end", (end_mark(one), end_mark(other)))):
        first, second = marks
        if first is not None and second is not None:
            apart = hypot(first[0] - second[0], first[1] - second[1])
            if apart < NEAREST_CM:
                return f"{one.character} and {other.character} {when} {apart:.0f} cm apart"
    return ""


def _on_one_word(one: Blocking, other: Blocking) -> bool:
    if mark(one) is not None and mark(other) is not None:
        return False
    return _SPOTS.match(one.position) is not None and plain_name(one.position) == plain_name(other.position)


def _unlisted(case: ScriptCase) -> Iterator[Hit]:
    listed = {plain_name(prop.name) for prop in case.script.props}
    told: set[str] = set()
    for scene, shot in case.placed:
        known = listed | {plain_name(name) for name in (*scene.props, *shot.props)}
        for one, thing in ((who, thing) for who in shot.blocking for thing in who.holds):
            if not _is_listed(thing, known) and plain_name(thing) not in told:
                told.add(plain_name(thing))
                evidence = (
                    f"{one.character} holds “{thing}” in shot {shot.id}; it is no prop of the shot, the scene or the script"
                )
                yield Hit(shot=shot, about=thing, evidence=evidence)


def _is_listed(thing: str, known: set[str]) -> bool:
    name = plain_name(thing)
    return name in known or any(prop and (prop in name or name in prop) for prop in known)


def _teleports(case: ScriptCase) -> Iterator[Hit]:
    told: dict[tuple[str, str], list[str]] = {}
    before: dict[tuple[str, str], str] = {}
    words: dict[tuple[str, str], bool] = {}
    for one in teleports(case.script):
        if _told_elsewhere(case, one):
            continue
        words[one.uid, one.character] = words.get((one.uid, one.character), True) and one.what == "position"
        told.setdefault((one.uid, one.character), []).append(one.evidence)
        before[one.uid, one.character] = one.before_uid
    for (uid, name), changes in told.items():
        shot, earlier = case.script.shot(uid), case.script.shot(before[uid, name])
        evidence = f"{name} changes from shot {earlier.id} to {shot.id} with no move told: {'; '.join(changes)}"
        # Words for places are compared, not understood: only marks and postures are sure enough to ask for work.
        severity = Severity.MINOR if words[uid, name] else Severity.MAJOR
        yield Hit(shot=shot, about=name, evidence=evidence, severity=severity, data={"before": earlier.uid})
    for shot in case.script.shots:
        times = Counter(one.character for one in shot.blocking)
        for name in (name for name, count in times.items() if count > 1):
            evidence = f"{name} is placed {times[name]} times in shot {shot.id}; nobody is in two places"
            yield Hit(shot=shot, about=name, evidence=evidence)


def _told_elsewhere(case: ScriptCase, one: Teleport) -> bool:
    """Whether the plot, or blocking that came as prose, tells the move that the actions do not."""
    shot, earlier = case.script.shot(one.uid), case.script.shot(one.before_uid)
    if one.what == "posture" and one.evidence.endswith(" to standing") and "blocking_text" in shot.extra:
        return True  # words that tell no posture are read as standing: nobody said that they got up
    prose = f"{earlier.plot} {shot.plot} {shot.extra.get('blocking_text', '')}"
    language = case.script.language
    return tells_posture(prose, language) or (one.what != "posture" and tells_move(prose, language))


def _custody(case: ScriptCase) -> Iterator[Hit]:
    for one in custody_breaks(case.script):
        shot = case.script.shot(one.uid)
        data: dict[str, JsonValue] = {"before": one.before_uid, "holders": list(one.holders)}
        yield Hit(shot=shot, about=one.prop, evidence=f"in shot {shot.id}, {one.evidence}", data=data)


def _people(case: ScriptCase) -> int:
    return sum(len(shot.blocking) for shot in case.script.shots)


def _blind(case: ScriptCase) -> str:
    anyone = _people(case) or any(shot.in_frame or shot.subjects for shot in case.script.shots)
    return "" if anyone else "not observable: the script places nobody"


_RULES = (
    Rule(
        id="SR801",
        kind="teleport",
        severity=Severity.MAJOR,
        says="nobody is elsewhere, or in another posture, without a move told (minor where only words differ)",
        look=_teleports,
    ),
    Rule(
        id="SR802",
        kind="custody-break",
        severity=Severity.MAJOR,
        says="a thing passes from hand to hand only where it is told",
        look=_custody,
    ),
    Rule(
        id="SR803",
        kind="missing-blocking",
        severity=Severity.MAJOR,
        says="whoever is in the frame is placed",
        look=_no_blocking,
    ),
    Rule(
        id="SR804",
        kind="same-spot",
        severity=Severity.MAJOR,
        says=f"two people stand at least {NEAREST_CM} cm apart, or touch on purpose (minor where places are words only)",
        look=_same_spot,
    ),
    handling.RULES[0],
    Rule(id="SR806", kind="unlisted-prop", severity=Severity.MINOR, says="what is held is a listed prop", look=_unlisted),
    *handling.RULES[1:],
    *given_positions.RULES,
)

DIMENSION = Dimension(name="Positional/Physical Rationality", units=_people, blind=_blind, rules=_RULES)
