"""The bracket script's form: its sections, its numbered entries and its `Key: value` lines, shared by reader and writer.

    【Scene Description】
    A sunny afternoon in a garden.

    【Dialogue】
    1. [0s-4s] (Camera Movement: Push-in Shot+Shot Type: Close-up)
    Plot: Alice looks up and smiles.

Sections are headed in 【…】, or in […] alone on a line. An entry begins at the start of a line, with the next number in sequence;
where the first entry states a time or a camera, every entry must, so that "Room 12." or "3.5 seconds" in a plot starts none.
This module knows text and line numbers, and no Script. The form is the one of the repository of arXiv 2601.17737, widened.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from storyreel.formats.words import SECTION_KINDS

__all__ = ["FORM", "OVERLAY", "Entry", "Section", "TextRow", "is_plain", "key_of", "kind_of", "split_entries", "split_sections"]

FORM = "storyreel.script/1"
"""Written as `Form:` in the 【Script】 section; where it stands, nothing is guessed that the text does not say."""

OVERLAY = "Storyreel"
"""Label of the line of JSON that carries what has no place in the readable text."""

_TABLE = {name.strip(): kind for kind, names in SECTION_KINDS.items() for name in names.split(",")}
_HEADING = re.compile(
    r"^\s*[#>*_\s]*(?P<open>[【\[［])\s*(?P<name>[^【】\[\]［］]{1,120}?)\s*[】\]］][*_]*\s*[:：]?[*_]*\s*(?P<rest>.*)$"
)
_SCENE = re.compile(
    r"^(?:scene|场景|场次?)\s*(?P<id>\d[\w.]*|[IVXLC]+|[A-Z]\d*|[一二三四五六七八九十]+)(?:\s*[:：.,–—-]\s*(?P<rest>.*))?$",
    re.IGNORECASE,
)
_ACT = re.compile(r"^act\s+(?P<id>[\w.]+)(?:\s*[:：]\s*(?P<rest>.*))?$", re.IGNORECASE)
_NUMBERED = re.compile(
    r"^\s*[*_#-]*\s*(?P<word>shot|镜头|第)?\s*(?P<number>\d{1,4})(?:[.:：)）、．]|\s*镜[:：]?)[*_]*(?=$|\s|[\[【(（])\s*(?P<rest>.*)$",
    re.IGNORECASE,
)
_SPAN_START = re.compile(r"^[\[【(（［]\s*\d")
_CAMERA_START = re.compile(r"^[(（\[]\s*(?:camera|shot|镜头|运镜|景别)", re.IGNORECASE)
_KEY = re.compile(r"^\s*[*_-]*\s*(?P<key>[^:：【】\[\]\"“”]{1,40}?)[*_]*\s*[:：][*_]*\s*(?P<value>.*)$")
_FENCE = re.compile(r"^\s*(?:```|~~~)\w*\s*$")
_ODD = ("Cc", "Cs", "Co", "Cn", "Zl", "Zp")


class TextRow(NamedTuple):
    """A line with its number in the file; `text` has its white space."""

    number: int
    text: str


class Section(NamedTuple):
    """A headed part. `kind` is "" where the heading is not known; `id` and `title` are a scene's or act's own."""

    kind: str
    name: str
    number: int
    rows: tuple[TextRow, ...]
    id: str = ""
    title: str = ""

    @property
    def text(self) -> str:
        """What stands under the heading, without blank lines around it."""
        return "\n".join(row.text.strip() for row in self.rows).strip()


class Entry(NamedTuple):
    """A numbered entry: its number, its line, and its rows, the first without the number."""

    order: int
    number: int
    rows: tuple[TextRow, ...]

    @property
    def text(self) -> str:
        """Its words, line by line."""
        return "\n".join(row.text.strip() for row in self.rows if row.text.strip())


def kind_of(name: str) -> str:
    """The kind of section that a heading means, else "".

    >>> kind_of("Character Profiles"), kind_of("Character Positions/Blocking"), kind_of("Music")
    ('profiles', 'blocking', '')
    """
    plain = (
        re.sub(r"\s*([/&])\s*", r"\1", " ".join(name.casefold().strip(" *:：").split())).replace("&", "/").replace(" and ", "/")
    )
    if plain in _TABLE:
        return _TABLE[plain]
    singular = re.sub(r"s(?=/|$)", "", plain)
    if singular in _TABLE:
        return _TABLE[singular]
    return "scene" if _SCENE.match(name.strip()) else "act" if _ACT.match(name.strip()) else ""


def split_sections(text: str) -> tuple[tuple[TextRow, ...], tuple[Section, ...]]:
    """The rows before the first heading, and the sections in order.

    >>> before, sections = split_sections("Sure!\\n【Dialogue】:\\n1. A: \\"x\\"")
    >>> before[0].text, sections[0].kind, sections[0].rows[0].number
    ('Sure!', 'dialogue', 3)
    """
    rows = [TextRow(number, line) for number, line in enumerate(text.split("\n"), 1) if not _FENCE.match(line)]
    wide = any(found["open"] == "【" and not _is_span(found["name"]) for row in rows if (found := _HEADING.match(row.text)))
    before: list[TextRow] = []
    sections: list[Section] = []
    body: list[TextRow] = before
    for at, row in enumerate(rows):
        opened = _opened(row, rows[at - 1].text if at else "", wide=wide)
        if opened is None:
            body.append(row)
            continue
        if sections:
            sections[-1] = sections[-1]._replace(rows=tuple(body))
        section, rest = opened
        body = [TextRow(row.number, rest)] if rest else []
        sections.append(section)
    if sections:
        sections[-1] = sections[-1]._replace(rows=tuple(body))
    return tuple(row for row in before if row.text.strip()), tuple(sections)


def _opened(row: TextRow, above: str, *, wide: bool) -> tuple[Section, str] | None:
    found = _HEADING.match(row.text)
    if not found or _is_span(found["name"]):
        return None
    name, rest = found["name"], found["rest"].strip()
    kind = kind_of(name)
    if found["open"] != "【":
        if rest or (not kind and (wide or above.strip() or not _reads_as_heading(name))):
            return None
    elif not kind and rest:
        return None
    parts = (_SCENE if kind == "scene" else _ACT).match(name) if kind in ("scene", "act") else None
    section = Section(kind, name, row.number, ())
    if parts:
        section = section._replace(id=parts["id"], title=(parts["rest"] or "").strip())
    return section, rest


def _is_span(name: str) -> bool:
    return bool(re.match(r"^[\d:.,\s]+(?:s|sec\w*|秒)?\s*(?:[-–—~]|to|$)", name.strip()))


def _reads_as_heading(name: str) -> bool:
    words = name.split()
    return (
        len(words) <= 5 and not re.search(r"[.!?…,;。！？]", name) and all(word[:1].isupper() or len(word) <= 3 for word in words)
    )


def split_entries(rows: Sequence[TextRow]) -> tuple[tuple[TextRow, ...], tuple[Entry, ...]]:
    """The rows before the first numbered entry, and the entries.

    >>> rows = [TextRow(1, "1. Both by Room"), TextRow(2, "12. They wait 3.5 seconds"), TextRow(3, "2. Alice sits")]
    >>> [(one.order, one.text) for one in split_entries(rows)[1]]
    [(1, 'Both by Room\\n12. They wait 3.5 seconds'), (2, 'Alice sits')]
    """
    before: list[TextRow] = []
    entries: list[tuple[int, int, list[TextRow]]] = []
    strict = False
    above = ""
    for row in rows:
        found = _NUMBERED.match(row.text)
        if found and _begins(found, entries[-1][0] if entries else None, above, strict=strict):
            strict = strict or (not entries and _is_marked(found["rest"]))
            entries.append((int(found["number"]), row.number, [TextRow(row.number, found["rest"])]))
        else:
            (entries[-1][2] if entries else before).append(row)
        above = row.text
    return tuple(row for row in before if row.text.strip()), tuple(
        Entry(order, number, tuple(body)) for order, number, body in entries
    )


def _begins(found: re.Match[str], last: int | None, above: str, *, strict: bool) -> bool:
    if last is None or found["word"]:
        return True
    following = int(found["number"]) == last + 1
    if strict:
        return _is_marked(found["rest"]) or (following and not above.strip())
    return following


def _is_marked(rest: str) -> bool:
    return bool(_SPAN_START.match(rest) or _CAMERA_START.match(rest))


def key_of(text: str) -> tuple[str, str] | None:
    """The label and value of a `Key: value` line, without emphasis marks.

    >>> key_of("**Plot:** Rain."), key_of("no key")
    (('Plot', 'Rain.'), None)
    """
    found = _KEY.match(text)
    return (" ".join(found["key"].split()), found["value"].strip()) if found else None


def is_plain(text: str, *, lines: bool = True) -> bool:
    """Whether a text can stand in the form as it is and be read back as it was.

    Args:
        text: The value of a field.
        lines: Whether it may have several lines.

    >>> is_plain("Rain.\\nThunder."), is_plain("Rain.\\n2. Thunder"), is_plain(" Rain")
    (True, False, False)
    """
    first, *more = text.split("\n")
    if more and not lines:
        return False
    for line in (first, *more):
        if not line or line != line.strip() or any(unicodedata.category(one) in _ODD or one == "\ufeff" for one in line):
            return False
    return not any(line[0] in "【[［#>*_-`~" or ":" in line or "：" in line or _NUMBERED.match(line) for line in more)
