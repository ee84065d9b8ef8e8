"""The darkness that is laid over a picture: its corners, and for a moving camera the unlit parts of the set.

It is one image per Shot, black with a varying strength, so that a frame pays for it once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from av.video.frame import VideoFrame
from av.video.reformatter import Interpolation, VideoReformatter

from storyreel.tools.generators.previz.camera import View
from storyreel.tools.generators.previz.figure import toward_light
from storyreel.tools.generators.previz.focus import canvas_on
from storyreel.tools.generators.previz.ink import Ink
from storyreel.tools.generators.previz.library import skia
from storyreel.tools.generators.previz.stage import StageShot

__all__ = ["darkness", "veil"]

Array = np.ndarray
_STEP = 4


def darkness(stage: StageShot, width: int, height: int, draw_set: Callable[[Ink, View, float], None]) -> Array | None:
    """How much black to lay over each pixel, (height, width) uint8, or None where there is nothing to darken.

    Args:
        draw_set: Draws the bare set with a pen before a view at a time.
    """
    left = _corners(width, height, stage.style.vignette)
    if not stage.rig.still and stage.style.shading != "flat":
        left = left * _unlit(stage, width, height, draw_set)
    if float(left.min()) > 0.98:
        return None
    return np.clip(255 * (1 - left), 0, 255).astype(np.uint8)


def veil(dark: Array, width: int, height: int, margin: int = 0) -> Any:
    """The drawing library's image of a darkness for a picture of another size, which may have a margin round what is seen."""
    rows = np.clip((np.arange(height) - margin) * dark.shape[0] // (height - 2 * margin), 0, dark.shape[0] - 1)
    columns = np.clip((np.arange(width) - margin) * dark.shape[1] // (width - 2 * margin), 0, dark.shape[1] - 1)
    shade = np.zeros((height, width, 4), np.uint8)
    shade[:, :, 3] = dark[rows][:, columns]
    info = skia.ImageInfo.Make(width, height, skia.kBGRA_8888_ColorType, skia.kPremul_AlphaType)
    return skia.Image.MakeRasterCopy(skia.Pixmap(info, shade, width * 4))


def _corners(width: int, height: int, strength: float) -> Array:
    """How much light is left at each pixel when corners fall off as they do through a lens, 0 to 1."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    r = ((x / width - 0.5) ** 2 * 1.7 + (y / height - 0.48) ** 2 * 1.5) / 0.8
    return 1 - strength * np.clip(r * 1.5, 0, 1) ** 1.3


def _unlit(stage: StageShot, width: int, height: int, draw_set: Callable[[Ink, View, float], None]) -> Array:
    """How much light the pools leave at each pixel in the middle of the Shot: the set drawn small with them over without."""
    small_w, small_h = max(2, width // _STEP), max(2, height // _STEP)
    view = View(stage.rig.at(0.5, stage.seconds / 2), small_w, small_h)
    light: list[Array] = []
    for pools in (True, False):
        pixels = np.zeros((small_h, small_w, 4), np.uint8)
        surface = canvas_on(pixels)
        ink = Ink(surface.getCanvas(), (small_w, small_h), stage.style, stage.light)
        ink.toward, ink.pools = toward_light(ink, view), pools
        draw_set(ink, view, 0.0)
        light.append(pixels[:, :, :3].astype(np.float32).sum(axis=2))
    part = np.clip(light[0] / np.maximum(light[1], 6.0), 0.0, 1.0)
    grey = np.ascontiguousarray((_smoothed(part) * 255).astype(np.uint8))
    frame = VideoFrame.from_ndarray(grey, format="gray")
    large = VideoReformatter().reformat(frame, width, height, "gray", interpolation=Interpolation.BILINEAR, threads=1)
    return large.to_ndarray().astype(np.float32) / 255


def _smoothed(part: Array) -> Array:
    for _ in range(10):
        p = np.pad(part, 1, mode="edge")
        part = (p[:-2, 1:-1] + p[2:, 1:-1] + p[1:-1, :-2] + p[1:-1, 2:] + 2 * p[1:-1, 1:-1]) / 6
    return part
