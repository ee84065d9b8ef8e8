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
    verdict = asyncio.run(_judge(path, script, 3.5 if threshold is None else threshold))
    if as_json:
        print_json(verdict.to_json())
    else:
        _print_verdict(verdict)
    if strict and not verdict.passed:
        print_error("the verdict is: not passed (--strict)")
        raise typer.Exit(UNRESOLVED)


async def _judge(path: Path, script: Path | None, threshold: float) -> Verdict:
    from storyreel.agents.critic import Critic
    from storyreel.formats import read_script

    if not path.exists():
        raise SourceError("there is no such file. Give a Script, a film file or a project folder.", file=str(path))
    film = path / "film.mp4" if path.is_dir() else path
    if film.suffix.lower() not in FILM_SUFFIXES:
        return await Critic(threshold=threshold).critique_script(read_script(film))
    script = script or film.with_name("script.json")
    if not film.exists() or not script.exists():
        missing = script if film.exists() else film
        raise UserError(f"{missing} does not exist. Judge a film with: storyreel critique FILM --script SCRIPT")
    from storyreel.tools.contracts import Evidence
    from storyreel.tools.measure import open_media

    evidence = Evidence(script=read_script(script), media=open_media(film))
    return await Critic(threshold=threshold).critique_film(evidence)


def _print_verdict(verdict: Verdict) -> None:
    rows = [
        (name, f"{score.value:.1f}" if score.value is not None else f"not observable: {score.why}")
        for name, score in verdict.scores.items()
    ]
    print_line(table([*rows, ("verdict", "passed" if verdict.passed else f"not passed (threshold {verdict.threshold})")]))
    for one in verdict.findings:
        where = f"shot {one.shot_id or one.shot}" if one.shot else "the whole"
        print_line(f"- {one.severity}, {where}: {one.kind}: {one.evidence} Remedy: {one.remedy}.")
