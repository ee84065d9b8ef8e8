"""What the faults of staging share: which Shots show whom, and a film with Shots that show something else. It knows no fault."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

from storyreel.film.take import RenderSpec
from storyreel.film.vocabulary import Framing, ShotSize
from storyreel.testing.film_faults.contract import CleanFilm, NotPossible, Spoiled
from storyreel.testing.film_faults.redrawing import redraw

__all__ = ["asked_of", "drawn_shots", "plainly_framed", "redrawn", "seen_in"]


def drawn_shots(film: CleanFilm, fits: Callable[[RenderSpec], bool], chance: random.Random) -> list[str]:
    """uids of the drawn Shots that fit, in a random order.

    Raises:
        NotPossible: If there is none.
    """
    uids = [one.uid for one in film.cut.entries if one.take in film.takes and one.uid in film.truth and fits(film.spec(one.uid))]
    if not uids:
        raise NotPossible(f"no drawn shot of {film.name} can have the fault")
    chance.shuffle(uids)
    return uids


def asked_of(spec: RenderSpec, name: str, default: Any = ()) -> Any:
    """A field of the Shot that a spec holds."""
    return spec.shot.get(name, default)


def plainly_framed(spec: RenderSpec) -> bool:
    """Whether people are framed by size alone: no insert, and not over a shoulder or through eyes."""
    framing = asked_of(spec, "framing", Framing.SINGLE)
    return asked_of(spec, "size") != ShotSize.INSERT and framing not in (Framing.OVER_THE_SHOULDER, Framing.POINT_OF_VIEW)


def seen_in(film: CleanFilm, uid: str) -> set[str]:
    """Who is seen in a Shot of the clean film."""
    samples = film.truth[uid]["samples"]
    return {one["name"] for sample in samples for one in sample["people"] if one["in_frame"]}


def redrawn(film: CleanFilm, to: Path, uid: str, changes: Callable[[RenderSpec], RenderSpec], where: dict[str, Any]) -> Spoiled:
    """The film with one Shot drawn from a changed spec, and the truth of what was drawn."""
    truths = redraw(film, to, {uid: changes})
    return Spoiled(to, frozenset({uid}), where, truths)
