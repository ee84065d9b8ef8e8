"""`storyreel critique`: judge a Script, or a film file against its Script, whoever made them. It measures nothing itself."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from storyreel.apps.cli import options as o
from storyreel.apps.cli.output import UNRESOLVED, print_error, print_json, print_line, table
from storyreel.errors import SourceError, UserError

if TYPE_CHECKING:
    from storyreel.film.finding import Verdict

__all__ = ["critique"]

FILM_SUFFIXES = frozenset({".mp4", ".m4v", ".mov", ".mkv", ".webm", ".avi"})


def critique(
    path: Annotated[Path, typer.Argument(help="A Script, a film file, or a project folder.")],
    script: Annotated[Path | None, typer.Option("--script", help="The Script that a film file is judged against.")] = None,
    threshold: o.Threshold = None,
    strict: o.Strict = False,
    as_json: o.Json = False,
) -> None:
    """Judge a Script, or any film file against its Script. Scores are 1 to 5, or not observable with the reason."""
    if not path.exists():
        raise SourceError("there is no such file. Give a Script, a film file or a project folder.", file=str(path))
    film = path / "film.mp4" if path.is_dir() else path
    verdict = asyncio.run(_judge(film, script or film.with_name("script.json"), 3.5 if threshold is None else threshold))
    if as_json:
        print_json(verdict.to_json())
    else:
        _print_verdict(verdict)
    if strict and not verdict.passed:
        print_error("the verdict is: not passed (--strict)")
        raise typer.Exit(UNRESOLVED)


async def _judge(path: Path, script: Path, threshold: float) -> Verdict:
    from storyreel.agents.critic import Critic
    from storyreel.formats import read_script

    critic = Critic(threshold=threshold)
    if path.suffix.lower() not in FILM_SUFFIXES:
        return await critic.critique_script(read_script(path))
    from storyreel.tools.contracts import Evidence
    from storyreel.tools.measure import open_media

    for file in (path, script):
        if not await asyncio.to_thread(file.exists):
            raise UserError(f"{file} does not exist. Judge a film with: storyreel critique FILM --script SCRIPT")
    return await critic.critique_film(Evidence(script=read_script(script), media=open_media(path)))


def _print_verdict(verdict: Verdict) -> None:
    rows = [
        (name, f"{score.value:.1f}" if score.value is not None else score.why or "not observable")
        for name, score in verdict.scores.items()
    ]
    print_line(table([*rows, ("verdict", "passed" if verdict.passed else f"not passed (threshold {verdict.threshold})")]))
    for one in verdict.findings:
        where = f"shot {one.shot_id or one.shot}" if one.shot else "the whole"
        print_line(f"- {one.severity}, {where}: {one.kind}: {one.evidence} Remedy: {one.remedy}.")
