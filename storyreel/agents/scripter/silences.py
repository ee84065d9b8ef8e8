"""Shots in which nobody speaks: business seen whole, pauses on a face, inserts of props.

Every word of a direction is shown in one of them; what a generator makes of it is its own business.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from storyreel.agents.scripter.beats import Happening
from storyreel.agents.scripter.board import Board
from storyreel.agents.scripter.business import Business, size_of
from storyreel.agents.scripter.drafts import CLOSE, Frame, whole_frame
from storyreel.agents.scripter.feeling import NEUTRAL, Feeling
from storyreel.agents.scripter.verbs import SEEN
from storyreel.film.vocabulary import Framing, ShotSize

__all__ = ["cover_happening", "pin_action", "pin_insert"]

_INSERT_MS: Final = 1750
_BETWEEN_INSERTS: Final = 4
_DONE: Final = {
    "enter": "comes in",
    "exit": "goes out",
    "move": "crosses",
    "embrace": "comes close",
    "sit": "sits down",
    "rise": "stands up",
    "kneel": "kneels",
    "lie": "lies down",
    "give": "hands it over",
    "take": "takes it",
    "put down": "puts it down",
}


def cover_happening(board: Board, at: int, beat: Happening) -> None:
    """The Shot, or two, of the direction at this beat."""
    present = tuple(dict.fromkeys((*beat.present, *beat.after)))
    board.on_stage.update(beat.props)
    seen = [one for one in beat.business if one.verb in SEEN]
    handled = next((one for one in beat.business if one.verb in ("handle", "take", "give", "put down") and one.prop), None)
    if handled and not seen and _close_look(board, beat, handled, present):
        return
    if not seen:
        _pause(board, beat, present)
        return
    pin_action(board, present, beat.business, texts=(beat.text,), props=beat.props, feeling=beat.feeling)
    if handled and not _looked_at_soon(board, at, handled.prop):
        pin_insert(board, handled.prop, beat.after, "it changes hands")


def _close_look(board: Board, beat: Happening, handled: Business, present: tuple[str, ...]) -> bool:
    why = f"{handled.who} looks at it"
    return pin_insert(board, handled.prop, present, why, text=beat.text, business=beat.business)


def _looked_at_soon(board: Board, at: int, prop: str) -> bool:
    """Whether somebody opens or reads the prop in one of the next beats: that is the moment to see it close."""
    soon = board.beats[at + 1 : at + 1 + _BETWEEN_INSERTS]
    return any(one.verb == "handle" and one.prop == prop for beat in soon for one in beat.business)


def pin_action(
    board: Board,
    present: tuple[str, ...],
    business: Sequence[Business],
    *,
    texts: tuple[str, ...] = (),
    props: tuple[str, ...] = (),
    feeling: Feeling = NEUTRAL,
) -> None:
    """Business that has to be seen whole, in silence."""
    seen = [one for one in business if one.verb in SEEN]
    frame = whole_frame(present, tuple(dict.fromkeys(one.who for one in seen)))
    entrance = any(one.verb == "enter" for one in seen)
    why = "; ".join(dict.fromkeys(f"{one.who} {_DONE[one.verb]}" for one in seen[:4]))
    words = sum(size_of(text) for text in texts)
    board.pin(
        kind="action",
        framing=frame.framing,
        sizes=frame.sizes,
        subjects=frame.subjects,
        present=present,
        texts=texts,
        business=tuple(business),
        props=props,
        silence_ms=1750 + 40 * min(40, words) + (250 if entrance else 0),
        feeling=feeling,
        reason=f"action: {why}, to be seen whole",
    )


def _pause(board: Board, beat: Happening, present: tuple[str, ...]) -> None:
    """A direction in which nobody goes anywhere: on the one it names, else on everyone."""
    named = [name for name in beat.named if name in present]
    alone = len(named) == 1 and len(present) > 1
    frame = Frame(Framing.SINGLE, (named[0],), (ShotSize.MEDIUM, *CLOSE)) if alone else whole_frame(present, named)
    board.pin(
        kind="pause",
        framing=frame.framing,
        sizes=frame.sizes,
        subjects=frame.subjects,
        present=present,
        texts=(beat.text,),
        business=beat.business,
        props=beat.props,
        silence_ms=1500 + 50 * min(60, size_of(beat.text)),
        feeling=beat.feeling,
        reason=f"a direction is shown: {named[0]} carries it" if alone else "a direction is shown with everyone there",
    )


def pin_insert(
    board: Board, prop: str, present: tuple[str, ...], why: str, *, text: str = "", business: Sequence[Business] = ()
) -> bool:
    """A close look at a prop, not too often; False where there has just been one.

    Args:
        text: The direction that it shows, if it shows one.
        business: What is done with the prop meanwhile.
    """
    just_now = board.since_insert < _BETWEEN_INSERTS or (board.last is not None and board.last.kind == "insert")
    if board.lean or just_now:
        return False
    board.pin(
        kind="insert",
        framing=Framing.SINGLE,
        sizes=(ShotSize.INSERT,),
        subjects=(),
        present=present,
        props=(prop,),
        texts=(text,) if text else (),
        business=tuple(business),
        silence_ms=_INSERT_MS,
        reason=f"insert: the {prop}; {why}",
    )
    return True
