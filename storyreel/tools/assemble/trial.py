"""A film of a few frames, encoded with the settings of every film and read again: whether this machine's encoder works."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any, cast

import av
import numpy as np

from storyreel.errors import MediaError
from storyreel.tools.assemble.encode import (
    AUDIO_RATE,
    MP4_OPTIONS,
    PictureConverter,
    add_audio_stream,
    add_video_stream,
    encode_audio,
)
from storyreel.tools.frames import last_frame, probe

__all__ = ["encode_trial"]

_FRAMES, _RATE, _WIDTH, _HEIGHT = 6, Fraction(24), 64, 48


def encode_trial(to: Path) -> str:
    """Encode a quarter of a second of grey and a tone, decode it again, and say what came out.

    Raises:
        MediaError: If what was decoded is not what was encoded.
        OSError: If the library cannot encode or write.
    """
    tone = (0.2 * np.sin(np.arange(AUDIO_RATE // 4) / 20)).astype(np.float32)
    with av.open(str(to), "w", format="mp4", container_options=MP4_OPTIONS) as film:
        untyped: Any = film
        picture = add_video_stream(film, width_px=_WIDTH, height_px=_HEIGHT, rate=_RATE)
        encode: Callable[[Any], Any] = cast(Any, picture).encode
        sound = add_audio_stream(film)
        converter = PictureConverter(_RATE)
        grey = np.full((_HEIGHT, _WIDTH, 3), 128, np.uint8)
        for number in range(_FRAMES):
            untyped.mux(encode(converter.frame(grey, number)))
        untyped.mux(encode(None))
        for packet in encode_audio(sound, iter([tone])):
            untyped.mux_one(packet)
    media = probe(to)
    level = float(last_frame(to).mean())
    if media.frames != _FRAMES or not media.has_audio or abs(level - 128) > 8:
        raise MediaError(
            f"the trial film has {media.frames} of {_FRAMES} frames, sound: {media.has_audio}, grey {level:.0f} for 128"
        )
    return f"H.264 and AAC, {_FRAMES} frames encoded and read again with PyAV {av.__version__}"
