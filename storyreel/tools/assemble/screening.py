"""The screening copy of a finished film: with title cards, with the subtitles burnt in, or both.

The film itself stays as it is: what is judged, cut and subtitled is that file. Here its packets are copied but for the pictures
that get letters; its sound is moved, never encoded again. It decides nothing about shots.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import merge
from itertools import chain, groupby, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import av
import numpy as np
from av.packet import Packet
from av.video.stream import VideoStream

from storyreel.errors import MediaError
from storyreel.film.plan import Choice
from storyreel.film.time import ms_of_frame
from storyreel.tools.assemble.burning import BurntSubtitles, FaceBox
from storyreel.tools.assemble.burnt_cues import burnt_cues, columns_for
from storyreel.tools.assemble.encode import MP4_OPTIONS
from storyreel.tools.assemble.footage import Footage, examine, packets_from, pictures
from storyreel.tools.assemble.overlay import laid_over
from storyreel.tools.assemble.picture import encoded_clip, our_shape
from storyreel.tools.assemble.planes import Planes
from storyreel.tools.assemble.silence import shifted_sound
from storyreel.tools.assemble.subtitles import Cue, add_subtitle_stream, read_cues, subtitle_packets
from storyreel.tools.assemble.titles import Credits, card_frames, end_card, head_card
from storyreel.tools.files import disk_errors, move_into_place
from storyreel.tools.lettering import Lettering, missing_choice, text_size, title_safe

__all__ = ["Screening", "Wanted", "make_screening"]

_RUN_FRAMES = 1200
_DARK_Y = 26
"""A film that comes from black, or goes to it, lends a card the picture of 1.5 seconds further in."""


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What the copy is to have.

    Attributes:
        credits: What the title cards say; None for no cards.
        subtitles: SRT text.
        burn: Whether it is drawn into the picture; otherwise it is a track that players can switch on.
        cuts_ms: Where one Shot follows another, ascending, the film's end last.
        faces: First and last frame -> heads seen meanwhile, which subtitles keep off.
        language: Of the text.
    """

    credits: Credits | None = None
    subtitles: str = ""
    burn: bool = False
    cuts_ms: Sequence[int] = ()
    faces: Callable[[int, int], Sequence[FaceBox]] = lambda first, last: ()
    language: str = ""


@dataclass(frozen=True, kw_only=True)
class Screening:
    """What was made.

    Attributes:
        frames: Of the copy; `head` of them before the film, `tail` after it.
        choices: What was decided on the way, and why.
    """

    file: Path
    frames: int
    head: int
    tail: int
    choices: tuple[Choice, ...] = ()


def make_screening(film: Path, wanted: Wanted, *, to: Path) -> Screening:
    """Write the copy of `film` to `to`, whole or not at all.

    Raises:
        MediaError: If the film cannot be read.
        MissingSystemLibrary: If the drawing library cannot be loaded.
        ProjectError: If the copy cannot be written.
    """
    copy = _Copy(examine(film), wanted)
    with disk_errors(to), TemporaryDirectory(dir=to.parent, prefix=".screening-") as folder:
        made = Path(folder) / "film.mp4"
        with av.open(str(made), "w", format="mp4", container_options=MP4_OPTIONS) as container:
            copy.write(container)
        move_into_place(made, to)
    return Screening(file=to, frames=copy.frames, head=copy.head, tail=copy.tail, choices=copy.choices())


class _Copy:
    """A copy under way."""

    def __init__(self, film: Footage, wanted: Wanted) -> None:
        self._film, self._wanted, self._rate = film, wanted, film.shape.rate
        self._size = (film.shape.width, film.shape.height)
        if self._size[0] % 2 or self._size[1] % 2 or not film.frames:
            raise MediaError(
                f"{film.path} is no film that Storyreel made: {self._size[0]}x{self._size[1]}, {film.frames} frames."
            )
        self._letters = Lettering(language=wanted.language)
        self.head = self.tail = card_frames(self._rate) if wanted.credits else 0
        self.frames = self.head + film.frames + self.tail
        self._cues = read_cues(wanted.subtitles)
        columns = columns_for(title_safe(*self._size).width, text_size(*self._size))
        cues = burnt_cues(self._cues, wanted.cuts_ms, columns) if wanted.burn else ()
        self._burnt = BurntSubtitles(cues, self._size, self._rate, self._letters, wanted.faces)
        self._shape, self._sample = our_shape(self._size, self._rate)
        self._copies = film.trimmable and film.shape == self._shape

    def write(self, container: Any) -> None:
        """All streams, in the order of time."""
        container.metadata.update(self._metadata())
        with av.open(self._sample) as pattern:
            picture: VideoStream = container.add_stream_from_template(pattern.streams.video[0])
        picture.time_base = 1 / self._rate
        sources: list[Iterator[Any]] = [self._pictures(picture)]
        if self._film.has_audio:
            sources.append(shifted_sound(container, self._film.path, *self._samples()))
        shift = ms_of_frame(self.head, self._rate)
        cues = tuple(Cue(cue.start_ms + shift, cue.end_ms + shift, cue.text) for cue in self._cues)
        if cues and not self._wanted.burn:
            sources.append(subtitle_packets(add_subtitle_stream(container), cues))
        for packet in merge(*sources, key=_seconds):
            container.mux_one(packet)

    def _metadata(self) -> Mapping[str, str]:
        with av.open(str(self._film.path)) as film:
            return {name: value for name, value in film.metadata.items() if name in ("title", "comment")}

    def _samples(self) -> tuple[int, int]:
        """Where the film's sound begins, and where the copy's ends, at 48 kHz."""
        return round(self.head * 48_000 / self._rate), round(self.frames * 48_000 / self._rate)

    def _pictures(self, stream: VideoStream) -> Iterator[Packet[VideoStream]]:
        parts = [
            self._encoded(self._card(head_card, 0)),
            self._body(),
            self._encoded(self._card(end_card, self._film.frames - 1)),
        ]
        used = parts if self._wanted.credits else parts[1:2]
        for number, packet in enumerate(chain.from_iterable(used)):
            packet.stream, packet.time_base = stream, 1 / self._rate
            packet.pts = packet.dts = number
            packet.duration = 1
            yield packet

    def _card(self, drawn: Callable[..., Iterator[Planes]], frame: int) -> Iterator[Planes]:
        here = next(self._plain(frame, 1))
        inwards = frame + round(1.5 * self._rate) * (1 if frame == 0 else -1)
        lit = next(self._plain(max(0, min(self._film.frames - 1, inwards)), 1)) if here.y.mean() < _DARK_Y else here
        yield from drawn(here, self._wanted.credits or Credits(), self._rate, self._letters, lit)

    def _plain(self, first: int, count: int) -> Iterator[Planes]:
        return pictures(self._film, start=first, first=0, count=count, film_rate=self._rate, size=self._size)

    def _encoded(self, drawn: Iterator[Planes]) -> Iterator[Packet[VideoStream]]:
        held = encoded_clip(drawn, size=self._size, rate=self._rate)
        with av.open(held, "r") as container:
            yield from (packet for packet in container.demux(container.streams.video[0]) if packet.size)

    def _body(self) -> Iterator[Packet[VideoStream]]:
        for first, count, copied in self._runs():
            if copied:
                yield from packets_from(self._film.path, first, count)
            else:
                yield from self._encoded(self._lettered(first, count))

    def _lettered(self, first: int, count: int) -> Iterator[Planes]:
        for number, planes in enumerate(self._plain(first, count), first):
            yield laid_over(planes, self._burnt.shown(number))

    def _runs(self) -> list[tuple[int, int, bool]]:
        """Runs of the film's frames: first, count, and whether their packets are copied. A run begins where one can be cut.

        None is long, so that what is encoded again is never held in memory as a whole.
        """
        frames = self._film.frames
        if not self._copies:
            return [(start, min(_RUN_FRAMES, frames - start), False) for start in range(0, frames, _RUN_FRAMES)]
        lettered = np.zeros(frames, bool)
        for cue in self._burnt.cues:
            seen = self._burnt.frames(cue)
            lettered[seen.start : seen.stop] = True
        edges = [*self._film.clean_starts, frames]
        spans = [(start, end, not lettered[start:end].any()) for start, end in zip(edges, islice(edges, 1, None), strict=False)]
        runs: list[tuple[int, int, bool]] = []
        for (copied, _), group in groupby(spans, key=lambda span: (span[2], span[0] // _RUN_FRAMES)):
            members = list(group)
            runs.append((members[0][0], members[-1][1] - members[0][0], bool(copied)))
        return runs

    def choices(self) -> tuple[Choice, ...]:
        """What was decided, for the report."""
        again = sum(count for _, count, copied in self._runs() if not copied)
        made: list[Choice] = []
        if self._wanted.credits:
            seconds = float(self.head / self._rate)
            why = "title cards were asked for; the film itself keeps the script's length"
            made.append(Choice(about="screening copy", choice=f"{seconds:.2f} s before the film and after it", reason=why))
        if again:
            why = "its subtitles are drawn into the picture" if self._copies else "its codec parameters are not our encoder's"
            share = f"{again} of {self._film.frames} frames encoded again"
            made.append(Choice(about="screening copy", choice=share, reason=why))
        if self._wanted.burn and self._cues:
            why = "the subtitles are in the picture; switched on as well they would stand there twice"
            made.append(Choice(about="screening copy", choice="no subtitle track", reason=why))
        if self._burnt.moved:
            why = "a face would have been behind them at the bottom"
            made.append(Choice(about="screening copy", choice=f"{len(self._burnt.moved)} subtitles at the top", reason=why))
        text = (self._wanted.credits.text if self._wanted.credits else "") + "".join(cue.text for cue in self._burnt.cues)
        return (*made, *missing_choice(self._letters.faces.missing(text)))


def _seconds(packet: Any) -> float:
    return float(packet.dts * packet.time_base)
