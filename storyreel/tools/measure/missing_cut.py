"""Missing cut: where the script has one, the picture goes on as if it had none. Looked for at the scripted frame only.

A cut over which the plan hands the last picture on is meant to be unseen.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from storyreel.film.finding import Finding
from storyreel.film.vocabulary import TransitionKind
from storyreel.tools.contracts import Evidence, FilmFile
from storyreel.tools.measure.black import black_frames
from storyreel.tools.measure.cut_steps import change_at, usual_step
from storyreel.tools.measure.flaw import TECHNICAL, flaw, seconds
from storyreel.tools.measure.seams import continuous_cuts
from storyreel.tools.measure.spans import ShotSpan, figures, shot_spans, slack_frames
from storyreel.tools.measure.thresholds import DEFAULTS, Thresholds

__all__ = ["MissingCutCheck"]


@dataclass(frozen=True)
class MissingCutCheck:
    """Scripted cuts at which the change is no more than that within the shots."""

    limits: Thresholds = DEFAULTS
    kind: str = "missing-cut"
    dimension: str = TECHNICAL
    on: frozenset[Literal["take", "film"]] = frozenset({"film"})

    def __call__(self, evidence: Evidence) -> list[Finding]:
        """One Finding for each cut that is not there, on the Shot that should begin."""
        media = evidence.media
        if media is None or evidence.spec is not None:
            return []
        spans = shot_spans(evidence)
        goes_on = {seam.after.uid for seam in continuous_cuts(evidence)}
        pairs = ((a, b) for a, b in pairwise(spans) if b.uid not in goes_on)
        found = (self._between(evidence, media, a, b) for a, b in pairs if a.shown and b.shown and a.frames and b.frames)
        return [one for one in found if one is not None]

    def _between(self, evidence: Evidence, media: FilmFile, before: ShotSpan, after: ShotSpan) -> Finding | None:
        if after.transition is not TransitionKind.CUT:
            return None
        step, limits = figures(media).step, self.limits
        if black_frames(media, limits)[max(0, after.start - 1) : after.start + 1].any():
            return None
        usual = max(
            usual_step(step, after.start, before.start, after.start), usual_step(step, after.start, after.start, after.end)
        )
        slack = slack_frames(evidence)
        places = range(max(1, after.start - slack), min(media.frame_count, after.start + slack + 1))
        if not places:
            return None
        change = max(change_at(media, frame, usual) for frame in places)
        if change.step >= limits.joined_step and change.ratio >= limits.joined_ratio and change.blocks >= limits.joined_blocks:
            return None
        said = (
            f"the script cuts to {after.id or 'this shot'} at frame {after.start} ({seconds(media, after.start):.2f} s), "
            f"but the picture changes there by {change.step:.1f} levels over {change.blocks:.0%} of its area, "
            f"{change.ratio:.1f} times what is usual within the shots"
        )
        data = {"frame": after.start, "step": round(change.step, 2), "ratio": round(change.ratio, 2)}
        return flaw(evidence, after, kind=self.kind, said=said, frames=(after.start, after.start + 1), data=data)
