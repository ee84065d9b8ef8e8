"""Which Shots a scene is covered with: the order of set-ups from the establishing shot to the closing one.

The rules, in the order in which they are asked for each beat:

1. A new place opens with an establishing shot; the opening direction is seen in it.
2. The first Lines are heard in a master that shows everyone and how they stand to each other.
3. Business that moves somebody is shown whole, in a frame wide enough to see it; a prop that is handled gets an insert.
4. Several short Lines in a row share a two-shot: cutting on each would make the eye dizzy.
5. The Line on which the scene turns is a close shot with the camera pushing in, and the listener's reaction follows it.
6. Other Lines go shot and reverse-shot across one line of action, over the shoulder while calm, single when tense.
7. After five of these the two-shot comes back, so that the room is not lost.
8. A speaker who goes on is cut on by two sizes at least, or by way of the listener or the two-shot.
9. The scene ends on a wider, silent frame.

Rule 3 is in `silences`, 4 to 8 in `speeches`. Framings and lists of sizes are decided; `sizes` settles the size, `camera` the
move. The camera stays on the near side of the line of action throughout.
"""

from __future__ import annotations

from typing import Final

from storyreel.agents.scripter.beats import Happening, Speech
from storyreel.agents.scripter.board import Board
from storyreel.agents.scripter.business import Business, size_of
from storyreel.agents.scripter.drafts import Draft, group_sizes, whole_frame
from storyreel.agents.scripter.silences import cover_happening
from storyreel.agents.scripter.speeches import cover_speech
from storyreel.film.vocabulary import Framing, ShotSize

__all__ = ["cover"]

_WIDE: Final = (ShotSize.WIDE, ShotSize.EXTREME_WIDE, ShotSize.FULL)
_MOVING: Final = frozenset({"enter", "exit", "move", "embrace"})
_OPENING_WORDS: Final = 120
"""Words of directions that one establishing shot may show; what goes on longer gets Shots of its own."""
_ENDED: Final = frozenset({"action", "pause", "establishing", "closing"})


def cover(board: Board) -> tuple[Draft, ...]:
    """The scene's Shots in order, sizes not yet settled; `board.opening` is then how the scene is found."""
    at = _open(board)
    while at < len(board.beats):
        beat = board.beats[at]
        if isinstance(beat, Speech):
            at = cover_speech(board, at, beat)
        else:
            cover_happening(board, at, beat)
            at += 1
    _close(board)
    return tuple(board.drafts)


def _open(board: Board) -> int:
    """The establishing shot; what the directions before the first Line tell of is how it is found, up to the first move."""
    shown = _opening(board)
    if not (board.new_place or shown):
        return 0
    business: list[Business] = []
    present: tuple[str, ...] = board.beats[0].present if board.beats else ()
    for beat in shown:
        moves = [one for one in beat.business if one.verb in _MOVING or one.who not in beat.present]
        board.opening.extend(one for one in beat.business if one not in moves)
        business.extend(moves)
        present = tuple(dict.fromkeys((*present, *beat.after)))
    sizes = group_sizes(present)
    if board.new_place:
        sizes = _WIDE if board.interior else (ShotSize.EXTREME_WIDE, ShotSize.WIDE)
    words = sum(size_of(beat.text) for beat in shown)
    board.pin(
        kind="establishing",
        framing=Framing.GROUP,
        sizes=sizes,
        subjects=present[:2],
        present=present,
        texts=tuple(beat.text for beat in shown),
        business=tuple(business),
        props=tuple(dict.fromkeys(prop for beat in shown for prop in beat.props)),
        silence_ms=min(4500, 2500 + 60 * words),
        tension=0.1,
        reason=f"establishing: {board.place} is new" if board.new_place else f"opening: {board.place} again, as it is now",
    )
    return len(shown)


def _opening(board: Board) -> list[Happening]:
    """The directions that the establishing shot shows: those before the first Line, up to the first that moves somebody."""
    shown: list[Happening] = []
    words = 0
    told = not any(isinstance(beat, Speech) for beat in board.beats)
    for beat in board.beats:
        if not isinstance(beat, Happening):
            break
        words += size_of(beat.text)
        if shown and (told or words > _OPENING_WORDS):
            break  # where nobody speaks, the directions are the scene: each is shown for itself
        shown.append(beat)
        if any(one.verb in _MOVING for one in beat.business):
            break
    return shown


def _close(board: Board) -> None:
    last = board.last
    if board.lean or last is None or len(board.drafts) < 5 or last.kind in _ENDED:
        return
    left = {one.who for one in last.business if one.verb == "exit"}
    present = tuple(name for name in last.present if name not in left)
    frame = whole_frame(present, last.subjects[:1])
    board.pin(
        kind="closing",
        framing=frame.framing,
        sizes=(ShotSize.WIDE, ShotSize.FULL) if len(present) > 1 else (ShotSize.FULL, ShotSize.WIDE),
        subjects=frame.subjects,
        present=present,
        silence_ms=2000,
        tension=0.2,
        reason="closing: the room after the last word",
    )
