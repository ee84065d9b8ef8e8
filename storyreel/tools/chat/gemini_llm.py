"""Gemini as a LangChain chat model, thin, on the vendor's own package. It knows no form, no retry and no error of ours.

Content blocks are text and `{"type": "media", "mime_type": …, "data": base64}`.
"""

from __future__ import annotations

import base64
from collections.abc import AsyncIterator
from typing import Any, cast

from google import genai
from google.genai import types
from langchain_core.callbacks import AsyncCallbackManagerForLLMRun, CallbackManagerForLLMRun
from langchain_core.language_models.chat_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage, SystemMessage
from langchain_core.messages.ai import UsageMetadata
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from pydantic import ConfigDict

__all__ = ["GeminiChat"]


class GeminiChat(BaseChatModel):
    """generateContent of one model; `generation` as a keyword of a call goes into its config."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    client: genai.Client
    model: str

    @property
    def _llm_type(self) -> str:
        return "gemini"

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        models: Any = self.client.models
        found = models.generate_content(**self._request(messages, stop, kwargs))
        return ChatResult(generations=[ChatGeneration(message=_message(found, AIMessage))])

    async def _agenerate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: AsyncCallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        models: Any = self.client.aio.models
        found = await models.generate_content(**self._request(messages, stop, kwargs))
        return ChatResult(generations=[ChatGeneration(message=_message(found, AIMessage))])

    async def _astream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: AsyncCallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> AsyncIterator[ChatGenerationChunk]:
        models: Any = self.client.aio.models
        async for found in await models.generate_content_stream(**self._request(messages, stop, kwargs)):
            yield ChatGenerationChunk(message=cast("AIMessageChunk", _message(found, AIMessageChunk)))

    def _request(self, messages: list[BaseMessage], stop: list[str] | None, given: dict[str, Any]) -> dict[str, Any]:
        system = "\n\n".join(one.text for one in messages if isinstance(one, SystemMessage))
        contents = [
            types.Content(role="model" if isinstance(one, AIMessage) else "user", parts=_parts(one))
            for one in messages
            if not isinstance(one, SystemMessage)
        ]
        config = types.GenerateContentConfig(
            system_instruction=system or None,
            stop_sequences=stop,
            automatic_function_calling=types.AutomaticFunctionCallingConfig(disable=True),
            **given.get("generation", {}),
        )
        return {"model": self.model, "contents": contents, "config": config}


def _parts(message: BaseMessage) -> list[types.Part]:
    content = cast("str | list[str | dict[str, Any]]", message.content)  # pyright: ignore[reportUnknownMemberType]
    if isinstance(content, str):
        return [types.Part(text=content)]
    return [_part({"type": "text", "text": block} if isinstance(block, str) else block) for block in content]


def _part(block: dict[str, Any]) -> types.Part:
    if block["type"] == "media":
        return types.Part.from_bytes(data=base64.b64decode(block["data"]), mime_type=block["mime_type"])
    return types.Part(text=block["text"])


def _message(found: types.GenerateContentResponse, kind: type[AIMessage]) -> AIMessage:
    """The first candidate; what the model thought to itself is left out."""
    candidate = found.candidates[0] if found.candidates else None
    parts = candidate.content.parts or [] if candidate and candidate.content else []
    text = "".join(part.text for part in parts if part.text and not part.thought)
    calls = [part.function_call for part in parts if part.function_call]
    block = found.prompt_feedback.block_reason if found.prompt_feedback else None
    metadata: dict[str, Any] = {
        "finish_reason": candidate.finish_reason.value if candidate and candidate.finish_reason else None,
        "block_reason": block.value if block else None,
        "model": found.model_version or "",
        "answered": candidate is not None or block is not None,
    }
    if candidate and candidate.logprobs_result:
        metadata["logprobs"] = candidate.logprobs_result.model_dump()
    message = kind(content=text, response_metadata=metadata, usage_metadata=_usage(found))
    if calls:
        message.additional_kwargs["function_call"] = {"name": calls[0].name, "args": dict(calls[0].args or {})}
    return message


def _usage(found: types.GenerateContentResponse) -> UsageMetadata | None:
    told = found.usage_metadata
    if told is None or told.prompt_token_count is None:
        return None
    answered = (told.candidates_token_count or 0) + (told.thoughts_token_count or 0)
    return UsageMetadata(
        input_tokens=told.prompt_token_count, output_tokens=answered, total_tokens=told.prompt_token_count + answered
    )
