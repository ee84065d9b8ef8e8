"""How late the sound is: the film's sound against the recordings of its Lines, or against the times at which they are scripted.

It compares how loudness rises and falls; it does not hear words, and it looks at no mouth.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np

from storyreel.errors import MediaError
from storyreel.tools.audio import read_wav, resample
from storyreel.tools.contracts import Evidence, FilmFile
from storyreel.tools.measure.spans import LinePart, ShotSpan, shot_spans

__all__ = ["Lag", "lag_by_recordings", "lag_by_script", "recording_of"]

_HOP_MS = 10
_REACH_MS = 1_500
_QUIET_DB = -60.0
_LEAST_LINES = 2  # by the script alone: one Line may stand anywhere in its slot


class Lag(NamedTuple):
    """Milliseconds by which the sound is late (below 0: early), how alike both are then (-1 to 1), and of how many Lines."""

    ms: int
    likeness: float
    lines: int


def recording_of(evidence: Evidence, name: str, rate: int) -> np.ndarray | None:
    """The voice's own file at a sample rate; None where there is none or it cannot be read (the store reports lost files)."""
    if not name or evidence.speech_folder is None:
        return None
    try:
        samples, source_rate = read_wav(evidence.speech_folder / Path(name).name)
    except MediaError:
        return None
    return resample(samples, source_rate, rate)


def lag_by_recordings(evidence: Evidence, spans: Iterable[ShotSpan] | None = None) -> Lag | None:
    """The lag at which the sound is most like the recordings of all Lines together; None where no recording is at hand."""
    media = evidence.media
    if media is None or not media.has_audio or evidence.speech is None:
        return None
    chosen = shot_spans(evidence) if spans is None else spans
    likeness = [one for span in chosen for line in span.lines for one in _line_likeness(evidence, media, line)]
    return _best(np.mean(likeness, axis=0), len(likeness)) if likeness else None


def _line_likeness(evidence: Evidence, media: FilmFile, line: LinePart) -> Iterator[np.ndarray]:
    """Correlation of one Line's recording with the film at each lag."""
    said = evidence.speech.of(line.id, line.part) if evidence.speech is not None else None
    voice = recording_of(evidence, said.file, media.sample_rate) if said is not None and not said.problem else None
    if voice is None or len(voice) < media.sample_rate // 5:
        return
    wanted = _loudness(voice, media.sample_rate)
    reach = _REACH_MS // _HOP_MS
    heard = _loudness(_around(media, line, len(voice)), media.sample_rate)
    yield _correlation(heard[: len(wanted) + 2 * reach], wanted)


def lag_by_script(evidence: Evidence) -> Lag | None:
    """The lag at which sound and silence fit the scripted Lines best; None where there are too few, or no pauses between them."""
    media = evidence.media
    if media is None or not media.has_audio:
        return None
    lines = [line for span in shot_spans(evidence) for line in span.lines]
    loud = _loudness(media.audio(), media.sample_rate)
    spoken = np.zeros(len(loud), np.float64)
    for line in lines:
        spoken[line.start_ms // _HOP_MS : line.end_ms // _HOP_MS] = 1.0
    reach = min(_REACH_MS // _HOP_MS, (len(loud) - 10) // 3)
    if len(lines) < _LEAST_LINES or reach <= 0 or not 0.05 <= spoken.mean() <= 0.95:
        return None
    inner = spoken[reach : len(spoken) - reach]
    return _best(_correlation(loud[: len(inner) + 2 * reach], inner), len(lines))


def _best(likeness: np.ndarray, lines: int) -> Lag:
    at = int(likeness.argmax())
    return Lag((at - len(likeness) // 2) * _HOP_MS, float(likeness[at]), lines)


def _around(media: FilmFile, line: LinePart, length: int) -> np.ndarray:
    """The samples from 1.5 s before a Line to 1.5 s after so many of them, silence outside the film."""
    whole, rate = media.audio(), media.sample_rate
    reach = _REACH_MS * rate // 1000
    out = np.zeros(length + 2 * reach + rate * _HOP_MS // 1000, np.float32)
    start = line.start_ms * rate // 1000 - reach
    low, high = max(0, start), min(len(whole), start + len(out))
    if high > low:
        out[low - start : high - start] = whole[low:high]
    return out


def _loudness(samples: np.ndarray, rate: int) -> np.ndarray:
    """Level in dB of each 10 ms, nothing below -60."""
    hop = rate * _HOP_MS // 1000
    whole = len(samples) // hop * hop
    steps = samples[:whole].reshape(-1, hop)
    power = np.einsum("ij,ij->i", steps, steps) / hop  # no copy of the sound is made
    return np.maximum(10 * np.log10(np.maximum(power, 1e-12)), _QUIET_DB)


def _correlation(heard: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """Of `wanted` with each stretch of `heard` of its length; 0 where one of them does not change."""
    count = len(wanted)
    upto, squares = (np.concatenate([[0.0], np.cumsum(one, dtype=np.float64)]) for one in (heard, np.square(heard)))
    mean = (upto[count:] - upto[:-count]) / count
    spread = np.sqrt(np.maximum((squares[count:] - squares[:-count]) / count - np.square(mean), 0.0)) * wanted.std()
    alike = np.correlate(heard, wanted - wanted.mean(), "valid") / count
    return np.where(spread > 1e-6, alike / np.maximum(spread, 1e-6), 0.0)
