"""Fountain out and back: what is written reads back as the same elements, and no word is lost or made."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from storyreel.film.screenplay import Screenplay
from storyreel.formats.fountain_read import parse_fountain
from storyreel.formats.fountain_title import settled_title
from storyreel.formats.fountain_write import fountain_elements, write_fountain_screenplay
from tests.formats.odd_screenplays import screenplays, texts, words_in, words_of


@settings(max_examples=120)
@given(screenplays())
def test_what_is_written_reads_back_element_by_element(screenplay: Screenplay) -> None:
    text = write_fountain_screenplay(screenplay)
    if not text.strip():
        return
    read = parse_fountain(text)
    assert read.elements == fountain_elements(screenplay)
    assert read.title_page == settled_title(screenplay.title_page)


@settings(max_examples=120)
@given(st.lists(texts, min_size=1, max_size=12))
def test_any_text_is_read_whole_and_comes_back_equal(rows: list[str]) -> None:
    text = "\n".join(rows)
    if not text.strip():
        return
    read = parse_fountain(text)
    assert words_in(read) == words_of(text)
    again = write_fountain_screenplay(read)
    if again:
        assert parse_fountain(again) == read


@settings(max_examples=80)
@given(screenplays())
def test_settling_loses_no_word_and_settles_once(screenplay: Screenplay) -> None:
    once = Screenplay(title_page=settled_title(screenplay.title_page), elements=fountain_elements(screenplay))
    assert fountain_elements(once) == once.elements
    given_words = words_in(screenplay.changed(title_page=()))
    assert words_in(once.changed(title_page=())) == given_words
