"""Small pictures of a film, kept in a temporary file that has no name: a long film needs no more memory than a short one."""

from __future__ import annotations

import mmap
import tempfile
from pathlib import Path

import numpy as np

from storyreel.tools.files import disk_errors

__all__ = ["PictureBook", "PicturePages"]


class PicturePages:
    """Takes pictures one after another, and gives them back as one array that is read from the file as it is used."""

    def __init__(self) -> None:
        self._shape: tuple[int, ...] = ()
        self._count = 0
        with disk_errors(Path(tempfile.gettempdir())):
            self._file = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as the pictures

    def __len__(self) -> int:
        return self._count

    def append(self, picture: np.ndarray) -> None:
        """The next picture, uint8, of the same shape as the first.

        Raises:
            ProjectError: If the disk is full.
        """
        self._shape = self._shape or picture.shape
        with disk_errors(Path(tempfile.gettempdir())):
            self._file.write(picture.tobytes())
        self._count += 1

    def hold(self) -> None:
        """The last picture once more."""
        size = int(np.prod(self._shape))
        self._file.flush()
        self._file.seek(-size, 2)
        self.append(np.frombuffer(self._file.read(size), np.uint8).reshape(self._shape))

    def close(self) -> None:
        """Let go of the file; a book that was bound holds on to it by itself."""
        self._file.close()

    def bound(self) -> PictureBook:
        """All pictures so far, to be read."""
        with disk_errors(Path(tempfile.gettempdir())):
            self._file.flush()
            held = mmap.mmap(self._file.fileno(), 0, access=mmap.ACCESS_READ)
        return PictureBook(held, (self._count, *self._shape))


class PictureBook:
    """Pictures on disk; the file lives as long as this does."""

    def __init__(self, held: mmap.mmap, shape: tuple[int, ...]) -> None:
        self._held = held
        self._pictures = np.frombuffer(held, np.uint8).reshape(shape)

    def __len__(self) -> int:
        return len(self._pictures)

    def open(self) -> np.ndarray:
        """All pictures, shape (pictures, *shape of one), uint8, read-only, read as they are used.

        What was read before leaves the memory, and is read again where it is used again.
        """
        if hasattr(mmap, "MADV_DONTNEED"):
            self._held.madvise(mmap.MADV_DONTNEED)
        return self._pictures
