"""Who speaks: the label before a colon, told apart from prose that happens to hold one.

A label is a speaker's name when it has at most 40 characters and five words, no sentence punctuation, and does not read as a
sentence or a remark ("It is 10:30", "http://…", "Note: …", "What I mean is: …"). A name of several words all in small letters
counts only when it comes again, or when all names in the source are written small; one that only begins with a capital ("Three
things: …") counts unless the other names are in capitals. A cast list overrules all of this.
This module sees one line at a time, and what `Known` says of the others.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from storyreel.film.time import parse_time_ms
from storyreel.formats.headings import is_capitals, is_transition
from storyreel.formats.words import NAME_PARTICLES, PROSE_LABELS, SENTENCE_WORDS

__all__ = ["Known", "Label", "clean_name", "fold_name", "is_name", "manner_of", "may_be_name", "split_label", "split_manner"]

NAME_LIMIT_CHARS = 40
NAME_LIMIT_WORDS = 5

_COLONS = ":：﹕︓"
_BRACKETED = r"\([^()]*\)|（[^（）]*）|\[[^\[\]]*\]|【[^【】]*】|［[^［］]*］"
_MANNER = re.compile(rf"^(?P<name>.*?\S)\s*(?P<manner>(?:(?:{_BRACKETED})\s*)+)[.]?$")
_MARKED_MANNER = re.compile(r"\s*[*_]{1,2}(\([^()]*\)|（[^（）]*）)[*_]{1,2}\s*$")
_NO_NAME = re.compile(r"[?!;…“”«»\"=<>|{}()\[\]【】（）［］。！？、，；؟،؛।\t\n]")
_BULLET = re.compile(r"^(?:[-*•–—>]\s+|\d{1,3}[.)、．]\s+)+")
_TIME = r"\d+(?::\d\d){0,2}(?:[.,]\d+)?\s*(?:s|sec|seconds?)?"
_STAMP = re.compile(
    rf"^[\[(（【]?(?P<start>{_TIME})(?:\s*(?:-->|->|[-–—~])\s*(?P<end>{_TIME}))?[\])）】]?\s*[-–—|]?\s+(?=\D)", re.IGNORECASE
)
_MARKS = "\u200b\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
_HOURS = re.compile(r"(?:^|[\s(])\d{1,2}$")
_MINUTES = re.compile(r"\d\d(?!\d)")
_TOLD = re.compile(r"(?:说|說|说道|說道|问道|問道|答道|笑道|喊道|叫道|回答|と言った|と言う)$")
_CONTINUED = re.compile(r"^(?:cont(?:inued|inuing)?['’]?d?\.?|more|suite|fortsetzung|forts\.?|续|続)$", re.IGNORECASE)


@dataclass(frozen=True)
class Known:
    """What the whole source tells about its labels.

    Attributes:
        counts: How often each label (folded) stands before a colon.
        cast: Folded names of a cast list.
        small: Whether no label in the source begins with a capital.
        capitals: Whether nearly all labels in the source are in capitals.
    """

    counts: dict[str, int] = field(default_factory=dict[str, int])
    cast: frozenset[str] = frozenset()
    small: bool = False
    capitals: bool = False


class Label(NamedTuple):
    """A line cut at its label; `text` is what follows the colon."""

    speaker: str
    parenthetical: str
    text: str
    start_ms: int | None = None
    end_ms: int | None = None


def fold_name(name: str) -> str:
    """A name for comparing: same letters, any case, any spacing.

    >>> fold_name("Rosa  María") == fold_name("ROSA MARÍA")
    True
    """
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def clean_name(text: str) -> str:
    """A name without bullets, emphasis marks and invisible direction marks.

    >>> clean_name("**ROSA**")
    'ROSA'
    """
    text = text.strip().strip(_MARKS).strip()
    for mark in ("**", "__", "*", "_"):
        if text.startswith(mark) and text.rstrip(" .").endswith(mark) and len(text) > 2 * len(mark):
            text = text.rstrip(" .")[len(mark) : -len(mark)].strip()
    return " ".join(unicodedata.normalize("NFC", text).strip(_MARKS).split())


def manner_of(brackets: str) -> str:
    """The words in one or more brackets, joined by "; "; "CONT'D" is a layout mark and is left out.

    >>> manner_of("(V.O.) (quietly)"), manner_of("(CONT'D)")
    ('V.O.; quietly', '')
    """
    inner = [one[1:-1].strip() for one in re.findall(_BRACKETED, brackets)]
    return "; ".join(one for one in inner if one and not _CONTINUED.match(one))


def split_manner(text: str) -> tuple[str, str]:
    """A cue cut into the name and how it is said.

    >>> split_manner("ROSA (V.O.)")
    ('ROSA', 'V.O.')
    """
    found = _MANNER.match(text.strip())
    if not found:
        return clean_name(text), ""
    return clean_name(found["name"]), manner_of(found["manner"])


def may_be_name(name: str) -> bool:
    """Whether a text has the form of a name: short, no sentence punctuation.

    >>> may_be_name("Mr. O'Brien 2"), may_be_name("Stop! Now"), may_be_name("../../x")
    (True, False, True)
    """
    if not name or len(name) > NAME_LIMIT_CHARS or len(name.split()) > NAME_LIMIT_WORDS or _NO_NAME.search(name) or "://" in name:
        return False
    if not any(letter.isalnum() or unicodedata.category(letter) in ("So", "Sk") for letter in name):
        return False
    # A full stop inside a name ends an abbreviation: "Mr. Smith", "J. R.", "St. John"; not a sentence.
    return all(len(word.rstrip(".")) <= 4 or not word.endswith(".") for word in name.split())


def is_name(name: str, known: Known) -> bool:
    """Whether a label of a name's form is a speaker, given what the whole source tells.

    >>> is_name("ROSA", Known()), is_name("What I mean is", Known()), is_name("Note", Known())
    (True, False, False)
    """
    folded = fold_name(name)
    if folded in known.cast:
        return may_be_name(name)
    if not may_be_name(name) or folded.replace(" ", "_") in PROSE_LABELS or is_transition(name):
        return False
    if "," in name and not is_capitals(name):
        # "Rosa, Tom: …" are two who speak together; "Well, then: …" is prose.
        return all(fold_name(part) in known.cast | known.counts.keys() for part in name.split(","))
    if name.isdigit():
        return known.counts.get(folded, 0) > 1
    if _TOLD.search(name):
        return False
    words = name.replace("’", "'").split()
    if len(words) == 1 or is_capitals(name):
        return True
    if _is_sentence(words):
        return False
    small = [word for word in words if word[:1].islower() and word not in NAME_PARTICLES]
    again = known.counts.get(folded, 0) > 1
    return again or not (known.capitals if name[:1].isupper() else not known.small) or not small


def _is_sentence(words: list[str]) -> bool:
    """Whether a label of several words reads as one: by its words in small letters, and by a beginning such as "It" or "When"."""
    if any(word in SENTENCE_WORDS for word in words[1:]):
        return True
    opened = words[0].casefold() in SENTENCE_WORDS and words[0].casefold() not in ("my", "your", "his", "es", "il")
    return opened and any(word[:1].islower() for word in words[1:])


@lru_cache(maxsize=1 << 16)
def split_label(line: str) -> Label | None:
    """The label of a line that has the form `NAME: text`, or None; whether it is a speaker `is_name` says.

    >>> split_label("ROSA (quietly): Come in.")
    Label(speaker='ROSA', parenthetical='quietly', text='Come in.', start_ms=None, end_ms=None)
    >>> split_label("It is 10:30: late"), split_label("See http://x.org")
    (None, None)
    """
    rest = line.strip().strip(_MARKS)
    start, end, rest = _stamp(rest)
    rest = _BULLET.sub("", rest)
    at = _label_end(rest)
    if at is None:
        return None
    name, text = rest[:at], rest[at + 1 :]
    if text.startswith("//") or (_HOURS.search(name) and _MINUTES.match(text)):
        return None
    # **ROSA:** keeps the closing marks of its emphasis after the colon.
    for mark in ("**", "__", "*", "_"):
        if name.lstrip().startswith(mark) and text.startswith(mark):
            name, text = name.lstrip()[len(mark) :], text[len(mark) :]
    speaker, manner = split_manner(_MARKED_MANNER.sub(r" \1", name))
    if not may_be_name(speaker):
        return None
    return Label(speaker, manner, text.strip().strip(_MARKS.replace("\u200f", "").replace("\u200e", "")).strip(), start, end)


def _label_end(text: str) -> int | None:
    """Where the first colon outside brackets stands, if it is near enough to end a label."""
    depth = 0
    for at, letter in enumerate(text[: NAME_LIMIT_CHARS * 4]):
        if letter in "([（【［":
            depth += 1
        elif letter in ")]）】］":
            depth = max(0, depth - 1)
        elif depth == 0 and letter in _COLONS:
            return at if at else None
    return None


def _stamp(text: str) -> tuple[int | None, int | None, str]:
    """A time or span before a label: "[00:01.5 - 00:03] ROSA: …"."""
    found = _STAMP.match(text)
    if not found or ("[" not in text[:1] and ":" not in found["start"]):
        return None, None, text
    try:
        start = parse_time_ms(found["start"])
        end = parse_time_ms(found["end"]) if found["end"] else None
    except ValueError:
        return None, None, text
    return start, end, text[found.end() :]
