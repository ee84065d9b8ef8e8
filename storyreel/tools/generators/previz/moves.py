"""Camera moves: the camera at every moment of a Shot, from the camera that frames it.

A move never loses the heads of those it is about: it is made smaller until they stay in. This module draws nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import cos, radians, sin

from storyreel.film.script import Shot
from storyreel.film.vocabulary import CameraMove, MoveSpeed, ShotSize
from storyreel.tools.generators.previz.camera import Camera, Vec, View, add, mix, scaled, sub
from storyreel.tools.generators.previz.chance import pick, wave
from storyreel.tools.generators.previz.framing import SENSOR_M, Composition, head_box
from storyreel.tools.generators.previz.framing_frame import moments
from storyreel.tools.generators.previz.people import Person, eased

__all__ = ["Rig", "rig_of"]

PARTS = (0.0, 0.25, 0.5, 0.75, 1.0)
"""Where in a Shot a move is looked at."""

_SPEED = {MoveSpeed.SLOW: 0.6, MoveSpeed.MEDIUM: 1.0, MoveSpeed.FAST: 1.6}
_F_NUMBER = 5.6
"""Of the lens that a pull of focus is laid out for: styles open it as far or farther."""


@dataclass(frozen=True, kw_only=True)
class Rig:
    """What carries the camera through a Shot.

    Attributes:
        start, end: Cameras at the ends; between them everything is eased.
        arc_deg: The way round `pivot` from start to end, 0 for a straight way.
        follow: How far the one it is about walks, metres; the camera turns with them, or goes with them where `carried`.
        walk: When the walk that is followed begins and ends, parts of the Shot.
        sway: How unsteady the camera is, metres.
        rack: Distances of focus before and after it is pulled, or None.
        still: Whether every frame has the same camera.
    """

    kind: CameraMove
    start: Camera
    end: Camera
    arc_deg: float = 0.0
    pivot: Vec = (0.0, 1.4, 0.0)
    follow: Vec = (0.0, 0.0, 0.0)
    carried: bool = False
    walk: tuple[float, float] = (0.06, 0.9)
    sway: float = 0.0
    rack: tuple[float, float] | None = None
    salt: str = ""

    @property
    def still(self) -> bool:
        """Whether every frame has the same camera."""
        return (
            self.start == self.end and not self.arc_deg and not self.sway and self.follow == (0.0, 0.0, 0.0) and self.rack is None
        )

    def at(self, part: float, t_s: float) -> Camera:
        """The camera at a part (0 to 1) of the Shot, `t_s` seconds in."""
        way = eased(part, 0.04, 0.96)
        camera = self.start.blended(self.end, way) if self.start != self.end else self.start
        if self.arc_deg:
            offset = sub(self.start.position, self.pivot)
            turn = radians(self.arc_deg) * way
            around: Vec = (
                offset[0] * cos(turn) - offset[2] * sin(turn),
                offset[1],
                offset[0] * sin(turn) + offset[2] * cos(turn),
            )
            camera = replace(camera, position=add(self.pivot, around))
        if self.follow != (0.0, 0.0, 0.0):
            by = scaled(self.follow, eased(part, *self.walk))
            camera = camera.moved(by) if self.carried else replace(camera, target=add(camera.target, by))
        if self.sway:
            camera = self._swayed(camera, t_s)
        if self.rack:
            pulled = eased(part, 0.36, 0.58)
            camera = replace(camera, focus_m=self.rack[0] + (self.rack[1] - self.rack[0]) * pulled)
        return camera

    def _swayed(self, camera: Camera, t_s: float) -> Camera:
        s, hz = self.sway, 0.55 if self.kind is CameraMove.HANDHELD else 0.28
        x, y, z = (wave(t_s, self.salt, axis, hz=hz) * s for axis in "xyz")
        tx, ty = (wave(t_s, self.salt, axis, hz=hz * 1.6) * s * 0.75 for axis in ("tx", "ty"))
        roll = camera.roll_deg + wave(t_s, self.salt, "roll", hz=hz) * s * 18
        return replace(
            camera,
            position=add(camera.position, (x, y * 0.7, z)),
            target=add(camera.target, (x + tx, y * 0.7 + ty, z)),
            roll_deg=roll,
        )


def rig_of(shot: Shot, made: Composition, people: dict[str, Person], *, aspect: float, seconds: float, salt: str) -> Rig:
    """The Rig for a Shot's move; its subjects' heads stay in the frame from start to end."""
    lead = people.get(made.subjects[0]) if made.subjects else None
    amount = _SPEED[shot.move.speed] * min(1.25, max(0.4, seconds / 4))
    follow = _follow(shot, lead, several=len(made.subjects) > 1)
    subjects = [people[name] for name in made.subjects if name in people]
    kept = [(p, PARTS if p is lead or len(moments(p, subjects)) > 1 or not p.mark.walks else (0.0,)) for p in subjects]
    for share in (1.0, 0.8, 0.6, 0.45, 0.3, 0.15, 0.0):
        rig = _moved(shot, made, people, amount * share, aspect, salt)
        rig = replace(
            rig,
            follow=follow,
            walk=lead.walk_parts if lead else (0.0, 1.0),
            carried=shot.move.kind in (CameraMove.TRACK, CameraMove.STEADICAM),
        )
        if lead is None or all(_keeps(rig, p, aspect, seconds, shot.size, parts) for p, parts in kept):
            return rig
    return Rig(kind=shot.move.kind, start=made.camera, end=made.camera, follow=follow, salt=salt)


def _follow(shot: Shot, lead: Person | None, *, several: bool) -> Vec:
    loose = shot.size in (ShotSize.WIDE, ShotSize.EXTREME_WIDE) and shot.move.kind not in (CameraMove.TRACK, CameraMove.STEADICAM)
    if lead is None or not lead.mark.walks or loose or several:
        return (0.0, 0.0, 0.0)
    return (lead.mark.to_x - lead.mark.x, 0.0, lead.mark.to_z - lead.mark.z)


def _keeps(rig: Rig, lead: Person, aspect: float, seconds: float, size: ShotSize, parts: tuple[float, ...]) -> bool:
    crop = 0.2 if size is ShotSize.EXTREME_CLOSE_UP else 0.0
    for part in parts:
        view = View(rig.at(part, part * seconds), round(1000 * aspect), 1000)
        left, top, right, bottom = head_box(lead, view, part)
        if left < 0.0 or right > 1.0 or top + crop < 0.0 or bottom > 1.0 or view.depth(lead.head(part)) < 0.3:
            return False
    return True


def _moved(shot: Shot, made: Composition, people: dict[str, Person], amount: float, aspect: float, salt: str) -> Rig:
    camera, kind = made.camera, shot.move.kind
    steady = Rig(kind=kind, start=camera, end=camera, salt=salt)
    if amount <= 0 or kind is CameraMove.STATIC:
        return steady
    lead = people[made.subjects[0]].head() if made.subjects else camera.target
    if kind in (CameraMove.PUSH_IN, CameraMove.PULL_OUT):
        return _dolly(steady, lead, amount, outward=kind is CameraMove.PULL_OUT)
    if kind in (CameraMove.PAN, CameraMove.TILT):
        return _turn(steady, shot, amount, aspect)
    if kind in (CameraMove.TRACK, CameraMove.CRANE):
        return _carry(steady, shot, lead, amount)
    if kind is CameraMove.ARC:
        away = -1.0 if shot.move.direction == "right" or (not shot.move.direction and pick((0, 1), salt, "arc")) else 1.0
        return replace(steady, arc_deg=away * 20 * amount, pivot=lead)
    if kind is CameraMove.HANDHELD:
        return replace(steady, sway=0.006 * _across_m(camera, lead) * min(1.6, amount + 0.4))
    if kind is CameraMove.STEADICAM:
        rig = _dolly(steady, lead, 0.45 * amount, outward=shot.move.direction in ("out", "back"))
        return replace(rig, sway=0.003 * _across_m(camera, lead))
    if kind is CameraMove.ZOOM:
        out = shot.move.direction in ("out", "back", "wide")
        near, far = camera, replace(camera, focal=camera.focal * (1 - 0.2 * min(1.5, amount)))
        return replace(steady, start=near if out else far, end=far if out else near)
    return _racked(steady, made, people, lead)


def _across_m(camera: Camera, lead: Vec) -> float:
    """Height of the picture at the subject, metres: sway is a share of it so that it looks the same at every size."""
    gap = sub(lead, camera.position)
    return max(0.3, (gap[0] ** 2 + gap[1] ** 2 + gap[2] ** 2) ** 0.5 / camera.focal) * 2.2


def _dolly(rig: Rig, lead: Vec, amount: float, *, outward: bool) -> Rig:
    near, camera = 0.22 * min(1.6, amount), rig.start
    toward = sub(lead, camera.position)

    def at(by: float) -> Camera:
        moved = camera.moved(scaled(toward, by))
        # Going in, the aim closes on the head, so that the eyes keep their height in the frame.
        return replace(moved, target=mix(camera.target, lead, max(0.0, by) * 0.9), focus_m=camera.focus_m * (1 - by))

    wide, close = at(-0.35 * near), at(near)
    return replace(rig, start=close if outward else wide, end=wide if outward else close)


def _turn(rig: Rig, shot: Shot, amount: float, aspect: float) -> Rig:
    camera = rig.start
    view = View(camera, round(1000 * aspect), 1000)
    gap = sub(camera.target, camera.position)
    reach = (gap[0] ** 2 + gap[1] ** 2 + gap[2] ** 2) ** 0.5
    if shot.move.kind is CameraMove.PAN:
        sign = -1.0 if shot.move.direction == "left" else 1.0
        by = scaled(view.right, sign * 0.3 * amount * reach / camera.focal * aspect)
    else:
        sign = -1.0 if shot.move.direction == "down" else 1.0
        by = scaled(view.up, sign * 0.3 * amount * reach / camera.focal)
    return replace(
        rig,
        start=replace(camera, target=sub(camera.target, scaled(by, 0.8))),
        end=replace(camera, target=add(camera.target, scaled(by, 0.2))),
    )


def _carry(rig: Rig, shot: Shot, lead: Vec, amount: float) -> Rig:
    camera = rig.start
    right = View(camera, 1000, 1000).right
    if shot.move.kind is CameraMove.CRANE:
        by: Vec = (0.0, (-1.0 if shot.move.direction == "down" else 1.0) * 0.55 * amount, 0.0)
        low = max(0.25, camera.position[1] - max(0.0, by[1]) * 0.6)
        start = replace(
            camera, position=(camera.position[0], low if by[1] > 0 else camera.position[1] - by[1] * 0.6, camera.position[2])
        )
        end = replace(camera, position=add(camera.position, scaled(by, 0.9)))
        return replace(
            rig, start=start, end=replace(end, position=(end.position[0], max(0.25, end.position[1]), end.position[2]))
        )
    sign = -1.0 if shot.move.direction == "left" else 1.0
    if shot.move.direction in ("in", "forward", "out", "back"):
        return _dolly(rig, lead, amount, outward=shot.move.direction in ("out", "back"))
    by = scaled(right, sign * 0.22 * amount * _across_m(camera, lead) / 2.2)
    start, end = camera.moved(scaled(by, -1.0)), camera.moved(by)
    return replace(rig, start=start, end=end)


def _racked(rig: Rig, made: Composition, people: dict[str, Person], lead: Vec) -> Rig:
    view = View(rig.start, 1000, 1000)
    there = view.depth(lead)
    others = [
        view.depth(p.head()) for p in people.values() if p.name not in made.subjects[:1] and p.drawn and p.name not in made.hidden
    ]
    near = [d for d in others if d > 0.4 and abs(d - there) > 0.35 and _softens(rig.start, there, d)]
    # With nobody else to pull it from, focus comes from before the lens, near enough for the subject to be soft.
    empty = next((there * part for part in (0.45, 0.3, 0.2) if _softens(rig.start, there, there * part)), there * 0.14)
    before = min(near, key=lambda d: abs(d - there)) if near else max(0.42, empty)
    return replace(rig, rack=(before, there))


def _softens(camera: Camera, there: float, focus_m: float) -> bool:
    """Whether a head at one distance is plainly soft while the lens is focused on another."""
    return 0.5 * camera.focal**2 * SENSOR_M / _F_NUMBER * abs(1 / focus_m - 1 / there) > 0.006
