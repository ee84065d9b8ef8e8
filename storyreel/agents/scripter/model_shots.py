"""A scene's Shots from a model's plan: drafted, staged, timed and filmed by the handbook's own rules, then worded by the model.

The words of Lines come from the source's beats and from nowhere else. What the model said of camera, action, light and faces is
laid over; what it left open is the handbook's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import JsonValue

from storyreel.agents.scripter.drafts import Draft
from storyreel.agents.scripter.handbook import CoveredScene, ReadScene
from storyreel.agents.scripter.model_blocking import play_blocking, said_by_the_model
from storyreel.agents.scripter.model_drafts import DraftedShot, draft_plan
from storyreel.agents.scripter.model_material import SceneMaterial
from storyreel.agents.scripter.model_names import CastNames
from storyreel.agents.scripter.model_plan import PlannedShot
from storyreel.agents.scripter.sheet import SceneSheet, write_shots
from storyreel.film.bank import Character
from storyreel.film.plan import FilmSettings
from storyreel.film.script import Shot

__all__ = ["DraftedScene", "draft_scene", "film_scene"]


@dataclass(frozen=True)
class DraftedScene:
    """A scene before its times are set.

    Attributes:
        covered: What is played, as the handbook's writer takes it.
        planned: One for each draft; empty where the handbook covered the scene.
        repairs: What had to be changed.
    """

    covered: CoveredScene
    planned: tuple[PlannedShot, ...] = ()
    repairs: tuple[str, ...] = ()

    @property
    def drafts(self) -> tuple[Draft, ...]:
        """The drafts in order."""
        return self.covered.drafts


def draft_scene(
    scene: ReadScene, plan: Sequence[PlannedShot], material: SceneMaterial, *, cast: Sequence[Character], props: tuple[str, ...]
) -> DraftedScene:
    """A plan made playable: lengths, frames and blocking."""
    drafted = draft_plan(plan, material)
    played = play_blocking(drafted.shots, (*scene.opening, *drafted.opening), cast=cast, props=props)
    drafts = tuple(shot.draft for shot in played.shots)
    planned = tuple(shot.planned for shot in played.shots)
    return DraftedScene(CoveredScene(scene, drafts, played.opening), planned, drafted.repairs)


def film_scene(
    drafted: DraftedScene, number: int, *, settings: FilmSettings, cast: Sequence[Character], pace: float = 1.0
) -> tuple[Shot, ...]:
    """The Shots of a scene, from 0 on its own clock."""
    read = drafted.covered.read
    sheet = SceneSheet(
        number=number,
        beats=read.beats,
        drafts=drafted.drafts,
        opening=drafted.covered.opening,
        setting=read.setting,
        cut=read.cut,
        start_ms=0,
        pace=pace,
        seed=settings.seed,
        frames_per_second=float(settings.rate),
    )
    shots = write_shots(sheet)
    if not drafted.planned:
        return shots
    names = CastNames(cast)
    return tuple(
        _laid_over(shot, DraftedShot(planned, draft), names)
        for shot, planned, draft in zip(shots, drafted.planned, drafted.drafts, strict=True)
    )


def _laid_over(shot: Shot, drafted: DraftedShot, names: CastNames) -> Shot:
    planned, draft = drafted
    fields: dict[str, Any] = {
        "angle": planned.angle,
        "move": planned.move,
        "plot": planned.plot,
        "emotion": planned.emotion,
        "lighting": planned.lighting,
        "action": _action(shot, draft, planned),
        "effects": _both(shot.effects, planned.effects),
        "sound": _both(shot.sound, planned.sound),
    }
    extra: dict[str, JsonValue] = {**shot.extra, **planned.extra}
    if planned.unread:
        extra["unread"] = dict(planned.unread)
    if planned.boxes:
        fields["boxes"] = {name: box for name, box in planned.boxes.items() if name in draft.present}
    said = {name: value for name, value in fields.items() if value not in (None, "")}
    return shot.changed(**said, extra=extra, blocking=said_by_the_model(shot.blocking, draft, planned.blocking, names))


def _action(shot: Shot, draft: Draft, planned: PlannedShot) -> str:
    """The source's directions stay as they are told; the model's words come after them, or stand alone where there are none."""
    if not planned.action:
        return shot.action
    if not (draft.texts or draft.business):
        return planned.action
    return _both(shot.action, planned.action, " ")


def _both(own: str, more: str, between: str = ", ") -> str:
    """Two texts in one, the second left out where the first says it already.

    >>> _both("rain", "wind"), _both("rain, wind", "Wind"), _both("", "wind")
    ('rain, wind', 'rain, wind', 'wind')
    """
    if not own or not more:
        return own or more
    return own if more.casefold() in own.casefold() else f"{own}{between}{more}"
