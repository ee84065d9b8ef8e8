"""Anchors: what each Shot is conditioned on, decided at every cut.

Same set-up and action that goes on: the tail or last frame of the Shot before. Return to an earlier set-up: that set-up's first
frame. New place, new angle or an insert: references. A backend whose people and places never change, or that takes no picture,
gets nothing. Frames that are handed on drift, so after three hops a Shot is anchored afresh. Every Anchor says why.
This module reads the world as each Shot leaves it, and capabilities; it makes no picture.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Final

from storyreel.film.plan import Anchor, FilmSettings
from storyreel.film.script import Blocking, Scene, Script, Shot
from storyreel.film.take import AnchorMode
from storyreel.film.telling import same_place
from storyreel.film.vocabulary import ShotSize, TransitionKind
from storyreel.film.world import NEAR_CM, CharacterState, WorldState, world_states
from storyreel.tools.contracts import Capabilities

__all__ = ["MAX_HOPS", "choose_anchors"]

MAX_HOPS: Final = 3
"""How often a picture may be handed on before a Shot is anchored afresh: drift shows by the third or fourth hop."""

_HANDED_ON: Final[tuple[AnchorMode, ...]] = ("tail", "last frame")


@dataclass
class _Scene:
    """What a Scene has shown so far, and the world as its last Shot left it."""

    world: WorldState | None = None
    shots: list[Shot] = field(default_factory=list[Shot])
    first_of_view: dict[object, Shot] = field(default_factory=dict[object, Shot])

    def add(self, shot: Shot, world: WorldState) -> None:
        self.shots.append(shot)
        self.world = world
        self.first_of_view.setdefault(_view(shot), shot)


def choose_anchors(
    script: Script, *, settings: FilmSettings, capabilities: Capabilities, refused: Collection[str] = ()
) -> dict[str, Anchor]:
    """The Anchor of every Shot, by uid; a source is always an earlier Shot of the same Scene.

    Args:
        refused: uids of Shots whose last Take failed by its Anchor: no frame of another Shot is handed to them.

    >>> choose_anchors(Script(), settings=FilmSettings(), capabilities=Capabilities())
    {}
    """
    anchors: dict[str, Anchor] = {}
    hops: dict[str, int] = {}
    pictures = {one.name for one in script.cast if one.pictures}
    places = {one.name.casefold() for one in script.places if one.pictures}
    worlds = iter(world_states(script))
    for scene in script.scenes:
        seen = _Scene()
        for shot in scene.shots:
            wanted = _wanted(shot, seen, settings, capabilities)
            if shot.uid in refused:
                wanted = [one for one in wanted if one.mode == "references" and not one.source]
            shown = _has_pictures(shot, scene, pictures, places)
            anchors[shot.uid] = _first_possible(wanted, capabilities, hops, shown=shown, refused=shot.uid in refused)
            source = anchors[shot.uid].source
            hops[shot.uid] = hops[source] + 1 if source else 0
            seen.add(shot, next(worlds))
    return anchors


def _wanted(shot: Shot, seen: _Scene, settings: FilmSettings, capabilities: Capabilities) -> list[Anchor]:
    """Anchors in the order in which they would serve, before it is asked what the backend can do."""
    match settings.reference_mode:
        case "none":
            return [Anchor(reason="the settings ask for no anchor (reference mode none)")]
        case "first":
            return [
                *_handed_on(seen, "reference mode first: each Shot begins on the last picture of the one before"),
                *_references(seen),
            ]
        case "style":
            return [*_styled(seen), *_references(seen)]
        case "asset":
            return [*_same_subject(shot, seen), *_references(seen)]
        case "auto":
            return _by_the_cut(shot, seen, capabilities)


def _by_the_cut(shot: Shot, seen: _Scene, capabilities: Capabilities) -> list[Anchor]:
    if capabilities.consistent:
        return [Anchor(reason="the backend draws the same people and places in every clip")]
    if shot.size is ShotSize.INSERT:
        return _references(seen, "an insert shows a thing, not the frame before")
    wanted: list[Anchor] = []
    if seen.world and _goes_on(seen.shots[-1], seen.world, shot):
        wanted += _handed_on(seen, f"same set-up as {seen.shots[-1].id} and the action goes on")
    elif earlier := seen.first_of_view.get(_view(shot)):
        reason = f"back at the set-up of {earlier.id}: its first picture holds framing, light and place"
        wanted.append(Anchor(mode="first of set-up", source=earlier.uid, reason=reason))
    return [*wanted, *_references(seen)]


def _handed_on(seen: _Scene, reason: str) -> list[Anchor]:
    return [Anchor(mode=mode, source=seen.shots[-1].uid, reason=reason) for mode in _HANDED_ON] if seen.shots else []


def _references(seen: _Scene, reason: str = "") -> list[Anchor]:
    """References from the Bank; where it has no pictures, the Scene's first Shot shows people and place."""
    reason = reason or ("another angle on the scene" if seen.shots else "a new scene begins")
    wanted = [Anchor(mode="references", reason=f"{reason}: pictures of cast and place")]
    if seen.shots:
        first = seen.shots[0]
        shown = f"{reason}: {first.id} shows people and place"
        wanted.append(Anchor(mode="references", source=first.uid, reason=shown))
    return wanted


def _styled(seen: _Scene) -> list[Anchor]:
    if not seen.shots:
        return []
    reason = f"reference mode style: {seen.shots[0].id} gives the look of the scene"
    return [Anchor(mode="references", source=seen.shots[0].uid, reason=reason)]


def _same_subject(shot: Shot, seen: _Scene) -> list[Anchor]:
    subject = next(iter(shot.subjects or shot.in_frame), "")
    for earlier in seen.shots:
        if subject and subject in (earlier.in_frame or earlier.subjects):
            reason = f"reference mode asset: {earlier.id} shows {subject}"
            return [Anchor(mode="references", source=earlier.uid, reason=reason)]
    return []


def _first_possible(
    wanted: Sequence[Anchor], capabilities: Capabilities, hops: dict[str, int], *, shown: bool, refused: bool
) -> Anchor:
    """The first Anchor that backend, Bank and the cap on hops allow; its reason names what stood in the way of better ones."""
    against = ["the last take failed by its anchor"] if refused else []
    for anchor in wanted:
        if problem := _problem(anchor, capabilities, hops, shown=shown):
            against.append(problem)
        else:
            because = f" ({_sentence(against)})" if against and anchor.mode != "nothing" else ""
            return anchor.changed(reason=f"{anchor.reason}{because}")
    return Anchor(reason=f"{_sentence(against)}: only the words carry people and place" if against else "nothing came before it")


def _problem(anchor: Anchor, capabilities: Capabilities, hops: dict[str, int], *, shown: bool) -> str:
    if anchor.mode == "nothing":
        return ""
    if anchor.mode not in capabilities.anchors:
        return f"the backend takes no {anchor.mode}"
    if anchor.source and hops[anchor.source] >= MAX_HOPS:
        return f"{MAX_HOPS} hops lie behind it, and pictures that are handed on drift: anchored afresh"
    if anchor.mode == "references" and not anchor.source and not shown:
        return "the Bank has no pictures"
    return ""


def _sentence(parts: Sequence[str]) -> str:
    return "; ".join(dict.fromkeys(parts))


def _has_pictures(shot: Shot, scene: Scene, people: Collection[str], places: Collection[str]) -> bool:
    in_shot = {*shot.subjects, *shot.in_frame} or {one.character for one in shot.blocking}
    return bool(in_shot & set(people)) or scene.place.casefold() in places


def _view(shot: Shot) -> object:
    """What makes two Shots share a framing: camera place, size, angle, lens; without a named set-up also whom they show."""
    camera = (shot.side, shot.size, shot.framing, shot.angle, shot.lens_mm)
    return (shot.setup, *camera) if shot.setup else ("", *camera, shot.subjects, shot.in_frame)


def _goes_on(before: Shot, world: WorldState, shot: Shot) -> bool:
    """Whether the camera stays, and everyone stands where the Shot before left them."""
    if _view(before) != _view(shot) or shot.transition.kind is not TransitionKind.CUT:
        return False
    if {one.character for one in shot.blocking} != {one.character for one in before.blocking}:
        return False
    return all(_stands_there(one, world.of(one.character)) for one in shot.blocking)


def _stands_there(now: Blocking, left: CharacterState | None) -> bool:
    if left is None:
        return False
    if now.x_cm is None or left.x_cm is None:
        return same_place(left.position, now.position)
    return abs(now.x_cm - left.x_cm) <= NEAR_CM and abs((now.z_cm or 0) - (left.z_cm or 0)) <= NEAR_CM
