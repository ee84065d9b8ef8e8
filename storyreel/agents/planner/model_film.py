"""A page and its plan made a Script: the plan's shots, boxes, tones and reasons on the handbook's stage.

Boxes become marks, sub-scripts become acts, and every level keeps its chain of thought in the fields that are there for it. No
model is asked here: the same plan gives the same Script.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, cast

from pydantic import JsonValue

from storyreel.agents.planner.model_boxes import Marks, words_for
from storyreel.agents.planner.model_page import Owner, PlannedPage
from storyreel.agents.scripter.beats import Beat, Speech
from storyreel.agents.scripter.model_context import SceneContext
from storyreel.agents.scripter.model_film import SceneInHand, write_film
from storyreel.agents.scripter.model_forms import BlockingForm, PropForm, ShotForm
from storyreel.agents.scripter.model_material import SceneMaterial
from storyreel.agents.scripter.model_names import CastNames
from storyreel.agents.scripter.model_plan import PlannedShot, ScenePlan, read_plan
from storyreel.agents.scripter.model_rolling import Rolling
from storyreel.agents.scripter.model_weighing import OneScene, mended_by_rules
from storyreel.errors import AnswerUnusable
from storyreel.film.bank import Character
from storyreel.film.dialogue import Direction, Line
from storyreel.film.plan import FilmSettings
from storyreel.film.script import Act, Scene, Script
from storyreel.film.vocabulary import ShotSize, read_size
from storyreel.formats.movieagent import MoviePlan, MovieScene, MovieShot

__all__ = ["write_planned_film"]

_HOW = "shots, boxes, tones and reasons from the plan; order, times and staging by rule"


async def write_planned_film(plan: MoviePlan, page: PlannedPage, settings: FilmSettings, *, name: str) -> Script:
    """The Script of a page that was written from a plan."""
    owners = {id(item): owner for item, owner in zip(_items(page), page.owners, strict=True)}
    stages = _PlannedStages(plan, owners, name)
    script = await write_film(page.dialogue, settings, stages, at_once=1)
    return _with_thoughts(script, plan, stages.scenes)


def _items(page: PlannedPage) -> list[Direction | Line]:
    return [item for item in page.dialogue.items if isinstance(item, Direction | Line)]


@dataclass
class _PlannedStages:
    plan_of: MoviePlan
    owners: dict[int, Owner]
    name: str
    how: str = _HOW
    scenes: dict[int, Owner] = field(default_factory=dict[int, Owner])
    last: Owner | None = None

    async def understand(self, scene: SceneInHand, rolling: Rolling, cast: Sequence[Character]) -> SceneContext:
        """What the scene planner said of it."""
        owner = self.owners[id(scene.read.source.items[0])]
        self.scenes[scene.number] = owner
        told = self._scene(owner)
        there = {name for beat in scene.read.beats for name in (*beat.present, *(one.who for one in beat.business))}
        boxed = dict.fromkeys(who for shot in told.shots for who in shot.boxes)
        names = CastNames(cast)
        silent = [name for who in boxed if (name := names.find(who).name) and names.seen(name) and name not in there]
        return SceneContext(
            where=told.description,
            when=str(told.extra.get("Time of Day", "")),
            tone=told.tone,
            happens=told.plot,
            silent=tuple(dict.fromkeys(silent)),
            props=tuple(PropForm(name=name) for name in told.props if name),
            visual_style=told.style,
            music=told.music,
            sound=str(told.extra.get("Sound", "")),
        )

    async def plan(self, scene: SceneInHand, names: CastNames) -> ScenePlan:
        """The shot planner's shots; a scene that has none is the handbook's.

        Raises:
            AnswerUnusable: If the plan has no shot for this scene.
        """
        owner = self.scenes[scene.number]
        shots = self._scene(owner).shots
        held = _held(scene, self.owners)
        if not shots or not any(at >= 0 for at in held):
            raise AnswerUnusable("the plan has no shots for this scene", backend=self.name)
        forms = [_form(shots[at], held[at]) for at in held if at >= 0]
        plan = read_plan(forms, scene.material, names)
        given = {form.beats[0]: shots[at] for at, form in zip((at for at in held if at >= 0), forms, strict=True)}
        return plan._replace(shots=_boxed(plan.shots, given, scene.material, names))

    async def correct(self, scene: SceneInHand, one: OneScene) -> OneScene:
        """By the rules alone."""
        return mended_by_rules(one)[0]

    def _scene(self, owner: Owner) -> MovieScene:
        return self.plan_of.sub_scripts[owner.sub].scenes[owner.scene]


def _held(scene: SceneInHand, owners: dict[int, Owner]) -> dict[int, list[str]]:
    """Shot of the plan -> ids of the beats that came from it, in order."""
    items = scene.read.source.items
    held: dict[int, list[str]] = {}
    at = 0
    for label, beat in zip(scene.material.labels, scene.material.beats, strict=True):
        at = next((place for place in range(at, len(items)) if _is_of(beat, items[place])), at)
        held.setdefault(owners[id(items[at])].shot, []).append(label)
    return held


def _is_of(beat: Beat, item: Direction | Line) -> bool:
    """Whether a beat was read from an item: a Line by its id, a direction by its words, of which the beat may hold a part."""
    if isinstance(beat, Speech):
        return isinstance(item, Line) and item.id == beat.line.id
    return isinstance(item, Direction) and _plain(beat.text)[:40] in _plain(item.text)


def _plain(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def _form(shot: MovieShot, beats: Sequence[str]) -> ShotForm:
    extra = cast("dict[str, Any]", shot.extra)
    seconds = extra.get("Seconds", 0.0)
    return ShotForm(
        beats=list(beats),
        size=shot.shot_type,
        angle=str(extra.get("Angle", "")),
        move=shot.camera,
        direction=str(extra.get("Direction", "")),
        subjects=list(shot.boxes),
        plot=shot.plot,
        emotion=shot.emotion,
        lighting=str(extra.get("Lighting", "")),
        effects=str(extra.get("Effects", "")),
        sound=str(extra.get("Sound", "")),
        props=[str(one) for one in extra.get("Props", [])],
        seconds=float(seconds) if isinstance(seconds, int | float) else 0.0,
        reason=str(extra.get("Reason", "")) or "planned from the synopsis",
    )


def _boxed(
    shots: Sequence[PlannedShot], given: dict[str, MovieShot], scene: SceneMaterial, names: CastNames
) -> tuple[PlannedShot, ...]:
    """The shots with their boxes, and the marks and blocking that follow from them."""
    marks, done = Marks(), list[PlannedShot]()
    for shot in shots:
        movie = next((given[label] for place in shot.beats if (label := scene.labels[place]) in given), None)
        boxes = {name: box for who, box in (movie.boxes if movie else {}).items() if (name := names.find(who).name)}
        stand = marks.of(boxes, shot.size or (ShotSize(read_size(movie.shot_type).value) if movie else None))
        forms = tuple(BlockingForm(character=name, position=words_for(mark)) for name, mark in stand.items() if names.seen(name))
        extra: dict[str, JsonValue] = {"coarse_plot": movie.coarse_plot} if movie and movie.coarse_plot else {}
        seen = {name: box for name, box in boxes.items() if box is not None}
        done.append(replace(shot, boxes=seen, marks=stand, blocking=forms, extra=extra))
    return tuple(done)


def _with_thoughts(script: Script, plan: MoviePlan, owners: dict[int, Owner]) -> Script:
    """The Script with acts, and each level's reasons and thoughts."""
    scenes = tuple(
        _thought(scene, plan, owners[number]) if number in owners else scene
        for number, scene in enumerate(script.scenes, start=1)
    )
    acts: list[Act] = []
    for at, sub in enumerate(plan.sub_scripts):
        ids = tuple(scenes[number - 1].id for number, owner in sorted(owners.items()) if owner.sub == at)
        told = cast("dict[str, JsonValue]", {"timeline": sub.timeline, "thought": sub.thought})
        acts.append(
            Act(
                id=str(at + 1),
                title=str(sub.extra.get("Title", "")) or sub.name,
                plot=sub.plot,
                themes=str(sub.extra.get("Themes", "")),
                tone=str(sub.extra.get("Emotional Tone", "")),
                characters=sub.characters,
                reason=sub.reason,
                scenes=ids,
                extra={name: value for name, value in told.items() if value},
            )
        )
    told = cast("dict[str, JsonValue]", {"relationships": plan.relationships, "thought": plan.thought})
    return script.changed(scenes=scenes, acts=tuple(acts), extra={**script.extra, "plan": told})


def _thought(scene: Scene, plan: MoviePlan, owner: Owner) -> Scene:
    told = plan.sub_scripts[owner.sub].scenes[owner.scene]
    reason = str(told.extra.get("Reason", ""))
    extra: dict[str, JsonValue] = {**scene.extra, "thought": dict(told.thought)} if told.thought else {**scene.extra}
    return scene.changed(
        camera_notes=told.camera_notes,
        reason="; ".join(part for part in (reason, scene.reason) if part),
        extra=extra,
    )
