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

from storyreel.tools.audio import SILENCE_DB
from storyreel.tools.frames import audio_stream, open_media_file

__all__ = ["HOP_S", "SoundFigures", "meter_sound"]

HOP_S = 0.1
_LAYOUTS = {1: "mono", 2: "stereo", 3: "2.1", 4: "4.0", 5: "5.0", 6: "5.1", 7: "6.1", 8: "7.1"}
"""What so many channels are taken for; more than eight are mixed down."""
_BINS, _FULL = 384, 1.5  # sizes of samples are counted up to 1.5 times full scale: what an encoder adds is seen
_UPPER, _BELOW, _WIDE = 0.55, 0.82, 0.08  # a size, what it is held against, and the width of both
_OVER, _BEYOND = 1.12, 0.2  # how far an encoder's blur reaches beyond a limit, and how many of the crowd: 0.13 seen, 0.29 clean
_LOWEST = 20  # bins below which sizes are too coarse
_STRAY, _TRANSIENT, _ENOUGH = 1e-5, 2e-4, 2e-4  # shares of all samples
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
        crowd: How many times more samples lie at one size, in the upper half of all, than at four fifths of it: below 1 in sound
            that thins out towards its peaks, more in sound that was cut off at a limit; None where there is too little to tell.
        limit_db: That size, in dB over full scale.
        crest_db: How far the highest sample lies over the level of the loud parts; 3 for a pure tone.
        channels, rate: Of the stream.
    """

    integrated_lufs: float | None = None
    true_peak_db: float = SILENCE_DB
    momentary_lufs: np.ndarray = field(default_factory=_no_steps)
    crowd: float | None = None
    limit_db: float = SILENCE_DB
    crest_db: float = 0.0
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
        layout = _LAYOUTS.get(stream.channels, "mono")
        meter, sizes = _LoudnessMeter(stream.rate, layout), _LevelMeter(stream.rate)
        for dots in _samples(container.decode(stream), stream.rate, layout):
            meter.add(dots)
            sizes.add(dots)
        meter.end()
        crowd, limit_db = sizes.crowd()
        return SoundFigures(
            integrated_lufs=meter.integrated if meter.integrated > _SILENT_LUFS else None,
            true_peak_db=max(SILENCE_DB, 20 * log10(meter.peak)) if meter.peak > 0 else SILENCE_DB,
            momentary_lufs=np.array(meter.momentary, np.float32),
            crowd=crowd,
            limit_db=limit_db,
            crest_db=sizes.crest_db(),
            channels=stream.channels,
            rate=stream.rate,
        )


def _samples(frames: Iterator[AudioFrame], rate: int, layout: str) -> Iterator[np.ndarray]:
    """Blocks of samples, float32, the channels one after another in each."""
    resampler = AudioResampler(format="flt", layout=layout, rate=rate)  # more than two planes were seen to crash
    for frame in frames:
        frame.pts = None  # gaps are no business of loudness
        for made in resampler.resample(frame):
            yield made.to_ndarray().reshape(-1)
    for made in resampler.resample(None):
        yield made.to_ndarray().reshape(-1)


class _LoudnessMeter:
    """Feeds FFmpeg's meter and keeps what it says every tenth of a second."""

    def __init__(self, rate: int, layout: str) -> None:
        self.integrated, self.peak = SILENCE_DB, 0.0
        self.momentary: list[float] = []
        self._rate, self._layout, self._at = rate, layout, 0
        graph: Any = av.filter.Graph()
        self._into = graph.add_abuffer(sample_rate=self._rate, format="flt", layout=self._layout, time_base=f"1/{self._rate}")
        meter, self._out = graph.add("ebur128", "metadata=1:peak=true"), graph.add("abuffersink")
        self._into.link_to(meter)
        meter.link_to(self._out)
        graph.configure()
        self._graph = graph

    def add(self, dots: np.ndarray) -> None:
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(dots)[None], format=cast(Any, "flt"), layout=self._layout)
        frame.sample_rate, frame.pts, frame.time_base = self._rate, self._at, Fraction(1, self._rate)
        self._at += frame.samples
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


class _LevelMeter:
    """Counts how often each size of sample occurs, and measures the power of each twentieth of a second."""

    def __init__(self, rate: int) -> None:
        self._counts = np.zeros(_BINS, np.int64)
        self._powers: list[float] = []
        self._length, self._rest = max(1, rate // 20), np.zeros(0, np.float32)
        self._samples = 0

    def add(self, dots: np.ndarray) -> None:
        sizes = np.abs(dots)
        self._samples += len(sizes)
        held = np.concatenate([self._rest, sizes])
        whole = len(held) // self._length * self._length
        blocks = held[:whole].reshape(-1, self._length)
        self._powers += np.mean(np.square(blocks, dtype=np.float64), axis=1).tolist()
        self._rest = held[whole:]
        places = np.minimum(sizes * (_BINS / _FULL), _BINS - 1).astype(np.int64)
        self._counts += np.bincount(places, minlength=_BINS)

    def crest_db(self) -> float:
        """How far the highest sample lies over the level of the parts within 6 dB of the loudest."""
        powers, top = np.array(self._powers), self._top(_TRANSIENT)
        if top < 0 or not len(powers) or powers.max() <= 0:
            return 0.0
        loud = float(powers[powers >= powers.max() / 4].mean())
        return 20 * log10((top + 1) * _FULL / _BINS) - 10 * log10(loud)

    def _top(self, stray: float) -> int:
        """The highest bin but for this share of stray samples, -1 for none."""
        above = np.cumsum(self._counts[::-1])[::-1]
        return int(np.flatnonzero(above > stray * self._samples).max(initial=-1))

    def crowd(self) -> tuple[float | None, float]:
        """The greatest crowd in the upper half of the sizes, and where it is in dB; None where there are too few samples."""
        upto = np.concatenate([[0], np.cumsum(self._counts)])
        best, limit, top = None, SILENCE_DB, self._top(_STRAY)
        for middle in range(max(_LOWEST, int(_UPPER * top)), top):
            here, below = (_between(upto, part * (1 - _WIDE) * middle, part * (1 + _WIDE) * middle) for part in (1.0, _BELOW))
            if here < _ENOUGH * self._samples and below < _ENOUGH * self._samples / 4:
                continue
            if upto[-1] - upto[min(_BINS, round(_OVER * middle))] > _BEYOND * here:
                continue  # what goes on beyond is no limit: speech of one loudness crowds too
            if best is None or here / (below + 1) > best:
                best, limit = here / (below + 1), 20 * log10((middle + 0.5) * _FULL / _BINS)
        return best, limit


def _between(upto: np.ndarray, low: float, high: float) -> int:
    return int(upto[min(_BINS, round(high))] - upto[min(_BINS, round(low))])
