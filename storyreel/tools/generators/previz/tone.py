"""The quiet sound of places: rooms hum, streets rumble, the sea breathes; what sounds now and then is in `noises`.

It is made from noise of a fixed seed and low in level. All arrays are mono float32 at 48 kHz. This module knows no speech.
"""

from __future__ import annotations

from math import pi

import numpy as np

from storyreel.tools.generators.previz.noises import NOISES, RATE, chance_of, gain

__all__ = ["RATE", "TONES", "room_tone"]

Array = np.ndarray
LOOP, FADE = 20 * RATE, RATE
"""A place's sound repeats after twenty seconds, so that a long Shot costs no more memory for it than a short one."""

# Level in dB below full scale, where the noise lies (Hz, low and high), how it swells (times a second, depth 0 to 1), and extras.
TONES: dict[str, tuple[float, tuple[float, float], tuple[float, float], tuple[str, ...]]] = {
    "room": (-62.0, (40, 400), (0.05, 0.15), ()),
    "kitchen": (-58.0, (45, 500), (0.06, 0.15), ("fridge",)),
    "office": (-57.0, (60, 900), (0.04, 0.1), ("hum",)),
    "hospital": (-57.0, (60, 1200), (0.04, 0.1), ("hum", "beep")),
    "hall": (-58.0, (40, 600), (0.07, 0.3), ()),
    "cave": (-59.0, (35, 350), (0.06, 0.3), ("drips",)),
    "crowd": (-46.0, (180, 1500), (0.7, 0.45), ("murmur", "clinks")),
    "street": (-47.0, (50, 700), (0.11, 0.5), ("cars",)),
    "forest": (-52.0, (600, 5000), (0.13, 0.5), ("birds",)),
    "garden": (-53.0, (500, 4000), (0.12, 0.45), ("birds",)),
    "wind": (-47.0, (120, 900), (0.12, 0.75), ()),
    "sea": (-43.0, (90, 2500), (0.12, 0.85), ("gulls",)),
    "ship": (-45.0, (80, 1800), (0.14, 0.7), ("creaks",)),
    "water": (-47.0, (400, 5000), (0.3, 0.3), ("birds",)),
    "station": (-47.0, (50, 1100), (0.09, 0.4), ("hum", "murmur")),
    "train": (-46.0, (40, 500), (1.7, 0.6), ("rails",)),
    "space": (-53.0, (40, 240), (0.08, 0.2), ("hum", "beep")),
    "rain": (-44.0, (900, 9000), (0.1, 0.12), ()),
}  # fmt: skip
INDOORS = frozenset({"room", "kitchen", "hall", "office", "crowd", "hospital", "cave", "train"})
"""Where rain is heard through a roof."""


def room_tone(
    kind: str, samples: int, *, seed: str, weather: str = "", more: tuple[str, ...] = (), without: tuple[str, ...] = ()
) -> Array:
    """The sound of a place; an unknown one sounds like a room.

    Args:
        more, without: What sounds now and then beside, or instead of, what the place has: keys of `noises.NOISES`.

    >>> tone = room_tone("room", 4800, seed="x")
    >>> tone.shape, bool(abs(tone).max() < 0.02), bool((tone == room_tone("room", 4800, seed="x")).all())
    ((4800,), True, True)
    """
    if samples > LOOP:
        return _looped(room_tone(kind, LOOP, seed=seed, weather=weather, more=more, without=without), samples)
    level, band, swell, extras = TONES.get(kind, TONES["room"])
    out = _noise(samples, band, swell, f"{seed}/{kind}") * gain(level)
    if weather == "rain":
        rain_level, rain_band, rain_swell, _ = TONES["rain"]
        indoors = 10 if kind in INDOORS else 0
        out = out + _noise(samples, rain_band, rain_swell, f"{seed}/rain") * gain(rain_level - indoors)
    for extra in dict.fromkeys((*extras, *more)):
        if extra not in without:
            out = out + NOISES[extra](samples, f"{seed}/{extra}")
    return np.clip(out, -0.05, 0.05).astype(np.float32)


def _looped(once: Array, samples: int) -> Array:
    """A sound repeated to a length, its end faded into its beginning."""
    rise = np.sin(np.linspace(0, pi / 2, FADE)).astype(np.float32)
    loop = once[:-FADE].copy()
    loop[:FADE] = once[:FADE] * rise + once[-FADE:] * rise[::-1]
    return np.resize(loop, samples)


def _noise(samples: int, band: tuple[float, float], swell: tuple[float, float], seed: str) -> Array:
    """Noise of level 1 (RMS) within a band of frequencies, Hz, swelling slowly (times a second, depth 0 to 1)."""
    if samples <= 0:
        return np.zeros(0, np.float64)
    # Blocks of a fixed length that are faded into each other: long shots cost no more memory than short ones.
    block, fade = RATE * 4, RATE // 2
    count = -(-samples // (block - fade))
    out = np.zeros(count * (block - fade) + fade, np.float64)
    rise = np.sin(np.linspace(0, pi / 2, fade))
    chance = chance_of(seed)
    frequency = np.fft.rfftfreq(block, 1 / RATE)
    shape = 1 / np.sqrt(1 + (band[0] / np.maximum(frequency, 1.0)) ** 4) / np.sqrt(1 + (frequency / band[1]) ** 4)
    for i in range(count):
        part = np.fft.irfft(np.fft.rfft(chance.standard_normal(block)) * shape, block)
        part /= np.sqrt(np.mean(part**2)) + 1e-12
        part[:fade] *= rise if i else 1.0
        part[-fade:] *= rise[::-1]
        start = i * (block - fade)
        out[start : start + block] += part
    t = np.arange(samples) / RATE
    phase = 2 * pi * chance.random()
    wave = 0.5 + 0.5 * np.sin(2 * pi * swell[0] * t + phase + 0.8 * np.sin(2 * pi * swell[0] * 0.37 * t))
    return out[:samples] * (1 - swell[1] + swell[1] * wave)
