"""`storyreel completion`: the lines with which a shell completes verbs, options, projects and shots."""

from __future__ import annotations

import importlib
import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from storyreel.apps.cli import options as o
from storyreel.apps.cli.output import print_error, print_json, print_line
from storyreel.errors import UserError

__all__ = ["VARIABLE", "Shell", "completion", "prepare"]

VARIABLE = "_STORYREEL_COMPLETE"


class Shell(StrEnum):
    """Shells that can be told how to complete."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"


_HOW = {
    Shell.BASH: 'eval "$(storyreel completion bash)" in ~/.bashrc',
    Shell.ZSH: 'eval "$(storyreel completion zsh)" in ~/.zshrc, after compinit',
    Shell.FISH: "storyreel completion fish > ~/.config/fish/completions/storyreel.fish",
}


def prepare() -> None:
    """Tell the option parser of the shells; a process that the shell asks for words needs that before it runs."""
    typers: Any = importlib.import_module("typer.completion")
    typers.completion_init()


def completion(
    shell: Annotated[Shell | None, typer.Argument(metavar="SHELL", help="bash, zsh or fish. Default: by $SHELL.")] = None,
    as_json: o.Json = False,
) -> None:
    """Print what makes the Tab key complete verbs, options, projects and shots in a shell.

    Examples:
        eval "$(storyreel completion bash)"
        storyreel completion fish > ~/.config/fish/completions/storyreel.fish
    """
    typers: Any = importlib.import_module("typer.completion")
    chosen = shell or _own_shell()
    text = str(typers.get_completion_script(prog_name="storyreel", complete_var=VARIABLE, shell=chosen.value))
    if as_json:
        print_json({"shell": chosen.value, "script": text, "install": _HOW[chosen]})
        return
    print_line(text)
    print_error(f"for every new {chosen.value}: {_HOW[chosen]}")


def _own_shell() -> Shell:
    name = Path(os.environ.get("SHELL", "")).name
    try:
        return Shell(name)
    except ValueError:
        known = ", ".join(Shell)
        raise UserError(
            f"$SHELL is {name or 'not set'}. Name the shell, one of: {known}. For example: storyreel completion bash"
        ) from None
