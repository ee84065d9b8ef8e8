"""Verdicts as the page shows them: every figure in words. A score that was not given stays one that was not given."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from storyreel.film.finding import Score, Verdict

__all__ = ["ScoreView", "VerdictView", "percent_of_scale", "verdict_view", "verdict_views"]


@dataclass(frozen=True, kw_only=True)
class ScoreView:
    """One dimension's score.

    Attributes:
        value: None where it was not scored.
        percent: Its place on the scale from 1 to 5.
        spread: How far another judging may lie, "" where nobody was asked.
        by: Who was asked, how often, and whether it only advises; "" for rules and measurements.
    """

    name: str
    value: float | None
    percent: int
    why: str
    rules: tuple[str, ...]
    passed: bool
    spread: str = ""
    by: str = ""


@dataclass(frozen=True, kw_only=True)
class VerdictView:
    """One Verdict; `threshold_percent` is where on the scale it passes, `unseen` is what has no score, by the reason why.

    Attributes:
        second: A judge's opinion of what rules or measurements score too.
        warnings: What whoever reads the scores has to know.
    """

    on: str
    passed: bool
    mean: str
    judge: str
    threshold: float
    threshold_percent: int
    scores: tuple[ScoreView, ...]
    unseen: tuple[tuple[str, tuple[str, ...]], ...]
    second: tuple[ScoreView, ...] = ()
    warnings: tuple[str, ...] = ()


def verdict_views(verdicts: Iterable[Verdict]) -> tuple[VerdictView, ...]:
    """Verdicts with their scores in the critic's order."""
    return tuple(verdict_view(one) for one in verdicts)


def verdict_view(verdict: Verdict) -> VerdictView:
    """One Verdict."""
    mean = verdict.mean
    unseen: dict[str, list[str]] = {}
    for name, score in verdict.scores.items():
        if not score.observable:
            unseen.setdefault(_why_not(score), []).append(name)
    return VerdictView(
        on=verdict.on,
        passed=verdict.passed,
        mean=f"{'nothing could be scored' if mean is None else f'{mean:.1f} of 5'}{_left_out(verdict)}",
        judge=verdict.judge,
        threshold=verdict.threshold,
        threshold_percent=percent_of_scale(verdict.threshold),
        scores=tuple(_score(name, score, verdict.threshold) for name, score in verdict.scores.items()),
        unseen=tuple((why, tuple(names)) for why, names in unseen.items()),
        second=tuple(_score(name, score, verdict.threshold) for name, score in verdict.judged.items() if score.observable),
        warnings=verdict.warnings,
    )


def _score(name: str, score: Score, threshold: float) -> ScoreView:
    value = score.value
    return ScoreView(
        name=name,
        value=value,
        percent=0 if value is None else percent_of_scale(value),
        why=score.why if score.observable else _why_not(score),
        rules=score.rules,
        passed=value is not None and value >= threshold,
        spread="" if value is None or score.spread is None else f"± {score.spread:.2g}",
        by=_by(score),
    )


def _left_out(verdict: Verdict) -> str:
    """That the mean is without scores that only advise, where there are any."""
    return ", without what only advises" if any(score.advisory for score in verdict.scores.values()) else ""


def _by(score: Score) -> str:
    """Who was asked, in a phrase."""
    if not score.judge:
        return ""
    answers = "" if score.n is None else f"{score.n} answer{'s' if score.n != 1 else ''}"
    return ", ".join(part for part in (score.judge, answers, "advises" if score.advisory else "") if part)


def _why_not(score: Score) -> str:
    return score.why.removeprefix("not observable: ") or "no reason was given"


def percent_of_scale(value: float) -> int:
    """Where a score stands on the scale from 1 to 5, in percent.

    >>> percent_of_scale(1.0), percent_of_scale(3.5), percent_of_scale(5.0)
    (0, 62, 100)
    """
    return round((value - 1) / 4 * 100)
