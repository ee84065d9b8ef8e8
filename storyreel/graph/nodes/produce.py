"""The producer: takes the person's messages in order, each exactly once, and sends the run to the first stale stage."""

from __future__ import annotations

from collections.abc import Sequence

from langchain_core.messages import AIMessage, HumanMessage
from langgraph.runtime import Runtime

from storyreel.errors import UserError
from storyreel.film.note import Note
from storyreel.film.take import Take
from storyreel.graph import stale
from storyreel.graph.context import Context
from storyreel.graph.facts import facts_of
from storyreel.graph.losses import lost
from storyreel.graph.now import now_of
from storyreel.graph.picking import best_take
from storyreel.graph.proposing import propose, understood_once
from storyreel.graph.state import FilmState, Record, merge

__all__ = ["producer"]


async def producer(state: FilmState, runtime: Runtime[Context]) -> FilmState:
    """Apply every message after the last one handled; then name the first stage with work left."""
    context = runtime.context
    update: FilmState = {"notes": {}, "locks": {}, "shots": {}, "approvals": {}, "made_from": {}, "findings": {}, "messages": []}
    lost(state, update, context)
    for message in _unhandled(state):
        answer = await _apply(_overlaid(state, update), update, message, context)
        update["messages"] = [*update["messages"], AIMessage(answer, id=f"re-{message.id}")]
        _reply_once(context, str(message.id), answer)
        update["handled"] = str(message.id)
    after = _overlaid(state, update)
    if update["notes"]:
        update["rounds"] = {"epoch": state.get("rounds", {}).get("epoch", 0) + 1, "script": 0, "film": 0}
    now = now_of(after, context)
    context.limits = now.limits
    update["next"] = stale.first_stale(after, now, context.approve)
    return update


def _unhandled(state: FilmState) -> list[HumanMessage]:
    """The person's messages after the one handled last, by their place in the talk."""
    messages, last = state.get("messages", []), state.get("handled", "")
    places = [i for i, message in enumerate(messages) if last and message.id == last]
    return [message for message in messages[places[-1] + 1 if places else 0 :] if isinstance(message, HumanMessage)]


def _overlaid(state: FilmState, update: FilmState) -> FilmState:
    over: FilmState = {**state, **update, "messages": state.get("messages", [])}
    for channel in ("notes", "locks", "shots", "approvals", "made_from", "findings"):
        over[channel] = merge(state.get(channel, {}), update.get(channel, {}))
    return over


async def _apply(state: FilmState, update: FilmState, message: HumanMessage, context: Context) -> str:
    """Read one message into Notes, locks or approvals, or into a proposal that waits for a yes; the answer for the person."""
    waiting = state.get("proposal", {}).get("notes", [])
    update["proposal"] = {}
    try:
        said = await understood_once(state, message, context)
        first = said.notes[0] if len(said.notes) == 1 and not said.ask_first else None
        if first is not None and first.op == "ask":
            update["proposal"] = {"notes": waiting}  # a question in between leaves it open
            return context.crew.producer.answer(first, facts=facts_of(state, context))
        if first is not None and first.op == "approve":
            return _do(state, update, context, waiting) if waiting else _approve(state, update)
        if first is not None and first.op == "undo":
            return _undo(state, update)
        return propose(state, update, context, said) if said.ask_first else _take_all(state, update, context, said.notes)
    except UserError as exc:
        return str(exc)


def _do(state: FilmState, update: FilmState, context: Context, waiting: list[Record]) -> str:
    """What was proposed, now that the person said yes."""
    return _take_all(state, update, context, [Note.model_validate(one) for one in waiting])


def _take_all(state: FilmState, update: FilmState, context: Context, notes: Sequence[Note]) -> str:
    return "\n".join(_take_note(_overlaid(state, update), update, context, note) for note in notes)


def _approve(state: FilmState, update: FilmState) -> str:
    script = state.get("best_script", {}).get("ref")
    asked = {"script": script, "film": state.get("film"), "spend": state.get("plan")}
    update["approvals"] = {gate: ref["sha256"] for gate, ref in asked.items() if ref}
    return "Approved as it stands."


def _undo(state: FilmState, update: FilmState) -> str:
    active = stale.active_notes(state)
    if not active:
        return "There is nothing to undo."
    key, record = active[-1]
    update["notes"][key] = {**record, "undone": True}
    note, touched = Note.model_validate(record["note"]), record.get("locked", [])
    if note.op == "lock":
        update["locks"].update(dict.fromkeys(touched))
    if note.op == "unlock":
        update["locks"].update({uid: {"take": take} for uid, take in record.get("unlocked", {}).items()})
    return f"Undone: {note.text}. Takes are kept; those that fit again come back."


def _take_note(state: FilmState, update: FilmState, context: Context, note: Note) -> str:
    locks = state.get("locks", {})
    locked = [uid for uid in note.targets if uid in locks] if note.op in ("retake", "change", "choose") else []
    if locked and len(locked) == len(note.targets):
        return "Locked, so left alone: unlock it first. Nothing was changed."
    note = note.changed(targets=tuple(uid for uid in note.targets if uid not in locked))
    if note.op == "choose" and (refused := _no_such_take(state, context, note)):
        return refused
    record: Record = {"note": note.to_json(), "undone": False}
    if note.op == "retake" and not note.changes:
        standing = {uid: _standing(state, context, uid) for uid in note.targets}
        record["after"] = {uid: {"spec": take.spec, "take": take.number} for uid, take in standing.items() if take is not None}
    if note.op == "lock":
        record["locked"] = [uid for uid in note.targets if uid not in locks]
        update["locks"].update(
            {uid: {"take": take.key if (take := _standing(state, context, uid)) else ""} for uid in record["locked"]}
        )
    if note.op == "unlock":
        record["unlocked"] = {uid: locks[uid]["take"] for uid in note.targets if uid in locks}
        update["locks"].update(dict.fromkeys(record["unlocked"]))
    update["notes"][note.id] = record
    return f"Noted: {note.text}." + (f" {len(locked)} locked shots are left alone." if locked else "")


def _no_such_take(state: FilmState, context: Context, note: Note) -> str:
    """Why a choice means nothing, "" where it means something; of a Shot that is not planned yet nothing can be said."""
    for uid in note.targets:
        spec = state.get("shots", {}).get(uid, {}).get("spec")
        numbers = [take.number for take in context.project.store.takes_of(spec)] if spec else []
        if numbers and note.changes.get("take") not in numbers:
            there = ", ".join(str(number) for number in numbers)
            return f"There is no take {note.changes.get('take')} of it; its takes are: {there}. Nothing was changed."
    return ""


def _standing(state: FilmState, context: Context, uid: str) -> Take | None:
    """The Take that stands for a Shot: the chosen one, or, while a Chain is at work, the best in the store."""
    store, shot = context.project.store, state.get("shots", {}).get(uid, {})
    chosen = store.take(shot["chosen"]) if shot.get("chosen") else None
    return chosen or best_take(store.takes_of(shot.get("spec", "")))


def _reply_once(context: Context, message_id: str, answer: str) -> None:
    """Tell the person; a node that runs again after a kill does not tell twice."""
    if not any(reply.about == message_id for reply in context.project.replies.all()):
        context.project.replies.append(answer, author="storyreel", about=message_id)
        context.emit("note", answer, stage="producer", message=message_id)
