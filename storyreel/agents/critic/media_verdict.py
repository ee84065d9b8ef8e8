"""The verdict on a Take or a film: every measurement that applies, scored, and what no measurement sees left to a judge.

Each check runs by itself: one that breaks is told as "check-failed" and leaves its dimension without a guess; a file that cannot
be decoded blocks. What the checks measure is the business of `tools.measure`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from storyreel.agents.critic.scoring import needs_a_judge, passes, score_of
from storyreel.errors import MediaError
from storyreel.film.finding import Cause, Finding, Remedy, Score, Severity, Verdict
from storyreel.tools.contracts import Check, Evidence
from storyreel.tools.files import sha256_of_file

__all__ = ["JUDGED_MEDIA_DIMENSIONS", "TAKE_UNITS", "media_verdict"]

JUDGED_MEDIA_DIMENSIONS = (
    "Visual Appeal",
    "Script Faithfulness",
    "Narrative Coherence",
    "Character Consistency",
    "Physical Law Adherence",
    "Audio-Visual Synchronization",
    "Emotional Consistency",
    "Rhythm Coordination",
    "Voice-Lip Sync",
)
TAKE_UNITS = 2
"""A Take weighs as two units: one major Finding makes 3.0 and sends it back by default, a minor one makes 4.5."""

_TECHNICAL = "Technical Quality"


class _Outcome(NamedTuple):
    """What one check gave: Findings, or why it gave none ("" where it did its work)."""

    check: Check
    findings: tuple[Finding, ...]
    broke: str


def media_verdict(
    evidence: Evidence,
    checks: Sequence[Check],
    *,
    threshold: float = 3.5,
    thresholds: Mapping[str, float] | None = None,
) -> Verdict:
    """The verdict of measurements on a Take or a film; blocking work, for a thread.

    Args:
        checks: Those that do not apply to this kind of evidence are passed over.
        threshold: Score from which a dimension passes, 1.0 to 5.0.
        thresholds: Dimension -> its own threshold.
    """
    made_on = _made_on(evidence)
    outcomes = [_run(check, evidence) for check in checks if evidence.on in check.on] if evidence.media else []
    findings = [_placed(finding, evidence, made_on) for one in outcomes for finding in one.findings]
    if evidence.media is None:
        findings.append(_placed(_undecodable("the file could not be opened as a film"), evidence, made_on))
    findings = _once(findings)
    own = thresholds or {}
    scores = {name: needs_a_judge() for name in JUDGED_MEDIA_DIMENSIONS}
    for name in dict.fromkeys([_TECHNICAL, *(check.dimension for check in checks if evidence.on in check.on)]):
        scores[name] = _score(name, evidence, outcomes, findings, own.get(name, threshold))
    passed = passes(scores, findings, threshold=threshold, thresholds=own)
    ordered = dict(sorted(scores.items(), key=lambda item: item[1].value is None))
    return Verdict(
        on=evidence.on,
        made_on=made_on,
        passed=passed,
        scores=ordered,
        findings=tuple(findings),
        judge="measured",
        threshold=threshold,
    )


def _run(check: Check, evidence: Evidence) -> _Outcome:
    try:
        return _Outcome(check, tuple(check(evidence)), "")
    except MediaError as exc:
        return _Outcome(check, (_undecodable(str(exc)),), f"{check.kind}: the file cannot be decoded")
    except Exception as exc:  # A check is code of anybody's; the run must not end for it, and the report must say so.
        error = f"{type(exc).__name__}: {exc}"
        failed = Finding(
            dimension=check.dimension,
            kind="check-failed",
            severity=Severity.INFO,
            evidence=f"the check {check.kind} broke: {error}",
            cause=Cause.BACKEND,
            remedy=Remedy.NONE,
            about=check.kind,
        )
        return _Outcome(check, (failed,), f"{check.kind}: {error}")


def _undecodable(why: str) -> Finding:
    return Finding(
        dimension=_TECHNICAL,
        kind="undecodable",
        severity=Severity.BLOCKING,
        evidence=why,
        cause=Cause.BACKEND,
        remedy=Remedy.RETAKE,
    )


def _placed(finding: Finding, evidence: Evidence, made_on: str) -> Finding:
    """The Finding with Shot and hash where the check left them open."""
    fields: dict[str, str] = {}
    if not finding.made_on:
        fields["made_on"] = made_on
    if not finding.shot and evidence.spec is not None:
        fields["shot"] = evidence.spec.uid
    return finding.changed(**fields) if fields else finding


def _once(findings: Sequence[Finding]) -> list[Finding]:
    """Every check reads the same file: that it is broken is said once."""
    out: dict[tuple[str, int | None], Finding] = {}
    for finding in findings:
        key = ("undecodable", None) if finding.kind == "undecodable" else (finding.fingerprint, finding.start_ms)
        out.setdefault(key, finding)
    return list(out.values())


def _score(name: str, evidence: Evidence, outcomes: Sequence[_Outcome], findings: Sequence[Finding], threshold: float) -> Score:
    of_it = [one for one in outcomes if one.check.dimension == name]
    own = [finding for finding in findings if finding.dimension == name]
    broke = "; ".join(one.broke for one in of_it if one.broke)
    counted = [finding for finding in own if finding.kind != "check-failed"]
    if not counted and (blind := _blind(name, evidence) or (broke if all(one.broke for one in of_it) else "")):
        return Score(value=None, why=f"not observable: {blind}")
    rules = tuple(one.check.kind for one in of_it if not one.broke)
    why = f"without {broke}" if broke else ""
    if evidence.on == "take":
        return score_of(counted, units=TAKE_UNITS, least=TAKE_UNITS, threshold=threshold, rules=rules, why=why)
    return score_of(counted, units=_shots(evidence), threshold=threshold, rules=rules, why=why)


def _blind(name: str, evidence: Evidence) -> str:
    """Why a dimension cannot be seen on this evidence, "" where it can."""
    if evidence.media is None:
        return "" if name == _TECHNICAL else "the file cannot be opened"
    if name == _TECHNICAL:
        return ""
    if evidence.spec is None and evidence.script is None and evidence.cut is None:
        return "no script was given to compare with"
    if name == "Dialogue Completeness" and not _speaks(evidence):
        return "nobody speaks in it"
    return ""


def _speaks(evidence: Evidence) -> bool:
    if evidence.spec is not None:
        return bool(evidence.spec.lines)
    return evidence.script is None or bool(evidence.script.lines)


def _shots(evidence: Evidence) -> int:
    if evidence.cut is not None:
        return len(evidence.cut.entries)
    return len(evidence.script.shots) if evidence.script is not None else 0


def _made_on(evidence: Evidence) -> str:
    if evidence.take is not None:
        return evidence.take.key
    return sha256_of_file(evidence.media.path) if evidence.media is not None else ""
