"""Faces: eyes, brows, nose and mouth on a Head, by Look, expression and lips. Lengths are in half heads."""

from __future__ import annotations

from collections.abc import Callable

from storyreel.tools.generators.previz.camera import Vec, dot, sub, unit
from storyreel.tools.generators.previz.chance import number
from storyreel.tools.generators.previz.head import Head
from storyreel.tools.generators.previz.lips import MOUTH_Y, MouthBox, draw_mouth
from storyreel.tools.generators.previz.pose import Axes
from storyreel.tools.generators.previz.shapes import Spot, curve, ellipse, fine, hull, polygon, ribbon, smooth
from storyreel.tools.generators.previz.words import shade

__all__ = ["draw_features"]

EYE_X, EYE_Y = 0.285, -0.03
_LINE = 0x2A1C1A


def draw_features(head: Head, axes: Axes, lens: Vec, middle: Vec) -> MouthBox | None:
    """Draw what makes the face; returns where the mouth is, or None where it is not seen."""
    if head.near.front[2] < -0.42:
        return None
    if head.px < 4.5:
        return None
    if head.px < 11:
        return _small(head)
    nose_first = head.seen(0, -0.3) > 0.45
    if nose_first:
        _nose(head)
    for side in (-1, 1):
        if head.seen(EYE_X * side, EYE_Y) > 0.06:
            _eye(head, side, _gaze(head, axes, lens, middle))
            _brow(head, side)
    _marks(head)
    box = draw_mouth(head)
    if not nose_first:
        _nose(head)
    return box


def _marks(head: Head) -> None:
    """What years and life have left on the skin."""
    look = head.look
    if look.years >= 44 and head.px > 24:
        _lines_of_age(head)
    if look.freckles and head.px > 24:
        _freckles(head)
    if look.scar and head.px > 12:
        _scar(head)
    if look.tattooed and head.px > 12:
        _tattoo(head)


def _small(head: Head) -> MouthBox:
    ink, acting = head.ink, head.acting
    for side in (-1, 1):
        if head.seen(EYE_X * side, EYE_Y) > 0.12 and acting.closed < 0.5:
            x, y = head.on(EYE_X * side, EYE_Y)
            ink.dot(x, y, head.px * 0.095 * ink.style.eyes, _LINE, 0.0, 0.92)
            a, b = (
                head.on((EYE_X - 0.17) * side, 0.2 + 0.09 * acting.mien.inner_brow),
                head.on((EYE_X + 0.18) * side, 0.21 + 0.07 * acting.mien.outer_brow),
            )
            ink.line(curve([a, b]), shade(head.look.hair, -0.2), head.px * 0.085, -0.1, 0.9)
    half = 0.2 * (1 + 0.25 * acting.lips.wide)
    open_ = acting.lips.open
    left, right = head.on(-half, MOUTH_Y), head.on(half, MOUTH_Y)
    low = head.on(0, MOUTH_Y - 0.26 * open_)
    top = head.on(0, MOUTH_Y + 0.02)
    if open_ > 0.12:
        ink.fill(smooth([left, top, right, low]), 0x4A1518, -0.2)
    else:
        ink.line(curve([left, head.on(0, MOUTH_Y - 0.05 * acting.mien.smile), right]), 0x6A2E2A, head.px * 0.07, -0.1, 0.85)
    return MouthBox(min(left[0], right[0]), top[1] - 1, max(left[0], right[0]), max(low[1], top[1]) + 1, open_)


def _gaze(head: Head, axes: Axes, lens: Vec, middle: Vec) -> Spot:
    """How far the irises are moved aside and up, in eye widths."""
    aim = head.acting.gaze if head.acting.gaze is not None else lens
    way = unit(sub(aim, middle))
    ahead = max(0.35, dot(way, axes.front))
    aside, up = dot(way, axes.right) / ahead, dot(way, axes.up) / ahead
    return (max(-0.62, min(0.62, aside * 0.9)), max(-0.5, min(0.5, up * 0.8)))


def _eye(head: Head, side: int, gaze: Spot) -> None:
    ink, look, mien = head.ink, head.look, head.acting.mien
    size = look.eye_size * ink.style.eyes * (1.26 if look.age == "child" else 1.0)
    w, tall = min(0.182, 0.165 * size**0.45), 0.083 * size * mien.eyes
    lid = max(0.0, 1.0 - 1.15 * head.acting.closed)
    up, low = tall * lid, tall * (0.72 - 0.5 * mien.squint) * (0.35 + 0.65 * lid)
    slant = 0.018 if look.sex == "f" else 0.008

    def at(x: float, y: float, out: float = 0.0) -> Spot:
        return head.on(side * (EYE_X + x), EYE_Y + y + slant * x / w, out)

    inner, outer = at(-w, -0.012), at(w, 0.008)
    upper = [inner, at(-w * 0.62, up * 0.95), at(0.0, up * 1.22), at(w * 0.7, up * 0.95), outer]
    lower = [outer, at(w * 0.55, -low * 0.9), at(-w * 0.1, -low * 1.05), at(-w * 0.68, -low * 0.62), inner]
    if head.px > 20 and ink.style.features > 0.5:
        socket = [
            at(-w * 1.25, 0.05),
            at(-w * 0.5, tall * 1.9),
            at(w * 0.8, tall * 1.8),
            at(w * 1.35, 0.0),
            at(w * 0.5, -tall * 1.5),
            at(-w * 0.7, -tall * 1.3),
        ]
        ink.fill(smooth(socket), shade(look.skin, -0.25), -0.5, 0.26)
    thick = head.px * (0.044 if look.sex == "f" and look.age != "child" else 0.034) * size**0.4
    if lid < 0.22:
        ink.line(curve([inner, at(0.0, -low * 0.5), outer]), _LINE, thick, -0.2, 0.9)
        return
    white = polygon([*fine(upper), *fine(lower)])
    ink.fill(white, 0xF3EFE9, 0.12)
    with ink.inside(white):
        _iris(head, at, (gaze[0] * side, gaze[1]), w, tall, size)
        if head.px > 20:
            ink.line(curve([(x, y + thick * 0.9) for x, y in upper]), 0x54433E, thick * 1.6, -0.4, 0.34)
    ink.line(curve(upper), _LINE, thick, -0.2)
    if head.px > 22:
        ink.line(curve(lower), shade(look.skin, -0.5), thick * 0.4, -0.3, 0.6)
        crease = [at(-w * 0.8, up * 1.55), at(0.0, up * 1.22 + 0.075), at(w * 0.95, up * 1.2 + 0.03)]
        ink.line(curve(crease), shade(look.skin, -0.42), thick * 0.45, -0.3, 0.55)
        if look.sex == "f" and look.age not in ("child", "old"):
            ink.line(curve([outer, at(w * 1.24, 0.055)]), _LINE, thick * 0.8, -0.2)


def _iris(head: Head, spot: Callable[..., Spot], gaze: Spot, w: float, tall: float, size: float) -> None:
    ink = head.ink
    x, y = gaze[0] * w * 0.72, gaze[1] * tall * 0.55 + 0.016
    r = min(0.1 * size**0.8, w * 0.74)
    cx, cy = spot(x, y, 0.01)
    edge, _ = spot(x + r, y, 0.01)
    rx, ry = max(0.35 * r * head.px, abs(edge - cx)), r * head.px
    ink.fill(ellipse(cx, cy, rx, ry), shade(head.look.eyes, -0.35), 0.0)
    ink.fill(ellipse(cx, cy + ry * 0.12, rx * 0.8, ry * 0.8), shade(head.look.eyes, 0.12), 0.25)
    ink.fill(ellipse(cx, cy, rx * 0.46, ry * 0.46), 0x120D0C, -0.1)
    if head.px > 14:
        lx = -1 if ink.toward[0] < 0 else 1
        ink.fill(ellipse(cx + lx * rx * 0.34, cy - ry * 0.38, max(0.6, rx * 0.24), max(0.6, ry * 0.24)), 0xFFFFFF, 0.5, 0.95)


def _brow(head: Head, side: int) -> None:
    mien, look = head.acting.mien, head.look
    lift = 0.02 * look.brow + 0.05 * (mien.eyes - 1) + 0.03 * (head.ink.style.eyes - 1.1)
    inner, outer = 0.2 + lift + 0.085 * mien.inner_brow, 0.2 + lift + 0.085 * mien.outer_brow
    pull = 0.025 if mien.inner_brow < -0.3 else 0.0
    spots = ((EYE_X - 0.185 - pull, inner), (EYE_X, (inner + outer) / 2 + 0.055), (EYE_X + 0.2, outer - 0.012))
    line = [head.on(side * x, y) for x, y in spots]
    bold = head.px * (0.062 if look.sex == "m" else 0.042) * (0.7 if look.age == "child" else 1.0)
    rgb = shade(look.hair, -0.28) if look.age != "old" else shade(look.hair, -0.12)
    head.ink.fill(ribbon(line, [bold, bold * 1.15, bold * 0.35]), rgb, -0.15, 0.95)


def _nose(head: Head) -> None:
    ink, look = head.ink, head.look
    if ink.style.features < 0.5:
        return
    n = look.nose * (0.72 if look.age == "child" else 1.0) * (0.72 if ink.style.eyes > 1.5 else 1.0)
    low = -0.36
    out = 0.2 * n
    bridge, tip = head.on(0, 0.04, 0.01), head.on(0, low + 0.035, out)
    under = head.on(0, low - 0.04, out * 0.5)
    wings = [head.on(s * 0.105 * n**0.5, low - 0.015, out * 0.28) for s in (-1, 1)]
    body = smooth(hull([bridge, head.on(0, -0.16, 0.09 * n), tip, under, *wings]))
    profile = head.near.front[2] < 0.6
    if profile:
        ink.form(body, look.skin, (min(tip[0], bridge[0]) - 1, bridge[1], max(tip[0], bridge[0]) + 1, under[1]), level=0.05)
    away = -1 if ink.toward[0] > 0 else 1
    side = away if head.near.right[0] > 0 else -away
    wing = wings[0] if side < 0 else wings[1]
    if head.px > 15 and ink.style.shading != "flat":
        ink.fill(
            smooth([head.on(side * 0.05, 0.0), tip, under, wing, head.on(side * 0.085, -0.2, 0.03)]),
            shade(look.skin, -0.2),
            -0.6,
            0.42,
        )
    ink.line(curve([wings[0], under, wings[1]]), shade(look.skin, -0.42), head.px * 0.03, -0.45, 0.7)
    if head.px > 26:
        for s, w in zip((-1, 1), wings, strict=True):
            if head.seen(0.1 * s, low) > 0.05:
                x, y = head.on(s * 0.058 * n, low - 0.028, out * 0.34)
                ink.fill(ellipse(x, y, head.px * 0.027, head.px * 0.017), shade(look.skin, -0.62), -0.5, 0.75)
                ink.line(
                    curve([head.on(s * 0.1 * n**0.5, low + 0.06, out * 0.12), (w[0], w[1])]),
                    shade(look.skin, -0.4),
                    head.px * 0.02,
                    -0.4,
                    0.5,
                )
        if ink.style.shading == "soft" and not profile:
            ink.dot(
                tip[0] + ink.toward[0] * head.px * 0.03,
                tip[1] - head.px * 0.02,
                head.px * 0.035,
                shade(look.skin, 0.25),
                0.5,
                0.28,
            )


def _lines_of_age(head: Head) -> None:
    deep = min(1.0, (head.look.years - 36) / 30)
    tone, wide = shade(head.look.skin, -0.16 - 0.24 * deep), head.px * 0.02
    for s in (-1, 1):
        if head.seen(0.25 * s, -0.45) > 0.1:
            head.ink.line(
                curve([head.on(s * 0.15, -0.36), head.on(s * 0.27, -0.48), head.on(s * 0.31, -0.62)]), tone, wide, -0.3, 0.6
            )
            head.ink.line(
                curve([head.on(s * 0.17, -0.17), head.on(s * 0.3, -0.2), head.on(s * 0.42, -0.14)]), tone, wide * 0.8, -0.3, 0.5
            )
            head.ink.line(curve([head.on(s * 0.5, 0.02), head.on(s * 0.56, 0.05)]), tone, wide * 0.8, -0.3, 0.5)
    for y in (0.4, 0.5):
        head.ink.line(curve([head.on(-0.3, y), head.on(0, y + 0.025), head.on(0.3, y)]), tone, wide * 0.8, -0.3, 0.4)


def _scar(head: Head) -> None:
    """A pale seam with a dark edge down one cheek, from under the eye to beside the mouth."""
    side = -1 if number(head.look.name, "scar") < 0.5 else 1
    if head.seen(0.42 * side, -0.3) < 0.06:
        return
    seam = curve([head.on(side * x, y) for x, y in ((0.5, -0.08), (0.42, -0.26), (0.36, -0.42), (0.36, -0.56))])
    head.ink.line(seam, shade(head.look.skin, -0.5), head.px * 0.05, -0.3, 0.75)
    head.ink.line(seam, shade(head.look.skin, 0.35), head.px * 0.022, 0.2, 0.9)


def _tattoo(head: Head) -> None:
    """Dark bands over the cheeks, the brow and the chin."""
    bands: list[tuple[float, float, float, float]] = [(-0.02, 0.32, 0.02, 0.56), (-0.02, -0.72, 0.02, -0.84)]
    for s in (-1, 1):
        bands += [(s * 0.24, -0.2 - 0.1 * k, s * (0.5 - 0.05 * k), -0.16 - 0.11 * k) for k in range(3)]
    for x0, y0, x1, y1 in bands:
        if head.seen((x0 + x1) / 2, (y0 + y1) / 2) > 0.1:
            head.ink.line(curve([head.on(x0, y0), head.on(x1, y1)]), 0x16222A, head.px * 0.045, -0.2, 0.75)


def _freckles(head: Head) -> None:
    for i in range(10):
        side = -1 if i % 2 else 1
        x, y = head.on(side * (0.16 + 0.055 * (i // 2)), -0.2 - 0.07 * (i % 3) - 0.02 * (i % 4))
        head.ink.dot(x, y, head.px * 0.016, shade(head.look.skin, -0.35), -0.2, 0.6)
