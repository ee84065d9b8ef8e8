"""A Shot in the making: what the rules of coverage decide, before sizes, marks and times are settled.

It knows no milliseconds of speech but its own and no place on the floor.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple, Required, TypedDict

from storyreel.agents.scripter.beats import Speech
from storyreel.agents.scripter.business import Business
from storyreel.agents.scripter.feeling import NEUTRAL, Feeling
from storyreel.film.vocabulary import Framing, ShotSize

__all__ = [
    "CLOSE",
    "LADDER",
    "LENS_MM",
    "NEAR",
    "OPTIONAL",
    "TWO",
    "Draft",
    "DraftFields",
    "Frame",
    "Kind",
    "group_sizes",
    "steps_between",
    "whole_frame",
]

Kind = Literal[
    "establishing",
    "master",
    "exchange",
    "answer",
    "single",
    "turn",
    "listening",
    "reaction",
    "insert",
    "action",
    "pause",
    "closing",
]
OPTIONAL: Final[frozenset[str]] = frozenset({"reaction", "insert", "closing"})
"""Kinds of Shots that may be left out where a film must be short."""

LADDER: Final = (
    ShotSize.EXTREME_WIDE,
    ShotSize.WIDE,
    ShotSize.FULL,
    ShotSize.MEDIUM_WIDE,
    ShotSize.MEDIUM,
    ShotSize.MEDIUM_CLOSE_UP,
    ShotSize.CLOSE_UP,
    ShotSize.EXTREME_CLOSE_UP,
)
LENS_MM: Final = {
    ShotSize.EXTREME_WIDE: 24,
    ShotSize.WIDE: 28,
    ShotSize.FULL: 35,
    ShotSize.MEDIUM_WIDE: 40,
    ShotSize.MEDIUM: 50,
    ShotSize.MEDIUM_CLOSE_UP: 65,
    ShotSize.CLOSE_UP: 85,
    ShotSize.EXTREME_CLOSE_UP: 100,
    ShotSize.INSERT: 100,
}
TWO: Final = (ShotSize.MEDIUM_WIDE, ShotSize.FULL, ShotSize.MEDIUM)
NEAR: Final = (ShotSize.MEDIUM, ShotSize.MEDIUM_CLOSE_UP, ShotSize.MEDIUM_WIDE)
CLOSE: Final = (ShotSize.CLOSE_UP, ShotSize.MEDIUM_CLOSE_UP, ShotSize.MEDIUM)
_FEW, _SEVERAL = 4, 9


class DraftFields(TypedDict, total=False):
    """The fields of a Draft, as keywords."""

    kind: Required[Kind]
    framing: Required[Framing]
    sizes: Required[tuple[ShotSize, ...]]
    subjects: Required[tuple[str, ...]]
    speeches: tuple[Speech, ...]
    texts: tuple[str, ...]
    business: tuple[Business, ...]
    props: tuple[str, ...]
    silence_ms: int
    feeling: Feeling
    tension: float
    reason: Required[str]
    present: Required[tuple[str, ...]]


@dataclass(frozen=True, kw_only=True)
class Draft:
    """One Shot, planned.

    Attributes:
        sizes: Sizes that would do, the best first; `size` is the one chosen.
        subjects: Whom the frame is about, most important first.
        speeches: What is spoken in it, in order.
        texts: Directions that it shows.
        business: What is done in it.
        props: Props that it shows; an insert's own prop first.
        silence_ms: Its length where nothing is spoken; time added before the first speech where something is.
        tension: 0.0 calm to 1.0 the turn.
        present: Who is on the stage in it, coming and going included.
    """

    kind: Kind
    framing: Framing
    sizes: tuple[ShotSize, ...]
    subjects: tuple[str, ...]
    speeches: tuple[Speech, ...] = ()
    texts: tuple[str, ...] = ()
    business: tuple[Business, ...] = ()
    props: tuple[str, ...] = ()
    silence_ms: int = 0
    feeling: Feeling = NEUTRAL
    tension: float = 0.3
    reason: str = ""
    size: ShotSize = ShotSize.MEDIUM
    present: tuple[str, ...] = ()

    @property
    def speech_ms(self) -> int:
        """Time of what is spoken, without the silences."""
        return sum(speech.ms for speech in self.speeches)

    @property
    def in_frame(self) -> tuple[str, ...]:
        """Who is to be seen: everyone there in a wide frame, the subjects in a nearer one; of an insert's holder, the hand."""
        if self.framing is Framing.GROUP or self.size in (ShotSize.EXTREME_WIDE, ShotSize.WIDE):
            return tuple(dict.fromkeys((*self.subjects, *self.present)))
        return self.subjects


class Frame(NamedTuple):
    """A framing, whom it is about, and the sizes that would do."""

    framing: Framing
    subjects: tuple[str, ...]
    sizes: tuple[ShotSize, ...]


def whole_frame(present: Sequence[str], first: Sequence[str] = ()) -> Frame:
    """A frame that shows everyone there and what they do, those given first as its subjects.

    >>> whole_frame(["ROSA", "BEN"], ["BEN"]).subjects
    ('BEN', 'ROSA')
    """
    order = tuple(dict.fromkeys((*(name for name in first if name in present), *present)))
    if len(order) <= 1:
        return Frame(Framing.SINGLE, order, (ShotSize.FULL, ShotSize.MEDIUM_WIDE, ShotSize.WIDE))
    if len(order) == 2:
        return Frame(Framing.TWO_SHOT, order, (ShotSize.FULL, ShotSize.MEDIUM_WIDE, ShotSize.WIDE))
    sizes = group_sizes(order)
    return Frame(Framing.GROUP, order[:3], (*sizes[1:], sizes[0]))


def group_sizes(people: Sequence[str]) -> tuple[ShotSize, ...]:
    """Sizes that hold so many people, the nearest first.

    >>> [str(size) for size in group_sizes(["A", "B", "C"])]
    ['medium wide', 'full', 'wide']
    """
    if len(people) <= _FEW:
        return (ShotSize.MEDIUM_WIDE, ShotSize.FULL, ShotSize.WIDE)
    if len(people) <= _SEVERAL:
        return (ShotSize.FULL, ShotSize.WIDE, ShotSize.MEDIUM_WIDE)
    return (ShotSize.WIDE, ShotSize.EXTREME_WIDE, ShotSize.FULL)


def steps_between(one: ShotSize, two: ShotSize) -> int:
    """How many sizes apart; an insert is far from all others.

    >>> steps_between(ShotSize.MEDIUM, ShotSize.CLOSE_UP), steps_between(ShotSize.INSERT, ShotSize.CLOSE_UP)
    (2, 8)
    """
    if ShotSize.INSERT in (one, two):
        return 0 if one is two else len(LADDER)
    return abs(LADDER.index(one) - LADDER.index(two))
