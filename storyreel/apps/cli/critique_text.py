"""A Verdict and the list of rules as text for people: a line a Finding, by dimension, then the counts and the next step.

Colours are for a terminal only. It judges nothing.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import typer

from storyreel.apps.cli.output import table

if TYPE_CHECKING:
    from storyreel.agents.critic.rule_book import ListedRule
    from storyreel.film.finding import Finding, Score, Verdict
    from storyreel.formats.locating import ShotPlace

__all__ = ["coloured", "rules_text", "verdict_text"]

_COLOURS = {"blocking": typer.colors.RED, "major": typer.colors.YELLOW, "minor": typer.colors.CYAN, "info": typer.colors.BLUE}
_PREFIX = "not observable: "


def coloured() -> bool:
    """Whether stdout is a terminal that wants colours (NO_COLOR and TERM=dumb do not)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def verdict_text(
    verdict: Verdict, *, file: str, places: Mapping[str, ShotPlace], colour: bool = False, alone: bool = False
) -> str:
    """The whole answer to `storyreel critique`.

    Args:
        file: What was judged, as the person named it.
        places: uid of a Shot -> where it stands in that file.
        alone: A film that was judged without its script.
    """
    lines: list[str] = []
    for name, score in verdict.scores.items():
        found = [one for one in verdict.findings if one.dimension == name]
        if score.value is not None:
            lines.append(f"{name}: {_figure(score)}{f' ({score.why})' if score.why else ''}")
            lines += [f"  {_finding(one, file, places, colour=colour)}" for one in found]
    others = [
        one for one in verdict.findings if one.dimension not in verdict.scores or not verdict.scores[one.dimension].observable
    ]
    lines += [_finding(one, file, places, colour=colour) for one in others]
    lines += [f"not observable: {why}: {', '.join(names)}" for why, names in _unseen(verdict.scores).items()]
    lines += [f"second opinion, counts for nothing: {name}: {_figure(one)}" for name, one in verdict.judged.items()]
    lines += [f"note: {one}" for one in verdict.warnings]
    return "\n".join([*lines, "", _last(verdict, file, alone=alone)])


def _figure(score: Score) -> str:
    """A score with, where a judge gave it, its spread, who that was, and that it only advises."""
    if score.value is None:
        return score.why
    if not score.judge:
        return f"{score.value:.1f}"
    spread = "" if score.spread is None else f" ± {score.spread:.2g}"
    answers = "" if score.n is None else f" of {score.n} answers"
    return f"{score.value:.1f}{spread}, mean{answers} by {score.judge}{', advises' if score.advisory else ''}"


def _finding(one: Finding, file: str, places: Mapping[str, ShotPlace], *, colour: bool) -> str:
    from storyreel.agents.critic import rule_id

    rule, line = rule_id(one), places[one.shot].line if one.shot in places else None
    place = _place(one)
    where = f"{file}:{line}: {place}" if line is not None else f"{file}: {place}"
    named = rule if rule == one.kind else f"{rule} {one.kind}"
    severity = typer.style(one.severity, fg=_COLOURS[one.severity], bold=one.asks_for_work) if colour else str(one.severity)
    remedy = f" Remedy: {one.remedy}." if one.remedy != "none" else ""
    return f"{where}: {named} ({severity}): {one.evidence}{'' if one.evidence.endswith(('.', '…')) else '.'}{remedy}"


def _place(one: Finding) -> str:
    if one.shot:
        return f"shot {one.shot_id or one.shot}"
    if one.scene:
        return f"scene {one.scene}"
    return "the whole" if one.start_ms is None else f"at {one.start_ms / 1000:g} s"


def _unseen(scores: Mapping[str, Score]) -> Mapping[str, Sequence[str]]:
    """Why -> the dimensions that were not scored for it."""
    out: dict[str, list[str]] = {}
    for name, score in scores.items():
        if score.value is None:
            out.setdefault(score.why.removeprefix(_PREFIX).removeprefix(_PREFIX) or "no reason was given", []).append(name)
    return out


def _last(verdict: Verdict, file: str, *, alone: bool) -> str:
    counts = [
        f"{count} {severity}" for severity in _COLOURS if (count := sum(one.severity == severity for one in verdict.findings))
    ]
    found = ", ".join(counts) or "nothing found"
    silenced = f", {len(verdict.silenced)} silenced" if verdict.silenced else ""
    passed = "passed" if verdict.passed else f"not passed (threshold {verdict.threshold:g})"
    return f"{found}{silenced}; {passed}. {_next(verdict, file, alone=alone)}"


def _next(verdict: Verdict, file: str, *, alone: bool) -> str:
    from storyreel.agents.critic import rule_id

    for severity in _COLOURS:
        worst = next((one for one in verdict.findings if one.severity == severity), None)
        if worst is not None:
            return f"Next: storyreel critique --explain {rule_id(worst)}"
    if alone and verdict.on == "film":
        return f"Next, to see more: storyreel critique {file} --script SCRIPT"
    return f"Next: storyreel make {file}" if verdict.on == "script" and verdict.passed else "There is nothing to do."


def rules_text(rules: Sequence[ListedRule], kinds: Mapping[str, str]) -> str:
    """The list of `--rules`: those for scripts by dimension, and what films are checked for."""
    return "\n".join(_rule_lines(rules, kinds))


def _rule_lines(rules: Sequence[ListedRule], kinds: Mapping[str, str]) -> Iterator[str]:
    for dimension in dict.fromkeys(one.dimension for one in rules):
        rows = [
            (f"  {one.id} {one.rule.kind}", f"{one.rule.severity}: {one.rule.says}")
            for one in rules
            if one.dimension == dimension
        ]
        yield from (dimension, table(rows), "")
    yield "Films"
    yield table([(f"  {kind}", says) for kind, says in kinds.items()])
    yield ""
    yield "One in full: storyreel critique --explain ID. Not to hear of it: --ignore ID."
