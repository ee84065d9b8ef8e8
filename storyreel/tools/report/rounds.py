"""What changed from round to round: rounds on the Script, and Shots that were made again.

Of a Shot, the frame with the fault stands beside the same moment of the Take in the film. It does not say which is better.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from storyreel.film.finding import Finding
from storyreel.film.take import Take
from storyreel.tools.report.changes import score_changes
from storyreel.tools.report.data import Moment, ReportData
from storyreel.tools.report.finding_views import FindingView, FrameView, finding_view, frame_with, take_name
from storyreel.tools.report.index import Index
from storyreel.tools.report.moments import moment_of
from storyreel.tools.report.verdict_views import percent_of_scale

__all__ = ["RetakeView", "RoundView", "ScoreChange", "TakeStep", "retake_views", "round_views"]


@dataclass(frozen=True, kw_only=True)
class ScoreChange:
    """A dimension's score before and after, and both in percent of the scale."""

    name: str
    before: float
    after: float
    before_percent: int
    after_percent: int


@dataclass(frozen=True, kw_only=True)
class RoundView:
    """A round on the Script."""

    loop: str
    round: str
    why: tuple[str, ...]
    changed: tuple[str, ...]
    scores: tuple[ScoreChange, ...]
    result: str
    more: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class TakeStep:
    """One Take in the row of Takes of a Shot that was made again."""

    name: str
    chosen: bool
    passed: bool | None
    frame: FrameView | None
    findings: tuple[FindingView, ...]
    placeholder: str


@dataclass(frozen=True, kw_only=True)
class RetakeView:
    """A Shot that was made more than once: its Takes in their order, and what came of it."""

    id: str
    anchor: str
    steps: tuple[TakeStep, ...]
    scores: tuple[ScoreChange, ...]
    result: str


def round_views(loops: Sequence[Mapping[str, Any]]) -> tuple[RoundView, ...]:
    """Rounds on the Script, oldest first."""
    return tuple(_round(one) for one in loops)


def _round(one: Mapping[str, Any]) -> RoundView:
    known = ("loop", "round", "why", "changed", "scores", "result")
    number = one.get("round", "")
    return RoundView(
        loop=str(one.get("loop", "round")),
        round=f"round {number}" if isinstance(number, int) else str(number),
        why=_sentences(one.get("why", ())),
        changed=_sentences(one.get("changed", ())),
        scores=_changes(one.get("scores", ())),
        result=str(one.get("result", "")),
        more=tuple((str(name).replace("_", " "), str(value)) for name, value in one.items() if name not in known),
    )


def _sentences(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,) if value else ()
    return tuple(str(one) for one in value)


def _changes(scores: Any) -> tuple[ScoreChange, ...]:
    return tuple(
        ScoreChange(
            name=str(name), before=was, after=now, before_percent=percent_of_scale(was), after_percent=percent_of_scale(now)
        )
        for name, was, now in cast("Sequence[tuple[str, float, float]]", scores)
    )


def retake_views(data: ReportData, index: Index) -> tuple[RetakeView, ...]:
    """Every Shot of the Script that has more than one Take, in the film's order."""
    made = ((shot.uid, data.takes.get(shot.uid, ())) for shot in data.script.shots)
    return tuple(_retake(uid, takes, index) for uid, takes in made if len(takes) > 1)


def _retake(uid: str, takes: Sequence[Take], index: Index) -> RetakeView:
    chosen = index.chosen.get(uid)
    first = next((take for take in takes if take is not chosen), takes[0])
    fault = _fault(first)
    return RetakeView(
        id=index.ids[uid],
        anchor=index.anchors[uid],
        steps=tuple(_step(take, take is chosen, fault, index) for take in takes),
        scores=_changes(score_changes(first.verdict, chosen.verdict if chosen else None)),
        result=_result(takes, chosen, index),
    )


def _fault(take: Take) -> Finding | None:
    findings = take.verdict.findings if take.verdict else ()
    return next((one for one in sorted(findings, key=lambda one: not one.asks_for_work) if one.start_ms is not None), None)


def _step(take: Take, chosen: bool, fault: Finding | None, index: Index) -> TakeStep:
    findings = take.verdict.findings if take.verdict else ()
    alt = f"Shot {index.ids.get(take.uid, take.uid)}, {take_name(take, index)}"
    frame = frame_with(findings, take, index, alt=alt)
    if not any(one.start_ms is not None for one in findings):
        frame = _same_moment(take, fault, index, alt) or frame
    return TakeStep(
        name=take_name(take, index),
        chosen=chosen,
        passed=take.verdict.passed if take.verdict else None,
        frame=frame,
        findings=tuple(finding_view(one, index, take=take, drawn=False) for one in findings),
        placeholder=take.placeholder,
    )


def _same_moment(take: Take, fault: Finding | None, index: Index, alt: str) -> FrameView | None:
    """A Take without faults, at the moment at which the one before it had one."""
    moment: Moment | None = moment_of(fault, take.key) if fault else None
    picture = index.album.first(moment) if moment else None
    return FrameView(picture=picture, alt=f"{alt}, the same moment") if picture else None


def _result(takes: Sequence[Take], chosen: Take | None, index: Index) -> str:
    if chosen is None:
        return "no take stands"
    passed = chosen.verdict is not None and chosen.verdict.passed
    name = take_name(chosen, index)
    return f"{name} stands" if passed else f"{name} stands as the best of {len(takes)}"
