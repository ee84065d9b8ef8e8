"""The table of costs names every check, and nothing else."""

from __future__ import annotations

from storyreel.tools.measure import CHECKS
from storyreel.tools.measure.costs import COST_MS


def test_every_check_has_its_cost() -> None:
    assert set(COST_MS) == set(CHECKS)
    assert all(cost >= 1 for cost in COST_MS.values())
