"""PDF and DOCX as sources: text in order, screenplays by indents and styles; what cannot be read says what to do."""

from __future__ import annotations

import io
import struct
import sys
import zipfile
from pathlib import Path
from typing import Any, cast

import docx
import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storyreel.errors import MissingExtra, SourceError
from storyreel.film import Dialogue, Heading, Line, Script, Synopsis
from storyreel.formats import read_source
from storyreel.formats.docx import read_docx
from storyreel.formats.docx_parts import open_docx
from storyreel.formats.pdf import read_pdf
from tests.formats.made_documents import docx_file, pdf_bytes, pdf_of, zip_bytes

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SCENE = """
      INT. KITCHEN - NIGHT

      Rosa puts the lamp down and
      waits.

                          ROSA (V.O.)
                    (very
                     quietly)
                I never said that you should
                go.
                    (beat)
                Never.

                          TOM
                No.

                                                     CUT TO:""".splitlines()[1:]


def _read(path: Path, data: bytes | None = None) -> Dialogue:
    if data is not None:
        path.write_bytes(data)
    read = read_source(path)
    assert isinstance(read, Dialogue)
    return read


def _shown(read: Dialogue) -> list[tuple[str, ...]]:
    return [
        (item.speaker, item.parenthetical, item.text) if isinstance(item, Line) else (item.kind, item.text) for item in read.items
    ]


def _kept(read: Dialogue | Synopsis | Script) -> dict[str, Any]:
    return cast("dict[str, Any]", read.extra["document"])


KITCHEN = [
    ("heading", "INT. KITCHEN - NIGHT"),
    ("direction", "Rosa puts the lamp down and waits."),
    ("ROSA", "V.O.; very quietly; beat", "I never said that you should go. Never."),
    ("TOM", "", "No."),
    ("direction", "CUT TO:"),
]


@pytest.mark.parametrize("font", ["Courier", "Helvetica"])
def test_a_screenplay_in_pdf_is_read_by_its_indents(tmp_path: Path, font: str) -> None:
    read = _read(tmp_path / "a.pdf", pdf_bytes([SCENE], font=font))
    assert _shown(read) == KITCHEN
    assert isinstance(read.items[0], Heading)
    assert read.items[0].place == "KITCHEN"
    assert _kept(read) == {"form": "pdf", "pages": 1}


def test_a_speech_over_the_end_of_a_page_is_one_and_page_numbers_are_not_said(tmp_path: Path) -> None:
    first = [*SCENE, "", "                          ROSA", "                And there is", "                          (MORE)"]
    second = [
        "                                                            2.",
        "",
        "                          ROSA (CONT'D)",
        "                so much more.",
        "",
        "                          TOM",
        "                42",
    ]
    third = [
        "                                                            3.",
        "",
        "12    EXT. GARDEN - DAY                      12",
        "",
        "      He goes.",
    ]
    read = _read(tmp_path / "a.pdf", pdf_bytes([first, second, third]))
    assert _shown(read)[5:] == [
        ("ROSA", "", "And there is so much more."),
        ("TOM", "", "42"),
        ("heading", "12 EXT. GARDEN - DAY"),
        ("direction", "He goes."),
    ]
    assert _kept(read)["running"] == ["2.", "3."]


def test_labelled_dialogue_in_pdf(tmp_path: Path) -> None:
    pages = [
        [
            "Act one",
            "",
            "ROSA: I never said that you should go, and I am",
            "not going to say it now (ever).",
            "",
            "He leaves. She",
        ],
        ["The Lamp - draft 2", "waits.", "", "TOM (quietly): No."],
    ]
    read = _read(tmp_path / "a.pdf", pdf_bytes(pages, font="Helvetica"))
    assert _shown(read) == [
        ("heading", "Act one"),
        ("ROSA", "", "I never said that you should go, and I am not going to say it now (ever)."),
        ("direction", "He leaves. She"),
        ("direction", "The Lamp - draft 2 waits."),
        ("TOM", "quietly", "No."),
    ]


def test_running_heads_are_kept_beside_the_text(tmp_path: Path) -> None:
    pages = [[f"The Lamp - page {number}", "", f"ROSA: This is number {number}.", "", "TOM: No."] for number in (1, 2, 3, 4)]
    read = _read(tmp_path / "a.pdf", pdf_bytes(pages))
    assert [line.text for line in read.lines] == [
        text for number in (1, 2, 3, 4) for text in (f"This is number {number}.", "No.")
    ]
    assert _kept(read)["running"] == [f"The Lamp - page {number}" for number in (1, 2, 3, 4)]


def test_a_page_cuts_a_sentence(tmp_path: Path) -> None:
    read = _read(tmp_path / "a.pdf", pdf_bytes([["TOM: No.", "", "ROSA: I never said that"], ["you should go."]]))
    assert read.lines[1].text == "I never said that you should go."


def test_a_transcript_a_story_and_a_script_in_pdf(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    read = _read(path, pdf_bytes([["[00:12] HOST: Hello.", "", "[00:14] GUEST: Hi."]]))
    assert [(line.speaker, line.start_ms) for line in read.lines] == [("HOST", 12_000), ("GUEST", 14_000)]
    path.write_bytes(
        pdf_bytes([["Rosa came home late. The lamp was out, and nobody", "had waited for her but the cat on the stairs."]])
    )
    story = read_source(path)
    assert isinstance(story, Synopsis)
    assert _kept(story)["form"] == "pdf"
    path.write_bytes(pdf_bytes([["[Dialogue]", '1. Alice: "Hi."']]))
    assert isinstance(read_source(path), Script)


def _encrypted(password: str, algorithm: str) -> bytes:
    writer = pypdf.PdfWriter(io.BytesIO(pdf_bytes([["ROSA: Yes.", "", "TOM: No."]])))
    writer.encrypt(user_password=password, owner_password="owner", algorithm=algorithm)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_pdf_that_is_only_protected_against_changes_is_read(tmp_path: Path) -> None:
    assert len(_read(tmp_path / "a.pdf", _encrypted("", "RC4-128")).lines) == 2


GOOD = pdf_bytes([["ROSA: Yes.", "", "TOM: No."]])
REFUSED: list[tuple[str, str, bytes, tuple[str, ...]]] = [
    ("a scan", "a.pdf", pdf_bytes([[], []], before="0 0 100 100 re f\n"), ("2 pages and no text", "OCR")),
    ("a password", "a.pdf", _encrypted("secret", "RC4-128"), ("password", "save a copy")),
    ("cut in the middle", "a.pdf", GOOD[: len(GOOD) // 4], ("PDF that cannot be read", "plain text")),
    ("only a beginning", "a.pdf", b"%PDF-1.7\n", ("PDF that cannot be read",)),
    ("no pages", "a.pdf", pdf_of([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>"]), ("no text",)),
    (
        "pages in a circle",
        "a.pdf",
        pdf_of([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"]),
        (),
    ),
    ("too long", "a.pdf", pdf_bytes([["x"]] * 1501), ("1501 pages", "Split")),
    ("no speech", "a.pdf", pdf_bytes([["hello"]]), ("no line of dialogue",)),
    ("a zip", "a.docx", zip_bytes({"notes/a.txt": b"x"}), ("ZIP archive of notes/a.txt", "docx")),
    ("a spreadsheet", "a.docx", zip_bytes({"xl/workbook.xml": b"<x/>"}), ("spreadsheet (xlsx)",)),
    ("a presentation", "a.docx", zip_bytes({"ppt/presentation.xml": b"<x/>"}), ("presentation (pptx)",)),
    ("a book", "a.docx", zip_bytes({"mimetype": b"application/epub+zip"}), ("EPUB",)),
    ("another office", "a.docx", zip_bytes({"mimetype": b"application/vnd.oasis.opendocument.text"}), ("opendocument.text",)),
    ("a cut zip", "a.docx", zip_bytes({"word/document.xml": b"<x/>"})[:-40], ("broken or protected archive", "Export")),
    ("broken XML", "a.docx", zip_bytes({"word/document.xml": b"<w:document"}), ("broken XML", "word/document.xml")),
    ("no text", "a.docx", zip_bytes({"word/document.xml": f'<d xmlns="{W}"><body/></d>'.encode()}), ("has no text",)),
    (
        "entities",
        "a.docx",
        zip_bytes({"word/document.xml": b'<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;&a;">]><x>&c;</x>'}),
        ("defines entities",),
    ),
    ("a bomb", "a.docx", zip_bytes({"word/document.xml": b" " * 41_000_000}), ("more than 40 MB", "word/document.xml")),
]


@pytest.mark.parametrize(("name", "data", "says"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_refused_with_what_to_do(tmp_path: Path, name: str, data: bytes, says: tuple[str, ...]) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(SourceError) as caught:
        read_source(path)
    assert caught.value.file == str(path)
    assert caught.value.line is None
    assert [text for text in says if text not in str(caught.value)] == []


def test_an_archive_that_says_it_is_huge_is_not_unpacked(tmp_path: Path) -> None:
    data = bytearray(zip_bytes({"word/document.xml": b"<x/>"}))
    entry = data.rindex(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = struct.pack("<I", 4_000_000_000)
    with pytest.raises(SourceError, match="unpacks to 4000 MB"):
        open_docx(bytes(data), "a.docx")


def test_a_document_nested_without_end(tmp_path: Path) -> None:
    deep = b"<sdt>" * 30_000 + b"</sdt>" * 30_000
    with pytest.raises(SourceError, match="nested too deep"):
        open_docx(zip_bytes({"word/document.xml": b"<d><body>" + deep + b"</body></d>"}))


def test_without_the_library_the_error_names_the_install_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", None)
    with pytest.raises(MissingExtra, match=r"pip install 'storyreel\[documents\]'"):
        read_pdf(GOOD)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, len(GOOD) - 1), st.binary(min_size=1, max_size=6))
def test_damaged_pdf_files_are_read_or_refused(at: int, damage: bytes) -> None:
    try:
        read_pdf(GOOD[:at] + damage + GOOD[at + len(damage) :])
    except SourceError as exc:
        assert str(exc)


STYLED = [
    ("Scene Heading", "INT. KITCHEN - NIGHT"),
    ("Action", "Rosa puts the lamp down and waits."),
    ("Character", "ROSA (V.O.)"),
    ("Parenthetical", "(very quietly)"),
    ("Dialogue", "I never said that you should go."),
    ("Parenthetical", "(beat)"),
    ("Dialogue", "Never."),
    ("Character", "TOM"),
    ("Dialogue", "No."),
    ("Transition", "CUT TO:"),
]


@pytest.mark.parametrize("form", ["{}", "{} 1", "Screenplay {}", "SP-{}"])
def test_a_screenplay_in_docx_is_read_by_its_styles(tmp_path: Path, form: str) -> None:
    path = docx_file(tmp_path / "a.docx", [(form.format(style), text) for style, text in STYLED])
    assert _shown(_read(path)) == KITCHEN


def test_labelled_paragraphs_of_docx(tmp_path: Path) -> None:
    path = docx_file(tmp_path / "a.docx", [("Title", "The Lamp"), "ROSA: I never.", "He leaves.", "TOM (quietly): No."])
    read = _read(path)
    assert read.title == "The Lamp"
    assert _shown(read) == [("ROSA", "", "I never."), ("direction", "He leaves."), ("TOM", "quietly", "No.")]


def test_names_above_speeches_and_blank_paragraphs_of_docx(tmp_path: Path) -> None:
    path = docx_file(tmp_path / "a.docx", ["ROSA", "I never.", "", "TOM", "(quietly)", "No.", "", "He leaves."])
    assert _shown(_read(path)) == [("ROSA", "", "I never."), ("TOM", "quietly", "No."), ("direction", "He leaves.")]


def test_a_meeting_in_docx(tmp_path: Path) -> None:
    path = docx_file(tmp_path / "a.docx", ["Rosa Bell   0:03\nHello all.\nWelcome.", "Tom Fox   0:05\nHi."])
    read = _read(path)
    assert [(line.speaker, line.start_ms, line.text) for line in read.lines] == [
        ("Rosa Bell", 3000, "Hello all. Welcome."),
        ("Tom Fox", 5000, "Hi."),
    ]


def _table(path: Path, rows: list[list[str]]) -> Path:
    document = docx.Document()
    document.add_paragraph("ANNA: Before.")
    table = document.add_table(len(rows), len(rows[0]))
    for cells, row in zip(table.rows, rows, strict=True):
        for cell, text in zip(cells.cells, row, strict=True):
            cell.text = text
    document.add_paragraph("ANNA: After.")
    document.save(str(path))
    return path


@pytest.mark.parametrize(
    ("rows", "shown"),
    [
        (
            [["Speaker", "Text"], ["Rosa", "I never."], ["Tom", "No.\nNever."]],
            [("Rosa", "", "I never."), ("Tom", "", "No. Never.")],
        ),
        ([["Rosa", "I never."], ["Tom", "No."]], [("Rosa", "", "I never."), ("Tom", "", "No.")]),
        (
            [["Time", "Shot", "Dialogue", "Character"], ["0:01", "wide", "I never.", "Rosa"]],
            [("Rosa", "", "I never."), ("direction", "wide")],
        ),
        ([["00:01", "Rosa", "I never."], ["00:02", "Tom", "No."]], [("Rosa", "", "I never."), ("Tom", "", "No.")]),
        ([["She turns off the lamp.", "He waits."]], [("direction", "She turns off the lamp."), ("direction", "He waits.")]),
    ],
)
def test_tables_stand_where_they_are(tmp_path: Path, rows: list[list[str]], shown: list[tuple[str, ...]]) -> None:
    read = _read(_table(tmp_path / "a.docx", rows))
    assert _shown(read) == [("ANNA", "", "Before."), *shown, ("ANNA", "", "After.")]


def test_words_that_hide_in_the_package_are_found_and_deleted_ones_are_not() -> None:
    body = (
        "<p><r><t>ROSA: </t></r><ins><r><t>I </t></r></ins><del><r><delText>not </delText></r></del>"
        "<hyperlink><r><t>never</t></r></hyperlink><smartTag><r><t> said</t></r></smartTag><r><noBreakHyphen/><t>so.</t></r></p>"
        "<sdt><sdtContent><p><r><t>TOM: No.</t></r></p></sdtContent></sdt>"
        "<p><moveFrom><r><t>gone</t></r></moveFrom><r><AlternateContent><Choice><txbxContent><p><r><t>ROSA: In a box.</t></r></p>"
        "</txbxContent></Choice><Fallback><txbxContent><p><r><t>again</t></r></p></txbxContent></Fallback></AlternateContent></r></p>"
    )
    note = f'<f xmlns="{W}"><footnote><p><r><t>A note.</t></r></p></footnote></f>'
    data = zip_bytes(
        {
            "word/document.xml": f'<d xmlns="{W}"><body>{body}</body></d>'.encode(),
            "word/footnotes.xml": note.encode(),
            "word/header1.xml": note.encode(),
        }
    )
    found = read_docx(data)
    assert not isinstance(found, Dialogue)
    assert [row for row in found.text.split("\n") if row] == ["ROSA: I never said-so.", "TOM: No.", "ROSA: In a box."]
    assert found.extra["document"] == {"form": "docx", "footnotes": ["A note."], "header": ["A note."]}


def test_a_document_is_known_by_its_bytes_not_its_name(tmp_path: Path) -> None:
    assert len(_read(tmp_path / "a.txt", GOOD).lines) == 2
    docx_file(tmp_path / "b.docx", ["ROSA: Yes.", "TOM: No."]).rename(tmp_path / "b.txt")
    assert len(_read(tmp_path / "b.txt").lines) == 2


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_damaged_docx_files_are_read_or_refused(data: st.DataObject) -> None:
    good = _SMALL
    at = data.draw(st.integers(0, len(good) - 1))
    damage = data.draw(st.binary(min_size=1, max_size=6))
    try:
        read_docx(good[:at] + damage + good[at + len(damage) :])
    except SourceError as exc:
        assert str(exc)


def _small() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f'<d xmlns="{W}"><body><p><r><t>ROSA: Yes.</t></r></p></body></d>')
        archive.writestr("word/styles.xml", f'<s xmlns="{W}"><style styleId="a"><name val="Character"/></style></s>')
    return out.getvalue()


_SMALL = _small()
