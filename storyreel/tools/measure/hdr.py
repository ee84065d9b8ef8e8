"""High dynamic range: a film in PQ or HLG, which the pipeline here does not make and a plain player shows pale.

Cost: none. The checks of brightness work on such a film as it is coded, which is brighter in the dark than it is shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from storyreel.film.finding import Finding, Severity
from storyreel.tools.contracts import Evidence
from storyreel.tools.measure.flaw import TECHNICAL
from storyreel.tools.measure.media import MediaFile
from storyreel.tools.measure.whole_flaw import whole_flaw

__all__ = ["HIGH_RANGE", "HighRangeCheck"]

HIGH_RANGE = {16: "PQ (SMPTE ST 2084)", 18: "HLG (ARIB STD-B67)"}
"""Transfer numbers of ISO/IEC 23091-2."""


@dataclass(frozen=True)
class HighRangeCheck:
    """A transfer of high dynamic range in the file's tags."""

    kind: str = "hdr"
    dimension: str = TECHNICAL
    on: frozenset[Literal["take", "film"]] = frozenset({"take", "film"})

    def __call__(self, evidence: Evidence) -> list[Finding]:
        """At most one Finding, minor."""
        media = evidence.media
        if not self.score(evidence) or not isinstance(media, MediaFile):
            return []
        transfer = HIGH_RANGE[media.facts.tags.transfer]
        said = f"the film is in high dynamic range: {transfer}, {media.facts.pixels}; a standard one (BT.709) is made here"
        data = {"transfer": media.facts.tags.transfer, "pixels": media.facts.pixels, "strength": 1.0}
        return [whole_flaw(evidence, kind=self.kind, said=said, data=data, severity=Severity.MINOR)]

    def score(self, evidence: Evidence) -> float | None:
        """1 or 0."""
        media = evidence.media
        return float(media.facts.tags.transfer in HIGH_RANGE) if isinstance(media, MediaFile) else None
