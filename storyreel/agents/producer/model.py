"""The Producer with a language model: free words become commands of the same grammar, shown to the person before they are done.

The model gets no tool of its own. It writes commands, which are read and checked as if the person had written them, and they wait
for a yes; money, limits, approvals and undoing are the person's own words or nothing. A plain command never reaches the model,
and where the model fails, what the grammar says stands. It knows no vendor and no graph.
"""

from __future__ import annotations

from typing import Final, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field

from storyreel.agents.producer.answers import help_text
from storyreel.agents.producer.commands import EXAMPLES
from storyreel.agents.producer.facts import Facts
from storyreel.agents.producer.producer import Producer
from storyreel.agents.producer.telling import told
from storyreel.agents.producer.understood import Understood
from storyreel.errors import BackendError, UserError
from storyreel.film.note import Note, NoteOp
from storyreel.film.script import Script
from storyreel.prompts import load_prompt
from storyreel.tools.chat import Ask, ChatModel

__all__ = ["ModelProducer", "Proposal"]

ALLOWED: Final[frozenset[NoteOp]] = frozenset({"retake", "change", "lock", "unlock", "choose"})
"""What a model may propose. The rest spends, frees or takes back, and is the person's own."""

_MAX_COMMANDS: Final = 20
_OWN = ("approve", "undo", "budget", "takes 3", "rounds")
Question = Literal["", "cost", "findings", "status", "takes"]


class Proposal(BaseModel):
    """What the model makes of a message."""

    model_config = ConfigDict(extra="forbid")

    commands: list[str] = Field(default_factory=list[str], max_length=_MAX_COMMANDS)
    question: Question = ""
    answer: str = Field(default="", max_length=2000)


class ModelProducer:
    """Understands free words by asking a model; everything that `Producer` understands it leaves to it.

    Args:
        chat: The model.
    """

    def __init__(self, chat: ChatModel) -> None:
        self._chat, self._grammar = chat, Producer()
        self.name = f"model:{chat.name}"

    async def understand(
        self, text: str, *, script: Script | None, message_id: str, author: str = "", facts: Facts | None = None
    ) -> Understood:
        """The Notes of a message: a plain command's own, or the model's reading of it, to be asked about first.

        Raises:
            UserError: As the grammar, where the model cannot be asked or made nothing of it either.
        """
        try:
            note = self._grammar.read(text, script=script, message_id=message_id, author=author)
        except UserError as exc:
            return await self._ask(text, script, message_id, author, facts or Facts(), str(exc))
        if note.op == "ask" and note.changes.get("about") == "unknown":
            return await self._ask(text, script, message_id, author, facts or Facts(), self.answer(note, facts=facts or Facts()))
        return Understood(notes=(note,))

    def answer(self, note: Note, *, facts: Facts) -> str:
        """The answer to a question of the grammar, by code."""
        return self._grammar.answer(note, facts=facts)

    def help(self) -> str:
        """All commands with what they do, and that free words are understood too."""
        return f"{help_text()}\nOr say it in your own words: {self._chat.name} reads them, and asks before anything is done."

    async def close(self) -> None:
        """Release the model."""
        await self._chat.close()

    async def _ask(
        self, text: str, script: Script | None, message_id: str, author: str, facts: Facts, otherwise: str
    ) -> Understood:
        prompt = load_prompt("producer/understand")
        commands = [f"{example}: {what}" for example, what in EXAMPLES if not example.startswith(_OWN)]
        ask = Ask(
            task=prompt.id,
            prompt_sha256=prompt.sha256,
            instructions=prompt.render(commands=commands, questions=", ".join(one for one in get_args(Question) if one)),
            data=(("message", text), *told(facts)),
            max_output_tokens=1024,
        )
        try:
            said = (await self._chat.fill(ask, Proposal)).value
        except BackendError as exc:
            raise UserError(f"{otherwise} (The model could not be asked: {exc})") from exc
        notes, refused = self._read(said.commands, script, message_id, author)
        answer = "\n".join(part for part in (said.answer.strip(), *self._exact(said, message_id, facts), *refused) if part)
        if not notes and not answer:
            raise UserError(otherwise)
        return Understood(notes=tuple(notes), ask_first=True, answer=answer)

    def _read(self, commands: list[str], script: Script | None, message_id: str, author: str) -> tuple[list[Note], list[str]]:
        """The commands that the grammar reads and a model may give, and what is said of the others."""
        notes: list[Note] = []
        refused: list[str] = []
        for number, command in enumerate(commands):
            try:
                note = self._grammar.read(command, script=script, message_id=f"{message_id}/{number}", author=author)
            except UserError as exc:
                why = str(exc).partition(" Understood: ")[0]  # the list of commands is for people, and long
                refused.append(f"Left out {command[:80]!r}: {why}")
                continue
            if note.op in ALLOWED:
                notes.append(note)
            else:
                refused.append(f"Left out {command[:80]!r}: only you may say that.")
        return notes, refused

    def _exact(self, said: Proposal, message_id: str, facts: Facts) -> list[str]:
        """What code answers to the question that the model passed on."""
        if not said.question:
            return []
        return [self.answer(Note(id=message_id, op="ask", changes={"about": said.question}), facts=facts)]
