"""Texts that a model writes, made fit to stand in a Script: of bounded length, and without words that somebody speaks.

A generator speaks what it reads in quotes. Words of Lines come from the source alone, so quoted speech in a model's text goes,
and the text's reader is told. It does not tell a quotation from the words on a sign: both go.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

__all__ = ["LONGEST_TEXT", "Clean", "clean_words"]

LONGEST_TEXT: Final = 700
"""Characters of one text of a Shot."""
_QUOTED: Final = re.compile(
    r"\s*[,:：，]?\s*[“\"„«「『《](?=[^”\"“»」』》]*[\s，。！？、])[^”\"“»」』》]{2,}[”\"“»」』》][,.，。]?"
)


class Clean(NamedTuple):
    """A text, and what was taken from it, "" where nothing was."""

    text: str
    removed: str


def clean_words(text: str, names: Iterable[str] = ()) -> Clean:
    """A model's text without quoted or attributed speech, in one row and not too long.

    Args:
        text: As it came.
        names: Of the cast, for speech that is written as in a play.

    >>> clean_words('Rosa turns and says: "You never told me." She waits.')
    Clean(text='Rosa turns and says … She waits.', removed='quoted speech')
    >>> clean_words("BEN: I know. He sits.", ["BEN"]).text, clean_words("She lifts the lamp.").removed
    ('He sits.', '')
    """
    plain = " ".join(text.split())
    bare = _QUOTED.sub(" …", plain)
    for name in names:
        bare = re.sub(rf"(?<!\w){re.escape(name)}\s*(?:\([^)]*\))?\s*[:：]\s*[^.!?。！？]*[.!?。！？]?\s*", "", bare)
    told = ["quoted speech"] if bare != plain else []
    bare = bare.strip()
    if len(bare) > LONGEST_TEXT:
        told.append(f"all but the first sentences of {len(bare)} characters")
        cut = bare[:LONGEST_TEXT]
        end = max(cut.rfind(". "), cut.rfind("。"))
        bare = cut[: end + 1] if end > 0 else cut.rpartition(" ")[0] or cut
    return Clean(bare, " and ".join(told))
