"""What a Plan will cost and how long it will take, added up; an unknown price stays unknown.

The figures are the backend's own estimates for one Take of each Shot that is not locked. This module does not know which Takes
exist already.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from storyreel.film.plan import Choice, PlannedShot
from storyreel.film.take import Cost
from storyreel.film.time import clock

__all__ = ["Total", "add_up", "total_choice"]


class Total(NamedTuple):
    """Figures of a Plan.

    Attributes:
        cost: Of one Take of every Shot counted; micros None where any price is unknown.
        known_micros: The part that is known.
        unknown: Shots whose price is unknown.
        wall_ms: Rendering time one after another.
        shots: Shots counted.
    """

    cost: Cost
    known_micros: int
    unknown: int
    wall_ms: int
    shots: int


def add_up(shots: Iterable[PlannedShot]) -> Total:
    """Cost and time of one Take of each Shot that is not locked.

    >>> add_up(()).cost
    Cost(micros=0, currency='USD')
    """
    counted = [shot for shot in shots if not shot.locked_take]
    known = sum(shot.estimate.micros for shot in counted if shot.estimate.micros is not None)
    unknown = sum(shot.estimate.micros is None for shot in counted)
    currency = counted[0].estimate.currency if counted else "USD"
    cost = Cost(micros=None if unknown else known, currency=currency)
    return Total(cost, known, unknown, sum(shot.estimate_ms for shot in counted), len(counted))


def total_choice(shots: Iterable[PlannedShot]) -> Choice:
    """The total as a Choice for the report and the gate.

    >>> total_choice(()).choice
    'nothing to make'
    """
    total = add_up(shots)
    if not total.shots:
        return Choice(about="estimate", choice="nothing to make", reason="every Shot is locked, or there is none")
    money = f"{total.known_micros / 1_000_000:.2f} {total.cost.currency}"
    if total.unknown:
        money = f"an unknown price for {total.unknown} of {total.shots} Shots, and {money} for the rest"
    reason = "the backend's own figures for one Take of each Shot that is not locked; more Takes cost more"
    return Choice(about="estimate", choice=f"{money}; {clock(total.wall_ms)} of rendering, one after another", reason=reason)
