"""A film or take decoded once, and what the checks need of it: small grey pictures, figures per frame, and the sound.

A file that is damaged in places is read as far as it goes, and says what was wrong; one that gives no picture is a MediaError.
It judges nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import Any

import av.error
import numpy as np
from av.container import InputContainer
from av.video.frame import VideoFrame
from av.video.reformatter import Interpolation, VideoReformatter
from av.video.stream import VideoStream

from storyreel.errors import MediaError
from storyreel.tools.audio import decode_audio
from storyreel.tools.frames import FrameIndex, open_media_file, read_index, video_stream
from storyreel.tools.measure.figures import ChangeMeter, FrameFigures, brightness, figures_of_frames

__all__ = ["AUDIO_RATE", "MediaFile", "open_media"]

AUDIO_RATE = 16_000
COLUMNS = 160
_BYTES = 96 << 20  # of small pictures kept; a longer film is kept in smaller ones
_MOST_ERRORS = 200
_GRID = (16, 9)


class MediaFile:
    """An opened file: the `FilmFile` that the checks share."""

    def __init__(
        self,
        *,
        path: Path,
        index: FrameIndex,
        size: tuple[int, int],
        pictures: np.ndarray,
        colours: np.ndarray,
        figures: FrameFigures,
        has_audio: bool,
        problems: tuple[str, ...],
    ) -> None:
        self._path, self._index, self._size = path, index, size
        self._pictures, self._colours, self._figures = pictures, colours, figures
        self._has_audio, self._problems = has_audio, problems

    @property
    def path(self) -> Path:
        """Where the file is."""
        return self._path

    @property
    def rate(self) -> Fraction:
        """Frames per second."""
        return self._index.rate

    @property
    def size(self) -> tuple[int, int]:
        """(width, height) in pixels."""
        return self._size

    @property
    def frame_count(self) -> int:
        """Frames that could be decoded."""
        return len(self._pictures)

    @property
    def has_audio(self) -> bool:
        """Whether the file has an audio stream."""
        return self._has_audio

    @property
    def sample_rate(self) -> int:
        """Of `audio()`."""
        return AUDIO_RATE

    @property
    def figures(self) -> FrameFigures:
        """Figures of each frame."""
        return self._figures

    @property
    def pictures(self) -> np.ndarray:
        """All small grey pictures: shape (frames, rows, columns), uint8, at most 160 columns."""
        return self._pictures

    @property
    def colours(self) -> np.ndarray:
        """Mean colours of a grid of 9 by 16 blocks of each frame: shape (frames, 9, 16, 3), uint8; Y, Cb, Cr."""
        return self._colours

    @property
    def problems(self) -> tuple[str, ...]:
        """What was wrong while decoding, in sentences; empty for a sound file."""
        return self._problems + self._sound[1]

    def frames(self) -> Iterator[np.ndarray]:
        """The small grey pictures in order."""
        return iter(self._pictures)

    def audio(self) -> np.ndarray:
        """All sound from the first frame's time to the last frame's end, mono float32 at 16 kHz, shape (samples,)."""
        return self._sound[0]

    @cached_property
    def _sound(self) -> tuple[np.ndarray, tuple[str, ...]]:
        length = round(self.frame_count * AUDIO_RATE / self.rate)
        if not self._has_audio:
            return np.zeros(length, np.float32), ()
        try:
            return decode_audio(self._path, AUDIO_RATE), ()
        except MediaError as exc:
            return np.zeros(length, np.float32), (f"the sound cannot be decoded: {exc}",)


def open_media(path: Path) -> MediaFile:
    """Decode a file once.

    Raises:
        MediaError: If it is missing, is not media, has no video, or not one frame can be decoded.
    """
    with open_media_file(path) as container:
        stream = video_stream(container, path)
        index = read_index(container, stream, path)
        has_audio = bool(container.streams.audio)
    with open_media_file(path) as container:
        stream = video_stream(container, path)
        reader = _Reader(index, (stream.width, stream.height))
        size = (stream.width, stream.height)
        reader.read(container, stream)
    if not reader.pictures:
        raise MediaError(f"{path} names {index.frames} frames, but not one can be decoded: {reader.error or 'no reason given'}.")
    problems = list(reader.problems())
    if index.truncated:
        problems.append(f"the file is cut short: its header names {index.promised} frames, it holds {index.frames}")
    return MediaFile(
        path=path,
        index=index,
        size=size,
        pictures=np.stack(reader.pictures),
        colours=np.stack(reader.colours),
        figures=reader.figures(),
        has_audio=has_audio,
        problems=tuple(problems),
    )


class _Reader:
    """Collects pictures and figures while a file is decoded."""

    def __init__(self, index: FrameIndex, size: tuple[int, int]) -> None:
        self.pictures: list[np.ndarray] = []
        self.colours: list[np.ndarray] = []
        self.error = ""
        self._failed = self._corrupt = 0
        self._small = _small_size(index.frames, size)
        self._scaler, self._colour_scaler = VideoReformatter(), VideoReformatter()
        self._rate = index.rate
        self._changes = ChangeMeter(index.rate)
        self._fresh: list[bool] = []

    def read(self, container: InputContainer, stream: VideoStream) -> None:
        for packet in container.demux(stream):
            try:
                for frame in packet.decode():
                    self._add(frame)
            except av.error.FFmpegError as exc:
                self._failed += 1
                self.error = exc.strerror or type(exc).__name__
                if self._failed > _MOST_ERRORS:
                    return

    def _add(self, frame: VideoFrame) -> None:
        if frame.is_corrupt:
            self._corrupt += 1
        small = self._scaler.reformat(
            frame, width=self._small[0], height=self._small[1], format="gray", interpolation=Interpolation.AREA, threads=1
        )
        self.pictures.append(small.to_ndarray())
        grid = self._colour_scaler.reformat(
            frame, width=_GRID[0], height=_GRID[1], format="yuv444p", interpolation=Interpolation.AREA, threads=1
        )
        self.colours.append(np.moveaxis(grid.to_ndarray(), 0, -1).copy())
        self._changes.add(_luma(frame), brightness(self.pictures[-1]))
        self._fresh.append(bool(frame.key_frame))

    def problems(self) -> Iterator[str]:
        if self._failed:
            yield f"{self._failed} packets cannot be decoded ({self.error})"
        if self._corrupt:
            yield f"{self._corrupt} frames are damaged"

    def figures(self) -> FrameFigures:
        fresh = np.array(self._fresh, bool)
        return figures_of_frames(np.stack(self.pictures), self._rate, changes=self._changes, fresh=fresh)


def _small_size(frames: int, size: tuple[int, int]) -> tuple[int, int]:
    """At most 160 columns, fewer where all frames together would pass the memory allowed; the shape is kept."""
    width, height = size
    columns = min(COLUMNS, width, int((_BYTES / max(1, frames) * width / height) ** 0.5))
    columns = max(32, columns)
    return columns, max(8, round(columns * height / width))


def _luma(frame: VideoFrame) -> np.ndarray:
    """Brightness at full size (every second row and column of large pictures), without conversion where the format has it."""
    if frame.format.name in ("yuv420p", "yuvj420p", "yuv422p", "yuv444p", "nv12"):
        plane = frame.planes[0]
        held: Any = plane  # offers its bytes as a buffer, which its stubs do not say
        rows = np.frombuffer(held, np.uint8).reshape(plane.height, plane.line_size)[:, : plane.width]
    else:
        rows = frame.to_ndarray(format="gray")
    return rows[::2, ::2].copy() if rows.shape[0] > 720 else rows.copy()
