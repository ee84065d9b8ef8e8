"""Undecodable: a file that cannot be read, is damaged or cut short, or holds one picture where a shot was asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from storyreel.errors import MediaError
from storyreel.film.finding import Cause, Finding, Remedy, Severity
from storyreel.tools.contracts import Evidence
from storyreel.tools.measure.flaw import TECHNICAL, flaw
from storyreel.tools.measure.media import MediaFile
from storyreel.tools.measure.spans import shot_spans

__all__ = ["DecodingCheck", "unreadable"]

KIND = "undecodable"


def unreadable(error: MediaError, evidence: Evidence) -> Finding:
    """The Finding for a file that could not even be opened."""
    uid = evidence.spec.uid if evidence.spec is not None else ""
    return Finding(
        dimension=TECHNICAL,
        kind=KIND,
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
        said = "; ".join(problems)
        data = {"frames": media.frame_count, "planned": planned}
        whole = (0, media.frame_count)
        return [flaw(evidence, spans[0], kind=self.kind, said=said, frames=whole, data=data, severity=Severity.BLOCKING)]
