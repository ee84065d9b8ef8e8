"""The report's data as the page shows it: flat, in order, every figure already in words. It knows no HTML.

A score that was not given stays a score that was not given: `ScoreView.value` is None and `why` says why.
"""

from __future__ import annotations

import base64
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from storyreel.film.finding import Finding, Score, Severity, Verdict
from storyreel.film.plan import PlannedShot
from storyreel.film.script import Scene, Shot, SpokenLine
from storyreel.film.take import Take
from storyreel.film.time import clock
from storyreel.tools.report.data import ReportData
from storyreel.tools.report.wording import camera_words, duration_words, money_words, staging_words

__all__ = [
    "FindingView",
    "SceneView",
    "ScoreView",
    "ShotView",
    "TakeView",
    "VerdictView",
    "finding_views",
    "picture_uri",
    "scene_views",
    "verdict_views",
]

_ORDER = list(Severity)


@dataclass(frozen=True, kw_only=True)
class ScoreView:
    """One dimension's score; `percent` is its place on the scale from 1 to 5."""

    name: str
    value: float | None
    percent: int
    why: str
    rules: tuple[str, ...]
    passed: bool


@dataclass(frozen=True, kw_only=True)
class FindingView:
    """One Finding in words."""

    severity: str
    dimension: str
    kind: str
    place: str
    anchor: str
    evidence: str
    cause: str
    remedy: str
    status: str
    settled: bool
    judge: str


@dataclass(frozen=True, kw_only=True)
class VerdictView:
    """One Verdict; `threshold_percent` is where on the scale it passes, `unseen` is what has no score, by the reason why."""

    on: str
    passed: bool
    mean: str
    judge: str
    threshold: float
    threshold_percent: int
    scores: tuple[ScoreView, ...]
    unseen: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, kw_only=True)
class TakeView:
    """One Take beside its Shot."""

    number: int
    key: str
    chosen: bool
    picture: str
    facts: tuple[str, ...]
    verdict: VerdictView | None
    findings: tuple[FindingView, ...]
    placeholder: str


@dataclass(frozen=True, kw_only=True)
class ShotView:
    """One Shot of the script with what was made of it."""

    anchor: str
    id: str
    start_s: float
    clock: str
    length: str
    camera: tuple[str, ...]
    shot: Shot
    lines: tuple[SpokenLine, ...]
    notes: tuple[tuple[str, str], ...]
    staging: tuple[tuple[str, str], ...]
    picture: str
    takes: tuple[TakeView, ...]
    missing: str
    locked: bool
    open_findings: int
    prompt: str
    choices: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, kw_only=True)
class SceneView:
    """One Scene with its Shots."""

    anchor: str
    scene: Scene
    place: str
    shots: tuple[ShotView, ...]


def picture_uri(jpeg: bytes | None) -> str:
    """A JPEG as a data address, "" for none."""
    return f"data:image/jpeg;base64,{base64.b64encode(jpeg).decode('ascii')}" if jpeg else ""


def verdict_views(verdicts: Iterable[Verdict]) -> tuple[VerdictView, ...]:
    """Verdicts with their scores in the critic's order."""
    return tuple(_verdict(one) for one in verdicts)


def _verdict(verdict: Verdict) -> VerdictView:
    mean = verdict.mean
    unseen: dict[str, list[str]] = {}
    for name, score in verdict.scores.items():
        if not score.observable:
            unseen.setdefault(_why_not(score), []).append(name)
    return VerdictView(
        on=verdict.on,
        passed=verdict.passed,
        mean="nothing could be scored" if mean is None else f"{mean:.1f}",
        judge=verdict.judge,
        threshold=verdict.threshold,
        threshold_percent=_percent(verdict.threshold),
        scores=tuple(_score(name, score, verdict.threshold) for name, score in verdict.scores.items()),
        unseen=tuple((why, tuple(names)) for why, names in unseen.items()),
    )


def _score(name: str, score: Score, threshold: float) -> ScoreView:
    value = score.value
    return ScoreView(
        name=name,
        value=value,
        percent=0 if value is None else _percent(value),
        why=score.why if score.observable else _why_not(score),
        rules=score.rules,
        passed=value is not None and value >= threshold,
    )


def _why_not(score: Score) -> str:
    return score.why.removeprefix("not observable: ") or "no reason was given"


def _percent(value: float) -> int:
    return round((value - 1) / 4 * 100)


def finding_views(data: ReportData) -> tuple[FindingView, ...]:
    """All Findings, what still stands first, then by weight and place in the film."""
    index = _index(data)
    order = {shot.uid: number for number, shot in enumerate(data.script.shots)}
    known = sorted(
        data.findings,
        key=lambda one: (_settled(one.status), _ORDER.index(one.finding.severity), order.get(one.finding.shot, -1)),
    )
    return tuple(_finding(one.finding, one.status, index) for one in known)


@dataclass(frozen=True, kw_only=True)
class _Index:
    """What is looked up by uid. Anchors are counted: uids come from documents and are no names for HTML."""

    ids: Mapping[str, str]
    anchors: Mapping[str, str]
    planned: Mapping[str, PlannedShot]
    missing: Mapping[str, str]
    standing: Mapping[str, int]


def _index(data: ReportData) -> _Index:
    shots = data.script.shots
    work = [one.finding.shot for one in data.findings if one.finding.asks_for_work and not _settled(one.status)]
    return _Index(
        ids={shot.uid: shot.id for shot in shots},
        anchors={shot.uid: f"shot-{number}" for number, shot in enumerate(shots, 1)},
        planned={one.uid: one for one in data.plan.shots} if data.plan else {},
        missing={one.uid: one.missing.reason for one in data.cut.entries if one.missing} if data.cut else {},
        standing=Counter(work),
    )


def _settled(status: str) -> bool:
    return status.lower().startswith(("resolved", "answered", "void"))


def _finding(finding: Finding, status: str, index: _Index) -> FindingView:
    shot_id = index.ids.get(finding.shot, finding.shot_id)
    span = "" if finding.start_ms is None else clock(finding.start_ms)
    if finding.start_ms is not None and finding.end_ms is not None and finding.end_ms > finding.start_ms:
        span = f"{span}–{clock(finding.end_ms)}"
    where = [f"shot {shot_id}" if shot_id else f"scene {finding.scene}" if finding.scene else "", finding.line, span]
    return FindingView(
        severity=finding.severity.value,
        dimension=finding.dimension,
        kind=finding.kind,
        place=", ".join(part for part in where if part) or "whole film",
        anchor=index.anchors.get(finding.shot, ""),
        evidence=finding.evidence,
        cause=finding.cause.value,
        remedy=finding.remedy.value,
        status=status,
        settled=_settled(status),
        judge=finding.judge,
    )


def scene_views(data: ReportData) -> tuple[SceneView, ...]:
    """The script in order, each Shot with its Takes."""
    index = _index(data)
    return tuple(
        SceneView(
            anchor=f"scene-{number}",
            scene=scene,
            place=" · ".join(part for part in (_inside(scene), scene.place, scene.time_of_day) if part),
            shots=tuple(
                _shot(data, shot, before, index) for before, shot in zip((None, *scene.shots), scene.shots, strict=False)
            ),
        )
        for number, scene in enumerate(data.script.scenes, 1)
    )


def _inside(scene: Scene) -> str:
    return "" if scene.interior is None else "interior" if scene.interior else "exterior"


def _shot(data: ReportData, shot: Shot, before: Shot | None, index: _Index) -> ShotView:
    takes = sorted(data.takes.get(shot.uid, ()), key=lambda one: one.key != data.chosen.get(shot.uid, ""))
    chosen = data.chosen.get(shot.uid, "")
    planned = index.planned.get(shot.uid)
    staging = ((one.character, staging_words(one)) for one in shot.blocking)
    return ShotView(
        anchor=index.anchors[shot.uid],
        id=shot.id,
        start_s=shot.start_ms / 1000,
        clock=clock(shot.start_ms),
        length=duration_words(shot.duration_ms / 1000),
        camera=tuple(camera_words(shot)),
        shot=shot,
        lines=shot.lines,
        notes=tuple(_notes(shot, before)),
        staging=tuple((who, how) for who, how in staging if how),
        picture=picture_uri(data.thumbnails.get(chosen) or data.thumbnails.get(shot.uid)),
        takes=tuple(_take(data, take, chosen, index) for take in takes),
        missing=index.missing.get(shot.uid) or ("" if takes else "no take was made"),
        locked=bool(planned and planned.locked_take),
        open_findings=index.standing.get(shot.uid, 0),
        prompt=planned.prompt if planned else "",
        choices=tuple((one.about, one.choice, one.reason) for one in planned.choices) if planned else (),
    )


def _notes(shot: Shot, before: Shot | None) -> Iterable[tuple[str, str]]:
    """What else the Shot says; left out are a feeling that is none, light as before, and a plot that repeats the action."""
    for name in ("emotion", "lighting", "effects", "sound", "plot"):
        words: str = getattr(shot, name)
        as_before = before is not None and words == getattr(before, name)
        if words and words != "neutral" and words not in shot.action and not as_before:
            yield name, words


def _take(data: ReportData, take: Take, chosen: str, index: _Index) -> TakeView:
    rate = take.rate_num / take.rate_den
    length = f"{take.frames} frames, {duration_words(take.frames / rate)}"
    if take.frames != take.asked_frames:
        length += f" (asked: {take.asked_frames} frames)"
    source = f"shot {index.ids[take.anchor.source]}" if take.anchor.source in index.ids else take.anchor.source
    anchor = "none" if take.anchor.mode == "nothing" else " of ".join(part for part in (take.anchor.mode, source) if part)
    facts = (
        length,
        f"seed {take.seed}",
        " ".join(part for part in (take.backend, take.revision) if part),
        f"made in {duration_words(take.wall_ms / 1000)}",
        f"cost {money_words(take.cost.micros, take.cost.currency)}",
        f"anchor: {anchor}" + (f" ({take.anchor.reason})" if take.anchor.reason else ""),
    )
    findings = take.verdict.findings if take.verdict else ()
    return TakeView(
        number=take.number,
        key=take.key[:10],
        chosen=take.key == chosen,
        picture=picture_uri(data.thumbnails.get(take.key)),
        facts=facts,
        verdict=_verdict(take.verdict) if take.verdict else None,
        findings=tuple(_finding(one, "", index) for one in findings),
        placeholder=take.placeholder,
    )
