"""Whether a piece of speech goes on in the next: what cues, stamped rows and segments cut, joined again.

It looks at letters and marks alone: at how one piece ends and the other begins. That the voice is the same and the gap small is
for the caller to know.
"""

from __future__ import annotations

import re

__all__ = ["LONGEST_CHARS", "ends_sentence", "goes_on"]

LONGEST_CHARS = 400
"""Pieces are not joined beyond this: captions made by machines may have no full stop at all."""

_ENDS = re.compile(r"[.!?…。！？؟।♪][\"'”’»)\]）」』♪]*$")
_TRAILS = re.compile(r"(?:…|\.\.\.?)[\"'”’»]*$")
_LEAD = "….-–— "


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does, quotes and brackets aside.

    >>> ends_sentence("He said no.”"), ends_sentence("He said")
    (True, False)
    """
    return bool(_ENDS.search(text.rstrip()))


def goes_on(before: str, after: str, *, named_again: bool = False) -> bool:
    """Whether `after` is more of the sentence that `before` begins, both said by one voice.

    Args:
        before: What is joined so far.
        after: The next piece.
        named_again: The speaker is named again, which begins a new speech unless the words plainly go on.

    >>> goes_on("I never", "said that."), goes_on("No.", "Yes."), goes_on("I…", "…know."), goes_on("Go", "Now", named_again=True)
    (True, False, True, False)
    """
    if len(before) + len(after) > LONGEST_CHARS:
        return False
    first = after.lstrip(_LEAD)[:1]
    small = first.isalpha() and not first.isupper()
    if _TRAILS.search(before):
        return small
    if _ENDS.search(before):
        return False
    return small or before[-1:] in ",，、;" or not named_again
