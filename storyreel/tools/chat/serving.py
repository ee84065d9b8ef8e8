"""How vLLM is started for a model so that Storyreel can use it: the command, its flags and why each is there. It starts nothing.

The server runs in whichever Python has vllm, which may be another environment than Storyreel's.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from storyreel.errors import BackendUnavailable, MissingExtra, UserError

__all__ = ["Serving", "count_gpus", "find_vllm", "plan_serving"]

_SERVER = "vllm.entrypoints.openai.api_server"
_RANKS = (8, 16, 32, 64, 128, 256, 320, 512)
_STRUCTURED = {"backend": "xgrammar", "disable_any_whitespace": True}


@dataclass(frozen=True)
class Serving:
    """One server.

    Attributes:
        command: Its words.
        environment: What is added to the environment.
        spec: How Storyreel names the model that it serves.
        reasons: Why each thing that was chosen was chosen.
    """

    command: tuple[str, ...]
    environment: dict[str, str]
    spec: str
    reasons: tuple[str, ...]


def plan_serving(
    model: str,
    *,
    python: str,
    gpus: int,
    host: str = "127.0.0.1",
    port: int = 8000,
    name: str = "",
    context: int | None = None,
    base: str = "",
) -> Serving:
    """The command that serves a model.

    Args:
        model: A folder, an adapter's folder (LoRA), or the name of a model on a hub.
        python: The interpreter that has vllm.
        gpus: To be used; 0 for the CPU.
        host: To listen on.
        port: To listen on.
        name: Under which it is asked for; the last part of the model's by default.
        context: Tokens that a request and its answer may have together; the model's own by default.
        base: Of an adapter, if its own file does not name it.

    Raises:
        UserError: If a folder holds no model.

    >>> plan_serving("Qwen/Qwen3-8B", python="python", gpus=1).spec
    'openai:Qwen3-8B@http://127.0.0.1:8000/v1'
    """
    served = name or model.rstrip("/").rpartition("/")[2]
    reasons = [f"structured outputs: {json.dumps(_STRUCTURED)}: white space of any length would be all that a weak model writes"]
    command = [python, "-m", _SERVER, *_model_words(model, served, base, reasons), "--host", host, "--port", str(port)]
    command += ["--structured-outputs-config", json.dumps(_STRUCTURED, separators=(",", ":"))]
    if context:
        command += ["--max-model-len", str(context)]
    environment = {"VLLM_NO_USAGE_STATS": "1"}
    if gpus == 0:
        # a prompt that is read in parts cannot be sampled with a seed on a CPU: the server would end
        command += ["--enforce-eager", "--max-num-batched-tokens", str(max(65_536, context or 0))]
        environment["VLLM_CPU_KVCACHE_SPACE"] = "4"
        reasons.append("no GPU is used: the CPU serves, slowly; 4 GB of memory keep what was read")
    elif gpus > 1:
        command += ["--tensor-parallel-size", str(gpus)]
        reasons.append(f"{gpus} GPUs share the model")
    return Serving(tuple(command), environment, f"openai:{served}@http://{_reached(host)}:{port}/v1", tuple(reasons))


def _model_words(model: str, served: str, base: str, reasons: list[str]) -> list[str]:
    """The words that name the model, or the adapter and its base."""
    adapter = _adapter(Path(model))
    if adapter is None:
        return ["--model", _weights(model), "--served-model-name", served]
    weights = base or str(adapter.get("base_model_name_or_path") or "")
    if not weights:
        raise UserError(f"{model} is an adapter and names no base model. Name it: storyreel serve {model} --base MODEL")
    asked = int(adapter.get("r") or _RANKS[0])
    rank = next((one for one in _RANKS if one >= asked), _RANKS[-1])
    reasons.append(f"{model} is an adapter on {weights} of rank {asked}: it is served as {served}")
    return ["--model", weights, "--enable-lora", "--lora-modules", f"{served}={model}", "--max-lora-rank", str(rank)]


def _reached(host: str) -> str:
    """Where a server that listens on `host` is reached from this machine."""
    if host in ("0.0.0.0", "::"):
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host


def _adapter(folder: Path) -> dict[str, Any] | None:
    file = folder / "adapter_config.json"
    if not file.is_file() or (folder / "config.json").is_file():
        return None
    try:
        told: object = json.loads(file.read_text(encoding="utf-8"))
    except ValueError as exc:
        raise UserError(f"{file} cannot be read: {exc}") from exc
    return cast("dict[str, Any]", told) if isinstance(told, dict) else {}


def _weights(model: str) -> str:
    folder = Path(model).expanduser()
    if folder.is_dir():
        if not (folder / "config.json").is_file():
            raise UserError(f"{folder} is no model's folder: it holds neither config.json nor adapter_config.json.")
        return str(folder)
    if model.startswith((".", "/", "~")) or model.count("/") > 1:
        raise UserError(f"there is no folder {folder}. Name a model's folder, or a model on a hub such as Qwen/Qwen3-8B.")
    return model


def find_vllm(python: str) -> None:
    """Make sure that an interpreter has vllm; nothing of it is started.

    Raises:
        MissingExtra: If it has none.
        BackendUnavailable: If the interpreter cannot be run.
    """
    look = "import importlib.util, sys; sys.exit(importlib.util.find_spec('vllm') is None)"
    try:
        done = subprocess.run([python, "-c", look], capture_output=True, check=False, timeout=60)
    except (OSError, subprocess.TimeoutExpired) as exc:
        raise BackendUnavailable(
            f"{python} cannot be run: {exc}. Name a Python that has vllm: --python PATH", backend="serve"
        ) from exc
    if done.returncode:
        raise MissingExtra(f"serving a model from {python}", "vllm", "vllm")


def count_gpus(which: Callable[[str], str | None] = shutil.which) -> int:
    """NVIDIA GPUs of this machine, as its own tool counts them; 0 where there is no such tool."""
    tool = which("nvidia-smi")
    if tool is None:
        return 0
    try:
        listed = subprocess.run([tool, "-L"], capture_output=True, text=True, check=False, timeout=20)
    except (OSError, subprocess.TimeoutExpired):
        return 0
    return sum(line.startswith("GPU ") for line in listed.stdout.splitlines()) if listed.returncode == 0 else 0
