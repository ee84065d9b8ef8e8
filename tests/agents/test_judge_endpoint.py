"""A judge through a real endpoint's file and a socket: the forms survive the ladder, and faults cost answers, never the run."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from storyreel.agents.critic import Critic, Judge
from storyreel.testing import ChatFault, ChatScript, ChatServer
from storyreel.tools.chat import Call, Patience, chat_model
from tests.agents.critic_script import good_script
from tests.agents.judge_chats import rated, seen
from tests.agents.judge_film import grey_film, grey_script

TENSION = ("Dramatic Tension",)


async def no_wait(seconds: float) -> None:
    """Waits for nothing."""


@contextmanager
def serving(calls: list[Call], *, form: str = "openai", **script: Any) -> Iterator[tuple[Any, ChatScript]]:
    said = ChatScript(**{"answer": rated(4, seen("1.2")), **script})
    with ChatServer(said) as server:
        yield chat_model(f"{form}:tiny@{server.url}", on_call=calls.append, patience=Patience(sleep=no_wait)), said


async def test_a_judge_scores_through_an_endpoint_and_its_calls_name_the_prompt() -> None:
    calls: list[Call] = []
    with serving(calls) as (chat, script):
        verdict = await Judge(chat, dimensions=TENSION).judge_script(good_script())
        await chat.close()
    score = verdict.scores["Dramatic Tension"]
    assert (score.value, score.n) == (4.0, 4), score.why
    assert {one.task for one in calls} == {"critic/rate"} and len({one.prompt_sha256 for one in calls}) == 1
    assert len(script.requests) >= 4


@pytest.mark.parametrize("supports", [("json_schema",), ("json_object",), ("tool call",), ()], ids=str)
async def test_every_rung_of_the_ladder_takes_the_forms(supports: tuple[str, ...]) -> None:
    with serving([], supports=supports) as (chat, _):
        verdict = await Judge(chat, dimensions=TENSION).judge_script(good_script())
        await chat.close()
    assert verdict.scores["Dramatic Tension"].value == 4.0, verdict.scores["Dramatic Tension"].why


@pytest.mark.parametrize("fault", ["broken", "prose", "refusal", "length", "unauthorised", "not json", "wrong form"])
async def test_an_endpoint_that_only_fails_costs_scores_and_nothing_else(fault: ChatFault) -> None:
    with serving([], faults=[fault] * 500) as (chat, _):
        verdict = await Critic(judge=Judge(chat, dimensions=TENSION)).critique_script(good_script())
        await chat.close()
    score = verdict.scores["Dramatic Tension"]
    assert score.value is None and score.why.startswith("not observable: the judge failed: ")
    assert verdict.passed


async def test_scores_beyond_the_scale_are_sent_back_and_then_dropped() -> None:
    with serving([], answer={**rated(4, seen("1.2")), "score": 0}) as (chat, script):
        verdict = await Judge(chat, dimensions=TENSION, samples=2).judge_script(good_script())
        await chat.close()
    assert verdict.scores["Dramatic Tension"].value is None and len(script.requests) > 2


async def test_probabilities_come_through_an_endpoint() -> None:
    with serving([], answer={**rated(4, seen("1.2")), "score": 4}) as (chat, script):
        verdict = await Judge(chat, dimensions=TENSION, by="probabilities").judge_script(good_script())
        await chat.close()
    score = verdict.scores["Dramatic Tension"]
    assert all(one.get("logprobs") for one in script.requests) and score.n == 2
    assert score.value is not None and 3.0 <= score.value <= 5.0, score
    assert "no probabilities" not in score.why


async def test_frames_reach_an_endpoint_as_pictures_after_the_data(tmp_path: Path) -> None:
    film = grey_film(tmp_path / "film.mp4")
    with serving([]) as (chat, script):
        verdict = await Judge(chat, dimensions=("Visual Appeal",), samples=2).judge_film(film, grey_script())
        await chat.close()
    assert verdict.scores["Visual Appeal"].value == 4.0, verdict.scores["Visual Appeal"].why
    sent = json.dumps(script.requests[-1])
    assert sent.count("data:image/jpeg;base64,") == 9 and "middle frame of shot 1.2, at 2.25 s" in sent
