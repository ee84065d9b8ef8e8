"""The subtitles of a film: its own text track, else the SRT or VTT file of the same name beside it.

Pictures of text (DVD, Blu-ray) are no text: nothing is known of them. Times are kept as they stand, also where they overlap.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import av.error

from storyreel.errors import MediaError
from storyreel.tools.frames import open_media_file

__all__ = ["SubtitleCue", "cues_of", "read_cue_text"]

_TIMES = re.compile(
    r"^[ \t]*(?:(\d+):)?(\d{1,2}):(\d{2})[,.](\d{3})[ \t]*-->[ \t]*(?:(\d+):)?(\d{1,2}):(\d{2})[,.](\d{3})(.*)$", re.MULTILINE
)
_PLACE = re.compile(r"\{\\an?([1-9])[^}]*\}")
_LINE = re.compile(r"\bline:(\d{1,3})(?:\.\d+)?%")
_MARKS = re.compile(r"\{\\[^}]*\}|</?[a-zA-Z][^>]*>")
_TEXT_CODECS = frozenset({"mov_text", "subrip", "srt", "webvtt", "ass", "ssa", "text"})
_MOST_CUES = 20_000


class SubtitleCue(NamedTuple):
    """A subtitle: when it is shown, its rows, and where: 1 to 9 as on the number keys, 2 the bottom, 5 the middle, 8 the top."""

    start_ms: int
    end_ms: int
    rows: tuple[str, ...]
    place: int = 2


def read_cue_text(text: str) -> tuple[SubtitleCue, ...]:
    r"""The cues of SRT or VTT text in their order, nothing mended.

    >>> read_cue_text("1\n00:00:01,000 --> 00:00:02,500\n{\\an8}Good\nevening.\n")
    (SubtitleCue(start_ms=1000, end_ms=2500, rows=('Good', 'evening.'), place=8),)
    """
    plain = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    found = list(_TIMES.finditer(plain))[:_MOST_CUES]
    cues: list[SubtitleCue] = []
    for number, one in enumerate(found):
        until = found[number + 1].start() if number + 1 < len(found) else len(plain)
        body = re.split(r"\n[ \t]*\n", plain[one.end() : until].lstrip("\n"), maxsplit=1)[0]
        numbers = [int(group or 0) for group in one.groups()[:8]]
        cues.append(_cue(_ms(numbers[:4]), _ms(numbers[4:]), body, settings=one.group(9)))
    return tuple(cue for cue in cues if cue.rows)


def _ms(parts: list[int]) -> int:
    hours, minutes, seconds, rest = parts
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest


def _cue(start_ms: int, end_ms: int, body: str, settings: str = "") -> SubtitleCue:
    told, line = _PLACE.search(body), _LINE.search(settings)
    place = int(told.group(1)) if told else 2
    if line:
        place = 8 if int(line.group(1)) < 33 else 5 if int(line.group(1)) < 67 else 2
    rows = tuple(row.strip() for row in _MARKS.sub("", body).replace("\\N", "\n").split("\n"))
    return SubtitleCue(start_ms, end_ms, tuple(row for row in rows if row), place)


def cues_of(film: Path) -> tuple[SubtitleCue, ...] | None:
    """The subtitles of a film, None where it has none that could be read."""
    try:
        own = tuple(_embedded(film))
    except (MediaError, av.error.FFmpegError):
        own = ()  # that the film is damaged is told by the check for it
    if own:
        return own
    for suffix in (".srt", ".vtt"):
        beside = film.with_suffix(suffix)
        if beside.is_file():
            return read_cue_text(beside.read_bytes().decode("utf-8", errors="replace")) or None
    return None


def _embedded(film: Path) -> Iterator[SubtitleCue]:
    with open_media_file(film) as opened:
        container: Any = opened
        streams = [one for one in container.streams.subtitles if one.codec_context.name in _TEXT_CODECS]
        if not streams:
            return
        stream, codec = streams[0], streams[0].codec_context.name
        for count, packet in enumerate(container.demux(stream)):
            if packet.pts is None or not packet.size or count >= _MOST_CUES:
                continue
            start, length = (round(value * packet.time_base * 1000) for value in (packet.pts, packet.duration or 0))
            cue = _cue(start, start + length, _text(bytes(packet), codec))
            if cue.rows:
                yield cue


def _text(data: bytes, codec: str) -> str:
    if codec == "mov_text":
        return data[2 : 2 + int.from_bytes(data[:2], "big")].decode("utf-8", errors="replace")
    text = data.decode("utf-8", errors="replace")
    return text.split(",", 8)[-1] if codec in ("ass", "ssa") else text
