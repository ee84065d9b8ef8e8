"""A first look over a whole source: its lines, its cast list, and how its speakers are marked.

Three ways of marking are read: `NAME: text`; a cue in capitals (or a name that comes again) on a line of its own above the
speech; and `NAME. text`, the way of older printed plays. Which of them a source uses can only be told from all of it. This
module knows no order of scenes and speeches; `dialogue` reads that.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from storyreel.film.bank import Character
from storyreel.formats.asides import is_direction
from storyreel.formats.cast_list import is_cast_heading, merge_cast, read_cast_entry
from storyreel.formats.headings import is_capitals, is_transition, read_heading
from storyreel.formats.labels import Known, Label, clean_name, fold_name, is_name, may_be_name, split_label, split_manner

__all__ = ["Row", "Survey", "cue_of", "label_of", "rows_of", "survey"]

_RULE = re.compile(r"^\s*(?:[-=_~*•·—–]\s*){3,}$")
_MARKDOWN = re.compile(r"^#{1,6}\s+\S")
_TITLES = r"(?:(?:Mrs?|Ms|Mme|Mlle|Dr|St|Rev|Capt|Prof|Sgt|Lt|Col|Gen|Hon)\.\s*)?"
_TITLE = re.compile(_TITLES.replace(r"\.\s*)?", ")"), re.IGNORECASE)
_STOPPED = re.compile(
    rf"^(?P<name>{_TITLES}[^\W\d_][^.:：!?,;\"“”()\[\]]{{0,39}}?)\s*(?P<manner>(?:\([^()]*\)|\[[^\[\]]*\])\s*)?\.[-–—]?\s+(?P<text>\S.*)$",
    re.IGNORECASE,
)
_OPEN_LINES = 12
"""A bracket that opens a line may close this many lines later; further away it is taken for a slip."""


class Row(NamedTuple):
    """A line of the source: its number from 1, its text without white space around it, and whether it was indented."""

    number: int
    text: str
    indented: bool = False

    @property
    def is_rule(self) -> bool:
        """Whether it is a dividing line such as "---"."""
        return bool(_RULE.match(self.text))

    @property
    def is_markdown(self) -> bool:
        """Whether it is a markdown heading."""
        return bool(_MARKDOWN.match(self.text))

    @property
    def ends_block(self) -> bool:
        """Whether nothing of a speech or list goes on over it."""
        return not self.text or self.is_rule or self.is_markdown


@dataclass(frozen=True)
class Survey:
    """What the whole source tells.

    Attributes:
        known: Counts of labels, and the cast list's names.
        cast: The people of the cast list with their words.
        cast_rows: Line numbers that the cast list takes up.
        cues: Folded names that stand alone above a speech.
        stops: Folded names that stand before a full stop.
        by_cues: Whether most speeches are marked by a cue.
    """

    known: Known
    cast: tuple[Character, ...] = ()
    cast_rows: frozenset[int] = frozenset()
    cues: frozenset[str] = frozenset()
    stops: frozenset[str] = frozenset()
    by_cues: bool = False


def rows_of(text: str) -> list[Row]:
    """The lines of a source; a bracketed direction broken over several lines is one row, at its first line's number.

    >>> [row.text for row in rows_of("(She turns\\n and leaves.)\\nROSA: No.")]
    ['(She turns and leaves.)', 'ROSA: No.']
    """
    lines = re.split(r"\n|\x0b|\x0c|\x85|\u2028|\u2029", text)
    rows: list[Row] = []
    at = 0
    while at < len(lines):
        joined, used = _joined(lines, at)
        bare = lines[at].lstrip("\u200e\u200f\ufeff")
        rows.append(Row(at + 1, joined, bare[:1] == "\t" or bare[:2] == "  "))
        at += used
    return rows


def _joined(lines: Sequence[str], at: int) -> tuple[str, int]:
    first = lines[at].strip()
    if not first.startswith(("(", "[", "（", "【")) or is_direction(first):
        return first, 1
    text = first
    for more in range(1, min(_OPEN_LINES, len(lines) - at)):
        line = lines[at + more].strip()
        if not line or line.startswith(("(", "[", "（", "【")):
            break
        text = f"{text} {line}"
        if is_direction(text):
            return text, more + 1
    return first, 1


def label_of(row: Row, found: Survey) -> Label | None:
    """The speaker and words of a row marked by a label, if it is marked so."""
    label = split_label(row.text)
    if label:
        folded = fold_name(label.speaker)
        known = folded in found.cues or folded in found.known.cast
        if found.by_cues and not known and not is_capitals(label.speaker) and found.known.counts.get(folded, 0) < 2:
            return None
        return label if known or is_name(label.speaker, found.known) else None
    if found.stops:
        stopped = _STOPPED.match(row.text)
        if stopped and fold_name(stopped["name"]) in found.stops:
            return Label(clean_name(stopped["name"]), (stopped["manner"] or "").strip("()[] "), stopped["text"])
    return None


def cue_of(rows: Sequence[Row], at: int, found: Survey) -> tuple[str, str] | None:
    """The name and manner of a cue that stands alone above its speech, if the row is one."""
    cue = _bare_cue(rows, at)
    if cue is None:
        return None
    return cue if fold_name(cue[0]) in found.cues else None


def _bare_cue(rows: Sequence[Row], at: int) -> tuple[str, str] | None:
    row = rows[at]
    if row.ends_block or row.text.endswith((":", "：")) or at + 1 >= len(rows) or rows[at + 1].ends_block:
        return None
    if not _is_clear_above(rows, at):
        return None
    name, manner = split_manner(row.text.removeprefix("@").rstrip("^ "))
    name = name[:-1] if name.endswith(".") and len(name) > 4 else name
    if not may_be_name(name) or is_transition(row.text) or read_heading(row.text) or is_direction(row.text):
        return None
    return name, manner


def _is_clear_above(rows: Sequence[Row], at: int) -> bool:
    """Whether a row begins a block, or follows directions that do."""
    above = at - 1
    while above >= 0 and not rows[above].ends_block and is_direction(rows[above].text):
        above -= 1
    return above < 0 or rows[above].ends_block or read_heading(rows[above].text) is not None


def survey(rows: Sequence[Row]) -> Survey:
    """Look over all rows."""
    cast, cast_rows = _cast(rows)
    names = frozenset(fold_name(name) for one in cast for name in (one.name, *one.aliases))
    body = [row if row.number not in cast_rows else Row(row.number, "") for row in rows]
    inside = _below_capitals(body)
    labels = [label.speaker for at, row in enumerate(body) if row.text and at not in inside and (label := split_label(row.text))]
    counts = Counter(fold_name(label) for label in labels)
    plain = Known(dict(counts), names)
    spoken = [label for label in labels if is_name(label, plain)]
    small = bool(spoken) and not any(label[:1].isupper() for label in spoken)
    shouted = sum(1 for label in spoken if is_capitals(label))
    known = Known(dict(counts), names, small, capitals=shouted >= 4 and shouted * 10 >= len(spoken) * 8)
    labelled = sum(1 for label in labels if is_name(label, known))
    cues = _cues(body, known, labelled)
    cue_count = sum(1 for at in range(len(body)) if (cue := _bare_cue(body, at)) and fold_name(cue[0]) in cues)
    stops = _stops(body, names, labelled)
    return Survey(known, cast, cast_rows, cues, stops, cue_count > labelled)


def _below_capitals(rows: Sequence[Row]) -> frozenset[int]:
    """Rows of the blocks that a cue in capitals opens: a colon in them ("Listen: …") marks nobody."""
    counts = Counter(fold_name(label.speaker) for row in rows if row.text and (label := split_label(row.text)))
    inside: set[int] = set()
    for at in range(len(rows)):
        cue = _bare_cue(rows, at)
        if cue is None or not is_capitals(cue[0]) or _is_labelled_block(rows, at + 1, counts):
            continue
        below = at + 1
        while below < len(rows) and not rows[below].ends_block:
            inside.add(below)
            below += 1
    return frozenset(inside)


def _is_labelled_block(rows: Sequence[Row], at: int, counts: Mapping[str, int]) -> bool:
    """Whether a block is speeches with labels of their own: the first is in capitals, comes again, or is not the only one."""
    first = split_label(rows[at].text)
    if first is None or not is_name(first.speaker, Known()):
        return False
    names = {fold_name(first.speaker)}
    for row in rows[at + 1 :]:
        if row.ends_block:
            break
        label = split_label(row.text)
        names |= {fold_name(label.speaker)} if label and is_name(label.speaker, Known()) else set()
    return is_capitals(first.speaker) or counts[fold_name(first.speaker)] > 1 or len(names) > 1


def _cues(rows: Sequence[Row], known: Known, labelled: int) -> frozenset[str]:
    found: Counter[str] = Counter()
    capitals: set[str] = set()
    doubtful: set[str] = set()
    for at in range(len(rows)):
        cue = _bare_cue(rows, at)
        if cue is None:
            continue
        folded = fold_name(cue[0])
        label = split_label(rows[at + 1].text)
        if (
            label
            and is_name(label.speaker, known)
            and (labelled or not is_capitals(cue[0]) or known.counts.get(fold_name(label.speaker)))
        ):
            doubtful.add(folded)
            continue
        found[folded] += 1
        if is_capitals(cue[0]):
            capitals.add(folded)
    trusted = {name for name in found if name in known.cast or known.counts.get(name, 0) > 0}
    again = {name for name, count in found.items() if count > 1 or name in doubtful}
    # A word in capitals that comes once may be a noise ("BANG"): among labelled speeches it is not a cue.
    once = capitals if labelled < 2 else set[str]()
    return frozenset(trusted | again | once)


def _stops(rows: Sequence[Row], cast: frozenset[str], labelled: int) -> frozenset[str]:
    found: Counter[str] = Counter()
    capitals: set[str] = set()
    paragraphs = 0
    for before, row in zip([Row(0, ""), *rows], rows, strict=False):
        paragraphs += bool(row.text and not before.text)
        stopped = _STOPPED.match(row.text)
        if not stopped or not may_be_name(stopped["name"]) or _TITLE.fullmatch(stopped["name"]) or read_heading(row.text):
            continue
        folded = fold_name(stopped["name"])
        if is_capitals(stopped["name"]):
            capitals.add(folded)
        if not before.text or is_capitals(stopped["name"]):
            found[folded] += 1
    again = {name for name, count in found.items() if count > 1 or name in cast}
    marked = sum(found[name] for name in again)
    if marked < 2 or marked <= labelled:
        return frozenset()
    if again & capitals:
        return frozenset(again & capitals | capitals)
    # In small letters "Yes. I know." looks the same: believed only where it marks most of the page.
    return frozenset(again) if len(again) > 1 and labelled == 0 and marked * 10 >= paragraphs * 6 else frozenset()


def _cast(rows: Sequence[Row]) -> tuple[tuple[Character, ...], frozenset[int]]:
    start = next((at for at, row in enumerate(rows) if is_cast_heading(row.text)), None)
    if start is None or any(_is_speech(row) for row in rows[:start]):
        return (), frozenset()
    cast: list[Character] = []
    at = start + 1
    while at < len(rows):
        row = rows[at]
        if row.text and (row.ends_block or read_heading(row.text)):
            break
        if not row.text:
            if cast and not _goes_on(rows, at + 1, cast):
                break
        elif row.indented and cast and not (read_cast_entry(row.text) and rows[at - 1].indented):
            cast[-1] = cast[-1].changed(appearance=f"{cast[-1].appearance} {row.text}".strip(), appearance_from="source")
        elif one := read_cast_entry(row.text):
            merge_cast(cast, one)
        else:
            break
        at += 1
    if not cast:
        return (), frozenset()
    return tuple(cast), frozenset(row.number for row in rows[start:at])


def _is_speech(row: Row) -> bool:
    label = split_label(row.text)
    return bool(label and label.text and is_name(label.speaker, Known()))


def _goes_on(rows: Sequence[Row], at: int, cast: Sequence[Character]) -> bool:
    """Whether the list goes on after a blank line: only new people stand between here and a scene heading or rule."""
    names = {fold_name(one.name) for one in cast}
    for row in rows[at:]:
        if not row.text:
            continue
        if row.is_rule or row.is_markdown or read_heading(row.text):
            return True
        one = read_cast_entry(row.text)
        if one is None or fold_name(one.name) in names:
            return False
        names.add(fold_name(one.name))
    return False
