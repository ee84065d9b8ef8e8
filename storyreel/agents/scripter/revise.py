"""Revision: Findings and Notes become Edits, by a table of remedies; what they do not touch stays as it is.

A kind of Finding that no remedy is known for gives no Edit: the loop sees that nothing was gained and stops, and the report names
the Finding. The handbook has no judgement of its own; it does what is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from storyreel.agents.scripter import mend_lines, mend_people, mend_shots
from storyreel.agents.scripter.bench import Bench
from storyreel.agents.scripter.noting import heed
from storyreel.film.dialogue import Dialogue
from storyreel.film.edits import Edit
from storyreel.film.finding import Finding, Remedy, Severity
from storyreel.film.note import Note
from storyreel.film.script import Script

__all__ = ["HANDLED", "REMEDIES", "revise_script"]

ShotRemedy = Callable[[Bench, Finding], None]
LineRemedy = Callable[[Bench, Finding, Dialogue], None]

REMEDIES: Final[dict[str, ShotRemedy]] = {
    "shot-too-long": mend_shots.split_long,
    "shot-too-short": mend_shots.lengthen,
    "size-monotony": mend_shots.change_size,
    "jump-cut": mend_shots.change_size,
    "crossed-line": mend_shots.keep_side,
    "missing-blocking": mend_people.place_missing,
    "teleport": mend_people.walk,
    "same-spot": mend_people.set_apart,
    "unreachable-move": mend_people.slow_walk,
    "custody-break": mend_people.tell_transfer,
    "unlisted-prop": mend_people.list_prop,
    "time-flip": mend_people.light_right,
}
"""What is done for each kind of Finding on a Shot."""

_LINES: Final[dict[str, LineRemedy]] = {
    "line-does-not-fit": mend_lines.give_room,
    "speech-overlap": mend_lines.give_room,
    "line-altered": mend_lines.restore_text,
    "wrong-speaker": mend_lines.restore_speaker,
    "line-repeated": mend_lines.say_once,
}
_WHOLE: Final[dict[str, ShotRemedy]] = {
    "missing-appearance": mend_people.dress,
    "unknown-speaker": mend_people.add_to_cast,
    "unknown-character": mend_people.add_to_cast,
    "missing-place": mend_people.name_place,
    "missing-time": mend_people.name_place,
}
HANDLED: Final = frozenset({"missing-line", *REMEDIES, *_LINES, *_WHOLE})
"""Kinds of Findings that the handbook has a remedy for."""


def revise_script(
    script: Script, dialogue: Dialogue, *, findings: Sequence[Finding] = (), notes: Sequence[Note] = ()
) -> tuple[Edit, ...]:
    """The Edits that answer Findings and Notes, Notes first: a person's word is not undone by a rule in the same round.

    >>> revise_script(Script(), Dialogue())
    ()
    """
    bench = Bench(script)
    for note in notes:
        heed(bench, note)
    asked = {uid for note in notes for uid in note.targets}
    order = {line.id: at for at, line in enumerate(dialogue.lines)}
    for finding in sorted(
        findings, key=lambda one: (_cuts_last(one), order.get(one.line, 0) if one.kind == "missing-line" else 0)
    ):
        if finding.shot in asked and finding.severity not in (Severity.BLOCKING, Severity.MAJOR):
            continue
        _answer(bench, finding, dialogue)
    return bench.edits()


def _cuts_last(finding: Finding) -> bool:
    """A Shot is cut in two after everything else was done to it."""
    return finding.kind == "shot-too-long" or finding.remedy is Remedy.SPLIT


def _answer(bench: Bench, finding: Finding, dialogue: Dialogue) -> None:
    if finding.kind in _WHOLE:
        _WHOLE[finding.kind](bench, finding)
    elif finding.kind == "missing-line":
        mend_lines.give_back(bench, finding, dialogue)
    elif not bench.has(finding.shot):
        return
    elif finding.kind in _LINES:
        _LINES[finding.kind](bench, finding, dialogue)
    elif finding.kind in REMEDIES:
        REMEDIES[finding.kind](bench, finding)
    elif finding.remedy is Remedy.SIMPLIFY:
        mend_shots.simplify(bench, finding)
    elif finding.remedy is Remedy.SPLIT:
        mend_shots.split_long(bench, finding)
