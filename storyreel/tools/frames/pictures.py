"""Single pictures from a file: the first, the last, the nth, the one at a time; equal to the bit to those of a full decode.

A seek is used only where the packets show that it can be trusted (closed, regular files); every other file is decoded from
its start. Colours follow the file's own tags; untagged pictures of 720 lines or more count as BT.709, smaller ones as BT.601.
It knows nothing of shots.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import numpy as np
from av.container import InputContainer
from av.video.frame import PictureType, VideoFrame
from av.video.reformatter import ColorRange, Colorspace, VideoReformatter
from av.video.stream import VideoStream

from storyreel.errors import MediaError
from storyreel.tools.files import write_whole
from storyreel.tools.frames.index import FrameIndex, read_index
from storyreel.tools.frames.opening import open_media_file, video_stream

__all__ = ["decode_frames", "first_frame", "frame_at", "frame_at_time", "last_frame", "save_png", "to_rgb"]

_SEEKABLE = frozenset({"h264", "hevc", "vp8", "vp9", "av1", "mpeg4", "prores", "mjpeg"})
_BT2020 = 9
_UNTAGGED = 2
_TAGGED_601 = frozenset({4, 5, 6})


def to_rgb(frame: VideoFrame, scaler: VideoReformatter | None = None) -> np.ndarray:
    """A decoded frame as RGB: shape (height, width, 3), uint8, red first, full range."""
    made = (scaler or VideoReformatter()).reformat(
        frame, format="rgb24", src_colorspace=_colorspace(frame), dst_color_range=ColorRange.JPEG, threads=1
    )
    return made.to_ndarray()


def _colorspace(frame: VideoFrame) -> Colorspace:
    tag = int(frame.colorspace)
    if tag in _TAGGED_601:
        return Colorspace.ITU601
    if tag == _BT2020:
        return Colorspace.BT2020
    untagged_small = tag == _UNTAGGED and frame.height < 720
    return Colorspace.ITU601 if untagged_small else Colorspace.ITU709


def decode_frames(path: Path, start: int = 0, count: int | None = None) -> Iterator[VideoFrame]:
    """Decoded frames from number `start` on, at most `count`, decoding as little as can be trusted.

    Raises:
        MediaError: If the file is not readable, has no video, is damaged, or ends before `start`.
    """
    with open_media_file(path) as container:
        stream = video_stream(container, path)
        index = read_index(container, stream, path)
        if not 0 <= start < index.frames:
            raise MediaError(f"{path} has {index.frames} frames; there is no frame {start}. Count from 0.")
    wanted = index.frames - start if count is None else min(count, index.frames - start)
    given = 0
    for frame in _from_seek(path, index, start) if _seek_pays(index, start) else _from_start(path, start):
        if given == wanted:
            return
        given += 1
        yield frame
    if given == 0:
        raise MediaError(f"{path} names {index.frames} frames but frame {start} cannot be decoded: the file is damaged.")


def _seek_pays(index: FrameIndex, start: int) -> bool:
    return index.regular and any(0 < key <= start for key in index.keyframes)


def _from_start(path: Path, skip: int) -> Iterator[VideoFrame]:
    with open_media_file(path) as container:
        stream = video_stream(container, path)
        for number, frame in enumerate(container.decode(stream)):
            if number >= skip:
                yield frame


def _from_seek(path: Path, index: FrameIndex, start: int) -> Iterator[VideoFrame]:
    with open_media_file(path) as container:
        stream = video_stream(container, path)
        found = _seek(container, stream, index.pts[start])
        if found is not None:
            yield found
            yield from container.decode(stream)
            return
    yield from _from_start(path, start)


def _seek(container: InputContainer, stream: VideoStream, target: int) -> VideoFrame | None:
    """Decode from the keyframe before `target` up to it; None where the seek did not do what it should."""
    if stream.codec_context.name not in _SEEKABLE:
        return None
    container.seek(target, stream=stream, backward=True)
    for number, frame in enumerate(container.decode(stream)):
        if number == 0 and (not frame.key_frame or frame.pict_type != PictureType.I):
            return None
        if frame.pts is None or frame.pts > target:
            return None
        if frame.pts == target:
            return frame
    return None


def _picture(path: Path, number: int) -> np.ndarray:
    for frame in decode_frames(path, number, 1):
        if frame.is_corrupt:
            raise MediaError(f"{path}: frame {number} is damaged. Make the file again.")
        return to_rgb(frame)
    raise MediaError(f"{path}: frame {number} cannot be decoded.")


def first_frame(path: Path) -> np.ndarray:
    """The first frame, RGB (height, width, 3) uint8. The rest of the file is not looked at.

    Raises:
        MediaError: If there is no frame to be had.
    """
    with open_media_file(path) as container:
        for frame in container.decode(video_stream(container, path)):
            return to_rgb(frame)
    raise MediaError(f"{path} holds no frame of video that can be decoded.")


def last_frame(path: Path) -> np.ndarray:
    """The last frame, RGB (height, width, 3) uint8.

    Raises:
        MediaError: If the file is not readable, has no video, or ends before the frames that its header names.
    """
    frame = _at_the_end(path)
    if frame is not None:
        return to_rgb(frame)
    index = _index(path)
    if index.truncated:
        raise MediaError(f"{path} is cut short: its header names {index.promised} frames, it holds {index.frames}.")
    return _picture(path, index.frames - 1)


def _at_the_end(path: Path) -> VideoFrame | None:
    """The frame that ends where the header says that the film ends, from the keyframe before it; None where there is none.

    No index is read: a file that was cut short has no such frame, and one whose header says nothing is looked through.
    """
    with open_media_file(path) as container:
        stream = video_stream(container, path)
        if stream.codec_context.name not in _SEEKABLE or not stream.frames or not stream.duration:
            return None
        end, step = (stream.start_time or 0) + stream.duration, stream.duration / stream.frames
        container.seek(end - 1, stream=stream, backward=True)
        stream.thread_type = "AUTO"
        last: VideoFrame | None = None
        for number, frame in enumerate(container.decode(stream)):
            key = frame.key_frame and frame.pict_type == PictureType.I
            if frame.pts is None or frame.is_corrupt or (number == 0 and not key):
                return None
            last = frame if last is None or frame.pts > cast("int", last.pts) else last
    return last if last is not None and abs(cast("int", last.pts) + step - end) <= step / 2 else None


def frame_at(path: Path, frame_index: int) -> np.ndarray:
    """The frame of that number, counted from 0, RGB (height, width, 3) uint8.

    Raises:
        MediaError: If the file is not readable or has no such frame.
    """
    return _picture(path, frame_index)


def frame_at_time(path: Path, ms: int) -> np.ndarray:
    """The frame that is shown at `ms` milliseconds from the first frame; the last one after the end.

    Raises:
        MediaError: If the file is not readable, or `ms` is negative.
    """
    if ms < 0:
        raise MediaError(f"{path}: there is no frame at {ms} ms; times count from 0.")
    return _picture(path, _index(path).at_time(ms))


def _index(path: Path) -> FrameIndex:
    with open_media_file(path) as container:
        return read_index(container, video_stream(container, path), path)


def save_png(array: np.ndarray, path: Path) -> None:
    """Write an RGB picture (height, width, 3) uint8 as PNG, whole or not at all; the same picture gives the same bytes.

    Raises:
        MediaError: If the array is not such a picture.
        ProjectError: If the file cannot be written.
    """
    if array.ndim != 3 or array.shape[2] != 3 or array.dtype != np.uint8 or array.size == 0:
        raise MediaError(f"a picture has the shape (height, width, 3) and 8 bits; this one is {array.shape} {array.dtype}")
    height, width, _ = array.shape
    rows = np.zeros((height, 1 + width * 3), np.uint8)  # each row begins with its filter, 0 for none
    rows[:, 1:] = array.reshape(height, width * 3)
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows.tobytes(), 6)), (b"IEND", b""))
    write_whole(path, b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks))


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
