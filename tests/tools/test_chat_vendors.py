"""Anthropic and Gemini over their own wire forms, on a scripted server of this machine."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel, Field

from storyreel.errors import AnswerRefused, AnswerTruncated, BackendError, BackendUnavailable, RateLimited, UserError
from storyreel.testing import ChatFault, ChatScript, ChatServer, conform_chat
from storyreel.tools.chat import Ask, LadderChat, Medium, Patience, chat_model, read_spec
from storyreel.tools.chat.anthropic import open_anthropic
from storyreel.tools.chat.gemini import open_gemini

ASK = Ask(task="testing/shot", prompt_sha256="0" * 64, instructions="Describe the shot.", data=(("dialogue", "ANNA: Run!"),))
KEY = "made-up-key"


class ShotForm(BaseModel):
    size: str
    seconds: int = Field(ge=1, le=10)


class Opened:
    """Models on scripted servers."""

    def __init__(self, vendor: str) -> None:
        self.vendor, self.waits = vendor, list[float]()
        self._held: list[tuple[LadderChat, ChatServer]] = []

    def __call__(self, *faults: ChatFault, **given: Any) -> tuple[LadderChat, ChatScript]:
        script = ChatScript(**{"answer": {"size": "wide", "seconds": 4}, **given}, faults=faults)
        server = ChatServer(script)
        server.__enter__()
        spec = read_spec(f"{self.vendor}:m")
        endpoint = (open_anthropic if self.vendor == "anthropic" else open_gemini)(spec, base_url=server.root)
        model = LadderChat(endpoint, patience=Patience(sleep=self._sleep))
        self._held.append((model, server))
        return model, script

    async def _sleep(self, seconds: float) -> None:
        self.waits.append(seconds)

    async def close(self) -> None:
        for model, server in self._held:
            await model.close()
            server.__exit__(None, None, None)


@pytest.fixture(params=["anthropic", "gemini"])
async def opened(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Opened]:
    for name in ("ANTHROPIC_API_KEY", "GEMINI_API_KEY"):
        monkeypatch.setenv(name, KEY)
    made = Opened(request.param)
    yield made
    await made.close()


async def test_a_good_answer(opened: Opened) -> None:
    model, script = opened()
    answer = await model.fill(ASK, ShotForm)
    assert answer.value == ShotForm(size="wide", seconds=4)
    assert (answer.rung, answer.tries) == ("json_schema", 1)
    assert (answer.usage.input_tokens, answer.usage.output_tokens) == (40, 12)
    assert answer.usage.cost_micros is None, "nobody names a price for it"
    whole = str(script.requests[0])
    assert "Run!" in whole
    assert KEY not in whole


async def test_the_ladder(opened: Opened) -> None:
    model, _ = opened(supports=("tool call",))
    answer = await model.fill(ASK, ShotForm)
    assert (answer.rung, answer.value.seconds) == ("tool call", 4)
    model, script = opened(supports=())
    assert (await model.fill(ASK, ShotForm)).rung == "prompt and repair"
    before = len(script.requests)
    assert (await model.fill(ASK, ShotForm)).tries == 1
    assert len(script.requests) == before + 1


@pytest.mark.parametrize("fault", ["refusal", "content filter"])
async def test_a_refusal(opened: Opened, fault: ChatFault) -> None:
    model, script = opened(fault)
    with pytest.raises(AnswerRefused):
        await model.fill(ASK, ShotForm)
    assert len(script.requests) == 1


async def test_a_cut_answer(opened: Opened) -> None:
    model, _ = opened("length")
    assert (await model.fill(ASK, ShotForm)).tries == 2
    model, _ = opened("length", "length")
    with pytest.raises(AnswerTruncated):
        await model.fill(ASK, ShotForm)


async def test_a_limit(opened: Opened) -> None:
    model, _ = opened("rate limited", retry_after="3")
    assert (await model.fill(ASK, ShotForm)).tries == 2
    assert opened.waits == [3.0]
    model, _ = opened(*["rate limited"] * 4, retry_after="3")
    with pytest.raises(RateLimited) as caught:
        await model.fill(ASK, ShotForm)
    assert caught.value.retry_after_s == 3.0


@pytest.mark.parametrize("fault", ["server error", "overloaded", "dropped"])
async def test_transport(opened: Opened, fault: ChatFault) -> None:
    model, _ = opened(fault)
    assert (await model.fill(ASK, ShotForm)).tries == 2
    model, script = opened(*[fault] * 4)
    with pytest.raises(BackendUnavailable):
        await model.fill(ASK, ShotForm)
    assert len(script.requests) == 4


@pytest.mark.parametrize("fault", ["not json", "no choices", "unauthorised"])
async def test_what_is_no_answer_is_a_typed_error_or_asked_again(opened: Opened, fault: ChatFault) -> None:
    model, _ = opened(*[fault] * 40)
    with pytest.raises(BackendError) as caught:
        await model.fill(ASK, ShotForm)
    assert KEY not in str(caught.value)


async def test_the_problem_is_shown(opened: Opened) -> None:
    model, script = opened("wrong form")
    assert (await model.fill(ASK, ShotForm)).tries == 2
    assert "what is wrong with it" in str(script.requests[1])


async def test_pieces(opened: Opened) -> None:
    model, _ = opened()
    assert [piece async for piece in model.stream(ASK)] == ["Enter, ", "stage ", "left."]
    model, _ = opened("refusal")
    with pytest.raises(AnswerRefused):
        async for _ in model.stream(ASK):
            pass


async def test_the_suite(opened: Opened) -> None:
    model, _ = opened(answer={"scene": "1A", "take": 3})
    assert len(await conform_chat(model)) == 3


async def test_media(opened: Opened, tmp_path: Path) -> None:
    picture, sound = tmp_path / "a.png", tmp_path / "a.wav"
    picture.write_bytes(b"\x89PNG")
    sound.write_bytes(b"RIFF")
    model, script = opened()
    shown = Ask(task="t", prompt_sha256="0", instructions="Look.", media=(Medium(picture, "picture", "frame of shot 1.3"),))
    await model.text(shown)
    assert "iVBORw==" in str(script.requests[0])
    assert "frame of shot 1.3" in str(script.requests[0])
    heard = Ask(task="t", prompt_sha256="0", instructions="Listen.", media=(Medium(sound, "sound"),))
    if opened.vendor == "anthropic":
        with pytest.raises(BackendError, match="takes no sounds"):
            await model.text(heard)
    else:
        await model.text(heard)
        assert "audio/wav" in str(script.requests[1])
    gone = Ask(task="t", prompt_sha256="0", instructions="Look.", media=(Medium(tmp_path / "gone.png", "picture"),))
    with pytest.raises(BackendError, match=r"gone\.png"):
        await model.text(gone)


@pytest.mark.parametrize(("spec", "name"), [("anthropic:m", "ANTHROPIC_API_KEY"), ("gemini:m", "GEMINI_API_KEY")])
def test_a_missing_key_is_named(spec: str, name: str) -> None:
    with pytest.raises(UserError, match=name):
        chat_model(spec)


@pytest.mark.parametrize("opened", ["anthropic"], indirect=True)
async def test_a_model_that_takes_no_temperature(opened: Opened) -> None:
    model, script = opened(unknown=("temperature",))
    assert (await model.fill(ASK, ShotForm)).rung == "json_schema"
    await model.fill(ASK, ShotForm)
    assert ["temperature" in one for one in script.requests] == [True, False, False]
    model, script = opened(unknown=("output_config",))
    answer = await model.fill(ASK, ShotForm)
    assert answer.rung == "tool call"
    assert "temperature" in script.requests[-1], "what did not help is not left out"
