"""The sound of a drawn shot: steps when feet come down, doors when words say so, places that differ and step back for speech."""

from __future__ import annotations

import asyncio
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from storyreel.film.bank import Character, VoiceChoice
from storyreel.film.take import SpecLine
from storyreel.tools.audio import read_wav, rms_db
from storyreel.tools.contracts import Utterance
from storyreel.tools.ducking import DEPTH_DB
from storyreel.tools.generators.previz.ambience import ambience, ambience_of
from storyreel.tools.generators.previz.doors import doors, doors_of
from storyreel.tools.generators.previz.footsteps import floor_of, footsteps, step_times
from storyreel.tools.generators.previz.noises import NOISES
from storyreel.tools.generators.previz.pose import pose_of
from storyreel.tools.generators.previz.sound import RATE, mix_shot, shot_sound
from storyreel.tools.generators.previz.stage import StageShot, stage_shot
from storyreel.tools.generators.previz.tone import TONES, room_tone
from storyreel.tools.loudness import true_peak_db
from storyreel.tools.measure.loudness_meter import meter_sound
from storyreel.tools.speech import ESpeak

from .previz_specs import a_line, a_spec
from .sounds import silence, tone, voice_like, write_sound

WALK = {"character": "ANNA", "x_cm": -200, "z_cm": 0, "to_x_cm": 150, "to_z_cm": 0, "posture": "walking"}
STAND = {"character": "BEN", "x_cm": 85, "z_cm": 100}


def staged(**more: Any) -> StageShot:
    """A Shot of 4 s."""
    return stage_shot(a_spec(frames=96, **more))


def walking(doing: str = "", **more: Any) -> StageShot:
    """ANNA walks over the stage."""
    return staged(blocking=[{**WALK, "action": doing}, STAND], size="wide", **more)


def onsets(sound: np.ndarray) -> list[float]:
    """Where the level rises by 12 dB within 15 ms and nothing did in the 0.12 s before, in seconds."""
    hop = RATE // 200
    power = np.array([rms_db(sound[at : at + hop]) for at in range(0, sound.size - hop, hop)])
    found: list[float] = []
    for i in range(3, len(power)):
        if power[i] > -60 and power[i] - power[i - 3] > 12 and (not found or i * hop / RATE - found[-1] > 0.12):
            found.append(i * hop / RATE)
    return found


def test_steps_are_heard_when_feet_come_down() -> None:
    stage = walking()
    times = step_times(stage.people[0])
    assert 5 <= len(times) <= 9 and stage.people[0].walk_parts[0] * 4 < times[0]
    assert all(0.2 < b - a < 1.2 for a, b in pairwise(times))
    heard = onsets(footsteps(stage, 4 * RATE))
    assert len(heard) == len(times)
    assert all(abs(a - b) < 0.03 for a, b in zip(heard, times, strict=True))


def test_steps_are_those_of_the_legs_that_are_drawn() -> None:
    """Just before a step one foot is in the air; when it is heard both are down."""
    stage = walking()
    anna = stage.people[0]
    for time in step_times(anna)[1:-1]:
        landed, before = (max(a[1] for a in pose_of(anna, t / 4).ankles) for t in (time, time - 0.08))
        assert before > landed - 1e-6


def test_who_stands_or_sits_makes_no_steps() -> None:
    still = staged(blocking=[{"character": "ANNA", "x_cm": 0, "z_cm": 0, "posture": "sitting"}, STAND])
    assert not footsteps(still, RATE).any() and all(step_times(p) == () for p in still.people)


@pytest.mark.parametrize(
    ("place", "interior", "floor"),
    [("Drawing room", True, "wood"), ("Forest", False, "grass"), ("Beach", False, "sand"), ("Street", False, "stone")],
)
def test_steps_sound_by_the_floor(place: str, interior: bool, floor: str) -> None:
    assert floor_of(walking(place=place, interior=interior).layout).name in (floor, "carpet")


@pytest.mark.parametrize(
    ("action", "person", "wanted"),
    [
        ("", "comes in", ["open"]),
        ("ANNA enters.", "enters", ["open"]),
        ("", "goes out", ["close"]),
        ("ANNA goes out. The door slams.", "goes out", ["slam"]),
        ("A knock at the door.", "", ["knock"]),
        ("The door opens.", "", ["open"]),
        ("She closes the door.", "", ["close"]),
        ("She slams her fist on the table.", "", []),
        ("He knocks over a glass.", "", []),
        ("They talk.", "walks to the window", []),
    ],
)
def test_doors_are_heard_where_the_words_say_so(action: str, person: str, wanted: list[str]) -> None:
    assert [one.what for one in doors_of(walking(person, action=action))] == wanted


def test_outside_nobody_comes_through_a_door() -> None:
    assert doors_of(walking("comes in", place="Forest", interior=False)) == ()


def test_a_slam_follows_the_one_who_leaves_and_waits_for_a_silence_otherwise() -> None:
    leaving = walking("goes out", action="The door slams.")
    assert doors_of(leaving)[0].at_s == pytest.approx(min(3.4, leaving.people[0].walk_parts[1] * 4), abs=0.01)
    spoken = [(0.0, 1.5), (2.6, 4.0)]
    (slam,) = doors_of(staged(action="The door slams."), spoken)
    assert slam.at_s >= 1.5 and slam.at_s + 0.5 <= 2.6
    heard = onsets(doors(staged(action="The door slams."), 4 * RATE, spoken))
    assert heard[0] == pytest.approx(slam.at_s, abs=0.02)


def test_two_who_come_in_together_open_one_door() -> None:
    both = [{**WALK, "action": "comes in"}, {**WALK, "character": "BEN", "z_cm": 100, "action": "comes in"}]
    assert len(doors_of(staged(blocking=both))) == 1


@pytest.mark.parametrize(
    ("place", "interior", "time", "tone_name", "more"),
    [
        ("Kitchen", True, "day", "kitchen", ""),
        ("Bar", True, "night", "crowd", ""),
        ("Forest", False, "day", "forest", ""),
        ("Forest", False, "night", "forest", "crickets"),
        ("Beach", False, "day", "sea", ""),
        ("Ship deck", False, "day", "ship", ""),
        ("Prison cell", True, "day", "cave", ""),
        ("Railway station", False, "day", "station", ""),
        ("Train carriage", True, "day", "train", ""),
        ("Xanadu", True, "day", "room", ""),
    ],
)
def test_places_sound_like_themselves(place: str, interior: bool, time: str, tone_name: str, more: str) -> None:
    told = ambience_of(staged(place=place, interior=interior, time=time))
    assert told.tone == tone_name and tone_name in TONES
    assert more in told.more if more else "crickets" not in told.more
    assert set(told.more) <= set(NOISES)


def test_at_night_no_bird_sings_and_a_storm_thunders() -> None:
    assert "birds" in ambience_of(staged(place="Forest", interior=False, time="night")).without
    assert "thunder" in ambience_of(staged(place="Heath", interior=False, effects="thunder and lightning")).more


@pytest.mark.parametrize("noise", sorted(NOISES))
def test_every_noise_is_quiet_of_the_asked_length_and_the_same_again(noise: str) -> None:
    made = NOISES[noise](12 * RATE, "seed")
    assert made.shape == (12 * RATE,) and 0 < np.abs(made).max() < 0.05
    assert np.array_equal(made, NOISES[noise](12 * RATE, "seed"))
    assert NOISES[noise](100, "seed").shape == (100,) and NOISES[noise](0, "seed").shape == (0,)


def test_two_shots_of_a_place_sound_alike_but_not_the_same() -> None:
    one = ambience(staged(place="Forest", interior=False), 3 * RATE)
    spec = a_spec(frames=96, place="Forest", interior=False)
    other = ambience(stage_shot(spec.changed(uid="u2")), 3 * RATE)
    assert not np.array_equal(one, other) and abs(rms_db(one) - rms_db(other)) < 4
    assert np.array_equal(one, ambience(staged(place="Forest", interior=False), 3 * RATE))


def test_a_long_shot_costs_no_more_than_a_loop() -> None:
    long = room_tone("forest", 50 * RATE, seed="s")
    assert np.array_equal(long[:RATE], long[19 * RATE : 20 * RATE])


def test_the_place_steps_back_while_somebody_speaks() -> None:
    hiss = np.random.default_rng(1).standard_normal(4 * RATE).astype(np.float32) * 0.01
    lines = (a_line(start_ms=1000, end_ms=2000),)
    sounds = {("L1", 0): (tone(1.0, db=-30.0), RATE)}
    made = mix_shot(lines, sounds, place=hiss, effects=np.zeros(4 * RATE))
    clean = mix_shot(lines, sounds, place=silence(4.0), effects=np.zeros(4 * RATE))
    rest = made - clean
    assert rms_db(rest[int(1.1 * RATE) : int(1.9 * RATE)]) == pytest.approx(-40 - DEPTH_DB, abs=0.3)
    assert rms_db(rest[: int(0.9 * RATE)]) == pytest.approx(-40, abs=0.3)
    assert rms_db(rest[int(2.5 * RATE) :]) == pytest.approx(-40, abs=0.3)


def heard(line: SpecLine, seconds: float = 2.0) -> np.ndarray:
    """A Shot of 2 s with a line of a second and nothing else."""
    quiet = silence(seconds)
    return mix_shot((line,), {("L1", 0): (voice_like(1.0), RATE)}, place=quiet, effects=quiet)


def test_a_line_from_before_the_shot_is_heard_in_it_as_far_as_it_reaches() -> None:
    made = heard(a_line(start_ms=-600, end_ms=400))
    assert rms_db(made[: int(0.38 * RATE)]) > -28 and not made[int(0.41 * RATE) :].any()


def test_a_line_that_runs_on_is_cut_without_a_click() -> None:
    made = heard(a_line(start_ms=1500, end_ms=2500))
    assert abs(float(made[-1])) < 1e-3 and rms_db(made[int(1.55 * RATE) : int(1.9 * RATE)]) > -28


@pytest.mark.parametrize(("manner", "louder_db"), [("whispers", -8.0), ("softly", -5.0), ("shouting", 4.0), ("angrily", 3.0)])
def test_a_manner_is_heard_in_the_level(manner: str, louder_db: float) -> None:
    plain, told = heard(a_line(start_ms=500, end_ms=1500)), heard(a_line(start_ms=500, end_ms=1500, emotion=manner))
    assert rms_db(told) - rms_db(plain) == pytest.approx(louder_db, abs=1.0)


@pytest.mark.parametrize("voice", ["en-us+m3", "en-us+f2", "en-gb-x-rp+Michael"])
def test_a_slam_and_a_shouted_line_are_not_cut_off(voice: str, tmp_path: Path) -> None:
    """The voice has steep peaks: they are turned down before they come, so that none crowd at a limit."""
    said = Utterance(
        id="L1", part=0, text="I know! Get out of here, and never come back!", character=Character(name="ANNA"),
        voice=VoiceChoice(name=voice), parenthetical="shouting",
    )  # fmt: skip

    async def speak() -> None:
        speaker = ESpeak()
        try:
            await speaker.speak(said, tmp_path / "v.wav")
        finally:
            await speaker.close()

    asyncio.run(speak())
    stage = walking("goes out", action="The door slams.")
    line = a_line(start_ms=200, end_ms=3700, emotion="shouting")
    made = shot_sound(stage, (line,), {("L1", 0): read_wav(tmp_path / "v.wav")}, samples=4 * RATE)
    assert true_peak_db(made) <= -2.9
    told = meter_sound(write_sound(tmp_path / "s.mp4", made, codec="aac"))
    assert told.true_peak_db < -1.0
    assert told.crowd is not None and told.crowd < 1.2
