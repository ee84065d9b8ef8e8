"""A body at one instant: where its joints are in the world, from posture, walk and what the hands do. Draws nothing."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, hypot, pi, sin, sqrt

from storyreel.tools.generators.previz.camera import Vec, add, cross, dot, scaled, sub, unit
from storyreel.tools.generators.previz.people import SEAT_M, Person

__all__ = ["Axes", "Hands", "Pose", "pose_of"]


@dataclass(frozen=True, slots=True)
class Axes:
    """The body's own directions: its right hand's side, up along the spine, and forward."""

    right: Vec
    up: Vec
    front: Vec

    def point(self, origin: Vec, right: float, up: float, front: float) -> Vec:
        """A point given in these directions, metres."""
        r, u, f = self.right, self.up, self.front
        return (
            origin[0] + r[0] * right + u[0] * up + f[0] * front,
            origin[1] + r[1] * right + u[1] * up + f[1] * front,
            origin[2] + r[2] * right + u[2] * up + f[2] * front,
        )


@dataclass(frozen=True, slots=True)
class Hands:
    """Where the hands are to be: (to its own side, up, forward) from the shoulder in body heights of 1.75 m; None hangs."""

    left: Vec | None = None
    right: Vec | None = None


@dataclass(frozen=True, slots=True)
class Pose:
    """Joints in metres; pairs are (left, right) of the person."""

    pelvis: Vec
    neck: Vec
    head: Vec
    torso: Axes
    hips: tuple[Vec, Vec]
    knees: tuple[Vec, Vec]
    ankles: tuple[Vec, Vec]
    toes: tuple[Vec, Vec]
    shoulders: tuple[Vec, Vec]
    elbows: tuple[Vec, Vec]
    wrists: tuple[Vec, Vec]


_HANG: Vec = (0.075, -0.5, 0.05)
_LAP: Vec = (-0.06, -0.36, 0.27)


def pose_of(person: Person, part: float, *, breath: float = 0.0, lean: float = 0.0, hands: Hands | None = None) -> Pose:
    """The Pose of a Person at a part (0 to 1) of the Shot.

    Args:
        breath: -1 to 1.
        lean: Radians that the torso leans forward beyond its posture.
        hands: Where the hands are to be.
    """
    x, z = person.place(part)
    yaw, tall = person.heading(part), person.look.height_m
    front: Vec = (sin(yaw), 0.0, cos(yaw))
    right: Vec = (cos(yaw), 0.0, -sin(yaw))
    flat = Axes(right, (0.0, 1.0, 0.0), front)
    legs = _legs(person, flat, (x, 0.0, z), part)
    tilt = lean + {"leaning": 0.16, "sitting": -0.05, "lying": -1.32}.get(person.posture, person.stoop)
    up = add(scaled((0.0, 1.0, 0.0), cos(tilt)), scaled(front, sin(tilt)))
    torso = Axes(right, up, sub(scaled(front, cos(tilt)), scaled((0.0, 1.0, 0.0), sin(tilt))))
    pelvis = legs.pelvis
    neck = add(pelvis, scaled(up, tall * 0.314 + 0.004 * breath))
    head = _head_over(person, pelvis, torso, tall, breath)
    half = tall * (0.091 if person.look.sex == "m" else 0.08) * (0.55 + 0.45 * person.look.girth)
    rise = -0.05 * tall + 0.004 * breath
    shoulders = tuple(torso.point(neck, side * half, rise, 0.0) for side in (-1, 1))
    arms = [_arm(person, torso, shoulders[i], (-1, 1)[i], part, hands) for i in (0, 1)]
    return Pose(
        pelvis=pelvis, neck=neck, head=head, torso=torso, hips=legs.hips, knees=legs.knees, ankles=legs.ankles, toes=legs.toes,
        shoulders=(shoulders[0], shoulders[1]), elbows=(arms[0][0], arms[1][0]), wrists=(arms[0][1], arms[1][1]),
    )  # fmt: skip


def _head_over(person: Person, pelvis: Vec, torso: Axes, tall: float, breath: float) -> Vec:
    up = 0.47 * tall - person.look.head_m / 2 + 0.004 * breath
    return torso.point(pelvis, 0.0, up, 0.02)


@dataclass(frozen=True, slots=True)
class _Legs:
    pelvis: Vec
    hips: tuple[Vec, Vec]
    knees: tuple[Vec, Vec]
    ankles: tuple[Vec, Vec]
    toes: tuple[Vec, Vec]


def _legs(person: Person, axes: Axes, floor: Vec, part: float) -> _Legs:
    tall = person.look.height_m
    wide = tall * 0.052 * person.look.girth
    if person.posture == "sitting":
        return _seated(person, axes, floor, wide)
    if person.posture == "lying":
        return _lying(axes, floor, tall, wide)
    if person.posture == "kneeling":
        return _kneeling(axes, floor, tall, wide)
    swing, phase = _stride(person, part)
    pelvis = add(floor, (0.0, tall * 0.53 - 0.02 * swing * (0.5 + 0.5 * cos(2 * phase)), 0.0))
    hips = tuple(axes.point(pelvis, side * wide, -0.02 * tall, 0.0) for side in (-1, 1))
    ankles: list[Vec] = []
    toes: list[Vec] = []
    knees: list[Vec] = []
    for i, side in enumerate((-1, 1)):
        turn = phase + (0 if side < 0 else pi)
        forward = swing * 0.34 * cos(turn)
        lift = swing * 0.11 * max(0.0, -sin(turn))
        apart = wide * (1.0 if swing > 0.3 else 1.25)
        rest = 0.05 * (1 - swing) * (1 if (person.index + i) % 2 else -0.4)
        ankle = axes.point(floor, side * apart, 0.045 * tall + lift, forward + rest - 0.02)
        ankles.append(ankle)
        toes.append(axes.point(ankle, side * 0.035 * (1 - swing), -0.03 * tall - 0.4 * min(lift, 0.05), 0.105 * tall))
        knees.append(_joint(hips[i], ankle, 0.2345 * tall, 0.2345 * tall, axes.front))
    return _Legs(pelvis, (hips[0], hips[1]), (knees[0], knees[1]), (ankles[0], ankles[1]), (toes[0], toes[1]))


def _stride(person: Person, part: float) -> tuple[float, float]:
    """How much the legs swing (0 to 1) and the phase of the step."""
    if not person.mark.walks:
        return 0.0, 0.0
    x, z = person.place(part)
    gone = hypot(x - person.mark.x, z - person.mark.z)
    ax, az = person.place(max(0.0, part - 0.01))
    bx, bz = person.place(min(1.0, part + 0.01))
    pace = hypot(bx - ax, bz - az) / (0.02 * max(0.2, person.seconds))
    return min(1.0, pace / 0.8), 2 * pi * gone / (0.78 * person.look.height_m)


def _seated(person: Person, axes: Axes, floor: Vec, wide: float) -> _Legs:
    tall = person.look.height_m
    pelvis = axes.point(floor, 0.0, SEAT_M + 0.03, -0.06)
    hips = tuple(axes.point(pelvis, side * wide, 0.0, 0.04) for side in (-1, 1))
    crossed = person.index % 3 == 1 and person.look.age != "child"
    knees: list[Vec] = []
    ankles: list[Vec] = []
    toes: list[Vec] = []
    shin = min(SEAT_M + 0.02, 0.25 * tall)
    for i, side in enumerate((-1, 1)):
        over = crossed and side > 0
        knee = axes.point(hips[i], side * (0.01 if not over else -0.1), 0.03 + (0.07 if over else 0.0), 0.235 * tall)
        ankle = axes.point(
            knee, side * (0.0 if not over else -0.16), -shin + (0.1 if over else 0.0), 0.03 + (0.16 if over else 0.02 * i)
        )
        if not over:
            ankle = (ankle[0], max(0.045 * tall, ankle[1]), ankle[2])
        knees.append(knee)
        ankles.append(ankle)
        toes.append(axes.point(ankle, side * 0.02, -0.03 * tall, 0.1 * tall))
    return _Legs(pelvis, (hips[0], hips[1]), (knees[0], knees[1]), (ankles[0], ankles[1]), (toes[0], toes[1]))


def _lying(axes: Axes, floor: Vec, tall: float, wide: float) -> _Legs:
    pelvis = axes.point(floor, 0.0, 0.52, 0.0)
    rows = [
        tuple(axes.point(pelvis, side * wide, up, ahead * tall) for side in (-1, 1))
        for up, ahead in ((0.0, 0.01), (0.06, 0.25), (0.0, 0.49), (0.1, 0.53))
    ]
    return _Legs(pelvis, *((a, b) for a, b in rows))


def _kneeling(axes: Axes, floor: Vec, tall: float, wide: float) -> _Legs:
    pelvis = axes.point(floor, 0.0, 0.27 * tall, -0.04)
    hips = tuple(axes.point(pelvis, side * wide, 0.0, 0.0) for side in (-1, 1))
    knees = tuple(axes.point(floor, side * wide * 1.2, 0.045 * tall, 0.08) for side in (-1, 1))
    ankles = tuple(axes.point(floor, side * wide, 0.05, -0.22 * tall) for side in (-1, 1))
    toes = tuple(axes.point(floor, side * wide, 0.02, -0.27 * tall) for side in (-1, 1))
    return _Legs(pelvis, (hips[0], hips[1]), (knees[0], knees[1]), (ankles[0], ankles[1]), (toes[0], toes[1]))


def _arm(person: Person, torso: Axes, shoulder: Vec, side: int, part: float, hands: Hands | None) -> tuple[Vec, Vec]:
    tall = person.look.height_m
    wanted = (hands.left if side < 0 else hands.right) if hands else None
    if wanted is None:
        wanted = _LAP if person.posture == "sitting" else _HANG
        swing, phase = _stride(person, part)
        if swing:
            wanted = (wanted[0], wanted[1] + 0.03 * swing, wanted[2] + 0.2 * swing * cos(phase + (pi if side < 0 else 0)))
    size = tall / 1.75
    wrist = torso.point(shoulder, side * wanted[0] * size, wanted[1] * size, wanted[2] * size)
    hint = unit(add(scaled(torso.right, side * 0.7), add(scaled(torso.up, -0.75), scaled(torso.front, -0.55))))
    elbow = _joint(shoulder, wrist, 0.172 * tall, 0.155 * tall, hint)
    return elbow, _within(shoulder, wrist, 0.325 * tall)


def _within(origin: Vec, point: Vec, reach: float) -> Vec:
    gap = sub(point, origin)
    length = sqrt(dot(gap, gap))
    return point if length <= reach else add(origin, scaled(gap, reach / length))


def _joint(start: Vec, end: Vec, upper: float, lower: float, hint: Vec) -> Vec:
    """The elbow or knee between two ends, bent towards `hint`."""
    gap = sub(end, start)
    length = max(1e-4, sqrt(dot(gap, gap)))
    along = scaled(gap, 1 / length)
    length = min(length, (upper + lower) * 0.999)
    a = (upper * upper - lower * lower + length * length) / (2 * length)
    h = sqrt(max(0.0, upper * upper - a * a))
    side = cross(along, cross(hint, along))
    return add(start, add(scaled(along, a), scaled(unit(side), h)))
