"""Where a Shot stands in the file that its Script was read from: the line, and in JSON also the pointer.

For messages that lead a person, or their editor, to the place. The file is read once more as text; where its form does not tell,
there is no line, and none is guessed. It reads no Script.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, NamedTuple, cast

from storyreel.film.script import Script
from storyreel.formats.bracket_form import split_entries, split_sections

__all__ = ["ShotPlace", "shot_places"]


class ShotPlace(NamedTuple):
    """A place in a file: a 1-based line, None where it cannot be told, and a JSON pointer, "" in other forms."""

    line: int | None = None
    pointer: str = ""


def shot_places(text: str, script: Script) -> Mapping[str, ShotPlace]:
    """uid of each Shot -> its place in the text that the Script was read from; a Shot without one is left out.

    >>> text = "[Dialogue]\\n1. ROSA: \\"Here.\\"\\n\\n2. TOM: \\"Yes.\\""
    >>> from storyreel.formats.bracket import parse_bracket
    >>> [place.line for place in shot_places(text, parse_bracket(text)).values()]
    [2, 4]
    """
    return _in_json(text, script) if text.lstrip("\ufeff \t\r\n").startswith("{") else _in_bracket(text, script)


def _in_bracket(text: str, script: Script) -> dict[str, ShotPlace]:
    sections = split_sections(text)[1]
    kinds = [one for one in sections if one.kind == "dialogue"] or [one for one in sections if one.kind == "script"]
    lines = [entry.rows[0].number for one in kinds for entry in split_entries(one.rows)[1]]
    # An entry is a Shot; where the numbers differ the form was read in another way, and no line is sure.
    if len(lines) != len(script.shots):
        return {}
    return {shot.uid: ShotPlace(line) for shot, line in zip(script.shots, lines, strict=True)}


def _in_json(text: str, script: Script) -> dict[str, ShotPlace]:
    lines = _uid_lines(text)
    if not _is_document(text, script):
        return {uid: ShotPlace(line) for uid, line in lines.items()}
    return {
        shot.uid: ShotPlace(lines.get(shot.uid), f"/scenes/{number}/shots/{at}")
        for number, scene in enumerate(script.scenes)
        for at, shot in enumerate(scene.shots)
    }


def _uid_lines(text: str) -> dict[str, int]:
    """The line of each uid that the text names once; one that stands there twice, or with escapes, tells no place."""
    found: dict[str, list[int]] = {}
    for number, line in enumerate(text.split("\n"), 1):
        for match in re.finditer(r'"uid"\s*:\s*"([^"\\]*)"', line):
            found.setdefault(match[1], []).append(number)
    return {uid: lines[0] for uid, lines in found.items() if len(lines) == 1}


def _is_document(text: str, script: Script) -> bool:
    """Whether the text itself is the Script's document, Scene by Scene and Shot by Shot."""
    try:
        value: Any = json.loads(text.lstrip("\ufeff"))
    except ValueError:
        return False
    scenes = cast("list[Any]", value.get("scenes")) if isinstance(value, dict) else None  # pyright: ignore[reportUnknownMemberType]
    if not isinstance(scenes, list):  # pyright: ignore[reportUnnecessaryIsInstance]
        return False
    counts = [len(cast("dict[str, Any]", one).get("shots") or ()) if isinstance(one, dict) else -1 for one in scenes]
    return counts == [len(scene.shots) for scene in script.scenes]
