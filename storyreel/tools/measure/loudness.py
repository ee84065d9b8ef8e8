"""Loudness: a film that is far quieter or louder than others, as a whole, by EBU R128 (gated, ITU-R BS.1770).

Films are delivered at -24 to -14 LUFS, for television and the web; below -26.5 or above -11.5 it is a defect. Only films are
judged: a take's loudness is the business of whoever mixes. Cost: the shared pass over the sound (about 0.2 s a minute). It says
nothing of single Lines, nor of a film with under 3 s of sound above the gate.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from storyreel.film.finding import Finding, Severity
from storyreel.tools.contracts import Evidence
from storyreel.tools.measure.flaw import TECHNICAL
from storyreel.tools.measure.loudness_meter import HOP_S, SoundFigures
from storyreel.tools.measure.media import MediaFile
from storyreel.tools.measure.thresholds_media import MEDIA_DEFAULTS, MediaThresholds
from storyreel.tools.measure.whole_flaw import whole_flaw

__all__ = ["LoudnessCheck"]

_GATE_LUFS, _SHORTEST_S = -70.0, 3.0
_FAR = 2.0  # times the tolerance: from there on it is major


@dataclass(frozen=True)
class LoudnessCheck:
    """Integrated loudness against the levels at which films are delivered."""

    limits: MediaThresholds = MEDIA_DEFAULTS
    kind: str = "loudness"
    dimension: str = TECHNICAL
    on: frozenset[Literal["take", "film"]] = frozenset({"film"})

    def __call__(self, evidence: Evidence) -> list[Finding]:
        """At most one Finding: minor, or major where it is twice as far off as tolerated."""
        media, strength = evidence.media, self.score(evidence)
        if strength is None or strength < 1.0 or not isinstance(media, MediaFile):
            return []
        lufs, room = media.sound.integrated_lufs, self.limits.loudness_lu
        assert lufs is not None
        lowest, highest = self.limits.loudness_lufs - room, self.limits.loudness_lufs + room
        off = f"{lufs - highest:.1f} LU louder" if lufs > highest else f"{lowest - lufs:.1f} LU quieter"
        said = f"the film has {lufs:.1f} LUFS, {off} than films are delivered at ({lowest:g} to {highest:g} LUFS by EBU R128)"
        data = {"lufs": round(lufs, 1), "range_lufs": [lowest, highest], "strength": round(strength, 3)}
        weighs = Severity.MAJOR if strength >= _FAR else Severity.MINOR
        return [whole_flaw(evidence, kind=self.kind, said=said, data=data, severity=weighs)]

    def score(self, evidence: Evidence) -> float | None:
        """The distance from the middle of the usual levels, in tolerances; None where there is too little sound."""
        media = evidence.media
        if evidence.spec is not None or not isinstance(media, MediaFile):
            return None
        lufs = media.sound.integrated_lufs
        if lufs is None or _loud_s(media.sound) < _SHORTEST_S:
            return None
        return abs(lufs - self.limits.loudness_lufs) / self.limits.loudness_lu


def _loud_s(sound: SoundFigures) -> float:
    return HOP_S * int(np.count_nonzero(sound.momentary_lufs > _GATE_LUFS))
