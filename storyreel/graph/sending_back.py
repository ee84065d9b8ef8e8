"""What follows from a verdict on the film: which Shots are made again, and which go back to the script.

A Shot is made again while it has Takes left; the same Finding on two of its Takes, with none left, goes to the script, once.
"""

from __future__ import annotations

from storyreel.film.finding import Cause, Finding, Remedy, Severity, Verdict
from storyreel.film.take import Take
from storyreel.graph import stale
from storyreel.graph.context import Context
from storyreel.graph.findings import records_of, superseded
from storyreel.graph.state import FilmState, Record

__all__ = ["escalation", "film_decision"]

_MENDED_BY_A_TAKE = frozenset({Cause.SHOT, Cause.REFERENCE, Cause.BACKEND})


def film_decision(state: FilmState, context: Context, now: stale.InForceNow, verdict: Verdict | None) -> FilmState:
    """The update after the film critic: findings, shots to make again, rounds and where to go."""
    rounds = state.get("rounds", {})
    if verdict is None:
        return _to_script(state, context)
    ref, on = context.project.store.put(verdict), state["film"]["sha256"]
    found = records_of(verdict, ref, on=on, status="open", prefix="film:")
    update: FilmState = {
        "verdicts": {"film": ref},
        "findings": {**superseded(state, on, prefix="film:"), **found},
        "next": "gate_film",
    }
    if rounds.get("film", 0) >= now.limits.film_rounds:
        return update
    again: Record = {}
    for finding in verdict.findings:
        shot = state.get("shots", {}).get(finding.shot)
        if not (shot and finding.asks_for_work and finding.cause in _MENDED_BY_A_TAKE):
            continue
        if finding.shot not in state.get("locks", {}) and _takes_left(shot, context, now):
            after = {"spec": shot["spec"], "take": shot["take"]}
            again[finding.shot] = {**shot, "status": "pending", "after": after, "why": finding.evidence}
    if again and _gained(state, context, verdict):
        update["shots"], update["next"] = again, "director"
        update["rounds"] = {**rounds, "film": rounds.get("film", 0) + 1}
        context.emit("stage", f"{len(again)} shots go back for another take", stage="film_critic")
    return update


def _takes_left(shot: Record, context: Context, now: stale.InForceNow) -> bool:
    return len(context.project.store.takes_of(shot["spec"])) <= now.limits.takes


def _gained(state: FilmState, context: Context, verdict: Verdict) -> bool:
    """Whether another round is worth it: the first always, later ones only if the last made it better."""
    last = state.get("verdicts", {}).get("film")
    if not last or not state.get("rounds", {}).get("film"):
        return True
    return len(verdict.findings) < len(context.project.store.get(last, Verdict).findings)


def _to_script(state: FilmState, context: Context) -> FilmState:
    """Shots whose Takes fail alike ask for a simpler Shot, while the script has rounds left."""
    rounds, script = state.get("rounds", {}), state["script"]["sha256"]
    update: FilmState = {"findings": {}, "shots": {}, "next": "scripter"}
    stuck = [uid for uid, shot in state.get("shots", {}).items() if shot["status"] == "escalated"]
    simplified = sorted({*rounds.get("simplified", []), *stuck})
    update["rounds"] = {**rounds, "script": rounds.get("script", 0) + 1, "simplified": simplified}
    shared: list[Finding] = []
    for uid, shot in state.get("shots", {}).items():
        if shot["status"] == "escalated":
            finding = escalation(context.project.store.takes_of(shot["spec"]))
            shared += [finding] if finding is not None else []
            update["shots"][uid] = {**shot, "status": "pending"}
    verdict = Verdict(on="script", passed=False, made_on=script, findings=tuple(shared), judge="takes that fail alike")
    ref = context.project.store.put(verdict)
    update["findings"] = records_of(verdict, ref, on=script, status="escalated", prefix="escalated:")
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
