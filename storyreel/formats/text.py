"""From bytes to text: encodings told apart, binaries refused by name, sizes bounded.

UTF-8, UTF-8 with a byte order mark and UTF-16 with one are read. Anything else is refused with a sentence that says what it
looks like, because a wrong guess would change the writer's words. This module knows nothing of what the text says.
"""

from __future__ import annotations

import re
from pathlib import Path

from storyreel.errors import SourceError

__all__ = ["JSONL_LIMIT_BYTES", "JSON_LIMIT_BYTES", "TEXT_LIMIT_BYTES", "check_size", "decode_text", "read_bytes", "read_text"]

TEXT_LIMIT_BYTES = 2_000_000
"""Largest dialogue, synopsis or bracket script: about 300,000 words, ten feature films."""

JSON_LIMIT_BYTES = 32_000_000
"""Largest JSON document: a script of some 5,000 shots with every field filled."""

JSONL_LIMIT_BYTES = 256_000_000
"""Largest JSONL file; each record in it is bounded by `JSON_LIMIT_BYTES`."""

_SIGNATURES = (
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document (docx, odt, epub)"),
    (b"\xd0\xcf\x11\xe0", "an old office document (doc)"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a RIFF file (WAV, AVI or WebP)"),
    (b"ID3", "an MP3 recording"),
    (b"OggS", "an Ogg recording"),
    (b"fLaC", "a FLAC recording"),
    (b"\x1aE\xdf\xa3", "a Matroska or WebM film"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "an SQLite database"),
)
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_CONTROL_SHARE = 0.02


def decode_text(data: bytes, file: str | None = None, *, limit_bytes: int = TEXT_LIMIT_BYTES) -> str:
    """The text of a file's bytes, with line ends as "\\n".

    Args:
        data: The whole file.
        file: Its name, for the error.
        limit_bytes: The most that is read.

    Raises:
        SourceError: If it is too large, binary, holds NUL bytes, or is in another encoding.

    >>> decode_text("ROSA: Ça va?\\r\\n".encode("utf-16"))
    'ROSA: Ça va?\\n'
    """
    check_size(len(data), file, limit_bytes)
    _refuse_binary(data, file)
    text = _decode(data, file)
    at = text.find("\x00")
    if at >= 0:
        raise SourceError(
            "holds a NUL character, which no text has; save it again as plain text", file=file, line=_line(text, at)
        )
    if len(_CONTROL.findall(text)) > _CONTROL_SHARE * len(text):
        raise SourceError("is not text: too many control characters; expected plain text in UTF-8", file=file)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def check_size(size_bytes: int, file: str | None, limit_bytes: int) -> None:
    """Refuse what is larger than the limit.

    Raises:
        SourceError: With both figures, if it is.
    """
    if size_bytes > limit_bytes:
        raise SourceError(
            f"is {size_bytes / 1e6:.1f} MB; the limit is {limit_bytes / 1e6:g} MB. Split it into scenes, one file each", file=file
        )


def read_bytes(path: Path, *, limit_bytes: int = TEXT_LIMIT_BYTES) -> bytes:
    """A file's bytes, its size checked before it is opened.

    Raises:
        SourceError: If it is missing, a folder, not readable or too large.
    """
    file = str(path)
    try:
        if path.is_dir():
            raise SourceError("is a folder; expected a file with dialogue or a script", file=file)
        check_size(path.stat().st_size, file, limit_bytes)
        # What is read is bounded too: a pipe has no size, and a file may grow.
        with path.open("rb") as source:
            data = source.read(limit_bytes + 1)
        check_size(len(data), file, limit_bytes)
        return data
    except FileNotFoundError:
        raise SourceError(f"does not exist{_neighbours(path)}", file=file) from None
    except OSError as exc:
        raise SourceError(f"cannot be read: {exc.strerror or exc}", file=file) from exc
    except ValueError as exc:
        raise SourceError(f"is no file name: {exc}", file=repr(file)) from exc


def read_text(path: Path, *, limit_bytes: int = TEXT_LIMIT_BYTES) -> str:
    """A file's text; `read_bytes` and `decode_text` in one.

    Raises:
        SourceError: As they do.
    """
    return decode_text(read_bytes(path, limit_bytes=limit_bytes), str(path), limit_bytes=limit_bytes)


def _neighbours(path: Path) -> str:
    try:
        names = sorted(one.name for one in path.parent.iterdir() if one.is_file() and one.suffix == path.suffix)
    except OSError:
        return ""
    return f"; {path.parent} has {', '.join(names[:5])}" if names else ""


def _refuse_binary(data: bytes, file: str | None) -> None:
    for start, what in _SIGNATURES:
        if data.startswith(start):
            raise SourceError(f"is {what}; expected plain text. Export or save it as text in UTF-8", file=file)
    if data[4:8] == b"ftyp":
        raise SourceError("is a film (MP4 or MOV); expected plain text in UTF-8", file=file)


def _decode(data: bytes, file: str | None) -> str:
    if data.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        raise SourceError("is in UTF-32; save it as UTF-8", file=file)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError as exc:
            raise SourceError(f"begins as UTF-16 but breaks at byte {exc.start}; save it as UTF-8", file=file) from exc
    if b"\x00" in data:
        raise SourceError(f"{_of_nul_bytes(data)}; expected plain text in UTF-8", file=file)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as exc:
        # The decoder counts from after a byte order mark.
        start = exc.start + (3 if data.startswith(b"\xef\xbb\xbf") else 0)
        raise SourceError(
            f"is not UTF-8: byte 0x{data[start]:02x} cannot stand there (perhaps Latin-1, Windows-1252 or a national encoding). "
            "Save it as UTF-8",
            file=file,
            line=data[:start].count(b"\n") + 1,
        ) from exc


def _of_nul_bytes(data: bytes) -> str:
    head = data[:4000]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) > len(head) // 5 and min(even, odd) < len(head) // 50 + 1:
        return "looks like UTF-16 without a byte order mark"
    return "is binary: it holds NUL bytes"


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1
