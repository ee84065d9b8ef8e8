"""Loudness by EBU R128 (ITU-R BS.1770), true peak, and how much of the sound lies at the limit, at the file's own sample rate.

The measuring is FFmpeg's `ebur128`; the sound passes once, in blocks, so a long film needs no more memory than a short one.
It judges nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from math import log10
from pathlib import Path
from typing import Any, cast

import av
import av.error
import av.filter
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.audio.stream import AudioStream

from storyreel.tools.audio import SILENCE_DB
from storyreel.tools.frames import audio_stream, open_media_file

__all__ = ["HOP_S", "SoundFigures", "meter_sound"]

HOP_S = 0.1
_SILENT_LUFS = -69.9  # the gate's lower end: nothing passed it


def _no_steps() -> np.ndarray:
    return np.zeros(0, np.float32)


@dataclass(frozen=True, kw_only=True)
class SoundFigures:
    """Figures of a file's sound, all channels together.

    Attributes:
        integrated_lufs: Gated loudness of the whole; None where nothing is louder than -70 LUFS or it is shorter than 0.4 s.
        true_peak_db: The highest peak between samples, in dB over full scale.
        momentary_lufs: Loudness of the last 0.4 s, in steps of 0.1 s, shape (steps,).
        peaks: The largest sample of each tenth of a second, shape (steps,).
        crowd: Share of the samples above half the step's largest that lie within 2% of it, shape (steps,): sound that was cut off
            at a limit crowds there, whatever its level is now.
        channels, rate: Of the stream.
    """

    integrated_lufs: float | None = None
    true_peak_db: float = SILENCE_DB
    momentary_lufs: np.ndarray = field(default_factory=_no_steps)
    peaks: np.ndarray = field(default_factory=_no_steps)
    crowd: np.ndarray = field(default_factory=_no_steps)
    channels: int = 0
    rate: int = 0


def meter_sound(path: Path) -> SoundFigures:
    """Measure the first sound stream of a file.

    Raises:
        MediaError: If it cannot be read.
    """
    with open_media_file(path) as container:
        stream = audio_stream(container, path)
        if stream is None:
            return SoundFigures()
        meter, steps = _LoudnessMeter(stream), _StepMeter(stream.rate)
        for dots in _samples(container.decode(stream), stream):
            meter.add(dots)
            steps.add(dots)
        meter.end()
        return SoundFigures(
            integrated_lufs=meter.integrated if meter.integrated > _SILENT_LUFS else None,
            true_peak_db=max(SILENCE_DB, 20 * log10(meter.peak)) if meter.peak > 0 else SILENCE_DB,
            momentary_lufs=np.array(meter.momentary, np.float32),
            peaks=np.array(steps.peaks, np.float32),
            crowd=np.array(steps.crowd, np.float32),
            channels=stream.channels,
            rate=stream.rate,
        )


def _samples(frames: Iterator[AudioFrame], stream: AudioStream) -> Iterator[np.ndarray]:
    """Blocks of shape (channels, samples), float32, at the stream's own rate and layout."""
    resampler = AudioResampler(format="fltp", layout=stream.layout, rate=stream.rate)
    for frame in frames:
        frame.pts = None  # gaps are no business of loudness
        for made in resampler.resample(frame):
            yield made.to_ndarray()
    for made in resampler.resample(None):
        yield made.to_ndarray()


class _LoudnessMeter:
    """Feeds FFmpeg's meter and keeps what it says every tenth of a second."""

    def __init__(self, stream: AudioStream) -> None:
        self.integrated, self.peak = SILENCE_DB, 0.0
        self.momentary: list[float] = []
        self._rate, self._layout, self._at = stream.rate, stream.layout.name, 0
        graph: Any = av.filter.Graph()
        self._into = graph.add_abuffer(sample_rate=self._rate, format="fltp", layout=self._layout, time_base=f"1/{self._rate}")
        meter, self._out = graph.add("ebur128", "metadata=1:peak=true"), graph.add("abuffersink")
        self._into.link_to(meter)
        meter.link_to(self._out)
        graph.configure()
        self._graph = graph

    def add(self, dots: np.ndarray) -> None:
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(dots), format=cast(Any, "fltp"), layout=self._layout)
        frame.sample_rate, frame.pts, frame.time_base = self._rate, self._at, Fraction(1, self._rate)
        self._at += dots.shape[1]
        self._into.push(frame)
        self._pull()

    def end(self) -> None:
        self._into.push(None)
        self._pull()

    def _pull(self) -> None:
        while True:
            try:
                told = self._out.pull().metadata
            except (av.error.BlockingIOError, av.error.EOFError):
                return
            if "lavfi.r128.I" in told:
                self.integrated = float(told["lavfi.r128.I"])
                self.momentary.append(float(told["lavfi.r128.M"]))
                self.peak = max(self.peak, float(told.get("lavfi.r128.true_peak", 0.0)))


class _StepMeter:
    """Peaks and crowding, a tenth of a second at a time."""

    def __init__(self, rate: int) -> None:
        self.peaks: list[float] = []
        self.crowd: list[float] = []
        self._length = max(1, round(rate * HOP_S))
        self._rest: np.ndarray | None = None

    def add(self, dots: np.ndarray) -> None:
        dots = np.abs(dots)
        held = dots if self._rest is None else np.concatenate([self._rest, dots], axis=1)
        while held.shape[1] >= self._length:
            self._step(held[:, : self._length])
            held = held[:, self._length :]
        self._rest = held

    def _step(self, dots: np.ndarray) -> None:
        peak = float(dots.max(initial=0.0))
        upper = int(np.count_nonzero(dots > 0.5 * peak)) if peak > 0 else 0
        self.peaks.append(peak)
        self.crowd.append(int(np.count_nonzero(dots > 0.98 * peak)) / upper if upper else 0.0)
