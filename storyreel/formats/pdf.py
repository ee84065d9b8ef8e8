"""PDF documents: their text in order, screenplays by their indents.

Each page is read with its lines where they stand. Page numbers and running heads are taken out and kept in `extra["document"]`.
Where names in capitals stand to the right of speeches that are themselves indented, the indents say what each line is; elsewhere
the text goes to the reader that its content asks for. A PDF has no paragraphs: what is one is told by gaps between lines and by
how sentences end. Words that the file draws as pictures are not there to be read. Needs pypdf (the extra "documents").
"""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from storyreel.errors import MissingExtra, SourceError
from storyreel.film.base import JsonObject
from storyreel.film.dialogue import Dialogue
from storyreel.formats.labels import Known, is_name, split_label
from storyreel.formats.page_text import PageText
from storyreel.formats.screenplay_pages import read_pages

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

__all__ = ["PDF_LIMIT_BYTES", "read_pdf"]

PDF_LIMIT_BYTES = 50_000_000
_PAGES = 1500
_NUMBER = re.compile(r"^\W*(?:page\s+|seite\s+|p\.\s*)?(\d{1,4})\W*(?:(?:of|/|von|de)\s*\d{1,4})?\W*$", re.IGNORECASE)


def read_pdf(data: bytes, file: str | None = None) -> Dialogue | PageText:
    """The Dialogue in a screenplay by its indents, else the document's text.

    Raises:
        SourceError: If it is broken, protected, too long, or has no text.
        MissingExtra: If pypdf is not installed.
    """
    with _quiet():
        pages = _pages(data, file)
    if not any(row.strip() for page in pages for row in page):
        raise SourceError(
            f"has {len(pages)} {'page' if len(pages) == 1 else 'pages'} and no text: a scan, perhaps."
            " Run text recognition (OCR) on it, or save its text as plain text in UTF-8",
            file=file,
        )
    pages, running = _without_edges(pages)
    kept: JsonObject = {"form": "pdf", "pages": len(pages)}
    if running:
        kept["running"] = running
    screenplay = read_pages(pages)
    if screenplay is not None:
        return screenplay.changed(extra={**screenplay.extra, "document": kept})
    return PageText(_joined(pages), {"document": kept})


@contextmanager
def _quiet() -> Generator[None]:
    """The library's remarks on untidy files are for its makers; what matters comes as an error."""
    logger = logging.getLogger("pypdf")
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(level)


def _pages(data: bytes, file: str | None) -> list[list[str]]:
    try:
        from pypdf import PdfReader
        from pypdf.errors import DependencyError, FileNotDecryptedError
    except ImportError as problem:
        raise MissingExtra("PDF as a source", "pypdf", "documents") from problem
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        _unlock(reader, file)
        count = len(reader.pages)
        if count > _PAGES:
            raise SourceError(f"has {count} pages; the limit is {_PAGES}. Split it, one file a part", file=file)
        return [_rows(reader.pages[at]) for at in range(count)]
    except SourceError:
        raise
    except (DependencyError, FileNotDecryptedError) as exc:
        raise SourceError("is protected in a way that cannot be opened here; save a copy without protection", file=file) from exc
    except Exception as exc:
        # A damaged file fails anywhere in the library, with any exception: it is the file's fault all the same.
        raise SourceError(
            f"is a PDF that cannot be read ({type(exc).__name__}: {str(exc)[:120]}); export it again,"
            " or save its text as plain text in UTF-8",
            file=file,
        ) from exc


def _unlock(reader: PdfReader, file: str | None) -> None:
    # An empty password opens what is only protected against changes.
    if reader.is_encrypted and not reader.decrypt(""):
        raise SourceError("is protected with a password; save a copy without one", file=file)


class _Read(NamedTuple):
    rows: list[str]
    words: Counter[str]


def _rows(page: PageObject) -> list[str]:
    """A page's rows with their indents; where the layout loses words, the rows as they come."""
    plain = _read(page.extract_text())
    if not plain.words:
        return []
    laid = _read(page.extract_text(extraction_mode="layout", layout_mode_strip_rotated=False))
    return laid.rows if not plain.words - laid.words else plain.rows


def _read(text: str) -> _Read:
    text = text.replace("\x00", "").replace("\u00a0", " ").replace("\r", "\n").expandtabs(4)
    # A word that the page sets wide may come apart in either way of reading: letters are compared, not words.
    return _Read([row.rstrip() for row in text.split("\n")], Counter(re.sub(r"\s", "", text)))


def _without_edges(pages: Sequence[list[str]]) -> tuple[list[list[str]], list[str]]:
    """Pages without their numbers and running heads, and these."""
    counts: Counter[str] = Counter()
    for page in pages:
        counts.update({_shape(page[at]) for at in _edges(page)})
    often = {shape for shape, count in counts.items() if count >= max(3, (len(pages) + 1) // 2)}
    running: list[str] = []
    out: list[list[str]] = []
    for number, page in enumerate(pages, 1):
        edges = {at for at in _edges(page) if _shape(page[at]) in often or _is_number(page[at], number)}
        running += [page[at].strip() for at in sorted(edges)]
        out.append([row for at, row in enumerate(page) if at not in edges])
    return out, list(dict.fromkeys(running))


def _edges(page: Sequence[str]) -> list[int]:
    """The first and the last row, where they stand apart from the rest and are no speech."""
    filled = [at for at, row in enumerate(page) if row.strip()]
    if len(filled) < 2:
        return []
    first, last = filled[0], filled[-1]
    edges = [first] * (filled[1] > first + 1) + [last] * (filled[-2] < last - 1)
    labels = {at: split_label(page[at]) for at in edges}
    return [at for at in edges if not ((label := labels[at]) and is_name(label.speaker, Known()))]


def _shape(row: str) -> str:
    return re.sub(r"\d+", "#", " ".join(row.split())).casefold()


def _is_number(row: str, page: int) -> bool:
    found = _NUMBER.match(row)
    return bool(found) and abs(int(found[1] if found else "0") - page) <= 2


def _joined(pages: Sequence[Sequence[str]]) -> str:
    """The pages as one text; a sentence that a page cuts goes on in the next row."""
    text = ""
    for page in pages:
        rows = [re.sub(r"(?<=\S) {2,}(?=\S)", "  ", row.strip()) for row in page]
        part = re.sub(r"\n{3,}", "\n\n", "\n".join(rows)).strip("\n")
        if not part:
            continue
        cut = text[-1:].isalnum() or text[-1:] in ",;–—-"
        text = f"{text}\n{part}" if cut and part[:1].islower() else (f"{text}\n\n{part}" if text else part)
    return text
