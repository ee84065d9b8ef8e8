"""A first look over a whole source: its lines, its cast list, and how its speakers are marked.

Three ways of marking are read: `NAME: text`; a cue in capitals (or a name that comes again) on a line of its own above the
speech; and the forms of printed plays that `printed` knows. Which of them a source uses can only be told from all of it. This
module knows no order of scenes and speeches; `dialogue` reads that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from storyreel.film.bank import Character
from storyreel.formats.asides import is_direction
from storyreel.formats.cast_list import read_cast_list
from storyreel.formats.headings import is_capitals, is_transition, read_heading
from storyreel.formats.labels import Known, Label, fold_name, is_name, may_be_name, split_label, split_manner
from storyreel.formats.printed import Printed, find_printed
from storyreel.formats.rows import Row

__all__ = ["Survey", "cue_of", "label_of", "survey"]


@dataclass(frozen=True)
class Survey:
    """What the whole source tells.

    Attributes:
        known: Counts of labels, and the cast list's names.
        cast: The people of the cast list with their words.
        cast_rows: Line numbers that the cast list takes up.
        cues: Folded names that stand alone above a speech.
        printed: The form without a colon that the source uses, if any.
        by_cues: Whether most speeches are marked by a cue.
    """

    known: Known
    cast: tuple[Character, ...] = ()
    cast_rows: frozenset[int] = frozenset()
    cues: frozenset[str] = frozenset()
    printed: Printed = field(default_factory=Printed)
    by_cues: bool = False


def label_of(row: Row, found: Survey) -> Label | None:
    """The speaker and words of a row marked by a label, if it is marked so."""
    printed = found.printed.label(row)
    if printed:
        return printed
    label = split_label(row.text)
    if label:
        label = _with_comma(label, found.known)
        folded = fold_name(label.speaker)
        known = folded in found.cues or folded in found.known.cast
        if found.by_cues and not known and not is_capitals(label.speaker) and found.known.counts.get(folded, 0) < 2:
            return None
        return label if known or is_name(label.speaker, found.known) else None
    return None


def _with_comma(label: Label, known: Known) -> Label:
    """ "ROSA, quietly: …": what follows the comma in small letters is how it is said, where the name before it is a speaker's."""
    name, comma, manner = label.speaker.partition(",")
    manner = manner.strip()
    if not comma or not manner[:1].islower() or fold_name(name) not in known.cast | known.counts.keys():
        return label
    return label._replace(speaker=name, parenthetical="; ".join(one for one in (manner, label.parenthetical) if one))


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
    if (
        not may_be_name(name)
        or ("," in name and not is_capitals(name))
        or is_transition(row.text)
        or read_heading(row.text)
        or is_direction(row.text)
    ):
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
    cast, cast_rows = read_cast_list(rows)
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
    printed = find_printed(body, names, labelled)
    return Survey(known, cast, cast_rows, cues, printed, cue_count > labelled)


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
