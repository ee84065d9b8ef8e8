"""Missing link: somebody stands elsewhere in the next Shot, and nothing told of the move. Strength: centimetres of floor."""

from __future__ import annotations

import random
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from storyreel.film.script import Blocking, Script, Shot
from storyreel.film.take import RenderSpec
from storyreel.film.telling import tells_move
from storyreel.testing.film_faults.contract import CleanFilm, NotPossible, Spoiled
from storyreel.testing.film_faults.redrawing import redraw

__all__ = ["MissingLink"]


@dataclass(frozen=True)
class MissingLink:
    """From one Shot on to the end of the Scene, one Character's mark is another; the first of those Shots is drawn anew."""

    named: frozenset[str] = frozenset({"missing-link"})

    def __call__(self, film: CleanFilm, to: Path, *, strength: float, chance: random.Random) -> Spoiled:
        """See the class."""
        places = [
            (after.uid, one.character)
            for scene in film.script.scenes
            for before, after in pairwise(scene.shots)
            for one in after.blocking
            if _stays(before, after, one, film.script.language)
        ]
        drawn = {one.uid for one in film.cut.entries if one.take in film.takes and one.uid in film.truth}
        places = [place for place in places if place[0] in drawn]
        if not places:
            raise NotPossible(f"nobody in {film.name} stands at a mark over a cut of drawn shots")
        uid, name = chance.choice(places)
        by_cm = round(strength) * chance.choice((-1, 1))
        script = _moved(film.script, uid, name, by_cm)
        now = script.shot(uid).to_json(brief=True)["blocking"]

        def elsewhere(spec: RenderSpec) -> RenderSpec:
            return spec.changed(shot={**spec.shot, "blocking": now})

        truths = redraw(film, to, {uid: elsewhere})
        where = {"shot": uid, "who": name, "by_cm": by_cm}
        return Spoiled(to, frozenset({uid}), where, truths, {"script": script})


def _stays(before: Shot, after: Shot, one: Blocking, language: str) -> bool:
    """Whether they stand at a mark in both Shots and no word tells that they move."""
    earlier = next((other for other in before.blocking if other.character == one.character), None)
    if earlier is None or one.x_cm is None or earlier.x_cm is None or earlier.to_x_cm is not None:
        return False
    told = (before.action, earlier.action, after.action, one.action, before.plot, after.plot)
    return not tells_move(" ".join(told), language)


def _moved(script: Script, uid: str, name: str, by_cm: int) -> Script:
    """The Script in which a Character stands elsewhere from a Shot on to the end of its Scene."""

    def shifted(one: Blocking) -> Blocking:
        if one.character != name or one.x_cm is None:
            return one
        return one.changed(x_cm=one.x_cm + by_cm, to_x_cm=None if one.to_x_cm is None else one.to_x_cm + by_cm)

    scene = script.scene_of(uid)
    first = [shot.uid for shot in scene.shots].index(uid)
    shots = tuple(
        shot if number < first else shot.changed(blocking=tuple(map(shifted, shot.blocking)))
        for number, shot in enumerate(scene.shots)
    )
    return script.changed(scenes=tuple(scene.changed(shots=shots) if one.id == scene.id else one for one in script.scenes))
