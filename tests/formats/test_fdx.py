"""Final Draft documents of several versions and programs, read to elements; unknown parts kept; bad ones refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from storyreel.errors import SourceError
from storyreel.film.screenplay import Element, TitleEntry
from storyreel.formats import parse_fdx, parse_fountain, read_dialogue, read_source, write_fdx, write_fountain_screenplay
from storyreel.formats.fdx_read import FDX_LIMIT_BYTES

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="no" ?>\n'


def document(content: str, rest: str = "", version: str = "5") -> str:
    root = f'<FinalDraft DocumentType="Script" Template="No" Version="{version}">'
    return f"{HEAD}{root}<Content>{content}</Content>{rest}</FinalDraft>"


def note(text: str) -> str:
    return f"<ScriptNote><Paragraph><Text>{text}</Text></Paragraph></ScriptNote>"


def row(kind: str, text: str, more: str = "") -> str:
    return f'<Paragraph Type="{kind}"{more}><Text>{text}</Text></Paragraph>'


SPEECH = row("Character", "TOM (V.O.)") + row("Parenthetical", "(low)") + row("Dialogue", "Yes.")
TOLD = [("character", "TOM"), ("parenthetical", "low"), ("dialogue", "Yes.")]

CASES: list[tuple[str, str, list[tuple[str, str]]]] = [
    ("the first version", document(row("Action", "Rain."), version="1"), [("action", "Rain.")]),
    ("paragraphs below the root", f"<FinalDraft>{row('Action', 'Rain.')}</FinalDraft>", [("action", "Rain.")]),
    ("a paragraph without a type", document("<Paragraph><Text>Rain.</Text></Paragraph>"), [("action", "Rain.")]),
    ("a speech", document(SPEECH), TOLD),
    ("parentheses left out", document(SPEECH.replace("(low)", "low")), TOLD),
    (
        "styles",
        document(
            '<Paragraph Type="Action"><Text>He </Text>'
            '<Text Style="Bold+Italic">runs</Text><Text AdornmentStyle="-1" Style="">.</Text></Paragraph>'
        ),
        [("action", "He ***runs***.")],
    ),
    (
        "literal marks",
        document(row("Action", "2*3*4 and __x__ [[y]]")),
        [("action", "2\\*3\\*4 and \\_\\_x\\_\\_ \\[\\[y\\]\\]")],
    ),
    ("a soft line break", document(row("Action", "One.\u2028Two.")), [("action", "One.\nTwo.")]),
    (
        "an empty paragraph",
        document(row("Action", "One.") + row("Action", "") + row("Action", "Two.")),
        [("action", "One."), ("action", "Two.")],
    ),
    (
        "a script note in a paragraph",
        document('<Paragraph Type="Scene Heading">' + note("Where?") + "<Text>INT. HALL</Text></Paragraph>"),
        [("note", "Where?"), ("heading", "INT. HALL")],
    ),
    (
        "a script note in a speech",
        document(row("Character", "TOM") + '<Paragraph Type="Dialogue"><Text>Yes.</Text>' + note("No?") + "</Paragraph>"),
        [("character", "TOM"), ("dialogue", "Yes.[[No?]]")],
    ),
    (
        "script notes of newer versions",
        document(
            row("Action", "Rain."),
            '<ScriptNotes><ScriptNote Range="0,2"><Paragraph><Text>Snow?</Text></Paragraph></ScriptNote></ScriptNotes>',
        ),
        [("action", "Rain."), ("note", "Snow?")],
    ),
    (
        "scene properties with a summary and beats",
        document(
            '<Paragraph Type="Scene Heading" Number="3A"><SceneProperties Length="1/8" Page="1" Title="x">'
            "<Summary><Paragraph><Text>They meet.</Text>"
            '</Paragraph></Summary><SceneArcBeats><CharacterArcBeat Name="TOM">'
            "<Paragraph><Text>Hopes.</Text></Paragraph></CharacterArcBeat>"
            "</SceneArcBeats></SceneProperties><Text>INT. HALL</Text></Paragraph>"
        ),
        [("heading", "INT. HALL"), ("synopsis", "They meet."), ("note", "Hopes.")],
    ),
    (
        "an omitted scene",
        document(
            '<Paragraph Type="Scene Heading"><Text>OMITTED</Text><OmittedScene>'
            '<Paragraph Type="Scene Heading"><Text>EXT. YARD</Text></Paragraph>'
            "</OmittedScene></Paragraph>"
        ),
        [("heading", "OMITTED"), ("boneyard", "EXT. YARD")],
    ),
    ("centred text", document(row("General", "THE END", ' Alignment="Center"')), [("centred", "THE END")]),
    (
        "a page break",
        document(row("Action", "a") + row("Action", "b", ' StartsNewPage="Yes"')),
        [("action", "a"), ("page break", ""), ("action", "b")],
    ),
    (
        "outline paragraphs",
        document(row("Outline 2", "Two") + row("Outline Body", "Why")),
        [("section", "Two"), ("synopsis", "Why")],
    ),
    (
        "transition and lyrics",
        document(row("Transition", "FADE OUT.") + row("Lyrics", "La")),
        [("transition", "FADE OUT."), ("lyrics", "La")],
    ),
    ("types of its own", document(row("Shot", "CLOSE") + row("Cast List", "TOM")), [("other", "CLOSE"), ("other", "TOM")]),
    ("dialogue of nobody", document(row("Dialogue", "Yes.")), [("character", ""), ("dialogue", "Yes.")]),
    (
        "a namespace",
        '<f:FinalDraft xmlns:f="urn:x"><f:Content>'
        '<f:Paragraph Type="Action"><f:Text>Rain.</f:Text></f:Paragraph></f:Content></f:FinalDraft>',
        [("action", "Rain.")],
    ),
    (
        "foreign XML",
        document("<Widget a='1'><b>Words</b></Widget>" + row("Action", "Rain.")),
        [("other", "Words"), ("action", "Rain.")],
    ),
    ("nothing", document(""), []),
]


@pytest.mark.parametrize(("text", "elements"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_read(text: str, elements: list[tuple[str, str]]) -> None:
    read = parse_fdx(text)
    assert [(one.kind, one.text) for one in read.elements] == elements
    assert write_fdx(read) == text
    anew = parse_fdx(write_fdx(read.changed(source="")))
    assert anew.elements == read.elements


DUAL = row("Character", "BRICK") + row("Dialogue", "Screw it.") + row("Character", "STEEL") + row("Dialogue", "No.")


@pytest.mark.parametrize(
    "dual", [f"<DualDialogue>{DUAL}</DualDialogue>", f"<Paragraph><DualDialogue>{DUAL}</DualDialogue></Paragraph>"]
)
def test_dual_dialogue(dual: str) -> None:
    read = parse_fdx(document(dual + SPEECH))
    assert [one.dual for one in read.elements if one.kind == "character"] == [False, True, False]
    assert [one.dual for one in parse_fdx(write_fdx(read.changed(source=""))).elements if one.kind == "character"] == [
        False,
        True,
        False,
    ]
    page = read_dialogue(document(dual + SPEECH) + "\n")
    assert page.extra["overlaps"] == {"L2": "L1"}
    assert "STEEL ^\n" in write_fountain_screenplay(read)


def test_numbers_extensions_and_types_are_kept() -> None:
    read = parse_fdx(document(row("Scene Heading", "INT. HALL", ' Number="12A"') + SPEECH + row("Shot", "CLOSE")))
    assert (read.elements[0].number, read.elements[1].extension, read.elements[-1].type) == ("12A", ("V.O.",), "Shot")
    assert "INT. HALL #12A#\n\nTOM (V.O.)\n(low)\nYes.\n\nCLOSE\n" in write_fountain_screenplay(read)


REST = (
    '<HeaderAndFooter><Header><Paragraph><DynamicLabel Type="Page #"/></Paragraph></Header></HeaderAndFooter>'
    '<ElementSettings Type="Action"><FontSpec Font="Courier Final Draft"/></ElementSettings><Revisions ActiveSet="1"/>'
)


def test_a_changed_screenplay_keeps_the_settings_of_its_document() -> None:
    read = parse_fdx(document("<Widget a='1'><b>Words</b></Widget>" + row("Action", "Rain."), REST))
    changed = read.changed(elements=(*read.elements[:-1], Element(kind="action", text="Snow.")))
    text = write_fdx(changed)
    assert parse_fdx(text).elements == changed.elements
    assert all(part in text for part in ("HeaderAndFooter", "Courier Final Draft", 'ActiveSet="1"', "Snow.", '<Widget a="1">'))
    assert "Rain." not in text


SHEET_ROWS = ("", "THE LAMP", "", "Written by", "Ann Onymous", "", "Based on a tale", "", "a@b.c", "1 Hill Road", "© 2020")
_ROWS = "".join(f'<Paragraph Alignment="Center"><Text>{text}</Text></Paragraph>' for text in SHEET_ROWS)
SHEET = f"<TitlePage><Content>{_ROWS}</Content></TitlePage>"


def test_a_title_page_without_keys_is_told_by_its_words() -> None:
    read = parse_fdx(document(row("Action", "Rain."), SHEET))
    assert [(entry.key, entry.values) for entry in read.title_page] == [
        ("Title", ("THE LAMP",)),
        ("Credit", ("Written by",)),
        ("Author", ("Ann Onymous",)),
        ("Source", ("Based on a tale",)),
        ("Contact", ("a@b.c", "1 Hill Road")),
        ("Copyright", ("© 2020",)),
    ]
    assert read_dialogue(document(row("Action", "Rain."), SHEET) + "\n").title == "THE LAMP"


def test_a_title_page_with_keys_comes_back_equal() -> None:
    entries = (TitleEntry(key="Title", values=("_**BRICK**_", "STEEL")), TitleEntry(key="Colour", values=("blue",)))
    read = parse_fountain("x\n").changed(title_page=entries)
    assert parse_fdx(write_fdx(read)).title_page == entries


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><FinalDraft><Content>&b;</Content></FinalDraft>'
)
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><FinalDraft>&a;</FinalDraft>'
REFUSED: list[tuple[str, bytes, str, int | None, int | None]] = [
    ("a bomb", BOMB.encode(), "DTD or entities", 1, None),
    ("an external entity", OUTSIDE.encode(), "DTD or entities", 1, None),
    (
        "a DTD alone",
        b'<?xml version="1.0"?><!DOCTYPE x SYSTEM "http://example.org/x.dtd"><FinalDraft/>',
        "DTD or entities",
        1,
        None,
    ),
    ("cut off", document(row("Action", "x"))[:-40].encode(), "not well-formed", 2, None),
    ("a broken tag", f"{HEAD}<FinalDraft>\n  <Content></Contents></FinalDraft>".encode(), "mismatched tag", 3, 14),
    ("a NUL", f"{HEAD}<FinalDraft>\x00</FinalDraft>".encode(), "not well-formed", 2, 13),
    ("another document", b'<?xml version="1.0"?><html><body/></html>', "root <html>", 1, None),
    ("an unknown encoding", b'<?xml version="1.0" encoding="klingon"?><FinalDraft/>', "encoding", None, None),
    ("nothing in it", document("").encode(), "no scene, action or speech", 1, None),
]


@pytest.mark.parametrize(("data", "says", "line", "column"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_refused(tmp_path: Path, data: bytes, says: str, line: int | None, column: int | None) -> None:
    path = tmp_path / "a.fdx"
    path.write_bytes(data)
    with pytest.raises(SourceError, match=says) as caught:
        read_source(path)
    assert caught.value.file == str(path)
    assert line is None or caught.value.line == line
    assert column is None or caught.value.column == column


def test_too_large(tmp_path: Path) -> None:
    path = tmp_path / "a.fdx"
    with path.open("wb") as file:
        file.write(HEAD.encode())
        file.truncate(FDX_LIMIT_BYTES + 1)
    with pytest.raises(SourceError, match="32"):
        read_source(path)


def test_ten_thousand_levels_deep() -> None:
    text = document("<a>" * 10_000 + "x" + "</a>" * 10_000)
    assert parse_fdx(text).elements[0].text == "x"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    text = document(SPEECH.replace("Yes.", "Ça va."))
    path = tmp_path / "a.fdx"
    path.write_bytes(text.replace("UTF-8", encoding.removesuffix("-sig")).encode(encoding))
    page = read_dialogue(path)
    assert [(line.speaker, line.text, line.parenthetical) for line in page.lines] == [("TOM", "Ça va.", "V.O.; low")]
