"""Clipping: sound that was cut off at a limit, at full scale or turned down since.

The values of sound thin out towards its peaks; where it was cut off they crowd at the limit instead, and an encoder blurs that
crowd without hiding it. Cost: nothing beyond the shared pass over the sound (about 0.2 s a minute). A hard limiter that takes
more than about 10 dB looks the same, and sounds it; a tone below full scale cannot be told from a clipped one and is left alone.
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

__all__ = ["ClippingCheck"]


@dataclass(frozen=True)
class ClippingCheck:
    """How the sound's values crowd at their upper limit."""

    limits: MediaThresholds = MEDIA_DEFAULTS
    kind: str = "clipping"
    dimension: str = TECHNICAL
    on: frozenset[Literal["take", "film"]] = frozenset({"film"})

    def __call__(self, evidence: Evidence) -> list[Finding]:
        """At most one Finding."""
        media, strength = evidence.media, self.score(evidence)
        if strength is None or strength < 1.0 or not isinstance(media, MediaFile):
            return []
        sound, crowd = media.sound, media.sound.crowd or 0.0
        said = (
            f"the sound is cut off at {sound.limit_db:.1f} dBFS: {crowd:.1f} times as many samples lie there as at four fifths "
            f"of it, where sound that is whole has fewer; true peak {sound.true_peak_db:.1f} dB"
        )
        data = {
            "crowd": round(crowd, 3),
            "limit_db": round(sound.limit_db, 1),
            "true_peak_db": round(sound.true_peak_db, 2),
            "strength": round(strength, 3),
        }
        return [whole_flaw(evidence, kind=self.kind, said=said, data=data, severity=Severity.MAJOR)]

    def score(self, evidence: Evidence) -> float | None:
        """How much they crowd; None where there is too little sound, as in a take of a few words, or a tone."""
        media = evidence.media
        if evidence.spec is not None or not isinstance(media, MediaFile):
            return None
        sound = media.sound
        if sound.crowd is None:
            return None
        if sound.true_peak_db > 0:
            return sound.crowd / self.limits.clip_over
        return sound.crowd / self.limits.clip_crowd if sound.crest_db >= self.limits.clip_crest_db else None
