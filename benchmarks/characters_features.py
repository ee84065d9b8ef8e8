"""What is measured of a figure cut from a frame, to tell people apart: fixed before any look was tuned, and not changed since.

It sees pixels alone: the frame, the same set-up without anybody, and the box in which the figure stands. What differs from the
empty picture is the figure. Its colours are counted in CIELAB in four bands, measured down from the top of the figure, for the
head keeps its size when someone sits; with them go how wide it is at each height and how tall it is. The scale of the set-up,
pixels a metre, is that of the floor on which everybody stands and the same for all. Height counts up to a quarter of a metre of
difference and no further, since who sits is lower and no less themselves.
"""

from __future__ import annotations

from typing import Any

import numpy as np

__all__ = ["BANDS_M", "COLOUR_SIZE", "features", "lab", "nearest"]

Array = np.ndarray[Any, Any]

BANDS_M = ((0.0, 0.3), (0.3, 0.75), (0.75, 1.15), (1.15, 2.6))
"""Head and hat, chest, hips, legs: metres down from the top of the figure."""
_BAND_WEIGHTS = (1.0, 1.0, 0.8, 0.8)
_DIFFERS = 18  # levels of 255 by which a pixel of the figure differs from the empty picture, at least
_LIGHTS, _TINTS = np.arange(0.0, 101.0, 20.0), np.arange(-64.0, 65.0, 16.0)
_SLICE_M, _SLICES = 0.15, 12
_WIDTH_WEIGHT, _HEIGHT_WEIGHT = 0.35, 2.0  # a metre of difference, where colours that share nothing are 1.41 apart
_HEIGHT_COUNTS_M = 0.25
_BINS = len(_LIGHTS) * len(_TINTS) ** 2
COLOUR_SIZE = _BINS * len(BANDS_M)
"""How many of the numbers are of colour; the rest are of shape."""


def features(frame: Array, empty: Array, box: tuple[int, int, int, int], metre_px: float) -> Array:
    """What is measured of one figure.

    Args:
        frame: RGB (height, width, 3) uint8.
        empty: The same set-up without the figure.
        box: Left, top, right, bottom, pixels, that surely holds the figure.
        metre_px: Pixels a metre where the figure stands.

    Returns:
        One row of float64; `nearest` compares rows.
    """
    x0, y0, x1, y1 = box
    x0, y0 = max(0, x0), max(0, y0)
    cut, plate = frame[y0:y1, x0:x1].astype(np.int16), empty[y0:y1, x0:x1].astype(np.int16)
    mask = np.abs(cut - plate).max(axis=2) > _DIFFERS
    rows = np.flatnonzero(mask.sum(axis=1) >= 3)
    if not len(rows):
        return np.zeros(COLOUR_SIZE + _SLICES + 1)
    top, low = int(rows[0]), int(rows[-1])
    colours = [
        weight * _histogram(_band(cut, top, band, metre_px), _band(mask, top, band, metre_px))
        for band, weight in zip(BANDS_M, _BAND_WEIGHTS, strict=True)
    ]
    widths = [
        float(part.sum(axis=1).mean()) / metre_px if len(part) else 0.0
        for part in (_band(mask, top, (k * _SLICE_M, (k + 1) * _SLICE_M), metre_px) for k in range(_SLICES))
    ]
    height = (low - top + 1) / metre_px
    return np.concatenate([*colours, _WIDTH_WEIGHT * np.array(widths), [_HEIGHT_WEIGHT * height]])


def nearest(gallery: Array, probes: Array) -> Array:
    """For each probe (rows) the number of the nearest row of the gallery; the last number of a row is the height."""
    a, b = probes[:, :-1], gallery[:, :-1]
    apart = (a**2).sum(axis=1)[:, None] + (b**2).sum(axis=1)[None] - 2 * a @ b.T
    taller = np.abs(probes[:, -1:] - gallery[None, :, -1])
    return np.argmin(apart + np.minimum(taller, _HEIGHT_WEIGHT * _HEIGHT_COUNTS_M) ** 2, axis=1)


def lab(rgb: Array) -> Array:
    """CIELAB (D65) of sRGB pixels (n, 3) in 0 to 255."""
    linear = np.asarray(rgb, float) / 255
    linear = np.where(linear > 0.04045, ((linear + 0.055) / 1.055) ** 2.4, linear / 12.92)
    to_xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    xyz = linear @ to_xyz.T / np.array([0.9505, 1.0, 1.089])
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.stack([116 * f[:, 1] - 16, 500 * (f[:, 0] - f[:, 1]), 200 * (f[:, 1] - f[:, 2])], axis=1)


def _band(of: Array, top: int, band: tuple[float, float], metre_px: float) -> Array:
    return of[top + round(band[0] * metre_px) : top + round(band[1] * metre_px)]


def _histogram(cut: Array, mask: Array) -> Array:
    """The square roots of the shares of colours, each pixel shared among the eight nearest bins."""
    pixels = lab(cut[mask])
    total = np.zeros(_BINS)
    if not len(pixels):
        return total
    axes = [_shares(pixels[:, i], nodes) for i, nodes in enumerate((_LIGHTS, _TINTS, _TINTS))]
    for low_l, share_l in axes[0]:
        for low_a, share_a in axes[1]:
            for low_b, share_b in axes[2]:
                index = (low_l * len(_TINTS) + low_a) * len(_TINTS) + low_b
                total += np.bincount(index, share_l * share_a * share_b, minlength=_BINS)
    return np.sqrt(total / total.sum())


def _shares(values: Array, nodes: Array) -> tuple[tuple[Array, Array], tuple[Array, Array]]:
    at = np.clip((values - nodes[0]) / (nodes[1] - nodes[0]), 0, len(nodes) - 1 - 1e-9)
    low = at.astype(int)
    return ((low, 1 - (at - low)), (low + 1, at - low))
