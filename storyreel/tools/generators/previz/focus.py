"""What the lens leaves out of focus: the set and people away from the focal plane, drawn small and blown up softly."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np

from storyreel.tools.generators.previz.camera import View
from storyreel.tools.generators.previz.framing_frame import SENSOR_M
from storyreel.tools.generators.previz.ink import Ink
from storyreel.tools.generators.previz.library import skia
from storyreel.tools.generators.previz.reel import Affine
from storyreel.tools.generators.previz.stage import StageShot

__all__ = ["MARGIN", "Focus", "SoftSet", "background_m", "canvas_on", "reduced"]

T = TypeVar("T")
Array = np.ndarray
Box = tuple[int, int, int, int]
MARGIN = 4
"""Small pixels round a soft set: more than a camera that creeps moves it while one drawing serves."""


@dataclass(frozen=True)
class _Layer:
    """A small picture to draw on: its pixels and its pen."""

    pixels: Array
    surface: Any
    ink: Ink


@dataclass(frozen=True)
class SoftSet:
    """The small pixels of a set that is out of focus, how much smaller they are, and the margin of them that is not seen."""

    pixels: Array
    step: int
    margin: int


class Focus:
    """The lens of one Picture: how soft things are, and soft drawing. `ink` is the pen on the picture itself."""

    def __init__(self, ink: Ink) -> None:
        self._ink = ink
        self._layers: dict[tuple[int, bool, int], _Layer] = {}
        self._kept: dict[str, tuple[int, Any, int, int, Any]] = {}

    def blur_px(self, view: View, distance_m: float) -> float:
        """Radius of the circle of confusion in pixels for a distance."""
        aperture, camera = self._ink.style.aperture, view.camera
        if aperture <= 0:
            return 0.0
        lens = camera.focal * SENSOR_M
        at = max(0.4, camera.focus_m)
        circle = lens * lens / aperture * abs(distance_m - at) / (max(0.3, distance_m) * max(0.05, at - lens))
        return min(0.022, circle / SENSOR_M / 2) * view.height

    @staticmethod
    def softness(blur: float, view: View) -> float:
        """The blur of a person, 0 where it is too little to be drawn."""
        return blur if blur >= view.height * 0.0045 else 0.0

    def background_px(self, view: View, stage: StageShot) -> float:
        """How soft the set is: taken at the wall or some metres behind the one it is about."""
        return self.blur_px(view, background_m(view, stage))

    def draw_set(self, view: View, blur: float, draw: Callable[[Ink, View], None]) -> None:
        """Draw the set into the picture, soft where it is out of focus."""
        if not self.is_soft(view, blur):
            draw(self._ink, view)
            return
        self.show_set(self.soft_set(view, blur, draw, margin=0))

    @staticmethod
    def is_soft(view: View, blur: float) -> bool:
        """Whether a set of that blur is drawn softly."""
        return blur >= view.height * 0.0027

    def soft_set(self, view: View, blur: float, draw: Callable[[Ink, View], None], *, margin: int = MARGIN) -> SoftSet:
        """A set that is out of focus, small, with a margin of small pixels round what is seen of it."""
        step = 4 if blur > view.height * 0.007 else 2
        layer = self._layer(view, step, clear=False, margin=margin)
        draw(layer.ink, reduced(view, step, margin))
        return SoftSet(_soft(layer.pixels, blur / step), step, margin)

    def show_set(self, made: SoftSet, by: Affine | None = None) -> None:
        """Blow up a soft set into the picture, moved by an affine if one is given."""
        canvas, aside = self._ink.images, -made.step * made.margin
        canvas.save()
        if by is not None:
            canvas.concat(skia.Matrix.MakeAll(by.a, by.c, by.e, by.b, by.d, by.f, 0, 0, 1))
        canvas.translate(aside, aside)
        _stretch(canvas, made.pixels, made.step, alpha=skia.kOpaque_AlphaType)
        canvas.restore()

    def draw_figure(
        self,
        view: View,
        blur: float,
        box: Box,
        draw: Callable[[Ink, View], T],
        *,
        key: tuple[str, int] | None = None,
        shift: tuple[int, int] = (0, 0),
    ) -> T:
        """Draw a person within a box of the picture (left, top, right, bottom), soft where they are out of focus.

        Who is asked for again with the same key is the same soft picture, `shift` pixels away.
        """
        if not self.softness(blur, view):
            return draw(self._ink, view)
        kept = self._kept.get(key[0]) if key else None
        if key is None or kept is None or kept[0] != key[1]:
            made, image, x, y = self._soft_figure(view, blur, box, draw)
            if key:
                self._kept[key[0]] = (key[1], image, x, y, made)
        else:
            _, image, x, y, made = kept
        if image is not None:
            self._ink.lay(image, x + shift[0], y + shift[1])
        return made

    def _soft_figure(self, view: View, blur: float, box: Box, draw: Callable[[Ink, View], T]) -> tuple[T, Any, int, int]:
        """What a drawing gives, its soft image (None for a speck) and where that lies."""
        step = 4 if blur > view.height * 0.009 else 2
        layer = self._layer(view, step, clear=True)
        layer.ink.flat_out = step == 4
        made = draw(layer.ink, reduced(view, step))
        layer.ink.flat_out = False
        margin = round(2 * blur)
        x0, y0, x1, y1 = ((v + m) // step for v, m in zip(box, (-margin, -margin, margin, margin), strict=True))
        high, wide = layer.pixels.shape[:2]
        x0, y0, x1, y1 = max(0, x0), max(0, y0), min(wide, x1 + 1), min(high, y1 + 1)
        if x1 - x0 < 3 or y1 - y0 < 3:
            return made, None, 0, 0
        return made, self._enlarged(_soft(layer.pixels[y0:y1, x0:x1], blur / step), step), x0 * step, y0 * step

    def _enlarged(self, small: Array, step: int) -> Any:
        """The image of small pixels made `step` times as large, softly."""
        high, wide = small.shape[0] * step, small.shape[1] * step
        large = np.zeros((high, wide, 4), np.uint8)
        surface = canvas_on(large, premultiplied=True)
        _stretch(surface.getCanvas(), small, step)
        info = skia.ImageInfo.Make(wide, high, skia.kBGRA_8888_ColorType, skia.kPremul_AlphaType)
        return skia.Image.MakeRasterCopy(skia.Pixmap(info, large, wide * 4))

    def _layer(self, view: View, step: int, *, clear: bool, margin: int = 0) -> _Layer:
        key = (step, clear, margin)
        if key not in self._layers:
            wide, high = (-(-size // step) + 2 * margin for size in (view.width, view.height))
            pixels = np.zeros((high, wide, 4), np.uint8)
            surface = canvas_on(pixels, premultiplied=True)
            self._layers[key] = _Layer(pixels, surface, Ink(surface.getCanvas(), (wide, high), self._ink.style, self._ink.light))
        layer = self._layers[key]
        layer.ink.toward = self._ink.toward
        if clear:
            layer.pixels.fill(0)
        return layer


def background_m(view: View, stage: StageShot) -> float:
    """How far the set is from the lens: the wall, or some metres behind the one whom the Shot is about."""
    lead = stage.person(stage.made.subjects[0]) if stage.made.subjects else None
    there = view.depth(lead.head()) if lead is not None else stage.made.camera.focus_m
    return max(0.5, there) + (2.4 if stage.layout.interior else 5.0)


def canvas_on(pixels: Array, *, premultiplied: bool = False) -> Any:
    """A surface that draws straight into an array of shape (height, width, 4)."""
    # Unpremultiplied where every pixel is opaque: there the library takes its fast path for gradients.
    alpha = skia.kPremul_AlphaType if premultiplied else skia.kUnpremul_AlphaType
    info = skia.ImageInfo.Make(pixels.shape[1], pixels.shape[0], skia.kBGRA_8888_ColorType, alpha)
    return skia.Surface.MakeRasterDirect(info, pixels, pixels.shape[1] * 4)


def _stretch(canvas: Any, small: Array, step: int, *, alpha: Any = skia.kPremul_AlphaType) -> None:
    """Draw small pixels `step` times as large from the top left on. Where a canvas blends premultiplied BGRA this is quick.

    Pixels that are told to be opaque take half the time.
    """
    small = np.ascontiguousarray(small)
    high, wide = small.shape[:2]
    info = skia.ImageInfo.Make(wide, high, skia.kBGRA_8888_ColorType, alpha)
    image = skia.Image.MakeRasterCopy(skia.Pixmap(info, small, wide * 4))
    there = skia.Rect(0, 0, wide * step, high * step)
    canvas.drawImageRect(image, skia.Rect(0, 0, wide, high), there, skia.SamplingOptions(skia.FilterMode.kLinear), None)


def _soft(pixels: Array, radius: float) -> Array:
    """Pixels blurred to about a disc of that radius: binomial passes over a padded copy."""
    for _ in range(max(1, min(6, round(radius * radius * 0.55)))):
        p = np.pad(pixels, ((2, 2), (2, 2), (0, 0)), mode="edge").astype(np.uint16)
        rows = p[:-4] + p[4:] + 4 * (p[1:-3] + p[3:-1]) + 6 * p[2:-2]
        both = rows[:, :-4] + rows[:, 4:] + 4 * (rows[:, 1:-3] + rows[:, 3:-1]) + 6 * rows[:, 2:-2]
        pixels = (both >> 8).astype(np.uint8)
    return pixels


def reduced(view: View, step: int, margin: int = 0) -> View:
    """The view of a picture that is `step` times smaller, with a margin round it in small pixels."""
    if step == 1 and not margin:
        return view
    small = View(view.camera, -(-view.width // step) + 2 * margin, -(-view.height // step) + 2 * margin)
    # The size is rounded up; the scale stays that of the picture itself.
    small.focal_px = view.focal_px / step
    small.mid_x, small.mid_y = view.mid_x / step + margin, view.mid_y / step + margin
    return small
