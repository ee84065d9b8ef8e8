"""What was lost from the project folder since the last run: it is made again, and only it."""

from __future__ import annotations

import shutil
from typing import Literal

from storyreel.film.base import FilmModel
from storyreel.film.cut import Cut
from storyreel.film.dialogue import Dialogue
from storyreel.film.finding import Verdict
from storyreel.film.plan import Plan
from storyreel.film.script import Script
from storyreel.film.speech import SpeechSheet
from storyreel.graph.context import Context
from storyreel.graph.state import FilmState
from storyreel.tools.files import sha256_of_file

__all__ = ["lost"]


def lost(state: FilmState, update: FilmState, context: Context) -> None:
    """Add to the update what follows from Takes, voices and films that are gone or damaged; once in a run."""
    if context.whole:
        return
    context.whole = True
    store = context.project.store
    _settle_accounts(context)
    _documents(state, update, context)
    state = {**state, **update, "shots": state.get("shots", {})}
    for uid, shot in state.get("shots", {}).items():
        if shot["status"] == "missing":
            update["shots"][uid] = {**shot, "status": "pending"}  # what failed in an earlier run is tried again in this one
        elif shot.get("chosen") and store.take(shot["chosen"]) is None:
            update["shots"][uid] = {**shot, "status": "pending", "chosen": ""}
            context.emit(
                "problem", f"The take of a shot is gone or damaged; it is made again: {shot['chosen'][:12]}", stage="producer"
            )
    if state.get("film") and not _whole_film(state, context):
        update["made_from"]["editor"] = None
        context.emit("problem", "The film's file is gone or damaged; it is cut again", stage="producer")
    if state.get("speech"):
        sheet = store.get(state["speech"], SpeechSheet)
        gone = [said.id for said in sheet.lines if said.file and not _sound(said.file, said.sha256, context)]
        if gone:
            update["made_from"]["scripter"] = None
            context.emit(
                "problem", f"The voices of {', '.join(gone)} are gone or damaged; they are spoken again", stage="producer"
            )


DOCUMENTS: tuple[tuple[Literal["dialogue", "script", "speech", "plan", "cut"], type[FilmModel], tuple[str, ...]], ...] = (
    ("dialogue", Dialogue, ("intake",)),
    ("script", Script, ("draft", "written", "scripter")),
    ("speech", SpeechSheet, ("scripter",)),
    ("plan", Plan, ("director",)),
    ("cut", Cut, ("editor",)),
)


def _documents(state: FilmState, update: FilmState, context: Context) -> None:
    """Drop references to documents that are gone or damaged; their stages run again."""
    store = context.project.store
    for name, kind, stages in DOCUMENTS:
        ref = state.get(name)
        if ref and not store.has(ref, kind):
            update[name] = {}  # pyright: ignore[reportGeneralTypeIssues]
            update["made_from"].update(dict.fromkeys(stages))
            context.emit("problem", f"The {name} in the store is gone or damaged; it is made again", stage="producer")
    history = state.get("history", [])
    kept = [entry for entry in history if store.has(entry["script"], Script)]
    if len(kept) < len(history):
        update["history"] = kept
    if state.get("best_script") and not store.has(state["best_script"]["ref"], Script):
        update["best_script"] = {}
        update["made_from"].update(dict.fromkeys(("draft", "scripter")))
    for on, ref in state.get("verdicts", {}).items():
        if not store.has(ref, Verdict):
            update["verdicts"] = {**update.get("verdicts", {}), on: None}
            update["made_from"].update({"scripter" if on == "script" else "film_critic": None})
            context.emit("problem", f"The verdict on the {on} is gone or damaged; it is judged again", stage="producer")
    gone = {key: None for key, record in state.get("findings", {}).items() if not store.has(record["in"], Verdict)}
    update["findings"].update(gone)


def _settle_accounts(context: Context) -> None:
    """Commit what a dead run had reserved for Takes that it finished, and remove their folders."""
    project = context.project
    for job in project.ledger.open_jobs():
        take = project.store.take(job.partition("#")[0])
        if take is not None:
            project.ledger.commit(job, take.cost)
            shutil.rmtree(project.store.jobs / take.key, ignore_errors=True)


def _whole_film(state: FilmState, context: Context) -> bool:
    path = context.project.root / "films" / f"{state['film']['sha256']}.mp4"
    return path.exists() and sha256_of_file(path) == state["film"]["sha256"]


def _sound(name: str, sha256: str, context: Context) -> bool:
    path = context.project.store.speech / name
    return path.exists() and sha256_of_file(path) == sha256
