"""What cloth shows, whatever it is worn as: folds and patterns, ties, scarves, pearls and badges."""

from __future__ import annotations

from math import cos

from storyreel.tools.generators.previz.ink import Ink
from storyreel.tools.generators.previz.looks import Look
from storyreel.tools.generators.previz.shapes import bounds, curve, polygon, ribbon
from storyreel.tools.generators.previz.torso import Torso
from storyreel.tools.generators.previz.words import shade

__all__ = ["OPEN_COATS", "draw_adornment", "draw_folds", "draw_pattern"]

OPEN_COATS = ("jacket", "suit", "coat", "waistcoat", "cardigan", "uniform")
"""What opens at the throat and shows the top."""


def draw_pattern(ink: Ink, torso: Torso, look: Look) -> None:
    """Stripes, checks or dots on the top, inside its outline."""
    worn = look.clothes
    if not worn.pattern or worn.pattern_below or worn.over in ("suit", "coat"):
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


def draw_folds(ink: Ink, torso: Torso, rgb: int) -> None:
    """Cloth hangs from the arms and gathers at the waist."""
    if ink.style.features < 0.5:
        return
    for side in (-1, 1):
        a, b, c = torso.at(0.8, side * 1.25), torso.at(0.6, side * 1.05), torso.at(0.38, side * 1.2)
        ink.line(curve([a, b, c]), shade(rgb, -0.32), torso.px * 0.011, -0.4, 0.42)
        a, b = torso.at(0.26, side * 1.3), torso.at(0.16, side * 0.5)
        ink.line(curve([a, ((a[0] + b[0]) / 2, a[1] + torso.px * 0.02), b]), shade(rgb, -0.32), torso.px * 0.01, -0.4, 0.38)


def draw_adornment(ink: Ink, torso: Torso, look: Look, *, only: tuple[str, ...]) -> None:
    """The tie, scarf, pearls, collar or badge of a look, where it is one of `only`."""
    worn = look.clothes
    if worn.adorn not in only:
        return
    rgb = worn.adorn_rgb
    if worn.adorn == "sash":
        _sash(ink, torso, rgb)
    elif worn.adorn == "tie":
        knot, end = torso.at(0.93, 0.0, 1.06), torso.at(0.22, 0.0, 1.08)
        mid = torso.at(0.55, 0.0, 1.08)
        ink.form(
            ribbon([knot, mid, end], [torso.px * w for w in (0.03, 0.052, 0.07)]),
            rgb,
            bounds([knot, end]),
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
        ink.line(curve(ring), rgb, torso.px * 0.056, 0.0)
        ink.line(curve([(x, y + torso.px * 0.022) for x, y in ring[1:4]]), shade(rgb, -0.3), torso.px * 0.01, -0.1, 0.6)
        ink.form(
            ribbon(
                [torso.at(0.95, 0.3, 1.12), torso.at(0.7, 0.35, 1.12), torso.at(0.42, 0.3, 1.12)],
                [torso.px * w for w in (0.045, 0.06, 0.066)],
            ),
            rgb,
            bounds([ring[0], ring[-1]]),
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


def _sash(ink: Ink, torso: Torso, rgb: int) -> None:
    """A broad band from one shoulder to the other hip."""
    band = [torso.at(0.95, -0.9, 1.08), torso.at(0.55, -0.1, 1.09), torso.at(0.06, 1.0, 1.1)]
    ink.line(curve(band), rgb, torso.px * 0.075, 0.1)
    ink.line(curve(band), shade(rgb, -0.3), torso.px * 0.012, 0.0, 0.7)
