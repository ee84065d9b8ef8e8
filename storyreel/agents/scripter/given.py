"""Where the source says that people stand, as business for the stage: what is given is kept until they are told to move.

A place in words becomes a mark: a side of the picture, a part of the set, or a step from somebody else. Whoever is placed beside
somebody who is not placed moves that one too, where the words would be wrong otherwise. The critic says what could not be kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from storyreel.agents.scripter.business import Business
from storyreel.agents.scripter.floor import Mark, has_spot, spot_mark
from storyreel.agents.scripter.verbs import spot_in
from storyreel.film.dialogue import Dialogue
from storyreel.film.placing import Placing, Relation
from storyreel.formats.positions import read_place

__all__ = ["Given", "goal_beside"]

_VERBS: Final = {"sitting": "sit", "kneeling": "kneel", "lying": "lie", "leaning": "lean"}
_INVERSE: Final[dict[Relation, Relation]] = {
    "left of": "right of",
    "right of": "left of",
    "behind": "in front of",
    "in front of": "behind",
    "beside": "beside",
    "opposite": "opposite",
}
_SIDE_CM: Final = 110
_ASIDE_CM: Final = 150
_CLOSE_CM: Final = 85
_EDGE_CM: Final = 330
_CLEAR_CM: Final = 60
"""One who is this much further to the left than another is left of them to any eye."""


class Given:
    """The placings of a Dialogue, for the Reader.

    Args:
        names: Every way in which the cast is written, to the name in the cast.
        unseen: Who is never seen and so stands nowhere.
    """

    def __init__(self, dialogue: Dialogue, names: Mapping[str, str], unseen: frozenset[str]) -> None:
        self._names, self._unseen = names, unseen
        self._people = list(dict.fromkeys(names.values()))
        self._by_line: dict[str, list[Placing]] = {}
        for one in dialogue.placings:
            who = names.get(one.character, one.character)
            if who in self._people and who not in unseen and one.understood and not _beyond(one, dialogue):
                others = tuple(names.get(other, other) for other in one.others)
                self._by_line.setdefault(one.line, []).append(one.changed(character=who, others=others))

    def opening(self) -> tuple[Business, ...]:
        """How people stand as the film begins; who has a mark before who stands beside them."""
        placings = self._by_line.get("", [])
        placed = {one.character for one in placings}
        business = [_business(one, opens=True) for one in placings]
        for one in placings:
            inverse = _INVERSE.get(one.relation) if one.relation else None
            free = [other for other in one.others if other not in placed and other in self._people and other not in self._unseen]
            if inverse and _mark(one) is not None:
                business += [Business(other, "stand", to=one.character, relation=inverse) for other in free]
        return tuple(sorted(business, key=lambda one: one.mark is None))

    def from_line(self, line: str) -> tuple[Business, ...]:
        """How people stand from a Line on."""
        return tuple(_business(one, opens=False) for one in self._by_line.get(line, ())) if line else ()

    def of_speaker(self, words: str, speaker: str, *, opens: bool) -> tuple[Business, ...]:
        """Where the speaker of a Line stands, from the Line's own words for it; nothing where they are not understood."""
        placing = read_place(words, speaker, cast_names=self._people)
        return (_business(placing, opens=opens),) if placing.understood and (_mark(placing) or placing.others) else ()


def _beyond(one: Placing, dialogue: Dialogue) -> bool:
    return one.entry is not None and one.entry > max(1, len(dialogue.lines))


def _business(one: Placing, *, opens: bool) -> Business:
    somewhere = bool(one.side or one.spot or one.relation)
    verb = _VERBS.get(one.posture, "stand" if opens or not somewhere else "move")
    return Business(
        one.character,
        verb,
        one.text,
        to=one.others[0] if one.others else "",
        spot=_known_spot(one),
        mark=_mark(one),
        relation=one.relation or "",
        words=one.position,
    )


def _known_spot(one: Placing) -> str:
    return spot_in(one.position) or one.spot


def _mark(one: Placing) -> Mark | None:
    """The mark of a side or a part of the set; None where only another Character tells where it is."""
    spot = _known_spot(one)
    if not one.side and not (spot and spot not in ("left", "right", "centre", "center")):
        return None
    mark = spot_mark(spot) if has_spot(spot) else Mark(0, 60 if spot else 20)
    if one.side == "left" and mark.x > -_CLEAR_CM:
        return Mark(-max(_SIDE_CM, abs(mark.x)), mark.z)
    if one.side == "right" and mark.x < _CLEAR_CM:
        return Mark(max(_SIDE_CM, abs(mark.x)), mark.z)
    return Mark(0, mark.z) if one.side == "centre" else mark


def goal_beside(relation: str, here: Mark, other: Mark) -> Mark:
    """Where somebody goes to stand so to another: nowhere, where they stand so already.

    >>> goal_beside("left of", Mark(85, 0), Mark(0, 0)), goal_beside("left of", Mark(-85, 0), Mark(0, 0))
    (Mark(x=-150, z=0), Mark(x=-85, z=0))
    """
    if relation in ("left of", "right of"):
        way = -1 if relation == "left of" else 1
        clear = (here.x - other.x) * way >= _CLEAR_CM
        return here if clear else Mark(max(-_EDGE_CM, min(_EDGE_CM, other.x + way * _ASIDE_CM)), here.z)
    if relation in ("behind", "in front of"):
        way = 1 if relation == "behind" else -1
        clear = (here.z - other.z) * way >= _CLEAR_CM
        return here if clear else Mark(other.x + 40, other.z + way * _CLOSE_CM)
    side = -1 if here.x <= other.x else 1
    if relation == "opposite":
        return Mark(other.x + side * _ASIDE_CM, other.z)
    return Mark(other.x + side * _CLOSE_CM, other.z)
