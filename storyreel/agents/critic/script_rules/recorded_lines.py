"""Recordings against their Lines: whether the sound that was brought can hold the words, is heard at all, and is whole.

Rules of Dialogue Completeness. Nobody listens to what is said: a recording of other words of the same length passes. What people
can speak in a time is compared with estimates, so only what no quick speaker does is more than minor.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from storyreel.agents.critic.case import ScriptCase
from storyreel.agents.critic.rule import Hit, Rule
from storyreel.film.dialogue import Line
from storyreel.film.finding import Cause, Remedy, Severity
from storyreel.film.recording import Recording
from storyreel.film.time import seconds_text
from storyreel.film.timing import estimate_speech_ms

__all__ = ["QUICK", "RULES", "TOO_QUICK"]

QUICK, TOO_QUICK = 1.7, 2.4
"""Times as fast as the estimate of 2.5 words a second: 4.3 words a second are quick, 6 are no speech that is followed."""
_SLOW = 4.0
_SLOW_MORE_MS = 4000
_LEAST_MS = 900
"""Shorter estimates are mostly the breath around a word: no ratio is taken of them."""
_NOTHING: Mapping[str, int] = {}
_UNHEARD = frozenset({"no-times", "times-backwards", "outside-the-file", "silent"})


def _recorded(case: ScriptCase) -> Iterator[tuple[Line, Recording]]:
    for line in case.dialogue.lines if case.dialogue else ():
        if line.recording is not None:
            yield line, line.recording


def _hit(
    case: ScriptCase, line: Line, evidence: str, severity: Severity | None = None, data: Mapping[str, int] = _NOTHING
) -> Hit:
    spoken = case.parts.get(line.id)
    shot = spoken[0].shot if spoken else None
    span = (spoken[0].line.start_ms, spoken[-1].line.end_ms) if spoken else None
    return Hit(shot=shot, line=line.id, evidence=evidence, severity=severity, span_ms=span, data=dict(data))


def _too_short(case: ScriptCase) -> Iterator[Hit]:
    for line, recording in _recorded(case):
        estimate = estimate_speech_ms(line.text, case.script.language)
        if not recording.is_voice or estimate < _LEAST_MS:
            continue
        pace, lasts = estimate / recording.speech_ms, seconds_text(recording.speech_ms)
        asks = f"for words that take about {estimate / 1000:.1f} s"
        said = f"the recording of line {line.id} ({line.speaker}) has {lasts} s of speech {asks}"
        figures = {"speech_ms": recording.speech_ms, "estimate_ms": estimate}
        if pace >= TOO_QUICK:
            evidence = f"{said}, {pace:.1f} times as fast: it is likely cut off, or of other words"
            yield _hit(case, line, evidence, data=figures)
        elif pace >= QUICK:
            yield _hit(case, line, f"{said}: very quick speech, or cut off", Severity.MINOR, figures)
        elif recording.speech_ms > max(_SLOW * estimate, estimate + _SLOW_MORE_MS):
            evidence = f"{said}: it holds more than the line, or the words are not all written down"
            yield _hit(case, line, evidence, Severity.MINOR, figures)


def _unheard(case: ScriptCase) -> Iterator[Hit]:
    for line, recording in _recorded(case):
        wrong = [flaw.text for flaw in recording.flaws if flaw.kind in _UNHEARD]
        if not recording.is_voice:
            why = "; ".join(wrong) or "nothing is heard in it"
            evidence = f"line {line.id} of {line.speaker} has no recording to speak it, the voice does: {why}"
            # Without times nothing was promised for this Line; a silent or misplaced recording was.
            minor = {flaw.kind for flaw in recording.flaws} == {"no-times"}
            yield _hit(case, line, evidence, Severity.MINOR if minor else None)


def _damaged(case: ScriptCase) -> Iterator[Hit]:
    for line, recording in _recorded(case):
        for flaw in recording.flaws:
            if flaw.kind in ("damaged", "cut-off", "clipped") and recording.is_voice:
                severity = Severity.MINOR if flaw.kind == "clipped" else None
                yield _hit(case, line, f"the recording of line {line.id} ({line.speaker}): {flaw.text}", severity)


RULES = (
    Rule(
        id="SR521",
        kind="recording-misfit",
        severity=Severity.MAJOR,
        says=f"a recording lasts about as long as its words take (minor under {TOO_QUICK:g} times as fast, and where it is slow)",
        look=_too_short,
        cause=Cause.DIALOGUE,
        remedy=Remedy.NONE,
    ),
    Rule(
        id="SR522",
        kind="recording-unheard",
        severity=Severity.MAJOR,
        says="a recording that was brought speaks its line (minor where a line has no times to be cut by)",
        look=_unheard,
        cause=Cause.DIALOGUE,
        remedy=Remedy.NONE,
    ),
    Rule(
        id="SR523",
        kind="recording-damaged",
        severity=Severity.MAJOR,
        says="a recording is whole and clean (minor where only its loudest peaks are cut)",
        look=_damaged,
        cause=Cause.DIALOGUE,
        remedy=Remedy.NONE,
    ),
)
