"""Scripter and table read: the script is written or revised by edits, then spoken, and timed by the real voices."""

from __future__ import annotations

import asyncio

from langgraph.runtime import Runtime

from storyreel.agents.planner import script_of_plan
from storyreel.film.dialogue import Dialogue
from storyreel.film.edits import apply_edits
from storyreel.film.finding import Finding
from storyreel.film.note import Note
from storyreel.film.script import Script
from storyreel.film.timing import fit_to_speech
from storyreel.graph import stale
from storyreel.graph.context import Context
from storyreel.graph.findings import standing, superseded
from storyreel.graph.now import now_of
from storyreel.graph.reading import read_aloud
from storyreel.graph.recorded import recorded_speech
from storyreel.graph.state import FilmState, Record

__all__ = ["scripter", "table_read"]


async def scripter(state: FilmState, runtime: Runtime[Context]) -> FilmState:
    """Write the first draft; later, only what Findings and Notes touch."""
    context, now = runtime.context, now_of(state, runtime.context)
    inputs, written = stale.script_inputs(state, now), stale.written_inputs(state, now)
    drafted = state.get("made_from", {}).get("draft") == inputs
    here = state.get("script", {}).get("sha256", "")
    wanted = standing(state, context.project.store, "open", "escalated", on=here) if drafted else []
    if drafted and not wanted:
        return {"next": ""}
    update: FilmState = {"next": "", "made_from": {"draft": inputs, "written": written}}
    if not drafted or standing(state, context.project.store, "escalated", on=here):
        update["best_script"] = {}
    base, notes = await _base(state, context, written, drafted=drafted)
    revised = await _revised(state, context, base, wanted, notes)
    if revised is not base and state.get("script"):
        update["loops"] = [*state.get("loops", []), _told(state, base, revised, wanted)]
    return {**update, "script": context.project.store.put(revised, version=revised.version)}


async def _base(state: FilmState, context: Context, written: str, *, drafted: bool) -> tuple[Script, list[Note]]:
    """What a revision starts from, and the Notes that it lacks.

    The Script in hand where only Findings call; else the newest one of the same draft that holds none but active Notes; else the
    person's own Script, or a new draft.
    """
    store, active = context.project.store, stale.script_notes(state)
    if drafted:
        return store.get(state["script"], Script), []
    ids = [note.id for note in active]
    kin = [entry for entry in state.get("history", []) if entry["written"] == written and set(entry["notes"]) <= set(ids)]
    if kin:
        entry = max(reversed(kin), key=lambda entry: len(entry["notes"]))
        context.emit("stage", "Revising the script", stage="scripter")
        return store.get(entry["script"], Script), [note for note in active if note.id not in entry["notes"]]
    if state.get("source_kind") == "script":
        return store.get(state["source"], Script), active
    dialogue, settings = store.get(state["dialogue"], Dialogue), now_of(state, context).settings
    planned = await script_of_plan(dialogue, settings=settings)
    if planned is not None:
        context.emit("stage", "The planner's shots are the script", stage="scripter")
        return planned, active
    context.emit("stage", "Writing the script", stage="scripter")
    return await context.crew.scripter.write(dialogue, settings=settings), active


async def _revised(state: FilmState, context: Context, script: Script, wanted: list[Finding], notes: list[Note]) -> Script:
    """The Script with the edits that open Findings and new Notes ask for; locked Shots are left alone."""
    if not notes and not wanted:
        return script
    settings, dialogue = now_of(state, context).settings, context.project.store.get(state["dialogue"], Dialogue)
    edits = await context.crew.scripter.revise(script, dialogue, settings=settings, findings=wanted, notes=notes)
    allowed = [edit for edit in edits if getattr(edit, "uid", "") not in state.get("locks", {})]
    return apply_edits(script, allowed) if allowed else script


def _told(state: FilmState, before: Script, after: Script, wanted: list[Finding]) -> Record:
    """What a revision changed, in sentences."""
    was = {shot.uid: shot for shot in before.shots}
    now = {shot.uid: shot for shot in after.shots}
    changed = [f"{shot.id} is new" for uid, shot in now.items() if uid not in was]
    changed += [f"{shot.id} is gone" for uid, shot in was.items() if uid not in now]
    changed += [f"{now[uid].id} was changed" for uid in was if uid in now and was[uid].rebased() != now[uid].rebased()]
    why = [f"shot {was[one.shot].id}: {one.evidence}" if one.shot in was else one.evidence for one in wanted]
    why = why or [note.text for note in stale.script_notes(state)[-1:]]
    number = state.get("rounds", {}).get("script", 0)
    began = {"script": state["script"], "verdict": state.get("verdicts", {}).get("script")}
    result = f"version {after.version}"
    return {"loop": "script revision", "round": number, "why": why, "changed": changed, "result": result, "began": began}


async def table_read(state: FilmState, runtime: Runtime[Context]) -> FilmState:
    """Speak each Line that no recording speaks, so that real durations time the script."""
    context = runtime.context
    script = context.project.store.get(state["script"], Script)
    dialogue = context.project.store.get(state["dialogue"], Dialogue)
    recorded = await asyncio.to_thread(recorded_speech, script, dialogue, context)
    sheet = await read_aloud(script, context, recorded)
    timed = fit_to_speech(script, sheet)
    by_recording = f", {len(recorded)} of them recorded" if recorded else ""
    context.emit("stage", f"Table read: {len(sheet.lines)} lines spoken{by_recording}", stage="table_read")
    ref = context.project.store.put(timed, version=timed.version)
    gone = superseded(state, ref["sha256"]) if ref != state["script"] or not state.get("best_script") else {}
    on_script = {key: record for key, record in gone.items() if not key.startswith("film:")}
    return {"speech": context.project.store.put(sheet), "script": ref, "findings": on_script}
