"""Masks as a file: one PNG of palette indices per frame, stored in a zip, the same bytes for the same frames.

The palette's colours are for the eye; the indices are the truth, and every reader of PNG gives them unscaled.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from colorsys import hsv_to_rgb
from io import BytesIO
from pathlib import Path

import numpy as np

from storyreel.errors import MediaError

__all__ = ["MaskFile", "index_png", "masks_in", "read_index_png"]

_SIGN = b"\x89PNG\r\n\x1a\n"
_DAY = (1980, 1, 1, 0, 0, 0)


def _palette() -> bytes:
    """Black for the set, then 255 colours, each far from its neighbours."""
    colours = [0, 0, 0]
    for i in range(1, 256):
        colours += [round(255 * v) for v in hsv_to_rgb(i * 0.618034 % 1.0, 0.55 + 0.4 * (i % 3) / 2, 1.0 - 0.25 * (i % 2))]
    return bytes(colours)


_COLOURS = _palette()


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def index_png(indices: np.ndarray) -> bytes:
    """A PNG of palette indices, from shape (height, width) uint8.

    >>> picture = np.array([[0, 1], [2, 255]], np.uint8)
    >>> read_index_png(index_png(picture)).tolist()
    [[0, 1], [2, 255]]
    """
    high, wide = indices.shape
    rows = np.zeros((high, wide + 1), np.uint8)
    rows[:, 1:] = indices
    head = struct.pack(">IIBBBBB", wide, high, 8, 3, 0, 0, 0)
    parts = ((b"IHDR", head), (b"PLTE", _COLOURS), (b"IDAT", zlib.compress(rows.tobytes(), 6)), (b"IEND", b""))
    return _SIGN + b"".join(_chunk(*part) for part in parts)


def read_index_png(data: bytes) -> np.ndarray:
    """The indices of a PNG that `index_png` wrote.

    Raises:
        MediaError: If it is another kind of PNG, or none.
    """
    parts: dict[bytes, bytes] = {}
    at = len(_SIGN)
    while at + 12 <= len(data):
        (long,) = struct.unpack(">I", data[at : at + 4])
        parts[data[at + 4 : at + 8]] = data[at + 8 : at + 8 + long]
        at += 12 + long
    if not data.startswith(_SIGN) or len(parts.get(b"IHDR", b"")) != 13 or parts[b"IHDR"][8:] != bytes([8, 3, 0, 0, 0]):
        raise MediaError("is not a mask: a PNG of palette indices, 8 bits each, is needed")
    wide, high = struct.unpack(">II", parts[b"IHDR"][:8])
    try:
        rows = np.frombuffer(zlib.decompress(parts[b"IDAT"]), np.uint8).reshape(high, wide + 1)
    except (KeyError, ValueError, zlib.error) as problem:
        raise MediaError(f"is a mask that is not whole: {problem}") from problem
    if rows[:, 0].any():
        raise MediaError("is a mask that another program has written anew: its rows are filtered")
    return rows[:, 1:].copy()


class MaskFile:
    """Takes masks frame by frame; `written` are the bytes of the zip with 00000.png, 00001.png, …"""

    def __init__(self) -> None:
        self._bytes = BytesIO()
        self._zip = zipfile.ZipFile(self._bytes, "w", zipfile.ZIP_STORED)
        self._last: tuple[np.ndarray, bytes] | None = None
        self.count = 0

    def add(self, indices: np.ndarray) -> None:
        """The next frame; one that is as the one before is not packed again."""
        if self._last is None or not np.array_equal(self._last[0], indices):
            self._last = (indices, index_png(indices))
        self._zip.writestr(zipfile.ZipInfo(f"{self.count:05d}.png", _DAY), self._last[1])
        self.count += 1

    def written(self) -> bytes:
        """The file; nothing can be added after this."""
        self._zip.close()
        return self._bytes.getvalue()


def masks_in(file: Path) -> Iterator[np.ndarray]:
    """The masks of a file in order, each (height, width) uint8.

    Raises:
        MediaError: If it is not such a file.
    """
    try:
        with zipfile.ZipFile(file) as pack:
            for name in sorted(pack.namelist()):
                yield read_index_png(pack.read(name))
    except zipfile.BadZipFile as problem:
        raise MediaError(f"{file} is not a file of masks: {problem}") from problem
