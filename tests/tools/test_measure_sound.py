"""What is measured of sound: loudness against a meter written here from ITU-R BS.1770, clipping, and offsets."""

from __future__ import annotations

import wave
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from storyreel.film.cut import Cut, CutEntry
from storyreel.film.script import Scene, Script, Shot, SpokenLine
from storyreel.film.speech import SpeechSheet, SpokenAudio
from storyreel.testing.clips import write_clip
from storyreel.tools.audio import write_wav
from storyreel.tools.contracts import Evidence
from storyreel.tools.measure import CHECKS, measure, open_media
from storyreel.tools.measure.loudness_meter import meter_sound
from storyreel.tools.measure.strength import strength_of
from tests.tools.drawn_stage import RATE, SIZE, shot_frames

SECONDS = 6
HZ = 48_000


def speechlike(seed: int, seconds: float = SECONDS, level: float = 0.1) -> np.ndarray:
    """Noise that rises and falls in syllables, mono at 48 kHz."""
    chance = np.random.default_rng(seed)
    count = round(seconds * HZ)
    beats = np.repeat(chance.uniform(0, 1, round(seconds * 5) + 1) ** 2, HZ // 5)[:count]
    smooth = np.convolve(beats, np.ones(2400) / 2400, "same")
    return (chance.normal(0, 1, count) * smooth * level).astype(np.float32)


def voiced(seed: int, level: float) -> np.ndarray:
    """Harmonics of a low tone that rise and fall in syllables: unlike noise, an encoder keeps the shape of their waves."""
    chance, at = np.random.default_rng(seed), np.arange(SECONDS * HZ) / HZ
    tone = sum(np.sin(2 * np.pi * 110 * k * at + chance.uniform(0, 6)) / k**0.5 for k in range(1, 20))
    beats = np.convolve(np.repeat(chance.uniform(0, 1, SECONDS * 5) ** 2, HZ // 5), np.ones(2400) / 2400, "same")
    return (tone * beats * level).astype(np.float32)


def biquad(samples: np.ndarray, b: tuple[float, ...], a: tuple[float, ...]) -> np.ndarray:
    """A filter of second order, sample by sample."""
    out = np.zeros_like(samples)
    x1 = x2 = y1 = y2 = 0.0
    for i, x in enumerate(samples.tolist()):
        y = b[0] * x + b[1] * x1 + b[2] * x2 - a[1] * y1 - a[2] * y2
        x2, x1, y2, y1 = x1, x, y1, y
        out[i] = y
    return out


def bs1770(samples: np.ndarray) -> float:
    """Integrated loudness of mono sound at 48 kHz, by the coefficients and gates of ITU-R BS.1770-4."""
    shelf = biquad(
        samples.astype(np.float64),
        (1.53512485958697, -2.69169618940638, 1.19839281085285),
        (1.0, -1.69065929318241, 0.73248077421585),
    )
    weighted = biquad(shelf, (1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621))
    blocks = [np.mean(np.square(weighted[at : at + 19_200])) for at in range(0, len(weighted) - 19_199, 4_800)]
    power = np.array([one for one in blocks if -0.691 + 10 * np.log10(max(one, 1e-12)) > -70])
    gate = -0.691 + 10 * np.log10(power.mean()) - 10
    loud = power[-0.691 + 10 * np.log10(power) > gate]
    return float(-0.691 + 10 * np.log10(loud.mean()))


@pytest.mark.parametrize("level", [0.02, 0.3])
def test_loudness_is_that_of_the_standard(level: float, tmp_path: Path) -> None:
    sound = np.concatenate([speechlike(1, 2, level), np.zeros(HZ, np.float32)])
    write_wav(tmp_path / "s.wav", sound, HZ)
    assert meter_sound(tmp_path / "s.wav").integrated_lufs == pytest.approx(bs1770(sound), abs=0.15)


def test_a_tone_at_full_scale_in_one_channel_has_minus_3_lufs(tmp_path: Path) -> None:
    tone = np.sin(2 * np.pi * 997 * np.arange(3 * HZ) / HZ)
    write_wav(tmp_path / "s.wav", tone.astype(np.float32), HZ)
    told = meter_sound(tmp_path / "s.wav")
    assert told.integrated_lufs == pytest.approx(-3.01, abs=0.1) and told.true_peak_db == pytest.approx(0.0, abs=0.2)
    assert told.crest_db == pytest.approx(3.0, abs=0.2) and (told.channels, told.rate) == (1, HZ)


@pytest.mark.parametrize(("channels", "rate"), [(1, 8_000), (2, 44_100), (8, 48_000)])
def test_any_number_of_channels_at_any_rate(channels: int, rate: int, tmp_path: Path) -> None:
    dots = np.random.default_rng(3).normal(0, 3000, (rate * 2, channels)).astype("<i2")
    with wave.open(str(tmp_path / "s.wav"), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(dots.tobytes())
    told = meter_sound(tmp_path / "s.wav")
    assert told.integrated_lufs is not None and -30 < told.integrated_lufs < -5
    assert (told.channels, told.rate) == (channels, rate)


def test_silence_and_no_sound_have_no_loudness(tmp_path: Path) -> None:
    write_wav(tmp_path / "s.wav", np.zeros(HZ, np.float32), HZ)
    assert meter_sound(tmp_path / "s.wav").integrated_lufs is None
    write_clip(tmp_path / "v.mp4", shot_frames("wide", 12), None, RATE)
    media = open_media(tmp_path / "v.mp4")
    assert media.sound.integrated_lufs is None and media.sound.crowd is None


def film(folder: Path, sound: np.ndarray) -> Path:
    """A film of six seconds with this sound."""
    frames = [rgb for rgb in shot_frames("wide", 90)]
    write_clip(folder / "f.mp4", (frames + frames)[: SECONDS * 24], sound, RATE)
    return folder / "f.mp4"


def evidence(path: Path, folder: Path | None = None, recordings: tuple[np.ndarray, ...] = ()) -> Evidence:
    """One shot with two Lines, at 1 s and at 3.5 s."""
    times = ((1000, 2500), (3500, 5000))
    lines = tuple(
        SpokenLine(id=f"l{n}", speaker="ROSA", text="Yes.", start_ms=start, end_ms=end) for n, (start, end) in enumerate(times)
    )
    shot = Shot(uid="u0", id="1.1", start_ms=0, end_ms=SECONDS * 1000, lines=lines)
    entry = CutEntry(uid="u0", id="1.1", take="t", available_frames=SECONDS * 24, frames=SECONDS * 24, start=0)
    cut = Cut(width_px=SIZE[0], height_px=SIZE[1], rate_num=24, entries=(entry,))
    sheet = SpeechSheet()
    if folder is not None:
        for n, samples in enumerate(recordings):
            write_wav(folder / f"l{n}.wav", samples, HZ)
        said = [SpokenAudio(id=f"l{n}", speaker="ROSA", file=f"l{n}.wav", duration_ms=1500) for n in range(len(recordings))]
        sheet = SpeechSheet(lines=tuple(said))
    script = Script(scenes=(Scene(id="1", shots=(shot,)),))
    return Evidence(script=script, cut=cut, speech=sheet, speech_folder=folder, media=open_media(path))


def laid(voices: tuple[np.ndarray, ...], late_ms: tuple[int, int]) -> np.ndarray:
    """The Lines at their times, each late by so much."""
    sound = np.zeros(SECONDS * HZ, np.float32)
    for voice, at, late in zip(voices, (1000, 3500), late_ms, strict=True):
        start = (at + late) * HZ // 1000
        sound[start : start + len(voice)] += voice
    return sound


VOICES = (speechlike(5, 1.5, 0.3), speechlike(6, 1.5, 0.3))


@pytest.mark.parametrize("late", [-300, -120, 120, 300, 900])
def test_sound_that_is_early_or_late_is_one_finding_and_no_line_is_missed(late: int, tmp_path: Path) -> None:
    path = film(tmp_path, laid(VOICES, (late, late)))
    said = [one for one in measure(evidence(path, tmp_path, VOICES)) if one.kind in ("av-offset", "missing-speech")]
    assert [(one.kind, one.shot) for one in said] == [("av-offset", "")]
    assert abs(int(str(said[0].data["late_ms"])) - late) <= 20
    assert ("late" if late > 0 else "early") in said[0].evidence


def test_sound_in_time_is_left_alone_and_a_lost_line_is_no_offset(tmp_path: Path) -> None:
    path = film(tmp_path, laid(VOICES, (20, 20)))
    kinds = {one.kind for one in measure(evidence(path, tmp_path, VOICES))}
    assert not kinds & {"av-offset", "missing-speech"}
    path = film(tmp_path, laid((VOICES[0], VOICES[1] * 0), (0, 0)))
    kinds = {one.kind for one in measure(evidence(path, tmp_path, VOICES))}
    assert "missing-speech" in kinds and "av-offset" not in kinds


def test_without_recordings_a_great_offset_is_seen_by_the_script(tmp_path: Path) -> None:
    steady = tuple((one / np.maximum(np.abs(one), 1e-3) * 0.1).astype(np.float32) for one in VOICES)
    in_time = evidence(film(tmp_path, laid(steady, (0, 0))))
    assert strength_of(CHECKS["av-offset"], in_time) == pytest.approx(0.0, abs=0.3)
    late = evidence(film(tmp_path, laid(steady, (700, 700))))
    (one,) = CHECKS["av-offset"](late)
    assert abs(int(str(one.data["late_ms"])) - 700) <= 60 and "scripted times" in one.evidence


@pytest.mark.parametrize("then", [1.0, 0.4])
def test_clipped_sound_is_found_at_any_level(then: float, tmp_path: Path) -> None:
    clean = voiced(7, level=0.08)
    assert CHECKS["clipping"](evidence(film(tmp_path, clean))) == []
    clipped = np.clip(clean * 4 / np.abs(clean).max(), -1, 1) * np.float32(then)
    (one,) = CHECKS["clipping"](evidence(film(tmp_path, clipped.astype(np.float32))))
    assert one.kind == "clipping" and "cut off at" in one.evidence


def test_a_tone_is_not_taken_for_clipped(tmp_path: Path) -> None:
    tone = (0.5 * np.sin(2 * np.pi * 440 * np.arange(SECONDS * HZ) / HZ)).astype(np.float32)
    told = evidence(film(tmp_path, tone))
    assert CHECKS["clipping"](told) == [] and strength_of(CHECKS["clipping"], told) is None


@pytest.mark.parametrize(("level", "kinds"), [(0.1, []), (0.002, ["loudness"])])
def test_a_film_that_cannot_be_heard_is_told(level: float, kinds: list[str], tmp_path: Path) -> None:
    said = CHECKS["loudness"](evidence(film(tmp_path, speechlike(8, level=level))))
    assert [one.kind for one in said] == kinds
    assert all("LUFS" in one.evidence and one.shot == "" for one in said)


def test_the_rate_of_the_film_is_kept_as_a_fraction(tmp_path: Path) -> None:
    write_clip(tmp_path / "f.mp4", shot_frames("wide", 24), None, Fraction(24_000, 1001))
    assert open_media(tmp_path / "f.mp4").rate == Fraction(24_000, 1001)
