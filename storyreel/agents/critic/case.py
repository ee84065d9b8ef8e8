"""A Script as the rules look at it: with its source and its speech where they exist, and the views that many rules share.

It knows no rule, no score and no media.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from storyreel.film.base import hash_of
from storyreel.film.dialogue import Dialogue
from storyreel.film.script import Scene, Script, Shot, SpokenLine
from storyreel.film.speech import SpeechSheet

__all__ = ["Placed", "ScriptCase", "Spoken", "people_of"]


class Placed(NamedTuple):
    """A Shot and the Scene that holds it."""

    scene: Scene
    shot: Shot


class Spoken(NamedTuple):
    """A spoken Line or part, with the Shot it is spoken in."""

    shot: Shot
    line: SpokenLine


@dataclass(frozen=True)
class ScriptCase:
    """What the script rules judge.

    Attributes:
        dialogue: The source, where it was given; without it Lines are judged on the Script's own ids.
        speech: What the table read spoke, where it was held; without it speech is estimated.
    """

    script: Script
    dialogue: Dialogue | None = None
    speech: SpeechSheet | None = None

    @cached_property
    def made_on(self) -> str:
        """Hash of the Script."""
        return hash_of(self.script)

    @cached_property
    def placed(self) -> tuple[Placed, ...]:
        """All Shots in the film's order, each with its Scene."""
        return tuple(Placed(scene, shot) for scene in self.script.scenes for shot in scene.shots)

    @cached_property
    def spoken(self) -> tuple[Spoken, ...]:
        """All spoken Lines and parts in the order of the Script."""
        return tuple(Spoken(shot, line) for shot in self.script.shots for line in shot.lines)

    @cached_property
    def parts(self) -> dict[str, list[Spoken]]:
        """Line id -> what is spoken of it, in the order of the Script."""
        out: dict[str, list[Spoken]] = {}
        for one in self.spoken:
            out.setdefault(one.line.id, []).append(one)
        return out

    @cached_property
    def scene_of(self) -> dict[str, Scene]:
        """Shot uid -> its Scene."""
        return {shot.uid: scene for scene, shot in self.placed}

    def name_of(self, name: str) -> str:
        """The cast's own name for a name or alias; the name itself where the cast has none."""
        found = self._names.get(name)
        return found if found is not None else name

    def knows(self, name: str) -> bool:
        """Whether the name is one of the cast's names or aliases, to the letter."""
        return name in self._names

    def first_shot_of(self, name: str) -> Shot | None:
        """The first Shot in which a Character speaks, stands or is the subject."""
        for shot in self.script.shots:
            if name in {self.name_of(one) for one in people_of(shot)}:
                return shot
        return None

    @cached_property
    def _names(self) -> dict[str, str]:
        return {spelling: one.name for one in self.script.cast for spelling in (one.name, *one.aliases)}


def people_of(shot: Shot) -> Sequence[str]:
    """Everyone that a Shot names, in the order of blocking, subjects, frame, speakers; each once.

    >>> people_of(Shot(uid="a", id="1.1", start_ms=0, end_ms=1, subjects=("B",), in_frame=("B", "A")))
    ('B', 'A')
    """
    return tuple(dict.fromkeys(_named(shot)))


def _named(shot: Shot) -> Iterator[str]:
    yield from (one.character for one in shot.blocking)
    yield from shot.subjects
    yield from shot.in_frame
    yield from (line.speaker for line in shot.lines)
