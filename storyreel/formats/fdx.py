"""A Screenplay as a Final Draft document (FDX), for Final Draft and every program that opens its files.

A screenplay that was read from FDX and is unchanged is written back as the very document; a changed one keeps the document's
settings and gets new paragraphs. Sections are outline paragraphs, synopses outline bodies, page breaks an attribute of the
paragraph below, notes and boneyard script notes. Whether Fountain forced an element has no place here.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence

from storyreel.errors import SourceError
from storyreel.film.screenplay import Element, Screenplay
from storyreel.formats.fdx_read import parse_fdx, read_fdx_xml
from storyreel.formats.fdx_text import add_note, add_text, local_name
from storyreel.formats.fdx_title import add_title_page
from storyreel.formats.fountain_title import settled_title
from storyreel.formats.screenplay_form import settled
from storyreel.formats.screenplay_marks import Piece, pieces_of

__all__ = ["fdx_elements", "write_fdx"]

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="no" ?>\n'
_TYPES = {
    "heading": "Scene Heading",
    "character": "Character",
    "parenthetical": "Parenthetical",
    "dialogue": "Dialogue",
    "lyrics": "Lyrics",
    "transition": "Transition",
    "synopsis": "Outline Body",
}
_ENCODING = re.compile(r"""^(\s*<\?xml[^>]*?encoding\s*=\s*["'])[A-Za-z0-9._-]+(["'])""")


def write_fdx(screenplay: Screenplay) -> str:
    """The Screenplay as a Final Draft document, to be saved as UTF-8.

    >>> text = write_fdx(Screenplay(elements=(Element(kind="action", text="It *rains*."),)))
    >>> '<Text Style="Italic">rains</Text>' in text, parse_fdx(text).elements[0].text
    (True, 'It *rains*.')
    """
    elements, title = fdx_elements(screenplay), settled_title(screenplay.title_page)
    root = None
    if screenplay.source:
        try:
            kept = parse_fdx(screenplay.source)
            if kept.elements == elements and kept.title_page == title:
                return _ENCODING.sub(r"\1UTF-8\2", screenplay.source)
            root = _settings(read_fdx_xml(screenplay.source), keep_title=kept.title_page == title)
        except SourceError:
            root = None
    if root is None:
        root = ET.Element("FinalDraft", {"DocumentType": "Script", "Template": "No", "Version": "1"})
    content = ET.Element("Content")
    root.insert(0, content)
    _Writer(content).write(elements)
    if title and not any(local_name(child) == "TitlePage" for child in root):
        add_title_page(root, title)
    _one_a_line(root, content)
    return f"{_HEAD}{ET.tostring(root, encoding='unicode')}\n"


def fdx_elements(screenplay: Screenplay) -> tuple[Element, ...]:
    """The elements as a Final Draft document can hold them.

    >>> [one.kind for one in fdx_elements(Screenplay(elements=(Element(kind="dialogue", text="Yes."),)))]
    ['character', 'dialogue']
    """
    return settled(screenplay.elements, titled=bool(settled_title(screenplay.title_page)))


def _settings(root: ET.Element, *, keep_title: bool) -> ET.Element:
    """A document without its content, and without its notes and title where these are written anew."""
    gone = {"Content", "ScriptNotes", "Paragraph", *(() if keep_title else ("TitlePage",))}
    for child in [child for child in root if local_name(child) in gone]:
        root.remove(child)
    return root


def _one_a_line(root: ET.Element, content: ET.Element) -> None:
    """A line for each paragraph. What stands inside paragraphs and in parts of other programs keeps its spaces."""
    for node in (root, content):
        if len(node):
            node.text = "\n"
        for child in node:
            child.tail = "\n"


class _Writer:
    """Writes paragraphs below one node; holds the page break that waits for the next of them."""

    def __init__(self, content: ET.Element) -> None:
        self.content = content
        self.breaks = False

    def write(self, elements: Sequence[Element]) -> None:
        for group in _groups(elements):
            outer = self.content
            if any(one.dual for one in group):
                self._blanks(group[0].blanks)
                self.content = ET.SubElement(self._node({}), "DualDialogue")
                group = [group[0].changed(blanks=0), *group[1:]]
            for element in group:
                self._write(element)
            self.content = outer
        if self.breaks:
            self._empty()

    def _node(self, attributes: dict[str, str]) -> ET.Element:
        if self.breaks:
            attributes = {**attributes, "StartsNewPage": "Yes"}
        self.breaks = False
        return ET.SubElement(self.content, "Paragraph", attributes)

    def _empty(self) -> None:
        ET.SubElement(self._node({"Type": "Action"}), "Text")

    def _blanks(self, count: int) -> None:
        if count and self.breaks:
            self._empty()
        for _ in range(count):
            self._empty()

    def _write(self, element: Element) -> None:
        self._blanks(element.blanks)
        if element.kind == "page break":
            if self.breaks:
                self._empty()
            self.breaks = True
        elif element.kind in ("note", "boneyard"):
            add_note(self._node({"Type": "Action"}), Piece(element.text, kind="note" if element.kind == "note" else "boneyard"))
        elif element.xml:
            self._foreign(element)
        else:
            add_text(self._node(_attributes(element)), _pieces(element))

    def _foreign(self, element: Element) -> None:
        if self.breaks:
            self._empty()
        try:
            self.content.append(read_fdx_xml(element.xml))
        except SourceError:
            add_text(self._node({"Type": element.type or "Action"}), pieces_of(element.text))


def _groups(elements: Sequence[Element]) -> Iterator[list[Element]]:
    """Speeches that are spoken together in one group, all else by itself."""
    group: list[Element] = []
    for at, element in enumerate(elements):
        within = element.kind in ("parenthetical", "dialogue") or (element.kind == "lyrics" and not element.blanks)
        speech = bool(group) and group[0].kind == "character"
        joins = element.kind == "character" and element.dual and speech and not group[0].dual and not element.blanks
        if group and not (speech and (within or joins)):
            yield group
            group = []
        group.append(elements[at])
    if group:
        yield group


def _attributes(element: Element) -> dict[str, str]:
    if element.kind == "section":
        return {"Type": f"Outline {element.depth}"}
    if element.kind == "centred":
        return {"Type": "Action", "Alignment": "Center"}
    if element.kind == "other":
        return {"Type": element.type or "General"}
    told = {"Type": _TYPES.get(element.kind, "Action")}
    return {**told, "Number": element.number} if element.kind == "heading" and element.number else told


def _pieces(element: Element) -> list[Piece]:
    pieces = pieces_of(element.text)
    if element.kind == "parenthetical":
        return [Piece("("), *pieces, Piece(")")]
    for at, part in enumerate(element.extension):
        pieces += [Piece(" (" if at or pieces else "("), *pieces_of(part), Piece(")")]
    return pieces
