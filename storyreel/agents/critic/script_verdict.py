"""The verdict on a Script: every dimension's rules applied, scored, and passed or not.

Pure: the same Script, source, speech and thresholds give the same Verdict. What no rule sees is "not observable: needs a judge".
"""

from __future__ import annotations

from collections.abc import Mapping

from storyreel.agents.critic.case import ScriptCase
from storyreel.agents.critic.rule import Dimension, findings_of
from storyreel.agents.critic.scoring import needs_a_judge, passes, score_of
from storyreel.agents.critic.script_rules import JUDGED_SCRIPT_DIMENSIONS, SCRIPT_DIMENSIONS
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
) -> Verdict:
    """The verdict of the rules on a Script.

    Args:
        dialogue: The source; without it Lines are judged on the Script's own ids, and the score says so.
        speech: The table read; without it the time that speech needs is estimated, and only advises.
        threshold: Score from which a dimension passes, 1.0 to 5.0.
        thresholds: Dimension -> its own threshold.

    >>> verdict = script_verdict(Script())
    >>> verdict.passed, verdict.findings[0].kind, verdict.scores["Dramatic Tension"].why
    (False, 'no-shots', 'not observable: needs a judge')
    """
    case = ScriptCase(script, dialogue, speech)
    own = thresholds or {}
    findings: list[Finding] = []
    scores: dict[str, Score] = {}
    for dimension in SCRIPT_DIMENSIONS:
        found = findings_of(dimension, case)
        scores[dimension.name] = _score(dimension, case, found, own.get(dimension.name, threshold))
        findings += found
    scores |= {name: needs_a_judge() for name in JUDGED_SCRIPT_DIMENSIONS}
    passed = passes(scores, findings, threshold=threshold, thresholds=own)
    return Verdict(on="script", made_on=case.made_on, passed=passed, scores=scores, findings=tuple(findings), threshold=threshold)


def _score(dimension: Dimension, case: ScriptCase, findings: tuple[Finding, ...], threshold: float) -> Score:
    blind = dimension.blind(case)
    if blind and not findings:
        return Score(value=None, why=blind)
    rules = tuple(rule.text for rule in dimension.rules)
    return score_of(findings, units=dimension.units(case), threshold=threshold, rules=rules, why=dimension.remark(case))
