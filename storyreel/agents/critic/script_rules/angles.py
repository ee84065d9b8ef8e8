"""Where the camera stands from cut to cut: the 180° rule, and the two forms of the 30° rule. Rules of Shot Division Rationality.

A Script tells the camera's side, its set-up by name, its size and height, never its bearing in degrees. So two shots of one
subject that agree in all of that are a jump cut where the set-up is one, and a word of advice where only its name differs.
Both rules are those of any handbook of continuity editing. What was really cut is the business of the film checks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from storyreel.agents.critic.case import ScriptCase
from storyreel.agents.critic.rule import Hit, Rule
from storyreel.film.finding import Remedy, Severity
from storyreel.film.script import Shot
from storyreel.film.telling import tells_move
from storyreel.film.vocabulary import Angle, CameraMove, Framing, ShotSize, TransitionKind

__all__ = ["RULES", "neighbours", "neutral"]

_CROSSING = frozenset({CameraMove.ARC, CameraMove.TRACK, CameraMove.STEADICAM, CameraMove.CRANE})
_RESIZING = _CROSSING | {CameraMove.PUSH_IN, CameraMove.PULL_OUT, CameraMove.ZOOM}
_NEUTRAL_SIZES = frozenset({ShotSize.EXTREME_WIDE, ShotSize.INSERT})
_NEUTRAL_ANGLES = frozenset({Angle.OVERHEAD, Angle.AERIAL})
_APART = 0.1
"""Share of the frame's width by which two must stand apart for it to be told who is left."""


def neighbours(case: ScriptCase) -> Iterator[tuple[Shot, Shot]]:
    """Shots that follow one another within a scene."""
    for scene in case.script.scenes:
        yield from zip(scene.shots, scene.shots[1:], strict=False)


def neutral(shot: Shot) -> bool:
    """Whether a shot takes no side: after it the camera may stand anywhere."""
    return shot.size in _NEUTRAL_SIZES or shot.angle in _NEUTRAL_ANGLES or shot.framing is Framing.POINT_OF_VIEW


def _crossed(case: ScriptCase) -> Iterator[Hit]:
    for scene in case.script.scenes:
        seen: Shot | None = None
        for shot in scene.shots:
            if neutral(shot):
                seen = None
                continue
            if seen is not None and not _carried_over(seen, shot) and (how := _jump_of_sides(case, seen, shot)):
                evidence = f"{how}, with no neutral shot and no camera move between"
                yield Hit(shot=shot, evidence=evidence, data={"before": seen.uid})
            seen = shot


def _jump_of_sides(case: ScriptCase, before: Shot, shot: Shot) -> str:
    """How the second shot stands across the line from the first, "" where it does not."""
    if before.side != shot.side:
        return f"shot {before.id} is on the {before.side} side of the line of action, shot {shot.id} on the {shot.side} side"
    told = " ".join((before.action, shot.action, *(one.action for one in (*before.blocking, *shot.blocking))))
    if tells_move(told, case.script.language):
        return ""
    for one, other in combinations(sorted(set(before.boxes) & set(shot.boxes)), 2):
        ways = [_way(each, one, other) for each in (before, shot)]
        if ways[0] * ways[1] < 0:
            left, right = (one, other) if ways[0] > 0 else (other, one)
            return f"{left} is left of {right} in shot {before.id} and right of them in shot {shot.id}, and nobody moves"
    return ""


def _way(shot: Shot, one: str, other: str) -> int:
    """1 where `other` stands right of `one` in the frame, -1 where left, 0 where it is not clear."""
    (left, _, right, _), (other_left, _, other_right, _) = shot.boxes[one], shot.boxes[other]
    apart = (other_left + other_right - left - right) / 2
    return 0 if abs(apart) < _APART else 1 if apart > 0 else -1


def _carried_over(before: Shot, shot: Shot) -> bool:
    return before.move.kind in _CROSSING or shot.move.kind in _CROSSING or shot.transition.kind is not TransitionKind.CUT


def _jump_cuts(case: ScriptCase) -> Iterator[Hit]:
    ids = {shot.id for shot in case.script.shots}
    for before, shot in neighbours(case):
        if before.setup == shot.setup and _same_picture(before, shot) and not _one_take(before, shot, ids):
            where = f"set-up {shot.setup!r}" if shot.setup else "the same subjects and framing"
            evidence = f"shots {before.id} and {shot.id} are both {shot.size} from {where} with a plain cut between them"
            yield Hit(shot=shot, evidence=evidence, data={"before": before.uid})


def _thirty_degrees(case: ScriptCase) -> Iterator[Hit]:
    ids = {shot.id for shot in case.script.shots}
    for before, shot in neighbours(case):
        if before.setup != shot.setup and shot.subjects and _same_picture(before, shot) and not _one_take(before, shot, ids):
            evidence = (
                f"shots {before.id} and {shot.id} both show {shot.subjects[0]} as a {shot.angle} {shot.size}, from"
                f" {before.setup!r} and {shot.setup!r}: move the camera by 30° at least, or change the size"
            )
            yield Hit(shot=shot, evidence=evidence, data={"before": before.uid})


def _same_picture(before: Shot, shot: Shot) -> bool:
    if shot.transition.kind is not TransitionKind.CUT or before.move.kind in _RESIZING:
        return False
    looks = [(one.size, one.angle, one.framing, one.side, one.subjects[:1], one.props[:1]) for one in (before, shot)]
    return looks[0] == looks[1] and bool(shot.setup or shot.subjects)


def _one_take(before: Shot, shot: Shot, ids: set[str]) -> bool:
    """Whether the two are halves of one split Shot (1.3A, 1.3B, and no 1.3): meant to run on without a seen cut."""
    bases = {re.sub(r"[A-Z]+$", "", one.id) for one in (before, shot)}
    return len(bases) == 1 and not bases & ids


RULES = (
    Rule(
        id="SR204",
        kind="crossed-line",
        severity=Severity.MAJOR,
        says="the camera changes sides only over a neutral shot or by a move",
        look=_crossed,
        remedy=Remedy.LINKING_SHOT,
    ),
    Rule(
        id="SR205",
        kind="jump-cut",
        severity=Severity.MAJOR,
        says="no plain cut between two shots of one set-up, size and subject",
        look=_jump_cuts,
        remedy=Remedy.LINKING_SHOT,
    ),
    Rule(
        id="SR206",
        kind="thirty-degree-rule",
        severity=Severity.MINOR,
        says="a new set-up on the same subject changes its size or its angle",
        look=_thirty_degrees,
    ),
)
