"""Hats of cloth and fur: hoods and veils, bonnets, caps that are worn in bed and in the kitchen. Lengths are in half heads."""

from __future__ import annotations

from storyreel.tools.generators.previz.hats_parts import dome, ring
from storyreel.tools.generators.previz.head import Head
from storyreel.tools.generators.previz.library import skia
from storyreel.tools.generators.previz.shapes import Spot, bounds, curve, hull, limb, ribbon, smooth
from storyreel.tools.generators.previz.words import shade

__all__ = ["bonnet", "fur", "hood", "mobcap", "nightcap", "plumes", "veil"]

_RIM = (
    (0, 52), (28, 48), (50, 32), (62, 6), (62, -24), (46, -52), (18, -72), (0, -78), (-18, -72), (-46, -52), (-62, -24), (-62, 6),
    (-50, 32), (-28, 48),
)  # fmt: skip
_FALL = ((0.86, 0.3, -0.2), (0.9, -0.4, -0.1), (0.84, -1.1, 0.0), (0.5, 0.95, -0.1))


def hood(head: Head, rgb: int) -> None:
    """Cloth round the face, open before it, falling to the shoulders."""
    _round_face(head, rgb, _FALL, low=-1.1, hole=1.02)


def veil(head: Head, rgb: int) -> None:
    """A veil from the crown of the head, behind the hair, down to the shoulders."""
    _round_face(head, rgb, ((0.9, 0.3, -0.25), (1.0, -0.6, -0.2), (1.14, -1.7, -0.2), (0.5, 0.98, -0.15)), low=-1.9, hole=1.2)
    for s in (-1, 1):
        if head.near.front[2] > 0 and head.px > 14:
            fold = [head.at(s * x, y, -0.1) for x, y in ((0.84, 0.2), (0.92, -0.7), (1.0, -1.6))]
            head.ink.line(curve(fold), shade(rgb, -0.22), head.px * 0.03, -0.2, 0.6)


def _round_face(head: Head, rgb: int, falls: tuple[tuple[float, float, float], ...], *, low: float, hole: float) -> None:
    spots = [head.at(s * x, y, z) for s in (-1, 1) for x, y, z in falls]
    spots += [head.at(0, 1.16, -0.2), head.at(0, 0.7, -1.08), head.at(0, -0.2, -1.1), head.at(0, low, -0.7)]
    rim = head.patch(_RIM, 1.12)
    outer = hull([*spots, *rim])
    path = smooth(outer)
    inner = _RIM if hole < 1.1 else (*_RIM[:5], (62, -60), (30, -90), (-30, -90), (-62, -60), *_RIM[10:])
    seen = head.patch(inner, hole)
    if len(seen) < 3:
        head.ink.form(path, rgb, bounds(outer))
        return
    gap = smooth(seen)
    path.addPath(gap)
    path.setFillType(skia.PathFillType.kEvenOdd)
    head.ink.form(path, rgb, bounds(outer))
    head.ink.line(gap, shade(rgb, -0.4), head.px * 0.05, -0.4, 0.6)


_BRIM = ((0, 60), (30, 56), (54, 40), (66, 14), (70, -14), (66, -38))


def bonnet(head: Head, rgb: int) -> None:
    """A bonnet: a cap behind, a brim that stands round the face, ribbons under the chin."""
    rings = (
        (0.5, 0.92, 0.4, 0.46),
        (0.1, 0.92, 0.36, 0.7),
        (-0.4, 0.8, 0.3, 0.72),
        (0.95, 0.72, 0.5, 0.4),
        (1.16, 0.4, 0.3, 0.36),
    )
    cap = [spot for y, rx, rz, back in rings for spot in ring(head, y, rx, rz, back)]
    turns = (*((-a, b) for a, b in reversed(_BRIM[1:])), *_BRIM)
    face = head.patch((*turns, (40, -72), (0, -88), (-40, -72)), 1.08)
    outer = hull([*cap, *head.patch([(lon * 0.94, lat + 2) for lon, lat in turns], 1.4), *face])
    path = smooth(outer)
    if len(face) > 2:
        gap = smooth(face)
        path.addPath(gap)
        path.setFillType(skia.PathFillType.kEvenOdd)
        head.ink.line(gap, shade(rgb, -0.35), head.px * 0.06, -0.3, 0.7)
    head.ink.form(path, rgb, bounds(outer))
    for s in (-1, 1):
        if head.near.faces(s, -0.3, 0.5) > 0.2:
            line = [head.skin_at(s * 66, -38, 1.08), head.skin_at(s * 40, -66, 1.06), head.at(s * 0.05, -1.06, 0.6)]
            head.ink.line(curve(line), shade(rgb, -0.1), head.px * 0.07, 0.0)
    if head.near.front[2] > 0.1:
        for s in (-1, 1):
            bow = [head.at(0, -1.08, 0.64), head.at(s * 0.2, -1.16, 0.64), head.at(s * 0.14, -1.46, 0.62)]
            head.ink.fill(ribbon(bow, [head.px * w for w in (0.05, 0.12, 0.06)]), shade(rgb, -0.1), 0.05)


def mobcap(head: Head, rgb: int) -> None:
    """A round cap of linen, gathered in a frill round the head."""
    dome(head, rgb, (0.4, 0.82, 0.94, 0.1), (0.8, 1.0, 1.06, 0.16), (1.16, 0.84, 0.88, 0.2), (1.38, 0.4, 0.44, 0.22))
    frill: list[Spot] = hull([*ring(head, 0.3, 0.94, 1.06, 0.06), *ring(head, 0.5, 0.84, 0.95, 0.06)])
    head.ink.form(smooth(frill), shade(rgb, -0.1), bounds(frill), outline=False)
    if head.px > 10:
        head.ink.line(smooth(ring(head, 0.5, 0.85, 0.96, 0.06)), shade(rgb, -0.4), head.px * 0.03, -0.2, 0.5)


def nightcap(head: Head, rgb: int) -> None:
    """A long soft cap that falls to one side and ends in a tassel."""
    dome(head, rgb, (0.36, 0.78, 0.9, 0.06), (0.9, 0.66, 0.76, 0.08), (1.3, 0.3, 0.34, 0.1))
    tail = [head.at(x, y, z) for x, y, z in ((0.1, 1.2, -0.1), (0.62, 1.3, -0.1), (0.98, 0.8, -0.05), (1.04, 0.2, 0.0))]
    widths = (0.34, 0.26, 0.16, 0.06)
    head.ink.form(limb([(x, y, w * head.px) for (x, y), w in zip(tail, widths, strict=True)]), rgb, bounds(tail), level=-0.1)
    head.ink.dot(*tail[-1], head.px * 0.13, shade(rgb, -0.2), 0.1)
    strip = hull([*ring(head, 0.34, 0.8, 0.93, 0.06), *ring(head, 0.54, 0.8, 0.93, 0.06)])
    head.ink.form(smooth(strip), shade(rgb, -0.14), bounds(strip), outline=False)


def fur(head: Head, rgb: int) -> None:
    """A round cap of fur, broader above."""
    dome(head, rgb, (0.36, 0.86, 0.98, 0.05), (0.8, 1.0, 1.1, 0.05), (1.22, 0.84, 0.92, 0.08), (1.36, 0.4, 0.44, 0.08))
    if head.px > 12:
        for y in (0.55, 0.8):
            head.ink.line(smooth(ring(head, y, 0.9, 1.02, 0.05)), shade(rgb, -0.3), head.px * 0.05, -0.2, 0.35)


def plumes(head: Head, count: int, rgb: int = 0xEDE8DC) -> None:
    """Plumes from the side of a hat, swept back."""
    for i in range(count):
        lift = 0.22 * i
        line = [
            head.at(0.72, 0.72, 0.1 - 0.1 * i),
            head.at(0.86, 1.35 + lift, -0.45),
            head.at(0.92, 1.45 + lift, -1.05),
            head.at(0.98, 1.0 + lift, -1.55 - 0.1 * i),
        ]
        head.ink.form(ribbon(line, [head.px * w for w in (0.08, 0.3, 0.32, 0.06)]), rgb, bounds(line), outline=False, level=0.1)
