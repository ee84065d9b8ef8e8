"""The producer: takes the person's messages in order, each exactly once, and sends the run to the first stale stage."""

from __future__ import annotations

from langchain_core.messages import AIMessage, HumanMessage
from langgraph.runtime import Runtime

from storyreel.errors import UserError
from storyreel.film.note import Note
from storyreel.film.script import Script
from storyreel.graph import stale
from storyreel.graph.context import Context
from storyreel.graph.facts import facts_of
from storyreel.graph.losses import lost
from storyreel.graph.now import now_of
from storyreel.graph.state import FilmState, Record, merge

__all__ = ["producer"]


async def producer(state: FilmState, runtime: Runtime[Context]) -> FilmState:
    """Apply every message after the last one handled; then name the first stage with work left."""
    update: FilmState = {"notes": {}, "locks": {}, "shots": {}, "approvals": {}, "made_from": {}, "messages": []}
    last = state.get("handled", "")
    for message in state.get("messages", []):
        if isinstance(message, HumanMessage) and message.id and message.id > last:
            answer = _apply(_overlaid(state, update), update, message, runtime.context)
            update["messages"] = [*update["messages"], AIMessage(answer, id=f"re-{message.id}")]
            _reply_once(runtime.context, message.id, answer)
            last = message.id
    lost(state, update, runtime.context)
    after = _overlaid(state, update)
    if update["notes"]:
        update["rounds"] = {"epoch": state.get("rounds", {}).get("epoch", 0) + 1, "script": 0, "film": 0}
    update["handled"] = last
    update["next"] = stale.first_stale(after, now_of(after, runtime.context), runtime.context.approve)
    return update


def _overlaid(state: FilmState, update: FilmState) -> FilmState:
    over: FilmState = {**state}
    for channel in ("notes", "locks", "shots", "approvals", "made_from"):
        over[channel] = merge(state.get(channel, {}), update.get(channel, {}))
    return over


def _apply(state: FilmState, update: FilmState, message: HumanMessage, context: Context) -> str:
    """Read one message into Notes, locks or approvals; the answer for the person."""
    script = context.project.store.get(state["script"], Script) if state.get("script") else None
    try:
        note: Note = context.crew.producer.read(
            str(message.content), script=script, message_id=message.id, author=str(message.name or "")
        )
        if note.op == "ask":
            return context.crew.producer.answer(note, facts=facts_of(state, context))
        if note.op == "approve":
            return _approve(state, update)
        return _undo(state, update) if note.op == "undo" else _take_note(state, update, note)
    except UserError as exc:
        return str(exc)


def _approve(state: FilmState, update: FilmState) -> str:
    asked = {"script": state.get("script"), "film": state.get("film"), "spend": state.get("plan")}
    update["approvals"] = {gate: ref["sha256"] for gate, ref in asked.items() if ref}
    return "Approved as it stands."


def _undo(state: FilmState, update: FilmState) -> str:
    active = stale.active_notes(state)
    if not active:
        return "There is nothing to undo."
    key, record = active[-1]
    update["notes"][key] = {**record, "undone": True}
    note = Note.model_validate(record["note"])
    if note.op in ("lock", "unlock"):
        update["locks"].update({uid: None if note.op == "lock" else {"take": _chosen(state, uid)} for uid in note.targets})
    return f"Undone: {note.text}. Takes are kept; those that fit again come back."


def _take_note(state: FilmState, update: FilmState, note: Note) -> str:
    record: Record = {"note": note.to_json(), "undone": False}
    locked = [uid for uid in note.targets if uid in state.get("locks", {})]
    if note.op in ("retake", "change") and locked:
        return "Locked, so left alone: unlock it first. Nothing was changed."
    if note.op == "retake" and not note.changes:
        record["after"] = {uid: state.get("shots", {}).get(uid, {}).get("take", 0) for uid in note.targets}
    if note.op == "lock":
        update["locks"].update({uid: {"take": _chosen(state, uid)} for uid in note.targets})
    if note.op == "unlock":
        update["locks"].update(dict.fromkeys(note.targets))
    update["notes"][note.id] = record
    return f"Noted: {note.text}."


def _chosen(state: FilmState, uid: str) -> str:
    return state.get("shots", {}).get(uid, {}).get("chosen", "")


def _reply_once(context: Context, message_id: str, answer: str) -> None:
    """Tell the person; a node that runs again after a kill does not tell twice."""
    if not any(reply.about == message_id for reply in context.project.replies.all()):
        context.project.replies.append(answer, author="storyreel", about=message_id)
        context.emit("note", answer, stage="producer", message=message_id)
