"""What the command line prints: one JSON object or lines for people on stdout, errors on stderr. It knows no verb."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from typing import Any

__all__ = [
    "FIRST_PAGE",
    "INTERRUPTED",
    "UNRESOLVED",
    "USAGE",
    "Interrupted",
    "error_json",
    "print_error",
    "print_json",
    "print_line",
    "rows_of_columns",
    "table",
]

FIRST_PAGE = """\
storyreel turns dialogue into a shooting script, the script into takes, and the takes into a film.

  storyreel make scene.txt --out out/scene     make the film of a page of dialogue
  storyreel chat out/scene                     talk to it: "retake 1.3: darker", "why 1.3?"
  storyreel script scene.txt                   write the shooting script alone
  storyreel takes out/scene                    what was made of each shot; compare, choose, play

Does something not work? storyreel doctor
All verbs: storyreel --help.  One verb: storyreel make --help.
"""
USAGE = 2
UNRESOLVED = 7
INTERRUPTED = 130


class Interrupted(Exception):
    """The person stopped the run; the text says how to go on."""


def print_json(value: Mapping[str, Any] | Sequence[Any]) -> None:
    """Write one JSON value to stdout, with \\u escapes only where the stream cannot hold the characters."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        text = json.dumps(value, indent=2)
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def print_line(text: str = "") -> None:
    """Write a line for people to stdout; a character that the terminal cannot show is escaped, not an error."""
    _write(sys.stdout, text)


def print_error(text: str) -> None:
    """Write `storyreel: TEXT` to stderr."""
    _write(sys.stderr, f"storyreel: {text}")


def _write(stream: Any, text: str) -> None:
    encoding = getattr(stream, "encoding", None) or "utf-8"
    stream.write(text.encode(encoding, "backslashreplace").decode(encoding) + "\n")
    stream.flush()


def error_json(exc: BaseException, code: int) -> dict[str, Any]:
    """What stdout holds under --json when a command fails.

    >>> error_json(ValueError("no"), 1)
    {'error': {'type': 'ValueError', 'message': 'no', 'exit_code': 1}}
    """
    error: dict[str, Any] = {"type": type(exc).__name__, "message": str(exc), "exit_code": code}
    for name in ("file", "line", "column", "backend"):
        value = getattr(exc, name, None)
        if value is not None:
            error[name] = value
    return {"error": error}


def table(rows: Sequence[tuple[str, str]]) -> str:
    """Two columns of text, the first padded.

    >>> print(table([("film", "a.mp4"), ("report", "r.html")]))
    film    a.mp4
    report  r.html
    """
    width = max((len(name) for name, _ in rows), default=0)
    return "\n".join(f"{name:<{width}}  {value}".rstrip() for name, value in rows)


def rows_of_columns(rows: Sequence[Sequence[str]], *, right: Sequence[int] = ()) -> str:
    """Text in columns, each as wide as its widest cell.

    Args:
        rows: All of the same length.
        right: Numbers of the columns whose cells stand to the right.

    >>> print(rows_of_columns([("shot", "take"), ("1.1", "2")], right=(1,)))
    shot  take
    1.1      2
    """
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))] if rows else []
    return "\n".join(
        "  ".join(
            cell.rjust(width) if number in right else cell.ljust(width)
            for number, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )
