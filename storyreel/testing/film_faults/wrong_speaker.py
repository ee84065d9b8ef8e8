"""Wrong speaker: somebody else's mouth moves to a Line. Strength: Lines."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from storyreel.film.take import RenderSpec, SpecLine
from storyreel.testing.film_faults.contract import CleanFilm, NotPossible, Spoiled
from storyreel.testing.film_faults.staging import drawn_shots, redrawn

__all__ = ["WrongSpeaker"]

_LEAST_MS = 500


@dataclass(frozen=True)
class WrongSpeaker:
    """The voice stays; the lips of another who is in the scene move to it. Only where the lips of one of the two are seen."""

    named: frozenset[str] = frozenset({"wrong-speaker"})

    def __call__(self, film: CleanFilm, to: Path, *, strength: float, chance: random.Random) -> Spoiled:
        """See the class."""
        for uid in drawn_shots(film, lambda spec: len(spec.cast) > 1 and bool(spec.lines), chance):
            spec = film.spec(uid)
            options = [(line, one.name) for line in spec.lines for one in spec.cast if _told(film, spec, line, one.name)]
            if options:
                line, other = chance.choice(options)
                where = {"shot": uid, "line": line.id, "speaker": line.speaker, "lips": other}
                return redrawn(film, to, uid, partial(_given_to, line=line, other=other), where)
        raise NotPossible(f"no lips are seen in {film.name} that could move to another's line")


def _told(film: CleanFilm, spec: RenderSpec, line: SpecLine, other: str) -> bool:
    """Whether the change is to be seen: the speaker's mouth is in sight all the Line long, or the other's is."""
    if other == line.speaker or line.off_screen or line.end_ms - line.start_ms < _LEAST_MS:
        return False
    frames = range(int(line.start_ms * spec.rate / 1000), min(spec.frames, int(line.end_ms * spec.rate / 1000)))
    runs = film.truth[spec.uid].get("mouths", ())
    seen = {
        name: sum(
            len(set(frames) & set(range(run["frame"], run["frame"] + len(run["open"])))) for run in runs if run["name"] == name
        )
        for name in (line.speaker, other)
    }
    return bool(frames) and max(seen.values()) >= 0.95 * len(frames)


def _given_to(spec: RenderSpec, *, line: SpecLine, other: str) -> RenderSpec:
    lines = tuple(one.changed(speaker=other) if (one.id, one.part) == (line.id, line.part) else one for one in spec.lines)
    return spec.changed(lines=lines)
