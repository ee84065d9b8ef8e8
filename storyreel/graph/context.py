"""What a run is given: the project, the crew, the limits. It is never in the state and never in a checkpoint."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from storyreel.film.note import Limits
from storyreel.film.plan import FilmSettings
from storyreel.tools import registry
from storyreel.tools.chat import ChatModel, chat_model
from storyreel.tools.contracts import Event, Executor, Generator, Voice
from storyreel.tools.executor import LocalExecutor
from storyreel.tools.project import Project

__all__ = ["Context", "Crew", "hire", "person"]


@dataclass(frozen=True, kw_only=True)
class Crew:
    """The people behind the roles; each is an object of the contract named in DESIGN."""

    scripter: Any
    planner: Any
    director: Any
    critic: Any
    judge: Any
    producer: Any
    generator: Generator
    voice: Voice
    executor: Executor
    names: Mapping[str, str] = field(default_factory=dict[str, str])
    chats: Sequence[ChatModel] = ()

    async def close(self) -> None:
        """Release what the backends hold."""
        for chat in self.chats:
            await chat.close()
        await self.generator.close()
        await self.voice.close()
        await self.executor.close()


def hire(
    roles: Mapping[str, object],
    *,
    limits: Limits,
    threshold: float,
    judge_gates: bool = False,
    opener: registry.Opener = chat_model,
) -> Crew:
    """A crew from names ("previz", "name:argument") and objects; what is not named is the default.

    Args:
        judge_gates: Whether a judge's scores hold work up; else they advise.
        opener: Opens the language models that roles are named after.

    Raises:
        UserError: If a role or a name does not exist.
    """
    executor = cast("Executor", roles.get("executor")) or LocalExecutor(limits.workers)
    unknown = sorted(set(roles) - set(registry.DEFAULT_CREW) - {"executor"})
    if unknown:
        raise registry.UserError(f"There is no role {', '.join(unknown)}; there are: {', '.join(sorted(registry.DEFAULT_CREW))}.")
    people: dict[str, Any] = {}
    names: dict[str, str] = {}
    chats: list[ChatModel] = []

    def opened(spec: str) -> ChatModel:
        chats.append(opener(spec))
        return chats[-1]

    for role, default in registry.DEFAULT_CREW.items():
        asked = roles.get(role, default)
        names[role] = asked if isinstance(asked, str) else str(getattr(asked, "name", type(asked).__name__))
        people[role] = person(role, roles, executor=executor, opener=opened)
    if hasattr(people["critic"], "threshold") and isinstance(roles.get("critic", "rules"), str):
        people["critic"].threshold = threshold
    _seat(people["judge"], people, gates=judge_gates)
    return Crew(**people, executor=executor, names=names, chats=tuple(chats))


def _seat(judge: Any, people: Mapping[str, Any], *, gates: bool) -> None:
    """Put the judge beside the critic; it is told whose models made what it will see.

    Raises:
        UserError: If the critic has no place for one.
    """
    if judge is None:
        return
    critic = people["critic"]
    if not hasattr(critic, "judge"):
        raise registry.UserError(f"The critic {critic.name!r} takes no judge; leave --judge or --critic away.")
    critic.judge, critic.judge_gates = judge, gates
    thinking = [getattr(people[role], "chat", None) for role in ("scripter", "planner", "director")]
    writers = {getattr(one, "family", "") for one in (*thinking, people["generator"])} - {""}
    judge.writers = tuple(sorted({*judge.writers, *writers}))


def person(
    role: registry.Role, roles: Mapping[str, object], *, executor: Executor | None = None, opener: registry.Opener = chat_model
) -> Any:
    """One of the crew, as named or given in `roles`, else the default.

    Raises:
        UserError: If the name does not exist.
    """
    asked = roles.get(role, registry.DEFAULT_CREW[role])
    return registry.make(role, asked, executor=executor, opener=opener) if isinstance(asked, str) else asked


def _silent(event: Event) -> None:
    """Nobody listens."""


@dataclass
class Context:
    """The run-time context of the graph.

    Attributes:
        approve: Gates that wait for a yes: "script", "spend", "film".
        limits: In force now; Notes change them. `base_limits` are those the run began with.
        tell: Called with each Event, in the loop's own thread.
        draining: Set while the run is to stop at the next whole step.
        whole: Whether this run has looked for files that were lost since the last one.
        failures: spec -> problems of jobs in this run that left no Take.
    """

    project: Project
    crew: Crew
    limits: Limits
    settings: FilmSettings = field(default_factory=FilmSettings)
    approve: frozenset[str] = frozenset()
    tell: Callable[[Event], None] = _silent
    draining: asyncio.Event = field(default_factory=asyncio.Event)
    whole: bool = False
    base_limits: Limits = field(init=False)
    failures: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    slots: dict[str, asyncio.Semaphore] = field(default_factory=dict[str, asyncio.Semaphore])
    began: float = field(default_factory=time.monotonic)

    def __post_init__(self) -> None:
        self.base_limits = self.limits

    @property
    def threshold(self) -> float | None:
        """What the critic passes at; None where it has no such figure."""
        return getattr(self.crew.critic, "threshold", None)

    def emit(self, kind: str, text: str, *, stage: str = "", shot: str = "", **data: Any) -> None:
        """Tell of something that happened, and write it to the project's log."""
        at_s = round(time.monotonic() - self.began, 3)
        event = Event(type=kind, stage=stage, shot=shot, text=text, at_s=at_s, data=data)
        self.tell(event)
        if kind != "shot.progress":
            self.project.log(kind, {"stage": stage, "shot": shot, "text": text, **data})

    def slot(self) -> asyncio.Semaphore:
        """One of the generator's places for a job; a Chain that waits holds none."""
        generator = self.crew.generator
        places = generator.capabilities.concurrency or 2 * getattr(self.crew.executor, "workers", 2)
        return self.slots.setdefault(generator.name, asyncio.Semaphore(places))
