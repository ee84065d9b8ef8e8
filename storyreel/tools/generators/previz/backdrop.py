"""A soft set before a camera that creeps: drawn once for some frames, and carried from each to the next as the camera moves.

Out of focus the set is blown up from a small picture; there it costs nothing to blow it up a little larger, or a little aside.
That is right where the whole set moves nearly as one: what would lie wrong by more than its softness hides is drawn anew. It
draws nothing and knows no frames but by their views.
"""

from __future__ import annotations

from collections.abc import Callable
from math import dist

from storyreel.tools.generators.previz.camera import Vec, View, add, scaled
from storyreel.tools.generators.previz.reel import Affine

__all__ = ["LONGEST", "carried_set", "run_of"]

LONGEST = 8
"""The most frames that one drawing of a soft set serves: a fire behind it still flickers."""
_HIDDEN, _UNSEEN, _TURN = 0.25, 0.75 / 480, 0.002
_DEPTHS = (0.7, 1.0, 1.6)


def carried_set(before: View, after: View, depth_m: float, blur: float) -> Affine | None:
    """How the picture of a soft set moves, larger and aside, from a view to another; None where it would not be a likeness.

    Args:
        depth_m: Where most of the set lies, from the lens of the view before.
        blur: Radius in pixels of the softness.
    """
    spots = [_spot(before, depth_m, *corner) for corner in ((0.0, 0.0), (1.0, 0.0), (0.0, 1.0))]
    (x0, y0, _), (x1, _, _), (_, y2, _) = (before.project(spot) for spot in spots)
    (u0, v0, _), (u1, v1, _), (u2, v2, _) = (after.project(spot) for spot in spots)
    if min(abs(x1 - x0), abs(y2 - y0)) < 1 or max(abs((v1 - v0) / (x1 - x0)), abs((u2 - u0) / (y2 - y0))) > _TURN:
        return None
    a, d = (u1 - u0) / (x1 - x0), (v2 - v0) / (y2 - y0)
    by = Affine(a, 0.0, 0.0, d, u0 - a * x0, v0 - d * y0)
    wrong = max(_HIDDEN * blur, _UNSEEN * before.height)
    for part in _DEPTHS:
        for corner in ((-1.0, -1.0), (1.0, -1.0), (-1.0, 1.0), (1.0, 1.0)):
            spot = _spot(before, part * depth_m, *corner)
            if dist(by.spot(*before.project(spot)[:2]), after.project(spot)[:2]) > wrong:
                return None
    return by


def _spot(view: View, depth_m: float, across: float, down: float) -> Vec:
    """The point at a depth that is seen at a part of the half picture right and down of its middle."""
    right = scaled(view.right, across * depth_m * view.width / 2 / view.focal_px)
    up = scaled(view.up, -down * depth_m * view.height / 2 / view.focal_px)
    return add(view.camera.position, add(scaled(view.forward, depth_m), add(right, up)))


def run_of(index: int, fits: Callable[[int, int], bool]) -> tuple[int, int]:
    """The longest run of frames round an even one that one drawing serves: its first frame and its length.

    Args:
        fits: Whether a run of so many frames from a first one on is served by one drawing. Runs of two always are.

    >>> run_of(10, lambda first, count: count < 8), run_of(10, lambda first, count: True)
    ((8, 4), (8, 8))
    """
    count = LONGEST
    while count > 2 and not fits(index // count * count, count):
        count //= 2
    return (index // count * count, count)
