"""What a story says in quotation marks, held against the subtitles that a model wrote: the writer's words stand, in order.

A subtitle that comes near a quotation becomes that quotation, under the speaker whom the story names; one that the model left out
is put back where it belongs. Speech that the model made up stays: a synopsis does not say everything.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Final, NamedTuple

from storyreel.agents.scripter.bracket_aligning import words_of
from storyreel.film.dialogue import Line

__all__ = ["Spoken", "with_quotations"]

_NEAR: Final = 0.7


class Spoken(NamedTuple):
    """A subtitle in its shot, counted from 0."""

    shot: int
    speaker: str
    text: str
    how: str = ""


class Mended(NamedTuple):
    """The subtitles, and what was put right."""

    spoken: tuple[Spoken, ...]
    repairs: tuple[str, ...]


def with_quotations(spoken: Sequence[Spoken], quoted: Sequence[Line]) -> Mended:
    """The subtitles with every quotation of the story once, word for word and in order.

    >>> line = Line(id="L1", speaker="ANA", text="Who is there?")
    >>> with_quotations([Spoken(0, "BEN", "Who's there?")], [line]).spoken
    (Spoken(shot=0, speaker='ANA', text='Who is there?', how=''),)
    """
    rows = list(spoken)
    repairs: list[str] = []
    at = 0
    for line in quoted:
        found = next((place for place in range(at, len(rows)) if _near(rows[place], line)), None)
        early = None if found is not None else next((place for place in range(at) if _same(rows[place], line, quoted)), None)
        if found is not None:
            row = rows[found]
            if words_of(row.text) == words_of(line.text):  # "Only me," in the story is "Only me." when it is said
                line = line.changed(text=row.text)
            if (row.text, row.speaker) != (line.text, line.speaker):
                stands = f"{line.speaker}'s {line.text[:50]!r} in the story, which stands"
                repairs.append(f"{row.speaker}'s {row.text[:50]!r} is {stands}")
            rows[found] = Spoken(row.shot, line.speaker, line.text, row.how or line.parenthetical)
            at = found + 1
            continue
        if early is not None:
            del rows[early]
            at -= 1
        shot = rows[at - 1].shot if at else rows[0].shot if rows else 0
        rows.insert(at, Spoken(shot, line.speaker, line.text, line.parenthetical))
        how = "back" if early is None else "in order"
        repairs.append(f"{line.speaker}'s {line.text[:50]!r} stands in the story and was put {how}")
        at += 1
    return Mended(tuple(rows), tuple(repairs))


def _near(row: Spoken, line: Line) -> bool:
    said, wanted = " ".join(words_of(row.text)), " ".join(words_of(line.text))
    return bool(wanted) and SequenceMatcher(None, said, wanted, autojunk=False).ratio() >= _NEAR


def _same(row: Spoken, line: Line, quoted: Sequence[Line]) -> bool:
    """Whether an earlier row is this quotation out of its order, and not another one that was said in the same words."""
    return row.text == line.text and sum(one.text == line.text for one in quoted) == 1
