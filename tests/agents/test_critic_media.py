"""The verdict on Takes and films: what is measured is scored, what breaks is told, what needs a judge is left to one."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from pathlib import Path
from typing import Literal

import numpy as np
import pytest

from storyreel.agents.critic import Critic
from storyreel.agents.critic.media_verdict import JUDGED_MEDIA_DIMENSIONS, media_verdict
from storyreel.errors import MediaError, SourceError, UserError
from storyreel.film.cut import Cut, CutEntry
from storyreel.film.finding import Cause, Finding, Remedy, Severity
from storyreel.film.script import Scene, Script, Shot, SpokenLine
from storyreel.film.take import MissingMedia, RenderSpec, SpecLine
from storyreel.formats import script_json
from storyreel.testing.clips import write_clip
from storyreel.tools.contracts import Evidence
from storyreel.tools.measure import CHECKS, open_media
from tests.agents.critic_script import good_dialogue, good_script

Change = Callable[[int, np.ndarray], np.ndarray]

RATE = Fraction(24)
SHOT = 36  # frames of each of three shots


def picture(shot: int, frame: int) -> np.ndarray:
    """A striped picture of its shot, with a block that moves."""
    rows, columns = np.mgrid[0:96, 0:160]
    stripes = (rows // (6 + 5 * shot) + columns // (9 + 7 * shot)) % 2
    grey = (40 + 60 * shot + 70 * stripes).astype(np.uint8)
    left = 10 + frame
    grey[30:60, left : left + 24] = 230
    return np.repeat(grey[:, :, None], 3, axis=2)


def film(to: Path, *, shots: tuple[int, ...] = (0, 1, 2), silent: bool = False, change: Change | None = None) -> Path:
    """A film of three shots of 1.5 s with a tone in the second; a shot named twice in a row goes on."""
    runs = [(shot, len(list(run)) * SHOT) for shot, run in groupby(shots)]
    frames = [picture(shot, frame) for shot, length in runs for frame in range(length)]
    if change is not None:
        frames = [change(number, one) for number, one in enumerate(frames)]
    sound = np.zeros(len(frames) * 2000, np.float32)
    if not silent:
        at = slice(round(1.7 * 48_000), round(2.8 * 48_000))
        sound[at] = 0.3 * np.sin(np.arange(at.stop - at.start) * 0.05)
    write_clip(to, frames, sound, RATE)
    return to


def script() -> Script:
    line = SpokenLine(id="L1", speaker="ROSA", text="Here I am.", start_ms=1700, end_ms=2800)
    shots = tuple(
        Shot(uid=f"u{n}", id=f"1.{n + 1}", start_ms=1500 * n, end_ms=1500 * n + 1500, lines=(line,) if n == 1 else ())
        for n in range(3)
    )
    return Script(scenes=(Scene(id="1", shots=shots),))


def spec(**fields: object) -> RenderSpec:
    line = SpecLine(id="L1", speaker="ROSA", text="Here I am.", start_ms=1700, end_ms=2800)
    values = {"uid": "u1", "backend": "plain", "revision": "1", "width_px": 160, "height_px": 96, "rate_num": 24, "frames": SHOT}
    return RenderSpec.model_validate({**values, "shot": {}, "lines": (line,), **fields})


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("films")


@pytest.fixture(scope="module")
def good(folder: Path) -> Path:
    return film(folder / "good.mp4")


@dataclass(frozen=True)
class Broken:
    """A check that raises."""

    error: Exception
    kind: str = "oddness"
    dimension: str = "Oddness"
    on: frozenset[Literal["take", "film"]] = frozenset({"take", "film"})

    def __call__(self, evidence: Evidence) -> list[Finding]:
        raise self.error


@dataclass(frozen=True)
class Finds:
    """A check that always finds one thing."""

    severity: Severity
    kind: str = "speck"
    dimension: str = "Technical Quality"
    on: frozenset[Literal["take", "film"]] = frozenset({"take"})

    def __call__(self, evidence: Evidence) -> list[Finding]:
        return [
            Finding(
                dimension=self.dimension, kind=self.kind, severity=self.severity, evidence="a speck",
                cause=Cause.BACKEND, remedy=Remedy.RETAKE,
            )
        ]  # fmt: skip


async def test_a_sound_film_passes_and_a_judge_is_asked_for_the_rest(good: Path) -> None:
    verdict = await Critic().critique_film(Evidence(script=script(), media=open_media(good)))
    assert verdict.findings == ()
    assert verdict.passed
    measured = {name: score.value for name, score in verdict.scores.items() if score.value is not None}
    assert {"Technical Quality", "Duration", "Cut Fidelity", "Dialogue Completeness"} <= set(measured)
    assert set(measured.values()) == {5.0}
    for name in JUDGED_MEDIA_DIMENSIONS:
        assert verdict.scores[name].why == "not observable: needs a judge"
    assert verdict.scores["Cut Fidelity"].rules == ("extra-cut", "missing-cut")


async def test_every_measured_defect_counts_against_its_own_dimension(folder: Path) -> None:
    def night(number: int, one: np.ndarray) -> np.ndarray:
        return np.zeros_like(one) if 80 <= number < 100 else one

    files = {
        "missing-cut": (film(folder / "joined.mp4", shots=(0, 1, 1)), "Cut Fidelity"),
        "wrong-duration": (film(folder / "long.mp4", shots=(0, 1, 2, 2)), "Duration"),
        "missing-speech": (film(folder / "silent.mp4", silent=True), "Dialogue Completeness"),
        "black": (film(folder / "black.mp4", change=night), "Technical Quality"),
    }
    for kind, (file, dimension) in files.items():
        verdict = await Critic().critique_film(Evidence(script=script(), media=open_media(file)))
        of_kind = [one for one in verdict.findings if one.kind == kind]
        assert of_kind, kind
        assert {one.dimension for one in of_kind} == {dimension}
        score = verdict.scores[dimension].value
        assert score is not None
        assert score < 5.0
        assert all(one.made_on == verdict.made_on for one in verdict.findings)


async def test_a_foreign_film_is_held_against_a_script_file(folder: Path, good: Path) -> None:
    written = folder / "script.json"
    written.write_text(script_json(script()), encoding="utf-8")
    assert (await Critic().critique(good, script=written)).findings == ()
    joined = film(folder / "foreign.mp4", shots=(0, 1, 1))
    verdict = await Critic().critique(str(joined), script=str(written))
    assert [(one.kind, one.shot_id) for one in verdict.findings] == [("missing-cut", "1.3")]


async def test_without_a_script_only_technical_quality_is_seen(folder: Path, good: Path) -> None:
    verdict = await Critic().critique(good)
    assert verdict.findings == ()
    measured = {name for name, score in verdict.scores.items() if score.value is not None}
    assert "Technical Quality" in measured
    assert not measured & {"Duration", "Cut Fidelity", "Dialogue Completeness", "Staging"}
    assert verdict.scores["Cut Fidelity"].why == "not observable: no script was given to compare with"
    dark = film(folder / "dark.mp4", change=lambda number, one: np.zeros_like(one) if number < 50 else one)
    assert [one.kind for one in (await Critic().critique(dark)).findings] == ["black"]


def slates(*missing: int) -> Cut:
    """A Cut of three shots of which some have no Take."""
    gone = MissingMedia(uid="x", reason="the backend refused")
    entries = tuple(
        CutEntry(
            uid=f"u{n}", id=f"1.{n + 1}", available_frames=SHOT, frames=SHOT, start=SHOT * n,
            take="" if n in missing else "k", missing=gone if n in missing else None,
        )
        for n in range(3)
    )  # fmt: skip
    return Cut(width_px=160, height_px=96, rate_num=24, entries=entries)


async def test_a_film_of_slates_does_not_pass(good: Path) -> None:
    evidence = Evidence(script=script(), media=open_media(good), cut=slates(0, 1, 2))
    verdict = await Critic().critique_film(evidence)
    assert not verdict.passed
    assert {name: score.value for name, score in verdict.scores.items() if score.value is not None} == {
        "Content Completeness": 1.0
    }
    assert verdict.scores["Content Completeness"].why.startswith("3 of 3 shots have no take: 1.1 (the backend refused), 1.2")
    assert verdict.scores["Technical Quality"].why == "not observable: no shot of it was made"


async def test_a_film_with_one_slate_is_judged_for_the_rest_and_does_not_pass(good: Path) -> None:
    verdict = await Critic().critique_film(Evidence(script=script(), media=open_media(good), cut=slates(2)))
    assert not verdict.passed
    assert verdict.scores["Technical Quality"].value == 5.0
    assert verdict.scores["Content Completeness"].value == 3.0
    whole = await Critic().critique_film(Evidence(script=script(), media=open_media(good), cut=slates()))
    assert whole.passed
    assert "Content Completeness" not in whole.scores


async def test_a_file_that_does_not_open_blocks_and_nothing_else_is_guessed(tmp_path: Path) -> None:
    bad = tmp_path / "bad.mp4"
    bad.write_bytes(b"not a film at all")
    verdict = await Critic().critique(bad, script=script())
    assert [(one.kind, one.severity) for one in verdict.findings] == [("undecodable", Severity.BLOCKING)]
    assert not verdict.passed
    assert {name: score.value for name, score in verdict.scores.items() if score.value is not None} == {"Technical Quality": 1.0}
    take = await Critic().critique_take(Evidence(spec=spec()))
    assert [(one.kind, one.shot) for one in take.findings] == [("undecodable", "u1")]
    assert take.on == "take"
    assert take.scores["Technical Quality"].value == 1.0


async def test_a_check_that_breaks_is_told_and_not_scored(good: Path) -> None:
    evidence = Evidence(spec=spec(), media=open_media(good))
    critic = Critic(checks=[*CHECKS.values(), Broken(ZeroDivisionError("division by zero"))])
    verdict = await critic.critique_take(evidence)
    told = [one for one in verdict.findings if one.kind == "check-failed"]
    assert [(one.severity, one.evidence) for one in told] == [
        (Severity.INFO, "the check oddness broke: ZeroDivisionError: division by zero")
    ]
    assert verdict.scores["Oddness"].value is None
    assert verdict.scores["Oddness"].why == "not observable: oddness: ZeroDivisionError: division by zero"


def test_a_check_that_cannot_decode_blocks_once(good: Path) -> None:
    evidence = Evidence(spec=spec(), media=open_media(good))
    broken = [Broken(MediaError("frame 12 is damaged"), kind=kind) for kind in ("one", "two")]
    verdict = media_verdict(evidence, broken)
    assert [(one.kind, one.severity, one.evidence) for one in verdict.findings] == [
        ("undecodable", Severity.BLOCKING, "frame 12 is damaged")
    ]
    assert not verdict.passed


@pytest.mark.parametrize(
    ("severity", "value", "passed"),
    [(Severity.MAJOR, 3.0, False), (Severity.MINOR, 4.5, True), (Severity.BLOCKING, 1.0, False), (Severity.INFO, 5.0, True)],
)
def test_one_major_finding_sends_a_take_back(good: Path, severity: Severity, value: float, passed: bool) -> None:
    verdict = media_verdict(Evidence(spec=spec(lines=()), media=open_media(good)), [Finds(severity)])
    assert verdict.scores["Technical Quality"].value == value
    assert verdict.passed is passed
    assert verdict.findings[0].shot == "u1"


def test_where_nobody_speaks_or_takes_are_silent_dialogue_is_not_scored(good: Path) -> None:
    media, checks = open_media(good), tuple(CHECKS.values())
    silent = media_verdict(Evidence(spec=spec(lines=()), media=media), checks).scores["Dialogue Completeness"]
    assert (silent.value, silent.why) == (None, "not observable: nobody speaks in it")
    mute = media_verdict(Evidence(spec=spec(), media=media, own_audio=False), checks).scores["Dialogue Completeness"]
    assert (mute.value, mute.why) == (None, "not observable: the sound is made with the film")


async def test_scripts_are_judged_from_files_and_objects(tmp_path: Path) -> None:
    written = tmp_path / "script.json"
    written.write_text(script_json(good_script()), encoding="utf-8")
    verdict = await Critic().critique(written)
    assert verdict == await Critic().critique(good_script())
    assert verdict.on == "script"
    assert (await Critic().critique(written, dialogue=good_dialogue())).findings == ()
    page = tmp_path / "page.txt"
    page.write_text("ROSA: You are late again.\nTOM: Another line.\n", encoding="utf-8")
    kinds = [one.kind for one in (await Critic().critique(written, dialogue=page)).findings]
    assert "line-altered" in kinds
    assert json.loads(script_json(good_script()))["schema"].startswith("storyreel.script/")


async def test_what_is_not_there_or_out_of_range_is_an_error_that_says_so(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such file"):
        await Critic().critique(tmp_path / "nothing.mp4")
    with pytest.raises(UserError, match=r"the threshold is 7; .* 1\.0 to 5\.0"):
        Critic(threshold=7)
    with pytest.raises(UserError, match="Duration is 0"):
        Critic(thresholds={"Duration": 0})
    critic = Critic()
    critic.threshold = 4.0
    assert (await critic.critique(good_script())).threshold == 4.0
    with pytest.raises(UserError):
        critic.threshold = 0.0
