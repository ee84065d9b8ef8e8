"""The kill film: six Shots of half a second at 160×96, made by the default generator; run as a program, to be killed."""

from __future__ import annotations

import sys
from pathlib import Path

from storyreel.film.note import Limits
from storyreel.film.plan import FilmSettings
from storyreel.film.script import Blocking, Scene, Script, Shot
from storyreel.film.vocabulary import ShotSize

SIZES = (ShotSize.WIDE, ShotSize.MEDIUM, ShotSize.CLOSE_UP, ShotSize.FULL, ShotSize.MEDIUM_CLOSE_UP, ShotSize.MEDIUM_WIDE)
SETTINGS = FilmSettings(width_px=160, height_px=96, rate_num=24)


def kill_script() -> Script:
    """Six silent Shots of half a second."""
    shots = tuple(
        Shot(
            uid=f"kill{i}",
            id=f"1.{i + 1}",
            start_ms=500 * i,
            end_ms=500 * (i + 1),
            size=size,
            setup=f"set-up {i}",
            action="Rosa listens.",
            subjects=("ROSA",),
            in_frame=("ROSA",),
            blocking=(Blocking(character="ROSA", position="centre", facing="camera", x_cm=0, z_cm=0),),
        )
        for i, size in enumerate(SIZES)
    )
    scene = Scene(id="1", heading="INT. KITCHEN - NIGHT", place="kitchen", time_of_day="night", shots=shots)
    return Script(title="Kill film", scenes=(scene,))


def main() -> None:
    """Make the film, or go on with it, in the folder given as the only argument."""
    from storyreel.graph import make

    make(kill_script(), out=Path(sys.argv[1]), settings=SETTINGS, limits=Limits(workers=2, script_rounds=0))


if __name__ == "__main__":
    main()
