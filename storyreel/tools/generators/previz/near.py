"""How a small thing in space lies in the picture: its own directions as seen from the lens, and what of it is hidden.

A head or a torso is small against its distance, so points on it are placed linearly round its projected middle.
"""

from __future__ import annotations

from math import atan2, cos, pi, sin

from storyreel.tools.generators.previz.camera import Vec, View, cross, dot, scaled, sub, unit
from storyreel.tools.generators.previz.pose import Axes

__all__ = ["Near", "round_limb"]

Spot = tuple[float, float]


class Near:
    """Axes of a body part, as they lie in the picture.

    Attributes:
        x, y: Where the middle falls, pixels.
        px: Pixels per metre there.
        right, up, front: Each axis as (pixels to the right, pixels down, towards the lens), per metre.
    """

    __slots__ = ("depth", "front", "px", "right", "toward", "up", "x", "y")

    def __init__(self, view: View, middle: Vec, axes: Axes) -> None:
        seen = view.project(middle)
        self.x, self.y, self.depth = seen
        self.px = view.scale(seen.depth)
        out = unit(sub(view.camera.position, middle))
        # The picture plane as it lies for this spot: a face at the edge of a wide picture is seen a little from the side.
        across = unit(sub(view.right, scaled(out, dot(view.right, out))))
        high = cross(across, out)
        if dot(high, view.up) < 0:
            high = scaled(high, -1.0)
        self.toward = out
        self.right, self.up, self.front = (
            (dot(a, across) * self.px, -dot(a, high) * self.px, dot(a, out)) for a in (axes.right, axes.up, axes.front)
        )

    def at(self, x: float, y: float, z: float) -> Spot:
        """Where a point falls: metres to the right hand's side, up, and to the front."""
        r, u, f = self.right, self.up, self.front
        return (self.x + r[0] * x + u[0] * y + f[0] * z, self.y + r[1] * x + u[1] * y + f[1] * z)

    def faces(self, x: float, y: float, z: float) -> float:
        """How much a direction points towards the lens: 1 straight at it, -1 away."""
        return self.right[2] * x + self.up[2] * y + self.front[2] * z


def round_limb(near: Near, half_x: float, half_z: float, turn: float) -> float:
    """An angle round an upright oval, moved to the nearest edge that is seen when it lies behind.

    Args:
        half_x, half_z: Half width and half depth of the oval, metres.
        turn: Radians from the front towards the right hand.
    """
    right, front = near.right[2] / max(1e-6, half_x), near.front[2] / max(1e-6, half_z)
    if sin(turn) * right + cos(turn) * front >= 0:
        return turn
    edge = atan2(-front, right)
    return min((edge, edge + pi), key=lambda e: abs((turn - e + pi) % (2 * pi) - pi))
