"""LangChain's ChatOpenAI with the one thing it drops: a refusal that comes in pieces. It sends what ChatOpenAI sends."""

from __future__ import annotations

from typing import Any

from langchain_core.messages import AIMessageChunk
from langchain_core.outputs import ChatGenerationChunk
from langchain_openai import ChatOpenAI

__all__ = ["StreamingChatOpenAI"]


class StreamingChatOpenAI(ChatOpenAI):
    """ChatOpenAI whose chunks carry `refusal` as its whole messages do."""

    def _convert_chunk_to_generation_chunk(
        self, chunk: dict[str, Any], default_chunk_class: type, base_generation_info: dict[str, Any] | None
    ) -> ChatGenerationChunk | None:
        convert: Any = super()._convert_chunk_to_generation_chunk  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
        made: ChatGenerationChunk | None = convert(chunk, default_chunk_class, base_generation_info)
        choices: list[dict[str, Any]] = chunk.get("choices") or []
        delta: dict[str, Any] = (choices[0].get("delta") or {}) if choices else {}
        refusal = delta.get("refusal")
        if made is not None and refusal and isinstance(made.message, AIMessageChunk):
            made.message.additional_kwargs["refusal"] = refusal
        return made
