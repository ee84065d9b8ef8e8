"""Unreadable subtitles, in an SRT file beside the film: too fast, short or long, too many rows, two at once, over a face."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import av

from storyreel.film.time import frame_at, timecode_ms
from storyreel.testing.film_faults.contract import CleanFilm, NotPossible, Spoiled
from storyreel.tools.assemble.encode import MP4_OPTIONS
from storyreel.tools.measure.cues import SubtitleCue, cues_of
from storyreel.tools.measure.sight import sight_of

__all__ = ["BadSubtitle"]

_WORDS = ("well", "now", "it", "was", "never", "quite", "the", "same", "with", "all", "those", "many", "other", "things")


@dataclass(frozen=True)
class BadSubtitle:
    """One subtitle of the film is spoiled; the others stay as they are."""

    how: Literal["speed", "duration", "length", "lines", "overlap", "faces"]
    named: frozenset[str] = frozenset({"unreadable-subtitle"})

    def __call__(self, film: CleanFilm, to: Path, *, strength: float, chance: random.Random) -> Spoiled:
        """See the class."""
        cues = list(cues_of(film.file) or ())
        at = self._chosen(film, cues, chance)
        cue = cues[at]
        shown_ms = max(900, cue.end_ms - cue.start_ms)
        match self.how:
            case "speed":
                row = _row(round(strength * shown_ms / 1000))
                cue = cue._replace(end_ms=cue.start_ms + shown_ms, rows=_folded(row))
            case "duration":
                cue = cue._replace(end_ms=cue.start_ms + round(strength * 1000), rows=("Yes.",))
            case "length":
                cue = cue._replace(end_ms=cue.start_ms + 5000, rows=(_row(round(strength)),))
            case "lines":
                cue = cue._replace(end_ms=cue.start_ms + 5000, rows=tuple("Well, then." for _ in range(round(strength))))
            case "overlap":
                cue = cue._replace(end_ms=cues[at + 1].start_ms + round(strength * 1000))
            case "faces":
                cue = cue._replace(place=round(strength), rows=("This much is certain", "and always was, I think"))
        cues[at] = cue
        if self.how in ("speed", "length", "lines"):
            cues[at + 1 :] = [one for one in cues[at + 1 :] if one.start_ms >= cue.end_ms]
        _without_text(film.file, to)
        to.with_suffix(".srt").write_text(_srt(cues), encoding="utf-8")
        return Spoiled(to, where={"cue": at + 1, "how": self.how})

    def _chosen(self, film: CleanFilm, cues: list[SubtitleCue], chance: random.Random) -> int:
        fitting = range(len(cues) - (self.how == "overlap"))
        chosen = [at for at in fitting if self.how != "faces" or _face_in_the_middle(film, cues[at])]
        if not chosen:
            raise NotPossible(f"{film.name} has no subtitle that could be spoiled so")
        return chance.choice(chosen)


def _face_in_the_middle(film: CleanFilm, cue: SubtitleCue) -> bool:
    """Whether the eyes and the mouth of somebody are at the middle of the picture while the subtitle is shown."""
    sight = sight_of(film.evidence())
    start, end = (frame_at(ms, film.cut.rate) for ms in (cue.start_ms, cue.end_ms))
    people = [one for _, seen in (sight.within(start, end) if sight else ()) for one in seen]
    return any(
        one.head.top + 0.45 * one.head.height < 0.5 < one.head.bottom - 0.2 * one.head.height and 0.35 < one.head.x < 0.65
        for one in people
    )


def _row(columns: int) -> str:
    """Words of so many columns."""
    text = ""
    number = 0
    while len(text) < columns:
        text += _WORDS[number % len(_WORDS)] + " "
        number += 1
    return text[: columns - 1] + "."


def _folded(row: str) -> tuple[str, ...]:
    middle = row.rfind(" ", 0, len(row) // 2 + 4)
    return (row,) if len(row) <= 40 or middle < 0 else (row[:middle], row[middle + 1 :])


def _srt(cues: list[SubtitleCue]) -> str:
    blocks: list[str] = []
    for number, cue in enumerate(cues, 1):
        place = "" if cue.place == 2 else f"{{\\an{cue.place}}}"
        blocks.append(f"{number}\n{timecode_ms(cue.start_ms)} --> {timecode_ms(cue.end_ms)}\n{place}" + "\n".join(cue.rows))
    return "\n\n".join(blocks) + "\n"


def _without_text(film: Path, to: Path) -> None:
    """Copy pictures and sound, packet by packet, and no text."""
    with av.open(str(film)) as opened, av.open(str(to), "w", format="mp4", options=MP4_OPTIONS) as target:
        source: Any = opened
        made: Any = target
        streams = {one.index: made.add_stream_from_template(one) for one in (*source.streams.video, *source.streams.audio)}
        for packet in source.demux(*(source.streams[index] for index in streams)):
            if packet.dts is not None:
                packet.stream = streams[packet.stream.index]
                made.mux(packet)
