"""Shot Division Rationality: how the time is cut into set-ups.

Shots of 1 to 10 s, sizes that vary, a pace that breathes; where the camera stands from cut to cut is `angles`, and who looks at
whom is `eyelines`.
It looks at the Script only; what was really cut is the business of the film checks.
"""

from __future__ import annotations

from collections.abc import Iterator
from statistics import fmean, pstdev

from storyreel.agents.critic.case import Placed, ScriptCase
from storyreel.agents.critic.rule import Dimension, Hit, Rule
from storyreel.agents.critic.script_rules import angles, eyelines
from storyreel.film.finding import Remedy, Severity
from storyreel.film.script import Scene, Shot
from storyreel.film.time import seconds_text

__all__ = ["DIMENSION", "LONGEST_MS", "SAME_SIZE_RUN", "SHORTEST_MS"]

LONGEST_MS = 10_000
SHORTEST_MS = 1_000
SAME_SIZE_RUN = 4
"""Shots of one size in a row that are still variety enough: one more is monotony."""

_FLAT_SHOTS = 6
_FLAT_SHARE = 0.03


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
        *angles.RULES,
        *eyelines.RULES,
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
