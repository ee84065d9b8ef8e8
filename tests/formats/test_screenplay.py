"""A screenplay as a Dialogue and back: every word, every speech whole, and the screenplay equal to what was read."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

from storyreel.errors import SourceError
from storyreel.film import Dialogue, Direction, Element, Heading, Line, Screenplay, TitleEntry, load_document
from storyreel.formats import (
    dialogue_of,
    parse_fdx,
    parse_fountain,
    parse_source,
    plain_text,
    read_dialogue,
    read_source,
    screenplay_of,
    write_fountain_screenplay,
    write_screenplay,
)
from storyreel.formats.fountain_write import fountain_elements
from tests.formats.odd_screenplays import screenplays, words_of
from tests.formats.pages import Page, labelled_pages

PAGE = """Title: _The Lamp_
Author: Ann

# Act one

= They meet.

INT. HALL - NIGHT #12A#

TOM sits. [[Why?]]

TOM (V.O.) (CONT'D)
(low)
One, *two*.
(beat)
Three.
~and a song

ROSA ^
Now!

CUT TO:

.THE POOL

> THE MIDDLE <

@Rosa
(shouts)
[[nothing is said here]]

/* cut */
"""


def test_headings_directions_and_lines() -> None:
    page = dialogue_of(parse_fountain(PAGE))
    assert page.title == "The Lamp"
    heading, forced = (item for item in page.items if isinstance(item, Heading))
    assert (heading.text, heading.place, heading.time_of_day, heading.interior, heading.number) == (
        "INT. HALL - NIGHT",
        "HALL",
        "night",
        True,
        "12A",
    )
    assert (forced.text, forced.place) == ("THE POOL", "THE POOL")
    assert [item.text for item in page.items if isinstance(item, Direction)] == ["TOM sits.", "THE MIDDLE", "ROSA: shouts"]
    assert [(line.id, line.speaker, line.parenthetical, line.text) for line in page.lines] == [
        ("L1", "TOM", "V.O.; low; beat", "One, two. Three. and a song"),
        ("L2", "ROSA", "", "Now!"),
    ]
    assert page.extra["overlaps"] == {"L2": "L1"}


def test_the_screenplay_comes_back_equal_from_a_stored_dialogue() -> None:
    read = parse_fountain(PAGE)
    stored = load_document(dialogue_of(read).to_json(brief=True), Dialogue)
    assert screenplay_of(stored) == read
    assert parse_fountain(write_screenplay(stored, "fountain")) == read
    assert parse_fdx(write_screenplay(stored, "fdx")).title_page == read.title_page


def test_a_changed_dialogue_gives_the_changed_words_and_keeps_the_title_page() -> None:
    page = dialogue_of(parse_fountain(PAGE))
    changed = page.changed(
        items=tuple(item.changed(text="Later!") if isinstance(item, Line) and item.id == "L2" else item for item in page.items)
    )
    text = write_screenplay(changed, "fountain")
    assert text.startswith("Title: _The Lamp_\nAuthor: Ann\n\nINT. HALL - NIGHT #12A#\n")
    assert "TOM (V.O.)\n(low; beat)\nOne, two. Three. and a song\n\nROSA ^\nLater!\n" in text
    assert "Now!" not in text


def test_a_dialogue_of_another_source_becomes_a_screenplay() -> None:
    items = (
        Heading(text="A garden, morning"),
        Direction(text="FADE IN:"),
        Direction(text="# Rosa *waits*."),
        Line(id="L1", speaker="Rosa", text="(2*3)\nYes.", parenthetical="V.O.; quietly", position="by the gate"),
    )
    text = write_screenplay(Dialogue(title="Rain & *Snow*", items=items), "fountain")
    assert text == (
        "Title: Rain & *Snow*\n\n.A garden, morning\n\n> FADE IN:\n\n!# Rosa \\*waits\\*.\n\n[[Rosa: by the gate]]\n\n"
        "@Rosa (V.O.)\n(quietly)\n\\(2*3)\nYes.\n"
    ).replace("Snow*", "Snow\\*").replace("& *", "& \\*")
    assert plain_text(parse_fdx(write_screenplay(Dialogue(items=items), "fdx")).elements[-1].text) == "(2*3)\nYes."


@settings(max_examples=80)
@given(labelled_pages())
def test_any_dialogue_can_be_written_and_is_read_back(page: Page) -> None:
    given_lines = parse_source(page.text, "a.txt")
    assert isinstance(given_lines, Dialogue)
    for form, name in (("fountain", "a.fountain"), ("fdx", "a.fdx")):
        back = parse_source(write_screenplay(given_lines, form), name)  # type: ignore[arg-type]
        assert isinstance(back, Dialogue)
        assert words_of(*(line.text for line in back.lines)) == words_of(*(line.text for line in given_lines.lines))


@settings(max_examples=150)
@given(screenplays())
def test_no_word_of_a_screenplay_is_lost_on_the_way_to_its_dialogue(screenplay: Screenplay) -> None:
    settled = screenplay.changed(elements=fountain_elements(screenplay), title_page=())
    try:
        page = dialogue_of(settled)
    except SourceError:
        return
    told = [item.text for item in page.items]
    told += [part for line in page.lines for part in (line.speaker, line.parenthetical)]
    told += [item.number for item in page.items if isinstance(item, Heading)]
    kept = screenplay_of(page)
    assert kept == settled
    spoken = [one for one in settled.elements if one.kind in ("dialogue", "parenthetical")]
    assert not words_of(*(plain_text(one.text) for one in spoken)) - words_of(*told)
    seen = [plain_text(one.text) for one in settled.elements if one.kind in ("heading", "centred", "action")]
    left_out = {"cut", "to", "the", "end"}
    assert not {word for word in words_of(*seen) - words_of(*told) if word not in left_out}


@pytest.mark.parametrize("name", ["a.fountain", "a.FOUNTAIN", "a.txt"])
def test_a_file_is_read_by_its_name_or_its_marks(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(PAGE.replace("\n", "\r\n").encode("utf-8-sig"))
    assert read_dialogue(path).extra["overlaps"] == {"L2": "L1"}


def test_a_page_of_labelled_dialogue_is_not_taken_for_fountain() -> None:
    page = parse_source("> NOTE\n\n# Scene\n\nROSA: Yes.\nTOM: No.\n")
    assert isinstance(page, Dialogue)
    assert "screenplay" not in page.extra


def test_a_hundred_thousand_lines(tmp_path: Path) -> None:
    path = tmp_path / "long.fountain"
    path.write_text("TOM\nYes.\n\n" * 33_334, encoding="utf-8")
    assert len(read_dialogue(path).lines) == 33_334


MARKS = (
    "[[",
    "[[\n\n",
    "/*",
    "*a ",
    "_a b* ",
    "()",
    "(",
    "~",
    "#",
    "> ",
    "===\n",
    "\\",
    "^",
    "BOB\n",
    "!\n",
    "[[a]]",
    "@",
    "A: b\n",
)


@pytest.mark.parametrize("line", MARKS)
def test_repeated_marks_are_read_in_linear_time(line: str) -> None:
    parse_fountain("x\n\n" + line * 20_000)
    plain_text(line * 20_000)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty"),
        (b" \n\n", "is empty"),
        (b"INT. HALL\n\nTOM\nYes\x00.\n", "NUL"),
        (b"[[only a note]]\n", "no scene, action or speech"),
        (b"TOM\nTr\xe8s bien.\n", "UTF-8"),
        (b"TOM\nYes.\n\n" * 300_000, "limit is 2 MB"),
    ],
)
def test_refused(tmp_path: Path, data: bytes, says: str) -> None:
    path = tmp_path / "a.fountain"
    path.write_bytes(data)
    with pytest.raises(SourceError, match=says) as caught:
        read_source(path)
    assert caught.value.file == str(path)


def test_an_element_without_a_word_in_fountain_is_written_as_action() -> None:
    shot = Screenplay(
        title_page=(TitleEntry(key="Title", values=("A",)),), elements=(Element(kind="other", type="Shot", text="CUT TO:"),)
    )
    assert write_fountain_screenplay(shot) == "Title: A\n\n!CUT TO:\n"
