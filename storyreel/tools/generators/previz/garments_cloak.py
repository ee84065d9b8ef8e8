"""Cloaks, capes and shawls: what falls from the shoulders, over all of it when seen from behind, and the mantle in front."""

from __future__ import annotations

from math import cos, pi, sin

from storyreel.tools.generators.previz.camera import View, add, mix
from storyreel.tools.generators.previz.ink import Ink
from storyreel.tools.generators.previz.looks import Look
from storyreel.tools.generators.previz.people import Person
from storyreel.tools.generators.previz.pose import Pose
from storyreel.tools.generators.previz.shapes import Spot, bounds, curve, hull, smooth
from storyreel.tools.generators.previz.torso import Torso
from storyreel.tools.generators.previz.words import shade

__all__ = ["covers_back", "draw_fall", "draw_mantle"]


def covers_back(torso: Torso, look: Look) -> bool:
    """Whether a cloak is seen from behind, where it covers arms and all."""
    return look.clothes.over == "cloak" and torso.faces < -0.12


def draw_fall(ink: Ink, view: View, pose: Pose, person: Person, torso: Torso) -> None:
    """The cloth from the shoulders down to the calves; to the seat of who sits."""
    look, away = person.look, torso.faces < -0.12
    rgb, tall = look.clothes.over_rgb, look.height_m
    spots: list[Spot] = [*torso.edges(1.0, 1.15), *torso.edges(0.9, 1.26), *torso.edges(0.76, 1.34)]
    if person.posture == "standing" or person.mark.walks:
        feet = mix(pose.ankles[0], pose.ankles[1], 0.5)
        low = mix(feet, pose.pelvis, 0.12 if look.sex == "m" else 0.3)
        wide = tall * (0.15 + 0.03 * look.girth)
        f, r = pose.torso.front, pose.torso.right
        middle = add(low, (-f[0] * 0.05 * tall, 0.0, -f[2] * 0.05 * tall))
        ring = [
            add(middle, (r[0] * wide * sin(k * pi / 5) + f[0] * wide * 0.6 * cos(k * pi / 5), 0.0,
                         r[2] * wide * sin(k * pi / 5) + f[2] * wide * 0.6 * cos(k * pi / 5)))
            for k in range(10)
        ]  # fmt: skip
        spots += [view.project(p)[:2] for p in ring]
    else:
        spots += [*torso.edges(-0.1, 1.5), *torso.edges(0.3, 1.45)]
    edge = hull(spots)
    path = smooth(_cornered(edge))
    ink.form(path, rgb, bounds(edge), level=0.0 if away else -0.2)
    if torso.px > 40 and ink.style.features > 0.5:
        x0, y0, x1, y1 = bounds(edge)
        with ink.inside(path):
            for k in (0.22, 0.4, 0.6, 0.78):
                x = x0 + (x1 - x0) * k
                top = ((x0 + x1) / 2 + (x - (x0 + x1) / 2) * 0.5, y0 + (y1 - y0) * 0.12)
                ink.line(
                    curve([top, ((top[0] + x) / 2, (y0 + y1) / 2), (x, y1)]), shade(rgb, -0.35), torso.px * 0.012, -0.4, 0.45
                )


def draw_mantle(ink: Ink, torso: Torso, look: Look) -> None:
    """What lies on the shoulders in front, open down the middle, with its clasp."""
    rgb = look.clothes.over_rgb
    if covers_back(torso, look):
        return
    for side in (-1, 1):
        half = [
            torso.at(1.03, side * 0.5, 1.1),
            torso.at(0.95, side * 1.2, 1.2),
            torso.at(0.82, side * 1.57, 1.3),
            torso.at(0.3, side * 1.57, 1.34),
            torso.at(-0.1, side * 1.5, 1.4),
            torso.at(-0.1, side * 1.1, 1.2),
            torso.at(0.4, side * 0.85, 1.12),
            torso.at(0.8, side * 0.55, 1.1),
        ]
        ink.form(smooth(half), rgb, bounds(half))
    if torso.faces > 0.2:
        a, b, c = torso.at(0.985, -0.55, 1.14), torso.at(0.95, 0.0, 1.12), torso.at(0.985, 0.55, 1.14)
        ink.line(curve([a, b, c]), shade(rgb, -0.25), torso.px * 0.02, 0.0)
        ink.dot(*b, torso.px * 0.018, 0xC9A13B, 0.3)


def _cornered(spots: list[Spot]) -> list[Spot]:
    """A hull with points between its corners, so that the smooth path keeps to them."""
    out: list[Spot] = []
    for i, (x, y) in enumerate(spots):
        bx, by = spots[(i + 1) % len(spots)]
        out += [(x, y), (x * 0.7 + bx * 0.3, y * 0.7 + by * 0.3), (x * 0.3 + bx * 0.7, y * 0.3 + by * 0.7)]
    return out
