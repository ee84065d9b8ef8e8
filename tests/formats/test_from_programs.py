"""Sources as the writing programs and services of others leave them: who speaks, where, and under which title."""

from __future__ import annotations

import pytest

from storyreel.film import Dialogue, Direction, Heading
from storyreel.formats import detect_language, parse_source, write_screenplay
from storyreel.formats.headings import read_heading
from storyreel.formats.records import read_record


def read(text: str, file: str = "page.fountain") -> Dialogue:
    found = parse_source(text, file)
    assert isinstance(found, Dialogue)
    return found


def directions(page: Dialogue) -> list[str]:
    return [item.text for item in page.items if isinstance(item, Direction)]


@pytest.mark.parametrize(
    ("text", "place", "time", "interior"),
    [
        ("INT. DINER - NIGHT (PRESENT)", "DINER", "night", True),
        ("INT. HOUSE - KITCHEN - NIGHT - LATER", "HOUSE - KITCHEN", "night", True),
        ("EXT. BEACH - DAY (1998)", "BEACH", "day", False),
        ("FLASHBACK - EXT. BEACH - DAY", "BEACH", "day", False),
        ("INT. ROOM - DAY - TOM'S POV", "ROOM", "day", True),
        ("INT. ROOM - NIGHT, 1943", "ROOM", "night", True),
        ("INT. BAR (NIGHT)", "BAR", "night", True),
        ("INT. CAR (MOVING) - DAY", "CAR (MOVING)", "day", True),
        ("INT. OFFICE, 2043", "OFFICE, 2043", "", True),
        ("12A   INT. X - DAY   12A", "X", "day", True),
        ("داخلي. مطبخ - ليل", "مطبخ", "night", True),
        ("مشهد 1: داخلي - مطبخ - ليل", "مطبخ", "night", True),
    ],
)
def test_a_heading_with_more_than_place_and_hour(text: str, place: str, time: str, interior: bool) -> None:
    heading = read_heading(text)
    assert heading is not None
    assert (heading.place, heading.time_of_day, heading.interior) == (place, time, interior)


@pytest.mark.parametrize("text", ["Flashback - he runs.", "MONTAGE - THE LAMP COMES BACK", "خارجي من هنا"])
def test_what_only_begins_like_a_heading_is_none(text: str) -> None:
    assert read_heading(text) is None


def test_headings_of_other_languages_part_the_scenes_of_a_fountain_file_and_it_comes_back_equal() -> None:
    text = "Title: 雨夜\n\n内景 咖啡馆 - 夜\n\n林悦看着雨。\n\n@林悦\n你来了。\n\n外景 街道 - 日\n\n@陈浩\n再见。\n"
    page = read(text)
    assert [item.place for item in page.items if isinstance(item, Heading)] == ["咖啡馆", "街道"]
    assert write_screenplay(page, "fountain") == text


def test_an_action_that_is_forced_is_no_heading() -> None:
    assert directions(read("!内景 咖啡馆 - 夜\n\n@林悦\n你来了。\n"))


def test_layout_of_a_page_s_end_is_neither_said_nor_done() -> None:
    page = read("INT. HALL - DAY\n\nTOM\n(MORE)\n\nTOM (CONT'D)\nPlease.\n\nOMITTED\n\nEND FLASHBACK.\n")
    assert directions(page) == []
    assert [(line.speaker, line.parenthetical, line.text) for line in page.lines] == [("TOM", "", "Please.")]


def test_more_below_words_leaves_the_words() -> None:
    page = read("TOM\nTo the\n(MORE)\n")
    assert [(line.text, line.parenthetical) for line in page.lines] == [("To the", "")]


def test_an_omitted_scene_is_no_place_and_an_act_in_the_middle_is_an_act() -> None:
    page = read(".OMITTED\n\n> ACT TWO <\n\nINT. HALL - DAY\n\nTOM\nYes.\n")
    assert [item.text for item in page.items if isinstance(item, Heading)] == ["ACT TWO", "INT. HALL - DAY"]


def test_a_record_s_place_is_where_its_lines_are_spoken() -> None:
    page = read_record({"place": "A kitchen at night", "lines": [{"speaker": "ANNA", "text": "Yes."}]})
    assert isinstance(page, Dialogue)
    assert [item.text for item in page.items if isinstance(item, Heading)] == ["A kitchen at night"]
    assert page.extra == {}


def test_a_few_english_words_are_english() -> None:
    assert detect_language("Meow? Woof! I am a path. Hi.") == "en"
