"""What a media file is: size, rate, frames, sound, codec. Counted from its packets, not believed from its header.

It decodes no picture and judges nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from av.audio.stream import AudioStream

from storyreel.errors import MediaError
from storyreel.tools.frames.index import read_index
from storyreel.tools.frames.opening import open_media_file, video_stream

__all__ = ["MediaInfo", "probe"]


@dataclass(frozen=True, kw_only=True)
class MediaInfo:
    """What a file holds.

    Attributes:
        width, height: In pixels.
        rate: Frames per second.
        frames: Frames that are really there.
        codec: FFmpeg's name of the video codec ("h264").
        has_audio: Whether there is an audio stream.
        sample_rate, samples: Of the audio, 0 without it.
        duration_ms: Frames over rate, rounded; the container's own duration is not used.
    """

    width: int
    height: int
    rate: Fraction
    frames: int
    codec: str
    has_audio: bool = False
    sample_rate: int = 0
    samples: int = 0
    duration_ms: int = 0


def probe(path: Path) -> MediaInfo:
    """Read what `path` holds.

    Raises:
        MediaError: If it is not readable, has no video, or is cut short.
    """
    with open_media_file(path) as container:
        stream = video_stream(container, path)
        index = read_index(container, stream, path)
        codec = stream.codec_context.name
        width, height = stream.width, stream.height
        sound = container.streams.audio[0] if container.streams.audio else None
        sample_rate, samples = (sound.rate, _samples(sound)) if sound else (0, 0)
    if index.truncated:
        raise MediaError(f"{path} is cut short: its header names {index.promised} frames, it holds {index.frames}.")
    return MediaInfo(
        width=width,
        height=height,
        rate=index.rate,
        frames=index.frames,
        codec=codec,
        has_audio=sound is not None,
        sample_rate=sample_rate,
        samples=samples,
        duration_ms=round(index.frames * 1000 / index.rate),
    )


def _samples(stream: AudioStream) -> int:
    if stream.duration is None or stream.time_base is None:
        return 0
    return round(stream.duration * stream.time_base * stream.rate)
