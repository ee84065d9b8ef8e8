"""A title for a source that has none: its file's name, in words.

A name that only says what kind of file it is ("script", "untitled", "scene 2") is no title. This module opens no file.
"""

from __future__ import annotations

import re
from pathlib import Path

from storyreel.film.dialogue import Dialogue, Synopsis
from storyreel.film.script import Script

__all__ = ["title_of_name", "with_file_title"]

Read = Dialogue | Synopsis | Script

_SUFFIXES = re.compile(r"(?:\.(?:fountain|fdx|txt|md|srt|vtt|pdf|docx|json|jsonl|[a-z]{2}(?:-[A-Z]{2})?))+$")
_KIND_WORDS = """untitled script screenplay scene dialog dialogue transcript subtitle subtitles caption captions source input
    output lines story synopsis document draft final copy new test example film movie audio page file tmp temp v rev export
    exported of the my fountain"""
_KINDS = frozenset(_KIND_WORDS.split())
_LIMIT_CHARS = 100


def title_of_name(name: str) -> str:
    """The title that a file's name gives, "" where it gives none.

    >>> title_of_name("the_glass_harbour.en.srt"), title_of_name("My Cool Script.fdx"), title_of_name("script-2.txt")
    ('The glass harbour', 'My Cool Script', '')
    """
    stem = _SUFFIXES.sub("", name)
    words = stem if " " in stem else re.sub(r"(?<=\w)-(?=\w)", " ", stem)
    words = " ".join("".join(letter if letter.isprintable() else " " for letter in words.replace("_", " ")).split())
    told = [word for word in re.findall(r"[^\W\d_]+", words.casefold()) if word not in _KINDS]
    if not told or len(words) > _LIMIT_CHARS:
        return ""
    return words[0].upper() + words[1:] if words.islower() else words


def with_file_title(document: Read, path: Path) -> Read:
    """A document as it is if it has a title, else with its file's name for one; a Script's own file is left alone."""
    title = (
        "" if document.title.strip() or (isinstance(document, Script) and path.suffix == ".json") else title_of_name(path.name)
    )
    return document.changed(title=title, extra={**document.extra, "title_from": "file name"}) if title else document
