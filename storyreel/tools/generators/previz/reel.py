"""Drawing kept to be shown again: what an Ink draws, recorded in parts, and the affine that carries it to another view.

It knows nothing of people, sets and frames.
"""

from __future__ import annotations

from typing import Any, NamedTuple, Self

from storyreel.tools.generators.previz.camera import Vec, View
from storyreel.tools.generators.previz.ink import Ink
from storyreel.tools.generators.previz.library import skia

__all__ = ["Affine", "Tape", "carried", "edges_of", "play"]

Reel = Any
_UPRIGHT = 0.001
"""A picture that is turned by less is taken for upright: half a pixel at its far end, and its shades are shown far faster."""


class Affine(NamedTuple):
    """x' = a x + c y + e; y' = b x + d y + f."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    @property
    def nearly_even(self) -> bool:
        """Whether it moves a picture without stretching or turning it by more than a hundredth."""
        return max(abs(self.a - 1), abs(self.d - 1), abs(self.b), abs(self.c)) < 0.01

    def spot(self, x: float, y: float) -> tuple[float, float]:
        """Where a spot of the picture goes."""
        return (self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f)


class Tape:
    """Records what is drawn with an Ink while it runs; `cut` ends a reel and begins the next.

    Attributes:
        reels: The reels that are done; all of them when the recording has ended. Of one, number `edged`, `edges_of` is known.
    """

    def __init__(self, ink: Ink, *, edged: int = -1) -> None:
        self._ink, self._edged = ink, edged
        self.reels: list[Reel] = []

    def __enter__(self) -> Self:
        self._canvas = self._ink.canvas
        self._begin()
        return self

    def __exit__(self, *_: object) -> None:
        self.reels.append(self._recorder.finishRecordingAsPicture())
        self._ink.canvas = self._canvas

    def cut(self) -> None:
        """End a reel and begin the next."""
        self.reels.append(self._recorder.finishRecordingAsPicture())
        self._begin()

    def _begin(self) -> None:
        self._recorder = skia.PictureRecorder()
        room = skia.Rect(-1e5, -1e5, 1e5, 1e5)
        if len(self.reels) == self._edged:
            # With a tree of boxes a reel knows its own edges.
            self._tree = skia.RTreeFactory()()
            self._ink.canvas = self._recorder.beginRecording(room, self._tree)
        else:
            self._ink.canvas = self._recorder.beginRecording(room)


def play(ink: Ink, reel: Reel, by: Affine | None = None) -> None:
    """Draw a reel, moved by an affine if one is given."""
    canvas = ink.quick
    if by is None:
        canvas.drawPicture(reel)
    else:
        canvas.drawPicture(reel, skia.Matrix.MakeAll(by.a, by.c, by.e, by.b, by.d, by.f, 0, 0, 1))


def edges_of(reel: Reel) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of what a reel draws, pixels; for one that was recorded with its edges."""
    box = reel.cullRect()
    return (box.left(), box.top(), box.right(), box.bottom())


def carried(before: View, after: View, start: Vec, end: Vec) -> Affine | None:
    """How the picture of an upright thing moves when its top goes from `start` to `end` and the view changes.

    Exact for the plane through it that faces the lens; what stands out of the plane moves a little otherwise. None where that
    would not be a likeness: at the lens, or turned over.
    """
    right = before.right
    spots: list[tuple[float, float]] = []
    for view, (x, y, z) in ((before, start), (after, end)):
        three = [
            view.project(p) for p in ((x, y, z), (x + 0.4 * right[0], y + 0.4 * right[1], z + 0.4 * right[2]), (x, y - 0.5, z))
        ]
        if min(p.depth for p in three) < 0.4:
            return None
        (ox, oy, _), (rx, ry, _), (dx, dy, _) = three
        spots += [(ox, oy), (rx - ox, ry - oy), (dx - ox, dy - oy)]
    (x0, y0), (px, py), (qx, qy), (x1, y1), (rx, ry), (sx, sy) = spots
    det, after_det = px * qy - py * qx, rx * sy - ry * sx
    if abs(det) < 1.0 or not 0.7 < after_det / det < 1.4:
        return None
    a, c = (rx * qy - sx * py) / det, (sx * px - rx * qx) / det
    b, d = (ry * qy - sy * py) / det, (sy * px - ry * qx) / det
    if max(abs(b), abs(c)) < _UPRIGHT:
        b = c = 0.0
    return Affine(a, b, c, d, x1 - a * x0 - c * y0, y1 - b * x0 - d * y0)
