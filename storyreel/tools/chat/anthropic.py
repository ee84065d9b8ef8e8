"""Anthropic's messages, spoken through ChatAnthropic. There is no rung json_object: schema, tool call, or the prompt.

It shows pictures; sound and video the vendor does not take. It tries no rung twice and repairs nothing.
"""

from __future__ import annotations

import json
from typing import Any

from langchain_core.messages import AIMessage
from pydantic import SecretStr

from storyreel.errors import MissingExtra, UserError
from storyreel.tools.chat.connecting import certificates
from storyreel.tools.chat.contract import ChatCan, Medium
from storyreel.tools.chat.endpoint import BrokenOff, by_status, described, told_message
from storyreel.tools.chat.langchain_endpoint import LangChainEndpoint
from storyreel.tools.chat.messages import Finish, Reply, Request, encoded, mime_of
from storyreel.tools.chat.secrets import KEYS, hidden, key_from, retry_after
from storyreel.tools.chat.spec import ChatSpec

__all__ = ["AnthropicEndpoint", "open_anthropic"]

_CAN = ChatCan(sees=True, hears=False, watches=False, rungs=("json_schema", "tool call", "prompt and repair"))
_FINISH: dict[str, Finish] = {"max_tokens": "length", "model_context_window_exceeded": "length", "refusal": "refused"}


def open_anthropic(spec: ChatSpec, *, timeout_s: float = 600.0, base_url: str = "https://api.anthropic.com") -> AnthropicEndpoint:
    """Open the vendor's address; nothing is sent.

    Args:
        spec: The model.
        timeout_s: For one request.
        base_url: Another address, for tests and gateways.

    Raises:
        MissingExtra: If langchain-anthropic is not installed.
        UserError: If there is no key.
    """
    try:
        import anthropic
        import httpx2
        from langchain_anthropic import ChatAnthropic
    except ModuleNotFoundError as exc:
        raise MissingExtra("an Anthropic model", "langchain-anthropic", "cloud") from exc
    key = key_from(*KEYS["anthropic:MODEL"])
    if key is None:
        raise UserError(f"{spec.name} needs a key: set ANTHROPIC_API_KEY.")
    limits = httpx2.Limits(max_keepalive_connections=0)  # as in openai.py: no connection outlives its request
    client = anthropic.DefaultAsyncHttpxClient(timeout=timeout_s, limits=limits, verify=certificates())
    llm = ChatAnthropic(  # pyright: ignore[reportCallIssue]
        model_name=spec.model, api_key=key, base_url=base_url, max_retries=0, timeout=timeout_s, max_tokens_to_sample=4096
    )
    vendor = anthropic.AsyncAnthropic(
        api_key=key.get_secret_value(), base_url=base_url, max_retries=0, timeout=timeout_s, http_client=client
    )
    vars(llm)["_async_client"] = vendor  # in place of the one that all chat models of the process share
    return AnthropicEndpoint(spec, llm, _CAN, key=key, client=client)


class AnthropicEndpoint(LangChainEndpoint):
    """Messages at the vendor's address."""

    def __init__(self, spec: ChatSpec, llm: Any, can: ChatCan, *, key: SecretStr, client: Any) -> None:
        super().__init__(spec, llm, can, shows_schema=True)
        self._key, self._client = key, client

    def options(self, request: Request) -> dict[str, Any]:
        """As messages spell them."""
        options: dict[str, Any] = {"max_tokens": request.max_output_tokens, "temperature": request.ask.temperature}
        schema = request.schema
        if schema is not None and request.rung == "json_schema":
            from anthropic import transform_schema

            options["output_config"] = {"format": {"type": "json_schema", "schema": transform_schema(schema.schema)}}
        if schema is not None and request.rung == "tool call":
            options["tools"] = [{"name": schema.name, "description": schema.description, "input_schema": schema.schema}]
            options["tool_choice"] = {"type": "tool", "name": schema.name}
        return {name: value for name, value in options.items() if name not in self._without}

    def shown(self, medium: Medium) -> dict[str, Any]:
        """Pictures."""
        if medium.kind != "picture":
            return super().shown(medium)
        return {"type": "image", "source": {"type": "base64", "media_type": mime_of(medium), "data": encoded(medium)}}

    def reply(self, message: AIMessage) -> Reply:
        """The words, else the input of the tool call."""
        told: dict[str, Any] = message.response_metadata
        usage = message.usage_metadata
        return Reply(
            json.dumps(message.tool_calls[0]["args"]) if message.tool_calls else message.text,
            _FINISH.get(str(told.get("stop_reason")), "stop"),
            usage["input_tokens"] if usage else None,
            usage["output_tokens"] if usage else None,
            str(told.get("model_name") or told.get("model") or ""),
        )

    def unknown_option(self, exc: Exception) -> str | None:
        """The temperature, until a request has been taken: newer models refuse it, and no code says so."""
        import anthropic

        return "temperature" if isinstance(exc, anthropic.BadRequestError) and not self.answered else None

    def translated(self, exc: Exception, request: Request) -> Exception:
        """By class and status."""
        import anthropic

        name = self.spec.name
        if isinstance(exc, anthropic.APIStatusError):
            return by_status(
                name,
                exc.status_code,
                told=told_message(exc.body),
                rung=request.rung,
                retry_after_s=retry_after(exc.response.headers),
                tell=lambda text: hidden(text, self._key),
            )
        if isinstance(exc, anthropic.APIConnectionError):
            late = isinstance(exc, anthropic.APITimeoutError)
            said = "it did not answer in time" if late else "it cannot be reached, or broke off"
            return BrokenOff(f"{said}.", backend=name, retryable=True)
        if isinstance(exc, ValueError | TypeError | KeyError | AttributeError | IndexError | anthropic.APIError):
            return described(name, exc)
        return exc

    async def close(self) -> None:
        """Close its connections."""
        await self._client.aclose()
