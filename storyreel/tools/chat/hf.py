"""A model's folder in this process, by transformers. With xgrammar a form is had by its schema, without it by the prompt.

It reads words only. Nothing is downloaded, and no code of the folder is run.
"""

from __future__ import annotations

from typing import Any

from langchain_core.messages import AIMessage

from storyreel.errors import BackendError, BackendUnavailable, MissingExtra
from storyreel.tools.chat.contract import ChatCan
from storyreel.tools.chat.folder import model_folder
from storyreel.tools.chat.installed import is_installed
from storyreel.tools.chat.langchain_endpoint import LangChainEndpoint
from storyreel.tools.chat.messages import Reply, Request
from storyreel.tools.chat.spec import ChatSpec

__all__ = ["HfEndpoint", "open_hf"]


def open_hf(spec: ChatSpec) -> HfEndpoint:
    """Open a folder; the weights are loaded at the first request.

    Raises:
        UserError: If it is no model's folder.
        MissingExtra: If transformers or torch is not installed.
    """
    folder = model_folder(spec)
    for package in ("torch", "transformers"):
        if not is_installed(package):
            raise MissingExtra("a model in this process", package, "models")
    from storyreel.tools.chat.hf_llm import HfChat

    held = is_installed("xgrammar")
    rungs = ("json_schema", "prompt and repair") if held else ("prompt and repair",)
    can = ChatCan(sees=False, hears=False, watches=False, rungs=rungs)
    return HfEndpoint(spec, HfChat(folder=folder), can)


class HfEndpoint(LangChainEndpoint):
    """One folder."""

    def options(self, request: Request) -> dict[str, Any]:
        """As `HfChat` spells them."""
        schema = request.schema if request.rung == "json_schema" else None
        return {
            "max_tokens": request.max_output_tokens,
            "temperature": request.ask.temperature,
            "seed": request.ask.seed,
            "schema": None if schema is None else schema.bounded,
        }

    def reply(self, message: AIMessage) -> Reply:
        """The words; an answer without its end token was cut off."""
        usage = message.usage_metadata
        return Reply(
            message.text,
            "length" if message.response_metadata.get("finish_reason") == "length" else "stop",
            usage["input_tokens"] if usage else None,
            usage["output_tokens"] if usage else None,
            str(message.response_metadata.get("model") or ""),
        )

    def translated(self, exc: Exception, request: Request) -> Exception:
        """By class: what cannot be loaded is unavailable, what does not fit the memory too."""
        name = self.spec.name
        if isinstance(exc, ImportError | OSError):
            return BackendUnavailable(f"the model cannot be loaded: {exc}", backend=name)
        if type(exc).__name__ == "OutOfMemoryError":
            return BackendUnavailable("the model does not fit into the memory of the device", backend=name)
        if isinstance(exc, ValueError):
            return BackendError(f"the model cannot take the request: {exc}", backend=name)
        return BackendUnavailable(f"the model failed: {str(exc)[:500]}", backend=name) if isinstance(exc, RuntimeError) else exc

    async def close(self) -> None:
        """Let go of the weights."""
        release: Any = getattr(self.llm, "release", None)
        if release is not None:
            release()
