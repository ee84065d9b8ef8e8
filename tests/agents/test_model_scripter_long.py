"""Long inputs: a screenplay of 120 pages in calls that grow with it, a fifth of overhead at most, and nothing cut in silence."""

from __future__ import annotations

from typing import Any

import pytest

from storyreel.agents.scripter.beats import Happening
from storyreel.agents.scripter.business import size_of
from storyreel.agents.scripter.model_material import SceneMaterial, label_beats
from storyreel.agents.scripter.model_rolling import LEAST_CARRIED, SHARE_CARRIED, Rolling, portions
from storyreel.film.bank import Character
from storyreel.film.dialogue import Dialogue, DialogueItem, Direction, Heading, Line
from storyreel.tools.chat import Ask
from tests.agents.model_chats import block, chat, honest, thought, told
from tests.agents.test_model_scripter import whole

NAMES = ["ROSA", "BEN", "MIRA", "OLD ADAM", "JONAS", "THE PORTER", "LENA", "DOCTOR HALE"]
WORDS = [
    "I",
    "never",
    "thought",
    "that",
    "the",
    "boat",
    "would",
    "come",
    "back",
    "before",
    "the",
    "winter",
    "and",
    "yet",
    "here",
    "it",
    "lies",
    "at",
    "the",
    "old",
    "wall",
    "with",
    "its",
    "sails",
    "torn",
    "and",
    "nobody",
    "on",
    "the",
    "deck",
    "who",
    "could",
    "tell",
    "us",
    "where",
    "the",
    "others",
    "went",
    "or",
    "why",
    "they",
    "left",
    "the",
    "harbour",
    "in",
    "such",
    "a",
    "night",
]


def screenplay(pages: int) -> Dialogue:
    """One scene a page: a heading, two directions, and a talk of some 170 words, as a page of a screenplay holds."""
    items: list[DialogueItem] = []
    number = 0
    for page in range(pages):
        place = f"HOUSE {page % 17}"
        items.append(Heading(text=f"INT. {place} - NIGHT", place=place, time_of_day="night", interior=True))
        pair = (NAMES[page % 8], NAMES[(page + 3) % 8])
        items.append(Direction(text=f"{pair[0].title()} stands by the window. The rain has not stopped since the morning."))
        for turn in range(10):
            number += 1
            start = (page * 7 + turn * 5) % 20
            text = " ".join(WORDS[start : start + 15]).capitalize() + f", {number}."
            items.append(Line(id=f"L{number}", speaker=pair[turn % 2], text=text))
        items.append(Direction(text=f"{pair[1].title()} sits down by the table."))
    return Dialogue(title="Harbour", items=tuple(items))


def telling(ask: Ask, form: Any) -> Any:
    """The honest model, which tells the story at more length than it was asked to."""
    said = honest(ask, form)
    if ask.task == "scripter/context":
        said["story_so_far"] = " ".join(f"Something of weight befalls them in part {n}." for n in range(30)) + " It goes on."
    return said


@pytest.fixture(scope="module")
def long_run() -> tuple[Dialogue, Any, list[Ask]]:
    dialogue, model = screenplay(120), chat(telling)
    return dialogue, thought(dialogue, model), model.asked


def carried(ask: Ask) -> int:
    """Words that a request carries of other scenes."""
    return sum(len(block(ask, name).split()) for name in ("story so far", "cast sheet"))


def own(ask: Ask) -> int:
    """Words of the scene itself."""
    return len(block(ask, "scene").split())


def test_a_screenplay_of_120_pages_is_scripted_whole(long_run: tuple[Dialogue, Any, list[Ask]]) -> None:
    dialogue, script, _ = long_run
    whole(script, dialogue)
    assert len(script.scenes) == 120 and told(script)["handbook"] == []
    assert sum(len(line.text.split()) for line in dialogue.lines) > 18_000
    assert all(shot.duration_ms <= 10_000 for shot in script.shots)


def test_calls_grow_with_the_length_and_no_faster(long_run: tuple[Dialogue, Any, list[Ask]]) -> None:
    calls = [ask.task for ask in long_run[2]]
    assert calls.count("scripter/context") == calls.count("scripter/shots") == 120 and len(calls) <= 5 * 120
    half = chat(telling)
    thought(screenplay(6), half)
    assert len(half.asked) == len(calls) // 20


def test_overhead_is_a_fifth_of_each_scene_at_most(long_run: tuple[Dialogue, Any, list[Ask]]) -> None:
    asked = [ask for ask in long_run[2] if ask.task in ("scripter/context", "scripter/shots")]
    assert all(carried(ask) <= max(LEAST_CARRIED, SHARE_CARRIED * own(ask)) for ask in asked)
    assert sum(carried(ask) for ask in asked) <= SHARE_CARRIED * sum(own(ask) for ask in asked)
    late = [ask for ask in asked if ask.task == "scripter/context"][60:]
    assert all("It goes on." in block(ask, "story so far") and block(ask, "cast sheet") for ask in late)
    assert max(own(ask) for ask in asked) < 2 * min(own(ask) for ask in asked)


def test_a_scene_longer_than_the_context_is_cut_between_lines_and_said_so() -> None:
    dialogue = screenplay(1)
    model = chat(context_tokens=400)
    script = thought(dialogue, model)
    whole(script, dialogue)
    shots = [ask for ask in model.asked if ask.task == "scripter/shots"]
    shown = [row.split()[0] for ask in shots for row in block(ask, "scene").splitlines()[1:]]
    assert len(shots) > 2 and shown == ["D1", *(line.id for line in dialogue.lines), "D2"]
    assert block(shots[1], "shot before") and f"planned in {len(shots)} pieces, cut before L" in str(told(script)["repairs"])
    contexts = [ask for ask in model.asked if ask.task == "scripter/context"]
    assert len(contexts) == len(shots) and block(contexts[1], "story so far")


def test_one_line_longer_than_the_context_is_still_shown_whole() -> None:
    text = " ".join(["word"] * 900)
    dialogue = Dialogue(items=(Line(id="L1", speaker="ROSA", text=text), Line(id="L2", speaker="BEN", text="Yes.")))
    model = chat(context_tokens=300)
    script = thought(dialogue, model, rounds=0)
    whole(script, dialogue)
    shown = " ".join(block(ask, "scene") for ask in model.asked if ask.task == "scripter/shots")
    assert shown.count("word") >= 900


def test_a_scene_of_many_beats_is_planned_in_pieces_of_one_size() -> None:
    scene = SceneMaterial("", (Happening("Rain."),) * 70, label_beats((Happening("Rain."),) * 70))
    sizes = [len(piece.beats) for piece in portions(scene, 100_000)]
    assert len(sizes) == 3 and max(sizes) - min(sizes) <= 2
    assert [label for piece in portions(scene, 20) for label in piece.labels] == list(scene.labels)


def test_the_cast_sheet_holds_those_of_the_scene_first() -> None:
    beats = (Happening("Ben waits. " * 40, present=("BEN",)),)
    rolling = Rolling(so_far="One thing happened. Then another one happened.", seen=("ROSA", "BEN"))
    cast = (
        Character(name="ROSA", appearance="sixty, white hair, an apron", appearance_from="source"),
        Character(name="BEN", appearance="a tall man in a long black coat with brass buttons", appearance_from="source"),
        Character(name="MIRA", appearance="made up", appearance_from="scripter"),
    )
    given = rolling.carried(SceneMaterial("INT. HALL", beats, ("D1",)), cast)
    assert given.people.splitlines()[0].startswith("BEN: a tall man") and given.story.endswith("happened.")
    assert size_of(given.people) + size_of(given.story) <= max(LEAST_CARRIED, SHARE_CARRIED * size_of(beats[0].text) + 2)
