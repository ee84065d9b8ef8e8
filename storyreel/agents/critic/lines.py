"""Finding the source's Lines in a Script: by id, else by text, with what differs and what stands out of order.

It says what it found; whether that is a fault is the business of the rules.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from storyreel.agents.critic.case import ScriptCase, Spoken
from storyreel.film.dialogue import Line

__all__ = ["MatchedLine", "first_difference", "longest_rising", "match_lines", "numbering", "out_of_order", "squeezed"]


_Ranked = TypeVar("_Ranked", int, tuple[int, int])


@dataclass(frozen=True)
class MatchedLine:
    """A Line of the source and what the Script speaks of it, in the Script's order; empty where it is missing."""

    line: Line
    spoken: tuple[Spoken, ...]

    @property
    def text(self) -> str:
        """All parts put together in the order of their numbers, each number once."""
        texts: dict[int, str] = {}
        for _, one in self.spoken:
            texts.setdefault(one.part, one.text)
        return " ".join(texts[part] for part in sorted(texts))

    @property
    def whole(self) -> bool:
        """Whether no part is missing."""
        return {one.line.part for one in self.spoken} >= set(range(self.spoken[0].line.parts)) if self.spoken else False


def match_lines(case: ScriptCase) -> tuple[MatchedLine, ...]:
    """Each Line of the source with what is spoken of it; nothing where there is no source.

    A Line whose id the Script does not have is looked for by its text among the ids that the source does not have.
    """
    if case.dialogue is None:
        return ()
    ids = {line.id for line in case.dialogue.lines}
    strangers: dict[str, list[str]] = {}
    for line_id, parts in case.parts.items():
        if line_id not in ids:
            strangers.setdefault(squeezed("".join(one.line.text for one in parts)), []).append(line_id)
    out: list[MatchedLine] = []
    for line in case.dialogue.lines:
        found = line.id
        if found not in case.parts and (same := strangers.get(squeezed(line.text))):
            found = same.pop(0)
        out.append(MatchedLine(line, tuple(case.parts.get(found, ()))))
    return tuple(out)


def squeezed(text: str) -> str:
    """Text without white space: what must be equal, wherever a Line was broken.

    >>> squeezed("All that  glitters\\nis") == squeezed("All that glitters is")
    True
    """
    return re.sub(r"\s+", "", text)


def first_difference(expected: str, got: str, *, around: int = 24) -> tuple[str, str]:
    """The two texts near the first place where they differ, white space aside.

    >>> first_difference("All that glitters is not gold.", "All that glisters is not gold.")
    ('All that glitters is not gold.', 'All that glisters is not gold.')
    """
    left, right = " ".join(expected.split()), " ".join(got.split())
    same = next((at for at, pair in enumerate(zip(left, right, strict=False)) if pair[0] != pair[1]), min(len(left), len(right)))
    start = left.rfind(" ", 0, max(0, same - around // 2)) + 1

    def part(text: str) -> str:
        end = same + around
        return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"

    return part(left), part(right)


def longest_rising(numbers: Sequence[_Ranked]) -> list[int]:
    """Places of a longest rising run within a sequence, not necessarily next to one another.

    >>> longest_rising([0, 3, 1, 2, 4])
    [0, 2, 3, 4]
    """
    tails: list[_Ranked] = []
    tail_at: list[int] = []
    before: list[int] = []
    for at, number in enumerate(numbers):
        slot = bisect_left(tails, number)
        before.append(tail_at[slot - 1] if slot else -1)
        tails[slot : slot + 1] = [number]
        tail_at[slot : slot + 1] = [at]
    out: list[int] = []
    at = tail_at[-1] if tail_at else -1
    while at >= 0:
        out.append(at)
        at = before[at]
    return out[::-1]


def out_of_order(case: ScriptCase) -> Iterator[tuple[Spoken, str]]:
    """What is spoken out of order, as few as explain it, each with the id (and part) that it follows.

    The order is that of the source; without it that of the numbers in the ids (L1, L2, …) if all have one, else of the parts.
    """
    rank = _ranks(case)
    first: dict[tuple[int, int], Spoken] = {}
    for one in sorted((one for one in case.spoken if one.line.id in rank), key=lambda one: one.line.start_ms):
        first.setdefault((rank[one.line.id], one.line.part), one)
    heard = list(first.values())
    keep = set(longest_rising(list(first)))
    told: set[str] = set()
    for at, one in enumerate(heard):
        if at not in keep and one.line.id not in told:
            told.add(one.line.id)
            yield one, _name(heard[at - 1]) if at else "nothing, before the lines it should follow"


def _name(one: Spoken) -> str:
    part = f" part {one.line.part + 1}" if one.line.parts > 1 else ""
    return f"line {one.line.id}{part}"


def _ranks(case: ScriptCase) -> dict[str, int]:
    if case.dialogue is not None:
        return {spoken.line.id: at for at, one in enumerate(match_lines(case)) for spoken in one.spoken}
    numbers = {line_id: int(found[1]) for line_id in case.parts if (found := re.fullmatch(r"L(\d+)", line_id))}
    if len(numbers) == len(case.parts):
        return numbers
    return {line_id: at for at, line_id in enumerate(case.parts)}


def numbering(case: ScriptCase) -> Iterator[tuple[str, str]]:
    """Ids that the Script's own numbering (L1, L2, …) passes over, each with the id before it."""
    numbers = sorted(int(found[1]) for line_id in case.parts if (found := re.fullmatch(r"L(\d+)", line_id)))
    if len(numbers) != len(case.parts):
        return
    for low, high in pairwise(numbers):
        for absent in range(low + 1, min(high, low + 6)):
            yield f"L{absent}", f"L{low}"
