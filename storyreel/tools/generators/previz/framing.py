"""The camera that shot size, framing, angle, lens and side ask for, by geometry alone: where a camera operator would stand.

It keeps to one side of the line of action, leaves headroom and looking room, and moves aside when someone would stand
before the subject. This module knows no sets and draws nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import atan2, cos, hypot, radians, sin
from typing import NamedTuple

from storyreel.film.script import Shot
from storyreel.film.vocabulary import Angle, Framing, ShotSize
from storyreel.tools.generators.previz.camera import Camera, Vec, View, add, dot, scaled, sub, unit
from storyreel.tools.generators.previz.people import Person, yaw_between

__all__ = ["SENSOR_M", "Composition", "aimed", "compose", "head_box", "hides_subject"]

SENSOR_M = 0.014
"""Height of the sensor that lens lengths are for."""

_NOMINAL = 1000


class _Size(NamedTuple):
    tall: float  # picture height in heads at the subject, or
    bodies: float  # in body heights
    head_y: float  # where the middle of the head falls, share of the picture from the top
    lens_mm: int
    turn_deg: float  # how far the camera stands off the subject's eyeline


_SIZES: dict[ShotSize, _Size] = {
    ShotSize.EXTREME_WIDE: _Size(0, 3.7, 0.47, 22, 70),
    ShotSize.WIDE: _Size(0, 1.95, 0.3, 28, 62),
    ShotSize.FULL: _Size(0, 1.27, 0.155, 35, 50),
    ShotSize.MEDIUM_WIDE: _Size(6.1, 0, 0.2, 40, 44),
    ShotSize.MEDIUM: _Size(4.2, 0, 0.25, 50, 38),
    ShotSize.MEDIUM_CLOSE_UP: _Size(2.95, 0, 0.31, 65, 34),
    ShotSize.CLOSE_UP: _Size(2.02, 0, 0.39, 85, 30),
    ShotSize.EXTREME_CLOSE_UP: _Size(1.3, 0, 0.47, 100, 26),
    ShotSize.INSERT: _Size(2.3, 0, 0.5, 65, 30),
}
_RISE_DEG = {Angle.LOW: -19.0, Angle.HIGH: 27.0, Angle.OVERHEAD: 78.0, Angle.AERIAL: 46.0}


@dataclass(frozen=True, kw_only=True)
class Composition:
    """A camera and what it was made for.

    Attributes:
        subjects: Names that the frame is about, most important first.
        foreground: Who stands before the lens on purpose ("" for nobody).
        viewer: Whose eyes the camera has ("" for nobody's).
        hidden: Names kept out of the frame because they would stand before the subject.
        reason: Why the camera stands there.
    """

    camera: Camera
    subjects: tuple[str, ...]
    foreground: str = ""
    viewer: str = ""
    hidden: tuple[str, ...] = ()
    reason: str = ""


def compose(shot: Shot, people: dict[str, Person], *, aspect: float, thing: Vec | None = None) -> Composition:
    """The camera of a Shot at its start.

    Args:
        shot: Size, framing, angle, lens, side, subjects and in_frame are read.
        people: By name; may be empty.
        aspect: Width over height of the picture.
        thing: Where the thing of an insert is, metres.
    """
    if shot.size is ShotSize.INSERT or not people:
        at = thing or (0.0, 1.1, 0.0)
        return _thing_shot(shot, people, at, held=bool(people) and thing is not None)
    subjects = _subjects(shot, people)
    lead, partner = subjects[0], _partner(subjects, people)
    if shot.framing is Framing.OVER_THE_SHOULDER and partner is not None:
        return _over_shoulder(shot, lead, partner, aspect)
    if shot.framing is Framing.POINT_OF_VIEW:
        found = _point_of_view(shot, lead, people, aspect)
        if found is not None:
            return found
    tried: list[tuple[float, Composition]] = []
    for aside in (0.0, 9.0, -9.0, 18.0, -18.0, 28.0, -28.0, 38.0):
        camera = _around(shot, subjects, partner, aspect, aside)
        others = [p for p in people.values() if p not in subjects]
        hiders = [p.name for p in others if hides_subject(p, subjects, camera, aspect)]
        why = f"{shot.size} of {', '.join(p.name for p in subjects)} from the {shot.side} side"
        kept_out = tuple(n for n in hiders if n not in shot.in_frame)
        made = Composition(camera=camera, subjects=tuple(p.name for p in subjects), hidden=kept_out, reason=why)
        flaws = 4.0 * (len(hiders) - len(kept_out)) + _cut_through([p for p in others if p.name not in kept_out], camera, aspect)
        if flaws == 0:
            return made
        tried.append((flaws + abs(aside) / 40, made))
    return min(tried, key=lambda one: one[0])[1]


def _cut_through(others: list[Person], camera: Camera, aspect: float) -> float:
    """How many others the edge of the picture cuts: half a face is worse than a whole one or none."""
    view = View(camera, round(_NOMINAL * aspect), _NOMINAL)
    count = 0.0
    for person in others:
        if view.depth(person.head()) < 0.4:
            continue
        left, top, right, bottom = head_box(person, view)
        wide = (right - left) * 0.9
        if right + wide < 0 or left - wide > 1 or bottom < 0 or top > 1:
            continue
        count += 1.0 if left - wide < 0.0 or right + wide > 1.0 or top < 0 else 0.0
    return count


def _subjects(shot: Shot, people: dict[str, Person]) -> list[Person]:
    named = [people[n] for n in dict.fromkeys(shot.subjects) if n in people]
    seen = [people[n] for n in dict.fromkeys(shot.in_frame) if n in people]
    spoken = [people[line.speaker] for line in shot.lines if line.speaker in people and not line.off_screen]
    everyone = list(people.values())
    if shot.framing is Framing.GROUP or shot.size in (ShotSize.WIDE, ShotSize.EXTREME_WIDE):
        # A master does not change with who speaks: everyone to be seen, in the order of the Blocking.
        wanted = seen or named or everyone
        return [p for p in everyone if p in wanted]
    if shot.framing is Framing.TWO_SHOT:
        pair = list(dict.fromkeys(named + seen + spoken + everyone))[:2]
        return [p for p in everyone if p in pair]
    return (named or spoken or seen or everyone)[:1]


def _partner(subjects: list[Person], people: dict[str, Person]) -> Person | None:
    lead = subjects[0]
    others = [p for p in people.values() if p is not lead]
    if not others:
        return None
    if len(subjects) > 1:
        return max(subjects[1:], key=lambda p: _gap(p, lead))

    def off_eyeline(p: Person) -> float:
        turn = yaw_between(lead.yaw, atan2(p.mark.x - lead.mark.x, p.mark.z - lead.mark.z))
        return abs(turn) * 1.2 + 0.25 * _gap(p, lead)

    return min(others, key=off_eyeline)


def _gap(a: Person, b: Person) -> float:
    return hypot(a.mark.x - b.mark.x, a.mark.z - b.mark.z)


def _side(shot: Shot, along: tuple[float, float]) -> tuple[float, float]:
    """The horizontal direction from the line of action to the camera's side of it."""
    x, z = -along[1], along[0]
    near = z < -1e-6 or (abs(z) <= 1e-6 and x > 0)
    return (x, z) if near == (shot.side == "near") else (-x, -z)


def _turned(a: tuple[float, float], toward: tuple[float, float], deg: float) -> tuple[float, float]:
    """Direction `a` turned by `deg` towards another direction."""
    cross = a[0] * toward[1] - a[1] * toward[0]
    turn = radians(deg) if cross >= 0 else -radians(deg)
    return (a[0] * cos(turn) - a[1] * sin(turn), a[0] * sin(turn) + a[1] * cos(turn))


def _heading(shot: Shot, subjects: list[Person], partner: Person | None, aside: float) -> tuple[float, float]:
    """The horizontal direction from the subjects to the camera."""
    lead = subjects[0]
    if partner is not None and _gap(lead, partner) > 0.05:
        dx, dz = partner.mark.x - lead.mark.x, partner.mark.z - lead.mark.z
        along = (dx / hypot(dx, dz), dz / hypot(dx, dz))
        across = _side(shot, along)
        if len(subjects) > 1:
            base = across if len(subjects) == 2 else _side(shot, (1.0, 0.0))
            return _turned(base, along, aside)
        eyes = (sin(lead.yaw), cos(lead.yaw))
        start = along if eyes[0] * along[0] + eyes[1] * along[1] > 0.3 else eyes
        off = _SIZES[shot.size].turn_deg - (10 if shot.framing is Framing.REVERSE else 0)
        return _turned(start, across, off + aside) if abs(start[0] * across[0] + start[1] * across[1]) < 0.98 else across
    home = _side(shot, (1.0, 0.0))
    eyes = (sin(lead.yaw), cos(lead.yaw))
    wide = shot.size in (ShotSize.WIDE, ShotSize.EXTREME_WIDE)
    if eyes[0] * home[0] + eyes[1] * home[1] < -0.35 or wide:
        return _turned(home, (1.0, 0.0), 12 + aside)
    return _turned(eyes, home if abs(eyes[0] * home[1] - eyes[1] * home[0]) > 0.2 else (1.0, 0.0), 22 + aside)


def _around(shot: Shot, subjects: list[Person], partner: Person | None, aspect: float, aside: float) -> Camera:
    size = _SIZES[shot.size]
    heads = [p.head() for p in subjects]
    tall = _picture_m(size, subjects[0])
    across = _heading(shot, subjects, partner, aside)
    if len(subjects) > 1:
        xs, zs = [h[0] for h in heads], [h[2] for h in heads]
        aim: Vec = ((min(xs) + max(xs)) / 2, max(h[1] for h in heads), (min(zs) + max(zs)) / 2)
    else:
        aim = heads[0]
    rise = radians(_RISE_DEG.get(shot.angle, 0.0))
    if shot.size is ShotSize.EXTREME_WIDE and shot.angle is Angle.EYE_LEVEL:
        rise = radians(4.0)
    tall *= 1.6 if shot.angle is Angle.AERIAL else 1.0
    toward: Vec = (across[0] * cos(rise), sin(rise), across[1] * cos(rise))
    # Several heads in a tight size make a wider picture than one; a long lens would put the camera in the next house.
    focal = (shot.lens_mm or (min(50, size.lens_mm) if len(subjects) > 1 else size.lens_mm)) / 1000 / SENSOR_M
    spot = (_looking_room(subjects, across, size), size.head_y if rise > -0.1 or size.bodies else size.head_y + 0.03)
    if abs(rise) > 0.6:
        spot = (0.5, 0.45)
    distance = tall * focal
    camera = _placed(shot, aim, toward, distance, focal, spot, aspect)
    for _ in range(70):
        if _all_inside(subjects, camera, aspect, shot.size):
            break
        distance *= 1.05
        camera = _placed(shot, aim, toward, distance, focal, (0.5, spot[1]) if len(subjects) > 1 else spot, aspect)
    return camera


def _picture_m(size: _Size, lead: Person) -> float:
    return size.bodies * lead.look.height_m if size.bodies else size.tall * lead.look.head_m


def _looking_room(subjects: list[Person], across: tuple[float, float], size: _Size) -> float:
    if len(subjects) > 1 or size.bodies > 1.5:
        return 0.5
    yaw = subjects[0].yaw
    # The camera looks along -across; its right hand is that direction turned.
    right = (-across[1], across[0])
    looks = sin(yaw) * right[0] + cos(yaw) * right[1]
    return 0.5 - 0.11 * max(-1.0, min(1.0, 1.6 * looks))


def _placed(shot: Shot, aim: Vec, toward: Vec, distance: float, focal: float, spot: tuple[float, float], aspect: float) -> Camera:
    position = add(aim, scaled(toward, distance))
    position = (position[0], max(0.22, position[1]), position[2])
    roll = 8.0 if shot.angle is Angle.DUTCH else 0.0
    camera = Camera(position=position, target=aim, focal=focal, focus_m=distance, roll_deg=roll)
    return aimed(camera, aim, spot, aspect)


def aimed(camera: Camera, point: Vec, spot: tuple[float, float], aspect: float) -> Camera:
    """The camera turned so that a point falls at a spot of the picture (shares from the top left)."""
    width = round(_NOMINAL * aspect)
    for _ in range(5):
        view = View(camera, width, _NOMINAL)
        seen = view.project(point)
        per_px = seen.depth / view.focal_px
        turn = add(
            scaled(view.right, (seen.x - spot[0] * width) * per_px), scaled(view.up, -(seen.y - spot[1] * _NOMINAL) * per_px)
        )
        reach = dot(sub(camera.target, camera.position), view.forward) / max(0.2, seen.depth)
        camera = replace(camera, target=add(camera.target, scaled(turn, reach)))
    return camera


def head_box(person: Person, view: View, part: float = 0.0) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of the head with its hair, in shares of the picture."""
    head = person.head(part)
    seen = view.project(head)
    half = person.look.head_m / 2 * view.scale(seen.depth)
    top = seen.y - half * (1.14 if not person.look.clothes.hat else 1.5)
    return (
        (seen.x - half * 0.78) / view.width,
        top / view.height,
        (seen.x + half * 0.78) / view.width,
        (seen.y + half) / view.height,
    )


def _all_inside(subjects: list[Person], camera: Camera, aspect: float, size: ShotSize) -> bool:
    view = View(camera, round(_NOMINAL * aspect), _NOMINAL)
    edge = 0.005 if size in (ShotSize.EXTREME_CLOSE_UP, ShotSize.CLOSE_UP) else 0.035
    side = edge if len(subjects) == 1 else 0.1
    for person in subjects:
        left, top, right, bottom = head_box(person, view)
        if size is ShotSize.EXTREME_CLOSE_UP and len(subjects) == 1:
            top += 0.2
        if left < side or right > 1 - side or top < edge or bottom > 0.99 or view.depth(person.head()) < 0.3:
            return False
    return True


def hides_subject(person: Person, subjects: list[Person], camera: Camera, aspect: float) -> bool:
    """Whether someone stands between the lens and a subject's head, or right at the lens."""
    view = View(camera, round(_NOMINAL * aspect), _NOMINAL)
    head = person.head()
    depth = view.depth(head)
    if hypot(head[0] - camera.position[0], head[2] - camera.position[2]) < 0.75:
        return True
    left, top, right, _ = head_box(person, view)
    wide = (right - left) * 1.1
    for subject in subjects:
        other = head_box(subject, view)
        if (
            0.0 < depth < view.depth(subject.head()) - 0.2
            and left - wide < other[2]
            and right + wide > other[0]
            and top < other[3]
        ):
            return True
    return False


def _over_shoulder(shot: Shot, lead: Person, partner: Person, aspect: float) -> Composition:
    size = _SIZES[shot.size]
    best: tuple[float, Camera] | None = None
    # The nearer to the eyeline, the more of the one in front is in the picture: it should cover an outer third.
    for aside in (1.25, 1.1, 0.95, 0.8, 0.68, 0.58, 0.5, 0.42, 0.35, 0.28):
        camera = _behind(shot, lead, partner, aspect, aside)
        view = View(camera, round(_NOMINAL * aspect), _NOMINAL)
        off = abs(_covered(partner, view) - 0.3)
        if best is None or off < best[0]:
            best = (off, camera)
        if off < 0.05:
            break
    assert best is not None
    camera = best[1]
    for _ in range(24):
        if _all_inside([lead], camera, aspect, shot.size):
            break
        spot = (View(camera, 1000, 1000).project(lead.head()).x / 1000 - 0.5) / aspect + 0.5
        camera = aimed(replace(camera, focal=camera.focal * 0.95), lead.head(), (spot, max(0.28, size.head_y)), aspect)
    why = f"over {partner.name}'s shoulder to {lead.name}"
    return Composition(camera=camera, subjects=(lead.name,), foreground=partner.name, reason=why)


def _covered(person: Person, view: View) -> float:
    """How much of the picture's width someone near the lens covers, from head to hip, as far as it is in the picture."""
    widest = 0.0
    head = person.head()
    for down, half in ((0.0, 0.1), (0.3, 0.2), (0.55, 0.22)):
        point = (head[0], head[1] - down, head[2])
        seen = view.project(point)
        if -0.1 < seen.y / view.height < 1.02 and seen.depth > 0.2:
            reach = half * view.scale(seen.depth)
            widest = max(widest, (min(view.width, seen.x + reach) - max(0.0, seen.x - reach)) / view.width)
    return widest


def _behind(shot: Shot, lead: Person, partner: Person, aspect: float, aside: float) -> Camera:
    """The camera behind a partner's shoulder, `aside` metres off the line between the two."""
    a, b = lead.head(), partner.head()
    gap = max(0.2, hypot(b[0] - a[0], b[2] - a[2]))
    along = ((b[0] - a[0]) / gap, (b[2] - a[2]) / gap)
    across = _side(shot, along)
    size = _SIZES[shot.size]
    tall = min(_picture_m(size, lead), 2.4 * lead.look.height_m)
    back = 1.0 + 0.1 * min(3.0, gap)
    up = max(0.6, b[1] + 0.06 + {Angle.LOW: -0.45, Angle.HIGH: 0.6, Angle.OVERHEAD: 1.2}.get(shot.angle, 0.0))
    position: Vec = (b[0] + along[0] * back + across[0] * aside, up, b[2] + along[1] * back + across[1] * aside)
    distance = hypot(a[0] - position[0], a[1] - position[1], a[2] - position[2])
    focal = min(9.0, max(1.1, (shot.lens_mm / 1000 / SENSOR_M) if shot.lens_mm else distance / tall))
    roll = 8.0 if shot.angle is Angle.DUTCH else 0.0
    camera = Camera(position=position, target=a, focal=focal, focus_m=distance, roll_deg=roll)
    view = View(camera, round(_NOMINAL * aspect), _NOMINAL)
    left = view.project(b).x < view.width / 2
    return aimed(camera, a, (0.62 if left else 0.38, max(0.26, size.head_y)), aspect)


def _point_of_view(shot: Shot, lead: Person, people: dict[str, Person], aspect: float) -> Composition | None:
    others = [p for p in people.values() if p is not lead]
    unseen = [p for p in others if p.name not in shot.in_frame] or others
    if not unseen:
        return None
    viewer = min(unseen, key=lambda p: _gap(p, lead))
    a, eyes = lead.head(), viewer.head()
    flat = unit((a[0] - eyes[0], 0.0, a[2] - eyes[2]))
    position = add(eyes, scaled(flat, 0.1))
    distance = max(0.3, hypot(a[0] - position[0], a[1] - position[1], a[2] - position[2]))
    tall = _picture_m(_SIZES[shot.size], lead)
    focal = min(8.0, max(1.0, distance / tall))
    camera = aimed(Camera(position=position, target=a, focal=focal, focus_m=distance), a, (0.5, _SIZES[shot.size].head_y), aspect)
    for _ in range(24):
        if _all_inside([lead], camera, aspect, shot.size):
            break
        camera = aimed(replace(camera, focal=camera.focal * 0.95), a, (0.5, _SIZES[shot.size].head_y), aspect)
    hidden = tuple(
        p.name for p in others if p is not viewer and p.name not in shot.in_frame and hides_subject(p, [lead], camera, aspect)
    )
    return Composition(
        camera=camera, subjects=(lead.name,), viewer=viewer.name, hidden=(viewer.name, *hidden), reason=f"what {viewer.name} sees"
    )


def _thing_shot(shot: Shot, people: dict[str, Person], at: Vec, *, held: bool) -> Composition:
    subject = next((people[n] for n in shot.subjects if n in people), None)
    across = _side(shot, (1.0, 0.0))
    if subject is not None and held:
        across = _turned((sin(subject.yaw), cos(subject.yaw)), across, 24) if subject.yaw else across
    rise = radians({Angle.LOW: 2.0, Angle.OVERHEAD: 72.0, Angle.HIGH: 42.0}.get(shot.angle, 20.0))
    tall = 0.46 if shot.size is ShotSize.INSERT else max(0.46, _SIZES[shot.size].bodies * 1.7 or _SIZES[shot.size].tall * 0.24)
    focal = (shot.lens_mm or _SIZES[shot.size].lens_mm) / 1000 / SENSOR_M
    toward: Vec = (across[0] * cos(rise), sin(rise), across[1] * cos(rise))
    camera = Camera(position=add(at, scaled(toward, tall * focal)), target=at, focal=focal, focus_m=tall * focal)
    camera = aimed(camera, at, (0.5, 0.52), 1.0)
    hidden = tuple(p.name for p in people.values() if p is not subject and hypot(p.mark.x - at[0], p.mark.z - at[2]) < 0.6)
    return Composition(camera=camera, subjects=(subject.name,) if subject else (), hidden=hidden, reason="a thing, close")
