"""Seam in motion: over a cut that is planned to go on as before, the picture jumps: something is elsewhere than a moment ago.

What differs in brightness alone is taken out first; a jump is told by what is usual on either side. Where the whole picture moves
all the time, it is told by what that movement leaves unexplained: a jump may be no greater than the movement itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from storyreel.film.finding import Finding
from storyreel.tools.contracts import Evidence
from storyreel.tools.measure.cut_steps import usual_step
from storyreel.tools.measure.flaw import CONTINUITY, flaw
from storyreel.tools.measure.seam_drift import drift_of, left_over, step_in_shape
from storyreel.tools.measure.seams import Seam, continuous_cuts
from storyreel.tools.measure.spans import figures, pictures
from storyreel.tools.measure.thresholds_content import CONTENT, ContentThresholds

__all__ = ["SeamMotionCheck"]

_QUIET_STEP = 0.3  # levels: below this, ratios say nothing
_MOVING = 1.0  # levels: below this, the picture as a whole is at rest
_PAIRS = 2  # steps on either side by which the movement is told


@dataclass(frozen=True)
class SeamMotionCheck:
    """Jumps that are greater than `seam_step` and than `seam_ratio` times what is usual."""

    limits: ContentThresholds = CONTENT
    kind: str = "seam-motion"
    dimension: str = CONTINUITY
    on: frozenset[Literal["take", "film"]] = frozenset({"film"})

    def blind(self, evidence: Evidence) -> str:
        """Why nothing can be seen, "" where it can."""
        if evidence.media is None or not continuous_cuts(evidence):
            return "not observable: no cut is planned to go on as before"
        return ""

    def score(self, evidence: Evidence) -> float | None:
        """The greatest jump, 1.0 where a Finding begins."""
        if self.blind(evidence):
            return None
        return max(self._measured(evidence, seam)[0] for seam in continuous_cuts(evidence))

    def __call__(self, evidence: Evidence) -> list[Finding]:
        """One Finding for each seam that jumps, on the later Shot."""
        if evidence.media is None:
            return []
        found: list[Finding] = []
        for seam in continuous_cuts(evidence):
            strength, step, usual = self._measured(evidence, seam)
            if strength <= 1.0:
                continue
            said = (
                f"{seam.reason}, but the picture jumps there by {step:.1f} levels, {step / max(usual, _QUIET_STEP):.0f} times "
                "what is usual on either side"
            )
            data = {"step": round(step, 2), "usual": round(usual, 2), "before": seam.before.uid, "strength": round(strength, 3)}
            frames = (seam.after.start, seam.after.start + 1)
            found.append(
                flaw(evidence, seam.after, kind=self.kind, said=said, frames=frames, data=data, dimension=self.dimension)
            )
        return found

    def _measured(self, evidence: Evidence, seam: Seam) -> tuple[float, float, float]:
        """How strong the jump is, its step, and the usual step."""
        media = evidence.media
        assert media is not None
        at, step, small = seam.after.start, figures(media).step, pictures(media)
        usual = max(usual_step(step, at, seam.before.start, at), usual_step(step, at, at, seam.after.end))
        found = self._told(step_in_shape(small[at - 1], small[at]), usual)
        return found if found[0] > 1.0 or usual < _MOVING else max(found, self._on_the_move(small, seam))

    def _on_the_move(self, small: np.ndarray, seam: Seam) -> tuple[float, float, float]:
        """The same of what is left when the picture has moved on as it did before, or as it does afterwards."""
        at = seam.after.start
        sides = [
            [(small[frame - 1], small[frame]) for frame in frames]
            for frames in (
                range(max(seam.before.start + 1, at - _PAIRS), at),
                range(at + 1, min(seam.after.end, at + 1 + _PAIRS)),
            )
        ]
        drifts = [drift_of(pairs) for pairs in sides]
        usual = [left_over(*pair, drift) for pairs, drift in zip(sides, drifts, strict=True) for pair in pairs]
        jump = min(left_over(small[at - 1], small[at], drift) for drift in drifts)
        return self._told(jump, max(usual, default=0.0))

    def _told(self, jump: float, usual: float) -> tuple[float, float, float]:
        limits = self.limits
        return min(jump / limits.seam_step, jump / max(usual, _QUIET_STEP) / limits.seam_ratio), jump, usual
