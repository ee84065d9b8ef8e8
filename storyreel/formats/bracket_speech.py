"""Spoken lines in the bracket script: on lines of their own, and in quotes inside a plot.

    ROSA (quietly): "You came back." [L1, 0.4s-1.9s]
    Plot: … Tom blurts out, confused: "Is it you?" …

A quote in a plot is somebody's Line where the words before it name who speaks and say so (a verb of speech, a colon or a comma),
or the words after it do ("…," says Tom). Any other quote, such as the text of a sign, is left in the plot alone; one that is
spoken by nobody who could be told is reported. The plot keeps all its words. This module knows no times but those written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from storyreel.film.script import SpokenLine
from storyreel.formats.asides import split_asides
from storyreel.formats.bracket_blocking import find_names
from storyreel.formats.bracket_camera import read_span, write_span
from storyreel.formats.bracket_form import is_plain
from storyreel.formats.words import SPEECH_VERBS

__all__ = ["Said", "read_spoken", "said_in_plot", "write_spoken"]

_QUOTES = {'"': '"', "“": "”", "「": "」", "『": "』", "«": "»", "„": "“"}
_SPOKEN = re.compile(
    r"^\s*[*_-]*\s*(?P<speaker>[^:：\"“「『«]{1,60}?)\s*[*_]*\s*[:：][*_]*\s*(?P<open>[\"“”「『«„])(?P<text>.*)(?P<close>[\"”“」』»])\s*(?P<tail>.*)$"
)
_UNQUOTED = re.compile(r"^\s*[*_-]*\s*(?P<speaker>[^:：\"“]{1,60}?)\s*[*_]*\s*[:：][*_]*\s*(?P<text>\S.*)$")
_MANNER = re.compile(r"^(?P<name>.*?\S)\s*[(（](?P<manner>[^()（）]*)[)）]$")
_TAG = re.compile(
    r"^\[(?P<id>[^\s,\]]+)(?:\s+(?P<part>\d+)/(?P<parts>\d+))?"
    r"(?:,\s*(?P<start>[\d.]+)s-(?P<end>[\d.]+)s)?(?P<off>,\s*off screen)?\]$"
)
_SAY = re.sub(r"\n\s*", "", SPEECH_VERBS)
_SAYS = re.compile(rf"(?<![a-z])(?:{_SAY})(?![a-z])", re.IGNORECASE)
_OBJECT = re.compile(
    r"\b(?:to|at|toward|towards|with|for|facing|behind|beside|of|into|on|by|from|near|over|after|as|while|when)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.!?。！？]\s*|\n")
_NOT_SPOKEN = re.compile(
    r"\b(?:reads?|sign|titled?|labell?ed|called|word|words|caption|letters?|written|subtitle|so-called)\W*$", re.IGNORECASE
)
_MANNER_WORDS = 6


class Said(NamedTuple):
    """A speech as written, before it has a place in time."""

    speaker: str
    text: str
    parenthetical: str = ""
    after: str = ""
    id: str = ""
    part: int = 0
    parts: int = 1
    span: tuple[int, int] | None = None
    off_screen: bool = False


def read_spoken(line: str, names: Mapping[str, str], *, bare: bool = False) -> Said | None:
    """The speech on a line of its own, or None.

    Args:
        line: `NAME: "text" (manner)` or `NAME (manner): "text" [tag]`.
        names: Ways of naming the cast.
        bare: Whether a text without quotes is a speech, whoever speaks; without it, only when the cast knows the name.

    >>> read_spoken('1. Alice', {}), read_spoken('Alice: "Hi!" (smiling)', {}).after
    (None, 'smiling')
    """
    found = _SPOKEN.match(line)
    if found and _QUOTES.get(found["open"], found["open"]) in (found["close"], "”", '"'):
        speaker, manner = _speaker(found["speaker"])
        said = Said(names.get(speaker.casefold(), speaker), found["text"], manner)
        return _with_tail(said, found["tail"].strip())
    plain = _UNQUOTED.match(line)
    if not plain:
        return None
    speaker, manner = _speaker(plain["speaker"])
    if not (speaker.casefold() in names or (bare and len(speaker.split()) <= 5)):
        return None
    spoken = split_asides(plain["text"])
    return Said(names.get(speaker.casefold(), speaker), spoken.text, manner, spoken.parenthetical) if spoken.text else None


def write_spoken(line: SpokenLine) -> str:
    """A speech on a line of its own, with its tag; what would be misread is left for the caller to say.

    >>> write_spoken(SpokenLine(id="L1", speaker="ROSA", text="Yes.", parenthetical="quietly", start_ms=400, end_ms=900))
    'ROSA (quietly): "Yes." [L1, 0.4s-0.9s]'
    """
    part = f" {line.part + 1}/{line.parts}" if line.parts > 1 and line.part < line.parts else ""
    tag = f"[{line.id}{part}, {write_span(line.start_ms, line.end_ms)[1:-1]}{', off screen' if line.off_screen else ''}]"
    plain = is_plain(line.id, lines=False) and not re.search(r"[\s,\]]", line.id)
    manner = f" ({line.parenthetical})" if line.parenthetical and _is_word(line.parenthetical) else ""
    text = line.text if is_plain(line.text, lines=False) else "…"
    speaker = line.speaker if _is_word(line.speaker) else "?"
    return f'{speaker}{manner}: "{text}"{f" {tag}" if plain else ""}'


def _is_word(text: str) -> bool:
    return (
        is_plain(text, lines=False)
        and not re.search(r"[:：()（）\"“”「」『』«»\[\]【】*_]", text)
        and not text[0].isdigit()
        and text[0] not in "-#>`~"
    )


def _speaker(text: str) -> tuple[str, str]:
    found = _MANNER.match(text.strip(" *_"))
    return (found["name"].strip(" *_"), found["manner"].strip()) if found else (text.strip(" *_"), "")


def _with_tail(said: Said, tail: str) -> Said:
    tag = _TAG.match(tail)
    if tag:
        span = read_span(f"[{tag['start']}s-{tag['end']}s]")[0] if tag["start"] else None
        part = (int(tag["part"]) - 1, int(tag["parts"])) if tag["part"] else (0, 1)
        return said._replace(id=tag["id"], part=part[0], parts=part[1], span=span, off_screen=bool(tag["off"]))
    aside = split_asides(f"({tail})" if tail and tail[0] not in "(（[" else tail)
    return said._replace(after="; ".join(one for one in (aside.parenthetical, aside.text) if one))


def said_in_plot(plot: str, names: Mapping[str, str]) -> tuple[list[Said], list[str]]:
    """The speeches quoted in a plot, in order, and the quotes that are spoken by nobody who could be told.

    >>> said, left = said_in_plot('Tom blurts out, confused: "Is it you?" A sign reads "OPEN".', {"tom": "TOM"})
    >>> said[0].speaker, said[0].text, said[0].parenthetical, left
    ('TOM', 'Is it you?', 'confused', [])
    """
    said: list[Said] = []
    untold: list[str] = []
    last = 0
    for start, end in _quotes(plot):
        lead, follow = plot[last:start], plot[end : end + 80]
        last = end
        words = plot[start + 1 : end - 1].strip()
        if not words or _NOT_SPOKEN.search(lead.strip(" :：,")):
            continue
        lead = _SENTENCE.split(lead.rstrip())[-1]
        name, manner, spoken = _teller(lead, follow, names)
        if name is None and spoken:
            name = _only_one(plot[:start], names)
        if name:
            said.append(Said(name, words, manner))
        elif spoken:
            untold.append(words)
    return said, untold


def _quotes(text: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    at = 0
    while at < len(text):
        closing = _QUOTES.get(text[at])
        end = text.find(closing, at + 1) if closing else -1
        if end > at:
            spans.append((at, end + 1))
            at = end
        at += 1
    return spans


def _teller(lead: str, follow: str, names: Mapping[str, str]) -> tuple[str | None, str, bool]:
    """Who speaks a quote, how, and whether it is spoken at all, from the words around it."""
    verb = next(reversed(list(_SAYS.finditer(lead))), None)
    introduced = lead.rstrip().endswith((":", "：", ",", "，"))
    if verb or introduced:
        before = lead[: verb.start()] if verb else lead
        manner = lead[verb.end() :] if verb else ""
        named = find_names(before, names) or find_names(lead, names)
        subjects = [one for one in named if not _OBJECT.search(lead[: one[0]])] or named
        manner = manner.strip(" ,，:：")
        if find_names(manner, names) or len(manner.split()) > _MANNER_WORDS:
            manner = ""
        if subjects:
            return subjects[-1][2] if verb else subjects[0][2], manner, True
        return None, manner, True
    after = re.match(rf"\s*,?\s*(?P<words>[^.!?。！？\"“]*?(?:{_SAY})[^.!?。！？\"“]*)", follow, re.IGNORECASE)
    if after:
        named = find_names(after["words"], names)
        return (named[0][2] if named else None), "", True
    return None, "", False


def _only_one(before: str, names: Mapping[str, str]) -> str | None:
    """The one person a plot has named so far, whom "she says" must mean."""
    people = {name for _, _, name in find_names(before, names)}
    return people.pop() if len(people) == 1 else None
