"""Wrong shot size: the head of whom the Shot is about is much larger or smaller in the picture than the size asked makes it.

It counts in steps from one size to the next; where the camera moves nearer or away, the closest moment counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log
from typing import Any

import numpy as np

from storyreel.film.finding import Finding
from storyreel.film.script import Shot
from storyreel.film.vocabulary import Framing, ShotSize
from storyreel.tools.contracts import Evidence
from storyreel.tools.measure.asked import asked_shot, on_screen_name
from storyreel.tools.measure.flaw import flaw
from storyreel.tools.measure.sight import Sight, sight_of
from storyreel.tools.measure.spans import ShotSpan, shot_spans
from storyreel.tools.measure.staging import StagingCheck
from storyreel.tools.measure.thresholds_content import CONTENT, ContentThresholds

__all__ = ["WrongSizeCheck", "size_step"]

_HEADS: dict[ShotSize, float] = {
    ShotSize.EXTREME_WIDE: 27.0,
    ShotSize.WIDE: 14.5,
    ShotSize.FULL: 9.4,
    ShotSize.MEDIUM_WIDE: 6.1,
    ShotSize.MEDIUM: 4.2,
    ShotSize.MEDIUM_CLOSE_UP: 2.95,
    ShotSize.CLOSE_UP: 2.0,
    ShotSize.EXTREME_CLOSE_UP: 1.3,
}
"""How many heads the picture is high, as a figure of seven and a half heads is framed."""

_SIZES = list(_HEADS)


def size_step(head: float) -> float:
    """Where a head of this share of the picture's height stands among the sizes: 0 extreme wide to 7 extreme close-up.

    >>> round(size_step(1 / 4.2), 1), round(size_step(1 / 2.0), 1)
    (4.0, 6.0)
    """
    heads = [log(value) for value in _HEADS.values()]
    at, low, high = log(1 / max(head, 1e-4)), heads[0], heads[-1]
    if at > low:
        return -(at - low) / (heads[0] - heads[1])
    if at < high:
        return len(heads) - 1 + (high - at) / (heads[-2] - heads[-1])
    return float(np.interp(-at, [-one for one in heads], range(len(heads))))


@dataclass(frozen=True)
class WrongSizeCheck(StagingCheck):
    """Shots that are closer or wider than asked by more than `size_steps`."""

    limits: ContentThresholds = CONTENT
    kind: str = "wrong-shot-size"

    def score(self, evidence: Evidence) -> float | None:
        """The greatest distance from the size asked, 1.0 where a Finding begins."""
        sight = sight_of(evidence)
        if sight is None or evidence.media is None:
            return None
        off = (self._off(evidence, sight, span) for span in shot_spans(evidence) if span.shown)
        return max((abs(one[0]) / self._most(one[3]) for one in off if one is not None), default=0.0)

    def _most(self, shot: Shot) -> float:
        if shot.framing is Framing.OVER_THE_SHOULDER:
            return self.limits.shoulder_steps
        # Three and more have to be in the frame first: the camera steps back for them.
        return self.limits.size_steps + (1.0 if len(shot.in_frame) > 2 else 0.0)

    def _off(self, evidence: Evidence, sight: Sight, span: ShotSpan) -> tuple[float, str, float, Shot] | None:
        """Steps closer (above 0) or wider, of whom, the head's height, and the Shot."""
        shot = asked_shot(evidence, span)
        if shot is None or shot.size is ShotSize.INSERT:
            return None
        about = [on_screen_name(evidence, name) for name in shot.subjects or shot.in_frame]
        heads = {name: _heights(sight, span, name) for name in about}
        wanted = _SIZES.index(shot.size)
        off = [(size_step(height) - wanted, name, height, shot) for name, found in heads.items() for height in found]
        return min(off, key=lambda one: abs(one[0]), default=None)

    def _in_span(self, evidence: Evidence, sight: Sight, span: ShotSpan) -> list[Finding]:
        off = self._off(evidence, sight, span)
        if off is None or abs(off[0]) <= self._most(off[3]):
            return []
        steps, name, height, shot = off
        nearest = _SIZES[int(np.clip(round(_SIZES.index(shot.size) + steps), 0, len(_SIZES) - 1))]
        said = (
            f"asked is a {shot.size}, but {name}'s head is {height:.0%} of the picture's height: that is a {nearest}, "
            f"{abs(steps):.1f} sizes {'closer' if steps > 0 else 'wider'}"
        )
        data: dict[str, Any] = {
            "steps": round(steps, 2),
            "head": round(height, 3),
            "strength": round(abs(steps) / self._most(shot), 3),
        }
        frames = (span.start, span.end)
        data["boxes"] = sight.heads(*frames, name)
        return [flaw(evidence, span, kind=self.kind, said=said, frames=frames, data=data, dimension=self.dimension)]


def _heights(sight: Sight, span: ShotSpan, name: str) -> list[float]:
    return [one.head.height for _, people in sight.within(span.start, span.end) for one in people if one.name == name]
