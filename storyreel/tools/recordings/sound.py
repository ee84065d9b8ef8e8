"""Reads spans of sound out of files that may be anything: any sample rate, any channels, hours long, damaged.

A file is decoded once from its beginning, and each span is given out as soon as it is whole, so memory is that of the spans under
way. What cannot be decoded is silence of the same length, and is counted. It knows no Lines and measures nothing.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import av.error
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.audio.stream import AudioStream
from av.container import InputContainer

from storyreel.errors import MediaError
from storyreel.tools.frames import audio_stream, open_media_file

__all__ = ["LONGEST_FILE_MS", "LONGEST_LINE_MS", "RATE", "SoundFacts", "Span", "SpanSound", "read_spans", "sound_facts"]

RATE = 48_000
"""Samples per second of what is given out: the film's own rate."""
LONGEST_FILE_MS = 4 * 3600 * 1000
LONGEST_LINE_MS = 10 * 60 * 1000
"""A Line longer than this is taken for a slip: 115 MB of samples."""
_JUMP_S = 0.05
_MARGIN_S = 0.5
"""Sound around a span that is made as well, so that the resampler has settled where the span begins."""
_UNKNOWN_SIZE = 0xFFFF_0000
"""Recorders that do not know yet how long a file will be write a size near the largest."""
_ERRORS = 200
"""Damaged packets in a row after which the rest of a file is given up."""


class SoundFacts(NamedTuple):
    """What a file says of its sound; the length is None where it does not know."""

    sample_rate: int
    channels: int
    duration_ms: int | None


class Span(NamedTuple):
    """A span of a file in milliseconds; without an end it goes on to the end of the file."""

    start_ms: int = 0
    end_ms: int | None = None


class SpanSound(NamedTuple):
    """The sound of a span.

    Attributes:
        number: Of the span in the list that was asked.
        samples: Mono float32 at `RATE`; shorter than the span where the file ends in it.
        lost_ms: Of it could not be decoded and is silence.
        ended: The file ended before the span did.
    """

    number: int
    samples: np.ndarray
    lost_ms: int
    ended: bool


def sound_facts(path: Path) -> SoundFacts:
    """What the file says of itself, without decoding it.

    Raises:
        MediaError: If it is not media, or holds no sound.
    """
    with open_media_file(path) as container:
        stream = _stream(container, path)
        length = None if container.duration is None or container.duration <= 0 else container.duration // 1000
        return SoundFacts(stream.rate, stream.channels, None if length is None else round(length * _said_size(path)))


def _said_size(path: Path) -> float:
    """How many times its size a WAV file says that it has: FFmpeg believes the size, and a file that is cut short looks whole."""
    with path.open("rb") as file:
        head = file.read(12)
        size = file.seek(0, os.SEEK_END)
    said = int.from_bytes(head[4:8], "little") + 8
    plausible = head[:4] == b"RIFF" and head[8:] == b"WAVE" and size < said < _UNKNOWN_SIZE
    return said / size if plausible else 1.0


def read_spans(path: Path, spans: Sequence[Span]) -> Iterator[SpanSound]:
    """The sound of each span, in the order in which they end; a span beyond the file's end gives no samples.

    Raises:
        MediaError: If the file cannot be read, holds no sound that can be decoded, or is longer than 4 hours; if a span without
            an end, or a span as given, is longer than 10 minutes.
    """
    cuts = [_Cut(number, span) for number, span in enumerate(spans)]
    at, heard = 0, 0
    for block in _blocks(path, [(cut.start, cut.end) for cut in cuts]):
        heard += 0 if block.lost else block.length
        for cut in cuts:
            cut.take(block)
        at = max(at, block.at + block.length)
        _check_length(path, at, cuts)
        for cut in [one for one in cuts if one.end is not None and one.end <= at]:
            cuts.remove(cut)
            yield cut.sound(at)
        if not cuts:
            break
    if not heard:
        raise MediaError(f"{path} holds no sound that can be decoded.")
    for cut in cuts:
        yield cut.sound(at)


class _Block(NamedTuple):
    """A run of sound at `RATE`, from sample `at`; without samples it is only passed over. `lost` is what could not be decoded."""

    at: int
    length: int
    samples: np.ndarray | None
    lost: bool = False


class _Cut:
    """One span under way."""

    def __init__(self, number: int, span: Span) -> None:
        self.number = number
        self.start = span.start_ms * RATE // 1000
        self.end = None if span.end_ms is None else span.end_ms * RATE // 1000
        self.held: list[np.ndarray] = []
        self.length, self.lost = 0, 0

    def take(self, block: _Block) -> None:
        low = max(0, self.start - block.at)
        high = block.length if self.end is None else min(block.length, self.end - block.at)
        if block.samples is not None and high > low:
            self.held.append(block.samples[low:high])
            self.length += high - low
            self.lost += (high - low) if block.lost else 0

    def sound(self, at: int) -> SpanSound:
        samples = np.concatenate(self.held) if self.held else np.zeros(0, np.float32)
        self.held.clear()
        if not np.isfinite(samples).all():  # a damaged file of float samples may hold what is no number at all
            samples = np.nan_to_num(samples, nan=0.0, posinf=1.0, neginf=-1.0)
        return SpanSound(self.number, samples, self.lost * 1000 // RATE, self.end is not None and at < self.end)


def _check_length(path: Path, at: int, cuts: Sequence[_Cut]) -> None:
    if at > LONGEST_FILE_MS * RATE // 1000:
        raise MediaError(f"{path} is longer than {LONGEST_FILE_MS // 3_600_000} hours; cut it into parts.")
    if any(cut.length > LONGEST_LINE_MS * RATE // 1000 for cut in cuts):
        raise MediaError(
            f"{path} has more than {LONGEST_LINE_MS // 60_000} minutes for one line; give start and end of each line in it."
        )


def _stream(container: InputContainer, path: Path) -> AudioStream:
    stream = audio_stream(container, path)
    if stream is None:
        kinds = sorted({one.type for one in container.streams})
        raise MediaError(f"{path} has no sound; it has: {', '.join(kinds) or 'nothing'}.")
    return stream


def _blocks(path: Path, wanted: Sequence[tuple[int, int | None]]) -> Iterator[_Block]:
    """The sound in order from the time of the file's first picture or sound; what lies far from all wanted spans is passed over.

    Args:
        wanted: (first, end) in samples at `RATE`; None is the end of the file.
    """
    with open_media_file(path) as container:
        stream = _stream(container, path)
        origin, mono = _origin(container), _Mono()
        given, lost = 0.0, False  # seconds given out so far
        for frame in _frames(container, stream):
            if frame is None:
                lost = True
                continue
            begin = _time_of(frame)
            origin = begin if origin is None else origin
            ahead = 0.0 if begin is None or origin is None else begin - origin - given
            if ahead > _JUMP_S:
                yield from mono.end()
                # A gap at the beginning is a late start; one further on is sound that is not there.
                yield from _silence(given, ahead, lost=lost or given > 0)
                given += ahead
            elif ahead < -_JUMP_S and given == 0:
                continue  # sound from before the first picture
            after = given + frame.samples / frame.sample_rate
            if _is_wanted(given, after, wanted):
                yield from mono.of(frame, given)
            else:
                yield from mono.end()
                yield _Block(round(given * RATE), round(after * RATE) - round(given * RATE), None)
            given, lost = after, False
        yield from mono.end()


def _is_wanted(begin_s: float, end_s: float, wanted: Sequence[tuple[int, int | None]]) -> bool:
    low, high = (begin_s - _MARGIN_S) * RATE, (end_s + _MARGIN_S) * RATE
    return any(start < high and (end is None or end > low) for start, end in wanted)


def _origin(container: InputContainer) -> float | None:
    for stream in container.streams.video:
        if stream.start_time is not None and stream.time_base is not None:
            return float(stream.start_time * stream.time_base)
    return None


def _time_of(frame: AudioFrame) -> float | None:
    return None if frame.pts is None or frame.time_base is None else float(frame.pts * frame.time_base)


def _silence(begin_s: float, length_s: float, *, lost: bool) -> Iterator[_Block]:
    at, left = round(begin_s * RATE), round(min(length_s, LONGEST_FILE_MS / 1000 + 1) * RATE)
    while left > 0:
        length = min(left, RATE)
        yield _Block(at, length, np.zeros(length, np.float32), lost)
        at, left = at + length, left - length


def _frames(container: InputContainer, stream: AudioStream) -> Iterator[AudioFrame | None]:
    """Decoded frames; None for a packet that cannot be decoded."""
    wrong = 0
    packets = container.demux(stream)
    while wrong < _ERRORS:
        try:
            packet = next(packets, None)
            if packet is None:
                return
            frames = packet.decode()
        except (av.error.InvalidDataError, av.error.EOFError, ValueError):
            wrong += 1
            yield None
            continue
        wrong = 0 if frames else wrong
        yield from frames


class _Mono:
    """One channel at `RATE` from frames of any format, also where the format changes on the way."""

    def __init__(self) -> None:
        self._shape: tuple[str, str, int] | None = None
        self._resampler = AudioResampler(format="fltp", layout="mono", rate=RATE)
        self._at = 0

    def of(self, frame: AudioFrame, begin_s: float) -> Iterator[_Block]:
        """The frame's sound; a run of frames is exact to the sample from where it began."""
        shape = (frame.format.name, frame.layout.name, frame.sample_rate)
        if self._shape not in (None, shape):
            yield from self.end()
        if self._shape is None:
            self._shape, self._at = shape, round(begin_s * RATE)
            self._resampler = AudioResampler(format="fltp", layout="mono", rate=RATE)
        frame.pts = None  # the resampler would fill gaps by its own rule
        yield from self._made(self._resampler.resample(frame))

    def end(self) -> Iterator[_Block]:
        """What the resampler still holds; the next frame begins a new run."""
        if self._shape is not None:
            self._shape = None
            yield from self._made(self._resampler.resample(None))

    def _made(self, frames: Sequence[AudioFrame]) -> Iterator[_Block]:
        for frame in frames:
            samples = frame.to_ndarray()[0].astype(np.float32, copy=False)
            yield _Block(self._at, len(samples), samples)
            self._at += len(samples)
