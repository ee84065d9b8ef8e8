"""Findings as the page shows them: what still stands first, each with the frame on which it was made, where there is one."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass

from storyreel.film.finding import Finding, Severity
from storyreel.film.take import Take
from storyreel.film.time import clock
from storyreel.tools.report.album import Picture
from storyreel.tools.report.data import FILM, ReportData
from storyreel.tools.report.index import Index
from storyreel.tools.report.moments import moment_of
from storyreel.tools.report.places import Box, boxes_of

__all__ = ["FindingView", "FrameView", "finding_view", "finding_views", "frame_with", "is_settled", "take_name"]

_ORDER = list(Severity)


@dataclass(frozen=True, kw_only=True)
class FrameView:
    """A frame with what is drawn on it: boxes in its pixels, and the span of its clip, in percent, that it stands for."""

    picture: Picture
    alt: str
    boxes: tuple[Box, ...] = ()
    span: tuple[float, float] | None = None


@dataclass(frozen=True, kw_only=True)
class FindingView:
    """One Finding in words; `rank` and `order` are what a table sorts its weight and place by."""

    severity: str
    rank: int
    dimension: str
    kind: str
    place: str
    order: float
    anchor: str
    evidence: str
    cause: str
    remedy: str
    status: str
    settled: bool
    judge: str
    frame: FrameView | None


def is_settled(status: str) -> bool:
    """Whether nothing is left to do about a Finding of this status.

    >>> is_settled("resolved by take 2"), is_settled("open")
    (True, False)
    """
    return status.lower().startswith(("resolved", "answered", "void", "replaced", "silenced"))


def finding_views(data: ReportData, index: Index) -> tuple[FindingView, ...]:
    """All Findings on script, film and Takes, each once: what still stands first, then by weight and place in the film."""
    views = [finding_view(finding, index, status=status, take=take, on=on) for finding, status, take, on in _told(data, index)]
    return tuple(sorted(views, key=lambda one: (one.settled, one.rank, one.order)))


def _told(data: ReportData, index: Index) -> Iterator[tuple[Finding, str, Take | None, str]]:
    """Finding, status, the Take it was made on, and what its times count on.

    One that stands in a Take is told with its Take, and one that the film critic found again is told as the film's.
    """
    in_takes = {
        (finding.shot or uid, finding.fingerprint): finding
        for uid, take in index.chosen.items()
        for finding in (take.verdict.findings if take.verdict else ())
    }
    for finding, status, on in data.findings:
        if on or in_takes.get((finding.shot, finding.fingerprint)) != finding:
            yield finding, status, None, on
    on_film = {finding.fingerprint for finding, status, on in data.findings if on == FILM and not is_settled(status)}
    for uid, takes in data.takes.items():
        chosen = index.chosen.get(uid)
        for take in takes:
            for finding in take.verdict.findings if take.verdict else ():
                if take is chosen and finding.fingerprint in on_film:
                    continue
                yield finding, _status(finding, take, chosen, index), take, "take"
            for finding in take.verdict.silenced if take.verdict else ():
                yield finding, "silenced", take, "take"
    for verdict in data.verdicts:
        for finding in verdict.silenced:
            yield finding, "silenced", None, verdict.on


def take_name(take: Take, index: Index) -> str:
    """A Take as people call it: "take 2", "earlier take 2" where the Shot has been changed since."""
    number = index.numbers.get(take.key, f"{take.number}")
    earlier, _, count = number.rpartition(" ")
    return f"{earlier} take {count}".strip()


def _status(finding: Finding, take: Take, chosen: Take | None, index: Index) -> str:
    if chosen is not None and take.key != chosen.key:
        return f"replaced by {take_name(chosen, index)}"
    if chosen is None:
        return "open"
    return "open" if finding.asks_for_work else "noted"


def finding_view(
    finding: Finding, index: Index, *, status: str = "", take: Take | None = None, on: str = "", drawn: bool = True
) -> FindingView:
    """One Finding.

    Args:
        finding: It.
        index: Of the report.
        status: Where it stands.
        take: The Take that it was made on; None where it is on script or film.
        on: "script", "film", "take", or "" where that is not known.
        drawn: Whether its frame is wanted.
    """
    uid = finding.shot or (take.uid if take else "")
    shot_id = index.ids.get(uid, finding.shot_id)
    span = "" if finding.start_ms is None else clock(finding.start_ms)
    if finding.start_ms is not None and finding.end_ms is not None and finding.end_ms > finding.start_ms:
        span = f"{span}–{clock(finding.end_ms)}"
    shot = f"shot {shot_id}" if shot_id else f"scene {finding.scene}" if finding.scene else ""
    where = [shot, take_name(take, index) if take else "", finding.line, span]
    return FindingView(
        severity=finding.severity.value,
        rank=_ORDER.index(finding.severity),
        dimension=finding.dimension,
        kind=finding.kind,
        place=", ".join(part for part in where if part) or "whole film",
        order=index.order.get(uid, -1) + (take.number / 1000 if take else 0),
        anchor=index.anchors.get(uid, ""),
        evidence=finding.evidence,
        cause=finding.cause.value,
        remedy=finding.remedy.value,
        status=status,
        settled=is_settled(status),
        judge=finding.judge,
        frame=_frame(finding, index, take, on) if drawn else None,
    )


def _frame(finding: Finding, index: Index, take: Take | None, on: str) -> FrameView | None:
    """The frame of a Finding: of its Take, else of the film; without a time, that of its Shot."""
    shot_id = index.ids.get(finding.shot or (take.uid if take else ""), finding.shot_id)
    place = f"shot {shot_id}" if shot_id else "the film"
    if take is not None:
        return frame_with((finding,), take, index, alt=f"Frame of {place}, {take_name(take, index)}: {finding.kind}")
    names: list[Hashable] = []
    if on == FILM:
        names.append(moment_of(finding, FILM))
    chosen = index.chosen.get(finding.shot)
    names += [chosen.key if chosen else "", finding.shot]
    picture = index.album.first(*names)
    if picture is None:
        return None
    return FrameView(picture=picture, alt=f"Frame of {place}: {finding.kind}", boxes=_drawn(boxes_of(finding.data), picture))


def frame_with(findings: Iterable[Finding], take: Take, index: Index, *, alt: str) -> FrameView | None:
    """A Take's frame at the first of these Findings that has a time, with all boxes drawn; its thumbnail where none has."""
    timed = next((one for one in findings if one.start_ms is not None), None)
    picture = index.album.first(moment_of(timed, take.key) if timed else "", take.key)
    if picture is None:
        return None
    boxes = tuple(box for one in findings for box in boxes_of(one.data))
    return FrameView(picture=picture, alt=alt, boxes=_drawn(boxes, picture), span=_span(timed, take))


def _drawn(boxes: Iterable[Box], picture: Picture) -> tuple[Box, ...]:
    return tuple(
        Box(*(round(edge * size, 1) for edge, size in zip(box, (picture.width, picture.height) * 2, strict=True)))
        for box in boxes
    )


def _span(finding: Finding | None, take: Take) -> tuple[float, float] | None:
    """From where to where in its Take a Finding stands, in percent; at least wide enough to be seen."""
    length = take.frames / take.rate_num * take.rate_den * 1000
    if finding is None or finding.start_ms is None or length <= 0:
        return None
    end = finding.end_ms if finding.end_ms is not None else finding.start_ms
    left, right = (min(100.0, max(0.0, ms / length * 100)) for ms in (finding.start_ms, max(end, finding.start_ms)))
    wide = max(1.5, right - left)
    return round(min(left, 100 - wide), 2), round(wide, 2)
