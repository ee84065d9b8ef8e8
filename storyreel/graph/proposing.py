"""What the producer's model made of a message: asked once for each message, kept, and shown before anything is done.

A node that runs again after a kill finds the reading of the first time, so that the person's yes means what was shown.
"""

from __future__ import annotations

import hashlib
import json

from langchain_core.messages import HumanMessage

from storyreel.agents.producer import Facts, Understood, proposal_text
from storyreel.film.note import Note
from storyreel.film.script import Script
from storyreel.graph.context import Context
from storyreel.graph.facts import facts_of
from storyreel.graph.state import FilmState
from storyreel.tools.files import write_whole

__all__ = ["propose", "understood_once"]


async def understood_once(state: FilmState, message: HumanMessage, context: Context) -> Understood:
    """What the message means; a model's reading is adopted where this message was read before.

    Raises:
        UserError: If nobody can make anything of it.
    """
    kept = context.project.root / "understood" / f"{hashlib.sha256(str(message.id).encode()).hexdigest()[:16]}.json"
    if kept.exists():
        return _from_json(kept.read_text(encoding="utf-8"))
    facts = facts_of(state, context)
    said: Understood = await context.crew.producer.understand(
        str(message.content), script=facts.script, message_id=message.id, author=str(message.name or ""), facts=facts
    )
    if said.ask_first:
        kept.parent.mkdir(exist_ok=True)
        write_whole(kept, _to_json(said).encode())
    return said


def propose(state: FilmState, update: FilmState, context: Context, said: Understood) -> str:
    """The answer to free words; the Notes, if there are any, wait in the state for a yes."""
    update["proposal"] = {"notes": [note.to_json() for note in said.notes]} if said.notes else {}
    if not said.notes:
        return said.answer
    facts: Facts = facts_of(state, context)
    script: Script | None = facts.script
    shown = proposal_text(said.notes, script=script, plan=facts.plan, locked=facts.locked)
    return f"{said.answer}\n{shown}" if said.answer else shown


def _to_json(said: Understood) -> str:
    return json.dumps({"answer": said.answer, "notes": [note.to_json() for note in said.notes]}, ensure_ascii=False)


def _from_json(text: str) -> Understood:
    data = json.loads(text)
    notes = tuple(Note.model_validate(one) for one in data["notes"])
    return Understood(notes=notes, ask_first=True, answer=data["answer"])
