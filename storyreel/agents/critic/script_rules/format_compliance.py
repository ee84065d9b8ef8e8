"""Format Compliance: spans that join, ids that name one thing, fields that are there and of a sane length.

It knows nothing of what is told or shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pydantic import JsonValue

from storyreel.agents.critic.case import ScriptCase
from storyreel.agents.critic.rule import Dimension, Hit, Rule
from storyreel.film.finding import Remedy, Severity
from storyreel.film.script import Scene, Shot
from storyreel.film.time import seconds_text

__all__ = ["DIMENSION", "LONGEST_TEXT"]

LONGEST_TEXT = 2000
"""Characters in one field of a Shot; longer ones are cut by the prompts of most video models."""

_ID = re.compile(r"[^\s.][^\s]*\.\d+[A-Z]*")
_PROSE = ("action", "plot", "lighting", "effects", "sound", "emotion")


def _gaps(case: ScriptCase) -> Iterator[tuple[Shot, int, str]]:
    """Each Shot with the milliseconds between it and what comes before it, and what that is."""
    before_ms, name = 0, "the film's start"
    for shot in case.script.shots:
        yield shot, shot.start_ms - before_ms, f"{name} at {seconds_text(before_ms)} s"
        before_ms, name = shot.end_ms, f"the end of shot {shot.id}"


def _holes(case: ScriptCase) -> Iterator[Hit]:
    for shot, gap_ms, before in _gaps(case):
        if gap_ms > 0:
            evidence = f"shot {shot.id} starts at {seconds_text(shot.start_ms)} s, {seconds_text(gap_ms)} s after {before}"
            yield Hit(shot=shot, evidence=evidence, data={"gap_ms": gap_ms})


def _overlaps(case: ScriptCase) -> Iterator[Hit]:
    for shot, gap_ms, before in _gaps(case):
        if gap_ms < 0:
            evidence = f"shot {shot.id} starts at {seconds_text(shot.start_ms)} s, {seconds_text(-gap_ms)} s before {before}"
            yield Hit(shot=shot, evidence=evidence, data={"overlap_ms": -gap_ms})


def _ids(case: ScriptCase) -> Iterator[Hit]:
    scenes: set[str] = set()
    for scene in case.script.scenes:
        if not scene.id.strip() or scene.id in scenes:
            evidence = f"scene id {scene.id!r} is empty or names another scene too; each scene needs an id of its own"
            yield Hit(scene=scene, evidence=evidence, about=scene.heading)
        scenes.add(scene.id)
    shots: set[str] = set()
    for scene, shot in case.placed:
        if wrong := _wrong_id(shot, scene.id, shots):
            yield Hit(shot=shot, evidence=wrong)
        shots.add(shot.id)
    for shot in case.script.shots:
        for line in shot.lines:
            if not line.id.strip() or line.part >= line.parts:
                evidence = f"shot {shot.id}: line id {line.id!r} part {line.part} of {line.parts} is not a name of a part"
                yield Hit(shot=shot, evidence=evidence, line=line.id)


def _wrong_id(shot: Shot, scene_id: str, taken: set[str]) -> str:
    if shot.id in taken:
        return f"display id {shot.id!r} names another shot too; each needs its own, such as 1.3 or 1.3A"
    if not _ID.fullmatch(shot.id):
        return f"display id {shot.id!r} is not of the form scene.number with a letter after it for a later shot: 1.3, 1.3A"
    if scene_id.strip() and not shot.id.startswith(f"{scene_id}."):
        return f"display id {shot.id!r} does not begin with its scene's id {scene_id!r}"
    if not shot.uid or re.search(r"\s", shot.uid):
        return f"shot {shot.id}: uid {shot.uid!r} is empty or has spaces in it"
    return ""


def _no_shots(case: ScriptCase) -> Iterator[Hit]:
    if not case.script.shots:
        yield Hit(evidence=f"the script has {len(case.script.scenes)} scenes and no shot in them; a film needs one at least")


def _empty_scenes(case: ScriptCase) -> Iterator[Hit]:
    for scene in case.script.scenes if case.script.shots else ():
        if not scene.shots:
            yield Hit(scene=scene, evidence=f"scene {scene.id} ({scene.heading or 'no heading'}) has no shot")


def _fields(case: ScriptCase) -> Iterator[Hit]:
    for number, one in enumerate(case.script.cast, 1):
        if not one.name.strip():
            yield Hit(evidence=f"cast entry {number} has no name", about=f"cast {number}")
    if not case.script.language.strip():
        yield Hit(evidence="the script names no language, so no voice can be chosen", about="language")
    for act in case.script.acts:
        lost = [scene for scene in act.scenes if scene not in {one.id for one in case.script.scenes}]
        if lost:
            yield Hit(evidence=f"act {act.id} names scenes that are not there: {', '.join(lost)}", about=f"act {act.id}")


def _lengths(case: ScriptCase) -> Iterator[Hit]:
    for shot in case.script.shots:
        for name in _PROSE:
            length = len(getattr(shot, name))
            if length > LONGEST_TEXT:
                evidence = f"shot {shot.id}: {name} has {length} characters; at most {LONGEST_TEXT} reach a prompt whole"
                yield Hit(shot=shot, evidence=evidence, about=name, data={"characters": length})


def _boxes(case: ScriptCase) -> Iterator[Hit]:
    for shot in case.script.shots:
        for name, (left, top, right, bottom) in shot.boxes.items():
            if not (0 <= left < right <= 1 and 0 <= top < bottom <= 1):
                evidence = f"shot {shot.id}: the box of {name} is {(left, top, right, bottom)}; expected 0 to 1, left to right"
                yield Hit(shot=shot, evidence=evidence, about=name)


def _silences(case: ScriptCase) -> Iterator[Hit]:
    # The book of rules lists this one too: it can be opened only when all of them are there.
    from storyreel.agents.critic.silence import ignored_words, names_a_rule

    holders: list[tuple[str, Mapping[str, JsonValue], Scene | None, Shot | None]] = [
        ("the script", case.script.extra, None, None)
    ]
    holders += [(f"scene {scene.id}", scene.extra, scene, None) for scene in case.script.scenes]
    holders += [(f"shot {shot.id}", shot.extra, scene, shot) for scene, shot in case.placed]
    for name, extra, scene, shot in holders:
        for word in ignored_words(extra):
            if not names_a_rule(word):
                evidence = f"{name} asks to be silent about {word}, which is no rule; `storyreel critique --rules` lists them"
                yield Hit(scene=scene, shot=shot, evidence=evidence, about=word)


DIMENSION = Dimension(
    name="Format Compliance",
    units=lambda case: len(case.script.shots),
    rules=(
        Rule(
            id="SR101",
            kind="span-hole",
            severity=Severity.BLOCKING,
            says="each shot starts where the one before ends, the first at 0",
            look=_holes,
            remedy=Remedy.RE_TIME,
        ),
        Rule(
            id="SR102",
            kind="span-overlap",
            severity=Severity.BLOCKING,
            says="no shot starts before the one before has ended",
            look=_overlaps,
            remedy=Remedy.RE_TIME,
        ),
        Rule(id="SR103", kind="bad-id", severity=Severity.MAJOR, says="ids are well formed and name one thing each", look=_ids),
        Rule(id="SR104", kind="no-shots", severity=Severity.BLOCKING, says="the script has shots", look=_no_shots),
        Rule(id="SR105", kind="empty-scene", severity=Severity.MAJOR, says="each scene has shots", look=_empty_scenes),
        Rule(
            id="SR106",
            kind="missing-field",
            severity=Severity.MAJOR,
            says="cast names, language and act scenes are given",
            look=_fields,
        ),
        Rule(
            id="SR107",
            kind="text-too-long",
            severity=Severity.MINOR,
            says=f"no field of a shot is longer than {LONGEST_TEXT} characters",
            look=_lengths,
            remedy=Remedy.SIMPLIFY,
        ),
        Rule(id="SR108", kind="bad-box", severity=Severity.MINOR, says="boxes lie within the frame", look=_boxes),
        Rule(id="SR109", kind="unknown-silence", severity=Severity.INFO, says="what is silenced is a rule", look=_silences),
    ),
)
