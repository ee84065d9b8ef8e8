"""People on the stage as data: where they stand, how, whom they face, how high their heads are. Draws nothing."""

from __future__ import annotations

from dataclasses import dataclass
from math import atan2, cos, hypot, pi, sin

from storyreel.tools.generators.previz.camera import Vec
from storyreel.tools.generators.previz.looks import Look
from storyreel.tools.generators.previz.marks import Mark

__all__ = ["Person", "eased", "yaw_between"]

SEAT_M = 0.46
_HEAD_UP = {"kneeling": 0.74, "leaning": 0.97, "lying": 0.24}


@dataclass(frozen=True, kw_only=True)
class Person:
    """One Character in one Shot.

    Attributes:
        yaw: Where the body faces, radians: 0 is straight away from the master camera, growing to the right.
        gaze: What the eyes rest on, metres, or None for the camera.
        seconds: Length of the Shot.
        drawn: False for one who is in the scene and kept out of this frame.
        index: Order in the Blocking, for what differs from person to person.
        shows: Whether what they hold is drawn in their hand.
    """

    name: str
    look: Look
    mark: Mark
    yaw: float
    gaze: Vec | None
    posture: str
    emotion: str = ""
    action: str = ""
    holds: tuple[str, ...] = ()
    drawn: bool = True
    index: int = 0
    seconds: float = 4.0
    shows: bool = True

    @property
    def walk_parts(self) -> tuple[float, float]:
        """When they set off and when they arrive, in parts of the Shot: at a walking pace, or faster where time is short."""
        far = hypot(self.mark.to_x - self.mark.x, self.mark.to_z - self.mark.z)
        begin = min(0.3, 0.35 / max(0.5, self.seconds))
        return begin, min(0.92, begin + max(0.7, far / 0.95) / max(0.2, self.seconds))

    def place(self, part: float) -> tuple[float, float]:
        """(x, z) at a part (0 to 1) of the Shot."""
        return self.mark.at(eased(part, *self.walk_parts)) if self.mark.walks else (self.mark.x, self.mark.z)

    def heading(self, part: float) -> float:
        """Where the body faces at a part of the Shot: the way they walk, then where they look."""
        if not self.mark.walks:
            return self.yaw
        walk = atan2(self.mark.to_x - self.mark.x, self.mark.to_z - self.mark.z)
        begin, end = self.walk_parts
        # They turn into the walk from where they faced, and out of it to where they look.
        into, out = eased(part, begin * 0.2, begin + 0.25 * (end - begin)), eased(part, end - 0.3 * (end - begin), end + 0.02)
        start = self.yaw
        return start + yaw_between(start, walk) * into * (1 - out)

    @property
    def stoop(self) -> float:
        """How far the back leans forward for its years, radians; only on the feet."""
        return self.look.stoop if self.posture in ("standing", "walking") else 0.0

    @property
    def head_up(self) -> float:
        """Height of the middle of the head, metres."""
        tall, head = self.look.height_m, self.look.head_m
        if self.posture == "sitting":
            return SEAT_M + 0.03 + 0.47 * tall - head / 2
        if self.posture == "lying":
            return 0.62
        return tall * _HEAD_UP.get(self.posture, 1.0) - head / 2

    def head(self, part: float = 0.0) -> Vec:
        """The middle of the head."""
        x, z = self.place(part)
        stooped = 0.02 + sin(self.stoop) * (0.47 * self.look.height_m - self.look.head_m / 2)
        forward = {"sitting": -0.04, "leaning": 0.09, "lying": -0.37 * self.look.height_m}.get(self.posture, stooped)
        yaw = self.heading(part)
        return (x + forward * sin(yaw), self.head_up, z + forward * cos(yaw))

    def hold_point(self, part: float = 0.0) -> Vec:
        """Where a thing that is held up to be seen is: before the chest, a little to the right hand's side."""
        x, z = self.place(part)
        yaw = self.heading(part)
        up = self.head_up - self.look.height_m * 0.235
        ahead, aside = 0.34 * self.look.height_m / 1.75, 0.1
        return (x + ahead * sin(yaw) + aside * cos(yaw), up, z + ahead * cos(yaw) - aside * sin(yaw))


def eased(part: float, start: float = 0.0, end: float = 1.0) -> float:
    """A part of the way with a soft start and a soft stop between two moments.

    >>> eased(0.5), eased(0.1, 0.2, 0.8), eased(0.9, 0.2, 0.8)
    (0.5, 0.0, 1.0)
    """
    t = min(1.0, max(0.0, (part - start) / max(1e-6, end - start)))
    return t * t * (3 - 2 * t)


def yaw_between(a: float, b: float) -> float:
    """The turn from one direction to another, -pi to pi.

    >>> round(yaw_between(3.0, -3.0), 3)
    0.283
    """
    return (b - a + pi) % (2 * pi) - pi
