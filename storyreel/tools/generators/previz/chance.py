"""Chance that is the same everywhere: numbers drawn from SHA-256 of what they are for.

No global random state, no `hash()`: the same words give the same numbers in every process and on every machine.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from math import pi, sin
from typing import TypeVar

__all__ = ["number", "pick", "spread", "wave"]

T = TypeVar("T")


@lru_cache(maxsize=1 << 16, typed=True)
def number(*of: object) -> float:
    """A number in 0 to 1 (not 1) that belongs to these words.

    >>> number("hat", 1) == number("hat", 1) != number("hat", 2)
    True
    """
    digest = hashlib.sha256("\x1f".join(str(part) for part in of).encode("utf-8", "backslashreplace")).digest()
    return int.from_bytes(digest[:6]) / 2**48


def pick(choices: Sequence[T], *of: object) -> T:
    """One of the choices, the same for the same words.

    >>> pick("abc", "hat") in "abc"
    True
    """
    return choices[int(number(*of) * len(choices))]


def spread(low: float, high: float, *of: object) -> float:
    """A number between two bounds that belongs to these words.

    >>> 2 <= spread(2, 3, "hat") < 3
    True
    """
    return low + (high - low) * number(*of)


def wave(t_s: float, *of: object, hz: float = 0.3) -> float:
    """A smooth wander in about -1 to 1 that never repeats within minutes.

    >>> -1.01 < wave(2.5, "sway") < 1.01
    True
    """
    a, b, c = number(*of, "a"), number(*of, "b"), number(*of, "c")
    turn = 2 * pi * t_s * hz
    return 0.55 * sin(turn + 6.3 * a) + 0.3 * sin(turn * 1.83 + 6.3 * b) + 0.15 * sin(turn * 3.17 + 6.3 * c)
