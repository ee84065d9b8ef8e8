"""Subtitles: every Line whole, in order and attributed, in lines that fit, at times that hold it."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storyreel.film import Scene, Script, Shot, SpokenLine
from storyreel.formats import write_srt, write_vtt
from storyreel.formats.subtitles import LINE_COLUMNS, display_columns, wrap_columns
from tests.formats.pages import names, sentences

_TIME = r"(\d\d):(\d\d):(\d\d)[.,](\d\d\d)"


class Cue(NamedTuple):
    """A cue read back: times in milliseconds, its rows, and the voice of VTT."""

    start: int
    end: int
    rows: tuple[str, ...]
    voice: str = ""


def _ms(parts: tuple[str, ...]) -> int:
    hours, minutes, seconds, ms = (int(part) for part in parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + ms


def _cues(text: str) -> list[Cue]:
    cues: list[Cue] = []
    for block in re.split(r"\n\n", text.removeprefix("WEBVTT\n").strip("\n")):
        if not block:
            continue
        _, times, *rows = block.split("\n")
        found = re.fullmatch(rf"{_TIME} --> {_TIME}", times)
        assert found, times
        voice = ""
        if text.startswith("WEBVTT") and (spoken := re.match(r"<v ([^>]*)>", rows[0])):
            voice = _unescaped(spoken[1])
            rows[0] = rows[0][spoken.end() :]
        rows = [_unescaped(row) for row in rows] if text.startswith("WEBVTT") else [row.strip("\u202b\u202c") for row in rows]
        cues.append(Cue(_ms(found.groups()[:4]), _ms(found.groups()[4:]), tuple(rows), voice))
    return cues


def _unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _script(lines: list[tuple[str, str, int]], part: int = 0) -> Script:
    at, spoken = 0, list[SpokenLine]()
    for number, (speaker, text, length) in enumerate(lines, 1):
        parts = {"part": part, "parts": part + 1}
        spoken.append(SpokenLine(id=f"L{number}", speaker=speaker, text=text, start_ms=at, end_ms=at + length, **parts))
        at += length + 250
    shot = Shot(uid="a", id="1.1", start_ms=0, end_ms=at, lines=tuple(spoken))
    return Script(scenes=(Scene(id="1", shots=(shot,)),))


def _squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


speeches = st.lists(sentences(), min_size=1, max_size=9).map(" ".join)
odd_speeches = st.one_of(
    speeches, st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=120), st.just("x" * 200)
)
spoken_lines = st.lists(st.tuples(names, odd_speeches, st.integers(0, 9000)), max_size=5)


@settings(max_examples=80)
@given(spoken_lines)
def test_srt_holds_every_line_whole_in_order_and_attributed(lines: list[tuple[str, str, int]]) -> None:
    cues = _cues(write_srt(_script(lines)))
    shown = _squeezed("".join("".join(cue.rows) for cue in cues))
    wanted = [f"{speaker}: {text}" for speaker, text, _ in lines if text.split()]
    plain = _squeezed("".join(wanted))
    assert shown.translate({0x202B: None, 0x202C: None}) == plain.translate({0x202B: None, 0x202C: None})
    _fit(cues)


@settings(max_examples=60)
@given(spoken_lines)
def test_vtt_holds_every_line_whole_in_order_and_attributed(lines: list[tuple[str, str, int]]) -> None:
    text = write_vtt(_script(lines))
    assert text.startswith("WEBVTT\n")
    assert "-->" not in re.sub(rf"{_TIME} --> {_TIME}", "", text)
    cues = _cues(text)
    shown: list[tuple[str, str]] = []
    for cue in cues:
        words = _squeezed("".join(cue.rows))
        shown.append((cue.voice, words))
    assert "".join(words for _, words in shown) == _squeezed("".join(text for _, text, _ in lines))
    said = [speaker for speaker, text, _ in lines if text.split()]
    heard = [voice for number, (voice, _) in enumerate(shown) if number == 0 or shown[number - 1][0] != voice]
    assert heard == [name for number, name in enumerate(said) if number == 0 or said[number - 1] != name]
    _fit(cues)


def _fit(cues: list[Cue]) -> None:
    for cue in cues:
        assert 1 <= len(cue.rows) <= 2
        assert all(row.strip() and display_columns(row) <= LINE_COLUMNS for row in cue.rows)
        assert cue.start < cue.end
    assert all(one.start <= other.start for one, other in pairwise(cues))


def test_a_long_line_is_cut_where_its_sentences_end_and_shares_its_time() -> None:
    text = "The lamp was out when I came home. Nobody had waited for me."
    text += " I sat on the stairs until the morning came, and thought of you."
    cues = _cues(write_srt(_script([("ROSA", text, 8000)])))
    assert [cue.rows for cue in cues] == [
        ("ROSA: The lamp was out when I came", "home. Nobody had waited for me."),
        ("I sat on the stairs until the", "morning came, and thought of you."),
    ]
    assert (cues[0].start, cues[0].end, cues[1].end) == (0, cues[1].start, 8000)
    assert abs((cues[0].end - cues[0].start) - 4100) < 300


def test_a_name_stands_at_every_line_but_not_at_its_later_parts() -> None:
    assert _cues(write_srt(_script([("ROSA", "Yes.", 900), ("ROSA", "No.", 900)])))[1].rows == ("ROSA: No.",)
    assert _cues(write_srt(_script([("ROSA", "and so on.", 900)], part=1)))[0].rows == ("and so on.",)


def test_wide_characters_count_twice_and_lines_do_not_begin_with_a_full_stop() -> None:
    rows = wrap_columns("今天天气很好，我们去公园散步吧。明天也许会下雨，所以要快一点。")
    assert all(display_columns(row) <= LINE_COLUMNS for row in rows)
    assert not any(row[0] in "，。" for row in rows)


@pytest.mark.parametrize(("text", "marked"), [("مرحبا يا صديقي", True), ("שלום", True), ("hello", False), ("你好", False)])
def test_right_to_left_lines_are_marked_for_srt_alone(text: str, marked: bool) -> None:
    script = _script([("ROSA", text, 2000)])
    assert ("\u202b" in write_srt(script)) is marked
    assert "\u202b" not in write_vtt(script)


def test_a_short_cue_is_held_where_there_is_time() -> None:
    one = SpokenLine(id="L1", speaker="A", text="Oh.", start_ms=0, end_ms=200)
    two = SpokenLine(id="L2", speaker="B", text="What?", start_ms=500, end_ms=600)
    shot = Shot(uid="a", id="1.1", start_ms=0, end_ms=2000, lines=(one, two))
    cues = _cues(write_srt(Script(scenes=(Scene(id="1", shots=(shot,)),))))
    assert [(cue.start, cue.end) for cue in cues] == [(0, 416), (500, 1200)]


def test_markup_in_a_line_is_text() -> None:
    text = write_vtt(_script([("A&B <x>", "1 < 2 & 3 --> 4", 2000)]))
    assert "<v A&amp;B &lt;x&gt;>1 &lt; 2 &amp; 3 --&gt; 4" in text


def test_nothing_said_makes_no_cue() -> None:
    assert write_srt(_script([("ROSA", " ", 100)])) == ""
    assert write_vtt(_script([])) == "WEBVTT\n"


def test_no_word_is_left_alone_in_a_cue_too_short_to_read() -> None:
    text = "However, it makes no matter, for, now that I look at the inscription inside,"
    cues = _cues(write_srt(_script([("ALGERNON", text, 5000)])))
    assert len(cues) == 2
    assert all(cue.end - cue.start >= 700 for cue in cues)
    assert all(len(" ".join(cue.rows).split()) > 2 for cue in cues)
    assert " ".join(" ".join(cue.rows) for cue in cues) == f"ALGERNON: {text}"


@settings(max_examples=80)
@given(speeches.filter(lambda text: len(text) > 20), st.integers(12, 20))
def test_at_the_pace_of_speech_every_cue_can_be_read(text: str, columns_a_second: int) -> None:
    length = max(1500, display_columns(text) * 1000 // columns_a_second)
    cues = _cues(write_vtt(_script([("ROSA", text, length)])))
    assert all(cue.end - cue.start >= 700 for cue in cues), [cue for cue in cues if cue.end - cue.start < 700]


def _spoken(*parts: tuple[str, int, int], shot_end: int) -> Script:
    lines = [
        SpokenLine(id="L1", speaker="ROSA", text=text, start_ms=start, end_ms=end, part=number, parts=len(parts))
        for number, (text, start, end) in enumerate(parts)
    ]
    shot = Shot(uid="a", id="1.1", start_ms=0, end_ms=shot_end, lines=tuple(lines))
    return Script(scenes=(Scene(id="1", shots=(shot,)),))


def test_a_part_too_short_to_read_is_shown_with_the_part_beside_it() -> None:
    cues = _cues(write_vtt(_spoken(("I waited until the rain stopped,", 0, 2000), ("inside.", 2000, 2450), shot_end=4000)))
    assert [cue.rows for cue in cues] == [("I waited until the rain stopped, inside.",)]
    cues = _cues(
        write_vtt(_spoken(("I waited until the rain stopped,", 0, 2000), ("and then I went.", 2000, 3000), shot_end=4000))
    )
    assert [cue.rows for cue in cues] == [("I waited until the rain stopped,",), ("and then I went.",)]


def test_a_cue_stays_on_until_it_can_be_read_but_not_into_the_next_nor_past_the_film() -> None:
    fast = "Nobody ever told me that you would be here now."
    one = _spoken((fast, 0, 1000), shot_end=9000)
    assert _cues(write_vtt(one))[0].end == 2000
    assert _cues(write_vtt(_spoken((fast, 0, 1800), shot_end=9000)))[0].end == (len(fast) - 1) * 1000 // 21
    assert _cues(write_vtt(_spoken((fast, 0, 1000), shot_end=1400)))[0].end == 1400
