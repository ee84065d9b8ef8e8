"""Writing a clip from pictures and sound with the project's own encoder settings."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np

from storyreel.tools.assemble.encode import (
    AUDIO_RATE,
    MP4_OPTIONS,
    PictureConverter,
    add_audio_stream,
    add_video_stream,
    encode_audio,
)

__all__ = ["write_clip"]


def write_clip(path: Path, pictures: Iterable[np.ndarray], sound: np.ndarray | None, rate: Fraction) -> int:
    """Write H.264 and AAC in MP4; the number of frames.

    Args:
        pictures: RGB, uint8, shape (height, width, 3), even sizes, at least one.
        sound: Mono float32 at 48 kHz, or None for a clip without a sound stream.
    """
    frames = 0
    with av.open(str(path), "w", format="mp4", options=MP4_OPTIONS) as opened:
        container: Any = opened
        video: Any = None
        audio = None
        convert = PictureConverter(rate)
        for rgb in pictures:
            if video is None:
                video = add_video_stream(container, width_px=rgb.shape[1], height_px=rgb.shape[0], rate=rate)
                audio = add_audio_stream(container) if sound is not None else None
            container.mux(video.encode(convert.frame(rgb, frames)))
            frames += 1
        container.mux(video.encode(None))
        if audio is not None and sound is not None:
            for packet in encode_audio(audio, iter([sound]), rate=AUDIO_RATE):
                container.mux(packet)
    return frames
