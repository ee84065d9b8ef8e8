"""The takes of one Shot in one picture: a row a take, a column a time, so that like is seen beside like.

All takes are looked at at the same seconds from their start; one that has ended by then shows so. It chooses none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from storyreel.errors import MediaError
from storyreel.tools.frames import MediaInfo, frame_at, probe
from storyreel.tools.generators.previz.library import check_drawing_library
from storyreel.tools.lettering import Lettering, TextStyle

__all__ = ["TakeRow", "equal_times", "side_by_side"]

_PAPER, _INK, _SOFT, _ACCENT, _EMPTY = 0xFF141517, 0xFFECE9E2, 0xFF9C978D, 0xFFE0A66A, 0xFF26282C


@dataclass(frozen=True, kw_only=True)
class TakeRow:
    """A take as it is shown: its clip, a title ("take 2, chosen") and a sentence below it."""

    clip: Path
    title: str
    words: str = ""
    chosen: bool = False


def equal_times(duration_ms: int, count: int) -> tuple[int, ...]:
    """Times in ms, evenly spread, each in the middle of its part, so that neither a fade in nor a last frame stands alone.

    >>> equal_times(4000, 4)
    (500, 1500, 2500, 3500)
    """
    return tuple((2 * number + 1) * duration_ms // (2 * count) for number in range(count))


def side_by_side(rows: Sequence[TakeRow], *, title: str, columns: int = 5, width: int = 1600) -> bytes:
    """A PNG with a row for each take and its frames at equal times.

    Args:
        rows: At least one.
        columns: Frames of each take, at least 1.
        width: Of the picture in pixels.

    Raises:
        MissingSystemLibrary: If the drawing library or every font is missing.
        ValueError: If there is no row or no column, or a frame would be less than 40 pixels wide.
    """
    if not rows or columns < 1 or width // columns < 80:
        raise ValueError(f"{len(rows)} takes in {columns} columns on {width} pixels: nothing could be seen")
    known = [_probed(row.clip) for row in rows]
    longest = max((one.duration_ms for one in known if one), default=1000)
    return _Sheet(width, columns, _shape(known)).draw(rows, known, title, equal_times(longest, columns))


def _probed(clip: Path) -> MediaInfo | None:
    """What a clip holds; None where it cannot be read, which its row then says."""
    try:
        return probe(clip)
    except MediaError:
        return None


def _shape(known: Sequence[MediaInfo | None]) -> float:
    """Height over width of the first clip that can be read."""
    return next((one.height / one.width for one in known if one), 9 / 16)


class _Sheet:
    """Places and paints; the width of everything follows from the sheet's."""

    def __init__(self, width: int, columns: int, shape: float) -> None:
        self.letters, self.skia = Lettering(), check_drawing_library()
        self.width, self.margin, self.gap = width, width / 50, width / 160
        self.cell = (width - 2 * self.margin - (columns - 1) * self.gap) / columns
        self.high = self.cell * shape
        self.size = min(max(self.cell / 18, 11.0), 18.0)

    def draw(self, rows: Sequence[TakeRow], known: Sequence[MediaInfo | None], title: str, times: Sequence[int]) -> bytes:
        top = self.margin + self.size * 6
        step = self.high + self.size * 4.6
        surface = self.skia.Surface(self.width, round(top + step * len(rows) + self.margin / 2))
        canvas = surface.getCanvas()
        canvas.clear(_PAPER)
        room = self.width - 2 * self.margin
        self._text(canvas, title, self.margin, self.margin, room, size=self.size * 1.8, bold=True)
        for column, at in enumerate(times):
            self._text(canvas, f"{at / 1000:.1f} s", self._x(column), top - self.size * 1.6, self.cell, colour=_SOFT)
        for number, (row, media) in enumerate(zip(rows, known, strict=True)):
            self._row(canvas, row, media, top + number * step, times)
        return bytes(surface.makeImageSnapshot().encodeToData(self.skia.EncodedImageFormat.kPNG, 100))

    def _row(self, canvas: Any, row: TakeRow, media: MediaInfo | None, y: float, times: Sequence[int]) -> None:
        for column, at in enumerate(times):
            box = self.skia.Rect.MakeXYWH(self._x(column), y, self.cell, self.high)
            picture, why = _picture(row.clip, media, at)
            if picture is None:
                canvas.drawRect(box, self.skia.Paint(Color=_EMPTY))
                self._text(canvas, why, box.left() + self.size, y + self.size / 2, self.cell - 2 * self.size, colour=_SOFT)
                continue
            pixels = np.dstack([picture, np.full(picture.shape[:2], 255, np.uint8)])
            image = self.skia.Image.fromarray(np.ascontiguousarray(pixels), colorType=self.skia.kRGBA_8888_ColorType)
            smooth = self.skia.SamplingOptions(self.skia.FilterMode.kLinear, self.skia.MipmapMode.kLinear)
            canvas.drawImageRect(image, box, smooth, self.skia.Paint(AntiAlias=True))
        below, room = y + self.high + self.size * 0.4, self.width - 2 * self.margin
        self._text(canvas, row.title, self.margin, below, room, colour=_ACCENT if row.chosen else _INK, bold=True)
        self._text(canvas, row.words, self.margin, below + self.size * 1.5, room, colour=_SOFT)

    def _x(self, column: int) -> float:
        return self.margin + column * (self.cell + self.gap)

    def _text(
        self,
        canvas: Any,
        text: str,
        x: float,
        y: float,
        room: float,
        *,
        size: float = 0.0,
        colour: int = _INK,
        bold: bool = False,
    ) -> None:
        if text:
            style = TextStyle(size=size or self.size, colour=colour, bold=bold)
            self.letters.set(text, style, room).paint(canvas, x, y)


def _picture(clip: Path, media: MediaInfo | None, at_ms: int) -> tuple[np.ndarray | None, str]:
    """The frame at a time, RGB (height, width, 3) uint8; or None and why there is none."""
    if media is None:
        return None, "cannot be read"
    number = int(at_ms * media.rate / 1000)
    if number >= media.frames:
        return None, f"ended at {media.duration_ms / 1000:.1f} s"
    try:
        return frame_at(clip, number), ""
    except MediaError:
        return None, "cannot be read"
