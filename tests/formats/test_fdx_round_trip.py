"""Final Draft out and back: what is written reads back as the same elements, and no word is lost on any way between forms."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from storyreel.film.screenplay import Element, Screenplay
from storyreel.formats.fdx import fdx_elements, write_fdx
from storyreel.formats.fdx_read import parse_fdx
from storyreel.formats.fountain_read import parse_fountain
from storyreel.formats.fountain_title import settled_title
from storyreel.formats.fountain_write import write_fountain_screenplay
from storyreel.formats.screenplay_marking import marked
from storyreel.formats.screenplay_marks import Piece, pieces_of, plain_text
from tests.formats.odd_screenplays import screenplays, texts, words_in, words_of


def canonical(screenplay: Screenplay) -> Screenplay:
    """As Final Draft says it: no marks that force, no marks that change nothing."""
    once = screenplay.changed(title_page=settled_title(screenplay.title_page), elements=fdx_elements(screenplay))
    before: tuple[Element, ...] = ()
    while before != once.elements:
        before = once.elements
        once = once.changed(elements=fdx_elements(once.changed(elements=tuple(_unforced(one) for one in once.elements))))
    return once


def _unforced(element: Element) -> Element:
    plain = element.kind in ("note", "boneyard")
    extension = tuple(marked([Piece(plain_text(part))]) for part in element.extension)
    return element.changed(forced=False, text=element.text if plain else marked(pieces_of(element.text)), extension=extension)


@settings(max_examples=100)
@given(screenplays())
def test_what_is_written_reads_back_element_by_element(screenplay: Screenplay) -> None:
    wanted = canonical(screenplay)
    read = parse_fdx(write_fdx(wanted))
    assert read.elements == wanted.elements
    assert write_fdx(read) == write_fdx(wanted)


@settings(max_examples=60)
@given(screenplays())
def test_fountain_to_final_draft_to_fountain_loses_no_word(screenplay: Screenplay) -> None:
    text = write_fountain_screenplay(screenplay)
    if not text.strip():
        return
    read = parse_fountain(text)
    there = parse_fdx(write_fdx(read))
    assert words_in(there.changed(title_page=())) == words_in(read.changed(title_page=()))
    back = write_fountain_screenplay(there)
    assert words_in(parse_fountain(back).changed(title_page=())) == words_in(read.changed(title_page=()))


_TYPES = "Scene Heading|Action|Character|Parenthetical|Dialogue|Transition|Shot|General|Outline 2|Lyrics|Cast List|"
_STYLES = st.sampled_from(["", "", "Bold", "Italic", "Underline", "Bold+Italic+Underline", "AllCaps"])


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, str]:
    """A document as any program might write it, and all words in it."""
    rows: list[str] = []
    words: list[str] = []

    def paragraph() -> str:
        runs = ""
        for text in draw(st.lists(texts.map(lambda t: re.sub(r"[\t\u2028]", " ", t)), max_size=3)):
            words.append(text)
            safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
            note = draw(st.integers(0, 9)) == 0
            runs += (
                f"<ScriptNote><Paragraph><Text>{safe}</Text></Paragraph></ScriptNote>"
                if note
                else (f'<Text Style="{draw(_STYLES)}">{safe}</Text>')
            )
            words.append(" ")
        breaks = ' StartsNewPage="Yes"' if draw(st.integers(0, 9)) == 0 else ""
        return f'<Paragraph Type="{draw(st.sampled_from(_TYPES.split("|")))}"{breaks}>{runs}</Paragraph>'

    for _ in range(draw(st.integers(0, 8))):
        dual = draw(st.integers(0, 5)) == 0
        rows.append(f"<DualDialogue>{paragraph()}{paragraph()}</DualDialogue>" if dual else paragraph())
    return f"<FinalDraft><Content>{''.join(rows)}</Content></FinalDraft>", "".join(words)


@settings(max_examples=100)
@given(documents())
def test_any_document_is_read_whole_and_written_back_as_it_was(document: tuple[str, str]) -> None:
    xml, words = document
    read = parse_fdx(xml)
    letters = "".join(sorted(words_of(words).elements()))
    assert sorted("".join(words_in(read).elements())) == sorted(letters)
    assert write_fdx(read) == xml
    anew = read.changed(source="")
    assert parse_fdx(write_fdx(anew)).elements == read.elements
