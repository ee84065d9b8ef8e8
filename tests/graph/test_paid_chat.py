"""Requests to language models in the ledger: reserved, committed, refused above a limit; the log holds no text of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from storyreel.errors import AnswerRefused, BudgetExceeded, UserError
from storyreel.film.take import Cost
from storyreel.graph.paid_chat import PaidChat, open_paid, settle_lost
from storyreel.testing import ScriptedChat
from storyreel.tools import registry
from storyreel.tools.chat import Answer, Ask, Call, ChatSpec, Medium, Usage
from storyreel.tools.project import Project

PRICED = ChatSpec("openai", "gpt-4.1")
UNPRICED = ChatSpec("openai", "mystery", "https://models.example/v1")
LOCAL = ChatSpec("openai", "tiny", "http://127.0.0.1:8000/v1")
ASK = Ask(
    task="scripter/shots", prompt_sha256="ab", instructions="Write.", data=(("scene", "a secret scene"),), max_output_tokens=1000
)


class Metered(ScriptedChat):
    """A scripted model that tells of every request as a real one does."""

    on_call: Callable[[Call], object]
    cost: int | None = 120

    async def text(self, ask: Ask) -> Answer[str]:
        try:
            return await super().text(ask)
        finally:
            self.on_call(Call(self.name, ask.task, ask.prompt_sha256, "text", Usage(10, 5, self.cost)))


def paid(tmp_path: Path, spec: ChatSpec, *, limit: int | None = None, cost: int | None = 120, says: object = "Yes.") -> PaidChat:
    def opener(name: str, *, on_call: Callable[[Call], object]) -> Metered:
        chat = Metered([says, says], name=name)  # type: ignore[list-item]
        chat.on_call, chat.cost = on_call, cost
        return chat

    (tmp_path / "film").mkdir(parents=True, exist_ok=True)
    return PaidChat(spec, Project(tmp_path / "film"), lambda: limit, opener)


async def test_a_request_is_committed_at_what_it_came_to(tmp_path: Path) -> None:
    chat = paid(tmp_path, PRICED, limit=1_000_000)
    assert (await chat.text(ASK)).value == "Yes."
    await chat.text(replace(ASK, seed=2))
    assert chat.project.ledger.spending() == (240, 0, 0, 2, "USD")
    ops = [json.loads(line)["op"] for line in chat.project.ledger.path.read_text(encoding="utf-8").splitlines()]
    assert ops == ["reserve", "commit", "reserve", "commit"]


async def test_what_was_asked_before_is_neither_asked_nor_paid_again(tmp_path: Path) -> None:
    chat = paid(tmp_path, PRICED)
    await chat.text(ASK)
    again = paid(tmp_path, PRICED, says="No.", limit=0)
    assert (await again.text(ASK)).value == "Yes." and isinstance(again.chat, ScriptedChat) and again.chat.asked == []
    assert (await again.text(ASK)).reason == "asked before and kept in the project"
    assert again.project.ledger.spending().jobs == 1
    for changed in (replace(ASK, seed=2), replace(ASK, data=(("scene", "another"),)), replace(ASK, instructions="Read.")):
        with pytest.raises(BudgetExceeded):
            await again.text(changed)


async def test_a_damaged_answer_is_asked_for_again(tmp_path: Path) -> None:
    await paid(tmp_path, PRICED).text(ASK)
    (kept,) = (tmp_path / "film" / "answers").iterdir()
    kept.write_bytes(kept.read_bytes()[:-9])
    assert (await paid(tmp_path, PRICED, says="No.").text(ASK)).value == "No."


async def test_nothing_is_sent_that_may_pass_the_limit(tmp_path: Path) -> None:
    chat = paid(tmp_path, PRICED, limit=1000)
    with pytest.raises(BudgetExceeded, match="Raise it with --budget"):
        await chat.text(ASK)
    assert isinstance(chat.chat, ScriptedChat) and chat.chat.asked == [] and chat.project.ledger.spending().jobs == 0


async def test_an_unknown_price_is_unknown_and_refused_under_a_limit(tmp_path: Path) -> None:
    chat = paid(tmp_path, UNPRICED, cost=None)
    await chat.text(ASK)
    spent = chat.project.ledger.spending()
    assert (spent.committed, spent.unknown) == (0, 1)
    strict = paid(tmp_path / "other", UNPRICED, limit=10**9)
    with pytest.raises(BudgetExceeded, match=r"price of openai:mystery@https://models\.example/v1 is unknown"):
        await strict.text(ASK)


async def test_sound_has_no_known_price_and_a_local_model_costs_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.wav").write_bytes(b"RIFF")
    heard = Ask(task="a/b", prompt_sha256="", instructions="Hear.", media=(Medium(tmp_path / "a.wav", "sound"),))
    with pytest.raises(BudgetExceeded, match="is unknown"):
        await paid(tmp_path, PRICED, limit=10**9).text(heard)
    local = paid(tmp_path / "local", LOCAL, limit=0, cost=0)
    await local.text(ASK)
    assert local.project.ledger.spending() == (0, 0, 0, 1, "USD")


async def test_a_refused_answer_is_paid_for_too(tmp_path: Path) -> None:
    chat = paid(tmp_path, PRICED, says=AnswerRefused("declined", backend="x"))
    with pytest.raises(AnswerRefused):
        await chat.text(ASK)
    assert chat.project.ledger.spending() == (120, 0, 0, 1, "USD")


async def test_the_log_names_the_prompt_and_holds_no_text(tmp_path: Path) -> None:
    chat = paid(tmp_path, PRICED)
    await chat.text(ASK)
    (line,) = [json.loads(one) for one in (chat.project.root / "log.jsonl").read_text(encoding="utf-8").splitlines()]
    assert (line["what"], line["task"], line["prompt_sha256"], line["cost_micros"]) == ("chat", "scripter/shots", "ab", 120)
    assert "secret" not in json.dumps(line) and "Yes" not in json.dumps(line)


@pytest.mark.parametrize("role", ["scripter", "planner", "director", "producer", "judge"])
def test_a_role_that_thinks_takes_the_name_of_a_model(tmp_path: Path, role: registry.Role) -> None:
    opened = open_paid(Project.create(tmp_path / "film"), lambda: None)
    made = registry.make(role, "openai:tiny@http://127.0.0.1:9/v1", opener=opened)
    assert "openai:tiny@http://127.0.0.1:9/v1" in made.name


def test_a_bracket_model_is_named_after_its_form(tmp_path: Path) -> None:
    opened = open_paid(Project.create(tmp_path / "film"), lambda: None)
    made = registry.make("scripter", "bracket:openai:agent@http://127.0.0.1:9/v1", opener=opened)
    assert type(made).__name__ == "BracketScripter"


def test_who_cannot_think_says_who_can() -> None:
    with pytest.raises(UserError, match=r"voice cannot be a language model .* these can: director, judge, planner"):
        registry.make("voice", "openai:tiny")
    with pytest.raises(UserError, match=r"no scripter called 'nobody'; there are: handbook; or a language model: openai:…"):
        registry.make("scripter", "nobody")
    assert registry.make("judge", "nobody") is None


async def test_a_request_that_was_open_at_a_kill_counts_as_the_most_it_can_have_cost(tmp_path: Path) -> None:
    project = Project(tmp_path / "film")
    project.root.mkdir()
    for job, micros in (("chat/scripter/shots/1a", 900), ("chat/critic/rate/2b", None), ("take/x", 50)):
        project.ledger.reserve(job, Cost(micros=micros), limit_micros=None, allow_unknown=True)
    settle_lost(project)
    spent = project.ledger.spending()
    assert (spent.committed, spent.reserved, spent.unknown, spent.jobs) == (900, 50, 1, 2), "a take's job is its own"
    told = (project.root / "log.jsonl").read_text(encoding="utf-8")
    assert "(scripter/shots) was open" in told and "0.0009 USD" in told and "an unknown amount" in told
    settle_lost(project)
    assert project.ledger.spending() == spent
