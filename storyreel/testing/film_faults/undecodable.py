"""Damaged packets: their bytes are lost, the file's own tables are whole. Strength: how many."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

from storyreel.testing.film_faults.contract import CleanFilm, Spoiled
from storyreel.tools.frames import open_media_file, video_stream

__all__ = ["Undecodable"]

_HEAD = 8  # bytes that are left, so that the packet is still found


@dataclass(frozen=True)
class Undecodable:
    """Packets anywhere in the film, one after another, filled with zeros."""

    named: frozenset[str] = frozenset({"undecodable"})

    def __call__(self, film: CleanFilm, to: Path, *, strength: float, chance: random.Random) -> Spoiled:
        """See the class."""
        with open_media_file(film.file) as container:
            packets = [(p.pos, p.size) for p in container.demux(video_stream(container, film.file)) if p.size]
        first = chance.randrange(1, len(packets) - int(strength))
        data = bytearray(film.file.read_bytes())
        for place, size in packets[first : first + int(strength)]:
            if place is not None and size > _HEAD:
                data[place + _HEAD : place + size] = bytes(size - _HEAD)
        to.write_bytes(bytes(data))
        return Spoiled(to, where={"from": first, "packets": int(strength)})
