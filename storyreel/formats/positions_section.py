"""A section of positions in a page of dialogue: "Positions:" or 【Character Positions】 and the lines under it.

    Positions:
    Anna stands at the window, left of Tom.

    ANNA: You came.

It holds from the next Line on, and entry n of a numbered one from the nth Line after it. The section ends at an empty line. What
the words mean is read by `positions`; a bracket script's own section is read there.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from storyreel.film.dialogue import Dialogue
from storyreel.film.placing import Placing
from storyreel.formats.positions import read_placings

__all__ = ["PositionsSection", "take_positions", "with_sections"]

_NAME = (
    r"(?:character(?:s'?)?\s+|starting\s+|opening\s+)?(?:positions?|blocking)(?:\s*/\s*(?:blocking|positions?))?"
    r"|(?:角色|人物)?(?:站位|位置)"
)
_HEADER = re.compile(rf"^\s*(?:[【\[(*#]+\s*)?(?:{_NAME})(?:\s*[】\])*]+)?\s*(?P<colon>[:：])?\s*(?P<rest>.*)$", re.IGNORECASE)
_NUMBERED = re.compile(r"^\s*\d{1,4}\s*[.):、]\s*\S")


class PositionsSection(NamedTuple):
    """A section: the 1-based line of its header, and its words."""

    line: int
    text: str


def take_positions(text: str) -> tuple[str, tuple[PositionsSection, ...]]:
    """The page with its sections of positions blanked, so that line numbers stay, and the sections.

    >>> take_positions("Positions:\\nAnna stands on the left.\\n\\nANNA: Yes.")
    ('\\n\\n\\nANNA: Yes.', (PositionsSection(line=1, text='Anna stands on the left.'),))
    """
    lines = text.split("\n")
    sections: list[PositionsSection] = []
    at = 0
    while at < len(lines):
        first = _opens(lines[at])
        if first is None:
            at += 1
            continue
        end = _end(lines, at + 1, begun=bool(first))
        body = [first, *lines[at + 1 : end]]
        words = "\n".join(line.strip() for line in body if line.strip())
        if words:
            sections.append(PositionsSection(at + 1, words))
            lines[at:end] = [""] * (end - at)
        at = max(at + 1, end)
    return "\n".join(lines), tuple(sections)


def _opens(line: str) -> str | None:
    """What stands behind the header on its own line, None where the line is no header."""
    found = _HEADER.match(line)
    if found is None or (found["rest"] and not found["colon"]):
        return None
    bare = bool(re.fullmatch(r"\W*\w+\W*", line)) and not found["colon"] and not re.search(r"[【\[*#]", line)
    # One bare word on a line may be anything; with a colon, brackets or a second word it is a header.
    return None if bare else found["rest"]


def _end(lines: list[str], at: int, *, begun: bool) -> int:
    """Where the section ends: at an empty line after its words, if no numbered entry follows."""
    while at < len(lines):
        if lines[at].strip():
            begun, at = True, at + 1
            continue
        ahead = next((later for later in range(at, len(lines)) if lines[later].strip()), len(lines))
        if begun and not (ahead < len(lines) and _NUMBERED.match(lines[ahead])):
            return at
        at = ahead
    return at


def with_sections(dialogue: Dialogue, sections: tuple[PositionsSection, ...]) -> Dialogue:
    """The Dialogue with the placings of its sections, each from the next Line of the page on."""
    names = list(dict.fromkeys((*dialogue.speakers, *(one.name for one in dialogue.bank.characters))))
    placings: list[Placing] = list(dialogue.placings)
    first = dialogue.lines[0].id if dialogue.lines else ""
    for section in sections:
        after = [line.id for line in dialogue.lines if (line.source_line or 0) > section.line]
        read = read_placings(section.text, cast_names=names, lines=after)
        start = after[0] if after and after[0] != first else ""
        placings += [one if one.line else one.changed(line=start) for one in read]
    return dialogue.changed(placings=tuple(placings))
