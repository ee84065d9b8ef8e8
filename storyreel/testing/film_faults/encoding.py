"""Writing a film with other settings than the project's: tags, pixel format, times of frames. It knows no fault."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
from av.video.frame import VideoFrame
from av.video.reformatter import ColorRange, Colorspace

from storyreel.tools.assemble.encode import AUDIO_RATE, MP4_OPTIONS, add_audio_stream, add_video_stream, encode_audio

__all__ = ["encode_film"]

_CLOCK = 90_000


def encode_film(
    to: Path,
    pictures: Iterable[np.ndarray],
    sound: np.ndarray | None,
    rate: Fraction,
    *,
    set_up: Callable[[Any], None] = lambda context: None,
    mark: Callable[[Any], None] = lambda frame: None,
    times: Sequence[int] | None = None,
) -> None:
    """Write H.264 in MP4.

    Args:
        pictures: RGB, uint8, shape (height, width, 3).
        set_up: Changes the codec's settings before it is opened.
        mark: Changes each frame before it is encoded.
        times: When each frame begins, in 1/90000 s; without it, at the rate.
    """
    with av.open(str(to), "w", format="mp4", options=MP4_OPTIONS) as opened:
        made: Any = opened
        video: Any = None
        audio = None
        for number, rgb in enumerate(pictures):
            if video is None:
                video = add_video_stream(made, width_px=rgb.shape[1], height_px=rgb.shape[0], rate=rate)
                video.codec_context.time_base = video.time_base = Fraction(1, _CLOCK)
                set_up(video.codec_context)
                audio = add_audio_stream(made) if sound is not None else None
            source = VideoFrame.from_ndarray(np.ascontiguousarray(rgb), format="rgb24")
            frame: Any = source.reformat(
                format=video.codec_context.pix_fmt,
                dst_colorspace=Colorspace.ITU709,
                src_color_range=ColorRange.JPEG,
                dst_color_range=ColorRange.MPEG,
            )
            frame.pts = round(number * _CLOCK / rate) if times is None else times[number]
            frame.time_base, frame.pict_type = Fraction(1, _CLOCK), 0
            mark(frame)
            made.mux(video.encode(frame))
        made.mux(video.encode(None))
        if audio is not None and sound is not None:
            for packet in encode_audio(audio, iter([sound]), rate=AUDIO_RATE):
                made.mux(packet)
