"""The sound of a Shot: every Line at its time, steps and doors, over the sound of the place, which steps back for speech.

Mono float32 at 48 kHz, exactly as long as the pictures. Lines stand at a level that leaves room for their peaks; what still
comes too near to full scale is turned down before it comes, never bent, so that the encoder adds nothing that is cut off.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from storyreel.film.take import SpecLine
from storyreel.tools.audio import resample
from storyreel.tools.ducking import duck_gain
from storyreel.tools.generators.previz.ambience import ambience
from storyreel.tools.generators.previz.doors import doors
from storyreel.tools.generators.previz.footsteps import footsteps
from storyreel.tools.generators.previz.stage import StageShot
from storyreel.tools.generators.previz.tone import RATE
from storyreel.tools.limiter import limited
from storyreel.tools.speech.delivery import delivery_of

__all__ = ["RATE", "mix_shot", "shot_sound"]

Array = np.ndarray
Sounds = Mapping[tuple[str, int], tuple[Array, int]]
SPEECH_DB = -20.0
CEILING_DB = -3.0  # the encoder was seen to add 1.5 dB to peaks that were limited
_EDGE = RATE * 5 // 1000


def shot_sound(stage: StageShot, lines: Sequence[SpecLine], sounds: Sounds, *, samples: int) -> Array:
    """The sound of a staged Shot, shape (samples,).

    Args:
        lines: With their times; one without audio in `sounds` is not heard.
        sounds: (mono samples, rate) by Line and part.
    """
    spoken = _spans(lines, sounds)
    effects = footsteps(stage, samples) + doors(stage, samples, spoken)
    return mix_shot(lines, sounds, place=ambience(stage, samples), effects=effects)


def mix_shot(lines: Sequence[SpecLine], sounds: Sounds, *, place: Array, effects: Array) -> Array:
    """Lines at their times over a place and what happens in it; both as long as the Shot, mono at 48 kHz.

    A Line that begins before the Shot or runs on after it is heard as far as it falls within it.

    >>> quiet = np.zeros(480, np.float32)
    >>> mix_shot((), {}, place=quiet, effects=quiet).shape
    (480,)
    """
    samples = len(place)
    out = place * duck_gain(_spans(lines, sounds), samples, RATE) + effects
    for line in lines:
        sound = sounds.get((line.id, line.part))
        if sound is None:
            continue
        speech = _levelled(resample(*sound, RATE), by_db=delivery_of(line.emotion).gain_db)
        if line.off_screen:
            speech = _from_outside(speech)
        start = round(line.start_ms * RATE / 1000)
        low, high = max(0, start), min(samples, start + speech.size)
        if high > low:
            out[low:high] += _softened(speech, low - start, high - start)
    return limited(out.astype(np.float32), CEILING_DB)


def _spans(lines: Sequence[SpecLine], sounds: Sounds) -> list[tuple[float, float]]:
    """When Lines are heard, seconds from the Shot's start."""
    heard = ((line.start_ms / 1000, sounds.get((line.id, line.part))) for line in lines)
    return [(start, start + len(sound[0]) / sound[1]) for start, sound in heard if sound is not None]


def _softened(speech: Array, low: int, high: int) -> Array:
    """The part of a Line that falls within the Shot, without a click where it is cut."""
    part = speech[low:high].copy()
    edge = min(_EDGE, part.size)
    if low > 0:
        part[:edge] *= np.linspace(0, 1, edge)
    if high < speech.size:
        part[-edge:] *= np.linspace(1, 0, edge)
    return part


def _levelled(speech: Array, *, by_db: float) -> Array:
    """Speech with its sounding parts at the level of all Lines, louder or softer by `by_db`; silence is left alone."""
    hop = RATE // 50
    count = speech.size // hop
    if not count:
        return speech
    power = np.mean(np.square(speech[: count * hop].astype(np.float64).reshape(count, hop)), axis=1)
    loud = power[power > power.max() * 0.02]
    if power.max() < 1e-9 or not loud.size:
        return speech
    aim = 10 ** ((SPEECH_DB + by_db) / 20)
    return speech * min(40.0, aim / float(np.sqrt(loud.mean())))


def _from_outside(speech: Array) -> Array:
    """A voice from off the screen: a little lower, its highs dulled."""
    kernel = np.hanning(23)
    return np.convolve(speech, kernel / kernel.sum(), mode="same") * 0.8
