"""Freeze: a run of frames in which nothing changes at all. A still shot in which someone breathes is not frozen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from storyreel.film.finding import Finding
from storyreel.tools.contracts import Evidence, FilmFile
from storyreel.tools.measure.black import black_frames
from storyreel.tools.measure.flaw import TECHNICAL, flaw, runs, seconds
from storyreel.tools.measure.spans import ShotSpan, figures, shot_spans
from storyreel.tools.measure.thresholds import DEFAULTS, Thresholds

__all__ = ["FreezeCheck", "frozen_runs"]


def frozen_runs(media: FilmFile, start: int, end: int, limits: Thresholds = DEFAULTS) -> list[tuple[int, int]]:
    """Spans of equal frames within the frames `start` to `end` of one shot, the end not included, those too short left out."""
    usual = _usual_stir(media, start, end)
    shortest_s = limits.freeze_s if usual >= limits.freeze_quiet else limits.freeze_quiet_s
    still = [(start + low - 1, start + high) for low, high in runs(_still(media, start, end, usual, limits))]
    long = [(low, high) for low, high in still if seconds(media, high - low) >= shortest_s]
    return [(low, high) for low, high in long if _is_held(media, (low, high), end, usual, limits)]


def _usual_stir(media: FilmFile, start: int, end: int) -> float:
    """Share of dots that changes in the lively frames of a span, keyframes left out."""
    measured = figures(media)
    lively = measured.stir[start + 1 : end][~measured.fresh[start + 1 : end]]
    return float(np.percentile(lively, 75)) if len(lively) else 0.0


def _is_held(media: FilmFile, run: tuple[int, int], end: int, usual: float, limits: Thresholds) -> bool:
    """Whether a still run is a picture that is held, not people who hardly move.

    What was held goes on with a jump, for time has passed; where the run reaches the shot's end, nearly all of it must be equal.
    """
    measured = figures(media)
    low, high = run
    inner = measured.stir[low + 1 : high][~measured.fresh[low + 1 : high]]
    equal = float(np.mean(inner <= limits.freeze_stir)) if len(inner) else 0.0
    if high == end:
        return equal >= limits.freeze_equal
    return equal >= limits.freeze_some_equal and float(measured.stir[high]) >= limits.freeze_jump * usual


def _still(media: FilmFile, start: int, end: int, usual: float, limits: Thresholds) -> np.ndarray:
    """Which of the frames are equal to the one before (the first is not).

    A keyframe is coded afresh, which changes dots where nothing moved: it may change a little more than others.
    """
    measured = figures(media)
    stir, fresh, step = (values[start:end] for values in (measured.stir, measured.fresh, measured.step))
    still = stir <= max(limits.freeze_stir, limits.freeze_share * usual)
    still |= fresh & (step <= limits.freeze_step)
    single = usual * limits.freeze_share * limits.freeze_gap * np.where(fresh[:-2], 2, 1)  # a keyframe's successor refines it
    still[1:-1] |= still[:-2] & still[2:] & (stir[1:-1] <= single)
    still &= ~black_frames(media, limits)[start:end]
    still[:1] = False
    return still


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
            if not span.peopled and end - start >= span.end - begin - 1:
                continue  # a still picture of a thing or an empty place is what was asked
            stir = float(np.median(figures(media).stir[start + 1 : end]))
            said = (
                f"{end - start} frames ({seconds(media, end - start):.2f} s) from frame {start} show the same picture: "
                f"{stir:.3%} of it changes from one to the next"
            )
            data = {"frames": end - start, "first_frame": start, "stir": round(stir, 7)}
            found.append(flaw(evidence, span, kind=self.kind, said=said, frames=(start, end), data=data))
        return found
