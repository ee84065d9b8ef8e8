"""How things come to hand and leave it, and how far people get between shots. Rules of Positional/Physical Rationality.

A thing that is suddenly in a hand, or gone from it, has no custody: nothing tells where it came from or went. A move that is told
takes its time all the same. Hand to hand is the rule `custody-break`; where people stand is known from marks alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import hypot

from storyreel.agents.critic.case import ScriptCase
from storyreel.agents.critic.rule import Hit, Rule
from storyreel.agents.critic.script_rules.angles import neighbours
from storyreel.agents.critic.wording import ARRIVES, EXITS, plain_name, says
from storyreel.film.finding import Remedy, Severity
from storyreel.film.script import Blocking, Shot
from storyreel.film.telling import plain_prop, tells_move, tells_transfer
from storyreel.film.time import seconds_text

__all__ = ["FASTEST_CM_S", "RULES", "end_mark", "mark"]

FASTEST_CM_S = 300
"""A brisk run indoors; a walk is about 140."""

_NEAR_CM = 40
"""Marks closer than this are the same place."""


def mark(one: Blocking) -> tuple[int, int] | None:
    """Where a Character begins the Shot, None where there is no mark."""
    return (one.x_cm, one.z_cm) if one.x_cm is not None and one.z_cm is not None else None


def end_mark(one: Blocking) -> tuple[int, int] | None:
    """Where a Character ends the Shot: the mark walked to, else the mark stood on."""
    if one.to_x_cm is None and one.to_z_cm is None:
        return mark(one)
    start = mark(one) or (0, 0)
    return (start[0] if one.to_x_cm is None else one.to_x_cm, start[1] if one.to_z_cm is None else one.to_z_cm)


def _way_cm(start: tuple[int, int] | None, end: tuple[int, int] | None) -> float:
    return hypot(end[0] - start[0], end[1] - start[1]) if start is not None and end is not None else 0.0


def _too_fast(case: ScriptCase) -> Iterator[Hit]:
    for shot in case.script.shots:
        for one in shot.blocking:
            way = _way_cm(mark(one), end_mark(one))
            if way * 1000 > FASTEST_CM_S * shot.duration_ms:
                evidence = (
                    f"{one.character} covers {way / 100:.1f} m in the {seconds_text(shot.duration_ms)} s of shot {shot.id};"
                    f" at most {FASTEST_CM_S / 100:.0f} m/s expected"
                )
                yield Hit(shot=shot, about=one.character, evidence=evidence, data={"way_cm": round(way)})
    yield from _between_shots(case)


def _between_shots(case: ScriptCase) -> Iterator[Hit]:
    """Moves that are told, or made while nobody looked, and are too far for the time since the Character was last placed."""
    for scene in case.script.scenes:
        last: dict[str, tuple[int, Shot, Blocking]] = {}
        for at, shot in enumerate(scene.shots):
            for one in shot.blocking:
                name = case.name_of(one.character)
                if name in last and (hit := _unreachable(case, last[name], at, shot, one)):
                    yield hit
                last[name] = (at, shot, one)


def _unreachable(case: ScriptCase, last: tuple[int, Shot, Blocking], at: int, shot: Shot, one: Blocking) -> Hit | None:
    before_at, before, earlier = last
    way, time_ms = _way_cm(end_mark(earlier), mark(one)), shot.end_ms - before.start_ms
    if way <= _NEAR_CM or way * 1000 <= FASTEST_CM_S * time_ms:
        return None
    told = " ".join((before.action, earlier.action, shot.action, one.action))
    if at == before_at + 1 and not tells_move(told, case.script.language):
        return None  # next to each other and untold, it is a teleport, and told as one
    evidence = (
        f"{one.character} is {way / 100:.1f} m away in shot {shot.id} from where shot {before.id} leaves them, in at most"
        f" {seconds_text(time_ms)} s; at most {FASTEST_CM_S / 100:.0f} m/s expected"
    )
    return Hit(shot=shot, about=one.character, evidence=evidence, data={"way_cm": round(way), "before": before.uid})


def _untold(case: ScriptCase) -> Iterator[Hit]:
    """Listed things that a hand has in one of two neighbouring shots only, with no word of how."""
    listed = {plain_name(prop.name) for prop in case.script.props}
    for before, shot in neighbours(case):
        held, holds = _hands(before), _hands(shot)
        known = listed | {plain_name(name) for one in (before, shot, case.scene_of[shot.uid]) for name in one.props}
        told = " ".join((before.action, shot.action, *(one.action for one in (*before.blocking, *shot.blocking))))
        if tells_transfer(told, case.script.language):
            continue
        there = {one.character for one in before.blocking} & {one.character for one in shot.blocking}
        for thing in sorted(set(held) ^ set(holds)):
            who = holds[thing] if thing in holds else held[thing]
            if plain_name(thing) not in known or plain_name(thing) in plain_name(told) or _passes_the_door(who, before, shot):
                continue
            if who in there:
                how = "has" if thing in holds else "no longer has"
                evidence = f"{who} {how} the {thing} in shot {shot.id}, other than in shot {before.id}; no action tells how"
                yield Hit(shot=shot, about=thing, evidence=evidence, data={"before": before.uid})


def _passes_the_door(who: str, *shots: Shot) -> bool:
    """Whether somebody goes out or comes in: what they did with a thing outside was not to be seen."""
    told = " ".join(one.action for shot in shots for one in shot.blocking if one.character == who)
    return says(EXITS, told) or says(ARRIVES, told)


def _hands(shot: Shot) -> dict[str, str]:
    """Each thing of which there is one, and who holds it."""
    return {prop: one.character for one in shot.blocking for held in one.holds if (prop := plain_prop(held))}


RULES = (
    Rule(
        id="SR805",
        kind="unreachable-move",
        severity=Severity.MAJOR,
        says=f"nobody moves faster than {FASTEST_CM_S / 100:.0f} m/s, in a shot or from shot to shot",
        look=_too_fast,
        remedy=Remedy.RE_TIME,
    ),
    Rule(
        id="SR807",
        kind="custody-untold",
        severity=Severity.MINOR,
        says="a thing comes to a hand, and leaves it, only where it is told",
        look=_untold,
    ),
)
