"""Wrong shot size: a Shot is drawn closer or wider than asked. Strength: steps from one size to the next."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

from storyreel.film.take import RenderSpec
from storyreel.film.vocabulary import ShotSize
from storyreel.testing.film_faults.contract import CleanFilm, Spoiled
from storyreel.testing.film_faults.staging import asked_of, drawn_shots, plainly_framed, redrawn

__all__ = ["WrongShotSize"]

_SIZES = [size for size in ShotSize if size is not ShotSize.INSERT]


@dataclass(frozen=True)
class WrongShotSize:
    """So many sizes closer or wider; only of one alone: two stay in the frame whatever size is asked."""

    named: frozenset[str] = frozenset({"wrong-shot-size"})

    def __call__(self, film: CleanFilm, to: Path, *, strength: float, chance: random.Random) -> Spoiled:
        """See the class."""
        steps = round(strength)

        def others(spec: RenderSpec) -> list[ShotSize]:
            at = _SIZES.index(ShotSize(asked_of(spec, "size", ShotSize.MEDIUM)))
            return [_SIZES[to] for to in (at - steps, at + steps) if 0 <= to < len(_SIZES)]

        def fits(spec: RenderSpec) -> bool:
            alone = len(asked_of(spec, "in_frame")) == 1
            return alone and plainly_framed(spec) and bool(asked_of(spec, "subjects")) and bool(others(spec))

        uid = drawn_shots(film, fits, chance)[0]
        size = chance.choice(others(film.spec(uid)))
        where = {"shot": uid, "asked": str(asked_of(film.spec(uid), "size", "medium")), "drawn": str(size)}
        return redrawn(film, to, uid, lambda spec: spec.changed(shot={**spec.shot, "size": size.value}), where)
