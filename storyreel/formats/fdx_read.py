"""Final Draft documents (FDX), read: XML of typed paragraphs as a Screenplay, element by element.

Read are versions 1 to 6 and what other programs write: paragraphs without a type or below the root, dual dialogue with and
without a paragraph round it, summaries, omitted scenes and script notes. A paragraph type without an element of its own is kept
by name, foreign XML as it is, and the whole document beside the elements. DTDs and entities are refused, so that no file can
reach outside itself or grow. Empty paragraphs are the blank lines of Fountain. This module writes nothing.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from storyreel.errors import SourceError
from storyreel.film.screenplay import Element, ElementKind, Screenplay
from storyreel.formats.fdx_text import local_name, paragraph_pieces, stray_words, words_in
from storyreel.formats.fdx_title import read_fdx_title
from storyreel.formats.fountain_rows import read_cue
from storyreel.formats.screenplay_form import settled
from storyreel.formats.screenplay_marking import marked
from storyreel.formats.screenplay_marks import Piece

__all__ = ["FDX_LIMIT_BYTES", "looks_like_fdx", "parse_fdx", "read_fdx_xml"]

FDX_LIMIT_BYTES = 32_000_000
"""Largest document: a feature film with production notes takes some 2 MB."""

_KINDS: dict[str, ElementKind] = {
    "scene heading": "heading",
    "action": "action",
    "character": "character",
    "parenthetical": "parenthetical",
    "dialogue": "dialogue",
    "lyrics": "lyrics",
    "singing": "lyrics",
    "transition": "transition",
    "outline body": "synopsis",
    "": "action",
}
_OUTLINE = re.compile(r"outline (\d{1,3})", re.IGNORECASE)
_KNOWN = ("Text", "ScriptNote", "SceneProperties", "DualDialogue", "OmittedScene")
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_SPOKEN = ("parenthetical", "dialogue")


def looks_like_fdx(text: str) -> bool:
    """Whether a text is a Final Draft document.

    >>> looks_like_fdx('<?xml version="1.0"?><FinalDraft Version="1">')
    True
    """
    return bool(re.match(r"\ufeff?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<FinalDraft\b", text[:6000], re.DOTALL))


def parse_fdx(source: str | bytes, file: str | None = None) -> Screenplay:
    """The Screenplay in a Final Draft document.

    Args:
        source: The whole file.
        file: Its name, for errors.

    Raises:
        SourceError: If it is too large, no well-formed XML (with line and column), declares a DTD or entities, or is no
            Final Draft document.

    >>> text = '<FinalDraft><Content><Paragraph Type="Action"><Text>Rain.</Text></Paragraph></Content></FinalDraft>'
    >>> parse_fdx(text).elements[0].text
    'Rain.'
    """
    root = read_fdx_xml(source, file)
    name = local_name(root)
    if name != "FinalDraft":
        raise SourceError(f"is XML with the root <{name}>; expected a Final Draft document, <FinalDraft>", file=file, line=1)
    title = read_fdx_title(_child(root, "TitlePage"))
    content = _child(root, "Content")
    reader = _Reader()
    reader.read(root if content is None else content, top=content is None)
    reader.add(_notes_of(root))
    return Screenplay(
        title_page=title, elements=settled(reader.elements, titled=bool(title)), source=_text_of(source).removeprefix("\ufeff")
    )


def read_fdx_xml(source: str | bytes, file: str | None = None) -> ET.Element:
    """The XML tree of a document, safely read.

    Raises:
        SourceError: If it is too large or not well-formed, or declares a DTD or entities.

    >>> read_fdx_xml("<FinalDraft/>").tag
    'FinalDraft'
    """
    if len(source) > FDX_LIMIT_BYTES:
        size = f"{len(source) / 1e6:.1f} MB; the limit is {FDX_LIMIT_BYTES / 1e6:.0f} MB"
        raise SourceError(f"is {size}. Split it into several documents", file=file)
    try:
        root: ET.Element = fromstring(source, forbid_dtd=True)
    except ET.ParseError as exc:
        line, column = exc.position
        why = str(exc).partition(":")[0]
        raise SourceError(f"is not well-formed XML: {why}. Export it again", file=file, line=line, column=column + 1) from exc
    except DefusedXmlException as exc:
        why = "declares a DTD or entities, which are not read: they can reach outside the file. Remove the <!DOCTYPE> part"
        raise SourceError(why, file=file, line=1) from exc
    except (ValueError, LookupError) as exc:
        raise SourceError(f"cannot be decoded: {exc}. Save it as UTF-8", file=file) from exc
    return root


def _text_of(source: str | bytes) -> str:
    if isinstance(source, str):
        return source
    declared = _DECLARED.match(source)
    marked_utf16 = source[:2] in (b"\xff\xfe", b"\xfe\xff")
    return source.decode("utf-16" if marked_utf16 else declared[1].decode() if declared else "utf-8", "replace")


def _child(node: ET.Element, name: str) -> ET.Element | None:
    return next((child for child in node if local_name(child) == name), None)


def _notes_of(root: ET.Element) -> list[Element]:
    """Notes that newer versions keep apart from the paragraphs, by place in characters: they follow the last element."""
    notes = _child(root, "ScriptNotes")
    texts = [words_in(note).strip() for note in notes if local_name(note) == "ScriptNote"] if notes is not None else []
    return [Element(kind="note", text=text) for text in texts if text]


class _Reader:
    """Goes down the paragraphs once; the only mutable thing here."""

    def __init__(self) -> None:
        self.elements: list[Element] = []
        self.gap = 0

    def read(self, content: ET.Element, *, top: bool = False) -> None:
        for node in content:
            name = local_name(node)
            dual = node if name == "DualDialogue" else _child(node, "DualDialogue") if name == "Paragraph" else None
            if dual is not None:
                self._break(node)
                self._dual(dual)
            elif name == "Paragraph":
                self._paragraph(node)
            elif not top:
                self.add([_foreign(node)])

    def add(self, elements: Sequence[Element]) -> None:
        """Elements, the first with the empty paragraphs above it."""
        for element in elements:
            self.elements.append(element.changed(blanks=self.gap) if self.gap else element)
            self.gap = 0

    def _break(self, node: ET.Element) -> None:
        if node.get("StartsNewPage") == "Yes":
            self.add([Element(kind="page break")])

    def _dual(self, wrapper: ET.Element) -> None:
        begun = len(self.elements)
        self.read(wrapper)
        speakers = [at for at in range(begun, len(self.elements)) if self.elements[at].kind == "character"]
        for at in speakers[1:] or speakers:
            self.elements[at] = self.elements[at].changed(dual=True)

    def _paragraph(self, node: ET.Element) -> None:
        told = (node.get("Type") or "").strip()
        kind = _KINDS.get(told.casefold(), "other")
        outline = _OUTLINE.fullmatch(told)
        pieces = paragraph_pieces(node)
        if stray := stray_words(node, _KNOWN):
            pieces.append(Piece(stray, kind="note"))
        if kind not in _SPOKEN:
            self._break(node)
        if not pieces and kind not in ("character", *_SPOKEN):
            if node.get("StartsNewPage") != "Yes" and not len(_about(node)):
                self.gap += 1
        elif kind == "parenthetical":
            self.add([Element(kind=kind, text=_bracketed(pieces))])
        elif outline:
            self.add([Element(kind="section", text=_element("synopsis", told, node, pieces).text, depth=max(int(outline[1]), 1))])
        elif node.get("Alignment") == "Center" and (kind == "action" or told.casefold() == "general"):
            self.add([Element(kind="centred", text=marked(pieces))])
        else:
            self.add([_element(kind, told, node, pieces)])
        self.add(_about(node))


def _element(kind: ElementKind, told: str, node: ET.Element, pieces: Sequence[Piece]) -> Element:
    text = marked(pieces)
    if kind in ("heading", "character", "transition", "synopsis"):
        # Notes stand above a line that has no place for them.
        lifted = marked([piece for piece in pieces if piece.kind != "text"])
        row = [piece._replace(text=" ".join(piece.text.split("\n"))) for piece in pieces if piece.kind == "text"]
        if kind == "character":
            name, extension = _cue(row)
            return Element(kind=kind, text=lifted + name, extension=extension)
        number = (node.get("Number") or "").strip() if kind == "heading" else ""
        return Element(kind=kind, text=lifted + marked(row), number=number)
    return Element(kind=kind, text=text, type=told if kind == "other" else "")


def _cue(row: Sequence[Piece]) -> tuple[str, tuple[str, ...]]:
    """A character's name with its styles, and what stands in brackets after it."""
    told = "".join(piece.text for piece in row)
    cue = read_cue(told.strip())
    left = len(told) - len(told.lstrip()) + len(cue.name)
    name: list[Piece] = []
    for piece in row:
        name.append(piece._replace(text=piece.text[:left]))
        left -= len(name[-1].text)
    return marked(name).strip() + (" ^" if cue.dual else ""), tuple(marked([Piece(part)]) for part in cue.extension)


def _bracketed(pieces: Sequence[Piece]) -> str:
    """What stands in a parenthetical's brackets, or all of it where they are missing."""
    pieces = [piece._replace(text=piece.text.replace("\n", " ")) if piece.kind == "text" else piece for piece in pieces]
    told = [piece for piece in pieces if piece.kind == "text"]
    if told and told[0].text.lstrip().startswith("(") and told[-1].text.rstrip().endswith(")") and len(marked(told).strip()) > 1:
        first, last = pieces.index(told[0]), len(pieces) - 1 - list(reversed(pieces)).index(told[-1])
        inner = list(pieces)
        inner[last] = inner[last]._replace(text=inner[last].text.rstrip()[:-1])
        inner[first] = inner[first]._replace(text=inner[first].text.lstrip()[1:])
        return marked(inner)
    return marked(pieces)


def _about(node: ET.Element) -> list[Element]:
    """What a paragraph holds besides its text: the summary of its scene, beats, and the scene that was omitted."""
    found: list[Element] = []
    for child in node:
        if local_name(child) == "OmittedScene":
            found.append(Element(kind="boneyard", text=words_in(child)))
        elif local_name(child) == "SceneProperties":
            found += _properties(child)
    return [one for one in found if one.text.strip()]


def _properties(node: ET.Element) -> Iterator[Element]:
    for child in node:
        if local_name(child) == "Summary":
            rows = [part for part in child.iter() if local_name(part) == "Paragraph"]
            yield from (Element(kind="synopsis", text=marked(paragraph_pieces(row)).strip()) for row in rows)
        elif words := words_in(child).strip():
            yield Element(kind="note", text=words)


def _foreign(node: ET.Element) -> Element:
    node.tail = None
    try:
        xml = ET.tostring(node, encoding="unicode")
    except RecursionError:
        xml = ""
    return Element(kind="other", type=local_name(node), text=marked([Piece(words_in(node))]), xml=xml)
