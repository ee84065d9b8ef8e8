"""Wrong duration: frames delivered against frames asked for, of a take; against the Cut, of a film."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from storyreel.film.finding import Finding, Severity
from storyreel.tools.contracts import Evidence
from storyreel.tools.measure.flaw import TECHNICAL, flaw, seconds
from storyreel.tools.measure.spans import shot_spans
from storyreel.tools.measure.thresholds import DEFAULTS, Thresholds

__all__ = ["DurationCheck"]


@dataclass(frozen=True)
class DurationCheck:
    """Too few or too many frames. One or two off is minor, more is major; one more than asked is no defect."""

    limits: Thresholds = DEFAULTS
    kind: str = "wrong-duration"
    dimension: str = TECHNICAL
    on: frozenset[Literal["take", "film"]] = frozenset({"take", "film"})

    def __call__(self, evidence: Evidence) -> list[Finding]:
        """At most one Finding."""
        media, spans = evidence.media, shot_spans(evidence)
        if media is None or not spans:
            return []
        asked = sum(span.planned for span in spans)
        off = media.frame_count - asked
        if 0 <= off <= self.limits.spare_frames:
            return []
        weighs = Severity.MAJOR if abs(off) >= self.limits.off_frames else Severity.MINOR
        said = (
            f"{media.frame_count} frames ({seconds(media, media.frame_count):.2f} s) delivered, "
            f"{asked} ({seconds(media, asked):.2f} s) asked: {abs(off)} {'more' if off > 0 else 'missing'}"
        )
        data = {"frames": media.frame_count, "asked": asked, "off": off}
        where = (min(asked, media.frame_count), max(asked, media.frame_count))
        place = spans[0] if evidence.spec is not None else spans[-1]
        return [flaw(evidence, place, kind=self.kind, said=said, frames=where, data=data, severity=weighs)]
