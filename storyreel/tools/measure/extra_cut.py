"""Extra cut: a change of the whole picture within a shot, where the script has none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from storyreel.film.finding import Finding
from storyreel.tools.contracts import Evidence, FilmFile
from storyreel.tools.measure.cut_steps import cuts_within
from storyreel.tools.measure.explained import explained
from storyreel.tools.measure.flaw import TECHNICAL, flaw, seconds
from storyreel.tools.measure.spans import ShotSpan, shot_spans, slack_frames
from storyreel.tools.measure.teleport import jumps_at
from storyreel.tools.measure.thresholds import DEFAULTS, Thresholds

__all__ = ["ExtraCutCheck"]


@dataclass(frozen=True)
class ExtraCutCheck:
    """Changes within a shot that stand out from those around them and turn much of the picture."""

    limits: Thresholds = DEFAULTS
    kind: str = "extra-cut"
    dimension: str = TECHNICAL
    on: frozenset[Literal["take", "film"]] = frozenset({"take", "film"})

    def __call__(self, evidence: Evidence) -> list[Finding]:
        """At most one Finding for each Shot, at the greatest change."""
        media = evidence.media
        if media is None:
            return []
        found = (self._in_span(evidence, media, span) for span in shot_spans(evidence) if span.shown)
        return [one for one in found if one is not None]

    def _in_span(self, evidence: Evidence, media: FilmFile, span: ShotSpan) -> Finding | None:
        slack = slack_frames(evidence)
        found = cuts_within(media, span.start + span.head + slack, span.end - slack, self.limits)
        cuts = [
            one for one in found if not explained(media, span, one.frame, self.limits) and not jumps_at(media, span, one.frame)
        ]
        if not cuts:
            return None
        size, ratio, blocks, frame = max(cuts)
        said = (
            f"the picture changes at frame {frame} ({seconds(media, frame - span.start):.2f} s into the shot) "
            f"by {size:.0f} levels, {ratio:.0f} times what is usual around it, over {blocks:.0%} of its area; "
            "the script has no cut there"
        )
        if len(cuts) > 1:
            said += f"; {len(cuts)} such changes in all"
        data = {"frame": frame, "step": round(size, 2), "ratio": round(ratio, 1), "blocks": round(blocks, 3), "cuts": len(cuts)}
        return flaw(evidence, span, kind=self.kind, said=said, frames=(frame, frame + 1), data=data)
