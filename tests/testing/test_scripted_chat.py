"""The fakes of language models: what they say is what they were told, in the vendors' own forms."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from typing import Any

import pytest
from openai.types.chat import ChatCompletion, ChatCompletionChunk
from pydantic import BaseModel

from storyreel.errors import AnswerRefused, AnswerUnusable
from storyreel.testing import CHAT_FAULTS, ChatFault, ChatScript, ChatServer, ScriptedChat, conform_chat
from storyreel.tools.chat import Ask

ASK = Ask(task="testing/slate", prompt_sha256="0", instructions="Fill in the slate.", data=(("slate", "scene 1"),))
SLATE = {"scene": "1A", "take": 3}
CHAT = "/v1/chat/completions"


class Slate(BaseModel):
    scene: str
    take: int


def body(**more: Any) -> dict[str, Any]:
    return {"model": "m", "messages": [{"role": "user", "content": "Begin."}], **more}


def schema() -> dict[str, Any]:
    return {"response_format": {"type": "json_schema", "json_schema": {"name": "Slate", "schema": {}}}}


async def test_a_list_of_answers() -> None:
    chat = ScriptedChat(["Enter.", Slate(scene="1", take=2), {"scene": "2", "take": 1}, AnswerRefused("no", backend="scripted")])
    assert (await chat.text(ASK)).value == "Enter."
    assert (await chat.fill(ASK, Slate)).value == Slate(scene="1", take=2)
    assert (await chat.fill(ASK, Slate)).value.scene == "2"
    with pytest.raises(AnswerRefused):
        await chat.fill(ASK, Slate)
    with pytest.raises(AssertionError, match="nothing is left"):
        await chat.text(ASK)
    assert chat.asked == [ASK] * 5


async def test_a_wrong_answer_is_unusable_and_a_function_sees_the_form() -> None:
    seen: list[Any] = []

    async def later(ask: Ask, form: Any) -> str:
        seen.append((ask.task, form))
        return '{"scene": 1}'

    with pytest.raises(AnswerUnusable, match="no Slate"):
        await ScriptedChat(later).fill(ASK, Slate)
    assert seen == [("testing/slate", Slate)]


async def test_the_suite_holds_for_it() -> None:
    def say(_: Ask, form: Any) -> Any:
        return SLATE if form else "Enter."

    assert len(await conform_chat(ScriptedChat(say))) == 3


async def test_the_suite_finds_a_model_that_does_not_keep_to_it() -> None:
    class Silent(ScriptedChat):
        async def text(self, ask: Ask) -> Any:
            from dataclasses import replace

            return replace(await super().text(ask), value="", text="")

    with pytest.raises(AssertionError, match="words"):
        await conform_chat(Silent(lambda _, form: SLATE if form else "Enter."))


@pytest.mark.parametrize("fault", [one for one in CHAT_FAULTS if one not in ("not json",)])
def test_every_answer_has_the_form_of_a_chat_completion(fault: ChatFault) -> None:
    sent = ChatScript(answer=SLATE, faults=(fault,)).respond(CHAT, body(**schema()))
    told = json.loads(b"".join(sent.body))
    if sent.status == 200:
        ChatCompletion.model_validate(told)
    else:
        assert set(told["error"]) == {"message", "type", "param", "code"}


@pytest.mark.parametrize("fault", ["none", "length", "refusal", "content filter"])
def test_every_piece_has_the_form_of_a_chunk(fault: ChatFault) -> None:
    sent = ChatScript(faults=(fault,)).respond(CHAT, body(stream=True))
    events = [json.loads(piece.removeprefix(b"data: ")) for piece in sent.body[:-1]]
    assert sent.body[-1] == b"data: [DONE]\n\n"
    chunks = [ChatCompletionChunk.model_validate(event) for event in events]
    assert [one.choices[0].finish_reason for one in chunks if one.choices][-1] is not None
    assert chunks[-1].usage


def test_a_seed_says_the_same_again() -> None:
    def statuses(seed: int) -> list[int]:
        script = ChatScript(answer=SLATE, seed=seed)
        return [script.respond(CHAT, body()).status for _ in range(40)]

    assert statuses(1) == statuses(1)
    assert statuses(1) != statuses(2)
    assert {200, 429, 500} <= set(statuses(1))


def test_what_is_not_supported_is_refused_or_ignored() -> None:
    assert ChatScript(supports=()).respond(CHAT, body(**schema())).status == 400
    ignored = ChatScript(answer=SLATE, supports=(), unsupported="ignored").respond(CHAT, body(**schema()))
    assert "{" not in json.loads(ignored.body[0])["choices"][0]["message"]["content"]


def test_the_server_is_bounded_and_ends() -> None:
    with ChatServer(ChatScript(), most=1) as server:
        url = server.url

        def post(path: str) -> int:
            data = json.dumps(body()).encode()
            try:
                return urllib.request.urlopen(urllib.request.Request(url + path, data), timeout=5).status
            except urllib.error.HTTPError as exc:
                exc.close()
                return exc.code

        assert json.load(urllib.request.urlopen(f"{url}/models", timeout=5))["data"][0]["id"] == "scripted"
        assert post("/chat/completions") == 200
        assert post("/chat/completions") == 503
    with pytest.raises(OSError):
        urllib.request.urlopen(f"{url}/models", timeout=5)


def test_an_unknown_address_is_not_found() -> None:
    assert ChatScript().respond("/v1/else", {}).status == 404
