"""What the camera does: move, angle, lens and transition, each following what is felt or done in the Shot.

Moves are rationed: two speaking Shots in a row do not both move, so that a move still means something.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from storyreel.agents.scripter.drafts import Draft
from storyreel.agents.scripter.looks import draw
from storyreel.agents.scripter.stage import Person
from storyreel.film.script import Move, Transition
from storyreel.film.vocabulary import Angle, CameraMove, Framing, MoveSpeed, ShotSize, TransitionKind

__all__ = ["Camera", "SceneCut", "angle_of", "move_of", "transition_of"]

_STATIC: Final = Move()
_PUSH: Final = Move(kind=CameraMove.PUSH_IN, direction="in", speed=MoveSpeed.SLOW)
_FELT: Final = {
    "angry": Move(kind=CameraMove.HANDHELD, speed=MoveSpeed.MEDIUM),
    "afraid": _PUSH,
    "sad": _PUSH,
    "tender": Move(kind=CameraMove.ARC, direction="left", speed=MoveSpeed.SLOW),
    "surprised": Move(kind=CameraMove.PUSH_IN, direction="in", speed=MoveSpeed.FAST),
    "tired": Move(kind=CameraMove.PULL_OUT, direction="out", speed=MoveSpeed.SLOW),
}
_STRONG: Final = 0.35
_LONG_MS: Final = 5500
_VERY_LONG_MS: Final = 7000


class Camera(NamedTuple):
    """The camera of one Shot."""

    move: Move
    angle: Angle
    transition: Transition


class SceneCut(NamedTuple):
    """What changes at a cut between scenes."""

    first: bool
    act: bool
    later: bool


def transition_of(cut: SceneCut | None, frames_per_second: float) -> Transition:
    """How a Shot begins: None is a cut inside a scene.

    >>> transition_of(SceneCut(first=True, act=False, later=False), 24).frames
    12
    """
    if cut is None or not any(cut):
        return Transition()
    kind = TransitionKind.FADE if cut.first or cut.act else TransitionKind.DISSOLVE
    return Transition(kind=kind, frames=max(2, round(frames_per_second * (0.75 if cut.act and not cut.first else 0.5))))


def move_of(draft: Draft, people: Sequence[Person], *, still: bool, interior: bool, seed: int) -> Move:
    """The camera's move.

    Args:
        draft: The Shot.
        people: Who is in it, with where they walk.
        still: The Shot before did not move.
        interior: Inside.
        seed: For choices between equals.
    """
    if draft.kind == "turn":
        fast = draft.feeling.emotion in ("angry", "surprised") and draft.speech_ms < 2500
        return _PUSH.changed(speed=MoveSpeed.MEDIUM if fast else MoveSpeed.SLOW)
    if draft.kind == "closing":
        return Move(kind=CameraMove.PULL_OUT, direction="out", speed=MoveSpeed.SLOW)
    walker = next((one for one in people if one.to != one.at and one.name in draft.in_frame), None)
    if walker is not None:
        return _following(walker)
    if draft.kind == "establishing":
        return _opening(interior, draw(2, seed, draft.reason))
    if draft.kind in ("reaction", "insert") or not still:
        return _STATIC
    if draft.feeling.strength >= _STRONG and draft.framing is Framing.SINGLE:
        return _FELT.get(draft.feeling.emotion, _STATIC)
    # Over a shoulder any move sideways hides the face behind the head in front: only a long Line moves, and straight on.
    long = draft.speech_ms >= (_VERY_LONG_MS if draft.framing is Framing.OVER_THE_SHOULDER else _LONG_MS)
    return _PUSH if long else _STATIC


def _following(walker: Person) -> Move:
    across = walker.to.x - walker.at.x
    direction = "right" if across > 0 else "left"
    if walker.coming or walker.leaving:
        return Move(kind=CameraMove.PAN, direction=direction, speed=MoveSpeed.MEDIUM)
    if abs(across) < 40:
        return _STATIC
    return Move(kind=CameraMove.TRACK, direction=direction, speed=MoveSpeed.SLOW)


def _opening(interior: bool, choice: int) -> Move:
    if interior:
        return (_PUSH, Move(kind=CameraMove.PAN, direction="right", speed=MoveSpeed.SLOW))[choice]
    crane = Move(kind=CameraMove.CRANE, direction="down", speed=MoveSpeed.SLOW)
    return (crane, Move(kind=CameraMove.PAN, direction="right", speed=MoveSpeed.SLOW))[choice]


def angle_of(draft: Draft) -> Angle:
    """The camera's height: up at the strong and down at the weak when it is near; at the eyes otherwise.

    Over a shoulder it stands at the eyes of the one in front, and so looks up or down by itself where one sits and one stands.
    """
    if draft.size is ShotSize.INSERT:
        return Angle.HIGH
    if draft.kind == "turn" or (draft.framing is Framing.SINGLE and draft.feeling.strength >= 0.5):
        return {"angry": Angle.LOW, "sad": Angle.HIGH, "afraid": Angle.HIGH}.get(draft.feeling.emotion, Angle.EYE_LEVEL)
    if draft.kind == "establishing" and draft.size is ShotSize.EXTREME_WIDE:
        return Angle.HIGH
    return Angle.EYE_LEVEL
