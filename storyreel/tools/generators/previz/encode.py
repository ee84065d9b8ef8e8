"""A take's file: frames and sound into one MP4 that appears whole or not at all.

The pictures have the film's own codec settings, so that the film takes over their packets. The sound is kept without loss: the
film's sound is mixed from it and encoded once.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from fractions import Fraction
from pathlib import Path
from typing import Any, cast

import av
import numpy as np
from av.audio.stream import AudioStream
from av.packet import Packet

from storyreel.tools.assemble.encode import AUDIO_RATE, MP4_OPTIONS, PictureConverter, add_video_stream
from storyreel.tools.files import move_into_place

__all__ = ["write_take"]

_SOUND_FRAME = 4608


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
            untyped: Any = container
            audio: AudioStream = untyped.add_stream("flac", rate=AUDIO_RATE, layout="mono")
            audio.codec_context.format = "s16"
            converter = PictureConverter(rate)
            encode, mux = cast(Any, video).encode, cast(Any, container).mux
            for index, pixels in enumerate(frames):
                begun = time.perf_counter()
                for packet in encode(converter.again(index) if pixels is None else converter.opaque(pixels, index)):
                    mux(packet)
                spent += time.perf_counter() - begun
            for packet in encode(None):
                mux(packet)
            for packet in _kept_whole(audio, sound):
                mux(packet)
        move_into_place(part, to)
    except BaseException:
        with suppress(FileNotFoundError):
            part.unlink()
        raise
    return spent


def _kept_whole(stream: AudioStream, sound: np.ndarray) -> Iterator[Packet[AudioStream]]:
    """The packets of a lossless stream of 16 bits; beyond -1 to 1 samples are clipped."""
    encode = cast(Any, stream).encode
    whole = np.clip(np.rint(sound * 32767), -32768, 32767).astype(np.int16)
    for at in range(0, len(whole), _SOUND_FRAME):
        frame = av.AudioFrame.from_ndarray(whole[at : at + _SOUND_FRAME][None], format=cast(Any, "s16"), layout="mono")
        frame.sample_rate, frame.pts, frame.time_base = AUDIO_RATE, at, Fraction(1, AUDIO_RATE)
        yield from encode(frame)
    yield from encode(None)
