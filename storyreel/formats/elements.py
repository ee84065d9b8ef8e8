"""A screenplay's elements in order, to the items of a Dialogue: for documents whose styles or indents say what each line is.

Kinds: "heading", "character", "manner" (a parenthetical), "dialogue", "action". This module does not find out which is which.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from storyreel.film.dialogue import DialogueItem, Direction, Heading, Line
from storyreel.formats.asides import join_text, split_asides
from storyreel.formats.headings import read_heading
from storyreel.formats.labels import fold_name, split_manner

__all__ = ["Element", "ElementKind", "items_of"]

ElementKind = Literal["heading", "character", "manner", "dialogue", "action"]


class Element(NamedTuple):
    """One element; `line` is where it stands in the source, if that is known."""

    kind: ElementKind
    text: str
    line: int | None = None


@dataclass
class _Speech:
    speaker: str
    line: int | None
    manners: list[str] = field(default_factory=list[str])
    words: str = ""


def items_of(elements: Iterable[Element]) -> tuple[DialogueItem, ...]:
    """The items of a Dialogue; what is spoken without a name above it is "SPEAKER"'s.

    >>> items = items_of([Element("character", "ROSA (V.O.)"), Element("dialogue", "Yes."), Element("action", "Dark.")])
    >>> [item.kind for item in items]
    ['line', 'direction']
    """
    items: list[DialogueItem] = []
    names: dict[str, str] = {}
    speech: _Speech | None = None
    number = 1
    for element in elements:
        text = element.text.strip()
        if not text:
            continue
        if element.kind in ("dialogue", "manner"):
            speech = speech or _Speech("", element.line)
            _add(speech, element.kind, text)
            continue
        number = _close(items, speech, number)
        speech = None
        if element.kind == "character":
            name, manner = split_manner(text.rstrip(":：").rstrip())
            speech = _Speech(names.setdefault(fold_name(name), name), element.line, [manner] if manner else [])
        elif element.kind == "heading":
            items.append(read_heading(text) or Heading(text=text, place=text))
        else:
            items.append(Direction(text=text))
    _close(items, speech, number)
    return tuple(items)


def _add(speech: _Speech, kind: ElementKind, text: str) -> None:
    if kind == "dialogue":
        speech.words = join_text(speech.words, text)
        return
    manner = text.strip("()（）[] ").strip()
    if speech.words:
        # Below words it keeps its place among them; brackets say that it is not spoken.
        speech.words = join_text(speech.words, f"[{manner}]")
    else:
        speech.manners.append(manner)


def _close(items: list[DialogueItem], speech: _Speech | None, number: int) -> int:
    """Put a speech among the items; the number that the next Line gets."""
    if speech is None:
        return number
    spoken = split_asides(speech.words)
    manner = "; ".join(part for part in (*speech.manners, spoken.parenthetical) if part)
    if not spoken.text:
        items.append(Direction(text=": ".join(part for part in (speech.speaker, manner) if part)))
        return number
    line = Line(id=f"L{number}", speaker=speech.speaker or "SPEAKER", text=spoken.text, parenthetical=manner)
    items.append(line.changed(source_line=speech.line))
    return number + 1
