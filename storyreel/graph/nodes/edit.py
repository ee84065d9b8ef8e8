"""The editor: the chosen Takes in order become the Cut, and the Cut becomes the film."""

from __future__ import annotations

import asyncio

from langgraph.runtime import Runtime

from storyreel.film.plan import Plan
from storyreel.graph import stale
from storyreel.graph.context import Context
from storyreel.graph.cutting import cut_of, make_film
from storyreel.graph.picking import pick_take
from storyreel.graph.state import FilmState, Record, merge

__all__ = ["editor"]


async def editor(state: FilmState, runtime: Runtime[Context]) -> FilmState:
    """Make the film; a film of the same Cut is adopted. While a Shot is on its way back to the script there is none."""
    context = runtime.context
    gathered = _gathered(state, context)
    now: FilmState = {**state, "shots": merge(state.get("shots", {}), gathered)}
    locks = {
        uid: {"take": gathered[uid]["chosen"]}
        for uid, lock in state.get("locks", {}).items()
        if not lock["take"] and uid in gathered
    }
    done: FilmState = {"shots": gathered, "locks": locks, "made_from": {"editor": stale.cut_inputs(now)}}
    if any(shot["status"] == "escalated" for shot in now["shots"].values()):
        return done
    context.emit("stage", "Cutting the film", stage="editor")
    cut = cut_of(now, context)
    film = await asyncio.to_thread(make_film, cut, now, context)
    return {**done, "cut": context.project.store.put(cut), "cut_script": state["script"], "film": film}


def _gathered(state: FilmState, context: Context) -> Record:
    """What the Chains made: the Takes that stand now, from the store; a Take that vanished meanwhile is named as missing."""
    plan = context.project.store.get(state["plan"], Plan)
    found: Record = {}
    for planned in plan.shots:
        shot: Record = state.get("shots", {}).get(planned.uid, {})
        if shot.get("status") not in ("pending", "done"):
            continue
        take = pick_take(context, planned, limits=context.limits)
        if take is not None:
            found[planned.uid] = {**shot, "chosen": take.key, "take": take.number, "status": "done"}
        elif shot["status"] == "done":
            found[planned.uid] = {**shot, "chosen": "", "status": "missing", "why": "its file was lost while the film was made"}
    return found
