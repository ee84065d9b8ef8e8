"""The critics' nodes: the script before anything is spent on it, the film as the person gets it."""

from __future__ import annotations

import asyncio

from langgraph.runtime import Runtime

from storyreel.film.base import hash_of
from storyreel.film.dialogue import Dialogue
from storyreel.film.finding import Finding, Severity, Verdict
from storyreel.film.script import Script
from storyreel.film.speech import SpeechSheet
from storyreel.graph import stale
from storyreel.graph.asking import verdict_of
from storyreel.graph.context import Context
from storyreel.graph.findings import records_of
from storyreel.graph.now import now_of
from storyreel.graph.seams import broken_seams, seams_held, with_seams
from storyreel.graph.sending_back import film_decision
from storyreel.graph.state import FilmState, Record
from storyreel.graph.viewing import view_film

__all__ = ["film_critic", "script_critic"]


async def script_critic(state: FilmState, runtime: Runtime[Context]) -> FilmState:
    """Judge the script; back to the scripter while there are blocking Findings, rounds left and progress."""
    context, now = runtime.context, now_of(state, runtime.context)
    store = context.project.store
    script, sheet = store.get(state["script"], Script), store.get(state["speech"], SpeechSheet)
    dialogue = store.get(state["dialogue"], Dialogue)
    critic, on = context.crew.critic, state["script"]["sha256"]
    verdict = await verdict_of(
        lambda: critic.critique_script(script, dialogue=dialogue, speech=sheet), context, on="script", made_on=on
    )
    context.emit("stage", f"Script judged: {_summary(verdict)}", stage="script_critic", round=_round(state))
    best = _better(state, verdict)
    ref = store.put(verdict)
    update: FilmState = {"best_script": best, "verdicts": {"script": ref}, "next": "gate_script"}
    to_mend = _to_mend(verdict)
    again = bool(to_mend) and _round(state) < now.limits.script_rounds and _progress(state, to_mend)
    update["findings"] = records_of(verdict, ref, on=on, status="open" if again else "kept")
    if again:
        update["rounds"] = {**state.get("rounds", {}), "script": _round(state) + 1}
        update["next"] = "scripter"
        return update
    return {**update, **_accepted(state, best, now)}


def _to_mend(verdict: Verdict) -> list[Finding]:
    """Blocking Findings, and major ones of a Script that does not pass."""
    blocking = [finding for finding in verdict.findings if finding.severity is Severity.BLOCKING]
    return blocking or ([] if verdict.passed else [finding for finding in verdict.findings if finding.asks_for_work])


def _progress(state: FilmState, to_mend: list[Finding]) -> bool:
    """Whether the last round changed anything: the same Script with the same Findings will not get better."""
    last = state.get("best_script", {})
    return not last or last["ref"] != state["script"] or _prints(to_mend) != last["prints"]


def _better(state: FilmState, verdict: Verdict) -> Record:
    """The best Script so far: fewer to mend, then the higher mean; the newer one wins ties, for it holds the Notes."""
    blocking = sum(finding.severity is Severity.BLOCKING for finding in verdict.findings)
    to_mend = _to_mend(verdict)
    now: Record = {
        "ref": state["script"],
        "speech": state["speech"],
        "blocking": blocking,
        "mean": verdict.mean,
        "to_mend": len(to_mend),
        "prints": _prints(to_mend),
    }
    best = state.get("best_script") or now
    worse = (blocking, len(to_mend), -(verdict.mean or 0)) > (best["blocking"], best["to_mend"], -(best["mean"] or 0))
    return best if worse else now


def _accepted(state: FilmState, best: Record, now: stale.InForceNow) -> FilmState:
    """The best Script stands: a record of it goes into the history."""
    inputs = stale.script_inputs(state, now)
    entry: Record = {
        "inputs": inputs,
        "written": stale.written_inputs(state, now),
        "script": best["ref"],
        "speech": best["speech"],
        "notes": [note.id for note in stale.script_notes(state)],
    }
    history = [*(one for one in state.get("history", []) if one["inputs"] != inputs), entry]
    return {"script": best["ref"], "speech": best["speech"], "history": history, "made_from": {"scripter": inputs}}


def _round(state: FilmState) -> int:
    return state.get("rounds", {}).get("script", 0)


def _prints(findings: list[Finding]) -> str:
    return hash_of(sorted(finding.fingerprint for finding in findings))


def _summary(verdict: Verdict) -> str:
    mean = "nothing scored" if verdict.mean is None else f"mean {verdict.mean:.1f}"
    work = sum(finding.asks_for_work for finding in verdict.findings)
    return f"{'passes' if verdict.passed else 'does not pass'}, {mean}, {work} to mend"


async def film_critic(state: FilmState, runtime: Runtime[Context]) -> FilmState:
    """Judge the file that the person gets; back to the script, or to single Shots, or out."""
    context, now = runtime.context, now_of(state, runtime.context)
    done: Record = {"film_critic": stale.film_inputs(state, now)}
    escalated = [uid for uid, shot in state.get("shots", {}).items() if shot["status"] == "escalated"]
    verdict = evidence = None
    if not escalated:
        evidence = await asyncio.to_thread(view_film, state, context)
        critic, on = context.crew.critic, state["film"]["sha256"]
        verdict = await verdict_of(lambda: critic.critique_film(evidence), context, on="film", made_on=on)
        verdict = with_seams(verdict, await asyncio.to_thread(broken_seams, evidence))
        context.emit("stage", f"Film judged: {_summary(verdict)}", stage="film_critic")
    update = film_decision(state, context, now, verdict)
    if evidence is not None and verdict is not None:
        update["shots"] = {**update.get("shots", {}), **seams_held(state, update, evidence, verdict)}
    return {**update, "made_from": done}
