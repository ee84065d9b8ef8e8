"""vLLM's engine in this process as a LangChain chat model. Requests that come together run as one batch.

The engine is started at the first request, with the options of `VLLM_OPTIONS`. It knows no ladder and no error of ours.
"""

from __future__ import annotations

import asyncio
import os
import threading
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from langchain_core.callbacks import AsyncCallbackManagerForLLMRun, CallbackManagerForLLMRun
from langchain_core.language_models.chat_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage, SystemMessage
from langchain_core.messages.ai import UsageMetadata
from langchain_core.outputs import ChatGeneration, ChatResult
from pydantic import ConfigDict, PrivateAttr

__all__ = ["VLLM_OPTIONS", "VllmChat"]

VLLM_OPTIONS: dict[str, Any] = {
    "structured_outputs_config": {"backend": "xgrammar", "disable_any_whitespace": True},
    "enable_prefix_caching": True,
}
"""Options of the engine. White space of any length would be all that a weak model writes; the instructions are read once."""

_GATHER_S = 0.01


class _Waiting(NamedTuple):
    messages: list[dict[str, str]]
    options: dict[str, Any]
    future: asyncio.Future[Any]


class VllmChat(BaseChatModel):
    """Generates with the folder's own chat template; `schema`, `max_tokens`, `temperature` and `seed` are keywords of a call."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    folder: Path
    engine_options: dict[str, Any] = {}
    _engine: Any = PrivateAttr(default=None)
    _lock: threading.Lock = PrivateAttr(default_factory=threading.Lock)
    _waiting: list[_Waiting] = PrivateAttr(default_factory=list[_Waiting])
    _task: asyncio.Task[None] | None = PrivateAttr(default=None)
    _batches: list[int] = PrivateAttr(default_factory=list[int])

    @property
    def _llm_type(self) -> str:
        return "vllm"

    @property
    def batches(self) -> tuple[int, ...]:
        """How many requests ran together, batch by batch."""
        return tuple(self._batches)

    def release(self) -> None:
        """Stop the engine."""
        with self._lock:
            self._engine = None

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        return self._read(self._run([(_turns(messages), kwargs)])[0])

    async def _agenerate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: AsyncCallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        loop = asyncio.get_running_loop()
        one = _Waiting(_turns(messages), kwargs, loop.create_future())
        self._waiting.append(one)
        if self._task is None or self._task.done():
            self._task = loop.create_task(self._serve())
        return self._read(await one.future)

    async def _serve(self) -> None:
        """Run what is waiting, batch by batch, until nothing is."""
        await asyncio.sleep(_GATHER_S)
        while self._waiting:
            batch, self._waiting = self._waiting, []
            try:
                found = await asyncio.to_thread(self._run, [(one.messages, one.options) for one in batch])
            except Exception as exc:
                for one in batch:
                    if not one.future.done():
                        one.future.set_exception(exc)
                continue
            for one, output in zip(batch, found, strict=True):
                if not one.future.done():
                    one.future.set_result(output)

    def _run(self, batch: list[tuple[list[dict[str, str]], dict[str, Any]]]) -> list[Any]:
        with self._lock:
            if self._engine is None:
                self._engine = _started(self.folder, {**VLLM_OPTIONS, **self.engine_options})
            self._batches.append(len(batch))
            conversations = [messages for messages, _ in batch]
            return self._engine.chat(conversations, [_sampling(options) for _, options in batch], use_tqdm=False)

    def _read(self, found: Any) -> ChatResult:
        answer = found.outputs[0]
        tokens_in, tokens_out = len(found.prompt_token_ids or ()), len(answer.token_ids)
        usage = UsageMetadata(input_tokens=tokens_in, output_tokens=tokens_out, total_tokens=tokens_in + tokens_out)
        metadata = {"finish_reason": answer.finish_reason, "model": self.folder.name}
        message = AIMessage(answer.text, response_metadata=metadata, usage_metadata=usage)
        return ChatResult(generations=[ChatGeneration(message=message)])


def _started(folder: Path, options: dict[str, Any]) -> Any:
    os.environ.setdefault("VLLM_NO_USAGE_STATS", "1")  # nothing is told to anyone
    vllm: Any = import_module("vllm")
    return vllm.LLM(model=str(folder), **options)


def _sampling(options: dict[str, Any]) -> Any:
    told: Any = import_module("vllm.sampling_params")
    schema = options.get("schema")
    held = None if schema is None else told.StructuredOutputsParams(json=schema)
    return told.SamplingParams(
        max_tokens=options["max_tokens"], temperature=options["temperature"], seed=options.get("seed"), structured_outputs=held
    )


def _turns(messages: list[BaseMessage]) -> list[dict[str, str]]:
    return [{"role": "system" if isinstance(one, SystemMessage) else "user", "content": one.text} for one in messages]
