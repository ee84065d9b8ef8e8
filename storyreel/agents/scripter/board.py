"""The board on which a scene's Shots are pinned while it is covered, with the counts that the rules ask for.

It decides nothing: it remembers how long ago the last two-shot, reaction and insert were, and which props are on the stage.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Unpack

from storyreel.agents.scripter.beats import Beat, Speech
from storyreel.agents.scripter.business import Business
from storyreel.agents.scripter.drafts import Draft, DraftFields
from storyreel.film.vocabulary import Framing

__all__ = ["Board"]

_LONG_AGO = 9


@dataclass
class Board:
    """One scene's board.

    Args:
        beats: The scene's beats, read.
        place: The place's name, for reasons.
        new_place: It is not where the scene before was.
        interior: Inside.
        lean: Leave out what may be left out (reactions, inserts, the closing shot): the film must be short.
    """

    beats: Sequence[Beat]
    place: str
    new_place: bool
    interior: bool
    lean: bool = False
    drafts: list[Draft] = field(default_factory=list[Draft])
    opening: list[Business] = field(default_factory=list[Business])
    on_stage: set[str] = field(default_factory=set[str])
    since_two: int = 0
    since_reaction: int = _LONG_AGO
    since_insert: int = _LONG_AGO
    goes_on: int = 0
    _order: dict[int, int] = field(default_factory=dict[int, int])
    _turn_at: int = 0

    def __post_init__(self) -> None:
        self._order = {id(beat): at for at, beat in enumerate(self.beats)}
        turn = (at for at, beat in enumerate(self.beats) if isinstance(beat, Speech) and beat.turn)
        self._turn_at = next(turn, len(self.beats))

    @property
    def last(self) -> Draft | None:
        """The Shot pinned last."""
        return self.drafts[-1] if self.drafts else None

    def pin(self, **fields: Unpack[DraftFields]) -> Draft:
        """Pin one more Shot and count."""
        draft = Draft(**fields)
        self.drafts.append(draft)
        self.on_stage.update(draft.props if draft.kind != "insert" else ())
        together = draft.framing in (Framing.TWO_SHOT, Framing.GROUP)
        self.since_two = 0 if together else self.since_two + bool(draft.speeches)
        self.since_reaction = 0 if draft.kind == "reaction" else self.since_reaction + 1
        self.since_insert = 0 if draft.kind == "insert" else self.since_insert + 1
        return draft

    def tension(self, speech: Speech) -> float:
        """0.0 to 1.0: rises to the turn, falls after it, and follows the Line's own feeling."""
        at = self._order.get(id(speech), 0)
        base = 0.2 + 0.45 * at / max(1, self._turn_at) if at <= self._turn_at else 0.45
        return min(1.0, base + 0.4 * speech.feeling.strength)
