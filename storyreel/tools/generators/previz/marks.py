"""Where people stand: from marks on the floor where the Blocking has them, from its words where it has not.

Pure geometry in metres on the stage floor; knows no camera.
"""

from __future__ import annotations

from math import cos, hypot, pi, sin
from typing import NamedTuple

from storyreel.film.script import Blocking
from storyreel.tools.generators.previz.layout import Layout, spot_of
from storyreel.tools.generators.previz.words import mentions, tokens

__all__ = ["Mark", "marks_of", "posture_of"]

_SIDES = (
    (-2.2, "far left"), (2.2, "far right"), (-1.25, "left, stage right, 左"), (1.25, "right, stage left, 右"),
    (0.0, "centre, center, middle, central, 中"),
)  # fmt: skip
_DEPTHS = (
    (1.5, "background, back, upstage, rear, far, distance, behind everyone, 后"),
    (-0.9, "foreground, front, downstage, near the camera, close to camera, 前"),
    (0.0, "mid, midground, middle"),
)
_THINGS = (
    ("window", "window, windows, sill"), ("door", "door, doorway, entrance, threshold, gate, exit, hatch"),
    ("fireplace", "fireplace, hearth, mantelpiece, fire, mantel"), ("table", "table"), ("desk", "desk"), ("bed", "bed, bedside"),
    ("sofa", "sofa, couch, settee, divan, chaise"), ("bar", "bar, counter"), ("bench", "bench, pew"),
    ("stove", "stove, cooker, oven"),
    ("sink", "sink, basin"), ("bookcase", "bookcase, bookshelf, bookshelves, shelves, shelf, library"), ("piano", "piano"),
    ("altar", "altar, pulpit"), ("throne", "throne, dais"), ("tree", "tree, oak, trunk"), ("fountain", "fountain, well"),
    ("armchair", "armchair, chair"), ("steps", "steps, stairs, staircase, stairway"),
    ("parapet", "parapet, wall, battlement, railing, rail, ledge, edge, balcony"),
    ("lamp", "lamp, lamppost, lamp post"), ("clock", "clock"), ("mirror", "mirror"), ("column", "column, pillar"),
    ("boat", "boat"),
    ("rock", "rock, stone, boulder"), ("counter", "till, register"), ("car", "car, taxi, cab"),
    ("train", "train, carriage, platform"),
)  # fmt: skip


_ONE_SPOT_M = 0.3
"""Marks nearer than this are one spot: whoever comes second in the Blocking makes room."""


class Mark(NamedTuple):
    """Where someone stands, and where they walk to."""

    x: float
    z: float
    to_x: float
    to_z: float

    @property
    def walks(self) -> bool:
        """Whether they move over the floor."""
        return hypot(self.to_x - self.x, self.to_z - self.z) > 0.15

    def at(self, part: float) -> tuple[float, float]:
        """The place at a part (0 to 1) of the way."""
        return (self.x + (self.to_x - self.x) * part, self.z + (self.to_z - self.z) * part)


def marks_of(blocking: tuple[Blocking, ...], layout: Layout) -> dict[str, Mark]:
    """A Mark for every Character that is blocked, none on top of another.

    >>> two = (Blocking(character="A", position="left"), Blocking(character="B", x_cm=80, z_cm=0))
    >>> marks_of(two, Layout(kind="x", interior=True))["B"]
    Mark(x=0.8, z=0.0, to_x=0.8, to_z=0.0)
    """
    placed: dict[str, tuple[float, float]] = {}
    fixed: set[str] = set()
    for i, one in enumerate(blocking):
        x, z = _slot(i, len(blocking))
        if one.x_cm is not None or one.z_cm is not None:
            x, z = (one.x_cm or 0) / 100, (one.z_cm or 0) / 100
            fixed.add(one.character)
        else:
            x, z = _by_words(one.position, (x, z), placed, layout)
        placed[one.character] = (x, z)
    placed = _apart(placed, fixed)
    return _ends_apart({one.character: _with_walk(one, placed[one.character]) for one in blocking})


def _ends_apart(marks: dict[str, Mark]) -> dict[str, Mark]:
    """Nobody walks onto a spot where another ends up: they stop before it on their way."""
    ended: dict[str, Mark] = {name: mark for name, mark in marks.items() if not mark.walks}
    for name, mark in marks.items():
        if not mark.walks:
            continue
        long = hypot(mark.to_x - mark.x, mark.to_z - mark.z)
        for _ in range(8):
            near = min((hypot(mark.to_x - m.to_x, mark.to_z - m.to_z) for m in ended.values()), default=9.0)
            if near >= _ONE_SPOT_M or long < 0.5:
                break
            long -= 0.45
            part = long / (long + 0.45)
            x, z = mark.at(part)
            mark = mark._replace(to_x=round(x, 3), to_z=round(z, 3))
        ended[name] = mark
    return {name: ended[name] for name in marks}


def posture_of(one: Blocking) -> str:
    """standing, sitting, lying, kneeling, walking or leaning; from the action where the posture says standing.

    >>> posture_of(Blocking(character="A", action="sitting at the table"))
    'sitting'
    """
    if one.posture and one.posture != "standing":
        known = ("sitting", "lying", "kneeling", "walking", "leaning")
        return next((p for p in known if p[:4] in one.posture.casefold()), "standing")
    words = f"{one.position} {one.action}"
    if mentions(words, "sitting, seated, sits, 坐"):
        return "sitting"
    if mentions(words, "kneeling, kneels, on one knee, 跪"):
        return "kneeling"
    if mentions(words, "lying, lies in, lies on, asleep, in bed, unconscious, 躺"):
        return "lying"
    return "leaning" if mentions(words, "leaning, leans on, leans against") else "standing"


def _slot(i: int, n: int) -> tuple[float, float]:
    if n <= 1:
        return (0.0, 0.0)
    if n == 2:
        return ((-0.6, 0.0), (0.6, 0.0))[i]
    row = i // 7
    count = min(7, n - row * 7)
    turn = pi * ((i - row * 7 + 0.5) / count)
    width = min(2.4, 0.42 * count)
    return (-width * cos(turn), 0.75 * sin(turn) - 0.3 + row * 0.95)


def _by_words(
    words: str, slot: tuple[float, float], placed: dict[str, tuple[float, float]], layout: Layout
) -> tuple[float, float]:
    if not words.strip():
        return slot
    beside = _beside(words, placed)
    if beside is not None:
        return beside
    for thing, names in _THINGS:
        if mentions(words, names):
            spot = spot_of(layout, thing)
            if spot is not None:
                return spot
    x = next((value for value, names in _SIDES if mentions(words, names)), slot[0])
    z = next((value for value, names in _DEPTHS if mentions(words, names)), slot[1])
    return (x, z)


def _beside(words: str, placed: dict[str, tuple[float, float]]) -> tuple[float, float] | None:
    plain = " ".join(tokens(words))
    for name, (x, z) in placed.items():
        known = " ".join(tokens(name))
        if known and known in plain:
            if mentions(words, "behind"):
                return (x + 0.25, z + 0.8)
            if mentions(words, "in front of"):
                return (x, z - 0.9)
            away = 1.3 if mentions(words, "opposite, facing, across from") else 0.7
            return (x - away if x > 0 else x + away, z)
    return None


def _apart(placed: dict[str, tuple[float, float]], fixed: set[str]) -> dict[str, tuple[float, float]]:
    names = list(placed)
    for _ in range(24):
        moved = False
        for i, a in enumerate(names):
            for b in names[i + 1 :]:
                (ax, az), (bx, bz) = placed[a], placed[b]
                gap = hypot(bx - ax, bz - az)
                loose = [n for n in (a, b) if n not in fixed]
                if not loose and gap < _ONE_SPOT_M:
                    loose = [b]
                if gap >= 0.6 or not loose:
                    continue
                dx, dz = ((bx - ax) / gap, (bz - az) / gap) if gap > 1e-6 else (1.0, 0.2)
                push = (0.62 - gap) / len(loose)
                if a in loose:
                    placed[a] = (ax - dx * push, az - dz * push)
                if b in loose:
                    placed[b] = (bx + dx * push, bz + dz * push)
                moved = True
        if not moved:
            break
    return placed


def _with_walk(one: Blocking, at: tuple[float, float]) -> Mark:
    x, z = at
    to_x = one.to_x_cm / 100 if one.to_x_cm is not None else x
    to_z = one.to_z_cm / 100 if one.to_z_cm is not None else z
    if one.to_x_cm is None and one.to_z_cm is None and posture_of(one) == "walking":
        to_x = x + (0.9 if x <= 0 else -0.9)
    return Mark(x, z, to_x, to_z)
