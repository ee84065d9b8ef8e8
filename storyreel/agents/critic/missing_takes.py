"""A film in which Shots have no Take: told as a score of its own, so that a row of slates is not taken for a clean film.

The Finding for each such Shot is made where the run is put down, with the backend's reason; here it keeps a film from passing.
"""

from __future__ import annotations

from storyreel.agents.critic.scoring import LEAST_UNITS
from storyreel.film.cut import Cut
from storyreel.film.finding import Score

__all__ = ["CONTENT", "missing_takes_score"]

CONTENT = "Content Completeness"


def missing_takes_score(cut: Cut | None) -> Score | None:
    """The share of a Cut that is there, as a score below 5.0; None where nothing is missing or no Cut is known.

    >>> from storyreel.film.cut import CutEntry
    >>> from storyreel.film.take import MissingMedia
    >>> refused = MissingMedia(uid="a", reason="refused")
    >>> gone = CutEntry(uid="a", id="1.1", available_frames=0, frames=24, start=0, missing=refused)
    >>> one = missing_takes_score(Cut(width_px=2, height_px=2, rate_num=24, entries=(gone,)))
    >>> one.value, one.why, one.rules
    (1.0, '1 of 1 shots has no take: 1.1 (refused)', ('missing-take',))
    """
    entries = cut.entries if cut is not None else ()
    gone = [f"{entry.id} ({entry.missing.reason})" for entry in entries if entry.missing is not None]
    if not gone:
        return None
    share = 2 * len(gone) / max(len(entries), LEAST_UNITS) if len(gone) < len(entries) else 1.0
    named = ", ".join(gone[:4]) + (f" and {len(gone) - 4} more" if len(gone) > 4 else "")
    why = f"{len(gone)} of {len(entries)} shots {'has' if len(gone) == 1 else 'have'} no take: {named}"
    return Score(value=max(1.0, round(5.0 - 4.0 * min(1.0, share), 2)), why=why, rules=("missing-take",))
