"""Transcripts: the forms in which programs write them, and what speech recognisers write as data."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, cast

import pytest

from storyreel.errors import SourceError
from storyreel.film import Dialogue, Direction, Heading, Line
from storyreel.formats import parse_source, parse_transcript, read_record, read_source
from storyreel.formats.transcript import looks_like_transcript
from storyreel.formats.transcript_segments import parse_tsv

Said = tuple[str, str, int | None, int | None]

HOST_GUEST: list[Said] = [("HOST", "Hello.", 12_000, None), ("GUEST", "Hi: there.", 14_500, None)]
FORMS: list[tuple[str, str, list[Said]]] = [
    ("time before", "[00:12] HOST: Hello.\n[00:14.5] GUEST: Hi: there.\n", HOST_GUEST),
    ("bare time before", "00:12 HOST: Hello.\n00:14.5 - GUEST: Hi: there.\n", HOST_GUEST),
    ("round brackets", "(00:12) HOST: Hello.\n(00:00:14,500) GUEST: Hi: there.\n", HOST_GUEST),
    ("time after the name", "HOST [00:12]: Hello.\nGUEST (00:00:14.500): Hi: there.\n", HOST_GUEST),
    ("bare time after the name", "HOST 00:12: Hello.\nGUEST 00:14.5: Hi: there.\n", HOST_GUEST),
    ("time after the colon", "HOST: [00:12] Hello.\nGUEST: (00:14.5) Hi: there.\n", HOST_GUEST),
    ("emphasis", "**[00:12] HOST:** Hello.\n**GUEST** [00:14.5]: Hi: there.\n", HOST_GUEST),
    ("blank rows", "[00:12] HOST: Hello.\n\n\n[00:14.5] GUEST: Hi: there.\n", HOST_GUEST),
    ("name and time above", "HOST  00:12\nHello.\n\nGUEST  00:14.5\nHi: there.\n", HOST_GUEST),
    ("time and name above", "00:12 HOST\nHello.\n00:14.5 GUEST\nHi: there.\n", HOST_GUEST),
    ("a dash between", "[00:00:12.000] - HOST\nHello.\n\n[00:00:14.500] - GUEST\nHi: there.\n", HOST_GUEST),
    ("brackets and colon above", "HOST (00:12):\nHello.\n\nGUEST (00:14.5):\nHi: there.\n", HOST_GUEST),
    ("a bar between", "HOST | 00:12\nHello.\n\nGUEST | 00:14.5\nHi: there.\n", HOST_GUEST),
    ("name in brackets", "[HOST] 00:00:12\nHello.\n\n[GUEST] 00:00:14.5\nHi: there.\n", HOST_GUEST),
    ("chat", "00:00:12\t From HOST to Everyone: Hello.\n00:00:14.5\t From GUEST : Hi: there.\n", HOST_GUEST),
    (
        "spans",
        "[00:12 - 00:15] HOST: Hello.\n[00:14 --> 00:16] GUEST: Hi.\n",
        [("HOST", "Hello.", 12_000, 15_000), ("GUEST", "Hi.", 14_000, 16_000)],
    ),
    (
        "time, name and text each on a row",
        "0:0:1.0 --> 0:0:2.340\nRosa Bell\nHello.\n\n0:0:3.0 --> 0:0:4.0\nTom Fox\nHi.\n"
        "0:0:5.0 --> 0:0:6.0\nRosa Bell\nOh.\n0:0:7.0 --> 0:0:8.0\nTom Fox\nYes.\n",
        [
            ("Rosa Bell", "Hello.", 1000, 2340),
            ("Tom Fox", "Hi.", 3000, 4000),
            ("Rosa Bell", "Oh.", 5000, 6000),
            ("Tom Fox", "Yes.", 7000, 8000),
        ],
    ),
    (
        "times now and then",
        "00:00:00\n\nRosa Bell: Hello all.\nTom Fox: Hi.\n\n00:05:00\n\nRosa Bell: Bye.\n",
        [("Rosa Bell", "Hello all.", 0, None), ("Tom Fox", "Hi.", None, None), ("Rosa Bell", "Bye.", 300_000, None)],
    ),
    (
        "captions copied from a page",
        "0:00\nso today we are\n0:03\ngoing to build\n0:06\na lamp. It is old\n",
        [("SPEAKER", "so today we are going to build a lamp. It is old", 0, None)],
    ),
    (
        "a recogniser's text",
        "[00:00.000 --> 00:03.000]  So we went\n[00:03.000 --> 00:05.000]  to the house.\n[00:05.000 --> 00:06.000]  Good.\n",
        [("SPEAKER", "So we went to the house.", 0, 5000), ("SPEAKER", "Good.", 5000, 6000)],
    ),
    (
        "numbered speakers without times",
        "Speaker 1: Hello.\n\nAnd welcome.\n\nSpeaker 2: Hi: there.\n",
        [("Speaker 1", "Hello.", None, None), ("Speaker 1", "And welcome.", None, None), ("Speaker 2", "Hi: there.", None, None)],
    ),
    (
        "Chinese",
        "[00:12] 主持人：大家好。\n[00:14] 嘉宾：你好。\n",
        [("主持人", "大家好。", 12_000, None), ("嘉宾", "你好。", 14_000, None)],
    ),
    (
        "a clock of the day",
        "[Rosa] 10:12:30 PM\nHello.\n\n[Tom] 10:12:34 PM\nHi.\n",
        [("Rosa", "Hello.", 79_950_000, None), ("Tom", "Hi.", 79_954_000, None)],
    ),
]


def _said(read: Dialogue) -> list[Said]:
    return [(line.speaker, line.text, line.start_ms, line.end_ms) for line in read.lines]


@pytest.mark.parametrize(("text", "said"), [case[1:] for case in FORMS], ids=[case[0] for case in FORMS])
def test_forms(text: str, said: list[Said]) -> None:
    assert looks_like_transcript(text)
    read = parse_source(text)
    assert isinstance(read, Dialogue)
    assert _said(read) == said


@pytest.mark.parametrize(
    "text",
    [
        "ROSA: Yes.\nTOM: No.\n",
        "INT. KITCHEN - NIGHT\n\nROSA\nAt 10:30 we go.\n\nTOM\n10:30 is late.\n",
        '【Dialogue】\n1. [0:00-0:04] Alice: "Hi."\n2. [0:04-0:08] Bob: "Oh."\n',
        "We left at 10:30 and came back at 11:45. Nobody was there.\n",
        "ROSA: It says John 3:16.\nTOM: Genesis 1:1.\nROSA: Ay.\n",
    ],
)
def test_what_is_no_transcript(text: str) -> None:
    assert not looks_like_transcript(text)


def test_rows_below_go_on_and_paragraphs_are_lines_of_the_same_voice() -> None:
    read = parse_transcript("[00:12] HOST: Hello\nthere.\n\nSo we begin.\nWith lamps.\n\n[00:20] GUEST: Yes.\n")
    assert _said(read) == [
        ("HOST", "Hello there.", 12_000, None),
        ("HOST", "So we begin. With lamps.", None, None),
        ("GUEST", "Yes.", 20_000, None),
    ]
    assert [line.source_line for line in read.lines] == [1, 4, 7]


def test_overlaps_and_sounds() -> None:
    read = parse_transcript(
        "[00:10 - 00:20] A B: So I said\n[crosstalk]\n[00:15 - 00:18] C D: [laughing] No!\nA B: (sighs) Well.\n"
    )
    assert [(line.start_ms, line.end_ms) for line in read.lines] == [(10_000, 20_000), (15_000, 18_000), (None, None)]
    assert [item.text for item in read.items if isinstance(item, Direction)] == ["crosstalk"]
    assert [line.parenthetical for line in read.lines] == ["", "laughing", "sighs"]


def test_times_inside_a_text_are_kept_beside_it() -> None:
    read = parse_transcript(
        "[00:12] HOST: So we went [00:01:15] home.\n[00:14] GUEST: Yes [inaudible 00:20] no.\n[intro music]\n[0:30] [END]\n"
    )
    assert read.lines[0].text == "So we went home."
    assert read.extra["transcript"] == {"marks": {"L1": [75_000], "L2": [20_000]}}
    assert (read.lines[1].text, read.lines[1].parenthetical) == ("Yes no.", "inaudible")
    assert [item.text for item in read.items if isinstance(item, Direction)] == ["intro music", "END"]


def test_what_stands_before_and_after() -> None:
    text = "The Lamp\nDate: January 27, 2025\nAttendees: Rosa, Tom\n\nRosa Bell  0:03\nYes.\n\nTom  0:05\nNo.\n\nTranscribed by https://otter.ai\n"
    read = parse_transcript(text)
    assert read.title == "The Lamp"
    assert read.extra["transcript"] == {
        "before": ["Date: January 27, 2025", "Attendees: Rosa, Tom"],
        "after": ["Transcribed by https://otter.ai"],
    }
    assert [line.text for line in read.lines] == ["Yes.", "No."]


def test_a_name_once_and_a_text_that_looks_like_one() -> None:
    read = parse_transcript("[00:12] Rosa\nHello\n[00:14] Tom\nHi\n[00:15] Rosa\nListen: we go.\n")
    assert [(line.speaker, line.text) for line in read.lines] == [("Rosa", "Hello"), ("Tom", "Hi"), ("Rosa", "Listen: we go.")]
    read = parse_transcript("[00:12] Okay\n[00:14] Hello there\nand so on.\n[00:15] HOST: Yes.\n")
    assert " ".join(line.text for line in read.lines) == "Okay Hello there and so on. Yes."


def test_a_heading_in_a_transcript() -> None:
    read = parse_transcript("INT. STUDIO - DAY\n\n[00:12] HOST: Hello.\n[00:14] GUEST: Hi.\n")
    assert isinstance(read.items[0], Heading)
    assert read.items[0].place == "STUDIO"


def test_nobody_speaks() -> None:
    with pytest.raises(SourceError, match="no speech") as caught:
        parse_transcript("\n[music]\n", "a.txt")
    assert caught.value.line == 2


SEGMENTS = {"start": 0.5, "end": 1.25}
DATA: list[tuple[str, dict[str, Any], list[Said]]] = [
    (
        "Whisper",
        {
            "text": "…",
            "language": "fr",
            "segments": [
                {"id": 0, "start": 0.0, "end": 1.5, "text": " Je ne"},
                {"id": 1, "start": 1.5, "end": 2.0, "text": " sais pas."},
            ],
        },
        [("SPEAKER", "Je ne sais pas.", 0, 2000)],
    ),
    (
        "WhisperX",
        {
            "segments": [
                {**SEGMENTS, "text": "Yes", "speaker": "SPEAKER_00"},
                {"start": 1.3, "end": 2, "text": "no.", "speaker": "SPEAKER_01"},
            ]
        },
        [("Speaker 0", "Yes", 500, 1250), ("Speaker 1", "no.", 1300, 2000)],
    ),
    (
        "Deepgram",
        {
            "metadata": {},
            "results": {
                "utterances": [
                    {**SEGMENTS, "transcript": "Yes.", "speaker": 0},
                    {"start": 2, "end": 3.5, "transcript": "No.", "speaker": 1},
                ]
            },
        },
        [("Speaker 0", "Yes.", 500, 1250), ("Speaker 1", "No.", 2000, 3500)],
    ),
    (
        "AssemblyAI",
        {
            "id": "x",
            "audio_duration": 9,
            "text": "…",
            "utterances": [{"start": 500, "end": 1250, "text": "Yes.", "speaker": "A"}],
        },
        [("Speaker A", "Yes.", 500, 1250)],
    ),
    (
        "Amazon Transcribe, segments",
        {
            "jobName": "j",
            "results": {
                "audio_segments": [{"start_time": "0.5", "end_time": "1.25", "transcript": "Yes.", "speaker_label": "spk_0"}]
            },
        },
        [("Speaker 0", "Yes.", 500, 1250)],
    ),
    (
        "Amazon Transcribe, words",
        {
            "results": {
                "items": [
                    {
                        "type": "pronunciation",
                        "start_time": "0.5",
                        "end_time": "0.8",
                        "alternatives": [{"content": "So"}],
                        "speaker_label": "spk_0",
                    },
                    {
                        "type": "pronunciation",
                        "start_time": "0.8",
                        "end_time": "1.0",
                        "alternatives": [{"content": "yes"}],
                        "speaker_label": "spk_0",
                    },
                    {"type": "punctuation", "alternatives": [{"content": "."}], "speaker_label": "spk_0"},
                    {
                        "type": "pronunciation",
                        "start_time": "2.0",
                        "end_time": "2.5",
                        "alternatives": [{"content": "No"}],
                        "speaker_label": "spk_1",
                    },
                ]
            }
        },
        [("Speaker 0", "So yes.", 500, 1000), ("Speaker 1", "No", 2000, 2500)],
    ),
]


@pytest.mark.parametrize(("value", "said"), [case[1:] for case in DATA], ids=[case[0] for case in DATA])
def test_what_recognisers_write(tmp_path: Path, value: dict[str, Any], said: list[Said]) -> None:
    path = tmp_path / "audio.json"
    path.write_text(json.dumps(value), encoding="utf-8")
    read = read_source(path)
    assert isinstance(read, Dialogue)
    assert _said(read) == said
    kept = cast("dict[str, Any]", read.extra["record"])
    assert kept == {key: one for key, one in value.items() if key != "language"}
    assert read.language == value.get("language", "en")


def test_recognisers_sounds_and_bad_times() -> None:
    read = read_record({"segments": [{**SEGMENTS, "text": "[Music]"}, {**SEGMENTS, "text": "Yes."}]})
    assert isinstance(read, Dialogue)
    assert [item.text for item in read.items] == ["Music", "Yes."]
    assert isinstance(read.items[1], Line)
    with pytest.raises(SourceError, match="'soon'"):
        read_record({"segments": [{"start": "soon", "end": 1, "text": "x"}]})
    with pytest.raises(SourceError, match="without a word"):
        read_record({"segments": [{**SEGMENTS, "text": "[Music]"}]})


def test_a_table_of_segments(tmp_path: Path) -> None:
    path = tmp_path / "audio.tsv"
    path.write_text("start\tend\ttext\n0\t900\tI never\n900\t1500\tsaid so.\n\n1500\t1700\tYes.\n", encoding="utf-8")
    read = read_source(path)
    assert isinstance(read, Dialogue)
    assert _said(read) == [("SPEAKER", "I never said so.", 0, 1500), ("SPEAKER", "Yes.", 1500, 1700)]
    with pytest.raises(SourceError, match="has not the columns") as caught:
        parse_tsv("start\tend\ttext\n0\t900\tx\nsoon\t2\ty\n", "a.tsv")
    assert caught.value.line == 3
