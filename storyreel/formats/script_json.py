"""JSON text in and out: decoding with line and column in the error, and the Script as a file that people can read.

What the values mean is known by `records`; this module knows only JSON.
"""

from __future__ import annotations

import json
from typing import Any

from storyreel.errors import SourceError
from storyreel.film.documents import dump_document
from storyreel.film.script import Script

__all__ = ["decode_json", "script_json"]


def decode_json(text: str, file: str | None = None, *, first_line: int = 1) -> Any:
    """The value of a JSON text.

    Args:
        text: One JSON value.
        file: Its file's name, for errors.
        first_line: The line of the file that the text begins on.

    Raises:
        SourceError: If it is not JSON, with line and column; or holds half a character.

    >>> decode_json('{"input": "ROSA: Yes."}')
    {'input': 'ROSA: Yes.'}
    """
    try:
        value = json.loads(text, parse_constant=_refuse_constant)
        # Escapes can make half characters, which no file can carry.
        json.dumps(value, ensure_ascii=False).encode()
    except json.JSONDecodeError as exc:
        line, column = exc.lineno + first_line - 1, exc.colno
        raise SourceError(f"is not valid JSON: {exc.msg}; expected a JSON value", file=file, line=line, column=column) from exc
    except UnicodeEncodeError as exc:
        raise SourceError("holds half a character (a lone surrogate such as \\ud800) in a string", file=file) from exc
    except RecursionError as exc:
        raise SourceError("is nested too deep to be a dialogue or script", file=file, line=first_line) from exc
    except ValueError as exc:
        raise SourceError(f"is not valid JSON: {exc}", file=file, line=first_line) from exc
    return value


def script_json(script: Script) -> str:
    """The Script as indented JSON, times in seconds, non-Latin text as itself.

    >>> script_json(Script(title="雨")).splitlines()[:3]
    ['{', '  "schema": "storyreel.script/1",', '  "title": "雨",']
    """
    return json.dumps(dump_document(script), indent=2, ensure_ascii=False) + "\n"


def _refuse_constant(name: str) -> float:
    raise ValueError(f"{name} is not a JSON number")
