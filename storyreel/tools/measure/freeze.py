"""Freeze: a run of frames in which nothing changes at all. A still shot in which someone breathes is not frozen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from storyreel.film.finding import Finding
from storyreel.tools.contracts import Evidence, FilmFile
from storyreel.tools.measure.black import black_frames
from storyreel.tools.measure.flaw import TECHNICAL, flaw, runs, seconds
from storyreel.tools.measure.spans import figures, shot_spans
from storyreel.tools.measure.thresholds import DEFAULTS, Thresholds

__all__ = ["FreezeCheck", "frozen_runs"]


def frozen_runs(media: FilmFile, limits: Thresholds = DEFAULTS) -> list[tuple[int, int]]:
    """Spans of frames that are equal to one another, the end not included, shorter ones than `freeze_s` left out.

    A keyframe is coded afresh, which changes dots where nothing moved: it may change a little more than others.
    """
    measured = figures(media)
    still = (measured.stir <= limits.freeze_stir) | (measured.fresh & (measured.step <= limits.freeze_step))
    still &= ~black_frames(media, limits)
    still[:1] = False
    spans = [(max(0, low - 1), high) for low, high in runs(still)]
    return [(low, high) for low, high in spans if seconds(media, high - low) >= limits.freeze_s]


@dataclass(frozen=True)
class FreezeCheck:
    """Runs of equal frames of at least `freeze_s`."""

    limits: Thresholds = DEFAULTS
    kind: str = "freeze"
    dimension: str = TECHNICAL
    on: frozenset[Literal["take", "film"]] = frozenset({"take", "film"})

    def __call__(self, evidence: Evidence) -> list[Finding]:
        """One Finding for each run, in the Shot in which it begins."""
        media = evidence.media
        if media is None:
            return []
        found: list[Finding] = []
        frozen = frozen_runs(media, self.limits)
        for span in shot_spans(evidence):
            for low, high in frozen if span.shown else []:
                start, end = max(low, span.start), min(high, span.end)
                if seconds(media, end - start) < self.limits.freeze_s:
                    continue
                stir = float(np.max(figures(media).stir[start + 1 : end], initial=0.0))
                said = (
                    f"{end - start} frames ({seconds(media, end - start):.2f} s) from frame {start} show the same picture: "
                    f"no more than {stir:.4%} of it changes from one to the next"
                )
                data = {"frames": end - start, "first_frame": start, "stir": round(stir, 7)}
                found.append(flaw(evidence, span, kind=self.kind, said=said, frames=(start, end), data=data))
        return found
