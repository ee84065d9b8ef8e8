"""Wrong rate: frames a second against those asked for. Cost: none. A film of variable rate has none to be compared."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from storyreel.film.finding import Finding, Severity
from storyreel.tools.contracts import Evidence
from storyreel.tools.measure.flaw import TECHNICAL
from storyreel.tools.measure.media import MediaFile
from storyreel.tools.measure.thresholds_media import MEDIA_DEFAULTS, MediaThresholds
from storyreel.tools.measure.whole_flaw import whole_flaw

__all__ = ["RateCheck"]

_SLIGHT = 0.005  # 24 for 23.976: it plays, but drifts by 3.6 s an hour


@dataclass(frozen=True)
class RateCheck:
    """The file's rate against that of the spec or the Cut; a Script asks for none."""

    limits: MediaThresholds = MEDIA_DEFAULTS
    kind: str = "wrong-rate"
    dimension: str = TECHNICAL
    on: frozenset[Literal["take", "film"]] = frozenset({"take", "film"})

    def __call__(self, evidence: Evidence) -> list[Finding]:
        """At most one Finding: minor where the rates are nearly the same, and of a take, whose rate the film changes anyhow."""
        strength, asked, media = self.score(evidence), _asked(evidence), evidence.media
        if strength is None or strength < 1.0 or asked is None or media is None:
            return []
        said = f"the file has {float(media.rate):.6g} frames a second, {float(asked):.6g} were asked"
        data = {"rate": str(media.rate), "asked_rate": str(asked), "strength": round(strength, 3)}
        slight = evidence.spec is not None or abs(media.rate / asked - 1) < _SLIGHT
        return [whole_flaw(evidence, kind=self.kind, said=said, data=data, severity=Severity.MINOR if slight else Severity.MAJOR)]

    def score(self, evidence: Evidence) -> float | None:
        """How far the rate is off, in tolerances."""
        media, asked = evidence.media, _asked(evidence)
        if media is None or asked is None or media.frame_count < 2:
            return None
        if isinstance(media, MediaFile) and media.facts.uneven >= self.limits.uneven:
            return None
        return float(abs(media.rate / asked - 1)) / self.limits.rate


def _asked(evidence: Evidence) -> Fraction | None:
    if evidence.spec is not None:
        return evidence.spec.rate
    return evidence.cut.rate if evidence.cut is not None else None
