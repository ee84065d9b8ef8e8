"""Pages of dialogue in the ways that people write them, read line by line."""

from __future__ import annotations

import re

import pytest

from storyreel.film import Dialogue, Direction, Heading, Line
from storyreel.formats import parse_dialogue
from storyreel.formats.dialogue import read_page


def told(page: Dialogue) -> list[str]:
    """A page in short: "NAME (manner): text", "-- direction", "## heading"."""
    short: list[str] = []
    for item in page.items:
        if isinstance(item, Line):
            short.append(f"{item.speaker}{f' ({item.parenthetical})' if item.parenthetical else ''}: {item.text}")
        else:
            short.append(f"{'##' if isinstance(item, Heading) else '--'} {item.text}")
    return short


PAGES = {
    "labels, directions, headings and remarks": (
        "SCENE 1. A kitchen, night\n\nROSA (quietly): You came back.\n[He puts the lamp down.]\nTOM: I said I would.\n"
        "    And here I am. It is 10:30: late.\nSee http://x.org: it is there.\nNote: bring the lamp.\n\nRain on the window.\n\n"
        "ROSA (V.O.): (whispering) I knew (somehow) you would. (She turns.) Well?\n(beat)\nGo on.\n*They leave.*\nCUT TO:\n",
        [
            "## SCENE 1. A kitchen, night",
            "ROSA (quietly): You came back.",
            "-- He puts the lamp down.",
            "TOM: I said I would. And here I am. It is 10:30: late. See http://x.org: it is there. Note: bring the lamp.",
            "-- Rain on the window.",
            "ROSA (V.O.; whispering; She turns.; beat): I knew (somehow) you would. Well? Go on.",
            "-- They leave.",
            "-- CUT TO:",
        ],
    ),
    "a screenplay": (
        "INT. KITCHEN - NIGHT\n\nRain. ROSA (40) stirs tea.\n\nROSA\n(quietly)\nYou came back.\n(beat)\nListen: I know.\n\n"
        "TOM (V.O.)\nI said I would.\n\nBANG\n\nThe door slams.\n\nROSA (CONT'D)\nWho is there?\n\nTHE END\n",
        [
            "## INT. KITCHEN - NIGHT",
            "-- Rain. ROSA (40) stirs tea.",
            "ROSA (quietly; beat): You came back. Listen: I know.",
            "TOM (V.O.): I said I would.",
            "-- BANG",
            "-- The door slams.",
            "ROSA: Who is there?",
            "-- THE END",
        ],
    ),
    "a printed play": (
        "ACT I\n\n(SCENE.--A room furnished\nwith taste.)\n\nNORA. Hide the tree, Helen. (To the PORTER,\n"
        "taking out her purse.) How much?\n\n"
        "PORTER. Sixpence.\n\nHELMER (calls out). Is that my lark?\n\nNORA. Yes.\nMRS. LINDE. At last!\nMRS. LINDE. Indeed.\n",
        [
            "## ACT I",
            "## SCENE.--A room furnished with taste.",
            "NORA (To the PORTER, taking out her purse.): Hide the tree, Helen. How much?",
            "PORTER: Sixpence.",
            "HELMER (calls out): Is that my lark?",
            "NORA: Yes.",
            "MRS. LINDE: At last!",
            "MRS. LINDE: Indeed.",
        ],
    ),
    "names with a full stop on their own lines": (
        "FIRST ACT\n\nSCENE\n\nA morning-room in the flat.\n\nALGERNON.\nDid you hear, Lane?\n\nLANE.\nNo, sir.\n\n"
        "ALGERNON.\nI’m sorry.\n\nLANE.\nYes, sir.\n",
        [
            "## FIRST ACT",
            "## SCENE",
            "-- A morning-room in the flat.",
            "ALGERNON: Did you hear, Lane?",
            "LANE: No, sir.",
            "ALGERNON: I’m sorry.",
            "LANE: Yes, sir.",
        ],
    ),
    "names without capitals on their own lines": (
        "ليلى\nمرحبا.\n\nسامي\nأهلا.\n\nليلى\nكيف حالك؟\n\nسامي\nبخير.\n",
        ["ليلى: مرحبا.", "سامي: أهلا.", "ليلى: كيف حالك؟", "سامي: بخير."],
    ),
    "markdown": (
        "# The Lamp\n\n## Scene 1: Kitchen - Night\n\n**ROSA:** You came.\n"
        "**TOM** (softly): I *did*.\n\n---\n\n## The garden\n\n- ROSA: Again?\n",
        ["## Scene 1: Kitchen - Night", "ROSA: You came.", "TOM (softly): I *did*.", "## The garden", "ROSA: Again?"],
    ),
    "Chinese": (
        "第一场 花园 日\n\n李明：你好，今天天气很好。\n（她转身。）\n王芳（轻声）：是的。我们去哪儿？\n\n旁白：他们\n走了。\n",
        ["## 第一场 花园 日", "李明: 你好，今天天气很好。", "-- 她转身。", "王芳 (轻声): 是的。我们去哪儿？", "旁白: 他们走了。"],
    ),
    "names in small letters": ("rosa: hi\nold man: hello\nrosa: you\n", ["rosa: hi", "old man: hello", "rosa: you"]),
    "a name above its speech with a colon": (
        "Rosa:\nHello there.\nAre you well?\n\nTom:\n\nYes.\n",
        ["Rosa: Hello there. Are you well?", "Tom: Yes."],
    ),
    "one name in two spellings": ("ROSA: One.\nRosa: Two.\nrosa : Three.\n", ["ROSA: One.", "ROSA: Two.", "ROSA: Three."]),
    "a direction inside a speech's block": (
        "ROSA: No.\n(She sits.)\nNever.\n\nTOM: Oh.\n",
        ["ROSA: No.", "-- She sits.", "ROSA: Never.", "TOM: Oh."],
    ),
    "an indented second paragraph": ("ROSA: One.\n\n    Two.\n\nThree.\n", ["ROSA: One. Two.", "-- Three."]),
    "a speech that is only a direction": ("ROSA: (nods)\nTOM: Good.\n", ["-- ROSA: (nods)", "TOM: Good."]),
    "a remark among capitals": (
        "ROSA: a\nTOM: b\nROSA: c\nTOM: I need\nThree things: bread, salt.\nROSA: d\n",
        ["ROSA: a", "TOM: b", "ROSA: c", "TOM: I need Three things: bread, salt.", "ROSA: d"],
    ),
    "numbers and bullets": ("1. ROSA: One.\n2) TOM: Two.\n• ROSA: Three.\n", ["ROSA: One.", "TOM: Two.", "ROSA: Three."]),
    "names with commas": (
        "Rosa: One.\nTom: Two.\nRosa, Tom: Three.\nRosa, quietly: Four.\nWell, then: five.\n",
        ["Rosa: One.", "Tom: Two.", "Rosa, Tom: Three.", "Rosa (quietly): Four. Well, then: five."],
    ),
    "a French play": (
        "ARGAN.— Où vas-tu ?\nTOINETTE, riant.— Nulle part : là.\nARGAN.— Viens.\nTOINETTE.- Non.\n",
        ["ARGAN: Où vas-tu ?", "TOINETTE (riant): Nulle part : là.", "ARGAN: Viens.", "TOINETTE: Non."],
    ),
    "dashes": (
        "Rosa - Hello.\nTom (softly) – Hi: you.\nRosa — Well.\nTom — Yes.\n",
        ["Rosa: Hello.", "Tom (softly): Hi: you.", "Rosa: Well.", "Tom: Yes."],
    ),
    "tabs": ("ROSA\tHello.\nTOM\tHi.\nROSA\tWell.\n", ["ROSA: Hello.", "TOM: Hi.", "ROSA: Well."]),
    "Japanese": (
        "太郎「元気？」\n花子（小声で）「うん。」\n太郎「よかった。」\n花子「ね」\n",
        ["太郎: 元気？", "花子 (小声で): うん。", "太郎: よかった。", "花子: ね"],
    ),
    "Fountain's forced cue": ("@McAVOY\nAye.\n\n@McAVOY\nNo.\n", ["McAVOY: Aye.", "McAVOY: No."]),
}


@pytest.mark.parametrize(("text", "wanted"), PAGES.values(), ids=PAGES)
def test_pages(text: str, wanted: list[str]) -> None:
    assert told(parse_dialogue(text)) == wanted


def test_no_word_of_a_page_is_lost() -> None:
    for text, _ in PAGES.values():
        kept = " ".join(told(read_page(text))) + read_page(text).title
        words = set(re.findall(r"[^\W\d_]+", text))
        # A layout mark, and a second spelling of a name, are the only words that go.
        assert {word for word in words if word not in kept} <= {"CONT", "rosa", "Rosa"}


def test_a_cast_list_is_what_people_look_like() -> None:
    text = (
        "Title: The Lamp\nAuthor: Somebody\n\nDramatis Personae\nROSA: a woman of forty, grey coat\n"
        "  and a hat\nTom Ashby, her brother\n"
        "The Judge (stern)\nLANE\n\nROSA: Hello.\nTOM: Yes.\nTHE JUDGE: Order.\n"
    )
    page = parse_dialogue(text)
    assert [(one.name, one.appearance, one.appearance_from, one.aliases) for one in page.bank.characters] == [
        ("ROSA", "a woman of forty, grey coat and a hat", "source", ()),
        ("Tom Ashby", "her brother", "source", ("TOM",)),
        ("The Judge", "stern", "source", ()),
        ("LANE", "", "", ()),
    ]
    assert page.speakers == ("ROSA", "TOM", "The Judge")
    assert (page.title, page.extra) == ("The Lamp", {"front_matter": {"author": "Somebody"}})


def test_a_cast_list_with_blank_lines_ends_at_the_heading() -> None:
    page = parse_dialogue("CHARACTERS:\n\nROSA: forty\n\nTOM: thirty\n\nINT. HALL - DAY\n\nROSA: Hi.\nTOM: Hello.\n")
    assert [one.name for one in page.bank.characters] == ["ROSA", "TOM"]
    assert [line.text for line in page.lines] == ["Hi.", "Hello."]


def test_a_list_without_a_heading_is_speech() -> None:
    page = parse_dialogue("ROSA: forty years old\nTOM: thirty years old\n")
    assert page.bank.characters == ()
    assert len(page.lines) == 2


def test_times_before_a_label() -> None:
    page = parse_dialogue("[00:00:01 - 00:00:03.5] ROSA: Hi.\n[0:04] TOM: Yes.\nROSA: It is 10:30.\n")
    assert [(line.start_ms, line.end_ms) for line in page.lines] == [(1000, 3500), (4000, None), (None, None)]


def test_a_place_below_a_bare_heading_is_understood() -> None:
    page = parse_dialogue("SCENE\n\nA morning-room in the flat.\n\nROSA: Hi.\n")
    assert page.items[0] == Heading(text="SCENE", place="A morning-room in the flat")
    assert page.items[1] == Direction(text="A morning-room in the flat.")


@pytest.mark.parametrize(("given", "language"), [("fr", "fr"), ("pt-BR", "pt-BR"), ("French", "en")])
def test_a_named_language_is_believed_where_it_is_a_tag(given: str, language: str) -> None:
    page = parse_dialogue(f"Title: X\nLanguage: {given}\n\nROSA: The lamp is out.\n")
    assert (page.language, page.extra["front_matter"]) == (language, {"language": given})
