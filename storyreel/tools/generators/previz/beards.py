"""Beards, moustaches and whiskers on a Head, to be drawn before the mouth. Lengths are in half heads."""

from __future__ import annotations

from storyreel.tools.generators.previz.chance import pick
from storyreel.tools.generators.previz.head import Head
from storyreel.tools.generators.previz.shapes import Spot, bounds, curve, hull, ribbon, smooth
from storyreel.tools.generators.previz.words import shade

__all__ = ["draw_beard"]


def draw_beard(head: Head) -> None:
    """Beard, moustache or whiskers as the Look has them."""
    kind, ink, look = head.look.beard, head.ink, head.look
    if not kind or head.near.front[2] < -0.5:
        return
    rgb = shade(look.hair, -0.05)
    if kind == "stubble":
        ink.fill(smooth(_jaw(head, 1.0)), shade(rgb, -0.1), -0.4, 0.24)
        return
    if kind == "whiskers":
        for s in (-1, 1):
            if head.near.faces(s, -0.2, 0.5) > -0.3:
                turns = ((84, 14), (88, -16), (76, -36), (52, -54), (40, -46), (48, -28), (66, -4))
                side = [head.skin_at(s * lon, lat, 1.05) for lon, lat in turns]
                ink.form(smooth(side), rgb, bounds(side), outline=False, level=-0.05)
        return
    if kind in ("full", "long"):
        edge = hull([*_jaw(head, 1.07), *_chin(head, kind)])
        ink.form(smooth(edge), rgb, bounds(edge), outline=False, level=-0.1)
        _bare(head)
        if head.px > 18:
            _strands(head, kind)
    if kind == "goatee":
        goat = [head.on(x, y, 0.05) for x, y in ((-0.2, -0.72), (0.2, -0.72), (0.19, -0.9))]
        goat += [head.at(0.0, -1.16, 0.62), head.on(-0.19, -0.9, 0.05)]
        ink.form(smooth(goat), rgb, bounds(goat), outline=False, level=-0.1)
    _moustache(head, rgb, heavy=kind in ("walrus", "full", "long"))


def _chin(head: Head, kind: str) -> list[Spot]:
    if kind == "full":
        return [head.at(x, y, z) for x, y, z in ((-0.3, -1.12, 0.5), (0.3, -1.12, 0.5), (0.0, -1.22, 0.56))]
    return [
        head.at(x, y, z)
        for x, y, z in ((-0.42, -1.3, 0.5), (0.42, -1.3, 0.5), (-0.2, -2.0, 0.52), (0.2, -2.0, 0.52), (0, -2.2, 0.52))
    ]


def _bare(head: Head) -> None:
    """The cheeks and the lips that a beard leaves free."""
    if head.near.front[2] < -0.1:
        return
    turns = ((40, -22), (64, 4), (66, 30), (0, 34), (-66, 30), (-64, 4), (-40, -22), (-22, -32), (0, -30), (22, -32))
    free = [head.skin_at(lon, lat, 1.0) for lon, lat in turns]
    head.ink.fill(smooth(free), head.look.skin, 0.1)


def _strands(head: Head, kind: str) -> None:
    low = -2.0 if kind == "long" else -1.08
    for k in (-0.24, -0.08, 0.08, 0.24):
        line = [head.on(k * 1.6, -0.74, 0.06), head.at(k * 1.2, (low - 0.74) / 2, 0.66), head.at(k * 0.8, low, 0.54)]
        head.ink.line(curve(line), shade(head.look.hair, -0.3), head.px * 0.02, -0.3, 0.5)


def _moustache(head: Head, rgb: int, *, heavy: bool) -> None:
    if head.seen(0, -0.5) <= 0.0:
        return
    droop = pick((0.0, 0.05, 0.1), head.look.name, "moustache") + (0.14 if head.look.beard == "walrus" else 0.0)
    wide = 0.36 if heavy else 0.3
    spots = ((-wide, -0.6 - droop), (-0.15, -0.49), (0.0, -0.47), (0.15, -0.49), (wide, -0.6 - droop))
    line = [head.on(x, y, 0.06) for x, y in spots]
    widths = (0.05, 0.17, 0.13, 0.17, 0.05) if heavy else (0.03, 0.12, 0.1, 0.12, 0.03)
    head.ink.fill(ribbon(line, [head.px * w for w in widths]), rgb, -0.06)


def _jaw(head: Head, out: float) -> list[Spot]:
    half = ((82, 2), (82, -24), (64, -46), (40, -64), (16, -80))
    inner = ((28, -42), (44, -36), (66, -14))
    right = [head.skin_at(a, b, out) for a, b in half]
    left = [head.skin_at(-a, b, out) for a, b in half]
    top_right = [head.skin_at(a, b, 1.0) for a, b in inner]
    top_left = [head.skin_at(-a, b, 1.0) for a, b in inner]
    middle = head.skin_at(0, -30, 1.0)
    return [*right, head.skin_at(0, -88, out * 1.03), *left[::-1], *top_left[::-1], middle, *top_right]
