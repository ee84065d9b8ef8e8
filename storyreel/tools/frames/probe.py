"""What a media file is: size, rate, frames, sound, codec. Counted from its packets, not believed from its header.

It decodes no picture and judges nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from storyreel.errors import MediaError
from storyreel.tools.frames.index import read_index
from storyreel.tools.frames.opening import audio_stream, open_media_file, video_stream

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
        has_audio = bool(container.streams.audio)
    if index.truncated:
        raise MediaError(f"{path} is cut short: its header names {index.promised} frames, it holds {index.frames}.")
    sample_rate, samples = _sound(path)
    return MediaInfo(
        width=width,
        height=height,
        rate=index.rate,
        frames=index.frames,
        codec=codec,
        has_audio=has_audio,
        sample_rate=sample_rate,
        samples=samples,
        duration_ms=round(index.frames * 1000 / index.rate),
    )


def _sound(path: Path) -> tuple[int, int]:
    """(sample rate, samples) of the first audio stream, (0, 0) without one: to the end of its last packet."""
    with open_media_file(path) as container:
        stream = audio_stream(container, path)
        if stream is None:
            return 0, 0
        ends = (p.pts + (p.duration or 0) for p in container.demux(stream) if p.size and p.pts is not None)
        time_base = stream.time_base or Fraction(1, stream.rate)
        return stream.rate, round(max(ends, default=0) * time_base * stream.rate)
