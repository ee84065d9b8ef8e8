"""From a Cut and its Takes to one film file: packets copied where they agree, sound mixed and encoded once.

It decides nothing about which Take is used; what it does decide (copy or encode, hold, lower the sound) it returns as Choices.
"""

from __future__ import annotations

import errno
import heapq
import os
import tempfile
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import av.error
from av.container import OutputContainer
from av.video.stream import VideoStream

from storyreel.errors import MediaError, ProjectError
from storyreel.film.cut import Cut
from storyreel.film.plan import Choice
from storyreel.tools.assemble.encode import MP4_OPTIONS
from storyreel.tools.assemble.footage import Footage
from storyreel.tools.assemble.laying import PlacedSpeech
from storyreel.tools.assemble.master import Master
from storyreel.tools.assemble.picture import PictureTrack, our_shape
from storyreel.tools.assemble.segments import Segment, examine_takes, film_size, plan_segments
from storyreel.tools.assemble.soundtrack import Soundtrack, make_soundtrack
from storyreel.tools.assemble.subtitles import Cue, add_subtitle_stream, read_cues, subtitle_packets
from storyreel.tools.files import disk_errors, move_into_place
from storyreel.tools.frames import open_media_file

__all__ = ["AssemblyReport", "assemble"]


@dataclass(frozen=True, kw_only=True)
class AssemblyReport:
    """What was made.

    Attributes:
        frames, samples: Of the film: pictures, and sound at 48 kHz.
        copied: Whether every picture's packet was copied.
        choices: What was decided on the way, and why.
    """

    file: Path
    frames: int
    samples: int
    copied: bool
    choices: tuple[Choice, ...] = ()


def assemble(
    cut: Cut,
    takes: Mapping[str, Path],
    *,
    speech: Sequence[PlacedSpeech] = (),
    to: Path,
    title: str = "",
    subtitles: str | None = None,
    comment: str = "Made with Storyreel.",
    own_sound: Callable[[str], bool] | None = None,
    lufs: float | None = None,
) -> AssemblyReport:
    """Write the film of `cut` to `to`, whole or not at all.

    Args:
        takes: File of each Take, by key.
        speech: Spoken Lines; each is laid where the Take below it has no sound of its own.
        title, comment: Written into the file.
        subtitles: SRT text for a track that players can switch on.
        own_sound: Take key -> whether the sound in that Take's file is to be used; without it, wherever the file has sound.
            Where it is not, the Lines of `speech` are laid. It is asked only about files that have sound.
        lufs: Loudness to bring the film to; None leaves the sound at its level, as far as its peaks allow.

    Raises:
        MediaError: If the Cut is empty, or a Take's file is missing, cut short or damaged; the text names the Shot.
        ProjectError: If the film cannot be written.
    """
    _refuse_holes(cut)
    footage = examine_takes(cut, takes)
    ours, sample = our_shape(film_size(cut), cut.rate)
    segments, shape, choices = plan_segments(cut, footage, ours)
    master = Master(cut, footage, speech, own_sound)
    template = _template(segments, footage) if shape.extradata != ours.extradata else sample
    track = PictureTrack(cut, footage, segments)
    with _temporary(to) as made:
        with tempfile.TemporaryDirectory(dir=to.parent, prefix=".sound.") as folder:
            sound = make_soundtrack(master, Path(folder), lufs=lufs)
            with av.open(str(made), "w", format="mp4", container_options=MP4_OPTIONS) as film:
                film.metadata.update({"title": title, "comment": comment})
                _write(film, track, sound, template, rate=cut.rate, cues=read_cues(subtitles or ""))
        move_into_place(made, to)
    return AssemblyReport(
        file=to,
        frames=cut.frames,
        samples=master.samples,
        copied=all(segment.copied for segment in segments),
        choices=(*_size_choice(cut), *choices, *sound.choices),
    )


def _refuse_holes(cut: Cut) -> None:
    at = 0
    for entry in cut.entries:
        if entry.start != at:
            raise MediaError(
                f"shot {entry.id} starts at frame {entry.start}, but the shot before ends at {at}: the Cut has a hole."
            )
        at += entry.frames
    if at == 0:
        raise MediaError("the Cut has no shots: there is nothing to assemble.")


def _size_choice(cut: Cut) -> tuple[Choice, ...]:
    width, height = film_size(cut)
    if (width, height) == (cut.width_px, cut.height_px):
        return ()
    why = f"the encoder wants even sides, {cut.width_px}x{cut.height_px} was asked"
    return (Choice(about="size", choice=f"{width}x{height}", reason=why),)


def _template(segments: Sequence[Segment], footage: Mapping[str, Footage]) -> str:
    return f"file:{footage[segments[0].entry.take].path}"


@contextmanager
def _temporary(to: Path) -> Generator[Path]:
    """A name beside `to` for the file in the making; it is gone afterwards, whatever happens."""
    with disk_errors(to):
        to.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=to.parent, prefix=f".{to.name[:40]}.", suffix=".part")
        os.close(handle)
        os.chmod(name, 0o644)
    made = Path(name)
    try:
        yield made
    except av.error.FFmpegError as exc:
        if exc.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise ProjectError(f"No space left to write {to}. Free some space, then run: storyreel resume") from exc
        raise MediaError(f"{to} could not be written: {exc.strerror}.") from exc
    finally:
        with suppress(FileNotFoundError):
            made.unlink()


def _write(
    film: OutputContainer, track: PictureTrack, soundtrack: Soundtrack, template: Any, *, rate: Fraction, cues: tuple[Cue, ...]
) -> None:
    untyped: Any = film  # its methods take packets of any stream, which strict typing refuses
    with av.open(template) as pattern:
        picture: VideoStream = untyped.add_stream_from_template(pattern.streams.video[0])
    picture.time_base = 1 / rate
    with open_media_file(soundtrack.file) as pattern:
        sound = untyped.add_stream_from_template(pattern.streams.audio[0])
    sources: list[Iterator[Any]] = [track.packets(picture), soundtrack.packets(sound)]
    if cues:
        sources.append(subtitle_packets(add_subtitle_stream(film), cues))
    # In the order of time, so that the muxer need not hold one stream while it waits for another.
    for packet in heapq.merge(*sources, key=_seconds):
        untyped.mux_one(packet)


def _seconds(packet: Any) -> float:
    if packet.dts is None:
        return 0.0
    return float(packet.dts * packet.time_base)
