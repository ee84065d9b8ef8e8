"""Holding a judge's evidence against the Script: an invented shot or an impossible time is dropped, and counted.

It knows what stands where; whether what was seen is true, it does not know.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from storyreel.agents.critic.judging.forms import Seen
from storyreel.agents.critic.judging.naming import ShotNames
from storyreel.agents.critic.judging.words import plain_words
from storyreel.film.script import Shot

__all__ = ["SLACK_MS", "Checked", "Sighting", "checked_evidence"]

SLACK_MS = 500
"""How far a time may lie outside its shot: judges read times off frames and round them."""

_MOST = 12
_LONGEST_S = 1e6


@dataclass(frozen=True, kw_only=True)
class Sighting:
    """One thing that was found, at a place that exists; `shot` is None where it concerns the whole."""

    seen: str
    against: bool
    shot: Shot | None = None
    start_ms: int | None = None
    end_ms: int | None = None


class Checked(NamedTuple):
    """What stands of an answer's evidence: how many named a shot that is not there, a time that cannot be, or were too many."""

    kept: tuple[Sighting, ...]
    invented: int = 0
    misplaced: int = 0
    surplus: int = 0


def checked_evidence(given: Iterable[Seen], names: ShotNames, duration_ms: int) -> Checked:
    """The evidence that can be true.

    Args:
        names: The shots there are.
        duration_ms: Length of what was judged; 0 where it is not known.

    >>> checked_evidence([Seen(shot="9.9", seen="a lamp", speaks="for")], ShotNames(None), 0)
    Checked(kept=(), invented=1, misplaced=0, surplus=0)
    """
    kept: list[Sighting] = []
    invented = misplaced = surplus = 0
    for one in given:
        shot = names.shot(one.shot) if one.shot.strip() else None
        if one.shot.strip() and shot is None:
            invented += 1
        elif not _possible(one, shot, duration_ms):
            misplaced += 1
        elif len(kept) == _MOST:
            surplus += 1
        elif words := plain_words(one.seen):
            kept.append(
                Sighting(seen=words, against=one.speaks == "against", shot=shot, start_ms=_ms(one.start_s), end_ms=_ms(one.end_s))
            )
    return Checked(tuple(kept), invented, misplaced, surplus)


def _ms(seconds: float | None) -> int | None:
    return None if seconds is None else round(seconds * 1000)


def _possible(one: Seen, shot: Shot | None, duration_ms: int) -> bool:
    given = [seconds for seconds in (one.start_s, one.end_s) if seconds is not None]
    if not given:
        return True
    if not all(0 <= seconds <= _LONGEST_S for seconds in given):
        return False
    times = [round(seconds * 1000) for seconds in given]
    first, last = times[0], times[-1]
    low, high = (shot.start_ms, shot.end_ms) if shot is not None else (0, duration_ms or last)
    return 0 <= first <= last and first <= high + SLACK_MS and last >= low - SLACK_MS
