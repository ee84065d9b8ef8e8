"""The rules of the script critic, one file per dimension, and the registry of them.

Each file has one `DIMENSION`: its name, its rules in order, how many things they look at, and when it cannot be observed. A new
rule is an entry there; a new dimension is a file and a line here. What no rule can see is listed as needing a judge.
"""

from __future__ import annotations

from storyreel.agents.critic.rule import Dimension
from storyreel.agents.critic.script_rules import (
    appearance_consistency,
    character_consistency,
    content_completeness,
    dialogue_completeness,
    format_compliance,
    positions,
    scene_coherence,
    shot_division,
)

__all__ = ["JUDGED_SCRIPT_DIMENSIONS", "SCRIPT_DIMENSIONS", "script_kinds"]

SCRIPT_DIMENSIONS: tuple[Dimension, ...] = (
    format_compliance.DIMENSION,
    shot_division.DIMENSION,
    content_completeness.DIMENSION,
    character_consistency.DIMENSION,
    dialogue_completeness.DIMENSION,
    appearance_consistency.DIMENSION,
    scene_coherence.DIMENSION,
    positions.DIMENSION,
)
JUDGED_SCRIPT_DIMENSIONS = ("Narrative Coherence", "Dramatic Tension", "Visual Imagery")


def script_kinds() -> dict[str, tuple[str, ...]]:
    """Kind of every rule -> the dimensions it counts against.

    >>> script_kinds()["missing-line"]
    ('Dialogue Completeness',)
    """
    out: dict[str, tuple[str, ...]] = {}
    for dimension in SCRIPT_DIMENSIONS:
        for rule in dimension.rules:
            out[rule.kind] = (*out.get(rule.kind, ()), dimension.name)
    return out
