"""A picture as the encoder holds it: brightness and two colour planes at half size, and what a transition does to them.

Everything stays in limited-range BT.709, so a picture that needs no change is not converted. It knows nothing of files and cuts.
"""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

import numpy as np
from av.video.frame import VideoFrame
from av.video.reformatter import ColorRange, Colorspace, Interpolation, VideoReformatter

from storyreel.film.vocabulary import TransitionKind

__all__ = ["BLACK_Y", "Planes", "blend", "flat_picture", "from_planes", "letterbox", "to_planes", "transition_picture", "wiped"]

BLACK_Y = 16
_BT709, _UNTAGGED, _LIMITED = 1, 2, 1
_TAGGED_601 = frozenset({4, 5, 6})


class Planes(NamedTuple):
    """Brightness (height, width) and colour differences (height / 2, width / 2), uint8."""

    y: np.ndarray
    u: np.ndarray
    v: np.ndarray


def flat_picture(width_px: int, height_px: int, brightness: int = BLACK_Y) -> Planes:
    """A grey picture; 16 is black, 235 is white. Width and height are even.

    >>> flat_picture(4, 2).u.shape
    (1, 2)
    """
    colour = np.full((height_px // 2, width_px // 2), 128, np.uint8)
    return Planes(np.full((height_px, width_px), brightness, np.uint8), colour, colour.copy())


def to_planes(frame: VideoFrame) -> Planes:
    """The planes of a yuv420p frame with even sides."""
    width, height = frame.width, frame.height
    flat = frame.to_ndarray().reshape(-1)
    luma, chroma = width * height, width * height // 4
    half = (height // 2, width // 2)
    u, v = flat[luma : luma + chroma].reshape(half), flat[luma + chroma : luma + 2 * chroma].reshape(half)
    return Planes(flat[:luma].reshape(height, width), u, v)


def from_planes(planes: Planes) -> VideoFrame:
    """The yuv420p frame of these planes."""
    height, width = planes.y.shape
    flat = np.concatenate([plane.reshape(-1) for plane in planes])
    return VideoFrame.from_ndarray(flat.reshape(height * 3 // 2, width), format="yuv420p")


def letterbox(frame: VideoFrame, width_px: int, height_px: int, scaler: VideoReformatter) -> Planes:
    """The whole picture of any frame within this size, its shape kept, black where it does not reach."""
    shape = Fraction(frame.width, frame.height)
    inner_w = min(width_px, _even(height_px * shape))
    inner_h = min(height_px, _even(width_px / shape))
    same = (frame.width, frame.height) == (inner_w, inner_h) and frame.format.name == "yuv420p"
    if not (same and int(frame.colorspace) == _BT709 and int(frame.color_range) == _LIMITED):
        frame = scaler.reformat(
            frame,
            width=inner_w,
            height=inner_h,
            format="yuv420p",
            src_colorspace=_colorspace(frame),
            dst_colorspace=Colorspace.ITU709,
            dst_color_range=ColorRange.MPEG,
            interpolation=Interpolation.BICUBIC,
            threads=1,
        )
    inner = to_planes(frame)
    if (inner_w, inner_h) == (width_px, height_px):
        return inner
    whole = flat_picture(width_px, height_px)
    top, left = (height_px - inner_h) // 4 * 2, (width_px - inner_w) // 4 * 2
    whole.y[top : top + inner_h, left : left + inner_w] = inner.y
    half_rows, half_columns = slice(top // 2, (top + inner_h) // 2), slice(left // 2, (left + inner_w) // 2)
    whole.u[half_rows, half_columns], whole.v[half_rows, half_columns] = inner.u, inner.v
    return whole


def _even(value: Fraction) -> int:
    return max(2, round(value / 2) * 2)


def _colorspace(frame: VideoFrame) -> Colorspace:
    tag = int(frame.colorspace)
    untagged_small = tag == _UNTAGGED and frame.height < 720
    return Colorspace.ITU601 if tag in _TAGGED_601 or untagged_small else Colorspace.ITU709


def blend(before: Planes, after: Planes, share: float) -> Planes:
    """`share` of `after` (0.0 to 1.0) over the rest of `before`.

    >>> int(blend(flat_picture(2, 2, 100), flat_picture(2, 2, 200), 0.25).y[0, 0])
    125
    """
    made = [
        np.rint(a * np.float32(1 - share) + b * np.float32(share)).astype(np.uint8) for a, b in zip(before, after, strict=True)
    ]
    return Planes(*made)


def wiped(before: Planes, after: Planes, share: float) -> Planes:
    """`after` over the left `share` of the width, `before` on the rest.

    >>> wiped(flat_picture(4, 2, 100), flat_picture(4, 2, 200), 0.5).y[0].tolist()
    [200, 200, 100, 100]
    """
    edge = round(before.u.shape[1] * share)
    made = Planes(before.y.copy(), before.u.copy(), before.v.copy())
    made.y[:, : edge * 2] = after.y[:, : edge * 2]
    made.u[:, :edge], made.v[:, :edge] = after.u[:, :edge], after.v[:, :edge]
    return made


def transition_picture(kind: TransitionKind, before: Planes, after: Planes, share: float) -> Planes:
    """The picture at `share` of a transition: a fade comes from black, a dissolve and a wipe from `before`."""
    if kind is TransitionKind.WIPE:
        return wiped(before, after, share)
    if kind is TransitionKind.FADE:
        height, width = after.y.shape
        return blend(flat_picture(width, height), after, share)
    return blend(before, after, share) if kind is TransitionKind.DISSOLVE else after
