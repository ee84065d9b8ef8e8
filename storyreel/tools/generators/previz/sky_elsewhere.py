"""What is round the stage where there is no sky: stars on all sides and a planet, or water with light from its surface."""

from __future__ import annotations

from collections.abc import Callable
from math import pi, radians

from storyreel.tools.generators.previz.chance import number, wave
from storyreel.tools.generators.previz.dome import Dome
from storyreel.tools.generators.previz.ink import Ink
from storyreel.tools.generators.previz.layout import Layout
from storyreel.tools.generators.previz.library import skia
from storyreel.tools.generators.previz.shapes import Spot, polygon
from storyreel.tools.generators.previz.words import shade

__all__ = ["ELSEWHERE"]


def _stars(ink: Ink, dome: Dome, layout: Layout, salt: str, t_s: float) -> None:
    """Stars above and below, a bright band of them, and a planet ahead."""
    del t_s
    ink.canvas.clear(ink.bare(ink.light.sky[0]))
    haze = dome.spot(dome.heading, radians(14))
    if haze is not None:
        ink.glow(*haze, dome.view.focal_px * 0.9, shade(layout.accent, 0.1), 0.3)
    near: list[Spot] = []
    small: list[Spot] = []
    for i in range(1400):
        turn, rise = 2 * pi * number(salt, "star", i), 1.3 * (number(salt, "star", i, "up") - 0.4)
        if i % 3 == 0:
            rise = 0.25 + 0.3 * (number(salt, "band", i) - 0.5)
        spot = dome.spot(turn, rise)
        if spot and 0 <= spot[0] < ink.width and 0 <= spot[1] < ink.height:
            (near if i % 9 == 0 else small).append(spot)
    for spots, size in ((small, 0.006), (near, 0.012)):
        paint = skia.Paint(
            Color=ink.bare(0xE8EEFF, 0.9), AntiAlias=True, StrokeWidth=size * ink.height, StrokeCap=skia.Paint.kRound_Cap
        )
        ink.canvas.drawPoints(skia.Canvas.PointMode.kPoints_PointMode, [skia.Point(*spot) for spot in spots], paint)
    _planet(ink, dome, layout, salt)


def _planet(ink: Ink, dome: Dome, layout: Layout, salt: str) -> None:
    for turn, rise, wide in ((0.3, 0.11, 0.13), (3.6, 0.3, 0.1)):
        spot = dome.spot(turn, rise)
        if spot is None:
            continue
        x, y, r = *spot, dome.view.focal_px * wide
        rgb = layout.accent
        ink.glow(x, y, r * 1.35, shade(rgb, 0.4), 0.3)
        colours = [ink.bare(shade(rgb, 0.5)), ink.bare(rgb), ink.bare(shade(rgb, -0.85))]
        shader = skia.GradientShader.MakeRadial((x - r * 0.5, y - r * 0.45), r * 1.7, colours, [0.0, 0.45, 1.0])
        ink.canvas.save()
        ball = skia.Path()
        ball.addCircle(x, y, r)
        ink.canvas.clipPath(ball, True)
        ink.canvas.drawCircle(x, y, r, skia.Paint(Shader=shader, AntiAlias=True, Dither=True))
        for i in range(6):
            up = y + r * (1.8 * number(salt, "belt", i) - 0.9)
            tall = r * (0.03 + 0.06 * number(salt, "belt", i, "h"))
            ink.canvas.drawOval(skia.Rect(x - r * 1.2, up, x + r * 0.9, up + tall), ink.paint(ink.bare(shade(rgb, 0.55), 0.16)))
        ink.canvas.restore()


def _deep(ink: Ink, dome: Dome, layout: Layout, salt: str, t_s: float) -> None:
    """Water that darkens with depth, shafts of light, and a floor of sand that is lost in it."""
    light, view = ink.light, dome.view
    level, top = dome.spot(dome.heading, 0.0), dome.spot(dome.heading, radians(40))
    far, near = ink.bare(light.sky[2]), ink.colour(layout.floor, 0.1)
    if level is None:
        ink.canvas.clear(near)
        return
    ceiling = top if top is not None else (level[0], level[1] - view.focal_px)
    colours = [far, ink.bare(light.sky[1]), ink.bare(light.sky[0])]
    water = skia.GradientShader.MakeLinear([level, ceiling], colours, [0.0, 0.5, 1.0])
    ink.canvas.drawRect(skia.Rect.MakeWH(ink.width, ink.height), skia.Paint(Shader=water, Dither=True))
    for i in range(7):
        lean = 0.1 * wave(t_s, salt, "shaft", i, hz=0.08)
        x = ink.width * (0.06 + 0.15 * i + 0.1 * number(salt, "shaft", i) + lean * 0.2)
        wide, foot = ink.width * (0.02 + 0.03 * number(salt, "wide", i)), level[1] + 0.12 * ink.height
        shaft = polygon([(x, -2), (x + wide, -2), (x + wide * 2.6 - 0.1 * ink.width, foot), (x - 0.1 * ink.width, foot)])
        fade = skia.GradientShader.MakeLinear([(0, 0), (0, foot)], [ink.bare(0xD6F4EC, 0.16), ink.bare(0xD6F4EC, 0.0)])
        ink.canvas.drawPath(shaft, skia.Paint(Shader=fade, AntiAlias=True, Dither=True))
    fall = view.focal_px * max(0.3, view.camera.position[1]) / 5
    sand = skia.GradientShader.MakeLinear([level, (level[0], level[1] + fall)], [far, near])
    ink.canvas.drawRect(skia.Rect(-4.0, level[1], ink.width + 4.0, ink.height + 4.0), skia.Paint(Shader=sand, Dither=True))
    _ripples(ink, dome, layout, salt)


def _ripples(ink: Ink, dome: Dome, layout: Layout, salt: str) -> None:
    """Ridges of sand on the floor."""
    for i in range(40):
        x, z = 12 * (number(salt, "ridge", i) - 0.5), 9 * (number(salt, "ridge", i, "z") - 0.4)
        long = 0.4 + 0.9 * number(salt, "ridge", i, "l")
        spots = dome.view.polygon([(x - long, 0.0, z), (x, 0.0, z + 0.09), (x + long, 0.0, z), (x, 0.0, z - 0.02)])
        if len(spots) > 2:
            ink.canvas.drawPath(polygon(spots), ink.paint(ink.colour(shade(layout.floor, -0.16), 0.1, 0.4)))


ELSEWHERE: dict[str, Callable[[Ink, Dome, Layout, str, float], None]] = {"deep": _deep, "stars": _stars}
"""What is drawn for each backdrop in the place of sky and ground."""
