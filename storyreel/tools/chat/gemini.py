"""Gemini: words, pictures, sound and video. Files go inside the request, so all of them together stay below 18 MB.

It tries no rung twice and repairs nothing. A longer film is shown as frames, or in parts; uploading files first is not done.
"""

from __future__ import annotations

import json
import math
from typing import Any, cast

from langchain_core.messages import AIMessage
from pydantic import SecretStr

from storyreel.errors import BackendError, MissingExtra, UserError
from storyreel.tools.chat.connecting import certificates
from storyreel.tools.chat.contract import ChatCan, Medium
from storyreel.tools.chat.endpoint import BrokenOff, by_status, described
from storyreel.tools.chat.langchain_endpoint import LangChainEndpoint
from storyreel.tools.chat.messages import Finish, Reply, Request, encoded, mime_of
from storyreel.tools.chat.secrets import KEYS, hidden, key_from, retry_after
from storyreel.tools.chat.spec import ChatSpec

__all__ = ["GeminiEndpoint", "open_gemini"]

_MOST_BYTES = 18_000_000
_TOP = 5
_REFUSED = ("SAFETY", "RECITATION", "LANGUAGE", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII", "IMAGE_SAFETY")
_FINISH: dict[str, Finish] = {"MAX_TOKENS": "length", **dict.fromkeys(_REFUSED, "refused")}


def open_gemini(spec: ChatSpec, *, timeout_s: float = 600.0, base_url: str | None = None) -> GeminiEndpoint:
    """Open the vendor's address; nothing is sent.

    Args:
        spec: The model.
        timeout_s: For one request.
        base_url: Another address, for tests and gateways.

    Raises:
        MissingExtra: If google-genai is not installed.
        UserError: If there is no key.
    """
    try:
        import httpx
        from google import genai
        from google.genai import types

        from storyreel.tools.chat.gemini_llm import GeminiChat
    except ImportError as exc:
        raise MissingExtra("a Gemini model", "google-genai", "cloud") from exc
    key = key_from(*KEYS["gemini:MODEL"])
    if key is None:
        raise UserError(f"{spec.name} needs a key: set GEMINI_API_KEY.")
    limits = httpx.Limits(max_keepalive_connections=0)  # as in openai.py: no connection outlives its request
    http = httpx.AsyncClient(timeout=timeout_s, limits=limits, verify=certificates())
    options = types.HttpOptions(
        base_url=base_url,
        timeout=int(timeout_s * 1000),
        retry_options=types.HttpRetryOptions(attempts=1),
        httpx_async_client=http,
    )
    client = genai.Client(vertexai=False, api_key=key.get_secret_value(), http_options=options)
    can = ChatCan(sees=True, hears=True, watches=True)
    return GeminiEndpoint(spec, GeminiChat(client=client, model=spec.model), can, key=key, http=http)


class GeminiEndpoint(LangChainEndpoint):
    """generateContent at the vendor's address."""

    def __init__(self, spec: ChatSpec, llm: Any, can: ChatCan, *, key: SecretStr, http: Any) -> None:
        super().__init__(spec, llm, can, shows_schema=True)
        self._key, self._http = key, http

    def options(self, request: Request) -> dict[str, Any]:
        """As GenerateContentConfig spells them."""
        ask, schema = request.ask, request.schema
        config: dict[str, Any] = {
            "max_output_tokens": request.max_output_tokens,
            "temperature": ask.temperature,
            "seed": ask.seed,
        }
        if ask.probabilities:
            config |= {"response_logprobs": True, "logprobs": _TOP}
        if request.rung in ("json_schema", "json_object"):
            config["response_mime_type"] = "application/json"
        if schema is not None and request.rung == "json_schema":
            config["response_json_schema"] = schema.schema
        if schema is not None and request.rung == "tool call":
            function = {"name": schema.name, "description": schema.description, "parameters_json_schema": schema.schema}
            config["tools"] = [{"function_declarations": [function]}]
            config["tool_config"] = {"function_calling_config": {"mode": "ANY", "allowed_function_names": [schema.name]}}
        return {"generation": config}

    def shown(self, medium: Medium) -> dict[str, Any]:
        """Any medium, inside the request."""
        size = medium.file.stat().st_size
        if size > _MOST_BYTES:
            raise BackendError(
                f"{medium.file.name} has {size / 1e6:.0f} MB, and {_MOST_BYTES / 1e6:.0f} MB fit into a request."
                " Show it smaller, in parts, or as frames.",
                backend=self.spec.name,
            )
        return {"type": "media", "mime_type": mime_of(medium), "data": encoded(medium)}

    def reply(self, message: AIMessage) -> Reply:
        """The words, else the arguments of the function call; an answer without a candidate is none."""
        told: dict[str, Any] = message.response_metadata
        if told.get("answered") is False:
            raise BrokenOff("it sent an answer without a candidate.", backend=self.spec.name, retryable=True)
        call: dict[str, Any] | None = message.additional_kwargs.get("function_call")
        usage = message.usage_metadata
        return Reply(
            json.dumps(call["args"]) if call else message.text,
            "refused" if told.get("block_reason") else _FINISH.get(str(told.get("finish_reason")), "stop"),
            usage["input_tokens"] if usage else None,
            usage["output_tokens"] if usage else None,
            str(told.get("model") or ""),
            _probabilities(told.get("logprobs")),
        )

    def translated(self, exc: Exception, request: Request) -> Exception:
        """By class and status."""
        import httpx
        import httpx2
        from google.genai import errors

        name = self.spec.name
        if isinstance(exc, errors.APIError):
            return by_status(
                name,
                exc.code,
                told=exc.message or "",
                rung=request.rung,
                retry_after_s=retry_after(getattr(cast("Any", exc).response, "headers", None) or {}),
                tell=lambda text: hidden(text, self._key),
            )
        if isinstance(exc, httpx.TransportError | httpx2.TransportError):
            late = isinstance(exc, httpx.TimeoutException | httpx2.TimeoutException)
            said = "it did not answer in time" if late else "it cannot be reached, or broke off"
            return BrokenOff(f"{said}.", backend=name, retryable=True)
        if isinstance(exc, ValueError | TypeError | KeyError | AttributeError | IndexError | errors.UnknownApiResponseError):
            return described(name, exc)
        return exc

    async def close(self) -> None:
        """Close its connections."""
        await self._http.aclose()


def _probabilities(told: dict[str, Any] | None) -> tuple[tuple[tuple[str, float], ...], ...]:
    found: list[tuple[tuple[str, float], ...]] = []
    places: list[dict[str, Any]] = (told or {}).get("top_candidates") or []
    for place in places:
        alternatives: list[dict[str, Any]] = place.get("candidates") or []
        found.append(tuple((str(one["token"]), math.exp(min(0.0, float(one["log_probability"])))) for one in alternatives))
    return tuple(found)
