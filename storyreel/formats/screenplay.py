"""A Screenplay as a Dialogue, and back.

Headings, action and centred text become Headings and Directions; a speech, whatever parentheticals stand inside it, becomes one
Line: its words without marks, and how it is said ("V.O.; quietly; beat"). Who speaks at the same time as whom is kept in
`extra["overlaps"]`. The screenplay itself, with its notes, sections, synopses, boneyard, transitions and layout, is kept whole in
`extra["screenplay"]`, so that after the film it comes back equal. This module knows no file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from pydantic import JsonValue, ValidationError

from storyreel.errors import SourceError
from storyreel.film.dialogue import Dialogue, DialogueItem, Direction, Heading, Line
from storyreel.film.screenplay import Element, Screenplay, TitleEntry
from storyreel.formats.asides import join_text
from storyreel.formats.fdx import write_fdx
from storyreel.formats.fdx_read import parse_fdx
from storyreel.formats.fountain_read import parse_fountain
from storyreel.formats.fountain_write import write_fountain_screenplay
from storyreel.formats.headings import is_transition, read_heading
from storyreel.formats.labels import fold_name, manner_of
from storyreel.formats.language import detect_language
from storyreel.formats.screenplay_form import settled
from storyreel.formats.screenplay_marking import marked
from storyreel.formats.screenplay_marks import Piece, plain_text

__all__ = ["dialogue_of", "read_fdx", "read_fountain", "screenplay_of", "write_screenplay"]

ScreenplayForm = Literal["fountain", "fdx"]

_MORE = re.compile(r"\(?\s*(?:more|mehr|suite|cont(?:inued|['’]?d)\.?)\s*\)?", re.IGNORECASE)
"""Layout of a speech that a page cuts; it is neither said nor done."""
_OMITTED = re.compile(r"(?:scenes?\s+)?(?:[\dA-Z]+(?:\s*[-–]\s*[\dA-Z]+)?\s+)?omitted\.?", re.IGNORECASE)
_HEADING_CHARS = 90
_EXTENSION = re.compile(r"(?:v\.?\s?o\.?|o\.?\s?s\.?|o\.?\s?c\.?|off|on the (?:phone|radio|tv))\.?", re.IGNORECASE)


def dialogue_of(screenplay: Screenplay, file: str | None = None) -> Dialogue:
    """The Dialogue that a Screenplay tells.

    Args:
        screenplay: With settled elements, as the readers give it.
        file: Its name, for the error.

    Raises:
        SourceError: If there is nothing in it that could be filmed.

    >>> told = [("character", "TOM"), ("dialogue", "One."), ("parenthetical", "beat"), ("dialogue", "*Two.*")]
    >>> page = dialogue_of(Screenplay(elements=tuple(Element(kind=kind, text=text) for kind, text in told)))
    >>> [(line.id, line.speaker, line.parenthetical, line.text) for line in page.lines]
    [('L1', 'TOM', 'beat', 'One. Two.')]
    """
    items, overlaps = _items(screenplay)
    if not items:
        raise SourceError("has no scene, action or speech; expected a screenplay", file=file, line=1)
    spoken = " ".join(item.text for item in items if isinstance(item, Line))
    extra: dict[str, JsonValue] = {"screenplay": screenplay.to_json(brief=True)}
    if overlaps:
        extra["overlaps"] = dict(overlaps)
    return Dialogue(
        title=plain_text(screenplay.titled("Title")),
        language=detect_language(spoken or " ".join(item.text for item in items)),
        items=tuple(items),
        extra=extra,
    )


def read_fountain(text: str, file: str | None = None) -> Dialogue:
    """The Dialogue of a Fountain text.

    Raises:
        SourceError: If there is nothing in it.

    >>> read_fountain("INT. HALL\\n\\nTOM\\nYes.\\n").speakers
    ('TOM',)
    """
    return dialogue_of(parse_fountain(text, file), file)


def read_fdx(source: str | bytes, file: str | None = None) -> Dialogue:
    """The Dialogue of a Final Draft document.

    Raises:
        SourceError: As `parse_fdx` does, or if there is nothing in it.

    >>> read_fdx('<FinalDraft><Content><Paragraph Type="Action"><Text>Rain.</Text></Paragraph></Content></FinalDraft>').items
    (Direction(kind='direction', text='Rain.'),)
    """
    return dialogue_of(parse_fdx(source, file), file)


@dataclass
class _Speech:
    speaker: str
    dual: bool
    manners: list[str]
    text: str = ""
    cut: bool = False


@dataclass
class _Telling:
    """What has been told so far; the only mutable thing here."""

    items: list[DialogueItem] = field(default_factory=list[DialogueItem])
    overlaps: dict[str, str] = field(default_factory=dict[str, str])
    names: dict[str, str] = field(default_factory=dict[str, str])
    speech: _Speech | None = None
    last: str = ""
    touching: str = ""
    count: int = 0

    def cue(self, element: Element) -> None:
        name = " ".join(plain_text(element.text).split())
        speaker = self.names.setdefault(fold_name(name), name) if name else self.last
        manner = manner_of("".join(f"({plain_text(part)})" for part in element.extension))
        self.speech = _Speech(speaker, element.dual, [manner] if manner else [])
        self.last = speaker

    def close(self) -> None:
        one, self.speech = self.speech, None
        if one is None:
            return
        manner = "; ".join(one.manners)
        if not one.text and one.cut:
            return
        if one.text and one.speaker:
            self.count += 1
            name = f"L{self.count}"
            if one.dual and self.touching:
                self.overlaps[name] = self.touching
            self.items.append(Line(id=name, speaker=one.speaker, text=one.text, parenthetical=manner))
            self.touching = name
        else:
            # Nothing is spoken, or by nobody: what the writer put there is seen, not heard.
            self.direct(": ".join(part for part in (one.speaker, manner, one.text) if part))

    def direct(self, text: str) -> None:
        self.touching = ""
        if text.strip():
            self.items.append(Direction(text=text))


def _items(screenplay: Screenplay) -> tuple[list[DialogueItem], dict[str, str]]:
    telling = _Telling()
    for element in screenplay.elements:
        speech = telling.speech
        if speech is not None and (element.kind in ("parenthetical", "dialogue") or _is_sung(element)):
            words = _one_line(element.text)
            if element.kind == "parenthetical" and _MORE.fullmatch(words):
                speech.cut = True
            elif element.kind == "parenthetical":
                speech.manners += [words] if words else []
            else:
                speech.text = join_text(speech.text, words)
            continue
        telling.close()
        if element.kind == "character":
            telling.cue(element)
        elif element.kind in ("heading", "action", "centred", "lyrics", "other"):
            _tell(telling, element)
    telling.close()
    return telling.items, telling.overlaps


def _tell(telling: _Telling, element: Element) -> None:
    """A heading, or what happens between speeches."""
    words = _one_line(element.text)
    heading = _heading(element) if element.kind == "heading" else _as_heading(element, words)
    # How the film is cut is no event in the scene: transitions, and scenes that are no longer there, stay in the screenplay.
    if _OMITTED.fullmatch(words):
        telling.touching = ""
    elif heading is not None:
        telling.touching = ""
        telling.items.append(heading)
    else:
        telling.direct("" if is_transition(words) else words)


def _as_heading(element: Element, words: str) -> Heading | None:
    """What the syntax calls action and a reader a heading: "内景 咖啡馆 - 夜", "FLASHBACK - EXT. BEACH", a centred "ACT TWO"."""
    if element.forced or "\n" in element.text.strip() or not words or len(words) > _HEADING_CHARS or words[-1] in ".。!?":
        return None
    read = read_heading(words)
    if read is None or words != words.upper():
        return None
    is_act = not read.place and words.startswith("ACT ")
    if element.kind == "action":
        return read if is_act or read.interior is not None else None
    return read if element.kind in ("centred", "other") and not read.place else None


def _is_sung(element: Element) -> bool:
    return element.kind == "lyrics" and not element.blanks


def _one_line(text: str) -> str:
    out = ""
    for row in plain_text(text).split("\n"):
        out = join_text(out, row.strip())
    return out


def _heading(element: Element) -> Heading:
    text = _one_line(element.text)
    read = read_heading(text) or Heading(text=text, place=text)
    return read.changed(text=text, number=element.number or read.number)


def screenplay_of(dialogue: Dialogue) -> Screenplay:
    """The Screenplay of a Dialogue: the one it was read from while it still tells the same, else one made from its items.

    >>> [(one.kind, one.text) for one in screenplay_of(Dialogue(items=(Line(id="L1", speaker="Tom", text="2*3*4"),))).elements]
    [('character', 'Tom'), ('dialogue', '2\\\\*3\\\\*4')]
    """
    kept = _kept(dialogue)
    if kept is not None and _items(kept)[0] == list(dialogue.items):
        return kept
    made = settled(_made(dialogue), titled=bool(kept.title_page) if kept else bool(dialogue.title.strip()))
    if kept is not None:
        return kept.changed(elements=made)
    title = (TitleEntry(key="Title", values=(_literal(dialogue.title),)),) if dialogue.title.strip() else ()
    return Screenplay(title_page=title, elements=made)


def _kept(dialogue: Dialogue) -> Screenplay | None:
    kept = dialogue.extra.get("screenplay")
    try:
        return Screenplay.model_validate(kept) if isinstance(kept, dict) else None
    except ValidationError:
        return None


def _literal(text: str) -> str:
    return marked([Piece(text)])


def _made(dialogue: Dialogue) -> Iterator[Element]:
    overlaps = dialogue.extra.get("overlaps")
    dual: Sequence[str] = list(overlaps) if isinstance(overlaps, dict) else []
    for item in dialogue.items:
        if isinstance(item, Heading):
            number = item.number if item.number and item.number not in item.text else ""
            yield Element(kind="heading", text=_literal(item.text), number=number)
        elif isinstance(item, Direction):
            yield Element(kind="transition" if is_transition(item.text) else "action", text=_literal(item.text))
        else:
            yield from _speech(item, dual=item.id in dual)


def _speech(line: Line, *, dual: bool) -> Iterator[Element]:
    if line.position.strip():
        yield Element(kind="note", text=f"{line.speaker}: {line.position}")
    manners = [part for part in line.parenthetical.split("; ") if part.strip()]
    off = tuple(part for part in manners if _EXTENSION.fullmatch(part.strip()))
    yield Element(kind="character", text=_literal(line.speaker), extension=off, dual=dual)
    rest = "; ".join(part for part in manners if part not in off)
    if rest:
        yield Element(kind="parenthetical", text=_literal(rest))
    yield Element(kind="dialogue", text=_literal(line.text))


def write_screenplay(dialogue: Dialogue, form: ScreenplayForm) -> str:
    """The Dialogue's screenplay as a file's text.

    Args:
        dialogue: Of any source; one that was read from a screenplay gives that screenplay.
        form: "fountain", or "fdx" for Final Draft.

    >>> print(write_screenplay(Dialogue(items=(Line(id="L1", speaker="TOM", text="Yes."),)), "fountain"), end="")
    TOM
    Yes.
    """
    screenplay = screenplay_of(dialogue)
    return write_fountain_screenplay(screenplay) if form == "fountain" else write_fdx(screenplay)
