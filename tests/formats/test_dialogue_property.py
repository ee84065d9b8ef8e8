"""Every line that is on a page comes out: whole, in order, by the right speaker, in any writing system."""

from __future__ import annotations

from hypothesis import given, settings

from storyreel.formats import parse_dialogue
from tests.formats.pages import Page, cued_pages, labelled_pages, printed_pages


def _holds(page: Page) -> None:
    read = parse_dialogue(page.text)
    assert [(line.speaker, line.text) for line in read.lines] == [(one.speaker, one.text) for one in page.said]
    assert [line.parenthetical for line in read.lines] == [one.parenthetical for one in page.said]
    assert [line.id for line in read.lines] == [f"L{number}" for number in range(1, len(page.said) + 1)]
    rows = page.text.split("\n")
    assert all(line.source_line and line.speaker in rows[line.source_line - 1] for line in read.lines)


@settings(max_examples=150)
@given(labelled_pages())
def test_labelled_pages_come_out_whole(page: Page) -> None:
    _holds(page)


@settings(max_examples=150)
@given(cued_pages())
def test_cued_pages_come_out_whole(page: Page) -> None:
    _holds(page)


@settings(max_examples=100)
@given(printed_pages())
def test_printed_pages_come_out_whole(page: Page) -> None:
    _holds(page)
