"""How a Line is spoken counts where its words say nothing: each row of the table, each with its figures, and the beats."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from storyreel.agents.scripter import HandbookScripter
from storyreel.agents.scripter.hearing import RULES, heard_choices, heard_in
from storyreel.film.dialogue import Dialogue, Line
from storyreel.film.plan import FilmSettings
from storyreel.film.recording import Pause, Recording
from storyreel.film.script import Script

PLAIN = "It is on the table in the hall."  # 8 words: 3.2 s by estimate


def recording(*, db: float = -22.0, hz: float | None = 180.0, seconds: float = 3.2, **more: Any) -> Recording:
    end = round(seconds * 1000)
    return Recording(
        source="a.wav", sha256="x", duration_ms=end + 200, speech_end_ms=end, level_db=db, pitch_hz=hz, **more
    )  # fmt: skip


def page(*recordings: Recording | None, text: str = PLAIN, speakers: str = "A") -> Dialogue:
    return Dialogue(
        items=tuple(
            Line(id=f"L{number}", speaker=speakers[(number - 1) % len(speakers)], text=text, recording=one)
            for number, one in enumerate(recordings, 1)
        )
    )


def script_of(dialogue: Dialogue) -> Script:
    return asyncio.run(HandbookScripter().write(dialogue, settings=FilmSettings()))


STRONG: dict[str, dict[str, float]] = {
    "loud": {"db": -16.0},
    "quiet": {"db": -28.0},
    "high": {"hz": 230.0},
    "low": {"hz": 140.0},
    "fast": {"seconds": 2.2},
    "slow": {"seconds": 4.5},
}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: "+".join(sorted(rule.signs)))
def test_each_row_of_the_table(rule: Any) -> None:
    fields: dict[str, Any] = {name: value for sign in rule.signs for name, value in STRONG[sign].items()}
    dialogue = page(recording(), recording(), recording(**fields))
    heard = heard_in(dialogue)
    assert heard["L1"].feeling is None and heard["L3"].feeling is not None
    assert heard["L3"].feeling.emotion == rule.emotion
    (choice,) = heard_choices(dialogue)
    assert choice.choice == rule.emotion and choice.reason.startswith("heard: ")
    assert sum(character.isdigit() for character in choice.reason) >= 2, "a reason has its figures"


@pytest.mark.parametrize("sign", STRONG)
def test_one_sign_alone_tells_nothing(sign: str) -> None:
    assert heard_in(page(recording(), recording(), recording(**STRONG[sign])))["L3"].feeling is None


def test_a_voice_is_compared_with_itself_alone() -> None:
    low_and_quiet, high_and_loud = {"db": -30.0, "hz": 90.0}, {"db": -15.0, "hz": 260.0}
    dialogue = page(*(recording(**fields) for fields in (low_and_quiet, high_and_loud) * 2), speakers="AB")
    assert heard_choices(dialogue) == ()
    assert heard_in(page(recording(db=-10, hz=400)))["L1"].feeling is None, "with one line there is nothing to compare with"


def test_words_win_over_sound() -> None:
    shouted = recording(db=-14, hz=240)
    plain = script_of(page(recording(), recording(), shouted))
    happy = script_of(page(recording(), recording(), shouted, text="What a delight, I am so happy!"))
    felt = {line.id: shot.emotion for script in (plain,) for shot in script.shots for line in shot.lines}
    assert "agitated" in felt.values()
    assert not any(shot.emotion == "agitated" for shot in happy.shots)


def test_a_long_silence_before_a_line_is_played() -> None:
    calm = script_of(page(recording(), recording(), recording(), recording(), speakers="AB"))
    waits = script_of(page(recording(), recording(), recording(gap_before_ms=2600), recording(), speakers="AB"))

    def silence(script: Script) -> int:
        lines = {line.id: line for line in script.lines}
        return lines["L3"].start_ms - lines["L2"].end_ms

    assert silence(waits) - silence(calm) >= 1800
    own = next(shot for shot in waits.shots if any(line.id == "L3" for line in shot.lines))
    assert own.lines[0].id == "L3" and "2.6 s of silence before it" in own.reason


def test_a_long_pause_in_a_line_gives_it_a_shot_of_its_own() -> None:
    paused = recording(seconds=4.8, pauses=(Pause(start_ms=1500, end_ms=3000),))
    script = script_of(page(recording(seconds=1.2), paused, recording(seconds=1.2), text="It is here.", speakers="AB"))
    own = next(shot for shot in script.shots if any(line.id == "L2" for line in shot.lines))
    assert [line.id for line in own.lines] == ["L2"] and "a pause of 1.5 s in it" in own.reason


def test_a_recording_times_its_line_before_the_table_read() -> None:
    script = script_of(page(recording(seconds=5.0), recording(seconds=2.0)))
    assert [line.end_ms - line.start_ms for line in script.lines] == [5000, 2000]


def test_a_recording_far_longer_than_its_words_cuts_none_of_them() -> None:
    script = script_of(page(recording(seconds=60.0), None, text="Yes, of course."))
    assert "".join(line.text for line in script.lines if line.id == "L1").replace(" ", "") == "Yes,ofcourse."
    assert all(part in ("Yes,", "of", "course.", "of course.", "Yes, of") for line in script.lines[:-1] for part in [line.text])
