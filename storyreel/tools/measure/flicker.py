"""Flicker: the brightness of the picture goes up and down from frame to frame, where nothing in the words asks for it.

Each frame's mean brightness is held against that of its neighbours; the middle of half a second counts, so that a cut, a flash
or a door that opens does not. Cost: nothing beyond the shared figures (about 1 ms a minute of film). It does not see flicker in a
part of the picture that leaves the mean as it is, nor slow pulsing below about 3 Hz.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from storyreel.film.finding import Finding
from storyreel.tools.contracts import Evidence, FilmFile
from storyreel.tools.measure.flaw import TECHNICAL, flaw, seconds
from storyreel.tools.measure.spans import ShotSpan, figures, shot_spans
from storyreel.tools.measure.thresholds_media import MEDIA_DEFAULTS, MediaThresholds

__all__ = ["FlickerCheck", "flickering", "unsteady"]

_ASKED = re.compile(
    r"\b(?:flicker\w*|strob\w+|lightning|flashes|flashing|blinking|candle\w*|torch\w*|fire\w*|flames?|neon|projector|welding)\b|闪",
    re.IGNORECASE,
)


_LEAST = 8  # frames: fewer are a gesture, at 12 frames a second
_SHARE = 40  # percent of the frames that may stand still: two cuts within half a second are no flicker


class _Worst(NamedTuple):
    span: ShotSpan
    change: float
    start: int
    end: int


def unsteady(mean: np.ndarray, dark: float) -> np.ndarray:
    """How far each frame but the first and last stands off the middle of its neighbours, as a share of the brightness, halved.

    >>> unsteady(np.array([100.0, 110.0, 100.0, 101.0, 102.0]), 8.0).round(3).tolist()
    [0.045, 0.028, 0.0]
    """
    level = mean.astype(np.float64)
    bend = np.abs(level[:-2] - 2 * level[1:-1] + level[2:]) / 4
    return bend / np.maximum(level[1:-1], dark)


def flickering(media: FilmFile, start: int, end: int, limits: MediaThresholds = MEDIA_DEFAULTS) -> np.ndarray:
    """Which of the frames `start` to `end` of one Shot lie in a half second that flickers; shape (end - start,)."""
    found = np.zeros(max(0, end - start), bool)
    worst, window = _middles(media, start, end, limits)
    for at in np.flatnonzero(worst >= limits.flicker):
        found[at : at + window + 2] = True
    return found


def _middles(media: FilmFile, start: int, end: int, limits: MediaThresholds) -> tuple[np.ndarray, int]:
    """How unsteady each half second is, by where it begins, and its frames; empty where there are too few."""
    window = max(_LEAST, round(media.rate / 2))
    if end - start < window + 2:
        return np.zeros(0), window
    told = figures(media)
    off = unsteady(told.mean[start:end], limits.flicker_dark)
    off[told.damaged[start + 1 : end - 1]] = 0.0
    return np.percentile(sliding_window_view(off, window), _SHARE, axis=1), window


@dataclass(frozen=True)
class FlickerCheck:
    """The most unsteady half second of each Shot."""

    limits: MediaThresholds = MEDIA_DEFAULTS
    kind: str = "flicker"
    dimension: str = TECHNICAL
    on: frozenset[Literal["take", "film"]] = frozenset({"take", "film"})

    def __call__(self, evidence: Evidence) -> list[Finding]:
        """At most one Finding for each Shot."""
        media = evidence.media
        if media is None:
            return []
        bad = [one for one in self._measured(evidence, media) if one.change >= self.limits.flicker]
        return [self._finding(evidence, media, one) for one in bad]

    def score(self, evidence: Evidence) -> float | None:
        """Of the worst Shot."""
        if evidence.media is None:
            return None
        found = [one.change / self.limits.flicker for one in self._measured(evidence, evidence.media)]
        return max(found) if found else None

    def _measured(self, evidence: Evidence, media: FilmFile) -> list[_Worst]:
        asked = _asking(evidence)
        found: list[_Worst] = []
        for span in shot_spans(evidence):
            start = span.start + span.head
            worst, window = _middles(media, start, span.end, self.limits)
            if not span.shown or span.uid in asked or not len(worst):
                continue
            at = int(worst.argmax())
            found.append(_Worst(span, float(worst[at]), start + at, start + at + window + 2))
        return found

    def _finding(self, evidence: Evidence, media: FilmFile, one: _Worst) -> Finding:
        said = (
            f"the brightness jumps by {2 * one.change:.1%} from frame to frame for {seconds(media, one.end - one.start):.2f} s "
            f"from frame {one.start}; the shot asks for no flicker"
        )
        data = {"first_frame": one.start, "change": round(one.change, 5), "strength": round(one.change / self.limits.flicker, 3)}
        return flaw(evidence, one.span, kind=self.kind, said=said, frames=(one.start, one.end), data=data)


def _asking(evidence: Evidence) -> set[str]:
    """uids of Shots whose words ask for unsteady light."""
    if evidence.spec is not None:
        told = evidence.spec.shot
        words = " ".join(str(told.get(name, "")) for name in ("action", "lighting", "effects", "plot"))
        return {evidence.spec.uid} if _ASKED.search(f"{words} {evidence.spec.wording}") else set()
    shots = evidence.script.shots if evidence.script is not None else ()
    return {one.uid for one in shots if _ASKED.search(f"{one.action} {one.lighting} {one.effects} {one.plot}")}
