"""A stream that is not there. Strength: 1 for a film without sound, 2 for one without pictures."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import av

from storyreel.testing.film_faults.contract import CleanFilm, NotPossible, Spoiled
from storyreel.tools.frames import open_media_file

__all__ = ["MissingStream"]


@dataclass(frozen=True)
class MissingStream:
    """The packets of the other stream, copied."""

    named: frozenset[str] = frozenset({"missing-stream"})

    def __call__(self, film: CleanFilm, to: Path, *, strength: float, chance: random.Random) -> Spoiled:
        """See the class."""
        kept = "audio" if int(strength) == 2 else "video"
        if kept == "video" and not film.script.lines:
            raise NotPossible(f"nobody speaks in {film.name}")
        with open_media_file(film.file) as source, av.open(str(to), "w", format="mp4") as opened:
            made: Any = opened
            stream = source.streams.get({kept: 0})[0]
            copy = made.add_stream_from_template(stream)
            for packet in source.demux(stream):
                if packet.dts is not None:
                    packet.stream = copy
                    made.mux(packet)
        return Spoiled(to, where={"kept": kept})
