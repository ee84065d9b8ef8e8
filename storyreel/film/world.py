"""The world as each Shot leaves it: who is where, how, in what light and with what in hand, and where that contradicts itself.

A WorldState is derived from the blocking, never stored. What a Shot does not tell is carried on from the Shot before in the same
Scene. Words are compared, not understood: whether an action tells of a move is read from verbs of moving (`film.telling`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from storyreel.film.base import FilmModel
from storyreel.film.script import Blocking, Scene, Script, Shot
from storyreel.film.telling import plain_prop, same_place, tells_move, tells_posture, tells_transfer

__all__ = ["CharacterState", "CustodyBreak", "Teleport", "WorldState", "custody_breaks", "teleports", "world_states"]

NEAR_CM = 40
"""Marks closer than this are the same place: a shift of weight, or a rounding of the plan."""


class CharacterState(FilmModel):
    """One Character as a Shot leaves them.

    Attributes:
        x_cm, z_cm: The mark where they end, if the blocking gives marks.
        in_frame: Whether the Shot shows them; one who is not in its blocking is carried on as not in frame.
        wardrobe: Words of their appearance, from the cast.
    """

    name: str
    position: str = ""
    x_cm: int | None = None
    z_cm: int | None = None
    posture: str = "standing"
    facing: str = ""
    holds: tuple[str, ...] = ()
    wardrobe: str = ""
    in_frame: bool = False


class WorldState(FilmModel):
    """The world after one Shot.

    Attributes:
        screen_order: Who stands on the master's floor from the left to the right of this Shot's picture, as far as there are
            marks: x grows to the right for a camera on the near side, and to the left for one on the far side.
    """

    uid: str
    scene: str
    place: str = ""
    time_of_day: str = ""
    lighting: str = ""
    side: Literal["near", "far"] = "near"
    screen_order: tuple[str, ...] = ()
    characters: tuple[CharacterState, ...] = ()

    def of(self, name: str) -> CharacterState | None:
        """The state of the Character of that name, if they were in the Scene so far."""
        for one in self.characters:
            if one.name == name:
                return one
        return None


class Teleport(NamedTuple):
    """A Character who is elsewhere, or in another posture, with no move told: `what` says which, `evidence` from what to what."""

    uid: str
    before_uid: str
    character: str
    what: Literal["mark", "position", "posture"]
    evidence: str


class CustodyBreak(NamedTuple):
    """A prop in two hands at once, or in another's hand with no telling."""

    uid: str
    before_uid: str
    prop: str
    holders: tuple[str, ...]
    evidence: str


def world_states(script: Script) -> tuple[WorldState, ...]:
    """The world after each Shot, in the film's order.

    >>> left = Blocking(character="ROSA", x_cm=-90, to_x_cm=-50)
    >>> shot = Shot(uid="a", id="1.1", start_ms=0, end_ms=900, side="far", blocking=(left, Blocking(character="TOM", x_cm=80)))
    >>> state = world_states(Script(scenes=(Scene(id="1", shots=(shot,)),)))[0]
    >>> state.of("ROSA").x_cm, state.screen_order
    (-50, ('TOM', 'ROSA'))
    """
    wardrobe = {one.name: one.appearance for one in script.cast}
    states: list[WorldState] = []
    for scene in script.scenes:
        known: dict[str, CharacterState] = {}
        for shot in scene.shots:
            known = {name: one.changed(in_frame=name in shot.in_frame) for name, one in known.items()}
            for blocking in shot.blocking:
                known[blocking.character] = _after(blocking, shot, wardrobe.get(blocking.character, ""))
            states.append(_state(scene, shot, known))
    return tuple(states)


def _after(blocking: Blocking, shot: Shot, wardrobe: str) -> CharacterState:
    return CharacterState(
        name=blocking.character,
        position=blocking.position,
        x_cm=blocking.x_cm if blocking.to_x_cm is None else blocking.to_x_cm,
        z_cm=blocking.z_cm if blocking.to_z_cm is None else blocking.to_z_cm,
        posture=blocking.posture,
        facing=blocking.facing,
        holds=blocking.holds,
        wardrobe=wardrobe,
        in_frame=blocking.character in shot.in_frame,
    )


def _state(scene: Scene, shot: Shot, known: dict[str, CharacterState]) -> WorldState:
    marked = sorted(((one.x_cm, one.name) for one in known.values() if one.x_cm is not None), reverse=shot.side == "far")
    return WorldState(
        uid=shot.uid,
        scene=scene.id,
        place=scene.place,
        time_of_day=scene.time_of_day,
        lighting=shot.lighting,
        side=shot.side,
        screen_order=tuple(name for _, name in marked),
        characters=tuple(known.values()),
    )


def _neighbours(script: Script) -> Iterator[tuple[Shot, Shot]]:
    for scene in script.scenes:
        yield from zip(scene.shots, scene.shots[1:], strict=False)


def teleports(script: Script) -> tuple[Teleport, ...]:
    """Characters whose mark, position or posture changes from one Shot of a Scene to the next with no movement told.

    A move is told by `to_x_cm` and `to_z_cm`, or by verbs of moving in either Shot's action. Marks decide where both Shots have
    them; else the words for the position do, and only where neither holds the other ("window", "by the window").

    >>> one = Shot(uid="a", id="1.1", start_ms=0, end_ms=900, blocking=(Blocking(character="ROSA", x_cm=-90),))
    >>> two = Shot(uid="b", id="1.2", start_ms=900, end_ms=1800, blocking=(Blocking(character="ROSA", x_cm=120),))
    >>> [(t.what, t.evidence) for t in teleports(Script(scenes=(Scene(id="1", shots=(one, two)),)))]
    [('mark', 'x -90 to 120 cm')]
    """
    found: list[Teleport] = []
    for one, two in _neighbours(script):
        before = {blocking.character: blocking for blocking in one.blocking}
        for blocking in two.blocking:
            earlier = before.get(blocking.character)
            if earlier is None:
                continue
            told = " ".join((one.action, earlier.action, two.action, blocking.action))
            moved = _moved(earlier, blocking)
            if moved and not tells_move(told, script.language):
                found.append(Teleport(two.uid, one.uid, blocking.character, *moved))
            if _posture_changed(earlier.posture, blocking.posture) and not tells_posture(told, script.language):
                evidence = f"{earlier.posture} to {blocking.posture}"
                found.append(Teleport(two.uid, one.uid, blocking.character, "posture", evidence))
    return tuple(found)


def _moved(one: Blocking, two: Blocking) -> tuple[Literal["mark", "position"], str] | None:
    end_x = one.x_cm if one.to_x_cm is None else one.to_x_cm
    end_z = one.z_cm if one.to_z_cm is None else one.to_z_cm
    shifts = [
        f"{axis} {end} to {start} cm"
        for axis, end, start in (("x", end_x, two.x_cm), ("z", end_z, two.z_cm))
        if end is not None and start is not None and abs(end - start) > NEAR_CM
    ]
    if shifts:
        return "mark", ", ".join(shifts)
    if end_x is not None and two.x_cm is not None:
        return None
    if same_place(one.position, two.position):
        return None
    return "position", f"{one.position!r} to {two.position!r}"


def _posture_changed(one: str, two: str) -> bool:
    # Walking, leaning and standing are all on one's feet: who walked stands when the next Shot begins.
    feet = {"standing", "walking", "leaning", ""}
    return one != two and not (one in feet and two in feet)


def custody_breaks(script: Script) -> tuple[CustodyBreak, ...]:
    """Props held by two at once, or passing from hand to hand within a Scene with no telling.

    Two who hold "a glass" each hold one of their own; "the letter" and "letter" are the same thing. Who stands in a Shot with
    empty hands has put the thing down, and anybody may take it up.

    >>> def shot(uid, who):
    ...     holder = Blocking(character=who, holds=("the letter",))
    ...     return Shot(uid=uid, id=uid, start_ms=0, end_ms=0, blocking=(holder,))
    >>> [b.evidence for b in custody_breaks(Script(scenes=(Scene(id="1", shots=(shot("a", "ROSA"), shot("b", "TOM"))),)))]
    ['letter was in the hands of ROSA and is in the hands of TOM; no action tells how']
    """
    found: list[CustodyBreak] = []
    for scene in script.scenes:
        held: dict[str, _Held] = {}
        for shot in scene.shots:
            action = " ".join((shot.action, *(blocking.action for blocking in shot.blocking)))
            held = {prop: last._replace(told=f"{last.told} {action}") for prop, last in held.items()}
            now = _holders(shot)
            for prop, holders in now.items():
                found.extend(_breaks(shot, prop, holders, held.get(prop, _Held("", "", action)), script.language))
            present = {blocking.character for blocking in shot.blocking}
            held = {prop: last for prop, last in held.items() if last.holder not in present}
            held.update({prop: _Held(holders[-1], shot.uid, action) for prop, holders in now.items()})
    return tuple(found)


class _Held(NamedTuple):
    """Who held a prop last, in which Shot, and all that was told since."""

    holder: str
    uid: str
    told: str


def _holders(shot: Shot) -> dict[str, list[str]]:
    holders: dict[str, list[str]] = {}
    for blocking in shot.blocking:
        for prop in dict.fromkeys(plain_prop(one) for one in blocking.holds):
            if prop:
                holders.setdefault(prop, []).append(blocking.character)
    return holders


def _breaks(shot: Shot, prop: str, holders: list[str], last: _Held, language: str) -> Iterator[CustodyBreak]:
    if tells_transfer(last.told, language):
        return
    if len(holders) > 1:
        evidence = f"{prop} is in the hands of {' and '.join(holders)} at once"
        yield CustodyBreak(shot.uid, shot.uid, prop, tuple(holders), evidence)
    elif last.holder and last.holder not in holders:
        evidence = f"{prop} was in the hands of {last.holder} and is in the hands of {holders[0]}; no action tells how"
        yield CustodyBreak(shot.uid, last.uid, prop, (last.holder, *holders), evidence)
