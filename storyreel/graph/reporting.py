"""The report of a run, gathered from the state, the store and the ledger."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Literal

from storyreel.agents.planner import planner_choices
from storyreel.agents.scripter import scripter_choices
from storyreel.film.cut import Cut
from storyreel.film.dialogue import Dialogue
from storyreel.film.finding import Verdict
from storyreel.film.plan import Choice, Plan
from storyreel.film.script import Script
from storyreel.film.speech import SpeechSheet
from storyreel.graph.context import Context
from storyreel.graph.facts import takes_by_shot
from storyreel.graph.film import Film
from storyreel.graph.findings import finding_of
from storyreel.graph.model_usage import model_usage, usage_words
from storyreel.graph.now import now_of
from storyreel.graph.screening import screening_choices
from storyreel.graph.state import FilmState, Record
from storyreel.tools.report import (
    FILM,
    ReportData,
    ReportFinding,
    SilentLine,
    frames_of,
    moments,
    score_changes,
    script_changes,
    thumbnails,
    write_report,
)
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
        choices=[*_choices(plan, script, state, context), *_staged(cut, store), *screening_choices(state, context)],
        loops=_rounds(state, store),
        cost={**film.cost, "estimate_micros": estimate},
        models=[(one.model, usage_words(one)) for one in model_usage(context.project)],
        wall_s=film.wall_s,
        generator=context.crew.generator.capabilities.label,
        unspeakable=_silent(state, context, script),
        thumbnails=thumbnails(whole, width=320),
    )
    clips = {**whole, FILM: context.project.root / "films" / f"{state['film']['sha256']}.mp4"}
    return write_report(replace(data, frames=frames_of(moments(data), clips)), to)


def _findings(state: FilmState, film: Film, store: Store) -> list[ReportFinding]:
    """Every Finding on script and film with where it stands, and those that stand at the end."""
    told = [
        ReportFinding(finding_of(record, store), record["status"], _place(key))
        for key, record in state.get("findings", {}).items()
    ]
    known = {found.finding.fingerprint for found in told}
    standing = [ReportFinding(finding, "open") for finding in film.findings if finding.fingerprint not in known]
    return [*told, *standing, *_advice(state, store)]


def _advice(state: FilmState, store: Store) -> list[ReportFinding]:
    """What a judge found that asks for no work: nobody acts on it, but it is what was paid for."""
    verdicts = [store.get(ref, Verdict) for ref in state.get("verdicts", {}).values()]
    return [
        ReportFinding(finding, "open", "film" if verdict.on == "film" else "script")
        for verdict in verdicts
        for finding in verdict.findings
        if not finding.asks_for_work and finding.judge in {score.judge for score in verdict.scores.values() if score.judge}
    ]


def _place(key: str) -> Literal["film", "script", ""]:
    """What a record's times count on; those that takes sent to the script count from their takes."""
    known: dict[str, Literal["film", ""]] = {"film": "film", "escalated": ""}
    return known.get(key.partition(":")[0], "script")


def _rounds(state: FilmState, store: Store) -> list[Record]:
    """What each round on the script changed: edits from version to version, and the scores before and after.

    A round began at the Script and the Verdict that it notes; it ended where the next began, or at what stands.
    """
    loops = state.get("loops", [])
    ends = [
        *(one.get("began", {}) for one in loops[1:]),
        {"script": state["script"], "verdict": state.get("verdicts", {}).get("script")},
    ]
    return [_round(one, end, store) for one, end in zip(loops, ends, strict=True)] if loops else []


def _round(told: Record, end: Record, store: Store) -> Record:
    """One round, with all that is known of where it began and ended."""
    shown = {name: value for name, value in told.items() if name != "began"}
    began = told.get("began", {})
    scripts = [store.get(one["script"], Script) for one in (began, end) if _there(one, "script", store, Script)]
    if len(scripts) == 2:
        shown["changed"] = script_changes(*scripts) or ["nothing that can be seen"]
    verdicts = [store.get(one["verdict"], Verdict) for one in (began, end) if _there(one, "verdict", store, Verdict)]
    return {**shown, "scores": score_changes(*verdicts)} if len(verdicts) == 2 else shown


def _there(noted: Record, name: str, store: Store, kind: type[Script] | type[Verdict]) -> bool:
    return bool(noted.get(name)) and store.has(noted[name], kind)


def _choices(plan: Plan, script: Script, state: FilmState, context: Context) -> list[Choice]:
    crew = [Choice(about=role, choice=name, reason="as asked, or the default") for role, name in context.crew.names.items()]
    dialogue = context.project.store.get(state["dialogue"], Dialogue)
    return [*crew, *planner_choices(dialogue), *scripter_choices(script), *plan.choices]


def _staged(cut: Cut, store: Store) -> list[Choice]:
    """What the generator chose by itself in the takes of the film, each told once."""
    told: dict[tuple[str, ...], None] = {}
    for entry in cut.entries:
        truth = store.truth(entry.sha256) if entry.sha256 else None
        told.update(
            {tuple(str(part) for part in notice): None for notice in (truth or {}).get("notices", ()) if len(notice) == 3}
        )
    return [Choice(about=about, choice=choice, reason=reason) for about, choice, reason in told]


def _silent(state: FilmState, context: Context, script: Script) -> list[SilentLine]:
    sheet = context.project.store.get(state["speech"], SpeechSheet)
    texts = {(line.id, line.part): line.text for line in script.lines}
    return [
        SilentLine(said.id, said.speaker, texts.get((said.id, said.part), ""), said.problem)
        for said in sheet.lines
        if said.problem
    ]
