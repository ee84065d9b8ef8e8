"""Plain dialogue: who speaks, what, and what stands between the speeches.

    Title: The Lamp

    SCENE 1. A kitchen, night
    ROSA (quietly): You came back.
    [He puts the lamp down.]
    TOM: I said I would.
        And here I am.

Rules, where a page leaves room for doubt:

* a line without a speaker directly below a speech continues it; after a blank line it is a direction, unless it is indented;
* continued lines are joined by a space (by nothing in scripts that do not part words); no other character of a speech changes;
* stage directions inside a speech go to its parenthetical by the rule of `asides`;
* below a direction that stands inside a speech's block, the same speaker goes on with a new Line;
* two spellings of a name that differ only in case or spacing are one speaker, written as first met or as in the cast list.

What speakers look like is known by `labels` and `survey`; this module knows only their order.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from storyreel.errors import SourceError
from storyreel.film.bank import Bank, Character
from storyreel.film.dialogue import Dialogue, DialogueItem, Direction, Heading, Line
from storyreel.formats.asides import is_direction, join_text, split_asides
from storyreel.formats.headings import is_capitals, is_transition, read_heading
from storyreel.formats.labels import Label, fold_name
from storyreel.formats.language import detect_language
from storyreel.formats.rows import Row, rows_of
from storyreel.formats.survey import Survey, cue_of, label_of, survey
from storyreel.formats.words import FRONT_KEYS, TITLE_KEYS

__all__ = ["parse_dialogue", "read_page"]

_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_PLACE_WORDS = 12
_ACTION_MARKS = "△▲"
"""What Chinese screenplays put before action."""
_FRONT = re.compile(r"^(?P<key>[^\W\d_][\w ]{0,20}?)\s*[:：]\s*(?P<value>\S.*)$")


@dataclass
class _Speech:
    speaker: str
    row: int
    manners: list[str] = field(default_factory=list[str])
    text: str = ""
    start_ms: int | None = None
    end_ms: int | None = None


@dataclass
class _Page:
    """What has been read so far; the only mutable thing here."""

    names: dict[str, str]
    items: list[DialogueItem] = field(default_factory=list[DialogueItem])
    speech: _Speech | None = None
    voice: str = ""
    prose: str = ""
    gap: bool = True
    count: int = 0
    title: str = ""
    front: dict[str, str] = field(default_factory=dict[str, str])

    @property
    def at_top(self) -> bool:
        return not self.items and self.speech is None and not self.prose

    def blank(self) -> None:
        self.gap = True
        self._end_prose()

    def say(self, label: Label, row: int) -> None:
        self.close()
        speaker = self.names.setdefault(fold_name(label.speaker), label.speaker)
        manners = [label.parenthetical] if label.parenthetical else []
        self.speech = _Speech(speaker, row, manners, label.text, label.start_ms, label.end_ms)
        self.voice, self.gap = speaker, False

    def more(self, text: str, row: int) -> None:
        """A line of speech without a label of its own."""
        if self.speech is None:
            self.speech = _Speech(self.voice, row)
        self.speech.text = join_text(self.speech.text, text)
        self.gap = False

    def manner(self, speech: _Speech, text: str) -> None:
        """How the speech goes on; in brackets, so that it keeps its place among those inside the text."""
        speech.text = join_text(speech.text, f"[{text}]")
        self.gap = False

    def direct(self, text: str, *, within: bool) -> None:
        """A direction of its own; `within` a speech's block the same voice may go on."""
        voice = self.voice if within else ""
        self.close()
        self.items.append(Direction(text=text))
        self.voice, self.gap = voice, False

    def narrate(self, text: str) -> None:
        prose = self.prose
        if not prose:
            self.close()
        self.prose, self.gap = join_text(prose, text), False

    def head(self, heading: Heading) -> None:
        self.close()
        self.items.append(heading)
        self.gap = True

    def close(self) -> None:
        self._end_speech()
        self._end_prose()
        self.voice = ""

    def _end_prose(self) -> None:
        if self.prose:
            self.items.append(Direction(text=self.prose))
        self.prose = ""

    def _end_speech(self) -> None:
        one, self.speech = self.speech, None
        if one is None:
            return
        spoken = split_asides(one.text)
        if not spoken.text:
            # Nothing is spoken: what the writer put there is seen, not heard.
            self.items.append(Direction(text=f"{one.speaker}: {'; '.join([*one.manners, one.text])}".strip()))
            return
        self.count += 1
        manner = "; ".join([*one.manners, *([spoken.parenthetical] if spoken.parenthetical else [])])
        line = Line(id=f"L{self.count}", speaker=one.speaker, text=spoken.text, parenthetical=manner, source_line=one.row)
        self.items.append(line.changed(start_ms=one.start_ms, end_ms=one.end_ms) if one.start_ms is not None else line)


def parse_dialogue(text: str, file: str | None = None) -> Dialogue:
    """A page of dialogue, read.

    Args:
        text: The whole source.
        file: Its name, for errors.

    Raises:
        SourceError: If there is no line of dialogue in it; with the line where one was expected.

    >>> page = parse_dialogue("INT. KITCHEN - NIGHT\\nROSA (quietly): You came back.\\nTOM: I said I would.")
    >>> [(line.id, line.speaker, line.parenthetical, line.text) for line in page.lines]
    [('L1', 'ROSA', 'quietly', 'You came back.'), ('L2', 'TOM', '', 'I said I would.')]
    """
    page = read_page(text)
    if not page.lines:
        raise SourceError(*_nothing_said(text), file=file, line=_first_line(text))
    return page


def read_page(text: str) -> Dialogue:
    """What `parse_dialogue` reads, also where nobody speaks: a page of prose is a Dialogue of directions alone.

    >>> read_page("Night falls.").lines
    ()
    """
    rows = rows_of(text)
    found = survey(rows)
    page = _Page({fold_name(one.name): one.name for one in found.cast})
    for at, row in enumerate(rows):
        if row.number in found.cast_rows:
            page.blank()
        else:
            _read_row(page, rows, at, found)
    page.close()
    spoken = " ".join(item.text for item in page.items if isinstance(item, Line))
    # Only a tag ("fr", "pt-BR") is believed; a language's name stays on the title page.
    tag = page.front["language"] if _TAG.fullmatch(page.front.get("language", "")) else ""
    return Dialogue(
        title=page.title,
        language=tag or detect_language(spoken or text),
        items=_placed(page.items),
        bank=Bank(characters=_with_aliases(found.cast, page)),
        extra={"front_matter": dict(page.front)} if page.front else {},
    )


def _read_row(page: _Page, rows: list[Row], at: int, found: Survey) -> None:
    row = rows[at]
    if not row.text or row.is_rule or row.text.strip("[]【】 :：").casefold() in ("dialogue", "对白", "台词", "对话"):
        page.blank()
    elif row.is_markdown:
        _read_markdown(page, row)
    elif page.at_top and (_read_front(page, row.text) or _read_title(page, rows, at)):
        return
    elif (heading := read_heading(_unmarked(row.text))) and _may_head(page, row.text, heading):
        page.head(heading)
    elif label := label_of(row, found):
        page.say(label, row.number)
    elif cue := cue_of(rows, at, found):
        page.say(Label(cue[0], cue[1], ""), row.number)
    elif is_direction(row.text):
        _read_direction(page, row.text)
    else:
        _read_plain(page, row)


def _read_plain(page: _Page, row: Row) -> None:
    """A line with no mark of its own: more of a speech, or prose."""
    if is_transition(row.text):
        page.direct(row.text, within=False)
        return
    awaited = page.speech is not None and not page.speech.text
    goes_on = bool(page.voice) and not page.prose and (not page.gap or row.indented)
    if (awaited or goes_on) and row.text[0] not in _ACTION_MARKS:
        page.more(row.text, row.number)
    else:
        page.narrate(row.text.lstrip(_ACTION_MARKS).lstrip() or row.text)


def _read_direction(page: _Page, text: str) -> None:
    inner = text.strip(" .。").strip("()（）[]【】［］*_").strip()
    speech = page.speech
    if speech is not None and not page.gap and (not speech.text or _is_manner(inner)):
        page.manner(speech, inner)
    else:
        page.direct(inner, within=bool(page.voice) and not page.gap)


def _is_manner(text: str) -> bool:
    """Whether a bracket between the lines of a speech says how it goes on ("beat"), not what happens ("She leaves.")."""
    return len(text.split()) <= 4 and not text[:1].isupper() and not text.endswith((".", "。"))


def _may_head(page: _Page, text: str, heading: Heading) -> bool:
    """Inside a block of speech only an unmistakable heading is one."""
    if page.gap or not page.voice or heading.interior is not None:
        return True
    return is_capitals(_unmarked(text)) or not any(letter.isupper() or letter.islower() for letter in text)


def _read_markdown(page: _Page, row: Row) -> None:
    inner = _unmarked(row.text.lstrip("#").strip())
    heading = read_heading(inner)
    if heading is None and page.at_top and not page.title:
        page.title = inner
        return
    page.head(heading or Heading(text=inner, place=inner))


def _read_front(page: _Page, text: str) -> bool:
    """A line of the title page: "Title: …", "Author: …"."""
    found = _FRONT.match(_unmarked(text))
    key = found["key"].casefold() if found else ""
    if found and key in TITLE_KEYS and not page.title:
        page.title = found["value"].strip()
        return True
    key = {"lang": "language", "语言": "language"}.get(key.replace(" ", "_"), key.replace(" ", "_"))
    if found and key in FRONT_KEYS:
        page.front[key] = found["value"].strip()
        return True
    return False


def _read_title(page: _Page, rows: list[Row], at: int) -> bool:
    """A first line in capitals, or in a title's marks (《》), with nothing directly below it."""
    text = rows[at].text
    named = re.fullmatch(r"《([^《》]{1,60})》", text)
    if named and not page.title:
        page.title = named[1].strip()
        return True
    alone = at + 1 < len(rows) and not rows[at + 1].text
    if page.title or page.front or not alone or not is_capitals(text) or len(text.split()) > 8 or re.search("[:：]", text):
        return False
    if text.endswith((".", "!", "?")) or read_heading(text) or is_transition(text) or is_direction(text):
        return False
    page.title = text
    return True


def _unmarked(text: str) -> str:
    """A line without marks of emphasis, or brackets, around the whole of it."""
    text = text.strip()
    for mark in ("**", "__", "*", "_"):
        if text.startswith(mark) and text.endswith(mark) and len(text) > 2 * len(mark):
            text = text[len(mark) : -len(mark)].strip()
    return text[1:-1].strip() if re.fullmatch(r"\[[^\[\]]+\]|【[^【】]+】|\([^()]+\)", text) else text


def _with_aliases(cast: tuple[Character, ...], page: _Page) -> tuple[Character, ...]:
    """A label that is one word of exactly one name in the cast list ("ALGERNON") is another name of that Character."""
    named = {fold_name(one.name) for one in cast}
    out = list(cast)
    for speaker in dict.fromkeys(item.speaker for item in page.items if isinstance(item, Line)):
        folded = fold_name(speaker)
        owners = [at for at, one in enumerate(out) if folded in fold_name(one.name).split()]
        if folded not in named and len(owners) == 1:
            out[owners[0]] = out[owners[0]].changed(aliases=(*out[owners[0]].aliases, speaker))
    return tuple(out)


def _placed(items: list[DialogueItem]) -> tuple[DialogueItem, ...]:
    """A heading that names no place is understood from the few words below it: "SCENE" above "A morning-room.\""""
    out = list(items)
    for at, (item, below) in enumerate(pairwise(items)):
        if isinstance(item, Heading) and not item.place and isinstance(below, Direction):
            first = re.split(r"[.;。；](?:\s|$)", below.text)[0].strip()
            if first[:1].isalnum() and len(first.split()) <= _PLACE_WORDS and len(first) <= 80:
                out[at] = item.changed(place=first)
    return tuple(out)


def _nothing_said(text: str) -> tuple[str]:
    if not text.strip():
        return ("is empty; expected lines such as NAME: text",)
    if not any(letter.isalnum() for letter in text):
        return ("holds only symbols and no speaker; expected lines such as NAME: text",)
    return ("has no line of dialogue; expected lines such as NAME: text, or a name in capitals above each speech",)


def _first_line(text: str) -> int:
    return next((number for number, line in enumerate(text.split("\n"), 1) if line.strip()), 1)
