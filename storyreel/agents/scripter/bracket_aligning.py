"""Which Lines of the source a bracket script's shots hold, found by their words, in order; and what was altered or made up.

Each beat goes to the shot that holds most of its words, no later beat before an earlier one. It knows texts and no models.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from storyreel.agents.scripter.beats import Speech
from storyreel.agents.scripter.model_material import SceneMaterial
from storyreel.film.script import Shot

__all__ = ["Aligned", "align", "words_of"]

_ENOUGH: Final = 0.5
"""Share of a beat's words that a shot must hold to hold the beat."""
_SHOWN: Final = 60
_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


class Aligned(NamedTuple):
    """For each shot the ids of the beats that it holds, and what was found wrong with its words."""

    beats: tuple[tuple[str, ...], ...]
    repairs: tuple[str, ...]


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text as they are compared; of scripts without spaces, each character.

    >>> words_of("It's late — go!"), words_of("你好")
    (("it's", 'late', 'go'), ('你', '好'))
    """
    found: list[str] = []
    for word in _WORD.findall(text.casefold().replace("’", "'")):
        found += [word] if word.isascii() or not any("\u2e80" <= one <= "\uffef" for one in word) else list(word)
    return tuple(found)


def align(shots: Sequence[Shot], scene: SceneMaterial) -> Aligned:
    """The beats of a scene in the shots of a bracket script."""
    spoken = [words_of(" ".join(line.text for line in shot.lines)) for shot in shots]
    told = [words_of(f"{shot.plot} {shot.action}") for shot in shots]
    scores: list[list[float]] = []
    for beat in scene.beats:
        words = words_of(beat.text)
        if isinstance(beat, Speech):
            shares = [max(_share(words, spoken[at]), _share(words, told[at]) * 0.95) for at in range(len(shots))]
            scores.append([share if share >= _ENOUGH else 0.0 for share in shares])
        else:
            # A direction counts less than a Line: it must not draw one to where it does not stand.
            shares = [_share(words, told[at]) for at in range(len(shots))]
            scores.append([share / 2 if share >= _ENOUGH else 0.0 for share in shares])
    places = _rising(scores)
    held: list[list[str]] = [[] for _ in shots]
    for label, place in zip(scene.labels, places, strict=True):
        if place is not None:
            held[place].append(label)
    return Aligned(tuple(tuple(one) for one in held), (*_altered(shots, scene, places), *_made_up(shots, scene)))


def _share(words: Sequence[str], among: Sequence[str]) -> float:
    """Share of words that stand among others, each counted once for each time it is there.

    >>> _share(("no", "no", "no"), ("no", "yes"))
    0.3333333333333333
    """
    left = list(among)
    found = 0
    for word in words:
        if word in left:
            left.remove(word)
            found += 1
    return found / len(words) if words else 0.0


def _rising(scores: Sequence[Sequence[float]]) -> list[int | None]:
    """For each row the column of the best choice as a whole in which columns never fall; None where too little speaks for one."""
    columns = len(scores[0]) if scores else 0
    best = [[0.0] * columns for _ in range(len(scores) + 1)]
    for row in range(len(scores) - 1, -1, -1):
        after = best[row + 1]
        running = 0.0
        for column in range(columns - 1, -1, -1):
            running = max(running, after[column] + scores[row][column])
            best[row][column] = max(running, after[column])
    chosen: list[int | None] = []
    start = 0
    for row, worths in enumerate(scores):
        options = [column for column in range(start, columns) if worths[column] > 0]
        column = max(options, key=lambda one: (best[row + 1][one] + worths[one], -one), default=None)
        if column is None or best[row + 1][column] + worths[column] < best[row + 1][start]:
            chosen.append(None)
            continue
        chosen.append(column)
        start = column
    return chosen


def _altered(shots: Sequence[Shot], scene: SceneMaterial, places: Sequence[int | None]) -> list[str]:
    """Lines that stand in their shot with other words than the source's."""
    told: list[str] = []
    for label, beat, place in zip(scene.labels, scene.beats, places, strict=True):
        if place is None or not isinstance(beat, Speech):
            continue
        said = " ".join(words_of(" ".join((*(line.text for line in shots[place].lines), shots[place].plot))))
        if " ".join(words_of(beat.text)) not in said:
            told.append(f"{label}: the model wrote other words; the source's stand")
    return told


def _made_up(shots: Sequence[Shot], scene: SceneMaterial) -> list[str]:
    """Lines that nobody in the source speaks."""
    known = [words_of(beat.text) for beat in scene.beats if isinstance(beat, Speech)]
    told: list[str] = []
    for at, line in ((at, line) for at, shot in enumerate(shots, start=1) for line in shot.lines):
        words = words_of(line.text)
        if words and max((max(_share(words, one), _share(one, words)) for one in known), default=0.0) < _ENOUGH:
            told.append(f"shot {at}: a line that is not in the source was left out: {line.text[:_SHOWN]!r}")
    return told
