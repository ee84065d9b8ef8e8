"""The film's sound, finished: mixed once, brought to a loudness, its peaks limited, encoded once, and measured as it is heard.

An encoder changes peaks, by more than 2 dB where they are steep, so what counts is measured on the decoded file; while it passes
the limit the ceiling is lowered and the sound encoded again. Nothing is turned up where there is only the quiet of a place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import av
import numpy as np

from storyreel.film.plan import Choice
from storyreel.tools.ahead import ahead
from storyreel.tools.assemble.encode import AUDIO_RATE, MP4_OPTIONS, add_audio_stream, encode_audio
from storyreel.tools.assemble.master import Master
from storyreel.tools.audio import from_db
from storyreel.tools.files import disk_errors
from storyreel.tools.frames import open_media_file
from storyreel.tools.limiter import MARGIN, limited
from storyreel.tools.loudness import LoudnessMeter

__all__ = ["TRUE_PEAK_DB", "Soundtrack", "make_soundtrack"]

TRUE_PEAK_DB = -1.0
_CEILING_DB = -2.0  # before the encoder, which adds about 1 dB
_ENCODER_DB = 5.0  # what no encoder adds to a peak: a quieter mix that keeps its level is not measured again
_QUIET_LUFS, _MOST_DB = -45.0, 24.0
_NEAR_LU, _FAR_LU, _TRIALS, _ROUNDS = 0.15, 0.5, 3, 4
_LIMITING, _SQUEEZE_DB = 1.5, 5.0  # dB of gain for a LU where peaks are limited, and the most gain against what limiting takes
_PIECE = 20 * AUDIO_RATE


class Heard(NamedTuple):
    """Loudness (None where it is too quiet or too short to tell) and true peak."""

    lufs: float | None
    peak_db: float


@dataclass(frozen=True, kw_only=True)
class Soundtrack:
    """The encoded sound: a file of one AAC stream."""

    file: Path
    samples: int
    choices: tuple[Choice, ...]

    def packets(self, stream: Any) -> Iterator[Any]:
        """Its packets, for the stream of the film that was made after it."""
        with open_media_file(self.file) as container:
            for packet in container.demux(container.streams.audio[0]):
                if packet.size:
                    packet.stream = stream
                    yield packet


class _Mix:
    """The mix in a file, read back in pieces with a gain and a ceiling."""

    def __init__(self, master: Master, path: Path, *, loudness: bool) -> None:
        meter = LoudnessMeter(loudness=loudness)
        with disk_errors(path), path.open("wb") as file, ahead(master.blocks()) as blocks:
            for block in blocks:
                file.write(block.astype("<f4").tobytes())
                meter.add(block)
        self.heard = Heard(meter.lufs() if loudness else None, meter.true_peak_db())
        self._path, self._samples = path, master.samples

    def pieces(self, gain_db: float, ceiling_db: float | None) -> Iterator[np.ndarray]:
        with self._path.open("rb") as file:
            for start in range(0, self._samples, _PIECE):
                low, high = max(0, start - MARGIN), min(self._samples, start + _PIECE + MARGIN)
                file.seek(4 * low)
                samples = np.frombuffer(file.read(4 * (high - low)), "<f4") * np.float32(from_db(gain_db))
                held = samples if ceiling_db is None else limited(samples, ceiling_db)
                yield held[start - low : start - low + min(_PIECE, self._samples - start)]


def make_soundtrack(master: Master, folder: Path, *, lufs: float | None) -> Soundtrack:
    """Finish the mix in a folder.

    Args:
        lufs: The integrated loudness that the film is to have. None leaves the mix at its level, but for what would pass the
            limit of peaks: then the whole is turned down.

    Raises:
        MediaError: If a sound file cannot be read.
        ProjectError: If there is no room for it.
    """
    mix, made = _Mix(master, folder / "mix.f32", loudness=lufs is not None), folder / "sound.m4a"
    aim, ceiling = _aim(mix.heard, lufs), None if lufs is None else _CEILING_DB
    gain = _gain(mix, aim, ceiling) if lufs is not None else min(0.0, _CEILING_DB - mix.heard.peak_db)
    _encode(mix.pieces(gain, ceiling), made)
    if lufs is None and mix.heard.peak_db + gain <= TRUE_PEAK_DB - _ENCODER_DB:
        return Soundtrack(file=made, samples=master.samples, choices=(*master.choices, *_told(lufs, mix.heard, mix.heard, gain)))
    heard = _heard(made)
    for _ in range(_ROUNDS):
        over = heard.peak_db - TRUE_PEAK_DB
        if over <= 0:
            break
        if ceiling is None:
            gain -= over + 0.1
        else:
            ceiling -= over + 0.1
        _encode(mix.pieces(gain, ceiling), made)
        heard = _heard(made)
    choices = (*master.choices, *_told(lufs, mix.heard, heard, gain))
    return Soundtrack(file=made, samples=master.samples, choices=choices)


def _gain(mix: _Mix, aim: float | None, ceiling_db: float | None) -> float:
    """The gain in dB that brings the limited mix to a loudness; limiting takes some of it, so it is tried and measured."""
    gain = aim - mix.heard.lufs if aim is not None and mix.heard.lufs is not None else 0.0
    if aim is None or mix.heard.peak_db + gain <= (ceiling_db or 0.0):
        return gain
    most = min(_MOST_DB, gain + _SQUEEZE_DB)
    for _ in range(_TRIALS):
        short = aim - (_measured(mix.pieces(gain, ceiling_db), peaks=False).lufs or aim)
        if abs(short) <= _NEAR_LU or (short > 0 and gain >= most):
            break
        gain = min(most, gain + _LIMITING * short)
    return gain


def _measured(pieces: Iterator[np.ndarray], *, peaks: bool = True) -> Heard:
    meter = LoudnessMeter(peaks=peaks)
    with ahead(pieces, 2) as coming:
        for piece in coming:
            meter.add(piece)
    return Heard(meter.lufs(), meter.true_peak_db())


def _aim(heard: Heard, lufs: float | None) -> float | None:
    """The loudness to reach: what is asked, or as near to it as the most that is turned up; None leaves the level."""
    if lufs is None or heard.lufs is None or heard.lufs < _QUIET_LUFS:
        return None
    return min(lufs, heard.lufs + _MOST_DB)


def _encode(pieces: Iterator[np.ndarray], made: Path) -> None:
    with disk_errors(made), av.open(str(made), "w", format="mp4", container_options=MP4_OPTIONS) as container:
        untyped: Any = container
        stream = add_audio_stream(container)
        with ahead(pieces, 2) as coming:
            for packet in encode_audio(stream, coming):
                untyped.mux_one(packet)


def _heard(made: Path) -> Heard:
    """What comes out of the encoded file."""
    with open_media_file(made) as container:
        return _measured(frame.to_ndarray()[0] for frame in container.decode(container.streams.audio[0]))


def _told(lufs: float | None, mix: Heard, heard: Heard, gain_db: float) -> tuple[Choice, ...]:
    if lufs is None:
        lowered = Choice(about="sound", choice=f"lowered by {-gain_db:.1f} dB", reason="the mix would pass -1 dBFS")
        return (lowered,) if gain_db < 0 else ()
    if heard.lufs is None or mix.lufs is None or mix.lufs < _QUIET_LUFS:
        level = "silence" if mix.lufs is None else f"{mix.lufs:.1f} LUFS"
        why = f"there is only the quiet of the place ({level}): it is not turned up to {lufs:g} LUFS"
        return (Choice(about="sound", choice="level left as it is", reason=why),)
    measured = f"{heard.lufs:.1f} LUFS, true peak {heard.peak_db:.1f} dB"
    why = f"asked {lufs:g} LUFS and at most {TRUE_PEAK_DB:g} dB true peak, measured after encoding"
    did = f"the mix had {mix.lufs:.1f} LUFS and was changed by {gain_db:+.1f} dB"
    if lufs - heard.lufs > _FAR_LU:
        did += "; more would press its peaks too hard" if gain_db < _MOST_DB else "; more would raise its noise"
    return (Choice(about="sound", choice=measured, reason=f"{why}; {did}"),)
