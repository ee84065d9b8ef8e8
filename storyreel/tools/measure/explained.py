"""Whether a sudden change within a Shot has another name already: black, damage, a freeze that ends, a light, a flicker.

One fault is one Finding: the checks that look for sudden changes (extra cuts, teleports) ask here before they blame one. A change
is explained only where it happens; another one in the same Shot is still found. It says why, and knows nothing of cuts.
"""

from __future__ import annotations

import numpy as np

from storyreel.tools.contracts import FilmFile
from storyreel.tools.measure.black import black_frames
from storyreel.tools.measure.cut_steps import brightness_alone, coarse
from storyreel.tools.measure.flicker import flickering
from storyreel.tools.measure.freeze import frozen_runs
from storyreel.tools.measure.spans import ShotSpan, figures, pictures
from storyreel.tools.measure.thresholds import DEFAULTS, Thresholds

__all__ = ["after_damage", "explained"]

_SAME_SHAPE = 0.9  # correlation of two coarse pictures that show the same at another brightness


def explained(media: FilmFile, span: ShotSpan, frame: int, limits: Thresholds = DEFAULTS) -> str:
    """Why the picture may change from the frame before to `frame`, both in the Shot; "" where nothing explains it."""
    if after_damage(media, frame):
        return "the frames before could not be decoded"
    if black_frames(media, limits)[frame - 1 : frame + 1].any():
        return "the picture is black on one side"
    if brightness_alone(media, frame):
        return "only the brightness changes"
    start = span.start + span.head
    if any(end == frame for _, end in frozen_runs(media, start, span.end, limits)):
        return "a picture that was held goes on where time has passed"
    if start < frame < span.end and flickering(media, start, span.end)[frame - start] and _same_shape(media, frame):
        return "the brightness flickers"
    return ""


def after_damage(media: FilmFile, frame: int) -> bool:
    """Whether a frame is damaged since the last that was coded on its own: what follows is drawn on it, up to the next."""
    told = figures(media)
    fresh = np.flatnonzero(told.fresh[:frame])
    return bool(told.damaged[int(fresh[-1]) if len(fresh) else 0 : frame + 1].any())


def _same_shape(media: FilmFile, frame: int) -> bool:
    before, after = (coarse(picture).ravel() for picture in pictures(media)[frame - 1 : frame + 1])
    if before.std() == 0 or after.std() == 0:
        return False
    return float(np.corrcoef(before, after)[0, 1]) >= _SAME_SHAPE
