"""Calls to backends at the border of the graph: whatever one raises becomes a typed error, one that never answers is given up.

A full disk is nobody's fault but the disk's: it stops the run, with everything kept. A critic that fails never blocks.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Literal, TypeVar

from storyreel.errors import JobFailed, JobTimeout, ProjectError, StoryreelError
from storyreel.film.finding import Cause, Finding, Remedy, Severity, Verdict
from storyreel.graph.context import Context
from storyreel.tools.files import is_disk_full
from storyreel.tools.transport import retried

__all__ = ["CALL_SECONDS", "ask", "verdict_of"]

CALL_SECONDS = 60.0
"""How long a call may take that should answer at once (submit, poll, cancel)."""

Answer = TypeVar("Answer")


async def ask(call: Callable[[], Awaitable[Answer]], *, backend: str, context: Context, seconds: float = CALL_SECONDS) -> Answer:
    """The answer of a backend; transport is tried again, as often as the Limits allow.

    Args:
        seconds: How long each try may take.

    Raises:
        BackendError: Whatever the backend raised, under a type of ours.
        ProjectError: If the disk is full.
    """
    return await retried(lambda: _once(call, backend, seconds), retries=context.limits.retries)


async def _once(call: Callable[[], Awaitable[Answer]], backend: str, seconds: float) -> Answer:
    try:
        async with asyncio.timeout(seconds):
            return await call()
    except StoryreelError:
        raise
    except asyncio.CancelledError as exc:
        task = asyncio.current_task()
        if task is None or task.cancelling():
            raise
        raise JobFailed("its own work was cancelled", backend=backend) from exc  # this run was not: the backend's task was
    except TimeoutError as exc:
        raise JobTimeout(f"a call was not answered after {seconds:g} s", backend=backend, retryable=True) from exc
    except Exception as exc:  # a backend is code of anybody's: what it raises ends its job, not the run
        if is_disk_full(exc):
            raise ProjectError(f"No space left for {backend} to work in. Free some space, then run: storyreel resume") from exc
        raise JobFailed(_told(exc), backend=backend) from exc


def _told(error: Exception) -> str:
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__


async def verdict_of(
    call: Callable[[], Awaitable[Verdict]],
    context: Context,
    *,
    on: Literal["script", "take", "film"],
    made_on: str,
    shot: str = "",
    shot_id: str = "",
) -> Verdict:
    """The critic's verdict; where the critic fails, what it was to judge stands, and a Finding says that nobody judged it."""
    try:
        return await call()
    except ProjectError:
        raise
    except Exception as exc:
        said = f"the critic failed, so this {on} stands unjudged: {_told(exc)}"
        context.emit(
            "problem", f"{shot_id + ': ' if shot_id else ''}{said}", stage="critic", shot=shot_id, error=type(exc).__name__
        )
        failed = Finding(
            dimension="Technical Quality",
            kind="critic-failed",
            severity=Severity.INFO,
            evidence=said,
            cause=Cause.BACKEND,
            remedy=Remedy.NONE,
            shot=shot,
            shot_id=shot_id,
            made_on=made_on,
        )
        return Verdict(on=on, made_on=made_on, passed=True, findings=(failed,), judge="nobody")
