"""The camera that shot size, framing, angle, lens and side ask for, by geometry alone: where a camera operator would stand.

It keeps to one side of the line of action, leaves headroom and looking room, and moves aside when someone would stand
before the subject. This module knows no sets and draws nothing.
"""

from __future__ import annotations

from dataclasses import replace
from math import atan2, cos, hypot, radians, sin

from storyreel.film.script import Shot
from storyreel.film.vocabulary import Angle, Framing, ShotSize
from storyreel.tools.generators.previz.camera import Camera, Vec, View, add, scaled
from storyreel.tools.generators.previz.framing_eyes import hides_subject, over_shoulder, point_of_view
from storyreel.tools.generators.previz.framing_frame import (
    NOMINAL,
    RISE_DEG,
    SENSOR_M,
    SIZES,
    Composition,
    Size,
    aimed,
    all_inside,
    gap_between,
    head_box,
    head_row,
    moments,
    picture_m,
    placed,
    side_of,
    turned,
)
from storyreel.tools.generators.previz.people import Person, yaw_between

__all__ = ["SENSOR_M", "Composition", "aimed", "compose", "head_box", "hides_subject"]


_DIAGONAL_DEG = 33.0
"""How far the camera turns off the middle of two people in an upright picture: one stands behind the other a little."""


def compose(
    shot: Shot, people: dict[str, Person], *, aspect: float, thing: Vec | None = None, thing_m: float = 0.46
) -> Composition:
    """The camera of a Shot at its start.

    Args:
        shot: Size, framing, angle, lens, side, subjects and in_frame are read.
        people: By name; may be empty.
        aspect: Width over height of the picture.
        thing: Where the thing of an insert is, metres; `thing_m` is the height of a picture that shows it whole.
    """
    if shot.size is ShotSize.INSERT or not people:
        at = thing or (0.0, 1.1, 0.0)
        return _thing_shot(shot, people, at, thing_m, held=bool(people) and thing is not None)
    subjects = _subjects(shot, people)
    lead, partner = subjects[0], _partner(subjects, people)
    if shot.framing is Framing.OVER_THE_SHOULDER and partner is not None:
        return over_shoulder(shot, lead, partner, aspect)
    if shot.framing is Framing.POINT_OF_VIEW:
        found = point_of_view(shot, lead, people, aspect)
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
    return _without_halves(shot, min(tried, key=lambda one: one[0])[1], list(people.values()), aspect)


def _without_halves(shot: Shot, made: Composition, everyone: list[Person], aspect: float) -> Composition:
    """The composition without those whom its edge would cut and who are not to be seen: off the picture, as on a set."""
    if not shot.in_frame:
        return made
    loose = [p for p in everyone if p.name not in (*shot.in_frame, *made.subjects, *made.hidden)]
    cut = tuple(p.name for p in loose if _cut_through([p], made.camera, aspect))
    if not cut:
        return made
    return replace(made, hidden=(*made.hidden, *cut), reason=f"{made.reason}; {', '.join(cut)} kept out of its edge")


def _cut_through(others: list[Person], camera: Camera, aspect: float) -> float:
    """How many others the edge of the picture cuts: half a face is worse than a whole one or none."""
    view = View(camera, round(NOMINAL * aspect), NOMINAL)
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
        return max(subjects[1:], key=lambda p: gap_between(p, lead))

    def off_eyeline(p: Person) -> float:
        turn = yaw_between(lead.yaw, atan2(p.mark.x - lead.mark.x, p.mark.z - lead.mark.z))
        return abs(turn) * 1.2 + 0.25 * gap_between(p, lead)

    return min(others, key=off_eyeline)


def _heading(shot: Shot, subjects: list[Person], partner: Person | None, aside: float, aspect: float) -> tuple[float, float]:
    """The horizontal direction from the subjects to the camera."""
    lead = subjects[0]
    if partner is not None and gap_between(lead, partner) > 0.05:
        dx, dz = partner.mark.x - lead.mark.x, partner.mark.z - lead.mark.z
        along = (dx / hypot(dx, dz), dz / hypot(dx, dz))
        across = side_of(shot, along)
        if len(subjects) > 1:
            base = across if len(subjects) == 2 else side_of(shot, (1.0, 0.0))
            aside += _DIAGONAL_DEG if aspect < 0.8 and len(subjects) == 2 else 0.0
            return turned(base, along, aside)
        eyes = (sin(lead.yaw), cos(lead.yaw))
        start = along if eyes[0] * along[0] + eyes[1] * along[1] > 0.3 else eyes
        off = SIZES[shot.size].turn_deg - (10 if shot.framing is Framing.REVERSE else 0)
        return turned(start, across, off + aside) if abs(start[0] * across[0] + start[1] * across[1]) < 0.98 else across
    home = side_of(shot, (1.0, 0.0))
    eyes = (sin(lead.yaw), cos(lead.yaw))
    wide = shot.size in (ShotSize.WIDE, ShotSize.EXTREME_WIDE)
    if eyes[0] * home[0] + eyes[1] * home[1] < -0.35 or wide:
        return turned(home, (1.0, 0.0), 12 + aside)
    return turned(eyes, home if abs(eyes[0] * home[1] - eyes[1] * home[0]) > 0.2 else (1.0, 0.0), 22 + aside)


def _around(shot: Shot, subjects: list[Person], partner: Person | None, aspect: float, aside: float) -> Camera:
    size = SIZES[shot.size]
    heads = [p.head(part) for p in subjects for part in moments(p, subjects)]
    tall = picture_m(size, subjects[0])
    across = _heading(shot, subjects, partner, aside, aspect)
    if len(subjects) > 1:
        xs, zs = [h[0] for h in heads], [h[2] for h in heads]
        aim: Vec = ((min(xs) + max(xs)) / 2, max(h[1] for h in heads), (min(zs) + max(zs)) / 2)
    else:
        aim = heads[0]
    rise = radians(RISE_DEG.get(shot.angle, 0.0))
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
    camera = _centred(subjects, placed(shot, aim, toward, distance, focal, spot, aspect), aim, spot[1], aspect)
    for _ in range(70):
        if all_inside(subjects, camera, aspect, shot.size):
            break
        distance *= 1.05
        if abs(rise) <= 0.6:
            spot = (0.5 if len(subjects) > 1 else spot[0], head_row(distance / focal / subjects[0].look.head_m))
        camera = _centred(subjects, placed(shot, aim, toward, distance, focal, spot, aspect), aim, spot[1], aspect)
    return camera


def _centred(subjects: list[Person], camera: Camera, aim: Vec, row: float, aspect: float) -> Camera:
    """The camera turned until the heads of several subjects are as far from the one edge as from the other."""
    if len(subjects) < 2:
        return camera
    view = View(camera, round(NOMINAL * aspect), NOMINAL)
    boxes = [head_box(p, view, part) for p in subjects for part in moments(p, subjects)]
    off = 0.5 - (min(b[0] for b in boxes) + max(b[2] for b in boxes)) / 2
    at = view.project(aim).x / view.width
    return camera if abs(off) < 0.01 or abs(off) > 0.4 else aimed(camera, aim, (at + off, row), aspect)


def _looking_room(subjects: list[Person], across: tuple[float, float], size: Size) -> float:
    if len(subjects) > 1 or size.bodies > 1.5:
        return 0.5
    yaw = subjects[0].yaw
    # The camera looks along -across; its right hand is that direction turned.
    right = (-across[1], across[0])
    looks = sin(yaw) * right[0] + cos(yaw) * right[1]
    return 0.5 - 0.11 * max(-1.0, min(1.0, 1.6 * looks))


def _thing_shot(shot: Shot, people: dict[str, Person], at: Vec, thing_m: float, *, held: bool) -> Composition:
    subject = next((people[n] for n in shot.subjects if n in people), None)
    across = side_of(shot, (1.0, 0.0))
    if subject is not None and held:
        across = turned((sin(subject.yaw), cos(subject.yaw)), across, 24) if subject.yaw else across
    rise = radians({Angle.LOW: 2.0, Angle.OVERHEAD: 72.0, Angle.HIGH: 42.0}.get(shot.angle, 20.0))
    tall = (
        thing_m if shot.size is ShotSize.INSERT else max(thing_m, SIZES[shot.size].bodies * 1.7 or SIZES[shot.size].tall * 0.24)
    )
    focal = (shot.lens_mm or SIZES[shot.size].lens_mm) / 1000 / SENSOR_M
    toward: Vec = (across[0] * cos(rise), sin(rise), across[1] * cos(rise))
    camera = Camera(position=add(at, scaled(toward, tall * focal)), target=at, focal=focal, focus_m=tall * focal)
    camera = aimed(camera, at, (0.5, 0.52), 1.0)
    hidden = tuple(p.name for p in people.values() if p is not subject and hypot(p.mark.x - at[0], p.mark.z - at[2]) < 0.6)
    return Composition(camera=camera, subjects=(subject.name,) if subject else (), hidden=hidden, reason="a thing, close")
