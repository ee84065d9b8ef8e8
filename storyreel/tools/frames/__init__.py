"""Exact pictures and facts from media files.

`first_frame`, `last_frame`, `frame_at` and `frame_at_time` give RGB arrays that are equal to the bit to those of a full decode;
`probe` counts what a file holds; `save_png` writes a picture. Whatever is not media becomes a MediaError with its reason.
"""

from storyreel.tools.frames.index import FrameIndex, read_index
from storyreel.tools.frames.opening import audio_stream, open_media_file, video_stream
from storyreel.tools.frames.pictures import decode_frames, first_frame, frame_at, frame_at_time, last_frame, save_png, to_rgb
from storyreel.tools.frames.probe import MediaInfo, probe

__all__ = [
    "FrameIndex",
    "MediaInfo",
    "audio_stream",
    "decode_frames",
    "first_frame",
    "frame_at",
    "frame_at_time",
    "last_frame",
    "open_media_file",
    "probe",
    "read_index",
    "save_png",
    "to_rgb",
    "video_stream",
]
