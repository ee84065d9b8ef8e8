"""Reading short English prose for what it says about people, hours and movements.

Tables of words and a tokeniser that also cuts Chinese and Japanese, nothing more: it understands no grammar beyond "word near
word". What it does not recognise it says nothing about. It knows no Script.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Set

__all__ = [
    "ARRIVES",
    "CHANGES_CLOTHES",
    "EXITS",
    "LEAVES",
    "content_words",
    "coverage",
    "names_hour",
    "plain_name",
    "says",
    "sentences",
    "tokens",
]

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SINGLE = re.compile(r"([\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff])")
_FILLERS = frozenset(
    _WORD.findall(
        """a an and are as at be been beat but by for from had has have he her hers him his i in into is it its me my no not
        of off on onto or our out over she so some still than that the their them then there they this to too up upon us was
        we were what when where which while who whose with you your"""
    )
)

LEAVES = (
    r"leav(?:es|ing|e)|left the|exits?|exiting|exeunt|departs?|withdraws?|disappears?|vanish(?:es)?|retires?|"
    r"goes (?:out|off|away|back|in|up|down|home)|go (?:out|off|away)|going out|walk(?:s|ing)? (?:out|off|away)|"
    r"runs? (?:out|off|away)|storms? (?:out|off)|steps? (?:out|away|off)|hurries (?:out|off|away)|rushes (?:out|off)|"
    r"slips? (?:out|away)|is (?:gone|led away|taken away)"
)
ARRIVES = (
    r"(?:re-?)?enter(?:s|ing)?|comes? (?:in|up|back|down|on|through|from|to)|coming (?:in|up|back)|arriv(?:es|ing|e)|"
    r"appears?|returns?|returning|joins?|joining|bursts? in|walks? (?:in|up|into|to|through|over|on)|walking (?:in|up)|"
    r"steps? (?:in|into|up|forward|out of|from)|runs? (?:in|up|into)|hurries (?:in|up)|rushes (?:in|up)|"
    r"is (?:shown in|brought in|led in|there|seen)|in the doorway|at the door"
)
EXITS = (
    r"exits?|departs?|withdraws|is led away|(?:goes|walks|runs|storms|hurries|rushes|slips|strides) (?:out|off|away)|"
    r"leaves(?=\s*(?:$|[.,;!]|by |through |in a |without |and |(?:the|his|her|their) (?:room|house|scene|stage|shop|building)\b))"
)
CHANGES_CLOTHES = (
    r"puts? (?:on|off)|putting on|takes? off|taking off|pulls? (?:on|off)|changes? (?:into|clothes|her|his|their|out of)|"
    r"changed into|dress(?:es|ed|ing)?|undress(?:es)?|removes?|throws? (?:on|off)|slips? (?:on|off|into|out of)|"
    r"shrugs? (?:on|off)|borrows?|swaps?"
)


_HOUR = re.compile(
    r"\b(?:day(?:light|break)?|(?:mid)?night|morning|(?:mid)?noon|midday|afternoon|evening|dawn|dusk|sun(?:set|rise)|twilight)\b|"
    r"[晨昏夜]|白天|早上|上午|中午|下午|傍晚|晚上|朝|昼|夕方",
    re.IGNORECASE,
)


def tokens(text: str) -> list[str]:
    """Words in folded case; each Chinese character or kana is one.

    >>> tokens("Don't stop — 下雨了!")
    ["don't", 'stop', '下', '雨', '了']
    """
    folded = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    return _WORD.findall(_SINGLE.sub(r" \1 ", folded))


def content_words(text: str) -> set[str]:
    """The words that carry something, cut to their first five letters: "walking" and "walkies" agree.

    >>> sorted(content_words("She walks to the window."))
    ['walks', 'windo']
    """
    return {word[:5] for word in tokens(text) if word not in _FILLERS}


def coverage(wanted: Set[str], words: Set[str]) -> float:
    """Share of the wanted content words that are there, 0.0 to 1.0; 1.0 where none is wanted.

    >>> coverage(content_words("She is walking to the window."), content_words("Rosa is walking; rain."))
    0.5
    """
    return len(wanted & words) / len(wanted) if wanted else 1.0


def plain_name(name: str) -> str:
    """A name without case, accents, spaces and marks: the same for spellings of one name.

    >>> plain_name("Mrs. O'Neill") == plain_name("MRS O NEILL")
    True
    """
    apart = unicodedata.normalize("NFKD", name).casefold()
    return "".join(ch for ch in apart if ch.isalnum())


def says(pattern: str, text: str) -> bool:
    """Whether the text has one of the words of a table, as whole words.

    >>> says(LEAVES, "Tom walks out."), says(LEAVES, "She leavens the bread.")
    (True, False)
    """
    return re.search(rf"(?<!\w)(?:{pattern})(?!\w)", text, re.IGNORECASE) is not None


def names_hour(text: str) -> bool:
    """Whether a text names a time of day, in English, Chinese or Japanese.

    >>> names_hour("A station hall at dusk."), names_hour("茶馆，傍晚"), names_hour("A birthday party.")
    (True, True, False)
    """
    return _HOUR.search(text) is not None


def sentences(text: str) -> list[str]:
    """The sentences of a short text, cut after . ! ? ; and their full-width forms.

    >>> sentences("She sits. He waits; it rains.")
    ['She sits.', 'He waits;', 'it rains.']
    """
    return [part for part in re.split(r"(?<=[.!?;。！？；])\s*", text.strip()) if part]
