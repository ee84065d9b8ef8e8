"""Rotated: the pictures lie on their side or upside down in the file, and a note tells the player to turn them. Cost: none.

All checks look at the turned picture. It is no fault of the film, but editors and converters that miss the note show it lying.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from storyreel.film.finding import Finding, Severity
from storyreel.tools.contracts import Evidence
from storyreel.tools.measure.flaw import TECHNICAL
from storyreel.tools.measure.media import MediaFile
from storyreel.tools.measure.whole_flaw import whole_flaw

__all__ = ["RotatedCheck"]


@dataclass(frozen=True)
class RotatedCheck:
    """A rotation in the file's display matrix."""

    kind: str = "rotated"
    dimension: str = TECHNICAL
    on: frozenset[Literal["take", "film"]] = frozenset({"take", "film"})

    def __call__(self, evidence: Evidence) -> list[Finding]:
        """At most one Finding, for information."""
        media = evidence.media
        if not self.score(evidence) or not isinstance(media, MediaFile):
            return []
        said = f"the pictures are stored turned: a player turns them by {media.facts.rotation} degrees counter-clockwise"
        data = {"degrees": media.facts.rotation, "strength": 1.0}
        return [whole_flaw(evidence, kind=self.kind, said=said, data=data, severity=Severity.INFO)]

    def score(self, evidence: Evidence) -> float | None:
        """1 or 0."""
        return float(evidence.media.facts.rotation != 0) if isinstance(evidence.media, MediaFile) else None
