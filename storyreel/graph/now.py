"""What is in force at this moment of a run, from the context and the Notes in the state."""

from __future__ import annotations

from storyreel.graph import stale
from storyreel.graph.context import Context
from storyreel.graph.state import FilmState

__all__ = ["now_of"]


def now_of(state: FilmState, context: Context) -> stale.InForceNow:
    """Settings and Limits with the Notes laid over, and the identity of the generator and the voice."""
    crew = context.crew
    generator, voice = crew.generator, crew.voice
    return stale.in_force(
        context.settings,
        context.limits,
        state,
        generator=f"{generator.name}@{generator.revision}",
        voice=f"{voice.name}@{voice.revision}",
    )
