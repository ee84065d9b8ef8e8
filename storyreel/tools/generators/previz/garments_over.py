"""What is worn over the top: jackets, coats, waistcoats, cloaks and aprons, and the tie between."""

from __future__ import annotations

from math import pi

from storyreel.tools.generators.previz.garments_cloak import draw_mantle
from storyreel.tools.generators.previz.garments_cloth import OPEN_COATS, draw_adornment, draw_folds
from storyreel.tools.generators.previz.ink import Ink
from storyreel.tools.generators.previz.library import skia
from storyreel.tools.generators.previz.looks import Look
from storyreel.tools.generators.previz.shapes import bounds, curve, polygon, smooth
from storyreel.tools.generators.previz.torso import Torso
from storyreel.tools.generators.previz.words import shade

__all__ = ["draw_over"]


def draw_over(ink: Ink, torso: Torso, look: Look) -> None:
    """What is worn over the top, and the tie between them."""
    worn = look.clothes
    front = torso.faces > -0.2
    if front and worn.adorn in ("tie", "bowtie"):
        draw_adornment(ink, torso, look, only=("tie", "bowtie"))
    if worn.over in OPEN_COATS:
        _open_coat(ink, torso, look)
    elif worn.over == "cloak":
        draw_mantle(ink, torso, look)
    elif worn.over == "apron" and front:
        spots = [
            torso.at(0.78, -0.5),
            torso.at(0.78, 0.5),
            torso.at(0.36, 0.95),
            torso.at(-0.2, 1.25),
            torso.at(-0.2, -1.25),
            torso.at(0.36, -0.95),
        ]
        ink.form(polygon(spots), worn.over_rgb, bounds(spots), depth=0.3)
        ink.line(
            curve([torso.at(0.34, t) for t in (-1.5, -0.8, 0.0, 0.8, 1.5)]), shade(worn.over_rgb, -0.2), torso.px * 0.014, -0.1
        )
    if front and worn.over:
        draw_adornment(ink, torso, look, only=("scarf", "badge", "sash"))


def _open_coat(ink: Ink, torso: Torso, look: Look) -> None:
    """A jacket, coat or waistcoat: all of the torso but the opening at the throat."""
    worn = look.clothes
    rgb = worn.over_rgb
    low = {"coat": -0.2, "waistcoat": -0.02}.get(worn.over, -0.2)
    spots = torso.outline(low, 1.03, 1.1 if worn.over == "coat" else 1.07, flare=0.08 if worn.over == "coat" else 0.03)
    path = smooth(spots)
    if torso.faces < -0.2:
        ink.form(path, rgb, bounds(spots))
        if torso.px > 60:
            ink.line(curve([torso.at(h, pi) for h in (0.95, 0.5, 0.0, -0.18)]), shade(rgb, -0.35), torso.px * 0.008, -0.3, 0.7)
            low_edge, high_edge = [torso.at(0.97, pi + t, 1.08) for t in (-1.3, -0.6, 0.0, 0.6, 1.3)], torso.edges(1.06, 1.25)
            band = [*low_edge, *sorted(high_edge, key=lambda s: s[0] if low_edge[0][0] > low_edge[-1][0] else -s[0])]
            ink.form(polygon(band), shade(rgb, 0.05), bounds(band), outline=False, level=0.1)
        return
    closing = {"suit": 0.42, "jacket": 0.36, "uniform": 0.9, "coat": 0.5, "waistcoat": 0.56, "cardigan": 0.4}[worn.over]
    width = {"uniform": 0.12, "cardigan": 0.62, "jacket": 0.6}.get(worn.over, 0.5)
    loose = worn.over in ("jacket", "cardigan")
    bottom = -0.05 if loose else closing
    gap = [torso.at(1.06, -0.95, 1.05), torso.at(0.96, -width * 1.25, 1.05), torso.at((closing + 0.96) / 2, -width * 0.8, 1.05)]
    gap += [torso.at(bottom, -0.2 if loose else 0.0, 1.07), torso.at(bottom, 0.2 if loose else 0.0, 1.07)]
    gap += [torso.at((closing + 0.96) / 2, width * 0.8, 1.05), torso.at(0.96, width * 1.25, 1.05), torso.at(1.06, 0.95, 1.05)]
    hole = polygon(gap)
    ink.canvas.save()
    ink.canvas.clipPath(hole, skia.ClipOp.kDifference, True)
    ink.form(path, rgb, bounds(spots))
    if torso.px > 55:
        with ink.inside(path):
            draw_folds(ink, torso, rgb)
    ink.canvas.restore()
    _lapels(ink, torso, look, closing, width)


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
            ink.form(polygon(flap), shade(rgb, 0.07), bounds(flap), outline=False, level=0.12, depth=0.5)
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
