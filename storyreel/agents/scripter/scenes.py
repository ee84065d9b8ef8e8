"""Where one scene ends and the next begins: at headings; without them, where a direction says so or the whole cast changes.

The rule is conservative: in doubt the scene goes on, for a wrong cut between scenes costs more than a missing one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from storyreel.film.dialogue import Dialogue, DialogueItem, Direction, Heading, Line
from storyreel.formats.headings import is_transition

__all__ = ["SceneSource", "divide", "is_act"]

_ACT: Final = re.compile(
    r"^\W*(act|akt|acte|acto|atto)\b[\s.:]*([ivxlc]+|\d+|one|two|three|four|five|first|second|third)\b|^第.{1,3}幕", re.IGNORECASE
)
_ELSEWHERE: Final = re.compile(
    r"^\W*(the next (?:day|morning|evening|night|week)"
    r"|(?:a |some |several |many )?(?:hours?|days?|weeks?|months?|years?|moments?) later\b|later that|later\b|meanwhile\b"
    r"|elsewhere\b|cut to\b|dissolve to\b|fade to\b|the scene (?:changes|shifts)|scene changes|change of scene)",
    re.IGNORECASE,
)
_RUN: Final = 3
"""Lines on both sides of a change of the whole cast, before it counts as another scene."""


@dataclass(frozen=True)
class SceneSource:
    """What the source gives for one scene.

    Attributes:
        heading: Its heading, None where it has none.
        items: Its Directions and Lines in order.
        act: The heading of the act that begins with it, "" where none does.
        reason: Why a scene begins here.
    """

    heading: Heading | None
    items: tuple[Direction | Line, ...]
    act: str
    reason: str


def is_act(heading: Heading) -> bool:
    """Whether a heading opens an act and names no place of its own.

    >>> is_act(Heading(text="ACT II")), is_act(Heading(text="INT. KITCHEN - NIGHT", place="KITCHEN"))
    (True, False)
    """
    return bool(_ACT.match(heading.text)) and not heading.place


@dataclass
class _Open:
    """A scene that is being filled."""

    heading: Heading | None
    act: str
    reason: str
    items: list[Direction | Line] = field(default_factory=list[Direction | Line])
    speakers: set[str] = field(default_factory=set[str])
    spoken: int = 0

    def add(self, item: Direction | Line) -> None:
        self.items.append(item)
        if isinstance(item, Line):
            self.speakers.add(item.speaker)
            self.spoken += 1


def divide(dialogue: Dialogue) -> tuple[SceneSource, ...]:
    """The source's scenes, in order; every Direction and Line is in exactly one.

    >>> [len(scene.items) for scene in divide(Dialogue(items=(Heading(text="A"), Direction(text="x"), Heading(text="B"))))]
    [1, 0]
    """
    scenes: list[_Open] = []
    act = ""
    for at, item in enumerate(dialogue.items):
        if isinstance(item, Heading):
            if is_act(item):
                act = item.text
            else:
                _open_at(scenes, item, act)
                act = ""
            continue
        why = "the film begins" if not scenes else f"an act begins: {act}" if act else _begins(dialogue.items, at, scenes[-1])
        if why:
            scenes.append(_Open(None, act, why))
            act = ""
        scenes[-1].add(item)
    return tuple(SceneSource(one.heading, tuple(one.items), one.act, one.reason) for one in scenes)


def _open_at(scenes: list[_Open], heading: Heading, act: str) -> None:
    """A scene with a heading; "FADE IN:" above it is its beginning, not a scene of its own."""
    why = f"the source's heading: {heading.text}"
    last = scenes[-1] if scenes else None
    if last and last.heading is None and all(isinstance(one, Direction) and is_transition(one.text) for one in last.items):
        last.heading, last.reason, last.act = heading, why, act or last.act
    else:
        scenes.append(_Open(heading, act, why))


def _begins(items: tuple[DialogueItem, ...], at: int, scene: _Open) -> str:
    """Why a scene begins with this item, "" where it does not."""
    item = items[at]
    if not scene.spoken:
        return ""
    if isinstance(item, Direction):
        return f"a direction says so: {item.text}" if _ELSEWHERE.match(item.text.strip("[]() ")) else ""
    talked = scene.spoken >= _RUN and 2 <= len(scene.speakers) < scene.spoken
    if not isinstance(item, Line) or item.speaker in scene.speakers or not talked:
        return ""
    ahead: list[Line] = []
    for one in items[at : at + 4 * _RUN]:
        if isinstance(one, Heading) or len(ahead) > _RUN:
            break
        ahead.extend([one] if isinstance(one, Line) else [])
    new = {line.speaker for line in ahead}
    enough = len(ahead) >= _RUN and 2 <= len(new) < len(ahead)
    return "everyone who spoke is gone and others speak" if enough and not scene.speakers & new else ""
