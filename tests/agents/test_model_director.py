"""The director with a model: what it may word, what code keeps, and what happens to answers that are of no use."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from pydantic import BaseModel

from storyreel.agents.director import Director, ModelDirector
from storyreel.errors import AnswerUnusable
from storyreel.film.edits import apply_edits
from storyreel.film.plan import FilmSettings, Plan
from storyreel.film.script import Scene, Script, Shot, SpokenLine
from storyreel.testing import ScriptedChat
from storyreel.tools.chat import Ask
from storyreel.tools.contracts import Capabilities
from tests.agents.director_film import DRAWN, MODEL, request

CAN = Capabilities(durations_s=(1.0, 5.0), negative_prompt=True, prompt_words=(40, 90), prompt_habits="camera words first")


def worded(ask: Ask, form: type[BaseModel] | None) -> dict[str, Any]:
    """A wording that names everybody who may be in the film."""
    return {"prompt": "A slow push in on ROSA and TOM.", "avoid": ["rain"], "why": "faces first"}


def plan(chat: ScriptedChat, **fields: Any) -> Plan:
    return asyncio.run(ModelDirector(chat).plan(request(None, fields.pop("capabilities", CAN), **fields)))


def test_the_models_words_are_followed_by_the_lines_word_for_word() -> None:
    made, by_rule = plan(ScriptedChat(worded)), asyncio.run(Director().plan(request(None, CAN)))
    assert [shot.spec_hash for shot in made.shots] == [shot.spec_hash for shot in by_rule.shots], "a prompt is no part of a spec"
    for shot in made.shots:
        assert shot.prompt.startswith("A slow push in on")
        assert all(f'"{line.text}"' in shot.prompt for line in shot.spec.lines)
        assert shot.prompt.endswith("seconds.") and shot.negative_prompt.endswith("rain")
        assert shot.choices[-1].choice == "worded by scripted" and shot.choices[-1].reason == "faces first"


def test_what_a_backend_follows_reaches_the_instructions_and_the_shot_is_data() -> None:
    chat = ScriptedChat(worded)
    made = plan(chat)
    assert {ask.task for ask in chat.asked} == {"director/wording"}
    assert all("40 to 90 words" in ask.instructions and "camera words first" in ask.instructions for ask in chat.asked)
    appearance = made.shots[0].spec.cast[0].appearance
    assert appearance and all(appearance not in ask.instructions for ask in chat.asked)


def test_a_backend_that_reads_no_prompt_costs_no_request() -> None:
    chat = ScriptedChat([])
    made = plan(chat, capabilities=Capabilities(reads_prompt=False))
    assert chat.asked == [] and made.choices[-1].about == "prompts"


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ({"prompt": "An empty street."}, "leaves out"),
        ({"prompt": "x" * 7000}, "characters; at most"),
        (AnswerUnusable("no form", backend="scripted"), "the model failed: scripted: no form"),
    ],
)
def test_an_answer_of_no_use_leaves_the_compiled_prompt_with_the_reason(answer: Any, why: str) -> None:
    can = Capabilities(prompt_chars=3000)
    chat = ScriptedChat(lambda ask, form: answer)
    made, by_rule = plan(chat, capabilities=can), asyncio.run(Director().plan(request(None, can)))
    peopled = [shot for shot in made.shots if shot.spec.shot.get("in_frame")]
    assert len(peopled) == 5
    assert [shot.prompt for shot in peopled] == [by_rule.shot(shot.uid).prompt for shot in peopled]
    assert all(why in shot.choices[-1].reason for shot in peopled)


def test_a_second_answer_is_told_what_was_wrong_with_the_first() -> None:
    told: list[str] = []

    def learns(ask: Ask, form: type[BaseModel] | None) -> dict[str, Any]:
        told.append(dict(ask.data).get("problem", ""))
        return worded(ask, form) if told[-1] else {"prompt": "An empty street."}

    made = plan(ScriptedChat(learns))
    assert any("leaves out" in problem for problem in told)
    assert all(shot.choices[-1].choice == "worded by scripted" for shot in made.shots)


async def test_the_same_film_is_worded_once_in_a_run() -> None:
    chat = ScriptedChat(worded)
    director = ModelDirector(chat)
    first = await director.plan(request(None, CAN))
    asked = len(chat.asked)
    assert await director.plan(request(None, CAN)) == first and len(chat.asked) == asked


def test_a_locked_shot_is_left_alone() -> None:
    chat = ScriptedChat(worded)
    uids = [shot.uid for shot in request().script.shots]
    made = plan(chat, locked=dict.fromkeys(uids, "k" * 64))
    assert chat.asked == [] and all(shot.locked_take for shot in made.shots)


LONG = Script(
    scenes=(
        Scene(
            uid="s",
            id="1",
            shots=(
                Shot(
                    uid="a",
                    id="1.1",
                    start_ms=0,
                    end_ms=9000,
                    lines=(
                        SpokenLine(id="l1", speaker="ROSA", text="One.", start_ms=500, end_ms=2500),
                        SpokenLine(id="l2", speaker="TOM", text="Two.", start_ms=3500, end_ms=5000),
                        SpokenLine(id="l3", speaker="ROSA", text="Three.", start_ms=6500, end_ms=8500),
                    ),
                ),
            ),
        ),
    ),
)
SHORT_CLIPS = Capabilities(durations_s=(1.0, 7.0))


async def cut(chat: ScriptedChat) -> tuple[list[tuple[int, int]], str]:
    found = await ModelDirector(chat).segment(LONG, capabilities=SHORT_CLIPS, settings=FilmSettings())
    return [(shot.start_ms, shot.end_ms) for shot in apply_edits(LONG, found.edits).shots], found.choices[0].reason


async def test_the_model_chooses_among_the_cuts_that_are_allowed() -> None:
    def after_one(ask: Ask, form: type[BaseModel] | None) -> dict[str, Any]:
        listed = dict(ask.data)["cuts"].splitlines()
        number = next(row.split(".")[0] for row in listed if "ROSA: One." in row)
        return {"cuts": [int(number)], "why": "the question stands alone"}

    pieces, reason = await cut(ScriptedChat(after_one))
    by_rule = await Director().segment(LONG, capabilities=SHORT_CLIPS, settings=FilmSettings())
    assert (len(pieces), pieces[0][0], pieces[1][1]) == (2, 0, 9000) and 2500 <= pieces[0][1] <= 3500
    assert reason.endswith("chosen by scripted: the question stands alone")
    assert pieces[0][1] != apply_edits(LONG, by_rule.edits).shots[0].end_ms, "the rule alone would have cut elsewhere"


@pytest.mark.parametrize(
    "answer", [{"cuts": []}, {"cuts": [99]}, {"cuts": [-1, 0]}, AnswerUnusable("no form", backend="scripted")]
)
async def test_cuts_that_cannot_be_are_the_rules(answer: Any) -> None:
    by_rule = await Director().segment(LONG, capabilities=SHORT_CLIPS, settings=FilmSettings())
    pieces, reason = await cut(ScriptedChat([answer]))
    expected = [(shot.start_ms, shot.end_ms) for shot in apply_edits(LONG, by_rule.edits).shots]
    assert pieces == expected and "chosen by" not in reason


def test_drawn_and_modelled_backends_are_both_planned() -> None:
    for can in (DRAWN, MODEL):
        made = plan(ScriptedChat(worded), capabilities=can)
        assert len(made.shots) == len(request().script.shots)
