"""Clothes on a Torso and legs: tops, what is worn over them, trousers, skirts, shoes and what adorns them."""

from __future__ import annotations

from math import cos, pi, sin
from typing import NamedTuple

from storyreel.tools.generators.previz.camera import Vec, View, add, mix
from storyreel.tools.generators.previz.ink import Ink
from storyreel.tools.generators.previz.looks import Look
from storyreel.tools.generators.previz.people import Person
from storyreel.tools.generators.previz.pose import Pose
from storyreel.tools.generators.previz.shapes import Spot, bounds, curve, hull, hull_of_circles, limb, polygon, ribbon, smooth
from storyreel.tools.generators.previz.torso import Torso
from storyreel.tools.generators.previz.words import shade

__all__ = ["Sleeve", "draw_lower", "draw_over", "draw_upper", "sleeve_of"]

_OPEN = ("jacket", "suit", "coat", "waistcoat", "cardigan", "uniform")


class Sleeve(NamedTuple):
    """A sleeve: how much of the arm it covers (0 to 1), colour, cuff, and how loose it is."""

    part: float
    rgb: int
    cuff: int
    loose: float


def sleeve_of(look: Look) -> Sleeve:
    """The sleeve that shows: of what is worn over, else of the top."""
    worn = look.clothes
    if worn.over in ("jacket", "suit", "coat", "cardigan", "uniform", "cloak"):
        cuff = worn.top_rgb if worn.over in ("suit", "jacket") else shade(worn.over_rgb, -0.2)
        return Sleeve(1.0, worn.over_rgb, cuff, 1.14 if worn.over in ("coat", "cloak") else 1.06)
    if worn.top == "robe":
        return Sleeve(1.0, worn.top_rgb, shade(worn.top_rgb, -0.2), 1.3)
    if worn.top == "gown":
        return Sleeve(0.5, worn.top_rgb, worn.top_rgb, 1.1)
    part = 0.5 if worn.short_sleeves or worn.top in ("tshirt", "dress") else 1.0
    return Sleeve(part, worn.top_rgb, shade(worn.top_rgb, -0.16), 1.08 if worn.top in ("sweater", "hoodie", "tunic") else 0.98)


def _box(spots: list[Spot]) -> tuple[float, float, float, float]:
    return bounds(spots)


def draw_upper(ink: Ink, torso: Torso, look: Look) -> None:
    """The top, from the shoulders to the hips, with its collar and pattern."""
    worn = look.clothes
    tucked = worn.top in ("shirt", "blouse") and worn.bottom in ("trousers", "skirt")
    low = 0.0 if tucked else -0.17
    spots = torso.outline(low, 1.03, 1.05 if worn.top in ("sweater", "hoodie") else 1.02)
    path = smooth(spots)
    if worn.over in _OPEN and worn.over != "waistcoat" and torso.faces > -0.4:
        _back_collar(ink, torso, shade(worn.over_rgb, 0.04))
    ink.form(path, worn.top_rgb, _box(spots))
    if torso.px > 55:
        with ink.inside(path):
            _pattern(ink, torso, look)
            _folds(ink, torso, worn.top_rgb)
    if torso.faces > -0.15:
        _neckline(ink, torso, look)
        _front(ink, torso, look)


def _back_collar(ink: Ink, torso: Torso, rgb: int) -> None:
    """The collar of a coat as it stands up behind the neck."""
    (ax, ay), (bx, by) = torso.edges(0.96, 1.1)
    (cx, cy), (dx, dy) = torso.edges(1.05, 1.55)
    spots = [(ax, ay), (cx, cy), (dx, dy), (bx, by)]
    ink.outlined(polygon(spots), rgb)
    ink.fill(polygon(spots), rgb, -0.5)


def _pattern(ink: Ink, torso: Torso, look: Look) -> None:
    worn = look.clothes
    if not worn.pattern or worn.over in ("suit", "coat"):
        return
    tone = shade(worn.top_rgb, 0.3 if sum(worn.top_rgb >> s & 255 for s in (0, 8, 16)) < 380 else -0.3)
    wide = torso.px * 0.012
    if worn.pattern in ("stripes", "checks"):
        for i in range(12):
            h = 0.02 + 0.085 * i
            ink.line(curve([torso.at(h, t) for t in (-1.5, -0.7, 0.0, 0.7, 1.5)]), tone, wide, -0.1, 0.5)
    if worn.pattern == "checks":
        for t in (-1.3, -0.8, -0.3, 0.3, 0.8, 1.3):
            ink.line(curve([torso.at(h, t) for h in (0.0, 0.35, 0.7, 0.98)]), tone, wide, -0.1, 0.5)
    if worn.pattern == "dots":
        for i in range(8):
            for j in range(5):
                x, y = torso.at(0.05 + 0.115 * i, -1.2 + 0.6 * j + 0.3 * (i % 2))
                ink.dot(x, y, torso.px * 0.013, tone, 0.1, 0.85)


def _folds(ink: Ink, torso: Torso, rgb: int) -> None:
    """Cloth hangs from the arms and gathers at the waist."""
    if ink.style.features < 0.5:
        return
    for side in (-1, 1):
        a, b, c = torso.at(0.8, side * 1.25), torso.at(0.6, side * 1.05), torso.at(0.38, side * 1.2)
        ink.line(curve([a, b, c]), shade(rgb, -0.32), torso.px * 0.011, -0.4, 0.42)
        a, b = torso.at(0.26, side * 1.3), torso.at(0.16, side * 0.5)
        ink.line(curve([a, ((a[0] + b[0]) / 2, a[1] + torso.px * 0.02), b]), shade(rgb, -0.32), torso.px * 0.01, -0.4, 0.38)


def _neckline(ink: Ink, torso: Torso, look: Look) -> None:
    """Skin and collar at the throat."""
    worn = look.clothes
    if worn.top in ("dress", "gown", "blouse", "tshirt", "tunic"):
        deep = {"gown": 0.76, "dress": 0.82, "blouse": 0.83, "tshirt": 0.91, "tunic": 0.84}[worn.top]
        wide = {"gown": 1.15, "dress": 0.75}.get(worn.top, 0.55)
        spots = [
            torso.at(1.01, -1.2),
            torso.at(0.95, -wide),
            torso.at(deep, 0.0),
            torso.at(0.95, wide),
            torso.at(1.01, 1.2),
            torso.at(1.04, 0.0),
        ]
        ink.form(smooth(spots), look.skin, _box(spots), outline=False, level=-0.1, depth=0.5)
        ink.line(curve(spots[:5]), shade(worn.top_rgb, -0.22), torso.px * 0.01, -0.3, 0.8)
    elif worn.top in ("shirt", "overalls"):
        for side in (-1, 1):
            wing = [
                torso.at(1.03, side * 1.1),
                torso.at(0.965, side * 0.95),
                torso.at(0.885, side * 0.5),
                torso.at(0.94, side * 0.05),
                torso.at(1.0, side * 0.15),
            ]
            ink.form(polygon(wing), shade(worn.top_rgb, 0.1), _box(wing), outline=False, level=0.1)
            ink.line(polygon(wing), shade(worn.top_rgb, -0.4), torso.px * 0.005, -0.3, 0.6)
    elif worn.top in ("sweater", "hoodie", "robe", "armour"):
        ring = [torso.at(0.985, -1.3), torso.at(0.95, -0.6), torso.at(0.935, 0.0), torso.at(0.95, 0.6), torso.at(0.985, 1.3)]
        ink.line(curve(ring), shade(worn.top_rgb, -0.2), torso.px * 0.03, -0.1)


def _front(ink: Ink, torso: Torso, look: Look) -> None:
    worn = look.clothes
    thin = torso.px * 0.006
    if worn.top in ("shirt", "blouse") and torso.px > 60:
        ink.line(curve([torso.at(h, 0.0) for h in (0.92, 0.6, 0.3, 0.0)]), shade(worn.top_rgb, -0.3), thin, -0.3, 0.6)
        for h in (0.8, 0.64, 0.48, 0.32, 0.16):
            x, y = torso.at(h, 0.04)
            ink.dot(x, y, torso.px * 0.006, shade(worn.top_rgb, -0.45), -0.2)
    if worn.top == "overalls":
        bib = [torso.at(0.72, -0.75), torso.at(0.72, 0.75), torso.at(0.0, 1.2), torso.at(0.0, -1.2)]
        ink.form(polygon(bib), worn.bottom_rgb, _box(bib), outline=False, depth=0.4)
        for side in (-1, 1):
            ink.line(
                curve([torso.at(0.72, side * 0.66), torso.at(0.9, side * 0.8), torso.at(1.0, side * 1.0)]),
                worn.bottom_rgb,
                torso.px * 0.035,
                -0.05,
            )
    if worn.top == "armour" and torso.px > 30:
        ink.line(curve([torso.at(h, 0.0) for h in (0.92, 0.6, 0.3)]), shade(worn.top_rgb, 0.4), torso.px * 0.012, 0.5, 0.7)
        for h in (0.18, 0.3, 0.42):
            ink.line(
                curve([torso.at(h, t) for t in (-1.4, -0.7, 0.0, 0.7, 1.4)]),
                shade(worn.top_rgb, -0.45),
                torso.px * 0.01,
                -0.4,
                0.8,
            )
    if worn.top in ("robe", "tunic", "gown", "dress"):
        belt = [torso.at(0.34, t) for t in (-1.5, -0.8, 0.0, 0.8, 1.5)]
        ink.line(curve(belt), shade(worn.top_rgb, -0.4), torso.px * 0.03, -0.25, 0.85)
    _adorn(ink, torso, look, only=("scarf", "pearls", "collar", "badge") if not worn.over else ("pearls", "collar"))


def draw_over(ink: Ink, torso: Torso, look: Look) -> None:
    """What is worn over the top, and the tie between them."""
    worn = look.clothes
    front = torso.faces > -0.2
    if front and worn.adorn in ("tie", "bowtie"):
        _adorn(ink, torso, look, only=("tie", "bowtie"))
    if worn.over in _OPEN:
        _open_coat(ink, torso, look)
    elif worn.over == "cloak":
        _cloak(ink, torso, look)
    elif worn.over == "apron" and front:
        spots = [
            torso.at(0.78, -0.5),
            torso.at(0.78, 0.5),
            torso.at(0.36, 0.95),
            torso.at(-0.2, 1.25),
            torso.at(-0.2, -1.25),
            torso.at(0.36, -0.95),
        ]
        ink.form(polygon(spots), worn.over_rgb, _box(spots), depth=0.3)
        ink.line(
            curve([torso.at(0.34, t) for t in (-1.5, -0.8, 0.0, 0.8, 1.5)]), shade(worn.over_rgb, -0.2), torso.px * 0.014, -0.1
        )
    if front and worn.over:
        _adorn(ink, torso, look, only=("scarf", "badge"))


def _open_coat(ink: Ink, torso: Torso, look: Look) -> None:
    """A jacket, coat or waistcoat: all of the torso but the opening at the throat."""
    worn = look.clothes
    rgb = worn.over_rgb
    low = {"coat": -0.2, "waistcoat": -0.02}.get(worn.over, -0.2)
    spots = torso.outline(low, 1.03, 1.1 if worn.over == "coat" else 1.07, flare=0.08 if worn.over == "coat" else 0.03)
    path = smooth(spots)
    if torso.faces < -0.2:
        ink.form(path, rgb, _box(spots))
        if torso.px > 60:
            ink.line(curve([torso.at(h, pi) for h in (0.95, 0.5, 0.0, -0.18)]), shade(rgb, -0.35), torso.px * 0.008, -0.3, 0.7)
            collar = [torso.at(1.02, t) for t in (pi - 1.2, pi - 0.5, pi, pi + 0.5, pi + 1.2)]
            ink.line(curve(collar), shade(rgb, -0.1), torso.px * 0.045, 0.1)
        return
    closing = {"suit": 0.42, "jacket": 0.36, "uniform": 0.9, "coat": 0.5, "waistcoat": 0.56, "cardigan": 0.4}[worn.over]
    width = {"uniform": 0.12, "cardigan": 0.62, "jacket": 0.6}.get(worn.over, 0.5)
    loose = worn.over in ("jacket", "cardigan")
    bottom = -0.3 if loose else closing
    gap = [torso.at(1.06, -0.95, 1.05), torso.at(0.96, -width * 1.25, 1.05), torso.at((closing + 0.96) / 2, -width * 0.8, 1.05)]
    gap += [torso.at(bottom, -0.34 if loose else 0.0, 1.07), torso.at(bottom, 0.34 if loose else 0.0, 1.07)]
    gap += [torso.at((closing + 0.96) / 2, width * 0.8, 1.05), torso.at(0.96, width * 1.25, 1.05), torso.at(1.06, 0.95, 1.05)]
    hole = polygon(gap)
    ink.canvas.save()
    ink.canvas.clipPath(hole, _difference(), True)
    ink.form(path, rgb, _box(spots))
    if torso.px > 55:
        with ink.inside(path):
            _folds(ink, torso, rgb)
    ink.canvas.restore()
    _lapels(ink, torso, look, closing, width)


def _difference() -> object:
    from storyreel.tools.generators.previz.library import skia

    return skia.ClipOp.kDifference


def _lapels(ink: Ink, torso: Torso, look: Look, closing: float, width: float) -> None:
    worn = look.clothes
    rgb = worn.over_rgb
    thin = torso.px * 0.007
    for side in (-1, 1):
        edge = [
            torso.at(1.0, side * 1.05, 1.07),
            torso.at(0.95, side * width * 1.25, 1.07),
            torso.at((closing + 0.96) / 2, side * width * 0.8, 1.07),
            torso.at(closing, 0.0, 1.08),
        ]
        if worn.over in ("suit", "coat", "jacket"):
            flap = [
                edge[0],
                edge[1],
                edge[2],
                edge[3],
                torso.at(0.72, side * width * 1.35, 1.08),
                torso.at(0.8, side * width * 1.9, 1.08),
                torso.at(0.88, side * width * 1.7, 1.08),
            ]
            ink.form(polygon(flap), shade(rgb, 0.07), _box(flap), outline=False, level=0.12, depth=0.5)
            ink.line(polygon(flap), shade(rgb, -0.45), thin, -0.3, 0.55)
        else:
            ink.line(curve(edge), shade(rgb, -0.42), thin * 1.4, -0.2, 0.7)
    if torso.px > 45:
        for h in (0.34, 0.2, 0.06) if worn.over != "uniform" else (0.84, 0.68, 0.52, 0.36, 0.2):
            if h < closing:
                x, y = torso.at(h, 0.06, 1.08)
                ink.dot(x, y, torso.px * 0.011, 0xC9A13B if worn.over == "uniform" else shade(rgb, -0.5), 0.1)
        if worn.over == "uniform":
            for side in (-1, 1):
                ink.line(
                    curve([torso.at(0.95, side * 1.1, 1.08), torso.at(0.93, side * 1.5, 1.1)]), 0xC9A13B, torso.px * 0.03, 0.2
                )
            ink.line(
                curve([torso.at(0.3, t, 1.08) for t in (-1.5, -0.7, 0.0, 0.7, 1.5)]), shade(rgb, -0.5), torso.px * 0.035, -0.2
            )
        elif worn.over in ("suit", "jacket"):
            ink.line(curve([torso.at(0.7, t, 1.08) for t in (0.72, 0.95)]), shade(rgb, -0.4), torso.px * 0.01, -0.2, 0.8)


def _cloak(ink: Ink, torso: Torso, look: Look) -> None:
    rgb, front = look.clothes.over_rgb, torso.faces > -0.1
    spots = torso.outline(-0.2, 1.0, 1.34, flare=0.5)
    if not front:
        ink.form(smooth(spots), rgb, _box(spots))
        for t in (-0.7, 0.0, 0.7):
            ink.line(curve([torso.at(h, pi + t, 1.3) for h in (0.9, 0.4, -0.2)]), shade(rgb, -0.35), torso.px * 0.012, -0.4, 0.6)
        return
    for side in (-1, 1):
        half = [
            torso.at(1.02, side * 0.5, 1.1),
            torso.at(0.95, side * 1.2, 1.25),
            torso.at(0.8, side * 1.57, 1.5),
            torso.at(0.3, side * 1.57, 1.5),
            torso.at(-0.2, side * 1.57, 1.6),
            torso.at(-0.2, side * 0.95, 1.3),
            torso.at(0.4, side * 0.85, 1.15),
        ]
        ink.form(smooth(half), rgb, _box(half))
    x, y = torso.at(0.95, 0.0, 1.1)
    ink.dot(x, y, torso.px * 0.025, 0xC9A13B, 0.3)


def _adorn(ink: Ink, torso: Torso, look: Look, *, only: tuple[str, ...]) -> None:
    worn = look.clothes
    if worn.adorn not in only:
        return
    rgb = worn.adorn_rgb
    if worn.adorn == "tie":
        knot, end = torso.at(0.93, 0.0, 1.06), torso.at(0.22, 0.0, 1.08)
        mid = torso.at(0.55, 0.0, 1.08)
        ink.form(
            ribbon([knot, mid, end], [torso.px * w for w in (0.03, 0.052, 0.07)]),
            rgb,
            _box([knot, end]),
            outline=False,
            depth=0.4,
        )
        ink.dot(knot[0], knot[1], torso.px * 0.024, rgb, 0.15)
    elif worn.adorn == "bowtie":
        x, y = torso.at(0.945, 0.0, 1.08)
        w = torso.px * 0.055 * max(0.35, torso.faces)
        ink.fill(
            polygon([(x, y), (x - w, y - w * 0.55), (x - w, y + w * 0.55), (x, y), (x + w, y - w * 0.55), (x + w, y + w * 0.55)]),
            rgb,
            0.0,
        )
        ink.dot(x, y, torso.px * 0.012, rgb, 0.2)
    elif worn.adorn == "scarf":
        ring = [torso.at(0.99, t, 1.14) for t in (-1.5, -0.7, 0.0, 0.7, 1.5)]
        ink.line(curve(ring), rgb, torso.px * 0.075, 0.0)
        ink.form(
            ribbon(
                [torso.at(0.95, 0.3, 1.12), torso.at(0.7, 0.35, 1.12), torso.at(0.42, 0.3, 1.12)],
                [torso.px * w for w in (0.06, 0.075, 0.08)],
            ),
            rgb,
            _box([ring[0], ring[-1]]),
            outline=False,
        )
    elif worn.adorn == "pearls":
        for i in range(9):
            x, y = torso.at(0.965 - 0.06 * cos((i - 4) * 0.39), (i - 4) * 0.27, 1.03)
            ink.dot(x, y, torso.px * 0.0095, rgb, 0.4)
    elif worn.adorn == "collar":
        ink.line(curve([torso.at(1.0, t, 1.05) for t in (-1.2, -0.5, 0.0, 0.5, 1.2)]), rgb, torso.px * 0.035, 0.2)
    elif worn.adorn == "badge":
        x, y = torso.at(0.74, -0.62, 1.09)
        ink.dot(x, y, torso.px * 0.02, rgb, 0.4)


def draw_lower(ink: Ink, view: View, pose: Pose, person: Person, torso: Torso) -> None:
    """Legs with trousers or skirt, and shoes; coats and gowns fall over them."""
    look, worn = person.look, person.look.clothes
    tall, girth = look.height_m, 0.5 + 0.5 * look.girth
    bare_leg = worn.skirted or worn.bottom == "shorts"
    order = sorted((0, 1), key=lambda i: -view.depth(pose.knees[i]))
    for i in order:
        _shoe(ink, view, pose, i, tall, worn.shoes_rgb)
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
    elif worn.over in ("coat", "cloak"):
        _skirt(ink, view, pose, person, torso, worn.over_rgb, long=worn.over == "cloak", coat=True)
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
    ink.form(path, rgb, _box(edge))
    if torso.px > 40 and ink.style.features > 0.5:
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
