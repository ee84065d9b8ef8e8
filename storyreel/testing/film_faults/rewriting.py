"""Rewriting a film with other pictures or another sound, with the project's own encoder settings. It knows no fault."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np

from storyreel.testing.clips import write_clip
from storyreel.testing.film_faults.contract import CleanFilm, NotPossible
from storyreel.tools.assemble.encode import AUDIO_RATE, MP4_OPTIONS, add_audio_stream, encode_audio
from storyreel.tools.audio import decode_audio
from storyreel.tools.frames import decode_frames, open_media_file, to_rgb, video_stream

__all__ = ["pictures_of", "random_span", "resound", "rewrite", "sound_of"]


def pictures_of(film: CleanFilm) -> Iterator[np.ndarray]:
    """All pictures in order: RGB, uint8, shape (height, width, 3)."""
    return (to_rgb(frame) for frame in decode_frames(film.file))


def sound_of(film: CleanFilm) -> np.ndarray:
    """All sound, mono float32 at 48 kHz."""
    return decode_audio(film.file, AUDIO_RATE)


def rewrite(
    film: CleanFilm,
    to: Path,
    *,
    pictures: Iterable[np.ndarray] | Callable[[int, np.ndarray], np.ndarray] | None = None,
    sound: np.ndarray | None = None,
    rate: Fraction | None = None,
) -> None:
    """Encode the film again.

    Args:
        pictures: Other pictures, or a function of (frame number, picture) that changes each; None leaves them.
        sound: Other sound, mono float32 at 48 kHz; None leaves it.
        rate: Another frame rate for the same pictures.
    """
    if pictures is None:
        made: Iterable[np.ndarray] = pictures_of(film)
    elif callable(pictures):
        change = pictures
        made = (change(number, rgb) for number, rgb in enumerate(pictures_of(film)))
    else:
        made = pictures
    write_clip(to, made, sound_of(film) if sound is None else sound, rate or film.cut.rate)


def resound(film: CleanFilm, to: Path, sound: np.ndarray) -> None:
    """The film with another sound (mono float32 at 48 kHz); its pictures' packets are copied."""
    with open_media_file(film.file) as source, av.open(str(to), "w", format="mp4", options=MP4_OPTIONS) as opened:
        made: Any = opened
        stream = video_stream(source, film.file)
        picture = made.add_stream_from_template(stream)
        audio = add_audio_stream(made)
        for packet in source.demux(stream):
            if packet.dts is not None:
                packet.stream = picture
                made.mux(packet)
        for packet in encode_audio(audio, iter([sound])):
            made.mux(packet)


def random_span(film: CleanFilm, chance: Any, seconds: float) -> tuple[str, int, int]:
    """A Shot and a span of frames of this length within it, away from its ends and its transition: (uid, first, last + 1).

    Raises:
        NotPossible: If every Shot is too short.
    """
    length = max(1, round(seconds * film.cut.rate))
    fitting = [one for one in film.cut.entries if one.missing is None and one.frames - one.transition.frames >= length + 4]
    if not fitting:
        raise NotPossible(f"no shot of {film.name} lasts {seconds:g} s")
    entry = chance.choice(fitting)
    first = entry.start + chance.randint(entry.transition.frames + 2, entry.frames - length - 2)
    return entry.uid, first, first + length
