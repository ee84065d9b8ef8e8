"""The thinking film: two scenes written by a model at the address that is given; run as a program, to be killed."""

from __future__ import annotations

import sys
from pathlib import Path

from storyreel.film.note import Limits
from storyreel.film.plan import FilmSettings

SCENES = """INT. KITCHEN - NIGHT

ROSA: You said nobody knew about the letter.
TOM: Nobody did.

EXT. YARD - DAY

ROSA: Then who opened it?
TOM: Ask your brother.

INT. HALL - NIGHT

TOM: It was never sealed.
ROSA: Read it to me.
"""


def main() -> None:
    """Make the film, or go on with it, in the folder given first, with the model given second."""
    from storyreel.graph import make
    from storyreel.testing import PlainGenerator

    out, model = Path(sys.argv[1]), sys.argv[2]
    source = out.parent / "scene.txt"
    source.write_text(SCENES, encoding="utf-8")
    settings = FilmSettings(width_px=160, height_px=96, rate_num=12)
    crew = {"scripter": model, "generator": PlainGenerator()}
    make(source, out=out, crew=crew, settings=settings, limits=Limits(workers=1))


if __name__ == "__main__":
    main()
