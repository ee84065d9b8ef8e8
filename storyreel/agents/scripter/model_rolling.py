"""What is carried from scene to scene while a long script is worked: the story so far and a cast sheet, both kept short.

Overhead is what a request carries of other scenes: the story so far and the cast sheet. It is at most a fifth of the scene's own
words, or 24 words where the scene is short; so the work grows with the length of the script and no faster. The sheet is an
extract (the cast keeps every word); the scene itself is never shortened: one too long for a request is cut between two beats.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Final, NamedTuple

from storyreel.agents.scripter.business import sentences, size_of
from storyreel.agents.scripter.model_asking import tokens_in
from storyreel.agents.scripter.model_material import SceneMaterial
from storyreel.film.bank import Character

__all__ = ["LEAST_CARRIED", "SHARE_CARRIED", "Carried", "Rolling", "portions"]

SHARE_CARRIED: Final = 0.2
"""Of the scene's own words: what may be carried to it from other scenes."""
LEAST_CARRIED: Final = 24
"""Words that may be carried to a scene however short it is."""
_MOST_KEPT: Final = 200
"""Words of the story so far that are kept between scenes; how many of them go with a scene is its own affair."""
MOST_BEATS: Final = 32
"""Beats that one request plans: the answer has to fit as well as the question."""


class Carried(NamedTuple):
    """What goes with a scene: two blocks of material, and the words that the next story so far may have."""

    story: str
    people: str
    words: int


@dataclass
class Rolling:
    """The story so far and who has been seen how.

    Attributes:
        so_far: In the model's words.
        seen: Names in the order of their last appearance, the latest last.
        dressed: Those whose looks the model has made up; they stay.
    """

    so_far: str = ""
    seen: tuple[str, ...] = ()
    dressed: frozenset[str] = frozenset()

    def carried(self, scene: SceneMaterial, cast: Sequence[Character]) -> Carried:
        """What is carried to a scene, within its share."""
        share = max(LEAST_CARRIED, int(size_of(scene.text) * SHARE_CARRIED))
        here = _here(scene)
        order = (*here, *(name for name in reversed(self.seen) if name not in here))
        known = [one for name in order for one in cast if one.name == name]
        sheet = _sheet(known, self.dressed, len(here), share // 2)
        story = _latest(self.so_far, share - size_of(sheet))
        return Carried(story, sheet, share // 2)

    def went_on(self, scene: SceneMaterial, so_far: str, happens: str) -> None:
        """A scene is over: its story goes on the old one, unless the model told the whole anew."""
        self.so_far = _latest(" ".join((so_far or f"{self.so_far} {happens}").split()), _MOST_KEPT)
        here = _here(scene)
        self.seen = (*(name for name in self.seen if name not in here), *here)


def _here(scene: SceneMaterial) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for beat in scene.beats for name in beat.present))


def _sheet(people: Sequence[Character], dressed: frozenset[str], here: int, words: int) -> str:
    """The cast in as many words: those of the scene first, each with what is fixed of their looks as far as there is room."""
    each = max(0, words // max(1, here) - 2)
    rows: list[str] = []
    used = 0
    for one in people:
        given = one.appearance if one.appearance_from != "scripter" or one.name in dressed else ""
        look = " ".join(given.split()[:each])
        more = "…" if len(look) < len(" ".join(given.split())) and look else ""
        row = f"{one.name}: {look}{more}" if look else one.name
        if used + size_of(row) > words:
            break
        rows.append(row)
        used += size_of(row)
    return "\n".join(rows)


def _latest(story: str, words: int) -> str:
    """The last sentences of a story that fit."""
    kept: list[str] = []
    for sentence in reversed(sentences(story)):
        if size_of(" ".join((sentence, *kept))) > words:
            break
        kept.insert(0, sentence)
    return " ".join(kept)


def portions(scene: SceneMaterial, room_tokens: int, *, most_beats: int = MOST_BEATS) -> tuple[SceneMaterial, ...]:
    """The scene in as few pieces as fit a request each, cut between beats and of about one size; one piece where it fits.

    A single beat longer than the room is a piece by itself: it is not cut, and the endpoint has the last word.

    >>> from storyreel.agents.scripter.beats import Happening
    >>> scene = SceneMaterial("", (Happening("Rain."),) * 5, ("D1", "D2", "D3", "D4", "D5"))
    >>> [piece.labels for piece in portions(scene, 1000, most_beats=3)]
    [('D1', 'D2', 'D3'), ('D4', 'D5')]
    """
    sizes = [tokens_in(scene.portion(at, at + 1).text) for at in range(len(scene.beats))]
    pieces = max(1, ceil(len(sizes) / most_beats), ceil(sum(sizes) / max(1, room_tokens)))
    aim, each = sum(sizes) / pieces, ceil(len(sizes) / pieces)
    cuts = [0]
    for at in range(1, len(sizes)):
        held = sum(sizes[cuts[-1] : at])
        if held + sizes[at] > room_tokens or at - cuts[-1] >= each or (held >= aim * 1.5 and pieces > 1):
            cuts.append(at)
    return tuple(scene.portion(start, end) for start, end in zip(cuts, (*cuts[1:], len(sizes)), strict=True))
