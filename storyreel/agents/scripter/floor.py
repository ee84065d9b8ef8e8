"""The floor of the stage: marks in centimetres for any number of people, and where doors and furniture are taken to stand.

x grows to the right of the master shot, z away from it. What a set really looks like is the generator's business.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from storyreel.agents.scripter.business import Business

__all__ = [
    "APART_CM",
    "DEEPEST_CM",
    "DOOR_CM",
    "OWN_SEATS",
    "TWO_SIDED",
    "Mark",
    "has_spot",
    "marks_for",
    "order_for",
    "spot_mark",
]

APART_CM: Final = 75
_ROW_CM: Final = 95
_PER_ROW: Final = 10
DOOR_CM: Final = (220, 120)
"""Within the floor of a small room, so that a set need not grow when somebody comes in."""
_AROUND: Final = ((0, 150), (-205, 95), (205, 95), (-110, 235), (110, 235), (-300, 25), (300, 25), (0, 320))
_SPOTS: Final = {
    "window": (-190, 140),
    "door": (205, 110),
    "table": (0, 70),
    "sofa": (-150, 95),
    "couch": (-150, 95),
    "fire": (180, 140),
    "fireplace": (180, 140),
    "hearth": (180, 140),
    "chimney": (180, 140),
    "bed": (150, 140),
    "desk": (150, 110),
    "piano": (-180, 150),
    "stairs": (-190, 130),
    "stair": (-190, 130),
    "steps": (-190, 130),
    "step": (0, 60),
    "bench": (-120, 100),
    "gate": (205, 150),
    "tree": (-190, 150),
    "throne": (0, 150),
    "chair": (0, 0),
    "armchair": (0, 0),
    "centre": (0, 30),
    "center": (0, 30),
    "left": (-150, 20),
    "right": (150, 20),
    "front": (0, -50),
    "back": (0, 160),
}
TWO_SIDED: Final = frozenset({"table", "desk", "bed", "piano", "bench"})
"""What people sit and stand on either side of, each on their own."""
OWN_SEATS: Final = frozenset({"chair", "armchair"})
"""What is taken to stand on each one's own mark."""
DEEPEST_CM: Final = 165


class Mark(NamedTuple):
    """A spot on the floor in centimetres."""

    x: int
    z: int


def order_for(names: Sequence[str], opening: Sequence[Business]) -> list[str]:
    """The names with the first two so that who is found on one side of the stage has the other opposite.

    >>> order_for(["A", "B"], [Business("B", "stand", spot="window")])
    ['B', 'A']
    """
    order = list(names)
    found = {one.who: _SPOTS.get(one.spot, (0, 0))[0] for one in opening if one.spot}
    if len(order) > 1 and (found.get(order[0], 0) > 0 or found.get(order[1], 0) < 0):
        order[:2] = order[1], order[0]
    return order


def marks_for(names: Sequence[str]) -> dict[str, Mark]:
    """A mark for each, nobody nearer than 75 cm to another; the first two face each other across the middle.

    >>> marks_for(["ROSA", "BEN"])
    {'ROSA': Mark(x=-85, z=0), 'BEN': Mark(x=85, z=0)}
    """
    if len(names) == 1:
        return {names[0]: Mark(0, 0)}
    if len(names) <= 2 + len(_AROUND):
        spots = (Mark(-85, 0), Mark(85, 0), *(Mark(*spot) for spot in _AROUND))
        return dict(zip(names, spots, strict=False))
    marks: dict[str, Mark] = {}
    for order, name in enumerate(names):
        row, place = divmod(order, _PER_ROW)
        # From the middle outwards, so that those who speak most stand in the middle of the first row.
        step = (place + 1) // 2 * (-1 if place % 2 == 0 else 1)
        marks[name] = Mark(step * 80 + (40 if row % 2 else 0), row * _ROW_CM)
    return marks


def has_spot(spot: str) -> bool:
    """Whether it is known where a part of the set stands.

    >>> has_spot("window"), has_spot("well")
    (True, False)
    """
    return spot in _SPOTS


def spot_mark(spot: str) -> Mark:
    """The mark by a part of the set.

    >>> spot_mark("window"), spot_mark("well")
    (Mark(x=-190, z=140), Mark(x=0, z=60))
    """
    return Mark(*_SPOTS.get(spot, (0, 60)))
