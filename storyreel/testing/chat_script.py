"""What a scripted language model says to a request, fault by fault, without a socket: `ChatServer` and tests send it on.

It reads OpenAI's chat completions, Anthropic's messages and Gemini's generateContent, told apart by their address, and answers
each in its own form. The answers are made up; nothing is generated.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, get_args

from storyreel.testing.chat_wires import Wire, wire_of
from storyreel.tools.chat import Rung

__all__ = ["CHAT_FAULTS", "ChatFault", "ChatScript", "Sent"]

ChatFault = Literal[
    "none", "trailing comma", "prose around", "code fence", "single quotes", "broken", "prose", "empty", "wrong form",
    "extra keys", "refusal", "content filter", "length", "rate limited", "server error", "overloaded", "unauthorised",
    "dropped", "slow", "no choices", "not json",
]  # fmt: skip
CHAT_FAULTS: tuple[ChatFault, ...] = get_args(ChatFault)
"""Every fault; "none" is a good answer."""

_STATUS: dict[str, int] = {"rate limited": 429, "server error": 500, "overloaded": 503, "unauthorised": 401}
_PROSE = "I would rather tell you about it in my own words."


class Sent(NamedTuple):
    """What goes back.

    Attributes:
        status: Of HTTP.
        headers: Beside the length.
        body: Whole; for a stream, in pieces.
        dropped: Whether the connection ends in the middle of it.
        pause_s: Between two pieces.
    """

    status: int
    headers: dict[str, str]
    body: tuple[bytes, ...]
    dropped: bool = False
    pause_s: float = 0.0


@dataclass
class ChatScript:
    """A scripted language model.

    Attributes:
        answer: The object of a good answer, or a function from the request to it.
        words: A good answer where no form is asked for.
        faults: Of the first request, the second, …; afterwards none. With `seed`, what to choose from instead.
        seed: Chooses a fault for each request.
        supports: Rungs that it knows.
        unsupported: What an unknown rung gets: a 400, or an answer as if it had not been asked for.
        unknown: Options that it does not know: a request with one gets a 400.
        retry_after: Header of a 429; None for none.
        requests: Every body that came, in order.
    """

    answer: Mapping[str, Any] | Callable[[dict[str, Any]], Mapping[str, Any]] = field(default_factory=dict[str, Any])
    words: str = "Enter, stage left."
    faults: Sequence[ChatFault] = ()
    seed: int | None = None
    supports: tuple[Rung, ...] = ("json_schema", "json_object", "tool call")
    unsupported: Literal["refused", "ignored"] = "refused"
    unknown: tuple[str, ...] = ()
    retry_after: str | None = "1"
    requests: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])

    def respond(self, path: str, body: dict[str, Any]) -> Sent:
        """The answer to one request.

        Args:
            path: Of the URL; tells whose form is spoken.
            body: The request.
        """
        wire = wire_of(path)
        if wire is None:
            return _json(404, {"error": {"message": f"no such address: {path}", "type": "invalid_request_error"}})
        number = len(self.requests)
        self.requests.append(body)
        for option in self.unknown:
            if option in body:
                return _json(400, wire.error(400, f"unknown option: {option}", option))
        rung = wire.rung(body)
        if rung not in (*self.supports, "text") and self.unsupported == "refused":
            return _json(400, wire.error(400, f"{rung} is not supported by this model"))
        return self._said(self._fault(number), wire, body, rung if rung in self.supports else "text")

    def _fault(self, number: int) -> ChatFault:
        if self.seed is not None:
            return random.Random(f"{self.seed}:{number}").choice(list(self.faults or CHAT_FAULTS))
        return self.faults[number] if number < len(self.faults) else "none"

    def _said(self, fault: ChatFault, wire: Wire, body: dict[str, Any], rung: Rung) -> Sent:
        if fault in _STATUS:
            status = _STATUS[fault]
            headers = {"Retry-After": self.retry_after} if status == 429 and self.retry_after is not None else {}
            return _json(status, wire.error(status, f"scripted: {fault}"), headers)
        if fault == "not json":
            return Sent(200, {"Content-Type": "application/json"}, (b"<html>It works!</html>",))
        if fault == "no choices":
            return _json(200, wire.nothing())
        text = self._text(fault, body, wire.wants_json(body), ignored=rung == "text" and wire.rung(body) != "text")
        reply = wire.reply(body, text, fault, tool=rung == "tool call")
        if wire.streams(body):
            pieces = wire.stream(body, text, fault)
            return Sent(200, {"Content-Type": "text/event-stream"}, pieces, fault == "dropped", 0.01 if fault == "slow" else 0.0)
        sent = _json(200, reply)
        return sent._replace(dropped=fault == "dropped", pause_s=0.01 if fault == "slow" else 0.0)

    def _text(self, fault: ChatFault, body: dict[str, Any], wants_json: bool, *, ignored: bool) -> str:
        if not wants_json or ignored:
            return "" if fault == "empty" else self.words if not ignored else _PROSE
        answer = dict(self.answer(body) if callable(self.answer) else self.answer)
        good = json.dumps(answer, ensure_ascii=False)
        return {
            "trailing comma": good[:-1] + ",}",
            "prose around": f"Gladly! Here it is:\n{good}\nDoes it please you?",
            "code fence": f"```json\n{good}\n```",
            "single quotes": repr(answer),
            "broken": good[: len(good) * 2 // 3],
            "length": good[: len(good) // 2],
            "prose": _PROSE,
            "empty": "",
            "wrong form": json.dumps({"unexpected": list(answer)}),
            "extra keys": json.dumps({**answer, "and_also": 1}),
        }.get(fault, good)


def _json(status: int, body: dict[str, Any], headers: Mapping[str, str] | None = None) -> Sent:
    return Sent(status, {"Content-Type": "application/json", **(headers or {})}, (json.dumps(body).encode(),))
