"""Subtitle cues as they are burnt in: two lines that fit the frame, shown long enough to be read, over no cut if avoidable.

It changes when a cue ends and how it is broken, never its words. It draws nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from storyreel.formats.subtitles import display_columns, wrap_columns
from storyreel.tools.assemble.subtitles import Cue

__all__ = ["MOST_COLUMNS", "burnt_cues", "columns_for", "wrapped"]

MOST_COLUMNS = 42
_LINES = 2
_COLUMNS_A_SECOND = 20
_LEAST_MS = 700
_OVER_MS = 600
"""A cue that lasts so long past a cut, or less, ends at the cut."""
_MARKS = str.maketrans("", "", "\u202a\u202b\u202c\u2066\u2067\u2068\u2069")
_RTL, _RTL_LETTER = "\u202b", "\u200f"
_COLUMN_IN_SIZES = 0.53  # of the mean letter of running text in the font that comes with Storyreel


def columns_for(width_px: float, size_px: float) -> int:
    """Columns of a line of this width: 42 at most, 12 at least.

    >>> columns_for(748, 25.0), columns_for(422, 25.0)
    (42, 31)
    """
    return max(12, min(MOST_COLUMNS, int(width_px / (size_px * _COLUMN_IN_SIZES))))


def burnt_cues(cues: Sequence[Cue], cuts_ms: Sequence[int], columns: int = MOST_COLUMNS) -> tuple[Cue, ...]:
    """The cues to burn in, in order, none over another; each text has its lines.

    Args:
        cuts_ms: Where one Shot follows another, ascending, with the film's end as the last.
        columns: Of a line.

    >>> burnt_cues([Cue(0, 2300, "Good evening.")], [2000])
    (Cue(start_ms=0, end_ms=2000, text='Good evening.'),)
    """
    nexts = [cue.start_ms for cue in cues[1:]] + [1 << 40] * bool(cues)
    made: list[Cue] = []
    for cue, following in zip(cues, nexts, strict=True):
        text = " ".join(cue.text.translate(_MARKS).split())
        if not text or cue.end_ms <= cue.start_ms:
            continue
        pages = _pages(Cue(cue.start_ms, _end(cue, text, following, cuts_ms), text), columns)
        made += map(_marked, pages) if _RTL in cue.text else pages
    return tuple(made)


def _end(cue: Cue, text: str, following: int, cuts: Sequence[int]) -> int:
    """When the cue ends: later if it cannot be read in its time and nothing follows, at a cut that it just passes."""
    needed = cue.start_ms + max(_LEAST_MS, display_columns(text) * 1000 // _COLUMNS_A_SECOND)
    at = bisect_right(cuts, cue.end_ms - 1)
    before = cuts[at - 1] if at else 0
    if cue.start_ms < before <= cue.end_ms <= before + _OVER_MS and before >= min(needed, cue.end_ms):
        return before
    limit = min(following, cuts[at] if at < len(cuts) else cue.end_ms)
    return max(cue.end_ms, min(needed, limit))


def _marked(cue: Cue) -> Cue:
    """Each line begins from the right, also one that begins with a Latin name."""
    return cue._replace(text="\n".join(_RTL_LETTER + row for row in cue.text.split("\n")))


def _pages(cue: Cue, columns: int) -> list[Cue]:
    """The cue as one or more of two lines, each shown in proportion to its text; fewer with longer lines if time is short."""
    rows = wrapped(cue.text, columns)
    most = max(1, (cue.end_ms - cue.start_ms) // _LEAST_MS)
    while len(rows) > _LINES * most and columns < len(cue.text) + MOST_COLUMNS:
        columns += 4
        rows = wrapped(cue.text, columns)
    pages = [rows[at : at + _LINES] for at in range(0, len(rows), _LINES)]
    weights = [0]
    for page in pages:
        weights.append(weights[-1] + max(1, sum(map(len, page))))
    times = [cue.start_ms + (cue.end_ms - cue.start_ms) * weight // weights[-1] for weight in weights]
    return [Cue(start, end, "\n".join(page)) for page, (start, end) in zip(pages, pairwise(times), strict=True) if end > start]


def wrapped(text: str, columns: int) -> list[str]:
    """A text in as few lines as it needs, all about as long.

    >>> wrapped("I never said that I would come back", 24)
    ['I never said that', 'I would come back']
    """
    rows = wrap_columns(text, columns)
    for fewer in range(columns - 1, columns // 2, -1):
        tighter = wrap_columns(text, fewer)
        if len(tighter) > len(rows):
            break
        rows = tighter
    return rows
