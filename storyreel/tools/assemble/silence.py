"""A film's sound with silence before and after it: its AAC packets are moved, those of the silence are encoded.

An AAC packet holds 1024 samples and the encoder adds one packet before the first; so the film's sound stands to the sample
where the container says, and a gap of less than one packet may lie before it. It knows no picture.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any, cast

import av
import numpy as np
from av.packet import Packet

from storyreel.errors import MediaError
from storyreel.tools.assemble.encode import AUDIO_RATE

__all__ = ["shifted_sound"]

_FRAME = 1024


def shifted_sound(container: Any, film: Path, start: int, end: int) -> Iterator[Packet[Any]]:
    """The packets of a film's sound from sample `start` on, silence before and after it, up to sample `end`; at 48 kHz.

    The stream is added to `container` at once.

    Raises:
        MediaError: If silence cannot be encoded as the film's sound is.
    """
    with av.open(str(film)) as source:
        pattern = source.streams.audio[0]
        stream = container.add_stream_from_template(pattern)
        extradata, layout = bytes(pattern.codec_context.extradata or b""), pattern.codec_context.layout.name
    stream.time_base = Fraction(1, AUDIO_RATE)
    lacking = start > 0 or end > start
    silent = _silent_packet(layout, extradata, film) if lacking else b""
    return _packets(stream, film, silent, start, end)


def _packets(stream: Any, film: Path, silent: bytes, start: int, end: int) -> Iterator[Packet[Any]]:
    at = -_FRAME
    while start and at + _FRAME <= start - _FRAME:
        yield _placed(Packet(silent), stream, at)
        at += _FRAME
    with av.open(str(film)) as source:
        pattern = source.streams.audio[0]
        for packet in source.demux(pattern):
            if packet.size and packet.pts is not None:
                at = start + round(packet.pts * (packet.time_base or Fraction(1, AUDIO_RATE)) * AUDIO_RATE)
                yield _placed(packet, stream, at)
                at += _FRAME
    while silent and at < end:
        yield _placed(Packet(silent), stream, at, min(_FRAME, end - at))
        at += _FRAME


def _placed(packet: Any, stream: Any, at: int, samples: int = _FRAME) -> Packet[Any]:
    packet.stream, packet.time_base = stream, Fraction(1, AUDIO_RATE)
    packet.pts = packet.dts = at
    packet.duration = samples
    return packet


def _silent_packet(layout: str, extradata: bytes, film: Path) -> bytes:
    """A packet of silence between packets of silence, with the codec parameters of the film's sound."""
    codec: Any = av.CodecContext.create("aac", "w")
    codec.sample_rate, codec.layout, codec.format = AUDIO_RATE, layout, "fltp"
    codec.options = {"flags": "+global_header"}
    encode = cast("Callable[[Any], list[Packet[Any]]]", codec.encode)
    made: list[bytes] = []
    for number in range(6):
        frame = av.AudioFrame.from_ndarray(np.zeros((len(av.AudioLayout(layout).channels), _FRAME), np.float32), "fltp", layout)
        frame.sample_rate, frame.pts, frame.time_base = AUDIO_RATE, number * _FRAME, Fraction(1, AUDIO_RATE)
        made += [bytes(packet) for packet in encode(frame)]
    if bytes(codec.extradata or b"")[:2] != extradata[:2]:
        raise MediaError(
            f"the sound of {film} was encoded with other settings than Storyreel's: title cards cannot be put around it."
        )
    return made[3]
