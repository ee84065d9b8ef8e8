"""Judging verdicts: which to keep, whether there was a gain or any progress, whom a defect is to be laid to, which are void.

Pure functions for the routes of the graph; they know no graph, no Script and no media.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from storyreel.agents.critic.scoring import WEIGHTS
from storyreel.film.finding import Cause, Finding, Severity, Verdict

__all__ = ["ESCALATES_AFTER", "attribute", "better", "gain", "progress", "void"]

ESCALATES_AFTER = 2
"""Takes of a Shot with the same Finding after which the Script is to blame."""


def better(a: Verdict | None, b: Verdict | None) -> Verdict | None:
    """Which of two verdicts to keep: the incumbent `a`, unless the challenger `b` is truly better.

    In this order: passed, fewer blocking Findings, fewer major ones, a higher mean over the dimensions that both observed (by
    more than the judges' spread). The incumbent wins ties; None loses to anything.

    >>> one = Verdict(on="take", passed=True)
    >>> better(one, Verdict(on="take", passed=True)) is one
    True
    """
    if a is None or b is None:
        return a if b is None else b
    mine, theirs = _rank(a), _rank(b)
    if mine != theirs:
        return b if theirs > mine else a
    return b if gain(a, b) > 0 else a


def _rank(verdict: Verdict) -> tuple[bool, int, int]:
    severities = [finding.severity for finding in verdict.findings]
    return verdict.passed, -severities.count(Severity.BLOCKING), -severities.count(Severity.MAJOR)


def gain(before: Verdict | None, after: Verdict | None) -> float:
    """Mean rise of the scores over the dimensions that both verdicts observed; 0.0 where it is within the judges' spread.

    Scores that merely advise count for nothing. Without a `before` it is the mean of `after` over 1.0, the lowest score; without
    an `after`, 0.0.

    >>> from storyreel.film.finding import Score
    >>> low, high = (Verdict(on="take", passed=True, scores={"Duration": Score(value=v)}) for v in (3.0, 4.5))
    >>> gain(low, high), gain(high, low)
    (1.5, -1.5)
    """
    if after is None:
        return 0.0
    if before is None:
        return (after.mean or 1.0) - 1.0
    rises: list[float] = []
    spreads: list[float] = []
    for name, score in after.scores.items():
        old = before.scores.get(name)
        if score.advisory or (old is not None and old.advisory):
            continue
        if old is not None and old.value is not None and score.value is not None:
            rises.append(score.value - old.value)
            spreads.append(max(old.spread or 0.0, score.spread or 0.0))
    if not rises:
        return 0.0
    rise = sum(rises) / len(rises)
    return rise if abs(rise) > sum(spreads) / len(spreads) else 0.0


def progress(previous: Iterable[Finding] | None, findings: Iterable[Finding]) -> bool:
    """Whether a round of revision brought the Script nearer: less weight of Findings that ask for work than before.

    A defect traded for another of the same weight is no progress. The first round (`previous` None) always is.

    >>> progress(None, ()), progress((), ())
    (True, False)
    """
    return previous is None or _weight(findings) < _weight(previous)


def _weight(findings: Iterable[Finding]) -> float:
    return sum(WEIGHTS[finding.severity] for finding in findings if finding.asks_for_work)


def attribute(history: Sequence[Finding]) -> Cause:
    """Whom the last Finding of a Shot's history is to be laid to.

    Args:
        history: Findings on the Takes of one Shot, oldest first, several per Take; `made_on` tells the Takes apart.

    Returns:
        The Finding's own cause, until the same fingerprint stands on two Takes: then the Script, for it asks for what does not
        come.

    Raises:
        ValueError: If the history is empty.
    """
    if not history:
        raise ValueError("a history without a Finding has no cause; ask only where there is one")
    last = history[-1]
    takes = {finding.made_on for finding in history if finding.fingerprint == last.fingerprint}
    if len(takes) >= ESCALATES_AFTER and last.cause is not Cause.DIALOGUE:
        return Cause.SCRIPT
    return last.cause


def void(findings: Iterable[Finding], made_on_now: str | Iterable[str]) -> tuple[Finding, ...]:
    """The Findings that still hold: those made on what is there now; all others are void.

    Args:
        made_on_now: Hash, or hashes, of the Script, Takes and film that are there now.
    """
    now = {made_on_now} if isinstance(made_on_now, str) else set(made_on_now)
    return tuple(finding for finding in findings if finding.made_on in now)
