"""`storyreel retake`: ask for another take of a Shot, and go on. It only words the message."""

from __future__ import annotations

from typing import Annotated

import typer

from storyreel.apps.cli import options as o
from storyreel.apps.cli.message import tell

__all__ = ["retake"]


def retake(
    project: o.Project,
    shot: o.Shot,
    words: Annotated[list[str] | None, typer.Argument(help="What to change: darker, slower, a close-up.")] = None,
    author: o.Author = "",
    as_json: o.Json = False,
) -> None:
    """Make another take of a shot, with what to change in words.

    Examples:
        storyreel retake out/scene 1.3
        storyreel retake out/scene 1.3 darker and slower
    """
    shot, wish = shot.rstrip(":"), " ".join(words or []).strip(" :")
    tell(project, f"retake {shot}: {wish}" if wish else f"retake {shot}", author=author, as_json=as_json)
