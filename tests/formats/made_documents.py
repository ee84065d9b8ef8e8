"""Documents made for tests: PDF files written by hand, DOCX files by the library that offices' files are tested with."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import docx

COLUMN_PT = 7.2
ROW_PT = 12.0


def pdf_bytes(pages: Sequence[Sequence[str]], *, font: str = "Courier", before: str = "") -> bytes:
    """A PDF with one text line a row, indented by its leading spaces; "" leaves a row blank.

    Args:
        pages: Rows of each page, of Latin-1 characters.
        font: One of the fonts that every reader has.
        before: Drawing operators put before the text of each page.
    """
    count = len(pages)
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(count))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {count} >>".encode())
    objects.append(f"<< /Type /Font /Subtype /Type1 /BaseFont /{font} /Encoding /WinAnsiEncoding >>".encode())
    for at, rows in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {5 + 2 * at} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        content = before.encode() + _drawn(rows)
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    return pdf_of(objects)


def pdf_of(objects: Sequence[bytes], trailer: str = "") -> bytes:
    """A PDF of given objects, numbered from 1; the first is the catalogue."""
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, io.SEEK_END)
    places: list[int] = []
    for number, one in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, one))
    table = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    for place in places:
        out.write(b"%010d 00000 n \n" % place)
    out.write(f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer}>>\nstartxref\n{table}\n%%EOF\n".encode())
    return out.getvalue()


def _drawn(rows: Sequence[str]) -> bytes:
    parts: list[bytes] = []
    for at, row in enumerate(rows):
        text = row.lstrip(" ")
        if not text:
            continue
        x, y = 72 + (len(row) - len(text)) * COLUMN_PT, 720 - at * ROW_PT
        escaped = text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
        parts.append(f"BT /F1 12 Tf 1 0 0 1 {x:.2f} {y:.2f} Tm (".encode() + escaped + b") Tj ET\n")
    return b"".join(parts)


def docx_file(path: Path, paragraphs: Sequence[str | tuple[str, str]]) -> Path:
    """A DOCX with paragraphs, each a text or a (style, text); styles that are missing are made."""
    document = docx.Document()
    for one in paragraphs:
        style, text = ("", one) if isinstance(one, str) else one
        if style and style not in [known.name for known in document.styles]:
            document.styles.add_style(style, 1)
        document.add_paragraph(text, style=style or None)
    document.save(str(path))
    return path


def zip_bytes(parts: dict[str, bytes]) -> bytes:
    """A ZIP archive of parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()
