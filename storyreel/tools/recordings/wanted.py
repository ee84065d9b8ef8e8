"""Which file and span each Line's recording is, by what the source says; and where such a file may lie.

A path in a source is untrusted: a relative one must lie in the source's own folder, links followed; only a whole path that
somebody wrote out leads elsewhere. Nothing is decoded here.
"""

from __future__ import annotations

import stat
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from storyreel.errors import SourceError
from storyreel.film.dialogue import Dialogue, Line
from storyreel.film.recording import RecordingFlaw
from storyreel.tools.recordings.sound import Span

__all__ = ["LARGEST_FILE_BYTES", "Wanted", "brought", "locate", "wanted_of"]

LARGEST_FILE_BYTES = 8 << 30
"""Four hours at 96 kHz, 24 bits and stereo are 8.3 GB."""


class Wanted(NamedTuple):
    """The recording of a Line: the path as given and the span; with a flaw there is nothing to read.

    Attributes:
        shared: It is cut from a file that holds other Lines too.
    """

    line: Line
    given: str
    span: Span = Span()
    shared: bool = False
    flaw: RecordingFlaw | None = None


def brought(dialogue: Dialogue) -> bool:
    """Whether anything was recorded."""
    return bool(dialogue.audio) or any(line.audio for line in dialogue.lines)


def wanted_of(dialogue: Dialogue) -> tuple[Wanted, ...]:
    """What to read for each Line that has a recording, in the order of the Lines.

    A file that one Line alone names is that Line, whole. One that several name, or that is the whole scene's, is cut by the
    Lines' times; a Line without an end goes on to where the next one in the same file begins.

    >>> line = Line(id="L1", speaker="ROSA", text="Yes.", audio="rosa.wav", start_ms=4000, end_ms=5000)
    >>> [one.span for one in wanted_of(Dialogue(items=(line,)))]
    [Span(start_ms=0, end_ms=None)]
    >>> [one.span for one in wanted_of(Dialogue(items=(line.changed(audio=""),), audio="scene.wav"))]
    [Span(start_ms=4000, end_ms=5000)]
    """
    times = Counter(line.audio for line in dialogue.lines if line.audio)
    found: list[Wanted] = []
    for at, line in enumerate(dialogue.lines):
        given = line.audio or dialogue.audio
        if not given:
            continue
        if line.audio and times[line.audio] == 1 and line.audio != dialogue.audio:
            found.append(Wanted(line, given))
            continue
        rest = [one for one in dialogue.lines[at + 1 :] if (one.audio or dialogue.audio) == given]
        found.append(_cut(line, given, rest))
    return tuple(found)


def _cut(line: Line, given: str, rest: Sequence[Line]) -> Wanted:
    if line.start_ms is None:
        flaw = RecordingFlaw(kind="no-times", text=f"it has no start in {given}, which holds several lines")
        return Wanted(line, given, shared=True, flaw=flaw)
    start = max(0, line.start_ms)
    end = line.end_ms
    if end is None:
        end = min((one.start_ms for one in rest if one.start_ms is not None and one.start_ms > start), default=None)
    if end is not None and end <= start:
        flaw = RecordingFlaw(kind="times-backwards", text=f"it ends at {end / 1000:g} s and begins at {start / 1000:g} s")
        return Wanted(line, given, Span(start, end), shared=True, flaw=flaw)
    return Wanted(line, given, Span(start, end), shared=True)


def locate(given: str, folder: Path | None) -> Path:
    """The file that a source's path means.

    Args:
        given: As written in the source.
        folder: The folder of the source; None where the source is no file.

    Raises:
        SourceError: If it leads out of the folder, does not exist, is no plain file, is empty, or is too large.
    """
    if "\x00" in given:
        raise SourceError("names a recording with a NUL character in its path; take it out")
    path = Path(given)
    if not path.is_absolute():
        path = _inside(given, folder)
    try:
        found = path.stat()
    except OSError as exc:
        near = _near(path)
        raise SourceError(f"names the recording {given!r}, which cannot be found at {path} ({exc.strerror}){near}") from exc
    if not stat.S_ISREG(found.st_mode):
        raise SourceError(f"names the recording {given!r}, which is a folder or no plain file; expected a sound file")
    if not found.st_size:
        raise SourceError(f"names the recording {given!r}, which is empty (0 bytes); record it again or take it out")
    if found.st_size > LARGEST_FILE_BYTES:
        raise SourceError(
            f"names the recording {given!r} of {found.st_size >> 30} GiB; at most {LARGEST_FILE_BYTES >> 30} GiB are read,"
            " cut it into parts"
        )
    return path


def _inside(given: str, folder: Path | None) -> Path:
    if folder is None:
        raise SourceError(f"names the recording {given!r}, and the source is no file: give the whole path")
    home = folder.resolve()
    try:
        path = (home / given).resolve()
    except (OSError, RuntimeError) as exc:  # links in a circle
        raise SourceError(f"names the recording {given!r}, which cannot be found ({exc})") from exc
    if not path.is_relative_to(home):
        raise SourceError(
            f"names the recording {given!r}, which leads out of the source's folder {folder}; put it inside,"
            " or give its whole path"
        )
    return path


def _near(path: Path) -> str:
    """What sound files there are beside it, to spot a slip."""
    sounds = (".wav", ".mp3", ".flac", ".ogg", ".m4a", ".aac", ".aiff", ".mp4", ".mov")
    try:
        beside = sorted(one.name for one in path.parent.iterdir() if one.suffix.casefold() in sounds)
    except OSError:
        return ""
    return f"; there is: {', '.join(beside[:5])}{', …' if len(beside) > 5 else ''}" if beside else ""
