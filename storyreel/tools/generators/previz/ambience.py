"""What is heard at the place of a Shot: the tone of its set, and what the set, the hour and the words add to it.

It reads a staged Shot and makes sound of it; it knows no speech.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from storyreel.tools.generators.previz.stage import StageShot
from storyreel.tools.generators.previz.tone import room_tone
from storyreel.tools.generators.previz.words import mentions

__all__ = ["Ambience", "ambience", "ambience_of"]

_KINDS = {"kitchen": "kitchen", "cell": "cave", "deck": "ship"}
"""Sets that sound unlike the tone that they name."""
_THINGS = (("fireplace", "fire"), ("brazier", "fire"), ("stove", "fire"))
_WORDS = (("fire", "fire, campfire, hearth, flames"), ("thunder", "thunder, thunderstorm, storm"), ("clock", "clock, ticking"))


class Ambience(NamedTuple):
    """A key of `tone.TONES`, and keys of `noises.NOISES` that come to it or are left out."""

    tone: str
    more: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


def ambience_of(stage: StageShot) -> Ambience:
    """What is heard, from the set, the time of day and the words of the Shot."""
    layout, shot = stage.layout, stage.shot
    tone = _KINDS.get(layout.kind, layout.tone)
    if layout.kind == "cell" and layout.interior is False:
        tone = layout.tone
    kinds = {piece.kind for piece in layout.pieces}
    walls = {one.kind for one in layout.decor}
    more = [noise for thing, noise in _THINGS if thing in kinds]
    if "clock" in walls and tone in ("room", "hall", "kitchen"):
        more.append("clock")
    said = f"{shot.sound}. {shot.effects}. {shot.action}"
    more += [noise for noise, words in _WORDS if mentions(said, words)]
    night = stage.light.stars or "night" in stage.light.name
    if night and not layout.interior and tone in ("forest", "garden", "water", "wind"):
        more.append("crickets")
    without = ("birds", "gulls") if night or stage.light.weather == "rain" else ()
    if stage.light.weather in ("rain", "snow") and "crickets" in more:
        more.remove("crickets")
    return Ambience(tone, tuple(dict.fromkeys(more)), without)


def ambience(stage: StageShot, samples: int) -> np.ndarray:
    """The sound of the place of a Shot, mono float32 at 48 kHz, shape (samples,).

    Two Shots at one place sound alike and not the same: a bird does not sing again at every cut.
    """
    tone, more, without = ambience_of(stage)
    seed = f"{stage.world_salt}/{stage.shot.uid}"
    return room_tone(tone, samples, seed=seed, weather=stage.light.weather, more=more, without=without)
