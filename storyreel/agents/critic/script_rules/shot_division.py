"""Shot Division Rationality: how the time is cut into set-ups.

Shots of 1 to 10 s, sizes that vary, no jump cut, one side of the line of action, a pace that breathes. The 180° rule follows
any handbook of continuity editing: a flip of side is fine after a neutral shot or when a camera move carries it over.
It looks at the Script only; what was really cut is the business of the film checks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from statistics import fmean, pstdev

from storyreel.agents.critic.case import Placed, ScriptCase
from storyreel.agents.critic.rule import Dimension, Hit, Rule
from storyreel.film.finding import Remedy, Severity
from storyreel.film.script import Scene, Shot
from storyreel.film.time import seconds_text
from storyreel.film.vocabulary import Angle, CameraMove, Framing, ShotSize, TransitionKind

__all__ = ["DIMENSION", "LONGEST_MS", "SAME_SIZE_RUN", "SHORTEST_MS"]

LONGEST_MS = 10_000
SHORTEST_MS = 1_000
SAME_SIZE_RUN = 4
"""Shots of one size in a row that are still variety enough: one more is monotony."""

_FLAT_SHOTS = 6
_FLAT_SHARE = 0.03
_CROSSING = frozenset({CameraMove.ARC, CameraMove.TRACK, CameraMove.STEADICAM, CameraMove.CRANE})
_RESIZING = _CROSSING | {CameraMove.PUSH_IN, CameraMove.PULL_OUT, CameraMove.ZOOM}
_NEUTRAL_SIZES = frozenset({ShotSize.EXTREME_WIDE, ShotSize.INSERT})
_NEUTRAL_ANGLES = frozenset({Angle.OVERHEAD, Angle.AERIAL})


def _too_long(case: ScriptCase) -> Iterator[Hit]:
    for shot in case.script.shots:
        if shot.duration_ms > LONGEST_MS:
            evidence = f"shot {shot.id} lasts {seconds_text(shot.duration_ms)} s; at most {seconds_text(LONGEST_MS)} s expected"
            yield Hit(shot=shot, evidence=evidence, data={"duration_ms": shot.duration_ms})


def _too_short(case: ScriptCase) -> Iterator[Hit]:
    for shot in case.script.shots:
        if shot.duration_ms >= SHORTEST_MS:
            continue
        # A wordless glance or insert may be quick: only a nothing, or a Shot that speaks, is a fault that asks for work.
        severity = Severity.BLOCKING if shot.duration_ms == 0 else Severity.MAJOR if shot.lines else Severity.MINOR
        evidence = f"shot {shot.id} lasts {seconds_text(shot.duration_ms)} s; at least {seconds_text(SHORTEST_MS)} s expected"
        yield Hit(shot=shot, evidence=evidence, severity=severity, data={"duration_ms": shot.duration_ms})


def _monotony(case: ScriptCase) -> Iterator[Hit]:
    for scene in case.script.scenes:
        for run in _runs(scene):
            if len(run) > SAME_SIZE_RUN:
                ids = ", ".join(shot.id for shot in run)
                evidence = f"{len(run)} shots in a row are {run[0].size}: {ids}; at most {SAME_SIZE_RUN} expected"
                yield Hit(shot=run[SAME_SIZE_RUN], evidence=evidence, data={"shots": [shot.uid for shot in run]})


def _runs(scene: Scene) -> Iterator[list[Shot]]:
    run: list[Shot] = []
    for shot in scene.shots:
        if run and run[-1].size != shot.size:
            yield run
            run = []
        run.append(shot)
    if run:
        yield run


def _neighbours(case: ScriptCase) -> Iterator[tuple[Shot, Shot]]:
    """Shots that follow one another within a scene."""
    for scene in case.script.scenes:
        yield from zip(scene.shots, scene.shots[1:], strict=False)


def _jump_cuts(case: ScriptCase) -> Iterator[Hit]:
    ids = {shot.id for shot in case.script.shots}
    for before, shot in _neighbours(case):
        if _same_picture(before, shot) and not _one_take(before, shot, ids):
            where = f"set-up {shot.setup!r}" if shot.setup else "the same subjects and framing"
            evidence = f"shots {before.id} and {shot.id} are both {shot.size} from {where} with a plain cut between them"
            yield Hit(shot=shot, evidence=evidence, data={"before": before.uid})


def _same_picture(before: Shot, shot: Shot) -> bool:
    if shot.transition.kind is not TransitionKind.CUT or before.move.kind in _RESIZING:
        return False
    looks = [(one.setup, one.size, one.angle, one.framing, one.side, one.subjects[:1], one.props[:1]) for one in (before, shot)]
    return looks[0] == looks[1] and bool(shot.setup or shot.subjects)


def _one_take(before: Shot, shot: Shot, ids: set[str]) -> bool:
    """Whether the two are halves of one split Shot (1.3A, 1.3B, and no 1.3): meant to run on without a seen cut."""
    bases = {re.sub(r"[A-Z]+$", "", one.id) for one in (before, shot)}
    return len(bases) == 1 and not bases & ids


def _crossed(case: ScriptCase) -> Iterator[Hit]:
    for scene in case.script.scenes:
        seen: Shot | None = None
        for shot in scene.shots:
            if _neutral(shot):
                seen = None
                continue
            if seen is not None and seen.side != shot.side and not _carried_over(seen, shot):
                evidence = (
                    f"shot {seen.id} is on the {seen.side} side of the line of action, shot {shot.id} on the {shot.side} side,"
                    " with no neutral shot and no camera move between"
                )
                yield Hit(shot=shot, evidence=evidence, data={"before": seen.uid})
            seen = shot


def _neutral(shot: Shot) -> bool:
    return shot.size in _NEUTRAL_SIZES or shot.angle in _NEUTRAL_ANGLES or shot.framing is Framing.POINT_OF_VIEW


def _carried_over(before: Shot, shot: Shot) -> bool:
    return before.move.kind in _CROSSING or shot.move.kind in _CROSSING or shot.transition.kind is not TransitionKind.CUT


def _flat_pace(case: ScriptCase) -> Iterator[Hit]:
    for scene in case.script.scenes:
        lengths = [shot.duration_ms for shot in scene.shots]
        if len(lengths) < _FLAT_SHOTS or not fmean(lengths):
            continue
        share = pstdev(lengths) / fmean(lengths)
        if share < _FLAT_SHARE:
            mean = seconds_text(round(fmean(lengths)))
            evidence = f"all {len(lengths)} shots of scene {scene.id} last about {mean} s (spread {share:.0%}); a pace varies"
            yield Hit(scene=scene, evidence=evidence, data={"spread": round(share, 3)})


def _cut_lines(case: ScriptCase) -> Iterator[Hit]:
    last: dict[str, Placed] = {}
    for scene, shot in case.placed:
        for line in shot.lines:
            if line.parts > 1 and line.part and line.id in last and last[line.id].scene.id != scene.id:
                evidence = (
                    f"line {line.id} of {line.speaker} is cut by a change of scene, from {last[line.id].shot.id} to {shot.id}"
                )
                yield Hit(shot=shot, evidence=evidence, line=line.id)
            last[line.id] = Placed(scene, shot)


_RE_TIME, _REWRITE = Remedy.RE_TIME, Remedy.REWRITE

DIMENSION = Dimension(
    name="Shot Division Rationality",
    units=lambda case: len(case.script.shots),
    blind=lambda case: "" if case.script.shots else "not observable: the script has no shots",
    rules=(
        Rule(
            id="SR201",
            kind="shot-too-long",
            severity=Severity.MAJOR,
            says="no shot lasts longer than 10 s",
            look=_too_long,
            remedy=Remedy.SPLIT,
        ),
        Rule(
            id="SR202",
            kind="shot-too-short",
            severity=Severity.MAJOR,
            says="no shot lasts less than 1 s (minor where nobody speaks)",
            look=_too_short,
            remedy=_RE_TIME,
        ),
        Rule(
            id="SR203",
            kind="size-monotony",
            severity=Severity.MAJOR,
            says=f"at most {SAME_SIZE_RUN} shots of a scene in a row have one size",
            look=_monotony,
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
            id="SR204",
            kind="crossed-line",
            severity=Severity.MAJOR,
            says="the camera changes sides only over a neutral shot or by a move",
            look=_crossed,
            remedy=Remedy.LINKING_SHOT,
        ),
        Rule(
            id="SR209",
            kind="flat-pace",
            severity=Severity.MINOR,
            says="shot lengths of a scene vary",
            look=_flat_pace,
            remedy=_RE_TIME,
        ),
        Rule(
            id="SR210",
            kind="line-cut-by-scene",
            severity=Severity.MAJOR,
            says="the parts of a line stay in one scene",
            look=_cut_lines,
            remedy=_REWRITE,
        ),
    ),
)
