"""A model that writes bracket scripts: its plan is taken, its copies of the lines are not."""

from __future__ import annotations

import asyncio
import random
from typing import Any

import pytest

from storyreel.agents.scripter import BracketScripter
from storyreel.agents.scripter.beats import Speech
from storyreel.agents.scripter.bracket_aligning import align
from storyreel.agents.scripter.feeling import NEUTRAL
from storyreel.agents.scripter.model_material import SceneMaterial, label_beats
from storyreel.errors import AnswerTruncated
from storyreel.film.dialogue import Dialogue, Line
from storyreel.film.plan import FilmSettings
from storyreel.film.script import Script
from storyreel.formats.bracket import parse_bracket
from storyreel.testing import ScriptedChat
from tests.agents.model_chats import told
from tests.agents.scripter_cases import finding, page, written
from tests.agents.test_model_scripter import whole

PAGE = page(
    "ROSA: You came back after all these years.\nBEN (quietly): I never left the valley.\nROSA: Then why did nobody see you?\n"
)
ANSWER = """【Dialogue】
1. [0s-4s] (Camera Movement: Push-in Shot+Shot Type: Long)
Plot: Rosa stands in the doorway and says: "You came back after all those years." The wind blows.
2. [4s-9s] (Camera Movement: Static Shot+Shot Type: Close-up)
Plot: Ben looks at his hands. Ben says quietly: "I never left the valley." Ben adds: "And I never will, my dear."
3. [9s-12s] (Camera Movement: Arc Shot+Shot Type: Medium)
Plot: Rosa steps nearer.

【Character Profiles】
Rosa: tall, forty, grey coat, black hair
Ben: old, thin, brown jacket

【Scene Description】
A stone house above a valley, evening light.

【Blocking】
1. Rosa stands on the left, facing Ben. Ben sits on the bench.
2. Ben sits on the bench.
3. Rosa stands on the left.
"""


def bracketed(dialogue: Dialogue, *answers: Any, **options: Any) -> tuple[Script, ScriptedChat]:
    model = ScriptedChat(list(answers), name=options.pop("name", "scripted"))
    return asyncio.run(BracketScripter(model, **options).write(dialogue, settings=FilmSettings())), model


def test_the_plan_is_the_models_and_the_words_are_the_sources() -> None:
    script, model = bracketed(PAGE, ANSWER)
    assert [line.text for line in script.lines] == [line.text for line in PAGE.lines]
    assert [str(shot.size) for shot in script.shots][:2] == ["wide", "close-up"]
    assert str(script.shots[0].move.kind) == "push in"
    assert "grey coat" in script.cast[0].appearance and "stone house" in script.scenes[0].description
    said = str(told(script)["repairs"])
    assert "L1: the model wrote other words" in said and "I never will" in said and "L3" in said
    assert "never will" not in " ".join(shot.action + shot.plot for shot in script.shots)
    assert len(model.asked) == 1 and told(script)["handbook"] == []


def test_a_script_agent_is_shown_the_dialogue_alone() -> None:
    _, model = bracketed(PAGE, ANSWER, name="hf:XD-MU/ScriptAgent")
    ask = model.asked[0]
    assert ask.instructions == "" and ask.temperature == 0.7 and ask.max_output_tokens == 8192
    assert ask.data[0][1].splitlines()[1] == "BEN (quietly): I never left the valley."
    _, other = bracketed(PAGE, ANSWER)
    assert "【Blocking】" in other.asked[0].instructions


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ("I cannot do that.", "cannot be read: 1: has no section"),
        ("【Dialogue】\n1. [0s-4s]\nPlot: A dog barks at the moon.", "none of the scene's lines"),
        ('【Dialogue】\n1. [0s-4s]\nStoryreel: {"storyreel": 99', "m"),
        (AnswerTruncated("cut off", backend="m"), "cut off"),
    ],
)
def test_what_cannot_be_read_is_the_handbooks(answer: Any, why: str) -> None:
    script, _ = bracketed(PAGE, answer)
    assert why in told(script)["handbook"][0]["why"]
    assert [shot.rebased() for shot in script.shots] == [shot.rebased() for shot in written(PAGE).shots]


def test_one_request_a_scene() -> None:
    two = page("INT. A - DAY\n\nROSA: One word.\n\nEXT. B - DAY\n\nBEN: Another word.\n")
    first = '【Dialogue】\n1. [0s-4s]\nPlot: Rosa says: "One word."'
    script, model = bracketed(two, first, "nothing")
    assert len(model.asked) == 2 and [one["scene"] for one in told(script)["handbook"]] == ["2"]
    assert [line.text for line in script.lines] == ["One word.", "Another word."]


def test_it_revises_by_rule() -> None:
    script = written(PAGE)
    scripter = BracketScripter(ScriptedChat([]))
    edits = asyncio.run(
        scripter.revise(script, PAGE, settings=FilmSettings(), findings=[finding("size-monotony", script.shots[0])])
    )
    assert edits and scripter.chat.name == "scripted"


def scene_of(*texts: str) -> SceneMaterial:
    lines = [Line(id=f"L{at}", speaker="A", text=text) for at, text in enumerate(texts, start=1)]
    beats = tuple(Speech(one, "A", one.text, 0, 1, 1000, NEUTRAL) for one in lines)
    return SceneMaterial("", beats, label_beats(beats))


def shots_of(*spoken: str) -> Script:
    rows = [f'{at}. [{at - 1}s-{at}s]\nPlot: A says: "{text}"' for at, text in enumerate(spoken, start=1)]
    return parse_bracket("【Dialogue】\n" + "\n".join(rows) + "\n\n【Character Profiles】\nA: tall\n")


def test_lines_are_found_in_order_also_where_they_are_said_twice() -> None:
    aligned = align(shots_of("No.", "Yes, I will.", "No.").shots, scene_of("No.", "Yes, I will.", "No."))
    assert aligned.beats == (("L1",), ("L2",), ("L3",)) and not aligned.repairs


def test_a_line_out_of_order_is_not_followed() -> None:
    aligned = align(
        shots_of("The second one here.", "The first of all lines.").shots,
        scene_of("The first of all lines.", "The second one here."),
    )
    assert sorted(len(one) for one in aligned.beats) == [0, 1]


def test_chinese_lines_are_compared_by_characters() -> None:
    aligned = align(
        shots_of("我不知道你在说什么。", "你从来没有告诉过我！").shots, scene_of("我不知道你在说什么。", "你从来没有告诉我。")
    )
    assert aligned.beats == (("L1",), ("L2",))
    assert aligned.repairs == ("L2: the model wrote other words; the source's stand",)


@pytest.mark.parametrize("seed", range(60))
def test_a_damaged_bracket_script_still_gives_every_line(seed: int) -> None:
    draw = random.Random(seed)
    rows: list[str] = [*ANSWER.splitlines()]
    for _ in range(draw.randint(1, 6)):
        at = draw.randrange(len(rows))
        shorter = "".join(one for one in rows[at] if draw.random() > 0.05)
        cut = rows[at][: draw.randrange(len(rows[at]) + 1)]
        ways: list[list[str]] = [[], [rows[at], rows[draw.randrange(len(rows))]], [shorter], [cut]]
        rows[at : at + 1] = draw.choice(ways)
        rows = rows or ["nothing"]
    script, _ = bracketed(PAGE, "\n".join(rows))
    whole(script, PAGE)
