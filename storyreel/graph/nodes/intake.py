"""Intake and planner: whatever the person brought becomes a Dialogue (and keeps the Script, if it was one)."""

from __future__ import annotations

from langgraph.runtime import Runtime

from storyreel.film.bank import Bank
from storyreel.film.dialogue import Dialogue, DialogueItem, Heading, Line, Synopsis
from storyreel.film.script import Script
from storyreel.formats.asides import join_text
from storyreel.formats.reader_choices import reader_choices
from storyreel.graph import stale
from storyreel.graph.context import Context
from storyreel.graph.now import now_of
from storyreel.graph.recorded import sound_choices
from storyreel.graph.state import FilmState

__all__ = ["dialogue_of", "intake", "planner"]


async def intake(state: FilmState, runtime: Runtime[Context]) -> FilmState:
    """A Dialogue is taken as it is; a Script gives its Lines and stands as the first draft; a Synopsis waits for the planner."""
    store, source = runtime.context.project.store, state["source"]
    update: FilmState = {"made_from": {"intake": stale.intake_inputs(state), "draft": None, "written": None, "scripter": None}}
    runtime.context.emit("stage", "Reading the source", stage="intake")
    if state.get("dialogue"):
        update |= _fresh_start(state)
    if state["source_kind"] == "synopsis":
        return update
    await _made_ready(runtime.context)
    if state["source_kind"] == "dialogue":
        dialogue = store.get(source, Dialogue)
        for choice in (*reader_choices(dialogue), *sound_choices(dialogue)):
            runtime.context.emit("choice", f"{choice.about}: {choice.choice} ({choice.reason})", stage="intake")
        return {**update, "dialogue": source}
    script = store.get(source, Script)
    update["dialogue"], update["script"] = store.put(dialogue_of(script)), source
    update["best_script"] = {}
    now, read = now_of(state, runtime.context), FilmState(dialogue=update["dialogue"])
    update["made_from"]["written"] = stale.written_inputs(read, now)
    update["made_from"]["draft"] = stale.script_inputs(read, now)
    return update


async def _made_ready(context: Context) -> None:
    """Let the generator start what it needs while the script is written, where Takes are sure to be made."""
    ready = getattr(context.crew.generator, "prepare", None)
    if ready is not None and not context.approve and next(context.project.store.all_takes(), None) is None:
        await ready()


def _fresh_start(state: FilmState) -> FilmState:
    """Another source is another film: what was said of single Shots, and what was found, is of the old one."""
    notes = {key: {**r, "undone": True} for key, r in state.get("notes", {}).items() if r["note"].get("targets")}
    return {
        "notes": notes,
        "locks": dict.fromkeys(state.get("locks", {})),
        "shots": dict.fromkeys(state.get("shots", {})),
        "findings": dict.fromkeys(state.get("findings", {})),
        "rounds": {"epoch": state.get("rounds", {}).get("epoch", 0) + 1, "script": 0, "film": 0},
        "loops": [],
        "best_script": {},
    }


async def planner(state: FilmState, runtime: Runtime[Context]) -> FilmState:
    """A Synopsis becomes a Dialogue."""
    context = runtime.context
    synopsis = context.project.store.get(state["source"], Synopsis)
    context.emit("stage", "Planning acts and scenes from the synopsis", stage="planner")
    return {"dialogue": context.project.store.put(await context.crew.planner.plan(synopsis))}


def dialogue_of(script: Script) -> Dialogue:
    """The Lines of a Script as a Dialogue, parts joined, with a heading for each scene."""
    items: list[DialogueItem] = []
    at: dict[str, int] = {}
    for scene in script.scenes:
        text = scene.heading or scene.place or f"Scene {scene.id}"
        items.append(Heading(text=text, place=scene.place, time_of_day=scene.time_of_day, interior=scene.interior))
        for spoken in (line for shot in scene.shots for line in shot.lines):
            if spoken.id in at:
                first = items[at[spoken.id]]
                assert isinstance(first, Line)
                items[at[spoken.id]] = first.changed(text=join_text(first.text, spoken.text))
            else:
                at[spoken.id] = len(items)
                items.append(Line(id=spoken.id, speaker=spoken.speaker, text=spoken.text, parenthetical=spoken.parenthetical))
    bank = Bank(characters=script.cast, places=script.places, props=script.props)
    return Dialogue(title=script.title, language=script.language, items=tuple(items), bank=bank)
