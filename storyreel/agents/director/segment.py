"""Segmentation by rule: where a Shot that is longer than the backend's longest clip is cut.

A cut falls at the border of two Lines or in a silence, never inside a Line; in a silence without a Line border beside it only
where the Shot's action has a border too: between two of its sentences, or where there is no action at all. Of all ways to cut,
the one is taken that leaves least over the longest clip, then fewest pieces under the shortest, then fewest pieces, then fewest
cuts without a breath, then the most even ones. This module plans the cuts; `film.edits` makes them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from storyreel.agents.director.fit import longest_ms, shortest_ms
from storyreel.film.edits import Edit, Replace, Split
from storyreel.film.identity import new_uid
from storyreel.film.plan import Choice
from storyreel.film.script import Script, Shot
from storyreel.film.time import seconds_text
from storyreel.tools.contracts import Capabilities

__all__ = ["Segmentation", "allowed_cuts", "cuts_of", "fits", "segment_script"]

_BREATH_MS = 300
"""Silence kept between a Line and a cut, where there is that much."""

_GRID_MS = 250
"""How closely cuts are tried in a long silence."""


class Segmentation(NamedTuple):
    """Edits that make every Shot fit the backend as far as may be, and why."""

    edits: tuple[Edit, ...]
    choices: tuple[Choice, ...]


def segment_script(
    script: Script, capabilities: Capabilities, *, chosen: Mapping[str, tuple[tuple[int, ...], str]] | None = None
) -> Segmentation:
    """Splits for all Shots that are too long for the backend.

    Args:
        chosen: uid -> (times, why) that somebody else chose; taken where `fits` says so, else the rule's own.

    >>> segment_script(Script(), Capabilities())
    Segmentation(edits=(), choices=())
    """
    taken = {shot.uid for shot in script.shots}
    edits: list[Edit] = []
    choices: list[Choice] = []
    for shot in script.shots:
        if shot.duration_ms <= longest_ms(capabilities):
            continue
        shortest, longest = shortest_ms(capabilities), longest_ms(capabilities)
        cuts, why = (chosen or {}).get(shot.uid, ((), ""))
        if not fits(shot, cuts, shortest=shortest, longest=longest):
            cuts, why = cuts_of(shot, shortest=shortest, longest=longest), ""
        choice = _choice(shot, cuts, longest)
        choices.append(choice.changed(reason=f"{choice.reason}; {why}") if why else choice)
        edits.extend(_edits(shot, cuts, taken, reason=choices[-1].reason))
    return Segmentation(tuple(edits), tuple(choices))


def fits(shot: Shot, cuts: Sequence[int], *, shortest: int, longest: int) -> bool:
    """Whether the times are cuts that are allowed, in order, and leave no piece too long or too short.

    >>> shot = Shot(uid="a", id="1.1", start_ms=0, end_ms=9000, action="Rosa waits. Tom comes in.")
    >>> fits(shot, [4500], shortest=500, longest=5000), fits(shot, [4000], shortest=500, longest=5000)
    (True, False)
    """
    allowed = allowed_cuts(shot, longest)
    pieces = [end - start for start, end in pairwise((shot.start_ms, *cuts, shot.end_ms))]
    return bool(cuts) and all(cut in allowed for cut in cuts) and all(shortest <= piece <= longest for piece in pieces)


def cuts_of(shot: Shot, *, shortest: int, longest: int) -> tuple[int, ...]:
    """Times in the film at which to cut the Shot, in milliseconds; none where no allowed cut makes it better.

    >>> cuts_of(Shot(uid="a", id="1.1", start_ms=1000, end_ms=13000), shortest=500, longest=10000)
    (7000,)
    """
    allowed = allowed_cuts(shot, longest)
    points = [shot.start_ms, *sorted(allowed), shot.end_ms]
    best: list[tuple[_Badness, tuple[int, ...]]] = [((0, 0, 0, 0, 0), ())]
    for at, point in enumerate(points[1:], start=1):
        ways: list[tuple[_Badness, tuple[int, ...]]] = []
        for before in range(at):
            length = point - points[before]
            over, under, pieces, tight, uneven = best[before][0]
            badness = (
                over + max(0, length - longest),
                under + (length < shortest),
                pieces + 1,
                tight + allowed.get(point, False),
                uneven + length * length,
            )
            ways.append((badness, (*best[before][1], point)))
        best.append(min(ways))
    return best[-1][1][:-1]


_Badness = tuple[int, int, int, int, int]


def allowed_cuts(shot: Shot, longest: int) -> dict[int, bool]:
    """Times inside the Shot at which a cut is allowed, and whether it would leave a Line no breath.

    >>> allowed_cuts(Shot(uid="a", id="1.1", start_ms=0, end_ms=9000, action="Rosa waits. Tom comes in."), 5000)
    {4500: False}
    """
    points: dict[int, bool] = {}
    free = not _sentences(shot.action) and not _walks(shot)
    edge = [(shot.start_ms, shot.start_ms), *_speeches(shot), (shot.end_ms, shot.end_ms)]
    for (_, quiet_from), (quiet_to, _) in pairwise(edge):
        if shot.lines:
            points |= dict.fromkeys((quiet_from, quiet_to), quiet_to > quiet_from)
            points |= dict.fromkeys(_with_breath(quiet_from, quiet_to, shot), False)
        if free and quiet_to - quiet_from > longest:
            points |= dict.fromkeys(_through_silence(quiet_from, quiet_to, longest), False)
    points |= dict.fromkeys(_sentence_borders(shot) if not shot.lines else (), False)
    return {point: tight for point, tight in points.items() if shot.start_ms < point < shot.end_ms}


def _with_breath(quiet_from: int, quiet_to: int, shot: Shot) -> list[int]:
    """Cuts beside the Lines that a silence lies between: in the middle of a short one, a breath from each Line in a long one."""
    gap = quiet_to - quiet_from
    after, before = quiet_from + min(_BREATH_MS, gap // 2), quiet_to - min(_BREATH_MS, gap // 2)
    if quiet_from == shot.start_ms:
        return [before]
    if quiet_to == shot.end_ms:
        return [after]
    return [after, before] if gap > 3 * _BREATH_MS else [(quiet_from + quiet_to) // 2]


def _through_silence(quiet_from: int, quiet_to: int, longest: int) -> list[int]:
    """Even cuts, and a grid between them, where nothing happens that a cut could break."""
    gap = quiet_to - quiet_from
    pieces = -(-gap // longest)
    step = max(_GRID_MS, longest // 8)
    return [*(quiet_from + gap * k // pieces for k in range(1, pieces)), *range(quiet_from + step, quiet_to, step)]


def _speeches(shot: Shot) -> list[tuple[int, int]]:
    """Spans in which somebody speaks; Lines that overlap are one span."""
    spans: list[tuple[int, int]] = []
    for line in sorted(shot.lines, key=lambda one: (one.start_ms, one.end_ms)):
        if spans and line.start_ms < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], line.end_ms))
        else:
            spans.append((line.start_ms, line.end_ms))
    return spans


def _sentence_borders(shot: Shot) -> list[int]:
    if _walks(shot):
        return []
    count = len(_sentences(shot.action))
    return [shot.start_ms + shot.duration_ms * k // count for k in range(1, count)]


def _sentences(action: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.!?;。！？；])\s*(?=\S)", action.strip()) if part]


def _walks(shot: Shot) -> bool:
    return any(one.to_x_cm is not None or one.to_z_cm is not None for one in shot.blocking)


def _edits(shot: Shot, cuts: Sequence[int], taken: set[str], *, reason: str) -> list[Edit]:
    uids = [shot.uid]
    edits: list[Edit] = []
    for cut in cuts:
        uids.append(_free_uid(shot.uid, cut - shot.start_ms, taken))
        edits.append(Split(uid=uids[-2], at_ms=cut, new_uid=uids[-1], reason=reason))
    sentences = _sentences(shot.action)
    if not cuts or not sentences:
        return edits
    shared: list[list[str]] = [[] for _ in uids]
    for at, sentence in enumerate(sentences):
        shared[at * len(uids) // len(sentences)].append(sentence)
    last = ""
    for uid, own in zip(uids, shared, strict=True):
        # A piece without a sentence of its own shows the last action going on; a mark says so in any language.
        action = " ".join(own) or f"… {last}"
        last = own[-1] if own else last
        edits.append(Replace(uid=uid, fields={"action": action}, reason="the action is shared out over the pieces"))
    return edits


def _free_uid(uid: str, at_ms: int, taken: set[str]) -> str:
    count = 0
    while (made := new_uid(uid, "segment", at_ms, count)) in taken:
        count += 1
    taken.add(made)
    return made


def _choice(shot: Shot, cuts: Sequence[int], longest: int) -> Choice:
    about = f"segmentation of {shot.id}"
    why = f"it lasts {seconds_text(shot.duration_ms)} s and the backend's longest clip is {seconds_text(longest)} s"
    held = "asked at the longest and held on its last frame"
    if not cuts:
        reason = f"{why}, but there is no place to cut outside its Lines and its action"
        return Choice(about=about, choice=f"left whole: it will be {held}", reason=reason)
    times = " and ".join(f"{seconds_text(cut)} s" for cut in cuts)
    over = sum(end - start > longest for start, end in pairwise((shot.start_ms, *cuts, shot.end_ms)))
    rest = f"; {over} of its pieces cannot be cut further and will be {held}" if over else ""
    where = "between Lines or in a silence" if shot.lines else "where its action has a border"
    return Choice(about=about, choice=f"split at {times}{rest}", reason=f"{why}; the cuts fall {where}")
