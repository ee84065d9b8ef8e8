"""Files that appear whole or not at all, and locks between processes.

It knows nothing of what is in a file. Every write goes to a temporary file in the same folder, is flushed to the disk and
renamed; a full disk or a folder that cannot be written is a ProjectError that says which.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
import uuid
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

from storyreel.errors import ProjectError

__all__ = ["append_line", "disk_errors", "file_lock", "is_disk_full", "move_into_place", "sha256_of_file", "write_whole"]


_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


def is_disk_full(error: BaseException) -> bool:
    """Whether an error, or one that led to it, is the operating system's word that no space is left.

    >>> is_disk_full(OSError(28, "No space left on device")), is_disk_full(OSError(2, "No such file"))
    (True, False)
    """
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, OSError) and seen.errno in _FULL:
            return True
        seen = seen.__cause__ or seen.__context__
    return False


@contextmanager
def disk_errors(path: Path) -> Generator[None]:
    """Translate the operating system's errors on `path` into ProjectError.

    Raises:
        ProjectError: If the disk is full, or the place cannot be written or read.
    """
    try:
        yield
    except OSError as exc:
        if exc.errno in _FULL:
            raise ProjectError(f"No space left to write {path}. Free some space, then run: storyreel resume") from exc
        if exc.errno in (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EISDIR, errno.ENOENT, errno.EEXIST):
            raise ProjectError(f"{path} cannot be used ({exc.strerror}). Choose another folder with --out.") from exc
        raise


def write_whole(path: Path, data: bytes | str) -> None:
    """Write a file that is either the old one or the new one, whatever dies.

    Raises:
        ProjectError: If it cannot be written.
    """
    content = data.encode() if isinstance(data, str) else data
    with disk_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        name = path.parent / f".{path.name[:40]}.{uuid.uuid4().hex}.part"
        handle = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            name.replace(path)
        except BaseException:
            with suppress(FileNotFoundError):
                name.unlink()
            raise
        _sync_folder(path.parent)


def move_into_place(made: Path, final: Path, *, sync_folder: bool = True) -> None:
    """Give a finished file on the same disk its final name: the moment at which it exists.

    Args:
        sync_folder: Whether its name is flushed now. False only where `write_whole` into the same folder follows at once and
            flushes both names, and where what that writes counts for nothing without this file.

    Raises:
        ProjectError: If it cannot be moved.
    """
    with disk_errors(final):
        final.parent.mkdir(parents=True, exist_ok=True)
        with made.open("rb") as file:
            os.fsync(file.fileno())
        made.replace(final)
        if sync_folder:
            _sync_folder(final.parent)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def append_line(path: Path, line: str, *, sync: bool = True) -> None:
    """Append one line and flush it to the disk; a torn last line of a dead writer is closed first.

    Call it under `file_lock` where several processes write.

    Args:
        sync: False for what is only looked at: the line outlives its writer all the same, but not a loss of power.

    Raises:
        ProjectError: If it cannot be written.
    """
    with disk_errors(path):
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o644)
        try:
            size = os.lseek(handle, 0, os.SEEK_END)
            torn = size > 0 and os.pread(handle, 1, size - 1) != b"\n"
            os.write(handle, (b"\n" if torn else b"") + line.encode() + b"\n")
            if sync:
                os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def file_lock(path: Path) -> Generator[None]:
    """Hold an exclusive lock between processes; waits for it.

    Raises:
        ProjectError: If the lock file cannot be made.
    """
    with disk_errors(path):
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def sha256_of_file(path: Path) -> str:
    """SHA-256 in hex of a file's bytes, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
