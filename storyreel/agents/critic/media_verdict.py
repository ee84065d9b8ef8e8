"""The verdict on a Take or a film: every measurement that applies, scored, and what no measurement sees left to a judge.

Each check runs by itself: one that breaks is told as "check-failed" and leaves its dimension without a guess; a file that cannot
be decoded blocks. What the checks measure is the business of `tools.measure`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from storyreel.agents.critic.missing_takes import CONTENT, missing_takes_score
from storyreel.agents.critic.scoring import needs_a_judge, passes, score_of
from storyreel.agents.critic.silence import Wishes, sift
from storyreel.errors import MediaError
from storyreel.film.finding import Cause, Finding, Remedy, Score, Severity, Verdict
from storyreel.tools.contracts import Check, Evidence, FilmFile
from storyreel.tools.files import sha256_of_file
from storyreel.tools.whole_cut import whole_cut

__all__ = ["JUDGED_MEDIA_DIMENSIONS", "MEASURED_DIMENSIONS", "TAKE_UNITS", "dimension_of", "media_verdict"]

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

MEASURED_DIMENSIONS: Mapping[str, str] = {
    "wrong-duration": "Duration",
    "missing-cut": "Cut Fidelity",
    "extra-cut": "Cut Fidelity",
}
"""Kinds that make a score of their own, whatever larger one their check counts them to."""

_TECHNICAL = "Technical Quality"
_NEEDS_SCRIPT = frozenset({"Duration", "Cut Fidelity", "Dialogue Completeness"})


class _Outcome(NamedTuple):
    """What one check gave: Findings, or why it gave none ("" where it did its work)."""

    check: Check
    dimension: str
    findings: tuple[Finding, ...]
    broke: str


def media_verdict(
    evidence: Evidence,
    checks: Sequence[Check],
    *,
    threshold: float = 3.5,
    thresholds: Mapping[str, float] | None = None,
    wishes: Wishes | None = None,
    problem: Finding | None = None,
) -> Verdict:
    """The verdict of measurements on a Take or a film; blocking work, for a thread.

    A film in which a Shot has no Take does not pass, whatever the rest is like.

    Args:
        checks: Those that do not apply to this kind of evidence are passed over.
        threshold: Score from which a dimension passes, 1.0 to 5.0.
        thresholds: Dimension -> its own threshold.
        wishes: Kinds to look for alone, and kinds not to hear of.
        problem: Why the file could not be opened, where it could not.
    """
    made_on, asked = _made_on(evidence), wishes or Wishes()
    fitting = [check for check in checks if evidence.on in check.on and asked.selects(check.kind, check.kind)]
    dark = {check.kind: why for check in fitting if (why := _sees_nothing(check, evidence))}
    outcomes = [
        _run(check, evidence) for check in fitting if check.kind not in dark and not _blind(dimension_of(check), evidence)
    ]
    found = [finding for one in outcomes for finding in one.findings]
    if evidence.media is None:
        found = [problem or _undecodable("the file cannot be opened as a film")]
    sifted = sift(_once(_placed(finding, evidence, made_on) for finding in found), evidence.script, asked)
    findings, own = sifted.heard, thresholds or {}
    scores = {name: needs_a_judge() for name in JUDGED_MEDIA_DIMENSIONS}
    for name in dict.fromkeys([_TECHNICAL, *map(dimension_of, fitting)]):
        why = _unseen(name, fitting, dark)
        scores[name] = Score(value=None, why=why) if why else _score(name, evidence, outcomes, findings, own.get(name, threshold))
    whole = missing_takes_score(evidence.cut)
    if whole is not None:
        scores[CONTENT] = whole
    passed = whole is None and passes(scores, findings, threshold=threshold, thresholds=own)
    ordered = dict(sorted(scores.items(), key=lambda item: item[1].value is None))
    return Verdict(
        on=evidence.on,
        made_on=made_on,
        passed=passed,
        scores=ordered,
        findings=findings,
        judge="measured",
        threshold=threshold,
        silenced=sifted.silenced,
    )


def _sees_nothing(check: Check, evidence: Evidence) -> str:
    """Why a check sees nothing on this evidence, in its own words; "" where it does."""
    blind: Callable[[Evidence], str] | None = getattr(check, "blind", None)
    return blind(evidence) if blind is not None else ""


def _unseen(name: str, checks: Sequence[Check], dark: Mapping[str, str]) -> str:
    """Why a dimension is not observable, where every check of it sees nothing."""
    of_it = [check.kind for check in checks if dimension_of(check) == name]
    return dark[of_it[0]] if of_it and all(kind in dark for kind in of_it) else ""


def dimension_of(check: Check) -> str:
    """The score that a check's Findings count against."""
    return MEASURED_DIMENSIONS.get(check.kind, check.dimension)


def _run(check: Check, evidence: Evidence) -> _Outcome:
    name = dimension_of(check)
    try:
        found = check(evidence if _has_plan(evidence) or evidence.media is None else _as_one_shot(evidence, evidence.media))
        own = (one.changed(dimension=name) if one.dimension == check.dimension != name else one for one in found)
        return _Outcome(check, name, tuple(own), "")
    except MediaError as exc:
        return _Outcome(check, name, (_undecodable(str(exc)),), f"{check.kind}: the file cannot be decoded")
    except Exception as exc:  # A check is code of anybody's; the run must not end for it, and the report must say so.
        error = f"{type(exc).__name__}: {exc}"
        failed = Finding(
            dimension=name,
            kind="check-failed",
            severity=Severity.INFO,
            evidence=f"the check {check.kind} broke: {error}",
            cause=Cause.BACKEND,
            remedy=Remedy.NONE,
            about=check.kind,
        )
        return _Outcome(check, name, (failed,), f"{check.kind}: {error}")


def _has_plan(evidence: Evidence) -> bool:
    """Whether there is anything that says what the picture should be."""
    return evidence.spec is not None or evidence.script is not None or evidence.cut is not None


def _as_one_shot(evidence: Evidence, media: FilmFile) -> Evidence:
    return replace(evidence, cut=whole_cut(media))


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


def _once(findings: Iterable[Finding]) -> list[Finding]:
    """Every check reads the same file: that it is broken is said once."""
    out: dict[tuple[str, int | None], Finding] = {}
    for finding in findings:
        key = ("undecodable", None) if finding.kind == "undecodable" else (finding.fingerprint, finding.start_ms)
        out.setdefault(key, finding)
    return list(out.values())


def _score(name: str, evidence: Evidence, outcomes: Sequence[_Outcome], findings: Sequence[Finding], threshold: float) -> Score:
    of_it = [one for one in outcomes if one.dimension == name]
    own = [finding for finding in findings if finding.dimension == name]
    broke = "; ".join(one.broke for one in of_it if one.broke)
    counted = [finding for finding in own if finding.kind != "check-failed"]
    if not counted and (blind := _blind(name, evidence) or (broke if all(one.broke for one in of_it) else "")):
        return Score(value=None, why=f"not observable: {blind.removeprefix('not observable: ')}")
    rules = tuple(one.check.kind for one in of_it if not one.broke)
    why = f"without {broke}" if broke else ""
    if evidence.on == "take" or evidence.media is None:
        return score_of(counted, units=TAKE_UNITS, least=TAKE_UNITS, threshold=threshold, rules=rules, why=why)
    return score_of(counted, units=_shots(evidence), threshold=threshold, rules=rules, why=why)


def _blind(name: str, evidence: Evidence) -> str:
    """Why a dimension cannot be seen on this evidence, "" where it can."""
    if evidence.media is None:
        return "" if name == _TECHNICAL else "the file cannot be opened"
    if evidence.cut is not None and evidence.cut.entries and all(entry.missing for entry in evidence.cut.entries):
        return "no shot of it was made"
    if name in _NEEDS_SCRIPT and not _has_plan(evidence):
        return "no script was given to compare with"
    if name == "Dialogue Completeness":
        if not _speaks(evidence):
            return "nobody speaks in it"
        if evidence.on == "take" and not evidence.own_audio:
            return "the sound is made with the film"
    return ""


def _speaks(evidence: Evidence) -> bool:
    if evidence.spec is not None:
        return bool(evidence.spec.lines)
    return evidence.script is None or bool(evidence.script.lines)


def _shots(evidence: Evidence) -> int:
    if evidence.cut is not None:
        return sum(entry.missing is None for entry in evidence.cut.entries)
    return len(evidence.script.shots) if evidence.script is not None else 0


def _made_on(evidence: Evidence) -> str:
    if evidence.take is not None:
        return evidence.take.sha256
    return sha256_of_file(evidence.media.path) if evidence.media is not None else ""
