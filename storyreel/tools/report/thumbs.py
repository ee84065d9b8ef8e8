"""Small pictures of clips, as JPEG: one frame each. It chooses no clip and judges no picture."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import cast

import av
import numpy as np
from av.video.codeccontext import VideoCodecContext

from storyreel.errors import MediaError
from storyreel.tools.frames import frame_at, probe

__all__ = ["jpeg", "thumbnails"]

_AT_ONCE = 2
_QUALITY = 5
"""Quantiser of the JPEG, 2 best to 31: drawn edges stay clean at 240 pixels and about 8 kB."""


def thumbnails(takes: Mapping[str, Path], at: float = 0.5, width: int = 240) -> dict[str, bytes]:
    """A JPEG of each clip, by the clips' own names.

    Args:
        takes: Clips by Take key (or any name).
        at: Where in the clip, 0.0 is its first frame and 1.0 its last.
        width: Of the picture in pixels; the height follows. A smaller clip is not made larger.

    Returns:
        JPEG bytes by name. A clip that cannot be read is left out: the report then says that there is no picture.
    """
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        pictures = pool.map(partial(_thumbnail, at=at, width=width), takes.values())
        return {name: picture for name, picture in zip(takes, pictures, strict=True) if picture is not None}


def _thumbnail(path: Path, at: float, width: int) -> bytes | None:
    try:
        return jpeg(frame_at(path, round(at * (probe(path).frames - 1))), width)
    except MediaError:
        return None


def jpeg(picture: np.ndarray, width: int) -> bytes:
    """A picture as JPEG, at most `width` wide: RGB in, shape (height, width, 3), uint8."""
    frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(picture), format="rgb24")
    wide = min(width, frame.width) // 2 * 2
    high = max(2, round(frame.height * wide / frame.width / 2) * 2)
    small = frame.reformat(max(2, wide), high, "yuvj420p", dst_color_range="JPEG")
    context = av.CodecContext.create("mjpeg", "w")
    assert isinstance(context, VideoCodecContext)
    context.width, context.height, context.pix_fmt = small.width, small.height, "yuvj420p"
    context.time_base = Fraction(1, 1)
    context.qmin = context.qmax = _QUALITY
    encode = cast("Callable[[av.VideoFrame | None], list[bytes]]", context.encode)  # pyright: ignore[reportUnknownMemberType]
    return b"".join(bytes(packet) for packet in (*encode(small), *encode(None)))
