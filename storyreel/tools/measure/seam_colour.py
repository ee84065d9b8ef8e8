"""Seam in colour: brightness or tint jumps over a cut that is planned to go on as before, or on return to a set-up.

It compares the mean colours of a coarse grid, place by place and as a whole; the smaller difference counts, so that people who
have moved do not. Which of two takes is the right one it does not know: the later one is blamed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from storyreel.film.finding import Finding
from storyreel.tools.contracts import Evidence
from storyreel.tools.measure.flaw import CONTINUITY, flaw
from storyreel.tools.measure.media import MediaFile
from storyreel.tools.measure.seams import Seam, continuous_cuts, returns, sightless_seams
from storyreel.tools.measure.thresholds_content import CONTENT, ContentThresholds

__all__ = ["SeamColourCheck", "colour_apart"]


def colour_apart(before: np.ndarray, after: np.ndarray) -> np.ndarray:
    """Levels from one grid of colours to another, shape (3,): Y, Cb, Cr.

    >>> grid = np.full((9, 16, 3), 100.0)
    >>> colour_apart(grid, grid + [8.0, 0.0, -3.0]).tolist()
    [8.0, 0.0, -3.0]
    """
    one, two = (grid.reshape(-1, 3).astype(np.float32) for grid in (before, after))
    in_place = np.median(two - one, axis=0)
    as_whole = np.median(np.sort(two, axis=0) - np.sort(one, axis=0), axis=0)
    return np.where(np.abs(in_place) <= np.abs(as_whole), in_place, as_whole)


@dataclass(frozen=True)
class SeamColourCheck:
    """Jumps of more than `seam_luma` or `seam_chroma`."""

    limits: ContentThresholds = CONTENT
    kind: str = "seam-colour"
    dimension: str = CONTINUITY
    on: frozenset[Literal["take", "film"]] = frozenset({"film"})

    def blind(self, evidence: Evidence) -> str:
        """Why nothing can be seen, "" where it can."""
        return sightless_seams(evidence)

    def score(self, evidence: Evidence) -> float | None:
        """The greatest jump, 1.0 where a Finding begins."""
        if self.blind(evidence):
            return None
        return max((self._strength(apart) for _, apart in self._apart(evidence)), default=None)

    def __call__(self, evidence: Evidence) -> list[Finding]:
        """At most one Finding for each Shot, the greatest."""
        worst: dict[str, Finding] = {}
        for seam, apart in sorted(self._apart(evidence), key=lambda one: -self._strength(one[1])):
            if self._strength(apart) > 1.0:
                worst.setdefault(seam.after.uid, self._finding(evidence, seam, apart))
        return list(worst.values())

    def _apart(self, evidence: Evidence) -> list[tuple[Seam, np.ndarray]]:
        media = evidence.media
        if not isinstance(media, MediaFile):
            return []
        colours = media.colours
        found = [
            (seam, colour_apart(colours[seam.before.end - 1], colours[seam.after.start])) for seam in continuous_cuts(evidence)
        ]
        for seam in returns(evidence):
            usual = [np.median(colours[one.start + one.head : one.end], axis=0) for one in (seam.before, seam.after)]
            found.append((seam, colour_apart(*usual)))
        return found

    def _strength(self, apart: np.ndarray) -> float:
        luma, chroma = abs(float(apart[0])), float(np.abs(apart[1:]).max())
        return max(luma / self.limits.seam_luma, chroma / self.limits.seam_chroma)

    def _finding(self, evidence: Evidence, seam: Seam, apart: np.ndarray) -> Finding:
        luma, blue, red = (round(float(one), 1) for one in apart)
        said = (
            f"{seam.reason}, but the colours jump from {seam.before.id or 'the shot before'}: brightness {luma:+.1f}, "
            f"blue {blue:+.1f}, red {red:+.1f} levels of 255"
        )
        data = {"luma": luma, "blue": blue, "red": red, "before": seam.before.uid, "strength": round(self._strength(apart), 3)}
        frames = (seam.after.start, seam.after.start + 1)
        return flaw(evidence, seam.after, kind=self.kind, said=said, frames=frames, data=data, dimension=self.dimension)
