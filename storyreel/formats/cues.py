"""The cues of a subtitle file, SubRip or WebVTT: times, rows, names and settings, before anything is understood of the words.

Players forgive much, so this does too: missing numbers, a comma or a full stop before the milliseconds, hours left out, blank
rows inside a SubRip text. A cue that ends before it begins keeps its words and its start and loses its end; cues out of order
are put in order of time, as a player shows them, but a clock that starts again (two discs in one file) is not mixed into the
first part. Each of these leaves a warning. Only a row that stands where a time must be and is none is refused. Who speaks is
for `subtitles_read` to say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from storyreel.errors import SourceError

__all__ = ["Block", "Cue", "CueFile", "has_cues", "read_cues"]

_CLOCK = r"(?:\d{1,4}:)?\d{1,4}:\d{1,2}(?:[.,:]\d{1,3})?"
_TIMING = re.compile(rf"^\s*(?P<start>{_CLOCK})\s*-{{1,2}}>\s*(?P<end>{_CLOCK})(?P<rest>(?:\s.*)?)$")
_STRICT = re.compile(r"^\s*(?:\d{1,3}:)?\d{2}:\d{2}[.,]\d{3}\s*-->\s*(?:\d{1,3}:)?\d{2}:\d{2}[.,]\d{3}(?:\s|$)")
"""What a file of any name must have near its top; what is called a subtitle file may be less tidy."""
_PARTS = re.compile(r"(?:(\d{1,4}):)?(\d{1,4}):(\d{1,2})(?:[.,:](\d{1,3}))?")
_NUMBER = re.compile(r"^\s*\d+\s*$")
_TIMELIKE = re.compile(r"^\s*[\d:.,\s]*\d[\d:.,\s]*-{1,2}>")
_BLOCKS = ("NOTE", "STYLE", "REGION")
_NEW_PART_MS = 60_000
"""A clock that falls back by more than this, to about where the file began, starts again."""
_PART_START_MS = 30_000
_FIRST_ROWS = 400


class Cue(NamedTuple):
    """One cue as it stands in the file.

    Attributes:
        end_ms: None where the file's end lies before its start.
        rows: The text's rows, with their marks, without blank ones.
        name: Its number or identifier, "" if it has none.
        settings: What follows the times: "align:start position:0%".
        line: 1-based line of its times.
    """

    start_ms: int
    end_ms: int | None
    rows: tuple[str, ...]
    name: str = ""
    settings: str = ""
    line: int = 1


class Block(NamedTuple):
    """A part of the file that is no cue: a note, a style sheet, a region, or what no rule reads."""

    kind: str
    text: str
    line: int


class CueFile(NamedTuple):
    """All of a subtitle file, its cues in order of time."""

    cues: tuple[Cue, ...]
    header: str = ""
    blocks: tuple[Block, ...] = ()
    warnings: tuple[str, ...] = ()


def has_cues(text: str) -> bool:
    """Whether a text begins like a subtitle file: a time of the form `a --> b` on a row of its own, near the top.

    >>> has_cues("1\\n00:00:01,000 --> 00:00:02,000\\nYes."), has_cues("ROSA: Yes.")
    (True, False)
    """
    rows = text[:20_000].removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")[:_FIRST_ROWS]
    return next((bool(_STRICT.match(row)) for row in rows if "->" in row and _TIMELIKE.match(row)), False)


def read_cues(text: str, file: str | None = None, *, vtt: bool = False) -> CueFile:
    """The cues of a subtitle file.

    Args:
        text: The whole file.
        file: Its name, for errors.
        vtt: By WebVTT's rules: a blank row ends a cue, and there are a header, notes, styles and regions.

    Raises:
        SourceError: If it has no cue, or a row where a time must be is none; with the line.

    >>> read_cues("7\\n00:00:01,000 --> 00:00:02,500\\nYes.\\n").cues
    (Cue(start_ms=1000, end_ms=2500, rows=('Yes.',), name='7', settings='', line=2),)
    """
    rows = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    times = [at for at, row in enumerate(rows) if "->" in row and _is_timing(rows, at, file)]
    if not times:
        raise SourceError(
            "has no cue; expected a time such as 00:00:01,000 --> 00:00:02,500 on a line of its own above each text",
            file=file,
            line=next((number for number, row in enumerate(rows, 1) if row.strip()), 1),
        )
    starts = [_block_start(rows, at, vtt=vtt) for at in times]
    cues: list[Cue] = []
    loose = _loose(rows, 0, starts[0])
    warnings: list[str] = []
    for at, start, stop in zip(times, starts, (*starts[1:], len(rows)), strict=True):
        end = stop
        if vtt:
            end = next((row for row in range(at + 1, stop) if not rows[row].strip()), stop)
            loose += _loose(rows, end, stop)
        cues.append(_cue(rows, at, start, end, warnings))
    header, blocks = _sorted_out(loose, vtt=vtt)
    if vtt and not header.startswith("WEBVTT"):
        warnings.append("the file does not begin with WEBVTT; players may refuse it")
    return CueFile(_in_order(cues, warnings), header, blocks, tuple(warnings))


def _is_timing(rows: Sequence[str], at: int, file: str | None) -> bool:
    if _TIMING.match(rows[at]):
        return True
    # Inside a text an arrow is text; where a cue must begin it is a broken time.
    begins = at == 0 or not rows[at - 1].strip() or bool(_NUMBER.match(rows[at - 1]))
    if begins and _TIMELIKE.match(rows[at]):
        raise SourceError(
            f"{rows[at].strip()[:60]!r} is not a time; expected 00:00:01,000 --> 00:00:02,500", file=file, line=at + 1
        )
    return False


def _block_start(rows: Sequence[str], at: int, *, vtt: bool) -> int:
    """Where a cue begins: at its number or identifier, which stands directly above its times."""
    above = rows[at - 1] if at else ""
    if not above.strip() or _TIMING.match(above):
        return at
    apart = at < 2 or not rows[at - 2].strip()
    return at - 1 if _NUMBER.match(above) or (vtt and apart and not above.startswith("WEBVTT")) else at


def _cue(rows: Sequence[str], at: int, start: int, end: int, warnings: list[str]) -> Cue:
    found = _TIMING.match(rows[at])
    assert found is not None
    start_ms, end_ms = _ms(found["start"]), _ms(found["end"])
    if end_ms < start_ms:
        warnings.append(f"line {at + 1}: ends at {found['end']}, before it begins at {found['start']}; its end is left out")
    text = tuple(row.strip() for row in rows[at + 1 : end] if row.strip())
    name = rows[start].strip() if start < at else ""
    return Cue(start_ms, end_ms if end_ms >= start_ms else None, text, name, found["rest"].strip(), at + 1)


def _ms(clock: str) -> int:
    found = _PARTS.fullmatch(clock)
    assert found is not None
    hours, minutes, seconds, fraction = found.groups(default="0")
    return ((int(hours) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int(fraction.ljust(3, "0"))


def _loose(rows: Sequence[str], start: int, stop: int) -> list[tuple[int, list[str]]]:
    """Runs of rows without a blank one, each with the index of its first row."""
    runs: list[tuple[int, list[str]]] = []
    open_run = False
    for at in range(start, stop):
        if not rows[at].strip():
            open_run = False
        elif open_run:
            runs[-1][1].append(rows[at])
        else:
            runs.append((at, [rows[at]]))
            open_run = True
    return runs


def _sorted_out(loose: Sequence[tuple[int, list[str]]], *, vtt: bool) -> tuple[str, tuple[Block, ...]]:
    header = ""
    blocks: list[Block] = []
    for at, run in loose:
        text = "\n".join(run)
        if at == 0 and vtt and text.startswith("WEBVTT"):
            header = text
            continue
        first = run[0].split()[0] if run[0].split() else ""
        blocks.append(Block(first.lower() if vtt and first in _BLOCKS else "unread", text, at + 1))
    return header, tuple(blocks)


def _in_order(cues: Sequence[Cue], warnings: list[str]) -> tuple[Cue, ...]:
    parts: list[list[Cue]] = [[]]
    latest = cues[0].start_ms
    for cue in cues:
        if latest - cue.start_ms > _NEW_PART_MS and cue.start_ms <= cues[0].start_ms + _PART_START_MS and len(parts[-1]) > 1:
            warnings.append(f"line {cue.line}: the clock starts again; what follows is read as a second part")
            parts.append([])
            latest = cue.start_ms
        parts[-1].append(cue)
        latest = max(latest, cue.start_ms)
    for part in parts:
        back = [two.line for one, two in pairwise(part) if two.start_ms < one.start_ms]
        if back:
            warnings.append(f"line {back[0]}: the cue begins before the one above it ({len(back)} such); put in order of time")
    return tuple(cue for part in parts for cue in sorted(part, key=lambda one: one.start_ms))
