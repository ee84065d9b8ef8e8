"""The text of a Final Draft paragraph: its `Text` runs with styles and its script notes, as marked text, and back.

Styles other than bold, italic and underline, fonts and colours have no mark; they live in the document that is kept beside the
elements. A piece of boneyard is a script note named "Boneyard". This module knows nothing of paragraph types.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from typing import get_args

from storyreel.formats.screenplay_marks import Piece, Style, inner_text, merged, with_line_ends

__all__ = ["BONEYARD", "add_note", "add_text", "local_name", "note_piece", "paragraph_pieces", "stray_words", "words_in"]

BONEYARD = "Boneyard"
_STYLES: tuple[Style, ...] = get_args(Style)
_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def local_name(node: ET.Element) -> str:
    """A tag without its namespace.

    >>> local_name(ET.Element("{urn:x}Text"))
    'Text'
    """
    return str(node.tag).rpartition("}")[2]


def words_in(node: ET.Element) -> str:
    """All text below a node; paragraphs are lines.

    >>> rows = "<Paragraph><Text>a</Text><Text>b</Text></Paragraph><Paragraph><Text>c</Text></Paragraph>"
    >>> words_in(ET.fromstring(f"<ScriptNote>{rows}</ScriptNote>"))
    'ab\\nc'
    """
    rows: list[str] = [""]
    for part in node.iter():
        if local_name(part) == "Paragraph":
            rows.append("")
        if part.text and (local_name(part) == "Text" or part.text.strip()):
            rows[-1] += part.text
        if part is not node and part.tail and part.tail.strip():
            rows[-1] += part.tail
    return with_line_ends("\n".join(row for row in rows if row.strip()))


def note_piece(node: ET.Element) -> Piece:
    """A script note's words.

    >>> note_piece(ET.fromstring("<ScriptNote><Paragraph><Text>who?</Text></Paragraph></ScriptNote>")).kind
    'note'
    """
    return Piece(inner_text(f"[[{words_in(node)}]]"), kind="boneyard" if node.get("Name") == BONEYARD else "note")


def paragraph_pieces(paragraph: ET.Element) -> list[Piece]:
    """A paragraph's runs and notes in order.

    >>> paragraph_pieces(ET.fromstring('<Paragraph><Text Style="Bold">Go</Text></Paragraph>'))[0].text
    'Go'
    """
    pieces: list[Piece] = []
    for child in paragraph:
        name = local_name(child)
        if name == "Text":
            told = (child.get("Style") or "").split("+")
            styles: frozenset[Style] = frozenset(style for style in _STYLES if style in told)
            pieces.append(Piece(with_line_ends("".join(child.itertext())), styles))
        elif name == "ScriptNote":
            pieces.append(note_piece(child))
    return [piece for piece in pieces if piece.text]


def stray_words(paragraph: ET.Element, known: Sequence[str]) -> str:
    """Words in parts of a paragraph that have no element of their own (arc beats, tags of other programs).

    >>> stray_words(ET.fromstring("<Paragraph><Text>a</Text><Beat>b</Beat></Paragraph>"), ("Text",))
    'b'
    """
    own = [child for child in paragraph if local_name(child) not in known]
    loose = [paragraph.text or "", *(child.tail or "" for child in paragraph)]
    return "\n".join(part.strip() for part in (*loose, *(words_in(child) for child in own)) if part.strip())


def add_text(paragraph: ET.Element, pieces: Sequence[Piece]) -> None:
    """Write runs and notes into a paragraph.

    >>> node = ET.Element("Paragraph")
    >>> add_text(node, [Piece("He runs."), Piece("Why?", kind="note")])
    >>> [local_name(child) for child in node]
    ['Text', 'ScriptNote']
    """
    for piece in merged(pieces):
        if piece.kind != "text":
            add_note(paragraph, piece)
            continue
        run = ET.SubElement(paragraph, "Text")
        if piece.styles:
            run.set("Style", "+".join(style for style in _STYLES if style in piece.styles))
        run.text = _as_xml(piece.text)
    if not len(paragraph):
        ET.SubElement(paragraph, "Text").text = ""


def add_note(paragraph: ET.Element, piece: Piece) -> None:
    """Write a note or boneyard into a paragraph as a script note.

    >>> node = ET.Element("Paragraph")
    >>> add_note(node, Piece("cut this", kind="boneyard"))
    >>> node[0].get("Name")
    'Boneyard'
    """
    note = ET.SubElement(paragraph, "ScriptNote")
    if piece.kind == "boneyard":
        note.set("Name", BONEYARD)
    inner = ET.SubElement(note, "Paragraph")
    ET.SubElement(inner, "Text").text = _as_xml(piece.text)


def _as_xml(text: str) -> str:
    """XML has no place for most control characters, not even escaped."""
    return _NOT_XML.sub("\ufffd", text)
