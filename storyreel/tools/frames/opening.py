"""Opening media files that may be anything: foreign, cut short, empty, or no media at all.

Whatever FFmpeg objects to becomes a MediaError that names the file. Only container formats that hold a film are accepted and
only local files are opened: a playlist that names other files or addresses is refused. It knows nothing of what frames mean.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import av
import av.error
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.stream import Disposition
from av.video.stream import VideoStream

from storyreel.errors import MediaError

__all__ = ["audio_stream", "media_errors", "open_media_file", "video_stream"]

_FORMATS = (
    "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts,mpeg,mpegvideo,ogg,flv,asf,mxf,ivf,h264,hevc,gif,"
    "wav,w64,mp3,flac,aac,aiff,caf,png_pipe,jpeg_pipe,webp_pipe"
)

_LARGEST_SIDE = 16_384  # a damaged header may ask for pictures of gigabytes


@contextmanager
def media_errors(path: Path) -> Generator[None]:
    """Translate FFmpeg's errors on `path`.

    Raises:
        MediaError: If the file is missing, unreadable, or not media.
    """
    try:
        yield
    except (FileNotFoundError, IsADirectoryError, PermissionError) as exc:
        raise MediaError(f"{path} cannot be opened: {exc.strerror or type(exc).__name__}.") from exc
    except av.error.FFmpegError as exc:
        raise MediaError(f"{path} is not readable as media: {exc.strerror or type(exc).__name__}.{_size_note(path)}") from exc


def _size_note(path: Path) -> str:
    try:
        size = path.stat().st_size
    except OSError:
        return ""
    return " The file is empty." if size == 0 else f" The file has {size} bytes; it may be cut short or not be a film at all."


@contextmanager
def open_media_file(path: Path) -> Generator[InputContainer]:
    """The open file; closed afterwards.

    Raises:
        MediaError: If it cannot be opened, or reading inside the block fails.
    """
    with media_errors(path):
        options = {"protocol_whitelist": "file", "format_whitelist": _FORMATS}
        # "file:" keeps a name with a colon in it from being taken for a protocol.
        container = av.open(f"file:{path}", options=options, metadata_errors="replace")
        try:
            yield container
        finally:
            container.close()


def video_stream(container: InputContainer, path: Path) -> VideoStream:
    """The first stream that moves: cover pictures do not count.

    Raises:
        MediaError: If there is none, or its pictures have no size.
    """
    for stream in container.streams.video:
        if stream.disposition & Disposition.attached_pic:
            continue
        if not _has_size(stream):
            raise MediaError(f"{path} has a video stream of an unknown codec or without a sensible picture size: it is damaged.")
        return stream
    kinds = sorted({stream.type for stream in container.streams})
    raise MediaError(f"{path} has no video stream; it has: {', '.join(kinds) or 'nothing'}.")


def audio_stream(container: InputContainer, path: Path) -> AudioStream | None:
    """The first sound stream, None where there is none.

    Raises:
        MediaError: If it is of an unknown codec, or says nonsense of itself.
    """
    for stream in container.streams.audio:
        # A stream of a codec that is not known has no such attribute at all.
        if not 1_000 <= (getattr(stream, "rate", 0) or 0) <= 768_000:
            raise MediaError(f"{path} has a sound stream of an unknown codec or sample rate: it is damaged.")
        return stream
    return None


def _has_size(stream: VideoStream) -> bool:
    """A stream of a codec that is not known has no such attributes at all."""
    sides = (getattr(stream, "width", 0), getattr(stream, "height", 0))
    return all(0 < side <= _LARGEST_SIDE for side in sides)
