"""Interlaced: frames that are two fields of different times, which combs moving edges. Cost: none.

It believes the frames' own marks; fields that were woven into frames and are not marked are not seen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from storyreel.film.finding import Finding, Severity
from storyreel.tools.contracts import Evidence
from storyreel.tools.measure.flaw import TECHNICAL
from storyreel.tools.measure.media import MediaFile
from storyreel.tools.measure.thresholds_media import MEDIA_DEFAULTS, MediaThresholds
from storyreel.tools.measure.whole_flaw import whole_flaw

__all__ = ["InterlacedCheck"]


@dataclass(frozen=True)
class InterlacedCheck:
    """The share of frames that are marked as two fields."""

    limits: MediaThresholds = MEDIA_DEFAULTS
    kind: str = "interlaced"
    dimension: str = TECHNICAL
    on: frozenset[Literal["take", "film"]] = frozenset({"take", "film"})

    def __call__(self, evidence: Evidence) -> list[Finding]:
        """At most one Finding, minor."""
        media, strength = evidence.media, self.score(evidence)
        if strength is None or strength < 1.0 or not isinstance(media, MediaFile):
            return []
        said = f"{media.facts.interlaced} of {media.frame_count} frames are two fields; whole pictures were asked"
        data = {"frames": media.facts.interlaced, "strength": round(strength, 3)}
        return [whole_flaw(evidence, kind=self.kind, said=said, data=data, severity=Severity.MINOR)]

    def score(self, evidence: Evidence) -> float | None:
        """That share, in tolerances."""
        media = evidence.media
        return media.facts.interlaced / media.frame_count / self.limits.interlaced if isinstance(media, MediaFile) else None
