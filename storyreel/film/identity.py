"""Names that last: uids for programs, display ids for people.

A uid is given once and kept. A display id is "scene.number" and, for a Shot that came later, a capital letter after it: what
stood in an approved Script is never renumbered. This module knows no Script; it is handed the ids that are taken.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection
from typing import NamedTuple

__all__ = ["SplitIds", "insert_id", "new_uid", "split_ids"]


class SplitIds(NamedTuple):
    """Display ids of the two halves of a split Shot, in film order."""

    first: str
    second: str


def new_uid(*parts: object) -> str:
    """A Shot's uid from whatever makes it unlike the others: the same parts give the same uid.

    Args:
        parts: For example the source's hash, the scene and a counter; each counts by its text and its place.

    >>> new_uid("scene 1", 3)
    'sh_b30795bf6d'
    """
    text = "\x1f".join(str(part) for part in parts)
    return f"sh_{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:10]}"


def insert_id(after: str, taken: Collection[str]) -> str:
    """The display id of a Shot that comes after `after`: the first letter that is free behind it.

    >>> insert_id("1.3", {"1.3", "1.4"}), insert_id("1.3", {"1.3", "1.3A"}), insert_id("1.3A", {"1.3A"})
    ('1.3A', '1.3B', '1.3B')
    """
    base, letters = _parts(after)
    return _free(base, _number(letters) + 1, taken)


def split_ids(shot_id: str, taken: Collection[str]) -> SplitIds:
    """Display ids for the halves of a split: 1.3 becomes 1.3A and 1.3B; 1.3A stays and is followed by the next free letter.

    >>> split_ids("1.3", {"1.3"}), split_ids("1.3A", {"1.3A", "1.3B"})
    (SplitIds(first='1.3A', second='1.3B'), SplitIds(first='1.3A', second='1.3C'))
    """
    base, letters = _parts(shot_id)
    first = shot_id if letters else _free(base, 1, taken)
    return SplitIds(first, _free(base, _number(_parts(first)[1]) + 1, {*taken, first}))


def _parts(shot_id: str) -> tuple[str, str]:
    found = re.fullmatch(r"(.*\d)([A-Z]+)", shot_id, re.DOTALL)
    return (found[1], found[2]) if found else (shot_id, "")


def _free(base: str, start: int, taken: Collection[str]) -> str:
    number = start
    while f"{base}{_letters(number)}" in taken:
        number += 1
    return f"{base}{_letters(number)}"


def _letters(number: int) -> str:
    """1 is A, 26 is Z, 27 is AA, as columns of a sheet are named."""
    text = ""
    while number:
        number, digit = divmod(number - 1, 26)
        text = chr(ord("A") + digit) + text
    return text


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
