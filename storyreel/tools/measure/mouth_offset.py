"""How far mouth and voice are apart, from the film's own pixels and sound: nothing of it is taken from how the film was planned.

From each decoded picture it takes the look of the mouth, a small window that is fixed to the head, and how far that look is from
the mouth at rest: beards and dark skins make no difference to that. The voice is found in the decoded sound by its recording, and
the sounds that the recording is known to hold, placed where it was found, are compared with the mouth at each shift. What a mouth
at rest looks like is told anew for each shift, by the frames that would then be silent, so that no shift has an advantage.
Where a mouth is must be told.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

__all__ = ["REACH", "Offset", "mouth_look", "mouth_window", "offset_of", "voice_found"]

Array = np.ndarray
Box = tuple[float, float, float, float]

REACH = 8.0
"""Frames to both sides within which an offset is looked for."""
_GRID = (18, 24)  # rows and columns of a look
_LEAST_AT_REST = 4
_STEP_S = 0.001
_GLIDE_S = 0.08  # lips take about this long from shape to shape
_OPEN = (("ɒQɑAaæɐVʌ&", 1.0), ("oɔOɛeEəɜ3@œø", 0.6), ("iɪIjYɨuʊʉUɯyɵ", 0.35), ("mbp", 0.0), ("fv", 0.1))


class Offset(NamedTuple):
    """Frames by which the voice comes after the mouth (below 0: before it), and how alike both are then, -1 to 1."""

    frames: float
    likeness: float


def mouth_window(heads: Sequence[Box], mouths: Sequence[Box]) -> Box:
    """What of a head's box all its mouths lie within: shares of the head's width and height.

    >>> mouth_window([(0, 0, 10, 20), (10, 0, 20, 20)], [(4, 10, 6, 12), (13, 10, 16, 14)])
    (0.3, 0.5, 0.6, 0.7)
    """
    head, mouth = np.asarray(heads, np.float64), np.asarray(mouths, np.float64)
    corner, size = head[:, :2], head[:, 2:] - head[:, :2]
    left, top = ((mouth[:, :2] - corner) / size).min(axis=0)
    right, bottom = ((mouth[:, 2:] - corner) / size).max(axis=0)
    return (float(left), float(top), float(right), float(bottom))


def mouth_look(picture: Array, head: Box, window: Box) -> Array:
    """The pixels of a head's mouth window on a grid that is fixed to the head, shape (18, 24, 3) float.

    Args:
        picture: RGB, shape (height, width, 3).
        head: Its box, pixels.
        window: As `mouth_window` gives it; a little more is taken.
    """
    wide, high = head[2] - head[0], head[3] - head[1]
    more_x, more_y = 0.15 * (window[2] - window[0]), 0.1 * (window[3] - window[1])
    xs = head[0] + wide * np.linspace(window[0] - more_x, window[2] + more_x, _GRID[1])
    ys = head[1] + high * np.linspace(window[1] - more_y, window[3] + more_y, _GRID[0])
    x0, y0 = (np.clip(np.floor(v), 0, n - 2).astype(int) for v, n in ((xs, picture.shape[1]), (ys, picture.shape[0])))
    right, down = (xs - x0)[None, :, None], (ys - y0)[:, None, None]
    corners = [picture[np.ix_(y0 + j, x0 + i)].astype(np.float64) for j in (0, 1) for i in (0, 1)]
    upper, lower = (a * (1 - right) + b * right for a, b in (corners[:2], corners[2:]))
    return upper * (1 - down) + lower * down


def voice_found(sound: Array, voice: Array, rate: int, near_s: float, reach_s: float = 0.6) -> float:
    """Second of the film's sound at which a recording begins, by correlation within `reach_s` of `near_s`."""
    low = max(0, round((near_s - reach_s) * rate))
    part = sound[low : round((near_s + reach_s) * rate) + len(voice)].astype(np.float64)
    if len(part) < 2 or not len(voice):
        return near_s
    size = 1 << (len(part) + len(voice)).bit_length()
    alike = np.fft.irfft(np.fft.rfft(part, size) * np.conj(np.fft.rfft(voice, size)), size)[: len(part)]
    return (low + int(np.argmax(alike))) / rate


def offset_of(
    times_s: Sequence[float],
    looks: Sequence[Array],
    sounds: Sequence[tuple[float, str]],
    *,
    voice_s: float,
    length_s: float,
    rate: float,
) -> Offset | None:
    """How far the looks of a mouth are from the sounds heard; None where it never moves.

    Args:
        times_s: When each picture is shown, seconds of the film.
        looks: `mouth_look` of each.
        sounds: (seconds from the recording's start, phoneme) of the recording.
        voice_s: Second of the film at which the recording was found.
        length_s: Of the recording.
        rate: Frames per second.

    >>> shown = [i / 24 for i in range(48)]
    >>> spoken = [(0.0, "m"), (0.3, "a"), (0.6, "m"), (0.9, "i"), (1.1, "m")]
    >>> seen = [np.full((1, 1, 3), 90 if 0.5 <= t < 0.8 else 30 if 1.1 <= t < 1.3 else 0) for t in shown]
    >>> [round(offset_of(shown, seen, spoken, voice_s=at, length_s=1.2, rate=24.0).frames) for at in (0.2, 0.325)]
    [0, 3]
    """
    shown, views = np.asarray(times_s), np.asarray(looks, np.float64)
    if len(views) < 4 or views.std(axis=0).max() < 1e-3:
        return None
    margin = REACH / rate + 1.0
    grid = np.arange(-margin, length_s + margin, _STEP_S)
    kernel = np.hanning(round(_GLIDE_S / _STEP_S) + 1)
    wanted = np.convolve(_openness(sounds, length_s, grid), kernel / kernel.sum(), "same")
    found: list[Offset] = []
    for whole in range(-round(REACH), round(REACH) + 1):
        openings = _openings(views, np.interp(shown - voice_s + whole / rate, grid, wanted))
        for lag in (whole + tenth / 10 for tenth in range(-5, 5)):
            likeness = _likeness(openings, np.interp(shown - voice_s + lag / rate, grid, wanted))
            found.append(Offset(round(lag, 1), round(likeness, 3)))
    return max(found, key=lambda one: one.likeness, default=None)


def _openings(views: Array, wanted: Array) -> Array:
    """How far each look is from the one at rest, if the mouth followed `wanted`: its least open frames are then at rest."""
    resting = wanted < 0.02
    if np.count_nonzero(resting) < _LEAST_AT_REST:
        resting = wanted <= np.sort(wanted)[min(_LEAST_AT_REST, len(wanted)) - 1]
    return np.abs(views - np.median(views[resting], axis=0)).mean(axis=(1, 2, 3))


def _openness(sounds: Sequence[tuple[float, str]], length_s: float, grid: Array) -> Array:
    """How far a mouth stands open for the sound of each moment."""
    out = np.zeros(len(grid))
    ends = [at for at, _ in sounds[1:]] + [length_s]
    for (start, sound), end in zip(sounds, ends, strict=True):
        out[(grid >= start) & (grid < end)] = _open_for(sound)
    return out


def _open_for(sound: str) -> float:
    for letter in sound:
        for letters, how_far in _OPEN:
            if letter in letters:
                return how_far
    return 0.25 if sound.strip("_: ˈˌ") else 0.0


def _likeness(one: Array, other: Array) -> float:
    a, b = one - one.mean(), other - other.mean()
    size = float(np.sqrt((a * a).sum() * (b * b).sum()))
    return float((a * b).sum()) / size if size > 1e-9 else 0.0
