"""Every film fault is found by a check of the right kind, on a small film; and what the benchmark makes of scores."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from benchmarks.checking import auc, levels
from storyreel.film.cut import Cut, CutEntry
from storyreel.film.plan import Plan
from storyreel.film.script import Scene, Script, Shot, SpokenLine
from storyreel.film.speech import SpeechSheet, SpokenAudio
from storyreel.testing.clips import write_clip
from storyreel.testing.film_faults import INJECTORS, CleanFilm, Injector, NotPossible, pictures_of, sound_of
from storyreel.tools.audio import write_wav
from storyreel.tools.measure import CHECKS, measure, measure_file, open_media
from tests.tools.drawn_stage import RATE, SIZE, shot_frames

FRAMES = 60
NAMES = ("wide", "still close", "tilt")
FORM = ("black", "freeze", "wrong-duration", "missing-speech", "extra-cut", "missing-cut", "flicker", "av-offset", "clipping")
FORM += ("loudness", "wrong-size", "wrong-rate", "colour-tags", "variable-rate", "undecodable", "missing-stream", "interlaced")
FORM += ("rotated", "hdr")


def voice(seed: int) -> np.ndarray:
    """1.4 s of noise in syllables, at 48 kHz."""
    chance = np.random.default_rng(seed)
    beats = np.repeat(chance.uniform(0.05, 1, 7) ** 2, 9_600)
    return (chance.normal(0, 0.15, len(beats)) * np.convolve(beats, np.ones(1200) / 1200, "same")).astype(np.float32)


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> CleanFilm:
    """Three drawn shots of 2.5 s with a Line in each."""
    folder = tmp_path_factory.mktemp("film")
    pictures = [rgb for name in NAMES for rgb in shot_frames(name, FRAMES)]
    sound, lines, shots, entries = np.zeros(len(pictures) * 2000, np.float32), [], [], []
    for number in range(len(NAMES)):
        start = number * 2500
        said = voice(number)
        write_wav(folder / f"l{number}.wav", said, 48_000)
        sound[(start + 500) * 48 : (start + 500) * 48 + len(said)] = said
        lines.append(SpokenAudio(id=f"l{number}", speaker="ROSA", file=f"l{number}.wav", duration_ms=1400))
        line = SpokenLine(id=f"l{number}", speaker="ROSA", text="Yes, of course.", start_ms=start + 500, end_ms=start + 1900)
        shots.append(Shot(uid=f"u{number}", id=f"1.{number}", start_ms=start, end_ms=start + 2500, lines=(line,)))
        at = {"uid": f"u{number}", "id": f"1.{number}", "take": "t", "start": number * FRAMES}
        entries.append(CutEntry.model_validate({**at, "available_frames": FRAMES, "frames": FRAMES}))
    write_clip(folder / "film.mp4", pictures, sound, RATE)
    return CleanFilm(
        name="drawn",
        file=folder / "film.mp4",
        script=Script(scenes=(Scene(id="1", shots=tuple(shots)),)),
        cut=Cut(width_px=SIZE[0], height_px=SIZE[1], rate_num=24, entries=tuple(entries)),
        plan=Plan(),
        speech=SpeechSheet(lines=tuple(lines)),
        speech_folder=folder,
    )


def test_the_clean_film_has_no_finding(film: CleanFilm) -> None:
    assert measure(film.evidence(open_media(film.file))) == []


@pytest.mark.parametrize("fault", FORM)
def test_a_fault_gets_the_finding_that_names_it_and_no_other(fault: str, film: CleanFilm, tmp_path: Path) -> None:
    strength = levels()[fault]["strengths"][-1 if fault not in ("wrong-duration", "missing-stream") else 0]
    spoiled = INJECTORS[fault](film, tmp_path / "f.mp4", strength=strength, chance=random.Random(3))
    said = measure_file(tmp_path / "f.mp4", spoiled.evidence(film, None))
    kinds = {one.kind for one in said}
    assert kinds & INJECTORS[fault].named
    also = {"missing-stream": {"missing-speech"}, "clipping": {"loudness"}, "loudness": {"clipping", "missing-speech"}}
    assert kinds <= INJECTORS[fault].named | also.get(fault, set())


def test_sound_without_pictures_is_named(film: CleanFilm, tmp_path: Path) -> None:
    spoiled = INJECTORS["missing-stream"](film, tmp_path / "f.mp4", strength=2, chance=random.Random(1))
    (one,) = measure_file(tmp_path / "f.mp4", spoiled.evidence(film, None))
    assert one.kind == "missing-stream" and "no video stream" in one.evidence


def test_a_fault_is_the_same_for_the_same_chance(film: CleanFilm, tmp_path: Path) -> None:
    made = [
        INJECTORS["black"](film, tmp_path / f"{n}.mp4", strength=0.5, chance=random.Random(seed))
        for n, seed in enumerate((5, 5, 6))
    ]
    assert (tmp_path / "0.mp4").read_bytes() == (tmp_path / "1.mp4").read_bytes()
    assert made[0].where == made[1].where != made[2].where


def test_each_fault_has_fixed_strengths_and_a_check(film: CleanFilm) -> None:
    for name, injector in INJECTORS.items():
        assert isinstance(injector, Injector)
        assert levels()[name]["strengths"] and levels()[name]["unit"], name
        assert injector.named & set(CHECKS), name


def test_what_a_film_cannot_have_is_not_possible(film: CleanFilm, tmp_path: Path) -> None:
    mute = replace(film, script=film.script.changed(scenes=()), speech=SpeechSheet())
    with pytest.raises(NotPossible, match="drawn"):
        INJECTORS["missing-speech"](mute, tmp_path / "f.mp4", strength=1.0, chance=random.Random(1))
    with pytest.raises(NotPossible):
        INJECTORS["freeze"](film, tmp_path / "f.mp4", strength=30.0, chance=random.Random(1))


def test_a_film_is_read_back_as_it_was_written(film: CleanFilm) -> None:
    pictures = list(pictures_of(film))
    assert len(pictures) == 3 * FRAMES and pictures[0].shape == (SIZE[1], SIZE[0], 3)
    assert len(sound_of(film)) == round(3 * FRAMES * 48_000 / Fraction(24))


def test_the_area_under_the_curve() -> None:
    assert auc([0.0, 0.1, 0.2], [0.9, 1.0]) == 1.0
    assert auc([0.5], [0.5]) == 0.5
    assert auc([], [1.0]) is None
