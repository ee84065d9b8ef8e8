"""Positions in every form are read into placings; nothing is lost, nobody is invented, and what is not understood is kept."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyreel.film.dialogue import Dialogue
from storyreel.film.placing import Placing
from storyreel.film.script import Script
from storyreel.formats import parse_source
from storyreel.formats.positions import placings_of, read_place, read_placings

CAST = ["ANNA", "TOM"]
LINES = ["L1", "L2", "L3"]


def one(text: str) -> Placing:
    (placing,) = read_placings(text, cast_names=CAST)
    return placing


@pytest.mark.parametrize(
    ("words", "fields"),
    [
        ("Anna stands on the left", {"side": "left", "posture": "standing"}),
        ("Anna is on the right of the picture", {"side": "right"}),
        ("Anna is stage left", {"side": "right"}),
        ("Anna is house left", {"side": "left"}),
        ("Anna stands in the middle of the room", {"side": "centre"}),
        ("Anna stands at the window, left of Tom", {"spot": "window", "relation": "left of", "others": ("TOM",), "side": None}),
        ("Anna sits to the right of Tom", {"relation": "right of", "others": ("TOM",), "posture": "sitting"}),
        ("Anna kneels behind Tom", {"relation": "behind", "posture": "kneeling"}),
        ("Anna stands in front of Tom", {"relation": "in front of", "others": ("TOM",)}),
        ("Anna waits next to Tom", {"relation": "beside", "others": ("TOM",)}),
        ("Anna stands by the old stove, facing Tom", {"spot": "old stove", "facing": "TOM"}),
        ("Anna: by the door; sitting; facing TOM", {"spot": "door", "posture": "sitting", "facing": "TOM"}),
        ("On the left stands Anna", {"side": "left"}),
        ("At the window sits Anna, holding a letter", {"spot": "window"}),
        ("Anna is at the table on the left", {"spot": "table", "side": "left"}),
    ],
)
def test_words_for_a_place_are_understood(words: str, fields: dict[str, object]) -> None:
    placing = one(words)
    assert placing.character == "ANNA" and placing.text == words and placing.understood
    assert {name: getattr(placing, name) for name in fields} == fields


def test_several_people_in_one_sentence() -> None:
    placings = read_placings("Anna stands on the left, Tom behind her. Both face the door.", cast_names=CAST)
    assert [(p.character, p.side, p.relation, p.others) for p in placings[:2]] == [
        ("ANNA", "left", None, ()),
        ("TOM", None, "behind", ("ANNA",)),
    ]


def test_both_with_names_are_both() -> None:
    placings = read_placings("Both Anna and Tom stand by the fire.", cast_names=CAST)
    assert [(p.character, p.spot) for p in placings] == [("ANNA", "fire"), ("TOM", "fire")]


def test_numbered_entries_hold_from_their_line_on() -> None:
    text = "1. Anna stands on the left, Tom on the right\n2. Both move to the centre\n3. Anna sits on the bench"
    placings = read_placings(text, cast_names=CAST, lines=LINES)
    assert [(p.entry, p.line, p.character, p.side, p.spot) for p in placings] == [
        (1, "", "ANNA", "left", ""),
        (1, "", "TOM", "right", ""),
        (2, "L2", "ANNA", "centre", ""),
        (2, "L2", "TOM", "centre", ""),
        (3, "L3", "ANNA", None, "bench"),
    ]
    as_list = [entry.split(". ", 1)[1] for entry in text.split("\n")]
    assert [p.line for p in read_placings(as_list, cast_names=CAST, lines=LINES)] == [p.line for p in placings]


@pytest.mark.parametrize("key", ["speaker", "character", "name"])
def test_the_papers_list(key: str) -> None:
    value = [{key: "Anna", "position": "at the window"}, {key: "TOM", "position": "sits at the table", "shot": 2}]
    anna, tom = read_placings(value, cast_names=CAST, lines=LINES)
    assert (anna.character, anna.spot, anna.line, anna.known) == ("ANNA", "window", "", True)
    assert (tom.character, tom.posture, tom.line, tom.entry) == ("TOM", "sitting", "L2", 2)


def test_a_table_of_names() -> None:
    anna, zoe = read_placings({"ANNA": "on the left", "ZOE": "by the door"}, cast_names=CAST)
    assert anna.known and anna.side == "left"
    assert (zoe.character, zoe.known, zoe.spot) == ("ZOE", False, "door")


def test_a_stranger_in_prose_is_named_and_not_taken_for_everyone() -> None:
    zoe, tom = read_placings("Zoe stands by the door. Tom stands left of Zoe.", cast_names=CAST)
    assert (zoe.character, zoe.known) == ("Zoe", False)
    assert tom.others == ("Zoe",)


@pytest.mark.parametrize(
    "words", ["Somewhere a dog barks.", "Tom enters from the left.", "The light is dim.", "???", "à gauche, près de la fenêtre"]
)
def test_what_is_not_understood_is_kept(words: str) -> None:
    assert [p.text for p in read_placings(words, cast_names=CAST) if not p.understood] == [words]


def test_a_dialogue_with_positions_in_json() -> None:
    page = {
        "title": "The window",
        "audio": "scene.wav",
        "positions": [{"speaker": "Anna", "position": "at the window, left of Tom"}],
        "dialogue": [
            {"speaker": "ANNA", "text": "You came.", "start": 0.5, "end": 1.5},
            {"speaker": "TOM", "position": "at the table"},
            {"speaker": "TOM", "text": "I did.", "position": "by the door", "audio": "tom.wav"},
        ],
    }
    read = parse_source(json.dumps(page))
    assert isinstance(read, Dialogue)
    assert read.audio == "scene.wav" and [line.audio for line in read.lines] == ["", "tom.wav"]
    assert len(read.lines) == 2, "a position is no line"
    assert {(p.character, p.line, p.spot) for p in placings_of(read)} == {
        ("ANNA", "", "window"), ("TOM", "L2", "table"), ("TOM", "", "door"),
    }  # fmt: skip
    assert "audio" not in read.extra.get("record", {}) and "positions" not in read.extra.get("record", {})  # type: ignore[operator]


@pytest.mark.parametrize("value", [7, [1, 2], [{"speaker": "ANNA"}], [["ANNA", "left"]]])
def test_positions_in_no_form_that_is_read_are_kept_as_words(value: object) -> None:
    read = parse_source(json.dumps({"dialogue": "ANNA: You came.\nTOM: I did.", "positions": value}))
    assert isinstance(read, Dialogue) and len(read.lines) == 2
    assert [json.loads(p.text) for p in read.placings] == [value] and not read.placings[0].understood


def test_a_lines_own_position_holds_from_it_on_and_from_the_start_where_it_is_the_speakers_first() -> None:
    page = [
        {"speaker": "ANNA", "text": "One.", "position": "on the left"},
        {"speaker": "ANNA", "text": "Two.", "position": "on the left"},
        {"speaker": "ANNA", "text": "Three.", "position": "by the door"},
    ]
    read = parse_source(json.dumps(page))
    assert isinstance(read, Dialogue)
    assert [(p.line, p.position) for p in placings_of(read)] == [("", "on the left"), ("L3", "by the door")]


SPEECHES = "ANNA: You came.\nTOM: I did.\nANNA: Why?"


@pytest.mark.parametrize(
    "header",
    ["Positions:", "POSITIONS:", "[Positions]", "【Character Positions】", "Character Positions", "## Blocking", "站位："],
)
def test_a_section_of_positions_in_a_page_is_no_speech(header: str) -> None:
    page = f"INT. KITCHEN - NIGHT\n\n{header}\nAnna stands on the left.\nTom: by the door\n\n{SPEECHES}"
    read = parse_source(page)
    assert isinstance(read, Dialogue)
    assert [line.text for line in read.lines] == ["You came.", "I did.", "Why?"]
    assert [(p.character, p.side, p.spot, p.line) for p in read.placings] == [("ANNA", "left", "", ""), ("TOM", None, "door", "")]
    assert [line.source_line for line in read.lines] == [7, 8, 9], "lines keep their numbers"


def test_a_later_section_holds_from_the_next_line_on() -> None:
    read = parse_source("ANNA: You came.\n\nPositions:\n1. Both move to the centre\n\n2. Anna sits\n\nTOM: I did.\nANNA: Why?")
    assert isinstance(read, Dialogue)
    assert [(p.character, p.line, p.posture) for p in read.placings] == [
        ("ANNA", "L2", ""), ("TOM", "L2", ""), ("ANNA", "L3", "sitting"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "page", ["ANNA: Positions, please.\nTOM: Blocking what?", "ANNA: Where?\nTOM: Position", "Position\n\nANNA: Yes.\nTOM: No."]
)
def test_the_word_alone_makes_no_section(page: str) -> None:
    read = parse_source(page)
    assert isinstance(read, Dialogue) and not read.placings and len(read.lines) == 2


def test_a_bracket_script_keeps_its_own_section() -> None:
    page = '【Character Positions】\n1. Anna stands on the left\n\n【Dialogue】\n1. Anna: "You came." (smiling)\n'
    read = parse_source(page)
    assert isinstance(read, Script) and read.shots[0].extra["blocking_text"] == "Anna stands on the left"


words = st.text(alphabet=st.sampled_from("Anna Tom Zoe left right of at the window ,.;:\n1)é中“"), max_size=80)


@given(words)
def test_no_word_of_prose_is_lost(text: str) -> None:
    placings = read_placings(text, cast_names=CAST, lines=LINES)
    kept = "".join(dict.fromkeys(p.text for p in placings))
    for letter in "ZTwf中é":
        assert (letter in kept) == (letter in text)


@given(words, st.sampled_from(["ANNA", "TOM"]))
def test_any_words_make_a_place(text: str, who: str) -> None:
    placing = read_place(text, who, cast_names=CAST)
    assert placing.character == who and placing.text == text
