"""A person, drawn: legs, clothes, arms, neck and head in the order in which they cover each other from the lens.

The body comes as a Pose in the world; everything is projected through the View, so that size, side and height are right for
any camera. Clothes are drawn by `garments`, the head by `head`, `hair`, `face` and `hats`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import cos, pi, sin
from typing import NamedTuple

from storyreel.tools.generators.previz.acting import Acting
from storyreel.tools.generators.previz.beards import draw_beard
from storyreel.tools.generators.previz.camera import Vec, View, dot
from storyreel.tools.generators.previz.face import draw_features
from storyreel.tools.generators.previz.garments import covers_back, draw_fall, draw_lower, draw_over, draw_upper, sleeve_of
from storyreel.tools.generators.previz.glasses import draw_glasses
from storyreel.tools.generators.previz.hair import (
    HAIRLINES,
    draw_hair_back,
    draw_hair_behind,
    draw_hair_front,
    draw_skull,
)
from storyreel.tools.generators.previz.hats import draw_hat, hides_hair
from storyreel.tools.generators.previz.head import Head
from storyreel.tools.generators.previz.ink import Ink
from storyreel.tools.generators.previz.lips import MouthBox
from storyreel.tools.generators.previz.near import Near
from storyreel.tools.generators.previz.people import Person
from storyreel.tools.generators.previz.pose import Axes, Pose, pose_of
from storyreel.tools.generators.previz.props import draw_prop, prop_kind
from storyreel.tools.generators.previz.reel import Affine
from storyreel.tools.generators.previz.shapes import Spot, limb, polygon
from storyreel.tools.generators.previz.torso import Torso
from storyreel.tools.generators.previz.words import shade

__all__ = ["Drawn", "draw_person", "draw_shadow", "toward_light"]

Cut = Callable[[], None]


class Drawn(NamedTuple):
    """Where a person was drawn, in pixels; `mouth` is None where the face is not seen.

    `facing` is how much the face points at the lens (1 straight at it, -1 away), `turn` how much to the right of the picture.
    """

    head: tuple[float, float, float, float]
    mouth: MouthBox | None
    facing: float
    turn: float = 0.0

    def grown(self, by: float) -> Drawn:
        """The same in a picture that is larger by a factor."""
        return self if by == 1.0 else self.carried(Affine(by, 0.0, 0.0, by, 0.0, 0.0))

    def carried(self, by: Affine) -> Drawn:
        """The same where the picture has moved."""
        x0, y0, x1, y1 = self.head
        m = self.mouth
        mouth = MouthBox(*by.spot(m.left, m.top), *by.spot(m.right, m.bottom), m.open) if m is not None else None
        return Drawn((*by.spot(x0, y0), *by.spot(x1, y1)), mouth, self.facing, self.turn)


@dataclass(frozen=True, slots=True)
class _Sketch:
    """What all the drawing of one person needs."""

    ink: Ink
    view: View
    person: Person
    pose: Pose
    acting: Acting
    torso: Torso

    def px(self, point: Vec) -> float:
        return self.view.scale(self.view.depth(point))

    def ball(self, point: Vec, radius_m: float) -> tuple[float, float, float]:
        seen = self.view.project(point)
        return (seen.x, seen.y, radius_m * self.view.scale(seen.depth))


def draw_person(
    ink: Ink, view: View, person: Person, acting: Acting, part: float, *, head_only: bool = False, cut: Cut | None = None
) -> Drawn | None:
    """Draw a person; None where they are behind the lens or far out of the picture.

    `head_only` draws the head again over a body that is there already. `cut` is called before the head and after it.
    """
    pose = pose_of(person, part, breath=acting.breath, lean=acting.lean, hands=acting.hands)
    seen = view.project(pose.neck)
    if seen.depth < 0.35 or not -view.width < seen.x < 2 * view.width:
        return None
    ink.fade = person.look.fade
    head_axes = _head_axes(acting)
    near = Near(view, pose.head, head_axes)
    head = Head(near, person.look, acting, ink)
    if head_only:
        mouth = _draw_head(head, pose, view, head_axes)
    else:
        sketch = _Sketch(ink, view, person, pose, acting, Torso(view, pose, person.look, acting.breath))
        mouth = _draw_body(sketch, head, head_axes, cut or _uncut)
    ink.fade = 1.0
    half = head.px
    return Drawn(
        (near.x - half * 0.78, near.y - half * 1.12, near.x + half * 0.78, near.y + half),
        mouth,
        near.front[2],
        near.front[0] / near.px,
    )


def _uncut() -> None:
    """Goes on drawing."""


def _draw_body(sketch: _Sketch, head: Head, head_axes: Axes, cut: Cut) -> MouthBox | None:
    """All of a person, from what lies behind to what lies before."""
    near = head.near
    hair = not hides_hair(head.look.clothes.hat)
    front = near.front[2]
    if hair and front >= -0.2:
        draw_hair_behind(head)
    before = _below_head(sketch, head)
    # Seen from the side, long hair covers the neck; seen from behind, all of the head.
    if hair and -0.2 < front < 0.9:
        with sketch.ink.faded((0.9 - front) / 0.15):
            draw_hair_behind(head, near=True)
    cut()
    mouth = _draw_head(head, sketch.pose, sketch.view, head_axes)
    cut()
    for i in before:
        _arm(sketch, i)
    return mouth


def _below_head(sketch: _Sketch, head: Head) -> list[int]:
    """Legs, trunk and the arms that lie behind it; returns the arms that are still to be drawn."""
    view, pose, torso, look = sketch.view, sketch.pose, sketch.torso, head.look
    arms = sorted((0, 1), key=lambda i: -view.depth(pose.elbows[i]))
    covered = covers_back(torso, look)
    behind = [i for i in arms if covered or view.depth(pose.elbows[i]) + view.depth(pose.wrists[i]) > 2 * torso.depth + 0.06]
    legs_first = view.depth(pose.knees[0]) + view.depth(pose.knees[1]) > 2 * torso.depth - 0.2
    falls = look.clothes.over == "cloak"
    if falls and not covered:
        draw_fall(sketch.ink, view, pose, sketch.person, torso)
    if legs_first:
        _legs(sketch)
    for i in behind:
        _arm(sketch, i)
    _trunk(sketch, head)
    if not legs_first:
        _legs(sketch)
    if falls and covered:
        draw_fall(sketch.ink, view, pose, sketch.person, torso)
    return [i for i in arms if i not in behind]


def _head_axes(acting: Acting) -> Axes:
    y, p, r = acting.head_yaw, acting.head_pitch, acting.head_roll
    front: Vec = (sin(y) * cos(p), sin(p), cos(y) * cos(p))
    right: Vec = (cos(y), 0.0, -sin(y))
    up: Vec = (-sin(y) * sin(p), cos(p), -cos(y) * sin(p))
    turned: Vec = tuple(right[i] * cos(r) + up[i] * sin(r) for i in range(3))  # type: ignore[assignment]
    stood: Vec = tuple(up[i] * cos(r) - right[i] * sin(r) for i in range(3))  # type: ignore[assignment]
    return Axes(turned, stood, front)


def _trunk(sketch: _Sketch, head: Head) -> None:
    draw_upper(sketch.ink, sketch.torso, sketch.person.look)
    base = sketch.view.project(sketch.pose.neck)
    width = 0.5 * head.unit * (0.98 if sketch.person.look.sex == "m" else 0.84) * head.near.px * sketch.person.look.girth**0.4
    head.draw_neck((base.x, base.y), width)
    draw_over(sketch.ink, sketch.torso, sketch.person.look)


def _draw_head(head: Head, pose: Pose, view: View, axes: Axes) -> MouthBox | None:
    look = head.look
    ears = sorted((-1, 1), key=lambda s: head.near.right[2] * s)
    covered = look.hair_style in ("long", "bob", "afro", "ringlets") or hides_hair(look.clothes.hat)
    if not covered:
        head.draw_ear(ears[0])
    draw_skull(head, covered=hides_hair(look.clothes.hat))
    hairline = HAIRLINES.get(look.hair_style, HAIRLINES["crop"])
    if not hides_hair(look.clothes.hat):
        draw_hair_back(head)
    head.draw_face(hairline)
    if not covered:
        head.draw_ear(ears[1])
    draw_beard(head)
    mouth = draw_features(head, axes, view.camera.position, pose.head)
    if not hides_hair(look.clothes.hat):
        draw_hair_front(head)
    draw_glasses(head)
    if head.near.front[2] < 0.0 and not hides_hair(look.clothes.hat):
        with head.ink.faded(-head.near.front[2] / 0.2):
            draw_hair_behind(head)
    draw_hat(head)
    return mouth


def _legs(sketch: _Sketch) -> None:
    top = max(sketch.view.project(hip).y for hip in sketch.pose.hips)
    if (
        min(top, *(sketch.view.project(p).y for p in (*sketch.pose.knees, *sketch.pose.ankles)))
        > sketch.view.height + 0.12 * sketch.torso.px
    ):
        return
    draw_lower(sketch.ink, sketch.view, sketch.pose, sketch.person, sketch.torso)


def _arm(sketch: _Sketch, i: int) -> None:
    ink, look, pose = sketch.ink, sketch.person.look, sketch.pose
    tall, girth = look.height_m, 0.55 + 0.45 * look.girth
    sleeve = sleeve_of(look)
    radii = [r * tall * girth for r in (0.031, 0.0262, 0.021)]
    bare = [r * tall * girth for r in (0.029, 0.0235, 0.0165)]
    joints = (pose.shoulders[i], pose.elbows[i], pose.wrists[i])
    if min(sketch.view.project(p).y for p in joints) > sketch.view.height + 0.1 * sketch.torso.px:
        return
    skin = [sketch.ball(p, r) for p, r in zip(joints, bare, strict=True)]
    cloth = [sketch.ball(p, r * sleeve.loose) for p, r in zip(joints, radii, strict=True)]
    held = i == 1 and bool(_thing_of(sketch.person))
    _hand(sketch, i, skin, held=held, before=True)
    if sleeve.part < 0.95:
        ink.form(limb(skin), look.skin, _around(skin))
    if sleeve.part > 0.05:
        if sleeve.part < 0.6:
            (ax, ay, ar), (bx, by, br) = cloth[0], cloth[1]
            cloth = [cloth[0], (ax + (bx - ax) * 0.72, ay + (by - ay) * 0.72, ar + (br - ar) * 0.4)]
        # No outline over the shoulder itself, or it would look sewn on.
        (ax, ay, ar), (bx, by, br) = cloth[0], cloth[1]
        ink.outlined(limb([(ax + (bx - ax) * 0.4, ay + (by - ay) * 0.4, ar + (br - ar) * 0.4), *cloth[1:]]), sleeve.rgb)
        ink.form(limb(cloth), sleeve.rgb, _sleeve_box(cloth, sketch.torso), level=-0.03, outline=False)
        if sleeve.part > 0.6 and cloth[2][2] > 4:
            x, y, r = cloth[2]
            ex, ey, _ = cloth[1]
            back = (x + (ex - x) * 0.12, y + (ey - y) * 0.12)
            ink.line(polygon([(x, y), back]), sleeve.cuff, r * 1.9, -0.1)
    _hand(sketch, i, skin, held=held, before=False)


def _sleeve_box(balls: list[tuple[float, float, float]], torso: Torso) -> tuple[float, float, float, float]:
    """The box that light falls across: the torso's own and the arm's, so that a shoulder does not stand out from its coat."""
    x0, y0, x1, y1 = _around(balls)
    (left, top), (right, _) = torso.edges(0.9)
    _, low = torso.edges(0.0)[0]
    return (min(x0, left), min(y0, top), max(x1, right), max(y1, low))


def _around(balls: list[tuple[float, float, float]]) -> tuple[float, float, float, float]:
    return (
        min(b[0] - b[2] for b in balls),
        min(b[1] - b[2] for b in balls),
        max(b[0] + b[2] for b in balls),
        max(b[1] + b[2] for b in balls),
    )


def _thing_of(person: Person) -> str:
    """What is in a person's right hand: what the Blocking puts there, else the stick that their words have them walk with."""
    if person.holds:
        return person.holds[0]
    return person.look.leans_on if person.posture in ("standing", "walking") else ""


def _tilt(thing: str, ux: float, uy: float) -> float:
    """How a thing leans in the hand, radians: a blade in an arm that hangs points down, or the arm would cover it."""
    side = 1 if ux > 0 else -1
    return 2.75 * side if uy > 0.8 and prop_kind(thing) in ("knife", "sword") else 0.12 * side


def _hand(sketch: _Sketch, i: int, arm: list[tuple[float, float, float]], *, held: bool, before: bool) -> None:
    """The hand at a wrist: `before` draws what lies behind the cuff, the thing held; the other time the fingers."""
    ink, look = sketch.ink, sketch.person.look
    size = look.height_m * 0.052 * sketch.px(sketch.pose.wrists[i])
    (ex, ey, _), (wx, wy, wr) = arm[1], arm[2]
    dx, dy = wx - ex, wy - ey
    length = max(1e-3, (dx * dx + dy * dy) ** 0.5)
    # A forearm that points at the lens is short in the picture; its hand then shows its back, not its length.
    reach = size * (0.55 + 0.45 * min(1.0, length / max(1.0, size * 3.6)))
    ux, uy = dx / length, dy / length
    px, py = wx + ux * reach * 0.62, wy + uy * reach * 0.62
    if held:
        thing = _thing_of(sketch.person)
        if before and (sketch.person.shows or not sketch.person.holds):
            draw_prop(ink, thing, (px, py), size / 0.092, tilt=_tilt(thing, ux, uy))
        elif not before:
            path = limb([(wx, wy, wr), (px, py, size * 0.42)])
            ink.form(path, look.skin, _around([(px, py, size * 0.5)]))
            _knuckles(ink, look.skin, (px, py), (ux, uy), size)
        return
    if before:
        return
    tip = (wx + ux * reach * 1.35, wy + uy * reach * 1.35)
    path = limb([(wx, wy, wr * 0.95), (px, py, size * 0.44), (tip[0], tip[1], size * 0.27)])
    ink.form(path, look.skin, _around([(wx, wy, wr), (tip[0], tip[1], size * 0.3)]), level=0.04)
    side = 1 if (i == 1) == (sketch.torso.near.front[2] > 0) else -1
    thumb = limb(
        [
            (px - uy * side * size * 0.3, py + ux * side * size * 0.3, size * 0.17),
            (px + ux * size * 0.5 - uy * side * size * 0.5, py + uy * size * 0.5 + ux * side * size * 0.5, size * 0.12),
        ]
    )
    ink.fill(thumb, look.skin, 0.1)
    if size > 9:
        for k in (-0.28, 0.0, 0.28):
            a = (px + ux * size * 0.25 - uy * k * size, py + uy * size * 0.25 + ux * k * size)
            b = (tip[0] + ux * size * 0.12 - uy * k * 0.8 * size, tip[1] + uy * size * 0.12 + ux * k * 0.8 * size)
            ink.line(polygon([a, b]), shade(look.skin, -0.38), size * 0.05, -0.3, 0.65)


def _knuckles(ink: Ink, skin: int, at: Spot, along: Spot, size: float) -> None:
    if size < 8:
        return
    for k in (-0.3, -0.1, 0.1, 0.3):
        x, y = at[0] - along[1] * 0 + size * k * 0.2, at[1] + size * k
        ink.line(polygon([(x - size * 0.3, y), (x + size * 0.25, y)]), shade(skin, -0.38), size * 0.05, -0.3, 0.6)


def draw_shadow(ink: Ink, view: View, person: Person, part: float) -> None:
    """A soft shadow on the floor under a person, and a longer one away from the light."""
    x, z = person.place(part)
    y = 0.01
    wide = 0.3 * person.look.girth if person.posture != "lying" else 0.5
    key = ink.light.key
    run = max(-0.75, min(0.75, -key[0] / max(0.35, key[1]))) * 0.6, max(-0.75, min(0.75, -key[2] / max(0.35, key[1]))) * 0.6
    for grow, alpha, shift in ((1.6, 0.1, 0.75), (1.25, 0.13, 0.4), (0.85, 0.2, 0.0), (0.6, 0.22, 0.0)):
        ring: list[Vec] = [
            (x + run[0] * shift + wide * grow * sin(k * pi / 8), y, z + run[1] * shift + wide * grow * cos(k * pi / 8))
            for k in range(16)
        ]
        spots = view.polygon(ring)
        if len(spots) > 2:
            ink.canvas.drawPath(polygon(spots), ink.paint(ink.bare(0x0A0A12, alpha)))


def toward_light(ink: Ink, view: View) -> tuple[float, float, float]:
    """The light's direction in the picture: right, down, and how much of it comes from the front."""
    key = ink.light.key
    return (dot(key, view.right), -dot(key, view.up), max(-0.3, -dot(key, view.forward)))
