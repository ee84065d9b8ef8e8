"""What reading a source had to decide for itself, for the person who brought it.

A title taken from a file's name, times of subtitles that cannot be, and Lines of people whom the source does not name. It looks
at what the readers have kept in a Dialogue, and decides nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any, cast

from storyreel.film.dialogue import Dialogue
from storyreel.film.plan import Choice
from storyreel.formats.subtitles_read import UNNAMED

__all__ = ["reader_choices"]

_UNNAMED = re.compile(rf"^{UNNAMED}(?: [12])?$")
_SHOWN = 5


def reader_choices(dialogue: Dialogue) -> tuple[Choice, ...]:
    """The choices with their reasons, warnings first; of many warnings the first few and how many more there are.

    >>> from storyreel.film import Line
    >>> [choice.choice for choice in reader_choices(Dialogue(items=(Line(id="L1", speaker="SPEAKER", text="Yes."),)))]
    ['1 line is said by SPEAKER']
    """
    kept = dialogue.extra.get("subtitles")
    warnings = cast("list[str]", cast("dict[str, Any]", kept).get("warnings", [])) if isinstance(kept, dict) else []
    choices: list[Choice] = []
    if dialogue.extra.get("title_from") == "file name":
        choices.append(Choice(about="Title", choice=dialogue.title, reason="the source has none: its file's name"))
    for warning in warnings[:_SHOWN]:
        reason, _, choice = warning.rpartition("; ")
        choices.append(Choice(about="Subtitles", choice=choice, reason=reason))
    if len(warnings) > _SHOWN:
        more = len(warnings) - _SHOWN
        choices.append(Choice(about="Subtitles", choice=f"{more} more like these", reason="all are in the source's document"))
    unnamed = Counter(line.speaker for line in dialogue.lines if _UNNAMED.match(line.speaker))
    for speaker, count in unnamed.items():
        lines = "1 line is" if count == 1 else f"{count} lines are"
        reason = "the source does not say by whom; write NAME: before the words"
        choices.append(Choice(about="Speakers", choice=f"{lines} said by {speaker}", reason=reason))
    return tuple(choices)
