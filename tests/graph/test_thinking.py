"""Whole films by a model that fills every form and means nothing by it: no word is lost, nothing is paid twice."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from storyreel.agents.scripter import ModelScripter
from storyreel.errors import BudgetExceeded
from storyreel.film.note import Limits
from storyreel.film.script import Script
from storyreel.formats.movieagent import STEPS, read_movie_plan, step_file, write_step
from storyreel.graph import hire, project_status
from storyreel.graph.paid_chat import open_paid
from storyreel.testing import CHAT_FAULTS, ChatFault, ChatScript, ChatServer, RandomAnswers, ScriptedChat, random_answer
from storyreel.tools.chat import Answer, Ask, Call, Form, Usage
from storyreel.tools.project import Project
from tests.graph.filming import DIALOGUE, Run, run_in

SAID = [
    ("ROSA", "You said nobody knew about the letter."),
    ("TOM", "Nobody did."),
    ("ROSA", "Then who opened it?"),
    ("TOM", "Ask your brother."),
]
TALE = "Rosa waits at the station at night. “Where is he?” she asks the porter. Tom runs in with a letter. “I have it,” he says."


def thinking(server: ChatServer) -> dict[str, Any]:
    model = f"openai:tiny@{server.url}"
    return dict.fromkeys(("planner", "scripter", "director", "producer", "judge"), model)


def lines_of(run: Run) -> list[tuple[str, str]]:
    script = Script.model_validate_json((run.out / "script.json").read_bytes())
    whole: dict[str, tuple[str, str]] = {}
    for line in script.lines:
        whole[line.id] = (line.speaker, f"{whole[line.id][1]} {line.text}" if line.id in whole else line.text)
    return list(whole.values())


@pytest.mark.parametrize("seed", range(4))
async def test_a_model_that_means_nothing_loses_no_word(tmp_path: Path, seed: int) -> None:
    with ChatServer(ChatScript(answer=RandomAnswers(seed))) as server:
        run = run_in(tmp_path, crew=thinking(server))
        film = await run.make()
        asked = len(server.script.requests)
        assert film.finished and not film.missing and film.film is not None and film.film.exists()
        assert lines_of(run) == SAID
        assert asked > 0
        again = await run.resume()
        assert (again.takes, len(server.script.requests)) == (film.takes, asked), "nothing is asked twice"
    calls = [line for line in log(run) if line["what"] == "chat"]
    assert len(calls) == asked and {call["cost_micros"] for call in calls} == {0}
    assert {call["task"].split("/")[0] for call in calls} >= {"scripter", "director", "critic"}
    (used,) = project_status(run.out)["models"]
    assert (used["requests"], used["input_tokens"], used["cost_micros"]) == (asked, 40 * asked, 0)
    report = (run.out / "report.html").read_text(encoding="utf-8")
    assert f"asked of {used['model']}" in report and f"{asked} requests" in report


@pytest.mark.parametrize("seed", range(3))
async def test_an_endpoint_that_fails_in_every_way_still_leaves_a_whole_film(tmp_path: Path, seed: int) -> None:
    faults: list[ChatFault] = [
        fault for fault in CHAT_FAULTS if fault not in ("rate limited", "server error", "overloaded", "slow", "dropped")
    ]
    with ChatServer(ChatScript(answer=RandomAnswers(seed), faults=faults, seed=seed)) as server:
        run = run_in(tmp_path, crew=thinking(server))
        film = await run.make()
    assert film.finished and lines_of(run) == SAID


@pytest.mark.parametrize("fault", ["unauthorised", "refusal", "not json"])
async def test_an_endpoint_that_never_answers_leaves_the_handbooks_film_and_says_why(tmp_path: Path, fault: ChatFault) -> None:
    with ChatServer(ChatScript(faults=[fault], seed=1)) as server:
        run = run_in(tmp_path, crew=thinking(server))
        film = await run.make()
    assert film.finished and lines_of(run) == SAID
    assert "handbook" in (run.out / "report.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("seed", range(2))
async def test_a_tale_is_planned_in_three_steps_and_keeps_its_speech(tmp_path: Path, seed: int) -> None:
    with ChatServer(ChatScript(answer=RandomAnswers(seed))) as server:
        run = run_in(tmp_path, crew=thinking(server))
        run.source = tmp_path / "script_synopsis.json"
        synopsis = {"MovieScript": TALE, "Character": ["Rosa", "Tom"]}
        run.source.write_text(json.dumps(synopsis), encoding="utf-8")
        film = await run.make()
    said = " ".join(text for _, text in lines_of(run))
    assert film.finished and "Where is he?" in said and "I have it," in said
    plans = [json.loads((run.out / "plan" / step_file(step)).read_text(encoding="utf-8")) for step in STEPS]
    assert [write_step(read_movie_plan(plan), step) for plan, step in zip(plans, STEPS, strict=True)] == plans
    command = [sys.executable, "-m", "storyreel", "export", str(run.out), "--form", "movieagent"]
    exported = await asyncio.to_thread(subprocess.run, command, capture_output=True, timeout=60, check=True)
    assert json.loads(exported.stdout) == plans[2]


async def test_a_limit_of_money_stops_an_unpriced_model_before_it_is_asked(tmp_path: Path) -> None:
    run = run_in(tmp_path, crew={"scripter": "openai:mystery@https://models.invalid/v1"}, limits=Limits(money_micros=1_000_000))
    with pytest.raises(BudgetExceeded, match="is unknown, so a budget cannot be kept"):
        await run.make()
    assert not [line for line in log(run) if line["what"] == "chat"]


async def test_no_key_reaches_the_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STORYREEL_CHAT_KEY", "sk-very-secret-9913")
    with ChatServer(ChatScript(answer=RandomAnswers(0))) as server:
        run = run_in(tmp_path, DIALOGUE, crew=thinking(server))
        await run.make()
    files = [file for file in run.out.rglob("*") if file.is_file()]
    assert len(files) > 20 and not [file for file in files if b"sk-very-secret-9913" in file.read_bytes()]


def log(run: Run) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (Project(run.out).root / "log.jsonl").read_text(encoding="utf-8").splitlines()]


async def test_a_budget_that_is_spent_stops_a_run_that_goes_on_with_a_larger_one(tmp_path: Path) -> None:
    """A priced model: no request that may pass the limit is sent, and what was paid for is not asked or paid again."""
    asked: list[str] = []

    class Priced(ScriptedChat):
        on_call: Callable[[Call], object]

        async def fill(self, ask: Ask, form: type[Form]) -> Answer[Form]:
            asked.append(repr((ask, form)))
            self.on_call(Call(self.name, ask.task, ask.prompt_sha256, "json_schema", Usage(10, 5, 60_000)))
            return await super().fill(ask, form)

    def opener(spec: str, *, on_call: Callable[[Call], object]) -> Priced:
        chat = Priced(lambda ask, form: random_answer(form.model_json_schema(), 1) if form else "", name=spec)
        chat.on_call = on_call
        return chat

    def crew(limit: int, project: Project) -> dict[str, object]:
        chat = open_paid(project, lambda: limit, opener=opener)("openai:gpt-4.1")
        return {"scripter": ModelScripter(chat)}

    run = run_in(tmp_path)
    run.crew = crew(130_000, Project(run.out))
    with pytest.raises(BudgetExceeded, match="Raise it with --budget"):
        await run.make()
    spent = Project(run.out).ledger.spending()
    assert asked and 0 < spent.committed <= 130_000 and spent.reserved == 0
    first = list(asked)
    run.crew = crew(10_000_000, Project(run.out))
    film = await run.resume()
    assert film.finished and lines_of(run) == SAID
    assert len(asked) > len(first) and len(set(asked)) == len(asked), "nothing is asked twice"
    assert Project(run.out).ledger.spending().committed == 60_000 * len(asked)


async def test_a_judge_is_told_whose_models_made_what_it_sees() -> None:
    crew = {"scripter": "openai:qwen3@http://127.0.0.1:1/v1", "director": "openai:gemma3@http://127.0.0.1:1/v1"}
    hired = hire({**crew, "judge": "openai:gpt-oss@http://127.0.0.1:1/v1"}, limits=Limits(workers=1), threshold=3.5)
    assert hired.judge.writers == ("gemma", "qwen")
    await hired.close()
