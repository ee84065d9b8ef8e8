"""Legs, trousers, skirts and shoes."""

from __future__ import annotations

from math import cos, pi, sin
from typing import Any

from storyreel.tools.generators.previz.camera import Vec, View, add, mix
from storyreel.tools.generators.previz.ink import Ink
from storyreel.tools.generators.previz.people import Person
from storyreel.tools.generators.previz.pose import Pose
from storyreel.tools.generators.previz.shapes import Spot, bounds, curve, hull, hull_of_circles, limb, smooth
from storyreel.tools.generators.previz.torso import Torso
from storyreel.tools.generators.previz.words import shade

__all__ = ["draw_lower"]


def draw_lower(ink: Ink, view: View, pose: Pose, person: Person, torso: Torso) -> None:
    """Legs with trousers or skirt, and shoes; coats and gowns fall over them."""
    look, worn = person.look, person.look.clothes
    tall, girth = look.height_m, 0.5 + 0.5 * look.girth
    bare_leg = worn.skirted or worn.bottom == "shorts"
    order = sorted((0, 1), key=lambda i: -view.depth(pose.knees[i]))
    for i in order:
        if view.project(pose.ankles[i]).y < view.height + 0.2 * torso.px:
            _shoe(ink, view, pose, i, tall, worn.shoes_rgb if worn.shoes_rgb >= 0 else look.skin)
        joints = (pose.hips[i], pose.knees[i], pose.ankles[i])
        radii = (0.054, 0.0355, 0.0235) if bare_leg else (0.057, 0.0415, 0.034)
        balls = [_ball(view, p, r * tall * girth) for p, r in zip(joints, radii, strict=True)]
        rgb = look.skin if bare_leg else worn.bottom_rgb
        ink.form(limb(balls), rgb, _round(balls), level=-0.08 if i == order[0] else 0.0)
        if worn.bottom == "shorts" and not worn.skirted:
            upper = [balls[0], (balls[1][0], balls[1][1], balls[1][2] * 1.15)]
            ink.form(limb(upper), worn.bottom_rgb, _round(upper))
    if worn.skirted:
        rgb = worn.bottom_rgb if worn.top not in ("dress", "gown", "robe") else worn.top_rgb
        _skirt(ink, view, pose, person, torso, rgb, long=worn.long_skirt)
    elif worn.over == "coat":
        _skirt(ink, view, pose, person, torso, worn.over_rgb, long=False, coat=True)
    elif worn.top == "tunic":
        _skirt(ink, view, pose, person, torso, worn.top_rgb, long=False, short=True)


def _ball(view: View, point: Vec, radius: float) -> tuple[float, float, float]:
    seen = view.project(point)
    return (seen.x, seen.y, radius * view.scale(seen.depth))


def _round(balls: list[tuple[float, float, float]]) -> tuple[float, float, float, float]:
    return (
        min(b[0] - b[2] for b in balls),
        min(b[1] - b[2] for b in balls),
        max(b[0] + b[2] for b in balls),
        max(b[1] + b[2] for b in balls),
    )


def _shoe(ink: Ink, view: View, pose: Pose, i: int, tall: float, rgb: int) -> None:
    ankle, toe = pose.ankles[i], pose.toes[i]
    heel: Vec = (ankle[0] - 0.16 * (toe[0] - ankle[0]), max(0.0, ankle[1] - 0.026 * tall), ankle[2] - 0.16 * (toe[2] - ankle[2]))
    balls = [
        _ball(view, ankle, 0.024 * tall),
        _ball(view, heel, 0.02 * tall),
        _ball(view, toe, 0.0165 * tall),
        _ball(view, mix(heel, toe, 0.6), 0.02 * tall),
    ]
    ink.form(hull_of_circles(balls), rgb, _round(balls))


def _skirt(
    ink: Ink,
    view: View,
    pose: Pose,
    person: Person,
    torso: Torso,
    rgb: int,
    *,
    long: bool,
    coat: bool = False,
    short: bool = False,
) -> None:
    """Cloth from the waist round both legs."""
    look = person.look
    tall = look.height_m
    if person.posture in ("sitting", "lying", "kneeling"):
        _lap(ink, view, pose, tall, rgb, long=long)
        return
    drop = 0.93 if long else 0.3 if short else 0.58
    middle = mix(mix(pose.hips[0], pose.hips[1], 0.5), mix(pose.ankles[0], pose.ankles[1], 0.5), drop)
    spread = abs(pose.ankles[0][0] - pose.ankles[1][0]) + abs(pose.ankles[0][2] - pose.ankles[1][2])
    wide = tall * (0.155 if long else 0.125 if not short else 0.105) * (0.6 + 0.4 * look.girth) + (
        0.22 * spread if not short else 0.0
    )
    wide *= 0.86 if coat else 1.0
    right, front = pose.torso.right, pose.torso.front
    ring: list[Spot] = []
    for k in range(12):
        s, c = sin(k * pi / 6) * wide, cos(k * pi / 6) * wide * 0.85
        point = add(middle, (right[0] * s + front[0] * c, 0.0, right[2] * s + front[2] * c))
        ring.append(view.project(point)[:2])
    waist = [*torso.edges(0.3, 1.04), *torso.edges(0.0, 1.12), *torso.edges(0.12, 1.08)]
    edge = hull([*ring, *waist])
    path = smooth(_tight(edge))
    ink.form(path, rgb, bounds(edge))
    _pleats(ink, torso, path, ring, rgb)


def _lap(ink: Ink, view: View, pose: Pose, tall: float, rgb: int, *, long: bool) -> None:
    """A skirt on bent legs: cloth round hips and knees, and to the ankles where it is long."""
    reach = 1.0 if long else 0.25
    balls = [
        _ball(view, p, r * tall)
        for i in (0, 1)
        for p, r in (
            (pose.hips[i], 0.066),
            (pose.knees[i], 0.052),
            (mix(pose.knees[i], pose.ankles[i], reach), 0.055 if long else 0.046),
        )
    ]
    ink.form(hull_of_circles(balls), rgb, _round(balls))


def _pleats(ink: Ink, torso: Torso, path: Any, ring: list[Spot], rgb: int) -> None:
    """Folds from the waist to the hem, inside the skirt's outline."""
    if torso.px <= 40 or ink.style.features <= 0.5:
        return
    with ink.inside(path):
        (ax, ay), (bx, by) = torso.edges(0.2, 1.04)
        x0, _, x1, y1 = bounds(ring)
        for k in (0.2, 0.42, 0.63, 0.84):
            top, end = (ax + (bx - ax) * k, ay + (by - ay) * k + 4), (x0 + (x1 - x0) * k, y1)
            ink.line(
                curve([top, ((top[0] + end[0]) / 2, (top[1] + end[1]) / 2), end]),
                shade(rgb, -0.3),
                torso.px * 0.013,
                -0.35,
                0.4,
            )


def _tight(spots: list[Spot]) -> list[Spot]:
    """A hull with its corners doubled, so that the smooth path keeps to them."""
    out: list[Spot] = []
    for i, (x, y) in enumerate(spots):
        bx, by = spots[(i + 1) % len(spots)]
        out += [(x, y), (x * 0.75 + bx * 0.25, y * 0.75 + by * 0.25), (x * 0.25 + bx * 0.75, y * 0.25 + by * 0.75)]
    return out
