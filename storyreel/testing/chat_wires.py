"""Three vendors' forms of a chat request and its answer, as far as a scripted server needs them.

The forms are those of the public references: chat completions, messages, generateContent. Nothing here decides what is said.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Protocol

from storyreel.tools.chat import Rung

__all__ = ["Wire", "wire_of"]

Body = dict[str, Any]
_TOKENS_IN, _TOKENS_OUT = 40, 12


class Wire(Protocol):
    """One vendor's form."""

    def rung(self, body: Body) -> Rung:
        """How a form is asked for; "text" where it is not."""
        ...

    def wants_json(self, body: Body) -> bool:
        """Whether a form is asked for in any way, the prompt too."""
        ...

    def streams(self, body: Body) -> bool:
        """Whether the answer is to come in pieces."""
        ...

    def reply(self, body: Body, text: str, fault: str, *, tool: bool) -> Body:
        """The answer."""
        ...

    def stream(self, body: Body, text: str, fault: str) -> tuple[bytes, ...]:
        """The answer in pieces."""
        ...

    def error(self, status: int, text: str, param: str | None = None) -> Body:
        """The body of an error."""
        ...

    def nothing(self) -> Body:
        """An answer without an answer."""
        ...


def wire_of(path: str) -> Wire | None:
    """Whose form is spoken at an address; None where nobody's is.

    >>> type(wire_of("/v1/messages")).__name__
    'AnthropicWire'
    """
    address = path.partition("?")[0]
    if address.endswith("/chat/completions"):
        return OpenAIWire()
    if address.endswith("/messages"):
        return AnthropicWire()
    if address.endswith(":generateContent"):
        return GeminiWire()
    return GeminiWire(streaming=True) if address.endswith(":streamGenerateContent") else None


def _inner(body: Body, name: str) -> Body:
    return body.get(name) or {}


def _pieces(text: str) -> Iterator[str]:
    words = text.split(" ")
    for number, word in enumerate(words):
        yield word if number == len(words) - 1 else word + " "


def _event(body: Body, name: str = "") -> bytes:
    return (f"event: {name}\n" if name else "").encode() + b"data: " + json.dumps(body).encode() + b"\n\n"


class OpenAIWire:
    """Chat completions."""

    _FINISH = {"length": "length", "content filter": "content_filter"}

    def rung(self, body: Body) -> Rung:
        """From response_format and tools."""
        kind = _inner(body, "response_format").get("type")
        if kind in ("json_schema", "json_object"):
            return kind
        return "tool call" if body.get("tools") else "text"

    def wants_json(self, body: Body) -> bool:
        """By the rung, or by the instructions."""
        return self.rung(body) != "text" or "JSON Schema" in json.dumps(body["messages"])

    def streams(self, body: Body) -> bool:
        """As asked."""
        return bool(body.get("stream"))

    def reply(self, body: Body, text: str, fault: str, *, tool: bool) -> Body:
        """A chat.completion."""
        message: Body = {"role": "assistant", "content": text, "refusal": None}
        finish = self._FINISH.get(fault, "stop")
        if fault == "refusal":
            message |= {"content": None, "refusal": "That I will not write."}
        elif tool and text.lstrip().startswith("{"):
            function = {"name": body["tools"][0]["function"]["name"], "arguments": text}
            message |= {"content": None, "tool_calls": [{"id": "call_1", "type": "function", "function": function}]}
            finish = "tool_calls" if finish == "stop" else finish
        choice: Body = {"index": 0, "message": message, "finish_reason": finish, "logprobs": self._logprobs(body, text)}
        return {**self._head(body, "chat.completion"), "choices": [choice], "usage": self._usage()}

    def stream(self, body: Body, text: str, fault: str) -> tuple[bytes, ...]:
        """Events of chat.completion.chunk."""
        head = self._head(body, "chat.completion.chunk")
        said = [{"role": "assistant", "content": ""}, *({"content": piece} for piece in _pieces(text))]
        if fault == "refusal":
            said = [{"role": "assistant", "refusal": "That I will not write."}]
        chunks: list[Body] = [{"choices": [{"index": 0, "delta": one, "finish_reason": None}]} for one in said]
        chunks.append({"choices": [{"index": 0, "delta": {}, "finish_reason": self._FINISH.get(fault, "stop")}]})
        chunks.append({"choices": [], "usage": self._usage()})
        return (*(_event({**head, **one}) for one in chunks), b"data: [DONE]\n\n")

    def error(self, status: int, text: str, param: str | None = None) -> Body:
        """An error object."""
        code = "rate_limit_exceeded" if status == 429 else "invalid_api_key" if status == 401 else None
        return {"error": {"message": text, "type": "invalid_request_error", "param": param, "code": code}}

    def nothing(self) -> Body:
        """No choices."""
        return {**self._head({}, "chat.completion"), "choices": [], "usage": self._usage()}

    def _head(self, body: Body, kind: str) -> Body:
        return {"id": "chatcmpl-1", "object": kind, "created": 1, "model": body.get("model", "scripted")}

    def _usage(self) -> Body:
        return {"prompt_tokens": _TOKENS_IN, "completion_tokens": _TOKENS_OUT, "total_tokens": _TOKENS_IN + _TOKENS_OUT}

    def _logprobs(self, body: Body, text: str) -> Body | None:
        if not body.get("logprobs"):
            return None
        other: Body = {"token": "4", "logprob": -1.5, "bytes": None}
        places: list[Body] = [{"token": one, "logprob": -0.25, "bytes": None} for one in text]
        return {"content": [{**place, "top_logprobs": [place, other]} for place in places], "refusal": None}


class AnthropicWire:
    """Messages."""

    _STOP = {"length": "max_tokens", "refusal": "refusal", "content filter": "refusal"}

    def rung(self, body: Body) -> Rung:
        """From output_config and tools."""
        if _inner(body, "output_config").get("format"):
            return "json_schema"
        return "tool call" if body.get("tools") else "text"

    def wants_json(self, body: Body) -> bool:
        """By the rung, or by the instructions."""
        return self.rung(body) != "text" or "JSON Schema" in json.dumps(body.get("system", ""))

    def streams(self, body: Body) -> bool:
        """As asked."""
        return bool(body.get("stream"))

    def reply(self, body: Body, text: str, fault: str, *, tool: bool) -> Body:
        """A message."""
        content: list[Body] = [{"type": "text", "text": text}] if text else []
        stop = self._STOP.get(fault, "end_turn")
        if tool and stop == "end_turn":
            try:
                content = [{"type": "tool_use", "id": "toolu_1", "name": body["tools"][0]["name"], "input": json.loads(text)}]
                stop = "tool_use"
            except ValueError:
                stop = "end_turn"
        usage = {"input_tokens": _TOKENS_IN, "output_tokens": _TOKENS_OUT}
        return {**self._head(body), "content": content, "stop_reason": stop, "stop_sequence": None, "usage": usage}

    def stream(self, body: Body, text: str, fault: str) -> tuple[bytes, ...]:
        """Events from message_start to message_stop."""
        start: Body = {**self._head(body), "content": [], "stop_reason": None, "stop_sequence": None}
        start["usage"] = {"input_tokens": _TOKENS_IN, "output_tokens": 1}
        events: list[tuple[str, Body]] = [("message_start", {"message": start})]
        events.append(("content_block_start", {"index": 0, "content_block": {"type": "text", "text": ""}}))
        events += [("content_block_delta", {"index": 0, "delta": {"type": "text_delta", "text": one}}) for one in _pieces(text)]
        events.append(("content_block_stop", {"index": 0}))
        stop = {"stop_reason": self._STOP.get(fault, "end_turn"), "stop_sequence": None}
        events.append(("message_delta", {"delta": stop, "usage": {"output_tokens": _TOKENS_OUT}}))
        events.append(("message_stop", {}))
        return tuple(_event({"type": name, **one}, name) for name, one in events)

    def error(self, status: int, text: str, param: str | None = None) -> Body:
        """An error object."""
        kinds = {429: "rate_limit_error", 400: "invalid_request_error", 401: "authentication_error", 503: "overloaded_error"}
        return {"type": "error", "error": {"type": kinds.get(status, "api_error"), "message": text}}

    def nothing(self) -> Body:
        """No content."""
        return self.reply({}, "", "none", tool=False)

    def _head(self, body: Body) -> Body:
        return {"id": "msg_1", "type": "message", "role": "assistant", "model": body.get("model", "scripted")}


class GeminiWire:
    """generateContent and streamGenerateContent."""

    _FINISH = {"length": "MAX_TOKENS", "refusal": "SAFETY"}

    def __init__(self, *, streaming: bool = False) -> None:
        self._streaming = streaming

    def rung(self, body: Body) -> Rung:
        """From generationConfig and tools."""
        config = _inner(body, "generationConfig")
        if config.get("responseJsonSchema") or config.get("responseSchema"):
            return "json_schema"
        if config.get("responseMimeType") == "application/json":
            return "json_object"
        return "tool call" if body.get("tools") else "text"

    def wants_json(self, body: Body) -> bool:
        """By the rung, or by the instructions."""
        return self.rung(body) != "text" or "JSON Schema" in json.dumps(body.get("systemInstruction", ""))

    def streams(self, body: Body) -> bool:
        """By the address."""
        return self._streaming

    def reply(self, body: Body, text: str, fault: str, *, tool: bool) -> Body:
        """A GenerateContentResponse."""
        usage = {"promptTokenCount": _TOKENS_IN, "candidatesTokenCount": _TOKENS_OUT, "totalTokenCount": _TOKENS_IN + _TOKENS_OUT}
        head: Body = {"usageMetadata": usage, "modelVersion": "scripted", "responseId": "r1"}
        if fault == "content filter":
            return {"promptFeedback": {"blockReason": "PROHIBITED_CONTENT"}, **head}
        parts: list[Body] = [{"text": text}]
        if tool and text.lstrip().startswith("{"):
            try:
                name = body["tools"][0]["functionDeclarations"][0]["name"]
                parts = [{"functionCall": {"name": name, "args": json.loads(text)}}]
            except ValueError:
                parts = [{"text": text}]
        candidate: Body = {"content": {"role": "model", "parts": parts}, "index": 0}
        candidate["finishReason"] = self._FINISH.get(fault, "STOP")
        if fault == "refusal":
            del candidate["content"]
        return {"candidates": [candidate], **head}

    def stream(self, body: Body, text: str, fault: str) -> tuple[bytes, ...]:
        """One response a piece; the last says how it ended."""
        whole = self.reply(body, "", fault, tool=False)
        said = [{"candidates": [{"content": {"role": "model", "parts": [{"text": one}]}, "index": 0}]} for one in _pieces(text)]
        return tuple(_event(one) for one in [*said, whole])

    def error(self, status: int, text: str, param: str | None = None) -> Body:
        """An error object."""
        kinds = {429: "RESOURCE_EXHAUSTED", 400: "INVALID_ARGUMENT", 401: "UNAUTHENTICATED", 503: "UNAVAILABLE"}
        return {"error": {"code": status, "message": text, "status": kinds.get(status, "INTERNAL")}}

    def nothing(self) -> Body:
        """No candidates."""
        return {"modelVersion": "scripted"}
