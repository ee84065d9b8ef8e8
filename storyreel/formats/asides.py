"""Stage directions inside a speech: taken out of what is spoken, kept as how it is said.

The rule, so that no spoken word is lost and no direction is read aloud:

* square brackets, and their full-width kind, are directions wherever they stand;
* round brackets are directions at the start of a speech, after the end of a sentence, and at the end of a speech when they
  begin with a word such as "laughing", "aside" or "to Tom", or the text is in a script without capitals; elsewhere, and where
  they hold only a number or speak of "I" or "we", they are part of the sentence and are spoken;
* `*…*` and `_…_` are directions at the start or after a sentence when they begin with a stage verb ("*sighs*"), else emphasis.

What is taken out is joined by "; ". An unclosed bracket is left alone. Emphasis marks that stay are not touched.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from storyreel.formats.labels import manner_of
from storyreel.formats.words import STAGE_VERBS

__all__ = ["Speech", "is_direction", "join_text", "needs_no_space", "split_asides"]

_PAIRS = {"(": ")", "（": "）", "[": "]", "【": "】", "［": "］"}
_SQUARE = "[【［"
_SENTENCE_END = re.compile(r"[.!?…。！？؟।—–:][\"'”’»)）\]】*_]*\s*$")
_VERBS = re.sub(r"\s+", "", STAGE_VERBS)
_STAGE_WORD = re.compile(rf"^(?:(?:{_VERBS})\b|[\w'’-]*(?:ing|ly)\b)", re.IGNORECASE)
_STAGE_VERB = re.compile(rf"^(?:{_VERBS})\b", re.IGNORECASE)
_FIRST_PERSON = re.compile(r"\b(?:I|I['’]\w+|my|me|we|us|our)\b")
_STARRED = re.compile(r"(?<![\w*_])(?P<mark>\*\*?|__?)(?=\S)(?P<words>[^*_\n]+?)(?<=\S)(?P=mark)(?![\w*_])")
_TIGHT = re.compile(r"[\u1100-\u11ff\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")


class Speech(NamedTuple):
    """A speech cut into what is spoken and how it is said."""

    text: str
    parenthetical: str


def needs_no_space(left: str, right: str) -> bool:
    """Whether two pieces of text are joined without a space: in writing systems that do not part words.

    >>> needs_no_space("你好", "世界"), needs_no_space("good", "day")
    (True, False)
    """
    # Korean parts its words: Hangul syllables stand outside the range.
    return bool(left and right and _TIGHT.match(left[-1]) and _TIGHT.match(right[0]))


def join_text(left: str, right: str) -> str:
    """Two pieces of one speech as one text.

    >>> join_text("To be,", "or not"), join_text("今天", "很好。")
    ('To be, or not', '今天很好。')
    """
    left, right = left.rstrip(), right.lstrip()
    if not left or not right:
        return left or right
    return left + right if needs_no_space(left, right) else f"{left} {right}"


def is_direction(text: str) -> bool:
    """Whether a whole line stands in brackets or emphasis marks: a stage direction on its own.

    >>> is_direction("(She turns.)"), is_direction("(a) or (b)"), is_direction("*They leave.*")
    (True, False, True)
    """
    text = text.strip()
    if len(text) < 3:
        return False
    if text[0] in _PAIRS:
        return _matches(text).get(0) == len(text.rstrip(".。")) - 1
    found = _STARRED.match(text)
    return bool(found and found.end() == len(text))


def split_asides(text: str) -> Speech:
    """A speech without its stage directions, and these joined.

    >>> split_asides("(quietly) Come in. (She waits.) Well?")
    Speech(text='Come in. Well?', parenthetical='quietly; She waits.')
    >>> split_asides("I live in Paris (France) now.")
    Speech(text='I live in Paris (France) now.', parenthetical='')
    """
    spoken, taken, at, gap = "", list[str](), 0, False
    for start, end in sorted(_bracket_spans(text) + _starred_spans(text)):
        if start < at:
            continue
        before = _close_up(spoken, text[at:start]) if gap else spoken + text[at:start]
        if _is_aside(text, start, end, before):
            words = manner_of(text[start:end]) if text[start] in _PAIRS else text[start:end].strip("*_").strip()
            taken += [words] if words else []
            spoken, gap = before, True
        else:
            spoken, gap = before + text[start:end], False
        at = end
    rest = _close_up(spoken, text[at:]) if gap else spoken + text[at:]
    return Speech(rest.strip(), "; ".join(taken))


def _close_up(left: str, right: str) -> str:
    """Join around what was taken out; punctuation keeps to the word before it."""
    if left and re.match(r"\s*[,.;:!?…，。；：！？、]", right):
        return left.rstrip() + right.lstrip()
    return join_text(left, right) if right.strip() else left


def _matches(text: str) -> dict[int, int]:
    """Where each bracket that is closed opens, to where it closes; each kind by itself."""
    opened: dict[str, list[int]] = {closing: [] for closing in _PAIRS.values()}
    matches: dict[int, int] = {}
    for at, letter in enumerate(text):
        if letter in _PAIRS:
            opened[_PAIRS[letter]].append(at)
        elif opened.get(letter):
            matches[opened[letter].pop()] = at
    return matches


def _bracket_spans(text: str) -> list[tuple[int, int]]:
    """The outermost closed brackets."""
    spans: list[tuple[int, int]] = []
    for start, end in sorted(_matches(text).items()):
        if not spans or start >= spans[-1][1]:
            spans.append((start, end + 1))
    return spans


def _starred_spans(text: str) -> list[tuple[int, int]]:
    return [(found.start(), found.end()) for found in _STARRED.finditer(text) if _STAGE_VERB.match(found["words"])]


def _is_aside(text: str, start: int, end: int, spoken: str) -> bool:
    inner = text[start + 1 : end - 1].strip()
    if text[start] in _SQUARE or not inner:
        return True
    # A number, and what a speaker says of himself, are no directions.
    if text[start] in _PAIRS and (not any(one.isalpha() for one in inner) or _FIRST_PERSON.search(inner)):
        return False
    opens = not spoken.strip() or bool(_SENTENCE_END.search(spoken))
    if opens:
        return True
    cased = any(letter.islower() or letter.isupper() for letter in text)
    if text[end:].strip(" ." if cased else " ") or text[start] not in _PAIRS:
        return False
    return not cased or bool(_STAGE_WORD.match(inner))
