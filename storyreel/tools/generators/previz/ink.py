"""The pen: fills, strokes and shades paths in the colours that light and style make of them.

Every colour passes through light and grade once and is kept; so a style costs nothing while frames are drawn. This module
knows no people, sets or cameras.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from math import ceil, exp, log
from typing import Any

from storyreel.tools.generators.previz.library import skia
from storyreel.tools.generators.previz.light import Light
from storyreel.tools.generators.previz.ramps import Ramps
from storyreel.tools.generators.previz.styles import Style, graded

__all__ = ["Box", "Ink"]

Box = tuple[float, float, float, float]
Path = Any

# Sizes of glows differ by this part; how bright (0 to 1) the picture under a glow is taken to be.
_GLOW_STEP, _GLOW_OVER = 0.025, 0.35
_WIDE_PX = 256
_LARGE_PX = 900
"""From how many pixels on a shade is worth a tile of its own."""


class Ink:
    """A canvas with a Style and a Light.

    Attributes:
        canvas: The drawing library's canvas.
        images: A canvas on the same pixels that takes images: one that blends them faster, if there is one.
        toward: Direction to the light in the picture: x to the right, y down, and how much of it comes from the front.
        unit: Pixels per unit of what is drawn: 1 in the picture itself, more on a card that is drawn in metres.
        pools: Whether floors and walls darken away from the middle of the set by themselves.
        dim: Level added to every lit colour: below 0 for what stands in the dark part of the set.
        flat_out: No outlines: for what is out of focus.
    """

    def __init__(self, canvas: Any, size: tuple[int, int], style: Style, light: Light, sheet: Any = None) -> None:
        self.canvas, self.style, self.light = canvas, style, light
        self._own, self.images = canvas, sheet or canvas
        self.width, self.height = size
        self.toward: tuple[float, float, float] = (-0.6, -0.5, 0.6)
        self.dim = 0.0
        self.fade = 1.0
        self.unit = 1.0
        self.pools = True
        self.flat_out = False
        self._plates: dict[str, Any] = {}
        self._glows: dict[tuple[int, int, int], Any] = {}
        self._round_glows: dict[int, Any] = {}
        self._colours: dict[tuple[int, int], int] = {}
        self._brushes: dict[tuple[int, int, int], Any] = {}
        self._paints: dict[tuple[int, float], Any] = {}
        self._ramps = Ramps()

    @property
    def quick(self) -> Any:
        """The canvas on which recorded drawing, most of it of one colour each, is shown fastest."""
        return self.images if self.canvas is self._own else self.canvas

    def colour(self, rgb: int, level: float = 0.0, alpha: float = 1.0) -> int:
        """The ARGB colour of a surface: level 1 faces the light, 0 stands across it, -1 turns away."""
        step = round((level + self.dim) * 16)
        argb = self._colours.get((rgb, step))
        if argb is None:
            argb = self._colours[(rgb, step)] = _argb(graded(self.style, *_lit(rgb, step / 16, self.light)))
        alpha *= self.fade
        return argb if alpha >= 1 else argb & 0xFFFFFF | round(max(0.0, alpha) * 255) << 24

    def bare(self, rgb: int, alpha: float = 1.0) -> int:
        """The ARGB colour of what shines by itself or is far away: graded, not lit."""
        key = (rgb, 9999)
        argb = self._colours.get(key)
        if argb is None:
            argb = self._colours[key] = _argb(graded(self.style, *((rgb >> s & 255) / 255 for s in (16, 8, 0))))
        return argb if alpha >= 1 else argb & 0xFFFFFF | round(max(0.0, alpha) * 255) << 24

    @contextmanager
    def faded(self, part: float) -> Generator[None]:
        """Everything drawn within is so solid, 0 to 1, in steps: for what comes and goes as a head turns."""
        kept, self.fade = self.fade, self.fade * round(8 * min(1.0, max(0.0, part))) / 8
        try:
            yield
        finally:
            self.fade = kept

    def paint(self, argb: int, width: float = 0.0) -> Any:
        """A paint for a colour; a width above 0 strokes with round ends."""
        width = round(width * self.unit * 4) / 4 / self.unit
        key = (argb, width)
        paint = self._paints.get(key)
        if paint is None:
            paint = skia.Paint(Color=argb, AntiAlias=True)
            if width > 0:
                paint.setStyle(skia.Paint.kStroke_Style)
                paint.setStrokeWidth(width)
                paint.setStrokeCap(skia.Paint.kRound_Cap)
                paint.setStrokeJoin(skia.Paint.kRound_Join)
            if len(self._paints) > 6000:
                self._paints.clear()
            self._paints[key] = paint
        return paint

    def fill(self, path: Path, rgb: int, level: float = 0.0, alpha: float = 1.0) -> None:
        """Fill a path with one colour."""
        path.isConvex()  # see `sweep`
        self.canvas.drawPath(path, self._brush(rgb, level, alpha))

    def line(self, path: Path, rgb: int, width: float, level: float = 0.0, alpha: float = 1.0) -> None:
        """Stroke a path; thinner than half a pixel fades instead."""
        pixels = width * self.unit
        if pixels < 0.5:
            alpha, pixels = alpha * pixels / 0.5, 0.5
        if alpha > 0.03:
            self.canvas.drawPath(path, self.paint(self.colour(rgb, level, alpha), pixels / self.unit))

    def dot(self, x: float, y: float, radius: float, rgb: int, level: float = 0.0, alpha: float = 1.0) -> None:
        """A filled circle."""
        self.canvas.drawCircle(x, y, radius, self._brush(rgb, level, alpha))

    def _brush(self, rgb: int, level: float, alpha: float) -> Any:
        """The paint that fills with a lit colour: found at once when the same was asked before."""
        key = (rgb, round((level + self.dim) * 16), round(alpha * self.fade * 255))
        paint = self._brushes.get(key)
        if paint is None:
            paint = self._brushes[key] = skia.Paint(Color=self.colour(rgb, level, alpha), AntiAlias=True)
        return paint

    def outlined(self, path: Path, rgb: int) -> None:
        """The outline that the style puts round a form, to be covered by the form itself."""
        width = self.style.outline * self.height * 2 / self.unit
        if width > 0 and not self.flat_out:
            self.canvas.drawPath(path, self.paint(self.colour(_dark(rgb), -0.7), width))

    def form(self, path: Path, rgb: int, box: Box, *, outline: bool = True, level: float = 0.0, depth: float = 1.0) -> None:
        """Fill a path as a solid form within `box` (pixels): light falls across it from where the light is.

        `depth` is how strongly it is rounded: 1 a limb, 0.3 a nearly flat sheet.
        """
        if outline:
            self.outlined(path, rgb)
        lx, ly, front = self.toward
        if self.style.shading == "flat":
            self.fill(path, rgb, level + 0.25 * front)
            return
        x0, y0, x1, y1 = box
        mx, my, half_w, half_h = (x0 + x1) / 2, (y0 + y1) / 2, (x1 - x0) / 2, (y1 - y0) / 2
        start, end = (mx + lx * half_w, my + ly * half_h * 0.8), (mx - lx * half_w, my - ly * half_h * 0.8)
        if (abs(start[0] - end[0]) + abs(start[1] - end[1])) * self.unit < 9:
            # Too small for its rounding to be seen.
            self.fill(path, rgb, level + 0.4 * front)
            return
        if self.style.shading == "cel":
            lit, dark = level + 0.35 + 0.3 * front, level - 0.55
            part = 0.52 + 0.2 * front
            colours, stops = (
                [self.colour(rgb, lit), self.colour(rgb, lit), self.colour(rgb, dark), self.colour(rgb, dark)],
                [0.0, part, part + 0.02, 1.0],
            )
        else:
            colours = [
                self.colour(rgb, level + depth * (0.75 + 0.25 * front)),
                self.colour(rgb, level + 0.3 * front),
                self.colour(rgb, level - depth * (0.95 - 0.3 * front)),
            ]
            stops = [0.0, 0.5 + 0.1 * front, 1.0]
        self.sweep(path, start, end, colours, stops)

    def sweep(
        self,
        path: Path,
        start: tuple[float, float],
        end: tuple[float, float],
        colours: Sequence[int],
        stops: Sequence[float] | None = None,
    ) -> None:
        """Fill a path with a gradient of ARGB colours between two points."""
        # The library finds out whether a path is convex when it first draws it, keeps that, and draws a path of which it knows
        # otherwise in a few pixels: asked for here, a recording shows the same whether it was shown before or not.
        path.isConvex()
        stops = stops or [k / (len(colours) - 1) for k in range(len(colours))]
        tile = self._tile(path, start, end, colours, stops)
        shader = tile or skia.GradientShader.MakeLinear([start, end], list(colours), list(stops))
        self.canvas.drawPath(path, skia.Paint(AntiAlias=True, Shader=shader, Dither=tile is None))

    def _tile(
        self, path: Path, start: tuple[float, float], end: tuple[float, float], colours: Sequence[int], stops: Sequence[float]
    ) -> Any:
        """A quick shader for a shade across a path that is large and seen upright, else None."""
        box = path.getBounds()
        if box.width() * box.height() * self.unit * self.unit < _LARGE_PX or not self.canvas.getTotalMatrix().isScaleTranslate():
            return None
        return self._ramps.shader((box.left(), box.top(), box.right(), box.bottom()), start, end, colours, stops)

    def glow(self, x: float, y: float, radius: float, rgb: int, alpha: float) -> None:
        """A soft round light that adds to what is there."""
        if radius * self.unit < 0.5 or alpha <= 0.01:
            return
        spread = self._spread(x, y, radius) if self.canvas is self._own else None
        if spread is not None:
            self._lay_glow(spread, rgb, alpha)
            return
        argb = self.bare(rgb)
        inner, mid, outer = (argb & 0xFFFFFF | round(255 * min(1.0, alpha * part)) << 24 for part in (1.0, 0.32, 0.0))
        shader = skia.GradientShader.MakeRadial((x, y), radius, [inner, mid, outer], [0.0, 0.45, 1.0])
        self.canvas.drawCircle(
            x, y, radius, skia.Paint(AntiAlias=True, Shader=shader, BlendMode=skia.BlendMode.kScreen, Dither=True)
        )

    def _spread(self, x: float, y: float, radius: float) -> Box | None:
        """Middle and half sizes in pixels of a round glow on the plane that is drawn on; None where it is no upright oval."""
        m = self.canvas.getTotalMatrix()
        if m.isIdentity():
            return (x, y, radius, radius)
        spots = ((x, y), (x - radius, y), (x + radius, y), (x, y - radius), (x, y + radius))
        if min(m.get(6) * a + m.get(7) * b + m.get(8) for a, b in spots) < 0.3:
            return None
        middle, left, right, up, down = (m.mapXY(a, b) for a, b in spots)
        wide, high = abs(right.fX - left.fX) / 2, abs(down.fY - up.fY) / 2
        return (middle.fX, middle.fY, wide, high) if min(wide, high) > 1.0 else None

    def _lay_glow(self, spread: Box, rgb: int, alpha: float) -> None:
        """A glow as an image that is kept for its size, in steps too small to be seen: a fifth of the time of a gradient."""
        x, y, wide, high = spread
        if max(wide, high) >= self.height:
            self._lay_wide_glow(spread, rgb, alpha)
            return
        a, b = (round(log(v) / _GLOW_STEP) for v in (wide, high))
        glow = self._glows.get((rgb, a, b))
        if glow is None:
            if len(self._glows) > 48:
                self._glows.clear()
            glow = self._glows[(rgb, a, b)] = _stretched(self._round_glow(rgb), exp(a * _GLOW_STEP), exp(b * _GLOW_STEP))
        x, y = round(x - glow.width() / 2), round(y - glow.height() / 2)
        paint = skia.Paint(Alphaf=min(1.0, alpha))
        self.images.save()
        self.images.resetMatrix()
        self.images.drawImage(glow, x, y, skia.SamplingOptions(), paint)
        self.images.restore()

    def _lay_wide_glow(self, spread: Box, rgb: int, alpha: float) -> None:
        """A glow that is wider than the picture: one image for all sizes, whose dots differ less than colours do."""
        x, y, wide, high = spread
        glow = self._round_glow(rgb)
        by, reach = (wide / _WIDE_PX, high / _WIDE_PX), glow.width() / 2
        there = skia.Rect(x - reach * by[0], y - reach * by[1], x + reach * by[0], y + reach * by[1])
        self.images.save()
        self.images.resetMatrix()
        self.images.drawImageRect(glow, there, skia.SamplingOptions(), skia.Paint(Alphaf=min(1.0, alpha)))
        self.images.restore()

    def _round_glow(self, rgb: int) -> Any:
        """The glow of a colour at one size, of which those of all others are made."""
        argb = self.bare(rgb)
        glow = self._round_glows.get(argb)
        if glow is None:
            glow = self._round_glows[argb] = _glow_image(argb, _WIDE_PX)
        return glow

    def lay(self, image: Any, x: float, y: float) -> None:
        """Put an image over the picture."""
        self.images.drawImage(image, x, y)

    @contextmanager
    def within(self, box: tuple[int, int, int, int]) -> Generator[None]:
        """Draw only within a box (left, top, right, bottom) of whole pixels, images as well."""
        canvases = (self.canvas, self.images)
        for canvas in canvases:
            canvas.save()
            canvas.clipRect(skia.Rect(*box))
        try:
            yield
        finally:
            for canvas in canvases:
                canvas.restore()

    def plate(self, key: str, draw: Callable[[], None]) -> None:
        """Draw what is the same in its own coordinates at every camera: recorded the first time, played from then on."""
        made = self._plates.get(key)
        if made is None:
            recorder = skia.PictureRecorder()
            canvas, self.canvas = self.canvas, recorder.beginRecording(skia.Rect(-1e5, -1e5, 1e5, 1e5))
            try:
                draw()
            finally:
                self.canvas = canvas
            made = self._plates[key] = recorder.finishRecordingAsPicture()
        quick, plain = self.quick, self.canvas
        if quick is plain:
            quick.drawPicture(made)
            return
        quick.save()
        quick.setMatrix(plain.getTotalMatrix())
        quick.drawPicture(made)
        quick.restore()

    @contextmanager
    def inside(self, path: Path) -> Generator[None]:
        """Draw only within a path."""
        self.canvas.save()
        self.canvas.clipPath(path, skia.ClipOp.kIntersect, True)
        try:
            yield
        finally:
            self.canvas.restore()

    @contextmanager
    def on_plane(self, matrix: tuple[float, ...]) -> Generator[None]:
        """Draw in the coordinates of a plane in space (`View.plane`)."""
        self.canvas.save()
        self.canvas.concat(skia.Matrix.MakeAll(*matrix))
        try:
            yield
        finally:
            self.canvas.restore()


def _glow_image(argb: int, radius: int) -> Any:
    """A disc of light that is laid over a picture and looks like light added to it where the picture is rather dark."""
    red, green, blue = (round(v + _GLOW_OVER * (255 - v)) for v in (argb >> 16 & 255, argb >> 8 & 255, argb & 255))
    colours = [round(255 * part) << 24 | red << 16 | green << 8 | blue for part in (1.0, 0.32, 0.0)]
    surface = _clear_surface(2 * radius + 2, 2 * radius + 2)
    shader = skia.GradientShader.MakeRadial((radius + 1, radius + 1), radius, colours, [0.0, 0.45, 1.0])
    surface.getCanvas().drawCircle(radius + 1, radius + 1, radius, skia.Paint(Shader=shader, Dither=True))
    return surface.makeImageSnapshot()


def _stretched(glow: Any, wide: float, high: float) -> Any:
    """An oval of light with these half sizes, from a round one: quicker than drawing it anew."""
    surface = _clear_surface(2 * ceil(wide) + 2, 2 * ceil(high) + 2)
    surface.getCanvas().drawImageRect(glow, skia.Rect(surface.width(), surface.height()), skia.SamplingOptions(), None)
    return surface.makeImageSnapshot()


def _clear_surface(wide: int, high: int) -> Any:
    return skia.Surface.MakeRaster(skia.ImageInfo.Make(wide, high, skia.kBGRA_8888_ColorType, skia.kPremul_AlphaType))


def _lit(rgb: int, level: float, light: Light) -> tuple[float, float, float]:
    level = max(-1.6, min(1.4, level))
    tint = light.lit if level > 0 else light.shade
    part = abs(level)
    out: list[float] = []
    for i, shift in enumerate((16, 8, 0)):
        by = light.mid[i] + (tint[i] - light.mid[i]) * part
        out.append(max(0.0, (rgb >> shift & 255) / 255 * by))
    return (out[0], out[1], out[2])


def _argb(of: tuple[float, float, float]) -> int:
    red, green, blue = (max(0, min(255, round(v * 255))) for v in of)
    return 0xFF000000 | red << 16 | green << 8 | blue


def _dark(rgb: int) -> int:
    return (rgb >> 16 & 255) * 9 // 25 << 16 | (rgb >> 8 & 255) * 8 // 25 << 8 | (rgb & 255) * 9 // 25
