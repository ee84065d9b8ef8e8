"""The contact sheet of the fifty: each from the front in medium size and whole beside it, all whole figures to one scale."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, pi, radians, sin
from typing import Any

import numpy as np

from storyreel.tools.generators.previz.acting import Acting, act
from storyreel.tools.generators.previz.camera import Camera, Vec, View
from storyreel.tools.generators.previz.figure import draw_person, toward_light
from storyreel.tools.generators.previz.focus import canvas_on
from storyreel.tools.generators.previz.ink import Ink
from storyreel.tools.generators.previz.library import check_drawing_library
from storyreel.tools.generators.previz.light import light_of
from storyreel.tools.generators.previz.looks import Look
from storyreel.tools.generators.previz.marks import Mark
from storyreel.tools.generators.previz.people import Person
from storyreel.tools.generators.previz.styles import style_of
from storyreel.tools.lettering import Lettering, TextStyle

__all__ = ["portrait", "sheet"]

Array = np.ndarray[Any, Any]

_NEAR, _WHOLE = (117, 174), (86, 174)
_COLUMNS, _NAME_PX, _GAP = 10, 17, 5
_PAPER, _GROUND = 0xFFF4F1EA, (0xD5, 0xD8, 0xDA)
_FULL_M = 2.62
_STEP = 8  # colours are told to steps of so many levels, which halves the file and is not seen


def portrait(
    look: Look, size: tuple[int, int], *, turn: float = 14.0, whole: bool = False, emotion: str = "", posture: str = "standing",
    style: str = "", action: str = "",
) -> Array:  # fmt: skip
    """One person before a plain ground, RGB (height, width, 3): head and chest, or the whole figure to a common scale.

    Args:
        turn: How far the body is turned from the lens, degrees.
    """
    width, height = size
    pixels = np.zeros((height, width, 4), np.uint8)
    pixels[...] = (*_GROUND[::-1], 255)
    surfaces = canvas_on(pixels), canvas_on(pixels, premultiplied=True)
    ink = Ink(
        surfaces[0].getCanvas(), size, style_of(style)[0], light_of(time_of_day="day", interior=True)[0], surfaces[1].getCanvas()
    )
    yaw = pi + radians(turn)
    person = Person(
        name=look.name, look=look, mark=Mark(0, 0, 0, 0), yaw=yaw, gaze=None, posture=posture, emotion=emotion, action=action
    )
    view = _view(person, size, whole=whole)
    ink.toward = toward_light(ink, view)
    ahead: Vec = (4 * sin(yaw), person.head_up, 4 * cos(yaw))
    acting: Acting = act(person, 1.0, 0.9, salt="sheet", lens=view.camera.position if abs(turn) < 60 else ahead)
    draw_person(ink, view, person, acting, 0.9)
    return pixels[:, :, 2::-1].copy()


def _view(person: Person, size: tuple[int, int], *, whole: bool) -> View:
    away = 6.0
    if whole:
        up, tall = _FULL_M / 2 - 0.07, _FULL_M
    else:
        tall = person.look.head_m * 3.5
        up = person.head_up - 0.16 * tall
    return View(Camera(position=(0.0, up, -away), target=(0.0, up, 0.0), focal=away / tall, focus_m=away), *size)


def sheet(looks: Sequence[Look], works: Sequence[str]) -> bytes:
    """The sheet as PNG.

    Raises:
        MissingSystemLibrary: If the drawing library or every font is missing.
    """
    skia = check_drawing_library()
    cell = (_NEAR[0] + _WHOLE[0] + _GAP, _NEAR[1] + 2 * _NAME_PX)
    rows = -(-len(looks) // _COLUMNS)
    surface = skia.Surface(_COLUMNS * (cell[0] + _GAP) + _GAP, rows * (cell[1] + _GAP) + _GAP)
    canvas, letters = surface.getCanvas(), Lettering()
    canvas.clear(_PAPER)
    for i, (look, work) in enumerate(zip(looks, works, strict=True)):
        x, y = _GAP + i % _COLUMNS * (cell[0] + _GAP), _GAP + i // _COLUMNS * (cell[1] + _GAP)
        for picture, left in ((portrait(look, _NEAR), x), (portrait(look, _WHOLE, whole=True), x + _NEAR[0])):
            flat = (picture.astype(np.int16) // _STEP * _STEP + _STEP // 2).astype(np.uint8)
            solid = np.dstack([flat, np.full(flat.shape[:2], 255, np.uint8)])
            canvas.drawImage(skia.Image.fromarray(np.ascontiguousarray(solid), colorType=skia.kRGBA_8888_ColorType), left, y)
        for text, bold, down in ((look.name, True, 0), (work, False, 1)):
            style = TextStyle(size=_NAME_PX * 0.66, colour=0xFF2A2A2E, bold=bold)
            letters.set(text, style, cell[0], lines=1).paint(canvas, x, y + _NEAR[1] + down * _NAME_PX * 0.9)
    return bytes(surface.makeImageSnapshot().encodeToData(skia.EncodedImageFormat.kPNG, 100))
