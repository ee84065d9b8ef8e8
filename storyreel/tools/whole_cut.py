"""A film that came without a Script, as one shot from end to end: enough to see what is black, frozen or damaged in it.

It measures nothing, and says nothing of what the film should be.
"""

from __future__ import annotations

from storyreel.film.cut import Cut, CutEntry
from storyreel.tools.contracts import FilmFile

__all__ = ["whole_cut"]


def whole_cut(media: FilmFile) -> Cut:
    """A Cut of one unnamed entry that is all of the file, at its own rate and size."""
    width, height = media.size
    entry = CutEntry(uid="", id="", available_frames=media.frame_count, frames=max(1, media.frame_count), start=0)
    return Cut(width_px=width, height_px=height, rate_num=media.rate.numerator, rate_den=media.rate.denominator, entries=(entry,))
