"""The title page of a Final Draft document as keys and values, and back.

Final Draft knows no keys: its title page is a sheet of paragraphs. Those that Storyreel writes carry their key as the paragraph's
type; of any other sheet the first lines are the title, a line such as "written by" is the credit and the author follows it, and
what is left is told by its words or is the contact.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence

from storyreel.film.screenplay import TitleEntry
from storyreel.formats.fdx_text import add_text, local_name, paragraph_pieces
from storyreel.formats.fountain_title import settled_title
from storyreel.formats.screenplay_marking import marked
from storyreel.formats.screenplay_marks import pieces_of, plain_text

__all__ = ["add_title_page", "read_fdx_title"]

_PLAIN_TYPES = frozenset(("", "general", "action", "scene heading", "character", "dialogue", "shot", "title page"))
_CREDIT = re.compile(
    r"(?:(?:original )?(?:screenplay|teleplay|script|story)\s*(?:and story\s*)?)?(?:written\s*)?by[:.]?", re.IGNORECASE
)
_TOLD: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("Source", re.compile(r"(?:based|adapted|from the|story by)\b", re.IGNORECASE)),
    ("Copyright", re.compile(r"(?:©|\(c\)|copyright\b)", re.IGNORECASE)),
    ("Draft date", re.compile(r".*\bdraft\b|\W*\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\W*$", re.IGNORECASE)),
)


def read_fdx_title(page: ET.Element | None) -> tuple[TitleEntry, ...]:
    """The entries of a `TitlePage`.

    >>> text = "<TitlePage><Content>{}</Content></TitlePage>"
    >>> rows = "".join(f"<Paragraph><Text>{row}</Text></Paragraph>" for row in ("RAIN", "", "by", "Ann", "", "a@b.c"))
    >>> [(entry.key, entry.values) for entry in read_fdx_title(ET.fromstring(text.format(rows)))]
    [('Title', ('RAIN',)), ('Credit', ('by',)), ('Author', ('Ann',)), ('Contact', ('a@b.c',))]
    """
    if page is None:
        return ()
    rows = [(node.get("Type") or "", marked(paragraph_pieces(node)).strip()) for node in page.iter() if _is_row(node)]
    keyed = any(kind.casefold() not in _PLAIN_TYPES for kind, _ in rows)
    pairs = list(rows if keyed else _told([row for _, row in rows]))
    entries: list[tuple[str, list[str]]] = []
    for key, value in pairs:
        key = "Notes" if key.casefold() in _PLAIN_TYPES else key
        if value or keyed:
            if not entries or entries[-1][0] != key:
                entries.append((key, []))
            entries[-1][1].append(value)
    return settled_title([TitleEntry(key=key, values=tuple(values)) for key, values in entries])


def _is_row(node: ET.Element) -> bool:
    return local_name(node) == "Paragraph" and not any(local_name(child) == "Paragraph" for child in node)


def _told(rows: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each row that has words, with the key that it most likely belongs to."""
    key, gap = "Title", True
    begun = False
    for row in rows:
        if not row:
            gap = True
            continue
        said = plain_text(row).strip()
        named = next((name for name, pattern in _TOLD if pattern.match(said)), "")
        if begun and _CREDIT.fullmatch(said):
            key = "Credit"
        elif key == "Credit":
            key = "Author"
        elif begun and named:
            key = named
        elif begun and gap:
            key = "Contact"
        yield key, row
        begun, gap = True, False


def add_title_page(root: ET.Element, entries: Sequence[TitleEntry]) -> None:
    """Write the entries as the document's title page.

    >>> root = ET.Element("FinalDraft")
    >>> add_title_page(root, [TitleEntry(key="Title", values=("RAIN",))])
    >>> ET.tostring(root, encoding="unicode")[:80]
    '<FinalDraft><TitlePage><Content><Paragraph Type="Title" Alignment="Center"><Text'
    """
    content = ET.SubElement(ET.SubElement(root, "TitlePage"), "Content")
    for entry in entries:
        centred = entry.key.casefold() in ("title", "credit", "author", "authors", "source")
        for value in entry.values or ("",):
            row = ET.SubElement(content, "Paragraph", {"Type": entry.key, "Alignment": "Center" if centred else "Left"})
            add_text(row, pieces_of(value))
