"""The small rules: what is a name, a heading, an aside, a language."""

from __future__ import annotations

import pytest

from storyreel.film import Heading
from storyreel.formats import detect_language, read_heading
from storyreel.formats.asides import is_direction, split_asides
from storyreel.formats.labels import Known, is_name, split_label

NAMES = (
    "ROSA|Rosa|rosa|Mr. Smith|Dr. O’Brien-Smythe|José María|GUARD 2|C-3PO|J. R."
    "|The Old Man|Man of the House|李明|ليلى|राम|ნინო|😀|../../x|ROSA & TOM|WHO IS IT|My Lord|Ольга Петровна|X Æ A-12"
)
NO_NAMES = (
    "What I mean is|It was he who said|Note|http|old man|Remember|P.S."
    "|Cut to|12|a very long label that goes on and on and on|Well, then|Yes! Now|他说|SFX|Titel"
)


@pytest.mark.parametrize("name", NAMES.split("|"))
def test_names(name: str) -> None:
    label = split_label(f"{name}: Yes.")
    assert label is not None
    assert (label.speaker, label.text, is_name(label.speaker, Known())) == (name, "Yes.", True)


@pytest.mark.parametrize("name", NO_NAMES.split("|"))
def test_what_is_no_name(name: str) -> None:
    label = split_label(f"{name}://x" if name == "http" else f"{name}: Yes.")
    assert label is None or not is_name(label.speaker, Known())


def test_a_cast_list_and_other_lines_tell_more() -> None:
    assert is_name("Note", Known(cast=frozenset({"note"})))
    assert is_name("old man", Known(counts={"old man": 2}))
    assert is_name("old man", Known(small=True))
    assert is_name("Three things", Known())
    assert not is_name("Three things", Known(capitals=True))


@pytest.mark.parametrize(
    ("text", "place", "time", "interior", "number"),
    [
        ("INT. KITCHEN - NIGHT", "KITCHEN", "night", True, ""),
        ("12A EXT. GARDEN – DAY", "GARDEN", "day", False, "12A"),
        ("INT./EXT. CAR - MOVING - DUSK", "CAR - MOVING", "dusk", None, ""),
        ("I/E CAR - DAY", "CAR", "day", None, ""),
        ("int. kitchen - night", "kitchen", "night", True, ""),
        ("INT. CUISINE - NUIT", "CUISINE", "night", True, ""),
        ("ИНТ. КУХНЯ - НОЧЬ", "КУХНЯ", "night", True, ""),
        ("内景 厨房 夜", "厨房", "night", True, ""),
        ("SCENE 2. A garden, morning", "A garden", "morning", None, "2"),
        ("Scene II: The hall", "The hall", "", None, "II"),
        ("Scene 2: INT. HALL - NIGHT", "HALL", "night", True, "2"),
        ("Act II Scene i", "", "", None, "II.i"),
        ("ACT I", "", "", None, "I"),
        ("Szene 3 - Küche", "Küche", "", None, "3"),
        ("Escena 4: El jardín, noche", "El jardín", "night", None, "4"),
        ("第一场 花园 日 外", "花园", "day", False, "第一场"),
        ("第2場：教室　朝", "教室", "morning", None, "第2場"),
        ("场景三：厨房", "厨房", "", None, "三"),
        ("المشهد 2: الحديقة", "الحديقة", "", None, "2"),
        ("KITCHEN - NIGHT", "KITCHEN", "night", None, ""),
        ("КУХНЯ — НОЧЬ", "КУХНЯ", "night", None, ""),
        ("厨房 - 夜", "厨房", "night", None, ""),
    ],
)
def test_headings(text: str, place: str, time: str, interior: bool | None, number: str) -> None:
    assert read_heading(text) == Heading(text=text, place=place, time_of_day=time, interior=interior, number=number)


@pytest.mark.parametrize(
    "text",
    [
        "Interesting. I see",
        "Int or ext",
        "ROSA - TOM",
        "Act up, will you",
        "Scene of the crime",
        "EST is a zone",
        "场景很美",
        "Kitchen - Night",
        "I. am",
        "",
    ],
)
def test_what_is_no_heading(text: str) -> None:
    assert read_heading(text) is None


@pytest.mark.parametrize(
    ("text", "spoken", "manner"),
    [
        ("(quietly) Come in.", "Come in.", "quietly"),
        ("Come in. (She waits.) Well?", "Come in. Well?", "She waits."),
        ("I live in Paris (France) now.", "I live in Paris (France) now.", ""),
        ("I love Paris (France)", "I love Paris (France)", ""),
        ("Hello (waving).", "Hello.", "waving"),
        ("Hello [waves] you.", "Hello you.", "waves"),
        ("*sighs* I know. *really*", "I know. *really*", "sighs"),
        ("It is *so* big.", "It is *so* big.", ""),
        ("Stop! (to Tom) You too.", "Stop! You too.", "to Tom"),
        ("We left. (At least I think so.) Then?", "We left. (At least I think so.) Then?", ""),
        ("你好（微笑）", "你好", "微笑"),
        ("去公园（北门）。", "去公园（北门）。", ""),
        ("Take two. (2)", "Take two. (2)", ""),
        ("An open (bracket", "An open (bracket", ""),
        ("a) first b) second", "a) first b) second", ""),
        ("(V.O.) (softly) Yes.", "Yes.", "V.O.; softly"),
        ("(nods)", "", "nods"),
        ("Now [he turns (slowly)] go.", "Now go.", "he turns (slowly)"),
    ],
)
def test_asides(text: str, spoken: str, manner: str) -> None:
    assert split_asides(text) == (spoken, manner)


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("(She goes.)", True),
        ("[x y]", True),
        ("（她走了）", True),
        ("*waits*", True),
        ("(a) b (c)", False),
        ("**No!** he", False),
    ],
)
def test_a_line_that_is_all_direction(text: str, whole: bool) -> None:
    assert is_direction(text) is whole


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("You came back. I said I would. Who is there?", "en"),
        ("Je ne sais pas où il est, mais je reviens.", "fr"),
        ("Ich weiß nicht, wo er ist, aber ich komme.", "de"),
        ("No sé dónde está, pero vuelvo por la noche.", "es"),
        ("Non so dove sia, ma ho una cosa per te.", "it"),
        ("Não sei onde ele está, mas eu volto.", "pt"),
        ("Nie wiem, gdzie on jest, ale mam czas.", "pl"),
        ("Ik weet niet waar hij is, maar het is goed.", "nl"),
        ("Tôi không biết anh ở đâu.", "vi"),
        ("Я не знаю, где он.", "ru"),
        ("Я не знаю, де він є.", "uk"),
        ("你好，今天天气很好。", "zh"),
        ("今日は天気がいいですね。", "ja"),
        ("오늘 날씨가 좋네요.", "ko"),
        ("مرحبا، كيف حالك؟", "ar"),
        ("چطوری؟ من خوبم، گل من پیش توست.", "fa"),
        ("नमस्ते", "hi"),
        ("გამარჯობა", "ka"),
        ("สวัสดี", "th"),
        ("Γειά σου", "el"),
        ("👋 123", "en"),
    ],
)
def test_languages(text: str, language: str) -> None:
    assert detect_language(text) == language
