"""Subtitles drawn into the picture: white letters with a dark edge, so that they are read on light and on dark.

They stand low in the title-safe area, and at its top where a face would be behind them. It draws; which cue is shown when, and
how it is broken, was decided before.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from storyreel.film.time import frame_at
from storyreel.tools.assemble.subtitles import Cue
from storyreel.tools.lettering import Area, Lettering, TextMask, TextStyle, painted, text_size, title_safe

__all__ = ["BurntSubtitles", "FaceBox", "faces_in", "set_lines"]

FaceBox = tuple[float, float, float, float]
"""A head in shares of the frame's width and height: left, top, right, bottom."""

_EDGE, _HALO, _SOFT = 0.085, 0.12, 0.06
"""Of the size: the dark edge on each side of a letter's outline, the shadow around it, and how far that is blurred."""
_MARGIN = _HALO + 2 * _SOFT
_LEADING = 1.28
_SMALLEST = 0.2


@dataclass
class BurntSubtitles:
    """The subtitles of a film as masks, by frame.

    Args:
        cues: In order, their lines broken.
        faces: First and last frame of a cue -> the heads that are seen meanwhile.
        moved: Cues that were set at the top, filled as they are drawn.
    """

    cues: Sequence[Cue]
    size: tuple[int, int]
    rate: Fraction
    letters: Lettering
    faces: Callable[[int, int], Sequence[FaceBox]] = lambda first, last: ()
    moved: set[Cue] = field(default_factory=set[Cue])
    _latest: tuple[Cue | None, TextMask | None] = (None, None)

    def __post_init__(self) -> None:
        self._starts = [self.frames(cue).start for cue in self.cues]

    def frames(self, cue: Cue) -> range:
        """Frames at which a cue is seen."""
        return range(frame_at(cue.start_ms, self.rate), frame_at(cue.end_ms, self.rate))

    def shown(self, frame: int) -> TextMask | None:
        """What is to be laid over a frame; None if nothing."""
        cue = self.cues[max(0, bisect_right(self._starts, frame) - 1)] if self.cues else None
        if cue is None or frame not in self.frames(cue):
            return None
        if self._latest[0] is not cue:
            self._latest = (cue, self._mask(cue))
        return self._latest[1]

    def _mask(self, cue: Cue) -> TextMask | None:
        seen = self.frames(cue)
        low = set_lines(cue.text, self.size, self.letters, top=False)
        boxes = self.faces(seen.start, max(seen.start, seen.stop - 1))
        if low is None or not _covers(low, boxes, self.size):
            return low
        high = set_lines(cue.text, self.size, self.letters, top=True)
        if high is None or _covers(high, boxes, self.size) >= _covers(low, boxes, self.size):
            return low
        self.moved.add(cue)
        return high


def set_lines(text: str, size: tuple[int, int], letters: Lettering, *, top: bool) -> TextMask | None:
    """The lines of a cue, centred, at the bottom or the top of the title-safe area and wholly within it."""
    width, height = size
    area = title_safe(width, height)
    rows = [row for row in text.split("\n") if row.strip()]
    em = _fitting(rows, text_size(width, height), area, letters)
    margin, edge = em * _MARGIN + 1, max(1.0, em * _EDGE)
    passes = (
        TextStyle(size=em, colour=0xA0000000, outline=em * _HALO, soft=em * _SOFT, leading=_LEADING),
        TextStyle(size=em, colour=0xF0101010, outline=edge, leading=_LEADING),
        TextStyle(size=em, colour=0xFFF6F6F6, leading=_LEADING),
    )

    def paint(canvas: Any) -> None:
        canvas.clipRect(_rect(area))
        step = em * _LEADING
        first = area.top + margin / 2 if top else area.bottom - margin / 2 - step * len(rows)
        for style in passes:
            for number, row in enumerate(rows):
                line = letters.set(row, style, area.width - 2 * margin + 1)
                line.paint(canvas, area.left + (area.width - line.width) / 2, first + number * step)

    return painted(width, height, paint)


def _fitting(rows: Sequence[str], em: float, area: Area, letters: Lettering) -> float:
    """The size at which the widest line fits; never below a fifth, where a line is cut."""
    room = area.width - 2 * (em * _MARGIN + 1)
    style = TextStyle(size=em, colour=0xFFFFFFFF, leading=_LEADING)
    widest = max((letters.set(row, style, 1e6).width for row in rows), default=0.0)
    return em if widest <= room else em * max(_SMALLEST, room / widest * 0.995)


def _rect(area: Area) -> Any:
    from storyreel.tools.generators.previz.library import check_drawing_library

    return check_drawing_library().Rect.MakeLTRB(area.left, area.top, area.right, area.bottom)


def _covers(mask: TextMask, boxes: Sequence[FaceBox], size: tuple[int, int]) -> float:
    """How much of faces the text's box hides, in shares of a face, the most of all."""
    width, height = size
    left, top = mask.left / width, mask.top / height
    right, bottom = left + mask.cover.shape[1] / width, top + mask.cover.shape[0] / height
    worst = 0.0
    for x0, y0, x1, y1 in boxes:
        across, down = min(right, x1) - max(left, x0), min(bottom, y1) - max(top, y0)
        if across > 0 and down > 0:
            worst = max(worst, across * down / max(1e-6, (x1 - x0) * (y1 - y0)))
    return worst if worst > 0.1 else 0.0


def faces_in(truth: Mapping[str, Any] | None) -> Callable[[int, int], Sequence[FaceBox]]:
    """Heads by frames from what a backend told of its takes; none where it told nothing.

    >>> told = {"samples": [{"frame": 4, "people": [{"name": "ROSA", "head": [0.4, 0.7, 0.6, 1.0], "in_frame": True}]}]}
    >>> faces_in(told)(2, 6), faces_in(told)(8, 9)
    ([(0.4, 0.7, 0.6, 1.0)], [])
    """
    samples: Sequence[Mapping[str, Any]] = (truth or {}).get("samples", ())

    def between(first: int, last: int) -> list[FaceBox]:
        return [
            (float(head[0]), float(head[1]), float(head[2]), float(head[3]))
            for sample in samples
            if first <= sample["frame"] <= last
            for person in sample["people"]
            if person.get("in_frame") and (head := person.get("head"))
        ]

    return between
