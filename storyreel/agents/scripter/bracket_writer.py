"""The Scripter for models that write bracket scripts, such as XD-MU/ScriptAgent (arXiv 2601.17737): read, aligned, and repaired.

The model is shown a scene's dialogue and answers in its own form. What it decided (shots, camera, blocking, looks) is taken as a
plan; its copies of the Lines only tell which Lines a shot holds. The words are the source's: what was altered, left out or
made up is told. A scene whose answer cannot be read is the handbook's. Such a model revises nothing: that is done by rule.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from storyreel.agents.scripter.beats import Beat, Speech
from storyreel.agents.scripter.bracket_aligning import align
from storyreel.agents.scripter.model_asking import ask_for, context_room
from storyreel.agents.scripter.model_context import SceneContext
from storyreel.agents.scripter.model_film import SceneInHand, write_film
from storyreel.agents.scripter.model_forms import BlockingForm, PersonForm, ShotForm
from storyreel.agents.scripter.model_material import SceneMaterial
from storyreel.agents.scripter.model_names import CastNames
from storyreel.agents.scripter.model_plan import ScenePlan, read_plan
from storyreel.agents.scripter.model_rolling import Rolling, portions
from storyreel.agents.scripter.model_weighing import OneScene, mended_by_rules
from storyreel.agents.scripter.revise import revise_script
from storyreel.errors import AnswerUnusable, SourceError, VersionMismatch
from storyreel.film.bank import Character
from storyreel.film.dialogue import Dialogue
from storyreel.film.edits import Edit
from storyreel.film.finding import Finding
from storyreel.film.note import Note
from storyreel.film.plan import FilmSettings
from storyreel.film.script import Script, Shot
from storyreel.formats.bracket import parse_bracket
from storyreel.tools.chat import Ask, ChatModel

__all__ = ["BracketScripter"]

_HOW = "shots, camera and blocking from the model's bracket script; words, order, times and staging by rule"
_TRAINED = "scriptagent"
"""In a model's name: it was trained on the dialogue alone, and instructions would be strange to it."""
_MOST_TOKENS = 8192


class BracketScripter:
    """Writes Scripts with a model whose answer is a bracket script.

    Args:
        chat: The model.
        bare: Show the dialogue alone, without instructions; None does so for a model that is called after ScriptAgent.
        temperature: 0.7 is what the released model was run with.
        language: What the texts of shots are written in; "" is English. Not said to a model that is shown the dialogue alone.
    """

    def __init__(self, chat: ChatModel, *, bare: bool | None = None, temperature: float = 0.7, language: str = "") -> None:
        self.chat, self.temperature, self.language = chat, temperature, language
        self.bare = _TRAINED in chat.name.casefold() if bare is None else bare

    @property
    def name(self) -> str:
        """The model's name."""
        return self.chat.name

    async def write(self, dialogue: Dialogue, *, settings: FilmSettings) -> Script:
        """The shooting script of a Dialogue, every Line in it once, whole and in order.

        Raises:
            SourceError: If there is nothing in the Dialogue.
        """
        return await write_film(dialogue, settings, _BracketStages(self, settings.seed), at_once=1)

    async def revise(
        self,
        script: Script,
        dialogue: Dialogue,
        *,
        settings: FilmSettings,
        findings: Sequence[Finding] = (),
        notes: Sequence[Note] = (),
    ) -> tuple[Edit, ...]:
        """Edits by the handbook's remedies."""
        return revise_script(script, dialogue, findings=findings, notes=notes)

    def ask(self, text: str, seed: int) -> Ask:
        """The request for one piece of dialogue."""
        asked = ask_for("scripter/bracket", [("dialogue", text)], seed=seed, most=_MOST_TOKENS, language=self.language)
        return Ask(
            task=asked.task,
            prompt_sha256=asked.prompt_sha256,
            instructions="" if self.bare else asked.instructions,
            data=asked.data,
            temperature=self.temperature,
            seed=seed,
            max_output_tokens=_MOST_TOKENS,
        )


class _Piece(NamedTuple):
    """What was asked for and what came."""

    scene: SceneMaterial
    script: Script


@dataclass
class _BracketStages:
    scripter: BracketScripter
    seed: int
    how: str = _HOW
    written: dict[int, list[_Piece]] = field(default_factory=dict[int, "list[_Piece]"])

    @property
    def name(self) -> str:
        return self.scripter.name

    async def understand(self, scene: SceneInHand, rolling: Rolling, cast: Sequence[Character]) -> SceneContext:
        """The whole answer is had here: the profiles in it are the looks of the cast."""
        pieces = portions(scene.material, context_room(self.scripter.chat))
        if len(pieces) > 1:
            first = ", ".join(piece.labels[0] for piece in pieces[1:])
            scene.telling.repaired(scene.id, f"too long for one request: written in {len(pieces)} pieces, cut before {first}")
        read = [_Piece(piece, await self._script(piece)) for piece in pieces]
        self.written[scene.number] = read
        names = CastNames(cast)
        looks = {names.find(one.name).name: one.appearance for _, script in reversed(read) for one in script.cast}
        people = tuple(PersonForm(name=name, appearance=look) for name, look in looks.items() if name and look)
        first = read[0].script
        return SceneContext(where=next((one.description for one in first.scenes if one.description), ""), people=people)

    async def _script(self, piece: SceneMaterial) -> Script:
        answer = await self.scripter.chat.text(self.scripter.ask("\n".join(_row(beat) for beat in piece.beats), self.seed))
        try:
            script = parse_bracket(answer.value)
        except (SourceError, VersionMismatch) as exc:
            raise AnswerUnusable(f"its bracket script cannot be read: {exc}", backend=self.name, text=answer.text) from exc
        if not script.shots:
            raise AnswerUnusable("its answer holds no numbered shot", backend=self.name, text=answer.text)
        return script

    async def plan(self, scene: SceneInHand, names: CastNames) -> ScenePlan:
        forms: list[ShotForm] = []
        repairs: list[str] = []
        for piece, script in self.written[scene.number]:
            aligned = align(script.shots, piece)
            repairs += aligned.repairs
            forms += [_form(shot, aligned.beats[at]) for at, shot in enumerate(script.shots)]
        if not any(form.beats for form in forms):
            raise AnswerUnusable("none of the scene's lines is in its bracket script", backend=self.name)
        plan = read_plan(forms, scene.material, names)
        return ScenePlan(plan.shots, (*repairs, *plan.repairs))

    async def correct(self, scene: SceneInHand, one: OneScene) -> OneScene:
        return mended_by_rules(one)[0]


def _row(beat: Beat) -> str:
    """A beat as a page of dialogue has it."""
    if not isinstance(beat, Speech):
        return f"[{beat.text}]"
    how = f" ({beat.line.parenthetical})" if beat.line.parenthetical and not beat.part else ""
    return f"{beat.speaker}{how}: {beat.text}"


def _form(shot: Shot, beats: Sequence[str]) -> ShotForm:
    """A bracket script's shot as a plan of ours; a shot that holds no beat of the scene is a silent one."""
    return ShotForm(
        beats=list(beats),
        size=str(shot.size),
        framing="" if len(shot.subjects) != 1 else str(shot.framing),
        angle=str(shot.angle),
        move=str(shot.move.kind),
        direction=shot.move.direction,
        subjects=list(shot.subjects),
        action=shot.action or shot.plot,
        emotion=shot.emotion,
        lighting=shot.lighting,
        effects=shot.effects,
        sound=shot.sound,
        props=list(shot.props),
        blocking=[BlockingForm.model_validate(one.to_json()) for one in shot.blocking],
        seconds=min(6.0, shot.duration_ms / 1000),
        reason=shot.reason or "as the model's bracket script has it",
    )
