"""A Verdict as a SARIF log: the rules that could have fired, and each Finding at its place in the file. It writes no file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from storyreel.agents.critic.rubric import judged_kinds, rubrics
from storyreel.agents.critic.rule_book import listed_rules, rule_id
from storyreel.agents.critic.rule_page import page_of
from storyreel.agents.critic.silence import SILENCED_BY
from storyreel.film.finding import Finding, Severity, Verdict
from storyreel.formats.locating import ShotPlace
from storyreel.formats.sarif import SarifResult, SarifRule, write_sarif
from storyreel.tools.contracts import Check

__all__ = ["check_summary", "verdict_sarif"]


def verdict_sarif(
    verdict: Verdict, *, file: str, places: Mapping[str, ShotPlace], checks: Iterable[Check] = (), version: str
) -> str:
    """The log of one Verdict.

    Args:
        file: What was judged, as the person named it.
        places: uid of a Shot -> where it stands in the file; empty for a film.
        checks: What a film was checked for; a Script has its rules.
        version: Storyreel's own.
    """
    found = [*verdict.findings, *verdict.silenced]
    rules = _script_rules({rule_id(one) for one in found}) if verdict.on == "script" else _film_rules(checks, found)
    return write_sarif(rules, [_result(one, file, places.get(one.shot, ShotPlace())) for one in found], version=version)


def _script_rules(told: set[str]) -> Sequence[SarifRule]:
    ruled = [
        SarifRule(
            id=one.id,
            name=one.rule.kind,
            summary=one.rule.says,
            severity=one.rule.severity,
            dimension=one.dimension,
            help=page_of(one) if one.id in told else "",
        )
        for one in listed_rules()
    ]
    judged = [_film_rule(one.kind, one.question, one.dimension, Severity.MINOR) for one in rubrics("script") if one.kind in told]
    return [*ruled, *judged]


def _film_rules(checks: Iterable[Check], found: Iterable[Finding]) -> Sequence[SarifRule]:
    rules = {one.kind: _film_rule(one.kind, check_summary(one), one.dimension) for one in checks}
    judged = judged_kinds("film")
    for one in found:
        severity = Severity.MINOR if one.kind in judged else Severity.MAJOR
        summary = judged.get(one.kind, one.kind.replace("-", " "))
        rules.setdefault(one.kind, _film_rule(one.kind, summary, one.dimension, severity))
    return list(rules.values())


def _film_rule(kind: str, summary: str, dimension: str, severity: Severity = Severity.MAJOR) -> SarifRule:
    return SarifRule(id=kind, name=kind, summary=summary, severity=severity, dimension=dimension)


def check_summary(check: Check) -> str:
    """What a check of a film looks for: the first line of its own docstring."""
    return (type(check).__doc__ or check.kind).strip().splitlines()[0]


def _result(finding: Finding, file: str, place: ShotPlace) -> SarifResult:
    by = finding.data.get(SILENCED_BY)
    times = {"start_s": finding.start_ms, "end_s": finding.end_ms}
    return SarifResult(
        rule=rule_id(finding),
        severity=finding.severity,
        text=finding.evidence,
        file=file,
        fingerprint=finding.fingerprint,
        line=place.line,
        pointer=place.pointer,
        place=f"shot {finding.shot_id}" if finding.shot_id else f"scene {finding.scene}" if finding.scene else "",
        silenced="" if by is None else "inSource" if by == "script" else "external",
        data={"remedy": str(finding.remedy), **{name: ms / 1000 for name, ms in times.items() if ms is not None}},
    )
