"""What a film should be by its Script alone: for films that came without a Cut, made elsewhere or cut by hand.

The spans of the Script at the film's own rate. It measures nothing.
"""

from __future__ import annotations

from storyreel.film.cut import Cut, CutEntry
from storyreel.film.script import Script
from storyreel.film.time import frame_at, frames_between
from storyreel.tools.contracts import FilmFile

__all__ = ["expected_cut"]


def expected_cut(script: Script, media: FilmFile) -> Cut:
    """The Cut that a film of this Script would have, at the rate and size of the film at hand; Takes are not named.

    Shots that are shorter than one frame at that rate cannot be seen and are left out.
    """
    width, height = media.size
    rate = media.rate
    entries: list[CutEntry] = []
    for shot in script.shots:
        frames = frames_between(shot.start_ms, shot.end_ms, rate)
        if frames > 0:
            entries.append(
                CutEntry(
                    uid=shot.uid,
                    id=shot.id,
                    available_frames=frames,
                    frames=frames,
                    start=frame_at(shot.start_ms, rate),
                    transition=shot.transition,
                )
            )
    return Cut(width_px=width, height_px=height, rate_num=rate.numerator, rate_den=rate.denominator, entries=tuple(entries))
