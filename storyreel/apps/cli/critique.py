"""`storyreel critique`: judge a Script, or a film file against its Script, whoever made them. It measures nothing itself."""

from __future__ import annotations

import asyncio
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from storyreel.apps.cli import options as o
from storyreel.apps.cli.output import UNRESOLVED, print_error, print_json, print_line
from storyreel.errors import SourceError, UserError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from storyreel.agents.critic import Critic
    from storyreel.film.finding import Verdict
    from storyreel.formats.locating import ShotPlace

__all__ = ["FindingsFormat", "critique"]

FILM_SUFFIXES = frozenset({".mp4", ".m4v", ".mov", ".mkv", ".webm", ".avi", ".mpg", ".mpeg", ".ts"})
_IDS = "Rules, by id, name or family, commas between: SR204,jump-cut,SR7; repeatable."


class FindingsFormat(StrEnum):
    """How the answer is written out."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"


def critique(
    path: Annotated[Path | None, typer.Argument(help="A Script, a film file, or a project folder.")] = None,
    script: Annotated[Path | None, typer.Option("--script", help="The Script that a film file is judged against.")] = None,
    form: Annotated[
        FindingsFormat, typer.Option("--format", help="text (the default), json, or sarif for code hosts and editors.")
    ] = FindingsFormat.TEXT,
    ignore: Annotated[list[str] | None, typer.Option("--ignore", metavar="ID,...", help=f"Silence. {_IDS}")] = None,
    select: Annotated[list[str] | None, typer.Option("--select", metavar="ID,...", help=f"Apply only these. {_IDS}")] = None,
    rules: Annotated[bool, typer.Option("--rules", help="List the rules and end.")] = False,
    explain: Annotated[str | None, typer.Option("--explain", metavar="ID", help="Print the page of a rule and end.")] = None,
    judge: o.Judge = None,
    judge_gates: o.JudgeGates = None,
    threshold: o.Threshold = None,
    strict: o.Strict = False,
    as_json: o.Json = False,
) -> None:
    """Judge a Script, or any film file against its Script. Scores are 1 to 5, or not observable with the reason.

    Examples:
        storyreel critique out/scene
        storyreel critique script.json
        storyreel critique holiday.mp4 --script script.json --strict
        storyreel critique out/scene --judge openai:qwen3-vl@http://127.0.0.1:8000/v1
    """
    if rules or explain:
        from storyreel.apps.cli.critique_rules import explained, list_rules

        print_line(explained(explain) if explain else list_rules(as_json=as_json or form is FindingsFormat.JSON))
        return
    what = _present(path)
    critic = _critic(what, ignore or [], select or [], 3.5 if threshold is None else threshold)
    held = script or _beside(what)
    verdict = asyncio.run(_judged(critic, what, held, judge, gates=bool(judge_gates)))
    _write(verdict, what, FindingsFormat.JSON if as_json else form, alone=held is None)
    if strict and (not verdict.passed or any(one.asks_for_work for one in verdict.findings)):
        print_error("blocking or major Findings stand, or a score is below the threshold (--strict)")
        raise typer.Exit(UNRESOLVED)


def _present(path: Path | None) -> Path:
    """The file to judge.

    Raises:
        UserError: If none was named, or the folder has no film yet.
        SourceError: If it is not there.
    """
    if path is None:
        raise UserError("what is to be judged? Give a Script, a film file or a project folder: storyreel critique script.json")
    if not path.exists():
        raise SourceError("there is no such file. Give a Script, a film file or a project folder.", file=str(path))
    film = path / "film.mp4" if path.is_dir() else path
    if not film.exists():
        raise UserError(f"{path} is a folder without a film.mp4. Finish its film with: storyreel resume {path}")
    return film


def _beside(film: Path) -> Path | None:
    """The Script in a film's own folder, where a run left it."""
    script = film.with_name("script.json")
    return script if script.exists() else None


def _is_film(path: Path) -> bool:
    return path.suffix.lower() in FILM_SUFFIXES


def _critic(path: Path, ignore: list[str], select: list[str], threshold: float) -> Critic:
    from storyreel.agents.critic import Critic, checked_words
    from storyreel.apps.cli.critique_rules import film_kinds

    kinds = set(film_kinds()) if _is_film(path) else set[str]()
    return Critic(
        threshold=threshold,
        ignore=checked_words(ignore, option="--ignore", kinds=kinds),
        select=checked_words(select, option="--select", kinds=kinds),
    )


async def _judged(critic: Critic, path: Path, script: Path | None, judge: str | None, *, gates: bool) -> Verdict:
    """The verdict, with that of a language model beside it where one is named."""
    if judge is None:
        return await _judge(critic, path, script)
    from storyreel.tools import registry
    from storyreel.tools.chat import chat_model

    chat = chat_model(judge)
    critic.judge, critic.judge_gates = registry.make("judge", judge, opener=lambda spec: chat), gates
    try:
        return await _judge(critic, path, script)
    finally:
        await chat.close()


async def _judge(critic: Critic, path: Path, script: Path | None) -> Verdict:
    if not _is_film(path):
        return await critic.critique(path)
    if script is not None and not await asyncio.to_thread(script.exists):
        raise UserError(f"{script} does not exist. Judge a film with: storyreel critique {path} --script SCRIPT")
    try:
        return await critic.critique(path, script=script)
    except SourceError as exc:
        raise UserError(f"the film is judged against a script, and this is none: {exc}") from exc


def _write(verdict: Verdict, path: Path, form: FindingsFormat, *, alone: bool) -> None:
    from storyreel.agents.critic import verdict_json
    from storyreel.apps.cli.critique_text import coloured, verdict_text

    if form is FindingsFormat.JSON:
        print_json(verdict_json(verdict))
    elif form is FindingsFormat.TEXT:
        places = _places(verdict, path)
        print_line(verdict_text(verdict, file=str(path), places=places, colour=coloured(), alone=alone))
    else:
        print_line(_sarif(verdict, path).rstrip("\n"))


def _places(verdict: Verdict, path: Path) -> Mapping[str, ShotPlace]:
    from storyreel.formats import read_script, read_text
    from storyreel.formats.locating import shot_places

    if verdict.on != "script":
        return {}
    try:
        return shot_places(read_text(path), read_script(path))
    except SourceError:
        return {}  # a script in a form that is no text has no lines to lead to


def _sarif(verdict: Verdict, path: Path) -> str:
    from storyreel import __version__
    from storyreel.agents.critic.verdict_sarif import verdict_sarif
    from storyreel.tools.measure import CHECKS

    checks = tuple(CHECKS.values()) if verdict.on == "film" else ()
    return verdict_sarif(verdict, file=str(path), places=_places(verdict, path), checks=checks, version=__version__)
