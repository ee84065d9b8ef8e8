"""How Findings become a score from 1.0 to 5.0.

    score = 5 - 4 * min(1, sum of weights / max(units, 4))

Weights: blocking 2, major 1, minor 0.25, info 0. `units` is how many things the rules looked at, so a score tells the share that
is broken: with the default threshold of 3.5 a dimension fails when more than three in eight units have a major Finding. At least
four units are assumed, so that one minor remark does not sink a film of one Shot. A blocking Finding holds the score below the
threshold whatever the share. A score is never 0 and never a guess: what was not looked at has no value, and says why.
This module knows no rule and no media.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from storyreel.film.finding import Finding, Score, Severity

__all__ = ["CAP_BELOW", "LEAST_UNITS", "NEEDS_A_JUDGE", "WEIGHTS", "needs_a_judge", "passes", "score_of"]

WEIGHTS: Mapping[Severity, float] = {Severity.BLOCKING: 2.0, Severity.MAJOR: 1.0, Severity.MINOR: 0.25, Severity.INFO: 0.0}
LEAST_UNITS = 4
CAP_BELOW = 0.1
NEEDS_A_JUDGE = "not observable: needs a judge"


def score_of(
    findings: Iterable[Finding],
    *,
    units: int,
    threshold: float,
    least: int = LEAST_UNITS,
    rules: Sequence[str] = (),
    why: str = "",
) -> Score:
    """The score of one dimension from its own Findings.

    Args:
        findings: Those of this dimension only.
        units: How many things were looked at; fewer than `least` count as that many.
        threshold: A blocking Finding keeps the score at least 0.1 below it (but not below 1.0).
        rules: The rules that were applied, in words.
        why: What has to be said beside the score.

    >>> score_of((), units=12, threshold=3.5).value
    5.0
    """
    severities = [finding.severity for finding in findings]
    penalty = sum(WEIGHTS[severity] for severity in severities)
    value = 5.0 - 4.0 * min(1.0, penalty / max(units, least))
    if Severity.BLOCKING in severities:
        value = min(value, threshold - CAP_BELOW)
    return Score(value=max(1.0, round(value, 2)), why=why, rules=tuple(rules))


def needs_a_judge() -> Score:
    """The score of a dimension that no rule and no measurement can see."""
    return Score(value=None, why=NEEDS_A_JUDGE)


def passes(
    scores: Mapping[str, Score], findings: Iterable[Finding], *, threshold: float, thresholds: Mapping[str, float] | None = None
) -> bool:
    """Whether nothing blocks and every observable score reaches its threshold; a score that merely advises holds nothing up.

    >>> passes({"Format Compliance": Score(value=3.4)}, (), threshold=3.5)
    False
    >>> passes({"Dramatic Tension": needs_a_judge()}, (), threshold=3.5)
    True
    >>> passes({"Dramatic Tension": Score(value=2.0, advisory=True)}, (), threshold=3.5)
    True
    """
    if any(finding.severity is Severity.BLOCKING for finding in findings):
        return False
    own = thresholds or {}
    return all(score.value is None or score.advisory or score.value >= own.get(name, threshold) for name, score in scores.items())
