"""A language model by its name; each kind's file is imported only when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from storyreel.tools.chat.contract import Call
from storyreel.tools.chat.endpoint import Endpoint
from storyreel.tools.chat.ladder import LadderChat
from storyreel.tools.chat.patience import Patience
from storyreel.tools.chat.spec import read_spec

__all__ = ["chat_model"]

_OPENERS = {
    "openai": ("openai", "open_openai"),
    "gemini": ("gemini", "open_gemini"),
    "anthropic": ("anthropic", "open_anthropic"),
    "hf": ("hf", "open_hf"),
    "vllm": ("vllm", "open_vllm"),
}


def chat_model(spec: str, *, on_call: Callable[[Call], object] | None = None, patience: Patience | None = None) -> LadderChat:
    """Open a language model; nothing is sent and no weights are loaded before the first request.

    Args:
        spec: "openai:MODEL@URL", "gemini:MODEL", "anthropic:MODEL", "hf:PATH" or "vllm:PATH".
        on_call: Is told of every request.
        patience: With transport; the default waits for at most a minute at a time, three times.

    Raises:
        UserError: If there is no such kind, or a key or folder is missing; the text says what exists.
        MissingExtra: If its package is not installed.
    """
    wanted = read_spec(spec)
    module, name = _OPENERS[wanted.kind]
    opener: Callable[..., Endpoint] = getattr(import_module(f"storyreel.tools.chat.{module}"), name)
    return LadderChat(opener(wanted), on_call=on_call, patience=patience or Patience())
