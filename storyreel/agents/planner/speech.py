"""A paragraph of prose in order: what is said, by whom, and the words between.

A quotation belongs to whom its attribution names; without one, to the one speaker of its paragraph, or to whoever's turn it is
where two speak by turns. A pronoun goes to the name that stands nearest before it. Both are marked as guessed. A quotation that
nobody can be named for stays among the other words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from storyreel.agents.planner.attribution import PRONOUNS, after_quotation, before_quotation

__all__ = ["Names", "Said", "Told", "holds_speech", "opens_with_speech", "read_paragraph"]

_QUOTE = re.compile(r"“[^“”]+”|\"[^\"]+\"|«[^«»]+»|„[^„“”]+[“”]|「[^「」]+」|『[^『』]+』")
_SENTENCE = re.compile(r"(?<=[.!?…])\s+|(?<=[.!?…][\"”»])\s+|(?<=[。！？])|\n")


class Said(NamedTuple):
    """A quotation with its speaker; `tag` holds the attribution's words, which stand in no other piece."""

    speaker: str
    text: str
    how: str = ""
    tag: str = ""
    guessed: bool = False


class Told(NamedTuple):
    """A sentence that nobody speaks; `quoted` where it holds a quotation that nobody could be named for."""

    text: str
    quoted: bool = False


@dataclass
class Names:
    """Who is known by name, and who spoke so far in the scene.

    Attributes:
        known: Spelling in small letters to the name as it is written.
    """

    known: dict[str, str] = field(default_factory=dict[str, str])
    turns: list[str] = field(default_factory=list[str])

    def of(self, spelling: str) -> str:
        """The known name for a spelling, else the spelling without its article, which is known from now on."""
        plain = re.sub(r"^the\s+", "", spelling, flags=re.IGNORECASE)
        return self.known.setdefault(plain.casefold(), plain)

    def nearest(self, text: str) -> str:
        """The known name that stands last in a text, "" for none."""
        found = [
            (hit.end(), name)
            for spelling, name in self.known.items()
            for hit in re.finditer(rf"(?<!\w){re.escape(spelling)}(?!\w)", text, re.IGNORECASE)
        ]
        return max(found)[1] if found else ""

    def take_turn(self, speaker: str) -> None:
        """Record that somebody speaks; going on speaking is one turn."""
        if self.turns[-1:] != [speaker]:
            self.turns.append(speaker)

    def next_turn(self) -> str:
        """Whose turn it is where two speak by turns, "" where that cannot be said."""
        return self.turns[-2] if len(self.turns) > 1 else ""


@dataclass(frozen=True)
class _Quotation:
    """A quotation in its paragraph; `tag` is the span of the attribution's words, empty where there are none to take out."""

    start: int
    end: int
    speaker: str = ""
    how: str = ""
    tag: tuple[int, int] = (0, 0)
    guessed: bool = False


def opens_with_speech(paragraph: str) -> bool:
    """Whether a paragraph begins with a quotation.

    >>> opens_with_speech('"Go," said Rosa.'), opens_with_speech("Rosa left.")
    (True, False)
    """
    return bool(_QUOTE.match(paragraph.strip()))


def holds_speech(paragraph: str) -> bool:
    """Whether a paragraph holds a quotation that is a speech, not a title or a word that is meant.

    >>> holds_speech('Rosa said, "Go."'), holds_speech('The "Raven" is late.')
    (True, False)
    """
    return any(_is_speech(paragraph, hit.end()) for hit in _QUOTE.finditer(paragraph))


def _is_speech(text: str, end: int) -> bool:
    return text[end - 2] in ".,!?…—–-。！？，"


def read_paragraph(text: str, names: Names) -> list[Said | Told]:
    """The paragraph's pieces in order; every word of it is in one of them, or in a `tag`.

    >>> read_paragraph('"Go," said Rosa, closing the door.', Names())
    [Said(speaker='Rosa', text='Go,', how='', tag='said Rosa', guessed=False), Told(text='Rosa, closing the door.', quoted=False)]
    """
    pieces: list[Said | Told] = []
    at = 0
    carried = ""
    for one in _quotations(text, names):
        if not one.speaker:
            continue
        before = one.tag if one.tag[0] < one.start else (one.start, one.start)
        pieces += _told(carried, text[at : before[0] if one.tag[1] else one.start])
        if one.tag[1] and one.tag[0] < one.start:
            pieces += _told("", text[before[1] : one.start])
        tag = " ".join(text[slice(*one.tag)].split())
        pieces.append(Said(one.speaker, text[one.start + 1 : one.end - 1].strip(), one.how, tag, one.guessed))
        names.take_turn(one.speaker)
        after = one.tag[1] > one.end
        pieces += _told("", text[one.end : one.tag[0]]) if after else []
        at, carried = (one.tag[1], one.speaker) if after else (one.end, "")
    return [*pieces, *_told(carried, text[at:])]


def _quotations(text: str, names: Names) -> list[_Quotation]:
    spans = [hit.span() for hit in _QUOTE.finditer(text) if hit[0][1:-1].strip()]
    named: list[_Quotation] = []
    used = 0
    for at, (start, end) in enumerate(spans):
        following = spans[at + 1][0] if at + 1 < len(spans) else len(text)
        named.append(_attributed(text, (used, start, end, following), names))
        used = max(end, named[-1].tag[1])
    speakers = list(dict.fromkeys(one.speaker for one in named if one.speaker))
    return [one if one.speaker else _unattributed(one, text, speakers, names) for one in named]


def _attributed(text: str, span: tuple[int, int, int, int], names: Names) -> _Quotation:
    used, start, end, following = span
    shift, found = end, after_quotation(text[end:following])
    if found is None:
        shift, found = used, before_quotation(text[used:start])
    if found is None:
        return _Quotation(start, end)
    tag = (shift + found.start, shift + found.end) if found.end > found.start else (0, 0)
    if found.who.casefold() not in PRONOUNS:
        return _Quotation(start, end, names.of(found.who), found.how, tag)
    guess = names.nearest(text[:start])
    return _Quotation(start, end, guess, found.how, tag, guessed=True) if guess else _Quotation(start, end)


def _unattributed(one: _Quotation, text: str, speakers: Sequence[str], names: Names) -> _Quotation:
    if not _is_speech(text, one.end):
        return one
    if len(speakers) == 1:
        return _Quotation(one.start, one.end, speakers[0])
    if not speakers and not text[: one.start].strip() and (turn := names.next_turn()):
        return _Quotation(one.start, one.end, turn, guessed=True)
    return one


def _told(carried: str, words: str) -> list[Told]:
    """The sentences of words that nobody speaks; `carried` names who the first of them goes on about."""
    told: list[Told] = []
    for at, sentence in enumerate(_SENTENCE.split(words)):
        if not re.search(r"\w", sentence):
            continue
        goes_on = carried and at == 0 and re.match(r"\s*[,;–—-]|\s*[a-z]", sentence)
        text = f"{carried}{'' if re.match(r'[,;]', sentence.strip()) else ' '}{sentence.strip()}" if goes_on else sentence
        told.append(Told(text.strip().strip(",;").strip(), bool(_QUOTE.search(sentence))))
    return told
