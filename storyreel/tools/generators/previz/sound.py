"""The sound of a Shot: every Line at its time, over the quiet sound of the place; exactly as long as the pictures.

Mono float32 at 48 kHz. Peaks stay under -2 dB before the encoder, so that what is decoded stays under -1 dB.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from storyreel.film.take import SpecLine
from storyreel.tools.audio import resample
from storyreel.tools.generators.previz.tone import RATE, room_tone

__all__ = ["RATE", "mix_shot"]

Array = np.ndarray
SPEECH_DB = -18.0
_CEILING = 10 ** (-2.2 / 20)


def mix_shot(
    lines: Sequence[SpecLine],
    sounds: Mapping[tuple[str, int], tuple[Array, int]],
    *,
    samples: int,
    tone: str,
    seed: str,
    weather: str = "",
) -> Array:
    """The sound of a Shot.

    Args:
        lines: With their times; one without audio in `sounds` is not heard.
        sounds: (mono samples, rate) by Line and part.
        samples: Length at 48 kHz.
        tone: Kind of place, a key of `tone.TONES`.
        seed: Of the place's sound.

    >>> mix_shot((), {}, samples=480, tone="room", seed="x").shape
    (480,)
    """
    out = room_tone(tone, samples, seed=seed, weather=weather)
    for line in lines:
        sound = sounds.get((line.id, line.part))
        if sound is None:
            continue
        speech = _levelled(resample(*sound, RATE), quiet=_is_quiet(line.emotion))
        if line.off_screen:
            speech = _from_outside(speech)
        start = round(line.start_ms * RATE / 1000)
        end = min(samples, start + speech.size)
        if end > start >= 0:
            out[start:end] += speech[: end - start]
    return _limited(out)


def _levelled(speech: Array, *, quiet: bool) -> Array:
    """Speech with its sounding parts at about -18 dB RMS, whatever level it came at; silence is left alone."""
    hop = RATE // 50
    count = speech.size // hop
    if not count:
        return speech
    power = np.mean(np.square(speech[: count * hop].astype(np.float64).reshape(count, hop)), axis=1)
    loud = power[power > power.max() * 0.02]
    if power.max() < 1e-9 or not loud.size:
        return speech
    aim = 10 ** ((SPEECH_DB - (5.0 if quiet else 0.0)) / 20)
    return speech * min(40.0, aim / float(np.sqrt(loud.mean())))


def _is_quiet(emotion: str) -> bool:
    words = emotion.casefold()
    return any(word in words for word in ("whisper", "quiet", "under her breath", "under his breath", "softly"))


def _from_outside(speech: Array) -> Array:
    """A voice from off the screen: a little lower, its highs dulled."""
    kernel = np.hanning(23)
    return np.convolve(speech, kernel / kernel.sum(), mode="same") * 0.8


def _limited(out: Array) -> Array:
    """Peaks bent under the ceiling; what is below three quarters of it is untouched."""
    knee = _CEILING * 0.75
    over = np.abs(out) > knee
    if over.any():
        excess = np.abs(out[over]) - knee
        room = _CEILING - knee
        out[over] = np.sign(out[over]) * (knee + room * np.tanh(excess / room))
    return out.astype(np.float32)
