"""Teleport: within a Shot, from one frame to the next, somebody stands elsewhere. Strength: a share of the picture's width.

The Shot is drawn with the same camera and set; only the one person's mark is another from a frame on.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from storyreel.film.cut import CutEntry
from storyreel.film.take import RenderSpec
from storyreel.testing.film_faults.contract import CleanFilm, NotPossible, Spoiled
from storyreel.testing.film_faults.rewriting import rewrite
from storyreel.testing.film_faults.staging import drawn_shots, plainly_framed

__all__ = ["Teleport"]

_EDGE = 0.06


@dataclass(frozen=True)
class Teleport:
    """Moves one person who stands, aside, to where they are still in the frame."""

    named: frozenset[str] = frozenset({"teleport"})

    def __call__(self, film: CleanFilm, to: Path, *, strength: float, chance: random.Random) -> Spoiled:
        """See the class."""

        def fits(spec: RenderSpec) -> bool:
            return plainly_framed(spec) and spec.frames >= spec.rate

        entries = {one.uid: one for one in film.cut.entries}
        for uid in drawn_shots(film, fits, chance):
            entry, name = entries[uid], _someone(film, uid, strength, chance)
            if name is None or entry.frames < 16:
                continue
            who, direction = name
            at = chance.randint(6 + entry.transition.frames, entry.frames - 6)
            elsewhere = _elsewhere(film, entry, who, direction * strength, at)
            frames = {entry.start + at + number: picture for number, picture in enumerate(elsewhere)}
            rewrite(film, to, pictures=lambda number, rgb, made=frames: made.get(number, rgb))
            where = {"shot": uid, "who": who, "frame": entry.start + at, "by": direction * strength}
            told = film.truth[uid]
            before = [one for one in told["samples"] if one["frame"] < entry.source_start + at]
            return Spoiled(to, frozenset({uid}), where, {uid: {**told, "samples": before, "mouths": []}})
        raise NotPossible(f"nobody in {film.name} has room to jump aside")


def _someone(film: CleanFilm, uid: str, by: float, chance: random.Random) -> tuple[str, int] | None:
    """Who has room for the jump in all of the Shot, and to which side (-1 left, 1 right)."""
    samples: list[dict[str, Any]] = film.truth[uid]["samples"]
    standing = {
        one["character"] for one in film.spec(uid).shot.get("blocking", ()) if one.get("posture", "standing") == "standing"
    }
    options: list[tuple[str, int]] = []
    for name in sorted(standing):
        middles = [(one["head"][0] + one["head"][2]) / 2 for sample in samples for one in sample["people"] if one["name"] == name]
        if len(middles) < len(samples) or not all(_EDGE < x < 1 - _EDGE for x in middles):
            continue
        options += [(name, side) for side in (-1, 1) if all(_EDGE < x + side * by < 1 - _EDGE for x in middles)]
    return chance.choice(options) if options else None


def _elsewhere(film: CleanFilm, entry: CutEntry, name: str, by: float, at: int) -> Iterator[np.ndarray]:
    """The Shot's pictures from a frame on, with that person moved aside by a share of the picture's width."""
    from storyreel.tools.generators.previz.camera import View  # all of previz loads the drawing library
    from storyreel.tools.generators.previz.picture import Picture
    from storyreel.tools.generators.previz.stage import stage_shot
    from storyreel.tools.generators.previz.talk import talk_of

    spec = film.spec(entry.uid)
    stage = stage_shot(spec, seed=film.seeds.get(entry.take, 0))
    view = View(stage.rig.start, stage.width, stage.height)
    person = stage.person(name)
    if person is None:
        raise NotPossible(f"{name} is not on the stage of shot {entry.id}")
    away = by * stage.width / view.scale(view.depth(person.head()))
    x, z = view.right[0] * away, view.right[2] * away
    mark = person.mark
    moved = replace(person, mark=mark._replace(x=mark.x + x, z=mark.z + z, to_x=mark.to_x + x, to_z=mark.to_z + z))
    people = tuple(moved if one is person else one for one in stage.people)
    picture = Picture(replace(stage, people=people), talk_of(spec.lines, {}, {}))
    for index in range(entry.source_start + at, entry.source_start + entry.frames):
        yield picture.frame(index)[0][:, :, :3].copy()
