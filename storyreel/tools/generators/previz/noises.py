"""What sounds at a place now and then or all the while: birds, a clock, a fire, drips, glasses, rails; each from a seed, quiet.

Every maker takes a length in samples and a seed and gives mono float64 at 48 kHz. This module knows no place.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from math import pi

import numpy as np

__all__ = ["NOISES", "RATE", "chance_of", "gain", "ring", "strike"]

Array = np.ndarray
RATE = 48_000


def gain(db: float) -> float:
    """The factor of a gain in dB.

    >>> gain(0.0), round(gain(-20.0), 3)
    (1.0, 0.1)
    """
    return 10 ** (db / 20)


def chance_of(seed: str) -> np.random.Generator:
    """Chance that is the same for the same words.

    >>> chance_of("a").random() == chance_of("a").random()
    True
    """
    return np.random.Generator(
        np.random.PCG64(int.from_bytes(hashlib.sha256(seed.encode("utf-8", "backslashreplace")).digest()[:8]))
    )


def ring(hz: float, seconds: float, *, glide: float = 0.0, decay: float = 5.0) -> Array:
    """A tone that dies away: `decay` is how many times by e over its length; `glide` is the change of pitch, Hz a second.

    >>> ring(440.0, 0.01).shape
    (480,)
    """
    t = np.arange(round(seconds * RATE)) / RATE
    attack = np.minimum(1.0, t / 0.002)
    return np.sin(2 * pi * (hz * t + 0.5 * glide * t * t)) * np.exp(-decay * t / seconds) * attack


def strike(chance: np.random.Generator, seconds: float, band: tuple[float, float], *, decay: float = 6.0) -> Array:
    """A knock of noise within a band of frequencies that dies away; its highest sample is 1.

    >>> float(abs(strike(chance_of("a"), 0.01, (200, 2000))).max())
    1.0
    """
    count = round(seconds * RATE)
    frequency = np.fft.rfftfreq(count, 1 / RATE)
    shape = 1 / np.sqrt(1 + (band[0] / np.maximum(frequency, 1.0)) ** 4) / np.sqrt(1 + (frequency / band[1]) ** 4)
    t = np.arange(count) / count
    made = np.fft.irfft(np.fft.rfft(chance.standard_normal(count)) * shape, count) * np.exp(-decay * t) * np.minimum(1.0, t * 40)
    return made / max(1e-9, float(np.abs(made).max()))


def _now_and_then(samples: int, seed: str, every: tuple[float, float], make: Callable[[np.random.Generator], Array]) -> Array:
    """A sound again and again, with gaps in seconds between the two of `every`."""
    out, chance = np.zeros(samples), chance_of(seed)
    at = float(chance.uniform(0.2, every[1]))
    while at * RATE < samples:
        start, made = round(at * RATE), make(chance)
        end = min(samples, start + made.size)
        out[start:end] += made[: end - start]
        at += float(chance.uniform(*every))
    return out


def _hum(samples: int, seed: str) -> Array:
    t = np.arange(samples) / RATE
    return gain(-66) * (np.sin(2 * pi * 100 * t) + 0.5 * np.sin(2 * pi * 200 * t))


def _fridge(samples: int, seed: str) -> Array:
    t = np.arange(samples) / RATE
    phase = 2 * pi * chance_of(seed).random()
    shiver = 1 + 0.2 * np.sin(2 * pi * 0.7 * t + phase)
    return gain(-60) * shiver * (np.sin(2 * pi * 50 * t) + 0.6 * np.sin(2 * pi * 100 * t) + 0.2 * np.sin(2 * pi * 300 * t))


def _beep(samples: int, seed: str) -> Array:
    t = np.arange(samples) / RATE
    on = (t % 2.3 < 0.09) * np.sin(pi * np.clip((t % 2.3) / 0.09, 0, 1))
    return gain(-54) * on * np.sin(2 * pi * 990 * t)


def _birds(samples: int, seed: str) -> Array:
    def song(chance: np.random.Generator) -> Array:
        base, out = chance.uniform(2600, 4600), np.zeros(round(0.8 * RATE))
        for k in range(int(chance.integers(2, 6))):
            long = int(RATE * chance.uniform(0.04, 0.08))
            t = np.arange(long) / RATE
            chirp = np.sin(2 * pi * (base * t + chance.uniform(-9000, 9000) * t * t)) * np.sin(pi * np.arange(long) / long)
            out[int(0.11 * k * RATE) :][:long] += gain(-50) * chirp
        return out

    return _now_and_then(samples, seed, (1.2, 3.4), song)


def _crickets(samples: int, seed: str) -> Array:
    t, phase = np.arange(samples) / RATE, chance_of(seed).random()
    calling = np.clip(np.sin(2 * pi * (0.9 * t + phase)) * 4, 0, 1)
    return gain(-60) * calling * np.sin(2 * pi * 4300 * t) * (0.5 + 0.5 * np.sin(2 * pi * 29 * t)) ** 2


def _murmur(samples: int, seed: str) -> Array:
    """Voices too far away to be understood."""
    t, out = np.arange(samples) / RATE, np.zeros(samples)
    chance = chance_of(seed)
    for hz in (118, 157, 211):
        voice = sum(np.sin(2 * pi * (hz * k + chance.uniform(-1, 1)) * t + chance.uniform(0, 6)) / k for k in (1, 2, 3))
        syllables = 0.5 + 0.5 * np.sin(
            2 * pi * (chance.uniform(2.4, 4.2) * t + 0.6 * np.sin(2 * pi * 0.31 * t + chance.uniform(0, 6)))
        )
        phrases = np.clip(np.sin(2 * pi * (chance.uniform(0.1, 0.3) * t + chance.random())) * 2 + 0.6, 0, 1)
        out += gain(-57) * voice * syllables**2 * phrases
    return out


def _clinks(samples: int, seed: str) -> Array:
    def glass(chance: np.random.Generator) -> Array:
        hz = chance.uniform(2700, 3900)
        return gain(chance.uniform(-58, -52)) * (ring(hz, 0.18) + 0.5 * ring(hz * 1.71, 0.18, decay=8))

    return _now_and_then(samples, seed, (1.3, 4.5), glass)


def _clock(samples: int, seed: str) -> Array:
    out, chance = np.zeros(samples), chance_of(seed)
    for k in range(int(samples / RATE / 0.5) + 1):
        tick = gain(-54 - 3 * (k % 2)) * strike(chance, 0.02, (1800, 3600 - 700 * (k % 2)))
        start = round((0.15 + 0.5 * k) * RATE)
        out[start : start + tick.size] += tick[: max(0, samples - start)]
    return out


def _fire(samples: int, seed: str) -> Array:
    def crack(chance: np.random.Generator) -> Array:
        return gain(chance.uniform(-62, -46)) * strike(chance, chance.uniform(0.004, 0.02), (900, 6000))

    return _now_and_then(samples, seed, (0.02, 0.28), crack)


def _drips(samples: int, seed: str) -> Array:
    def drip(chance: np.random.Generator) -> Array:
        return gain(chance.uniform(-56, -49)) * ring(chance.uniform(900, 1700), 0.07, glide=6000)

    return _now_and_then(samples, seed, (0.8, 2.6), drip)


def _cars(samples: int, seed: str) -> Array:
    def passing(chance: np.random.Generator) -> Array:
        long = chance.uniform(2.5, 4.0)
        rise = np.sin(pi * np.arange(round(long * RATE)) / round(long * RATE)) ** 2
        return gain(-44) * 0.4 * rise * strike(chance, long, (70, chance.uniform(400, 900)), decay=0.0)

    return _now_and_then(samples, seed, (4.0, 8.0), passing)


def _gulls(samples: int, seed: str) -> Array:
    def cry(chance: np.random.Generator) -> Array:
        once = ring(chance.uniform(1300, 1700), 0.28, glide=-1800, decay=2.0)
        return gain(chance.uniform(-58, -52)) * np.concatenate([once, np.zeros(4000), once * 0.7])

    return _now_and_then(samples, seed, (3.0, 8.0), cry)


def _creaks(samples: int, seed: str) -> Array:
    def creak(chance: np.random.Generator) -> Array:
        long = chance.uniform(0.35, 0.7)
        t = np.arange(round(long * RATE)) / RATE
        grain = (0.5 + 0.5 * np.sin(2 * pi * (34 * t + 20 * t * t))) ** 4
        return gain(-50) * grain * np.sin(pi * t / long) * strike(chance, long, (250, 900), decay=0.0)

    return _now_and_then(samples, seed, (2.0, 5.0), creak)


def _rails(samples: int, seed: str) -> Array:
    def joint(chance: np.random.Generator) -> Array:
        once = strike(chance, 0.09, (60, 500))
        return gain(-43) * np.concatenate([once, np.zeros(5000), once * 0.8])

    return _now_and_then(samples, seed, (1.15, 1.25), joint)


def _thunder(samples: int, seed: str) -> Array:
    def roll(chance: np.random.Generator) -> Array:
        long = chance.uniform(2.0, 3.5)
        t = np.arange(round(long * RATE)) / RATE
        return (
            gain(-30) * np.minimum(1, t * 6) * (0.6 + 0.4 * np.sin(2 * pi * 1.7 * t)) * strike(chance, long, (30, 160), decay=3.0)
        )

    return _now_and_then(samples, seed, (5.0, 11.0), roll)


NOISES: dict[str, Callable[[int, str], Array]] = {
    "beep": _beep, "birds": _birds, "cars": _cars, "clinks": _clinks, "clock": _clock, "creaks": _creaks, "crickets": _crickets,
    "drips": _drips, "fire": _fire, "fridge": _fridge, "gulls": _gulls, "hum": _hum, "murmur": _murmur, "rails": _rails,
    "thunder": _thunder,
}  # fmt: skip
