"""Two who speak at once: from dual dialogue in Fountain to the Script's times, its subtitles and the sound of the Shot."""

from __future__ import annotations

import asyncio
from itertools import pairwise

import numpy as np
import pytest

from storyreel.agents.critic.case import ScriptCase
from storyreel.agents.critic.script_rules.dialogue_completeness import DIMENSION
from storyreel.agents.scripter import HandbookScripter
from storyreel.agents.scripter.pacing import lay_lines, paced
from storyreel.film.plan import FilmSettings
from storyreel.film.script import Script, SpokenLine
from storyreel.film.speech import SpeechSheet
from storyreel.film.take import SpecLine
from storyreel.film.timing import at_once, fit_to_speech, speech_fit
from storyreel.formats import write_fountain, write_srt, write_vtt
from storyreel.formats.screenplay import read_fountain
from storyreel.tools.generators.previz.sound import RATE, mix_shot

PAGE = """INT. KITCHEN - NIGHT

ROSA stands at the table. TOM sits.

ROSA
I never said that I would stay here.

TOM
Then go, if you must go.

ROSA
{one}

TOM ^
{two}

ROSA
Listen to us.

TOM
Yes.
"""
LENGTHS = {"L1": 1900, "L2": 1400, "L3": 1730, "L4": 1260, "L5": 800, "L6": 400}


def written(one: str = "You never listened to me!", two: str = "And you lied to me!", page: str = PAGE) -> Script:
    dialogue = read_fountain(page.format(one=one, two=two))
    return asyncio.run(HandbookScripter().write(dialogue, settings=FilmSettings()))


def sheet(script: Script, **lengths: int) -> SpeechSheet:
    rows = [
        {"id": line.id, "part": line.part, "speaker": line.speaker, "duration_ms": {**LENGTHS, **lengths}.get(line.id, 900)}
        for line in script.lines
    ]
    return SpeechSheet.model_validate({"lines": rows})


def pair_of(script: Script) -> tuple[SpokenLine, SpokenLine]:
    return next((a, b) for shot in script.shots for a, b in pairwise(shot.lines) if at_once(a, b))


@pytest.mark.parametrize("spoken_ms", [1260, 1730, 2900])
def test_both_begin_together_and_are_whole(spoken_ms: int) -> None:
    script = written()
    one, two = pair_of(script)
    assert one.start_ms == two.start_ms
    speech = sheet(script, L4=spoken_ms)
    fitted = fit_to_speech(script, speech)
    one, two = pair_of(fitted)
    assert one.start_ms == two.start_ms
    assert (one.end_ms - one.start_ms, two.end_ms - two.start_ms) == (1730, spoken_ms)
    shot = next(shot for shot in fitted.shots if one in shot.lines)
    assert shot.end_ms >= max(one.end_ms, two.end_ms)
    assert {one.speaker, two.speaker} <= set(shot.in_frame) and not (one.off_screen or two.off_screen)
    assert speech_fit(fitted, speech) == ()
    assert fit_to_speech(fitted, speech) == fitted


def test_nobody_else_speaks_at_once() -> None:
    fitted = fit_to_speech(script := written(), sheet(script))
    order = sorted(fitted.lines, key=lambda line: line.start_ms)
    assert [line.id for line in order] == ["L1", "L2", "L3", "L4", "L5", "L6"]
    assert all(b.start_ms >= a.end_ms for a, b in pairwise(order) if not at_once(a, b))
    assert order[4].start_ms >= max(order[2].end_ms, order[3].end_ms)


def test_the_rules_take_it_as_meant() -> None:
    one, two = "You never listened to me!", "And you lied to me!"
    fitted = fit_to_speech(script := written(one, two), speech := sheet(script))
    case = ScriptCase(script=fitted, dialogue=read_fountain(PAGE.format(one=one, two=two)), speech=speech)
    assert [(rule.id, hit.evidence) for rule in DIMENSION.rules for hit in rule.look(case)] == []


@pytest.mark.parametrize("text", ["Stop!", "You never listened to a single word that I have ever said to you!"])
def test_both_are_in_the_subtitles_one_text_at_a_time(text: str) -> None:
    script = written(text, f"No. {text}")
    fitted = fit_to_speech(script, sheet(script))
    for subtitles in (write_srt(fitted), write_vtt(fitted)):
        flat = " ".join(subtitles.split())
        assert flat.count(text) == 2
    spans = [row.split(" --> ") for row in write_srt(fitted).splitlines() if "-->" in row]
    assert all(a < b for a, b in spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))


def test_laying_lines_anew_keeps_it() -> None:
    fitted = fit_to_speech(script := written(), sheet(script))
    shot = next(shot for shot in fitted.shots if any(line.with_line for line in shot.lines))
    one, two = lay_lines(shot, shot.lines).lines
    assert one.start_ms == two.start_ms
    slower = paced(shot, 1.3)
    assert abs((slower.end_ms - shot.start_ms) - 1.3 * shot.duration_ms) <= 250
    assert slower.lines[0].start_ms == slower.lines[1].start_ms


def test_both_are_heard_whole_in_the_sound() -> None:
    fitted = fit_to_speech(script := written(), sheet(script))
    shot = next(shot for shot in fitted.shots if any(line.with_line for line in shot.lines))
    times = {line.id: (line.start_ms - shot.start_ms, line.end_ms - shot.start_ms) for line in shot.lines}
    lines = [
        SpecLine(id=line.id, speaker=line.speaker, text=line.text, start_ms=times[line.id][0], end_ms=times[line.id][1])
        for line in shot.lines
    ]
    tones = {"L3": 300.0, "L4": 1100.0}
    sounds = {
        (name, 0): ((0.3 * np.sin(2 * np.pi * hz * np.arange(LENGTHS[name] * RATE // 1000) / RATE)).astype(np.float32), RATE)
        for name, hz in tones.items()
    }
    quiet = np.zeros(shot.duration_ms * RATE // 1000, np.float32)
    mixed = mix_shot(lines, sounds, place=quiet, effects=quiet)
    for name, hz in tones.items():
        start, end = (at * RATE // 1000 for at in times[name])
        for low in range(start + RATE // 50, end - RATE // 10, RATE // 10):
            window = mixed[low : low + RATE // 10]
            level = abs(np.dot(window, np.exp(-2j * np.pi * hz * np.arange(window.size) / RATE))) / window.size
            assert level > 0.02, (name, low / RATE)


@pytest.mark.parametrize(
    "page",
    [
        PAGE.replace("TOM ^", "ROSA ^"),
        PAGE.replace("TOM ^", "TOM (O.S.) ^"),
        PAGE.replace("{two}", "I have told you again and again, and again and again, " * 9),
    ],
)
def test_where_it_cannot_be_they_speak_in_turn_and_nothing_is_lost(page: str) -> None:
    script = written(page=page)
    fitted = fit_to_speech(script, sheet(script))
    order = sorted(fitted.lines, key=lambda line: (line.start_ms, line.part))
    assert all(b.start_ms >= a.end_ms for a, b in pairwise(order))
    assert {line.id for line in order} >= {"L1", "L2", "L3", "L4"}


def test_a_pair_may_open_the_scene() -> None:
    page = "INT. KITCHEN - NIGHT\n\nROSA\nStop!\n\nTOM ^\nStop it!\n\nROSA\nWell.\n"
    one, two = pair_of(fit_to_speech(script := written(page=page), sheet(script)))
    assert one.start_ms == two.start_ms


def test_the_shooting_script_has_them_side_by_side_and_read_again_it_is_the_same() -> None:
    again = read_fountain(write_fountain(written()))
    assert again.extra["overlaps"] == {"L4": "L3"}
