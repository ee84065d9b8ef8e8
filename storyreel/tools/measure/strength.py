"""How strongly a check sees its defect, on one scale for all: 1.0 is where a Finding begins. It measures nothing itself."""

from __future__ import annotations

from typing import Any

from storyreel.tools.contracts import Check, Evidence

__all__ = ["strength_of"]


def strength_of(check: Check, evidence: Evidence) -> float | None:
    """The score of a check on a take or film.

    It is that of the check's own `score(evidence)` where it has one; else the greatest "strength" in the data of its Findings;
    else 1.0 for a Finding and 0.0 for none.

    Returns:
        1.0 and more where there is a Finding, the more the worse; None where the check cannot tell.

    >>> from storyreel.tools.measure.black import BlackCheck
    >>> strength_of(BlackCheck(), Evidence())
    0.0
    """
    own: Any = getattr(check, "score", None)
    if callable(own):
        scored: Any = own(evidence)
        return None if scored is None else float(scored)
    found = check(evidence)
    figures = [one.data.get("strength", 1.0) for one in found]
    return max((float(one) for one in figures if isinstance(one, int | float)), default=0.0)
