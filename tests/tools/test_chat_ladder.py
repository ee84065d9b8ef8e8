"""The ladder over a scripted server: which rung is taken, what is learnt, what is repaired, and what every fault ends in."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel, ConfigDict, Field

from storyreel.errors import (
    AnswerRefused,
    AnswerTruncated,
    AnswerUnusable,
    BackendError,
    BackendUnavailable,
    RateLimited,
)
from storyreel.testing import ChatFault, ChatScript, ChatServer, conform_chat
from storyreel.tools.chat import Answer, Ask, Call, LadderChat, Medium, Patience, chat_model, fill_all, ledger_line

ASK = Ask(task="testing/shot", prompt_sha256="0" * 64, instructions="Describe the shot.", data=(("dialogue", "ANNA: Run!"),))
GOOD = {"size": "wide", "seconds": 4}


class ShotForm(BaseModel):
    model_config = ConfigDict(extra="forbid")

    size: str
    seconds: int = Field(ge=1, le=10)


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def calls() -> list[Call]:
    return []


@pytest.fixture
async def opened(waits: list[float], calls: list[Call]) -> AsyncIterator[Callable[..., tuple[LadderChat, ChatScript]]]:
    """Opens a model on a server with a script; both are closed after the test."""
    held: list[tuple[LadderChat, ChatServer]] = []

    async def sleep(seconds: float) -> None:
        waits.append(seconds)

    def open_one(faults: tuple[ChatFault, ...] = (), **given: Any) -> tuple[LadderChat, ChatScript]:
        script = ChatScript(**{"answer": GOOD, **given}, faults=faults)
        server = ChatServer(script)
        server.__enter__()
        model = chat_model(f"openai:tiny@{server.url}", on_call=calls.append, patience=Patience(sleep=sleep))
        held.append((model, server))
        return model, script

    yield open_one
    for model, server in held:
        await model.close()
        server.__exit__(None, None, None)


async def test_a_good_endpoint_takes_one_request(opened: Any, calls: list[Call]) -> None:
    model, script = opened()
    answer = await model.fill(ASK, ShotForm)
    assert answer.value == ShotForm(size="wide", seconds=4)
    assert (answer.rung, answer.tries, answer.reason) == ("json_schema", 1, "the first rung that there is")
    assert (answer.usage.input_tokens, answer.usage.output_tokens, answer.usage.cost_micros) == (40, 12, 0)
    assert answer.model == "tiny"
    assert [call.problem for call in calls] == [""]
    line = ledger_line(calls[0])
    assert line["rung"] == "json_schema"
    assert "Run!" not in str(line)
    body = script.requests[0]
    assert body["response_format"]["json_schema"]["schema"]["additionalProperties"] is False
    assert body["max_tokens"] == ASK.max_output_tokens


@pytest.mark.parametrize(
    ("supports", "rung"),
    [
        (("json_object", "tool call"), "json_object"),
        (("json_object",), "json_object"),
        (("tool call",), "tool call"),
        ((), "prompt and repair"),
    ],
)
@pytest.mark.parametrize("unsupported", ["refused", "ignored"])
async def test_what_an_address_does_not_manage_is_asked_for_once(
    opened: Any, supports: tuple[str, ...], rung: str, unsupported: str
) -> None:
    model, script = opened(supports=supports, unsupported=unsupported)
    first, second = await model.fill(ASK, ShotForm), await model.fill(ASK, ShotForm)
    assert first.rung == second.rung == rung
    assert first.value == second.value == ShotForm(size="wide", seconds=4)
    assert second.tries == 1
    assert len(script.requests) == first.tries + 1
    assert "json_schema" in second.reason
    assert rung in model.can.rungs
    assert "json_schema" not in model.can.rungs


@pytest.mark.parametrize("fault", ["trailing comma", "prose around", "code fence", "single quotes"])
async def test_slips_of_writing_are_mended_without_a_request(opened: Any, fault: ChatFault) -> None:
    model, _ = opened((fault,))
    answer = await model.fill(ASK, ShotForm)
    assert answer.tries == 1
    assert answer.value.seconds == 4
    assert "mended" in answer.reason


@pytest.mark.parametrize("fault", ["broken", "empty", "wrong form", "extra keys"])
async def test_the_problem_is_shown_to_the_model(opened: Any, fault: ChatFault) -> None:
    model, script = opened((fault,))
    answer = await model.fill(ASK, ShotForm)
    assert (answer.rung, answer.tries) == ("json_schema", 2)
    system, user = (one["content"] for one in script.requests[1]["messages"])
    assert "what is wrong with it" in user
    assert "what is wrong with it" not in system
    if fault == "extra keys":
        assert "and_also: Extra inputs are not permitted" in user


async def test_two_repairs_a_rung_then_the_next_rung(opened: Any) -> None:
    model, script = opened(("wrong form",) * 3)
    answer = await model.fill(ASK, ShotForm)
    assert (answer.rung, answer.tries) == ("json_object", 4)
    assert "json_schema" in model.can.rungs, "what an answer says is no failure of the protocol"
    assert len(script.requests) == 4


async def test_when_nothing_helps_the_last_problem_is_told(opened: Any) -> None:
    model, script = opened(("wrong form",) * 99)
    with pytest.raises(AnswerUnusable, match=r"12 requests.*size: Field required") as caught:
        await model.fill(ASK, ShotForm)
    assert "unexpected" in caught.value.text
    assert len(script.requests) == 12


async def test_a_request_that_is_refused_on_every_rung_teaches_nothing(opened: Any) -> None:
    model, script = opened(("unauthorised",))
    with pytest.raises(BackendError, match="key was not accepted"):
        await model.fill(ASK, ShotForm)
    assert len(model.can.rungs) == 4
    assert (await model.fill(ASK, ShotForm)).rung == "json_schema"
    assert len(script.requests) == 2


async def test_a_cut_answer_gets_more_room_once(opened: Any) -> None:
    model, script = opened(("length",))
    assert (await model.fill(ASK, ShotForm)).tries == 2
    assert [one["max_tokens"] for one in script.requests] == [4096, 8192]
    model, script = opened(("length", "length"))
    with pytest.raises(AnswerTruncated, match="8192 tokens") as caught:
        await model.fill(ASK, ShotForm)
    assert caught.value.text
    assert len(script.requests) == 2


@pytest.mark.parametrize("fault", ["refusal", "content filter"])
async def test_a_refusal_ends_it(opened: Any, fault: ChatFault, calls: list[Call]) -> None:
    model, script = opened((fault,))
    with pytest.raises(AnswerRefused):
        await model.fill(ASK, ShotForm)
    assert len(script.requests) == 1
    assert calls[0].problem == "refused"


async def test_a_limit_is_waited_for_as_asked(opened: Any, waits: list[float], calls: list[Call]) -> None:
    model, _ = opened(("rate limited", "rate limited"), retry_after="7")
    assert (await model.fill(ASK, ShotForm)).tries == 3
    assert waits == [7.0, 7.0]
    assert [call.problem for call in calls] == ["RateLimited", "RateLimited", ""]


async def test_a_limit_that_does_not_end_is_told(opened: Any, waits: list[float]) -> None:
    model, script = opened(("rate limited",) * 9)
    with pytest.raises(RateLimited) as caught:
        await model.fill(ASK, ShotForm)
    assert caught.value.retry_after_s == 1.0
    assert len(script.requests) == 4
    model, script = opened(("rate limited",), retry_after="3600")
    with pytest.raises(RateLimited):
        await model.fill(ASK, ShotForm)
    assert len(script.requests) == 1, "an hour is not waited for"


@pytest.mark.parametrize("fault", ["server error", "overloaded", "dropped", "not json", "no choices"])
async def test_transport_is_tried_again(opened: Any, fault: ChatFault, waits: list[float]) -> None:
    model, _ = opened((fault,))
    answer = await model.fill(ASK, ShotForm)
    assert (answer.rung, answer.tries, waits) == ("json_schema", 2, [1.0])
    model, script = opened((fault,) * 9)
    with pytest.raises(BackendUnavailable):
        await model.fill(ASK, ShotForm)
    assert len(script.requests) == 4
    assert waits == [1.0, 1.0, 2.0, 4.0]


async def test_nobody_there(waits: list[float]) -> None:
    async def sleep(seconds: float) -> None:
        waits.append(seconds)

    model = chat_model("openai:tiny@http://127.0.0.1:9/v1", patience=Patience(sleep=sleep))
    with pytest.raises(BackendUnavailable, match="cannot be reached"):
        await model.fill(ASK, ShotForm)
    assert len(waits) == 3
    await model.close()


async def test_words_and_words_in_pieces(opened: Any, calls: list[Call]) -> None:
    model, _ = opened()
    assert (await model.text(ASK)).value == "Enter, stage left."
    pieces = [piece async for piece in model.stream(ASK)]
    assert "".join(pieces) == "Enter, stage left."
    assert len(pieces) == 3
    assert calls[-1].usage.output_tokens == 12
    model, _ = opened(("slow",))
    assert len([piece async for piece in model.stream(ASK)]) == 3


@pytest.mark.parametrize(
    ("fault", "error"),
    [("length", AnswerTruncated), ("refusal", AnswerRefused), ("content filter", AnswerRefused), ("dropped", BackendUnavailable)],
)
async def test_a_stream_says_how_it_ended(opened: Any, fault: ChatFault, error: type[Exception], calls: list[Call]) -> None:
    model, _ = opened((fault,))
    with pytest.raises(error) as caught:
        async for _ in model.stream(ASK):
            pass
    assert calls[-1].problem == type(caught.value).__name__


async def test_an_empty_answer_is_no_answer(opened: Any) -> None:
    model, _ = opened(("empty", "empty"))
    with pytest.raises(AnswerUnusable):
        await model.text(ASK)


async def test_partial_batches_are_kept(opened: Any) -> None:
    model, _ = opened(("none", "refusal", "none"))
    found = await fill_all(model, [ASK] * 3, ShotForm, at_once=1)
    assert [type(one) for one in found] == [Answer, AnswerRefused, Answer]


async def test_probabilities(opened: Any) -> None:
    model, script = opened()
    ask = Ask(task="t", prompt_sha256="0", instructions="Score it.", probabilities=True)
    answer = await model.text(ask)
    assert answer.probabilities[0][0][0] == "E"
    assert answer.probabilities[0][0][1] == pytest.approx(0.7788, abs=1e-4)
    assert script.requests[0]["top_logprobs"] == 5


async def test_the_suite_holds_for_every_set_of_rungs(opened: Any) -> None:
    for supports in (("json_schema",), ("tool call",), ()):
        model, _ = opened(supports=supports, answer={"scene": "1A", "take": 3})
        assert len(await conform_chat(model)) == 3


async def test_thoughts_are_no_words(opened: Any) -> None:
    model, _ = opened(words="<think>Hm.</think>Exit.")
    answer = await model.text(ASK)
    assert (answer.value, answer.text) == ("Exit.", "<think>Hm.</think>Exit.")


async def test_what_broke_off_may_have_cost_something(opened: Any, calls: list[Call], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storyreel.tools.chat.spec.ChatSpec.local", False)
    model, _ = opened(("server error", "dropped", "none"))
    answer = await model.fill(ASK, ShotForm)
    assert [call.usage.cost_micros for call in calls] == [0, None, None]
    assert answer.usage.cost_micros is None
    assert answer.usage.input_tokens == 40


async def test_an_option_that_is_not_known_is_left_out_from_then_on(opened: Any) -> None:
    model, script = opened(unknown=("temperature", "seed", "max_tokens"))
    ask = Ask(task="t", prompt_sha256="0", instructions="Describe the shot.", seed=7)
    answer = await model.fill(ask, ShotForm)
    assert answer.rung == "json_schema"
    assert len(script.requests) == 4
    last = script.requests[-1]
    assert {"temperature", "seed", "max_tokens"}.isdisjoint(last)
    assert last["max_completion_tokens"] == 4096
    await model.fill(ask, ShotForm)
    assert len(script.requests) == 5


async def test_pictures_sound_and_video_go_as_the_protocol_has_them(opened: Any, tmp_path: Path) -> None:
    model, script = opened()
    media = [Medium(tmp_path / "a.png", "picture", "frame of shot 1.3"), Medium(tmp_path / "a.wav", "sound")]
    media.append(Medium(tmp_path / "a.mp4", "video"))
    for one in media:
        one.file.write_bytes(b"abc")
    await model.text(Ask(task="t", prompt_sha256="0", instructions="Look.", media=tuple(media)))
    blocks = script.requests[0]["messages"][1]["content"]
    assert [one["type"] for one in blocks] == ["text", "text", "image_url", "input_audio", "video_url"]
    assert blocks[1]["text"] == "frame of shot 1.3"
    assert blocks[2]["image_url"]["url"] == "data:image/png;base64,YWJj"
    assert blocks[3]["input_audio"] == {"data": "YWJj", "format": "wav"}
    assert blocks[4]["video_url"]["url"].startswith("data:video/mp4;base64,")


async def test_a_form_that_is_not_taken_leaves_the_rung_to_the_others(opened: Any) -> None:
    class OtherForm(ShotForm):
        pass

    model, script = opened()
    assert (await model.fill(ASK, ShotForm)).rung == "json_schema"
    script.supports = ("json_object",)
    assert (await model.fill(ASK, OtherForm)).rung == "json_object"
    script.supports = ("json_schema", "json_object")
    again = await model.fill(ASK, OtherForm)
    assert (again.rung, again.reason) == ("json_object", "not json_schema: json_schema was refused (400)")
    assert (await model.fill(ASK, ShotForm)).rung == "json_schema"
    assert len(script.requests) == 5


async def test_a_model_trained_on_bare_dialogue_gets_nothing_else() -> None:
    asked = Ask(task="scripter/bracket", prompt_sha256="", instructions="", data=(("dialogue", "ROSA: Run."),))
    with ChatServer(ChatScript(words="【Scene】")) as server:
        model = chat_model(f"openai:ScriptAgent@{server.url}")
        assert (await model.text(asked)).value == "【Scene】"
        await model.close()
    assert [(one["role"], one["content"]) for one in server.script.requests[0]["messages"]] == [("user", "ROSA: Run.")]
