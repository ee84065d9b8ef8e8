"""What the Producer may answer from: the Script, the Plan, the Takes, the Findings, and how far the run is.

Whoever runs the film fills it in; the Producer looks nothing up.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from storyreel.film.finding import Finding
from storyreel.film.note import Limits
from storyreel.film.plan import Plan
from storyreel.film.script import Script
from storyreel.film.take import Cost, Take

__all__ = ["Facts"]


@dataclass(frozen=True, kw_only=True)
class Facts:
    """The state of a film at the moment of a question.

    Attributes:
        takes: uid to its Takes, the oldest first.
        chosen: uid to the key of the Take that stands.
        findings: Open Findings, on the Script, Takes and film.
        status: How many Shots are in which state: {"done": 3, "pending": 2}.
        stage: What the run is at: "scripter", "shoot"; "" where it rests.
        locked: uids of locked Shots.
        spent: Money so far; micros None where a price is unknown; None where nothing is recorded.
        waiting: What is asked of the person, if the run waits for an answer.
    """

    script: Script | None = None
    plan: Plan | None = None
    takes: Mapping[str, Sequence[Take]] = field(default_factory=dict[str, Sequence[Take]])
    chosen: Mapping[str, str] = field(default_factory=dict[str, str])
    findings: Sequence[Finding] = ()
    status: Mapping[str, int] = field(default_factory=dict[str, int])
    stage: str = ""
    locked: Collection[str] = ()
    spent: Cost | None = None
    limits: Limits | None = None
    waiting: str = ""
