"""The gates: they do nothing but ask, so that running one again costs nothing."""

from __future__ import annotations

from typing import Any

from langchain_core.messages import HumanMessage
from langgraph.runtime import Runtime
from langgraph.types import interrupt

from storyreel.graph.context import Context
from storyreel.graph.state import FilmState

__all__ = ["gate_film", "gate_script", "gate_spend"]


async def gate_script(state: FilmState, runtime: Runtime[Context]) -> FilmState:
    """Ask whether the script stands."""
    return _ask(
        "script", state["best_script"]["ref"]["sha256"], "The script is ready. Approve it, or say what to change.", state, runtime
    )


async def gate_spend(state: FilmState, runtime: Runtime[Context]) -> FilmState:
    """Ask whether the takes may be made for the estimated cost."""
    if not state.get("due"):
        return {"next": ""}
    estimate = state.get("estimate", {})
    question = f"{estimate.get('text', 'The takes are planned')}. Approve it, or say what to change."
    must = bool(estimate.get("unknown"))
    return _ask("spend", state["plan"]["sha256"], question, state, runtime, must=must)


async def gate_film(state: FilmState, runtime: Runtime[Context]) -> FilmState:
    """Ask whether the film stands."""
    return _ask(
        "film", state.get("film", {}).get("sha256", ""), "The film is ready. Approve it, or say what to change.", state, runtime
    )


def _ask(gate: str, on: str, question: str, state: FilmState, runtime: Runtime[Context], *, must: bool = False) -> FilmState:
    wanted = gate in runtime.context.approve or must
    if not wanted or state.get("approvals", {}).get(gate) == on:
        return {"next": ""}
    answer: dict[str, Any] = interrupt({"gate": gate, "question": question, "on": on})
    message = HumanMessage(answer["text"], id=answer["id"], name=answer.get("author") or None)
    proposed = bool(state.get("proposal", {}).get("notes"))  # then a yes is for the proposal
    if not proposed and answer["text"].strip().lower().rstrip("!.") in ("approve", "approved", "yes", "ok", "y"):
        return {"approvals": {gate: on}, "handled": answer["id"], "messages": [message], "next": ""}
    return {"messages": [message], "next": "producer"}
