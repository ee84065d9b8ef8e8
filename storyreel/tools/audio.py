"""Sound as arrays: read, write, resample, mix, fade and measure mono float32 samples in -1 to 1.

Times are exact: sample 0 of what `decode_audio` returns is time 0 of the file's first picture, and its length is that of the
pictures, not of the encoder's padding. It knows nothing of speech or films.
"""

from __future__ import annotations

import io
import wave
from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import log10
from pathlib import Path
from typing import Any, NamedTuple, cast

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.audio.stream import AudioStream
from av.container import InputContainer

from storyreel.errors import MediaError
from storyreel.tools.files import write_whole
from storyreel.tools.frames import audio_stream, open_media_file, read_index, video_stream

__all__ = [
    "SILENCE_DB",
    "Placed",
    "decode_audio",
    "fade",
    "from_db",
    "mix",
    "peak_db",
    "read_wav",
    "resample",
    "rms_db",
    "samples_between",
    "wav_bytes",
    "write_wav",
]

SILENCE_DB = -120.0
_BLOCK = 1 << 16


class Placed(NamedTuple):
    """Samples and the sample at which they begin in the mix."""

    samples: np.ndarray
    at: int
    gain_db: float = 0.0


def samples_between(start_frame: int, end_frame: int, rate: Fraction, sample_rate: int) -> int:
    """Samples between two frame boundaries, as a difference of rounded boundaries: joins do not drift.

    >>> samples_between(0, 24, Fraction(24000, 1001), 48000)
    48048
    """
    return round(end_frame * sample_rate / rate) - round(start_frame * sample_rate / rate)


def read_wav(path: Path) -> tuple[np.ndarray, int]:
    """Samples (mono, float32) and sample rate of a 16-bit PCM WAV; several channels are averaged.

    Raises:
        MediaError: If it is missing or not such a file.
    """
    try:
        with wave.open(str(path), "rb") as file:
            if file.getsampwidth() != 2:
                raise MediaError(f"{path} has {8 * file.getsampwidth()}-bit samples; 16-bit PCM is read.")
            channels, rate, raw = file.getnchannels(), file.getframerate(), file.readframes(file.getnframes())
    except (OSError, wave.Error, EOFError) as exc:
        raise MediaError(f"{path} cannot be read as WAV: {exc or type(exc).__name__}.") from exc
    whole = len(raw) // (2 * channels) * channels
    samples = np.frombuffer(raw, "<i2", whole).astype(np.float32) / 32768
    return samples.reshape(-1, channels).mean(axis=1, dtype=np.float32), rate


def wav_bytes(samples: np.ndarray, rate: int) -> bytes:
    """A mono 16-bit PCM WAV file of float samples; beyond -1 to 1 they are clipped.

    >>> len(wav_bytes(np.zeros(10, np.float32), 8000))
    64
    """
    whole = np.clip(np.rint(np.asarray(samples, np.float32) * 32767), -32768, 32767).astype("<i2")
    held = io.BytesIO()
    with wave.open(held, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(whole.tobytes())
    return held.getvalue()


def write_wav(path: Path, samples: np.ndarray, rate: int) -> None:
    """Write `wav_bytes` whole or not at all.

    Raises:
        ProjectError: If the file cannot be written.
    """
    write_whole(path, wav_bytes(samples, rate))


def decode_audio(path: Path, rate: int = 48_000) -> np.ndarray:
    """All sound of a file as mono float32 at `rate`.

    Where the file has pictures, sample 0 is the first picture's time and the length is frames over frame rate, silence added
    or padding cut; the encoder's priming is gone. A file without sound gives silence of that length.

    Raises:
        MediaError: If the file is not readable or holds neither sound nor pictures.
    """
    with open_media_file(path) as container:
        start, length = _picture_span(container, path)
    with open_media_file(path) as container:
        stream = audio_stream(container, path)
        if stream is None:
            if length is None:
                raise MediaError(f"{path} holds neither sound nor pictures.")
            return np.zeros(round(length * rate), np.float32)
        pieces = list(_pieces(container, stream, rate))
    origin = round(start * rate)
    end = max((at + len(part) for at, part in pieces), default=0) - origin
    samples = np.zeros(max(0, end if length is None else round(length * rate)), np.float32)
    for at, part in pieces:
        low, high = max(0, at - origin), min(len(samples), at - origin + len(part))
        if high > low:
            samples[low:high] = part[low - (at - origin) : high - (at - origin)]
    return samples


def _picture_span(container: InputContainer, path: Path) -> tuple[Fraction, Fraction | None]:
    """(time of the first picture, length of all pictures) in seconds; no length where there are no pictures."""
    if not container.streams.video:
        return Fraction(0), None
    index = read_index(container, video_stream(container, path), path)
    start = index.pts[0] * index.time_base if index.regular else Fraction(0)
    return start, index.frames / index.rate


def _pieces(container: InputContainer, stream: AudioStream, rate: int) -> Iterator[tuple[int, np.ndarray]]:
    """(sample number at `rate`, samples) of runs without a gap."""
    resampler = AudioResampler(format="fltp", layout="mono", rate=rate)
    at: int | None = None
    held: list[np.ndarray] = []
    source_rate = stream.rate
    begin, given = Fraction(0), 0
    for frame in container.decode(stream):
        if frame.pts is not None and frame.time_base is not None:
            time = frame.pts * frame.time_base
            # A file's own clock may jump; 50 ms is beyond any rounding of packet times.
            if at is None or abs(time - begin - Fraction(given, source_rate)) > Fraction(1, 20):
                if held:
                    yield at or 0, np.concatenate(held)
                begin, given, held, at = time, 0, [], round(time * rate)
        given += frame.samples
        held += _resampled(resampler, frame)
    held += _resampled(resampler, None)
    if held:
        yield at or 0, np.concatenate(held)


def _resampled(resampler: AudioResampler, frame: AudioFrame | None) -> list[np.ndarray]:
    if frame is not None:
        frame.pts = None  # the resampler would fill gaps by its own rule
    return [made.to_ndarray()[0].astype(np.float32, copy=False) for made in resampler.resample(frame)]


def resample(samples: np.ndarray, from_rate: int, to_rate: int) -> np.ndarray:
    """The same sound at another sample rate: mono float32, length rounded from the ratio of the rates.

    >>> len(resample(np.zeros(22050, np.float32), 22050, 48000))
    48000
    """
    if from_rate == to_rate or len(samples) == 0:
        return np.asarray(samples, np.float32)
    resampler = AudioResampler(format="fltp", layout="mono", rate=to_rate)
    made: list[np.ndarray] = []
    for start in range(0, len(samples), _BLOCK):
        block = np.ascontiguousarray(samples[start : start + _BLOCK], np.float32)[None]
        frame = av.AudioFrame.from_ndarray(block, format=cast(Any, "fltp"), layout="mono")
        frame.sample_rate = from_rate
        made += _resampled(resampler, frame)
    made += _resampled(resampler, None)
    out = np.zeros(round(len(samples) * to_rate / from_rate), np.float32)
    joined = np.concatenate(made)[: len(out)]
    out[: len(joined)] = joined
    return out


def mix(parts: Sequence[Placed], length: int) -> np.ndarray:
    """The sum of the parts on `length` samples of silence; what lies outside is left out.

    >>> mix([Placed(np.ones(2, np.float32), 1), Placed(np.ones(2, np.float32), -1)], 4).tolist()
    [1.0, 1.0, 1.0, 0.0]
    """
    out = np.zeros(length, np.float32)
    for samples, at, gain_db in parts:
        low, high = max(0, at), min(length, at + len(samples))
        if high > low:
            out[low:high] += samples[low - at : high - at] * from_db(gain_db)
    return out


def fade(samples: np.ndarray, *, head: int = 0, tail: int = 0) -> np.ndarray:
    """A copy that rises over the first `head` samples and falls over the last `tail`, in a straight line.

    >>> fade(np.ones(4, np.float32), head=2).tolist()
    [0.0, 0.5, 1.0, 1.0]
    """
    out = np.array(samples, np.float32)
    head, tail = min(head, len(out)), min(tail, len(out))
    if head:
        out[:head] *= np.arange(head, dtype=np.float32) / head
    if tail:
        out[len(out) - tail :] *= np.arange(tail - 1, -1, -1, dtype=np.float32) / tail
    return out


def rms_db(samples: np.ndarray) -> float:
    """Level in dB below full scale, of the root of the mean square; silence is `SILENCE_DB`.

    >>> round(rms_db(np.ones(8, np.float32)), 1), rms_db(np.zeros(8, np.float32))
    (0.0, -120.0)
    """
    if len(samples) == 0:
        return SILENCE_DB
    power = float(np.mean(np.square(samples, dtype=np.float64)))
    return max(SILENCE_DB, 10 * log10(power)) if power > 0 else SILENCE_DB


def peak_db(samples: np.ndarray) -> float:
    """The largest sample in dB below full scale; silence is `SILENCE_DB`.

    >>> round(peak_db(np.array([0.1, -0.5], np.float32)), 2)
    -6.02
    """
    peak = float(np.max(np.abs(samples), initial=0.0))
    return max(SILENCE_DB, 20 * log10(peak)) if peak > 0 else SILENCE_DB


def from_db(gain_db: float) -> float:
    """The factor of a gain in dB.

    >>> from_db(0.0), round(from_db(-20.0), 3)
    (1.0, 0.1)
    """
    return 10 ** (gain_db / 20)
