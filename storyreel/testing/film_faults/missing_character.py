"""Missing character: somebody whom a Shot is to show is not drawn. Strength: people who are left out."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from storyreel.film.take import RenderSpec
from storyreel.testing.film_faults.contract import CleanFilm, NotPossible, Spoiled
from storyreel.testing.film_faults.staging import asked_of, drawn_shots, plainly_framed, redrawn, seen_in

__all__ = ["MissingCharacter"]


@dataclass(frozen=True)
class MissingCharacter:
    """Leaves one of at least two out of the scene; the others are framed as if they were alone."""

    named: frozenset[str] = frozenset({"missing-character"})

    def __call__(self, film: CleanFilm, to: Path, *, strength: float, chance: random.Random) -> Spoiled:
        """See the class."""

        def fits(spec: RenderSpec) -> bool:
            return plainly_framed(spec) and len(spec.cast) > 1 and bool(asked_of(spec, "in_frame"))

        for uid in drawn_shots(film, fits, chance):
            names = sorted(set(asked_of(film.spec(uid), "in_frame")) & seen_in(film, uid))
            if names:
                name = chance.choice(names)
                return redrawn(film, to, uid, partial(_without, name=name), {"shot": uid, "without": name})
        raise NotPossible(f"nobody is seen in a shot of {film.name} who could be left out")


def _without(spec: RenderSpec, *, name: str) -> RenderSpec:
    rest = [one.name for one in spec.cast if one.name != name]
    shot: dict[str, Any] = dict(spec.shot)
    for field in ("subjects", "in_frame"):
        shot[field] = [one for one in shot.get(field, ()) if one != name] or rest[:1]
    shot["blocking"] = [one for one in shot.get("blocking", ()) if one["character"] != name]
    lines = tuple(one.changed(off_screen=True) if one.speaker == name else one for one in spec.lines)
    return spec.changed(shot=shot, cast=tuple(one for one in spec.cast if one.name != name), lines=lines)
