"""Whether each Line has room: within its Shot's span, and up to the next Line or the Shot's end for what its speech really needs.

A rule of Dialogue Completeness in a file of its own. With the table read's audio it blocks, for speech would be cut off; by
estimate it only advises, since people speak at very different speeds.
"""

from __future__ import annotations

from collections.abc import Iterator

from storyreel.agents.critic.case import ScriptCase, Spoken
from storyreel.agents.critic.rule import Hit, Rule
from storyreel.agents.critic.script_rules.voices import colliding
from storyreel.film.finding import Remedy, Severity
from storyreel.film.time import seconds_text
from storyreel.film.timing import SpeechMisfit, speech_fit

__all__ = ["ESTIMATE_ERROR", "QUICK_SPEECH", "RULE", "crowded"]

QUICK_SPEECH = 1.3
"""An estimate that is over by less than this share is within what a quick speaker does."""
ESTIMATE_ERROR = 1.05
"""An estimate that is over by no more than this share says nothing: no estimate is that exact."""


def _misfits(case: ScriptCase) -> Iterator[Hit]:
    outside: set[tuple[str, str]] = set()
    for shot, line in case.spoken:
        if line.start_ms < shot.start_ms or line.end_ms > shot.end_ms or line.end_ms < line.start_ms:
            outside.add((shot.uid, line.id))
            evidence = (
                f"line {line.id} of {line.speaker} runs from {seconds_text(line.start_ms)} to {seconds_text(line.end_ms)} s;"
                f" its shot {shot.id} from {seconds_text(shot.start_ms)} to {seconds_text(shot.end_ms)} s"
            )
            yield Hit(shot=shot, line=line.id, evidence=evidence, span_ms=(line.start_ms, max(line.start_ms, line.end_ms)))
    clashing = {(one.shot.uid, one.line.id) for pair in crowded(case) for one in pair}
    over = {(before.shot.uid, before.line.id): before.line for before, _, _ in colliding(case)}
    for misfit in speech_fit(case.script, case.speech):
        place = (misfit.uid, misfit.line_id)
        # Where another comes in on a line that has its time, nothing is cut off: that two speak at once is a rule of its own.
        drowned = place in over and over[place].end_ms - over[place].start_ms >= misfit.needed_ms
        near = case.speech is None and misfit.needed_ms <= ESTIMATE_ERROR * misfit.room_ms
        if place not in outside | clashing and not drowned and not near:
            yield _short_of_room(case, misfit)


def _short_of_room(case: ScriptCase, misfit: SpeechMisfit) -> Hit:
    shot = case.script.shot(misfit.uid)
    line = next(line for line in shot.lines if line.id == misfit.line_id)
    source, severity = "spoken", Severity.BLOCKING
    if case.speech is None:
        source = "by estimate"
        severity = Severity.MINOR if misfit.needed_ms <= QUICK_SPEECH * misfit.room_ms else Severity.MAJOR
    evidence = (
        f"line {line.id} of {line.speaker} needs {seconds_text(misfit.needed_ms)} s ({source}) and has"
        f" {seconds_text(misfit.room_ms)} s in shot {shot.id}"
    )
    return Hit(
        shot=shot,
        line=line.id,
        evidence=evidence,
        severity=severity,
        span_ms=(line.start_ms, line.end_ms),
        data={"needed_ms": misfit.needed_ms, "room_ms": misfit.room_ms},
    )


def crowded(case: ScriptCase) -> Iterator[tuple[Spoken, Spoken]]:
    """Pairs of a speaker's own Lines of which the second starts before the first has ended."""
    last: dict[str, Spoken] = {}
    for one in sorted(case.spoken, key=lambda one: (one.line.start_ms, one.line.end_ms)):
        speaker = case.name_of(one.line.speaker)
        before = last.get(speaker)
        if before is not None and one.line.start_ms < before.line.end_ms:
            yield before, one
        if before is None or one.line.end_ms > before.line.end_ms:
            last[speaker] = one


RULE = Rule(
    id="SR507",
    kind="line-does-not-fit",
    severity=Severity.BLOCKING,
    says="each line has room in its shot for its speech (an estimate only advises)",
    look=_misfits,
    remedy=Remedy.RE_TIME,
)
