"""What the lens leaves out of focus: the set and people away from the focal plane, drawn small and blown up softly."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import numpy as np

from storyreel.tools.generators.previz.camera import View
from storyreel.tools.generators.previz.framing import SENSOR_M
from storyreel.tools.generators.previz.ink import Ink
from storyreel.tools.generators.previz.library import skia
from storyreel.tools.generators.previz.stage import StageShot

__all__ = ["Focus"]

T = TypeVar("T")
Array = np.ndarray


class Focus:
    """The lens of one Picture: how soft things are, and soft drawing. `ink` is the pen on the picture itself."""

    def __init__(self, ink: Ink) -> None:
        self._ink = ink
        self._small: dict[tuple[int, int], tuple[Any, Ink]] = {}

    def blur_px(self, view: View, distance_m: float) -> float:
        """Radius of the circle of confusion in pixels for a distance."""
        aperture, camera = self._ink.style.aperture, view.camera
        if aperture <= 0:
            return 0.0
        lens = camera.focal * SENSOR_M
        at = max(0.4, camera.focus_m)
        circle = lens * lens / aperture * abs(distance_m - at) / (max(0.3, distance_m) * max(0.05, at - lens))
        return min(0.022, circle / SENSOR_M / 2) * view.height

    def background_px(self, view: View, stage: StageShot) -> float:
        """How soft the set is: taken at the wall or some metres behind the focal plane."""
        at = view.camera.focus_m
        return self.blur_px(view, at + (2.4 if stage.layout.interior else 5.0))

    def draw_set(self, pixels: Array, view: View, blur: float, draw: Callable[[Ink, View], None]) -> None:
        """Draw the set into the picture, soft where it is out of focus."""
        if blur < 1.2:
            draw(self._ink, view)
            return
        step = 4 if blur > 4.5 else 2
        surface, ink = self._layer(view, step)
        draw(ink, _reduced(view, step))
        image = surface.makeImageSnapshot()
        sigma = max(0.4, blur * 0.55 / step)
        paint = skia.Paint(ImageFilter=skia.ImageFilters.Blur(sigma, sigma, skia.TileMode.kClamp))
        surface.getCanvas().drawImage(image, 0, 0, skia.SamplingOptions(), paint)
        small = surface.makeImageSnapshot()
        rect = skia.Rect.MakeWH(view.width, view.height)
        self._ink.canvas.drawImageRect(small, rect, skia.SamplingOptions(skia.FilterMode.kLinear))

    def draw_figure(self, pixels: Array, view: View, blur: float, draw: Callable[[Ink, View], T]) -> T:
        """Draw a person, soft where they are out of focus."""
        if blur < 2.2:
            return draw(self._ink, view)
        step = 4 if blur > 5 else 2
        surface, ink = self._layer(view, step)
        surface.getCanvas().clear(0)
        ink.flat_out = step == 4
        made = draw(ink, _reduced(view, step))
        ink.flat_out = False
        rect = skia.Rect.MakeWH(view.width, view.height)
        sigma = max(0.4, blur * 0.5 / step)
        image = surface.makeImageSnapshot()
        surface.getCanvas().clear(0)
        surface.getCanvas().drawImage(image, 0, 0, skia.SamplingOptions(), skia.Paint(ImageFilter=skia.ImageFilters.Blur(sigma, sigma)))
        self._ink.canvas.drawImageRect(surface.makeImageSnapshot(), rect, skia.SamplingOptions(skia.FilterMode.kLinear))
        return made

    def _layer(self, view: View, step: int) -> tuple[Any, Ink]:
        size = (-(-view.width // step), -(-view.height // step))
        if size not in self._small:
            info = skia.ImageInfo.Make(*size, skia.kRGBA_8888_ColorType, skia.kPremul_AlphaType)
            surface = skia.Surface.MakeRaster(info)
            self._small[size] = (surface, Ink(surface.getCanvas(), size, self._ink.style, self._ink.light))
        surface, ink = self._small[size]
        ink.toward = self._ink.toward
        return surface, ink


def _reduced(view: View, step: int) -> View:
    camera = view.camera
    small = View(camera, -(-view.width // step), -(-view.height // step))
    # The size is rounded up; keep the scale of the picture itself.
    small.focal_px = view.focal_px / step
    small.mid_x, small.mid_y = view.mid_x / step, view.mid_y / step
    return small


