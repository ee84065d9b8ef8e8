"""Eyelines: two who talk in single shots look across the cut at each other, and nobody looks at somebody who is not there.

Rules of Shot Division Rationality. A look is a way on the screen: from the marks where `facing` names somebody, from the words
"left" and "right" otherwise ("stage left" is the actor's own). Anything else a Character faces tells no way, and nothing is said
of it. Source: any handbook of continuity editing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from storyreel.agents.critic.case import ScriptCase
from storyreel.agents.critic.rule import Hit, Rule
from storyreel.agents.critic.script_rules.angles import neighbours
from storyreel.film.finding import Severity
from storyreel.film.script import Blocking, Scene, Shot
from storyreel.film.vocabulary import Framing, ShotSize, TransitionKind

__all__ = ["RULES"]

_SINGLES = frozenset({Framing.SINGLE, Framing.REVERSE, Framing.OVER_THE_SHOULDER})
_NEAR_SIZES = frozenset({ShotSize.MEDIUM, ShotSize.MEDIUM_CLOSE_UP, ShotSize.CLOSE_UP, ShotSize.EXTREME_CLOSE_UP})
_WAY = re.compile(r"(?:to (?:the )?)?(?:(?P<whose>screen|camera|frame|stage)[ -])?(?P<way>left|right)", re.IGNORECASE)
_SAME_X_CM = 40
"""Two who stand nearer than this in the width of the stage look neither left nor right at each other."""


def _mismatches(case: ScriptCase) -> Iterator[Hit]:
    for before, shot in neighbours(case):
        if shot.transition.kind is not TransitionKind.CUT or before.side != shot.side:
            continue
        yield from _both_one_way(case, before, shot)
        yield from _wrong_view(case, before, shot)


def _both_one_way(case: ScriptCase, before: Shot, shot: Shot) -> Iterator[Hit]:
    one, other = _alone(case, before), _alone(case, shot)
    if one is None or other is None or not _talk(case, before, shot, one, other):
        return
    first, second = _way_of(case, before, one), _way_of(case, shot, other)
    if first and first == second:
        word = "right" if first > 0 else "left"
        evidence = (
            f"{one.character} looks {word} in shot {before.id} and {other.character} looks {word} in shot {shot.id}:"
            " they talk and do not meet each other's eyes"
        )
        yield Hit(shot=shot, evidence=evidence, data={"before": before.uid})


def _alone(case: ScriptCase, shot: Shot) -> Blocking | None:
    """The blocking of the one whom a near single is about."""
    if shot.framing not in _SINGLES or shot.size not in _NEAR_SIZES or not shot.subjects:
        return None
    name = case.name_of(shot.subjects[0])
    return next((one for one in shot.blocking if case.name_of(one.character) == name), None)


def _talk(case: ScriptCase, before: Shot, shot: Shot, one: Blocking, other: Blocking) -> bool:
    """Whether the two speak, and with each other: each faces the other by name, or they are alone and a way is told."""
    names = {case.name_of(one.character), case.name_of(other.character)}
    if len(names) < 2 or not names & {case.name_of(line.speaker) for line in (*before.lines, *shot.lines)}:
        return False
    alone = {case.name_of(each.character) for each in (*before.blocking, *shot.blocking)} == names
    return all(
        case.name_of(each.facing) in names or (alone and _WAY.fullmatch(each.facing.strip()) is not None) for each in (one, other)
    )


def _way_of(case: ScriptCase, shot: Shot, one: Blocking) -> int:
    """-1 where a Character looks to the left of the screen, 1 to the right, 0 where it cannot be told."""
    mirrored = 1 if shot.side == "near" else -1
    if found := _WAY.fullmatch(one.facing.strip()):
        way = -1 if found["way"].casefold() == "left" else 1
        return -way * mirrored if (found["whose"] or "").casefold() == "stage" else way
    seen = next((each for each in shot.blocking if case.name_of(each.character) == case.name_of(one.facing)), None)
    if seen is None or seen.x_cm is None or one.x_cm is None or abs(seen.x_cm - one.x_cm) < _SAME_X_CM:
        return 0
    return mirrored if seen.x_cm > one.x_cm else -mirrored


def _wrong_view(case: ScriptCase, before: Shot, shot: Shot) -> Iterator[Hit]:
    """A point of view that shows somebody else than the one who was looked at."""
    one = _alone(case, before)
    if one is None or shot.framing is not Framing.POINT_OF_VIEW or not case.knows(one.facing):
        return
    looked_at, shown = case.name_of(one.facing), {case.name_of(name) for name in (*shot.in_frame, *shot.subjects)}
    if shown and not shown & {looked_at, case.name_of(one.character)}:
        evidence = (
            f"{one.character} looks at {looked_at} in shot {before.id}; the point of view in shot {shot.id} shows"
            f" {', '.join(sorted(shown))}"
        )
        yield Hit(shot=shot, evidence=evidence, data={"before": before.uid})


def _to_nobody(case: ScriptCase) -> Iterator[Hit]:
    for scene in case.script.scenes:
        there = _there(case, scene)
        for shot in scene.shots:
            for one in shot.blocking:
                looked_at = case.name_of(one.facing)
                if case.knows(one.facing) and looked_at not in there and looked_at != case.name_of(one.character):
                    evidence = f"{one.character} faces {looked_at} in shot {shot.id}, who is nowhere in scene {scene.id}"
                    yield Hit(shot=shot, evidence=evidence, about=one.character)


def _there(case: ScriptCase, scene: Scene) -> set[str]:
    """Everyone who stands, is seen or is heard in a scene."""
    names = (
        name
        for shot in scene.shots
        for name in (
            *(one.character for one in shot.blocking),
            *shot.in_frame,
            *shot.subjects,
            *(line.speaker for line in shot.lines),
        )
    )
    return {case.name_of(name) for name in names}


RULES = (
    Rule(
        id="SR207",
        kind="eyeline-mismatch",
        severity=Severity.MAJOR,
        says="two who talk in single shots look at each other across the cut",
        look=_mismatches,
    ),
    Rule(
        id="SR208",
        kind="eyeline-to-nobody",
        severity=Severity.MINOR,
        says="nobody faces a character who is not in the scene",
        look=_to_nobody,
    ),
)
