"""What follows from a verdict on the film: which Shots are made again, and which go back to the script.

A Shot is made again while it has Takes left; the same Finding on two of its Takes, with none left, goes to the script, once.
"""

from __future__ import annotations

from storyreel.film.finding import Cause, Finding, Remedy, Severity, Verdict
from storyreel.film.take import Take
from storyreel.graph import stale
from storyreel.graph.context import Context
from storyreel.graph.state import FilmState, Record

__all__ = ["escalation", "film_decision"]


def film_decision(state: FilmState, context: Context, now: stale.InForceNow, verdict: Verdict | None) -> FilmState:
    """The update after the film critic: findings, shots to make again, rounds and where to go."""
    rounds = state.get("rounds", {})
    if verdict is None:
        return _to_script(state, now)
    update: FilmState = {"verdicts": {"film": verdict.to_json()}, "findings": _film_findings(state, verdict), "next": "gate_film"}
    if rounds.get("film", 0) >= now.limits.film_rounds:
        return update
    again: Record = {}
    for finding in verdict.findings:
        shot = state.get("shots", {}).get(finding.shot)
        if shot and finding.asks_for_work and finding.shot not in state.get("locks", {}) and _takes_left(shot, context, now):
            again[finding.shot] = {**shot, "status": "pending", "after": shot["take"], "why": finding.evidence}
    if again and _gained(state, verdict):
        update["shots"], update["next"] = again, "director"
        update["rounds"] = {**rounds, "film": rounds.get("film", 0) + 1}
        context.emit("stage", f"{len(again)} shots go back for another take", stage="film_critic")
    return update


def _film_findings(state: FilmState, verdict: Verdict) -> Record:
    """This film's Findings; those of earlier films that are not found again are resolved."""
    records: Record = {
        f"film:{finding.fingerprint}": {"finding": finding.to_json(brief=True), "on": state["film"]["sha256"], "status": "open"}
        for finding in verdict.findings
        if finding.asks_for_work
    }
    for key, record in state.get("findings", {}).items():
        if key.startswith("film:") and key not in records and record["status"] == "open":
            records[key] = {**record, "status": "resolved"}
    return records


def _takes_left(shot: Record, context: Context, now: stale.InForceNow) -> bool:
    return len(context.project.store.takes_of(shot["spec"])) <= now.limits.takes


def _gained(state: FilmState, verdict: Verdict) -> bool:
    """Whether another round is worth it: the first always, later ones only if the last made it better."""
    last = state.get("verdicts", {}).get("film")
    if not last or not state.get("rounds", {}).get("film"):
        return True
    return len(verdict.findings) < len(last["findings"])


def _to_script(state: FilmState, now: stale.InForceNow) -> FilmState:
    """Shots whose Takes fail alike ask for a simpler Shot, while the script has rounds left."""
    rounds, script = state.get("rounds", {}), state["script"]["sha256"]
    update: FilmState = {"findings": {}, "shots": {}, "next": "scripter"}
    update["rounds"] = {**rounds, "script": rounds.get("script", 0) + 1}
    for uid, shot in state.get("shots", {}).items():
        if shot["status"] == "escalated":
            finding = {**shot["finding"], "cause": "script", "remedy": "simplify"}
            update["findings"][f"escalated:{uid}"] = {"finding": finding, "on": script, "status": "escalated"}
            update["shots"][uid] = {**shot, "status": "pending", "simplified": True}
    return update


def escalation(takes: list[Take]) -> Finding | None:
    """The Finding that at least two Takes of a Shot share, as one for the script; None where they fail in different ways."""
    seen: dict[str, int] = {}
    for take in takes:
        for finding in take.verdict.findings if take.verdict else ():
            if finding.severity in (Severity.BLOCKING, Severity.MAJOR):
                seen[finding.fingerprint] = seen.get(finding.fingerprint, 0) + 1
                if seen[finding.fingerprint] >= 2:
                    return finding.changed(cause=Cause.SCRIPT, remedy=Remedy.SIMPLIFY)
    return None
