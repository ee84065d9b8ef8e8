"""Making Findings: the parts that all checks share. It decides nothing."""

from __future__ import annotations

from typing import Any

import numpy as np

from storyreel.film.finding import Cause, Finding, Remedy, Severity
from storyreel.tools.contracts import Evidence, FilmFile
from storyreel.tools.measure.spans import ShotSpan, span_ms

__all__ = ["CONTINUITY", "DIALOGUE", "STAGING", "SUBTITLES", "TECHNICAL", "flaw", "runs", "seconds"]

TECHNICAL = "Technical Quality"
DIALOGUE = "Dialogue Completeness"
STAGING = "Staging"
CONTINUITY = "Continuity"
SUBTITLES = "Subtitles"


def flaw(
    evidence: Evidence,
    span: ShotSpan,
    *,
    kind: str,
    said: str,
    frames: tuple[int, int],
    data: dict[str, Any],
    dimension: str = TECHNICAL,
    severity: Severity = Severity.MAJOR,
    line: str = "",
    about: str = "",
) -> Finding:
    """A Finding on frames of the file (the end is not included), to be mended by another take."""
    media = evidence.media
    assert media is not None
    start_ms, end_ms = span_ms(*frames, media.rate)
    return Finding(
        dimension=dimension,
        kind=kind,
        severity=severity,
        evidence=said,
        cause=Cause.BACKEND,
        remedy=Remedy.RETAKE,
        shot=span.uid,
        shot_id=span.id,
        line=line,
        about=about,
        start_ms=start_ms,
        end_ms=end_ms,
        made_on=_made_on(evidence),
        judge="measure",
        data=data,
    )


def _made_on(evidence: Evidence) -> str:
    return evidence.take.sha256 if evidence.take is not None else ""


def runs(mask: np.ndarray) -> list[tuple[int, int]]:
    """Spans of True in a row, the end not included.

    >>> runs(np.array([True, False, True, True]))
    [(0, 1), (2, 4)]
    """
    edges = np.flatnonzero(np.diff(np.concatenate([[False], mask, [False]]).astype(np.int8)))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def seconds(media: FilmFile, frames: int) -> float:
    """Frames as seconds of the file."""
    return float(frames / media.rate)
