"""The film's pictures as packets in order: copied ones and encoded ones in one stream.

It follows a plan of segments and makes no decision of its own.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import Any, cast

import av
from av.packet import Packet
from av.video.stream import VideoStream

from storyreel.film.cut import Cut, CutEntry
from storyreel.film.vocabulary import TransitionKind
from storyreel.tools.assemble.encode import PictureConverter, add_video_stream
from storyreel.tools.assemble.footage import Footage, Shape, packets_from, pictures
from storyreel.tools.assemble.planes import Planes, flat_picture, from_planes, transition_picture
from storyreel.tools.assemble.segments import Segment, film_size, transition_frames
from storyreel.tools.assemble.slate import draw_slate

__all__ = ["PictureTrack", "encoded_clip", "our_shape"]


def encoded_clip(planes: Iterator[Planes], *, size: tuple[int, int], rate: Fraction) -> io.BytesIO:
    """The pictures as an MP4 file in memory, from a fresh encoder."""
    held = io.BytesIO()
    with av.open(held, "w", format="mp4") as container:
        untyped: Any = container
        stream = add_video_stream(container, width_px=size[0], height_px=size[1], rate=rate)
        encode: Callable[[av.VideoFrame | None], list[Packet[VideoStream]]] = cast(Any, stream).encode
        converter = PictureConverter(rate)
        for number, one in enumerate(planes):
            untyped.mux(encode(converter.stamp(from_planes(one), number)))
        untyped.mux(encode(None))
    held.seek(0)
    return held


def our_shape(size: tuple[int, int], rate: Fraction) -> tuple[Shape, io.BytesIO]:
    """The codec parameters of our own encoder, and a file of one picture that has them."""
    held = encoded_clip(iter([flat_picture(*size)]), size=size, rate=rate)
    with av.open(held) as container:
        context = container.streams.video[0].codec_context
        shape = Shape(
            codec=context.name,
            width=size[0],
            height=size[1],
            pixels=context.pix_fmt or "",
            profile=str(context.profile),
            extradata=bytes(context.extradata or b""),
            rate=rate,
        )
    held.seek(0)
    return shape, held


class PictureTrack:
    """The packets of a film's pictures."""

    def __init__(self, cut: Cut, footage: Mapping[str, Footage], segments: tuple[Segment, ...]) -> None:
        self._cut, self._footage, self._segments = cut, footage, segments
        self._size = film_size(cut)

    def packets(self, stream: VideoStream) -> Iterator[Packet[VideoStream]]:
        """All packets with their places in the film, for `stream`.

        Raises:
            MediaError: If a file cannot be read.
        """
        number = 0
        step = 1 / self._cut.rate
        for segment in self._segments:
            for packet in self._segment(segment):
                packet.stream, packet.time_base = stream, step
                packet.pts = packet.dts = number
                packet.duration = 1
                number += 1
                yield packet

    def _segment(self, segment: Segment) -> Iterator[Packet[VideoStream]]:
        entry = segment.entry
        if segment.copied:
            yield from packets_from(self._footage[entry.take].path, entry.source_start + segment.first, segment.count)
            return
        held = encoded_clip(self._drawn(segment), size=self._size, rate=self._cut.rate)
        with av.open(held, "r") as container:
            yield from (packet for packet in container.demux(container.streams.video[0]) if packet.size)

    def _drawn(self, segment: Segment) -> Iterator[Planes]:
        entry, head = segment.entry, transition_frames(segment.entry)
        before = self._before(entry) if segment.first < head else None
        for number, picture in enumerate(self._plain(entry, segment.first, segment.count), segment.first):
            if before is None or number >= head:
                yield picture
            else:
                yield transition_picture(entry.transition.kind, before, picture, (number + 1) / (head + 1))

    def _plain(self, entry: CutEntry, first: int, count: int) -> Iterator[Planes]:
        """The entry's pictures without its transition."""
        if entry.missing is not None:
            card = draw_slate(*self._size, (f"SHOT {entry.id}", "NOT MADE", entry.missing.reason))
            yield from (card for _ in range(count))
            return
        clip = self._footage[entry.take]
        yield from pictures(clip, start=entry.source_start, first=first, count=count, film_rate=self._cut.rate, size=self._size)

    def _before(self, entry: CutEntry) -> Planes:
        """The last picture of the entry before; black before the first, and for a fade."""
        place = self._cut.entries.index(entry)
        if place == 0 or entry.transition.kind is TransitionKind.FADE:
            return flat_picture(*self._size)
        previous = self._cut.entries[place - 1]
        return next(self._plain(previous, previous.frames - 1, 1))
