"""Dialogue Completeness: every Line of the source is in the Script once, whole, in order, by the right speaker, with room for it.

This is the first promise of the whole system, so nearly everything here blocks. Without the source the Script is judged on its
own ids, and the score says so. How the Lines are found in the Script is `critic.lines`.
"""

from __future__ import annotations

from collections.abc import Iterator

from storyreel.agents.critic.case import ScriptCase
from storyreel.agents.critic.lines import first_difference, match_lines, numbering, out_of_order, squeezed
from storyreel.agents.critic.rule import Dimension, Hit, Rule
from storyreel.agents.critic.script_rules import line_fit, recorded_lines, voices
from storyreel.agents.critic.script_rules.line_fit import crowded
from storyreel.agents.critic.wording import plain_name
from storyreel.film.finding import Remedy, Severity
from storyreel.film.time import seconds_text

__all__ = ["DIMENSION"]


def _quoted(text: str) -> str:
    return f"“{text if len(text) <= 60 else text[:57] + '…'}”"


def _missing(case: ScriptCase) -> Iterator[Hit]:
    for one in match_lines(case):
        if not one.spoken:
            evidence = f"line {one.line.id} of {one.line.speaker} {_quoted(one.line.text)} is in no shot"
            yield Hit(evidence=evidence, line=one.line.id)
    for line_id, parts in case.parts.items():
        first = parts[0]
        absent = sorted(set(range(first.line.parts)) - {one.line.part for one in parts})
        if absent and all(one.line.part < one.line.parts for one in parts):
            names = ", ".join(str(part + 1) for part in absent)
            evidence = f"line {line_id} of {first.line.speaker} is spoken in {first.line.parts} parts; part {names} is in no shot"
            yield Hit(evidence=evidence, line=line_id, about="parts", shot=first.shot)
    if case.dialogue is None:
        for absent_id, after in numbering(case):
            yield Hit(
                evidence=f"line {absent_id} is in no shot: the ids go on after {after} without it",
                line=absent_id,
                severity=Severity.MAJOR,
            )


def _altered(case: ScriptCase) -> Iterator[Hit]:
    for one in match_lines(case):
        heard = one.text
        if one.spoken and one.whole and squeezed(heard) != squeezed(one.line.text):
            expected, got = first_difference(one.line.text, heard)
            evidence = f"line {one.line.id} of {one.line.speaker}: expected “{expected}”, the script has “{got}”"
            yield Hit(evidence=evidence, line=one.line.id, shot=one.spoken[0].shot)


def _wrong_speakers(case: ScriptCase) -> Iterator[Hit]:
    for one in match_lines(case):
        right = plain_name(case.name_of(one.line.speaker))
        for shot, line in one.spoken:
            if plain_name(case.name_of(line.speaker)) != right:
                given = f"line {line.id} {_quoted(line.text)} is given to {line.speaker} in shot {shot.id}"
                evidence = f"{given}; the source gives it to {one.line.speaker}"
                yield Hit(evidence=evidence, line=one.line.id, shot=shot, span_ms=(line.start_ms, line.end_ms))
                break


def _order(case: ScriptCase) -> Iterator[Hit]:
    for one, after in out_of_order(case):
        evidence = f"line {one.line.id} of {one.line.speaker} is spoken in shot {one.shot.id}, after {after}: out of order"
        yield Hit(evidence=evidence, line=one.line.id, shot=one.shot, span_ms=(one.line.start_ms, one.line.end_ms))


def _repeated(case: ScriptCase) -> Iterator[Hit]:
    for line_id, parts in case.parts.items():
        seen: set[int] = set()
        for shot, line in parts:
            if line.part in seen:
                which = f" part {line.part + 1}" if line.parts > 1 else ""
                evidence = f"line {line_id}{which} of {line.speaker} is spoken again in shot {shot.id}; once is expected"
                yield Hit(evidence=evidence, line=line_id, shot=shot, span_ms=(line.start_ms, line.end_ms))
            seen.add(line.part)


def _invented(case: ScriptCase) -> Iterator[Hit]:
    if case.dialogue is None:
        return
    known = {spoken.line.id for one in match_lines(case) for spoken in one.spoken}
    for line_id, parts in case.parts.items():
        if line_id not in known:
            shot, line = parts[0]
            evidence = f"line {line_id} of {line.speaker} {_quoted(line.text)} in shot {shot.id} is not in the source"
            yield Hit(evidence=evidence, line=line_id, shot=shot, span_ms=(line.start_ms, line.end_ms))


def _overlaps(case: ScriptCase) -> Iterator[Hit]:
    for before, one in crowded(case):
        over = before.line.end_ms - one.line.start_ms
        evidence = (
            f"{one.line.speaker} starts line {one.line.id} in shot {one.shot.id} {seconds_text(over)} s before their own line"
            f" {before.line.id} has ended"
        )
        span = (one.line.start_ms, before.line.end_ms)
        yield Hit(evidence=evidence, line=one.line.id, shot=one.shot, span_ms=span, data={"overlap_ms": over})


def _blind(case: ScriptCase) -> str:
    if case.spoken or (case.dialogue and case.dialogue.lines):
        return ""
    return "not observable: nobody speaks" if case.dialogue else "not observable: nobody speaks and the source was not given"


def _units(case: ScriptCase) -> int:
    return len(case.dialogue.lines) if case.dialogue else len(case.parts)


DIMENSION = Dimension(
    name="Dialogue Completeness",
    units=_units,
    blind=_blind,
    remark=lambda case: "" if case.dialogue else "judged on the script's own line ids: the source was not given",
    rules=(
        Rule(
            id="SR501", kind="missing-line", severity=Severity.BLOCKING, says="every line of the source is spoken", look=_missing
        ),
        Rule(
            id="SR502",
            kind="line-altered",
            severity=Severity.BLOCKING,
            says="the words are the source's, parts put together",
            look=_altered,
        ),
        Rule(
            id="SR503",
            kind="wrong-speaker",
            severity=Severity.BLOCKING,
            says="each line is given to its speaker",
            look=_wrong_speakers,
        ),
        Rule(
            id="SR504", kind="line-out-of-order", severity=Severity.BLOCKING, says="lines come in the source's order", look=_order
        ),
        Rule(id="SR505", kind="line-repeated", severity=Severity.MAJOR, says="no line is spoken twice", look=_repeated),
        Rule(
            id="SR506",
            kind="line-invented",
            severity=Severity.MAJOR,
            says="nothing is spoken that the source has not",
            look=_invented,
        ),
        line_fit.RULE,
        Rule(
            id="SR508",
            kind="speech-overlap",
            severity=Severity.MAJOR,
            says="nobody speaks two lines at once",
            look=_overlaps,
            remedy=Remedy.RE_TIME,
        ),
        *voices.RULES,
        *recorded_lines.RULES,
    ),
)
