"""A rule of the script critic, what it hits, and the dimension it counts against.

A Rule is one readable statement with a function behind it; a Dimension is a list of Rules with the number of things they look
at. Adding a rule is one entry in one file under `script_rules/`. This module knows no rule and gives no score.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from pydantic import JsonValue

from storyreel.agents.critic.case import ScriptCase
from storyreel.film.finding import Cause, Finding, Remedy, Severity
from storyreel.film.script import Scene, Shot

__all__ = ["Dimension", "Hit", "Rule", "always", "findings_of"]


@dataclass(frozen=True, kw_only=True)
class Hit:
    """One place where a Rule is broken; what is None is taken from the Rule or from the Shot.

    Attributes:
        evidence: A sentence with names and figures: what stands there, what was expected.
        about: Character, prop or field, where place and Line do not tell two hits apart.
    """

    evidence: str
    shot: Shot | None = None
    scene: Scene | None = None
    line: str = ""
    about: str = ""
    span_ms: tuple[int, int] | None = None
    severity: Severity | None = None
    cause: Cause | None = None
    remedy: Remedy | None = None
    data: Mapping[str, JsonValue] = field(default_factory=dict[str, JsonValue])


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One rule.

    Attributes:
        id: "SR" and three digits, the first the dimension's; never given to another rule. Pages, silences and SARIF go by it.
        kind: Kebab case, its name; the Scripter's revision goes by it.
        severity: Of its Findings, unless a Hit says otherwise.
        says: The rule in words, printed beside the score.
        look: Finds every place where the Script breaks it.
    """

    id: str = ""
    kind: str
    severity: Severity
    says: str
    look: Callable[[ScriptCase], Iterable[Hit]]
    cause: Cause = Cause.SCRIPT
    remedy: Remedy = Remedy.REWRITE

    @property
    def text(self) -> str:
        """The rule as a line of the report: "kind (severity): what it says"."""
        return f"{self.kind} ({self.severity}): {self.says}"


def always(case: ScriptCase) -> str:
    """No reason why a dimension could not be observed."""
    return ""


@dataclass(frozen=True, kw_only=True)
class Dimension:
    """Rules that make one score.

    Attributes:
        units: How many things the rules look at (Shots, Lines, cast): the score is about the share that is broken.
        blind: Why the dimension cannot be observed on this Script, "" where it can.
        remark: What has to be said beside the score ("judged without the source"), "" where nothing.
    """

    name: str
    rules: tuple[Rule, ...]
    units: Callable[[ScriptCase], int]
    blind: Callable[[ScriptCase], str] = always
    remark: Callable[[ScriptCase], str] = always


def findings_of(dimension: Dimension, case: ScriptCase) -> tuple[Finding, ...]:
    """Every Finding of a dimension's rules on a Script, in the order of the rules."""
    return tuple(_finding(dimension.name, rule, hit, case) for rule in dimension.rules for hit in rule.look(case))


def _finding(dimension: str, rule: Rule, hit: Hit, case: ScriptCase) -> Finding:
    scene = hit.scene or (case.scene_of.get(hit.shot.uid) if hit.shot else None)
    start_ms, end_ms = _span(hit, scene)
    return Finding(
        dimension=dimension,
        kind=rule.kind,
        severity=hit.severity or rule.severity,
        evidence=hit.evidence,
        cause=hit.cause or rule.cause,
        remedy=hit.remedy or rule.remedy,
        shot=hit.shot.uid if hit.shot else "",
        shot_id=hit.shot.id if hit.shot else "",
        scene=scene.id if scene else "",
        line=hit.line,
        about=hit.about,
        start_ms=start_ms,
        end_ms=end_ms,
        made_on=case.made_on,
        data=dict(hit.data),
    )


def _span(hit: Hit, scene: Scene | None) -> tuple[int | None, int | None]:
    if hit.span_ms is not None:
        return hit.span_ms
    if hit.shot is not None:
        return hit.shot.start_ms, hit.shot.end_ms
    if scene is not None and scene.shots:
        return scene.shots[0].start_ms, scene.shots[-1].end_ms
    return None, None
