"""Sources as the writing programs and services of others leave them: who speaks, where, and under which title."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from docx.shared import Inches

from storyreel.agents.scripter.scenes import divide
from storyreel.errors import SourceError
from storyreel.film import Dialogue, Direction, Heading, Script
from storyreel.formats import (
    detect_language,
    parse_source,
    read_docx,
    read_pdf,
    read_record,
    read_source,
    reader_choices,
    title_of_name,
    with_file_title,
    write_screenplay,
)
from storyreel.formats.headings import read_heading
from storyreel.graph import write_script
from tests.formats.made_documents import pdf_bytes


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
    page = read(".OMITTED\n\n> ACT TWO <\n\nINT. HALL - DAY\n\nTOM\nYes.\n\nACT THREE\n\nTOM\nNo.\n")
    assert [item.text for item in page.items if isinstance(item, Heading)] == ["ACT TWO", "INT. HALL - DAY", "ACT THREE"]


def test_a_record_s_place_is_where_its_lines_are_spoken() -> None:
    page = read_record({"place": "A kitchen at night", "lines": [{"speaker": "ANNA", "text": "Yes."}]})
    assert isinstance(page, Dialogue)
    assert [item.text for item in page.items if isinstance(item, Heading)] == ["A kitchen at night"]
    assert page.extra == {}


def test_a_few_english_words_are_english() -> None:
    assert detect_language("Meow? Woof! I am a path. Hi.") == "en"


PAGE = """\
                         THE GLASS HARBOUR

                            Written by

                           Pia Lindqvist

FADE IN:

1   EXT. HARBOUR - NIGHT                                          1

    Fog. A ferry horn.

                         ELSA
                    (checking watch)
               He said nine.

                                                       CUT TO:

                                                                 2.

2   INT. FERRY - NIGHT                                            2

                         OSKAR
               It was over and nothing would bring
               me back to
                         (MORE)

                                                                 3.

2   CONTINUED:                                                    2

                         OSKAR (CONT'D)
               that house.                                        *

                         ELSA
               I burned the letter.                               *
"""


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_screenplay_in_columns_of_plain_text(line_end: str) -> None:
    page = read(PAGE.replace("\n", line_end), "page.txt")
    assert page.title == "THE GLASS HARBOUR"
    assert page.extra["title_page"] == ["Written by", "Pia Lindqvist"]
    assert [(line.speaker, line.text) for line in page.lines] == [
        ("ELSA", "He said nine."),
        ("OSKAR", "It was over and nothing would bring me back to that house."),
        ("ELSA", "I burned the letter."),
    ]
    assert directions(page) == ["FADE IN:", "Fog. A ferry horn.", "CUT TO:"]
    assert [item.place for item in page.items if isinstance(item, Heading)] == ["HARBOUR", "FERRY"]
    cues = [number for number, row in enumerate(PAGE.split("\n"), 1) if row.strip() in ("ELSA", "OSKAR")]
    assert [line.source_line for line in page.lines] == cues


def test_columns_of_a_pdf_lose_their_layout_as_well() -> None:
    head, *rest = PAGE.split("FADE IN:")
    pages = [head.split("\n"), *(part.split("\n") for part in ("FADE IN:" + rest[0]).split(" " * 65))]
    page = read_pdf(pdf_bytes([rows if rows[-1].strip() else rows[:-1] for rows in pages]))
    assert isinstance(page, Dialogue)
    assert page.title == "THE GLASS HARBOUR"
    assert [line.text for line in page.lines][1:] == [
        "It was over and nothing would bring me back to that house.",
        "I burned the letter.",
    ]


def test_fade_in_begins_the_first_scene_and_is_none_of_its_own() -> None:
    scenes = divide(read(PAGE, "page.txt"))
    assert [scene.heading.place if scene.heading else "" for scene in scenes] == ["HARBOUR", "FERRY"]


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("The Glass Harbour.fountain", "The Glass Harbour"),
        ("my_cool-film.en.srt", "My cool film"),
        ("雨夜.txt", "雨夜"),
        ("Untitled-1.fdx", ""),
        ("script final v2.txt", ""),
        ("2024-03-12.vtt", ""),
        ("-" * 200 + ".txt", ""),
        ("a" * 200 + ".txt", ""),
    ],
)
def test_a_file_s_name_is_a_title_where_it_says_more_than_what_it_is(name: str, title: str) -> None:
    assert title_of_name(name) == title


def test_a_source_without_a_title_has_its_file_s_name_and_says_so(tmp_path: Path) -> None:
    file = tmp_path / "glass_harbour.txt"
    file.write_text("ROSA: Yes.\nTOM: No.\n", encoding="utf-8")
    assert write_script(file).title == "Glass harbour"
    page = with_file_title(read_source(file), file)
    assert isinstance(page, Dialogue)
    assert [choice.choice for choice in reader_choices(page)] == ["Glass harbour"]
    file.write_text("Title: The Lamp\n\nROSA: Yes.\nTOM: No.\n", encoding="utf-8")
    assert write_script(file).title == "The Lamp"


def test_a_title_from_the_file_s_name_is_not_written_into_the_writer_s_fountain(tmp_path: Path) -> None:
    file = tmp_path / "night bus.fountain"
    file.write_text("INT. BUS - NIGHT\n\nTOM\nYes.\n", encoding="utf-8")
    page = with_file_title(read_source(file), file)
    assert isinstance(page, Dialogue)
    assert write_screenplay(page, "fountain") == "INT. BUS - NIGHT\n\nTOM\nYes.\n"


def cues(*rows: str) -> str:
    return "WEBVTT\n\n" + "\n\n".join(f"00:{at:02}.000 --> 00:{at + 1:02}.500\n{row}" for at, row in enumerate(rows))


def test_names_in_square_brackets_speak_where_the_file_uses_them_so() -> None:
    page = read(cues("[thunder rumbling]", "- [Eleven] Mike?\n- [Mike] I'm here.", "[sighs] Well.", "[Laughing] No."), "a.vtt")
    assert [(line.speaker, line.text) for line in page.lines][:2] == [("Eleven", "Mike?"), ("Mike", "I'm here.")]
    assert {line.speaker for line in page.lines} == {"Eleven", "Mike"}


def test_one_word_in_brackets_names_nobody() -> None:
    page = read(cues("[Paris] We went there.", "It rained."), "a.vtt")
    assert page.speakers == ("SPEAKER",)


def test_a_character_s_voice_is_that_character_unseen() -> None:
    script = write_script(read("INT. HALL - DAY\n\nJOHN\nMara?\n\nMARA\nYes.\n\nJOHN'S VOICE\nNot here.\n"))
    assert [one.name for one in script.cast] == ["JOHN", "MARA"]
    said = next(line for line in script.lines if line.text == "Not here.")
    assert said.off_screen
    assert said.speaker == "JOHN'S VOICE"


def test_a_screenplay_of_indented_paragraphs_in_word() -> None:
    document = docx.Document()
    rows = [(0, "1. INT. CAFE - DAY"), (0, "A bell rings."), (2.2, "MIRA (V.O.)"), (1, "I never liked bells."), (2.2, "JON")]
    for inches, text in [*rows, (1.6, "(sits)"), (1, "Who does?"), (0, "2. EXT. ROAD - DAY"), (2.2, "MIRA"), (1, "Look!")]:
        document.add_paragraph(text).paragraph_format.left_indent = Inches(inches)
    data = io.BytesIO()
    document.save(data)
    page = read_docx(data.getvalue())
    assert isinstance(page, Dialogue)
    assert directions(page) == ["A bell rings."]
    assert [(line.speaker, line.parenthetical, line.text) for line in page.lines] == [
        ("MIRA", "V.O.", "I never liked bells."),
        ("JON", "sits", "Who does?"),
        ("MIRA", "", "Look!"),
    ]


def test_a_page_in_markdown_is_no_fountain_and_loses_no_speech() -> None:
    page = read(
        "# The Robbery\n\n## INT. BANK - DAY\n\n**TELLER**: Next!\n\n**ROBBER** *(nervous)*: Up!\n\n> Bells.\n", "page.md"
    )
    assert page.title == "The Robbery"
    assert [(line.speaker, line.parenthetical, line.text) for line in page.lines] == [
        ("TELLER", "", "Next!"),
        ("ROBBER", "nervous", "Up!"),
    ]


@pytest.mark.parametrize("start", [-5, 1e308, float("inf"), float("nan"), True])
def test_a_time_that_cannot_be_is_refused(start: float) -> None:
    with pytest.raises(SourceError, match="expected seconds as a number from 0"):
        read_record({"lines": [{"speaker": "A", "text": "Hi", "start_s": start}]})


def test_people_who_speak_together_are_no_third_person_and_full_stops_make_no_other() -> None:
    text = "INT. LAB - DAY\n\nDR. VOSS\nYes.\n\nIGOR\nNo.\n\nDR. VOSS & IGOR\nRun!\n\nDR VOSS\nStop.\n"
    script = write_script(read(text))
    assert [(one.name, one.seen) for one in script.cast] == [("DR. VOSS", True), ("IGOR", True), ("DR. VOSS & IGOR", False)]


def test_the_same_is_the_place_before() -> None:
    script = write_script(
        read("SCENE 1\nA drawing room.\n\nNORA: Yes.\nTOM: No.\n\nSCENE 2\nThe same.\n\nNORA: Yes.\nTOM: No.\n", "a.txt")
    )
    assert [scene.place for scene in script.scenes] == ["A drawing room", "A drawing room"]


def test_a_scene_overview_describes_no_character() -> None:
    head = "[Characters]\n- Ann: a tall woman\n[Scene Overview]\nSetting: A park\n"
    text = f'{head}[Dialogue]\n1. [0s-3s] (Camera Movement: Pan)\nAnn: "Hi."'
    script = parse_source(text)
    assert isinstance(script, Script)
    assert [one.name for one in script.cast] == ["Ann"]


def test_a_chinese_screenplay_in_plain_text() -> None:
    page = read(
        "《雨夜》\n\n第1场 咖啡馆 夜 内\n\n△林悦看着雨。\n林悦：你来了。\n△陈浩坐下。\n陈浩：（低声）对不起。\n", "page.txt"
    )
    assert page.title == "雨夜"
    assert directions(page) == ["林悦看着雨。", "陈浩坐下。"]
    assert [(line.speaker, line.parenthetical, line.text) for line in page.lines] == [
        ("林悦", "", "你来了。"),
        ("陈浩", "低声", "对不起。"),
    ]
