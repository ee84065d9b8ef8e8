"""Missing stream: no sound where Lines are spoken, or no picture at all. Cost: none.

A stream that is there and silent, or black, is the business of other checks.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from storyreel.errors import MediaError
from storyreel.film.finding import Finding, Severity
from storyreel.tools.contracts import Evidence
from storyreel.tools.frames import open_media_file
from storyreel.tools.measure.flaw import TECHNICAL
from storyreel.tools.measure.spans import shot_spans
from storyreel.tools.measure.whole_flaw import whole_flaw

__all__ = ["MISSING_STREAM", "StreamCheck", "has_sound_alone"]

MISSING_STREAM = "missing-stream"


def has_sound_alone(path: Path) -> bool:
    """Whether a file is sound, but has no picture; False for what cannot be opened."""
    try:
        with open_media_file(path) as container:
            return bool(container.streams.audio) and not container.streams.video
    except MediaError:
        return False


@dataclass(frozen=True)
class StreamCheck:
    """A file without sound, of a Shot or film in which somebody speaks; one without pictures does not come as far as this."""

    kind: str = MISSING_STREAM
    dimension: str = TECHNICAL
    on: frozenset[Literal["take", "film"]] = frozenset({"take", "film"})

    def __call__(self, evidence: Evidence) -> list[Finding]:
        """At most one Finding."""
        if not self.score(evidence):
            return []
        lines = sum(len(span.lines) for span in shot_spans(evidence))
        said = f"the file has no sound stream; {lines} {'line is' if lines == 1 else 'lines are'} spoken in it"
        data = {"lines": lines, "strength": 1.0}
        return [whole_flaw(evidence, kind=self.kind, said=said, data=data, severity=Severity.MAJOR)]

    def score(self, evidence: Evidence) -> float | None:
        """1 or 0; None where nobody speaks."""
        media = evidence.media
        if media is None or (evidence.spec is not None and not evidence.own_audio):
            return None
        spoken = any(span.lines for span in shot_spans(evidence))
        return float(not media.has_audio) if spoken else None
