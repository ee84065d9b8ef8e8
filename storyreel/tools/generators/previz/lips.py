"""The mouth on a Head: lips, teeth and tongue by the shape that a sound gives them,"
" corners by feeling. Lengths are in half heads."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from storyreel.tools.generators.previz.head import Head
from storyreel.tools.generators.previz.shapes import Spot, curve, ellipse, fine, polygon
from storyreel.tools.generators.previz.words import shade

__all__ = ["MOUTH_Y", "MouthBox", "draw_mouth"]

MOUTH_Y = -0.6


class MouthBox(NamedTuple):
    """Where the mouth was drawn, pixels, and how far open it is (0 to 1)."""

    left: float
    top: float
    right: float
    bottom: float
    open: float


class _Lips(NamedTuple):
    """Outlines of a mouth: outer upper edge, the opening's upper and lower edge, outer lower edge."""

    top: list[Spot]
    opening_top: list[Spot]
    opening_low: list[Spot]
    low: list[Spot]


def draw_mouth(head: Head) -> MouthBox:
    """Draw the mouth; returns where it is."""
    ink, look, lips = head.ink, head.look, head.acting.lips
    half = (0.235 + 0.05 * max(0.0, head.acting.mien.smile)) * (1 + 0.2 * lips.wide) * (0.92 if look.age == "child" else 1.0)
    out = 0.035 + 0.05 * max(0.0, -lips.wide)

    # In profile half a mouth is seen: the other half is folded back to its middle, which is then the edge of the face.
    near = head.near.right[2]
    folded = 1 - min(1.0, max(0.0, (abs(near) - 0.8) / 0.16))

    def at(x: float, y: float) -> Spot:
        x *= folded if x * near < 0 else 1.0
        # Lips keep the depth of their line: the jaw falls, it does not follow the face round under the chin.
        z = head.depth_at(x * half, MOUTH_Y) + out * (1 - x * x) - 0.1 * x * x + 0.2 * min(0.0, y)
        return head.at(x * half, MOUTH_Y + y, z)

    gap, jaw = 0.22 * lips.open, 0.05 * lips.open
    full = (0.058 if look.sex == "f" else 0.042) * (1 + 0.35 * max(0.0, -lips.wide))
    shape = _shape(head, at, gap, jaw, full)
    red = _lip_colour(look.skin, look.sex)
    if look.sex == "f" or head.px > 18:
        ink.fill(polygon([*fine(shape.top), *fine(shape.opening_top)[::-1]]), red, -0.35)
        ink.fill(polygon([*fine(shape.low), *fine(shape.opening_low)[::-1]]), red, 0.1)
    if lips.open > 0.05:
        _inside(head, polygon([*fine(shape.opening_top), *fine(shape.opening_low)]), at, gap, jaw)
    else:
        ink.line(curve(shape.opening_top), shade(red, -0.62), head.px * 0.034, -0.3)
    if head.px > 24:
        for x, y in (shape.top[0], shape.top[-1]):
            ink.dot(x, y, head.px * 0.02, shade(look.skin, -0.5), -0.4, 0.6)
        fold = [at(x, -gap - full * k - jaw - 0.05) for x, k in ((-0.4, 1.9), (0.0, 2.2), (0.4, 1.9))]
        ink.line(curve(fold), shade(look.skin, -0.35), head.px * 0.026, -0.4, 0.4)
    xs, ys = ([p[i] for p in (*shape.top, *shape.low)] for i in (0, 1))
    return MouthBox(min(xs), min(ys), max(xs), max(ys), lips.open)


def _shape(head: Head, at: Callable[[float, float], Spot], gap: float, jaw: float, full: float) -> _Lips:
    lift = 0.075 * head.acting.mien.smile * (1 - 0.35 * head.acting.lips.open)
    left, right = at(-1.0, lift - gap * 0.28), at(1.0, lift - gap * 0.28)
    bow = (
        (-0.52, full * 0.72 + lift * 0.3),
        (-0.16, full * 1.2),
        (0.0, full * 0.92),
        (0.16, full * 1.2),
        (0.52, full * 0.72 + lift * 0.3),
    )
    upper = ((-0.5, gap * 0.06 + lift * 0.12), (0.0, gap * 0.1 - 0.004), (0.5, gap * 0.06 + lift * 0.12))
    lower = ((0.5, -gap * 0.88 + lift * 0.05 - jaw), (0.0, -gap - jaw - 0.006), (-0.5, -gap * 0.88 + lift * 0.05 - jaw))
    under = ((0.55, -gap - full * 0.75 - jaw), (0.0, -gap - full * 1.45 - jaw), (-0.55, -gap - full * 0.75 - jaw))
    return _Lips(
        [left, *(at(*p) for p in bow), right],
        [left, *(at(*p) for p in upper), right],
        [right, *(at(*p) for p in lower), left],
        [right, *(at(*p) for p in under), left],
    )


def _inside(head: Head, path: Any, spot: Callable[..., Spot], gap: float, jaw: float) -> None:
    ink, lips = head.ink, head.acting.lips
    ink.fill(path, 0x3E1114, -0.35)
    with ink.inside(path):
        if lips.tongue > 0.3 or lips.open > 0.45:
            x, y = spot(0.0, -gap - jaw)
            ink.fill(ellipse(x, y, head.px * 0.15, head.px * (0.05 + 0.12 * lips.tongue)), 0xA84B4E, -0.2)
        if lips.teeth > 0.15 or lips.open > 0.3:
            show = (0.03 + 0.03 * lips.teeth) * min(1.0, 0.4 + 2 * lips.open)
            # Teeth follow the upper lip and grow shorter towards the corners.
            rows = [(k / 4, gap * (0.1 - 0.04 * (k / 4) ** 2)) for k in range(-3, 4)]
            edge = [spot(x, y - show * (1.15 - 0.8 * x * x)) for x, y in reversed(rows)]
            ink.fill(polygon([spot(-0.75, 0.1), spot(0.75, 0.1), *edge]), 0xF2ECE2, 0.0)


def _lip_colour(skin: int, sex: str) -> int:
    red, green, blue = skin >> 16 & 255, skin >> 8 & 255, skin & 255
    part = 0.5 if sex == "f" else 0.24
    return round(red * (1 - part * 0.35)) << 16 | round(green * (1 - part)) << 8 | round(blue * (1 - part * 0.85))
