"""A small reader of Fountain, by its published syntax, to prove what the writer writes; it reads no more than tests need."""

from __future__ import annotations

import re
from typing import NamedTuple

_HEADING = re.compile(r"^(?:INT|EXT|EST|INT\.?/EXT|I\.?/E)[. ]", re.IGNORECASE)


class Element(NamedTuple):
    """One element: heading, action, cue, parenthetical, dialogue, note, transition, section or synopsis."""

    kind: str
    text: str


def _plain(text: str) -> str:
    return " ".join(re.sub(r"\\(.)", r"\1", text).split())


def read_fountain(text: str) -> tuple[dict[str, str], list[Element]]:
    """The title page and the elements in order."""
    lines = text.split("\n")
    title: dict[str, str] = {}
    if re.match(r"^[A-Za-z][^:\n]*:", lines[0]):
        while lines and lines[0]:
            key, _, value = lines.pop(0).partition(":")
            title[key] = value.strip()
    elements: list[Element] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        before = lines[at - 1] if at else ""
        after = lines[at + 1] if at + 1 < len(lines) else ""
        if line == "":
            at += 1
        elif not before and _is_cue(line) and after:
            at = _speech(lines, at, elements)
        else:
            elements.append(_element(line))
            at += 1
    return title, elements


def _is_cue(line: str) -> bool:
    if line.startswith("@"):
        return True
    forced = line.startswith((".", "!", ">", "~", "#", "=", "[["))
    name = re.sub(r"\s*\([^)]*\)\s*$", "", line)
    return not forced and name.isupper() and not _HEADING.match(line) and not line.endswith("TO:")


def _speech(lines: list[str], at: int, elements: list[Element]) -> int:
    cue = lines[at].removeprefix("@")
    elements.append(Element("cue", _plain(re.sub(r"(?: \((?:O\.S\.|CONT'D)\))+$", "", cue))))
    at += 1
    spoken: list[str] = []
    while at < len(lines) and lines[at] != "":
        line = lines[at].strip()
        if line.startswith("(") and line.endswith(")") and not spoken:
            elements.append(Element("parenthetical", _plain(line[1:-1])))
        else:
            spoken.append(line)
        at += 1
    elements.append(Element("dialogue", _plain(" ".join(spoken))))
    return at


def _element(line: str) -> Element:
    if (line.startswith(".") and not line.startswith("..")) or _HEADING.match(line):
        return Element("heading", _plain(re.sub(r" #[\w.-]+#$", "", line.removeprefix("."))))
    if line.startswith("[[") and line.endswith("]]"):
        return Element("note", _plain(line[2:-2]))
    for mark, kind in ((">", "transition"), ("#", "section"), ("=", "synopsis"), ("!", "action")):
        if line.startswith(mark):
            return Element(kind, _plain(line[1:]))
    return Element("action", _plain(line))
