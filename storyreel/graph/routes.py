"""The routes: pure functions from the state to the next node. They read the state and decide nothing else."""

from __future__ import annotations

from typing import Literal

from langgraph.types import Send

from storyreel.graph.state import ChainState, FilmState

__all__ = [
    "after_film_critic",
    "after_gate_film",
    "after_gate_script",
    "after_gate_spend",
    "after_intake",
    "after_producer",
    "after_script_critic",
    "after_shot",
]


def after_producer(
    state: FilmState,
) -> Literal["intake", "scripter", "gate_script", "director", "editor", "film_critic", "gate_film", "__end__"]:
    """The first stale stage."""
    stage = state.get("next", "end")
    return "__end__" if stage == "end" else stage  # pyright: ignore[reportReturnType]


def after_intake(state: FilmState) -> Literal["planner", "scripter"]:
    """A Synopsis is planned first."""
    return "planner" if state.get("source_kind") == "synopsis" else "scripter"


def after_script_critic(state: FilmState) -> Literal["scripter", "gate_script"]:
    """Back while there is something to mend and a round left."""
    return "scripter" if state.get("next") == "scripter" else "gate_script"


def after_gate_script(state: FilmState) -> Literal["director", "producer"]:
    """On when approved or not asked for."""
    return "producer" if state.get("next") == "producer" else "director"


def after_gate_spend(state: FilmState) -> list[Send] | Literal["editor", "producer"]:
    """One Send for each Chain with work left, or the editor: never an empty list, which would end the graph silently."""
    if state.get("next") == "producer":
        return "producer"
    base = {"plan": state["plan"], "speech": state["speech"]}
    sends = [Send("shoot", {**base, **chain}) for chain in state.get("due", [])]
    return sends or "editor"


def after_film_critic(state: FilmState) -> Literal["scripter", "director", "gate_film"]:
    """To the script, to single shots, or out."""
    target = state.get("next")
    return target if target in ("scripter", "director") else "gate_film"  # pyright: ignore[reportReturnType]


def after_gate_film(state: FilmState) -> Literal["producer", "__end__"]:
    """Out when approved or not asked for."""
    return "producer" if state.get("next") == "producer" else "__end__"


def after_shot(state: ChainState) -> Literal["shot", "__end__"]:
    """The next Shot (or Take) of the Chain, until its end (a negative place) or a halt."""
    return "__end__" if state.get("halted") or state["at"] < 0 else "shot"
