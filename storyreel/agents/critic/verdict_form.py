"""A Verdict in the form that the command line prints: scores, and Findings with the display id of their Shot.

It is the stable interface of `critique --json`; fields are added, never renamed.
"""

from __future__ import annotations

from typing import Any

from storyreel.agents.critic.rule_book import rule_id
from storyreel.film.finding import Finding, Score, Verdict

__all__ = ["finding_json", "verdict_json"]


def finding_json(finding: Finding) -> dict[str, Any]:
    """One Finding in the interface's form; `shot` is the display id, null where it concerns the whole; times in seconds.

    >>> from storyreel.film.finding import Cause, Remedy, Severity
    >>> one = Finding(dimension="Technical Quality", kind="black", severity=Severity.MAJOR, evidence="12 black frames",
    ...               cause=Cause.BACKEND, remedy=Remedy.RETAKE, shot="sh_1", shot_id="1.3", start_ms=500, end_ms=1000)
    >>> finding_json(one)["shot"], finding_json(one)["start_s"], finding_json(one)["remedy"]
    ('1.3', 0.5, 'retake')
    """
    return {
        "rule": rule_id(finding),
        "dimension": finding.dimension,
        "kind": finding.kind,
        "severity": str(finding.severity),
        "shot": finding.shot_id or None,
        "start_s": _seconds(finding.start_ms),
        "end_s": _seconds(finding.end_ms),
        "cause": str(finding.cause),
        "evidence": finding.evidence,
        "remedy": str(finding.remedy),
    }


def verdict_json(verdict: Verdict) -> dict[str, Any]:
    """A Verdict in the interface's form: what was judged, whether it passed, scores (null is "not observable") and Findings,
    those that are silenced apart.

    >>> verdict_json(Verdict(on="script", passed=True))["findings"]
    []
    """
    judged = {name: _score(score) for name, score in verdict.judged.items()}
    return {
        "on": verdict.on,
        "passed": verdict.passed,
        "threshold": verdict.threshold,
        "judge": verdict.judge,
        "scores": {name: _score(score) for name, score in verdict.scores.items()},
        "findings": [finding_json(finding) for finding in verdict.findings],
        "silenced": [finding_json(finding) for finding in verdict.silenced],
        **({"judged": judged} if judged else {}),
        **({"warnings": list(verdict.warnings)} if verdict.warnings else {}),
    }


def _score(score: Score) -> dict[str, Any]:
    """A score; who was asked, how often and how sure stand in it where somebody was asked."""
    out: dict[str, Any] = {"value": score.value, "why": score.why, "rules": list(score.rules)}
    if score.judge:
        out |= {"spread": score.spread, "n": score.n, "judge": score.judge, "advisory": score.advisory}
    return out


def _seconds(ms: int | None) -> float | None:
    return None if ms is None else ms / 1000
