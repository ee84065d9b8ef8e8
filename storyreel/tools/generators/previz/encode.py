"""A take's file: frames and sound into one MP4 that appears whole or not at all, in the film's own codec settings."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterable
from contextlib import suppress
from fractions import Fraction
from pathlib import Path
from typing import Any, cast

import av
import numpy as np

from storyreel.tools.assemble.encode import MP4_OPTIONS, PictureConverter, add_audio_stream, add_video_stream, encode_audio
from storyreel.tools.files import move_into_place

__all__ = ["write_take"]


def write_take(
    frames: Iterable[np.ndarray | None], sound: np.ndarray, *, to: Path, width: int, height: int, rate: Fraction
) -> float:
    """Encode frames (height, width, 4; BGRA uint8; each may be overwritten by the next) and mono 48 kHz sound.

    A frame that is None is the one before, held.

    Returns:
        Seconds spent on converting and encoding pictures.

    Raises:
        ProjectError: If the file cannot be written.
    """
    handle, name = tempfile.mkstemp(dir=to.parent, prefix=".take.", suffix=".part")
    part = Path(name)
    spent = 0.0
    try:
        os.close(handle)
        with av.open(name, "w", format="mp4", options=MP4_OPTIONS) as container:
            video = add_video_stream(container, width_px=width, height_px=height, rate=rate)
            audio = add_audio_stream(container)
            converter = PictureConverter(rate)
            encode, mux = cast(Any, video).encode, cast(Any, container).mux
            for index, pixels in enumerate(frames):
                begun = time.perf_counter()
                for packet in encode(converter.again(index) if pixels is None else converter.opaque(pixels, index)):
                    mux(packet)
                spent += time.perf_counter() - begun
            for packet in encode(None):
                mux(packet)
            for packet in encode_audio(audio, iter([sound])):
                mux(packet)
        move_into_place(part, to)
    except BaseException:
        with suppress(FileNotFoundError):
            part.unlink()
        raise
    return spent
