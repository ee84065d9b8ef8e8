"""The film's sound as it is heard: its loudness and peaks, what is left quiet, and lines that are heard over cuts."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from storyreel.film.cut import Cut, CutEntry
from storyreel.testing.clips import write_clip
from storyreel.tools.assemble import AssemblyReport, PlacedSpeech, assemble
from storyreel.tools.audio import decode_audio, rms_db, write_wav
from storyreel.tools.ducking import DEPTH_DB
from storyreel.tools.measure.loudness_meter import meter_sound

from .sounds import silence, tone, voice_like

RATE, HZ = Fraction(24), 48_000


def a_take(path: Path, sound: np.ndarray | None, frames: int) -> Path:
    """A grey clip with a sound."""
    grey = np.full((32, 48, 3), 120, np.uint8)
    write_clip(path, (grey for _ in range(frames)), sound, RATE)
    return path


def a_film(folder: Path, sounds: list[np.ndarray | None], **more: object) -> AssemblyReport:
    """A film of takes of two seconds each, named u1, u2, …"""
    takes = {f"t{n}": a_take(folder / f"t{n}.mp4", sound, 48) for n, sound in enumerate(sounds, 1)}
    entries = tuple(
        CutEntry(uid=f"u{n}", id=f"1.{n}", take=f"t{n}", available_frames=48, frames=48, start=48 * (n - 1))
        for n in range(1, len(sounds) + 1)
    )
    cut = Cut(width_px=48, height_px=32, rate_num=24, entries=entries)
    return assemble(cut, takes, to=folder / "film.mp4", **more)  # type: ignore[arg-type]


def knocks(seed: int, db: float = -24.0) -> np.ndarray:
    """Two seconds of a voice-like buzz with loud knocks in it, as a plain synthetic voice has."""
    made, chance = voice_like(2.0, db=db), np.random.default_rng(seed)
    for at in chance.integers(0, 2 * HZ - 300, 30):
        made[at : at + 200] += (0.5 * np.sin(np.arange(200) * 0.2) * np.hanning(200)).astype(np.float32)
    return np.clip(made, -1, 1)


@pytest.mark.parametrize("lufs", [-16.0, -23.0])
@pytest.mark.parametrize("db", [-36.0, -24.0, -14.0])
def test_a_film_has_the_loudness_that_was_asked_and_no_peak_over_the_limit(lufs: float, db: float, tmp_path: Path) -> None:
    report = a_film(tmp_path, [voice_like(2.0, db=db), voice_like(2.0, hz=180, db=db)], lufs=lufs)
    heard = meter_sound(report.file)  # FFmpeg's meter, not the one that set it
    assert heard.integrated_lufs == pytest.approx(lufs, abs=0.5)
    assert heard.true_peak_db <= -0.9
    told = report.choices[-1]
    assert told.about == "sound" and f"{heard.integrated_lufs:.1f}"[:4] in told.choice and f"asked {lufs:g} LUFS" in told.reason


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_steep_peaks_are_limited_not_cut(seed: int, tmp_path: Path) -> None:
    report = a_film(tmp_path, [knocks(seed), knocks(seed + 9)], lufs=-16.0)
    heard = meter_sound(report.file)
    assert heard.true_peak_db <= -0.9
    assert heard.crowd is None or heard.crowd < 1.2
    assert heard.integrated_lufs is not None and -18.5 < heard.integrated_lufs < -15.5


def test_what_is_silent_stays_silent_and_what_is_quiet_stays_quiet(tmp_path: Path) -> None:
    report = a_film(tmp_path, [silence(2.0), None], lufs=-16.0)
    assert rms_db(decode_audio(report.file)) < -90 and report.choices[-1].choice == "level left as it is"
    (tmp_path / "2").mkdir()
    hush = np.random.default_rng(1).standard_normal(2 * HZ).astype(np.float32) * 0.001
    report = a_film(tmp_path / "2", [hush, hush], lufs=-16.0)
    assert rms_db(decode_audio(report.file)) == pytest.approx(-60, abs=1.0)
    assert "not turned up" in report.choices[-1].reason


def test_the_pauses_are_not_pumped_up(tmp_path: Path) -> None:
    """One gain for the whole film: what lies between the lines keeps its distance from them."""
    hiss = np.random.default_rng(2).standard_normal(2 * HZ).astype(np.float32) * 0.001
    sound = hiss.copy()
    sound[: HZ // 2] += voice_like(0.5, db=-30)
    report = a_film(tmp_path, [sound, sound], lufs=-16.0)
    made = decode_audio(report.file)
    apart = rms_db(sound[: HZ // 2]) - rms_db(sound[HZ:])
    assert rms_db(made[: HZ // 2]) - rms_db(made[HZ : 2 * HZ - 2000]) == pytest.approx(apart, abs=1.0)


def test_without_a_loudness_the_level_is_left_as_it_is(tmp_path: Path) -> None:
    report = a_film(tmp_path, [tone(2.0, db=-30.0)])
    assert rms_db(decode_audio(report.file)[HZ // 2 : HZ]) == pytest.approx(-30, abs=0.3) and report.choices == ()


def test_the_sound_is_the_same_every_time(tmp_path: Path) -> None:
    files: list[bytes] = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        files.append(a_film(tmp_path / name, [knocks(4), knocks(5)], lufs=-16.0).file.read_bytes())
    assert files[0] == files[1]


def spoken_over(folder: Path, *, starts_ms: int, db: float, other: np.ndarray | None = None) -> tuple[AssemblyReport, np.ndarray]:
    """Shot 2 of three has a line of 1.5 s whose own take carries what falls within it, 6 dB louder than the recording."""
    t = np.arange(72_000) / HZ
    line = sum(np.sin(2 * np.pi * 150 * k * t + k * k) / k for k in range(1, 9)) * (0.7 + 0.3 * np.cos(2 * np.pi * 4 * t))
    line = (line * 10 ** (db / 20) / np.sqrt(np.mean(np.square(line)))).astype(np.float32)
    write_wav(folder / "line.wav", line, HZ)
    own = np.zeros(2 * HZ, np.float32)
    at = (starts_ms - 2000) * HZ // 1000
    low, high = max(0, at), min(2 * HZ, at + len(line))
    own[low:high] = 2 * line[low - at : high - at]
    hiss = np.random.default_rng(3).standard_normal(2 * HZ).astype(np.float32) * 0.01
    speech = [PlacedSpeech(path=folder / "line.wav", start_ms=starts_ms, line="L1", uid="u2")]
    report = a_film(folder, [hiss, own if other is None else other, hiss], speech=speech)
    return report, line


@pytest.mark.parametrize(("starts_ms", "said"), [(3200, "0.70 s after"), (1300, "0.70 s before")])
def test_a_line_that_crosses_a_cut_is_heard_whole(starts_ms: int, said: str, tmp_path: Path) -> None:
    report, line = spoken_over(tmp_path, starts_ms=starts_ms, db=-26.0)
    assert report.choices[0].about == "line L1" and said in report.choices[0].choice
    made = decode_audio(report.file)
    start = starts_ms * HZ // 1000
    heard = made[start : start + len(line)]
    for part in range(0, len(line) - 4800, 4800):  # every tenth of a second, on both sides of the cut and over it
        likeness = float(np.corrcoef(heard[part : part + 4800], line[part : part + 4800])[0, 1])
        assert likeness > 0.9, part
        gain_db = rms_db(heard[part : part + 4800]) - rms_db(line[part : part + 4800])
        assert gain_db == pytest.approx(6.0, abs=1.6), part


def test_the_place_of_the_neighbour_steps_back_for_a_line_from_over_the_cut(tmp_path: Path) -> None:
    report, line = spoken_over(tmp_path, starts_ms=3200, db=-40.0)
    made = decode_audio(report.file)
    under = made[4 * HZ + 4800 : 4 * HZ + 28_800]
    hiss = under - 2 * line[38_400 + 4800 : 38_400 + 28_800]
    assert rms_db(hiss) == pytest.approx(-40 - DEPTH_DB, abs=1.0)
    assert rms_db(made[5 * HZ + HZ // 2 : 6 * HZ - 4800]) == pytest.approx(
        -40.5, abs=0.8
    )  # the encoder leaves out the highest tones


def test_a_line_that_the_take_speaks_in_another_voice_is_not_mixed_with_it(tmp_path: Path) -> None:
    other = np.random.default_rng(5).standard_normal(2 * HZ).astype(np.float32) * 0.05
    report, _ = spoken_over(tmp_path, starts_ms=3200, db=-26.0, other=other)
    assert report.choices[0].choice == "not laid beyond its picture"
    assert rms_db(decode_audio(report.file)[4 * HZ + 4800 : 5 * HZ]) == pytest.approx(
        -40.5, abs=0.8
    )  # the encoder leaves out the highest tones


def test_there_is_no_hole_in_a_place_at_a_cut(tmp_path: Path) -> None:
    """What sounds on goes on: takes are faded into each other, not to silence and back."""
    hiss = np.random.default_rng(6).standard_normal(6 * HZ).astype(np.float32) * 0.02
    report = a_film(tmp_path, [hiss[: 2 * HZ], hiss[2 * HZ : 4 * HZ], hiss[4 * HZ :]])
    made = decode_audio(report.file)
    for cut in (2 * HZ, 4 * HZ):
        levels = [rms_db(made[at : at + 240]) for at in range(cut - 2400, cut + 2400, 240)]
        assert min(levels) > -34 - 5.0
