"""A set as data: walls, what hangs on them, furniture and scenery with their places, and the spots people speak of.

Metres on the stage floor: the actors play round (0, 0). This module draws nothing; `kinds` fills the sets in.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from math import hypot
from typing import Literal

__all__ = ["FLAT", "Decor", "Layout", "Piece", "Wall", "made_room", "spot_of"]

FLAT = frozenset(
    (
        "canopy",
        "carpet",
        "edge",
        "floorpatch",
        "hull",
        "flowers",
        "ocean",
        "path",
        "pavement",
        "rug",
        "straw",
        "water",
        "chandelier",
        "hanglamp",
        "solarwing",
    )
)
"""Pieces that people may stand on or under."""

Wall = Literal["back", "front", "left", "right"]


@dataclass(frozen=True, slots=True)
class Decor:
    """Something flat on a wall: `along` is metres from the wall's middle (right as seen from inside), `up` from the floor."""

    wall: Wall
    kind: str
    along: float
    up: float
    width: float
    height: float
    rgb: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """Something that stands on the floor, its middle at (x, z), turned by `turn` degrees (0 faces the master camera)."""

    kind: str
    x: float
    z: float
    width: float = 1.0
    deep: float = 0.6
    height: float = 0.8
    turn: float = 0.0
    rgb: int = 0
    up: float = 0.0

    @property
    def reach(self) -> float:
        """Radius of the floor that it covers, metres."""
        return hypot(self.width, self.deep) / 2


@dataclass(frozen=True, kw_only=True)
class Layout:
    """A set.

    Attributes:
        half: Half the width; `back` and `front` are where those walls stand (z); outdoors they bound the scenery.
        backdrop: What lies on the horizon outdoors: hills, city, sea, trees, desert, roofs, mountains, "".
        tone: Sound of the place: room, street, forest, sea, crowd, wind, garden, hall, station, rain, space.
        spots: Places people speak of, beyond those that pieces and decor give.
        seat: What someone sits on where no words say.
    """

    kind: str
    interior: bool
    half: float = 3.4
    back: float = 2.7
    front: float = -4.4
    height: float = 2.9
    wall: int = 0x9AA5A0
    trim: int = 0xE6E0D2
    floor: int = 0x8A6B4C
    accent: int = 0x7A3B3B
    pattern: str = "planks"
    dado: str = ""
    backdrop: str = ""
    tone: str = "room"
    decor: tuple[Decor, ...] = ()
    pieces: tuple[Piece, ...] = ()
    spots: dict[str, tuple[float, float]] = field(default_factory=dict[str, tuple[float, float]])
    seat: str = "chair"


def spot_of(layout: Layout, word: str) -> tuple[float, float] | None:
    """Where someone stands who is "by the <word>", or None where the set has no such thing.

    >>> room = Layout(kind="x", interior=True, pieces=(Piece("desk", -1.0, 1.0, deep=0.6),))
    >>> spot_of(room, "desk"), spot_of(room, "well")
    ((-1.0, 0.25), None)
    """
    if word in layout.spots:
        return layout.spots[word]
    for piece in layout.pieces:
        if word == piece.kind or word in piece.kind.split():
            return (
                (piece.x, round(piece.z - piece.deep / 2 - 0.45, 3))
                if piece.z > -0.5
                else (piece.x, round(piece.z + piece.deep / 2 + 0.45, 3))
            )
    for one in layout.decor:
        if word == one.kind:
            return _before_wall(layout, one)
    return None


def _before_wall(layout: Layout, one: Decor) -> tuple[float, float]:
    off = 0.9
    if one.wall == "back":
        return (one.along, layout.back - off)
    if one.wall == "front":
        return (-one.along, layout.front + off)
    side = layout.half - off
    return (-side, one.along) if one.wall == "left" else (side, -one.along)


def made_room(layout: Layout, marks: list[tuple[float, float]]) -> Layout:
    """The set with room for everyone: walls pushed out past the marks, and nothing standing on a mark.

    >>> made_room(Layout(kind="x", interior=True, pieces=(Piece("desk", 0, 0),)), [(5.0, 0.1)]).half
    6.2
    """
    half = max([layout.half, *(abs(x) + 1.2 for x, _ in marks)])
    back = max([layout.back, *(z + 1.0 for _, z in marks)])
    front = min([layout.front, *(z - 1.6 for _, z in marks)])
    kept = tuple(
        _shifted(p, half - layout.half, back - layout.back)
        for p in layout.pieces
        if p.kind in FLAT or all(hypot(p.x - x, p.z - z) > min(p.reach, 0.62) + 0.3 for x, z in marks)
    )
    return replace(layout, half=half, back=back, front=front, pieces=kept)


def _shifted(piece: Piece, wider: float, deeper: float) -> Piece:
    # What stood against a wall goes with the wall.
    x = piece.x + (wider if piece.x > 2.2 else -wider if piece.x < -2.2 else 0.0)
    z = piece.z + (deeper if piece.z > 1.7 else 0.0)
    return piece if x == piece.x and z == piece.z else replace(piece, x=x, z=z)
