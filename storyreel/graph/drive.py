"""Driving the graph: messages fed in order, drained for and resumed, until nothing is left or a gate waits.

Whoever holds the lease runs this. It reads the inbox while the graph runs; a new message drains the run at the next whole
step and is fed in, each exactly once. It knows no agent.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from typing import Any

import aiosqlite
from langchain_core.messages import HumanMessage
from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer
from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver
from langgraph.errors import GraphDrained
from langgraph.runtime import RunControl
from langgraph.types import Command

from storyreel.errors import ProjectError
from storyreel.graph.context import Context
from storyreel.graph.now import still_asked
from storyreel.graph.state import GRAPH_VERSION, FilmState
from storyreel.tools.inbox import Message
from storyreel.tools.project import Project

__all__ = ["CONFIG", "Control", "checkpoints", "drive"]

Graph = Any
"""A CompiledStateGraph: its own types are open."""

_PATIENCE_S = 30.0
"""How long to wait for a database that is still being written: on a busy disk the last run's end may take a while."""

CONFIG: RunnableConfig = {"configurable": {"thread_id": f"film-v{GRAPH_VERSION}"}, "recursion_limit": 1_000_000}
INBOX_POLL_S = 0.1


class Control:
    """The way to stop a run from outside: at the next whole step, with everything kept."""

    def __init__(self) -> None:
        self.reason = ""
        self._run: RunControl | None = None
        self._context: Context | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    def request_drain(self, reason: str = "asked to stop") -> None:
        """Ask the run to stop; safe from another thread and from a signal handler, and before the run began."""
        self.reason = reason
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._drain)

    def _drain(self) -> None:
        if self._context is not None:
            self._context.draining.set()
        if self._run is not None:
            self._run.request_drain(self.reason)

    def attach(self, run: RunControl, context: Context) -> None:
        """Bind to the part of the run that goes on now."""
        self._run, self._context, self._loop = run, context, asyncio.get_running_loop()
        if self.reason:
            self._drain()


@asynccontextmanager
async def checkpoints(project: Project) -> AsyncGenerator[AsyncSqliteSaver]:
    """The project's checkpoints in SQLite; only plain JSON values are ever revived from them.

    Raises:
        ProjectError: If the database cannot be written or read any more.
    """
    try:
        async with aiosqlite.connect(project.checkpoints, timeout=_PATIENCE_S) as connection:
            saver = AsyncSqliteSaver(connection, serde=JsonPlusSerializer(allowed_msgpack_modules=None))
            await saver.setup()
            try:
                yield saver
            finally:
                # A write that is broken off leaves its transaction open, and a statement of it would keep a closed connection
                # alive: the next run would find the database locked. So nobody writes any more from here on.
                async with saver.lock:
                    await connection.rollback()
                    await connection.close()
    except sqlite3.Error as exc:
        raise _database_error(exc, project) from exc


def _database_error(error: sqlite3.Error, project: Project) -> ProjectError:
    """What SQLite said, as a sentence that says what to do; takes are in the store, whatever becomes of the checkpoints."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    path, on = project.checkpoints, f"storyreel resume {project.root}"
    if code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR):
        return ProjectError(f"{path} cannot be written ({error}). Free some space, then run: {on}")
    if code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
        return ProjectError(f"{path} is damaged ({error}). Delete it, then run: {on}. Takes are kept and used again.")
    return ProjectError(f"{path} cannot be used ({error}). See that the folder can be written, then run: {on}")


async def drive(graph: Graph, context: Context, first: FilmState, control: Control) -> FilmState:
    """Run until nothing is left to do, a gate waits, or the control asks to stop; the state as it then is.

    Args:
        first: Source and version, fed in at the start of every run: one that died before its first step left them nowhere else.
    """
    fed = False
    while True:
        state = await graph.aget_state(CONFIG)
        values: FilmState = state.values  # pyright: ignore[reportAssignmentType]
        if control.reason:
            return values
        seen = context.project.inbox.size()
        waiting = context.project.inbox.after(values.get("handled"))
        asked = bool(state.interrupts) and still_asked(values, state.interrupts[0].value["gate"], context)
        if not fed and (values.get("source") != first.get("source") or not asked):
            given: Any = first  # settings, limits, crew or files may be others than in the last run
        elif waiting and state.interrupts:
            given = Command(resume=_answer(waiting[0]))
        elif waiting:
            given = {"messages": [HumanMessage(m.text, id=m.id, name=m.author or None) for m in waiting]}
        elif state.interrupts:
            return values
        elif state.next:
            given = None
        else:
            return values
        fed = True
        await _one_run(graph, context, given, control, seen)


async def _one_run(graph: Graph, context: Context, given: Any, control: Control, seen: int) -> None:
    run = RunControl()
    context.draining.clear()
    control.attach(run, context)
    watcher = asyncio.create_task(_watch(context, run, seen))
    try:
        with suppress(GraphDrained):
            await graph.ainvoke(given, CONFIG, context=context, control=run, durability="sync")
    finally:
        watcher.cancel()
        with suppress(asyncio.CancelledError):
            await watcher


async def _watch(context: Context, run: RunControl, before: int) -> None:
    """Drain when somebody writes to the inbox."""
    while context.project.inbox.size() == before:  # noqa: ASYNC110
        await asyncio.sleep(INBOX_POLL_S)  # other processes write the file: there is no event to wait for
    context.draining.set()
    run.request_drain("a message came")


def _answer(message: Message) -> dict[str, str]:
    return {"id": message.id, "text": message.text, "author": message.author}
