"""A small film of three shots for judges: each shot one shade of grey that its frames can be told by. It knows no judge."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import numpy as np

from storyreel.film.bank import Character
from storyreel.film.script import Scene, Script, Shot, SpokenLine
from storyreel.film.vocabulary import ShotSize
from storyreel.testing.clips import write_clip

RATE = Fraction(12)
SHADES = (40, 120, 200)


def grey_film(to: Path, *, shades: Sequence[int] = SHADES, frames: int = 18, silent: bool = False) -> Path:
    """A film of shots of 1.5 s, each of one shade, with a tone unless it is silent."""
    pictures = [np.full((48, 64, 3), shade, np.uint8) for shade in shades for _ in range(frames)]
    sound = None if silent else np.full(round(len(pictures) * 48_000 / RATE), 0.1, np.float32)
    write_clip(to, pictures, sound, RATE)
    return to


def grey_script(count: int = 3, **fields: object) -> Script:
    """Its script: two people, a line in the second shot."""
    line = SpokenLine(id="L1", speaker="ROSA", text="Here I am.", start_ms=1700, end_ms=2800)
    shots = tuple(
        Shot(
            uid=f"u{n}", id=f"1.{n}", start_ms=1500 * (n - 1), end_ms=1500 * n, size=ShotSize.MEDIUM, in_frame=("ROSA",),
            action="Rosa waits." if n == 1 else "", lines=(line,) if n == 2 else (), props=("letter",) if n == 3 else (),
        )
        for n in range(1, count + 1)
    )  # fmt: skip
    cast = (Character(name="ROSA", appearance="a red coat"), Character(name="TOM", appearance="a grey hat"))
    values = {"cast": cast, "scenes": (Scene(id="1", place="KITCHEN", time_of_day="night", shots=shots),), **fields}
    return Script.model_validate(values)
