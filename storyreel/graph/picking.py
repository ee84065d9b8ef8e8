"""Which Take stands for a Shot: the person's choice, the lock, the first that passes, else the best there is."""

from __future__ import annotations

from itertools import count, islice

from storyreel.film.note import Limits, Note
from storyreel.film.plan import PlannedShot
from storyreel.film.take import Take
from storyreel.graph import stale
from storyreel.graph.context import Context
from storyreel.graph.state import FilmState

__all__ = ["best_take", "next_number", "pick_take", "picks_of", "tried"]


def picks_of(state: FilmState) -> dict[str, int]:
    """uid -> number of the Take that the person chose."""
    picks: dict[str, int] = {}
    for _, record in stale.active_notes(state):
        note = Note.model_validate(record["note"])
        if note.op == "choose":
            number = note.changes.get("take")
            picks.update({uid: number for uid in note.targets if isinstance(number, int)})
    return picks


def pick_take(context: Context, shot: PlannedShot, *, limits: Limits, number: int | None = None) -> Take | None:
    """The Take that stands without making another, or None where one is to be made.

    A Take that has not been judged yet does not stand: it is judged first.
    """
    store = context.project.store
    if shot.locked_take:
        locked = store.take(shot.locked_take)
        if locked is not None:
            return locked
    takes = store.takes_of(shot.spec_hash)
    chosen = next((take for take in takes if take.number == number), None)
    if chosen is not None:
        return chosen
    if any(take.verdict is None for take in takes):
        return None
    newer = [take for take in takes if take.number > shot.after_take]
    passing = next((take for take in newer if take.verdict and take.verdict.passed), None)
    if passing is not None:
        return passing
    exhausted = tried(context, shot) > limits.takes + shot.after_take
    return best_take(takes) if exhausted else None


def tried(context: Context, shot: PlannedShot) -> int:
    """How many Takes of the Shot's spec were tried: those that stand, and those that failed in this run."""
    return len(context.project.store.takes_of(shot.spec_hash)) + len(context.failures.get(shot.spec_hash, []))


def next_number(context: Context, shot: PlannedShot) -> int:
    """The number of the next Take: the first that is free, after those that failed in this run.

    A Take whose file was lost leaves its number free, and is made again under the same key.
    """
    taken = {take.number for take in context.project.store.takes_of(shot.spec_hash)}
    free = (number for number in count(1) if number not in taken)
    return next(islice(free, len(context.failures.get(shot.spec_hash, [])), None))


def best_take(takes: list[Take]) -> Take | None:
    """The best of several: passing, then fewer to mend, then the higher mean; the earlier wins ties. None without a picture."""
    whole = [take for take in takes if take.frames > 0]
    return min(whole, key=_rank, default=None)


def _rank(take: Take) -> tuple[bool, int, float, int]:
    verdict = take.verdict
    if verdict is None:
        return (True, 0, 0.0, take.number)
    work = sum(finding.asks_for_work for finding in verdict.findings)
    return (not verdict.passed, work, -(verdict.mean or 0.0), take.number)
