"""Stage three of the model Scripter: rounds of correction by four checks, code first and the model second; the best is kept.

In a round the rules find and mend what they can, then the model checks Dialogue Completeness, Character Appearance Consistency,
Scene Coherence and Positional and Physical Rationality, and each of its corrections is kept only where the rules find no
more than before. A model that fails here costs nothing but its advice: the scene stands as it was, and that is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from storyreel.agents.scripter.model_asking import ask_for
from storyreel.agents.scripter.model_changes import changed, shot_rows
from storyreel.agents.scripter.model_forms import CorrectionsForm
from storyreel.agents.scripter.model_names import CastNames
from storyreel.agents.scripter.model_rolling import Carried
from storyreel.agents.scripter.model_telling import Telling
from storyreel.agents.scripter.model_weighing import OneScene, Weight, mended_by_rules
from storyreel.errors import BackendError
from storyreel.film.finding import Finding, Severity
from storyreel.tools.chat import ChatModel

__all__ = ["ROUNDS", "correct_scene"]

ROUNDS: Final = 3
_MOST: Final = 12
"""Corrections that are tried in one round."""


async def correct_scene(
    chat: ChatModel,
    one: OneScene,
    material: str,
    carried: Carried,
    telling: Telling,
    *,
    language: str = "",
    rounds: int = ROUNDS,
    seed: int = 0,
) -> OneScene:
    """The best of the scene that came out of at most so many rounds."""
    best, weight = mended_by_rules(one)
    number = best.scene.id
    for turn in range(1, rounds + 1):
        ask = ask_for(
            "scripter/correct",
            [
                ("cast sheet", carried.people),
                ("scene", material),
                ("shot list", shot_rows(best.scene.shots)),
                ("found by the rules", _found(best.findings)),
            ],
            seed=seed,
            most=2500,
            language=language,
            round=turn,
        )
        try:
            answer = await chat.fill(ask, CorrectionsForm)
        except BackendError as exc:
            telling.repaired(number, f"check {turn} was left out: {exc}")
            break
        tried = _tried(best, weight, answer.value, telling, turn)
        if tried is best:
            break
        best, weight = mended_by_rules(tried)
    return best


def _tried(best: OneScene, weight: Weight, told: CorrectionsForm, telling: Telling, turn: int) -> OneScene:
    """The scene with those corrections that the rules have nothing against."""
    names = CastNames(best.cast)
    now = best
    for change in told.corrections[:_MOST]:
        allowed = {shot.id: shot.uid for shot in now.scene.shots}
        done = changed(now.script, change, allowed=allowed, names=names, why=f"check {turn}, {change.module[:60] or 'unnamed'}")
        if done.refused:
            telling.repaired(best.scene.id, done.refused)
        if not done.edits:
            continue
        after = replace(now, scene=done.script.scenes[0])
        if after.weight.no_worse_than(weight):
            now, weight = after, after.weight
        else:
            telling.repaired(best.scene.id, f"shot {change.shot}: a correction was not kept, the rules found more after it")
    if len(told.corrections) > _MOST:
        telling.repaired(best.scene.id, f"check {turn}: {len(told.corrections)} corrections, the first {_MOST} were tried")
    return now


def _found(findings: Sequence[Finding]) -> str:
    return "\n".join(f"{one.dimension}: {one.evidence}" for one in findings if one.severity is not Severity.INFO)
