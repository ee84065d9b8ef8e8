"""What happens inside a Shot that is cut in two, joined to its neighbour, made shorter, or given another's Lines.

Pure functions on Shots; times are on the Shot's own clock as it stands in its Script. A Line is never cut off: it moves, or it is
divided where the caller says so, or the edit is refused. This module knows no Script but to count its Lines.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from storyreel.errors import ScriptError
from storyreel.film.script import Blocking, Script, Shot, SpokenLine, Transition
from storyreel.film.time import seconds_text
from storyreel.film.writing import is_unspaced

__all__ = ["Halves", "Joined", "check_lines", "halves", "joined", "renumbered", "retimed", "with_lines_of"]

_BREATH_MS = 250
"""Silence left around Lines that come from another Shot: a breath, so that two speeches do not run into one."""


class Halves(NamedTuple):
    """A Shot in two; `divided` names the Lines that are now two parts: (line id, part)."""

    first: Shot
    second: Shot
    divided: tuple[tuple[str, int], ...]


class Joined(NamedTuple):
    """Two Shots in one; `rejoined` names the Line whose parts met: (line id, part)."""

    shot: Shot
    rejoined: tuple[str, int] | None


def halves(shot: Shot, at_ms: int, parts: Mapping[str, tuple[str, str]]) -> Halves:
    """The Shot in two at `at_ms`, or where the Line that is spoken across it ends.

    Raises:
        ScriptError: If the time is not inside the Shot, a Line would have to be cut, or `parts` do not make up their Line.
    """
    if not shot.start_ms < at_ms < shot.end_ms:
        span = f"{seconds_text(shot.start_ms)} s to {seconds_text(shot.end_ms)} s"
        raise ScriptError(f"shot {shot.id} cannot be split at {seconds_text(at_ms)} s: it runs from {span}; choose a time inside")
    cut = _cut_after_lines(shot, at_ms, parts)
    across = {line.id for line in shot.lines if line.id in parts and line.start_ms < cut < line.end_ms}
    if unused := sorted(set(parts) - across):
        raise ScriptError(
            f"shot {shot.id}: parts are given for {', '.join(unused)}, not spoken across {seconds_text(cut)} s;"
            f" spoken there: {', '.join(x.id for x in shot.lines if x.start_ms < cut < x.end_ms) or 'nothing'}"
        )
    first: list[SpokenLine] = []
    second: list[SpokenLine] = []
    divided: list[tuple[str, int]] = []
    for line in shot.lines:
        if line.id in across and line.start_ms < cut < line.end_ms:
            one, two = _divided(line, cut, parts[line.id])
            first.append(one)
            second.append(two)
            divided.append((line.id, line.part))
        else:
            (first if line.start_ms < cut else second).append(line)
    before, after = _walks(shot, cut)
    left = shot.changed(end_ms=cut, lines=tuple(first), blocking=before)
    right = shot.changed(start_ms=cut, lines=tuple(second), blocking=after, transition=Transition())
    for line_id, part in divided:
        left = _renumbered_but(left, line_id, after=part)
        right = _renumbered_but(right, line_id, after=part)
    return Halves(left, right, tuple(divided))


def _renumbered_but(shot: Shot, line_id: str, *, after: int) -> Shot:
    """Other parts of a Line that stood in the same Shot; the two new ones carry their numbers already."""
    parts = max((line.parts for line in shot.lines if line.id == line_id), default=0)
    lines = tuple(
        line.changed(part=line.part + (line.part > after), parts=parts) if line.id == line_id and line.parts < parts else line
        for line in shot.lines
    )
    return shot.changed(lines=lines)


def _cut_after_lines(shot: Shot, at_ms: int, parts: Mapping[str, tuple[str, str]]) -> int:
    cut = at_ms
    for line in sorted(shot.lines, key=lambda one: one.start_ms):
        if line.start_ms < cut < line.end_ms and line.id not in parts:
            cut = line.end_ms
            if cut >= shot.end_ms:
                raise ScriptError(
                    f"shot {shot.id} cannot be split at {seconds_text(at_ms)} s: Line {line.id} is spoken from"
                    f" {seconds_text(line.start_ms)} s to the Shot's end; split before it, or give its two parts"
                )
    return cut


def _divided(line: SpokenLine, cut: int, texts: tuple[str, str]) -> tuple[SpokenLine, SpokenLine]:
    one, two = texts[0].strip(), texts[1].strip()
    if not one or not two or "".join((one + two).split()) != "".join(line.text.split()):
        raise ScriptError(
            f"Line {line.id}: the parts {one!r} and {two!r} do not make up its text {line.text!r}; give two that do"
        )
    parts = line.parts + 1
    return (
        line.changed(text=one, end_ms=cut, parts=parts),
        line.changed(text=two, start_ms=cut, part=line.part + 1, parts=parts),
    )


def _walks(shot: Shot, cut: int) -> tuple[tuple[Blocking, ...], tuple[Blocking, ...]]:
    """Blocking of both halves: who walks through the cut is part of the way there."""
    before: list[Blocking] = []
    after: list[Blocking] = []
    done = (cut - shot.start_ms) / shot.duration_ms
    for one in shot.blocking:
        x, z = _on_the_way(one.x_cm, one.to_x_cm, done), _on_the_way(one.z_cm, one.to_z_cm, done)
        before.append(one.changed(to_x_cm=None if one.to_x_cm is None else x, to_z_cm=None if one.to_z_cm is None else z))
        after.append(one.changed(x_cm=x, z_cm=z))
    return tuple(before), tuple(after)


def _on_the_way(start: int | None, end: int | None, done: float) -> int | None:
    return start if end is None else end if start is None else round(start + (end - start) * done)


def joined(one: Shot, two: Shot, *, gap_ms: int) -> Joined:
    """Two Shots as one, under the first one's uid, id, camera and transition; the second's words are added."""
    two = two.moved(max(0, one.end_ms + gap_ms) - two.start_ms)
    rejoined = _rejoin(one.lines, two.lines)
    lines = (*one.lines[:-1], rejoined, *two.lines[1:]) if rejoined else (*one.lines, *two.lines)
    words = {name: _both(getattr(one, name), getattr(two, name)) for name in ("action", "plot", "lighting", "effects", "sound")}
    shot = one.changed(
        end_ms=max(one.end_ms, two.end_ms),
        lines=lines,
        blocking=_one_blocking(one.blocking, two.blocking),
        subjects=tuple(dict.fromkeys((*one.subjects, *two.subjects))),
        in_frame=tuple(dict.fromkeys((*one.in_frame, *two.in_frame))),
        props=tuple(dict.fromkeys((*one.props, *two.props))),
        emotion=one.emotion or two.emotion,
        boxes={**two.boxes, **one.boxes},
        extra={**one.extra, **{_free(name, one, two): value for name, value in two.extra.items()}},
        **words,
    )
    if not rejoined:
        return Joined(shot, None)
    lines = tuple(
        line.changed(part=line.part - (line.part > rejoined.part), parts=line.parts - 1)
        if line is not rejoined and line.id == rejoined.id
        else line
        for line in shot.lines
    )
    return Joined(shot.changed(lines=lines), (rejoined.id, rejoined.part))


def _rejoin(before: tuple[SpokenLine, ...], after: tuple[SpokenLine, ...]) -> SpokenLine | None:
    if not before or not after:
        return None
    one, two = before[-1], after[0]
    if one.id != two.id or one.part + 1 != two.part or one.parts != two.parts:
        return None
    glue = "" if is_unspaced(one.text[-1:] or " ") and is_unspaced(two.text[:1] or " ") else " "
    return one.changed(
        text=f"{one.text}{glue}{two.text}", end_ms=two.end_ms, parts=one.parts - 1, off_screen=one.off_screen and two.off_screen
    )


def _both(one: str, two: str) -> str:
    return one if two in ("", one) else f"{one} {two}".strip()


def _free(name: str, one: Shot, two: Shot) -> str:
    return name if name not in one.extra or one.extra[name] == two.extra[name] else f"{name} (of {two.id})"


def _one_blocking(one: tuple[Blocking, ...], two: tuple[Blocking, ...]) -> tuple[Blocking, ...]:
    later = {b.character: b for b in two}
    merged: list[Blocking] = []
    for b in one:
        then = later.pop(b.character, None)
        if then is None:
            merged.append(b)
            continue
        end_x = then.x_cm if then.to_x_cm is None else then.to_x_cm
        end_z = then.z_cm if then.to_z_cm is None else then.to_z_cm
        to_x = b.to_x_cm if end_x is None or (end_x == b.x_cm and b.to_x_cm is None) else end_x
        to_z = b.to_z_cm if end_z is None or (end_z == b.z_cm and b.to_z_cm is None) else end_z
        merged.append(b.changed(action=_both(b.action, then.action), to_x_cm=to_x, to_z_cm=to_z))
    return (*merged, *later.values())


def retimed(shot: Shot, duration_ms: int) -> Shot:
    """The Shot with another length; where its Lines reach over the new end, the silence before and between them shrinks.

    Raises:
        ScriptError: If the Lines alone take longer.
    """
    end = shot.start_ms + duration_ms
    over = max((line.end_ms for line in shot.lines), default=end) - end
    if over <= 0:
        return shot.changed(end_ms=end)
    order = sorted(shot.lines, key=lambda line: line.start_ms)
    gaps, spoken = _gaps(shot.start_ms, order)
    silence = sum(gap for gap in gaps if gap > 0)
    if over > silence:
        names = ", ".join(dict.fromkeys(line.id for line in order))
        needed = seconds_text(duration_ms + over - silence)
        raise ScriptError(
            f"shot {shot.id} cannot be {seconds_text(duration_ms)} s long: {names} take {needed} s;"
            f" give it at least that, or split it"
        )
    moved: dict[int, SpokenLine] = {}
    at = shot.start_ms
    for gap, length, line in zip(gaps, spoken, order, strict=True):
        start = at + (gap * (silence - over) // silence if gap > 0 else gap)
        moved[id(line)] = line.changed(start_ms=start, end_ms=start + length)
        at = max(at, start + length)
    return shot.changed(end_ms=end, lines=tuple(moved[id(line)] for line in shot.lines))


def _gaps(start: int, order: list[SpokenLine]) -> tuple[list[int], list[int]]:
    gaps: list[int] = []
    for line in order:
        gaps.append(line.start_ms - start)
        start = max(start, line.end_ms)
    return gaps, [line.end_ms - line.start_ms for line in order]


def with_lines_of(target: Shot, gone: Shot, *, before: bool) -> Shot:
    """`target` speaking the Lines of a Shot that is deleted, before or after its own; it grows as they need.

    A speaker who is not in the target's frame is heard off screen.
    """
    if not gone.lines:
        return target
    block_start = min(line.start_ms for line in gone.lines)
    length = max(line.end_ms for line in gone.lines) - block_start
    own_start = min((line.start_ms for line in target.lines), default=target.end_ms)
    if before or not target.lines:
        at = target.start_ms + min(_BREATH_MS, own_start - target.start_ms)
        later = max(0, at + length + _BREATH_MS - own_start) if target.lines else 0
    else:
        at, later = max(line.end_ms for line in target.lines) + _BREATH_MS, 0
    moved = tuple(_placed(line, at - block_start, target) for line in gone.lines)
    own = tuple(line.changed(start_ms=line.start_ms + later, end_ms=line.end_ms + later) for line in target.lines)
    end = max(target.end_ms + later, at + length + _BREATH_MS)
    return target.changed(end_ms=end, lines=(*moved, *own) if before else (*own, *moved))


def _placed(line: SpokenLine, by_ms: int, target: Shot) -> SpokenLine:
    unseen = bool(target.in_frame) and line.speaker not in target.in_frame
    return line.changed(start_ms=line.start_ms + by_ms, end_ms=line.end_ms + by_ms, off_screen=line.off_screen or unseen)


def renumbered(shot: Shot, line_id: str, *, after: int, by: int) -> Shot:
    """The Shot after a part of a Line elsewhere was divided (`by` 1) or rejoined (`by` -1)."""
    lines = tuple(
        line.changed(part=line.part + by if line.part > after else line.part, parts=line.parts + by)
        if line.id == line_id
        else line
        for line in shot.lines
    )
    return shot.changed(lines=lines)


def check_lines(before: Script, after: Script) -> None:
    """That every Line whole before is whole after, and none is spoken twice that was not.

    Raises:
        ScriptError: If not; the text says which Lines, and where they were spoken.
    """
    parts = Counter((line.id, line.part) for line in after.lines)
    known = Counter((line.id, line.part) for line in before.lines)
    doubled = sorted(
        {f"{line} (part {part + 1})" if part else line for (line, part), n in parts.items() if n > max(1, known[line, part])}
    )
    if doubled:
        raise ScriptError(f"the edits speak {', '.join(doubled)} twice; take the Line out of one of the Shots")
    whole = _whole(after)
    lost = [line for line in _whole(before) if line not in whole]
    if lost:
        shots = {line: shot for shot in before.shots for line in (one.id for one in shot.lines)}
        where = ", ".join(f"{line} of shot {shots[line].id} ({shots[line].uid})" for line in lost)
        raise ScriptError(f"the edits lose {where}; give the delete edit move_lines_to, or speak the Line in another Shot")


def _whole(script: Script) -> dict[str, None]:
    heard: dict[str, set[int]] = {}
    parts: dict[str, int] = {}
    for line in script.lines:
        heard.setdefault(line.id, set()).add(line.part)
        parts[line.id] = line.parts
    return {line: None for line, said in heard.items() if said >= set(range(parts[line]))}
