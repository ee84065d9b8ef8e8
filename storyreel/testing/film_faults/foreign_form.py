"""Films as cameras and broadcasters leave them: in fields, turned by the player, or in a high dynamic range."""

from __future__ import annotations

import random
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from storyreel.errors import MediaError
from storyreel.testing.film_faults.contract import CleanFilm, NotPossible, Spoiled
from storyreel.testing.film_faults.encoding import encode_film
from storyreel.testing.film_faults.rewriting import pictures_of, rewrite, sound_of

__all__ = ["HighRange", "Interlaced", "Rotated"]

_PQ, _HLG, _BT2020 = 16, 18, 9
_IDENTITY = struct.pack(">9i", 1 << 16, 0, 0, 0, 1 << 16, 0, 0, 0, 1 << 30)


@dataclass(frozen=True)
class Interlaced:
    """Every second row is that of the next picture, and the stream is coded in fields. Strength: 1."""

    named: frozenset[str] = frozenset({"interlaced"})

    def __call__(self, film: CleanFilm, to: Path, *, strength: float, chance: random.Random) -> Spoiled:
        """See the class."""
        if film.cut.height_px % 4:
            raise NotPossible(f"{film.name} has {film.cut.height_px} rows, which the encoder cannot part into fields")

        def in_fields(context: Any) -> None:
            context.options = {**context.options, "flags": "+ildct+ilme", "x264-params": "tff=1"}

        encode_film(to, _woven(film), sound_of(film), film.cut.rate, set_up=in_fields)
        return Spoiled(to)


def _woven(film: CleanFilm) -> Iterator[np.ndarray]:
    before: np.ndarray | None = None
    for rgb in pictures_of(film):
        if before is not None:
            both = before.copy()
            both[1::2] = rgb[1::2]
            yield both
        before = rgb
    if before is not None:
        yield before


@dataclass(frozen=True)
class Rotated:
    """The pictures lie on their side in the file, and the file tells the player to turn them. Strength: degrees."""

    named: frozenset[str] = frozenset({"rotated"})

    def __call__(self, film: CleanFilm, to: Path, *, strength: float, chance: random.Random) -> Spoiled:
        """See the class."""
        turns = round(strength / 90) % 4
        rewrite(film, to, pictures=lambda number, rgb: np.ascontiguousarray(np.rot90(rgb, -turns)))
        cosine, sine = ((1, 0), (0, 1), (-1, 0), (0, -1))[turns]
        turned = struct.pack(">9i", cosine << 16, -sine << 16, 0, sine << 16, cosine << 16, 0, 0, 0, 1 << 30)
        data = to.read_bytes()
        track = data.index(b"tkhd")
        place = data.find(_IDENTITY, track, track + 92)
        if place < 0:
            raise MediaError(f"{to} has no plain display matrix to be changed.")
        to.write_bytes(data[:place] + turned + data[place + len(turned) :])
        return Spoiled(to, where={"degrees": strength})


@dataclass(frozen=True)
class HighRange:
    """Tagged as BT.2020 with the transfer of PQ (strength 1) or HLG (2)."""

    named: frozenset[str] = frozenset({"hdr"})

    def __call__(self, film: CleanFilm, to: Path, *, strength: float, chance: random.Random) -> Spoiled:
        """See the class."""
        transfer = _PQ if int(strength) == 1 else _HLG

        def tag(it: Any) -> None:
            it.color_primaries = it.colorspace = _BT2020
            it.color_trc = transfer

        def deep(context: Any) -> None:
            context.pix_fmt = "yuv420p10le"
            tag(context)

        encode_film(to, pictures_of(film), sound_of(film), film.cut.rate, set_up=deep, mark=tag)
        return Spoiled(to, where={"transfer": transfer})
