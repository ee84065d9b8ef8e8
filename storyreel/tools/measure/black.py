"""Black: a run of dark frames that neither the words of the Shot nor its transition asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from storyreel.film.finding import Finding
from storyreel.film.vocabulary import TransitionKind
from storyreel.tools.contracts import Evidence, FilmFile
from storyreel.tools.measure.flaw import TECHNICAL, flaw, runs, seconds
from storyreel.tools.measure.spans import ShotSpan, figures, shot_spans
from storyreel.tools.measure.thresholds import DEFAULTS, Thresholds

__all__ = ["BlackCheck", "black_frames"]


def black_frames(media: FilmFile, limits: Thresholds = DEFAULTS) -> np.ndarray:
    """Which frames are black, shape (frames,), bool."""
    return figures(media).bright <= limits.black_bright


@dataclass(frozen=True)
class BlackCheck:
    """Runs of black frames of at least `black_s`."""

    limits: Thresholds = DEFAULTS
    kind: str = "black"
    dimension: str = TECHNICAL
    on: frozenset[Literal["take", "film"]] = frozenset({"take", "film"})

    def __call__(self, evidence: Evidence) -> list[Finding]:
        """One Finding for each run."""
        media = evidence.media
        if media is None:
            return []
        dark = black_frames(media, self.limits)
        return [found for span in shot_spans(evidence) for found in self._in_span(evidence, media, span, dark)]

    def _in_span(self, evidence: Evidence, media: FilmFile, span: ShotSpan, dark: np.ndarray) -> list[Finding]:
        if span.asks_black or not span.shown:
            return []
        faded = span.head if span.transition is TransitionKind.FADE else 0
        found: list[Finding] = []
        for low, high in runs(dark[span.start : span.end]):
            # A fade is black from its first frame on; black in the middle of it is a fault like any other.
            start, end = span.start + (faded if low == 0 else low), span.start + high
            if seconds(media, end - start) < self.limits.black_s:
                continue
            level = float(figures(media).bright[start:end].max())
            said = (
                f"{end - start} black frames ({seconds(media, end - start):.2f} s) from frame {start}: "
                f"98% of the picture is no brighter than {level:.0f} of 255; the shot asks for no darkness"
            )
            data = {"frames": end - start, "first_frame": start, "brightness": round(level, 1)}
            found.append(flaw(evidence, span, kind=self.kind, said=said, frames=(start, end), data=data))
        return found
