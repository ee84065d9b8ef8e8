"""A soft subtitle track for MP4 from SRT text. It reads cues and times; how lines are broken is the writer's business."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Any, NamedTuple

from av.container import OutputContainer
from av.packet import Packet
from av.subtitles.stream import SubtitleStream

__all__ = ["Cue", "add_subtitle_stream", "read_cues", "subtitle_packets"]

_TIMES = re.compile(r"(\d+):(\d\d):(\d\d)[,.](\d{3})\s*-->\s*(\d+):(\d\d):(\d\d)[,.](\d{3})")
_LONGEST_BYTES = 2000
# The muxer refuses a track without the header of a style; players use their own.
_HEADER = (
    "[Script Info]\nScriptType: v4.00+\nPlayResX: 384\nPlayResY: 288\n\n[V4+ Styles]\n"
    "Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, "
    "StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding\n"
    "Style: Default,Sans,18,&Hffffff,&Hffffff,&H0,&H0,0,0,0,0,100,100,0,0,1,1,0,2,10,10,10,0\n\n"
    "[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
)


class Cue(NamedTuple):
    """A text and when it is shown, in milliseconds from the start of the film."""

    start_ms: int
    end_ms: int
    text: str


def read_cues(srt: str) -> tuple[Cue, ...]:
    r"""The cues of SRT text in order, none overlapping the next; blocks without times are passed over.

    >>> read_cues("1\n00:00:01,000 --> 00:00:02,500\nGood evening.\n")
    (Cue(start_ms=1000, end_ms=2500, text='Good evening.'),)
    """
    cues: list[Cue] = []
    for block in re.split(r"\r?\n\s*\r?\n", srt.lstrip("\ufeff").strip()):
        found = _TIMES.search(block)
        text = block[found.end() :].strip() if found else ""
        if found and text:
            numbers = [int(group) for group in found.groups()]
            cues.append(Cue(_ms(numbers[:4]), _ms(numbers[4:]), text))
    cues.sort()
    ends = [cue.start_ms for cue in cues[1:]] + [1 << 40] * bool(cues)
    return tuple(Cue(cue.start_ms, min(cue.end_ms, end), cue.text) for cue, end in zip(cues, ends, strict=True))


def _ms(parts: list[int]) -> int:
    hours, minutes, seconds, rest = parts
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest


def add_subtitle_stream(container: OutputContainer) -> SubtitleStream:
    """A `mov_text` track, ready for `subtitle_packets`."""
    untyped: Any = container
    stream: Any = untyped.add_stream("mov_text")
    stream.time_base = Fraction(1, 1000)
    stream.codec_context.subtitle_header = _HEADER.encode()
    return stream


def subtitle_packets(stream: SubtitleStream, cues: tuple[Cue, ...]) -> Iterator[Packet[SubtitleStream]]:
    """A packet a cue: two bytes of length, then the text."""
    for cue in cues:
        if cue.end_ms <= cue.start_ms:
            continue
        text = cue.text.encode()[:_LONGEST_BYTES].decode(errors="ignore").encode()
        packet: Any = Packet(len(text).to_bytes(2, "big") + text)
        packet.stream, packet.time_base = stream, Fraction(1, 1000)
        packet.pts = packet.dts = cue.start_ms
        packet.duration = cue.end_ms - cue.start_ms
        yield packet
