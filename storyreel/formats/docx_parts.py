"""What is inside a DOCX file: its paragraphs with the names of their styles, its tables, and the parts beside the text.

Read from the package itself (a ZIP archive of XML), so that words in content controls, text boxes and tracked insertions are not
lost; what was deleted or moved away stays out. Archives that unpack to far more than they are, entities and other archives than
DOCX are refused. Who speaks is for `docx` to say. Source: ECMA-376, Office Open XML, parts 1 and 2.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from storyreel.errors import SourceError

__all__ = ["DOCX_LIMIT_BYTES", "Docx", "Paragraph", "Table", "open_docx"]

DOCX_LIMIT_BYTES = 50_000_000
"""Largest file; nearly all of a large one is pictures."""
_UNPACKED_BYTES = 400_000_000
_PART_BYTES = 40_000_000
_ENTRIES = 20_000
_COLUMN_TWIPS = 144
_CENTRE_COLUMNS = 25
_WIDEST_COLUMNS = 80
_DESCEND = ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "AlternateContent", "Choice")
_SKIP = ("pPr", "rPr", "moveFrom", "del", "Fallback", "instrText", "sectPr", "tblPr", "tcPr")
_BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_BESIDE = ("header", "footer", "footnotes", "endnotes", "comments")


class Paragraph(NamedTuple):
    """A paragraph's text (line breaks inside it are "\\n") and its style's name, in small letters; "" is the plain style.

    Attributes:
        indent: How far in it stands by its own setting, in columns of a tenth of an inch.
    """

    text: str
    style: str = ""
    indent: int = 0


class Table(NamedTuple):
    """A table's rows of cells, each cell's text."""

    rows: tuple[tuple[str, ...], ...]


class Docx(NamedTuple):
    """A document in order, and the texts that stand beside it by the name of their part."""

    blocks: tuple[Paragraph | Table, ...]
    beside: dict[str, list[str]]


def open_docx(data: bytes, file: str | None = None) -> Docx:
    """The blocks of a DOCX file.

    Raises:
        SourceError: If it is no DOCX, broken, protected, or unpacks to more than a text can be.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check(archive, file)
            root = _xml(archive, _main_part(archive, file), file)
            body = next((one for one in root if _local(one) == "body"), root)
            blocks = tuple(_blocks(body, _styles(archive, file)))
            return Docx(blocks, _beside(archive, file))
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, OSError, ValueError) as exc:
        # RuntimeError is what the archive reader raises for a password, RecursionError (one of it) what nesting without end does.
        what = "is nested too deep" if isinstance(exc, RecursionError) else f"is a broken or protected archive ({exc})"
        raise SourceError(f"{what}; expected an office document (docx). Export or save it again", file=file) from exc


def _check(archive: zipfile.ZipFile, file: str | None) -> None:
    entries = archive.infolist()
    unpacked = sum(one.file_size for one in entries)
    if len(entries) > _ENTRIES or unpacked > _UNPACKED_BYTES:
        raise SourceError(
            f"unpacks to {unpacked / 1e6:.0f} MB in {len(entries)} parts; the limit is {_UNPACKED_BYTES / 1e6:.0f} MB"
            f" in {_ENTRIES}. Save its text as a document of its own",
            file=file,
        )


def _main_part(archive: zipfile.ZipFile, file: str | None) -> str:
    names = set(archive.namelist())
    if "_rels/.rels" in names:
        for one in _xml(archive, "_rels/.rels", file):
            target = one.get("Target", "").lstrip("/")
            if one.get("Type", "").endswith("/officeDocument") and target in names and target.startswith("word/"):
                return target
    if "word/document.xml" in names:
        return "word/document.xml"
    raise SourceError(f"is {_kind_of(archive, names)}; expected a DOCX. Export it as docx or as text in UTF-8", file=file)


def _kind_of(archive: zipfile.ZipFile, names: set[str]) -> str:
    if "mimetype" in names:
        kind = archive.read("mimetype")[:80].decode("ascii", "replace")
        return {"application/epub+zip": "an EPUB book"}.get(kind, f"a document of another kind ({kind})")
    for start, what in (("xl/", "a spreadsheet (xlsx)"), ("ppt/", "a presentation (pptx)"), ("Index/", "an iWork document")):
        if any(name.startswith(start) for name in names):
            return what
    shown = ", ".join(sorted(names)[:3]) or "nothing"
    return f"a ZIP archive of {shown}"


def _xml(archive: zipfile.ZipFile, name: str, file: str | None) -> Element:
    with archive.open(name) as part:
        data = part.read(_PART_BYTES + 1)
    if len(data) > _PART_BYTES:
        raise SourceError(f"holds more than {_PART_BYTES / 1e6:.0f} MB in {name}; no text is so large", file=file)
    try:
        return fromstring(data, forbid_dtd=True)
    except (ParseError, DefusedXmlException) as exc:
        why = "defines entities, which no document does" if isinstance(exc, DefusedXmlException) else f"is broken XML: {exc}"
        raise SourceError(f"cannot be read: its part {name} {why}. Export or save it again", file=file) from exc


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _value(element: Element, name: str) -> str:
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def _styles(archive: zipfile.ZipFile, file: str | None) -> dict[str, str]:
    """Styles' identifiers to their names, in small letters, each with the name of the style it is based on."""
    if "word/styles.xml" not in archive.namelist():
        return {}
    names: dict[str, str] = {}
    for style in _xml(archive, "word/styles.xml", file):
        if _local(style) != "style":
            continue
        told = {_local(one): _value(one, "val") for one in style}
        names[_value(style, "styleId")] = told.get("name", "").casefold()
    return names


def _blocks(parent: Element, styles: dict[str, str]) -> Iterator[Paragraph | Table]:
    for child in parent:
        name = _local(child)
        if name == "p":
            yield from _paragraph(child, styles)
        elif name == "tbl":
            yield _table(child, styles)
        elif name in _DESCEND:
            yield from _blocks(child, styles)


def _paragraph(element: Element, styles: dict[str, str]) -> Iterator[Paragraph | Table]:
    boxes: list[Element] = []
    text = "".join(_text(element, boxes))
    set_so = {_local(one): one for part in element if _local(part) == "pPr" for one in part}
    style = _value(set_so["pStyle"], "val") if "pStyle" in set_so else ""
    yield Paragraph(text, styles.get(style, style.casefold()), _indent(set_so))
    for box in boxes:
        yield from _blocks(box, styles)


def _indent(set_so: dict[str, Element]) -> int:
    """Of a paragraph's own settings; a centred one stands in the middle of the page."""
    if "jc" in set_so and _value(set_so["jc"], "val") == "center":
        return _CENTRE_COLUMNS
    left = (_value(set_so["ind"], "left") or _value(set_so["ind"], "start")) if "ind" in set_so else ""
    return min(_WIDEST_COLUMNS, max(0, int(left)) // _COLUMN_TWIPS) if left.lstrip("-").isdecimal() and left.isascii() else 0


def _text(element: Element, boxes: list[Element]) -> Iterator[str]:
    for child in element:
        name = _local(child)
        if name == "t":
            yield child.text or ""
        elif name == "txbxContent":
            boxes.append(child)
        elif name in _BREAKS:
            yield "" if _value(child, "type") in ("page", "column") else _BREAKS[name]
        elif name not in _SKIP:
            yield from _text(child, boxes)


def _table(element: Element, styles: dict[str, str]) -> Table:
    rows = _within(element, "tr")
    return Table(tuple(tuple(_cell(cell, styles) for cell in _within(row, "tc")) for row in rows))


def _within(element: Element, name: str) -> Iterator[Element]:
    """Children of a name, also those in content controls and tracked changes, but not those of tables further in."""
    for child in element:
        if _local(child) == name:
            yield child
        elif _local(child) in _DESCEND:
            yield from _within(child, name)


def _cell(element: Element, styles: dict[str, str]) -> str:
    texts: list[str] = []
    for block in _blocks(element, styles):
        texts += [block.text] if isinstance(block, Paragraph) else [text for row in block.rows for text in row]
    return "\n".join(text.strip() for text in texts if text.strip())


def _beside(archive: zipfile.ZipFile, file: str | None) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name in archive.namelist():
        kind = next((one for one in _BESIDE if name.startswith(f"word/{one}") and name.endswith(".xml")), "")
        if not kind or "/" in name.removeprefix("word/"):
            continue
        texts = ["".join(_text(one, [])).strip() for one in _xml(archive, name, file).iter() if _local(one) == "p"]
        found.setdefault(kind, []).extend(text for text in texts if text)
    return {kind: texts for kind, texts in found.items() if texts}
