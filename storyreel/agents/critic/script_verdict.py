"""The verdict on a Script: every dimension's rules applied, scored, and passed or not.

Pure: the same Script, source, speech, thresholds and wishes give the same Verdict. What no rule sees is "not observable: needs a
judge"; what is silenced counts for nothing and is kept apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from storyreel.agents.critic.case import ScriptCase
from storyreel.agents.critic.rule import Dimension, findings_of
from storyreel.agents.critic.scoring import needs_a_judge, passes, score_of
from storyreel.agents.critic.script_rules import JUDGED_SCRIPT_DIMENSIONS, SCRIPT_DIMENSIONS
from storyreel.agents.critic.silence import Sifted, Wishes, sift
from storyreel.film.dialogue import Dialogue
from storyreel.film.finding import Finding, Score, Verdict
from storyreel.film.script import Script
from storyreel.film.speech import SpeechSheet

__all__ = ["script_verdict"]


def script_verdict(
    script: Script,
    *,
    dialogue: Dialogue | None = None,
    speech: SpeechSheet | None = None,
    threshold: float = 3.5,
    thresholds: Mapping[str, float] | None = None,
    wishes: Wishes | None = None,
) -> Verdict:
    """The verdict of the rules on a Script.

    Args:
        dialogue: The source; without it Lines are judged on the Script's own ids, and the score says so.
        speech: The table read; without it the time that speech needs is estimated, and only advises.
        threshold: Score from which a dimension passes, 1.0 to 5.0.
        thresholds: Dimension -> its own threshold.
        wishes: Rules to apply alone, and rules not to hear of.

    >>> verdict = script_verdict(Script())
    >>> verdict.passed, verdict.findings[0].kind, verdict.scores["Dramatic Tension"].why
    (False, 'no-shots', 'not observable: needs a judge')
    """
    case = ScriptCase(script, dialogue, speech)
    own, asked = thresholds or {}, wishes or Wishes()
    findings: list[Finding] = []
    silenced: list[Finding] = []
    scores: dict[str, Score] = {}
    for whole in SCRIPT_DIMENSIONS:
        dimension = replace(whole, rules=tuple(rule for rule in whole.rules if asked.selects(rule.id or rule.kind, rule.kind)))
        if not dimension.rules:
            scores[whole.name] = Score(value=None, why="not observable: none of its rules was selected")
            continue
        found = sift(findings_of(dimension, case), script, asked)
        scores[whole.name] = _score(dimension, case, found, own.get(whole.name, threshold), asked)
        findings += found.heard
        silenced += found.silenced
    scores |= {name: needs_a_judge() for name in JUDGED_SCRIPT_DIMENSIONS}
    return Verdict(
        on="script",
        made_on=case.made_on,
        passed=passes(scores, findings, threshold=threshold, thresholds=own),
        scores=scores,
        findings=tuple(findings),
        threshold=threshold,
        silenced=tuple(silenced),
    )


def _score(dimension: Dimension, case: ScriptCase, found: Sifted, threshold: float, wishes: Wishes) -> Score:
    blind = dimension.blind(case)
    if blind and not found.heard:
        return Score(value=None, why=blind)
    applied = [rule for rule in dimension.rules if not wishes.ignores(rule.id or rule.kind, rule.kind)]
    if not applied:
        return Score(value=None, why="not observable: all of its rules are ignored")
    silenced = f"{len(found.silenced)} silenced" if found.silenced else ""
    why = "; ".join(part for part in (dimension.remark(case), silenced) if part)
    rules = tuple(rule.text for rule in applied)
    return score_of(found.heard, units=dimension.units(case), threshold=threshold, rules=rules, why=why)
