"""Doors that are heard: opened by who comes in, shut by who goes out, slammed and knocked at where the words say so.

A slam and a knock wait for a moment in which nobody speaks. All arrays are mono float64 at 48 kHz.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

import numpy as np

from storyreel.tools.generators.previz.noises import RATE, chance_of, gain, ring, strike
from storyreel.tools.generators.previz.people import Person
from storyreel.tools.generators.previz.stage import StageShot
from storyreel.tools.generators.previz.words import mentions

__all__ = ["DoorSound", "doors", "doors_of"]

Span = tuple[float, float]

_COMES = "comes in, come in, enters, enter, entering, walks in, bursts in, comes through the door, steps in"
_GOES = "goes out, go out, leaves, leave, exits, exit, walks out, storms out, steps out, runs out"
_SLAM = "slam, slams, slammed, slamming, bangs shut, door bangs"
_KNOCK = "knock, knocks, knocking, rap at, raps"
_SHUT = "door closes, door shuts, closes the door, shuts the door, closing the door, shutting the door"
_OPEN = "door opens, opens the door, opening the door"
_DOOR = "door, doorway, gate, hatch, lid, shutter, window"
_OTHER_KNOCK = "knock over, knocks over, knocked over, knock down, knocks down, knocks out, knocks him, knocks her"
_LONG_S = {"open": 0.5, "close": 0.4, "slam": 0.6, "knock": 0.8}


class DoorSound(NamedTuple):
    """What a door does, and when it is heard: seconds from the Shot's start."""

    at_s: float
    what: Literal["open", "close", "slam", "knock"]


def doors_of(stage: StageShot, spoken: Sequence[Span] = ()) -> tuple[DoorSound, ...]:
    """The doors of a Shot in the order of time.

    Args:
        spoken: When Lines are heard, seconds from the Shot's start.
    """
    shot = stage.shot
    said = ". ".join((shot.action, shot.effects, shot.sound, *(p.action for p in stage.people)))
    indoors = stage.layout.interior or mentions(said, "door, doorway, gate, hatch")
    found: list[DoorSound] = []
    slams = mentions(said, _SLAM) and mentions(said, _DOOR)
    for person in stage.people if indoors else ():
        begin, end = (part * person.seconds for part in person.walk_parts)
        if person.mark.walks and mentions(person.action, _COMES):
            found.append(DoorSound(max(0.0, begin - 0.3), "open"))
        elif person.mark.walks and mentions(person.action, _GOES) and not slams:
            found.append(DoorSound(_inside(end, "close", stage), "close"))
    words: list[tuple[Literal["open", "close", "slam", "knock"], bool]] = [
        ("slam", slams),
        ("knock", mentions(said, _KNOCK) and not mentions(said, _OTHER_KNOCK)),
        ("close", mentions(said, _SHUT) and not slams),
        ("open", mentions(said, _OPEN)),
    ]
    for what, asked in words:
        if asked and all(one.what != what for one in found):
            leaving = [p for p in stage.people if p.mark.walks and mentions(p.action, _GOES)]
            found.append(DoorSound(_moment(what, stage, spoken, leaving), what))
    return _once(found)


def _inside(at: float, what: str, stage: StageShot) -> float:
    return max(0.0, min(at, stage.seconds - _LONG_S[what]))


def _moment(what: str, stage: StageShot, spoken: Sequence[Span], leaving: Sequence[Person]) -> float:
    """When they who leave are out, else in the longest silence."""
    if what in ("slam", "close") and leaving:
        return _inside(max(p.walk_parts[1] * p.seconds for p in leaving), what, stage)
    at, gaps = 0.0, list[Span]()
    for start, end in [*sorted(spoken), (stage.seconds, stage.seconds)]:
        gaps.append((at, max(at, start)))
        at = max(at, end)
    start, end = max(gaps, key=lambda gap: gap[1] - gap[0])
    return _inside(max(start, (start + end - _LONG_S[what]) / 2), what, stage)


def _once(found: Sequence[DoorSound]) -> tuple[DoorSound, ...]:
    """Two who come in together come through one door."""
    kept: list[DoorSound] = []
    for one in sorted(found):
        if all(one.what != other.what or one.at_s - other.at_s > 0.6 for other in kept):
            kept.append(one)
    return tuple(kept)


def doors(stage: StageShot, samples: int, spoken: Sequence[Span] = ()) -> np.ndarray:
    """The doors of a Shot, shape (samples,)."""
    out = np.zeros(samples)
    for one in doors_of(stage, spoken):
        made = _sound(one.what, chance_of(f"{stage.world_salt}/door/{one.what}"))
        start = round(one.at_s * RATE)
        end = min(samples, start + made.size)
        if end > start:
            out[start:end] += made[: end - start]
    return out


def _sound(what: str, chance: np.random.Generator) -> np.ndarray:
    latch = gain(-36) * strike(chance, 0.03, (1500, 6000))
    if what == "open":
        return _laid((0.0, latch), (0.09, latch * 0.8), (0.14, gain(-42) * strike(chance, 0.3, (300, 1500), decay=3.0)))
    if what == "close":
        return _laid((0.0, gain(-27) * _thud(chance, 85.0, 0.18)), (0.1, latch))
    if what == "knock":
        blow = [gain(-22) * (0.7 * ring(190.0, 0.09) + 0.5 * strike(chance, 0.06, (200, 1600), decay=10.0)) for _ in range(3)]
        return _laid((0.0, blow[0]), (0.19, blow[1]), (0.38, blow[2]))
    rattle = gain(-30) * strike(chance, 0.3, (400, 3000), decay=7.0)
    return _laid((0.0, gain(-13) * _thud(chance, 62.0, 0.35)), (0.04, rattle))


def _thud(chance: np.random.Generator, hz: float, seconds: float) -> np.ndarray:
    made = 0.6 * ring(hz, seconds, glide=-60.0, decay=9.0) + strike(chance, seconds, (90, 1100), decay=7.0)
    return made / float(np.abs(made).max())


def _laid(*parts: tuple[float, np.ndarray]) -> np.ndarray:
    out = np.zeros(max(round(at * RATE) + made.size for at, made in parts))
    for at, made in parts:
        out[round(at * RATE) :][: made.size] += made
    return out
