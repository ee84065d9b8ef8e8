"""The torso as a stack of ovals, seen from the lens: its outline and points on its surface, for clothes to be drawn on."""

from __future__ import annotations

from math import atan2, cos, pi, sin

from storyreel.tools.generators.previz.camera import Vec, View, mix
from storyreel.tools.generators.previz.looks import Look
from storyreel.tools.generators.previz.near import Near, round_limb
from storyreel.tools.generators.previz.pose import Pose
from storyreel.tools.generators.previz.shapes import Spot, hull

__all__ = ["Torso"]

# Height between pelvis (0) and neck (1); half width and half depth in body heights.
_MALE = (
    (-0.2, 0.074, 0.058),
    (0.0, 0.088, 0.064),
    (0.3, 0.08, 0.058),
    (0.6, 0.096, 0.066),
    (0.8, 0.106, 0.064),
    (0.9, 0.098, 0.056),
    (0.97, 0.062, 0.044),
    (1.03, 0.034, 0.036),
)
# A child is straight from the shoulders to the hips.
_CHILD = (
    (-0.2, 0.084, 0.062),
    (0.0, 0.09, 0.068),
    (0.3, 0.085, 0.066),
    (0.6, 0.088, 0.066),
    (0.8, 0.09, 0.062),
    (0.9, 0.082, 0.054),
    (0.97, 0.054, 0.044),
    (1.03, 0.034, 0.036),
)
_FEMALE = (
    (-0.2, 0.08, 0.06),
    (0.0, 0.094, 0.066),
    (0.33, 0.068, 0.05),
    (0.62, 0.083, 0.072),
    (0.8, 0.092, 0.06),
    (0.9, 0.084, 0.052),
    (0.97, 0.052, 0.04),
    (1.03, 0.028, 0.032),
)


class Torso:
    """A torso in the picture: heights from the pelvis (0) to the neck (1), turns in radians from the front to the right hand."""

    def __init__(self, view: View, pose: Pose, look: Look, breath: float) -> None:
        self.view, self.pose, self.look = view, pose, look
        self.axes = pose.torso
        middle = mix(pose.pelvis, pose.neck, 0.6)
        self.near = Near(view, middle, pose.torso)
        self.depth = self.near.depth
        self._levels = _CHILD if look.age == "child" else _MALE if look.sex == "m" else _FEMALE
        self._breath = breath
        self.px = self.near.px
        self._sizes: dict[float, tuple[float, float]] = {}
        self._middles: dict[float, tuple[float, float, float]] = {}

    def size(self, height: float) -> tuple[float, float]:
        """Half width and half depth at a height, metres."""
        known = self._sizes.get(height)
        if known is None:
            known = self._sizes[height] = self._size(height)
        return known

    def _size(self, height: float) -> tuple[float, float]:
        tall, girth = self.look.height_m, self.look.girth
        below = self._levels[0]
        for above in self._levels[1:]:
            if height <= above[0]:
                part = (height - below[0]) / (above[0] - below[0])
                a, b = below[1] + (above[1] - below[1]) * part, below[2] + (above[2] - below[2]) * part
                break
            below = above
        else:
            a, b = below[1], below[2]
        # Weight settles round the waist.
        round_waist = max(0.0, 1 - abs(height - 0.3) / 0.5) * (0.25 if self.look.muscular else 1.0)
        k = 0.6 + 0.4 * girth + (girth - 1) * 0.9 * round_waist
        deep = k + max(0.0, girth - 1) * 1.6 * round_waist
        swell = 1 + 0.012 * self._breath * max(0.0, 1 - abs(height - 0.7) / 0.4)
        return a * tall * k, b * tall * deep * swell

    def middle(self, height: float) -> Vec:
        """The middle of the torso at a height."""
        return mix(self.pose.pelvis, self.pose.neck, height)

    def at(self, height: float, turn: float, out: float = 1.0) -> Spot:
        """A point of the surface; one that lies behind is moved to the edge. `out` blows the surface up."""
        a, b = self.size(height)
        a, b = a * out, b * out
        turn = round_limb(self.near, a, b, turn)
        return self._spot(height, a * sin(turn), b * cos(turn))

    def _spot(self, height: float, right: float, front: float) -> Spot:
        known = self._middles.get(height)
        if known is None:
            seen = self.view.project(self.middle(height))
            known = self._middles[height] = (seen.x, seen.y, self.view.scale(seen.depth) / self.near.px)
        x, y, k = known
        r, f = self.near.right, self.near.front
        return (x + k * (r[0] * right + f[0] * front), y + k * (r[1] * right + f[1] * front))

    def edges(self, height: float, out: float = 1.0) -> tuple[Spot, Spot]:
        """The two edges of the outline at a height: the picture's left and right."""
        a, b = self.size(height)
        a, b = a * out, b * out
        edge = atan2(-self.near.front[2] / max(1e-6, b), self.near.right[2] / max(1e-6, a))
        one = self._spot(height, a * sin(edge), b * cos(edge))
        two = self._spot(height, a * sin(edge + pi), b * cos(edge + pi))
        return (one, two) if one[0] <= two[0] else (two, one)

    def outline(self, low: float, high: float, out: float = 1.0, flare: float = 0.0) -> list[Spot]:
        """The outline between two heights; `flare` widens it towards the bottom."""
        heights = [h for h in (low, -0.2, 0.0, 0.15, 0.32, 0.5, 0.66, 0.8, 0.9, 0.97, high) if low <= h <= high]
        left: list[Spot] = []
        right: list[Spot] = []
        for h in dict.fromkeys(heights):
            k = out + flare * max(0.0, (0.3 - h) / max(0.05, 0.3 - low))
            a, b = self.edges(h, k)
            left.append(a)
            right.append(b)
        # Corners given twice stay corners when the outline is smoothed.
        spots = [left[0], *left, *right[::-1], right[0]]
        if abs(self.near.up[2]) > 0.42:
            # From high above or below, the ovals' own roundness shows.
            spots += [self._spot(h, a * s * out, b * c * out) for h in (low, 0.84) for a, b in (self.size(h),) for s, c in _ROUND]
            return hull(spots)
        return spots

    @property
    def faces(self) -> float:
        """1 where the chest looks at the lens, -1 where the back does."""
        return self.near.front[2]

    @property
    def tall_px(self) -> float:
        """Length of the torso in pixels."""
        return abs(self.near.up[1]) * self.look.height_m * 0.3


_ROUND = tuple((sin(i * pi / 6), cos(i * pi / 6)) for i in range(12))
