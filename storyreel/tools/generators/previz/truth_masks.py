"""Whose pixels are whose: people and things drawn one by one, by the same hand as the picture, and laid over each other.

A pixel is a person's where at least half of it is covered by them and nobody nearer: so masks are as sharp as what is drawn,
softness out of focus included. Hair, clothes and what is worn are the person's; the thing in a hand is a thing; furniture,
shadows and weather are the set's. Colours are not looked at but to find a held thing and the seat before someone's back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from storyreel.film.truth import TruthLabel
from storyreel.tools.generators.previz.figure import Drawn, toward_light
from storyreel.tools.generators.previz.focus import Focus, canvas_on
from storyreel.tools.generators.previz.ink import Ink
from storyreel.tools.generators.previz.layout import Piece
from storyreel.tools.generators.previz.people import Person
from storyreel.tools.generators.previz.pieces import draw_piece
from storyreel.tools.generators.previz.props import draw_prop
from storyreel.tools.generators.previz.sight import behind_and_among, body_box, standing_pieces, turned_away
from storyreel.tools.generators.previz.stage import StageShot
from storyreel.tools.generators.previz.talk import Talk
from storyreel.tools.generators.previz.troupe import Moment, Troupe, moment_of

__all__ = ["Masked", "Masks", "labels_of"]

Array = np.ndarray
_COVERED = 128
_THINGS = 100


class Masked(NamedTuple):
    """A frame: its indices, shape (height, width) uint8, and where people were drawn, hidden or not."""

    indices: Array
    people: dict[str, Drawn]


def labels_of(stage: StageShot, order: tuple[str, ...] = ()) -> tuple[TruthLabel, ...]:
    """The legend of a Shot: people from 1 on in this order of names, then the Shot's own; things from 100 on."""
    names = tuple(dict.fromkeys([*order, *(p.name for p in stage.people)]))[: _THINGS - 1]
    seen = {p.name for p in stage.people}
    found = [TruthLabel(index=0, kind="set")]
    found += [TruthLabel(index=i, kind="person", name=name) for i, name in enumerate(names, 1) if name in seen]
    held = [(p.holds[0], p.name) for p in stage.people if p.holds]
    lying = [(stage.thing_name, "")] if stage.thing is not None else []
    things = zip(range(_THINGS, 256), [*held, *lying], strict=False)
    found += [TruthLabel(index=i, kind="thing", name=name, holder=holder) for i, (name, holder) in things]
    return tuple(found)


class _Sheet:
    """A clear sheet as large as the picture, with people who may or may not show seats and what they hold."""

    def __init__(self, stage: StageShot, talk: Talk) -> None:
        self.pixels = np.zeros((stage.height, stage.width, 4), np.uint8)
        # The canvas draws into these pixels as long as the surface lives.
        self._surface = canvas_on(self.pixels, premultiplied=True)
        self.ink = Ink(self._surface.getCanvas(), (stage.width, stage.height), stage.style, stage.light)
        self._troupe = Troupe(stage, talk, Focus(self.ink))
        self.stage = stage

    def clear(self, at: Moment) -> None:
        self.pixels.fill(0)
        self.ink.toward = toward_light(self.ink, at.view)

    def person(self, person: Person, at: Moment) -> Drawn | None:
        self.clear(at)
        return self._troupe.draw(person, at)

    @property
    def covered(self) -> Array:
        return self.pixels[:, :, 3] >= _COVERED


class Masks:
    """Draws the masks of one Shot, frame by frame in any order.

    Args:
        stage: The geometry.
        talk: Who speaks when.
        labels: The legend.
    """

    def __init__(self, stage: StageShot, talk: Talk, labels: tuple[TruthLabel, ...]) -> None:
        self.stage = stage
        self._sheet = _Sheet(replace(stage, seats={}), talk)
        self._seated = _Sheet(stage, talk)
        self._empty = _Sheet(replace(stage, seats={}), talk)
        self._pieces = standing_pieces(stage)
        self._people: Mapping[str, int] = {one.name: one.index for one in labels if one.kind == "person"}
        self._things: Mapping[str, int] = {one.holder: one.index for one in labels if one.kind == "thing"}

    def frame(self, index: int) -> Masked:
        """The indices of a frame, and where people are in it."""
        stage, at = self.stage, moment_of(self.stage, index)
        out = np.zeros((stage.height, stage.width), np.uint8)
        seen: dict[str, Drawn] = {}
        for one in self._in_order(at):
            if isinstance(one, Piece):
                self._piece(one, at, out)
                continue
            drawn = self._person(one, at, out)
            if drawn is not None:
                seen[one.name] = drawn
        self._lying(at, out)
        return Masked(out, seen)

    def _in_order(self, at: Moment) -> list[Person | Piece]:
        """People, and the pieces among them, the farthest first."""
        stage, view = self.stage, at.view
        _, near = behind_and_among(stage, view, self._pieces)
        people = [p for p in stage.people if p.drawn and body_box(p, view, at.part) is not None]
        order: list[tuple[float, Person | Piece]] = [(view.depth((p.x, p.up, p.z)), p) for p in near]
        order += [(view.depth(p.head(at.part)), p) for p in people]
        return [one for _, one in sorted(order, key=lambda pair: -pair[0])]

    def _piece(self, piece: Piece, at: Moment, out: Array) -> None:
        self._sheet.clear(at)
        draw_piece(self._sheet.ink, at.view, piece, self.stage.layout, self.stage.world_salt, at.t_s)
        out[self._sheet.covered] = 0

    def _person(self, person: Person, at: Moment, out: Array) -> Drawn | None:
        drawn = self._sheet.person(person, at)
        theirs = self._sheet.covered
        if person.name in self.stage.seats:
            self._seated.person(person, at)
            if turned_away(person, at.view):
                theirs &= ~_differ(self._seated.pixels, self._sheet.pixels)
            out[self._seated.covered & ~theirs] = 0
        out[theirs] = self._people.get(person.name, 0)
        if person.holds and person.name in self._things:
            self._empty.person(replace(person, shows=False), at)
            out[theirs & _differ(self._sheet.pixels, self._empty.pixels)] = self._things[person.name]
        return drawn

    def _lying(self, at: Moment, out: Array) -> None:
        """The thing of an insert that nobody holds."""
        if self.stage.thing is None:
            return
        seen = at.view.project(self.stage.thing)
        if seen.depth > 0.2:
            self._sheet.clear(at)
            draw_prop(self._sheet.ink, self.stage.thing_name, (seen.x, seen.y), at.view.scale(seen.depth))
            out[self._sheet.covered] = self._things.get("", 0)


def _differ(one: Array, other: Array) -> Array:
    """Where two sheets are not drawn alike, by more than a rounding."""
    return (np.maximum(one, other) - np.minimum(one, other)).max(axis=2) > 2
