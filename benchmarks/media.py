"""Frames and joins against the usual tools: the last frame of a long clip beside OpenCV, thirty clips joined beside MoviePy.

Both others are optional and measured only where they can be imported; the rest is told as not available. Every figure is the
median of some repeats in one process after one unmeasured run, with its spread; factors compare runs that were taken in turn.
Drift is counted on what was decoded again: frames in the joined film against the frames of the clips, and each clip's first
picture against the picture at its place.

    python benchmarks/media.py [--repeats 7] [--json FILE]
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np

from storyreel.tools.assemble.encode import PictureConverter, add_audio_stream, add_video_stream, encode_audio
from storyreel.tools.assemble.joining import join_clips
from storyreel.tools.frames import decode_frames, first_frame, frame_at, last_frame

RATE = Fraction(24)
SIZE = (832, 480)
CLIPS, CLIP_S = 30, 5


def clip(path: Path, seconds: float, *, seed: int, gop: int = 0) -> int:
    """A clip with a moving picture and a tone, in the codecs of takes; its number of frames."""
    width, height = SIZE
    frames = round(seconds * RATE)
    rng = np.random.default_rng(seed)
    base = soft(rng.integers(40, 200, (7, 11, 3)).astype(np.float32), width, height)
    with av.open(str(path), "w") as container:
        video = add_video_stream(container, width_px=width, height_px=height, rate=RATE)
        if gop:
            video.codec_context.gop_size = gop
        sound = add_audio_stream(container)
        converter = PictureConverter(RATE)
        for index in range(frames):
            picture = np.roll(base, 3 * index, axis=1)
            picture[: height // 8] = 255 * index // max(1, frames - 1)
            for packet in video.encode(converter.frame(picture, index)):
                container.mux(packet)
        for packet in video.encode(None):
            container.mux(packet)
        times = np.arange(round(frames / RATE * 48_000), dtype=np.float32) / 48_000
        tone = (0.1 * np.sin(2 * np.pi * (220 + 20 * (seed % 12)) * times)).astype(np.float32)
        for packet in encode_audio(sound, iter([tone])):
            container.mux(packet)
    return frames


def soft(grid: np.ndarray, width: int, height: int) -> np.ndarray:
    """A few colours run into each other over a whole picture, shape (height, width, 3), as walls and skies do."""
    down, across = np.linspace(0, grid.shape[0] - 1.001, height), np.linspace(0, grid.shape[1] - 1.001, width)
    y, x = down.astype(int), across.astype(int)
    v, u = (down - y)[:, None, None], (across - x)[None, :, None]
    top = grid[y][:, x] * (1 - u) + grid[y][:, x + 1] * u
    bottom = grid[y + 1][:, x] * (1 - u) + grid[y + 1][:, x + 1] * u
    return (top * (1 - v) + bottom * v).astype(np.uint8)


def timed(work: Callable[[], Any], repeats: int) -> tuple[list[float], Any]:
    """Milliseconds of each repeat, and the last result."""
    result = work()
    taken: list[float] = []
    for _ in range(repeats):
        began = time.perf_counter()
        result = work()
        taken.append(1000 * (time.perf_counter() - began))
    return taken, result


def there(name: str) -> Any:
    """A module, None where it is not installed."""
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


def levels(one: np.ndarray, other: np.ndarray) -> float:
    """Mean difference of two pictures, in levels of 255."""
    return float(np.abs(one.astype(int) - other.astype(int)).mean())


def cv2_last(path: Path, cv2: Any) -> Callable[[], np.ndarray | None]:
    """The last frame as OpenCV gives it: by its number, or walking back until a frame comes."""

    def work() -> np.ndarray | None:
        capture = cv2.VideoCapture(str(path))
        count = int(capture.get(cv2.CAP_PROP_FRAME_COUNT))
        for back in range(1, 30):
            capture.set(cv2.CAP_PROP_POS_FRAMES, count - back)
            came, frame = capture.read()
            if came:
                break
        capture.release()
        return frame if came else None

    return work


def last_frames(folder: Path, repeats: int) -> dict[str, Any]:
    """The last frame of 60 s, by length of the group of pictures: ours, OpenCV's, and how far the two pictures lie apart."""
    cv2, found = there("cv2"), dict[str, Any]()
    for gop in (12, 48):
        path = folder / f"long-{gop}.mp4"
        frames = clip(path, 60, seed=gop, gop=gop)
        ours, picture = timed(lambda path=path: last_frame(path), repeats)
        row: dict[str, Any] = {"ours_ms": ours}
        whole = [frame for frame in decode_frames(path, frames - 1)]
        row["is_the_last"] = len(whole) == 1 and bool((frame_at(path, frames - 1) == picture).all())
        if cv2 is not None:
            theirs, frame = timed(cv2_last(path, cv2), repeats)
            row |= {"opencv_ms": theirs, "factor": statistics.median(theirs) / statistics.median(ours)}
            row["apart"] = (
                float(np.abs(frame[:, :, ::-1].astype(int) - picture.astype(int)).mean()) if frame is not None else None
            )
        found[f"gop {gop}"] = row
    return found


def moviepy_join(clips: list[Path], to: Path) -> Callable[[], None]:
    """The same join as MoviePy's users write it."""
    moviepy = there("moviepy")

    def work() -> None:
        opened = [moviepy.VideoFileClip(str(path)) for path in clips]
        whole = moviepy.concatenate_videoclips(opened)
        whole.write_videofile(str(to), logger=None, preset="veryfast", threads=os.cpu_count())
        for one in (*opened, whole):
            one.close()

    return work


def joins(folder: Path, repeats: int) -> dict[str, Any]:
    """Thirty clips of five seconds joined: time, frames, and whether each clip begins where it should."""
    clips = [folder / f"clip-{number:02d}.mp4" for number in range(CLIPS)]
    frames = [clip(path, CLIP_S, seed=100 + number) for number, path in enumerate(clips)]
    to = folder / "joined.mp4"
    taken, _ = timed(lambda: join_clips(clips, to), repeats)
    at = [sum(frames[:number]) for number in range(CLIPS)]
    apart = [levels(frame_at(to, place), first_frame(path)) for place, path in zip(at, clips, strict=True)]
    found: dict[str, Any] = {
        "ours_ms": taken,
        "frames": sum(1 for _ in decode_frames(to)),
        "frames_of_clips": sum(frames),
        "furthest_first_picture": max(apart),
    }
    if there("moviepy") is not None:
        theirs, _ = timed(moviepy_join(clips, folder / "moviepy.mp4"), 1)
        found |= {"moviepy_ms": theirs, "factor": statistics.median(theirs) / statistics.median(taken)}
        found["moviepy_frames"] = sum(1 for _ in decode_frames(folder / "moviepy.mp4"))
    return found


def spread(values: list[float]) -> str:
    """Median and spread in milliseconds."""
    return f"{statistics.median(values):.1f} ms ({min(values):.1f} to {max(values):.1f})"


def told(result: dict[str, Any]) -> list[str]:
    """The result in lines."""
    lines: list[str] = []
    for name, row in result["last_frame"].items():
        lines.append(f"last frame of 60 s at 832x480, {name}: {spread(row['ours_ms'])}; {beside('OpenCV', row, 'opencv_ms')}")
        lines[-1] += f"; the last: {row['is_the_last']}"
    row = result["join"]
    lines.append(f"joining {CLIPS} clips of {CLIP_S} s: {spread(row['ours_ms'])}; {beside('MoviePy', row, 'moviepy_ms')}")
    drift, furthest = row["frames"] - row["frames_of_clips"], row["furthest_first_picture"]
    lines.append(f"drift: {drift} frames; furthest first picture {furthest:.2f} levels of 255 from its clip's")
    return lines


def beside(name: str, row: dict[str, Any], key: str) -> str:
    """The other tool's figure, or that there is none."""
    return f"{name} {spread(row[key])}, {row['factor']:.1f} times ours" if key in row else f"{name}: not available, not installed"


def main() -> int:
    """Measure, and say it."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--repeats", type=int, default=7)
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="storyreel-media-") as name:
        folder = Path(name)
        result = {"last_frame": last_frames(folder, arguments.repeats), "join": joins(folder, arguments.repeats)}
    print("\n".join(told(result)))
    if arguments.json:
        arguments.json.write_text(json.dumps(result, indent=1), encoding="utf-8")
    row = result["join"]
    return 0 if row["frames"] == row["frames_of_clips"] else 1


if __name__ == "__main__":
    sys.exit(main())
