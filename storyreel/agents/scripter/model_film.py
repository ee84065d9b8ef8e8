"""A film written scene by scene by somebody who may fail: what holds for every Scripter that asks a model.

Contexts come one after another, for each carries the story on; plans and corrections of several scenes run side by side. A scene
whose model fails is written by the handbook, with the reason told on the Script; after two scenes running for which the endpoint
could not be reached, it is asked no more. Calls grow with the length of the source and no faster.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Protocol, TypeVar

from storyreel.agents.scripter.casting import make_cast
from storyreel.agents.scripter.handbook import ReadScene, acts_of, cover_scene, places_of, read_scenes, scene_of
from storyreel.agents.scripter.model_context import SceneContext, dressed, with_silent
from storyreel.agents.scripter.model_material import SceneMaterial, label_beats
from storyreel.agents.scripter.model_names import CastNames
from storyreel.agents.scripter.model_plan import ScenePlan
from storyreel.agents.scripter.model_rolling import Carried, Rolling
from storyreel.agents.scripter.model_shots import DraftedScene, draft_scene, film_scene
from storyreel.agents.scripter.model_telling import Telling
from storyreel.agents.scripter.model_weighing import OneScene, mended_by_rules, scene_source
from storyreel.agents.scripter.props import look_of
from storyreel.agents.scripter.spans import choose_pace
from storyreel.errors import BackendError, BackendUnavailable, SourceError
from storyreel.film.bank import Character, Prop
from storyreel.film.dialogue import Dialogue
from storyreel.film.plan import FilmSettings
from storyreel.film.script import Scene, Script

__all__ = ["SceneInHand", "Stages", "write_film"]

Done = TypeVar("Done")

_PATIENCE: Final = 2
"""Scenes running for which the endpoint could not be reached, before it is asked no more."""


@dataclass
class SceneInHand:
    """One scene while it is written.

    Attributes:
        number: From 1.
        carried: What went with its first request.
        telling: Its own account; joined to the film's at the end.
        failed: Why the handbook writes it, "" while the model does.
    """

    number: int
    read: ReadScene
    material: SceneMaterial
    telling: Telling
    carried: Carried = field(default_factory=lambda: Carried("", "", 0))
    context: SceneContext = field(default_factory=SceneContext)
    failed: str = ""

    @property
    def id(self) -> str:
        """The scene's id in the Script."""
        return str(self.number)


class Stages(Protocol):
    """Who writes: three stages, each of which may raise `BackendError`."""

    @property
    def name(self) -> str:
        """Of the model."""
        ...

    @property
    def how(self) -> str:
        """The way it works, in a sentence."""
        ...

    async def understand(self, scene: SceneInHand, rolling: Rolling, cast: Sequence[Character]) -> SceneContext:
        """The context of a scene."""
        ...

    async def plan(self, scene: SceneInHand, names: CastNames) -> ScenePlan:
        """The shots of a scene."""
        ...

    async def correct(self, scene: SceneInHand, one: OneScene) -> OneScene:
        """The best of the scene after correction."""
        ...


async def write_film(dialogue: Dialogue, settings: FilmSettings, stages: Stages, *, at_once: int = 4) -> Script:
    """The shooting script of a Dialogue; every Line is in it once, whole, in order, under its own speaker.

    Raises:
        SourceError: If there is nothing in the Dialogue.
    """
    if not dialogue.items:
        raise SourceError("the dialogue is empty: expected at least one line such as NAME: text")
    language = settings.language or dialogue.language
    cast = make_cast(dialogue, seed=settings.seed)
    scenes = _in_hand(read_scenes(dialogue, cast, language, settings.seed), stages.name)
    cast = await _understood(scenes, stages, cast)
    film = _Film(dialogue, settings, language, cast, stages, asyncio.Semaphore(max(1, at_once)))
    drafted = await _side_by_side([film.drafted(scene) for scene in scenes])
    pace = 1.0
    if settings.seconds:
        pace = choose_pace([one.drafts for one in drafted], round(settings.seconds * 1000))
    pairs = zip(scenes, drafted, strict=True)
    written = await _side_by_side([film.written(scene, one, pace) for scene, one in pairs])
    return film.script(scenes, drafted, written)


def _in_hand(read: Sequence[ReadScene], name: str) -> list[SceneInHand]:
    scenes: list[SceneInHand] = []
    for number, one in enumerate(read, start=1):
        heading = one.source.heading.text if one.source.heading else f"{one.setting.place}, {one.setting.time_of_day}"
        material = SceneMaterial(heading, one.beats, label_beats(one.beats))
        scenes.append(SceneInHand(number, one, material, Telling(name)))
    return scenes


async def _understood(scenes: Sequence[SceneInHand], stages: Stages, cast: tuple[Character, ...]) -> tuple[Character, ...]:
    """Stage one for every scene in order; the cast with the looks that came of it."""
    rolling, unreachable = Rolling(), ""
    missed = 0
    for scene in scenes:
        if not scene.material.beats:
            continue  # an empty scene is a look at its place: nothing to be understood
        if missed >= _PATIENCE:
            scene.failed = f"not asked: {unreachable}"
            continue
        try:
            scene.carried = rolling.carried(scene.material, cast)
            scene.context = await stages.understand(scene, rolling, cast)
        except BackendError as exc:
            scene.failed = str(exc)
            missed = missed + 1 if isinstance(exc, BackendUnavailable) else 0
            unreachable = str(exc)
            continue
        missed = 0
        scene.telling.repaired(scene.id, *scene.context.repairs)
        cast = dressed(cast, scene.context, rolling)
        beats = with_silent(scene.read.beats, scene.context.silent)
        scene.read = replace(scene.read, beats=beats)
        scene.material = replace(scene.material, beats=beats)
    return cast


async def _side_by_side(work: Sequence[Awaitable[Done]]) -> list[Done]:
    return list(await asyncio.gather(*work))


@dataclass
class _Film:
    dialogue: Dialogue
    settings: FilmSettings
    language: str
    cast: tuple[Character, ...]
    stages: Stages
    slots: asyncio.Semaphore
    missed: int = 0
    unreachable: str = ""

    async def drafted(self, scene: SceneInHand) -> DraftedScene:
        """Stage two for one scene, or the handbook's coverage of it."""
        if scene.failed or not scene.material.beats:
            return self._by_handbook(scene)
        async with self.slots:
            if self.missed >= _PATIENCE:
                scene.failed = f"not asked: {self.unreachable}"
                return self._by_handbook(scene)
            try:
                plan = await self.stages.plan(scene, CastNames(self.cast))
            except BackendError as exc:
                self.missed = self.missed + 1 if isinstance(exc, BackendUnavailable) else 0
                scene.failed = self.unreachable = str(exc)
                return self._by_handbook(scene)
            self.missed = 0
        scene.telling.repaired(scene.id, *plan.repairs)
        props = tuple(dict.fromkeys((*(one.name for one in self.dialogue.bank.props), *_props(scene.context))))
        drafted = draft_scene(scene.read, plan.shots, scene.material, cast=self.cast, props=props)
        scene.telling.repaired(scene.id, *drafted.repairs)
        return drafted

    def _by_handbook(self, scene: SceneInHand) -> DraftedScene:
        if scene.failed:
            scene.telling.fell_back(scene.id, scene.failed)
        return DraftedScene(cover_scene(scene.read, lean=False))

    async def written(self, scene: SceneInHand, drafted: DraftedScene, pace: float) -> Scene:
        """The scene filmed and, where a model planned it, corrected."""
        shots = film_scene(drafted, scene.number, settings=self.settings, cast=self.cast, pace=pace)
        made = scene_of(scene.number, drafted.covered, shots)
        if not drafted.planned:
            return made
        made = _described(made, scene.context)
        props = self._looks([*made.props], [scene])
        source = scene_source(self.dialogue, scene.read, scene.number)
        one = OneScene(made, source, self.language, self.cast, props)
        if self.missed >= _PATIENCE:
            scene.telling.repaired(scene.id, f"the model's checks were left out: {self.unreachable}")
            return mended_by_rules(one)[0].scene
        async with self.slots:
            return (await self.stages.correct(scene, one)).scene

    def script(self, scenes: Sequence[SceneInHand], drafted: Sequence[DraftedScene], written: Sequence[Scene]) -> Script:
        """The scenes put one after another."""
        placed: list[Scene] = []
        at_ms = 0
        for one in written:
            shots = tuple(shot.moved(at_ms) for shot in one.shots)
            at_ms = shots[-1].end_ms if shots else at_ms
            placed.append(one.changed(shots=shots))
        telling = Telling(self.stages.name)
        for scene in scenes:
            telling.absorb(scene.telling)
        covered = [one.covered for one in drafted]
        names = list(dict.fromkeys(name for one in placed for name in one.props))
        return Script(
            title=self.dialogue.title,
            language=self.language,
            cast=self.cast,
            places=places_of(self.dialogue, covered),
            props=self._looks(names, scenes),
            acts=acts_of(covered),
            scenes=tuple(placed),
            extra={"scripter": telling.as_json(how=self.stages.how)},
        )

    def _looks(self, names: Sequence[str], scenes: Sequence[SceneInHand]) -> tuple[Prop, ...]:
        """The props: as the source's bank has them, else as the list or the model describes them."""
        told = {one.name.lower(): one.look for scene in reversed(scenes) for one in scene.context.props if one.look}
        known = [look_of(name, self.dialogue.bank.props) for name in names]
        return tuple(one if one.look else one.changed(look=told.get(one.name.lower(), "")[:200]) for one in known)


def _props(context: SceneContext) -> tuple[str, ...]:
    return tuple(one.name.lower() for one in context.props)


def _described(scene: Scene, context: SceneContext) -> Scene:
    """The Scene with what the model understood; what the source says of it stays."""
    look = context.where
    description = scene.description if not look or look in scene.description else f"{scene.description} {look}".strip()
    plot = scene.plot if not context.happens else f"{context.happens} {scene.plot}".strip()
    told = context.as_json()
    return scene.changed(
        description=description,
        plot=plot,
        tone=context.tone or scene.tone,
        visual_style=context.visual_style,
        music=context.music,
        sound=context.sound,
        extra={**scene.extra, "context": told} if told else scene.extra,
    )
