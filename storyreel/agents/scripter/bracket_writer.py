"""The Scripter for models that write bracket scripts, such as XD-MU/ScriptAgent (arXiv 2601.17737): read, aligned, and repaired.

The model is shown a scene's dialogue and answers in its own form. What it decided (shots, camera, blocking, looks) is taken as a
plan; its copies of the Lines only tell which Lines a shot holds. The words are the source's: what was altered, left out or
made up is told. A scene whose answer cannot be read is the handbook's. Such a model revises nothing: that is done by rule.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from storyreel.agents.scripter.model_asking import ask_for
from storyreel.agents.scripter.model_film import write_film
from storyreel.agents.scripter.model_forms import BlockingForm
from storyreel.agents.scripter.model_material import SceneMaterial
from storyreel.agents.scripter.revise import revise_script
from storyreel.film.dialogue import Dialogue
from storyreel.film.edits import Edit
from storyreel.film.finding import Finding
from storyreel.film.note import Note
from storyreel.film.plan import FilmSettings
from storyreel.film.script import Script
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


def _blocking(data: dict[str, object]) -> BlockingForm:
    return BlockingForm.model_validate(data)
