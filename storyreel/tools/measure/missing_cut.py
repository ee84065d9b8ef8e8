"""Missing cut: where the script has one, the picture goes on as if it had none. Looked for at the scripted frame only.

A cut over which the plan hands the last picture on is meant to be unseen.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np

from storyreel.film.finding import Finding
from storyreel.film.vocabulary import TransitionKind
from storyreel.tools.contracts import Evidence, FilmFile
from storyreel.tools.measure.black import black_frames
from storyreel.tools.measure.cut_steps import change_at, usual_step
from storyreel.tools.measure.explained import after_damage
from storyreel.tools.measure.flaw import TECHNICAL, flaw, seconds
from storyreel.tools.measure.media import MediaFile
from storyreel.tools.measure.seams import continuous_cuts
from storyreel.tools.measure.spans import ShotSpan, figures, shot_spans, slack_frames
from storyreel.tools.measure.thresholds import DEFAULTS, Thresholds

__all__ = ["MissingCutCheck"]

_AROUND = 8  # frames on either side whose change of hue is what is usual
_QUIET_HUE = 0.3  # levels: below this, ratios say nothing


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
        if black_frames(media, limits)[max(0, after.start - 1) : after.start + 1].any() or after_damage(media, after.start):
            return None  # nothing can be told
        usual = max(
            usual_step(step, after.start, before.start, after.start), usual_step(step, after.start, after.start, after.end)
        )
        slack = slack_frames(evidence)
        places = range(max(1, after.start - slack), min(media.frame_count, after.start + slack + 1))
        if not places:
            return None
        change = max(change_at(media, frame, usual) for frame in places)
        if any(_recoloured(media, before, after, frame, limits) for frame in places):
            return None
        if change.step >= limits.joined_step and change.ratio >= limits.joined_ratio and change.blocks >= limits.joined_blocks:
            return None
        said = (
            f"the script cuts to {after.id or 'this shot'} at frame {after.start} ({seconds(media, after.start):.2f} s), "
            f"but the picture changes there by {change.step:.1f} levels over {change.blocks:.0%} of its area, "
            f"{change.ratio:.1f} times what is usual within the shots"
        )
        data = {"frame": after.start, "step": round(change.step, 2), "ratio": round(change.ratio, 2)}
        return flaw(evidence, after, kind=self.kind, said=said, frames=(after.start, after.start + 1), data=data)


def _recoloured(media: FilmFile, before: ShotSpan, after: ShotSpan, frame: int, limits: Thresholds) -> bool:
    """Whether the hue changes as over a cut: two places may be equally bright and not equally blue."""
    if not isinstance(media, MediaFile):
        return False
    low, high = max(before.start, frame - _AROUND), min(after.end, frame + _AROUND)
    hues = media.colours[low - 1 if low else 0 : high, :, :, 1:].astype(np.float32)
    steps = np.abs(np.diff(hues, axis=0)).mean(axis=(1, 2)).max(axis=1)
    at = frame - (low if low else 1)
    if not 0 <= at < len(steps):
        return False
    usual = float(np.median(np.delete(steps, at))) if len(steps) > 1 else 0.0
    return bool(steps[at] >= limits.joined_step and steps[at] >= limits.joined_ratio * max(usual, _QUIET_HUE))
