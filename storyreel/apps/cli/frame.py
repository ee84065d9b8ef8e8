"""`storyreel frame`: one picture of a film, a take or any film file, exact to the frame. It decodes nothing itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from storyreel.apps.cli import options as o
from storyreel.apps.cli.output import print_json, print_line
from storyreel.apps.cli.takes import take_file
from storyreel.errors import UserError

if TYPE_CHECKING:
    from storyreel.tools.frames import MediaInfo

__all__ = ["frame"]


def frame(
    path: Annotated[Path, typer.Argument(metavar="PROJECT|FILM", help="A project folder, or any film file.")],
    shot: o.ShotOrFilm = "",
    at: Annotated[
        str, typer.Option("--at", metavar="TIME", help="Seconds from the start, or first (the default), or last.")
    ] = "first",
    out: Annotated[Path, typer.Option("--out", metavar="PNG", help="The picture to write. Default: frame.png.")] = Path(
        "frame.png"
    ),
    as_json: o.Json = False,
) -> None:
    """Write one frame as a PNG: of the film, or of the take that stands for a shot.

    With --json: {picture, film, frame, at_s}.

    Examples:
        storyreel frame out/scene --at 3.5 --out still.png
        storyreel frame out/scene 1.3 --at last --out end.png
        storyreel frame holiday.mp4 --at first
    """
    from storyreel.tools.frames import frame_at, probe, save_png

    if out.is_dir() or out.suffix.casefold() != ".png":
        raise UserError(f"--out {out} is no PNG file. Write a name that ends in .png, such as frame.png.")
    if path.is_file() and shot:
        raise UserError(f"{path} is a film file, which has no shots. Name a time in it: --at 3.5")
    film = path if path.is_file() else take_file(path, shot, None)
    media = probe(film)
    number = _number(at, media, film)
    save_png(frame_at(film, number), out)
    seconds = float(number / media.rate)
    if as_json:
        print_json({"picture": str(out), "film": str(film), "frame": number, "at_s": round(seconds, 3)})
    else:
        print_line(f"{out}  frame {number} of {media.frames}, at {seconds:.2f} s of {film}")


def _number(at: str, media: MediaInfo, film: Path) -> int:
    """The frame that is shown at that time.

    Raises:
        UserError: If the text is no time, or lies outside the film.
    """
    if at in ("first", "last"):
        return 0 if at == "first" else media.frames - 1
    try:
        seconds = float(at.removesuffix("s").strip())
    except ValueError:
        raise UserError(f"--at {at!r} is no time. Write seconds such as 3.5, or first, or last.") from None
    length = float(media.frames / media.rate)
    if not 0 <= seconds <= length:
        raise UserError(f"--at {at} lies outside {film}, which is {length:.2f} s long. Write 0 to {length:.2f}, or last.")
    return min(media.frames - 1, int(seconds * media.rate + 1e-6))
