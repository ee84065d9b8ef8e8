"""The editor: the chosen Takes in order become the Cut, and the Cut becomes the film."""

from __future__ import annotations

import asyncio

from langgraph.runtime import Runtime

from storyreel.graph import stale
from storyreel.graph.context import Context
from storyreel.graph.cutting import cut_of, make_film
from storyreel.graph.state import FilmState

__all__ = ["editor"]


async def editor(state: FilmState, runtime: Runtime[Context]) -> FilmState:
    """Make the film; a film of the same Cut is adopted. While a Shot is on its way back to the script there is none."""
    context = runtime.context
    done: FilmState = {"made_from": {"editor": stale.cut_inputs(state)}}
    if any(shot["status"] == "escalated" for shot in state.get("shots", {}).values()):
        return done
    context.emit("stage", "Cutting the film", stage="editor")
    cut = cut_of(state, context)
    film = await asyncio.to_thread(make_film, cut, state, context)
    return {**done, "cut": context.project.store.put(cut), "film": film}
