"""A voice for each Character: by the words for them, by their name, and unlike the voices that are taken.

The choice follows from name and words alone, so it is the same in every run. It cannot hear: that the variants of eSpeak NG
sound like women, men and old people was measured by their pitch, not judged by ear.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import TypeVar

from storyreel.film.bank import Character, VoiceChoice
from storyreel.tools.speech.languages import voice_for_language
from storyreel.tools.speech.person import Person, read_person

__all__ = ["cast_voice"]

_T = TypeVar("_T")


@dataclass(frozen=True, kw_only=True)
class _Range:
    """What voices of one kind are made of; each pitch and rate is tried with each variant."""

    variants: tuple[str, ...]
    pitches: tuple[int, ...]
    rates: tuple[int, ...] = (160, 170, 152, 178)


# Measured at pitch 50 on one sentence: f1 to f5 lie at 175 to 204 Hz, Annie and linda at 225 to 232, the men at 85 to 118.
_WOMEN = ("f3", "f2", "f5", "f1", "f4", "Annie", "linda", "steph", "belinda")
_MEN = ("m3", "m1", "m7", "m2", "m4", "Michael", "Reed", "marcelo", "travis", "m5", "max")
_RANGES = {
    ("woman", "adult"): _Range(variants=_WOMEN, pitches=(50, 42, 58)),
    ("woman", "young"): _Range(variants=_WOMEN, pitches=(60, 54, 66), rates=(172, 182, 165)),
    ("woman", "old"): _Range(variants=("grandma", "aunty", "f4", "f1"), pitches=(40, 32, 47), rates=(145, 138, 152)),
    ("woman", "child"): _Range(variants=("f5", "Alicia", "anika", "f2"), pitches=(78, 70, 86), rates=(168, 178)),
    ("man", "adult"): _Range(variants=_MEN, pitches=(48, 38, 58)),
    ("man", "young"): _Range(variants=_MEN, pitches=(60, 54, 66), rates=(172, 182, 165)),
    ("man", "old"): _Range(variants=("grandpa", "m4", "m1", "Lee"), pitches=(36, 28, 44), rates=(145, 138, 152)),
    ("man", "child"): _Range(variants=("f1", "f4", "rob", "shelby"), pitches=(76, 68, 84), rates=(168, 178)),
}
_FAR = 3.0  # another variant is far enough: further apart is not better


def cast_voice(character: Character, language: str, taken: Sequence[VoiceChoice] = ()) -> tuple[VoiceChoice, str]:
    """A voice and the reason for it.

    >>> rosa = Character(name="ROSA", appearance="a woman of sixty with grey hair")
    >>> cast_voice(rosa, "en")[1]
    "old woman, by 'woman' in the description, old by 'sixty'; eSpeak NG speaks en"
    """
    speaks = voice_for_language(language)
    person = read_person(character, fallback=_number(character.name))
    candidates = _candidates(person, speaks.choice, character.name)
    best = max(candidates, key=lambda voice: min((_distance(voice, other) for other in taken), default=_FAR))
    reason = f"{person.reason}; {speaks.reason}"
    if taken:
        nearest = min(_distance(best, other) for other in taken)
        unlike = f"unlike the {len(taken)} taken" if nearest > 0 else "the same as one that is taken: no other is left"
        reason = f"{reason}; {unlike}"
    return best, reason


def _candidates(person: Person, base: str, name: str) -> list[VoiceChoice]:
    """All voices of the kind, in an order that is the name's own; the first one listed leads, turned by the name."""
    kind = _RANGES[person.sex, person.age]
    turn = _number(name)
    variants = _turned(kind.variants, turn)
    every = product(_turned(kind.rates, turn // 7), _turned(kind.pitches, turn // 3), variants)
    return [VoiceChoice(name=f"{base}+{variant}", pitch=pitch, rate_wpm=rate) for rate, pitch, variant in every]


def _turned(items: tuple[_T, ...], by: int) -> tuple[_T, ...]:
    by %= len(items)
    return items[by:] + items[:by]


def _number(name: str) -> int:
    return int.from_bytes(hashlib.sha256(name.casefold().encode()).digest()[:4])


def _distance(a: VoiceChoice, b: VoiceChoice) -> float:
    other_variant = _FAR if a.name.partition("+")[2] != b.name.partition("+")[2] else 0.0
    return min(_FAR, other_variant + abs(a.pitch - b.pitch) / 10 + abs(a.rate_wpm - b.rate_wpm) / 20)
