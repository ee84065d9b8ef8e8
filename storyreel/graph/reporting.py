"""The report of a run, gathered from the state, the store and the ledger."""

from __future__ import annotations

from pathlib import Path

from storyreel.film.cut import Cut
from storyreel.film.dialogue import Dialogue
from storyreel.film.finding import Finding, Verdict
from storyreel.film.plan import Choice, Plan
from storyreel.film.script import Script
from storyreel.film.speech import SpeechSheet
from storyreel.film.take import Take
from storyreel.graph.context import Context
from storyreel.graph.facts import takes_by_shot
from storyreel.graph.film import Film
from storyreel.graph.findings import finding_of
from storyreel.graph.now import now_of
from storyreel.graph.state import FilmState, Record
from storyreel.tools.report import ReportData, ReportFinding, SilentLine, thumbnails, write_report
from storyreel.tools.store import Store

__all__ = ["report_of"]


def report_of(state: FilmState, context: Context, script: Script, film: Film, to: Path) -> Path:
    """Write report.html; blocking, for a thread.

    Raises:
        ProjectError: If it cannot be written.
    """
    store = context.project.store
    plan, cut = store.get(state["plan"], Plan), store.get(state["cut"], Cut)
    takes = takes_by_shot(context, [shot.uid for shot in script.shots])
    whole = {take.key: store.take_path(take.key) for made in takes.values() for take in made if store.take(take.key)}
    estimate = sum(shot.estimate.micros or 0 for shot in plan.shots)
    data = ReportData(
        script=script,
        settings=now_of(state, context).settings,
        dialogue=store.get(state["dialogue"], Dialogue),
        plan=plan,
        takes=takes,
        chosen={uid: shot["chosen"] for uid, shot in state.get("shots", {}).items() if shot.get("chosen")},
        cut=cut,
        verdicts=[store.get(ref, Verdict) for ref in state.get("verdicts", {}).values()],
        findings=_findings(state, film, store),
        choices=_choices(plan, context),
        loops=[*state.get("loops", []), *_retakes(takes, script, state)],
        cost={**film.cost, "estimate_micros": estimate},
        wall_s=film.wall_s,
        generator=context.crew.generator.capabilities.label,
        unspeakable=_silent(state, context, script),
        thumbnails=thumbnails(whole),
    )
    return write_report(data, to)


def _findings(state: FilmState, film: Film, store: Store) -> list[ReportFinding]:
    """Every Finding on script and film with where it stands, and those that stand at the end."""
    told = [ReportFinding(finding_of(r, store), r["status"]) for r in state.get("findings", {}).values()]
    known = {found.finding.fingerprint for found in told}
    return told + [ReportFinding(finding, "open") for finding in film.findings if finding.fingerprint not in known]


def _choices(plan: Plan, context: Context) -> list[Choice]:
    crew = [Choice(about=role, choice=name, reason="as asked, or the default") for role, name in context.crew.names.items()]
    return [*crew, *plan.choices]


def _retakes(takes: dict[str, list[Take]], script: Script, state: FilmState) -> list[Record]:
    """One entry for each Shot that was made more than once: why, and what came of it."""
    ids = {shot.uid: shot.id for shot in script.shots}
    found: list[Record] = []
    for uid, made in takes.items():
        if len(made) > 1 and uid in ids:
            chosen = state.get("shots", {}).get(uid, {}).get("chosen")
            stands = next((take for take in made if take.key == chosen), None)
            passed = stands is not None and stands.verdict is not None and stands.verdict.passed
            why = [f"take {take.number}: {finding.evidence}" for take in made for finding in _work(take)]
            number = f"take {stands.number}" if stands else "no take"
            result = f"{number} stands" if passed else f"{number} stands as the best of {len(made)}"
            found.append({"loop": "shot regeneration", "round": f"shot {ids[uid]}", "why": why, "result": result})
    return found


def _work(take: Take) -> list[Finding]:
    return [finding for finding in take.verdict.findings if finding.asks_for_work] if take.verdict else []


def _silent(state: FilmState, context: Context, script: Script) -> list[SilentLine]:
    sheet = context.project.store.get(state["speech"], SpeechSheet)
    texts = {(line.id, line.part): line.text for line in script.lines}
    return [
        SilentLine(said.id, said.speaker, texts.get((said.id, said.part), ""), said.problem)
        for said in sheet.lines
        if said.problem
    ]
