"""The page's pictures: each stands in it once, however often it is shown, and only as many as it has room for.

It reads the size of a JPEG from its head; it decodes nothing.
"""

from __future__ import annotations

import base64
from collections.abc import Hashable, Iterable
from typing import NamedTuple

__all__ = ["Album", "Picture", "jpeg_size", "picture_uri"]

_SHOWING = 300
"""Bytes that it takes to show a picture, beside itself."""
_NO_SIZE = frozenset({0xC4, 0xC8, 0xCC})
"""Markers among those of a frame header that are none."""


class Picture(NamedTuple):
    """A picture of the page: its name there, its size in pixels, and itself as a data address."""

    id: str
    width: int
    height: int
    uri: str


def picture_uri(jpeg: bytes | None) -> str:
    """A JPEG as a data address, "" for none.

    >>> picture_uri(b"J"), picture_uri(None)
    ('data:image/jpeg;base64,Sg==', '')
    """
    return f"data:image/jpeg;base64,{base64.b64encode(jpeg).decode('ascii')}" if jpeg else ""


def jpeg_size(jpeg: bytes) -> tuple[int, int]:
    """Width and height in pixels, read from the frame header; 16 × 9 for what is no JPEG.

    >>> jpeg_size(bytes.fromhex("ffd8 ffc0 0011 08 0036 0060"))
    (96, 54)
    """
    at = 2
    while at + 9 <= len(jpeg) and jpeg[at] == 0xFF:
        marker = jpeg[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in _NO_SIZE:
            height, width = int.from_bytes(jpeg[at + 5 : at + 7]), int.from_bytes(jpeg[at + 7 : at + 9])
            return (width, height) if width and height else (16, 9)
        at += 2 + int.from_bytes(jpeg[at + 2 : at + 4])
    return 16, 9


class Album:
    """The pictures of a page.

    Args:
        pictures: Names and JPEGs, those that matter most first.
        room: Bytes of JPEG that there is room for.

    Attributes:
        pictures: Those that are kept, each once.
        left_out: How many are not.
    """

    def __init__(self, pictures: Iterable[tuple[Hashable, bytes]], room: int) -> None:
        self.pictures: list[Picture] = []
        self.left_out = 0
        self._named: dict[Hashable, Picture] = {}
        known: dict[bytes, Picture] = {}
        for name, jpeg in pictures:
            if jpeg not in known and len(jpeg) + _SHOWING > room:
                self.left_out += 1
                continue
            if jpeg not in known:
                room -= len(jpeg) + _SHOWING
                known[jpeg] = Picture(f"p{len(known) + 1}", *jpeg_size(jpeg), picture_uri(jpeg))
                self.pictures.append(known[jpeg])
            self._named[name] = known[jpeg]

    def first(self, *names: Hashable) -> Picture | None:
        """The picture of the first of these names that has one; None where none has."""
        return next((self._named[name] for name in names if name in self._named), None)
