"""Which Take stands for a Shot: the person's choice, the lock, the first that passes, else the best there is."""

from __future__ import annotations

from itertools import count, islice

from storyreel.agents.critic import better
from storyreel.film.note import Limits, Note
from storyreel.film.plan import PlannedShot
from storyreel.film.take import Take
from storyreel.graph import stale
from storyreel.graph.context import Context
from storyreel.graph.state import FilmState

__all__ = ["best_take", "judged", "next_number", "pick_take", "picks_of", "spent"]


def picks_of(state: FilmState) -> dict[str, int]:
    """uid -> number of the Take that the person chose."""
    picks: dict[str, int] = {}
    for _, record in stale.active_notes(state):
        note = Note.model_validate(record["note"])
        if note.op == "choose":
            number = note.changes.get("take")
            picks.update({uid: number for uid in note.targets if isinstance(number, int)})
    return picks


def judged(take: Take, context: Context) -> bool:
    """Whether the Take has a Verdict by the threshold that is in force."""
    return take.verdict is not None and context.threshold in (None, take.verdict.threshold)


def pick_take(context: Context, shot: PlannedShot, *, limits: Limits) -> Take | None:
    """The Take that stands without making another, or None where one is to be made or judged first."""
    store = context.project.store
    if shot.locked_take:
        locked = store.take(shot.locked_take)
        if locked is not None:
            return locked
    takes = store.takes_of(shot.spec_hash)
    chosen = next((take for take in takes if take.number == shot.picked_take), None)
    if chosen is not None:
        return chosen
    if not all(judged(take, context) for take in takes):
        return None
    passing = next((take for take in takes if take.number > shot.after_take and take.verdict and take.verdict.passed), None)
    if passing is not None:
        return passing
    return best_take(takes) if spent(context, shot, limits=limits) else None


def spent(context: Context, shot: PlannedShot, *, limits: Limits) -> bool:
    """Whether the Shot has had all the Takes that it may have: those that count, and those that failed in this run."""
    counting = [take for take in context.project.store.takes_of(shot.spec_hash) if take.number > shot.after_take]
    return len(counting) + len(context.failures.get(shot.spec_hash, [])) > limits.takes


def next_number(context: Context, shot: PlannedShot) -> int:
    """The number of the next Take: the first that is free after those that no longer count and those that failed in this run.

    A Take whose file was lost leaves its number free, and is made again under the same key.
    """
    taken = {take.number for take in context.project.store.takes_of(shot.spec_hash)}
    free = (number for number in count(shot.after_take + 1) if number not in taken)
    return next(islice(free, len(context.failures.get(shot.spec_hash, [])), None))


def best_take(takes: list[Take]) -> Take | None:
    """The best of several by the critic's rule, where the earlier wins ties; None where none has a picture."""
    best: Take | None = None
    for take in takes:
        if take.frames > 0 and (best is None or better(best.verdict, take.verdict) is not best.verdict):
            best = take
    return best
