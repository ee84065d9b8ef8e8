"""A thousand generated faults over the ladder: each ends in the right form or in a typed error, in a bounded number of requests.

The faults come from a seed each, so that a case that fails can be run again; the clock and the waiting are not real.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from typing import Any

import httpx2
import pytest
from pydantic import BaseModel, ConfigDict, Field

from storyreel.errors import BackendError
from storyreel.testing import CHAT_FAULTS, ChatScript
from storyreel.tools.chat import Answer, Ask, Call, LadderChat, Patience, fill_all, read_spec
from storyreel.tools.chat.openai import open_openai

CASES, GROUPS = 1000, 10
MOST_REQUESTS = 4 * 3 * 2 * 4
"""Rungs, tries of a rung, a cut answer asked for again, tries of transport."""
GOOD = {"size": "wide", "seconds": 4}
ASK = Ask(task="testing/shot", prompt_sha256="0" * 64, instructions="Describe the shot.", data=(("dialogue", "ANNA: Run!"),))
TYPED = {"AnswerTruncated", "AnswerRefused", "AnswerUnusable", "RateLimited", "BackendUnavailable", "BrokenOff", "BackendError"}


class ShotForm(BaseModel):
    model_config = ConfigDict(extra="forbid")

    size: str
    seconds: int = Field(ge=1, le=10)


def script_of(seed: int) -> ChatScript:
    """A server that knows some rungs and makes more or fewer mistakes."""
    chance = random.Random(seed)
    rungs = ("json_schema", "json_object", "tool call")
    often = chance.choice((0.2, 0.5, 0.8, 1.0))
    kinds = [chance.choice(CHAT_FAULTS)] if chance.random() < 0.4 else CHAT_FAULTS  # some make one mistake over and over
    faults = [chance.choice(kinds) if chance.random() < often else "none" for _ in range(MOST_REQUESTS + 1)]
    return ChatScript(
        answer=GOOD,
        faults=faults,
        supports=tuple(rung for rung in rungs if chance.random() < 0.7),
        unsupported=chance.choice(("refused", "ignored")),
        retry_after=chance.choice(("0.5", "3600", "Sat, 21 Nov 2026 09:00:00 GMT", "never", None)),
    )


def transport_of(script: ChatScript) -> httpx2.MockTransport:
    """The script without a socket."""

    def respond(request: httpx2.Request) -> httpx2.Response:
        sent = script.respond(request.url.path, json.loads(request.content))
        if sent.dropped:
            raise httpx2.RemoteProtocolError("peer closed the connection", request=request)
        return httpx2.Response(sent.status, headers=sent.headers, content=b"".join(sent.body))

    return httpx2.MockTransport(respond)


async def no_sleep(_: float) -> None:
    """Time is not waited for."""


@pytest.mark.parametrize("group", range(GROUPS))
async def test_every_case_ends_in_the_form_or_in_a_typed_error(group: int) -> None:
    ends: Counter[str] = Counter()
    for seed in range(group * CASES // GROUPS, (group + 1) * CASES // GROUPS):
        script, calls = script_of(seed), list[Call]()
        endpoint = open_openai(read_spec("openai:tiny@http://127.0.0.1/v1"), transport=transport_of(script))
        model = LadderChat(endpoint, on_call=calls.append, patience=Patience(sleep=no_sleep), clock=lambda: 0.0)
        (found,) = await fill_all(model, [ASK], ShotForm)
        if isinstance(found, BackendError):
            assert type(found).__name__ in TYPED, f"case {seed}: {found!r}"
            assert found.backend == model.name
        else:
            assert found.value == ShotForm.model_validate(GOOD), f"case {seed}: {found}"
            assert found.tries == len(script.requests), f"case {seed}"
        assert 1 <= len(script.requests) <= MOST_REQUESTS, f"case {seed}"
        assert len(calls) == len(script.requests), f"case {seed}"
        ends[type(found).__name__] += 1
        await model.close()
    assert ends[Answer.__name__] >= CASES // GROUPS // 4, ends
    assert len(ends) >= 4, ends


async def test_the_same_case_ends_the_same_way() -> None:
    async def once(seed: int) -> tuple[Any, int]:
        script = script_of(seed)
        endpoint = open_openai(read_spec("openai:tiny@http://127.0.0.1/v1"), transport=transport_of(script))
        (found,) = await fill_all(LadderChat(endpoint, patience=Patience(sleep=no_sleep)), [ASK], ShotForm)
        await endpoint.close()
        return (str(found) if isinstance(found, BackendError) else found.value), len(script.requests)

    for seed in (3, 14, 159):
        assert await once(seed) == await once(seed)
