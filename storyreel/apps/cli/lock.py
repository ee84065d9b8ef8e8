"""`storyreel lock`: keep a Shot as it is, whatever else changes. It only words the message."""

from __future__ import annotations

from typing import Annotated

import typer

from storyreel.apps.cli import options as o
from storyreel.apps.cli.completing import shot_names
from storyreel.apps.cli.message import tell

__all__ = ["lock"]


def lock(
    project: o.Project,
    shots: Annotated[
        list[str], typer.Argument(metavar="SHOT...", help="Shots as the report names them: 1.2 1.3.", autocompletion=shot_names)
    ],
    unlock: Annotated[bool, typer.Option("--unlock", help="Give the shots free again.")] = False,
    author: o.Author = "",
    as_json: o.Json = False,
) -> None:
    """Lock shots: their chosen takes stand and are never made again.

    Examples:
        storyreel lock out/scene 1.2 1.4
        storyreel lock out/scene 1.2 --unlock
    """
    tell(project, f"{'unlock' if unlock else 'lock'} {' '.join(shots)}", author=author, as_json=as_json)
