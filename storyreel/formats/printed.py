"""Speeches marked without a colon: `NAME. text` and `NAME — text` of printed plays, a tab, and `名前「…」`.

Each of these looks like prose where it stands alone, so a source is believed to use one only when its names come again and
mark most of what is said. This module knows rows and what the labels with colons came to.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from storyreel.formats.headings import is_capitals, read_heading
from storyreel.formats.labels import Label, clean_name, fold_name, manner_of, may_be_name
from storyreel.formats.rows import Row

__all__ = ["Printed", "find_printed"]

_TITLE = r"(?:Mrs?|Ms|Mme|Mlle|Dr|St|Rev|Capt|Prof|Sgt|Lt|Lieut|Col|Gen|Hon)"
_NAME = rf"(?P<name>(?:{_TITLE}\.\s*)?[^\W\d_][^.:：!?,;\"“”()\[\]「」『』\t]{{0,39}}?)"
_MANNER = r"\s*(?P<manner>(?:\([^()]*\)|\[[^\[\]]*\]|（[^（）]*）)\s*)?"
_AFTER = r"(?:,\s+(?P<after>[^.:!?]{1,60}?))?"
_FORMS = (
    re.compile(rf"^{_NAME}{_AFTER}{_MANNER}\.(?:\s*[-–—]+\s*|\s+)(?P<text>\S.*)$", re.IGNORECASE),
    re.compile(rf"^{_NAME}{_MANNER}\s+[-–—]+\s+(?P<text>\S.*)$"),
    re.compile(rf"^{_NAME}{_MANNER}\t+(?P<text>\S.*)$"),
    re.compile(rf"^{_NAME}{_MANNER}[「『](?P<text>.*)[」』]$"),
)
_ONLY_TITLE = re.compile(_TITLE, re.IGNORECASE)


class Printed(NamedTuple):
    """The form that a source uses, and the folded names that it marks; no form where it uses none."""

    form: re.Pattern[str] | None = None
    names: frozenset[str] = frozenset()

    def label(self, row: Row) -> Label | None:
        """The speech that a row begins, if one of the names stands before it in this form."""
        found = self.form.match(row.text) if self.form else None
        if not found or fold_name(found["name"]) not in self.names:
            return None
        groups = found.groupdict()
        manners = [manner_of(found["manner"] or ""), (groups.get("after") or "").strip()]
        return Label(clean_name(found["name"]), "; ".join(one for one in manners if one), found["text"])


def find_printed(rows: Sequence[Row], cast: AbstractSet[str], labelled: int) -> Printed:
    """The form that marks the most speeches, if it marks more than labels with colons do.

    >>> rows = [Row(1, "NORA. Yes."), Row(2, ""), Row(3, "TOM. No."), Row(4, ""), Row(5, "NORA. Well.")]
    >>> sorted(find_printed(rows, set(), 0).names)
    ['nora', 'tom']
    """
    for form in _FORMS:
        names = _names(form, rows, cast, labelled)
        if names:
            return Printed(form, names)
    return Printed()


def _names(form: re.Pattern[str], rows: Sequence[Row], cast: AbstractSet[str], labelled: int) -> frozenset[str]:
    found: Counter[str] = Counter()
    capitals: set[str] = set()
    paragraphs = 0
    for before, row in zip([Row(0, ""), *rows], rows, strict=False):
        paragraphs += bool(row.text and not before.text)
        marked = form.match(row.text)
        if not marked or not may_be_name(marked["name"]) or _ONLY_TITLE.fullmatch(marked["name"]) or read_heading(row.text):
            continue
        folded = fold_name(marked["name"])
        if is_capitals(marked["name"]):
            capitals.add(folded)
        found[folded] += 1
    again = {name for name, count in found.items() if count > 1 or name in cast}
    marked_rows = sum(found[name] for name in again)
    if marked_rows < 2 or marked_rows <= labelled:
        return frozenset()
    if again & capitals:
        return frozenset(capitals)
    # In small letters "Yes. I know." looks the same: believed only where it marks most of the page.
    most = marked_rows * 10 >= max(paragraphs, sum(1 for row in rows if row.text) // 2) * 6
    return frozenset(found) if len(again) > 1 and labelled == 0 and most else frozenset()
