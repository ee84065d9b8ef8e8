"""Footsteps: when the feet of those who walk come down, and what it sounds like on the floor of the set.

The times follow the legs that are drawn, whoever is in the picture. All arrays are mono float64 at 48 kHz.
"""

from __future__ import annotations

from math import hypot, pi
from typing import NamedTuple

import numpy as np

from storyreel.tools.generators.previz.layout import Layout
from storyreel.tools.generators.previz.noises import RATE, chance_of, gain, ring, strike
from storyreel.tools.generators.previz.people import Person
from storyreel.tools.generators.previz.stage import StageShot

__all__ = ["Floor", "floor_of", "footsteps", "step_times"]

_MOST = 5  # walkers who are told apart by ear
_STEP_S = 0.005


class Floor(NamedTuple):
    """How a floor answers a foot: peak in dB, its body (Hz and share), the band of its scuff (Hz), length in seconds."""

    name: str
    db: float
    body_hz: float
    body: float
    band: tuple[float, float]
    seconds: float


_FLOORS = {
    "wood": Floor("wood", -30.0, 105.0, 0.8, (150, 1400), 0.11),
    "stone": Floor("stone", -31.0, 160.0, 0.35, (500, 4200), 0.07),
    "carpet": Floor("carpet", -40.0, 75.0, 1.0, (60, 500), 0.08),
    "grass": Floor("grass", -37.0, 70.0, 0.25, (900, 5000), 0.13),
    "sand": Floor("sand", -36.0, 60.0, 0.3, (700, 3500), 0.15),
    "metal": Floor("metal", -31.0, 240.0, 0.9, (700, 5000), 0.16),
}
_PATTERNS = {
    "planks": "wood", "boards": "wood", "parquet": "wood", "herringbone": "wood", "carpet": "carpet", "grass": "grass",
    "sand": "sand", "panels": "metal",
}  # fmt: skip


def floor_of(layout: Layout) -> Floor:
    """The floor of a set by its pattern; one that is not known is of stone.

    >>> floor_of(Layout(kind="x", interior=True, pattern="planks")).name
    'wood'
    """
    return _FLOORS[_PATTERNS.get(layout.pattern, "stone")]


def step_times(person: Person) -> tuple[float, ...]:
    """When a foot of someone comes down, seconds from the Shot's start; none where they do not walk.

    A foot comes down each half turn of the stride that `pose` draws, and once more where they stop.
    """
    if not person.mark.walks or person.posture in ("sitting", "lying", "kneeling"):
        return ()
    count = max(2, round(person.seconds / _STEP_S))
    times = np.arange(count + 1) * person.seconds / count
    gone = np.array([_gone(person, t / person.seconds) for t in times])
    half = 0.39 * person.look.height_m
    landings = [float(np.interp(half * k, gone, times)) for k in range(1, int(gone[-1] / half) + 1)]
    last = person.walk_parts[1] * person.seconds
    if last < person.seconds - 0.1 and (not landings or last - landings[-1] > 0.15):
        landings.append(last)
    return tuple(landings)


def _gone(person: Person, part: float) -> float:
    x, z = person.place(part)
    return hypot(x - person.mark.x, z - person.mark.z)


def footsteps(stage: StageShot, samples: int) -> np.ndarray:
    """The steps of everyone who walks in a Shot, shape (samples,)."""
    out = np.zeros(samples)
    floor = floor_of(stage.layout)
    walkers = [p for p in stage.people if p.mark.walks][:_MOST]
    for person in walkers:
        chance = chance_of(f"{stage.salt}/{person.name}/steps")
        light = -4.0 if person.look.age == "child" else 0.0
        for time in step_times(person):
            made = _step(floor, chance) * gain(floor.db + light - 2.0 * (len(walkers) > 2) + chance.uniform(-1.5, 1.0))
            start = round(time * RATE)
            end = min(samples, start + made.size)
            if end > start:
                out[start:end] += made[: end - start]
    return out


def _step(floor: Floor, chance: np.random.Generator) -> np.ndarray:
    """A heel, and the ball of the foot a moment later; its highest sample is 1."""
    body = ring(floor.body_hz * chance.uniform(0.93, 1.07), floor.seconds, decay=2 * pi)
    heel = floor.body * body + (1 - 0.5 * floor.body) * strike(chance, floor.seconds, floor.band, decay=9.0)
    ball = 0.35 * strike(chance, floor.seconds * 0.6, floor.band, decay=8.0)
    gap = round(0.05 * RATE)
    made = np.zeros(max(heel.size, gap + ball.size))
    made[: heel.size] += heel
    made[gap : gap + ball.size] += ball
    return made / float(np.abs(made).max())
