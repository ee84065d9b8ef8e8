"""The list of people at the top of a source: "ROSA: a woman of forty, grey coat".

Read only under a heading such as "Cast", "Characters" or "Dramatis personae". What it says of someone is their appearance as the
writer gave it. This module knows lines, not where in the source they stand.
"""

from __future__ import annotations

import re

from storyreel.film.bank import Character
from storyreel.formats.labels import clean_name, fold_name, may_be_name
from storyreel.formats.words import CAST_HEADINGS

__all__ = ["is_cast_heading", "merge_cast", "read_cast_entry"]

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
