"""A paragraph of prose cut where its time or its place jumps: "The next morning …", "Years later …", "Meanwhile …".

English only; a paragraph in another language, or one in which somebody speaks, stays whole. Nothing is lost or added.
"""

from __future__ import annotations

import re

__all__ = ["jumps", "passages_of"]

_SENTENCE = re.compile(r"(?<=[.!?…])\s+(?=[A-Z“\"«])")
_TIME = "dawn|daybreak|sunrise|morning|noon|midday|afternoon|dusk|sunset|nightfall|evening|night|midnight"
_SPAN = "minute|hour|day|night|week|month|year|decade|season"
_JUMP = re.compile(
    rf"""^(?:and\s+|but\s+|then\s+|then,\s+)?(?:
        (?:the|that|one|on[ ]the)\s+(?:[a-z]+\s+)?(?:{_TIME}|day|week|month|year)\b(?!['’]s)
      | (?:in|at|by|before|after|towards?)\s+(?:the\s+)?(?:{_TIME}|first[ ]light)\b
      | (?:in|by|the)\s+(?:spring|summer|autumn|winter)\b
      | (?:\w+\s+){{0,3}}?(?:{_SPAN})s?\s+(?:later|afterwards?|go(?:es)?\s+by|pass(?:es|ed)?)\b
      | (?:much\s+|some\s+time\s+)?later\b | soon\s+after(?:wards)?\b | meanwhile\b | elsewhere\b
      | back\s+(?:in|at|on|home)\b | next\s+(?:{_TIME}|day|week|month|year)\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)


def jumps(sentence: str) -> bool:
    """Whether a sentence opens with a jump in time or to another place.

    >>> jumps("Years later they meet again."), jumps("The door opens.")
    (True, False)
    """
    return bool(_JUMP.match(sentence.strip()))


def passages_of(paragraph: str) -> list[str]:
    """The paragraph in passages, each but the first opening with a jump.

    >>> passages_of("Ana waits. She sings. The next morning she is gone. Nobody knows.")
    ['Ana waits. She sings.', 'The next morning she is gone. Nobody knows.']
    """
    passages: list[str] = []
    for sentence in _SENTENCE.split(paragraph):
        if passages and not jumps(sentence):
            passages[-1] = f"{passages[-1]} {sentence}"
        else:
            passages.append(sentence)
    return passages
