"""Exact pictures: every way to a frame gives what a full decode gives, for tidy files and odd ones; bad files say why."""

from __future__ import annotations

import zlib
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from storyreel.errors import MediaError
from storyreel.testing.clips import write_clip
from storyreel.tools.frames import first_frame, frame_at, frame_at_time, last_frame, probe, save_png, to_rgb

FRAMES = 40
RATE = Fraction(24)
ENCODERS: dict[str, tuple[str, str, str, dict[str, str]]] = {
    "ours": ("mp4", "libx264", "yuv420p", {"preset": "veryfast", "bf": "0", "g": "24"}),
    "b-frames": ("mp4", "libx264", "yuv420p", {"preset": "medium", "bf": "3", "g": "12"}),
    "open-gop": ("mp4", "libx264", "yuv420p", {"bf": "3", "g": "10", "x264-params": "open-gop=1:keyint=10:min-keyint=10"}),
    "intra-refresh": ("mp4", "libx264", "yuv420p", {"g": "12", "x264-params": "intra-refresh=1:bframes=0"}),
    "one-gop": ("mp4", "libx264", "yuv420p", {"g": "250"}),
    "matroska": ("matroska", "libx264", "yuv420p", {"g": "12", "bf": "2"}),
    "vp9": ("webm", "libvpx-vp9", "yuv420p", {"g": "12", "deadline": "realtime", "cpu-used": "8"}),
    "mpeg4": ("avi", "mpeg4", "yuv420p", {"g": "12"}),
    "ten-bit": ("mp4", "libx265", "yuv420p10le", {"preset": "ultrafast", "x265-params": "log-level=none"}),
}


def picture(number: int, size: tuple[int, int] = (128, 72)) -> np.ndarray:
    """A gradient with a bar that moves."""
    width, height = size
    rgb = np.zeros((height, width, 3), np.uint8)
    rgb[..., 0] = np.linspace(0, 255, width, dtype=np.uint8)
    rgb[..., 1] = np.linspace(0, 200, height, dtype=np.uint8)[:, None]
    rgb[10:30, (number * 3) % width : (number * 3) % width + 12] = 255
    return rgb


def encode(path: Path, name: str, frames: int = FRAMES) -> Path:
    """A file by one of the encoders."""
    container_format, codec, pixels, options = ENCODERS[name]
    with av.open(str(path), "w", format=container_format) as opened:
        container: Any = opened
        stream = container.add_stream(codec, rate=RATE, options=options)
        stream.width, stream.height, stream.pix_fmt = 128, 72, pixels
        for number in range(frames):
            frame = av.VideoFrame.from_ndarray(picture(number), format="rgb24").reformat(format=pixels)
            frame.pts, frame.time_base = number, 1 / RATE
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


@pytest.fixture(scope="session")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("frames") / "a:b clip.mp4"  # a colon is no protocol
    write_clip(path, (picture(n) for n in range(FRAMES)), np.zeros(80_000, np.float32), RATE)
    return path


@pytest.mark.parametrize("name", ENCODERS)
def test_every_frame_equals_that_of_a_full_decode(name: str, tmp_path: Path) -> None:
    path = encode(tmp_path / "clip", name)
    with av.open(str(path)) as container:
        whole = [to_rgb(frame) for frame in container.decode(video=0)]
    assert len(whole) == FRAMES
    for number in (0, 1, 9, 10, 11, 12, 13, 25, 38, 39):
        assert np.array_equal(frame_at(path, number), whole[number]), number
    assert np.array_equal(first_frame(path), whole[0])
    assert np.array_equal(last_frame(path), whole[-1])


def test_colours_come_back_as_they_were_drawn(tmp_path: Path) -> None:
    patches = np.zeros((64, 128, 3), np.uint8)
    colours = [(200, 40, 90), (20, 220, 30), (250, 250, 250), (0, 0, 0)]
    for place, colour in enumerate(colours):
        patches[:, place * 32 : place * 32 + 32] = colour
    write_clip(tmp_path / "c.mp4", [patches] * 3, None, RATE)
    back = first_frame(tmp_path / "c.mp4")
    for place, colour in enumerate(colours):
        assert np.abs(back[32, place * 32 + 16].astype(int) - colour).max() <= 3, colour


@pytest.mark.parametrize(("ms", "number"), [(0, 0), (41, 0), (42, 1), (999, 23), (1000, 24), (99_000, FRAMES - 1)])
def test_a_time_is_the_frame_that_is_shown_then(clip: Path, ms: int, number: int) -> None:
    assert np.array_equal(frame_at_time(clip, ms), frame_at(clip, number))


def test_a_negative_time_and_a_frame_beyond_the_end_are_refused(clip: Path) -> None:
    with pytest.raises(MediaError, match="-5 ms"):
        frame_at_time(clip, -5)
    with pytest.raises(MediaError, match="has 40 frames; there is no frame 40"):
        frame_at(clip, FRAMES)


def test_probe_counts_what_is_there(clip: Path) -> None:
    found = probe(clip)
    assert (found.width, found.height, found.rate, found.frames) == (128, 72, RATE, FRAMES)
    assert (found.codec, found.has_audio, found.sample_rate, found.samples) == ("h264", True, 48_000, 80_000)
    assert found.duration_ms == 1667


@pytest.mark.parametrize("rate", [Fraction(24000, 1001), Fraction(25), Fraction(30000, 1001), Fraction(12)])
def test_probe_reads_the_rate_exactly(rate: Fraction, tmp_path: Path) -> None:
    write_clip(tmp_path / "r.mp4", (picture(n) for n in range(7)), None, rate)
    assert probe(tmp_path / "r.mp4").rate == rate


def test_a_file_that_is_cut_short_says_how_much_is_there(clip: Path, tmp_path: Path) -> None:
    short = tmp_path / "short.mp4"
    data = clip.read_bytes()
    short.write_bytes(data[: len(data) * 2 // 3])
    for look in (last_frame, probe):
        with pytest.raises(MediaError, match=r"cut short: its header names 40 frames, it holds \d+"):
            look(short)
    assert first_frame(short).shape == (72, 128, 3)


BAD = {
    "empty": b"",
    "text": b"Not a film at all. " * 50,
    "playlist": b"#EXTM3U\n#EXTINF:1\nfile:///etc/passwd\n",
    "list of files": b"ffconcat version 1.0\nfile clip.mp4\n",
    "subtitles": b"1\n00:00:00,000 --> 00:00:01,000\nhi\n",
    "noise": bytes(zlib.crc32(bytes([n % 256])) % 256 for n in range(5000)),
}


@pytest.mark.parametrize("kind", BAD)
@pytest.mark.parametrize("look", [first_frame, last_frame, probe])
def test_what_is_not_media_is_refused_by_name(kind: str, look: Any, tmp_path: Path) -> None:
    path = tmp_path / "bad.mp4"
    path.write_bytes(BAD[kind])
    with pytest.raises(MediaError, match=r"bad\.mp4"):
        look(path)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(MediaError, match="cannot be opened"):
        first_frame(tmp_path / "none.mp4")
    with pytest.raises(MediaError):
        probe(tmp_path)


def test_sound_alone_is_no_film(tmp_path: Path) -> None:
    from storyreel.tools.audio import write_wav

    write_wav(tmp_path / "a.wav", np.zeros(1000, np.float32), 8000)
    with pytest.raises(MediaError, match="no video stream; it has: audio"):
        last_frame(tmp_path / "a.wav")


def test_a_picture_file_is_the_same_every_time_and_reads_back(tmp_path: Path) -> None:
    rgb = picture(3)
    save_png(rgb, tmp_path / "a.png")
    save_png(rgb, tmp_path / "b.png")
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()
    assert np.array_equal(first_frame(tmp_path / "a.png"), rgb)


@pytest.mark.parametrize("array", [np.zeros((4, 4), np.uint8), np.zeros((4, 4, 3)), np.zeros((0, 4, 3), np.uint8)])
def test_what_is_no_picture_is_not_written(array: np.ndarray, tmp_path: Path) -> None:
    with pytest.raises(MediaError, match="shape"):
        save_png(array, tmp_path / "a.png")
    assert list(tmp_path.iterdir()) == []
