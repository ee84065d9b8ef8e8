"""A judge's verdict beside that of rules or measurements: it fills what they cannot see, and advises unless it may gate.

Where a rule or a measurement gave a score, that score stands and the judge's is kept as a second opinion (`Verdict.judged`). It
knows no model.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from storyreel.agents.critic.judging.samples import UNSETTLED
from storyreel.agents.critic.rubric import NOT_AS_SCRIPTED
from storyreel.agents.critic.scoring import NEEDS_A_JUDGE
from storyreel.agents.critic.silence import Wishes, sift
from storyreel.film.finding import Finding, Score, Severity, Verdict
from storyreel.film.script import Script

__all__ = ["with_judge"]


def with_judge(
    verdict: Verdict,
    judged: Verdict,
    *,
    gates: bool = False,
    thresholds: Mapping[str, float] | None = None,
    script: Script | None = None,
    wishes: Wishes | None = None,
) -> Verdict:
    """One Verdict of both.

    Args:
        gates: Whether the person lets the judge's scores gate. One whose answers disagree never does.
        thresholds: Dimension -> its own threshold.

    >>> ruled = Verdict(on="script", passed=True, scores={"Visual Imagery": Score(why="not observable: needs a judge")})
    >>> seen = Verdict(on="script", passed=True, scores={"Visual Imagery": Score(value=2.0, advisory=True)}, judge="m")
    >>> with_judge(ruled, seen).passed, with_judge(ruled, seen, gates=True).passed
    (True, False)
    """
    own = thresholds or {}
    merged = _merged(verdict, judged, gates=gates)
    counted = {name for name in merged.filled if merged.scores[name].observable and not merged.scores[name].advisory}
    low = {name for name in counted if (merged.scores[name].value or 0.0) < own.get(name, verdict.threshold)}
    found = sift((_weighed(one, low) for one in judged.findings), script, wishes or Wishes())
    return verdict.changed(
        passed=verdict.passed and not low,
        scores=dict(sorted(merged.scores.items(), key=lambda item: item[1].value is None)),
        judged=merged.second,
        findings=(*verdict.findings, *found.heard),
        silenced=(*verdict.silenced, *found.silenced),
        judge=f"{verdict.judge}, {judged.judge}",
        warnings=(*verdict.warnings, *judged.warnings),
    )


class _Merged(NamedTuple):
    """Scores that stand, those that are a second opinion, and which of the first the judge gave."""

    scores: dict[str, Score]
    second: dict[str, Score]
    filled: set[str]


def _merged(verdict: Verdict, judged: Verdict, *, gates: bool) -> _Merged:
    out = _Merged(dict(verdict.scores), dict(verdict.judged), set())
    for name, score in judged.scores.items():
        stands = out.scores.get(name)
        if stands is not None and stands.observable:
            out.second[name] = score.changed(advisory=score.observable)
        elif stands is None or score.observable or stands.why == NEEDS_A_JUDGE:
            may = gates and score.observable and not _unsettled(score)
            out.scores[name] = score.changed(advisory=False) if may else score
            out.filled.add(name)
    return out


def _weighed(finding: Finding, low: set[str]) -> Finding:
    """The Finding as it weighs here: major where its dimension gates and fails."""
    if finding.kind == NOT_AS_SCRIPTED:
        return finding
    return finding.changed(severity=Severity.MAJOR if finding.dimension in low else Severity.MINOR)


def _unsettled(score: Score) -> bool:
    return f"{UNSETTLED}:" in score.why
