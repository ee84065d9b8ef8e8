"""The handbook Planner: no word of a story is lost, and speech goes to whom the prose gives it."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyreel.agents.planner import HandbookPlanner
from storyreel.agents.planner.settings import read_setting
from storyreel.errors import SourceError
from storyreel.film.bank import Bank, Character, Place
from storyreel.film.dialogue import Dialogue, Direction, Heading, Line, Synopsis

BANK = Bank(characters=(Character(name="Rosa Martin", aliases=("Ros",), appearance="red coat"), Character(name="Tom")))
STORY = """Late at night, Rosa Martin waits in the old kitchen. The letter lies on the table. The so-called "Raven" is late.

Tom came in from the rain. "Is it true?" he asked quietly.

"Read it," said Rosa, pushing the letter over the table, "and then tell me."

"I cannot."

Rosa turned and said coldly, "Then go." Tom left.

The next morning, on the beach, the old man was mending nets. "She was here," whispered the old man in the boat. "Gone now!"

“Where to?” Tom demanded.

Ros: "Nobody knows."

罗莎低声说：“走吧。”"""


def plan(story: str, bank: Bank = BANK, **fields: Any) -> Dialogue:
    return asyncio.run(HandbookPlanner().plan(Synopsis(story=story, bank=bank, **fields)))


def said(dialogue: Dialogue) -> list[tuple[str, str, str]]:
    return [(line.speaker, line.text, line.parenthetical) for line in dialogue.lines]


def told(dialogue: Dialogue) -> dict[str, Any]:
    found = dialogue.extra["planner"]
    assert isinstance(found, dict)
    return found


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


def kept(dialogue: Dialogue) -> Counter[str]:
    """All words of Lines and Directions, and of the attributions that were taken out."""
    texts = [item.text for item in dialogue.items if not isinstance(item, Heading)]
    return words(" ".join([*texts, *told(dialogue)["tags"].values()]))


def test_speech_goes_to_whom_the_prose_gives_it() -> None:
    assert said(plan(STORY)) == [
        ("Tom", "Is it true?", "quietly"),
        ("Rosa Martin", "Read it,", ""),
        ("Rosa Martin", "and then tell me.", ""),
        ("Tom", "I cannot.", ""),
        ("Rosa Martin", "Then go.", "coldly"),
        ("old man", "She was here,", "whispered"),
        ("old man", "Gone now!", ""),
        ("Tom", "Where to?", "demanded"),
        ("Rosa Martin", "Nobody knows.", ""),
        ("罗莎", "走吧。", "低声"),
    ]


def test_guesses_and_what_nobody_says_are_named() -> None:
    found = told(plan(STORY))
    assert found["guessed"] == ["L1", "L4"]
    assert found["unattributed"] == ['The so-called "Raven" is late.']
    assert found["how"].startswith("split by paragraphs and jumps in time, without a model")
    assert found["tags"]["L2"] == "said Rosa"


def test_headings_come_from_the_places_and_times_that_are_named() -> None:
    headings = [item for item in plan(STORY).items if isinstance(item, Heading)]
    assert [heading.text for heading in headings] == ["INT. OLD KITCHEN - NIGHT", "EXT. BEACH - MORNING"]
    assert [(h.place, h.time_of_day, h.interior) for h in headings] == [
        ("old kitchen", "night", True),
        ("beach", "morning", False),
    ]


def test_a_paragraph_without_speech_is_a_scene_of_its_own() -> None:
    dialogue = plan("The king dies.\n\nHis sons divide the land.\n\nThey fight.")
    assert [item.text for item in dialogue.items] == [
        "SCENE 1",
        "The king dies.",
        "SCENE 2",
        "His sons divide the land.",
        "SCENE 3",
        "They fight.",
    ]


def test_lines_that_are_sentences_are_paragraphs_where_there_is_no_empty_line() -> None:
    assert told(plan("The king dies.\nHis sons fight."))["scenes"] == 2
    assert told(plan("The king dies and\nhis sons fight."))["scenes"] == 1


def test_the_bank_and_the_extras_are_kept() -> None:
    dialogue = plan("Rosa waits.", title="Waiting", language="en", extra={"source": "a book"})
    assert (dialogue.bank, dialogue.title, dialogue.extra["source"]) == (BANK, "Waiting", "a book")


def test_a_place_of_the_bank_is_found_first() -> None:
    bank = Bank(places=(Place(name="Café Sirius"),))
    heading = plan("In the street before Café Sirius, at dusk, a man waits.", bank).items[0]
    assert isinstance(heading, Heading) and (heading.place, heading.time_of_day) == ("Café Sirius", "dusk")


@pytest.mark.parametrize(
    ("paragraph", "place", "time", "interior"),
    [
        ("They meet at the railway station at noon.", "railway station", "noon", True),
        ("She walks through the dark forest.", "dark forest", "", False),
        ("He thinks about nothing.", "", "", None),
        ("The room's door is shut.", "", "", None),
        ("In the evening they eat.", "", "evening", None),
    ],
)
def test_places_and_times(paragraph: str, place: str, time: str, interior: bool | None) -> None:
    assert read_setting(paragraph) == (place, time, interior)


@pytest.mark.parametrize(
    ("story", "lines"),
    [
        ('"Go!" shouted Tom.', [("Tom", "Go!", "shouted")]),
        ('Tom: "Go!"', [("Tom", "Go!", "")]),
        ('Mr. Hall said, "Go."', [("Mr. Hall", "Go.", "")]),
        ('"Go," the old woman said.', [("old woman", "Go,", "")]),
        ('"Go," said Anne of Green Gables.', [("Anne of Green Gables", "Go,", "")]),
        ('" " said Tom.', []),
        ("«Va,» said Luc softly.", [("Luc", "Va,", "softly")]),
        ('Nobody spoke. "Go."', []),
        ('"Go," she said.', []),
        ('Rosa saw Tom. "Go," she said.', [("Tom", "Go,", "")]),
        ('Then Rosa stood. "Go," said Rosa. "Now."', [("Rosa Martin", "Go,", ""), ("Rosa Martin", "Now.", "")]),
    ],
)
def test_attributions(story: str, lines: list[tuple[str, str, str]]) -> None:
    assert said(plan(story)) == lines
    assert not words(story) - kept(plan(story))


def test_an_unbalanced_quotation_mark_loses_nothing() -> None:
    assert kept(plan('Tom said, "Go. And Rosa went.')) == words('Tom said, "Go. And Rosa went.')


@pytest.mark.parametrize("story", ["", "  \n\n ", "… — !"])
def test_a_story_without_a_word_is_refused(story: str) -> None:
    with pytest.raises(SourceError, match="no story to plan"):
        plan(story)


PIECES = st.sampled_from(
    (
        "Rosa waits in the kitchen.",
        "At night it rains",
        '"Go,"',
        '"Stay!"',
        "said Tom,",
        "said Rosa quietly.",
        "he said",
        "Tom: ",
        "“Why?”",
        "asked the old man.",
        "He left, slowly.",
        "\n\n",
        "\n",
        '"',
        "The end…",
        "罗莎说：",
        "“走吧。”",
        "and",
        ",",
        "then she laughed.",
    )
)


@given(st.one_of(st.lists(PIECES, max_size=14).map(" ".join), st.text(st.characters(codec="utf-8"), max_size=80)))
def test_no_word_is_lost(story: str) -> None:
    if not re.search(r"\w", story):
        return
    dialogue = plan(story)
    assert not words(story) - kept(dialogue)
    assert [line.id for line in dialogue.lines] == [f"L{n}" for n in range(1, len(dialogue.lines) + 1)]
    assert all(line.text in story and line.speaker for line in dialogue.lines)
    assert all(item.text.strip() for item in dialogue.items if isinstance(item, Direction | Line))


@given(st.lists(PIECES, max_size=14).map(" ".join))
def test_pieces_stand_in_the_order_of_the_story(story: str) -> None:
    if not re.search(r"\w", story):
        return
    at = 0
    for item in plan(story).items:
        if isinstance(item, Line):
            found = story.find(item.text, at)
            assert found >= at
            at = found + len(item.text)


@given(st.lists(PIECES, min_size=1, max_size=10).map(" ".join))
def test_the_same_story_gives_the_same_dialogue(story: str) -> None:
    if re.search(r"\w", story):
        assert plan(story) == plan(story)


TALE = (
    "A lighthouse keeper named Tomas lives alone on a rock off the coast of Galicia. One winter night a young woman called Ines"
    " rows out in a storm and asks him to put out the lamp. Tomas refuses. In the morning the storm is gone, and Ines stands on"
    " the rocks while Tomas weeps. Years later they tell the story to her daughter in a bright kitchen in Vigo."
)


def test_a_tale_in_one_paragraph_is_cut_where_its_time_jumps() -> None:
    headings = [item.text for item in plan(TALE, Bank()).items if isinstance(item, Heading)]
    assert headings == ["EXT. ROCK", "EXT. ROCK - NIGHT", "EXT. ROCKS - MORNING", "INT. BRIGHT KITCHEN"]


def test_people_whom_the_tale_introduces_join_the_bank_and_places_do_not() -> None:
    assert [(one.name, one.profile) for one in plan(TALE, Bank()).bank.characters] == [
        ("Tomas", "a lighthouse keeper"),
        ("Ines", "a young woman"),
    ]


def test_nobody_of_the_bank_is_there_twice() -> None:
    bank = Bank(characters=(Character(name="Tomas Vega", appearance="grey beard"),))
    assert [one.name for one in plan(TALE, bank).bank.characters] == ["Tomas Vega", "Ines"]


@pytest.mark.parametrize(
    "story",
    [
        "The ship called Argo sails. The Argo sinks in March. In Vigo nobody knows. They leave Vigo.",
        "In Paris it rains. Nobody in Paris minds. From Paris to London it rains.",
        "Monday came. On Monday the sea rose. Monday passed.",
    ],
)
def test_ships_places_and_days_are_nobody(story: str) -> None:
    assert plan(story, Bank()).bank.characters == ()


def test_each_sentence_of_a_tale_without_speech_gets_a_shot_of_its_own() -> None:
    from storyreel.agents.scripter import HandbookScripter
    from storyreel.film.plan import FilmSettings

    script = asyncio.run(HandbookScripter().write(plan(TALE, Bank()), settings=FilmSettings()))
    actions = " ".join(shot.action for shot in script.shots)
    assert len(script.scenes) == 4
    there = [{one.character for shot in scene.shots for one in shot.blocking} for scene in script.scenes]
    assert there == [{"Tomas"}, {"Ines", "Tomas"}, {"Ines", "Tomas"}, {"Ines", "Tomas"}]  # "they" of the last are those before
    assert len(script.shots) >= 5
    assert words(TALE) - words(actions) == Counter()
    looks = {one.name: one.appearance for one in script.cast}
    assert looks["Tomas"].startswith("a man")
    assert looks["Ines"].startswith("a woman of about twenty")
