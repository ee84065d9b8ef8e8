"""The title page of a Fountain file: `Key: value` lines at its very top, further lines of a value indented.

A screenplay may also open with a line such as "FADE IN:" or "Bob says: yes". So the first block is a title page when it begins
with one of the usual keys, when a key has indented lines below it, or when all of it is keys and there are two or more.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from storyreel.film.screenplay import TitleEntry
from storyreel.formats.fountain_rows import kind_of, row_of

__all__ = ["read_title_page", "settled_title", "title_rows", "write_title_page"]

_KEY = re.compile(r"^(?P<key>[^\W\d_][^:\n]*?)[ \t]*:(?P<value>.*)$")
_USUAL = frozenset(
    """title credit author authors source notes note date draftdate contact copyright revision revisioncolor format episode
    series""".split()  # noqa: SIM905
)


def title_rows(rows: Sequence[str]) -> int:
    """How many of the first rows are the title page.

    >>> title_rows(["Title: Rain", "Author: Ann", "", "INT. HALL"]), title_rows(["FADE IN:", ""])
    (2, 0)
    """
    block = next((at for at, row in enumerate(rows) if not row.strip()), len(rows))
    head = rows[:block]
    if not head or not _key_in(head[0]):
        return 0
    if _is_usual(head[0]):
        return block
    keys = sum(1 for row in head if _key_in(row))
    indented = sum(1 for row in head if row[0] in " \t")
    below_key = block > 1 and head[1][0] in " \t" and head[0].rstrip().endswith(":")
    return block if keys + indented == block and (keys > 1 or below_key) else 0


def _key_in(row: str) -> re.Match[str] | None:
    """A row's key and value; a heading with a colon has none."""
    heading = kind_of(row_of(row), within=False, below="blank") == "heading"
    return None if heading else _KEY.match(row)


def _is_usual(row: str) -> bool:
    found = _KEY.match(row)
    return bool(found) and re.sub(r"[\s_-]", "", found["key"]).casefold() in _USUAL if found else False


def read_title_page(rows: Sequence[str]) -> tuple[TitleEntry, ...]:
    """The entries in the rows of a title page.

    >>> read_title_page(["Title: Rain", "Contact:", "\\tNext Level", "    Solvang, CA"])[1].values
    ('Next Level', 'Solvang, CA')
    """
    entries: list[tuple[str, list[str]]] = []
    for row in rows:
        found = None if row[0] in " \t" and entries else _key_in(row)
        if found:
            entries.append((found["key"], [found["value"]]))
        else:
            entries[-1][1].append(row)
    return settled_title([TitleEntry(key=key, values=tuple(values)) for key, values in entries])


def settled_title(entries: Sequence[TitleEntry]) -> tuple[TitleEntry, ...]:
    """Entries as a file can hold them: a key of one row that begins with a letter, values of one row each, none empty.

    >>> settled_title([TitleEntry(key="1: Draft", values=("two\\nrows", " "))])
    (TitleEntry(key='Notes', values=('1: Draft', 'two', 'rows')),)
    """
    out: list[TitleEntry] = []
    for entry in entries:
        key = " ".join(entry.key.split())
        values = tuple(" ".join(row.split()) for value in entry.values for row in value.splitlines() if row.strip())
        found = _key_in(f"{key}:")
        if not found or found["key"] != key:
            key, values = "Notes", (key, *values) if key else values
        if not entry.key.strip() and not values:
            continue
        out.append(TitleEntry(key=key, values=values))
    if len(out) == 1 and not out[0].values and not _is_usual(f"{out[0].key}:"):
        return (TitleEntry(key="Notes", values=(out[0].key,)),)
    return tuple(out)


def write_title_page(entries: Sequence[TitleEntry]) -> list[str]:
    """The rows of a title page.

    >>> write_title_page([TitleEntry(key="Title", values=("Rain",)), TitleEntry(key="Contact", values=("A", "B"))])
    ['Title: Rain', 'Contact:', '    A', '    B']
    """
    rows: list[str] = []
    for entry in entries:
        # The indented form of a key that is not one of the usual ones cannot be taken for action.
        inline = len(entry.values) == 1 and (bool(rows) or _is_usual(f"{entry.key}:"))
        rows += [f"{entry.key}: {entry.values[0]}"] if inline else [f"{entry.key}:", *(f"    {value}" for value in entry.values)]
    return rows
