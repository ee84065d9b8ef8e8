"""Mouth and voice in a finished film, measured from its pixels and its sound; and that an offset would be seen."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from benchmarks.lips import moved_sound, sentence
from storyreel.errors import ProjectError
from storyreel.film import Blocking, Character, FilmSettings, Scene, Script, Shot, ShotSize, SpokenLine, dump_document
from storyreel.graph import make
from storyreel.tools.generators.previz.acting import act
from storyreel.tools.generators.previz.mouth import lips_from_events
from storyreel.tools.generators.previz.stage import stage_shot
from storyreel.tools.measure.mouth_lines import LineOffset, line_offsets
from storyreel.tools.measure.mouth_offset import mouth_look, mouth_window, offset_of, voice_found
from tests.tools.previz_specs import a_spec

RATE = 24
SAID = (("ROSA", "Maybe Bob opened my old map."), ("TOM", "No, I am above all that."))
SPOKEN = [(0.0, "m"), (0.12, "aɪ"), (0.35, "b"), (0.45, "ɒ"), (0.7, "m"), (0.8, "i"), (1.0, "p"), (1.1, "ə"), (1.2, "_")]


def _script() -> Script:
    """A close-up of each of two people as they say a Line, each shot as long as its Line needs."""
    blocking = tuple(Blocking(character=name, x_cm=x, z_cm=0) for (name, _), x in zip(SAID, (-80, 80), strict=True))
    shots = [
        Shot(
            uid=f"u{i}", id=f"1.{i + 1}", start_ms=2500 * i, end_ms=2500 * (i + 1), size=ShotSize.CLOSE_UP, subjects=(name,),
            in_frame=(name,), blocking=blocking,
            lines=(SpokenLine(id=f"L{i}", speaker=name, text=text, start_ms=2500 * i + 250, end_ms=2500 * i + 2200),),
        )
        for i, (name, text) in enumerate(SAID)
    ]  # fmt: skip
    cast = tuple(
        Character(name=name, appearance=look) for (name, _), look in zip(SAID, ("a pale woman", "a bearded man"), strict=True)
    )
    return Script(
        title="Map", cast=cast, scenes=(Scene(id="1", heading="INT. KITCHEN - DAY", place="KITCHEN", shots=tuple(shots)),)
    )


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with its truth: two close-ups with a Line each, made as a person makes them."""
    folder = tmp_path_factory.mktemp("lips")
    source = folder / "scene.json"
    source.write_text(json.dumps(dump_document(_script())), encoding="utf-8")
    make(source, out=folder / "film", settings=FilmSettings(width_px=208, height_px=120, rate_num=RATE, truth=True))
    return folder / "film"


def test_mouths_are_within_a_frame_of_the_voice_in_the_encoded_film(film: Path) -> None:
    counting = [one for one in line_offsets(film) if one.wide_enough]
    assert len(counting) == 2
    for one in counting:
        assert one.frames is not None and abs(one.frames) <= 1.0, one
        assert one.likeness > 0.6, one


def test_sound_that_is_four_frames_late_is_measured_so(film: Path, tmp_path: Path) -> None:
    late = line_offsets(film, moved_sound(film / "film.mp4", tmp_path / "late.mp4", 4 / RATE))
    counting = [one for one in late if one.wide_enough]
    assert len(counting) == 2
    for one in counting:
        assert one.frames is not None and abs(one.frames - 4) <= 0.5, one


def test_lines_that_cannot_be_measured_say_why(film: Path) -> None:
    for one in line_offsets(film):
        assert one.wide_enough or (one.reason and one.frames is None), one


def test_a_project_without_truth_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match=r"resume .* --truth"):
        line_offsets(tmp_path)


def _looks(delay_s: float, noise: float) -> tuple[list[float], list[np.ndarray]]:
    """A mouth that is darker the more it is open, seen for two seconds from half a second before it speaks."""
    random = np.random.default_rng(3)
    times = [i / RATE for i in range(48)]
    wide = {"aɪ": 1.0, "ɒ": 1.0, "i": 0.35, "ə": 0.6}
    looks: list[np.ndarray] = []
    for time in times:
        said = [sound for at, sound in SPOKEN if at <= time - delay_s]
        opening = wide.get(said[-1], 0.0) if said else 0.0
        looks.append(np.full((6, 8, 3), 200.0) - 120 * opening + random.normal(0, noise, (6, 8, 3)))
    return times, looks


@pytest.mark.parametrize("late", [-6, -2, 0, 1, 5])
@pytest.mark.parametrize("noise", [0.0, 12.0])
def test_offsets_of_any_sign_are_found_in_noise(late: int, noise: float) -> None:
    times, looks = _looks(0.5 - late / RATE, noise)
    found = offset_of(times, looks, SPOKEN, voice_s=0.5, length_s=1.3, rate=RATE)
    assert found is not None and abs(found.frames - late) <= 0.6 and found.likeness > 0.8


def test_a_mouth_that_never_moves_has_no_offset() -> None:
    still = [np.full((6, 8, 3), 90.0)] * 30
    assert offset_of([i / RATE for i in range(30)], still, SPOKEN, voice_s=0.2, length_s=1.3, rate=RATE) is None


def test_a_voice_is_found_in_noise_to_the_millisecond() -> None:
    random = np.random.default_rng(1)
    voice = random.normal(0, 0.2, 8000).astype(np.float32)
    sound = random.normal(0, 0.1, 48_000).astype(np.float32)
    sound[20_160:28_160] += voice
    assert voice_found(sound, voice, 16_000, 1.0) == pytest.approx(1.26, abs=0.001)


def test_a_look_moves_with_the_head() -> None:
    picture = np.zeros((60, 80, 3), np.uint8)
    picture[20:40, 30:50] = np.arange(20)[None, :, None] * 10
    picture[25:45, 33:53] = np.arange(20)[None, :, None] * 10
    moved = np.zeros_like(picture)
    moved[:, 7:] = picture[:, :-7]
    window = mouth_window([(30, 20, 50, 40)], [(36, 30, 44, 36)])
    assert np.allclose(mouth_look(picture, (30, 20, 50, 40), window), mouth_look(moved, (37, 20, 57, 40), window))


def test_the_summary_counts_what_must_be_in_time() -> None:
    lines = [LineOffset("1", "a", "X", 0.2, 0.9, 30), LineOffset("2", "b", "X", None, 0.0, 6, "the mouth is 6 pixels wide")]
    assert sentence(lines) == "1 of 2 lines measured; greatest offset 0.2 frames; 100.0% within one frame"
    assert "50.0%" in sentence([*lines, LineOffset("3", "c", "X", None, 0.0, 30)]), "a mouth that does not move is a miss"


@pytest.mark.parametrize("rate", [23.976, 24.0, 25.0, 30.0])
@pytest.mark.parametrize("phase", [0.0, 0.3, 0.7])
@pytest.mark.parametrize("long_s", [0.03, 0.06, 0.12])
def test_lips_shut_in_a_frame_of_every_closed_sound_however_short(rate: float, phase: float, long_s: float) -> None:
    events = [(0.0, "a"), (0.4, "b"), (0.4 + long_s, "i"), (0.8, "m"), (0.8 + long_s, "ɒ"), (1.2, "p"), (1.2 + long_s, "e")]
    shown = [lips_from_events(events, (i + phase) / rate, 1.6).open for i in range(round(1.5 * rate))]
    for start in (0.4, 0.8, 1.2):
        near = [opening for i, opening in enumerate(shown) if start - 0.04 <= (i + phase) / rate <= start + long_s + 0.04]
        assert min(near) < 0.02, (start, near)
    assert sum(opening > 0.2 for opening in shown) > len(shown) / 2, "and stay open for the sounds between"


def test_a_feeling_parts_the_lips_of_the_silent_alone() -> None:
    person = stage_shot(a_spec(people=1), seed=1).people[0]
    afraid = replace(person, emotion="afraid")
    silent = act(afraid, 1.0, 0.5, salt="s")
    closed = act(afraid, 1.0, 0.5, salt="s", lips=lips_from_events([(0.0, "m"), (0.5, "a")], 0.2, 1.0), talking=1.0)
    assert silent.lips.open > 0.1 and closed.lips.open < 0.02
