"""Subtitles as a source: who speaks, what is heard, when; nothing lost whatever the file does with its times."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storyreel.errors import SourceError
from storyreel.film import Dialogue, Direction, Line, Scene, Script, Shot, SpokenLine
from storyreel.formats import decode_text, parse_source, parse_srt, parse_transcript, parse_vtt, read_source, write_srt, write_vtt
from storyreel.formats.cues import read_cues
from storyreel.formats.transcript_rows import read_stamped
from storyreel.formats.transcript_segments import parse_tsv
from tests.formats.pages import latin_names, sentences

HEAD = "WEBVTT\n\n"


def _srt(*texts: str, step: int = 2) -> str:
    blocks = [
        f"{number + 1}\n00:00:{number * step:02d},000 --> 00:00:{number * step + step:02d},000\n{text}\n"
        for number, text in enumerate(texts)
    ]
    return "\n".join(blocks)


def _vtt(*texts: str) -> str:
    return HEAD + _srt(*texts).replace(",000", ".000")


def _said(read: Dialogue) -> list[tuple[str, str]]:
    return [(item.speaker, item.text) if isinstance(item, Line) else ("", item.text) for item in read.items]


def _kept(read: Dialogue) -> dict[str, Any]:
    return cast("dict[str, Any]", read.extra["subtitles"])


SPEAKERS: list[tuple[str, str, list[tuple[str, str]]]] = [
    ("a name before a colon", _srt("ROSA: Yes.", "TOM: No."), [("ROSA", "Yes."), ("TOM", "No.")]),
    (
        "a name holds for the cues below it",
        _srt("ROSA: Yes.", "I know.", "TOM: No."),
        [("ROSA", "Yes."), ("ROSA", "I know."), ("TOM", "No.")],
    ),
    ("two in a cue by name", _srt("ROSA: Yes.\nTOM: No."), [("ROSA", "Yes."), ("TOM", "No.")]),
    ("two in a cue by dashes", _srt("- Yes?\n- No."), [("SPEAKER 1", "Yes?"), ("SPEAKER 2", "No.")]),
    ("dashes without a space", _srt("-Yes?\n-No."), [("SPEAKER 1", "Yes?"), ("SPEAKER 2", "No.")]),
    ("a dash and a name", _srt("- ROSA: Yes?\n- TOM: No."), [("ROSA", "Yes?"), ("TOM", "No.")]),
    ("a dash over two rows", _srt("- Are you\nthere?\n- Yes."), [("SPEAKER 1", "Are you there?"), ("SPEAKER 2", "Yes.")]),
    ("chevrons", _srt(">> So?", ">> Well."), [("SPEAKER 1", "So?"), ("SPEAKER 2", "Well.")]),
    (
        "chevrons and a name",
        _srt(">> ROSA: So?", ">> Tom: Well.", "TOM: Yes."),
        [("ROSA", "So?"), ("Tom", "Well."), ("Tom", "Yes.")],
    ),
    ("nobody named", _srt("So it is.", "It is so."), [("SPEAKER", "So it is."), ("SPEAKER", "It is so.")]),
    ("a number is no name", _srt("At 10:30 we go.", "-5 degrees"), [("SPEAKER", "At 10:30 we go."), ("SPEAKER", "-5 degrees")]),
    (
        "one word before a colon is no name",
        _srt("We go.", "Listen: they come.", "No."),
        [("SPEAKER", "We go."), ("SPEAKER", "Listen: they come."), ("SPEAKER", "No.")],
    ),
    ("the words go on", _srt("I never said", "that you should go."), [("SPEAKER", "I never said that you should go.")]),
    ("the words trail and go on", _srt("I never…", "…said that."), [("SPEAKER", "I never… …said that.")]),
    ("how it is said", _srt("ROSA (quietly): Yes."), [("ROSA", "Yes.")]),
    ("Chinese", _srt("李明：你好。", "王芳：你好，李明。"), [("李明", "你好。"), ("王芳", "你好，李明。")]),
    ("a song with a name", _srt("ROSA: ♪ La la ♪"), [("ROSA", "La la")]),
    ("voices", _vtt("<v Rosa>Yes.", "<v.loud Tom Bell>No.</v>"), [("Rosa", "Yes."), ("Tom Bell", "No.")]),
    ("two voices in a cue", _vtt("<v Rosa>Yes.</v> <v Tom>No.</v>"), [("Rosa", "Yes."), ("Tom", "No.")]),
    ("a cue without a voice among voices", _vtt("<v Rosa>Yes.", "Snow fell."), [("Rosa", "Yes."), ("SPEAKER", "Snow fell.")]),
    ("a voice and its name again", _vtt("<v Rosa>Rosa: Yes."), [("Rosa", "Yes.")]),
    ("a sentence of one voice over cues", _vtt("<v Rosa>We went to", "<v Rosa>Rome."), [("Rosa", "We went to Rome.")]),
    (
        "a meeting's captions",
        _vtt("Rosa Bell: We went to", "Rosa Bell: the house.", "Tom: Yes."),
        [("Rosa Bell", "We went to the house."), ("Tom", "Yes.")],
    ),
    ("escapes", _vtt("Tea &amp; &lt;toast&gt;&nbsp;now&#33; AT&T"), [("SPEAKER", "Tea & <toast> now! AT&T")]),
    ("no escapes in SubRip", _srt("Tea &amp; toast."), [("SPEAKER", "Tea &amp; toast.")]),
    ("styling", _srt('{\\an8}<i>Yes</i>, <font color="#fff">no</font> <b>and</b> <3'), [("SPEAKER", "Yes, no and <3")]),
    (
        "styling in WebVTT",
        _vtt("<c.red>Yes</c> <00:00:01.000>and <lang en>no</lang> <ruby>x<rt>y</rt></ruby>"),
        [("SPEAKER", "Yes and no xy")],
    ),
]


@pytest.mark.parametrize(("text", "said"), [case[1:] for case in SPEAKERS], ids=[case[0] for case in SPEAKERS])
def test_who_says_what(text: str, said: list[tuple[str, str]]) -> None:
    read = parse_vtt(text) if text.startswith("WEBVTT") else parse_srt(text)
    assert _said(read) == said


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("[door slams]", "door slams"),
        ("(sighs)", "sighs"),
        ("♪ la la ♪", "♪ la la ♪"),
        ("♪ la la\nla la ♪", "♪ la la la la ♪"),
        ("[dramatic music\nplaying]", "dramatic music playing"),
        ("- [laughs]", "laughs"),
        ("# la la #", "# la la #"),
    ],
)
def test_what_is_heard_is_a_direction(text: str, heard: str) -> None:
    read = parse_srt(_srt("ROSA: Yes.", text, "ROSA: No."))
    assert [item.text for item in read.items if isinstance(item, Direction)] == [heard]
    assert [line.text for line in read.lines] == ["Yes.", "No."]
    assert _kept(read)["cues"][1]["sounds"] == [heard]


def test_a_sound_before_the_words_of_a_cue_stands_before_them() -> None:
    read = parse_srt(_srt("[thunder]\nROSA: Who is there?"))
    assert _said(read) == [("", "thunder"), ("ROSA", "Who is there?")]
    read = parse_srt(_srt("ROSA: [whispering] Who is there?", "ROSA: (beat)\nAnswer me."))
    assert [(line.text, line.parenthetical) for line in read.lines] == [("Who is there?", "whispering"), ("Answer me.", "beat")]


def test_a_name_alone_in_its_row_and_a_sound_by_the_other_voice() -> None:
    read = parse_srt(
        _srt("MAN [ON RADIO]:\nAll units, stand by.", "- It's nothing.\n- Tom, please--", "- [SIGHS]\n- Don't lie to me.")
    )
    assert [(line.speaker, line.parenthetical) for line in read.lines] == [
        ("MAN", "ON RADIO"),
        ("SPEAKER 1", ""),
        ("SPEAKER 2", ""),
        ("SPEAKER 2", ""),
    ]


def test_times_reach_the_lines() -> None:
    read = parse_vtt(HEAD + "00:01.5 --> 00:03.000\n<v A>We went to\n\n01:00:00.250 --> 01:00:02.000\n<v B>Rome.\n")
    assert [(line.start_ms, line.end_ms) for line in read.lines] == [(1500, 3000), (3_600_250, 3_602_000)]
    read = parse_srt(_srt("- Yes.\n- No, never."))
    assert [(line.start_ms, line.end_ms) for line in read.lines] == [(0, 571), (571, 2000)]
    assert [line.source_line for line in read.lines] == [2, 2]


def test_a_long_pause_or_a_full_stop_ends_a_line() -> None:
    gap = "00:00:00,000 --> 00:00:01,000\nI never\n\n00:00:{},000 --> 00:00:09,000\nsaid that.\n"
    assert len(parse_srt(gap.format("01")).lines) == 1
    assert len(parse_srt(gap.format("04")).lines) == 2
    endless = parse_srt(_srt(*["and so on and so on and on"] * 20, step=1))
    assert 1 < len(endless.lines) <= 3


WARNED: list[tuple[str, str, str, list[str]]] = [
    ("ends before it begins", "1\n00:00:05,000 --> 00:00:03,000\nA: x\n", "line 2: ends at 00:00:03,000", ["x"]),
    (
        "runs backwards",
        "1\n00:00:05,000 --> 00:00:06,000\nSecond.\n\n2\n00:00:01,000 --> 00:00:02,000\nFirst.\n",
        "line 6: the cue begins before",
        ["First.", "Second."],
    ),
]


@pytest.mark.parametrize(("text", "warning", "said"), [case[1:] for case in WARNED], ids=[case[0] for case in WARNED])
def test_odd_times_are_kept_with_a_warning(text: str, warning: str, said: list[str]) -> None:
    read = parse_srt(text)
    assert [line.text for line in read.lines] == said
    assert warning in _kept(read)["warnings"][0]


def test_a_clock_that_starts_again_is_a_second_part() -> None:
    first = "00:10:00,000 --> 00:10:01,000\nOne.\n\n00:50:00,000 --> 00:50:01,000\nTwo.\n\n"
    read = parse_srt(first + "00:10:02,000 --> 00:10:03,000\nThree.\n\n00:40:00,000 --> 00:40:01,000\nFour.\n")
    assert [line.text for line in read.lines] == ["One.", "Two.", "Three.", "Four."]
    assert "starts again" in _kept(read)["warnings"][0]


def test_overlapping_cues_keep_their_times() -> None:
    read = parse_srt("00:00:01,000 --> 00:00:05,000\nROSA: So I said\n\n00:00:02,000 --> 00:00:03,000\nTOM: What?\n")
    assert [(line.speaker, line.start_ms, line.end_ms) for line in read.lines] == [("ROSA", 1000, 5000), ("TOM", 2000, 3000)]
    assert "warnings" not in _kept(read)


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_byte_order_marks(ends: str, mark: str) -> None:
    text = mark + _srt("ROSA: Yes,\nI know.", "TOM: No.").replace("\n", ends)
    assert _said(parse_srt(text)) == [("ROSA", "Yes, I know."), ("TOM", "No.")]
    vtt = mark + _vtt("<v Rosa>Yes.").replace("\n", ends)
    assert _said(parse_vtt(vtt)) == [("Rosa", "Yes.")]
    assert decode_text(text.encode()).count("\r") == 0


def test_what_players_forgive() -> None:
    text = (
        "00:00:01.5-->00:00:02\nNo number.\n00:00:03,000 --> 00:00:04,000 X1:0 X2:9\n\nA blank row\n\nwithin.\n"
        "7\n00:00:05,000 --> 00:00:06,000\n42\n\n8\n0:07 --> 0:08\n\n"
    )
    found = read_cues(text)
    assert [(cue.start_ms, cue.rows, cue.name, cue.settings) for cue in found.cues] == [
        (1500, ("No number.",), "", ""),
        (3000, ("A blank row", "within."), "", "X1:0 X2:9"),
        (5000, ("42",), "7", ""),
        (7000, (), "8", ""),
    ]


def test_everything_of_webvtt_is_kept() -> None:
    text = (
        "WEBVTT - Talk\nLanguage: fr\n\nNOTE one\ntwo\n\nSTYLE\n::cue { color: red }\n\nREGION\nid:a\n\n"
        "intro\n00:01.000 --> 00:02.000 align:start region:a\nYes.\n\nNOTE after\n\nlost words\n"
    )
    read = parse_vtt(text)
    kept = _kept(read)
    assert read.language == "fr"
    assert kept["header"] == "WEBVTT - Talk\nLanguage: fr"
    assert [(block["kind"], block["line"]) for block in kept["blocks"]] == [
        ("note", 4),
        ("style", 7),
        ("region", 10),
        ("note", 17),
        ("unread", 19),
    ]
    assert kept["cues"] == [
        {"start_ms": 1000, "end_ms": 2000, "name": "intro", "settings": "align:start region:a", "lines": ["L1"]}
    ]


def test_rolling_captions_are_said_once() -> None:
    text = (
        HEAD + "00:00.000 --> 00:02.000\n \nso<00:00:00.500><c> today</c>\n\n00:02.000 --> 00:02.010\nso today\n \n\n"
        "00:02.010 --> 00:04.000\nso today\nwe<00:00:03.000><c> go</c>\n\n00:04.000 --> 00:04.010\nwe go\n \n"
    )
    assert [line.text for line in parse_vtt(text).lines] == ["so today we go"]
    again = _vtt("No.", "No.")
    assert [line.text for line in parse_vtt(again).lines] == ["No.", "No."]


REFUSED: list[tuple[str, str, str, int | None]] = [
    ("no cue", "1\nhello\n", "has no cue", 1),
    ("a broken time", "1\n00:00:01,000 --> later\nYes.\n", "is not a time", 2),
    ("only sounds", _srt("[music]"), "nobody speaks", 2),
    ("only blanks", _srt(" "), "nobody speaks", 2),
]


@pytest.mark.parametrize(("text", "says", "line"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_refused_with_the_line(tmp_path: Path, text: str, says: str, line: int | None) -> None:
    path = tmp_path / "film.srt"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=says) as caught:
        read_source(path)
    assert (caught.value.file, caught.value.line) == (str(path), line)


def test_an_arrow_in_a_text_is_text() -> None:
    assert [line.text for line in parse_srt(_srt("Go 1 --> 2 now.")).lines] == ["Go 1 --> 2 now."]


def test_subtitles_are_known_by_name_and_by_content(tmp_path: Path) -> None:
    for name, text in (
        ("a.srt", _srt("ROSA: Yes.")),
        ("b.txt", _srt("ROSA: Yes.")),
        ("c.vtt", _vtt("<v ROSA>Yes.")),
        ("d.md", _vtt("ROSA: Yes.")),
    ):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        read = read_source(path)
        assert isinstance(read, Dialogue)
        assert _said(read) == [("ROSA", "Yes.")]


PIECES = (
    "WEBVTT\n",
    "\n",
    "\n\n",
    "00:00:01,000 --> 00:00:02,000\n",
    "00:05.000 --> 00:03.000 align:start\n",
    "1\n",
    "ROSA: ",
    "- ",
    ">> ",
    "[music]",
    "(sighs)",
    "♪ la ",
    "<v Rosa>",
    "</v>",
    "<i>",
    "{\\an8}",
    "&amp;",
    "&#0;",
    "&#xD800;",
    "NOTE x\n",
    "STYLE\n",
    "Yes. ",
    "no ",
    "[00:12] ",
    "HOST (00:12):\n",
    "0:0:1.0 --> 0:0:2.0\n",
    "Speaker 1: ",
    "…",
    "-->",
    "\x0b",
    "\ufeff",
    "[",
    "♪",
    "start\tend\ttext\n",
    "0\t9\tx\n",
    "99:99:99,999 --> 99:99:99,999\n",
    "Rosa  0:12\n",
    "²:³³ --> 1:11\n",
    "١٢:٣٤ HOST: x\n",
)


@settings(max_examples=120)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_any_pieces_in_any_order_are_read_or_refused(text: str) -> None:
    for read in (parse_srt, parse_vtt, parse_transcript, parse_tsv, parse_source):
        try:
            read(text)
        except SourceError as exc:
            assert str(exc)


@pytest.mark.parametrize(
    "row", ["x" + " " * 400_000 + "y", "[" * 100_000, "1:" * 100_000, "00:00 " * 50_000, "<v " * 100_000, "♪ " * 50_000]
)
def test_odd_rows_do_not_hang(row: str) -> None:
    assert parse_srt(f"00:00:01,000 --> 00:00:02,000\nYes.\n{row}\n").lines
    assert read_stamped(row) is None or ":" in row


def _film(lines: list[tuple[str, str]], gap: int = 250) -> Script:
    at, spoken = 0, list[SpokenLine]()
    for number, (speaker, text) in enumerate(lines, 1):
        length = max(800, len(text) * 60)
        spoken.append(SpokenLine(id=f"L{number}", speaker=speaker, text=text, start_ms=at, end_ms=at + length))
        at += length + gap
    return Script(scenes=(Scene(id="1", shots=(Shot(uid="a", id="1.1", start_ms=0, end_ms=at, lines=tuple(spoken)),)),))


spoken_films = st.lists(
    st.tuples(latin_names, st.lists(sentences().filter(lambda one: ": " not in one), min_size=1, max_size=6).map(" ".join)),
    min_size=1,
    max_size=5,
)


@settings(max_examples=60)
@given(spoken_films)
def test_our_own_subtitles_come_back(lines: list[tuple[str, str]]) -> None:
    film = _film(lines)
    srt, vtt = write_srt(film), write_vtt(film)
    for text, read, is_vtt in ((srt, parse_srt(srt), False), (vtt, parse_vtt(vtt), True)):
        heard: list[list[str]] = []
        for line in read.lines:
            words = f"{line.text} {line.parenthetical}".split()
            heard = [*heard, [line.speaker]] if not heard or heard[-1][0] != line.speaker else heard
            heard[-1] += words
        wanted: list[list[str]] = []
        for speaker, said in lines:
            wanted = [*wanted, [speaker]] if not wanted or wanted[-1][0] != speaker else wanted
            wanted[-1] += said.split()
        assert ["".join(one[1:]) for one in heard] == ["".join(one[1:]) for one in wanted]
        assert [one[0].casefold() for one in heard] == [one[0].casefold() for one in wanted]
        cues = read_cues(text, vtt=is_vtt).cues
        assert [(cue["start_ms"], cue["end_ms"]) for cue in _kept(read)["cues"]] == [(cue.start_ms, cue.end_ms) for cue in cues]
        assert read.lines[0].start_ms == 0
        assert read.lines[-1].end_ms == cues[-1].end_ms
