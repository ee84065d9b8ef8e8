"""Runs jobs in worker processes on this machine; the default Executor.

A worker that dies fails the job in its hands and is replaced; a job is adopted by its key. What a job is lies in
`tools.jobs`; the executor knows only its name, its JSON and its folder.
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from storyreel.errors import JobFailed, ProjectError
from storyreel.tools.contracts import JobResult, JobState

__all__ = ["LocalExecutor", "end_ahead", "start_ahead"]

LINE_LIMIT = 16 * 1024 * 1024
QUEUED = JobState("queued")
_AHEAD = 4
"""Workers that are started before there is work: a short film has no use for one on every core of a large machine."""


_READY: list[subprocess.Popen[bytes]] = []
"""Workers that were started before there was an executor; the first that wants one takes it."""
_LEFT: list[subprocess.Popen[bytes]] = []
"""Workers that were let go with a job in hand: kept so that they are waited for, and never killed."""


@dataclass(frozen=True)
class _Worker:
    """A worker process and the two ends that talk to it."""

    process: subprocess.Popen[bytes]
    answers: asyncio.StreamReader
    pipe: asyncio.ReadTransport

    @property
    def ended(self) -> bool:
        return self.process.poll() is not None


@dataclass
class _Order:
    kind: str
    payload: Mapping[str, Any]
    work: Path
    state: JobState = QUEUED
    worker: _Worker | None = None
    disk_full: bool = False

    @property
    def finished(self) -> bool:
        """Whether its result lies in its folder: the folder is removed when the result has been fetched."""
        return (self.work / "result.json").exists()


class LocalExecutor:
    """Worker processes on this machine, started when the first job comes, or before it where that is asked for.

    Args:
        workers: How many; 0 is one for each core this process may use.
    """

    def __init__(self, workers: int = 0) -> None:
        self.workers = workers or len(os.sched_getaffinity(0))
        self._orders: dict[str, _Order] = {}
        self._queue: asyncio.Queue[str] = asyncio.Queue()
        self._tasks: list[asyncio.Task[None]] = []
        self._changed = asyncio.Event()

    async def submit(self, kind: str, key: str, payload: Mapping[str, Any], work: Path) -> None:
        """Queue a job; one that was finished, or is queued or running, under the same key is adopted."""
        known = self._orders.get(key)
        if known is not None and (known.state.status in ("queued", "running") or known.finished):
            return
        order = _Order(kind, payload, work)
        self._orders[key] = order
        if order.finished:
            order.state = JobState("done", 1.0)
            return
        self._queue.put_nowait(key)
        if len(self._tasks) < min(self.workers, len(self._orders)):
            self._tasks.append(asyncio.create_task(self._serve(), name=f"worker-{len(self._tasks)}"))

    async def prepare(self, kind: str) -> None:
        """Start workers, at most four, that load what a kind of job needs before one comes; a second call does nothing."""
        for number in range(0 if self._tasks else min(self.workers, _AHEAD)):
            self._tasks.append(asyncio.create_task(self._serve(kind), name=f"worker-{number}"))

    async def poll(self, key: str) -> JobState:
        """Where the job stands; returns when something changed, or after a twentieth of a second.

        Raises:
            ProjectError: If the job failed because the disk is full: no other job will do better.
        """
        order = self._orders.get(key)
        if order is None:
            return JobState("failed", problem=f"no job {key[:12]} was submitted")
        if order.state.status in ("queued", "running"):
            with suppress(TimeoutError):
                await asyncio.wait_for(self._changed.wait(), 0.05)
        if order.disk_full:
            raise ProjectError(f"No space left to work in {order.work.parent}. Free some space, then run: storyreel resume")
        return order.state

    async def result(self, key: str) -> JobResult:
        """What the finished job left in its folder.

        Raises:
            JobFailed: If it failed or never ran.
        """
        order = self._orders.get(key)
        if order is None or not (order.work / "result.json").exists():
            why = order.state.problem if order else "it was never submitted"
            raise JobFailed(f"job {key[:12]} has no result: {why}", backend="executor")
        files = {path.name: path for path in order.work.iterdir() if path.name not in ("result.json", "lock")}
        return JobResult(files, json.loads((order.work / "result.json").read_bytes()))

    async def cancel(self, key: str) -> None:
        """Stop the job if it is queued or running: its worker is ended and replaced."""
        order = self._orders.get(key)
        if order is None or order.state.status not in ("queued", "running"):
            return
        self._set(order, JobState("failed", problem="cancelled"))
        if order.worker is not None and not order.worker.ended:
            order.worker.process.kill()

    async def close(self) -> None:
        """End the workers; one with a job in hand finishes it by itself, for whoever asks for that job next."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._tasks.clear()
        end_ahead()
        busy = [order.worker.process for order in self._orders.values() if order.worker is not None]
        for process in [one for one in _LEFT if one not in busy]:
            with suppress(subprocess.TimeoutExpired):
                await asyncio.to_thread(process.wait, 2.0)

    async def _serve(self, kind: str = "") -> None:
        """Feed one worker, replacing it when it dies; with a kind of job it is started at once."""
        worker: _Worker | None = None
        try:
            if kind:
                with suppress(OSError):  # the first job tries again, and tells
                    worker = await _start()
                    _say(worker, {"load": kind})
            while True:
                key = await self._queue.get()
                order = self._orders[key]
                if order.state.status != "queued":
                    continue
                if worker is not None and worker.ended:
                    worker = _dismiss(worker)
                try:
                    worker = worker or await _start()
                    await self._hand_over(worker, key, order)
                except (OSError, TypeError, ValueError) as exc:  # no process, a payload that is no JSON, an answer that is none
                    self._set(order, JobState("failed", problem=f"{type(exc).__name__}: {exc}"))
        finally:
            if worker is not None:
                _dismiss(worker)

    async def _hand_over(self, worker: _Worker, key: str, order: _Order) -> None:
        order.worker = worker
        self._set(order, JobState("running"))
        request = {"kind": order.kind, "key": key, "payload": order.payload, "work": str(order.work)}
        _say(worker, request)
        while order.state.status == "running":
            line = await worker.answers.readline()
            if not line:
                self._set(order, JobState("failed", problem=f"the worker process ended with code {worker.process.wait()}"))
                break
            answer = json.loads(line)
            if answer["key"] == key and order.state.status == "running":
                order.disk_full = bool(answer.get("disk_full"))
                self._set(order, JobState(answer["status"], answer.get("progress", 1.0), answer.get("problem", "")))
        if order.state.problem == "cancelled":
            worker.process.wait()
        order.worker = None

    def _set(self, order: _Order, state: JobState) -> None:
        order.state = state
        self._changed.set()
        self._changed = asyncio.Event()


def start_ahead(kind: str, workers: int = 0) -> None:
    """Start the workers of the executor that is to come, at most four, so that they load what a kind of job needs meanwhile.

    Args:
        workers: As of the executor: 0 is one for each core this process may use.
    """
    for _ in range(min(workers or len(os.sched_getaffinity(0)), _AHEAD)):
        with suppress(OSError):  # the first job tries again, and tells
            process = _spawn()
            _READY.append(process)
            _tell(process, {"load": kind})


def end_ahead() -> None:
    """End those workers of `start_ahead` that no executor took: they have no job."""
    while _READY:
        with _READY.pop() as process:
            process.kill()


def _spawn() -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "storyreel.tools.worker"]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def _say(worker: _Worker, request: Mapping[str, Any]) -> None:
    _tell(worker.process, request)


def _tell(process: subprocess.Popen[bytes], request: Mapping[str, Any]) -> None:
    assert process.stdin is not None
    with suppress(ConnectionError):
        process.stdin.write(json.dumps(request).encode() + b"\n")
        process.stdin.flush()


async def _start() -> _Worker:
    process = _READY.pop() if _READY else await asyncio.to_thread(_spawn)
    answers = asyncio.StreamReader(limit=LINE_LIMIT)
    pipe, _ = await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(answers), process.stdout)
    return _Worker(process, answers, pipe)


def _dismiss(worker: _Worker) -> None:
    """Let a worker go: with its stdin closed it ends when the job in hand is done."""
    assert worker.process.stdin is not None
    with suppress(BrokenPipeError):
        worker.process.stdin.close()
    worker.pipe.close()
    _LEFT.append(worker.process)
    _LEFT[:] = [process for process in _LEFT if process.poll() is None]
