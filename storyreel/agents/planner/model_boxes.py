"""Places in the picture, as MovieAgent's planner gives them, and the marks on the stage that they stand for.

A box is left, top, right, bottom from 0 to 1. In a frame wide enough to show how people stand, its middle tells left from right
and its height near from far; in a close one it tells the composition alone. Small shifts from shot to shot move nobody.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from storyreel.agents.scripter.blocking import position_words
from storyreel.agents.scripter.floor import Mark
from storyreel.film.vocabulary import ShotSize
from storyreel.formats.movieagent import Box

__all__ = ["BoxRead", "Marks", "read_box"]

_HALF_CM: Final = 170
_DEEP_CM: Final = 160
_SHIFT_CM: Final = 90
"""A shorter way between two boxes is composition, not a walk."""
_SHOW_THE_FLOOR: Final = frozenset(
    {ShotSize.EXTREME_WIDE, ShotSize.WIDE, ShotSize.FULL, ShotSize.MEDIUM_WIDE, ShotSize.MEDIUM},
)


class BoxRead(NamedTuple):
    """A box, None where the numbers make none, and what was put right."""

    box: Box | None
    repair: str = ""


def read_box(numbers: Sequence[float]) -> BoxRead:
    """The box that numbers mean: from 0 to 1, in per cent or in thousandths, its corners in any order.

    >>> read_box([10, 20, 40, 90]).box, read_box([0.4, 0.9, 0.1, 0.2]).box, read_box([0.1, 0.2]).box
    ((0.1, 0.2, 0.4, 0.9), (0.1, 0.2, 0.4, 0.9), None)
    """
    if len(numbers) != 4 or min(numbers) < 0 or max(numbers) > 1000:
        return BoxRead(None, "is no box of four numbers from 0 to 1; left out" if numbers else "")
    scale = 1.0 if max(numbers) <= 1 else 100.0 if max(numbers) <= 100 else 1000.0
    left, right = sorted((numbers[0] / scale, numbers[2] / scale))
    top, bottom = sorted((numbers[1] / scale, numbers[3] / scale))
    box = (round(left, 4), round(top, 4), round(right, 4), round(bottom, 4))
    if left == right or top == bottom:
        return BoxRead(None, "is a box without any width or height; left out")
    same = scale == 1.0 and list(box) == [round(one, 4) for one in numbers]
    return BoxRead(box, "" if same else f"is read as {', '.join(f'{one:g}' for one in box)}")


class Marks:
    """The marks of one scene, shot by shot."""

    def __init__(self) -> None:
        self._last: dict[str, Mark] = {}

    def of(self, boxes: Mapping[str, Box | None], size: ShotSize | None) -> dict[str, tuple[int, int]]:
        """Where those in the boxes stand; nobody, where the frame does not show it.

        >>> Marks().of({"ANA": (0.1, 0.1, 0.3, 1.0), "BEN": (0.7, 0.4, 0.9, 1.0)}, ShotSize.FULL)
        {'ANA': (-102, 16), 'BEN': (102, 64)}
        """
        shows = size is None or size in _SHOW_THE_FLOOR
        given = {name: box for name, box in boxes.items() if box is not None}
        if not shows or (len(given) < 2 and self._last):
            return {name: (self._last[name].x, self._last[name].z) for name in given if name in self._last}
        found: dict[str, tuple[int, int]] = {}
        for name, (left, top, right, bottom) in given.items():
            mark = Mark(round(((left + right) / 2 - 0.5) * 2 * _HALF_CM), round((1 - (bottom - top)) * _DEEP_CM))
            last = self._last.get(name)
            if last is None or abs(mark.x - last.x) + abs(mark.z - last.z) > _SHIFT_CM:
                self._last[name] = mark
            found[name] = (self._last[name].x, self._last[name].z)
        return found


def words_for(mark: tuple[int, int]) -> str:
    """A mark in words.

    >>> words_for((-102, 16))
    'left'
    """
    return position_words(Mark(*mark))
