"""`storyreel takes`: the takes of a project: list them, look at them side by side, choose, play. It judges none."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from storyreel.apps.cli import options as o
from storyreel.apps.cli.message import tell
from storyreel.apps.cli.output import print_json, print_line
from storyreel.apps.cli.playing import play_file
from storyreel.apps.cli.project_folder import need_project
from storyreel.apps.cli.takes_view import found_words, shot_json, take_title, takes_table
from storyreel.errors import ProjectError, UserError

if TYPE_CHECKING:
    from storyreel.graph import ShotTakes

__all__ = ["TAKES_VERBS", "take_file", "takes"]

TakeNumber = Annotated[int, typer.Argument(metavar="TAKE", help="The take's number: 2.")]


def takes() -> None:
    """The takes of a project: list them, look at them side by side, choose one, play one.

    Examples:
        storyreel takes out/scene
        storyreel takes compare out/scene 1.3
        storyreel takes choose out/scene 1.3 2
        storyreel takes play out/scene 1.3 --take 1
    """


def list_takes(project: o.Project, shot: o.ShotOrAll = "", as_json: o.Json = False) -> None:
    """List the takes of every shot, or of one: score, what was found, seed, length, cost. * marks the one in the film.

    With --json: {project, shots: [{id, uid, locked, chosen, why, takes, earlier}]}, a take being {take, chosen, can_be_chosen,
    score, passed, findings, seed, duration_s, frames, cost, backend, file, key}.

    Examples:
        storyreel takes out/scene
        storyreel takes out/scene 1.3
        storyreel takes out/scene --json
    """
    found = _shots(project)
    found = [_find(found, shot)] if shot else found
    if as_json:
        print_json({"project": str(project), "shots": [shot_json(project, one) for one in found]})
    elif not found:
        print_line(f"There is no script yet, and so no take. Go on with: storyreel resume {project}")
    else:
        print_line(takes_table(found))
        if not shot and any(len(one.takes) > 1 for one in found):
            several = next(one for one in found if len(one.takes) > 1)
            print_line(f"\nLook at them: storyreel takes compare {project} {several.shot.id}")


def compare(
    project: o.Project,
    shot: o.Shot,
    out: Annotated[Path | None, typer.Option("--out", metavar="PNG", help="The picture. Default: in the project.")] = None,
    columns: Annotated[int, typer.Option("--columns", metavar="N", help="Frames of each take.", min=1, max=12)] = 5,
    as_json: o.Json = False,
) -> None:
    """Draw the takes of a shot side by side, at equal times, and list their scores.

    With --json: {picture, id, takes, …}, as storyreel takes prints a shot.

    Examples:
        storyreel takes compare out/scene 1.3
        storyreel takes compare out/scene 1.3 --columns 8 --out takes.png
    """
    one = _find(_shots(project), shot)
    if not one.takes:
        raise UserError(f"shot {one.shot.id} has no take yet{_because(one)}. Go on with: storyreel resume {project}")
    to = _png(out or project / f"takes-{re.sub(r'[^0-9A-Za-z.-]+', '-', one.shot.id)}.png")
    _draw(project, one, to, columns)
    if as_json:
        print_json({"picture": str(to), **shot_json(project, one)})
        return
    print_line(takes_table([one]))
    print_line(f"\npicture  {to}")
    if len(one.takes) == 1:
        print_line(f"There is one take. For another: storyreel retake {project} {one.shot.id}")
    else:
        print_line(f"choose   storyreel takes choose {project} {one.shot.id} TAKE")


def choose(project: o.Project, shot: o.Shot, take: TakeNumber, author: o.Author = "", as_json: o.Json = False) -> None:
    """Put a take into the film; the film is cut again. A process that runs the project takes it up.

    Examples:
        storyreel takes choose out/scene 1.3 2
    """
    one = _find(_shots(project), shot)
    one.take(take)
    if one.locked:
        free = f"storyreel lock {project} {one.shot.id} --unlock"
        raise UserError(f"shot {one.shot.id} is locked, so its take stands. Free it with: {free}")
    tell(project, f"use take {take} of {one.shot.id}", author=author, as_json=as_json)


def play(
    project: o.Project,
    shot: o.ShotOrFilm = "",
    take: Annotated[int | None, typer.Option("--take", metavar="N", help="Its number. Default: the one in the film.")] = None,
    as_json: o.Json = False,
) -> None:
    """Open the film, or a take, with the system's player; where there is none, say where the file is.

    With --json: {file, opened, text}.

    Examples:
        storyreel takes play out/scene
        storyreel takes play out/scene 1.3 --take 2
    """
    file = take_file(project, shot, take)
    answer = play_file(file)
    if as_json:
        print_json({"file": str(file), "opened": answer.opened, "text": answer.text})
    else:
        print_line(answer.text)


TAKES_VERBS = {"list": list_takes, "compare": compare, "choose": choose, "play": play}


def _shots(project: Path) -> list[ShotTakes]:
    need_project(project)
    from storyreel.graph import atakes

    return asyncio.run(atakes(project))


def _find(found: list[ShotTakes], shot: str) -> ShotTakes:
    """The Shot of that id.

    Raises:
        UserError: If there is none; the text lists those that there are.
    """
    name = shot.casefold().removeprefix("shot").strip()
    for one in found:
        if one.shot.id.casefold() == name:
            return one
    if not found:
        raise UserError(f"there is no shot {shot} yet: the script is not written. See: storyreel status PROJECT")
    ids = [one.shot.id for one in found]
    more = f" and {len(ids) - 40} more" if len(ids) > 40 else ""
    raise UserError(f"there is no shot {shot}; the film has {', '.join(ids[:40])}{more}")


def _because(one: ShotTakes) -> str:
    return f": {one.why}" if one.why else ""


def take_file(project: Path, shot: str, take: int | None) -> Path:
    """The film of a project, or the clip of a Take: the one of that number, else the one that stands.

    Raises:
        UserError: If there is no such Shot or Take, or no file of it.
    """
    if not shot:
        if take is not None:
            raise UserError(f"say which shot's take {take}: storyreel takes play {project} SHOT --take {take}")
        film = need_project(project) / "film.mp4"
        if not film.exists():
            raise ProjectError(f"{project} has no film yet. Go on with: storyreel resume {project}")
        return film
    one = _find(_shots(project), shot)
    wanted = one.take(take) if take is not None else one.standing
    if wanted is None:
        raise UserError(f"no take of shot {one.shot.id} stands yet{_because(one)}. See: storyreel takes {project}")
    file = project / "takes" / wanted.file
    if not file.exists():
        raise ProjectError(f"{file} is gone. Make it again with: storyreel resume {project}")
    return file


def _png(path: Path) -> Path:
    if path.is_dir() or path.suffix.casefold() != ".png":
        raise UserError(f"--out {path} is no PNG file. Write a name that ends in .png, such as takes.png.")
    return path


def _draw(project: Path, one: ShotTakes, to: Path, columns: int) -> None:
    from storyreel.tools.files import write_whole
    from storyreel.tools.report.side_by_side import TakeRow, side_by_side

    rows = [
        TakeRow(
            clip=project / "takes" / take.file,
            title=take_title(one, take),
            words=found_words(take),
            chosen=take.key == one.chosen,
        )
        for take in one.takes
    ]
    described = f"{one.shot.size} {one.shot.framing}, {one.shot.duration_ms / 1000:.1f} s"
    write_whole(to, side_by_side(rows, title=f"Shot {one.shot.id}: {described}", columns=columns))
