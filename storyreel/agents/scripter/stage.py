"""The stage: who is there, on which mark, in what posture, holding what; and how business changes that.

People stay where they are unless business moves them; a move ends on a free mark. Where the marks lie is `floor`'s business.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from math import hypot
from typing import Final, NamedTuple

from storyreel.agents.scripter.business import EVERYONE, Business
from storyreel.agents.scripter.floor import APART_CM, DEEPEST_CM, DOOR_CM, OWN_SEATS, TWO_SIDED, Mark, spot_mark
from storyreel.agents.scripter.given import goal_beside

__all__ = ["Person", "Stage", "Staged"]

_REACH_CM: Final = 110
_TALK_CM: Final = 220
_STEP_CM: Final = 30
_POSTURES: Final = {
    "sit": "sitting",
    "kneel": "kneeling",
    "lie": "lying",
    "lean": "leaning",
    "rise": "standing",
    "stand": "standing",
}


@dataclass(frozen=True)
class Person:
    """Where one Character is and how.

    Attributes:
        at: Where they stand when the Shot begins.
        to: Where they have walked when it ends; equal to `at` where they do not walk.
        spot: The part of the set that they stand by, "" where none is named.
        leaving: They go out in this Shot.
        coming: They come in in this Shot.
        was: Their posture when the Shot begins, where this Shot changes it.
        words: The source's own words for the place that they are at, or walk to.
    """

    name: str
    at: Mark
    to: Mark
    posture: str = "standing"
    holds: tuple[str, ...] = ()
    spot: str = ""
    leaving: bool = False
    coming: bool = False
    was: str = ""
    words: str = ""


class Staged(NamedTuple):
    """Who is in a Shot and how, and what is done in it as the stage understood it."""

    people: tuple[Person, ...]
    business: tuple[Business, ...]


@dataclass
class Stage:
    """The state of a scene's stage while its Shots are written.

    Args:
        marks: The home mark of everyone who will be in the scene.
        present: Who is there when it begins.
        people: Who is there now.
        hands: Who had each thing in hand last.
        open_air: Outside, people come and go on their own side; inside, through the one door.
    """

    marks: dict[str, Mark]
    open_air: bool = False
    people: dict[str, Person] = field(default_factory=dict[str, Person])
    hands: dict[str, str] = field(default_factory=dict[str, str])

    def open(self, present: Sequence[str], business: Sequence[Business] = ()) -> None:
        """Set the scene: who is there, on their marks, as the opening direction has them (seated, by the window, with a lamp)."""
        for name in present:
            self.people[name] = Person(name, self.marks[name], self.marks[name])
        for one in business:
            if one.who in self.people:
                self._apply(one)
        self.hands.update({thing: who.name for who in self.people.values() for thing in who.holds})
        for name, person in self.people.items():
            self.people[name] = replace(person, at=person.to, coming=False, was="")

    def begin(self, business: Sequence[Business]) -> Staged:
        """Everyone in the Shot during which this is done: who goes out is still there, who comes in is there already."""
        done: list[Business] = []
        before = {name: person.posture for name, person in self.people.items()}
        for one in business:
            done.append(self._taken(self._meant(one)))
            self._apply(done[-1])
            self.hands.update({thing: who.name for who in self.people.values() for thing in who.holds})
        changed = {name: before[name] for name, one in self.people.items() if before.get(name, one.posture) != one.posture}
        self.people = {name: replace(one, was=changed.get(name, "")) for name, one in self.people.items()}
        return Staged(tuple(self.people.values()), tuple(done))

    def _meant(self, one: Business) -> Business:
        """Business towards whoever is nearest, with the name."""
        person = self.people.get(one.who)
        if one.to != EVERYONE or person is None:
            return one
        other = self._nearest(person)
        return replace(one, to=other.name if other else "")

    def _taken(self, one: Business) -> Business:
        """What another has, or had last, is not simply held: it is taken, and the action must say so."""
        had = self.hands.get(one.prop, one.who) if one.prop else one.who
        held = any(one.prop in who.holds for who in self.people.values() if who.name != one.who)
        if had != one.who and (one.verb == "hold" or (one.verb == "handle" and not held)):
            return replace(one, verb="take")
        return one

    def end(self) -> None:
        """The Shot is over: who walked has arrived, who went out is gone."""
        self.people = {
            name: replace(one, at=one.to, coming=False, was="") for name, one in self.people.items() if not one.leaving
        }

    def _apply(self, one: Business) -> None:
        if one.verb == "enter":
            self._enter(one)
        person = self.people.get(one.who)
        if person is None or person.leaving:
            return
        if one.verb == "exit":
            self.people[one.who] = replace(
                person, to=self._free(self._door(person), one.who), posture="standing", leaving=True, spot="door", words=""
            )
        elif one.verb in _POSTURES:
            self._settle(person, one)
        elif one.verb in ("move", "embrace"):
            self._walk(person, one)
        elif one.prop:
            self._hand(person, one)

    def _enter(self, one: Business) -> None:
        if one.who in self.people:
            return
        met = self.people.get(one.to)
        wish = self._within_earshot(self.marks[one.who]) if met is None else self._beside(met, self._door_for(met.to))
        home = self._free(wish, one.who)
        self.people[one.who] = Person(one.who, self._free(self._door_for(home), one.who), home, coming=True)

    def _beside(self, other: Person, side: Mark) -> Mark:
        """Within reach of somebody, on the side of another mark."""
        hand = -1 if side.x <= other.to.x else 1
        return Mark(other.to.x + hand * (APART_CM + 5), other.to.z)

    def _within_earshot(self, home: Mark) -> Mark:
        """The home mark, or one nearer to whoever is there: people who come in to talk do not stop across the room."""
        others = [one.to for one in self.people.values() if not one.leaving]
        near = min(others, key=lambda mark: hypot(mark.x - home.x, mark.z - home.z), default=None)
        if near is None or (away := hypot(near.x - home.x, near.z - home.z)) <= _TALK_CM:
            return home
        share = _TALK_CM * 0.8 / away
        return Mark(round(near.x + (home.x - near.x) * share), round(near.z + (home.z - near.z) * share))

    def _door(self, person: Person) -> Mark:
        return self._door_for(person.at)

    def _door_for(self, mark: Mark) -> Mark:
        side = -1 if self.open_air and mark.x < 0 else 1
        return Mark(side * DOOR_CM[0], DOOR_CM[1])

    def _settle(self, person: Person, one: Business) -> None:
        to = self._goal(person, one) if one.spot or one.placed else person.to
        words = one.words or ("" if to != person.to else person.words)
        self.people[person.name] = replace(person, posture=_POSTURES[one.verb], to=to, spot=one.spot or person.spot, words=words)

    def _walk(self, person: Person, one: Business) -> None:
        to = self._goal(person, one)
        if not one.placed and hypot(to.x - person.to.x, to.z - person.to.z) < _STEP_CM:
            to = self._away(person)
        posture = "standing" if to != person.at else person.posture
        spot = one.spot or ("" if one.to else person.spot)
        self.people[person.name] = replace(person, to=to, posture=posture, spot=spot, words=one.words)

    def _away(self, person: Person) -> Mark:
        """A step back from whoever is nearest, within the floor: for one who moves and is there already."""
        other = self._nearest(person)
        side = -1 if other is not None and person.to.x <= other.to.x else 1
        x = max(-DOOR_CM[0], min(DOOR_CM[0], person.to.x + side * 70))
        return self._free(Mark(x, min(DEEPEST_CM, person.to.z + 45)), person.name)

    def _goal(self, person: Person, one: Business) -> Mark:
        """Where a walk ends: beside the person or the thing that it goes to, on the near hand, never across it."""
        other = self.people.get(one.to)
        if one.mark is not None:
            return self._free(Mark(*one.mark), person.name)
        if one.relation:
            return person.to if other is None else self._free(goal_beside(one.relation, person.to, other.to), person.name)
        if other is not None:
            return self._free(self._beside(other, person.to), person.name)
        if one.spot in OWN_SEATS:
            return person.to
        if one.spot:
            x, z = spot_mark(one.spot)
            beside = self._nearest(person)
            left = person.to.x < x if beside is None else person.to.x <= beside.to.x
            hand = 0 if one.spot not in TWO_SIDED else -80 if left else 80
            return self._free(Mark(x + hand, z), person.name)
        return self._free(Mark(round(person.to.x * 0.7), person.to.z + 70), person.name)

    def _free(self, wish: Mark, name: str) -> Mark:
        """The wished mark, or the nearest beside it that nobody stands on."""
        taken = [one.to for other, one in self.people.items() if other != name]
        inward = 1 if wish.x < 0 else -1
        steps = ((0, 1), (inward, 0), (inward, 1), (-inward, 0), (-inward, 1))
        for reach in range(12):
            for dx, dz in steps if reach else ((0, 0),):
                mark = Mark(wish.x + dx * reach * 40, wish.z + dz * reach * 40)
                if all((mark.x - one.x) ** 2 + (mark.z - one.z) ** 2 >= (APART_CM - 10) ** 2 for one in taken):
                    return mark
        return wish

    def _hand(self, person: Person, one: Business) -> None:
        holder = next((who for who in self.people.values() if one.prop in who.holds), None)
        receiver = self.people.get(one.to)
        if one.verb == "take" and holder is not None and holder.name != person.name:
            self._meet(person, holder)
        elif one.verb == "give" and receiver is not None:
            self._meet(person, receiver)
        if one.verb in ("take", "hold") or (one.verb == "handle" and holder is None):
            self._pass(one.prop, holder, person)
        elif one.verb == "give":
            self._pass(one.prop, holder, receiver or person)
        elif one.verb == "put down" and holder is not None:
            self._pass(one.prop, holder, None)

    def _meet(self, mover: Person, other: Person) -> None:
        """Two who hand something over come within reach: the one who stands and is not on the way out walks."""
        if (mover.to.x - other.to.x) ** 2 + (mover.to.z - other.to.z) ** 2 <= _REACH_CM**2:
            return
        walker, waits = (mover, other) if mover.posture == "standing" or other.posture != "standing" else (other, mover)
        goal = waits.at if waits.leaving else waits.to
        hand = -1 if walker.to.x <= goal.x else 1
        to = self._free(Mark(goal.x + hand * (APART_CM + 5), goal.z), walker.name)
        self.people[walker.name] = replace(walker, to=to, posture="standing", spot="", words="")

    def _nearest(self, person: Person) -> Person | None:
        others = [one for one in self.people.values() if one.name != person.name]
        return min(others, key=lambda one: (one.to.x - person.to.x) ** 2 + (one.to.z - person.to.z) ** 2, default=None)

    def _pass(self, prop: str, giver: Person | None, taker: Person | None) -> None:
        if giver is not None:
            held = self.people[giver.name]
            self.people[giver.name] = replace(held, holds=tuple(one for one in held.holds if one != prop))
        if taker is not None:
            held = self.people[taker.name]
            self.people[taker.name] = replace(held, holds=(*(one for one in held.holds if one != prop), prop))
