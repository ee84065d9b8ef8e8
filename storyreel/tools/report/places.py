"""Where on a frame a Finding points: boxes in its figures, read with care, for the figures come from checks of anybody.

A box is x, y, width, height as parts of the frame from its upper left corner, written as four numbers or as {"x", "y", "w", "h"}.
What is no box is not drawn; it is no error.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, cast

__all__ = ["Box", "boxes_of"]

_MOST = 8
"""More boxes than this on one frame hide what they point at."""


class Box(NamedTuple):
    """A part of a frame: 0.0 is its left or upper edge, 1.0 its right or lower one."""

    x: float
    y: float
    w: float
    h: float


def boxes_of(data: Mapping[str, Any]) -> tuple[Box, ...]:
    """The boxes under "box" (one) and "boxes" (several) in a Finding's figures, cut to the frame.

    >>> boxes_of({"box": [0.5, 0.25, 0.75, 0.5], "boxes": [{"x": 0, "y": 0, "w": 0.1, "h": 0.1}, "top left"]})
    (Box(x=0.5, y=0.25, w=0.5, h=0.5), Box(x=0.0, y=0.0, w=0.1, h=0.1))
    """
    told = [data.get("box"), *_several(data.get("boxes"))]
    read = (_box(one) for one in told)
    return tuple(box for box in read if box is not None)[:_MOST]


def _several(value: Any) -> list[Any]:
    return list(cast("list[Any]", value)) if isinstance(value, list | tuple) else []


def _box(value: Any) -> Box | None:
    if isinstance(value, Mapping):
        named = cast("Mapping[str, Any]", value)
        value = [named.get(name) for name in ("x", "y", "w", "h")]
    if not isinstance(value, list | tuple):
        return None
    numbers = [_number(one) for one in cast("Sequence[Any]", value)]
    if len(numbers) != 4 or not all(math.isfinite(one) for one in numbers):
        return None
    x, y, w, h = numbers
    left, top, right, bottom = (min(1.0, max(0.0, edge)) for edge in (x, y, x + w, y + h))
    return Box(left, top, right - left, bottom - top) if right > left and bottom > top else None


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return math.nan
    try:
        return float(value)
    except OverflowError:
        return math.nan
