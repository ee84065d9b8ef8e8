"""What is read from a source: names, feelings, props, business, places, scenes, parts and the cast."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyreel.agents.scripter.business import read_business, sentences, split_business
from storyreel.agents.scripter.feeling import EMOTIONS, read_feeling
from storyreel.agents.scripter.names import Mentions, gender_of, is_crowd, is_voice
from storyreel.agents.scripter.parts import cut_text
from storyreel.agents.scripter.places import read_setting
from storyreel.agents.scripter.props import find_props
from storyreel.agents.scripter.scenes import divide
from storyreel.film.bank import Bank, Character, Place
from storyreel.film.dialogue import Dialogue, Direction, Heading, Line
from storyreel.film.timing import estimate_speech_ms
from tests.agents.scripter_cases import lines_of, page, written

CAST = Mentions(["NORA", "HELMER", "LADY MACBETH", "MACBETH", "FIRST SOLDIER", "SECOND SOLDIER", "李雷"])
GENDERS = {"NORA": "woman", "HELMER": "man"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Nora and Helmer come in.", ["NORA", "HELMER"]),
        ("Lady Macbeth, then Macbeth.", ["LADY MACBETH", "MACBETH"]),
        ("The first soldier; a soldier.", ["FIRST SOLDIER"]),
        ("李雷走进来。", ["李雷"]),
        ("Norah is not Nora's sister.", ["NORA"]),
    ],
)
def test_people_are_found_in_texts(text: str, names: list[str]) -> None:
    assert [mention.name for mention in CAST.of(text)] == names


@pytest.mark.parametrize("name", ["NARRATOR", "Voice", "ROSA (V.O.)", "旁白", "RADIO VOICE"])
def test_voices_are_known(name: str) -> None:
    assert is_voice(name) and not is_voice("VIOLA")


def test_crowds_and_genders_are_known() -> None:
    assert is_crowd("ALL") and is_crowd("Both") and not is_crowd("ALLY")
    assert [gender_of(name) for name in ("MRS LINDE", "KING", "Rosa", "XQ")] == ["woman", "man", "woman", ""]
    assert gender_of("SAM", "a young woman in a red coat") == "woman"


@pytest.mark.parametrize(
    ("text", "manner", "emotion"),
    [
        ("Your aunt!", "", "surprised"),
        ("I hate you, you scoundrel!", "", "angry"),
        ("Come here.", "weeping", "sad"),
        ("My darling, my dear.", "", "tender"),
        ("It is four o'clock.", "", "neutral"),
        ("I am so tired.", "", "tired"),
        ("Hark! What is there?", "", "afraid"),
        ("😢", "", "sad"),
        ("我很生气", "", "angry"),
        ("One did laugh in his sleep.", "", "neutral"),
        ("What is it that you want of me?", "", "neutral"),
    ],
)
def test_feelings_are_read(text: str, manner: str, emotion: str) -> None:
    assert read_feeling(text, manner).emotion == emotion


@given(st.text(max_size=80), st.text(max_size=30))
def test_any_text_has_one_of_the_eight_feelings(text: str, manner: str) -> None:
    feeling = read_feeling(text, manner)
    assert feeling.emotion in EMOTIONS and 0.0 <= feeling.strength <= 1.0


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("Enter NORA and HELMER.", [("NORA", "enter"), ("HELMER", "enter")]),
        ("NORA goes out.", [("NORA", "exit")]),
        ("Helmer crosses to the window and sits down.", [("HELMER", "move"), ("HELMER", "sit")]),
        ("He rises.", [("HELMER", "rise")]),
        ("She looks away.", []),
        ("Exeunt.", [("*", "exit")]),
        ("It is raining.", []),
        ("Mrs. Linde waits.", []),
    ],
)
def test_business_is_read(text: str, done: list[tuple[str, str]]) -> None:
    found = read_business(text, CAST, genders=GENDERS, recent=("NORA", "HELMER"))
    assert [(one.who, one.verb) for one in found] == done


def test_a_parenthetical_is_about_its_speaker() -> None:
    found = read_business("sitting down at the table", CAST, default="NORA")
    assert [(one.who, one.verb, one.spot) for one in found] == [("NORA", "sit", "table")]


def test_it_is_the_thing_named_before() -> None:
    found = read_business("Enter NORA with a letter on a tray. HELMER takes it and gives it to NORA.", CAST)
    hands = [(one.who, one.verb, one.prop, one.to) for one in found if one.prop]
    assert hands == [
        ("NORA", "hold", "letter", ""),
        ("NORA", "hold", "tray", ""),
        ("HELMER", "take", "letter", ""),
        ("HELMER", "give", "letter", "NORA"),
    ]


def test_a_direction_is_split_where_somebody_would_move_twice() -> None:
    text = "Enter NORA with a letter. HELMER takes it. NORA goes out."
    pieces = split_business(text, read_business(text, CAST))
    assert [words for words, _ in pieces] == ["Enter NORA with a letter.", "HELMER takes it. NORA goes out."]
    assert sentences("Mr. Worthing bows; he goes.") == ("Mr. Worthing bows;", "he goes.")


@pytest.mark.parametrize(
    ("text", "props"),
    [
        ("a letter, a key and the gun", ("letter", "key", "gun")),
        ("they watch and they ring", ()),
        ("her watch", ("watch",)),
        ("一把钥匙", ("钥匙",)),
        ("keyboard letters", ()),
    ],
)
def test_props_are_found(text: str, props: tuple[str, ...]) -> None:
    assert find_props(text) == props


def test_a_prop_of_the_bank_is_found_by_its_last_word() -> None:
    assert find_props("He opens the box of tea. The lamp!", ("Aladdin lamp",)) == ("box", "lamp")
    assert find_props("She takes the idol.", ("golden idol",)) == ("golden idol",)


@pytest.mark.parametrize(
    ("heading", "directions", "expected"),
    [
        (
            Heading(text="INT. KITCHEN - NIGHT", place="KITCHEN", time_of_day="NIGHT", interior=True),
            [],
            ("KITCHEN", True, "night"),
        ),
        (Heading(text="A forest at dawn"), [], ("forest", False, "dawn")),
        (None, ["Evening. A lamp burns in the library."], ("library", True, "evening")),
        (None, [], ("plain room", True, "day")),
        (Heading(text="第一场 花园 夜"), [], ("garden", False, "night")),
    ],
)
def test_places_are_read(heading: Heading | None, directions: list[str], expected: tuple[str, bool, str]) -> None:
    setting = read_setting(heading, directions)
    assert (setting.place, setting.interior, setting.time_of_day) == expected
    assert setting.reason


def test_a_place_of_the_bank_keeps_its_look() -> None:
    setting = read_setting(Heading(text="THE RED ROOM"), [], [Place(name="The Red Room", look="all red"), Place(name="Hall")])
    assert (setting.place, setting.look) == ("The Red Room", "all red")


def test_without_a_sign_the_place_stays() -> None:
    first = read_setting(None, ["A garden."])
    assert read_setting(None, ["A pause."], before=first).place == "garden"


def test_scenes_change_with_the_whole_cast_and_not_before() -> None:
    talk = [("A1", "x"), ("B1", "x")] * 3 + [("C1", "x"), ("D1", "x")] * 3
    assert len(divide(lines_of(*talk))) == 2
    assert len(divide(lines_of(*([("A1", "x"), ("B1", "x")] * 3 + [("C1", "x"), ("A1", "x")] * 3)))) == 1
    assert len(divide(lines_of(*((f"P{n}", "x") for n in range(40))))) == 1


def test_an_act_holds_its_scenes() -> None:
    script = written(page("ACT I\n\nINT. HALL - DAY\nROSA: Yes.\n\nINT. CELL - NIGHT\nROSA: No.\n"))
    assert [(act.title, act.scenes) for act in script.acts] == [("ACT I", ("1", "2"))]


@given(st.text(min_size=1, max_size=300), st.integers(300, 4000))
def test_parts_are_the_text_to_the_character(text: str, longest: int) -> None:
    pieces = cut_text(text, longest_ms=longest, speech_ms=estimate_speech_ms)
    assert "".join(pieces) == text
    assert len(pieces) == 1 or all(piece.strip() for piece in pieces)


def test_a_long_speech_is_cut_at_sentences_and_evenly() -> None:
    text = "This is a sentence of eight words here. " * 9
    pieces = cut_text(text, longest_ms=8250, speech_ms=estimate_speech_ms)
    assert all(piece.rstrip().endswith(".") for piece in pieces)
    spoken = [estimate_speech_ms(piece) for piece in pieces]
    assert max(spoken) <= 8250 and min(spoken) > 3000


def test_no_cut_falls_inside_a_family_of_emoji() -> None:
    family = "👨‍👩‍👧"
    pieces = cut_text(family * 8, longest_ms=900, speech_ms=lambda text: 400 * text.count("👧"))
    assert all(piece.count("👨") == piece.count("👧") for piece in pieces) and len(pieces) > 1


def test_the_cast_keeps_what_the_source_says() -> None:
    bank = Bank(
        characters=(Character(name="Rosa Lund", aliases=("ROSA",), appearance="red hair, green coat"), Character(name="TOM"))
    )
    items = (Line(id="L1", speaker="ROSA", text="Yes."), Line(id="L2", speaker="BEN", text="No."))
    cast = written(Dialogue(items=items, bank=bank)).cast
    assert [one.name for one in cast] == ["ROSA", "TOM", "BEN"]
    assert (cast[0].appearance, cast[0].appearance_from, cast[0].aliases) == ("red hair, green coat", "source", ("Rosa Lund",))
    assert all(one.appearance and one.appearance_from == "scripter" for one in cast[1:])
    assert "green" not in cast[1].appearance and "green" not in cast[2].appearance


def test_made_up_people_differ_in_hair_and_clothes() -> None:
    cast = written(lines_of(*((f"P{n}", "Yes.") for n in range(12)))).cast
    parts = [one.appearance.split(", ") for one in cast]
    assert len({part[2] for part in parts}) == 12 and len({part[3].rsplit(" ", 1)[0] for part in parts}) == 12


def test_an_old_name_is_an_old_face_and_a_ghost_is_pale() -> None:
    cast = {one.name: one.appearance for one in written(lines_of(("OLD ADAM", "Yes."), ("GHOST", "Mark me."))).cast}
    assert "man of about seventy" in cast["OLD ADAM"] and "half transparent" in cast["GHOST"]


def test_spellings_of_a_name_are_one_person() -> None:
    items = (
        Line(id="L1", speaker="ROSA", text="Yes."),
        Line(id="L2", speaker="Ben", text="No."),
        Line(id="L3", speaker="Rosa (CONT'D)", text="Why?"),
    )
    script = written(Dialogue(items=items))
    assert [(one.name, one.aliases) for one in script.cast] == [("ROSA", ("Rosa (CONT'D)",)), ("Ben", ())]
    assert {b.character for shot in script.shots for b in shot.blocking} == {"ROSA", "Ben"}
    assert [line.speaker for line in script.lines] == ["ROSA", "Ben", "Rosa (CONT'D)"]
    assert not any(line.off_screen for line in script.lines)


def test_positions_of_the_source_are_taken() -> None:
    items = (
        Line(id="L1", speaker="ROSA", text="Yes.", position="by the window"),
        Line(id="L2", speaker="BEN", text="No.", position="sitting at the table"),
        Line(id="L3", speaker="ROSA", text="So then.", position="by the door"),
    )
    shots = written(Dialogue(items=items)).shots
    first = {one.character: one for one in shots[0].blocking}
    assert "window" in first["ROSA"].position and first["BEN"].posture == "sitting"
    last = next(one for one in shots[-1].blocking if one.character == "ROSA")
    assert "door" in last.position


def test_a_page_of_directions_alone_is_a_silent_film() -> None:
    script = written(Dialogue(items=(Direction(text="A garden at dusk. It rains."), Direction(text="A bell rings."))))
    assert not script.lines and script.scenes[0].place == "garden"
    assert script.shots[0].effects == "rain" and any(shot.sound == "a bell" for shot in script.shots)
    assert len(written(Dialogue(items=(Heading(text="INT. HALL - DAY", place="HALL"),))).shots) == 1


def test_a_very_long_direction_is_shown_in_several_shots() -> None:
    text = "He looks about the room and says nothing at all to anybody. " * 40
    items = (Line(id="L1", speaker="ROSA", text="Yes."), Direction(text=text), Line(id="L2", speaker="BEN", text="No."))
    shots = written(Dialogue(items=items)).shots
    told = [shot for shot in shots if "says nothing" in shot.action]
    assert len(told) > 5 and all(len(shot.action) < 2000 for shot in shots)
