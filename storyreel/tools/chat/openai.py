"""Any endpoint that speaks OpenAI's chat completions: the vendor, vLLM, Ollama, LM Studio, and clouds. Speaks through ChatOpenAI.

What is learnt of an address (an option it does not know) is kept while it is open. It tries no rung twice and repairs nothing.
"""

from __future__ import annotations

import json
import math
from typing import Any

from langchain_core.messages import AIMessage
from pydantic import SecretStr

from storyreel.errors import AnswerRefused, BackendError, MissingExtra, UserError
from storyreel.tools.chat.connecting import certificates
from storyreel.tools.chat.contract import ChatCan, Medium
from storyreel.tools.chat.endpoint import BrokenOff, by_status, described, told_message
from storyreel.tools.chat.langchain_endpoint import LangChainEndpoint
from storyreel.tools.chat.messages import Finish, Reply, Request, encoded, mime_of
from storyreel.tools.chat.secrets import KEYS, hidden, key_from, retry_after
from storyreel.tools.chat.spec import ChatSpec

__all__ = ["OpenAIEndpoint", "open_openai"]

_FINISH: dict[str, Finish] = {"length": "length", "content_filter": "refused"}
_OPTIONS = ("temperature", "seed", "logprobs", "top_logprobs", "max_tokens", "max_completion_tokens")
_TOP = 5


def open_openai(spec: ChatSpec, *, timeout_s: float = 600.0, transport: Any = None) -> OpenAIEndpoint:
    """Open an address; nothing is sent.

    Args:
        spec: With a URL, or without one for the vendor's.
        timeout_s: For one request.
        transport: Of the HTTP client, for tests without a socket.

    Raises:
        MissingExtra: If langchain-openai is not installed.
        UserError: If the vendor is meant and there is no key.
    """
    try:
        import httpx2
        import openai

        from storyreel.tools.chat.openai_llm import StreamingChatOpenAI
    except ModuleNotFoundError as exc:
        raise MissingExtra("a model behind OpenAI's protocol", "langchain-openai", "cloud") from exc
    # the vendor's key goes to nobody but the vendor
    key = key_from(*KEYS["openai:MODEL@URL" if spec.url else "openai:MODEL"])
    if key is None and not spec.url:
        raise UserError(
            f"{spec.name} needs a key: set OPENAI_API_KEY. For a server of your own: openai:{spec.model}@http://127.0.0.1:8000/v1"
        )
    # no connection outlives its request: one kept from an event loop that has ended would fail in the next
    limits = httpx2.Limits(max_keepalive_connections=0)
    client = openai.DefaultAsyncHttpxClient(timeout=timeout_s, limits=limits, transport=transport, verify=certificates())
    llm = StreamingChatOpenAI(
        model=spec.model,
        base_url=spec.url or "https://api.openai.com/v1",
        api_key=key or SecretStr("none"),
        max_retries=0,
        timeout=timeout_s,
        stream_usage=True,
        use_responses_api=False,
        http_async_client=client,
    )
    return OpenAIEndpoint(spec, llm, ChatCan(watches=None if spec.url else False), key=key, client=client)


class OpenAIEndpoint(LangChainEndpoint):
    """Chat completions at one address."""

    def __init__(self, spec: ChatSpec, llm: Any, can: ChatCan, *, key: SecretStr | None, client: Any) -> None:
        # servers of one's own constrain the answer and do not show the schema to the model
        super().__init__(spec, llm, can, shows_schema=spec.url is None)
        self._key, self._client = key, client

    def options(self, request: Request) -> dict[str, Any]:
        """As chat completions spell them; `max_tokens` where only the vendor knows its successor."""
        ask = request.ask
        limit = "max_completion_tokens" if self.spec.url is None or "max_tokens" in self._without else "max_tokens"
        body: dict[str, Any] = {"temperature": ask.temperature, limit: request.max_output_tokens}
        if ask.seed is not None:
            body["seed"] = ask.seed
        if ask.probabilities:
            body |= {"logprobs": True, "top_logprobs": _TOP}
        if request.schema is not None:
            body |= self._form(request)
        # by way of extra_body: response_format would be parsed, and a cut answer would come back as an error without its text
        return {"extra_body": {name: value for name, value in body.items() if name not in self._without}}

    def _form(self, request: Request) -> dict[str, Any]:
        schema = request.schema
        assert schema is not None
        shape = schema.schema if self.spec.url is None else schema.bounded
        if request.rung == "json_schema":
            return {
                "response_format": {
                    "type": "json_schema",
                    "json_schema": {"name": schema.name, "schema": shape, "strict": schema.strict},
                }
            }
        if request.rung == "json_object":
            return {"response_format": {"type": "json_object"}}
        if request.rung == "tool call":
            function = {"name": schema.name, "description": schema.description, "parameters": shape}
            return {
                "tools": [{"type": "function", "function": function}],
                "tool_choice": {"type": "function", "function": {"name": schema.name}},
            }
        return {}

    def shown(self, medium: Medium) -> dict[str, Any]:
        """Pictures as image_url, sound as input_audio, video as video_url (vLLM's)."""
        if medium.kind == "sound":
            form = "mp3" if mime_of(medium) == "audio/mpeg" else "wav"
            return {"type": "input_audio", "input_audio": {"data": encoded(medium), "format": form}}
        kind = "image_url" if medium.kind == "picture" else "video_url"
        return {"type": kind, kind: {"url": f"data:{mime_of(medium)};base64,{encoded(medium)}"}}

    def reply(self, message: AIMessage) -> Reply:
        """The words, else the arguments of the tool call; a refusal is how it ended."""
        told: dict[str, Any] = message.response_metadata
        refusal = message.additional_kwargs.get("refusal")
        finish = "refused" if refusal else _FINISH.get(str(told.get("finish_reason")), "stop")
        usage = message.usage_metadata
        return Reply(
            str(refusal) if refusal else _arguments(message) or message.text,
            finish,
            usage["input_tokens"] if usage else None,
            usage["output_tokens"] if usage else None,
            str(told.get("model_name") or ""),
            _probabilities(told.get("logprobs")),
        )

    def unknown_option(self, exc: Exception) -> str | None:
        """The option that the error's `param` names."""
        import openai

        param = exc.param if isinstance(exc, openai.BadRequestError | openai.UnprocessableEntityError) else None
        return param if param in _OPTIONS else None

    def translated(self, exc: Exception, request: Request) -> Exception:
        """By class, status and code."""
        import openai

        name = self.spec.name
        if isinstance(exc, openai.APIStatusError):
            if exc.code == "content_filter":
                return AnswerRefused("it refused the request by its content filter.", backend=name)
            if exc.code == "insufficient_quota":
                return BackendError("the account has no credit left (insufficient_quota).", backend=name)
            if exc.code == "context_length_exceeded":
                return BackendError("the request is longer than the model reads (context_length_exceeded).", backend=name)
            return by_status(
                name,
                exc.status_code,
                told=told_message(exc.body),
                rung=request.rung,
                retry_after_s=retry_after(exc.response.headers),
                tell=lambda text: hidden(text, self._key),
            )
        if isinstance(exc, openai.APIConnectionError):
            late = isinstance(exc, openai.APITimeoutError)
            said = "it did not answer in time" if late else "it cannot be reached, or broke off"
            return BrokenOff(f"{said}. Is it running? Look: storyreel serve --help", backend=name, retryable=True)
        if isinstance(exc, ValueError | TypeError | KeyError | AttributeError | IndexError | openai.APIError):
            broken = described(name, exc)
            return BrokenOff(broken.args[0].partition(": ")[2] or str(broken), backend=name, retryable=True)
        return exc

    async def close(self) -> None:
        """Close its connections."""
        await self._client.aclose()


def _arguments(message: AIMessage) -> str:
    """The arguments of the first tool call as they were written."""
    if message.tool_calls:
        return json.dumps(message.tool_calls[0]["args"])
    return str(message.invalid_tool_calls[0]["args"] or "") if message.invalid_tool_calls else ""


def _probabilities(told: Any) -> tuple[tuple[tuple[str, float], ...], ...]:
    places: list[dict[str, Any]] = told.get("content") or [] if told else []
    found: list[tuple[tuple[str, float], ...]] = []
    for place in places:
        alternatives: list[dict[str, Any]] = place.get("top_logprobs") or [place]
        found.append(tuple((str(one["token"]), math.exp(min(0.0, float(one["logprob"])))) for one in alternatives))
    return tuple(found)
