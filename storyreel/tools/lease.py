"""The lease of a project: one process runs the graph, and it ends with that process however it ends."""

from __future__ import annotations

import fcntl
import os
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from storyreel.errors import ProjectLocked
from storyreel.tools.files import disk_errors

__all__ = ["Lease"]

PATIENCE_SECONDS = 0.3
"""How long a start tries: a status poll holds the lock for a moment, a run for much longer."""


class Lease:
    """Held as a context manager; the operating system gives it back when the process dies.

    Args:
        path: The lock file; its text is the holder's process id, for people.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._handle: int | None = None

    def take(self) -> None:
        """Take the lease, within a moment.

        Raises:
            ProjectLocked: If another process holds it, and not only to see whether it is held.
        """
        with disk_errors(self.path):
            handle = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            _lock_within(handle, PATIENCE_SECONDS)
        except OSError as exc:
            holder = os.read(handle, 20).decode(errors="replace").strip() or "unknown"
            os.close(handle)
            raise ProjectLocked(
                f"{self.path.parent} is being worked on by process {holder}. Wait for it, or talk to it with:"
                f" storyreel chat {self.path.parent}"
            ) from exc
        os.ftruncate(handle, 0)
        os.write(handle, str(os.getpid()).encode())
        self._handle = handle

    def give_back(self) -> None:
        """Give the lease back; nothing happens if it is not held."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def held_elsewhere(self) -> bool:
        """Whether another process (or another Lease object) holds it now."""
        if not self.path.exists():
            return False
        handle = os.open(self.path, os.O_RDWR)
        try:
            fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)  # shared: two who ask do not see each other
        except OSError:
            return True
        finally:
            os.close(handle)
        return False

    def __enter__(self) -> Self:
        self.take()
        return self

    def __exit__(self, kind: type[BaseException] | None, exc: BaseException | None, trace: TracebackType | None) -> None:
        self.give_back()


def _lock_within(handle: int, seconds: float) -> None:
    """Lock an open file, trying again for so long.

    Raises:
        OSError: If it is still held by another then.
    """
    until = time.monotonic() + seconds
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                raise
            time.sleep(0.02)
        else:
            return
