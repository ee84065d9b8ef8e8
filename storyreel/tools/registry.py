"""Names of backends and how to make them: `registry.make("generator", "previz")`.

A name is "name" or "name:argument". Backends of third parties come through entry points named after the role
("storyreel.generators", "storyreel.voices", …). A factory is called as `factory(argument, executor=…)` and imports its vendor
only then.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from importlib.metadata import entry_points
from typing import Any, Literal

from storyreel.errors import UserError
from storyreel.tools.contracts import Executor

__all__ = ["BUILT_IN", "DEFAULT_CREW", "Role", "make", "names"]

Role = Literal["scripter", "planner", "director", "critic", "producer", "generator", "voice"]

BUILT_IN: dict[Role, dict[str, str]] = {
    "generator": {"previz": "storyreel.tools.generators.previz:Previz"},
    "voice": {"espeak": "storyreel.tools.speech:ESpeak"},
    "scripter": {"handbook": "storyreel.agents.scripter:HandbookScripter"},
    "planner": {"handbook": "storyreel.agents.planner:HandbookPlanner"},
    "director": {"rules": "storyreel.agents.director:Director"},
    "critic": {"rules": "storyreel.agents.critic:Critic"},
    "producer": {"commands": "storyreel.agents.producer:Producer"},
}

DEFAULT_CREW: dict[Role, str] = {
    "scripter": "handbook",
    "planner": "handbook",
    "director": "rules",
    "critic": "rules",
    "producer": "commands",
    "generator": "previz",
    "voice": "espeak",
}


def names(role: Role) -> list[str]:
    """The registered names for a role, built in and from third parties."""
    return sorted({*BUILT_IN[role], *(point.name for point in entry_points(group=f"storyreel.{role}s"))})


def make(role: Role, spec: str, *, executor: Executor | None = None) -> Any:
    """The backend that "name" or "name:argument" stands for.

    Raises:
        UserError: If there is no such name; the text lists those that exist.
    """
    name, _, argument = spec.partition(":")
    return _factory(role, name)(argument, executor=executor)


def _plain(role: Role, name: str, kind: Callable[..., Any]) -> Callable[..., Any]:
    """The factory of a built-in class: a generator works through the executor, nobody else takes anything."""

    def factory(argument: str, *, executor: Executor | None) -> Any:
        if argument:
            raise UserError(f"The {role} {name!r} takes nothing after the colon; {argument!r} was given.")
        return kind(executor) if role == "generator" else kind()

    return factory


def _factory(role: Role, name: str) -> Callable[..., Any]:
    target = BUILT_IN[role].get(name)
    if target is not None:
        module, _, attribute = target.partition(":")
        return _plain(role, name, getattr(import_module(module), attribute))
    for point in entry_points(group=f"storyreel.{role}s"):
        if point.name == name:
            return point.load()
    raise UserError(f"There is no {role} called {name!r}; there are: {', '.join(names(role))}.")
