"""MovieAgent's own files (arXiv 2503.07314): `Step_1` to `Step_3` results read and written.

A step holds the one before and one level more: sub-scripts, then scenes, then shots, each level with the chain of thought that
led to it. What a file says beyond the known keys is kept at its place, so that a file read and written again says the same.
Values of the wrong kind, as language models write them, are taken as far as they can be (a text for a list, a number for a text).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal, cast

from pydantic import JsonValue

from storyreel.errors import SourceError
from storyreel.film.base import JsonObject

__all__ = ["STEPS", "Box", "MoviePlan", "MovieScene", "MovieShot", "SubScript", "read_movie_plan", "step_file", "write_step"]

Box = tuple[float, float, float, float]
Words = dict[str, str]

_THOUGHT: Final = "Internal Chain-of-Thought"
STEPS: Final[tuple[Literal[1, 2, 3], ...]] = (1, 2, 3)
_FILES: Final = {1: "Step_1_script_results.json", 2: "Step_2_scene_results.json", 3: "Step_3_shot_results.json"}


@dataclass(frozen=True, kw_only=True)
class MovieShot:
    """One shot.

    Attributes:
        boxes: name -> left, top, right, bottom in the picture, from 0 to 1; None where none, or none that can be, is given.
        subtitles: (speaker, words) in order.
    """

    name: str
    boxes: dict[str, Box | None] = field(default_factory=dict[str, "Box | None"])
    plot: str = ""
    coarse_plot: str = ""
    emotion: str = ""
    shot_type: str = ""
    camera: str = ""
    subtitles: tuple[tuple[str, str], ...] = ()
    extra: dict[str, JsonValue] = field(default_factory=dict[str, JsonValue])


@dataclass(frozen=True, kw_only=True)
class MovieScene:
    """One scene; `thought` is the chain of thought that led to its shots, None while it has none."""

    name: str
    characters: tuple[str, ...] = ()
    plot: str = ""
    description: str = ""
    tone: str = ""
    style: str = ""
    props: tuple[str, ...] = ()
    music: str = ""
    camera_notes: str = ""
    thought: Words = field(default_factory=dict[str, str])
    shots: tuple[MovieShot, ...] = ()
    extra: dict[str, JsonValue] = field(default_factory=dict[str, JsonValue])


@dataclass(frozen=True, kw_only=True)
class SubScript:
    """One sub-script; `thought` is the chain of thought that led to its scenes."""

    name: str
    plot: str = ""
    characters: tuple[str, ...] = ()
    timeline: str = ""
    reason: str = ""
    thought: Words = field(default_factory=dict[str, str])
    scenes: tuple[MovieScene, ...] = ()
    extra: dict[str, JsonValue] = field(default_factory=dict[str, JsonValue])


@dataclass(frozen=True, kw_only=True)
class MoviePlan:
    """The whole; `thought` is the chain of thought that led to the sub-scripts."""

    relationships: Words = field(default_factory=dict[str, str])
    thought: Words = field(default_factory=dict[str, str])
    sub_scripts: tuple[SubScript, ...] = ()
    extra: dict[str, JsonValue] = field(default_factory=dict[str, JsonValue])


def step_file(step: Literal[1, 2, 3]) -> str:
    """The name that MovieAgent gives to a step's file.

    >>> step_file(3)
    'Step_3_shot_results.json'
    """
    return _FILES[step]


def read_movie_plan(data: object) -> MoviePlan:
    """The plan in the JSON of any of the three steps.

    Raises:
        SourceError: If it is no such file; the text says what was expected.

    >>> plan = read_movie_plan({"Sub-Script": {"Sub-Script 1": {"Plot": "Elsa hears a voice.", "Involving Characters": "Elsa"}}})
    >>> plan.sub_scripts[0].characters
    ('Elsa',)
    """
    whole = _Object(data)
    if not isinstance(data, dict) or not isinstance(whole.rest.get("Sub-Script"), dict):
        raise SourceError('has no "Sub-Script" object; expected one of MovieAgent\'s Step_1, Step_2 or Step_3 results')
    subs = whole.table("Sub-Script")
    return MoviePlan(
        relationships=whole.words("Relationships"),
        thought=whole.words(_THOUGHT),
        sub_scripts=tuple(_sub_script(name, _Object(one)) for name, one in subs.items()),
        extra=whole.rest,
    )


def _sub_script(name: str, data: _Object) -> SubScript:
    scenes = _Object(data.rest.pop("Scene Annotation", {}))
    return SubScript(
        name=name,
        plot=data.text("Plot"),
        characters=data.names("Involving Characters"),
        timeline=data.text("Timeline"),
        reason=data.text("Reason for Division"),
        thought=scenes.words(_THOUGHT),
        scenes=tuple(_scene(each, _Object(one)) for each, one in scenes.table("Scene").items()),
        extra=data.rest,
    )


def _scene(name: str, data: _Object) -> MovieScene:
    shots = _Object(data.rest.pop("Shot Annotation", {}))
    return MovieScene(
        name=name,
        characters=data.names("Involving Characters"),
        plot=data.text("Plot"),
        description=data.text("Scene Description"),
        tone=data.text("Emotional Tone"),
        style=data.text("Visual Style"),
        props=data.names("Key Props"),
        music=data.text("Music and Sound Effects"),
        camera_notes=data.text("Cinematography Notes"),
        thought=shots.words(_THOUGHT),
        shots=tuple(_shot(each, _Object(one)) for each, one in shots.table("Shot").items()),
        extra=data.rest,
    )


def _shot(name: str, data: _Object) -> MovieShot:
    people: object = data.rest.pop("Involving Characters", {})
    boxes = {who: _box(box) for who, box in _Object(people).rest.items()} or dict.fromkeys(_listed(people))
    return MovieShot(
        name=name,
        boxes=boxes,
        plot=data.text("Plot/Visual Description"),
        coarse_plot=data.text("Coarse Plot"),
        emotion=data.text("Emotional Enhancement"),
        shot_type=data.text("Shot Type"),
        camera=data.text("Camera Movement"),
        subtitles=tuple(_subtitles(data.rest.pop("Subtitles", {}))),
        extra=data.rest,
    )


def _box(value: object) -> Box | None:
    numbers = [float(one) for one in cast("list[Any]", value) if _is_number(one)] if isinstance(value, list) else []
    if len(numbers) != 4 or any(not 0.0 <= one <= 1.0 for one in numbers):
        return None
    left, top, right, bottom = numbers
    return (left, top, right, bottom) if left < right and top < bottom else None


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _subtitles(value: object) -> list[tuple[str, str]]:
    """Speakers and words, however they are nested: a table, a list of tables, or "Anna: Here we go." in a text."""
    if isinstance(value, dict):
        table = cast("dict[str, Any]", value)
        return [(who, words) for who, one in table.items() for words in _listed(one)]
    if isinstance(value, list):
        return [pair for one in cast("list[Any]", value) for pair in _subtitles(one)]
    if isinstance(value, str):
        return [(hit[1].strip(), hit[2].strip()) for hit in re.finditer(r"([^:\n{}]{1,60}):\s*([^\n{}]+)", value)]
    return []


def _listed(value: object) -> list[str]:
    if isinstance(value, str):
        return [value.strip()] if value.strip() else []
    if isinstance(value, list):
        return [text for one in cast("list[Any]", value) for text in _listed(one)]
    return [str(value)] if _is_number(value) else []


class _Object:
    """A JSON object that is read key by key; `rest` is what nobody asked for."""

    def __init__(self, data: object) -> None:
        self.rest: dict[str, Any] = dict(cast("Mapping[str, Any]", data)) if isinstance(data, dict) else {}

    def text(self, key: str) -> str:
        """The text under a key; a list is joined."""
        return ", ".join(_listed(self.rest.pop(key, "")))

    def names(self, key: str) -> tuple[str, ...]:
        """The list under a key; of a table, its keys."""
        value = self.rest.pop(key, [])
        return tuple(cast("dict[str, Any]", value)) if isinstance(value, dict) else tuple(_listed(value))

    def words(self, key: str) -> Words:
        """The table of texts under a key; a text alone stands under "Thought"."""
        value = self.rest.pop(key, {})
        if isinstance(value, dict):
            return {name: ", ".join(_listed(one)) for name, one in cast("dict[str, Any]", value).items()}
        return {"Thought": ", ".join(_listed(value))} if _listed(value) else {}

    def table(self, key: str) -> dict[str, Any]:
        """The table of objects under a key, in the order of the numbers in their names; of a list, numbered."""
        value = self.rest.pop(key, {})
        if isinstance(value, list):
            return {f"{key} {at}": one for at, one in enumerate(cast("list[Any]", value), start=1)}
        table = cast("dict[str, Any]", value) if isinstance(value, dict) else {}
        return dict(sorted(table.items(), key=lambda item: _number(item[0])))


def _number(name: str) -> float:
    found = re.findall(r"\d+", name)
    return int(found[-1]) if found else float("inf")


def write_step(plan: MoviePlan, step: Literal[1, 2, 3]) -> JsonObject:
    """The JSON of a step, as MovieAgent's next step reads it.

    >>> plan = MoviePlan(sub_scripts=(SubScript(name="Sub-Script 1", plot="Elsa leaves."),))
    >>> write_step(plan, 1)["Sub-Script"]["Sub-Script 1"]["Plot"]
    'Elsa leaves.'
    """
    return {
        "Relationships": plan.relationships,
        _THOUGHT: plan.thought,
        "Sub-Script": {one.name: _written_sub_script(one, step) for one in plan.sub_scripts},
        **plan.extra,
    }


def _written_sub_script(one: SubScript, step: int) -> JsonObject:
    written: JsonObject = {
        "Plot": one.plot,
        "Involving Characters": list(one.characters),
        "Timeline": one.timeline,
        "Reason for Division": one.reason,
        **one.extra,
    }
    if step > 1:
        scenes = {scene.name: _written_scene(scene, step) for scene in one.scenes}
        written["Scene Annotation"] = {_THOUGHT: one.thought, "Scene": scenes}
    return written


def _written_scene(one: MovieScene, step: int) -> JsonObject:
    written: JsonObject = {
        "Involving Characters": list(one.characters),
        "Plot": one.plot,
        "Scene Description": one.description,
        "Emotional Tone": one.tone,
        "Visual Style": one.style,
        "Key Props": list(one.props),
        "Music and Sound Effects": one.music,
        "Cinematography Notes": one.camera_notes,
        **one.extra,
    }
    if step > 2:
        written["Shot Annotation"] = {_THOUGHT: one.thought, "Shot": {shot.name: _written_shot(shot) for shot in one.shots}}
    return written


def _written_shot(one: MovieShot) -> JsonObject:
    return {
        "Involving Characters": {who: list(box) if box else [] for who, box in one.boxes.items()},
        "Plot/Visual Description": one.plot,
        "Coarse Plot": one.coarse_plot,
        "Emotional Enhancement": one.emotion,
        "Shot Type": one.shot_type,
        "Camera Movement": one.camera,
        "Subtitles": _by_speaker(one.subtitles),
        **one.extra,
    }


def _by_speaker(subtitles: Sequence[tuple[str, str]]) -> dict[str, str | list[str]]:
    """A table of speakers, as MovieAgent reads it; who speaks more than once in a shot has a list."""
    said: dict[str, list[str]] = {}
    for who, words in subtitles:
        said.setdefault(who, []).append(words)
    return {who: words[0] if len(words) == 1 else [*words] for who, words in said.items()}
