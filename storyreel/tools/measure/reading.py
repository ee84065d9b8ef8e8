"""Decoding a film once, frame by frame, into small pictures, coarse colours and figures. It keeps no frame and judges nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import av.error
import numpy as np
from av.container import InputContainer
from av.video.frame import VideoFrame
from av.video.reformatter import Interpolation, VideoReformatter
from av.video.stream import VideoStream

from storyreel.tools.ahead import ahead
from storyreel.tools.frames import FrameIndex
from storyreel.tools.measure.figures import FigureMeter
from storyreel.tools.measure.pages import PicturePages

__all__ = ["COLUMNS", "Reader", "quarter_turns"]

COLUMNS = 160
_MOST_ERRORS = 200
_GRID = (16, 9)
_EIGHT_BIT = frozenset({"yuv420p", "yuvj420p", "yuv422p", "yuv444p", "nv12"})


class Reader:
    """Collects what is measured of a file while it is decoded.

    A frame that cannot be decoded keeps its place, marked as damaged, so that what follows is still found at its time.

    Args:
        size: (width, height) of the coded picture.
        most_bytes: Of small pictures that are kept; a longer film is kept in smaller ones.
    """

    def __init__(self, index: FrameIndex, size: tuple[int, int], *, most_bytes: int) -> None:
        self.pictures, self.colours = PicturePages(), list[np.ndarray]()
        self.error = ""
        self.interlaced = self.rotation = 0
        self._failed = self._corrupt = 0
        self._places = {pts: number for number, pts in enumerate(index.pts)} if index.regular else {}
        self.size, self._frames, self._most_bytes = size, index.frames, most_bytes
        self._small = (0, 0)
        self._scaler, self._colour_scaler = VideoReformatter(), VideoReformatter()
        self._meter = FigureMeter(index.rate)
        self.figures = self._meter.figures

    def read(self, container: InputContainer, stream: VideoStream) -> None:
        """Decode all of a stream."""
        with ahead(_decoded(container, stream)) as coming:
            for frame in coming:
                problem = self._tried(frame) if isinstance(frame, VideoFrame) else frame
                if problem is None:
                    continue
                self._failed += 1
                self.error = problem.strerror or type(problem).__name__
                if self._failed > _MOST_ERRORS:
                    return
        if self._failed and self._places:
            self._hold_until(len(self._places))

    def problems(self) -> Iterator[str]:
        """What went wrong, in sentences."""
        if self._failed:
            yield f"{self._failed} packets cannot be decoded ({self.error})"
        if self._corrupt:
            yield f"{self._corrupt} frames are damaged"

    def _tried(self, frame: VideoFrame) -> av.error.FFmpegError | None:
        try:
            self._add(frame)
        except av.error.FFmpegError as exc:
            return exc
        return None

    def _add(self, frame: VideoFrame) -> None:
        if self._failed and frame.pts is not None:
            self._hold_until(self._places.get(frame.pts, 0))
        if not len(self.pictures):
            self._see_first(frame)
        self._corrupt += frame.is_corrupt
        self.interlaced += frame.interlaced_frame
        turns = self.rotation // 90
        small = self._shrunk(self._scaler, frame, self._small, "gray", turns)
        self.pictures.append(small)
        self.colours.append(np.moveaxis(self._shrunk(self._colour_scaler, frame, _GRID, "yuv444p", turns), 0, -1).copy())
        self._meter.add(small, large=_luma(frame), fresh=bool(frame.key_frame), damaged=frame.is_corrupt)

    def _see_first(self, frame: VideoFrame) -> None:
        self.rotation = quarter_turns(frame) * 90
        self.size = self.size if self.rotation % 180 == 0 else (self.size[1], self.size[0])
        self._small = _small_size(self._frames, self.size, self._most_bytes)

    def _hold_until(self, place: int) -> None:
        """The last picture stands for those that are missing before this place; nothing stands for those before the first."""
        while 0 < len(self.pictures) < place:
            self.pictures.hold()
            self.colours.append(self.colours[-1])
            self._meter.hold()

    @staticmethod
    def _shrunk(scaler: VideoReformatter, frame: VideoFrame, size: tuple[int, int], layout: Any, turns: int) -> np.ndarray:
        """The picture as it is shown, at this size (width, height)."""
        width, height = size if turns % 2 == 0 else size[::-1]
        made = scaler.reformat(frame, width=width, height=height, format=layout, interpolation=Interpolation.AREA, threads=1)
        dots = made.to_ndarray()
        return np.ascontiguousarray(np.rot90(dots, turns, axes=(-2, -1))) if turns else dots


def _decoded(container: InputContainer, stream: VideoStream) -> Iterator[VideoFrame | av.error.FFmpegError]:
    """The frames of a stream in order, and why a packet gave none."""
    for packet in container.demux(stream):
        try:
            yield from packet.decode()
        except av.error.FFmpegError as exc:
            yield exc


def quarter_turns(frame: VideoFrame) -> int:
    """Quarters counter-clockwise by which a player turns the picture, 0 to 3."""
    return round(frame.rotation / 90) % 4


def _small_size(frames: int, size: tuple[int, int], most_bytes: int) -> tuple[int, int]:
    """At most 160 columns, fewer where all frames together would pass the bytes allowed; the shape is kept."""
    width, height = size
    columns = min(COLUMNS, width, int((most_bytes / max(1, frames) * width / height) ** 0.5))
    columns = max(32, columns)
    return columns, max(8, round(columns * height / width))


def _luma(frame: VideoFrame) -> np.ndarray:
    """Brightness at full size (every second row and column of large pictures), without conversion where the format has it."""
    if frame.format.name in _EIGHT_BIT:
        plane = frame.planes[0]
        held: Any = plane  # offers its bytes as a buffer, which its stubs do not say
        rows = np.frombuffer(held, np.uint8).reshape(plane.height, plane.line_size)[:, : plane.width]
    else:
        rows = frame.to_ndarray(format="gray")
    return rows[::2, ::2].copy() if rows.shape[0] > 720 else rows.copy()
