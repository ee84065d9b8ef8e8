"""A real vLLM on the CPU, as `storyreel serve` starts it: the ladder, streaming, many at once. Needs `make vllm-env`."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field

from storyreel.errors import AnswerTruncated, AnswerUnusable
from storyreel.tools.chat import Answer, Ask, Call, Rung, chat_model, fill_all
from storyreel.tools.chat.serving import Serving, plan_serving

PYTHON = Path(__file__).parents[2] / ".venv-vllm/bin/python"
UP_WITHIN_S = 240

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not PYTHON.exists(), reason="there is no .venv-vllm; make vllm-env makes it")]


class ShotForm(BaseModel):
    model_config = ConfigDict(extra="forbid")

    size: Literal["wide", "medium", "close-up"]
    seconds: int = Field(ge=1, le=10)
    note: str = Field(max_length=20)


def ask(number: int, tokens: int = 200) -> Ask:
    return Ask(
        task="testing/shot",
        prompt_sha256="0",
        instructions="Describe the shot.",
        data=(("dialogue", f"ANNA: Run, {number}!"),),
        temperature=1.0,
        seed=number,
        max_output_tokens=tokens,
    )


def environment(plan: Serving | None = None) -> dict[str, str]:
    return {**os.environ, **(plan.environment if plan else {}), "VLLM_CPU_KVCACHE_SPACE": "1", "OMP_NUM_THREADS": "1"}


@pytest.fixture(scope="module")
def served(tiny_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """How the served model is named."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    plan = plan_serving(str(tiny_model), python=str(PYTHON), gpus=0, port=port)
    log = tmp_path_factory.mktemp("vllm") / "log.txt"
    with log.open("wb") as out:
        process = subprocess.Popen(
            plan.command, env=environment(plan), stdout=out, stderr=subprocess.STDOUT, start_new_session=True
        )
        try:
            wait_for(f"http://127.0.0.1:{port}/v1/models", process, log)
            yield plan.spec
        finally:
            process.terminate()
            try:
                process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, 9)
                process.wait(timeout=30)


def wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(UP_WITHIN_S):
        assert process.poll() is None, log.read_text(encoding="utf-8", errors="replace")[-4000:]
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                assert answer.status == 200
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(1)
    raise AssertionError(f"not up in {UP_WITHIN_S} s")


async def test_many_at_once_by_the_schema(served: str) -> None:
    calls: list[Call] = []
    model = chat_model(served, on_call=calls.append)
    found = await fill_all(model, [ask(number) for number in range(40)], ShotForm, at_once=40)
    answers = [one for one in found if isinstance(one, Answer)]
    assert len(answers) == 40, [str(one) for one in found if not isinstance(one, Answer)]
    assert {one.rung for one in answers} == {"json_schema"}
    assert all(one.usage.cost_micros == 0 and one.usage.output_tokens for one in answers)
    assert len(calls) == sum(one.tries for one in answers)
    assert sum(one.tries == 1 for one in answers) >= 36, [call.problem for call in calls]
    await model.close()


@pytest.mark.parametrize("rung", ["json_object", "tool call", "prompt and repair"])
async def test_the_other_rungs_end_in_the_form_or_in_a_typed_error(served: str, rung: Rung) -> None:
    model = chat_model(served)
    others: tuple[Rung, ...] = ("json_schema", "json_object", "tool call")
    model.learnt |= {one: "not tried here" for one in others if one != rung}
    try:
        answer = await model.fill(ask(1), ShotForm)
    except (AnswerTruncated, AnswerUnusable) as exc:  # random weights: nothing but a grammar makes them write a form
        assert exc.text
    else:
        assert isinstance(answer.value, ShotForm)
    await model.close()


async def test_words_come_in_pieces(served: str) -> None:
    model, pieces = chat_model(served), list[str]()
    try:
        async for piece in model.stream(ask(1, tokens=60)):
            pieces.append(piece)
    except AnswerTruncated as exc:
        assert exc.text == "".join(pieces)
    assert len(pieces) > 5
    await model.close()


IN_PROCESS = """
import asyncio, json, sys
from typing import Literal
from pydantic import BaseModel
from storyreel.tools.chat import Answer, Ask, chat_model, fill_all

class ShotForm(BaseModel):
    size: Literal["wide", "medium", "close-up"]
    seconds: Literal[1, 2, 3]

def ask(number):
    return Ask(task="t", prompt_sha256="0", instructions="Describe the shot.", temperature=1.0, seed=number, max_output_tokens=99)

async def main():
    model = chat_model("vllm:" + sys.argv[1])
    model.endpoint.llm.engine_options = {"enforce_eager": True, "max_num_batched_tokens": 65536}
    found = await fill_all(model, [ask(number) for number in range(12)], ShotForm, at_once=12)
    print("RESULT " + json.dumps({
        "valid": sum(isinstance(one, Answer) for one in found),
        "rungs": sorted({one.rung for one in found if isinstance(one, Answer)}),
        "problems": [str(one) for one in found if not isinstance(one, Answer)],
        "batches": model.endpoint.llm.batches,
    }), flush=True)
    await model.close()

if __name__ == "__main__":
    asyncio.run(main())
"""


def test_in_process_what_is_asked_together_runs_together(tiny_model: Path, tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(IN_PROCESS, encoding="utf-8")
    done = subprocess.run(
        [str(PYTHON), str(program), str(tiny_model)], env=environment(), capture_output=True, text=True, check=False, timeout=400
    )
    lines = [line for line in done.stdout.splitlines() if line.startswith("RESULT ")]
    assert lines, done.stdout[-2000:] + done.stderr[-4000:]
    told = json.loads(lines[0].removeprefix("RESULT "))
    assert told["valid"] == 12, told
    assert told["rungs"] == ["json_schema"]
    assert sum(told["batches"]) == 12
    assert max(told["batches"]) > 6, told
