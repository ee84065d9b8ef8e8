"""What is in force at this moment of a run, from the context and the Notes in the state."""

from __future__ import annotations

from collections.abc import Mapping

from storyreel.graph import stale
from storyreel.graph.context import Context
from storyreel.graph.state import FilmState
from storyreel.tools import registry

__all__ = ["now_of", "still_asked"]


def now_of(state: FilmState, context: Context) -> stale.InForceNow:
    """Settings and Limits with the Notes laid over, and the identity of the generator and the voice."""
    crew = context.crew
    generator, voice = crew.generator, crew.voice
    return stale.in_force(
        context.settings,
        context.base_limits,
        state,
        generator=f"{generator.name}@{generator.revision}",
        voice=f"{voice.name}@{voice.revision}",
        threshold=context.threshold,
        writers=_unlike_default(crew.names, "planner", "scripter"),
        judge=(*_unlike_default(crew.names, "judge"), *(["gates"] if context.settings.judge_gates else [])),
    )


def _unlike_default(names: Mapping[str, str], *roles: registry.Role) -> tuple[str, ...]:
    """Who plays these roles, as "role=name"; a default is left out."""
    return tuple(f"{role}={names[role]}" for role in roles if names.get(role, "") not in ("", registry.DEFAULT_CREW[role]))


def still_asked(state: FilmState, gate: str, context: Context) -> bool:
    """Whether a gate that waits still asks the right thing: nothing before it went stale since."""
    now = now_of(state, context)
    made = state.get("made_from", {})
    fresh = made.get("intake") == stale.intake_inputs(state) and made.get("scripter") == stale.script_inputs(state, now)
    if gate == "script":
        return fresh
    fresh = fresh and made.get("director") == stale.plan_inputs(state, now)
    return fresh if gate == "spend" else fresh and stale.first_stale(state, now, context.approve) in ("gate_film", "end")
