"""Faults: each changes a clip as its name says, where its record says, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any, cast, get_args

import numpy as np
import pytest

from storyreel.errors import MediaError
from storyreel.film.take import RenderSpec, SpecLine
from storyreel.testing import FAULT_KINDS, Fault, FaultKind, write_clip
from storyreel.testing.faults import FILE_FAULTS, applies, spoil, strikes
from storyreel.tools.audio import decode_audio, rms_db
from storyreel.tools.contracts import Evidence
from storyreel.tools.frames import decode_frames, probe, to_rgb
from storyreel.tools.measure import measure_file

RATE = Fraction(12)
FRAMES = 30
KEYS = ("a", "b", "c", "d")
CAUGHT: dict[str, set[str]] = {
    "truncated": {"undecodable"},
    "one-frame": {"undecodable"},
    "silent": {"missing-speech"},
}


def spec_of(frames: int = FRAMES, *, lines: bool = True) -> RenderSpec:
    """A Shot of two Lines with a voice."""
    said = tuple(
        SpecLine(id=name, speaker="ROSA", text="Nobody knew.", start_ms=start, end_ms=start + 800, speech="ab")
        for name, start in (("L1", 200), ("L2", 1300))
    )
    return RenderSpec(
        uid="a",
        backend="plain",
        revision="1",
        width_px=96,
        height_px=64,
        rate_num=12,
        frames=frames,
        shot={"subjects": ["ROSA"]},
        lines=said * lines,
    )


def pictures() -> Iterator[np.ndarray]:
    """A bright field with a bar that walks and a picture of its own in each frame."""
    rows, columns = np.mgrid[0:64, 0:96]
    for number in range(FRAMES):
        rgb = np.stack([120 + 60 * np.sin((columns + k * 20) / 9) + 30 * np.cos(rows / 7) for k in range(3)], axis=2)
        rgb[:, number * 3 : number * 3 + 5] = (240, 230, 60)
        yield rgb.clip(0, 255).astype(np.uint8)


def voice() -> np.ndarray:
    """A tone where the Lines are, nothing else."""
    at = np.arange(round(FRAMES * 48_000 / RATE))
    ms = at / 48
    spoken = ((ms >= 200) & (ms < 1000)) | ((ms >= 1300) & (ms < 2100))
    return (0.2 * np.sin(at * 0.05) * spoken).astype(np.float32)


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The clip before anything was done to it."""
    path = tmp_path_factory.mktemp("clean") / "clean.mp4"
    assert write_clip(path, pictures(), voice(), RATE) == FRAMES
    return path


def seen(path: Path) -> np.ndarray:
    """Decoded frames, shape (frames, height, width, 3)."""
    return np.stack([to_rgb(frame) for frame in decode_frames(path)]).astype(int)


def spoiled(kind: str, clean: Path, tmp_path: Path, key: str = "a") -> tuple[Path, dict[str, Any]]:
    """The clip with the fault, and its record."""
    path = tmp_path / f"{kind}-{key}.mp4"
    return path, spoil(cast("FaultKind", kind), clean, path, spec_of(), key=key)


def test_the_names_of_faults() -> None:
    assert get_args(FaultKind) == FAULT_KINDS
    assert {"raise", "hang"} == set(FAULT_KINDS) - FILE_FAULTS


@pytest.mark.parametrize("key", KEYS)
def test_black(clean: Path, tmp_path: Path, key: str) -> None:
    path, record = spoiled("black", clean, tmp_path, key)
    frames, before = seen(path), seen(clean)
    assert len(frames) == FRAMES and 3 <= record["to"] - record["from"] <= 6
    dark = [int(number) for number in np.flatnonzero(frames.mean(axis=(1, 2, 3)) < 16)]
    assert dark == list(range(record["from"], record["to"])), "where the record says, and nowhere else"
    rest = [number for number in range(FRAMES) if number not in dark]
    assert np.abs(frames[rest] - before[rest]).mean() < 6
    assert np.abs(decode_audio(path) - decode_audio(clean)).max() < 0.05


@pytest.mark.parametrize("key", KEYS)
def test_freeze(clean: Path, tmp_path: Path, key: str) -> None:
    path, record = spoiled("freeze", clean, tmp_path, key)
    frames = seen(path)
    steps = np.abs(np.diff(frames, axis=0)).mean(axis=(1, 2, 3))
    still = set(range(record["from"], record["to"] - 1))
    assert len(frames) == FRAMES and record["to"] - record["from"] >= 8
    assert max(steps[number] for number in still) < min(step for number, step in enumerate(steps) if number not in still)


@pytest.mark.parametrize("key", KEYS)
def test_extra_cut(clean: Path, tmp_path: Path, key: str) -> None:
    path, record = spoiled("extra-cut", clean, tmp_path, key)
    steps = np.abs(np.diff(seen(path), axis=0)).mean(axis=(1, 2, 3))
    assert set(np.argsort(steps)[-2:] + 1) == {record["from"], record["to"]}


@pytest.mark.parametrize("key", KEYS)
def test_wrong_duration(clean: Path, tmp_path: Path, key: str) -> None:
    path, record = spoiled("wrong-duration", clean, tmp_path, key)
    facts = probe(path)
    assert facts.frames == record["frames"] <= FRAMES - 3 and facts.frames >= FRAMES // 2
    assert len(decode_audio(path)) == pytest.approx(facts.frames * 4000, abs=2)


@pytest.mark.parametrize("key", KEYS)
def test_missing_speech_is_one_line_and_silent_is_all(clean: Path, tmp_path: Path, key: str) -> None:
    path, record = spoiled("missing-speech", clean, tmp_path, key)
    sound = decode_audio(path)
    levels = {"L1": rms_db(sound[48 * 300 : 48 * 900]), "L2": rms_db(sound[48 * 1400 : 48 * 2000])}
    assert levels.pop(record["line"]) < -60 and next(iter(levels.values())) > -25
    assert probe(path).frames == FRAMES
    path, _ = spoiled("silent", clean, tmp_path, key)
    assert rms_db(decode_audio(path)) < -60 and probe(path).has_audio


def test_one_frame_and_truncated(clean: Path, tmp_path: Path) -> None:
    path, record = spoiled("one-frame", clean, tmp_path)
    assert probe(path).frames == 1 == record["frames"]
    path, record = spoiled("truncated", clean, tmp_path)
    assert path.read_bytes() == clean.read_bytes()[: record["bytes"]] and record["bytes"] < clean.stat().st_size // 2


@pytest.mark.parametrize("kind", sorted(FILE_FAULTS))
def test_each_is_caught_by_its_name_and_is_the_same_again(clean: Path, tmp_path: Path, kind: str) -> None:
    assert measure_file(clean, Evidence(spec=spec_of())) == []
    (tmp_path / "again").mkdir()
    path, record = spoiled(kind, clean, tmp_path)
    again, told = spoiled(kind, clean, tmp_path / "again")
    assert path.read_bytes() == again.read_bytes() and record == told and record["kind"] == kind
    found = {finding.kind for finding in measure_file(path, Evidence(spec=spec_of())) if finding.asks_for_work}
    assert found & CAUGHT.get(kind, {kind})


def test_where_a_fault_cannot_be_told_it_does_not_strike(clean: Path, tmp_path: Path) -> None:
    assert all(applies(kind, spec_of()) for kind in FAULT_KINDS)
    silent, short = spec_of(lines=False), spec_of(frames=3)
    assert {kind for kind in FAULT_KINDS if not applies(kind, silent)} == {"missing-speech", "silent"}
    assert {kind for kind in FAULT_KINDS if not applies(kind, spec_of(), own_audio=False)} == {"missing-speech", "silent"}
    assert {kind for kind in FILE_FAULTS if applies(kind, short)} == {"truncated", "missing-speech", "silent"}
    thing = spec_of().changed(shot={"size": "insert", "subjects": ["ROSA"]})
    assert {kind for kind in FAULT_KINDS if not applies(kind, thing)} == {"freeze"}
    assert applies("freeze", thing.changed(shot={"size": "insert", "move": {"kind": "push in"}}))
    mute = tmp_path / "mute.mp4"
    write_clip(mute, pictures(), None, RATE)
    with pytest.raises(MediaError, match="no sound"):
        spoil("silent", mute, tmp_path / "x.mp4", spec_of(), key="a")
    spoil("black", mute, tmp_path / "dark.mp4", spec_of(), key="a")
    assert not probe(tmp_path / "dark.mp4").has_audio


def test_key_and_seed_alone_decide() -> None:
    faults = [Fault("black", 0.1), Fault("freeze", 0.1)]
    keys = [f"key{number}" for number in range(2000)]

    def drawn(seed: int) -> list[str]:
        struck = (strikes(faults, spec_of(), key=key, seed=seed) for key in keys)
        return [fault.kind if fault else "" for fault in struck]

    first = drawn(1)
    assert first == drawn(1) != drawn(2)
    assert 0.07 < first.count("black") / len(keys) < 0.13
    assert 0.06 < first.count("freeze") / len(keys) < 0.12
    early = [Fault("black", 1.0, takes=2)]
    assert [strikes(early, spec_of(), key="k", seed=0, take=take) is not None for take in (1, 2, 3)] == [True, True, False]
    never = [Fault("black", 1.0, when=lambda spec: spec.uid != "a"), Fault("freeze", 0.0)]
    assert strikes(never, spec_of(), key="k", seed=0) is None
