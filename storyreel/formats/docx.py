"""Word documents (DOCX): their text in order, tables among it; screenplays by the names of their styles.

Where paragraphs have the styles of a screenplay ("Character", "Dialogue", "Parenthetical", "Scene Heading", "Action",
"Transition"), these say what each is. Where paragraphs are indented by hand as a screenplay's are, the indents say
so. Elsewhere the text goes to the reader that its content asks for: every paragraph is a line,
with a blank one between where the document marks its speeches `NAME: text` and leaves no blank paragraphs itself. A table is read
as speeches where a column holds names and another texts, else cell by cell. Headings of such columns, running heads, footnotes
and comments stay in `extra["document"]`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from storyreel.film.base import JsonObject
from storyreel.film.dialogue import Dialogue, Line
from storyreel.formats.docx_parts import Paragraph, Table, open_docx
from storyreel.formats.elements import Element, ElementKind, items_of
from storyreel.formats.headings import is_capitals
from storyreel.formats.labels import Known, is_name, split_label
from storyreel.formats.language import detect_language
from storyreel.formats.page_text import PageText
from storyreel.formats.screenplay_pages import read_pages

__all__ = ["read_docx"]

_KINDS: tuple[tuple[ElementKind, str], ...] = (
    ("heading", r"scene heading|slug ?line|scene title|szenenüberschrift|titre de scène"),
    ("character", r"character(?: name| cue)?|speaker|rollenname|personnage"),
    ("dialogue", r"dialogue|dialog|speech|lyrics?"),
    ("manner", r"parenthetical|parentheses|wryly|wrylies"),
    ("action", r"action|scene description|transition|shot|stage directions?|general"),
)
_KIND: tuple[tuple[ElementKind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(rf"(?:^|[\s_-])(?:{words})(?:[\s_-]*\d+)?$")) for kind, words in _KINDS
)
_SPEAKER_COLUMNS = ("speaker", "character", "name", "who", "role", "sprecher", "personnage", "人物", "角色", "说话人")
_TEXT_COLUMNS = ("text", "dialogue", "dialog", "line", "lines", "speech", "audio", "words", "transcript", "对白", "台词", "内容")
_TIME_COLUMNS = ("time", "timecode", "timestamp", "start", "时间")
_CLOCK = re.compile(r"^\d{1,2}:\d{2}(?::\d{2})?(?:[.,:]\d{1,3})?$")


def read_docx(data: bytes, file: str | None = None) -> Dialogue | PageText:
    """The Dialogue in a screenplay made with styles, else the document's text.

    Raises:
        SourceError: If it is no DOCX, broken, protected, or unpacks to more than a text can be.
    """
    found = open_docx(data, file)
    kept: JsonObject = {"form": "docx", **found.beside}
    elements = _elements(found.blocks)
    kinds = {element.kind for element in elements if element.text.strip()}
    if {"character", "dialogue"} <= kinds:
        items = items_of(elements)
        spoken = " ".join(item.text for item in items if isinstance(item, Line))
        if spoken:
            return Dialogue(language=detect_language(spoken), items=items, extra={"document": kept})
    screenplay = read_pages([_columns(found.blocks)])
    if screenplay is not None:
        return screenplay.changed(extra={**screenplay.extra, "document": kept})
    text, headings = _page(found.blocks)
    if headings:
        kept["columns"] = headings
    return PageText(text, {"document": kept})


def _kind(style: str) -> ElementKind | None:
    return next((kind for kind, pattern in _KIND if pattern.search(style)), None)


def _elements(blocks: Sequence[Paragraph | Table]) -> list[Element]:
    elements: list[Element] = []
    for block in blocks:
        if isinstance(block, Table):
            elements += [Element("action", text) for row in block.rows for text in row]
        else:
            elements.append(Element(_kind(block.style) or "action", " ".join(block.text.split("\n"))))
    return elements


def _columns(blocks: Sequence[Paragraph | Table]) -> list[str]:
    """Rows as they stand on the page, by the paragraphs' own indents; none where there is a table.

    Space between paragraphs is a setting that may be anywhere: a blank row stands before each but those that go on with a speech.
    """
    if any(isinstance(block, Table) for block in blocks):
        return []
    rows: list[tuple[int, str]] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            rows += [(block.indent, " ".join(part.split())) for part in block.text.split("\n") if part.strip()]
    out: list[str] = []
    for at, (indent, text) in enumerate(rows):
        before = rows[at - 1][0] if at else 0
        below = rows[at + 1][0] if at + 1 < len(rows) else 0
        names = is_capitals(text) and not text.startswith("(") and 0 < below < indent
        out += [" " * indent + text] if indent and before and not names else ["", " " * indent + text]
    return out


def _page(blocks: Sequence[Paragraph | Table]) -> tuple[str, list[str]]:
    """The text of a document without the styles of a screenplay, and the headings of its columns."""
    paragraphs = [block.text.strip() for block in blocks if isinstance(block, Paragraph)]
    labels = [label.speaker for text in paragraphs if (label := split_label(text.split("\n")[0]))]
    labelled = sum(1 for name in labels if is_name(name, Known()))
    blank = any(not text for text in paragraphs[1:-1])
    gap = "\n\n" if labelled >= 2 and not blank else "\n"
    pieces: list[str] = []
    headings: list[str] = []
    for at, block in enumerate(blocks):
        if isinstance(block, Table):
            text, told = _table(block)
            headings += told
            pieces.append(f"\n{text}\n")
        else:
            pieces.append(_styled(block, first=at == 0))
    return gap.join(pieces), headings


def _styled(block: Paragraph, *, first: bool) -> str:
    text = block.text.strip()
    if not text or "\n" in text:
        return text
    if block.style == "title" and first:
        return f"Title: {text}\n"
    return f"\n# {text}\n" if re.fullmatch(r"heading [1-6]", block.style) else text


def _table(table: Table) -> tuple[str, list[str]]:
    """A table as speeches where its columns allow it, else its cells in order; and the headings of the columns."""
    rows = [[cell.strip() for cell in row] for row in table.rows if any(cell.strip() for cell in row)]
    if not rows:
        return "", []
    speaker, words, time = (_column(rows[0], names) for names in (_SPEAKER_COLUMNS, _TEXT_COLUMNS, _TIME_COLUMNS))
    if speaker is not None and words is not None:
        return "\n\n".join(_speech(row, speaker, words, time) for row in rows[1:]), [cell for cell in rows[0] if cell]
    columns = {len(row) for row in rows}
    if columns == {3} and all(_CLOCK.match(row[0]) and is_name(row[1], Known()) for row in rows):
        return "\n\n".join(_speech(row, 1, 2, 0) for row in rows), []
    if columns == {2} and all(is_name(row[0], Known()) and row[1] for row in rows):
        return "\n\n".join(_speech(row, 0, 1, None) for row in rows), []
    return "\n\n".join(cell for row in rows for cell in row if cell), []


def _column(cells: Sequence[str], names: Sequence[str]) -> int | None:
    return next((at for at, cell in enumerate(cells) if cell.casefold().strip(" :") in names), None)


def _speech(row: Sequence[str], speaker: int, words: int, time: int | None) -> str:
    """A row as `[time] NAME: text`; what stands in other columns follows as a line of its own."""
    used = (speaker, words, *(() if time is None else (time,)))
    cell = {at: " ".join(text.split()) for at, text in enumerate(row)}
    stamp = f"[{cell[time]}] " if time is not None and _CLOCK.match(cell.get(time, "")) else ""
    name, text = cell.get(speaker, ""), cell.get(words, "")
    said = f"{stamp}{name}: {text}" if name and text else "\n\n".join(one for one in (stamp.strip(), name, text) if one)
    others = [f"[{one}]" for at, one in cell.items() if at not in used and one]
    if time is not None and not stamp and cell.get(time):
        others.append(f"[{cell[time]}]")
    return "\n\n".join(one for one in (said, *others) if one)
