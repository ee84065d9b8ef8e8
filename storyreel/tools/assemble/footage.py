"""A Take's file as the assembly needs it: what its packets are, and its pictures at the film's size and rate.

It knows one file at a time and decides nothing about the film.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from pathlib import Path

from av.packet import Packet
from av.video.reformatter import VideoReformatter
from av.video.stream import VideoStream

from storyreel.errors import MediaError
from storyreel.tools.assemble.planes import Planes, letterbox
from storyreel.tools.frames import FrameIndex, decode_frames, open_media_file, read_index, video_stream

__all__ = ["Footage", "Shape", "examine", "packets_from", "pictures", "source_frame"]

_IDR = 5  # the kind of H.264 unit from which a decoder can start afresh


@dataclass(frozen=True, kw_only=True)
class Shape:
    """What must agree before packets of two files can stand in one stream."""

    codec: str
    width: int
    height: int
    pixels: str
    profile: str
    extradata: bytes
    rate: Fraction


@dataclass(frozen=True, kw_only=True)
class Footage:
    """A file that was examined.

    Attributes:
        clean_starts: Frame numbers at which its packets can be cut into (whole pictures that refer to nothing before).
    """

    path: Path
    shape: Shape
    index: FrameIndex
    clean_starts: tuple[int, ...]
    has_audio: bool

    @property
    def frames(self) -> int:
        """Frames that the file holds."""
        return self.index.frames

    @property
    def trimmable(self) -> bool:
        """Whether its packets can be cut at all: each frame's packet is in its place."""
        return self.index.regular and self.index.in_order and bool(self.clean_starts)


def examine(path: Path) -> Footage:
    """Read a file's packets.

    Raises:
        MediaError: If it is not readable, has no video, or is cut short.
    """
    with open_media_file(path) as container:
        stream = video_stream(container, path)
        context = stream.codec_context
        index = read_index(container, stream, path)
        shape = Shape(
            codec=context.name,
            width=stream.width,
            height=stream.height,
            pixels=context.pix_fmt or "",
            profile=str(context.profile),
            extradata=bytes(context.extradata or b""),
            rate=index.rate,
        )
        has_audio = bool(container.streams.audio)
    if index.truncated:
        raise MediaError(f"{path} is cut short: its header names {index.promised} frames, it holds {index.frames}.")
    starts = _clean_starts(path, index, shape) if shape.codec == "h264" else ()
    return Footage(path=path, shape=shape, index=index, clean_starts=starts, has_audio=has_audio)


def _clean_starts(path: Path, index: FrameIndex, shape: Shape) -> tuple[int, ...]:
    if not (index.regular and index.in_order) or len(shape.extradata) < 7 or shape.extradata[0] != 1:
        return ()
    prefix = (shape.extradata[4] & 3) + 1
    keys = set(index.keyframes)
    found: list[int] = []
    for number, packet in enumerate(packets_from(path, 0, index.frames)):
        if number in keys and _IDR in _unit_kinds(bytes(packet), prefix):
            found.append(number)
    return tuple(found)


def _unit_kinds(data: bytes, prefix: int) -> set[int]:
    """Kinds of the units in an MP4 packet, each led by its length in `prefix` bytes."""
    kinds: set[int] = set()
    at = 0
    while at + prefix < len(data):
        length = int.from_bytes(data[at : at + prefix], "big")
        kinds.add(data[at + prefix] & 31)
        at += prefix + max(1, length)
    return kinds


def packets_from(path: Path, start: int, count: int) -> Iterator[Packet[VideoStream]]:
    """`count` packets from the `start`th frame on, of a file whose packets are in order.

    Raises:
        MediaError: If reading fails.
    """
    with open_media_file(path) as container:
        number = 0
        for packet in container.demux(video_stream(container, path)):
            if packet.size == 0:
                continue
            if number >= start + count:
                return
            if number >= start:
                yield packet
            number += 1


def source_frame(number: int, *, start: int, film_rate: Fraction, file_rate: Fraction) -> int:
    """The file's frame that stands nearest before the middle of the film's frame `number`; `start` is the file's first.

    >>> [source_frame(n, start=0, film_rate=Fraction(24), file_rate=Fraction(12)) for n in range(5)]
    [0, 0, 1, 1, 2]
    """
    return start + floor((number + Fraction(1, 2)) * file_rate / film_rate)


def pictures(
    footage: Footage, *, start: int, first: int, count: int, film_rate: Fraction, size: tuple[int, int]
) -> Iterator[Planes]:
    """The film's pictures number `first` to `first + count` of a shot whose first is the file's frame `start`.

    Beyond the file's end its last picture is held.

    Raises:
        MediaError: If the file cannot be decoded.
    """
    wanted = [
        min(footage.frames - 1, source_frame(n, start=start, film_rate=film_rate, file_rate=footage.shape.rate))
        for n in range(first, first + count)
    ]
    scaler = VideoReformatter()
    numbered = enumerate(decode_frames(footage.path, wanted[0], wanted[-1] - wanted[0] + 1), wanted[0])
    at, frame = next(numbered)
    made = letterbox(frame, *size, scaler)
    for number in wanted:
        while at < number:
            step = next(numbered, None)
            if step is None:
                raise MediaError(f"{footage.path}: frame {number} cannot be decoded; the file is damaged.")
            at, frame = step
            if at == number:
                made = letterbox(frame, *size, scaler)
        yield made
