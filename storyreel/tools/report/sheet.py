"""The contact sheet as one picture: a frame of each Shot with its id, camera, action and words, drawn for a wall or a README.

It shows what it is given and chooses no Take. A Shot without a picture keeps its place, marked as such.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from storyreel.film.script import Scene, Script, Shot
from storyreel.tools.frames import frame_at, probe
from storyreel.tools.generators.previz.library import check_drawing_library
from storyreel.tools.lettering import Lettering, SetText, TextStyle
from storyreel.tools.report.wording import camera_words, duration_words

__all__ = ["contact_sheet"]


@dataclass(frozen=True, kw_only=True)
class _Colours:
    paper: int
    ink: int
    soft: int
    accent: int
    empty: int


_DARK = _Colours(paper=0xFF141517, ink=0xFFECE9E2, soft=0xFF9C978D, accent=0xFFE0A66A, empty=0xFF26282C)
_LIGHT = _Colours(paper=0xFFFAF9F6, ink=0xFF1C1B19, soft=0xFF6A665F, accent=0xFF8A4B12, empty=0xFFE9E5DD)


def contact_sheet(
    script: Script,
    pictures: Mapping[str, Path | np.ndarray],
    *,
    columns: int = 4,
    width: int = 1600,
    title: str = "",
    label: str = "",
    dark: bool = True,
) -> bytes:
    """A grid of frames with each Shot's id, size, action and Lines, as PNG.

    Args:
        script: Its Shots are shown in order, under their Scenes' headings.
        pictures: By uid, a clip, whose middle frame is taken, or an RGB array of shape (height, width, 3), uint8.
        columns: Frames in a row, at least 1.
        width: Of the sheet in pixels; its height follows from what it shows.
        title: Above all; "" takes the Script's.
        label: How the pictures are named to people: "animatic (drawn, not generated footage)".
        dark: Light text on dark paper, or the other way round.

    Raises:
        MediaError: If a clip cannot be read.
        MissingSystemLibrary: If the drawing library or every font is missing.
        ValueError: If there is no column, or less than 80 pixels for one.
    """
    if columns < 1 or width // columns < 80:
        raise ValueError(f"{columns} columns on {width} pixels: give at least one column, and 80 pixels for each")
    frames = {uid: _frame(one) for uid, one in pictures.items()}
    sheet = _Sheet(frames=frames, columns=columns, width=width, colours=_DARK if dark else _LIGHT)
    sheet.head(title or script.title or "Untitled", label, script)
    for scene in script.scenes:
        if scene.shots:
            sheet.scene(scene)
    return sheet.png()


def _frame(picture: Path | np.ndarray) -> np.ndarray:
    if isinstance(picture, Path):
        return frame_at(picture, (probe(picture).frames - 1) // 2)
    return picture


def _captions(shot: Shot) -> Iterator[tuple[str, bool]]:
    """Texts under a frame, and whether each is spoken."""
    if shot.action:
        yield shot.action, False
    for line in shot.lines:
        off = " (off)" if line.off_screen else ""
        yield f"{line.speaker}{off}: {line.text}", True


@dataclass
class _Sheet:
    """A sheet under way: first everything is placed, downwards; then a surface of that height is painted."""

    frames: Mapping[str, np.ndarray]
    columns: int
    width: int
    colours: _Colours
    placed: list[tuple[SetText, float, float]] = field(default_factory=list[tuple[SetText, float, float]])
    shown: list[tuple[np.ndarray | None, float, float]] = field(default_factory=list[tuple["np.ndarray | None", float, float]])
    y: float = 0.0

    def __post_init__(self) -> None:
        self.letters = Lettering()
        self.margin = self.width / 40
        self.gap = self.width / 64
        self.cell = (self.width - 2 * self.margin - (self.columns - 1) * self.gap) / self.columns
        shape = next((frame.shape for frame in self.frames.values()), (9, 16, 3))
        self.high = self.cell * shape[0] / shape[1]
        self.size = min(max(self.cell / 23, 10.0), 18.0)
        self.y = self.margin

    def head(self, title: str, label: str, script: Script) -> None:
        """Title, figures and label."""
        room = self.width - 2 * self.margin
        if label:
            self._text(label, TextStyle(size=self.size, colour=self.colours.accent, bold=True), self.margin, room)
        self._text(
            title, TextStyle(size=self.size * 2.6, colour=self.colours.ink, bold=True, leading=1.15), self.margin, room, lines=2
        )
        shots = len(script.shots)
        figures = f"{shots} shot{'s' if shots != 1 else ''}, {duration_words(script.duration_ms / 1000)}"
        self._text(figures, TextStyle(size=self.size, colour=self.colours.soft), self.margin, room)
        self.y += self.gap / 2

    def scene(self, scene: Scene) -> None:
        """A Scene's heading and its Shots in rows."""
        self.y += self.gap
        heading = scene.heading or " ".join(part for part in (f"Scene {scene.id}", scene.place, scene.time_of_day) if part)
        style = TextStyle(size=self.size, colour=self.colours.soft, bold=True)
        self._text(heading, style, self.margin, self.width - 2 * self.margin)
        self.y += self.gap / 2
        for start in range(0, len(scene.shots), self.columns):
            self._row(scene.shots[start : start + self.columns])

    def _row(self, shots: tuple[Shot, ...]) -> None:
        top, bottom = self.y, self.y
        for column, shot in enumerate(shots):
            self.y = top
            self._shot(shot, self.margin + column * (self.cell + self.gap))
            bottom = max(bottom, self.y)
        self.y = bottom + self.gap

    def _shot(self, shot: Shot, x: float) -> None:
        self.shown.append((self.frames.get(shot.uid), x, self.y))
        self.y += self.high + self.size * 0.55
        length = self.letters.set(
            duration_words(shot.duration_ms / 1000), TextStyle(size=self.size * 0.9, colour=self.colours.soft), self.cell
        )
        number = self.letters.set(shot.id, TextStyle(size=self.size, colour=self.colours.ink, bold=True), self.cell)
        camera_x = number.width + self.size * 0.6
        camera_room = max(self.size, self.cell - camera_x - length.width - self.size * 0.6)
        camera = TextStyle(size=self.size * 0.9, colour=self.colours.accent)
        self.placed.append((number, x, self.y))
        self.placed.append((length, x + self.cell - length.width, self.y))
        self._text(", ".join(camera_words(shot)[:3]), camera, x + camera_x, camera_room)
        for text, spoken in _captions(shot):
            self.y += self.size * 0.2
            style = TextStyle(size=self.size * 0.9, colour=self.colours.ink if spoken else self.colours.soft, serif=spoken)
            self._text(text, style, x, self.cell, lines=3 if spoken else 2)

    def _text(self, text: str, style: TextStyle, x: float, room: float, *, lines: int = 1) -> None:
        paragraph = self.letters.set(text, style, room, lines=lines)
        self.placed.append((paragraph, x, self.y))
        self.y += paragraph.height

    def png(self) -> bytes:
        """Paint all that was placed."""
        skia = check_drawing_library()
        surface = skia.Surface(self.width, round(self.y + self.margin / 2))
        canvas = surface.getCanvas()
        canvas.clear(self.colours.paper)
        smooth = skia.SamplingOptions(skia.FilterMode.kLinear, skia.MipmapMode.kLinear)
        for frame, x, y in self.shown:
            box = skia.Rect.MakeXYWH(x, y, self.cell, self.high)
            if frame is None:
                canvas.drawRect(box, skia.Paint(Color=self.colours.empty))
                note = TextStyle(size=self.size * 0.9, colour=self.colours.soft)
                self.letters.set("no picture", note, self.cell).paint(canvas, x + self.size, y + self.size)
                continue
            pixels = np.dstack([frame, np.full(frame.shape[:2], 255, np.uint8)])
            image = skia.Image.fromarray(np.ascontiguousarray(pixels), colorType=skia.kRGBA_8888_ColorType)
            canvas.drawImageRect(image, _fitted(skia, frame, box), smooth, skia.Paint(AntiAlias=True))
        for paragraph, x, y in self.placed:
            paragraph.paint(canvas, x, y)
        return bytes(surface.makeImageSnapshot().encodeToData(skia.EncodedImageFormat.kPNG, 100))


def _fitted(skia: Any, frame: np.ndarray, box: Any) -> Any:
    """The frame's place in its box, whole and not stretched."""
    high, wide = frame.shape[:2]
    scale = min(box.width() / wide, box.height() / high)
    left = box.left() + (box.width() - wide * scale) / 2
    top = box.top() + (box.height() - high * scale) / 2
    return skia.Rect.MakeXYWH(left, top, wide * scale, high * scale)
