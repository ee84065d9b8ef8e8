"""Faults of seams: colours or the picture jump over a cut that the plan makes continuous. A film without one is given one first.

Strength: levels of 255 for colour, a share of the picture's width for motion.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from storyreel.film.cut import Cut, CutEntry
from storyreel.film.plan import Anchor, Plan, PlannedShot
from storyreel.film.script import Script, Shot, Transition
from storyreel.film.time import ms_of_frame
from storyreel.testing.film_faults.contract import CleanFilm, NotPossible, Spoiled
from storyreel.testing.film_faults.rewriting import rewrite

__all__ = ["SeamColour", "SeamMotion", "with_a_seam"]

_LEAST_FRAMES = 24
_LATER = "-later"


def with_a_seam(film: CleanFilm) -> CleanFilm:
    """The same film, its longest Shot planned as two: the later one goes on from the last frame of the earlier one.

    Raises:
        NotPossible: If every Shot is too short, or the film has no plan.
    """
    entry = max((one for one in film.cut.entries if one.missing is None), key=lambda one: one.frames, default=None)
    planned = next((one for one in film.plan.shots if entry is not None and one.uid == entry.uid), None)
    if entry is None or planned is None or entry.frames < _LEAST_FRAMES:
        raise NotPossible(f"no planned shot of {film.name} is long enough to be parted")
    later = entry.uid + _LATER
    first = (entry.frames + entry.transition.frames) // 2
    half = entry.changed(
        uid=later,
        id=f"{entry.id}A",
        source_start=entry.source_start + first,
        frames=entry.frames - first,
        start=entry.start + first,
        transition=Transition(),
    )
    anchor = Anchor(mode="last frame", source=entry.uid, reason="the action goes on")
    return replace(
        film,
        cut=_cut(film.cut, entry, half, first),
        script=_script(film.script, entry.uid, later, ms_of_frame(entry.start + first, film.cut.rate)),
        plan=_plan(film.plan, planned, planned.changed(uid=later, id=half.id, anchor=anchor)),
        truth={**film.truth, later: film.truth[entry.uid]} if entry.uid in film.truth else film.truth,
    )


def _cut(cut: Cut, entry: CutEntry, half: CutEntry, first: int) -> Cut:
    at = cut.entries.index(entry)
    return cut.changed(entries=(*cut.entries[:at], entry.changed(frames=first), half, *cut.entries[at + 1 :]))


def _plan(plan: Plan, before: PlannedShot, after: PlannedShot) -> Plan:
    at = plan.shots.index(before)
    return plan.changed(shots=(*plan.shots[: at + 1], after, *plan.shots[at + 1 :]))


def _script(script: Script, uid: str, later: str, at_ms: int) -> Script:
    """The Script with the Shot parted at a time; a Line belongs to the half in which it begins."""

    def parted(shot: Shot) -> tuple[Shot, ...]:
        if shot.uid != uid:
            return (shot,)
        before = tuple(line for line in shot.lines if line.start_ms < at_ms)
        after = tuple(line for line in shot.lines if line.start_ms >= at_ms)
        half = shot.changed(uid=later, id=f"{shot.id}A", start_ms=at_ms, lines=after, transition=Transition())
        return shot.changed(end_ms=at_ms, lines=before), half

    scenes = (scene.changed(shots=tuple(half for shot in scene.shots for half in parted(shot))) for scene in script.scenes)
    return script.changed(scenes=tuple(scenes))


def _after(film: CleanFilm) -> CutEntry:
    return next(one for one in film.cut.entries if one.uid.endswith(_LATER))


def _known(film: CleanFilm) -> dict[str, object]:
    return {"script": film.script, "cut": film.cut, "plan": film.plan}


@dataclass(frozen=True)
class SeamColour:
    """The later half is warmer, colder or brighter."""

    named: frozenset[str] = frozenset({"seam-colour"})

    def clean(self, film: CleanFilm) -> CleanFilm:
        """What the fault is put into."""
        return with_a_seam(film)

    def __call__(self, film: CleanFilm, to: Path, *, strength: float, chance: random.Random) -> Spoiled:
        """See the class."""
        seamed = with_a_seam(film)
        after = _after(seamed)
        shift = np.float32(strength) * np.array(chance.choice([(1, 0, -1), (-1, 0, 1), (1, 1, 1)]), np.float32)

        def tinted(number: int, rgb: np.ndarray) -> np.ndarray:
            if not after.start <= number < after.start + after.frames:
                return rgb
            return (rgb + shift).clip(0, 255).astype(np.uint8)

        rewrite(seamed, to, pictures=tinted)
        where = {"shot": after.uid, "frame": after.start, "shift": shift.tolist()}
        return Spoiled(to, frozenset({after.uid}), where, knows=_known(seamed))


@dataclass(frozen=True)
class SeamMotion:
    """The later half stands a little to the left or right, as if the camera had been pushed."""

    named: frozenset[str] = frozenset({"seam-motion"})

    def clean(self, film: CleanFilm) -> CleanFilm:
        """What the fault is put into."""
        return with_a_seam(film)

    def __call__(self, film: CleanFilm, to: Path, *, strength: float, chance: random.Random) -> Spoiled:
        """See the class."""
        seamed = with_a_seam(film)
        after = _after(seamed)
        by_px = max(1, round(strength * film.cut.width_px)) * chance.choice((-1, 1))

        def pushed(number: int, rgb: np.ndarray) -> np.ndarray:
            if not after.start <= number < after.start + after.frames:
                return rgb
            last = rgb.shape[1] - 1
            return rgb[:, [min(last, max(0, column - by_px)) for column in range(last + 1)]]

        rewrite(seamed, to, pictures=pushed)
        return Spoiled(to, frozenset({after.uid}), {"shot": after.uid, "frame": after.start, "px": by_px}, knows=_known(seamed))
