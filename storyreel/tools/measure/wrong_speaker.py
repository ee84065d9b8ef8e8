"""Wrong speaker: during a Line, the mouth of its speaker rests in plain sight, or another's moves instead.

It sees mouths, not voices. Where the speaker's mouth is hidden and no other moves, nothing is said.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from storyreel.film.finding import Finding
from storyreel.film.time import frame_at
from storyreel.tools.contracts import Evidence
from storyreel.tools.measure.asked import off_screen_lines, on_screen_name
from storyreel.tools.measure.flaw import flaw
from storyreel.tools.measure.sight import Sight
from storyreel.tools.measure.spans import LinePart, ShotSpan
from storyreel.tools.measure.staging import StagingCheck
from storyreel.tools.measure.thresholds_content import CONTENT, ContentThresholds

__all__ = ["WrongSpeakerCheck"]

_SHORT_MS = 250  # a shorter Line may be over before a mouth has opened


@dataclass(frozen=True)
class WrongSpeakerCheck(StagingCheck):
    """Lines that are seen to be spoken by somebody else."""

    limits: ContentThresholds = CONTENT
    kind: str = "wrong-speaker"

    def _in_span(self, evidence: Evidence, sight: Sight, span: ShotSpan) -> list[Finding]:
        """At most one Finding for each Line part."""
        found = (self._line(evidence, sight, span, line) for line in span.lines)
        return [one for one in found if one is not None]

    def _line(self, evidence: Evidence, sight: Sight, span: ShotSpan, line: LinePart) -> Finding | None:
        media = evidence.media
        assert media is not None
        spoken = evidence.speech.of(line.id, line.part) if evidence.speech is not None else None
        length_ms = spoken.duration_ms if spoken is not None and spoken.duration_ms else line.end_ms - line.start_ms
        if length_ms < _SHORT_MS or (spoken is not None and spoken.problem) or self._talked_over(span, line):
            return None
        start, end = frame_at(line.start_ms, media.rate), min(span.end, frame_at(line.start_ms + length_ms, media.rate))
        if (end - start) * 1000 < _SHORT_MS * media.rate:
            return None
        tracks = sight.openings(start, end)
        speaker = on_screen_name(evidence, line.speaker)
        rate = float(media.rate)
        moving = {name for name, track in tracks.items() if _stir(track, rate) >= self.limits.mouth_moves}
        others = sorted(name for name in moving if name != speaker)
        rests = self._rests(tracks.get(speaker), rate) and (line.id, line.part) not in off_screen_lines(evidence)
        if speaker in moving or not (others or rests):
            return None
        seen = f"{', '.join(others)} is seen to speak" if others else "nobody is seen to speak"
        heads = sight.heads(start, end, *(others or [speaker]))
        text = line.text if len(line.text) <= 60 else line.text[:57] + "..."
        return flaw(
            evidence,
            span,
            kind=self.kind,
            said=f"“{text}” is {speaker}'s line, but {seen}",
            frames=(start, end),
            data={"line": line.id, "part": line.part, "speaker": speaker, "seen": list(others), "boxes": heads},
            dimension=self.dimension,
            line=line.id,
        )

    def _rests(self, track: np.ndarray | None, rate: float) -> bool:
        """Whether a mouth is in sight nearly all the time and hardly moves; it may stand open."""
        if track is None or float(np.mean(~np.isnan(track))) < self.limits.mouth_share:
            return False
        return _stir(track, rate) <= self.limits.mouth_rests

    def _talked_over(self, span: ShotSpan, line: LinePart) -> bool:
        """Whether somebody else speaks at the same time, so that their mouth moves by right."""
        return any(
            one is not line and one.speaker != line.speaker and one.start_ms < line.end_ms and line.start_ms < one.end_ms
            for one in span.lines
        )


def _stir(track: np.ndarray, rate: float) -> float:
    """How much a mouth opens and shuts in a second, in times of wide open; 0 where it is not seen."""
    seen = track[~np.isnan(track)]
    return float(np.abs(np.diff(seen)).sum() * rate / len(seen)) if len(seen) > 1 else 0.0
