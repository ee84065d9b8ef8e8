"""Audio/video offset: the sound as a whole, or that of one Shot, comes early or late.

Measured against the recordings of the Lines at the times at which they stand in the film, to 10 ms; for a film of others
against the scripted times alone, which tells only offsets of a third of a second and more; without Lines by when the file's
streams begin. Cost: about 10 ms a minute of film. It does not look at mouths: a film whose pictures and sound are both late
is not offset, and a late picture under sound at its scripted time is found by its cuts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from storyreel.film.finding import Finding, Severity
from storyreel.tools.contracts import Evidence
from storyreel.tools.measure.flaw import TECHNICAL, flaw
from storyreel.tools.measure.lag import Lag, lag_by_recordings, lag_by_script
from storyreel.tools.measure.media import MediaFile
from storyreel.tools.measure.spans import ShotSpan, shot_spans
from storyreel.tools.measure.thresholds_media import MEDIA_DEFAULTS, MediaThresholds
from storyreel.tools.measure.whole_flaw import whole_flaw

__all__ = ["SyncCheck", "sound_late_ms"]

_SAME_MS = 40  # offsets that are as near as this are one offset


class _Offset(NamedTuple):
    """An offset, what it was measured against, the milliseconds from which it counts, and the Shot (None: all of the file)."""

    lag: Lag
    against: str
    limit_ms: float
    span: ShotSpan | None = None


def sound_late_ms(evidence: Evidence, limits: MediaThresholds = MEDIA_DEFAULTS) -> int:
    """By how much all sound of the file is late, 0 where it is in time or nothing can be told."""
    whole = _whole(evidence, limits)
    return whole.lag.ms if whole is not None and abs(whole.lag.ms) >= whole.limit_ms else 0


def _whole(evidence: Evidence, limits: MediaThresholds) -> _Offset | None:
    if evidence.spec is not None and not evidence.own_audio:
        return None
    lag = lag_by_recordings(evidence)
    if lag is not None and lag.likeness >= limits.offset_likeness:
        return _Offset(lag, "the recordings of the lines", limits.offset_ms)
    lag = lag_by_script(evidence) if lag is None else None
    if lag is not None and lag.likeness >= limits.offset_likeness:
        return _Offset(lag, "the scripted times", limits.offset_coarse_ms)
    return None


def _by_streams(evidence: Evidence, limits: MediaThresholds) -> _Offset | None:
    """By the file's own clock, where nobody says anything that could be heard."""
    media = evidence.media
    late = media.facts.sound_late_s if isinstance(media, MediaFile) else None
    return _Offset(Lag(round(late * 1000), 1.0, 0), "the file's clock", limits.offset_coarse_ms) if late is not None else None


@dataclass(frozen=True)
class SyncCheck:
    """Offsets of the whole sound; where that is in time, offsets of single Shots."""

    limits: MediaThresholds = MEDIA_DEFAULTS
    kind: str = "av-offset"
    dimension: str = TECHNICAL
    on: frozenset[Literal["take", "film"]] = frozenset({"take", "film"})

    def __call__(self, evidence: Evidence) -> list[Finding]:
        """One Finding for the whole, or one for each Shot that is off by itself."""
        return [self._finding(evidence, one) for one in self._offsets(evidence) if abs(one.lag.ms) >= one.limit_ms]

    def score(self, evidence: Evidence) -> float | None:
        """Of the greatest offset."""
        found = [abs(one.lag.ms) / one.limit_ms for one in self._offsets(evidence)]
        return max(found) if found else None

    def _offsets(self, evidence: Evidence) -> list[_Offset]:
        if evidence.media is None:
            return []
        whole = _whole(evidence, self.limits) or _by_streams(evidence, self.limits)
        if whole is None or abs(whole.lag.ms) >= whole.limit_ms or evidence.speech is None:
            return [whole] if whole is not None else []
        return [whole, *self._single(evidence, whole)]

    def _single(self, evidence: Evidence, whole: _Offset) -> list[_Offset]:
        found: list[_Offset] = []
        for span in shot_spans(evidence):
            lag = lag_by_recordings(evidence, [span]) if span.lines else None
            apart = lag is not None and abs(lag.ms - whole.lag.ms) > _SAME_MS
            if lag is not None and apart and lag.likeness >= self.limits.offset_likeness:
                found.append(_Offset(lag, "the recordings of its lines", self.limits.offset_ms, span))
        return found

    def _finding(self, evidence: Evidence, one: _Offset) -> Finding:
        ms, likeness, lines = one.lag
        way = "late" if ms > 0 else "early"
        said = f"the sound is {abs(ms)} ms {way} against {one.against}"
        if lines:
            said += f" ({lines} {'line' if lines == 1 else 'lines'}, correlation {likeness:.2f})"
        data = {"late_ms": ms, "likeness": round(likeness, 3), "lines": lines, "strength": round(abs(ms) / one.limit_ms, 3)}
        if one.span is None:
            return whole_flaw(evidence, kind=self.kind, said=said, data=data, severity=Severity.MAJOR)
        return flaw(evidence, one.span, kind=self.kind, said=said, frames=(one.span.start, one.span.end), data=data)
