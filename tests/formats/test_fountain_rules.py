"""Every rule of the Fountain syntax (fountain.io/syntax) as a row: its name, a text, and the elements that the text is."""

from __future__ import annotations

import pytest

from storyreel.film.screenplay import Element
from storyreel.formats import parse_fountain, plain_text, write_fountain_screenplay

Row = tuple[str, ...]

RULES: list[tuple[str, str, list[Row]]] = [
    # Scene headings
    *[
        (f"heading: {mark}", f"{mark} HALL - DAY\n\nRain.", [("heading", f"{mark} HALL - DAY"), ("action", "Rain.")])
        for mark in "INT. EXT. EST. INT./EXT. INT/EXT. I/E. INT EXT EST INT./EXT INT/EXT I/E int. Ext.".split(" ")  # noqa: SIM905
    ],
    ("heading: at the end of the text", "EXT. HILL", [("heading", "EXT. HILL")]),
    ("heading: needs a dot or a space", "INTERIOR of the car\n\nx", [("action", "INTERIOR of the car"), ("action", "x")]),
    ("heading: no empty line above is action", "Rain.\nINT. HALL\n\nx", [("action", "Rain.\nINT. HALL"), ("action", "x")]),
    ("heading: in small letters needs an empty line below", "Int. Hall\nis dark.", [("action", "Int. Hall\nis dark.")]),
    ("heading: in capitals is one anyway", "INT. HALL\nDark.", [("heading", "INT. HALL"), ("action", "Dark.")]),
    ("heading: forced", ".SNIPER SCOPE POV\n\nx", [("heading", "SNIPER SCOPE POV", "forced"), ("action", "x")]),
    ("heading: an ellipsis is none", "...where the carnival is", [("action", "...where the carnival is")]),
    ("heading: forced needs a letter or digit", ". POV", [("action", ". POV")]),
    ("heading: forced needs empty lines", "He aims a\n.38 pistol\nat him.", [("action", "He aims a\n.38 pistol\nat him.")]),
    ("heading: indented", "   INT. HALL", [("heading", "INT. HALL")]),
    ("heading: not with an exclamation mark", "!INT. HALL", [("action", "INT. HALL", "forced")]),
    # Scene numbers
    *[
        (f"scene number: {number}", f"INT. HALL - DAY #{number}#", [("heading", "INT. HALL - DAY", number)])
        for number in ("1", "1A", "1a", "A1", "I-1-A", "1-A", "110A", "1.")
    ],
    ("scene number: of a forced heading", ".POV #7#", [("heading", "POV", "7", "forced")]),
    ("scene number: only at the end", "INT. FLAT #5 - DAY", [("heading", "INT. FLAT #5 - DAY")]),
    # Action
    ("action: anything else", "They drink long and well.", [("action", "They drink long and well.")]),
    ("action: line breaks stay", "One.\nTwo.", [("action", "One.\nTwo.")]),
    ("action: empty lines stay", "One.\n\n\n\nTwo.", [("action", "One."), ("action", "Two.", "2 blank")]),
    ("action: spaces in front stay", "  He murmurs.\n    So.", [("action", "  He murmurs.\n    So.")]),
    ("action: a tab is four spaces", "\tHe murmurs.", [("action", "    He murmurs.")]),
    ("action: forced", "!SCANNING THE AISLES...\nWhere is he?", [("action", "SCANNING THE AISLES...\nWhere is he?", "forced")]),
    ("action: capitals alone are no character", "BANG\n\nHe falls.", [("action", "BANG"), ("action", "He falls.")]),
    # Character
    ("character: capitals, empty above, text below", "STEEL\nA myth!", [("character", "STEEL"), ("dialogue", "A myth!")]),
    ("character: not below action", "He stops.\nSTEEL\nA myth!", [("action", "He stops.\nSTEEL\nA myth!")]),
    ("character: extension", "MOM (O. S.)\nSupper!", [("character", "MOM", "(O. S.)"), ("dialogue", "Supper!")]),
    (
        "character: extension in small letters",
        "HANS (on the radio)\nWhat?",
        [("character", "HANS", "(on the radio)"), ("dialogue", "What?")],
    ),
    (
        "character: two extensions",
        "HANS (V.O.) (cont'd)\nWhat?",
        [("character", "HANS", "(V.O.)", "(cont'd)"), ("dialogue", "What?")],
    ),
    ("character: a digit in the name", "R2D2\nBeep.", [("character", "R2D2"), ("dialogue", "Beep.")]),
    ("character: not without a letter", "23\nBeep.", [("action", "23\nBeep.")]),
    ("character: indented", "\t\tSTEEL\n\tA myth!", [("character", "STEEL"), ("dialogue", "A myth!")]),
    ("character: forced", "@McCLANE\nYippee.", [("character", "McCLANE", "forced"), ("dialogue", "Yippee.")]),
    ("character: forced in another script", "@李明\n你好", [("character", "李明", "forced"), ("dialogue", "你好")]),
    # Dialogue
    ("dialogue: line breaks stay", "TOM\nOne.\nTwo.", [("character", "TOM"), ("dialogue", "One.\nTwo.")]),
    ("dialogue: ends at an empty line", "TOM\nOne.\n\nTwo.", [("character", "TOM"), ("dialogue", "One."), ("action", "Two.")]),
    ("dialogue: two spaces hold an empty line", "TOM\nOne.\n  \nTwo.", [("character", "TOM"), ("dialogue", "One.\n\nTwo.")]),
    ("dialogue: no mark counts in it", "TOM\n#1!\n.x\n> y", [("character", "TOM"), ("dialogue", "#1!\n.x\n> y")]),
    # Parenthetical
    ("parenthetical: below the name", "TOM\n(low)\nYes.", [("character", "TOM"), ("parenthetical", "low"), ("dialogue", "Yes.")]),
    (
        "parenthetical: several inside a speech",
        "TOM\n(low)\nYes.\n(pause)\nNo.\n(beat)",
        [
            ("character", "TOM"),
            ("parenthetical", "low"),
            ("dialogue", "Yes."),
            ("parenthetical", "pause"),
            ("dialogue", "No."),
            ("parenthetical", "beat"),
        ],
    ),
    ("parenthetical: escaped", "TOM\n\\(low)", [("character", "TOM"), ("dialogue", "\\(low)")]),
    # Dual dialogue
    *[
        (
            f"dual dialogue: {len(gap)} spaces before the caret",
            f"BRICK\nScrew it.\n\nSTEEL{gap}^\nScrew it.",
            [("character", "BRICK"), ("dialogue", "Screw it."), ("character", "STEEL", "dual"), ("dialogue", "Screw it.")],
        )
        for gap in ("", " ", "    ")
    ],
    # Lyrics
    ("lyrics: in a speech", "OOMPA\n~Willy!\n~Wonka!", [("character", "OOMPA"), ("lyrics", "Willy!\nWonka!")]),
    ("lyrics: by themselves", "~Willy!\n~ Wonka!", [("lyrics", "Willy!\nWonka!")]),
    ("lyrics: not those below a speech", "A\nB.\n\n~C", [("character", "A"), ("dialogue", "B."), ("lyrics", "C", "1 blank")]),
    # Transition
    ("transition: capitals that end in TO:", "CUT TO:\n\nx", [("transition", "CUT TO:"), ("action", "x")]),
    ("transition: needs an empty line below", "x\n\nCUT TO:\ny", [("action", "x"), ("character", "CUT TO:"), ("dialogue", "y")]),
    ("transition: needs an empty line above", "x\nCUT TO:\n\ny", [("action", "x\nCUT TO:"), ("action", "y")]),
    ("transition: a space at its end makes it action", "CUT TO: \n\nx", [("action", "CUT TO: "), ("action", "x")]),
    ("transition: small letters are action", "Cut to:\n\nx", [("action", "Cut to:"), ("action", "x")]),
    ("transition: forced", "> Burn to White.", [("transition", "Burn to White.", "forced")]),
    ("transition: a dot makes it a heading", ".CUT TO:", [("heading", "CUT TO:", "forced")]),
    # Centred text
    ("centred: with spaces", "> THE END <", [("centred", "THE END")]),
    ("centred: without", ">THE END<", [("centred", "THE END")]),
    # Page breaks
    ("page break: three signs", "x\n\n===\n\ny", [("action", "x"), ("page break", ""), ("action", "y")]),
    ("page break: more of them", "==========", [("page break", "")]),
    ("page break: nothing else beside them", "=== x", [("synopsis", "== x")]),
    # Notes
    ("note: by itself", "[[Was it Vietnamese?]]", [("note", "Was it Vietnamese?")]),
    ("note: inside a line", "DAN and JACK[[names?]].  They", [("action", "DAN and JACK[[names?]].  They")]),
    ("note: over two lines", "[[one\ntwo]]", [("note", "one\ntwo")]),
    ("note: two spaces hold an empty line in it", "[[one\n  \ntwo]]", [("note", "one\n\ntwo")]),
    ("note: an empty line is its end", "[[one\n\ntwo]]", [("action", "\\[[one"), ("action", "two]]")]),
    ("note: between action", "One.\n[[n]]\nTwo.", [("action", "One."), ("note", "n"), ("action", "Two.")]),
    ("note: inside a speech", "TOM\nOne.\n[[n]]\nTwo.", [("character", "TOM"), ("dialogue", "One.\n[[n]]\nTwo.")]),
    ("note: beside a name", "TOM [[who?]]\nYes.", [("note", "who?"), ("character", "TOM"), ("dialogue", "Yes.")]),
    ("note: in a heading", "INT. HALL [[big?]] #2#", [("note", "big?"), ("heading", "INT. HALL", "2")]),
    # Boneyard
    ("boneyard: by itself", "/* cut */", [("boneyard", "cut")]),
    (
        "boneyard: over elements",
        "x\n\n/*\nINT. HALL\n\nTOM\nYes.\n*/\n\ny",
        [("action", "x"), ("boneyard", "INT. HALL\n\nTOM\nYes."), ("action", "y")],
    ),
    ("boneyard: inside a line", "He /* never */ sits.", [("action", "He /* never */ sits.")]),
    ("boneyard: without an end is text", "He /* sits.", [("action", "He \\/* sits.")]),
    # Sections and synopses
    (
        "section: depth",
        "# Act\n\n## Sequence\n\n### Scene",
        [("section", "Act", "1 deep"), ("section", "Sequence", "2 deep"), ("section", "Scene", "3 deep")],
    ),
    (
        "section: no empty lines needed",
        "# Act\n= Why\nINT. HALL",
        [("section", "Act", "1 deep"), ("synopsis", "Why"), ("heading", "INT. HALL")],
    ),
    ("synopsis", "= They meet.", [("synopsis", "They meet.")]),
    # Line ends
    (
        "line ends: of Windows",
        "INT. HALL\r\n\r\nTOM\r\nYes.\r\n",
        [("heading", "INT. HALL"), ("character", "TOM"), ("dialogue", "Yes.")],
    ),
    ("line ends: of old Macs", "TOM\rYes.\r\rRain.", [("character", "TOM"), ("dialogue", "Yes."), ("action", "Rain.")]),
]


def _told(element: Element) -> Row:
    more = [element.number] if element.number else []
    more += [f"({part})" for part in element.extension]
    flags = (("dual", element.dual), ("forced", element.forced), (f"{element.blanks} blank", element.blanks))
    more += [name for name, on in flags if on]
    more += [f"{element.depth} deep"] if element.depth else []
    return (element.kind, element.text, *more)


@pytest.mark.parametrize(("text", "elements"), [rule[1:] for rule in RULES], ids=[rule[0] for rule in RULES])
def test_rule(text: str, elements: list[Row]) -> None:
    read = parse_fountain(text)
    assert [_told(one) for one in read.elements] == elements
    assert parse_fountain(write_fountain_screenplay(read)) == read


TITLES: list[tuple[str, str, list[tuple[str, tuple[str, ...]]]]] = [
    ("a value beside its key", "Title: Rain\nAuthor: Ann", [("Title", ("Rain",)), ("Author", ("Ann",))]),
    ("values below their key", "Title:\n    _**BRICK**_\n\tSTEEL", [("Title", ("_**BRICK**_", "STEEL"))]),
    ("a key with a space", "Title: A\nDraft date: 1/20/2012", [("Title", ("A",)), ("Draft date", ("1/20/2012",))]),
    ("a colon in a value", "Title: A\nContact:\n    e-mail: a@b.c", [("Title", ("A",)), ("Contact", ("e-mail: a@b.c",))]),
    ("keys of one's own", "Mood: dark\nColour: none", [("Mood", ("dark",)), ("Colour", ("none",))]),
    ("one key of one's own, with a value below", "Mood:\n    dark", [("Mood", ("dark",))]),
    ("no title page: FADE IN:", "FADE IN:", []),
    ("no title page: somebody speaks", "Bob says: yes", []),
    ("no title page: a heading with a colon", "INT. CAR: NIGHT", []),
]


@pytest.mark.parametrize(("text", "entries"), [row[1:] for row in TITLES], ids=[row[0] for row in TITLES])
def test_title_page(text: str, entries: list[tuple[str, tuple[str, ...]]]) -> None:
    read = parse_fountain(f"{text}\n\nRain.\n")
    assert [(entry.key, entry.values) for entry in read.title_page] == entries
    assert read.elements[-1].text == "Rain."
    assert parse_fountain(write_fountain_screenplay(read)) == read


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("*italics*", "italics"),
        ("**bold**", "bold"),
        ("***bold italics***", "bold italics"),
        ("_underline_", "underline"),
        ("_FILLS the *Mark 4* scope_.", "FILLS the Mark 4 scope."),
        ("_**Nested**_", "Nested"),
        ("**\\*9765\\***", "*9765*"),
        ("He dialed *69 and then *23, and hung up.", "He dialed *69 and then *23, and hung up."),
        ("He dialed \\*69 and then 23\\*.", "He dialed *69 and then 23*."),
        ("*one\ntwo*", "*one\ntwo*"),
        ("snake_case_name", "snake_case_name"),
        ("a ** b * c", "a ** b * c"),
        ("un*believ*able", "unbelievable"),
        ("A \\_blank\\_ and a \\\\.", "A _blank_ and a \\."),
        ("Yes.[[Sure?]] /* no */No.", "Yes. No."),
        ("C:\\new", "C:\\new"),
    ],
)
def test_emphasis(text: str, plain: str) -> None:
    assert plain_text(text) == plain
