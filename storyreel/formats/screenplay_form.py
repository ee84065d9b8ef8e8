"""Elements as a screenplay file can hold them: cleaned one by one, speeches made whole, forced where another reading is near.

Readers give settled elements and writers settle what they are given, so that what is written reads back equal. No word is
dropped: what an element cannot hold becomes an element of its own (a note in a heading stands above it). What a line is taken
for is known by `fountain_rows`; this module knows no file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from storyreel.film.screenplay import Element
from storyreel.formats.fountain_rows import below_of, kind_of, read_cue, row_of, speech_kind, split_number
from storyreel.formats.fountain_title import title_rows
from storyreel.formats.screenplay_marks import Span, escape_openers, held_text, inner_text, rows_with, spans_of, with_line_ends

__all__ = ["action_marks", "asides", "cue_row", "heading_row", "settled"]

_SPOKEN = ("parenthetical", "dialogue")


def settled(elements: Iterable[Element], *, titled: bool = False) -> tuple[Element, ...]:
    """The elements as they read back; what is settled stays as it is.

    Args:
        elements: In order.
        titled: Whether a title page stands above them: a first line such as "Note: …" is taken for one otherwise.

    >>> bare = settled([Element(kind="heading", text="a hall [[big?]]"), Element(kind="dialogue", text="(hm)")])
    >>> [(one.kind, one.text) for one in bare]
    [('note', 'big?'), ('heading', 'a hall'), ('character', ''), ('dialogue', '\\\\(hm)')]
    """
    whole = _spoken_by_somebody(part for element in elements for part in _clean(element))
    out = list(_with_forced_cues(whole))
    if out and out[0].blanks:
        out[0] = out[0].changed(blanks=0)
    if out and not titled and out[0].kind in ("action", "character") and not out[0].forced and title_rows(_first_rows(out)):
        out[0] = out[0].changed(forced=True)
    return tuple(out)


def asides(text: str, spans: Sequence[Span], blanks: int = 0) -> list[Element]:
    """The notes and boneyard of a text as elements; the first has the blank lines.

    >>> [(one.kind, one.text) for one in asides("a [[b]] c", spans_of("a [[b]] c"))]
    [('note', 'b')]
    """
    found: list[Element] = []
    for span in spans:
        if inner := inner_text(text[span.start : span.end]):
            found.append(Element(kind=span.kind, text=inner, blanks=0 if found else blanks))
    return found


def _clean(element: Element) -> list[Element]:
    return _CLEAN[element.kind](_with(element, text=with_line_ends(element.text)))


def _with(element: Element, **fields: object) -> Element:
    """A changed copy, or the element itself where nothing changes: most of a screenplay is settled as it is read."""
    same = all(getattr(element, name) == value for name, value in fields.items())
    return element if same else element.changed(**fields)


def _safe(text: str) -> str:
    """A text in which every note and boneyard that opens is closed."""
    if "[[" not in text and "/*" not in text:
        return text
    out, at = "", 0
    for span in spans_of(text):
        out, at = out + escape_openers(text[at : span.start]) + text[span.start : span.end], span.end
    return out + escape_openers(text[at:])


def _line(text: str) -> str:
    return " ".join(text.split())


def _single(element: Element) -> list[Element]:
    """Elements of one line, out of which notes are lifted."""
    row = row_of(element.text)
    text = escape_openers(_line(row.bare)) if row.spans else _safe(_line(row.bare))
    lifted = asides(element.text, row.spans, element.blanks) if row.spans else []
    one = _with(element, text=text, blanks=0 if lifted else element.blanks)
    make = {"heading": _heading, "transition": _transition, "character": _character}.get(element.kind)
    one = make(one) if make else one
    return [*lifted, *([one] if one.text or one.kind == "character" else [])]


def heading_row(element: Element) -> str:
    """A heading as it is written, its number last.

    >>> heading_row(Element(kind="heading", text="THE POOL", number="5", forced=True))
    '.THE POOL #5#'
    """
    number = f" #{element.number}#" if element.number else ""
    if not element.forced:
        return f"{element.text}{number}"
    plain = element.text[:1].isalnum()
    return f".{'' if plain else chr(92)}{element.text}{number}"


def _heading(element: Element) -> Element:
    number = _line(element.number.replace("#", ""))
    text = element.text
    if not text:
        text, number = number, ""
    if not number and split_number(text)[1]:
        at = len(split_number(text)[0])
        text = text[:at] + re.sub(r"#", r"\\#", text[at:], count=1)
    one = _with(element, text=text, number=number)
    told = kind_of(row_of(heading_row(one)), within=False, below="blank") == "heading" and not text.startswith(".")
    return one if told or one.forced else one.changed(forced=True)


def _transition(element: Element) -> Element:
    text = element.text
    if text.endswith("<") and not text.endswith("\\<"):
        text = f"{text[:-1]}\\<"
    one = _with(element, text=text)
    told = kind_of(row_of(text), within=False, below="blank") == "transition" and not text.startswith(">")
    return one if told or one.forced else one.changed(forced=True)


def _character(element: Element) -> Element:
    cue = read_cue(element.text)
    name = f"{cue.name} \\^".strip() if cue.dual else cue.name
    if cue.dual:
        return _with(element, text=name, extension=_extension(element.extension))
    return _with(element, text=name, extension=_extension((*cue.extension, *element.extension)))


def _extension(parts: tuple[str, ...]) -> tuple[str, ...]:
    plain = (escape_openers(_line(re.sub(r"[()]", " ", part))) for part in parts)
    # A backslash before the closing bracket would take it away.
    return tuple(part for part in (one.rstrip("\\ ") for one in plain) if part)


def cue_row(element: Element) -> str:
    """A character's line as it is written.

    >>> cue_row(Element(kind="character", text="McCLANE", extension=("V.O.",), dual=True, forced=True))
    '@McCLANE (V.O.) ^'
    """
    parts = [element.text, *(f"({part})" for part in element.extension), *(["^"] if element.dual else [])]
    return f"{'@' if element.forced else ''}{' '.join(part for part in parts if part)}"


def _section(element: Element) -> list[Element]:
    return _single(_with(element, depth=max(element.depth, 1)))


def _note(element: Element) -> list[Element]:
    text = held_text(element.text.replace("\t", "    "), note=element.kind == "note")
    return [_with(element, text=text)] if text else []


def _page_break(element: Element) -> list[Element]:
    told = [element.changed(kind="action", blanks=0)] if element.text.strip() else []
    return [_with(element, text=""), *(part for one in told for part in _action(one))]


def _other(element: Element) -> list[Element]:
    return [_with(element, text=_safe(element.text))]


def _parenthetical(element: Element) -> list[Element]:
    text, at, out = _safe(element.text), 0, ""
    for span in spans_of(text):
        inner = _line(text[span.start + 2 : span.end - 2])
        # A bracket at a note's end would end it one letter early.
        inner += " " if inner.endswith("]") else ""
        out += f"{text[at : span.start]}{text[span.start : span.start + 2]}{inner}{text[span.end - 2 : span.end]}"
        at = span.end
    return [_with(element, text=_line(out + text[at:]), blanks=0)]


def _rows(text: str) -> list[str]:
    text = _safe(text)
    return [text] if "\n" not in text else rows_with(text, spans_of(text))


def _dialogue(element: Element) -> list[Element]:
    rows = [_spoken_row(row.strip()) for row in _rows(element.text)]
    return [_with(element, text="\n".join(rows), blanks=0)]


def _spoken_row(raw: str) -> str:
    row = row_of(raw)
    if speech_kind(row) == "dialogue":
        return raw
    at = 0
    for span in row.spans:
        if raw[at : span.start].strip():
            break
        at = span.end
    at += len(raw[at:]) - len(raw[at:].lstrip())
    return f"{raw[:at]}\\{raw[at:]}"


def _stripped_rows(element: Element) -> list[Element]:
    """Lyrics and centred text: rows of which each has its own mark."""
    rows = _without_ends([row.strip() for row in _rows(element.text)])
    return [_with(element, text="\n".join(rows))] if rows else []


def _without_ends(rows: list[str]) -> list[str]:
    """Rows without the empty ones at both ends."""
    while rows and not rows[-1]:
        rows.pop()
    first = next((at for at, row in enumerate(rows) if row), 0)
    return rows[first:]


def _action(element: Element) -> list[Element]:
    rows = _without_ends([row.replace("\t", "    ") if row.strip() else "" for row in _rows(element.text)])
    if not rows:
        return []
    text = "\n".join(rows)
    read = [row_of(row) for row in rows]
    if not element.forced and not any(row.bare.strip() for row in read):
        return asides(text, spans_of(text), element.blanks)
    forced = element.forced or any(action_marks(rows))
    return [_with(element, text=text, forced=forced)]


def action_marks(rows: Sequence[str]) -> list[bool]:
    """For each row of a paragraph whether it is taken for something else unless a "!" forces it.

    >>> action_marks(["BANG", "bang", "# bang"]), action_marks(["BANG"])
    ([True, False, True], [False])
    """
    read = [row_of(row) for row in rows]
    marks: list[bool] = []
    for at, row in enumerate(read):
        below = below_of(read[at + 1]) if at + 1 < len(read) else "blank"
        below = "text" if below == "blank" and at + 1 < len(read) else below
        kind = kind_of(row, within=at > 0, below=below)
        marks.append(kind != "action" or row.bare.lstrip().startswith("!"))
    return marks


_CLEAN: dict[str, Callable[[Element], list[Element]]] = {
    "heading": _single,
    "action": _action,
    "character": _single,
    "parenthetical": _parenthetical,
    "dialogue": _dialogue,
    "lyrics": _stripped_rows,
    "transition": _single,
    "centred": _stripped_rows,
    "section": _section,
    "synopsis": _single,
    "note": _note,
    "boneyard": _note,
    "page break": _page_break,
    "other": _other,
}


def _spoken_by_somebody(elements: Iterable[Element]) -> Iterator[Element]:
    """Dialogue joined where it touches, and under a character without a name where there is none."""
    last: Element | None = None
    speech = False
    for element in elements:
        spoken = element.kind in _SPOKEN or (element.kind == "lyrics" and speech and not element.blanks)
        if spoken and last is not None and element.kind == last.kind and last.kind in ("dialogue", "lyrics"):
            last = last.changed(text=f"{last.text}\n{element.text}")
            continue
        if last is not None:
            yield last
        if spoken and not speech:
            yield Element(kind="character", forced=True)
        speech = spoken or element.kind == "character"
        last = element
    if last is not None:
        yield last


def _with_forced_cues(elements: Iterable[Element]) -> Iterator[Element]:
    """Characters who would not be read as such, or who say nothing, are forced; one without name or speech is left out."""
    waiting: Element | None = None
    for element in (*elements, None):
        if waiting is not None:
            says = element is not None and (element.kind in _SPOKEN or (element.kind == "lyrics" and not element.blanks))
            if says or waiting.text or waiting.extension:
                yield waiting if says and _is_cue(waiting) else _with(waiting, forced=True)
        waiting = element if element is not None and element.kind == "character" else None
        if element is not None and element.kind != "character":
            yield element


def _is_cue(element: Element) -> bool:
    row = row_of(cue_row(_with(element, forced=False)))
    return not element.text.startswith("@") and kind_of(row, within=False, below="text") == "character"


def _first_rows(elements: Sequence[Element]) -> list[str]:
    first = elements[0]
    if first.kind == "action":
        return first.text.split("\n")
    said = elements[1].text.split("\n") if len(elements) > 1 else []
    return [cue_row(first), *said]
