"""What was chosen in staging that a person should know of: a place nobody has a word for, people moved apart, walls taken away.

Pure: it looks at what was asked for and what was staged, and says where they differ. Draws nothing.
"""

from __future__ import annotations

from math import hypot
from typing import NamedTuple

from storyreel.film.script import Blocking
from storyreel.tools.generators.previz.camera import Vec
from storyreel.tools.generators.previz.layout import Layout
from storyreel.tools.generators.previz.looks import Look
from storyreel.tools.generators.previz.marks import Mark
from storyreel.tools.generators.previz.moves import Rig
from storyreel.tools.generators.previz.props import prop_kind
from storyreel.tools.generators.previz.stature import LOWEST_M, TALLEST_M, stature

__all__ = ["Notice", "of_heights", "of_looks", "of_marks", "of_place", "of_things", "of_walls"]


class Notice(NamedTuple):
    """Something chosen: what it is about, what was chosen, and why."""

    about: str
    choice: str
    why: str


def of_place(name: str, layout: Layout, why: str) -> list[Notice]:
    """A place of no known kind, or without a floor.

    >>> of_place("Xanadu", Layout(kind="plain", interior=True), "no word of the place is known: a plain room")[0].choice
    'a plain room'
    """
    if why.startswith("no word"):
        kind = "a plain room" if layout.interior else "open country"
        return [Notice(f"place {name or 'without a name'}", kind, "no word of its name or look is known to the stage")]
    if layout.backdrop == "stars":
        return [Notice(f"place {name}", "a strip of hull to stand on", "a place among the stars has no floor")]
    if layout.backdrop == "deep":
        return [Notice(f"place {name}", "a sea bed to stand on", "a place under water has no floor of its own")]
    return []


def of_marks(blocking: tuple[Blocking, ...], marks: dict[str, Mark]) -> list[Notice]:
    """People who were asked for on a spot that is taken, and stand beside it.

    >>> two = (Blocking(character="A", x_cm=0, z_cm=0), Blocking(character="B", x_cm=0, z_cm=0))
    >>> of_marks(two, {"A": Mark(0, 0, 0, 0), "B": Mark(0.5, 0.1, 0.5, 0.1)})[0].about
    'B'
    """
    out: list[Notice] = []
    for one in blocking:
        if one.x_cm is None and one.z_cm is None:
            continue
        at = marks[one.character]
        off = hypot(at.x - (one.x_cm or 0) / 100, at.z - (one.z_cm or 0) / 100)
        if off > 0.05:
            out.append(Notice(one.character, f"stands {off:.1f} m beside the mark", "somebody else stands on that spot"))
        if one.to_x_cm is None or one.to_z_cm is None:
            continue
        short = hypot(at.to_x - one.to_x_cm / 100, at.to_z - one.to_z_cm / 100)
        if short > 0.05:
            out.append(Notice(one.character, f"stops {short:.1f} m before the mark", "somebody else stands on that spot"))
    return out


def of_walls(layout: Layout, rig: Rig) -> list[Notice]:
    """A camera that passes through a wall on its way.

    >>> from storyreel.tools.generators.previz.camera import Camera
    >>> from storyreel.film.vocabulary import CameraMove
    >>> ends = [Camera(position=(0, 1.5, z), target=(0, 1.5, 0), focal=2.0, focus_m=3.0) for z in (-6.0, -2.0)]
    >>> room = Layout(kind="x", interior=True, front=-4.0)
    >>> of_walls(room, Rig(kind=CameraMove.PUSH_IN, start=ends[0], end=ends[1]))[0].choice
    'the wall is taken away while the camera is behind it'
    """
    if not layout.interior or rig.still:
        return []
    ends = [rig.at(part, 0.0).position for part in (0.0, 0.25, 0.5, 0.75, 1.0)]
    if len({_inside(layout, spot) for spot in ends}) == 1:
        return []
    return [Notice("camera", "the wall is taken away while the camera is behind it", "its path goes through a wall of the set")]


def _inside(layout: Layout, spot: Vec) -> bool:
    x, y, z = spot
    return abs(x) <= layout.half and layout.front <= z <= layout.back and y <= layout.height


def of_heights(appearances: dict[str, str]) -> list[Notice]:
    """People whose words make them smaller or taller than the stage can hold.

    >>> of_heights({"TOM": "3 cm tall", "ANNA": "1.7 m tall"})
    [Notice(about='TOM', choice='staged 0.5 m tall', why='0.03 m is not to be seen or framed among others')]
    """
    out: list[Notice] = []
    for name, words in appearances.items():
        tall = stature(words)[0]
        if tall is not None and not LOWEST_M <= tall <= TALLEST_M:
            held = LOWEST_M if tall < LOWEST_M else TALLEST_M
            out.append(Notice(name, f"staged {held:g} m tall", f"{tall:g} m is not to be seen or framed among others"))
    return out


def of_looks(people: dict[str, Look]) -> list[Notice]:
    """What was chosen in reading appearances: of words that contradict each other or have no drawing.

    >>> from storyreel.tools.generators.previz.looks import look_of
    >>> of_looks({"TOM": look_of("TOM", "a bald man with long hair", 1)})[0].why
    'bald and long hair are said at once, bald first'
    """
    return [Notice(name, choice, why) for name, look in people.items() for choice, why in look.notes]


def of_things(names: list[str]) -> list[Notice]:
    """Things that no drawing is known for.

    >>> [n.about for n in of_things(["a dagger", "the quaternion"])]
    ['the quaternion']
    """
    unknown = [
        name for name in dict.fromkeys(names) if name.strip() and prop_kind(name) == "parcel" and "parcel" not in name.casefold()
    ]
    return [Notice(name, "drawn as a small parcel", "no drawing is known for it") for name in unknown]
