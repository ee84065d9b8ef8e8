"""What to change, in words: "a close-up", "darker", "slow push in", "low angle" become fields of a Shot.

Changes are written in the Shot's own terms: size, framing, angle, move, transition, lighting, emotion; `pace` is a factor on
length (1.2 is slower), and `style` holds for the film. A phrase that is not wholly understood is not taken in part.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from pydantic import JsonValue

from storyreel.agents.director.styles import STYLES, read_style
from storyreel.errors import UserError
from storyreel.film.script import Shot
from storyreel.film.vocabulary import ShotSize, read_angle, read_framing, read_move, read_size, read_transition

__all__ = ["Changes", "read_move_phrase", "read_phrases", "read_transition_phrase"]

Changes = dict[str, JsonValue]

TRANSITION_FRAMES: Final = 12
"""Length of a dissolve, fade or wipe that was asked for without one: half a second at 24 frames/s."""

_PACE = {
    **dict.fromkeys(("slower", "longer", "slow down", "slow it down"), 1.2),
    **dict.fromkeys(("faster", "shorter", "quicker", "speed up", "speed it up"), 0.8),
}
_LITTLE = {1.2: 1.1, 0.8: 0.9}
_MUCH = {1.2: 1.5, 0.8: 0.65}
_LONGEST = 9
"""Words of one phrase that are tried in every division."""
_STEPS = [size for size in ShotSize if size is not ShotSize.INSERT]
_RELATIVE = {"closer": 1, "tighter": 1, "closer in": 1, "wider": -1, "looser": -1, "further": -1, "further away": -1}
_HOW = r"(?:(?:much|(?:a )?little|slightly|(?:a )?bit|more|less|very|too)\s+)?"
_LIGHTS = (
    "dark darker bright brighter light lighter dim dimmer warm warmer cool cooler cold colder soft softer hard harder harsh"
    " harsher contrast shadowy moody gloomy gloomier sunny sunnier"
)
_LIT = "light|lights|lighting|lit|shadow|shadows|silhouette|silhouetted|high key|low key|high-key|low-key|golden hour|neon"
_EMOTIONS = (
    "sad sadder happy happier angry angrier afraid scared fearful fear anger joy grief tense tenser tension calm calmer tender"
    " bitter joyful desperate lonely lonelier proud ashamed shy nervous anxious excited bored tired cheerful grim serious playful"
    " romantic melancholy melancholic hopeful surprised disgusted jealous relieved intimate menacing threatening suspicious"
    " confused shocked furious gentle gentler cold-hearted dramatic"
)
_LIGHT = re.compile(rf"{_HOW}(?:{'|'.join(_LIGHTS.split())})|(?:.*\W)?(?:{_LIT})")
_EMOTION = re.compile(rf"{_HOW}(?:{'|'.join(_EMOTIONS.split())})")
_EDGE = re.compile(
    r"^(?:please|to|as|into|be|look|feel|it|him|her|them|a|an|the|with|by|in|on|more of a)\s+|\s+(?:please|instead|now)$"
)


def read_phrases(text: str, shots: Sequence[Shot]) -> Changes:
    """All changes that a text asks for; empty where any part of it is not understood.

    Args:
        shots: The Shots that are meant, for words such as "closer".

    Raises:
        UserError: If "closer" or "wider" is asked of Shots of several sizes, or of one that is at the end.

    >>> read_phrases("a close-up and darker", ())
    {'size': 'close-up', 'lighting': 'darker'}
    >>> read_phrases("more purple", ())
    {}
    """
    if whole := _read(text, shots):
        return whole
    changes: Changes = {}
    for phrase in re.split(r"\s*(?:,|;|&|\band\b|\bbut\b|\bwith\b|\bthen\b)\s*", text):
        if not _bare(phrase):
            continue
        found = _read(phrase, shots) or _mood(_bare(phrase)) or _side_by_side(_bare(phrase).split(), shots)
        if not found:
            return _mood(_bare(text))
        for name, value in found.items():
            before = changes.get(name)
            both = isinstance(before, str) and isinstance(value, str) and name in ("lighting", "emotion")
            changes[name] = f"{before} and {value}" if both else value
    return changes


def _side_by_side(words: Sequence[str], shots: Sequence[Shot]) -> Changes:
    """Changes without a comma between them: "low angle close-up"; each field at most once."""
    if len(words) > _LONGEST:
        return {}
    for count in range(len(words) - 1, 0, -1):
        first = _read(" ".join(words[:count]), shots) or _mood(" ".join(words[:count]))
        if not first:
            continue
        rest = " ".join(words[count:])
        second = _read(rest, shots) or _mood(_bare(rest)) or _side_by_side(words[count:], shots)
        if second and not set(first) & set(second):
            return {**first, **second}
    return {}


def read_move_phrase(text: str) -> Changes:
    """A camera move with direction and speed; empty where it is none.

    >>> read_move_phrase("slow pan left")
    {'move': {'kind': 'pan', 'direction': 'left', 'speed': 'slow'}}
    """
    words = _bare(text)
    move: dict[str, JsonValue] = {}
    if speed := re.search(r"\b(slow|fast|quick)(?:ly)?\b", words):
        move["speed"] = "slow" if speed[1] == "slow" else "fast"
        words = _bare(words[: speed.start()] + words[speed.end() :])
    direction = re.search(r"\b(?:to the |towards the )?(left|right|up|down|in|out)(?:wards?)?$", words)
    without = _bare(words[: direction.start()]) if direction else words
    for spelling in (without, words):
        read = read_move(spelling) if spelling and spelling != "none" else None
        if (
            read
            and read.known
            and not (spelling == without and direction and read_move(words).known and direction[1] in ("in", "out"))
        ):
            move["kind"] = read.value
            break
    if "kind" not in move:
        return {}
    if direction and direction[1] not in str(move["kind"]):
        move["direction"] = direction[1]
    return {"move": {name: move[name] for name in ("kind", "direction", "speed") if name in move}}


def read_transition_phrase(text: str) -> Changes:
    """How a Shot comes in; empty where it is no transition.

    >>> read_transition_phrase("dissolve"), read_transition_phrase("cut")
    ({'transition': {'kind': 'dissolve', 'frames': 12}}, {'transition': {'kind': 'cut', 'frames': 0}})
    """
    words = _bare(text)
    read = read_transition(words)
    if not words or not read.known or words == "none":
        return {}
    return {"transition": {"kind": read.value, "frames": 0 if read.value == "cut" else TRANSITION_FRAMES}}


def _read(phrase: str, shots: Sequence[Shot]) -> Changes:
    words = _bare(phrase)
    if not words or words == "none":
        return {}
    for spelling in dict.fromkeys((" ".join(phrase.casefold().split()), words)):
        for name, read in (("size", read_size), ("framing", read_framing), ("angle", read_angle)):
            found = read(spelling)
            if found.known:
                return {name: found.value}
    return _relative(words, shots) or _pace(words) or read_move_phrase(words) or read_transition_phrase(words)


def _mood(words: str) -> Changes:
    if read_style(words) in STYLES:
        return {"style": read_style(words)}
    if _LIGHT.fullmatch(words):
        return {"lighting": words}
    if _EMOTION.fullmatch(words):
        return {"emotion": words}
    return {"angle": _FROM[words]} if words in _FROM else {}


_FROM: Mapping[str, str] = {"from above": "high", "from below": "low", "from the ceiling": "overhead", "from the air": "aerial"}


def _pace(words: str) -> Changes:
    found = re.fullmatch(r"(?:(much|a lot|far|(?:a )?little|(?:a )?bit|slightly|somewhat)\s+)?(.+)", words)
    if not found or found[2] not in _PACE:
        return {}
    factor = _PACE[found[2]]
    if found[1]:
        factor = _MUCH[factor] if found[1] in ("much", "a lot", "far") else _LITTLE[factor]
    return {"pace": factor}


def _relative(words: str, shots: Sequence[Shot]) -> Changes:
    step = _RELATIVE.get(words)
    if step is None:
        return {}
    sizes = _distinct(shot.size for shot in shots)
    if len(sizes) != 1 or sizes[0] is ShotSize.INSERT:
        shown = ", ".join(sizes) or "none"
        raise UserError(f"{words!r} needs Shots of one size, and these are: {shown}; name the size: {', '.join(_STEPS)}")
    at = _STEPS.index(sizes[0]) + step
    if not 0 <= at < len(_STEPS):
        raise UserError(f"{words!r} is not possible: it is {sizes[0]} already; the sizes are {', '.join(_STEPS)}")
    return {"size": _STEPS[at].value}


def _distinct(sizes: Iterable[ShotSize]) -> list[ShotSize]:
    return list(dict.fromkeys(sizes))


def _bare(text: str) -> str:
    words = " ".join(text.casefold().replace("’", "'").split()).strip(" .:,;!-")
    while (shorter := _EDGE.sub("", words)) != words:
        words = shorter
    return words
