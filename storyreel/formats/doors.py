"""The formats that are told by a file's name or by its first bytes, in the order in which they are tried.

A format is one entry here, and its own module knows the rest. What no entry takes is read by content: see `source`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from storyreel.film.dialogue import Dialogue
from storyreel.formats.docx import read_docx
from storyreel.formats.docx_parts import DOCX_LIMIT_BYTES
from storyreel.formats.fdx_read import FDX_LIMIT_BYTES, looks_like_fdx
from storyreel.formats.fountain_read import looks_like_fountain
from storyreel.formats.page_text import PageText
from storyreel.formats.pdf import PDF_LIMIT_BYTES, read_pdf
from storyreel.formats.screenplay import read_fdx, read_fountain
from storyreel.formats.subtitles_read import looks_like_srt, looks_like_vtt, parse_srt, parse_vtt
from storyreel.formats.transcript import looks_like_transcript, parse_transcript
from storyreel.formats.transcript_segments import looks_like_tsv, parse_tsv

__all__ = ["FILE_DOORS", "TEXT_DOORS", "FileDoor", "TextDoor"]


@dataclass(frozen=True, kw_only=True)
class TextDoor:
    """A format that is text.

    Attributes:
        suffixes: Of file names, in lower case with the dot: such a file is read as this format without a look at it.
        looks_like: Whether a text is of this format, for files of any other name.
        read: Takes the decoded text and the file's name, and raises SourceError with file and line.
    """

    name: str
    suffixes: tuple[str, ...]
    looks_like: Callable[[str], bool]
    read: Callable[[str, str | None], Dialogue]


@dataclass(frozen=True, kw_only=True)
class FileDoor:
    """A format that is not text, told by its first bytes.

    Attributes:
        magic: The first bytes of such a file.
        limit_bytes: The largest file that is read.
        read: Takes the bytes and the file's name, and raises SourceError; a text that it finds is then read by its content.
    """

    name: str
    magic: bytes
    limit_bytes: int
    read: Callable[[bytes, str | None], Dialogue | PageText]


TEXT_DOORS: tuple[TextDoor, ...] = (
    TextDoor(name="Fountain", suffixes=(".fountain", ".spmd"), looks_like=looks_like_fountain, read=read_fountain),
    TextDoor(name="Final Draft", suffixes=(".fdx",), looks_like=looks_like_fdx, read=read_fdx),
    TextDoor(name="WebVTT", suffixes=(".vtt",), looks_like=looks_like_vtt, read=parse_vtt),
    TextDoor(name="SubRip", suffixes=(".srt",), looks_like=looks_like_srt, read=parse_srt),
    TextDoor(name="segments", suffixes=(), looks_like=looks_like_tsv, read=parse_tsv),
    TextDoor(name="transcript", suffixes=(), looks_like=looks_like_transcript, read=parse_transcript),
)
FILE_DOORS: tuple[FileDoor, ...] = (
    FileDoor(name="Final Draft", magic=b"<?xml", limit_bytes=FDX_LIMIT_BYTES, read=read_fdx),
    FileDoor(name="Final Draft", magic=b"\xef\xbb\xbf<?xml", limit_bytes=FDX_LIMIT_BYTES, read=read_fdx),
    FileDoor(name="Final Draft", magic=b"<FinalDraft", limit_bytes=FDX_LIMIT_BYTES, read=read_fdx),
    FileDoor(name="PDF", magic=b"%PDF", limit_bytes=PDF_LIMIT_BYTES, read=read_pdf),
    FileDoor(name="DOCX", magic=b"PK\x03\x04", limit_bytes=DOCX_LIMIT_BYTES, read=read_docx),
)
