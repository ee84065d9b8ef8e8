"""A model's folder in this process, by vLLM's engine: what is asked together runs together. For a server see openai.py.

It reads words only.
"""

from __future__ import annotations

from storyreel.errors import MissingExtra
from storyreel.tools.chat.contract import ChatCan
from storyreel.tools.chat.folder import model_folder
from storyreel.tools.chat.hf import HfEndpoint
from storyreel.tools.chat.installed import is_installed
from storyreel.tools.chat.spec import ChatSpec

__all__ = ["open_vllm"]


def open_vllm(spec: ChatSpec) -> HfEndpoint:
    """Open a folder; the engine is started at the first request.

    Raises:
        UserError: If it is no model's folder.
        MissingExtra: If vllm is not installed.
    """
    folder = model_folder(spec)
    if not is_installed("vllm"):
        raise MissingExtra("vLLM's engine in this process", "vllm", "vllm")
    from storyreel.tools.chat.vllm_llm import VllmChat

    can = ChatCan(sees=False, hears=False, watches=False, rungs=("json_schema", "prompt and repair"))
    return HfEndpoint(spec, VllmChat(folder=folder), can)
