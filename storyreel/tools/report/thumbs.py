"""Small pictures of clips, as JPEG: one frame each. It chooses no clip and judges no picture."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path

import av
import numpy as np

from storyreel.errors import MediaError
from storyreel.tools.frames import frame_at, probe

__all__ = ["jpeg", "thumbnails"]


def thumbnails(takes: Mapping[str, Path], at: float = 0.5, width: int = 240) -> dict[str, bytes]:
    """A JPEG of each clip, by the clips' own names.

    Args:
        takes: Clips by Take key (or any name).
        at: Where in the clip, 0.0 is its first frame and 1.0 its last.
        width: Of the picture in pixels; the height follows. A smaller clip is not made larger.

    Returns:
        JPEG bytes by name. A clip that cannot be read is left out: the report then says that there is no picture.
    """
    made: dict[str, bytes] = {}
    for name, path in takes.items():
        try:
            frames = probe(path).frames
            made[name] = jpeg(frame_at(path, round(at * (frames - 1))), width)
        except MediaError:
            continue
    return made


def jpeg(picture: np.ndarray, width: int) -> bytes:
    """A picture as JPEG, at most `width` wide: RGB in, shape (height, width, 3), uint8."""
    frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(picture), format="rgb24")
    wide = min(width, frame.width) // 2 * 2
    high = max(2, round(frame.height * wide / frame.width / 2) * 2)
    small = frame.reformat(max(2, wide), high, "yuvj420p", dst_color_range="JPEG")
    out = io.BytesIO()
    with av.open(out, "w", format="mjpeg") as container:
        stream = container.add_stream("mjpeg", rate=1)
        stream.width, stream.height, stream.pix_fmt = small.width, small.height, "yuvj420p"
        stream.codec_context.qmin = stream.codec_context.qmax = 5
        for packet in (*stream.encode(small), *stream.encode(None)):
            container.mux(packet)
    return out.getvalue()
