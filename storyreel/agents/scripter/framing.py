"""What hangs on a Shot's size and framing: lens, set-up, whom it is about and who is to be seen.

Pure functions from a Shot to the fields to change, so that no size or framing is changed without what belongs to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from storyreel.agents.scripter.drafts import LADDER, LENS_MM, steps_between
from storyreel.film.script import Shot
from storyreel.film.vocabulary import Framing, ShotSize

__all__ = ["other_size", "reframed", "resized", "setup_words"]

_NEAREST_FOR_MANY = ShotSize.MEDIUM_WIDE


def setup_words(framing: Framing, subjects: Sequence[str], size: ShotSize, thing: str = "") -> str:
    """The name of a set-up: Shots with the same words share the camera's place.

    >>> setup_words(Framing.OVER_THE_SHOULDER, ["ROSA", "BEN"], ShotSize.MEDIUM)
    'over BEN on ROSA, medium'
    """
    if size is ShotSize.INSERT:
        return f"insert of the {thing}" if thing else "insert"
    if framing is Framing.OVER_THE_SHOULDER and len(subjects) > 1:
        return f"over {subjects[1]} on {subjects[0]}, {size}"
    if framing is Framing.TWO_SHOT:
        return f"two-shot of {' and '.join(sorted(subjects[:2]))}, {size}"
    if framing is Framing.GROUP or not subjects:
        return f"group, {size}"
    return f"on {subjects[0]}, {size}"


def resized(shot: Shot, size: ShotSize) -> dict[str, Any]:
    """The fields that change with a size; a close size on several people becomes a single of the first.

    >>> shot = Shot(uid="a", id="1.1", start_ms=0, end_ms=1, framing=Framing.TWO_SHOT, subjects=("ROSA", "BEN"))
    >>> fields = resized(shot, ShotSize.CLOSE_UP)
    >>> fields["subjects"], fields["in_frame"], fields["lens_mm"], fields["setup"]
    (('ROSA',), ('ROSA',), 85, 'on ROSA, close-up')
    """
    framing, subjects = shot.framing, shot.subjects or shot.in_frame
    close = size is not ShotSize.INSERT and LADDER.index(size) > LADDER.index(_NEAREST_FOR_MANY) + 1
    if close and (framing in (Framing.TWO_SHOT, Framing.GROUP) or size in (ShotSize.CLOSE_UP, ShotSize.EXTREME_CLOSE_UP)):
        framing, subjects = Framing.SINGLE, _lead(shot)[:1]
    return _fields(shot, framing, subjects, size)


def reframed(shot: Shot, framing: str) -> dict[str, Any]:
    """The fields that change with a framing: whom it is about, who is seen, and a size that can hold them.

    >>> shot = Shot(uid="a", id="1.1", start_ms=0, end_ms=1, size="close-up", subjects=("ROSA",), in_frame=("ROSA", "BEN"))
    >>> fields = reframed(shot, "two-shot")
    >>> fields["subjects"], str(fields["size"])
    (('ROSA', 'BEN'), 'medium wide')
    """
    wanted, lead = Framing(framing), _lead(shot)
    if wanted in (Framing.SINGLE, Framing.POINT_OF_VIEW):
        return _fields(shot, wanted, lead[:1], shot.size)
    if wanted in (Framing.OVER_THE_SHOULDER, Framing.REVERSE):
        near = shot.size if shot.size in (ShotSize.MEDIUM, ShotSize.MEDIUM_CLOSE_UP, ShotSize.MEDIUM_WIDE) else ShotSize.MEDIUM
        return _fields(shot, wanted, lead[:2], near)
    many = lead[:2] if wanted is Framing.TWO_SHOT else lead
    held = LADDER.index(shot.size) <= LADDER.index(_NEAREST_FOR_MANY) if shot.size is not ShotSize.INSERT else False
    return _fields(shot, wanted, many, shot.size if held else _NEAREST_FOR_MANY)


def _lead(shot: Shot) -> tuple[str, ...]:
    """Everyone that the frame might be about: its subjects, its speakers, then whoever is there."""
    speakers = tuple(line.speaker for line in shot.lines if not line.off_screen)
    return tuple(dict.fromkeys((*shot.subjects, *speakers, *shot.in_frame, *(one.character for one in shot.blocking))))


def _fields(shot: Shot, framing: Framing, subjects: tuple[str, ...], size: ShotSize) -> dict[str, Any]:
    there = tuple(one.character for one in shot.blocking)
    wide = framing is Framing.GROUP or size in (ShotSize.EXTREME_WIDE, ShotSize.WIDE)
    if size is ShotSize.INSERT:
        subjects = tuple(one.character for one in shot.blocking if set(shot.props[:1]) & set(one.holds))[:1]
    in_frame = tuple(dict.fromkeys((*subjects, *there))) if wide else subjects
    seen = set(in_frame)
    voices = {line.speaker for line in shot.lines if line.off_screen and line.speaker not in there}
    lines = tuple(line.changed(off_screen=line.speaker not in seen or line.speaker in voices) for line in shot.lines)
    return {
        "size": size,
        "framing": framing,
        "subjects": subjects,
        "in_frame": in_frame,
        "lens_mm": LENS_MM[size],
        "setup": setup_words(framing, subjects, size, shot.props[0] if shot.props else ""),
        "lines": lines,
    }


def other_size(shot: Shot, before: Shot | None, after: Shot | None) -> ShotSize | None:
    """A size for the Shot unlike its neighbours', two steps from the one before where it shows the same; None where none is.

    >>> shot = Shot(uid="b", id="1.2", start_ms=1, end_ms=2, subjects=("ROSA",))
    >>> str(other_size(shot, Shot(uid="a", id="1.1", start_ms=0, end_ms=1, subjects=("ROSA",)), None))
    'close-up'
    """
    if shot.size is ShotSize.INSERT:
        return None
    many = shot.framing in (Framing.TWO_SHOT, Framing.GROUP)
    possible = LADDER[1:4] if many else LADDER[3:6] if shot.framing is Framing.OVER_THE_SHOULDER else LADDER[2:7]
    same = before is not None and before.subjects[:1] == shot.subjects[:1]
    free = [
        size for size in possible if size is not shot.size and all(one is None or one.size is not size for one in (before, after))
    ]
    wide_enough = [size for size in free if not same or before is None or steps_between(size, before.size) >= 2]
    order = sorted(wide_enough or free, key=lambda size: (abs(steps_between(size, shot.size) - 2), -LADDER.index(size)))
    return order[0] if order else None
