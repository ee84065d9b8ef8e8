"""Cameras that look past someone or through someone's eyes: over the shoulder, and point of view. Draws nothing."""

from __future__ import annotations

from dataclasses import replace
from math import hypot

from storyreel.film.script import Shot
from storyreel.film.vocabulary import Angle
from storyreel.tools.generators.previz.camera import Camera, Vec, View, add, scaled, unit
from storyreel.tools.generators.previz.framing_frame import (
    NOMINAL,
    SENSOR_M,
    SIZES,
    Composition,
    aimed,
    all_inside,
    gap_between,
    head_box,
    picture_m,
    side_of,
)
from storyreel.tools.generators.previz.people import Person

__all__ = ["hides_subject", "over_shoulder", "point_of_view"]


def over_shoulder(shot: Shot, lead: Person, partner: Person, aspect: float) -> Composition:
    size = SIZES[shot.size]
    best: tuple[float, Camera] | None = None
    # The nearer to the eyeline, the more of the one in front is in the picture: it should cover an outer third.
    for aside in (1.25, 1.1, 0.95, 0.8, 0.68, 0.58, 0.5, 0.42, 0.35, 0.28):
        camera = _behind(shot, lead, partner, aspect, aside)
        view = View(camera, round(NOMINAL * aspect), NOMINAL)
        off = abs(_covered(partner, view) - 0.3)
        if best is None or off < best[0]:
            best = (off, camera)
        if off < 0.05:
            break
    assert best is not None
    camera = best[1]
    for _ in range(24):
        if all_inside([lead], camera, aspect, shot.size):
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
    across = side_of(shot, along)
    size = SIZES[shot.size]
    tall = min(picture_m(size, lead), 2.4 * lead.look.height_m)
    back = 1.0 + 0.1 * min(3.0, gap)
    up = max(0.6, b[1] + 0.06 + {Angle.LOW: -0.45, Angle.HIGH: 0.6, Angle.OVERHEAD: 1.2}.get(shot.angle, 0.0))
    position: Vec = (b[0] + along[0] * back + across[0] * aside, up, b[2] + along[1] * back + across[1] * aside)
    distance = hypot(a[0] - position[0], a[1] - position[1], a[2] - position[2])
    focal = min(9.0, max(1.1, (shot.lens_mm / 1000 / SENSOR_M) if shot.lens_mm else distance / tall))
    roll = 8.0 if shot.angle is Angle.DUTCH else 0.0
    camera = Camera(position=position, target=a, focal=focal, focus_m=distance, roll_deg=roll)
    view = View(camera, round(NOMINAL * aspect), NOMINAL)
    left = view.project(b).x < view.width / 2
    return aimed(camera, a, (0.62 if left else 0.38, max(0.26, size.head_y)), aspect)


def point_of_view(shot: Shot, lead: Person, people: dict[str, Person], aspect: float) -> Composition | None:
    others = [p for p in people.values() if p is not lead]
    unseen = [p for p in others if p.name not in shot.in_frame] or others
    if not unseen:
        return None
    viewer = min(unseen, key=lambda p: gap_between(p, lead))
    a, eyes = lead.head(), viewer.head()
    flat = unit((a[0] - eyes[0], 0.0, a[2] - eyes[2]))
    position = add(eyes, scaled(flat, 0.1))
    distance = max(0.3, hypot(a[0] - position[0], a[1] - position[1], a[2] - position[2]))
    tall = picture_m(SIZES[shot.size], lead)
    focal = min(8.0, max(1.0, distance / tall))
    camera = aimed(Camera(position=position, target=a, focal=focal, focus_m=distance), a, (0.5, SIZES[shot.size].head_y), aspect)
    for _ in range(24):
        if all_inside([lead], camera, aspect, shot.size):
            break
        camera = aimed(replace(camera, focal=camera.focal * 0.95), a, (0.5, SIZES[shot.size].head_y), aspect)
    hidden = tuple(
        p.name for p in others if p is not viewer and p.name not in shot.in_frame and hides_subject(p, [lead], camera, aspect)
    )
    return Composition(
        camera=camera, subjects=(lead.name,), viewer=viewer.name, hidden=(viewer.name, *hidden), reason=f"what {viewer.name} sees"
    )


def hides_subject(person: Person, subjects: list[Person], camera: Camera, aspect: float) -> bool:
    """Whether someone stands between the lens and a subject's head, or right at the lens."""
    view = View(camera, round(NOMINAL * aspect), NOMINAL)
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
