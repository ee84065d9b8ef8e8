"""What was lost from the project folder since the last run: it is made again, and only it."""

from __future__ import annotations

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


def _whole_film(state: FilmState, context: Context) -> bool:
    path = context.project.root / "films" / f"{state['film']['sha256']}.mp4"
    return path.exists() and sha256_of_file(path) == state["film"]["sha256"]


def _sound(name: str, sha256: str, context: Context) -> bool:
    path = context.project.store.speech / name
    return path.exists() and sha256_of_file(path) == sha256
