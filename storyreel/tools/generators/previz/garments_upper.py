"""Tops on a Torso, from the shoulders to the hips, with collars, necklines and fronts."""

from __future__ import annotations

from storyreel.tools.generators.previz.garments_cloth import OPEN_COATS, draw_adornment, draw_folds, draw_pattern
from storyreel.tools.generators.previz.ink import Ink
from storyreel.tools.generators.previz.looks import Look
from storyreel.tools.generators.previz.shapes import bounds, curve, polygon, smooth
from storyreel.tools.generators.previz.torso import Torso
from storyreel.tools.generators.previz.words import shade

__all__ = ["draw_upper"]


def draw_upper(ink: Ink, torso: Torso, look: Look) -> None:
    """The top, from the shoulders to the hips, with its collar and pattern."""
    worn = look.clothes
    tucked = worn.top in ("shirt", "blouse") and worn.bottom in ("trousers", "skirt")
    low = 0.0 if tucked else -0.17
    spots = torso.outline(low, 1.03, 1.05 if worn.top in ("sweater", "hoodie") else 1.02)
    path = smooth(spots)
    if worn.over in OPEN_COATS and worn.over != "waistcoat" and torso.faces > -0.4:
        _back_collar(ink, torso, shade(worn.over_rgb, 0.04))
    ink.form(path, worn.top_rgb, bounds(spots))
    if torso.px > 55:
        with ink.inside(path):
            draw_pattern(ink, torso, look)
            draw_folds(ink, torso, worn.top_rgb)
    if torso.faces > -0.15:
        _neckline(ink, torso, look)
        _front(ink, torso, look)


def _back_collar(ink: Ink, torso: Torso, rgb: int) -> None:
    """The collar of a coat as it stands up behind the neck."""
    (ax, ay), (bx, by) = torso.edges(0.96, 1.1)
    (cx, cy), (dx, dy) = torso.edges(1.03, 1.3)
    spots = [(ax, ay), (cx, cy), (dx, dy), (bx, by)]
    ink.outlined(polygon(spots), rgb)
    ink.fill(polygon(spots), rgb, -0.5)


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
        ink.form(smooth(spots), look.skin, bounds(spots), outline=False, level=-0.1, depth=0.5)
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
            ink.form(polygon(wing), shade(worn.top_rgb, 0.1), bounds(wing), outline=False, level=0.1)
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
        ink.form(polygon(bib), worn.bottom_rgb, bounds(bib), outline=False, depth=0.4)
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
    draw_adornment(
        ink, torso, look, only=("scarf", "pearls", "collar", "badge", "sash") if not worn.over else ("pearls", "collar")
    )
