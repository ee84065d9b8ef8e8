"""Mouth shapes from sounds: phoneme events where the voice gives them, the loudness of the audio or the letters where not.

Phonemes are read as IPA or as eSpeak's own letters. Shapes are blended over time, so that lips glide as they do in speech.
This module reads no files and draws nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

__all__ = ["REST", "Lips", "lips_from_events", "lips_from_level", "lips_from_text", "viseme"]


class Lips(NamedTuple):
    """A mouth: how far open (0 to 1), how wide (-1 rounded to 1 spread), upper teeth and tongue seen (0 to 1)."""

    open: float = 0.0
    wide: float = 0.0
    teeth: float = 0.0
    tongue: float = 0.0


REST = Lips()
_SHUT = Lips(0.0, -0.1)
_SHUTTING_S = 0.05
_SHAPES: tuple[tuple[str, Lips], ...] = (
    ("mbp", _SHUT),
    ("fv", Lips(0.14, 0.1, 1.0)),
    ("θðTD", Lips(0.24, 0.15, 0.7, 0.8)),
    ("wʍ", Lips(0.16, -1.0)),
    ("uʊʉUɯ", Lips(0.26, -0.95)),
    ("oɔOɵœøʏy", Lips(0.5, -0.75)),
    ("ɒQɑAaæɐVʌ&", Lips(0.88, 0.1, 0.4)),
    ("ɛeEəɜ3@", Lips(0.5, 0.45, 0.5)),
    ("iɪIjYɨ", Lips(0.26, 0.95, 0.7)),
    ("lɫLnɲŋNtdɾ", Lips(0.26, 0.3, 0.5, 0.7)),
    ("szSZʃʒcɕʑ", Lips(0.15, 0.25, 0.9)),
    ("kgɡxhHqɣħʔ", Lips(0.34, 0.1, 0.3)),
    ("rɹRʁɻ", Lips(0.24, -0.45, 0.3)),
)
_LETTERS = {"aäáàâ": "a", "eéèê": "e", "iíyî": "i", "oóöô": "o", "uúüû": "u"}


def viseme(sound: str) -> Lips:
    """The mouth shape of a phoneme; marks of stress and length are passed over; silence and the unknown are at rest.

    >>> viseme("ˈaɪ").open > 0.7, viseme("m").open, viseme("_:")
    (True, 0.0, Lips(open=0.0, wide=0.0, teeth=0.0, tongue=0.0))
    """
    for letter in sound:
        for letters, lips in _SHAPES:
            if letter in letters:
                return lips
    return REST


def lips_from_events(events: Sequence[tuple[float, str]], at_s: float, ends_s: float) -> Lips:
    """The mouth at a time within phoneme events (start in seconds, phoneme), the last of which ends at `ends_s`.

    >>> lips_from_events([(0.0, "m"), (0.1, "a"), (0.3, "_")], 0.2, 0.4).open > 0.5
    True
    """
    if not events or at_s < events[0][0] - 0.06 or at_s > ends_s + 0.08:
        return REST
    times = [e[0] for e in events]
    # Lips are on their way before the sound is heard.
    ahead = at_s + 0.035
    i = max(0, bisect_right(times, ahead) - 1)
    start, shape = events[i][0], viseme(events[i][1])
    before = viseme(events[i - 1][1]) if i else REST
    glide = min(0.075, 0.6 * ((times[i + 1] if i + 1 < len(times) else ends_s) - start) + 0.015)
    part = min(1.0, max(0.0, (ahead - start) / max(1e-3, glide)))
    lips = _blend(before, shape, part * part * (3 - 2 * part))
    ends = [*times[1:], ends_s]
    shut = [_shut(at_s, times[k], ends[k]) for k in range(max(0, i - 2), min(len(times), i + 3)) if viseme(events[k][1]) is _SHUT]
    return _blend(lips, _SHUT, max(shut, default=0.0))


def _shut(at_s: float, start: float, end: float) -> float:
    """How far lips are shut for a sound that needs them shut: wholly, and long enough for a frame to show it."""
    first, last = start - 0.012, max(end - 0.03, start + 0.034)
    return max(0.0, 1 - max(first - at_s, at_s - last, 0.0) / _SHUTTING_S)


def lips_from_level(level: float, flutter: float) -> Lips:
    """The mouth for a loudness of 0 to 1; `flutter` (-1 to 1) varies its width.

    >>> lips_from_level(0.0, 0.5).open, lips_from_level(1.0, 0.0).open > 0.7
    (0.0, True)
    """
    if level < 0.04:
        return REST
    return Lips(min(0.95, level**0.7), 0.55 * flutter, 0.5 * min(1.0, level * 2), 0.0)


def lips_from_text(text: str, part: float) -> Lips:
    """The mouth at a part (0 to 1) of a text that no voice has spoken: its letters, evenly spaced.

    >>> lips_from_text("oh", 0.2).wide < 0
    True
    """
    letters = [c for c in text.casefold() if c.isalpha() or c in " ,.;"]
    if not letters or not 0 <= part <= 1:
        return REST
    at = part * len(letters)
    i = min(len(letters) - 1, int(at))
    before, now = _letter(letters[i - 1]) if i else REST, _letter(letters[i])
    return _blend(before, now, min(1.0, (at - i) * 1.6))


def _letter(letter: str) -> Lips:
    if letter in " ,.;":
        return REST
    plain = next((sound for letters, sound in _LETTERS.items() if letter in letters), letter)
    shape = viseme(plain)
    # Scripts whose letters say nothing of the sound still move the mouth, each letter in its own way.
    return shape if shape is not REST or letter.isascii() else Lips(0.25 + ord(letter) % 7 / 12, (ord(letter) % 5 - 2) / 2.5, 0.4)


def _blend(a: Lips, b: Lips, part: float) -> Lips:
    x, y, z, w = (p + (q - p) * part for p, q in zip(a, b, strict=True))
    return Lips(x, y, z, w)
