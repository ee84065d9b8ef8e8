"""The world outside: sky, sun, moon, stars and clouds, what stands on the horizon, the ground, and weather before the lens."""

from __future__ import annotations

from math import atan2, cos, pi, radians, sin

from storyreel.tools.generators.previz.camera import View
from storyreel.tools.generators.previz.chance import number, wave
from storyreel.tools.generators.previz.dome import Dome
from storyreel.tools.generators.previz.ink import Ink
from storyreel.tools.generators.previz.layout import Layout
from storyreel.tools.generators.previz.library import skia
from storyreel.tools.generators.previz.room import draw_hung
from storyreel.tools.generators.previz.shapes import Spot, ellipse, polygon
from storyreel.tools.generators.previz.sky_elsewhere import ELSEWHERE
from storyreel.tools.generators.previz.words import shade

__all__ = ["draw_open_air", "draw_weather"]


def draw_open_air(ink: Ink, view: View, layout: Layout, salt: str, t_s: float) -> None:
    """Sky, horizon and ground; what stands on the ground is drawn as pieces."""
    dome = Dome(view)
    if layout.backdrop in ELSEWHERE:
        ELSEWHERE[layout.backdrop](ink, dome, layout, salt, t_s)
        return
    light = ink.light
    zenith, level = dome.spot(dome.heading, radians(30)), dome.spot(dome.heading, 0.0)
    if level is None:
        ink.canvas.clear(ink.colour(layout.floor, 0.1))
        _texture(ink, view, layout, salt)
        return
    top = zenith if zenith is not None else (level[0], level[1] - view.focal_px)
    colours = [ink.bare(c) for c in (light.sky[2], light.sky[1], light.sky[0])]
    shader = skia.GradientShader.MakeLinear([level, top], colours, [0.0, 0.45, 1.0])
    ink.canvas.drawRect(skia.Rect.MakeWH(ink.width, ink.height), skia.Paint(Shader=shader, Dither=True))
    _bodies(ink, dome, salt)
    if light.weather != "fog":
        _clouds(ink, dome, salt, t_s)
    _horizon(ink, dome, layout, salt)
    _ground(ink, view, layout, level)
    _texture(ink, view, layout, salt)
    for wall in ("back", "front"):
        draw_hung(ink, view, layout, wall, salt, t_s)


def _bodies(ink: Ink, dome: Dome, salt: str) -> None:
    light = ink.light
    if light.stars:
        for i in range(110):
            spot = dome.spot(2 * pi * number(salt, "star", i), 0.06 + 1.1 * number(salt, "star", i, "up"))
            if spot and 0 <= spot[0] < ink.width and 0 <= spot[1] < ink.height:
                ink.canvas.drawCircle(
                    *spot, ink.height * (0.0009 + 0.0016 * number(salt, i, "r") ** 3), ink.paint(ink.bare(0xE8EEFF, 0.85))
                )
    if not light.orb or light.weather in ("rain", "fog", "snow"):
        return
    low = light.name.startswith(("dusk", "morning"))
    spot = dome.spot(0.42, 0.1 if low else 0.36)
    if spot:
        r = dome.view.focal_px * (0.02 if light.orb == "moon" else 0.026)
        rgb = 0xF4F1E2 if light.orb == "moon" else 0xFFF0C8 if not low else 0xFFC27A
        ink.glow(*spot, r * (6 if light.orb == "moon" else 11), rgb, 0.5 if light.orb == "moon" else 0.7)
        ink.canvas.drawCircle(*spot, r, ink.paint(ink.bare(rgb)))
        if light.orb == "moon":
            ink.canvas.drawCircle(spot[0] - r * 0.3, spot[1] - r * 0.1, r * 0.22, ink.paint(ink.bare(0xD5D3C6, 0.7)))
            ink.canvas.drawCircle(spot[0] + r * 0.25, spot[1] + r * 0.35, r * 0.15, ink.paint(ink.bare(0xD5D3C6, 0.7)))


def _clouds(ink: Ink, dome: Dome, salt: str, t_s: float) -> None:
    light = ink.light
    heavy = light.name.startswith("overcast") or light.weather in ("rain", "snow")
    for i in range(16 if heavy else 10):
        turn = 2 * pi * number(salt, "cloud", i) + 0.004 * t_s
        rise = 0.05 + 0.3 * number(salt, "cloud", i, "up")
        spot = dome.spot(turn, rise)
        if spot is None or not -0.5 * ink.width < spot[0] < 1.5 * ink.width:
            continue
        size = dome.view.focal_px * (0.05 + 0.07 * number(salt, "cloud", i, "size"))
        rgb = shade(light.sky[2], 0.35) if not light.stars else shade(light.sky[1], 0.12)
        for k in range(5):
            x = spot[0] + size * (k - 2) * 0.7
            y = spot[1] - size * 0.22 * (2 - abs(k - 2)) * (0.5 + number(salt, i, k))
            r = size * (0.45 + 0.3 * number(salt, i, k, "r"))
            ink.canvas.drawPath(
                ellipse(x, y, r * 1.3, r * 0.55), ink.paint(ink.bare(rgb if not heavy else shade(light.sky[0], -0.08), 0.34))
            )


def _rises(kind: str, salt: str, turn: float, layer: int) -> float:
    """Height in radians of what stands on the horizon in a direction."""
    steps = {"city": 150, "roofs": 120, "trees": 90, "hills": 22, "mountains": 26, "mesas": 30}.get(kind, 24)
    at = (turn / (2 * pi) % 1.0) * steps
    i, part = int(at), at - int(at)
    a, b = number(salt, kind, layer, i % steps), number(salt, kind, layer, (i + 1) % steps)
    if kind in ("city", "roofs"):
        return (0.03 + 0.1 * a) * (1.0 if layer else 1.25)
    if kind == "mesas":
        return 0.015 + (0.07 if a > 0.62 else 0.0)
    if kind != "mountains":
        part = part * part * (3 - 2 * part)
    height = a + (b - a) * part
    scale = {"trees": (0.07, 0.06), "hills": (0.02, 0.055), "mountains": (0.04, 0.16)}.get(kind, (0.01, 0.02))
    bumps = 0.012 * abs(sin(turn * 47 + layer)) if kind == "trees" else 0.0
    return scale[0] + scale[1] * height * (1.0 if layer else 1.35) + bumps


def _horizon(ink: Ink, dome: Dome, layout: Layout, salt: str) -> None:
    kind, light = layout.backdrop, ink.light
    if not kind or kind == "sea":
        return
    half = atan2(dome.view.width / 2, dome.view.focal_px) + 0.25
    for layer in (0, 1):
        far = 0.62 if layer == 0 else 0.36
        base = {
            "city": 0x6B6B72,
            "roofs": 0x6B6B72,
            "trees": 0x35503A,
            "hills": 0x5F7A50,
            "mountains": 0x6A7486,
            "mesas": 0xA9653F,
        }.get(kind, 0x6F7A68)
        argb = _mixed(ink.colour(base, -0.1), ink.bare(light.sky[2] if not light.stars else light.haze), far)
        spots: list[Spot] = []
        n = 96
        for i in range(n + 1):
            turn = dome.heading - half + 2 * half * i / n
            spot = dome.spot(turn, _rises(kind, salt, turn, layer))
            if spot is not None:
                if kind in ("city", "roofs") and spots:
                    spots.append((spot[0], spots[-1][1]))
                spots.append(spot)
        ends = [dome.spot(dome.heading + half, -0.02), dome.spot(dome.heading - half, -0.02)]
        if len(spots) > 2 and ends[0] and ends[1]:
            ink.canvas.drawPath(polygon([*spots, ends[0], ends[1]]), ink.paint(argb))
            if kind == "trees" and layer:
                _far_trunks(ink, dome, salt, half)
            if kind == "city" and light.lamps:
                _far_windows(ink, dome, salt, layer, half)


def _far_trunks(ink: Ink, dome: Dome, salt: str, half: float) -> None:
    """Trunks in the depth of a wood, paler with distance."""
    for i in range(int(2 * pi / 0.05)):
        turn = 2 * pi * (i + number(salt, "far trunk", i)) * 0.05 / (2 * pi)
        off = (turn - dome.heading + pi) % (2 * pi) - pi
        foot = dome.spot(turn, -0.015)
        if abs(off) > half or foot is None:
            continue
        pale = 0.25 + 0.4 * number(salt, "far trunk", i, "pale")
        wide = ink.height * (0.006 + 0.014 * (1 - pale))
        argb = _mixed(ink.colour(0x4A3F33, -0.3), ink.bare(ink.light.haze), pale)
        ink.canvas.drawRect(skia.Rect(foot[0] - wide, -2 * ink.height, foot[0] + wide, foot[1]), ink.paint(argb))


def _far_windows(ink: Ink, dome: Dome, salt: str, layer: int, half: float) -> None:
    for i in range(70):
        turn = dome.heading - half + 2 * half * number(salt, "lit", layer, i)
        rise = _rises("city", salt, turn, layer) * (0.2 + 0.7 * number(salt, "lit", layer, i, "y"))
        spot = dome.spot(turn, rise)
        if spot is not None:
            ink.canvas.drawRect(
                skia.Rect.MakeXYWH(spot[0], spot[1], ink.height * 0.004, ink.height * 0.006), ink.paint(ink.bare(0xF2C477, 0.8))
            )


def _mixed(a: int, b: int, part: float) -> int:
    out = 0xFF000000
    for shift in (16, 8, 0):
        x, y = a >> shift & 255, b >> shift & 255
        out |= round(x + (y - x) * part) << shift
    return out


def _ground(ink: Ink, view: View, layout: Layout, level: Spot) -> None:
    """From the feet of the lens to the horizon, paling into the haze."""
    eye = max(0.3, view.camera.position[1] - min((p.up for p in layout.pieces if p.kind == "ocean"), default=0.0))
    near = ink.colour(layout.floor if layout.backdrop != "sea" or layout.kind != "deck" else layout.accent, 0.12)
    far = _mixed(near, ink.bare(ink.light.haze), 0.55)
    # A gradient in the picture stands for depth: the row of a point 8 m away gets the near colour.
    fall = view.focal_px * eye / 8
    end = (level[0], level[1] + fall)
    shader = skia.GradientShader.MakeLinear([level, end], [far, near])
    half = max(ink.width, ink.height) * 1.5
    turn = atan2(view.right[1], 1.0)
    ink.canvas.save()
    ink.canvas.translate(*level)
    ink.canvas.rotate(-turn * 180 / pi * -1 if view.camera.roll_deg else 0.0)
    ink.canvas.translate(-level[0], -level[1])
    rect = skia.Rect(level[0] - half, level[1], level[0] + half, level[1] + 2 * half)
    ink.canvas.drawRect(rect, skia.Paint(Shader=shader, Dither=True, AntiAlias=True))
    ink.canvas.restore()


def _texture(ink: Ink, view: View, layout: Layout, salt: str) -> None:
    with ink.on_plane(view.plane((0.0, 0.0, 0.0), (1.0, 0.0, 0.0), (0.0, 0.0, -1.0))):
        ink.plate("ground", lambda: _pattern(ink, layout, salt))


def _pattern(ink: Ink, layout: Layout, salt: str) -> None:
    kind = layout.pattern
    if kind in ("cobbles", "paving", "flags"):
        _stones(ink, layout, salt, 0.34 if kind == "cobbles" else 0.9)
    elif kind != "planks":
        _patches(ink, layout, salt, sand=kind == "sand")
    pool = ink.light.pool
    if pool > 0.4 and ink.style.shading != "flat" and ink.pools:
        dark = round(255 * 0.6 * pool)
        shader = skia.GradientShader.MakeRadial((0.0, 0.0), 11.0, [0, dark << 24], [0.2, 1.0])
        ink.canvas.drawCircle(0.0, 0.0, 40.0, skia.Paint(Shader=shader, Dither=True, AntiAlias=True))


def _patches(ink: Ink, layout: Layout, salt: str, *, sand: bool) -> None:
    for i in range(46):
        turn, reach = 2 * pi * number(salt, "patch", i), 1.0 + 11.0 * number(salt, "patch", i, "r") ** 0.8
        x, y = reach * sin(turn), reach * cos(turn)
        w = 0.4 + 1.6 * number(salt, "patch", i, "w")
        tone = shade(layout.floor, 0.1 if i % 2 else -0.1)
        ink.canvas.drawOval(
            skia.Rect(x - w, y - w * (0.1 if sand else 0.45), x + w, y + w * (0.1 if sand else 0.45)),
            ink.paint(ink.colour(tone, 0.1, 0.4)),
        )


def _stones(ink: Ink, layout: Layout, salt: str, size: float) -> None:
    rows = int(14 / size)
    rgb = layout.floor
    for row in range(rows):
        y = -7 + size * row
        ink.canvas.drawRect(skia.Rect(-9, y - 0.008, 9, y + 0.008), ink.paint(ink.colour(shade(rgb, -0.24), 0.0)))
        shift = size * (0.5 * (row % 2))
        for k in range(int(18 / (size * 1.4))):
            x = -9 + size * 1.4 * k + shift
            chance = number(salt, "stone", row, k)
            if chance < 0.3:
                ink.canvas.drawRect(
                    skia.Rect(x, y, x + size * 1.4, y + size), ink.paint(ink.colour(shade(rgb, 0.14 * chance - 0.03), 0.1))
                )
            if size < 0.5 and chance < 0.75:
                ink.canvas.drawRect(skia.Rect(x - 0.006, y, x + 0.006, y + size), ink.paint(ink.colour(shade(rgb, -0.22), 0.0)))


def draw_weather(ink: Ink, salt: str, t_s: float, *, inside: bool) -> None:
    """Rain, snow, fog or dust before the lens."""
    w, h, weather = ink.width, ink.height, ink.light.weather
    if inside:
        for i in range(14):
            x = w * ((number(salt, "mote", i) + 0.006 * t_s * (1 + i % 3) + 0.01 * wave(t_s, salt, "mx", i)) % 1.0)
            y = h * ((number(salt, "mote", i, "y") - 0.008 * t_s + 0.02 * wave(t_s, salt, "my", i, hz=0.15)) % 1.0)
            ink.canvas.drawCircle(
                x,
                y,
                h * (0.0014 + 0.0018 * number(salt, i, "r")),
                ink.paint(ink.bare(0xFFF4DC, round(0.2 + 0.14 * wave(t_s, salt, i, hz=0.4), 2))),
            )
        return
    if weather == "rain":
        path = skia.Path()
        for i in range(130):
            speed = 1.6 + number(salt, i, "v")
            y = ((number(salt, i, "y") + speed * t_s) % 1.15 - 0.1) * h
            x = (number(salt, i) * 1.2 - 0.1) * w - 0.06 * y
            long = h * (0.03 + 0.035 * number(salt, i, "l"))
            path.moveTo(x, y)
            path.lineTo(x - 0.06 * long, y + long)
        ink.canvas.drawPath(path, ink.paint(ink.bare(0xD9E4EE, 0.34), max(0.75, h / 480)))
    elif weather == "snow":
        for i in range(90):
            y = ((number(salt, i, "y") + (0.07 + 0.08 * number(salt, i, "v")) * t_s) % 1.1 - 0.05) * h
            x = (number(salt, i) + 0.02 * wave(t_s, salt, i, hz=0.3)) % 1.0 * w
            ink.canvas.drawCircle(x, y, h * (0.002 + 0.004 * number(salt, i, "r")), ink.paint(ink.bare(0xF6F9FF, 0.8)))
    elif weather == "fog":
        for i in range(5):
            x, y = ((number(salt, "fog", i) + 0.01 * t_s) % 1.4 - 0.2) * w, h * (0.5 + 0.09 * i)
            ink.canvas.save()
            ink.canvas.translate(x, y)
            ink.canvas.scale(1.0, 0.26)
            haze = ink.bare(ink.light.haze)
            colours = [haze & 0xFFFFFF | 0x4A000000, haze & 0xFFFFFF | 0x24000000, haze & 0xFFFFFF]
            shader = skia.GradientShader.MakeRadial((0.0, 0.0), w * 0.55, colours, [0.0, 0.55, 1.0])
            ink.canvas.drawCircle(0.0, 0.0, w * 0.55, skia.Paint(Shader=shader, Dither=True))
            ink.canvas.restore()
