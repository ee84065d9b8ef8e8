"""Sounds for the tests of recordings: tones, silences and noise of known level, and files of every kind made of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import av
import numpy as np

RATE = 48_000


def tone(seconds: float, *, hz: float = 200.0, db: float = -20.0, rate: int = RATE) -> np.ndarray:
    """A sine of an RMS level in dB below full scale, mono float32."""
    t = np.arange(round(seconds * rate)) / rate
    return (np.sin(2 * np.pi * hz * t) * np.sqrt(2) * 10 ** (db / 20)).astype(np.float32)


def voice_like(seconds: float, *, hz: float = 120.0, db: float = -20.0, rate: int = RATE) -> np.ndarray:
    """A buzz with many harmonics, its level swelling four times a second as syllables do."""
    t = np.arange(round(seconds * rate)) / rate
    made = sum(np.sin(2 * np.pi * hz * k * t) / k for k in range(1, 12)) * (0.55 + 0.45 * np.cos(2 * np.pi * 4 * t))
    made *= 10 ** (db / 20) / np.sqrt(np.mean(np.square(made)))
    return made.astype(np.float32)


def silence(seconds: float, rate: int = RATE) -> np.ndarray:
    """Nothing."""
    return np.zeros(round(seconds * rate), np.float32)


def write_sound(
    path: Path,
    samples: np.ndarray,
    *,
    codec: str = "pcm_s16le",
    rate: int = RATE,
    layout: str = "mono",
    fmt: str = "",
    picture: bool = False,
) -> Path:
    """Write samples, shape (samples,) or (channels, samples), as a file of a codec; the suffix tells the container."""
    planes = np.clip(np.atleast_2d(samples), -1, 1).astype(np.float32)
    with av.open(str(path), "w") as out:
        video = out.add_stream("libx264", rate=10) if picture else None
        if video is not None:
            video.width, video.height, video.pix_fmt = 64, 48, "yuv420p"
        stream = cast(Any, out.add_stream(codec, rate=rate, layout=layout))
        if fmt:
            stream.format = fmt
        resampler = av.AudioResampler(format=stream.format.name, layout=layout, rate=rate)
        for start in range(0, planes.shape[1], rate):
            packed = np.ascontiguousarray(planes[:, start : start + rate].T).reshape(1, -1)
            frame = av.AudioFrame.from_ndarray(packed, format="flt", layout=layout)
            frame.sample_rate = rate
            for made in resampler.resample(frame):
                out.mux(stream.encode(made))
        for made in resampler.resample(None):
            out.mux(stream.encode(made))
        out.mux(stream.encode(None))
        if video is not None:
            for _ in range(round(planes.shape[1] / rate * 10)):
                out.mux(video.encode(av.VideoFrame.from_ndarray(np.zeros((48, 64, 3), np.uint8), format="rgb24")))
            out.mux(video.encode(None))
    return path
