"""The words that say who speaks: "said Rosa quietly" after a quotation, "Rosa whispered:" or "ROSA:" before one.

English and Chinese forms. An attribution is found by its shape; nothing is understood.
"""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["PRONOUNS", "Attribution", "after_quotation", "before_quotation"]

PRONOUNS = frozenset({"he", "she", "they"})

_PLAIN = (
    "said says say asked asks replied replies answered answers added adds told tells continued continues "
    "began begins went goes spoke"
)
_TELLING = (
    "whispered whispers shouted shouts cried cries muttered mutters murmured murmurs yelled yells screamed screams "
    "called calls sighed sighs snapped snaps growled growls begged begs laughed laughs sobbed sobs hissed hisses "
    "exclaimed exclaims demanded demands insisted insists stammered stammers announced announces warned warns "
    "pleaded pleads"
)
_VERB = rf"(?P<verb>{'|'.join((*_PLAIN.split(), *_TELLING.split()))})"
_HOW = r"(?:\s+(?P<how>(?:very |so )?\w+ly))?"
_SMALL = r"(?!(?:in|at|on|with|from|as|and|to|by|of|who|while|when|after|before|for|but)\b)(?!\w+ly\b)[a-z][a-z-]*"
_LOWLY = rf"[Tt]he\s+(?:{_SMALL}\s+)?{_SMALL}"
_NO_NAME = r"(?!(?:Then|And|But|So|When|As|Now|Finally|Suddenly|Meanwhile|If|In|At|The|A|An|It|I|We|You|After|Before|While)\b)"
_WORD = r"[A-ZÀ-ÖØ-Þ][\w'’-]*"
_CAPITAL = rf"{_NO_NAME}(?:(?:Mr|Mrs|Ms|Dr|St)\.\s+)?{_WORD}(?:\s+(?:(?:of|de|van|von|the)\s+)?{_WORD})*"
_WHO = rf"(?P<who>[Hh]e|[Ss]he|[Tt]hey|{_LOWLY}|{_CAPITAL})"
_LEAD = r"\s*[,–—-]?\s*"
_AFTER = [re.compile(rf"{_LEAD}(?P<tag>{form})(?!\w)") for form in (rf"{_VERB}\s+{_WHO}{_HOW}", rf"{_WHO}\s+{_VERB}{_HOW}")]
_START = r"(?:^|(?<=[.!?…。！？\n\"”»]))\s*"
_BEFORE = [
    re.compile(rf"{_START}(?P<tag>{_WHO}\s+{_VERB}{_HOW})\s*[,:]?\s*$"),
    re.compile(rf"{_START}(?P<tag>{_WHO}(?P<verb>)(?P<how>))\s*[:：]\s*$"),
    re.compile(
        r"(?P<tag>(?P<who>[^\s，。！？：“”「」、,.:]{1,8}?)(?P<how>轻声|低声|大声|悄悄)?地?(?P<verb>[说问答喊叫]?道|[说问答喊叫]))[：:，,]?\s*$"
    ),
    re.compile(rf"{_START}{_WHO}\b(?P<tag>)[^.!?]*\b{_VERB}{_HOW}\s*[,:]\s*$"),
]


class Attribution(NamedTuple):
    """Who speaks, and how.

    Attributes:
        start, end: The attribution's own words within the text that was searched; equal where they are part of a longer
            sentence that must stay.
    """

    who: str
    how: str
    start: int
    end: int


def after_quotation(text: str) -> Attribution | None:
    """The attribution that a text opens with.

    >>> after_quotation(" whispered the old man, and left.")
    Attribution(who='the old man', how='whispered', start=1, end=22)
    """
    return next((_made(hit) for form in _AFTER if (hit := form.match(text))), None)


def before_quotation(text: str) -> Attribution | None:
    """The attribution that a text ends with.

    >>> before_quotation("Nobody moved. Rosa said quietly, ")
    Attribution(who='Rosa', how='quietly', start=14, end=31)
    """
    return next((_made(hit) for form in _BEFORE if (hit := form.search(text))), None)


def _made(hit: re.Match[str]) -> Attribution:
    verb, how = hit["verb"], hit["how"] or ""
    telling = verb if verb in _TELLING.split() else ""
    return Attribution(" ".join(hit["who"].split()), " ".join(part for part in (telling, how) if part), *hit.span("tag"))
