"""Which frames of a film a judge is shown that cannot watch it: by the script's spans, within a limit, each with its time.

Of each shot the first, the middle and the last frame; where that is too many, the middles, then as many of the ends as fit, and
where even the middles are too many, middles of shots spread evenly. The film is decoded once. It asks no model.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from pathlib import Path
from typing import NamedTuple

from storyreel.agents.critic.judging.naming import ShotNames
from storyreel.film.script import Script
from storyreel.tools.chat import Medium
from storyreel.tools.files import write_whole
from storyreel.tools.frames import decode_frames, open_media_file, read_index, to_rgb, video_stream
from storyreel.tools.report.thumbs import jpeg

__all__ = ["Moment", "Stills", "moments", "stills"]

_WIDTH_PX = 640
_INSET = 0.06
"""How far from a shot's ends its first and last frame are taken, as a share: a transition is no part of the shot."""


class Moment(NamedTuple):
    """A time at which a frame is taken; `shot` is the judge's name of the Shot, "" without a script."""

    ms: int
    shot: str = ""
    place: str = ""


class Stills(NamedTuple):
    """The frames, and a sentence on what they are and leave out."""

    media: tuple[Medium, ...]
    note: str


def moments(script: Script | None, names: ShotNames, duration_ms: int, limit: int) -> tuple[Moment, ...]:
    """The times at which to look, in order, at most `limit`.

    Args:
        duration_ms: Length of the film; nothing beyond it is asked for.

    >>> [one.ms for one in moments(None, ShotNames(None), 10_000, 4)]
    [1250, 3750, 6250, 8750]
    """
    shots = [shot for shot in script.shots if shot.start_ms < duration_ms] if script is not None else []
    if not shots:
        return tuple(Moment(round((at + 0.5) * duration_ms / limit)) for at in range(limit))
    middles = [Moment((shot.start_ms + min(shot.end_ms, duration_ms)) // 2, names[shot.uid], "middle") for shot in shots]
    if len(middles) >= limit:
        return tuple(_evenly(middles, limit))
    ends: list[Moment] = []
    for shot in shots:
        end = min(shot.end_ms, duration_ms)
        inset = round(_INSET * (end - shot.start_ms))
        ends.append(Moment(shot.start_ms + inset, names[shot.uid], "first"))
        ends.append(Moment(max(shot.start_ms, end - inset - 1), names[shot.uid], "last"))
    room = limit - len(middles)
    return tuple(sorted([*middles, *(ends if len(ends) <= room else _evenly(ends, room))]))


def _evenly(given: Sequence[Moment], count: int) -> list[Moment]:
    return [given[ceil((at + 0.5) * len(given) / count) - 1] for at in range(count)]


def stills(film: Path, wanted: Sequence[Moment], folder: Path, *, shots: int) -> Stills:
    """The frames at these times as JPEG files in `folder`; blocking work, for a thread.

    Args:
        shots: How many there are in the script, for the note; 0 without one.

    Raises:
        MediaError: If the film cannot be decoded.
    """
    with open_media_file(film) as container:
        index = read_index(container, video_stream(container, film), film)
    at = {index.at_time(one.ms): one for one in reversed(wanted)}  # of two at one frame the earlier names it
    media: list[Medium] = []
    last = max(at, default=-1)
    for number, frame in enumerate(decode_frames(film, 0, last + 1)):
        one = at.get(number)
        if one is None:
            continue
        file = folder / f"{number:08}.jpg"
        write_whole(file, jpeg(to_rgb(frame), _WIDTH_PX))
        media.append(Medium(file, "picture", _label(one)))
    return Stills(tuple(media), _note(len(media), {one.shot for one in wanted if one.shot}, shots))


def _label(one: Moment) -> str:
    of = f"{one.place} frame of shot {one.shot}".strip() if one.shot else "frame"
    return f"{of}, at {one.ms / 1000:.2f} s"


def _note(frames: int, seen: set[str], shots: int) -> str:
    of = f" of {len(seen)} of {shots} shots" if shots else ""
    return f"{frames} stills{of}; what happens between them was not seen"
