"""What a run leaves in the project folder for people: script, subtitles, film, cut, report, and the figures.

It reads the state and the store and decides nothing. It may run again at any time; the same state gives the same files.
"""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from storyreel.agents.planner import movie_plan_of
from storyreel.film.cut import Cut
from storyreel.film.dialogue import Dialogue
from storyreel.film.finding import Cause, Finding, Remedy, Severity, Verdict
from storyreel.film.script import Script
from storyreel.film.speech import SpeechSheet
from storyreel.formats import script_json, write_bracket, write_fountain, write_srt, write_vtt
from storyreel.formats.movieagent import STEPS, step_file, write_step
from storyreel.graph.context import Context
from storyreel.graph.facts import takes_by_shot
from storyreel.graph.film import Film
from storyreel.graph.findings import standing
from storyreel.graph.now import now_of
from storyreel.graph.reporting import report_of
from storyreel.graph.screening import screening_of
from storyreel.graph.stale import first_stale
from storyreel.graph.state import FilmState, Record
from storyreel.graph.truths import truth_folder
from storyreel.tools.files import disk_errors, write_whole

__all__ = ["deliver", "unresolved"]


def deliver(state: FilmState, context: Context, waiting: Mapping[str, Any] | None, *, stopped: bool = False) -> Film:
    """Write what there is and say what it is. Blocking, for a thread.

    Raises:
        ProjectError: If the folder cannot be written.
    """
    root, store = context.project.root, context.project.store
    paths: dict[str, Path] = {}
    script = store.get(state["script"], Script) if state.get("script") else None
    if script is not None:
        shown = store.get(state["cut_script"], Script) if state.get("film") else script
        paths["script"], paths["subtitles"] = _write_script(script, shown, root)
        _write_plan(state, context)
    if state.get("film"):
        paths["film"] = _put_film(root / "films" / f"{state['film']['sha256']}.mp4", root / "film.mp4")
        paths |= _put_screening(state, context)
        if (told := truth_folder(state, context)) is not None:
            paths["truth"] = told
        write_whole(root / "cut.json", json.dumps(store.get(state["cut"], Cut).to_json(), indent=1))
    film = _film(state, context, script, paths, waiting, stopped=stopped)
    if script is not None and "film" in paths:
        paths["report"] = report_of(state, context, script, film, root / "report.html")
        film = replace(film, report=paths["report"])
    write_whole(root / "film.json", json.dumps(film.to_json(), indent=1, ensure_ascii=False))
    context.emit("film" if film.finished else "stopped", _sentence(film, waiting), stage="deliver")
    return film


def _write_script(script: Script, shown: Script, root: Path) -> tuple[Path, Path]:
    """The Script as it now is, and the subtitles of the film that is there."""
    write_whole(root / "script.json", script_json(script))
    write_whole(root / "script.txt", write_bracket(script))
    write_whole(root / "script.fountain", write_fountain(script))
    write_whole(root / "film.srt", write_srt(shown))
    write_whole(root / "film.vtt", write_vtt(shown))
    return root / "script.json", root / "film.srt"


def _write_plan(state: FilmState, context: Context) -> None:
    """The plan that a model made of a synopsis, as the three files that MovieAgent's own steps read; nothing without one."""
    plan = movie_plan_of(context.project.store.get(state["dialogue"], Dialogue)) if state.get("dialogue") else None
    if plan is None:
        return
    folder = context.project.root / "plan"
    with disk_errors(folder):
        folder.mkdir(exist_ok=True)
    for step in STEPS:
        write_whole(folder / step_file(step), json.dumps(write_step(plan, step), ensure_ascii=False, indent=1))


def _put_screening(state: FilmState, context: Context) -> dict[str, Path]:
    """The copy with titles or burnt-in subtitles under its public name, where one is asked for; one of before goes away."""
    public = context.project.root / "screening.mp4"
    made = screening_of(state, context)
    if made is None:
        public.unlink(missing_ok=True)
        return {}
    return {"screening": _put_film(made, public)}


def _put_film(kept: Path, public: Path) -> Path:
    """The film under its public name: a link to the kept file, or a copy where the disk has no links."""
    fresh = public.with_suffix(".mp4.part")
    with disk_errors(public):
        fresh.unlink(missing_ok=True)
        try:
            os.link(kept, fresh)
        except OSError:
            shutil.copyfile(kept, fresh)
        fresh.replace(public)
        fresh.unlink(missing_ok=True)  # renaming onto another link of the same file does nothing
    return public


def unresolved(state: FilmState, context: Context, script: Script | None) -> tuple[Finding, ...]:
    """Findings that stand: open ones on script and film, those of the chosen Takes, missing Shots, Lines without a voice."""
    found = standing(state, context.project.store, "open", "kept")
    ids = {shot.uid: shot.id for shot in script.shots} if script else {}
    known = {finding.fingerprint for finding in found}
    for uid, shot in state.get("shots", {}).items():
        take = context.project.store.take(shot["chosen"]) if shot.get("chosen") else None
        if take is not None and take.verdict is not None:
            found += [f for f in take.verdict.findings if _is_told(f) and f.fingerprint not in known]
        if shot["status"] in ("missing", "unpaid") and not shot.get("chosen"):
            found.append(_missing(uid, ids.get(uid, ""), shot.get("why", "")))
    return (*found, *_unjudged(state, context), *_unspeakable(state, context))


def _is_told(finding: Finding) -> bool:
    """What asks for work, and what was not judged: that a look was not taken must not pass for a clean bill."""
    return finding.asks_for_work or finding.kind in ("critic-failed", "check-failed")


def _unjudged(state: FilmState, context: Context) -> list[Finding]:
    verdicts = [context.project.store.get(ref, Verdict) for ref in state.get("verdicts", {}).values()]
    return [f for verdict in verdicts for f in verdict.findings if _is_told(f) and not f.asks_for_work]


def _missing(uid: str, shot_id: str, why: str) -> Finding:
    return Finding(
        dimension="Content Completeness",
        kind="missing-take",
        severity=Severity.BLOCKING,
        evidence=f"no take could be made: {why}",
        cause=Cause.BACKEND,
        remedy=Remedy.OTHER_BACKEND,
        shot=uid,
        shot_id=shot_id,
    )


def _unspeakable(state: FilmState, context: Context) -> tuple[Finding, ...]:
    if not state.get("speech"):
        return ()
    sheet = context.project.store.get(state["speech"], SpeechSheet)
    return tuple(
        Finding(
            dimension="Dialogue Completeness",
            kind="not-speakable",
            severity=Severity.INFO,
            evidence=f"{said.speaker}'s line {said.id} is in the script and the subtitles but not heard: {said.problem}",
            cause=Cause.DIALOGUE,
            remedy=Remedy.NONE,
            line=said.id,
        )
        for said in sheet.lines
        if said.problem
    )


def _film(
    state: FilmState,
    context: Context,
    script: Script | None,
    paths: Mapping[str, Path],
    waiting: Mapping[str, Any] | None,
    *,
    stopped: bool,
) -> Film:
    ids = {shot.uid: shot.id for shot in script.shots} if script else {}
    takes = {uid: made for uid, made in takes_by_shot(context, list(ids)).items() if uid in ids}
    spent = context.project.ledger.spending()
    shots = state.get("shots", {})
    return Film(
        project=context.project.root,
        **paths,
        shots=len(ids),
        takes=sum(len(made) for made in takes.values()),
        retakes=sum(max(0, len(made) - 1) for made in takes.values()),
        script_rounds=state.get("rounds", {}).get("script", 0),
        missing=_gaps(shots, ids),
        findings=unresolved(state, context, script),
        cost={"micros": None if spent.unknown else spent.committed, "currency": spent.currency, "jobs": spent.jobs},
        wall_s=round(time.monotonic() - context.began, 2),
        waiting=waiting,
        finished=not stopped and waiting is None and "film" in paths and _nothing_left(state, context),
    )


def _gaps(shots: Record, ids: Mapping[str, str]) -> dict[str, str]:
    """Display id -> why, for Shots without any Take."""
    gone = {uid: shot for uid, shot in shots.items() if shot["status"] in ("missing", "unpaid") and not shot.get("chosen")}
    return {ids.get(uid, uid): shot.get("why", "") for uid, shot in gone.items()}


def _nothing_left(state: FilmState, context: Context) -> bool:
    """Whether no stage has work left and no message waits."""
    unread = context.project.inbox.after(state.get("handled"))
    return not unread and first_stale(state, now_of(state, context), context.approve) == "end"


def _sentence(film: Film, waiting: Mapping[str, Any] | None) -> str:
    if waiting is not None:
        return str(waiting.get("question", "A gate waits."))
    return f"{film.film} is ready" if film.finished else f"Stopped. Go on with: storyreel resume {film.project}"
