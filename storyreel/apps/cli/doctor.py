"""`storyreel doctor`: whether this machine can make films, and what to do where it cannot. It only prints what was examined."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from storyreel.apps.cli import options as o
from storyreel.apps.cli.output import USAGE, print_json, print_line

__all__ = ["doctor"]

_MARKS = {"ok": "ok", "note": "note", "problem": "PROBLEM"}


def doctor(
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="Where films are to be written. Default: this folder.")
    ] = Path(),
    as_json: o.Json = False,
) -> None:
    """Look whether this machine can make films: Python, libraries, voice, fonts, disk, encoder, terminal, keys.

    Each thing is tried, not only looked for; of keys it says which are set, never what they are.
    A note limits something, a problem stops something; each says what to do.
    Ends with code 0, or 2 where there is a problem. With --json: {ok, checks: [{name, state, found, todo}]}.

    Examples:
        storyreel doctor
        storyreel doctor /media/films
        storyreel doctor --json
    """
    from storyreel.apps.cli.examinations import examine

    results = list(examine(folder))
    problems = [one for one in results if one.state == "problem"]
    if as_json:
        print_json({"ok": not problems, "checks": [one.to_json() for one in results]})
    else:
        width = max(len(one.name) for one in results)
        for one in results:
            print_line(f"{_MARKS[one.state]:<7}  {one.name:<{width}}  {one.found}")
            if one.todo:
                print_line(f"{'':<{9 + width}}  next: {one.todo}")
        notes = sum(one.state == "note" for one in results)
        told = f" {notes} note{'s' if notes != 1 else ''}." if notes else ""
        more = "" if len(problems) == 1 else "s"
        print_line(f"\n{len(problems)} problem{more}.{told}" if problems else f"\nThis machine can make films.{told}")
    if problems:
        raise typer.Exit(USAGE)
