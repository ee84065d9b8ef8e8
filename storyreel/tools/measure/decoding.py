"""Undecodable: a file that cannot be read, is damaged or cut short, or holds one picture where a shot was asked for.

Cost: none beyond decoding. Damage that a decoder conceals without a word, as some codecs' do, is not seen.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from storyreel.errors import MediaError
from storyreel.film.finding import Cause, Finding, Remedy, Severity
from storyreel.tools.contracts import Evidence, FilmFile
from storyreel.tools.measure.flaw import TECHNICAL, flaw, runs, seconds
from storyreel.tools.measure.media import MediaFile
from storyreel.tools.measure.spans import figures, shot_spans
from storyreel.tools.measure.streams import MISSING_STREAM, has_sound_alone

__all__ = ["DecodingCheck", "unreadable"]

KIND = "undecodable"
_TOLD, _KEPT = 3, 50  # damaged spans that are told in words, and in the figures


def unreadable(error: MediaError, evidence: Evidence, path: Path | None = None) -> Finding:
    """The Finding for a file that could not even be opened; one that is sound alone (`path` tells) has a kind of its own."""
    uid = evidence.spec.uid if evidence.spec is not None else ""
    return Finding(
        dimension=TECHNICAL,
        kind=MISSING_STREAM if path is not None and has_sound_alone(path) else KIND,
        severity=Severity.BLOCKING,
        evidence=str(error),
        cause=Cause.BACKEND,
        remedy=Remedy.RETAKE,
        shot=uid,
        made_on=evidence.take.sha256 if evidence.take is not None else "",
        judge="measure",
    )


@dataclass(frozen=True)
class DecodingCheck:
    """What went wrong while the file was decoded; blocking."""

    kind: str = KIND
    dimension: str = TECHNICAL
    on: frozenset[Literal["take", "film"]] = frozenset({"take", "film"})

    def __call__(self, evidence: Evidence) -> list[Finding]:
        """At most one Finding."""
        media, spans = evidence.media, shot_spans(evidence)
        if media is None or not spans:
            return []
        problems = list(media.problems) if isinstance(media, MediaFile) else []
        planned = sum(span.planned for span in spans)
        if media.frame_count == 1 and planned > 1:
            problems.append(f"the file holds one frame where {planned} were asked")
        if not problems:
            return []
        damaged = runs(figures(media).damaged)
        said = "; ".join(problems)
        if damaged:
            said += "; damaged: " + ", ".join(_told(media, *run) for run in damaged[:_TOLD])
            said += f" and {len(damaged) - _TOLD} more" if len(damaged) > _TOLD else ""
        where = (damaged[0][0], damaged[-1][1]) if damaged else (0, media.frame_count)
        span = next((one for one in spans if one.start <= where[0] < one.end), spans[0])
        data = {"frames": media.frame_count, "planned": planned, "damaged": [list(run) for run in damaged[:_KEPT]]}
        return [flaw(evidence, span, kind=self.kind, said=said, frames=where, data=data, severity=Severity.BLOCKING)]


def _told(media: FilmFile, start: int, end: int) -> str:
    return f"{seconds(media, start):.2f} to {seconds(media, end):.2f} s"
