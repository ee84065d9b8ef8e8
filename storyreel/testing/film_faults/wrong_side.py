"""Wrong screen side: two people have changed places in a Shot. Strength: Shots in which they have."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from storyreel.film.take import RenderSpec
from storyreel.testing.film_faults.contract import CleanFilm, Spoiled
from storyreel.testing.film_faults.staging import asked_of, drawn_shots, redrawn

__all__ = ["WrongSide"]

_LEAST_CM = 80


@dataclass(frozen=True)
class WrongSide:
    """Swaps the marks of two who stand side by side and are both seen."""

    named: frozenset[str] = frozenset({"wrong-screen-side"})

    def __call__(self, film: CleanFilm, to: Path, *, strength: float, chance: random.Random) -> Spoiled:
        """See the class."""

        def fits(spec: RenderSpec) -> bool:
            uid = spec.uid
            samples: list[Any] = film.truth[uid]["samples"] if uid in film.truth else []
            seen = {one["name"] for one in samples[0]["people"] if one["in_frame"]} if samples else set[str]()
            pair = _pair(spec)
            return pair is not None and {one["character"] for one in pair} <= seen

        uid = drawn_shots(film, fits, chance)[0]
        return redrawn(film, to, uid, _swapped, {"shot": uid})


def _pair(spec: RenderSpec) -> tuple[dict[str, Any], dict[str, Any]] | None:
    """The two of a Shot of two, if they stand well apart along the picture."""
    people: list[dict[str, Any]] = [one for one in asked_of(spec, "blocking") if one.get("x_cm") is not None]
    if len(people) != 2 or asked_of(spec, "framing") == "point of view":
        return None
    across = abs(people[0]["x_cm"] - people[1]["x_cm"])
    deep = abs((people[0].get("z_cm") or 0) - (people[1].get("z_cm") or 0))
    return (people[0], people[1]) if across >= max(_LEAST_CM, deep) else None


def _swapped(spec: RenderSpec) -> RenderSpec:
    one, two = _pair(spec) or ({}, {})
    marks = ("x_cm", "z_cm", "to_x_cm", "to_z_cm")

    def at(who: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
        return {
            **{key: value for key, value in who.items() if key not in marks},
            **{key: other[key] for key in marks if key in other},
        }

    return spec.changed(shot={**spec.shot, "blocking": [at(one, two), at(two, one)]})
