"""Variable frame rate: frames last unequally long. It plays, but editors drift on it and frame numbers mean no time.

Cost: none. Only the times in the file are looked at: a picture that is shown twice at a steady rate is no variable rate.
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

__all__ = ["VariableRateCheck"]


@dataclass(frozen=True)
class VariableRateCheck:
    """The share of frames that last a fifth longer or shorter than usual."""

    limits: MediaThresholds = MEDIA_DEFAULTS
    kind: str = "variable-rate"
    dimension: str = TECHNICAL
    on: frozenset[Literal["take", "film"]] = frozenset({"take", "film"})

    def __call__(self, evidence: Evidence) -> list[Finding]:
        """At most one Finding, minor."""
        media, strength = evidence.media, self.score(evidence)
        if strength is None or strength < 1.0 or not isinstance(media, MediaFile):
            return []
        facts = media.facts
        said = (
            f"{facts.uneven:.0%} of the frames last longer or shorter than the usual {facts.usual_step * 1000:.0f} ms, "
            f"up to {facts.longest_step * 1000:.0f} ms"
        )
        data = {"uneven": round(facts.uneven, 4), "longest_s": round(facts.longest_step, 4), "strength": round(strength, 3)}
        return [whole_flaw(evidence, kind=self.kind, said=said, data=data, severity=Severity.MINOR)]

    def score(self, evidence: Evidence) -> float | None:
        """That share, in tolerances."""
        media = evidence.media
        return media.facts.uneven / self.limits.uneven if isinstance(media, MediaFile) and media.frame_count > 2 else None
