"""Directions of the sky as they fall in the picture. Draws nothing."""

from __future__ import annotations

from math import atan2, cos, sin

from storyreel.tools.generators.previz.camera import View
from storyreel.tools.generators.previz.shapes import Spot

__all__ = ["Dome"]


class Dome:
    """Directions of the sky as they fall in the picture."""

    def __init__(self, view: View) -> None:
        self.view = view
        f = view.forward
        self.heading = atan2(f[0], f[2])

    def spot(self, turn: float, rise: float) -> Spot | None:
        """Where a direction falls: radians from straight away, and up; None when it is behind."""
        d = (sin(turn) * cos(rise), sin(rise), cos(turn) * cos(rise))
        v = self.view
        depth = sum(a * b for a, b in zip(d, v.forward, strict=True))
        if depth < 0.08:
            return None
        k = v.focal_px / depth
        return (
            v.mid_x + k * sum(a * b for a, b in zip(d, v.right, strict=True)),
            v.mid_y - k * sum(a * b for a, b in zip(d, v.up, strict=True)),
        )
