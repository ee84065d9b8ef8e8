"""A film or take decoded once, and what the checks need of it: small grey pictures, coarse colours, figures, and the sound.

A file that is damaged in places is read as far as it goes, and says what was wrong; one that gives no picture is a MediaError.
It judges nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from fractions import Fraction
from functools import cached_property
from pathlib import Path

import numpy as np

from storyreel.errors import MediaError
from storyreel.film.time import frame_at, ms_of_frame
from storyreel.tools.audio import decode_audio
from storyreel.tools.frames import FrameIndex, open_media_file, read_index, video_stream
from storyreel.tools.measure.facts import StreamFacts, read_facts
from storyreel.tools.measure.figures import FrameFigures
from storyreel.tools.measure.loudness_meter import SoundFigures, meter_sound
from storyreel.tools.measure.pages import PictureBook
from storyreel.tools.measure.reading import Reader

__all__ = ["AUDIO_RATE", "MediaFile", "open_media"]

AUDIO_RATE = 16_000
_BYTES = 256 << 20  # of small pictures kept on disk; a longer film is kept in smaller ones


class MediaFile:
    """An opened file: the `FilmFile` that the checks share."""

    def __init__(
        self,
        *,
        path: Path,
        index: FrameIndex,
        size: tuple[int, int],
        pictures: PictureBook,
        colours: np.ndarray,
        figures: FrameFigures,
        facts: StreamFacts,
        has_audio: bool,
        problems: tuple[str, ...],
        heard: Future[np.ndarray] | None = None,
    ) -> None:
        self._path, self._index, self._size = path, index, size
        self._pictures, self._colours, self._figures = pictures, colours, figures
        self._facts, self._has_audio, self._problems, self._heard = facts, has_audio, problems, heard

    @property
    def path(self) -> Path:
        """Where the file is."""
        return self._path

    @property
    def rate(self) -> Fraction:
        """Frames per second."""
        return self._index.rate

    @property
    def size(self) -> tuple[int, int]:
        """(width, height) in pixels, as it is shown: turned where the file says so."""
        return self._size

    @property
    def frame_count(self) -> int:
        """Frames, those that could not be decoded among them."""
        return len(self._pictures)

    @property
    def has_audio(self) -> bool:
        """Whether the file has an audio stream."""
        return self._has_audio

    @property
    def sample_rate(self) -> int:
        """Of `audio()`."""
        return AUDIO_RATE

    @property
    def facts(self) -> StreamFacts:
        """What the file says of its streams."""
        return self._facts

    @property
    def figures(self) -> FrameFigures:
        """Figures of each frame."""
        return self._figures

    @property
    def pictures(self) -> np.ndarray:
        """All small grey pictures: shape (frames, rows, columns), uint8, at most 160 columns; read from disk as they are used."""
        return self._pictures.open()

    @property
    def colours(self) -> np.ndarray:
        """Mean colours of a grid of 9 by 16 blocks of each frame: shape (frames, 9, 16, 3), uint8; Y, Cb, Cr."""
        return self._colours

    @property
    def problems(self) -> tuple[str, ...]:
        """What was wrong while decoding, in sentences; empty for a sound file."""
        return self._problems + self._sound[1]

    def frame_at(self, ms: int) -> int:
        """The frame that begins nearest to a time of the film, also where frames last unequally long."""
        if not self._facts.uneven:
            return frame_at(ms, self.rate)
        index = self._index
        ticks = index.pts[0] + Fraction(ms, 1000) / index.time_base
        if ticks > index.pts[-1]:  # beyond the last frame, at the usual rate
            return self.frame_count + round((ticks - index.pts[-1]) * index.time_base * self.rate) - 1
        return bisect_left(index.pts, ticks)

    def ms_at(self, frame: int) -> int:
        """When a frame begins, in milliseconds of the film."""
        if not self._facts.uneven or frame >= len(self._index.pts):
            return ms_of_frame(frame, self.rate)
        return round((self._index.pts[frame] - self._index.pts[0]) * self._index.time_base * 1000)

    def frames(self) -> Iterator[np.ndarray]:
        """The small grey pictures in order."""
        return iter(self._pictures.open())

    def audio(self) -> np.ndarray:
        """All sound from the first frame's time to the last frame's end, mono float32 at 16 kHz, shape (samples,)."""
        return self._sound[0]

    @cached_property
    def sound(self) -> SoundFigures:
        """Loudness and peaks of all channels at their own sample rate; those of silence where there is no sound to be had."""
        if not self._has_audio:
            return SoundFigures()
        try:
            return meter_sound(self._path)
        except MediaError:
            return SoundFigures()

    @cached_property
    def _sound(self) -> tuple[np.ndarray, tuple[str, ...]]:
        length = round(self.frame_count * AUDIO_RATE / self.rate)
        if not self._has_audio:
            return np.zeros(length, np.float32), ()
        try:
            return decode_audio(self._path, AUDIO_RATE) if self._heard is None else self._heard.result(), ()
        except MediaError as exc:
            return np.zeros(length, np.float32), (f"the sound cannot be decoded: {exc}",)


def open_media(path: Path) -> MediaFile:
    """Decode a file once.

    Raises:
        MediaError: If it is missing, is not media, has no video, or not one frame can be decoded.
        ProjectError: If there is no room for its small pictures.
    """
    with open_media_file(path) as container:
        stream = video_stream(container, path)
        index = read_index(container, stream, path)
        facts = read_facts(container, stream, index)
        has_audio = bool(container.streams.audio)
    with ThreadPoolExecutor(1) as ears, open_media_file(path) as container:
        heard = ears.submit(decode_audio, path, AUDIO_RATE) if has_audio else None
        stream = video_stream(container, path)
        reader = Reader(index, (stream.width, stream.height), most_bytes=_BYTES)
        try:
            reader.read(container, stream)
            pictures = reader.pictures.bound() if len(reader.pictures) else None
        finally:
            reader.pictures.close()
    if pictures is None:
        raise MediaError(f"{path} names {index.frames} frames, but not one can be decoded: {reader.error or 'no reason given'}.")
    problems = list(reader.problems())
    if index.truncated:
        problems.append(f"the file is cut short: its header names {index.promised} frames, it holds {index.frames}")
    return MediaFile(
        path=path,
        index=index,
        size=reader.size,
        pictures=pictures,
        colours=np.stack(reader.colours),
        figures=reader.figures(),
        facts=replace(facts, interlaced=reader.interlaced, rotation=reader.rotation),
        has_audio=has_audio,
        problems=tuple(problems),
        heard=heard,
    )
