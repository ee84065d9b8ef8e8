"""`storyreel join`: whole clips one after another as one film. It copies and encodes nothing itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from storyreel.apps.cli import options as o
from storyreel.apps.cli.output import print_json, print_line, table
from storyreel.errors import SourceError, UserError

if TYPE_CHECKING:
    from storyreel.tools.assemble import AssemblyReport

__all__ = ["join"]


def join(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Film files, in their order.")],
    out: Annotated[Path, typer.Option("--out", metavar="FILM", help="The film to write, .mp4.")],
    title: Annotated[str, typer.Option("--title", metavar="WORDS", help="Written into the file.")] = "",
    as_json: o.Json = False,
) -> None:
    """Join films into one. Size and frame rate are those of the first.

    Pictures are copied where the files agree in all that matters, else encoded again, and it says which and why. The sound
    becomes one track. With --json: {film, frames, copied, choices}.

    Examples:
        storyreel join monday.mp4 tuesday.mp4 --out week.mp4
        storyreel join one.mp4 two.mp4 --out both.mp4 --title "Two scenes"
    """
    if out.is_dir() or out.suffix.casefold() not in (".mp4", ".m4v"):
        raise UserError(f"--out {out} is no MP4 file. Write a name that ends in .mp4, such as film.mp4.")
    for file in files:
        if not file.is_file():
            film = file / "film.mp4"
            hint = f"Its film is {film}." if film.exists() else "Name film files in their order."
            raise SourceError(f"is {'a folder' if file.is_dir() else 'not there'}. {hint}", file=str(file))
    from storyreel.tools.assemble.joining import join_clips

    report = join_clips(files, out, title=title)
    if as_json:
        print_json(_as_json(report))
        return
    rows = [("film", str(out)), ("frames", str(report.frames))]
    rows.append(("pictures", "copied" if report.copied else "some encoded again, see below"))
    print_line(table(rows))
    for choice in report.choices:
        print_line(f"- {choice.about.removeprefix('shot ')}: {choice.choice}, because {choice.reason}")


def _as_json(report: AssemblyReport) -> dict[str, object]:
    choices = [{"about": one.about.removeprefix("shot "), "choice": one.choice, "reason": one.reason} for one in report.choices]
    return {"film": str(report.file), "frames": report.frames, "copied": report.copied, "choices": choices}
