"""Seam in motion: over a cut that is planned to go on as before, the picture jumps: something is elsewhere than a moment ago.

What differs in brightness alone is taken out first; a jump is told by what is usual on either side. It knows no directions: a
camera that turns back at the seam without a jump is not found.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from storyreel.film.finding import Finding
from storyreel.tools.contracts import Evidence
from storyreel.tools.measure.cut_steps import usual_step
from storyreel.tools.measure.flaw import CONTINUITY, flaw
from storyreel.tools.measure.seams import Seam, continuous_cuts
from storyreel.tools.measure.spans import figures, pictures
from storyreel.tools.measure.thresholds_content import CONTENT, ContentThresholds

__all__ = ["SeamMotionCheck", "step_in_shape"]

_QUIET_STEP = 0.3  # levels: below this, ratios say nothing


def step_in_shape(before: np.ndarray, after: np.ndarray) -> float:
    """Mean change of a grey picture in levels, when the later one is given the brightness and contrast of the earlier one.

    >>> picture = np.arange(60, dtype=np.uint8).reshape(6, 10)
    >>> round(step_in_shape(picture, picture + 9), 6)
    0.0
    """
    one, two = before.astype(np.float32), after.astype(np.float32)
    spread = float(two.std())
    gain = float(np.clip(one.std() / spread, 0.5, 2.0)) if spread > 0 else 1.0
    return float(np.abs(one - one.mean() - gain * (two - two.mean())).mean())


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
        jump = step_in_shape(small[at - 1], small[at])
        return min(jump / self.limits.seam_step, jump / max(usual, _QUIET_STEP) / self.limits.seam_ratio), jump, usual
