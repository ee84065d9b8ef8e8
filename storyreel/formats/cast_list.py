"""The list of people at the top of a source: "ROSA: a woman of forty, grey coat".

Read only under a heading such as "Cast", "Characters" or "Dramatis personae". What it says of someone is their appearance as the
writer gave it. This module knows nothing of what follows the list but where it begins.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from storyreel.film.bank import Character
from storyreel.formats.headings import read_heading
from storyreel.formats.labels import Known, clean_name, fold_name, is_name, may_be_name, split_label
from storyreel.formats.rows import Row
from storyreel.formats.words import CAST_HEADINGS

__all__ = ["is_cast_heading", "merge_cast", "read_cast_entry", "read_cast_list"]

_PARTED = re.compile(
    r"^(?P<name>[^:：,，–—.]{1,60}?(?:\.[^:：,，–—.]{0,30}?)?)\s*(?:[:：,，]|\s[-–—]\s|\s*[–—]\s*|\.{2,}|\s{3,}|\t)\s*(?P<words>.*)$"
)
_BRACKETED = re.compile(r"^(?P<name>[^()（）]{1,60}?)\s*[(（](?P<words>.*)[)）]\s*\.?$")


def is_cast_heading(text: str) -> bool:
    """Whether a line is the heading of a list of people.

    >>> is_cast_heading("Dramatis Personae"), is_cast_heading("【人物】"), is_cast_heading("ROSA: hello")
    (True, True, False)
    """
    plain = re.sub(r"^[#*_=\s\[【]+|[#*_=:：.\s\]】]+$", "", text.strip())
    return " ".join(plain.casefold().split()) in CAST_HEADINGS


def read_cast_entry(line: str) -> Character | None:
    """The person in one line of the list, or None where the line has not that form.

    >>> one = read_cast_entry("- ROSA: a woman of forty, grey coat")
    >>> one.name, one.appearance, one.appearance_from
    ('ROSA', 'a woman of forty, grey coat', 'source')
    """
    text = re.sub(r"^(?:[-*•–—]\s+|\d{1,3}[.)、]\s*)", "", line.strip()).strip()
    found = _PARTED.match(_plain_marks(text)) or _BRACKETED.match(_plain_marks(text))
    name, words = (found["name"], found["words"]) if found else (text.rstrip("."), "")
    name, aside = _name_and_aside(name)
    words = "; ".join(part for part in (aside, words.strip()) if part)
    if not may_be_name(name):
        return None
    return Character(name=name, appearance=words, appearance_from="source" if words else "")


def merge_cast(cast: list[Character], one: Character) -> None:
    """Add a person to the list, or their words to the one of the same name."""
    for at, other in enumerate(cast):
        if fold_name(other.name) == fold_name(one.name):
            words = "; ".join(part for part in (other.appearance, one.appearance) if part)
            cast[at] = other.changed(appearance=words, appearance_from="source" if words else "")
            return
    cast.append(one)


def _plain_marks(text: str) -> str:
    return re.sub(r"(\*\*|__|(?<!\w)[*_]|[*_](?!\w))", "", text)


def _name_and_aside(text: str) -> tuple[str, str]:
    found = _BRACKETED.match(text.strip())
    return (clean_name(found["name"]), found["words"].strip()) if found else (clean_name(text), "")


def read_cast_list(rows: Sequence[Row]) -> tuple[tuple[Character, ...], frozenset[int]]:
    """The people of a source's cast list, if it begins with one, and the numbers of the lines that it takes up."""
    start = next((at for at, row in enumerate(rows) if is_cast_heading(row.text)), None)
    if start is None or any(_is_speech(row) for row in rows[:start]):
        return (), frozenset()
    cast: list[Character] = []
    at = start + 1
    while at < len(rows):
        row = rows[at]
        if row.text and (row.ends_block or read_heading(row.text)):
            break
        if not row.text:
            if cast and not _goes_on(rows, at + 1, cast):
                break
        elif row.indented and cast and not (read_cast_entry(row.text) and rows[at - 1].indented):
            cast[-1] = cast[-1].changed(appearance=f"{cast[-1].appearance} {row.text}".strip(), appearance_from="source")
        elif one := read_cast_entry(row.text):
            merge_cast(cast, one)
        else:
            break
        at += 1
    if not cast:
        return (), frozenset()
    return tuple(cast), frozenset(row.number for row in rows[start:at])


def _is_speech(row: Row) -> bool:
    label = split_label(row.text)
    return bool(label and label.text and is_name(label.speaker, Known()))


def _goes_on(rows: Sequence[Row], at: int, cast: Sequence[Character]) -> bool:
    """Whether the list goes on after a blank line: only new people stand between here and a scene heading or rule."""
    names = {fold_name(one.name) for one in cast}
    for row in rows[at:]:
        if not row.text:
            continue
        if row.is_rule or row.is_markdown or read_heading(row.text):
            return True
        one = read_cast_entry(row.text)
        if one is None or fold_name(one.name) in names:
            return False
        names.add(fold_name(one.name))
    return False
