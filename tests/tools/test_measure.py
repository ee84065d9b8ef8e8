"""What the checks find on takes: injected faults are caught and named, clean takes of every kind are left alone."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from storyreel.film.finding import Cause, Finding, Remedy, Severity
from storyreel.film.speech import SoundEvent, SpeechSheet, SpokenAudio
from storyreel.film.take import RenderSpec, SpecLine
from storyreel.testing.clips import write_clip
from storyreel.tools.audio import Placed, from_db, mix, resample, write_wav
from storyreel.tools.contracts import Evidence
from storyreel.tools.measure import CHECKS, measure, measure_file, open_media
from tests.tools.drawn_stage import RATE, SHOTS, SIZE, shot_frames

FRAMES = 54
Pictures = list[np.ndarray]


def spec(frames: int = FRAMES, *, lines: tuple[SpecLine, ...] = (), shot: dict[str, object] | None = None) -> RenderSpec:
    """What was asked of a take."""
    asked = {"width_px": SIZE[0], "height_px": SIZE[1], "rate_num": 24, "frames": frames, "lines": lines}
    return RenderSpec.model_validate({"uid": "u1", "backend": "drawn", "revision": "1", "shot": shot or {"id": "1.1"}, **asked})


@pytest.fixture(scope="module")
def stage() -> dict[str, Pictures]:
    return {name: list(shot_frames(name, FRAMES)) for name in SHOTS}


def found(path: Path, asked: RenderSpec | None = None) -> list[Finding]:
    """The Findings on a take."""
    return measure_file(path, Evidence(spec=asked or spec()))


@pytest.mark.parametrize("name", SHOTS)
def test_a_clean_take_is_left_alone(name: str, stage: dict[str, Pictures], tmp_path: Path) -> None:
    write_clip(tmp_path / "t.mp4", stage[name], np.zeros(108_000, np.float32), RATE)
    assert found(tmp_path / "t.mp4") == []


def black(pictures: Pictures, others: Pictures, chance: random.Random) -> Iterator[np.ndarray]:
    start = chance.randint(1, FRAMES - 7)
    return (np.zeros_like(x) if start <= n < start + 5 else x for n, x in enumerate(pictures))


def freeze(pictures: Pictures, others: Pictures, chance: random.Random) -> Iterator[np.ndarray]:
    length = 17
    start = chance.randint(1, FRAMES - length - 1)
    return (pictures[start] if start <= n < start + length else x for n, x in enumerate(pictures))


def short(pictures: Pictures, others: Pictures, chance: random.Random) -> Iterator[np.ndarray]:
    return iter(pictures[: FRAMES - chance.randint(3, 30)])


def long(pictures: Pictures, others: Pictures, chance: random.Random) -> Iterator[np.ndarray]:
    return iter(pictures + pictures[-2 : -2 - chance.randint(3, 20) : -1])


def spliced(pictures: Pictures, others: Pictures, chance: random.Random) -> Iterator[np.ndarray]:
    start, length = chance.randint(3, FRAMES - 16), chance.randint(5, 12)
    return iter(pictures[:start] + others[start : start + length] + pictures[start + length :])


def replaced(pictures: Pictures, others: Pictures, chance: random.Random) -> Iterator[np.ndarray]:
    start = chance.randint(8, FRAMES - 8)
    return iter(pictures[:start] + others[start:])


FAULTS: dict[str, tuple[str, Callable[[Pictures, Pictures, random.Random], Iterator[np.ndarray]]]] = {
    "black": ("black", black),
    "freeze": ("freeze", freeze),
    "short": ("wrong-duration", short),
    "long": ("wrong-duration", long),
    "spliced": ("extra-cut", spliced),
    "replaced": ("extra-cut", replaced),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_faults_are_caught_on_every_kind_of_shot(fault: str, stage: dict[str, Pictures], tmp_path: Path) -> None:
    kind, spoil = FAULTS[fault]
    missed: list[str] = []
    names = list(SHOTS)
    for number, name in enumerate(names):
        others = stage[names[(number + 5) % len(names)]]
        write_clip(tmp_path / "t.mp4", spoil(stage[name], others, random.Random(f"{fault}/{name}")), None, RATE)
        if kind not in {one.kind for one in found(tmp_path / "t.mp4")}:
            missed.append(name)
    assert missed == []


def test_a_finding_says_what_where_and_what_to_do(stage: dict[str, Pictures], tmp_path: Path) -> None:
    pictures = [np.zeros_like(x) if 20 <= n < 30 else x for n, x in enumerate(stage["wide"])]
    write_clip(tmp_path / "t.mp4", pictures, None, RATE)
    (one,) = found(tmp_path / "t.mp4")
    assert (one.kind, one.dimension, one.shot, one.shot_id) == ("black", "Technical Quality", "u1", "1.1")
    assert (one.severity, one.cause, one.remedy) == (Severity.MAJOR, Cause.BACKEND, Remedy.RETAKE)
    assert (one.start_ms, one.end_ms) == (833, 1250) and one.data["frames"] == 10
    assert "10 black frames (0.42 s) from frame 20" in one.evidence


@pytest.mark.parametrize(
    "shot",
    [
        {"action": "The lights go out."},
        {"lighting": "fade to black"},
        {"transition": {"kind": "fade", "frames": 12}},
    ],
)
def test_black_that_was_asked_for_is_none_of_ours(shot: dict[str, object], stage: dict[str, Pictures], tmp_path: Path) -> None:
    pictures = [np.zeros_like(x) if n < 12 else x for n, x in enumerate(stage["wide"])]
    write_clip(tmp_path / "t.mp4", pictures, None, RATE)
    assert [one.kind for one in found(tmp_path / "t.mp4")] == ["black"]
    assert found(tmp_path / "t.mp4", spec(shot=shot)) == []


def test_black_in_the_middle_of_a_fade_is_a_fault(stage: dict[str, Pictures], tmp_path: Path) -> None:
    pictures = [np.zeros_like(x) if 4 <= n < 10 else x for n, x in enumerate(stage["wide"])]
    write_clip(tmp_path / "t.mp4", pictures, None, RATE)
    assert [x.kind for x in found(tmp_path / "t.mp4", spec(shot={"transition": {"kind": "fade", "frames": 12}}))] == ["black"]


@pytest.mark.parametrize(("off", "weighs"), [(0, None), (1, None), (2, "minor"), (-1, "minor"), (3, "major"), (-3, "major")])
def test_how_much_a_wrong_duration_weighs(off: int, weighs: str | None, stage: dict[str, Pictures], tmp_path: Path) -> None:
    pictures = (stage["wide"] + stage["wide"][-2:-9:-1])[: FRAMES + off]
    write_clip(tmp_path / "t.mp4", pictures, None, RATE)
    said = [one.severity.value for one in found(tmp_path / "t.mp4") if one.kind == "wrong-duration"]
    assert said == ([weighs] if weighs else [])


def test_a_take_at_another_rate_is_measured_in_seconds(stage: dict[str, Pictures], tmp_path: Path) -> None:
    write_clip(tmp_path / "t.mp4", stage["wide"][::2], None, Fraction(12))
    assert "wrong-duration" not in {one.kind for one in found(tmp_path / "t.mp4")}


def test_another_size_is_named_with_both(stage: dict[str, Pictures], tmp_path: Path) -> None:
    write_clip(tmp_path / "t.mp4", [x[:80, :120] for x in stage["wide"]], None, RATE)
    (one,) = found(tmp_path / "t.mp4")
    assert one.kind == "wrong-size" and "120x80, 160x96 was asked" in one.evidence


def speech(seconds: float, seed: int) -> np.ndarray:
    """A sound with the rise and fall of speech, 48 kHz, about -20 dB."""
    noise = np.random.default_rng(seed).normal(0, 1, round(seconds * 48_000))
    at = np.arange(len(noise)) / 48_000
    return (0.14 * noise * (0.15 + np.abs(np.sin(at * 9 + seed)) ** 2) * (np.sin(at * 2.1 + seed) > -0.9)).astype(np.float32)


LINES = (("l1", 300, 900), ("l2", 1350, 700))
KINDS = ("recording", "sounds", "level")


def spoken_take(
    path: Path, how: str, *, silence: tuple[int, int] = (0, 0), gain_db: float = 0.0, bed_db: float = -60.0
) -> list[Finding]:
    """Findings on a take with two Lines, silent between two times; `how` is what is known of the voice."""
    voices = [speech(length / 1000, number) for number, (_, _, length) in enumerate(LINES)]
    sound = mix([Placed(x, at * 48, gain_db) for x, (_, at, _) in zip(voices, LINES, strict=True)], FRAMES * 2000)
    sound[silence[0] * 48 : silence[1] * 48] = 0
    sound += np.random.default_rng(5).normal(0, from_db(bed_db), len(sound)).astype(np.float32)
    write_clip(path / "t.mp4", shot_frames("wide", FRAMES), sound, RATE)
    parts: list[SpokenAudio] = []
    for voice, (name, _, length) in zip(voices, LINES, strict=True):
        write_wav(path / f"{name}.wav", resample(voice, 48_000, 22_050), 22_050)
        events = tuple(SoundEvent(kind="phoneme", at_ms=ms, text="a") for ms in range(0, length, 80))
        parts.append(SpokenAudio(id=name, speaker="ROSA", file=f"{name}.wav", duration_ms=length, events=events))
    asked = tuple(SpecLine(id=name, speaker="ROSA", text="…", start_ms=at, end_ms=at + length) for name, at, length in LINES)
    sheet = None if how == "level" else SpeechSheet(lines=tuple(parts))
    folder = path if how == "recording" else None
    return measure_file(path / "t.mp4", Evidence(spec=spec(lines=asked), speech_folder=folder, speech=sheet))


@pytest.mark.parametrize("how", KINDS)
@pytest.mark.parametrize(("gain_db", "bed_db"), [(0, -90), (-9, -60), (4, -50), (0, -38)])
def test_lines_that_are_heard_are_left_alone(how: str, gain_db: float, bed_db: float, tmp_path: Path) -> None:
    assert spoken_take(tmp_path, how, gain_db=gain_db, bed_db=bed_db) == []


@pytest.mark.parametrize("how", KINDS)
@pytest.mark.parametrize("bed_db", [-90, -60, -38])
def test_a_line_that_is_silent_is_named(how: str, bed_db: float, tmp_path: Path) -> None:
    (one,) = spoken_take(tmp_path, how, silence=(250, 1250), bed_db=bed_db)
    assert (one.kind, one.dimension, one.line) == ("missing-speech", "Dialogue Completeness", "l1")
    assert (one.start_ms, one.end_ms) == (292, 1208)
    assert "level" in one.evidence


@pytest.mark.parametrize(("how", "bed_db"), [("recording", -90), ("recording", -38), ("sounds", -90)])
@pytest.mark.parametrize("silence", [(500, 850), (300, 700), (850, 1300)])
def test_a_line_that_drops_out_in_part_is_named(how: str, bed_db: float, silence: tuple[int, int], tmp_path: Path) -> None:
    (one,) = spoken_take(tmp_path, how, silence=silence, bed_db=bed_db)
    assert one.line == "l1" and one.data["missing_ms"] in range(250, 700)


def test_a_take_without_sound_misses_every_line_unless_its_backend_is_mute(tmp_path: Path) -> None:
    write_clip(tmp_path / "t.mp4", shot_frames("wide", FRAMES), None, RATE)
    asked = tuple(SpecLine(id=name, speaker="ROSA", text="…", start_ms=at, end_ms=at + length) for name, at, length in LINES)
    said = found(tmp_path / "t.mp4", spec(lines=asked))
    assert [(one.kind, one.line) for one in said] == [("missing-stream", ""), ("missing-speech", "l1"), ("missing-speech", "l2")]
    assert "no sound stream; 2 lines" in said[0].evidence and "there is no sound in the file" in said[1].evidence
    mute = Evidence(spec=spec(lines=asked), media=open_media(tmp_path / "t.mp4"), own_audio=False)
    assert measure(mute) == []


def test_a_line_that_cannot_be_spoken_is_not_missed(tmp_path: Path) -> None:
    write_clip(tmp_path / "t.mp4", shot_frames("wide", FRAMES), np.zeros(FRAMES * 2000, np.float32), RATE)
    sheet = SpeechSheet(lines=(SpokenAudio(id="l1", speaker="ROSA", problem="only symbols or emoji: nothing to say"),))
    asked = spec(lines=(SpecLine(id="l1", speaker="ROSA", text="🎉", start_ms=300, end_ms=900),))
    assert measure_file(tmp_path / "t.mp4", Evidence(spec=asked, speech=sheet)) == []


def test_checks_are_named_by_their_kind_and_can_be_chosen(stage: dict[str, Pictures], tmp_path: Path) -> None:
    assert list(CHECKS) == [check.kind for check in CHECKS.values()]
    assert set(CHECKS) >= {
        "undecodable", "wrong-size", "wrong-duration", "black", "freeze", "extra-cut", "missing-cut", "missing-speech",
    }  # fmt: skip
    write_clip(tmp_path / "t.mp4", [np.zeros_like(x) for x in stage["wide"][:20]], None, RATE)
    media = open_media(tmp_path / "t.mp4")
    assert {one.kind for one in measure(Evidence(spec=spec(), media=media))} == {"black", "wrong-duration"}
    assert [one.kind for one in measure(Evidence(spec=spec(), media=media), [CHECKS["black"]])] == ["black"]
