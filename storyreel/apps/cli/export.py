"""`storyreel export`: a film's words in the forms that other programs read. It writes no form itself."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from storyreel.apps.cli import options as o
from storyreel.apps.cli.output import print_error, print_json
from storyreel.apps.cli.project_folder import MARK, need_project
from storyreel.apps.cli.storyboard import BOARDS, write_board
from storyreel.errors import SourceError, UserError

if TYPE_CHECKING:
    from storyreel.film.dialogue import Dialogue
    from storyreel.film.script import Script

__all__ = ["FORMS", "SCREENPLAYS", "export"]

FORMS = ("srt", "vtt", "fountain", "bracket", "json")
SCREENPLAYS: dict[str, Literal["fountain", "fdx"]] = {"screenplay.fountain": "fountain", "screenplay.fdx": "fdx"}
PLAN = "movieagent"
_SUBTITLES = {"srt": "film.srt", "vtt": "film.vtt"}


def _forms() -> list[str]:
    return [*FORMS, *SCREENPLAYS, PLAN, *BOARDS]


def export(
    project: Annotated[Path, typer.Argument(metavar="PROJECT", help="A project folder, or the file of a Script or a source.")],
    form: Annotated[str, typer.Option("--form", metavar="FORM", help=f"{', '.join(_forms())}.", autocompletion=_forms)],
    out: Annotated[str, typer.Option("--out", metavar="FILE", help="The file to write, - for standard output.")] = "-",
    as_json: o.Json = False,
) -> None:
    """Write a film's subtitles (srt, vtt), its shooting script (fountain, bracket, json), screenplay or storyboard.

    The screenplay forms are the source's own words and headings, as a screenwriting program opens them. storyboard is one
    PNG of all shots with their sizes and words, keyframes a folder with a PNG a shot; a shot without a take is drawn.
    movieagent is the plan that a model made of a synopsis, as MovieAgent's Step_3 file.
    With --json: {form, file, text}. Of pictures the text is the files' names, one a line.

    Examples:
        storyreel export out/scene --form srt --out scene.srt
        storyreel export out/scene --form screenplay.fdx --out scene.fdx
        storyreel export out/scene --form bracket
        storyreel export out/scene --form storyboard --out board.png
    """
    if form not in _forms():
        raise UserError(f"--form {form!r} is not known. There are: {', '.join(_forms())}.")
    if form in BOARDS:
        _board(project, form, out, as_json=as_json)
        return
    words = {PLAN: _plan, **dict.fromkeys(SCREENPLAYS, _screenplay)}
    text = words.get(form, _from_script)(project, form)
    if out != "-":
        _write(Path(out), text)
        print_error(f"wrote {out}")
    if as_json:
        print_json({"form": form, "file": None if out == "-" else out, "text": text})
    elif out == "-":
        _print(text)


def _board(project: Path, form: str, out: str, *, as_json: bool) -> None:
    """Write a storyboard, which is pictures and goes to a file or a folder, never to standard output."""
    if out == "-":
        raise UserError(f"--form {form} writes pictures. Name where: --out {'board.png' if form == 'storyboard' else 'frames'}")
    files = write_board(form, project, _script(project), Path(out))
    print_error(f"wrote {out}" if form == "storyboard" else f"wrote {len(files)} pictures to {out}")
    if as_json:
        print_json({"form": form, "file": out, "text": "\n".join(str(file) for file in files)})


def _print(text: str) -> None:
    """The text as it would stand in a file: UTF-8, whatever the terminal's own encoding."""
    stream = getattr(sys.stdout, "buffer", None)
    sys.stdout.flush()
    if stream is None:
        sys.stdout.write(text)
    else:
        stream.write(text.encode())
    sys.stdout.flush()


def _write(to: Path, text: str) -> None:
    from storyreel.tools.files import write_whole

    if to.is_dir():
        raise UserError(f"--out {to} is a folder. Name a file in it.")
    write_whole(to, text.encode())


def _from_script(project: Path, form: str) -> str:
    from storyreel.formats import script_json, write_bracket, write_fountain, write_srt, write_vtt

    if not project.is_file() and form in _SUBTITLES:
        subtitles = need_project(project) / _SUBTITLES[form]
        if subtitles.exists():  # those that fit the film that is there, though the script may have gone on since
            return subtitles.read_text(encoding="utf-8")
    writers: dict[str, Callable[[Script], str]] = {
        "srt": write_srt, "vtt": write_vtt, "fountain": write_fountain, "bracket": write_bracket, "json": script_json,
    }  # fmt: skip
    return writers[form](_script(project))


def _script(project: Path) -> Script:
    from storyreel.formats import read_script

    if project.is_file():
        return read_script(project)
    file = need_project(project) / "script.json"
    if not file.exists():
        raise UserError(f"{project} has no script yet. Go on with: storyreel resume {project}")
    try:
        return read_script(file)
    except SourceError as exc:
        raise SourceError(f"{exc}. Have it written anew: storyreel resume {project}") from exc


def _screenplay(project: Path, form: str) -> str:
    from storyreel.formats import write_screenplay

    return write_screenplay(_dialogue(project), SCREENPLAYS[form])


def _plan(project: Path, form: str) -> str:
    del form
    from storyreel.agents.planner import movie_plan_of
    from storyreel.formats.movieagent import write_step

    plan = movie_plan_of(_dialogue(project))
    if plan is None:
        raise UserError(f"{project} has no plan: a model makes one of a synopsis, with storyreel make --crew planner=MODEL")
    return json.dumps(write_step(plan, 3), ensure_ascii=False, indent=1) + "\n"


def _dialogue(project: Path) -> Dialogue:
    from storyreel.film.dialogue import Dialogue
    from storyreel.formats import read_source, with_file_title

    if not project.is_file():
        need_project(project)
        from storyreel.graph import acurrent_dialogue

        return asyncio.run(acurrent_dialogue(project))
    read = with_file_title(read_source(project), project)
    if isinstance(read, Dialogue):
        return read
    what = type(read).__name__.lower()
    inside = f" Its project is {project.parent}: name that." if (project.parent / MARK).exists() else ""
    raise SourceError(f"is a {what}; a screenplay is written from a dialogue.{inside}", file=str(project))
