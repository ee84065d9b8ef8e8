"""What a file says of its streams: colour tags, rotation, fields, steps between frames, when picture and sound begin.

It believes what stands in the file and judges nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from av.container import InputContainer
from av.video.stream import VideoStream

from storyreel.tools.frames import FrameIndex

__all__ = ["ColourTags", "StreamFacts", "read_facts"]


@dataclass(frozen=True, kw_only=True)
class ColourTags:
    """The numbers of ISO/IEC 23091-2 for primaries, transfer and matrix, 2 for none; range is 0 for none, 1 limited, 2 full."""

    primaries: int = 2
    transfer: int = 2
    matrix: int = 2
    range: int = 0


@dataclass(frozen=True, kw_only=True)
class StreamFacts:
    """Facts of a file.

    Attributes:
        pixels: FFmpeg's name of the pixel format ("yuv420p").
        rotation: Degrees counter-clockwise by which a player turns the picture: 0, 90, 180 or 270.
        interlaced: Frames that are marked as two fields.
        uneven: Share of steps between frames that are a fifth longer or shorter than usual, 0 to 1.
        longest_step, usual_step: In seconds.
        sound_late_s: How much later the sound's stream begins than the picture's, below 0 for earlier; None without sound.
    """

    codec: str = ""
    pixels: str = ""
    tags: ColourTags = ColourTags()
    rotation: int = 0
    interlaced: int = 0
    uneven: float = 0.0
    longest_step: float = 0.0
    usual_step: float = 0.0
    sound_late_s: float | None = None


def read_facts(container: InputContainer, stream: VideoStream, index: FrameIndex) -> StreamFacts:
    """What can be told without decoding; rotation and fields are added by whoever decodes."""
    context = stream.codec_context
    tags = ColourTags(
        primaries=int(context.color_primaries),
        transfer=int(context.color_trc),
        matrix=int(context.colorspace),
        range=int(context.color_range),
    )
    steps = np.diff(np.array(index.pts, np.float64)) * float(index.time_base) if index.regular else np.zeros(0)
    return StreamFacts(
        codec=context.name,
        pixels=context.pix_fmt or "",
        tags=tags,
        uneven=index.uneven,
        longest_step=float(steps.max(initial=0.0)),
        usual_step=float(np.median(steps)) if len(steps) else 0.0,
        sound_late_s=_late(container, stream),
    )


def _late(container: InputContainer, stream: VideoStream) -> float | None:
    sound: Any = next(iter(container.streams.audio), None)
    if sound is None or sound.start_time is None or stream.start_time is None or not sound.time_base or not stream.time_base:
        return None
    return float(sound.start_time * sound.time_base - stream.start_time * stream.time_base)
