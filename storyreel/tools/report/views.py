"""The script and its Takes as the page shows them: flat, in order, every figure already in words. It knows no HTML."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from storyreel.film.finding import Severity
from storyreel.film.script import Scene, Shot, SpokenLine
from storyreel.film.take import Take
from storyreel.film.time import clock
from storyreel.tools.report.album import Picture
from storyreel.tools.report.data import ReportData
from storyreel.tools.report.finding_views import FindingView, FrameView, finding_view, frame_with, take_name
from storyreel.tools.report.index import Index
from storyreel.tools.report.verdict_views import VerdictView, verdict_view
from storyreel.tools.report.wording import camera_words, duration_words, money_words, staging_words

__all__ = ["SceneView", "ShotView", "TakeView", "scene_views"]

_ASKS = (Severity.BLOCKING.value, Severity.MAJOR.value)


@dataclass(frozen=True, kw_only=True)
class TakeView:
    """One Take beside its Shot."""

    number: str
    name: str
    key: str
    chosen: bool
    frame: FrameView | None
    facts: tuple[str, ...]
    verdict: VerdictView | None
    findings: tuple[FindingView, ...]
    placeholder: str


@dataclass(frozen=True, kw_only=True)
class ShotView:
    """One Shot of the script with what was made of it.

    Attributes:
        picture: Of the Take in the film.
        takes: In the order of their making; the page shows the chosen one first where it tells of each.
        score: Mean of the chosen Take's scores; None where none could be given.
        rendered_s: Seconds that all its Takes took.
        cost_micros: Of all its Takes; None is unknown.
    """

    anchor: str
    id: str
    start_s: float
    clock: str
    duration_s: float
    length: str
    camera: tuple[str, ...]
    shot: Shot
    lines: tuple[SpokenLine, ...]
    speakers: tuple[str, ...]
    notes: tuple[tuple[str, str], ...]
    staging: tuple[tuple[str, str], ...]
    picture: Picture | None
    takes: tuple[TakeView, ...]
    missing: str
    locked: bool
    standing: int
    prompt: str
    choices: tuple[tuple[str, str, str], ...]
    score: float | None
    rendered_s: float
    cost_micros: int | None
    cost: str


@dataclass(frozen=True, kw_only=True)
class SceneView:
    """One Scene with its Shots."""

    anchor: str
    scene: Scene
    place: str
    shots: tuple[ShotView, ...]


def scene_views(data: ReportData, index: Index, findings: Sequence[FindingView]) -> tuple[SceneView, ...]:
    """The script in order, each Shot with its Takes; `findings` are those of the whole report."""
    standing = Counter(one.anchor for one in findings if not one.settled and one.severity in _ASKS)
    return tuple(
        SceneView(
            anchor=f"scene-{number}",
            scene=scene,
            place=" · ".join(part for part in (_inside(scene), scene.place, scene.time_of_day) if part),
            shots=tuple(
                _shot(data, shot, before, index, standing)
                for before, shot in zip((None, *scene.shots), scene.shots, strict=False)
            ),
        )
        for number, scene in enumerate(data.script.scenes, 1)
    )


def _inside(scene: Scene) -> str:
    return "" if scene.interior is None else "interior" if scene.interior else "exterior"


def _shot(data: ReportData, shot: Shot, before: Shot | None, index: Index, standing: Counter[str]) -> ShotView:
    takes, chosen = data.takes.get(shot.uid, ()), index.chosen.get(shot.uid)
    planned = index.planned.get(shot.uid)
    staging = ((one.character, staging_words(one)) for one in shot.blocking)
    micros = [take.cost.micros for take in takes]
    known = [one for one in micros if one is not None]
    spent = sum(known) if len(known) == len(micros) else None
    return ShotView(
        anchor=index.anchors[shot.uid],
        id=shot.id,
        start_s=shot.start_ms / 1000,
        clock=clock(shot.start_ms),
        duration_s=shot.duration_ms / 1000,
        length=duration_words(shot.duration_ms / 1000),
        camera=tuple(camera_words(shot)),
        shot=shot,
        lines=shot.lines,
        speakers=tuple(dict.fromkeys(line.speaker for line in shot.lines)),
        notes=tuple(_notes(shot, before)),
        staging=tuple((who, how) for who, how in staging if how),
        picture=index.album.first(chosen.key if chosen else "", shot.uid),
        takes=tuple(_take(take, take is chosen, index) for take in takes),
        missing=index.missing.get(shot.uid) or ("" if takes else "no take was made"),
        locked=bool(planned and planned.locked_take),
        standing=standing[index.anchors[shot.uid]],
        prompt=planned.prompt if planned else "",
        choices=tuple((one.about, one.choice, one.reason) for one in planned.choices) if planned else (),
        score=chosen.verdict.mean if chosen and chosen.verdict else None,
        rendered_s=sum(take.wall_ms for take in takes) / 1000,
        cost_micros=spent,
        cost=money_words(spent, next((take.cost.currency for take in takes), "USD")),
    )


def _notes(shot: Shot, before: Shot | None) -> Iterable[tuple[str, str]]:
    """What else the Shot says; left out are a feeling that is none, light as before, and a plot that repeats the action."""
    for name in ("emotion", "lighting", "effects", "sound", "plot"):
        words: str = getattr(shot, name)
        as_before = before is not None and words == getattr(before, name)
        if words and words != "neutral" and words not in shot.action and not as_before:
            yield name, words


def _take(take: Take, chosen: bool, index: Index) -> TakeView:
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
        number=index.numbers[take.key],
        name=take_name(take, index),
        key=take.key[:10],
        chosen=chosen,
        frame=frame_with(findings, take, index, alt=f"Shot {index.ids.get(take.uid, take.uid)}, {take_name(take, index)}"),
        facts=facts,
        verdict=verdict_view(take.verdict) if take.verdict else None,
        findings=tuple(finding_view(one, index, take=take, drawn=False) for one in findings),
        placeholder=take.placeholder,
    )
