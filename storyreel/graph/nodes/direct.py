"""The director's node: what to make of each Shot, and which Chains have work left."""

from __future__ import annotations

from langgraph.runtime import Runtime

from storyreel.agents.director import PlanRequest
from storyreel.film.dialogue import Dialogue
from storyreel.film.edits import apply_edits
from storyreel.film.finding import Finding
from storyreel.film.plan import Plan
from storyreel.film.script import Script
from storyreel.film.speech import SpeechSheet
from storyreel.graph import stale
from storyreel.graph.abandoning import abandon
from storyreel.graph.context import Context
from storyreel.graph.now import now_of
from storyreel.graph.picking import pick_take, picks_of
from storyreel.graph.recorded import sound_choices
from storyreel.graph.state import FilmState, Record, merge

__all__ = ["director"]


async def director(state: FilmState, runtime: Runtime[Context]) -> FilmState:
    """Segment, plan, estimate; Takes that fit the plan are adopted before anything is asked for."""
    context, now = runtime.context, now_of(state, runtime.context)
    store, crew = context.project.store, context.crew
    script = store.get(state["script"], Script)
    edits, choices = await crew.director.segment(script, capabilities=crew.generator.capabilities, settings=now.settings)
    script = apply_edits(script, edits) if edits else script
    ref = store.put(script, version=script.version)
    plan: Plan = await crew.director.plan(_request(state, context, now, script))
    heard = sound_choices(store.get(state["dialogue"], Dialogue))
    plan = plan.changed(choices=(*heard, *choices, *plan.choices))
    plan = _with_wishes(plan, state)
    await abandon(plan, context)
    shots = _shots(state, context, now, plan)
    update: FilmState = {"script": ref, "plan": store.put(plan), "shots": shots}
    update["due"] = [left for number in range(len(plan.chains)) if (left := _left(plan, number, shots, _rigid(state, now)))]
    update["estimate"] = _estimate(plan, shots)
    planned = FilmState(**{**state, **update, "shots": merge(state.get("shots", {}), shots)})  # pyright: ignore[reportArgumentType]
    update["made_from"] = {"director": stale.plan_inputs(planned, now)}
    due = _due(shots)
    context.emit("stage", _sentence(plan, due), stage="director", shots=len(plan.shots), due=due)
    return update


def _request(state: FilmState, context: Context, now: stale.InForceNow, script: Script) -> PlanRequest:
    generator = context.crew.generator
    return PlanRequest(
        script=script,
        speech=context.project.store.get(state["speech"], SpeechSheet),
        settings=now.settings,
        generator_name=generator.name,
        generator_revision=generator.revision,
        capabilities=generator.capabilities,
        estimate=generator.estimate,
        locked={uid: lock["take"] for uid, lock in state.get("locks", {}).items() if lock.get("take")},
        findings=_told(state, context),
    )


def _told(state: FilmState, context: Context) -> dict[str, list[Finding]]:
    """uid -> what was wrong with the Takes that no longer count: the next prompt is told."""
    told: dict[str, list[Finding]] = {}
    after = stale.after_takes(state)
    for uid, shot in state.get("shots", {}).items():
        for take in context.project.store.takes_of(shot["spec"]) if shot["spec"] in after.get(uid, {}) else ():
            told.setdefault(uid, []).extend(f for f in (take.verdict.findings if take.verdict else ()) if f.asks_for_work)
    return told


def _shots(state: FilmState, context: Context, now: stale.InForceNow, plan: Plan) -> Record:
    """The record of each planned Shot: adopted where a Take stands, pending where not; Shots that are gone are dropped."""
    known = state.get("shots", {})
    records: Record = {uid: None for uid in known if uid not in {shot.uid for shot in plan.shots}}
    for shot in plan.shots:
        record: Record = {"spec": shot.spec_hash, "status": "pending", "chosen": "", "take": 0}
        if known.get(shot.uid, {}).get("after"):
            record["after"] = known[shot.uid]["after"]
        take = pick_take(context, shot, limits=now.limits)
        if take is not None:
            record |= {"chosen": take.key, "take": take.number, "status": "done"}
        records[shot.uid] = record
    return records


def _with_wishes(plan: Plan, state: FilmState) -> Plan:
    """The plan with what the person and the film critic want of single Takes; a wish about another spec is spent."""
    after, picks = stale.after_takes(state), picks_of(state)
    shots = tuple(
        shot.changed(after_take=after.get(shot.uid, {}).get(shot.spec_hash, 0), picked_take=picks.get(shot.uid, 0))
        if shot.uid in after or shot.uid in picks
        else shot
        for shot in plan.shots
    )
    return plan.changed(shots=shots)


def _rigid(state: FilmState, now: stale.InForceNow) -> list[str] | None:
    """uids that were simplified already and may not go back to the script again; None where nobody may."""
    rounds = state.get("rounds", {})
    return rounds.get("simplified", []) if now.limits.script_rounds > rounds.get("script", 0) else None


def _left(plan: Plan, number: int, shots: Record, rigid: list[str] | None) -> Record | None:
    """A Chain from its first Shot that is to be made, or None where nothing is to be made."""
    uids = plan.chains[number].shots
    first = next((i for i, uid in enumerate(uids) if shots[uid]["status"] == "pending"), None)
    if first is None:
        return None
    return {"chain": number, "at": first, "rigid": [uid for uid in uids if rigid is None or uid in rigid]}


def _estimate(plan: Plan, shots: Record) -> Record:
    due = [shot for shot in plan.shots if shots[shot.uid]["status"] == "pending"]
    unknown = any(shot.estimate.micros is None for shot in due)
    micros = sum(shot.estimate.micros or 0 for shot in due)
    currency = due[0].estimate.currency if due else "USD"
    price = "an unknown amount" if unknown else "nothing" if not micros else f"{micros / 1e6:.2f} {currency}"
    return {"micros": micros, "currency": currency, "unknown": unknown, "text": f"{len(due)} takes will cost {price}"}


def _due(shots: Record) -> int:
    return sum(record is not None and record["status"] == "pending" for record in shots.values())


def _sentence(plan: Plan, due: int) -> str:
    return f"Planned {len(plan.shots)} shots in {len(plan.chains)} chains; {due} to be made"
