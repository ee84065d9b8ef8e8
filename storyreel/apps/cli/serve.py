"""`storyreel serve`: a language model of one's own, behind vLLM. How vLLM is started it asks the library; it only starts it."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from typing import Annotated

import typer

from storyreel.apps.cli import options as o
from storyreel.apps.cli.output import print_json, print_line
from storyreel.errors import BackendUnavailable, UserError

__all__ = ["serve"]


def serve(
    model: Annotated[str, typer.Argument(metavar="MODEL", help="A model's or adapter's folder, or its name on a hub.")],
    name: Annotated[str, typer.Option("--name", metavar="NAME", help="What it is called. Default: the last part of MODEL.")] = "",
    host: Annotated[str, typer.Option("--host", metavar="HOST", help="Where to listen.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", metavar="PORT", min=1, max=65535, help="Where to listen.")] = 8000,
    gpus: Annotated[int | None, typer.Option("--gpus", metavar="N", min=0, help="GPUs to use. Default: all there are.")] = None,
    context: Annotated[int | None, typer.Option("--context", metavar="TOKENS", min=256, help="Most tokens at once.")] = None,
    base: Annotated[str, typer.Option("--base", metavar="MODEL", help="What an adapter is put on, if it does not say.")] = "",
    python: Annotated[str, typer.Option("--python", metavar="PATH", help="The Python that has vllm. Default: this one.")] = "",
    show: Annotated[bool, typer.Option("--show", help="Say what would be started, and start nothing.")] = False,
    as_json: o.Json = False,
) -> None:
    """Start vLLM with a model, with the flags that Storyreel needs, and say how to use it.

    It runs until it is stopped. With --json: {command, environment, spec, reasons}, and nothing is started.

    Examples:
        storyreel serve Qwen/Qwen3-8B
        storyreel serve models/ScriptAgent --base Qwen/Qwen3-8B --port 8001
        storyreel serve models/tiny --python ~/vllm/bin/python --show
    """
    from storyreel.tools.chat.serving import count_gpus, find_vllm, plan_serving

    there = count_gpus()
    if gpus is not None and gpus > there:
        raise UserError(f"--gpus {gpus}: this machine has {there}. Give at most that, or leave it out.")
    interpreter = os.path.expanduser(python) if python else sys.executable
    plan = plan_serving(
        model,
        python=interpreter,
        gpus=there if gpus is None else gpus,
        host=host,
        port=port,
        name=name,
        context=context,
        base=base,
    )
    if as_json:
        print_json({"command": plan.command, "environment": plan.environment, "spec": plan.spec, "reasons": plan.reasons})
        return
    words = [f"{key}={value}" for key, value in plan.environment.items()] + [shlex.quote(word) for word in plan.command]
    for reason in plan.reasons:
        print_line(f"  {reason}")
    print_line(f"\n{' '.join(words)}\n\nUse it as: {plan.spec}")
    if show:
        return
    find_vllm(interpreter)
    ended = _run(plan.command, plan.environment)
    if ended:
        raise BackendUnavailable(f"vLLM ended with {ended}; what it says stands above", backend="serve")


def _run(command: tuple[str, ...], environment: dict[str, str]) -> int:
    """Run it to its end; a Ctrl-C reaches it too, and it is waited for."""
    with subprocess.Popen(command, env={**os.environ, **environment}) as process:
        try:
            return process.wait()
        except KeyboardInterrupt:
            process.wait(timeout=60)
            raise
