"""Draws the pictures of docs/stage.md: python docs/stage_sheets.py [PROJECT ...]

Places and props need nothing. Each PROJECT (a folder that `storyreel make` left) gives one sheet of its shots in five styles.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np

from storyreel.film.take import RenderSpec, SpecCharacter, SpecPlace
from storyreel.tools.generators.previz.focus import canvas_on
from storyreel.tools.generators.previz.ink import Ink
from storyreel.tools.generators.previz.kinds import KINDS
from storyreel.tools.generators.previz.library import skia
from storyreel.tools.generators.previz.light import light_of
from storyreel.tools.generators.previz.picture import Picture
from storyreel.tools.generators.previz.props import PROPS, TALL, draw_prop
from storyreel.tools.generators.previz.stage import stage_shot
from storyreel.tools.generators.previz.styles import style_of
from storyreel.tools.generators.previz.talk import talk_of

HERE = Path(__file__).with_name("stage")
STYLES = ("realistic", "anime", "animated", "painterly", "abstract")
TIMES = ("day", "dusk", "night")
CAST = {
    "ANNA": "a young woman, long auburn hair, green dress",
    "BEN": "a man in his forties, dark hair, beard, navy suit, red tie",
}
WORDS = {"drawingroom": "drawing room", "greathall": "great hall", "livingroom": "living room", "stagehouse": "theatre",
         "plain": "nowhere known", "bridge": "spaceship bridge"}  # fmt: skip
Cell = tuple[np.ndarray, str]


def main() -> None:
    """Write the pictures beside the page."""
    HERE.mkdir(exist_ok=True)
    write("places", places(), columns=7, lean=True)
    write("props", [(prop(kind), kind) for kind in sorted(PROPS)], columns=12)
    for project in map(Path, sys.argv[1:]):
        write(f"styles_{project.name}", styles(project), columns=5, lean=True)


def places() -> list[Cell]:
    """One wide shot of every kind of place, by day, dusk and night in turn."""
    cells: list[Cell] = []
    for i, kind in enumerate(sorted(KINDS)):
        time, inside = TIMES[i % 3], KINDS[kind](("x", 1)).interior
        cells.append((still(a_place(WORDS.get(kind, kind), inside, time)), f"{kind}, {time}"))
    return cells


def a_place(name: str, interior: bool, time: str) -> RenderSpec:
    """A shot of two people in a place."""
    marks = (
        {"character": "ANNA", "x_cm": -75, "z_cm": 0, "facing": "BEN"},
        {"character": "BEN", "x_cm": 75, "z_cm": 0, "facing": "ANNA"},
    )
    shot = {"size": "wide", "framing": "group", "move": {"kind": "static"}, "blocking": list(marks), "in_frame": list(CAST),
            "subjects": list(CAST)}  # fmt: skip
    cast = tuple(SpecCharacter(name=name, appearance=words) for name, words in CAST.items())
    place = SpecPlace(name=name, look="", time_of_day=time, interior=interior)
    return RenderSpec(
        uid="p", backend="previz", revision="1", width_px=240, height_px=136, rate_num=24, rate_den=1, frames=24, shot=shot,
        lines=(), cast=cast, place=place, style="", world=1,
    )  # fmt: skip


def styles(project: Path) -> list[Cell]:
    """Five shots of a film, told apart by size and framing, in each style."""
    plans = [
        told
        for file in (project / "documents").iterdir()
        if (told := json.loads(file.read_bytes())).get("schema") == "storyreel.plan/1"
    ]
    specs = told_apart([RenderSpec.model_validate(shot["spec"]) for shot in plans[-1]["shots"]], 5)
    cells: list[Cell] = []
    for style in STYLES:
        for spec in specs:
            again = spec.model_copy(update={"style": style, "width_px": 320, "height_px": 184})
            shot = spec.shot
            label = f"{style}: {shot.get('size', 'medium')}, {shot.get('framing', 'single')}"
            cells.append((still(again, spec.frames // 2), label))
    return cells


def told_apart(specs: list[RenderSpec], count: int) -> list[RenderSpec]:
    """The first shots of each size and framing, in the film's order."""
    seen: dict[tuple[Any, Any], RenderSpec] = {}
    for spec in specs:
        seen.setdefault((spec.shot.get("size", "medium"), spec.shot.get("framing", "single")), spec)
    chosen = [*seen.values(), *(spec for spec in specs if spec not in seen.values())][:count]
    return sorted(chosen, key=specs.index)


def still(spec: RenderSpec, frame: int = 0) -> np.ndarray:
    """One frame, red first."""
    return Picture(stage_shot(spec), talk_of(spec.lines, {}, {})).frame(frame)[0].copy()


def prop(kind: str, size: int = 112) -> np.ndarray:
    """A thing by itself, as large as fits its field."""
    drawn = draw_alone(kind, 480, 200.0 if kind in TALL else 700.0)
    ys, xs = np.nonzero(np.abs(drawn.astype(int) - drawn[0, 0]).max(axis=2) > 24)
    if not len(ys):
        return drawn[:size, :size]
    wide = max(int(np.ptp(ys)), int(np.ptp(xs)), 8)
    scale = (200.0 if kind in TALL else 700.0) * 0.82 * size / wide
    middle = ((xs.min() + xs.max()) / 2 - 240, (ys.min() + ys.max()) / 2 - 240)
    shift = tuple(-m * 0.82 * size / wide for m in middle)
    return draw_alone(kind, size, scale, shift)


def draw_alone(kind: str, size: int, px: float, shift: tuple[float, ...] = (0.0, 0.0)) -> np.ndarray:
    """A thing on plain ground, its grip in the middle or moved."""
    pixels = np.empty((size, size, 4), np.uint8)
    pixels[:] = (184, 196, 206, 255)
    light = light_of(time_of_day="day", interior=True)[0]
    ink = Ink(canvas_on(pixels).getCanvas(), (size, size), style_of("realistic")[0], light)
    draw_prop(ink, kind, (size / 2 + shift[0], size / 2 + shift[1]), px)
    return pixels[:, :, 2::-1].copy()


def write(name: str, cells: list[Cell], *, columns: int, lean: bool = False) -> None:
    """Lay cells out in rows with their labels and write the sheet."""
    high, wide = cells[0][0].shape[:2]
    pad, text = 4, 15
    rows = -(-len(cells) // columns)
    surface = skia.Surface(columns * (wide + pad) + pad, rows * (high + pad + text) + pad)
    canvas = surface.getCanvas()
    canvas.clear(0xFF17171B)
    font, paint = skia.Font(skia.Typeface("DejaVu Sans"), 11), skia.Paint(Color=0xFFDDDDDD, AntiAlias=True)
    for i, (pixels, label) in enumerate(cells):
        x, y = pad + (i % columns) * (wide + pad), pad + (i // columns) * (high + pad + text)
        if lean:
            pixels = fewer(pixels)
        rgba = np.dstack([pixels, np.full(pixels.shape[:2], 255, np.uint8)]).copy()
        canvas.drawImage(skia.Image.fromarray(rgba, skia.kRGBA_8888_ColorType), x, y)
        canvas.drawString(label, x + 2, y + high + 11, font, paint)
    surface.makeImageSnapshot().save(str(HERE / f"{name}.png"), skia.kPNG)


def fewer(pixels: np.ndarray) -> np.ndarray:
    """Fewer steps per channel, so that the file is small."""
    return (np.clip((pixels.astype(int) + 3) // 6 * 6, 0, 255)).astype(np.uint8)


if __name__ == "__main__":
    main()
