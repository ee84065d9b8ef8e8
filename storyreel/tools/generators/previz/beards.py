"""Beards, moustaches and whiskers on a Head, to be drawn before the mouth. Lengths are in half heads."""

from __future__ import annotations

from storyreel.tools.generators.previz.chance import pick
from storyreel.tools.generators.previz.head import Head
from storyreel.tools.generators.previz.shapes import bounds, curve, hull, ribbon, smooth
from storyreel.tools.generators.previz.words import shade

__all__ = ["draw_beard"]


def draw_beard(head: Head) -> None:
    """Beard, moustache or whiskers as the Look has them."""
    kind, ink, look = head.look.beard, head.ink, head.look
    if not kind or head.near.front[2] < -0.96:
        return
    rgb = shade(look.hair, -0.05)
    if kind == "stubble":
        edge = head.patch(_JAW)
        if len(edge) > 2:
            ink.fill(smooth(edge), shade(rgb, -0.1), -0.4, 0.24)
        return
    if kind == "whiskers":
        for s in (-1, 1):
            side = head.patch([(s * lon, lat) for lon, lat in _WHISKERS], 1.05)
            if len(side) > 2:
                ink.form(smooth(side), rgb, bounds(side), outline=False, level=-0.05)
        return
    if kind in ("full", "long"):
        _full(head, rgb, kind)
    if head.near.front[2] < -0.42:
        return
    if kind == "goatee":
        goat = [head.on(x, y, 0.05) for x, y in ((-0.2, -0.72), (0.2, -0.72), (0.19, -0.9))]
        goat += [head.at(0.0, -1.16, 0.62), head.on(-0.19, -0.9, 0.05)]
        ink.form(smooth(goat), rgb, bounds(goat), outline=False, level=-0.1)
    _moustache(head, rgb, heavy=kind in ("walrus", "full", "long"))


_JAW = (
    (82, 2), (82, -24), (64, -46), (40, -64), (16, -80), (0, -88), (-16, -80), (-40, -64), (-64, -46), (-82, -24), (-82, 2),
    (-66, -14), (-44, -36), (-28, -42), (0, -30), (28, -42), (44, -36), (66, -14),
)  # fmt: skip
_WHISKERS = ((84, 14), (88, -16), (76, -36), (52, -54), (40, -46), (48, -28), (66, -4))
_FREE = ((40, -22), (64, 4), (66, 30), (0, 34), (-66, 30), (-64, 4), (-40, -22), (-22, -32), (0, -30), (22, -32))
_CHINS = {
    "full": ((-0.3, -1.12, 0.5), (0.3, -1.12, 0.5), (0.0, -1.22, 0.56)),
    "long": ((-0.42, -1.3, 0.5), (0.42, -1.3, 0.5), (-0.2, -2.0, 0.52), (0.2, -2.0, 0.52), (0.0, -2.2, 0.52)),
}


def _full(head: Head, rgb: int, kind: str) -> None:
    """A beard over jaw and chin, and what of it hangs down; as the head turns away that goes behind it."""
    edge = head.patch(_JAW, 1.07)
    hangs = min(1.0, max(0.0, (head.near.front[2] + 0.5) / 0.4))
    root = head.skin_at(0, -84, 1.05)
    if hangs:
        tips = [head.at(x, y, z) for x, y, z in _CHINS[kind]]
        edge = hull([*edge, *((root[0] + (x - root[0]) * hangs, root[1] + (y - root[1]) * hangs) for x, y in tips)])
    if len(edge) < 3:
        return
    head.ink.form(smooth(edge), rgb, bounds(edge), outline=False, level=-0.1)
    free = head.patch(_FREE)
    if hangs and len(free) > 2:
        head.ink.fill(smooth(free), head.look.skin, 0.1)
    if head.px > 18 and head.near.front[2] > 0.0:
        _strands(head, kind)


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
