"""Settles each Shot's size: matched across shot and reverse-shot, never three alike in a row, never a jump cut.

Hard rules: no set-up twice running; the same people cut on by two sizes at least; at most two Shots of one size in a row.
Soft: the rule's own preference, and a size that was not just used.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from storyreel.agents.scripter.drafts import LADDER, Draft, steps_between
from storyreel.film.vocabulary import Framing, ShotSize

__all__ = ["settle_sizes"]

_SET: Final = frozenset({"turn", "closing"})
"""Kinds whose size is the point of them."""
_TOGETHER: Final = (Framing.TWO_SHOT, Framing.GROUP)
_NEAR: Final = (Framing.SINGLE, Framing.OVER_THE_SHOULDER)
_POSSIBLE: Final = {
    Framing.SINGLE: LADDER[2:7],
    Framing.OVER_THE_SHOULDER: LADDER[3:6],
    Framing.TWO_SHOT: LADDER[1:5],
    Framing.GROUP: LADDER[:4],
}


def settle_sizes(drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """The drafts with a size each; the first of a scene is free, for a cut between scenes forgives everything."""
    settled: list[Draft] = []
    for at, draft in enumerate(drafts):
        after = drafts[at + 1] if at + 1 < len(drafts) else None
        settled.append(_settled(draft, settled, after))
    return tuple(settled)


def _settled(draft: Draft, before: Sequence[Draft], after: Draft | None) -> Draft:
    if draft.kind == "insert":
        return replace(draft, size=ShotSize.INSERT)
    options = _options(draft, before)
    allowed = [size for size in options if _cuts(replace(draft, size=size), before)]
    if not allowed and draft.framing is Framing.OVER_THE_SHOULDER:
        # Over a shoulder there are too few sizes to cut on the same face twice: a clean single has more.
        return _settled(replace(draft, framing=Framing.SINGLE, subjects=draft.subjects[:1]), before, after)
    if not allowed:
        last = before[-1].size
        return replace(draft, size=max(options, key=lambda size: (not _monotonous(size, before), steps_between(size, last))))
    return replace(draft, size=_best(draft, allowed, before, after))


def _options(draft: Draft, before: Sequence[Draft]) -> tuple[ShotSize, ...]:
    """The rule's own sizes in the order wished for, then whatever else the framing can hold, the most alike first."""
    others = [size for size in _POSSIBLE[draft.framing] if size not in draft.sizes]
    return (*_in_wish_order(draft, before), *sorted(others, key=lambda size: steps_between(size, draft.sizes[0])))


def _best(draft: Draft, allowed: list[ShotSize], before: Sequence[Draft], after: Draft | None) -> ShotSize:
    """The first allowed size; but the turn is close and the closing wide, and what comes before them, or before the same face,
    leaves room for that.
    """
    if draft.kind in _SET:
        return next((size for size in allowed if size in draft.sizes), allowed[0])
    if after is not None and (after.kind in _SET or _same_face(draft, after)):
        wishes = after.sizes[:1] if after.kind == "turn" else after.sizes
        return next((size for size in allowed if _leaves_room(replace(draft, size=size), before, after, wishes)), allowed[0])
    return allowed[0]


def _leaves_room(draft: Draft, before: Sequence[Draft], after: Draft, wishes: Sequence[ShotSize]) -> bool:
    """Whether the next Shot can then have one of the sizes that it wishes for."""
    return any(_cuts(replace(after, size=wish), (*before[-1:], draft)) for wish in wishes)


def _in_wish_order(draft: Draft, before: Sequence[Draft]) -> tuple[ShotSize, ...]:
    """The rule's sizes: the reverse of a Shot first in that Shot's size, anything else first in a size not just used."""
    last = before[-1].size if before else ShotSize.INSERT
    fresh = len(before) < 2 or before[-2].size is not last
    if before and fresh and last in draft.sizes and _is_reverse(draft, before[-1]):
        return (last, *(size for size in draft.sizes if size is not last))
    recent = {one.size for one in before[-2:]}
    return (*(size for size in draft.sizes if size not in recent), *(size for size in draft.sizes if size in recent))


def _is_reverse(draft: Draft, before: Draft) -> bool:
    paired = bool(draft.speeches) or draft.kind == "reaction"
    return paired and draft.framing is before.framing and draft.subjects[:1] != before.subjects[:1]


def _cuts(draft: Draft, before: Sequence[Draft]) -> bool:
    """Whether the size cuts well on what came before."""
    if not before:
        return True
    last = before[-1]
    lead = bool(draft.subjects) and draft.subjects[:1] == last.subjects[:1]
    face = _same_face(draft, last)
    people = draft.framing is last.framing and set(draft.subjects) == set(last.subjects)
    same = face or (lead and set(draft.in_frame) == set(last.in_frame)) or (draft.framing in _TOGETHER and people)
    empty = not draft.in_frame and not last.in_frame
    return not _monotonous(draft.size, before) and not ((same or empty) and steps_between(draft.size, last.size) < 2)


def _same_face(one: Draft, other: Draft) -> bool:
    """Whether both are of one person, single or over a shoulder."""
    return bool(one.subjects) and one.subjects[:1] == other.subjects[:1] and one.framing in _NEAR and other.framing in _NEAR


def _monotonous(size: ShotSize, before: Sequence[Draft]) -> bool:
    return len(before) > 1 and before[-1].size is size and before[-2].size is size
