"""Files that are not what they should be: a Finding or a MediaError with the reason, never a crash and never a hang."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from storyreel.errors import MediaError
from storyreel.film.finding import Severity
from storyreel.film.take import RenderSpec
from storyreel.testing.clips import write_clip
from storyreel.tools.contracts import Evidence, FilmFile
from storyreel.tools.measure import measure, measure_file, open_media
from tests.tools.drawn_stage import RATE, SIZE, shot_frames

FRAMES = 48


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("files") / "t.mp4"
    sound = np.random.default_rng(1).normal(0, 0.05, FRAMES * 2000).astype(np.float32)
    write_clip(path, shot_frames("handheld", FRAMES), sound, RATE)
    return path


def evidence(frames: int = FRAMES) -> Evidence:
    """What was asked."""
    width, height = SIZE
    spec = RenderSpec(
        uid="u1", backend="drawn", revision="1", width_px=width, height_px=height, rate_num=24, frames=frames, shot={}
    )
    return Evidence(spec=spec)


def test_what_an_opened_file_tells(clip: Path) -> None:
    media = open_media(clip)
    assert isinstance(media, FilmFile)
    assert (media.path, media.rate, media.size, media.frame_count) == (clip, RATE, SIZE, FRAMES)
    assert (media.has_audio, media.sample_rate, len(media.audio())) == (True, 16_000, 32_000)
    pictures = list(media.frames())
    assert len(pictures) == FRAMES and pictures[0].shape == (96, 160) and pictures[0].dtype == np.uint8
    assert media.figures.step[0] == 0 and (media.figures.step[1:] > 0).all() and media.problems == ()


@pytest.mark.parametrize("data", [b"", b"hello", b"\0" * 4000, b"#EXTM3U\nx.ts\n", b"RIFF\x10\0\0\0AVI LIST"])
def test_what_is_no_film_is_a_blocking_finding(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "t.mp4"
    path.write_bytes(data)
    with pytest.raises(MediaError, match=r"t\.mp4"):
        open_media(path)
    (one,) = measure_file(path, evidence())
    assert (one.kind, one.severity, one.shot) == ("undecodable", Severity.BLOCKING, "u1")


def test_a_file_that_is_gone_is_a_blocking_finding(tmp_path: Path) -> None:
    (one,) = measure_file(tmp_path / "none.mp4", evidence())
    assert one.severity is Severity.BLOCKING and "none.mp4" in one.evidence


@pytest.mark.parametrize("part", [0.3, 0.6, 0.95])
def test_a_file_that_is_cut_short_says_so(part: float, clip: Path, tmp_path: Path) -> None:
    path = tmp_path / "t.mp4"
    data = clip.read_bytes()
    path.write_bytes(data[: round(len(data) * part)])
    said = {one.kind: one for one in measure_file(path, evidence())}
    assert said["undecodable"].severity is Severity.BLOCKING and "cut short" in said["undecodable"].evidence


def test_a_single_frame_where_a_shot_was_asked_is_blocking(tmp_path: Path) -> None:
    write_clip(tmp_path / "t.mp4", shot_frames("wide", 1), None, RATE)
    said = {one.kind for one in measure_file(tmp_path / "t.mp4", evidence())}
    assert said == {"undecodable", "wrong-duration"}
    assert measure_file(tmp_path / "t.mp4", evidence(1)) == []


def test_damage_in_the_middle_is_found_wherever_it_is(clip: Path, tmp_path: Path) -> None:
    """Packets carry no sums: a few bytes of a picture may decode to another picture without a word; more never do."""
    data = clip.read_bytes()
    start, chance = data.index(b"mdat") + 600, random.Random(4)
    found: dict[int, list[bool]] = {40: [], 200: [], 900: []}
    for number in range(20):
        at, length = chance.randrange(start, len(data) - 1200), chance.choice([40, 200, 900])
        path = tmp_path / "t.mp4"
        path.write_bytes(data[:at] + random.Random(number).randbytes(length) + data[at + length :])
        found[length].append(any(one.severity is Severity.BLOCKING for one in measure_file(path, evidence())))
    assert min(len(seen) for seen in found.values()) >= 5
    assert all(found[200]) and all(found[900]) and sum(found[40]) >= len(found[40]) - 2


def test_no_bytes_at_all_can_make_it_crash(clip: Path, tmp_path: Path) -> None:
    data = clip.read_bytes()
    head = data[: data.index(b"mdat")]
    chance = random.Random(7)
    path = tmp_path / "t.mp4"
    for _ in range(60):
        spoiled = bytearray(head)
        for _ in range(chance.randint(1, 30)):
            spoiled[chance.randrange(40, len(spoiled))] = chance.randrange(256)
        path.write_bytes(bytes(spoiled) + data[len(head) :])
        for one in measure_file(path, evidence()):
            assert one.evidence


def test_sound_without_pictures_is_no_take(tmp_path: Path) -> None:
    from storyreel.tools.audio import write_wav

    write_wav(tmp_path / "t.wav", np.zeros(9000, np.float32), 8000)
    (one,) = measure_file(tmp_path / "t.wav", evidence())
    assert "no video stream" in one.evidence


def test_a_long_film_is_kept_in_smaller_pictures(clip: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storyreel.tools.measure.media._BYTES", 100_000)
    media = open_media(clip)
    shape = next(media.frames()).shape
    assert shape[1] < 160 and shape[0] * shape[1] * FRAMES <= 140_000
    assert measure(replace(evidence(), media=media)) == []


class Plain:
    """Another FilmFile than ours: it brings no figures."""

    def __init__(self, pictures: list[np.ndarray]) -> None:
        self._pictures = pictures
        self.path, self.rate, self.size = Path("plain"), Fraction(24), SIZE
        self.frame_count, self.has_audio, self.sample_rate = len(pictures), False, 16_000

    def frames(self) -> Iterator[np.ndarray]:
        return iter(self._pictures)

    def audio(self) -> np.ndarray:
        return np.zeros(32_000, np.float32)


def test_the_checks_work_on_any_film_file() -> None:
    grey = [rgb.mean(axis=2).astype(np.uint8)[::2, ::2] for rgb in shot_frames("handheld", FRAMES)]
    assert measure(replace(evidence(), media=Plain(grey))) == []
    frozen = grey[:15] + [grey[15]] * 20 + grey[35:]
    assert [one.kind for one in measure(replace(evidence(), media=Plain(frozen)))] == ["freeze"]
