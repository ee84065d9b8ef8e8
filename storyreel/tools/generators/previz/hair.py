"""Hair on a Head. What hangs behind is drawn before the body or after it, by where the person looks."""

from __future__ import annotations

from itertools import pairwise
from math import cos, hypot, sin

from storyreel.tools.generators.previz.chance import number
from storyreel.tools.generators.previz.head import WIDE, Head
from storyreel.tools.generators.previz.library import skia
from storyreel.tools.generators.previz.shapes import Spot, bounds, curve, ellipse, hull, limb, polygon, ribbon, smooth
from storyreel.tools.generators.previz.words import shade

__all__ = ["HAIRLINES", "draw_hair_back", "draw_hair_behind", "draw_hair_front", "draw_skull"]

Line = tuple[tuple[float, float], ...]

_HIGH: Line = ((0, 46), (24, 45), (42, 37), (55, 24), (66, 6))
HAIRLINES: dict[str, Line] = {
    "bald": ((0, 60), (30, 58), (55, 48), (72, 30), (80, 8)),
    "receding": ((0, 58), (24, 66), (48, 58), (60, 34), (72, 10)),
    "crop": ((0, 44), (26, 44), (45, 38), (58, 24), (68, 6)),
    "bob": ((0, 40), (24, 37), (42, 26), (55, 8), (62, -12)),
    "long": ((0, 46), (22, 42), (42, 30), (56, 10), (63, -10)),
    "curly": ((0, 38), (26, 37), (46, 30), (60, 16), (70, 2)),
    "ringlets": ((0, 42), (24, 40), (44, 30), (57, 12), (64, -8)),
    "afro": ((0, 42), (28, 41), (48, 34), (62, 20), (72, 4)),
    "spiky": ((0, 38), (26, 40), (46, 34), (62, 22), (72, 6)),
}
_PUFF = {
    "crop": 1.025, "receding": 1.03, "bald": 1.0, "short": 1.075, "parted": 1.07, "curly": 1.13, "ringlets": 1.1, "long": 1.085,
    "bob": 1.1, "bun": 1.06, "ponytail": 1.05, "braids": 1.05, "afro": 1.42, "spiky": 1.07,
}  # fmt: skip
_LONG = ("long", "bob", "ponytail", "braids", "ringlets")


def draw_hair_behind(head: Head, *, near: bool = False) -> None:
    """What hangs down the back or is tied there; `near` leaves out what hangs on the side away from the lens."""
    style, ink, rgb = head.look.hair_style, head.ink, head.look.hair
    if style in ("long", "bob", "ringlets"):
        _hanging(head, (1 if head.near.right[2] > 0 else -1,) if near else (-1, 1))
    elif style == "ponytail":
        chain = [head.at(0, y, z) for y, z in ((0.45, -0.95), (0.1, -1.25), (-0.7, -1.22), (-1.5, -1.02))]
        widths = (0.13, 0.24, 0.22, 0.06)
        ink.form(limb([(x, y, w * head.px) for (x, y), w in zip(chain, widths, strict=True)]), rgb, bounds(chain), level=-0.15)
    elif style == "bun":
        x, y = head.at(0, 0.62, -0.9)
        r = 0.36 * head.px
        ink.form(ellipse(x, y, r, r * 0.92), rgb, (x - r, y - r, x + r, y + r), level=-0.1)
        if head.px > 20:
            ink.line(
                curve([(x - r * 0.6, y + r * 0.1), (x, y - r * 0.5), (x + r * 0.6, y)]),
                shade(rgb, -0.35),
                head.px * 0.03,
                -0.3,
                0.6,
            )


def _hanging(head: Head, sides: tuple[int, ...]) -> None:
    """Hair that hangs to the shoulders or below them, on one side or both."""
    style, ink, rgb = head.look.hair_style, head.ink, head.look.hair
    level = -0.25 if len(sides) > 1 else -0.06
    if style == "long":
        low = -1.75 - 0.5 * number(head.look.name, "hair length")
        spots = [
            head.at(s * x, y, z)
            for s in sides
            for x, y, z in ((0.8, 0.35, 0.05), (0.84, -0.3, 0.14), (0.86, -1.0, 0.1), (0.62, low, -0.2))
        ]
        spots += [head.at(0, 1.0, -0.2), head.at(0, 0.3, -1.0), head.at(0, -0.8, -0.9), head.at(0, low - 0.12, -0.6)]
        edge = hull(spots)
        path = smooth(edge)
        ink.form(path, rgb, bounds(edge), level=level)
        if head.px >= 22 and head.near.front[2] < 0.2:
            with ink.inside(path):
                _strands(head, low)
    elif style == "bob":
        spots = [
            head.at(s * x, y, z)
            for s in sides
            for x, y, z in ((0.82, 0.3, 0.0), (0.9, -0.3, -0.05), (0.84, -0.88, -0.1), (0.5, -0.98, -0.5))
        ]
        spots += [head.at(0, 1.02, -0.2), head.at(0, 0.2, -0.98), head.at(0, -0.9, -0.75)]
        edge = hull(spots)
        ink.form(smooth(edge), rgb, bounds(edge), level=level)
    elif style == "ringlets":
        spots = [
            head.at(s * x, y, z)
            for s in sides
            for x, y, z in ((0.82, 0.3, 0.0), (0.92, -0.35, -0.05), (0.9, -0.9, -0.05), (0.62, -1.2, -0.3))
        ]
        spots += [head.at(0, 1.02, -0.2), head.at(0, 0.2, -1.0), head.at(0, -1.15, -0.75)]
        _curls(head, hull(spots), 0.2, level=0.5 * level)


def _strands(head: Head, low: float) -> None:
    for i in range(6):
        x = -0.5 + 0.2 * i
        line = [head.at(x * 0.8, 0.5, -0.95), head.at(x, -0.4, -1.0), head.at(x * 1.05, low + 0.2, -0.7)]
        head.ink.line(curve(line), shade(head.look.hair, -0.35), head.px * 0.025, -0.3, 0.5)


def draw_skull(head: Head, *, covered: bool = False) -> None:
    """The whole head in the colour of its hair; the face is put on it. Under a hood it is the bare egg."""
    look, ink = head.look, head.ink
    style = look.hair_style
    if head.near.front[2] < 0.35 and style not in ("long", "bob", "ringlets", "afro"):
        # The jaw behind the ear, which the face does not reach round to.
        x, y = head.at(0.0, -0.3, 0.12)
        ink.fill(ellipse(x, y, head.px * 0.66, head.px * 0.5), look.skin, -0.15)
    if covered:
        edge = head.egg(6, 1.0, -24)
        ink.fill(smooth(edge), look.skin if style == "bald" else look.hair, -0.3)
        return
    puff = _PUFF.get(style, 1.07)
    if style == "bald":
        edge = head.egg(-30, 1.0, -40)
        ink.form(smooth(edge), look.skin, bounds(edge))
        if look.age == "old" or number(look.name, "fringe") < 0.4:
            for s in (-1, 1):
                patch = [
                    head.skin_at(s * lon, lat, 1.03)
                    for lon, lat in ((80, 18), (110, 26), (150, 22), (196, 20), (196, -32), (150, -34), (120, -30), (92, -14))
                ]
                if head.near.faces(s * 0.8, 0, -0.6) > -0.3:
                    ink.fill(smooth(patch), look.hair, -0.1)
        if head.px > 14 and head.near.front[2] > -0.2:
            x, y = head.at(0.22 * (1 if ink.toward[0] * head.near.right[0] > 0 else -1), 0.74, 0.4)
            ink.fill(ellipse(x, y, head.px * 0.16, head.px * 0.09), shade(look.skin, 0.4), 0.5, 0.3)
        return
    edge = head.egg(6 if style not in _LONG else -12, puff, -30 if look.sex == "m" else -24)
    if style in ("curly", "afro", "ringlets"):
        _curls(head, edge, 0.16 if style == "afro" else 0.13)
    edge = [*edge, *_volume(head, style)] if style in ("short", "parted", "long", "bob") else edge
    edge = hull(edge)
    ink.form(smooth(edge), look.hair, bounds(edge))


_DOME = tuple(
    (x, (1 - (x / 0.86) ** 2 - ((z + 0.08) / 1.02) ** 2) ** 0.5, z)
    for x in (-0.66, -0.5, -0.3, -0.1, 0.1, 0.3, 0.5, 0.66)
    for z in (-0.62, -0.42, -0.22, 0.0, 0.2)
)
"""Points of the vault of full hair over the skull, round from the side too."""


def _volume(head: Head, style: str) -> list[Spot]:
    high = {"short": 1.1, "parted": 1.1, "long": 1.09, "bob": 1.1}[style] + 0.05 * number(head.look.name, "volume")
    return [head.at(x, high * y, z) for x, y, z in _DOME]


def _curls(head: Head, edge: list[Spot], size: float, *, level: float = 0.0) -> None:
    balls: list[Spot] = []
    for i, (x, y) in enumerate(edge):
        bx, by = edge[(i + 1) % len(edge)]
        steps = max(1, round(hypot(bx - x, by - y) / (size * head.px * 0.9)))
        balls += [(x + (bx - x) * k / steps, y + (by - y) * k / steps) for k in range(steps)]
    path = polygon(edge)
    for i, (x, y) in enumerate(balls):
        path.addPath(ellipse(x, y, *(2 * (size * head.px * (0.75 + 0.4 * number(head.look.name, "curl", i)),))))
    path.setFillType(skia.PathFillType.kWinding)
    head.ink.form(path, head.look.hair, bounds(edge), level=level)


_SWEEP: Line = ((34, 46), (40, 64), (-10, 66), (-46, 50), (-60, 30), (-36, 36), (0, 44))
_TUFT: Line = ((40, 44), (20, 64), (-30, 62), (-48, 42), (-28, 33), (-8, 40), (14, 34), (30, 40))
_BANGS: Line = (
    (52, 26), (44, 60), (0, 72), (-44, 60), (-54, 24), (-40, 28), (-24, 24), (-8, 30), (10, 24), (28, 29), (42, 24),
)  # fmt: skip
_SPIKED: Line = tuple((lon, lat + 6 if lat < 50 and abs(lon) < 50 else lat) for lon, lat in _BANGS)


_FRINGES: dict[str, tuple[Line, float, float]] = {
    "parted": (_SWEEP, 1.07, 0.1), "short": (_TUFT, 1.05, 0.1), "spiky": (_SPIKED, 1.08, 0.08),
    **{style: (_BANGS, 1.08, 0.08) for style in ("bob", "curly", "ringlets")},
}  # fmt: skip


def draw_hair_front(head: Head) -> None:
    """Fringe, parting, locks and gloss."""
    style, ink, look = head.look.hair_style, head.ink, head.look
    if style in ("bald", "receding"):
        return
    part = -1 if number(look.name, "parting") < 0.5 else 1
    falls = style in ("ponytail", "long") and number(look.name, "bangs") < 0.4
    if style in _FRINGES or falls:
        _fringe(head, *_FRINGES.get(style, _FRINGES["bob"]), part)
    if style in _HANGING:
        _HANGING[style](head)
    if head.near.front[2] < -0.5:
        return
    if head.px > 13 and ink.style.features > 0.5 and style not in ("curly", "ringlets", "afro"):
        _roots(head, part)
    if head.px > 20 and ink.style.features > 0.5 and style not in ("curly", "ringlets", "afro", "crop"):
        _combed(head, part)
    if head.px > 13 and ink.style.features > 0.5:
        gloss = [head.skin_at(lon, 58 + 4 * cos(lon / 30), 1.06) for lon in (-52, -26, 0, 26, 52)]
        ink.line(curve(gloss), shade(look.hair, 0.3), head.px * 0.06, 0.6, 0.16)


def _fringe(head: Head, turns: Line, out: float, level: float, part: int) -> None:
    """Hair on the forehead, cut off where the head turns away."""
    spots = head.patch([(part * lon, lat) for lon, lat in turns], out)
    if len(spots) > 2:
        head.ink.form(smooth(spots), head.look.hair, bounds(spots), outline=False, level=level)


def _roots(head: Head, part: int) -> None:
    """Short strokes across the hairline, without which smooth hair sits on the head like a cap."""
    line = HAIRLINES.get(head.look.hair_style, HAIRLINES["crop"])
    strokes = skia.Path()
    for i in range(-7, 8):
        lon = 8.5 * i
        lat = _at(line, abs(lon)) - 3.5 * number(head.look.name, "root", i)
        spots = head.patch(((lon - 1.4, lat + 9), (lon - part * 2, lat - 1.5), (lon + 1.4, lat + 9)), 1.02)
        if len(spots) > 2:
            strokes.addPath(polygon(spots))
    head.ink.fill(strokes, shade(head.look.hair, -0.12), -0.1, 0.85)


def _at(line: Line, lon: float) -> float:
    """The latitude of a hairline at a longitude."""
    for (a, low), (b, high) in pairwise(line):
        if lon <= b:
            return low + (high - low) * (lon - a) / (b - a)
    return line[-1][1]


def _combed(head: Head, part: int) -> None:
    """Fine lines the way the hair is combed: back from the brow, or aside from the parting."""
    back = head.look.hair_style in ("bun", "ponytail", "braids")
    for k in range(7):
        lon = -66 + 22 * k
        if back:
            line = [
                head.skin_at(lon, 54 - abs(lon) * 0.24, 1.06),
                head.skin_at(lon * 0.9, 66, 1.07),
                head.skin_at(lon * 0.4, 86, 1.07),
            ]
        else:
            turns = ((part * 18, 68), (lon * 0.7 - part * 6, 64), (lon * 0.92, 55 - abs(lon) * 0.22))
            line = [head.skin_at(a, b, 1.07) for a, b in turns]
        head.ink.line(curve(line), shade(head.look.hair, -0.3 if k % 2 else 0.22), head.px * 0.018, -0.1, 0.5)


def draw_hair_back(head: Head) -> None:
    """The back of a head that is turned away: lines from the crown to the nape."""
    if head.near.front[2] > -0.1 or head.px < 20 or head.look.hair_style in ("bald", "afro", "curly", "ringlets"):
        return
    for k in range(9):
        lon = 100 + 20 * k
        line = [head.skin_at(180, 78, 1.06), head.skin_at(lon, 34, 1.08), head.skin_at(180 + (lon - 180) * 0.7, -18, 1.04)]
        head.ink.line(curve(line), shade(head.look.hair, -0.32 if k % 2 else 0.16), head.px * 0.022, -0.2, 0.5)


def _locks(head: Head) -> None:
    for s in (-1, 1):
        turned = head.near.faces(s, 0, 0.35)
        if turned < -0.4:
            continue
        line = [
            head.at(s * x, y, z)
            for x, y, z in ((0.4, 0.72, 0.5), (0.66, 0.3, 0.38), (0.74, -0.3, 0.25), (0.72, -0.95, 0.2), (0.6, -1.55, 0.18))
        ]
        widths = [head.px * w for w in (0.14, 0.24, 0.26, 0.24, 0.05)]
        with head.ink.faded((turned + 0.4) / 0.25):
            head.ink.form(ribbon(line, widths), head.look.hair, bounds(line), level=-0.02, depth=0.6)


def _braids(head: Head) -> None:
    for s in (-1, 1):
        for i in range(7):
            x, y = head.at(s * (0.7 + 0.02 * i), -0.35 - 0.2 * i, 0.12 + 0.02 * i)
            r = head.px * (0.15 - 0.01 * i)
            head.ink.form(ellipse(x, y, r, r * 0.85), head.look.hair, (x - r, y - r, x + r, y + r), level=-0.1)


def _spikes(head: Head) -> None:
    for i in range(7):
        turn = -0.9 + 0.3 * i
        base = [head.at(WIDE * sin(turn + d), 0.86 * cos(turn * 0.7) + 0.1, 0.1) for d in (-0.22, 0.22)]
        tip = head.at(WIDE * 1.5 * sin(turn * 1.1), 0.95 * cos(turn * 0.6) + 0.42, 0.05)
        spots = [base[0], tip, base[1]]
        head.ink.form(polygon(spots), head.look.hair, bounds(spots), outline=False, level=0.05)


_HANGING = {"spiky": _spikes, "long": _locks, "braids": _braids}
