"""One numbered entry of the bracket script, read as a Shot's fields: header, keys, speeches and what was not understood.

This module knows one entry; spans that are not written, ids and uids are given by `bracket_plan`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from storyreel.errors import SourceError
from storyreel.film.base import JsonObject
from storyreel.formats.bracket_blocking import find_names
from storyreel.formats.bracket_camera import read_camera, read_span
from storyreel.formats.bracket_form import OVERLAY, Entry, TextRow, key_of
from storyreel.formats.bracket_keys import SHOT_KEYS, read_overlay, table_of
from storyreel.formats.bracket_speech import Said, read_spoken, said_in_plot

__all__ = ["emotion_of", "read_shot"]

_TABLE = table_of(SHOT_KEYS)
_FEELINGS = re.compile(
    r"\b(?:smil|laugh|grin|cry|sob|weep|tear|angr|furious|rage|sad|sorrow|grie|nostalgi|happ|joy|delight|eager|excit|nervous|anxi|afraid"
    r"|fear|scar|terrif|worri|concern|surpris|shock|stunn|confus|puzzl|calm|gentl|tender|lov|affection|warm|cold|bitter|jealous|proud|asham"
    r"|embarrass|shy|guilt|relie|hope|despair|desperat|disappoint|disgust|bored|tired|wear|lonel|melanchol|wistful|thoughtful|pensive"
    r"|serious|solemn|stern|tense|playful|teas|mock|sarcas|ironic|amus|curious|suspicious|doubt|determin|resolute|confident|hesita"
    r"|disbelief|emotion|expression|feeling|mood|moved|upset|hurt|pain|frustrat|irritat|annoy|impatien|cheer|bright|sweet|dark)\w*",
    re.IGNORECASE,
)


def emotion_of(words: str) -> tuple[str, str]:
    """The action and the emotion in a bracket after a speech: the whole is the action unless all of it is feeling.

    >>> emotion_of("smiling and looking around"), emotion_of("nostalgic expression")
    (('smiling and looking around', 'smiling'), ('', 'nostalgic expression'))
    """
    pieces = [piece.strip() for piece in re.split(r"[,，;；、]|\band\b", words) if piece.strip()]
    felt = [piece for piece in pieces if _FEELINGS.search(piece)]
    return ("" if len(felt) == len(pieces) else words), ", ".join(felt)


def read_shot(entry: Entry, names: Mapping[str, str], *, ours: bool, file: str | None) -> JsonObject:
    """A Shot's fields from an entry; private ones begin with "~": its overlay, its speeches and whether it has a span.

    Raises:
        SourceError: If its span cannot be read or ends before it begins, or its overlay is broken.
    """
    first = entry.rows[0]
    shot: JsonObject = {"~order": entry.order}
    head = first.text.strip(" *_")
    span, rest = read_span(head)
    if span is None and re.match(r"^\[[^\]]*\d[^\]]*\]", head) and not ours:
        shown = head[: head.index("]") + 1]
        raise SourceError(
            f"shot {entry.order} has the span {shown}; expected one such as [0s-4s] or [00:00-00:04.5]",
            file=file,
            line=first.number,
        )
    if span is not None:
        if span[1] < span[0]:
            ends, starts = span[1] / 1000, span[0] / 1000
            raise SourceError(
                f"shot {entry.order} ends at {ends:g} s, before it begins at {starts:g} s", file=file, line=first.number
            )
        shot |= {"start_s": span[0] / 1000, "end_s": span[1] / 1000, "~span": True}
    camera, rest = read_camera(rest)
    shot |= camera
    body = _Body(shot, names, timed=span is not None or bool(camera), ours=ours, file=file)
    for row in (TextRow(first.number, rest), *entry.rows[1:]):
        body.row(row)
    body.finish()
    return shot


_IGNORED = re.compile(r"Ignore\s*[:：]\s*((?:SR\d{1,3}|[a-z]+-[a-z-]+)(?:[,\s]+(?:SR\d{1,3}|[a-z]+-[a-z-]+))*)")


def _is_key(label: str) -> bool:
    words = label.split()
    return len(words) <= 3 and all(word[:1].isupper() for word in words)


class _Body:
    """Collects what the lines of an entry say."""

    def __init__(self, shot: JsonObject, names: Mapping[str, str], *, timed: bool, ours: bool, file: str | None) -> None:
        self.shot, self.names, self.timed, self.ours, self.file = shot, names, timed, ours, file
        self.said: list[Said] = []
        self.unread: list[str] = []
        self.last = ""

    def row(self, row: TextRow) -> None:
        text = row.text.strip()
        if not text:
            return
        found = key_of(text)
        key = _TABLE.get(found[0].casefold()) if found else None
        if found and found[0] == OVERLAY and found[1].startswith("{"):
            self.shot["~"] = read_overlay(found[1], self.file, row.number)
        elif found and key:
            self.shot[key.field] = key.read(found[1])
            self.last = key.field if key.lines else ""
        elif found and (rules := _IGNORED.fullmatch(text)):
            # Which of the critic's rules this shot is not to be held to: no word of the film.
            self.shot["extra"] = {**self.shot.get("extra", {}), "ignore": re.split(r"[,\s]+", rules[1])}
            self.last = ""
        elif said := read_spoken(row.text, self.names, bare=not self.timed):
            self.said.append(said)
            self.last = ""
        elif found and self.timed and _is_key(found[0]):
            self.unread.append(text)
            self.last = ""
        else:
            self._goes_on(text)

    def _goes_on(self, text: str) -> None:
        """A line without a key: more of the one before, the plot of an entry that has none, or kept aside."""
        if self.last:
            self.shot[self.last] = f"{self.shot[self.last]}\n{text}"
        elif "plot" not in self.shot and not self.said:
            self.shot["plot"] = text
            self.last = "plot"
        else:
            self.unread.append(text)

    def finish(self) -> None:
        shot = self.shot
        if not self.ours:
            if not self.said:
                self.said, untold = said_in_plot(str(shot.get("plot", "")), self.names)
                self.unread += [f"spoken, by whom could not be told: {words}" for words in untold]
            self._acted()
            self._seen()
        shot["~said"] = self.said
        if self.unread:
            extra = dict(shot.get("extra", {}))
            shot["extra"] = {**extra, "unread": [*extra.get("unread", []), *self.unread]}

    def _acted(self) -> None:
        """What stands in brackets after the speeches: action and emotion."""
        told = [(said.speaker, said.after) for said in self.said if said.after]
        if not told:
            return
        parts = [(who, *emotion_of(words)) for who, words in told]
        several = len(self.said) > 1
        for field, at in (("action", 1), ("emotion", 2)):
            words = "; ".join(f"{part[0]}: {part[at]}" if several else part[at] for part in parts if part[at])
            if words and field not in self.shot:
                self.shot[field] = words

    def _seen(self) -> None:
        """Whom a shot of elsewhere is about: those its plot names, then those who speak."""
        named = [name for _, _, name in find_names(f"{self.shot.get('plot', '')}\n{self.shot.get('action', '')}", self.names)]
        people = list(
            dict.fromkeys(
                [*(said.speaker for said in self.said), *named] if not named else [*named, *(one.speaker for one in self.said)]
            )
        )
        if people:
            self.shot.setdefault("subjects", people)
            self.shot.setdefault("in_frame", people)
