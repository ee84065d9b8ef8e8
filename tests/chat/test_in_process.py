"""A real transformers model in this process, held to forms by xgrammar: random weights, so every form is the grammar's work."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field

from storyreel.errors import AnswerTruncated, BackendError, BackendUnavailable
from storyreel.testing import conform_chat
from storyreel.tools.chat import Answer, Ask, Call, LadderChat, Medium, chat_model, fill_all


class ShotForm(BaseModel):
    model_config = ConfigDict(extra="forbid")

    size: Literal["wide", "medium", "close-up"]
    seconds: int = Field(ge=1, le=10)
    note: str = Field(max_length=20)
    seen: list[Literal["Anna", "Ben"]] = Field(max_length=2)


def ask(number: int, **more: object) -> Ask:
    given: dict[str, object] = {"temperature": 1.0, "seed": number, "max_output_tokens": 200, **more}
    given.setdefault("data", (("dialogue", f"ANNA: Run, {number}!"),))
    return Ask(task="testing/shot", prompt_sha256="0", instructions="Describe the shot.", **given)  # type: ignore[arg-type]


@pytest.fixture
async def model(tiny_model: Path) -> AsyncIterator[LadderChat]:
    made = chat_model(f"hf:{tiny_model}")
    yield made
    await made.close()


async def test_ten_of_ten_forms_are_valid(model: LadderChat) -> None:
    found = await fill_all(model, [ask(number) for number in range(10)], ShotForm)
    answers = [one for one in found if isinstance(one, Answer)]
    assert len(answers) == 10, found
    assert {one.rung for one in answers} == {"json_schema"}
    assert sum(one.tries == 1 for one in answers) >= 8, "a broken character may make a string longer than its grammar saw it"
    assert len({one.text for one in answers}) > 5, "the seeds differ"


async def test_a_seed_says_the_same_again(model: LadderChat) -> None:
    first, second = await model.fill(ask(3), ShotForm), await model.fill(ask(3), ShotForm)
    assert first.text == second.text
    assert first.usage.cost_micros == 0
    assert first.usage.output_tokens
    assert first.model == "tiny-qwen3"


async def test_the_suite(model: LadderChat) -> None:
    cut: list[Call] = []
    model.on_call = cut.append
    try:
        await conform_chat(model)
    except AnswerTruncated as exc:  # random weights do not end words; forms they do
        assert "testing/slate" in str(exc)
    assert cut


async def test_words_that_do_not_end_are_cut_off(model: LadderChat) -> None:
    with pytest.raises(AnswerTruncated):
        await model.text(ask(1, max_output_tokens=4, temperature=0.0))


async def test_pieces_come_in_one(model: LadderChat) -> None:
    with pytest.raises(AnswerTruncated):
        async for piece in model.stream(ask(1, max_output_tokens=4, temperature=0.0)):
            assert piece


async def test_a_prompt_that_is_too_long_is_said(model: LadderChat) -> None:
    with pytest.raises(BackendError, match="the model reads 2048"):
        await model.fill(ask(1, data=(("play", "word " * 4000),)), ShotForm)


async def test_pictures_are_not_taken(model: LadderChat, tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"x")
    with pytest.raises(BackendError, match="takes no pictures"):
        await model.text(ask(1, media=(Medium(tmp_path / "a.png", "picture"),)))


async def test_a_folder_without_weights_is_unavailable(tiny_model: Path, tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text(json.dumps({"model_type": "qwen3"}), encoding="utf-8")
    model = chat_model(f"hf:{tmp_path}")
    assert model.family == "qwen"
    with pytest.raises(BackendUnavailable, match="cannot be loaded"):
        await model.fill(ask(1), ShotForm)
