"""Questions with yes and no that code derives from the script, shot by shot; for some of them the right answer is no.

A judge that says yes to everything is found out by the controls: people of the cast who are not in the shot. The words of a
question come from the script, so they are data wherever a question is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from storyreel.agents.critic.rubric import Need
from storyreel.film.script import Scene, Script, Shot
from storyreel.film.vocabulary import ShotSize

__all__ = ["Question", "questions_of"]

_PEOPLE: dict[ShotSize, str] = {
    ShotSize.EXTREME_WIDE: "is the place much larger in the frame than anybody in it",
    ShotSize.WIDE: "can people be seen from head to foot with the place around them",
    ShotSize.FULL: "does the frame hold somebody from head to foot",
    ShotSize.MEDIUM_WIDE: "does the frame hold somebody from about the knees up",
    ShotSize.MEDIUM: "does the frame hold somebody from about the waist up",
    ShotSize.MEDIUM_CLOSE_UP: "does the frame hold somebody from about the chest up",
    ShotSize.CLOSE_UP: "does a face fill most of the frame",
    ShotSize.EXTREME_CLOSE_UP: "does part of a face fill the frame",
    ShotSize.INSERT: "does a single thing or detail fill the frame",
}


@dataclass(frozen=True, kw_only=True)
class Question:
    """One thing that a shot has or has not.

    Attributes:
        shot: uid.
        topic: "person", "absent", "size", "action", "prop", "place", "time of day" or "line".
        yes: Whether yes is as scripted; False for a control.
        needs: The sense without which it is not asked.
    """

    shot: str
    topic: str
    text: str
    yes: bool = True
    needs: Need = "picture"


def questions_of(script: Script) -> tuple[Question, ...]:
    """All questions, in the order of the shots.

    >>> shot = {"uid": "a", "id": "1.1", "start_ms": 0, "end_ms": 9, "in_frame": ("ROSA",), "props": ("a letter",)}
    >>> for one in questions_of(Script(scenes=({"id": "1", "shots": (shot,)},))):
    ...     print(one.topic, "|", one.text)
    person | Is ROSA to be seen?
    size | Size of the shot: does the frame hold somebody from about the waist up?
    prop | Is this thing to be seen: a letter?
    """
    looks = {one.name: one.appearance for one in script.cast}
    return tuple(question for scene in script.scenes for shot in scene.shots for question in _of_shot(scene, shot, looks, script))


def _of_shot(scene: Scene, shot: Shot, looks: dict[str, str], script: Script) -> Iterator[Question]:
    uid = shot.uid
    for name in shot.in_frame:
        yield Question(shot=uid, topic="person", text=f"Is {_named(name, looks)} to be seen?")
    for name in _absent(scene, shot, script)[:1]:
        yield Question(shot=uid, topic="absent", text=f"Is {_named(name, looks)} to be seen?", yes=False)
    if shot.in_frame or shot.size is ShotSize.INSERT:
        yield Question(shot=uid, topic="size", text=f"Size of the shot: {_PEOPLE[shot.size]}?")
    if shot.action:
        yield Question(shot=uid, topic="action", text=f"Does this happen: {shot.action}")
    for name in shot.props:
        yield Question(shot=uid, topic="prop", text=f"Is this thing to be seen: {name}?")
    if scene.place:
        yield Question(shot=uid, topic="place", text=f"Could the place be this: {scene.place}?")
    if scene.time_of_day:
        yield Question(shot=uid, topic="time of day", text=f"Could the time of day be this: {scene.time_of_day}?")
    for line in shot.lines:
        yield Question(shot=uid, topic="line", text=f"Is this said, in these words: {line.text}", needs="sound")


def _absent(scene: Scene, shot: Shot, script: Script) -> list[str]:
    """Somebody of the cast with a look of their own who is not in this shot, nor in the scene where that can be had."""
    here = {name for one in scene.shots for name in one.in_frame} | set(shot.in_frame)
    near = {one.character for one in shot.blocking}
    away = [one.name for one in script.cast if one.seen and one.appearance and one.name not in here | near]
    return [*away, *_others(script, shot, near)]


def _others(script: Script, shot: Shot, near: Iterable[str]) -> list[str]:
    if not shot.in_frame:
        return []
    out_of_frame = set(near) - set(shot.in_frame)
    return [one.name for one in script.cast if one.seen and one.appearance and one.name in out_of_frame]


def _named(name: str, looks: dict[str, str]) -> str:
    look = looks.get(name, "")
    return f"{name} ({look})" if look else name
