"""Making a Finding on a whole take or film: no Shot of a film is to be made again for it. It decides nothing."""

from __future__ import annotations

from typing import Any

from storyreel.film.finding import Cause, Finding, Remedy, Severity
from storyreel.tools.contracts import Evidence
from storyreel.tools.measure.flaw import TECHNICAL
from storyreel.tools.measure.spans import span_ms

__all__ = ["whole_flaw"]


def whole_flaw(
    evidence: Evidence, *, kind: str, said: str, data: dict[str, Any], severity: Severity, dimension: str = TECHNICAL
) -> Finding:
    """A Finding from the first frame to the last. A take is made again; a film's form is mended by whoever made the file."""
    media = evidence.media
    assert media is not None
    start_ms, end_ms = span_ms(0, media.frame_count, media.rate)
    return Finding(
        dimension=dimension,
        kind=kind,
        severity=severity,
        evidence=said,
        cause=Cause.BACKEND,
        remedy=Remedy.RETAKE if evidence.spec is not None else Remedy.NONE,
        shot=evidence.spec.uid if evidence.spec is not None else "",
        start_ms=start_ms,
        end_ms=end_ms,
        made_on=evidence.take.sha256 if evidence.take is not None else "",
        judge="measure",
        data=data,
    )
