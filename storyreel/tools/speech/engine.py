"""The near end of the engine's process: starts it, sends requests, hands out answers, ends it.

It may be used from any thread and any event loop. It knows no Lines and no voices.
"""

from __future__ import annotations

import importlib.util
import itertools
import json
import subprocess
import sys
import threading
from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path
from typing import Any

from storyreel.errors import BackendUnavailable

__all__ = ["EngineProcess", "engine_command"]

Answer = dict[str, Any]


def engine_command(backend: str) -> list[str]:
    """The command line of the engine's process.

    It is started by its path and isolated, so that it loads neither this package nor anything from the current folder.

    Raises:
        BackendUnavailable: If espeakng-loader is not installed.
    """
    found = importlib.util.find_spec("espeakng_loader")
    if found is None or found.origin is None:
        raise BackendUnavailable("espeakng-loader is not installed. Run: pip install espeakng-loader", backend=backend)
    folder = Path(found.origin).parent
    name = "libespeak-ng.dylib" if sys.platform == "darwin" else "libespeak-ng.so"
    program = Path(__file__).with_name("espeak_process.py")
    return [sys.executable, "-I", str(program), str(folder / name), str(folder / "espeak-ng-data")]


class EngineProcess:
    """One running process; when it has died, make another."""

    def __init__(self, command: list[str], *, backend: str) -> None:
        """Start the process and wait until it is ready.

        Raises:
            BackendUnavailable: If it does not start; the text has its own words.
        """
        self._backend = backend
        self._numbers = itertools.count(1)
        self._pending: dict[int, Future[Answer]] = {}
        self._lock = threading.Lock()
        self._dead = False
        try:
            self._process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, close_fds=True
            )
        except OSError as exc:
            raise BackendUnavailable(f"the speech process cannot be started: {exc}", backend=backend) from exc
        hello = self._hello()
        if not hello.get("ready"):
            self.stop()
            detail = hello.get("detail", "it ended at once")
            raise BackendUnavailable(f"the speech process did not start: {detail}", backend=backend)
        self.sample_rate = int(hello["sample_rate"])
        self._reader = threading.Thread(target=self._read, name="storyreel-speech", daemon=True)
        self._reader.start()

    @property
    def alive(self) -> bool:
        """Whether requests can still be answered."""
        return not self._dead and self._process.poll() is None

    @property
    def pid(self) -> int:
        """Process id."""
        return self._process.pid

    def ask(self, request: Answer) -> Future[Answer]:
        """Send a request; the future holds the answer, or BackendUnavailable if the process dies first."""
        answer: Future[Answer] = Future()
        with self._lock:
            number = next(self._numbers)
            self._pending[number] = answer
            try:
                assert self._process.stdin is not None
                self._process.stdin.write(json.dumps({**request, "id": number}).encode() + b"\n")
                self._process.stdin.flush()
            except (OSError, ValueError):
                self._dead = True
        if self._dead:
            self._fail_pending()
        return answer

    def stop(self) -> None:
        """End the process: by the end of its input, then by force. Pending requests fail."""
        self._dead = True
        for pipe in (self._process.stdin, self._process.stdout if not hasattr(self, "_reader") else None):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        try:
            self._process.wait(timeout=0.3)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if hasattr(self, "_reader"):
            self._reader.join(timeout=5)
        self._fail_pending()

    def kill(self) -> None:
        """End a process that hangs."""
        self._process.kill()
        self.stop()

    def _hello(self) -> Answer:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        try:
            said: Answer = json.loads(line)
        except ValueError:
            return {}
        return said

    def _read(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as answers:
            for line in answers:
                said: Answer = json.loads(line)
                with self._lock:
                    waiting = self._pending.pop(int(said["id"]), None)
                if waiting is not None and not waiting.cancelled():
                    waiting.set_result(said)
        self._dead = True
        self._fail_pending()

    def _fail_pending(self) -> None:
        with self._lock:
            waiting, self._pending = list(self._pending.values()), {}
        for one in waiting:
            if not one.done():
                problem = BackendUnavailable(
                    "the speech process ended. Speak the Line again.", backend=self._backend, retryable=True
                )
                one.set_exception(problem)
