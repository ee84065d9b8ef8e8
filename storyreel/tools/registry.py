"""Names of backends and how to make them: `registry.make("generator", "previz")`.

A name is "name" or "name:argument"; a role that can think also takes the name of a language model ("openai:MODEL@URL"). Backends
of third parties come through entry points named after the role ("storyreel.generators", "storyreel.voices", …). A factory is
called as `factory(argument, executor=…)` and imports its vendor only then.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from importlib.metadata import entry_points
from typing import Any, Literal

from storyreel.errors import UserError
from storyreel.tools.chat import CHAT_FORMS, ChatModel, chat_model
from storyreel.tools.contracts import Executor

__all__ = ["BUILT_IN", "DEFAULT_CREW", "THINKING", "Opener", "Role", "make", "names"]

Role = Literal["scripter", "planner", "director", "critic", "judge", "producer", "generator", "voice"]
Opener = Callable[[str], ChatModel]

BUILT_IN: dict[Role, dict[str, str]] = {
    "generator": {"previz": "storyreel.tools.generators.previz:Previz"},
    "voice": {"espeak": "storyreel.tools.speech:ESpeak"},
    "scripter": {"handbook": "storyreel.agents.scripter:HandbookScripter"},
    "planner": {"handbook": "storyreel.agents.planner:HandbookPlanner"},
    "director": {"rules": "storyreel.agents.director:Director"},
    "critic": {"rules": "storyreel.agents.critic:Critic"},
    "judge": {},
    "producer": {"commands": "storyreel.agents.producer:Producer"},
}

THINKING: dict[Role, str] = {
    "scripter": "storyreel.agents.scripter:ModelScripter",
    "planner": "storyreel.agents.planner:ModelPlanner",
    "director": "storyreel.agents.director:ModelDirector",
    "producer": "storyreel.agents.producer:ModelProducer",
    "judge": "storyreel.agents.critic:Judge",
}
"""Roles that a language model can play, and the class that is given it."""

DEFAULT_CREW: dict[Role, str] = {
    "scripter": "handbook",
    "planner": "handbook",
    "director": "rules",
    "critic": "rules",
    "judge": "nobody",
    "producer": "commands",
    "generator": "previz",
    "voice": "espeak",
}


def names(role: Role) -> list[str]:
    """The registered names for a role, built in and from third parties."""
    return sorted({*BUILT_IN[role], *(point.name for point in entry_points(group=f"storyreel.{role}s"))})


def make(role: Role, spec: str, *, executor: Executor | None = None, opener: Opener = chat_model) -> Any:
    """The backend that "name" or "name:argument" stands for; None for a judge that is nobody.

    Args:
        opener: Opens language models; a run's own keeps the ledger.

    Raises:
        UserError: If there is no such name; the text lists those that exist.
        MissingExtra: If its package is not installed.
    """
    name, _, argument = spec.partition(":")
    if role == "judge" and spec == "nobody":
        return None
    if name == "bracket" and role == "scripter":
        return _class("storyreel.agents.scripter:BracketScripter")(opener(argument))
    if name in CHAT_FORMS:
        if role not in THINKING:
            able = ", ".join(sorted(THINKING))
            raise UserError(f"The {role} cannot be a language model ({spec!r}); these can: {able}.")
        return _class(THINKING[role])(opener(spec))
    return _factory(role, name)(argument, executor=executor)


def _class(target: str) -> Callable[..., Any]:
    module, _, attribute = target.partition(":")
    return getattr(import_module(module), attribute)


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
        return _plain(role, name, _class(target))
    for point in entry_points(group=f"storyreel.{role}s"):
        if point.name == name:
            return point.load()
    models = f"; or a language model: {', '.join(f'{kind}:…' for kind in CHAT_FORMS)}" if role in THINKING else ""
    there = ", ".join([*names(role), *(["nobody"] if role == "judge" else [])])
    raise UserError(f"There is no {role} called {name!r}; there are: {there}{models}.")
