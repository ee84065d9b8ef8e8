"""Rooms: floor, walls and ceiling in perspective, with what belongs to the walls themselves. Wall decor is in `decor`.

A wall is drawn only when its inside looks at the lens, so that a camera may stand back through it as it does in a studio.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from storyreel.tools.generators.previz.camera import Vec, View
from storyreel.tools.generators.previz.chance import number
from storyreel.tools.generators.previz.decor import ALIVE, draw_decor, draw_spill
from storyreel.tools.generators.previz.ink import Ink
from storyreel.tools.generators.previz.layout import Layout, Wall
from storyreel.tools.generators.previz.library import skia
from storyreel.tools.generators.previz.room_rocks import bare, rocks
from storyreel.tools.generators.previz.words import shade

__all__ = ["FLOORS", "WALLS", "draw_floor", "draw_hung", "draw_room", "wall_plane"]

_FAR = 14.0


def wall_plane(layout: Layout, wall: Wall) -> tuple[Vec, Vec, Vec, float, float]:
    """A wall's middle at the floor, the way along it (to the right from inside), its inner normal, and where it ends (along)."""
    planes: dict[Wall, tuple[Vec, Vec, Vec, float, float]] = {
        "back": ((0.0, 0.0, layout.back), (1.0, 0.0, 0.0), (0.0, 0.0, -1.0), -layout.half, layout.half),
        "front": ((0.0, 0.0, layout.front), (-1.0, 0.0, 0.0), (0.0, 0.0, 1.0), -layout.half, layout.half),
        "left": ((-layout.half, 0.0, 0.0), (0.0, 0.0, 1.0), (1.0, 0.0, 0.0), layout.front, layout.back),
        "right": ((layout.half, 0.0, 0.0), (0.0, 0.0, -1.0), (-1.0, 0.0, 0.0), -layout.back, -layout.front),
    }
    return planes[wall]


def draw_room(ink: Ink, view: View, layout: Layout, salt: str, t_s: float) -> None:
    """Draw floor, walls with their decor, and ceiling, as far as they are seen."""
    ink.canvas.clear(ink.colour(shade(layout.wall, -0.7), -1.0))
    draw_floor(ink, view, layout, salt)
    walls: list[Wall] = ["back", "front", "left", "right"]
    for wall in walls:
        origin, along, normal, low, high = wall_plane(layout, wall)
        middle: Vec = (origin[0] + along[0] * (low + high) / 2, 1.4, origin[2] + along[2] * (low + high) / 2)
        if not view.faces(middle, normal):
            continue
        _wall(ink, view, layout, wall, salt, t_s)
    _ceiling(ink, view, layout)


def _wall(ink: Ink, view: View, layout: Layout, wall: Wall, salt: str, t_s: float) -> None:
    origin, along, _, low, high = wall_plane(layout, wall)
    start, end = _stretched(view, layout, wall, low, high)
    h, level = layout.height, _level(ink, layout, wall)
    rect = skia.Rect(start, -h, end, 0.0)

    def draw() -> None:
        ink.canvas.drawRect(rect, ink.paint(ink.colour(layout.wall, level)))
        WALLS.get(layout.dado, _plain)(ink, layout, start, end, level, f"{salt}/{wall}")
        _falloff(ink, rect, (0.0, -1.75), max(high - low, 2 * h) * 0.62)

    with ink.on_plane(view.plane(origin, along, (0.0, -1.0, 0.0))):
        ink.plate(f"{wall}/{start:.1f}/{end:.1f}", draw)
    draw_hung(ink, view, layout, wall, salt, t_s)
    _corner_shade(ink, view, layout, wall)


def _level(ink: Ink, layout: Layout, wall: Wall) -> float:
    normal = wall_plane(layout, wall)[2]
    level = 0.42 * sum(n * k for n, k in zip(normal, ink.light.key, strict=True)) - 0.12
    return level - (0.16 if wall in ("left", "right") else 0.0)


def draw_hung(ink: Ink, view: View, layout: Layout, wall: Wall, salt: str, t_s: float) -> None:
    """What hangs on one wall (or, outdoors, stands there as a front of houses), where its face looks at the lens."""
    origin, along, normal, _, _ = wall_plane(layout, wall)
    hung = [one for one in layout.decor if one.wall == wall]
    if not hung or not view.faces(origin, normal):
        return
    level = _level(ink, layout, wall)

    def draw() -> None:
        for one in hung:
            if one.kind not in ALIVE:
                draw_decor(ink, one, layout, level, f"{salt}/{wall}/{one.along}", 0.0)

    with ink.on_plane(view.plane(origin, along, (0.0, -1.0, 0.0))):
        ink.plate(f"{wall}/hung", draw)
        for one in hung:
            draw_spill(ink, one, layout)
            if one.kind in ALIVE:
                draw_decor(ink, one, layout, level, f"{salt}/{wall}/{one.along}", t_s)


def _stretched(view: View, layout: Layout, wall: Wall, low: float, high: float) -> tuple[float, float]:
    """A side wall goes on past a camera that stands outside the room."""
    z = _coarse(view.camera.position[2])
    if wall == "left":
        return (min(low, z - 3.0), max(high, z + 3.0)) if not layout.front < z < layout.back else (low, high)
    if wall == "right":
        return (min(low, -z - 3.0), max(high, -z + 3.0)) if not layout.front < z < layout.back else (low, high)
    x = _coarse(abs(view.camera.position[0]))
    return (low, high) if x < layout.half else (min(low, -x - 3.0), max(high, x + 3.0))


def _coarse(z: float) -> float:
    """A place in steps, so that a moving camera does not ask for another wall at every frame."""
    return round(z / 2) * 2.0


def _falloff(ink: Ink, rect: Any, middle: tuple[float, float], reach: float) -> None:
    """Walls darken away from the pool of light."""
    dark = round(255 * 0.62 * ink.light.pool)
    if dark < 6 or ink.style.shading == "flat" or not ink.pools:
        return
    shader = skia.GradientShader.MakeRadial(middle, reach, [0x00000000, round(dark * 0.35) << 24, dark << 24], [0.25, 0.6, 1.0])
    ink.canvas.drawRect(rect, skia.Paint(Shader=shader, Dither=True, AntiAlias=True))


def _corner_shade(ink: Ink, view: View, layout: Layout, wall: Wall) -> None:
    """Corners of a room gather shadow."""
    if wall not in ("left", "right") or ink.style.shading != "soft":
        return
    x = -layout.half if wall == "left" else layout.half
    for z, way in ((layout.back, -1.0), (layout.front, 1.0)):
        for reach, alpha in ((0.25, 0.1), (0.6, 0.07)):
            spots = view.polygon([(x, 0, z), (x, layout.height, z), (x, layout.height, z + way * reach), (x, 0, z + way * reach)])
            if len(spots) > 2:
                ink.canvas.drawPath(skia.Path.Polygon(spots, True), ink.paint(ink.bare(0x0B0A10, alpha)))


def _ceiling(ink: Ink, view: View, layout: Layout) -> None:
    h = layout.height
    if view.camera.position[1] > h - 0.05:
        return
    z = view.camera.position[2]
    front, back = min(layout.front, z - 3.0), max(layout.back, z + 3.0)
    spots = view.polygon([(-layout.half, h, front), (layout.half, h, front), (layout.half, h, back), (-layout.half, h, back)])
    if len(spots) > 2:
        tone = shade(layout.trim if layout.dado in ("panel", "plain", "tiles") else layout.wall, -0.1)
        ink.canvas.drawPath(skia.Path.Polygon(spots, True), ink.paint(ink.colour(tone, -0.55)))
    if layout.dado in ("logs", "boards", "stone"):
        for i in range(-3, 4):
            beam: list[Vec] = [
                (-layout.half, h - 0.01, i * 1.4),
                (layout.half, h - 0.01, i * 1.4),
                (layout.half, h - 0.01, i * 1.4 + 0.22),
                (-layout.half, h - 0.01, i * 1.4 + 0.22),
            ]
            spots = view.polygon(beam)
            if len(spots) > 2:
                ink.canvas.drawPath(skia.Path.Polygon(spots, True), ink.paint(ink.colour(shade(layout.wall, -0.4), -0.6)))


def _rect(ink: Ink, x0: float, y0: float, x1: float, y1: float, rgb: int, level: float, alpha: float = 1.0) -> None:
    ink.canvas.drawRect(skia.Rect(x0, y0, x1, y1), ink.paint(ink.colour(rgb, level, alpha)))


def _plain(ink: Ink, layout: Layout, start: float, end: float, level: float, salt: str) -> None:
    del salt
    _rect(ink, start, -0.13, end, 0, layout.trim, level + 0.05)
    _rect(ink, start, -0.15, end, -0.13, shade(layout.trim, -0.4), level)
    _rect(ink, start, -layout.height, end, -layout.height + 0.09, layout.trim, level - 0.05)


def _panel(ink: Ink, layout: Layout, start: float, end: float, level: float, salt: str) -> None:
    del salt
    stripe = shade(layout.wall, -0.07)
    x = start
    while x < end:
        _rect(ink, x, -layout.height, x + 0.14, -0.95, stripe, level)
        x += 0.42
    wood = layout.trim if layout.kind != "library" else shade(layout.trim, -0.1)
    _rect(ink, start, -0.95, end, 0, wood, level - 0.08)
    x = start + 0.12
    while x < end:
        _rect(ink, x, -0.82, x + 0.72, -0.24, shade(wood, -0.14), level - 0.1)
        _rect(ink, x + 0.03, -0.79, x + 0.69, -0.27, shade(wood, 0.06), level - 0.06)
        x += 0.86
    _rect(ink, start, -0.99, end, -0.95, shade(wood, 0.15), level + 0.15)
    _rect(ink, start, -0.95, end, -0.925, shade(wood, -0.4), level - 0.2)
    _rect(ink, start, -0.16, end, 0, shade(wood, -0.06), level)
    top = -layout.height
    _rect(ink, start, top, end, top + 0.16, layout.trim, level + 0.05)
    _rect(ink, start, top + 0.16, end, top + 0.19, shade(layout.trim, -0.35), level - 0.1)
    _rect(ink, start, top + 0.5, end, top + 0.53, shade(layout.trim, -0.1), level)


def _tiles(ink: Ink, layout: Layout, start: float, end: float, level: float, salt: str) -> None:
    _plain(ink, layout, start, end, level, salt)
    _rect(ink, start, -1.45, end, -0.13, shade(layout.trim, -0.04), level)
    x = start
    while x < end:
        _rect(ink, x, -1.45, x + 0.012, -0.13, shade(layout.trim, -0.2), level)
        x += 0.2
    for i in range(7):
        _rect(ink, start, -1.45 + 0.2 * i, end, -1.438 + 0.2 * i, shade(layout.trim, -0.2), level)
    _rect(ink, start, -1.49, end, -1.45, layout.accent, level)


def _stone(ink: Ink, layout: Layout, start: float, end: float, level: float, salt: str) -> None:
    rows = int(layout.height / 0.38) + 1
    for row in range(rows):
        y0 = -0.38 * (row + 1)
        x = start - 0.5 * number(salt, row)
        i = 0
        while x < end:
            wide = 0.5 + 0.5 * number(salt, row, i)
            tone = number(salt, row, i, "tone") - 0.5
            if abs(tone) > 0.12:
                _rect(
                    ink,
                    max(start, x + 0.015),
                    y0 + 0.015,
                    min(end, x + wide - 0.015),
                    y0 + 0.365,
                    shade(layout.wall, 0.22 * tone),
                    level,
                )
            _rect(ink, max(start, x - 0.01), y0, max(start, x + 0.01), y0 + 0.38, shade(layout.wall, -0.32), level - 0.1)
            x += wide
            i += 1
        _rect(ink, start, y0 - 0.01, end, y0 + 0.012, shade(layout.wall, -0.32), level - 0.1)


def _boards(ink: Ink, layout: Layout, start: float, end: float, level: float, salt: str) -> None:
    x = start
    while x < end:
        tone = number(salt, round(x, 1)) - 0.5
        _rect(ink, x, -1.25, x + 0.2, 0, shade(layout.trim, 0.12 * tone - 0.15), level)
        _rect(ink, x, -1.25, x + 0.012, 0, shade(layout.trim, -0.5), level)
        x += 0.2
    _rect(ink, start, -1.3, end, -1.24, shade(layout.trim, 0.1), level + 0.1)
    _rect(ink, start, -0.12, end, 0, shade(layout.trim, -0.3), level)
    _rect(ink, start, -layout.height, end, -layout.height + 0.14, shade(layout.trim, -0.2), level)


def _logs(ink: Ink, layout: Layout, start: float, end: float, level: float, salt: str) -> None:
    rows = int(layout.height / 0.26) + 1
    for row in range(rows):
        y = -0.26 * (row + 1)
        tone = 0.16 * (number(salt, row) - 0.5)
        _rect(ink, start, y, end, y + 0.26, shade(layout.wall, tone), level)
        _rect(ink, start, y + 0.02, end, y + 0.07, shade(layout.wall, 0.16 + tone), level + 0.1)
        _rect(ink, start, y + 0.2, end, y + 0.26, shade(layout.wall, -0.42), level - 0.15)


def _metal(ink: Ink, layout: Layout, start: float, end: float, level: float, salt: str) -> None:
    x = start
    while x < end:
        _rect(
            ink,
            x + 0.04,
            -layout.height + 0.3,
            x + 1.16,
            -0.35,
            shade(layout.wall, 0.1 * (number(salt, round(x, 1)) - 0.4)),
            level,
        )
        _rect(ink, x - 0.01, -layout.height, x + 0.04, 0, shade(layout.wall, -0.45), level)
        _rect(ink, x + 0.1, -1.05, x + 1.1, -1.02, shade(layout.wall, -0.3), level)
        x += 1.2
    _rect(ink, start, -0.3, end, -0.24, layout.accent, 0.6, 0.8)
    _rect(ink, start, -layout.height + 0.18, end, -layout.height + 0.22, layout.accent, 0.8, 0.9)
    _rect(ink, start, -0.22, end, 0, shade(layout.wall, -0.4), level)


WALLS: dict[str, Callable[[Ink, Layout, float, float, float, str], None]] = {
    "bare": bare, "boards": _boards, "logs": _logs, "metal": _metal, "panel": _panel, "plain": _plain, "rocks": rocks,
    "stone": _stone, "tiles": _tiles,
}  # fmt: skip


def draw_floor(ink: Ink, view: View, layout: Layout, salt: str) -> None:
    """The floor of a room, with its pattern and the light that pools on it."""
    z = _coarse(view.camera.position[2])
    x_edge = layout.half
    near, far = min(layout.front, z - 2.0), max(layout.back, z + 2.0)
    with ink.on_plane(view.plane((0.0, 0.0, 0.0), (1.0, 0.0, 0.0), (0.0, 0.0, -1.0))):
        rect = skia.Rect(-x_edge, -far, x_edge, -near)

        def draw() -> None:
            ink.canvas.drawRect(rect, ink.paint(ink.colour(layout.floor, 0.1)))
            FLOORS.get(layout.pattern, _no_pattern)(
                ink, layout, (-x_edge, max(layout.front - 5, near), x_edge, min(layout.back + 3, far)), salt
            )
            _falloff(ink, rect, (0.0, 0.0), max(layout.half * 1.5, 5.0))

        ink.plate(f"floor/{near:.1f}/{far:.1f}", draw)


Area = tuple[float, float, float, float]


def _no_pattern(ink: Ink, layout: Layout, area: Area, salt: str) -> None:
    del ink, layout, area, salt


def _planks(ink: Ink, layout: Layout, area: Area, salt: str) -> None:
    x0, z0, x1, z1 = area
    z, i = z0, 0
    while z < z1:
        tone = 0.16 * (number(salt, "plank", i) - 0.5)
        _rect(ink, x0, -z - 0.22, x1, -z, shade(layout.floor, tone), 0.1)
        _rect(ink, x0, -z - 0.008, x1, -z + 0.008, shade(layout.floor, -0.4), -0.1)
        cut = x0 + (x1 - x0) * number(salt, "cut", i)
        _rect(ink, cut, -z - 0.22, cut + 0.014, -z, shade(layout.floor, -0.4), -0.1)
        z += 0.22
        i += 1


def _parquet(ink: Ink, layout: Layout, area: Area, salt: str) -> None:
    x0, z0, x1, z1 = area
    step, row, z = 0.62, 0, z0
    while z < z1:
        col, x = 0, x0
        while x < x1:
            tone = (0.09 if (row + col) % 2 else -0.06) + 0.05 * (number(salt, row, col) - 0.5)
            _rect(ink, x, -z - step, x + step, -z, shade(layout.floor, tone), 0.12)
            x += step
            col += 1
        z += step
        row += 1


def _tile_floor(ink: Ink, layout: Layout, area: Area, salt: str) -> None:
    del salt
    x0, z0, x1, z1 = area
    for k in range(int((x1 - x0) / 0.5) + 1):
        _rect(ink, x0 + 0.5 * k, -z1, x0 + 0.5 * k + 0.018, -z0, shade(layout.floor, -0.25), 0.0)
    for k in range(int((z1 - z0) / 0.5) + 1):
        _rect(ink, x0, -z0 - 0.5 * k, x1, -z0 - 0.5 * k + 0.018, shade(layout.floor, -0.25), 0.0)


def _checker(ink: Ink, layout: Layout, area: Area, salt: str) -> None:
    del salt
    x0, z0, x1, z1 = area
    step, row, z = 0.55, 0, z0
    while z < z1:
        x = x0 + (step if row % 2 else 0.0)
        while x < x1:
            _rect(ink, x, -z - step, x + step, -z, shade(layout.floor, -0.34), 0.05)
            x += 2 * step
        z += step
        row += 1


def _flags(ink: Ink, layout: Layout, area: Area, salt: str) -> None:
    x0, z0, x1, z1 = area
    row, z = 0, z0
    while z < z1:
        x, i = x0 - 0.6 * number(salt, "flag", row), 0
        while x < x1:
            wide = 0.7 + 0.5 * number(salt, "wide", row, i)
            tone = 0.16 * (number(salt, "tone", row, i) - 0.5)
            _rect(ink, x + 0.015, -z - 0.585, x + wide - 0.015, -z - 0.015, shade(layout.floor, tone), 0.1)
            x += wide
            i += 1
        z += 0.6
        row += 1


def _panels(ink: Ink, layout: Layout, area: Area, salt: str) -> None:
    _tile_floor(ink, layout, area, salt)
    x0, z0, x1, z1 = area
    for x in (-1.9, 1.9):
        if x0 < x < x1:
            _rect(ink, x - 0.03, -z1, x + 0.03, -z0, layout.accent, 0.6, 0.7)


def _carpet(ink: Ink, layout: Layout, area: Area, salt: str) -> None:
    x0, z0, x1, z1 = area
    for i in range(60):
        x, z = x0 + (x1 - x0) * number(salt, i, "x"), z0 + (z1 - z0) * number(salt, i, "z")
        _rect(ink, x, -z - 0.12, x + 0.3, -z, shade(layout.floor, 0.04 if i % 2 else -0.05), 0.05)


FLOORS: dict[str, Callable[[Ink, Layout, Area, str], None]] = {
    "carpet": _carpet, "checker": _checker, "flags": _flags, "panels": _panels, "parquet": _parquet, "planks": _planks,
    "tiles": _tile_floor,
}  # fmt: skip
