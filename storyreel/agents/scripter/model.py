"""The Scripter that thinks: any language model writes the shooting script, in three stages, and cannot change a spoken word.

Context is reconstructed scene by scene, shots are planned over the ids of lines, and rounds of correction by four checks follow
(arXiv 2601.17737). Words, order, lengths and staging are our own code's. It knows a `ChatModel` and no endpoint.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from storyreel.agents.scripter.model_asking import ask_for, context_room
from storyreel.agents.scripter.model_context import SceneContext, reconstruct
from storyreel.agents.scripter.model_correcting import ROUNDS, correct_scene
from storyreel.agents.scripter.model_film import SceneInHand, write_film
from storyreel.agents.scripter.model_forms import ShotForm, ShotsForm
from storyreel.agents.scripter.model_material import SceneMaterial
from storyreel.agents.scripter.model_names import CastNames
from storyreel.agents.scripter.model_plan import ScenePlan, read_plan
from storyreel.agents.scripter.model_revising import revise_with_model
from storyreel.agents.scripter.model_rolling import Rolling, portions
from storyreel.agents.scripter.model_weighing import OneScene
from storyreel.errors import AnswerTruncated, AnswerUnusable
from storyreel.film.bank import Character
from storyreel.film.dialogue import Dialogue
from storyreel.film.edits import Edit
from storyreel.film.finding import Finding
from storyreel.film.note import Note
from storyreel.film.plan import FilmSettings
from storyreel.film.script import Script
from storyreel.tools.chat import ChatModel

__all__ = ["ModelScripter"]

_HOW = "context, shots and corrections by the model; words, order, times and staging by rule"


class ModelScripter:
    """Writes Scripts with a language model, and revises them by Edits.

    Args:
        chat: The model.
        rounds: Of correction for each scene, at most.
        at_once: Scenes that are planned side by side.
        language: What the texts of shots are written in, such as "Chinese"; "" is English.
        recordings: The folder of kept recordings, for a model that hears.
    """

    def __init__(
        self,
        chat: ChatModel,
        *,
        rounds: int = ROUNDS,
        at_once: int = 4,
        language: str = "",
        recordings: Path | None = None,
    ) -> None:
        self.chat, self.rounds, self.at_once = chat, rounds, at_once
        self.language, self.recordings = language, recordings

    @property
    def name(self) -> str:
        """The model's name."""
        return self.chat.name

    async def write(self, dialogue: Dialogue, *, settings: FilmSettings) -> Script:
        """The shooting script of a Dialogue.

        Every Line is in it once, whole, in order, under its own speaker, whatever the model says. `extra["scripter"]` tells what
        was repaired and which scenes the handbook wrote because the model failed.

        Raises:
            SourceError: If there is nothing in the Dialogue.
        """
        stages = _ModelStages(self.chat, settings.seed, self.rounds, self.language, self.recordings)
        return await write_film(dialogue, settings, stages, at_once=self.at_once)

    async def revise(
        self,
        script: Script,
        dialogue: Dialogue,
        *,
        settings: FilmSettings,
        findings: Sequence[Finding] = (),
        notes: Sequence[Note] = (),
    ) -> tuple[Edit, ...]:
        """Edits that answer Findings and Notes, touching only what they touch; the model's where the handbook has none."""
        return await revise_with_model(
            self.chat, script, dialogue, findings=findings, notes=notes, language=self.language, seed=settings.seed
        )


@dataclass(frozen=True)
class _ModelStages:
    chat: ChatModel
    seed: int
    rounds: int
    language: str
    recordings: Path | None
    how: str = _HOW

    @property
    def name(self) -> str:
        return self.chat.name

    async def understand(self, scene: SceneInHand, rolling: Rolling, cast: Sequence[Character]) -> SceneContext:
        return await reconstruct(
            self.chat,
            scene.material,
            rolling,
            cast,
            language=self.language,
            seed=self.seed,
            recordings=self.recordings,
        )

    async def plan(self, scene: SceneInHand, names: CastNames) -> ScenePlan:
        pieces = portions(scene.material, context_room(self.chat))
        if len(pieces) > 1:
            first = ", ".join(piece.labels[0] for piece in pieces[1:])
            scene.telling.repaired(scene.id, f"too long for one request: planned in {len(pieces)} pieces, cut before {first}")
        forms: list[ShotForm] = []
        for piece in pieces:
            forms += await self._planned(scene, piece, forms, whole=len(pieces) == 1)
        if not any(form.beats for form in forms):
            raise AnswerUnusable("the plan names none of the scene's lines and directions", backend=self.name)
        return read_plan(forms, scene.material, names)

    async def _planned(
        self, scene: SceneInHand, piece: SceneMaterial, before: Sequence[ShotForm], *, whole: bool
    ) -> list[ShotForm]:
        """The shots of one piece; where the answer is cut off, of its halves."""
        ask = ask_for(
            "scripter/shots",
            [
                ("cast sheet", scene.carried.people),
                ("understood before", scene.context.text),
                ("shot before", before[-1].model_dump_json(exclude_defaults=True) if before else ""),
                ("scene", piece.text),
            ],
            seed=self.seed,
            most=1500 + 220 * len(piece.beats),
            language=self.language,
            part="" if whole else f"{piece.labels[0]} to {piece.labels[-1]}",
        )
        try:
            return (await self.chat.fill(ask, ShotsForm)).value.shots
        except AnswerTruncated:
            if len(piece.beats) < 2:
                raise
            middle = len(piece.beats) // 2
            halves = piece.portion(0, middle), piece.portion(middle, len(piece.beats))
            scene.telling.repaired(scene.id, f"the answer was cut off: planned in two, cut before {halves[1].labels[0]}")
            first = await self._planned(scene, halves[0], before, whole=False)
            return [*first, *await self._planned(scene, halves[1], first, whole=False)]

    async def correct(self, scene: SceneInHand, one: OneScene) -> OneScene:
        return await correct_scene(
            self.chat,
            one,
            scene.material.text,
            scene.carried,
            scene.telling,
            language=self.language,
            rounds=self.rounds,
            seed=self.seed,
        )
