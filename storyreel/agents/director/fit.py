"""Fits what a film asks to what a backend makes: picture size, frame rate, frames for a Shot.

Each function returns the value and, where it is not what was asked, a Choice that says why. The film's own size and rate stay:
the editor brings the clips to them. This module knows no Script.
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple

from storyreel.film.plan import Choice, FilmSettings
from storyreel.film.time import frames_to_ask, seconds_text
from storyreel.tools.contracts import Capabilities

__all__ = ["FittedFrames", "FittedRate", "FittedSize", "fit_frames", "fit_rate", "fit_size", "longest_ms", "shortest_ms"]


class FittedSize(NamedTuple):
    """Pixels to ask for."""

    width_px: int
    height_px: int
    choice: Choice | None


class FittedRate(NamedTuple):
    """Frames per second to ask for."""

    rate: Fraction
    choice: Choice | None


class FittedFrames(NamedTuple):
    """Frames to ask for."""

    frames: int
    choice: Choice | None


def fit_size(settings: FilmSettings, capabilities: Capabilities) -> FittedSize:
    """The film's size if the backend makes it, else the nearest shape, and of those the nearest area that is not smaller.

    >>> fit_size(FilmSettings(), Capabilities(sizes=((1280, 720), (720, 1280))))[:2]
    (1280, 720)
    """
    wide, high = settings.width_px, settings.height_px
    if not capabilities.sizes or (wide, high) in capabilities.sizes:
        return FittedSize(wide, high, None)

    def distance(size: tuple[int, int]) -> tuple[Fraction, bool, int, tuple[int, int]]:
        shape = Fraction(size[0] * high, size[1] * wide)
        area = size[0] * size[1]
        return max(shape, 1 / shape), area < wide * high, abs(area - wide * high), size

    best = min(capabilities.sizes, key=distance)
    made = ", ".join(f"{w}x{h}" for w, h in capabilities.sizes)
    reason = f"the film is {wide}x{high}; the backend makes {made}; this is the nearest in shape, then in area"
    return FittedSize(*best, Choice(about="size", choice=f"{best[0]}x{best[1]}", reason=reason))


def fit_rate(settings: FilmSettings, capabilities: Capabilities) -> FittedRate:
    """The film's frame rate if the backend makes it, else the nearest, the higher of two.

    >>> fit_rate(FilmSettings(), Capabilities(rates=(Fraction(16), Fraction(30)))).rate
    Fraction(30, 1)
    """
    asked = settings.rate
    if not capabilities.rates or asked in capabilities.rates:
        return FittedRate(asked, None)
    best = min(capabilities.rates, key=lambda rate: (abs(rate - asked), -rate))
    made = ", ".join(str(rate) for rate in capabilities.rates)
    reason = f"the film runs at {asked} frames/s; the backend makes {made}; this is the nearest"
    return FittedRate(best, Choice(about="rate", choice=f"{best} frames/s", reason=reason))


def fit_frames(duration_ms: int, rate: Fraction, capabilities: Capabilities) -> FittedFrames:
    """Frames for a Shot of this length, inside the backend's shortest and longest clip.

    >>> fit_frames(2000, Fraction(24), Capabilities(durations_s=(4.0, 8.0))).frames
    96
    """
    wanted = frames_to_ask(duration_ms, rate)
    least = max(1, ceil(_exact(capabilities.durations_s[0]) * rate))
    most = max(least, floor(_exact(capabilities.durations_s[1]) * rate))
    length = f"{seconds_text(duration_ms)} s"
    if wanted < least:
        reason = f"the Shot lasts {length}; the shortest clip of the backend is {_text(capabilities.durations_s[0])}"
        return FittedFrames(least, Choice(about="duration", choice="asked at the shortest clip and trimmed", reason=reason))
    if wanted > most:
        reason = (
            f"the Shot lasts {length}; the longest clip of the backend is {_text(capabilities.durations_s[1])},"
            " and it cannot be divided without cutting a Line or an action: its last frame is held to the end"
        )
        return FittedFrames(most, Choice(about="duration", choice="asked at the longest clip and held", reason=reason))
    return FittedFrames(wanted, None)


def longest_ms(capabilities: Capabilities) -> int:
    """The backend's longest clip in milliseconds, rounded down.

    >>> longest_ms(Capabilities(durations_s=(0.2, 8.5)))
    8500
    """
    return floor(_exact(capabilities.durations_s[1]) * 1000)


def shortest_ms(capabilities: Capabilities) -> int:
    """The backend's shortest clip in milliseconds, rounded up.

    >>> shortest_ms(Capabilities(durations_s=(0.2, 8.5)))
    200
    """
    return ceil(_exact(capabilities.durations_s[0]) * 1000)


def _exact(seconds: float) -> Fraction:
    return Fraction(seconds).limit_denominator(100_000)


def _text(seconds: float) -> str:
    return f"{seconds_text(round(seconds * 1000))} s"
