"""How long speech takes, and Scripts that fit what was spoken."""

from __future__ import annotations

import asyncio
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyreel.agents.director import segment_script
from storyreel.agents.scripter import HandbookScripter
from storyreel.film import (
    CUT_IN_MS,
    LEAD_IN_MS,
    LONG_PAUSE_MS,
    PAUSE_MS,
    SCENE_HEAD_MS,
    SCENE_TAIL_MS,
    SHOT_GRID_MS,
    TAIL_MS,
    Scene,
    Script,
    Shot,
    SpeechSheet,
    SpokenAudio,
    SpokenLine,
    estimate_speech_ms,
    fit_to_speech,
    lead_in_ms,
    pause_ms,
    round_up_ms,
    speech_fit,
    tail_ms,
)
from storyreel.film.edits import apply_edits
from storyreel.film.plan import FilmSettings
from storyreel.formats import parse_dialogue
from storyreel.tools.contracts import Capabilities
from tests.film.film_strategies import scripts, sheets


def one_scene(*shots: Shot) -> Script:
    return Script(scenes=(Scene(id="1", shots=shots),))


def line(number: int, start: int, end: int, text: str = "Yes.", *, speaker: str = "ROSA") -> SpokenLine:
    return SpokenLine(id=f"L{number}", speaker=speaker, text=text, start_ms=start, end_ms=end)


def sheet(**lengths: int) -> SpeechSheet:
    return SpeechSheet(lines=tuple(SpokenAudio(id=name, speaker="ROSA", duration_ms=ms) for name, ms in lengths.items()))


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("one two three four five six seven eight nine ten", 4000, 4000),
        ("Donaudampfschifffahrtsgesellschaftskapitän", 1500, 2500),
        ("我们应该去海边", 1750, 1750),
        ("東京に行きましょう。", 2250, 2250),
        ("서울에 가자", 1250, 1250),
        ("เราควรไปทะเล", 600, 1500),
        ("هل تسمعني يا صديقي", 1600, 1600),
        ("我在 New York 等你", 1800, 1800),
        ("In 1999, 7 of them left.", 3000, 3200),
        ("50%", 900, 1100),
        ("don't", 400, 400),
        ("Oh", 300, 400),
        ("Wait... what?", 1000, 1300),
    ],
)
def test_speech_takes_about_its_time(text: str, least: int, most: int) -> None:
    assert least <= estimate_speech_ms(text) <= most


@pytest.mark.parametrize("text", ["", " ", "…", "?!", "🎬🎬", "♪ ♫", "—", "$", "%&", "❤️"])
def test_nothing_to_say_takes_no_time(text: str) -> None:
    assert estimate_speech_ms(text) == 0


def test_vietnamese_words_are_syllables() -> None:
    assert estimate_speech_ms("tôi không biết anh ấy", "vi-VN") == 1600


@given(st.text(), st.text(max_size=20))
def test_more_text_never_takes_less_time(text: str, more: str) -> None:
    assert estimate_speech_ms(f"{text} {more}") >= estimate_speech_ms(text) >= 0


@given(st.integers(1, 40))
def test_chinese_is_at_most_four_characters_a_second(count: int) -> None:
    assert estimate_speech_ms("字" * count, "zh") >= 250 * count


def test_silences() -> None:
    well, no = line(1, 0, 1, "Well…"), line(2, 1, 2, "No.", speaker="TOM")
    assert [pause_ms(well, no), pause_ms(no, well)] == [LONG_PAUSE_MS, PAUSE_MS]
    broken = line(3, 0, 1, "I never said—”")
    assert [pause_ms(broken, no), pause_ms(broken, broken.changed(id="L4"))] == [CUT_IN_MS, LONG_PAUSE_MS]
    assert [lead_in_ms(no), lead_in_ms(no, opens_scene=True), lead_in_ms(no.changed(part=1, parts=2))] == [
        LEAD_IN_MS,
        SCENE_HEAD_MS,
        0,
    ]
    assert [tail_ms(no), tail_ms(no, closes_scene=True), tail_ms(no.changed(parts=2))] == [TAIL_MS, SCENE_TAIL_MS, 0]


def test_a_shot_grows_to_its_lines_and_keeps_its_planned_beats() -> None:
    shot = Shot(uid="a", id="1.1", start_ms=0, end_ms=4000, lines=(line(1, 1000, 1500), line(2, 2500, 3000)))
    after = Shot(uid="b", id="1.2", start_ms=4000, end_ms=5300)
    fitted = fit_to_speech(one_scene(shot, after), sheet(L1=2010, L2=700))
    first = fitted.shots[0]
    assert [(x.start_ms, x.end_ms) for x in first.lines] == [(1000, 3010), (4010, 4710)]
    assert first.end_ms == round_up_ms(4710 + 1000) == 5750
    assert (fitted.shots[1].start_ms, fitted.shots[1].duration_ms) == (5750, 1300)
    assert fitted.version == 1


def test_a_line_that_could_not_be_spoken_keeps_its_planned_time() -> None:
    shot = Shot(uid="a", id="1.1", start_ms=0, end_ms=3000, lines=(line(1, 500, 900, "🎬"), line(2, 1500, 1600)))
    mute = SpokenAudio(id="L1", speaker="ROSA", problem="nothing to say")
    fitted = fit_to_speech(one_scene(shot), SpeechSheet(lines=(mute, *sheet(L2=900).lines))).shots[0]
    assert [x.end_ms - x.start_ms for x in fitted.lines] == [400, 900]


def test_a_part_that_goes_on_across_a_cut_waits_for_nothing() -> None:
    head, rest = line(1, 100, 900).changed(parts=2), line(1, 1000, 1800).changed(part=1, parts=2)
    one = Shot(uid="a", id="1.1", start_ms=0, end_ms=900, lines=(head,))
    two = Shot(uid="b", id="1.2", start_ms=1000, end_ms=1800, lines=(rest,))
    audio = tuple(SpokenAudio(id="L1", part=part, speaker="ROSA", duration_ms=1250) for part in (0, 1))
    fitted = fit_to_speech(one_scene(one, two), SpeechSheet(lines=audio))
    assert fitted.shots[0].end_ms == fitted.lines[0].end_ms == 2000
    assert fitted.lines[1].start_ms == fitted.shots[1].start_ms == 2100


def test_lines_that_do_not_fit_are_named_with_need_and_room() -> None:
    shot = Shot(uid="a", id="1.1", start_ms=0, end_ms=2000, lines=(line(1, 250, 800), line(2, 1000, 1500)))
    script = one_scene(shot)
    assert speech_fit(script, sheet(L1=900, L2=1000)) == (("a", "L1", 900, 750),)
    assert speech_fit(fit_to_speech(script, sheet(L1=900, L2=1000)), sheet(L1=900, L2=1000)) == ()


@given(scripts(), st.data())
def test_fitting_twice_is_fitting_once(script: Script, data: st.DataObject) -> None:
    spoken = data.draw(sheets(script))
    once = fit_to_speech(script, spoken)
    assert fit_to_speech(once, spoken) == once
    assert speech_fit(once, spoken) == ()


@given(scripts(), st.data())
def test_a_fitted_script_holds_every_line_whole_and_in_order(script: Script, data: st.DataObject) -> None:
    spoken = data.draw(sheets(script))
    fitted = fit_to_speech(script, spoken)
    assert [(x.id, x.text, x.speaker) for x in fitted.lines] == [(x.id, x.text, x.speaker) for x in script.lines]
    for before, shot in zip(script.shots, fitted.shots, strict=True):
        audio = [spoken.of(x.id, x.part) for x in shot.lines]
        heard = [one for one in audio if one and one.duration_ms]
        if not heard or settled(before, spoken):
            assert shot.rebased() == before.rebased()
            continue
        assert shot.duration_ms % SHOT_GRID_MS == 0
        for one, old, said in zip(shot.lines, before.lines, audio, strict=True):
            length = said.duration_ms if said and said.duration_ms else old.end_ms - old.start_ms
            assert one.end_ms - one.start_ms == length
        silent = before.duration_ms - sum(x.end_ms - x.start_ms for x in before.lines)
        assert shot.duration_ms - sum(x.end_ms - x.start_ms for x in shot.lines) >= silent
        assert shot.lines[0].start_ms - shot.start_ms >= LEAD_IN_MS
        assert shot.end_ms - shot.lines[-1].end_ms >= TAIL_MS
        assert all(b.start_ms - a.end_ms >= CUT_IN_MS for a, b in pairwise(shot.lines))


def settled(shot: Shot, spoken: SpeechSheet) -> bool:
    """Whether the Lines, which follow one another, already last as long as they were spoken."""
    audio = [spoken.of(x.id, x.part) for x in shot.lines]
    return all(
        one is None or not one.duration_ms or one.duration_ms == x.end_ms - x.start_ms
        for x, one in zip(shot.lines, audio, strict=True)
    )


@given(scripts())
def test_a_script_whose_lines_last_their_audio_is_left_alone(script: Script) -> None:
    spoken = {x.id: x.end_ms - x.start_ms for x in script.lines}
    assert fit_to_speech(script, sheet(**spoken)) is script


@pytest.mark.parametrize(
    ("lines", "end"),
    [
        (((0, 900), (800, 1500)), 2000),  # they overlap
        (((0, 900), (1000, 1700)), 1600),  # one ends after the Shot
        (((-50, 850), (1000, 1700)), 2000),  # one begins before it
        (((0, 899), (1000, 1700)), 2000),  # one is not as long as it was spoken
    ],
)
def test_a_shot_is_left_alone_only_where_its_lines_fit(lines: tuple[tuple[int, int], ...], end: int) -> None:
    made = tuple(line(number, 500 + a, 500 + b) for number, (a, b) in enumerate(lines, start=1))
    script = one_scene(Shot(uid="a", id="1.1", start_ms=500, end_ms=500 + end, lines=made))
    spoken = sheet(L1=900, L2=700)
    fitted = fit_to_speech(script, spoken)
    assert fitted != script and fitted.shots[0].lines[0].start_ms == 500 + SCENE_HEAD_MS
    assert fit_to_speech(fitted, spoken) is fitted


PAGE = """
A small kitchen at night. Rosa stands by the stove.

ROSA: You are late. Again. I kept the soup warm for two hours.
TOM: I know. The bridge was closed, and then the train did not come…
ROSA: Which train?
TOM (sitting down): The last one—
ROSA: There is no last train on a Sunday, Tom. There has not been one for as long as we have lived here.

Tom puts a letter on the table. Rosa looks at it.

TOM: Read it.
ROSA: No.
"""


@pytest.mark.parametrize("limit_s", [2.0, 4.0])
def test_reading_aloud_and_splitting_settle_after_one_round(limit_s: float) -> None:
    script = asyncio.run(HandbookScripter().write(parse_dialogue(PAGE), settings=FilmSettings()))
    spoken = SpeechSheet(
        lines=tuple(
            SpokenAudio(id=x.id, part=x.part, speaker=x.speaker, duration_ms=estimate_speech_ms(x.text) * 9 // 10 + 7)
            for x in script.lines
        )
    )
    rounds: list[Script] = []
    for _ in range(3):
        script = fit_to_speech(script, spoken)
        edits = segment_script(script, Capabilities(durations_s=(0.2, limit_s))).edits
        script = apply_edits(script, edits) if edits else script
        rounds.append(script)
    assert len(rounds[0].shots) > len(script.scenes)
    assert rounds[1] is rounds[0] and rounds[2] is rounds[0]


@given(scripts(contiguous=True), st.data())
def test_a_fitted_film_has_no_holes(script: Script, data: st.DataObject) -> None:
    fitted = fit_to_speech(script, data.draw(sheets(script)))
    assert all(one.end_ms == two.start_ms for one, two in pairwise(fitted.shots))
