"""Freeze: a run of frames in which nothing changes at all. A still shot in which someone breathes is not frozen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from storyreel.film.finding import Finding
from storyreel.tools.contracts import Evidence, FilmFile
from storyreel.tools.measure.black import black_frames
from storyreel.tools.measure.figures import drift_frames
from storyreel.tools.measure.flaw import TECHNICAL, flaw, runs, seconds
from storyreel.tools.measure.spans import ShotSpan, figures, shot_spans
from storyreel.tools.measure.thresholds import DEFAULTS, Thresholds

__all__ = ["FreezeCheck", "frozen_runs"]


def frozen_runs(media: FilmFile, start: int, end: int, limits: Thresholds = DEFAULTS) -> list[tuple[int, int]]:
    """Spans of equal frames within the frames `start` to `end` of one shot, the end not included, those too short left out."""
    measured = figures(media)
    lively = ~measured.fresh[start:end]
    lively[:1] = False
    usual = _usual(measured.stir[start:end][lively])
    drifts = _usual(measured.drift[start:end][drift_frames(media.rate) :])
    quiet = drifts < limits.freeze_quiet
    shortest_s = limits.freeze_quiet_s if quiet else limits.freeze_s
    still = [(start + low - 1, start + high) for low, high in runs(_still(media, start, end, usual, limits))]
    long = [(low, high) for low, high in still if seconds(media, high - low) >= shortest_s]
    slow = [run for run in long if _drifts(media, run) > max(limits.freeze_drift, limits.freeze_drift_share * drifts)]
    return [run for run in long if run not in slow and _is_held(media, run, end, usual, limits)]


def _usual(values: np.ndarray) -> float:
    """What is usual in the livelier part of a shot."""
    return float(np.percentile(values, 75)) if len(values) else 0.0


def _still(media: FilmFile, start: int, end: int, usual: float, limits: Thresholds) -> np.ndarray:
    """Which of the frames are like the one before (the first is not).

    A keyframe is coded afresh, which changes dots where nothing moved: it may change a little more than others.
    """
    measured = figures(media)
    stir, fresh, step = (values[start:end] for values in (measured.stir, measured.fresh, measured.step))
    still = stir <= max(limits.freeze_stir, limits.freeze_share * usual)
    still |= fresh & (step <= limits.freeze_step)
    single = usual * limits.freeze_share * limits.freeze_gap * np.where(fresh[:-2], 2, 1)  # a keyframe's successor refines it
    still[1:-1] |= still[:-2] & still[2:] & (stir[1:-1] <= single)
    still &= ~(black_frames(media, limits) | measured.damaged)[start:end]
    still[:1] = False
    return still


def _drifts(media: FilmFile, run: tuple[int, int]) -> float:
    """How much the stillest quarter of a run drifts: slow movement adds up."""
    low, high = run
    later = figures(media).drift[low + drift_frames(media.rate) : high]
    return float(np.percentile(later, 25)) if len(later) else 0.0


def _is_held(media: FilmFile, run: tuple[int, int], end: int, usual: float, limits: Thresholds) -> bool:
    """Whether a still run is a picture that is held, not people who rest.

    What was held goes on with a jump, for time has passed; where that is not to be seen, nearly all of it must be equal.
    """
    measured = figures(media)
    low, high = run
    inner = measured.stir[low + 1 : high][~measured.fresh[low + 1 : high]]
    equal = float(np.mean(inner <= limits.freeze_stir)) if len(inner) else 0.0
    if high == end or measured.fresh[high - 1]:  # a keyframe changes so much that a jump at it is not seen
        return equal >= limits.freeze_equal
    return equal >= limits.freeze_some_equal and float(measured.stir[high]) >= limits.freeze_jump * usual


@dataclass(frozen=True)
class FreezeCheck:
    """Runs of equal frames of at least `freeze_s`."""

    limits: Thresholds = DEFAULTS
    kind: str = "freeze"
    dimension: str = TECHNICAL
    on: frozenset[Literal["take", "film"]] = frozenset({"take", "film"})

    def __call__(self, evidence: Evidence) -> list[Finding]:
        """One Finding for each run within a Shot."""
        media = evidence.media
        if media is None:
            return []
        return [found for span in shot_spans(evidence) if span.shown for found in self._in_span(evidence, media, span)]

    def _in_span(self, evidence: Evidence, media: FilmFile, span: ShotSpan) -> list[Finding]:
        found: list[Finding] = []
        begin = min(span.end, span.start + span.head)
        for start, end in frozen_runs(media, begin, span.end, self.limits):
            if end - start >= span.end - begin - 1 and not self._must_move(media, span):
                continue
            stir = float(np.median(figures(media).stir[start + 1 : end]))
            said = (
                f"{end - start} frames ({seconds(media, end - start):.2f} s) from frame {start} show the same picture: "
                f"{stir:.3%} of it changes from one to the next"
            )
            data = {"frames": end - start, "first_frame": start, "stir": round(stir, 7)}
            found.append(flaw(evidence, span, kind=self.kind, said=said, frames=(start, end), data=data))
        return found

    def _must_move(self, media: FilmFile, span: ShotSpan) -> bool:
        """Whether a shot that is still from end to end is a fault: not one of a thing or an empty place, nor one in the dark."""
        lit = float(np.median(figures(media).bright[span.start : span.end])) >= self.limits.freeze_dark
        return span.peopled and lit
