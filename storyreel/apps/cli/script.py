"""`storyreel script`: write the shooting script alone. It takes no decision on it."""

from __future__ import annotations

import asyncio
from enum import StrEnum
from typing import Annotated

import typer

from storyreel.apps.cli import options as o
from storyreel.apps.cli.output import print_json, print_line

__all__ = ["ScriptFormat", "script"]


class ScriptFormat(StrEnum):
    """How the script is written out."""

    BRACKET = "bracket"
    FOUNTAIN = "fountain"
    JSON = "json"


def script(
    source: o.Source,
    style: o.Style = None,
    seconds: o.Seconds = None,
    seed: o.Seed = None,
    lang: o.Language = None,
    scripter: o.Scripter = None,
    model: o.Model = None,
    roles: o.Roles = None,
    form: Annotated[
        ScriptFormat, typer.Option("--format", help="bracket (the default) and fountain for people, json for programs.")
    ] = ScriptFormat.BRACKET,
    as_json: o.Json = False,
) -> None:
    """Write the shooting script of a source and print it.

    Examples:
        storyreel script scene.txt
        storyreel script scene.txt --format fountain > scene.fountain
        storyreel script scene.txt --json
    """
    from storyreel.film.plan import FilmSettings
    from storyreel.formats import write_bracket, write_fountain
    from storyreel.graph import awrite_script

    settings = FilmSettings(**o.picture(style=style, seconds=seconds, seed=seed, language=lang))
    written = asyncio.run(awrite_script(source, settings=settings, crew=o.crew(scripter=scripter, model=model, roles=roles)))
    if as_json or form is ScriptFormat.JSON:
        print_json(written.to_json())
    else:
        print_line((write_fountain if form is ScriptFormat.FOUNTAIN else write_bracket)(written).rstrip("\n"))
