"""One drawn picture of a Shot, without a take: for storyboards. It makes no sound and no clip."""

from __future__ import annotations

import numpy as np

from storyreel.film.take import RenderSpec
from storyreel.tools.generators.previz.library import check_drawing_library

__all__ = ["keyframe"]


def keyframe(spec: RenderSpec, *, part: float = 0.5, seed: int = 0) -> np.ndarray:
    """The frame of a Shot at a part of its length, RGB (height, width, 3), uint8.

    Args:
        part: 0 for the first frame, 1 for the last.

    Raises:
        MissingSystemLibrary: If the drawing library is missing.
    """
    check_drawing_library()
    from storyreel.tools.generators.previz.picture import Picture
    from storyreel.tools.generators.previz.stage import stage_shot
    from storyreel.tools.generators.previz.talk import talk_of

    index = min(spec.frames - 1, max(0, round(part * (spec.frames - 1))))
    return Picture(stage_shot(spec, seed=seed), talk_of(spec.lines, {}, {})).frame(index)[0].copy()
