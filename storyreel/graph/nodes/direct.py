"""The director's node: what to make of each Shot, and which Chains have work left."""

from __future__ import annotations

from langgraph.runtime import Runtime

from storyreel.agents.director import PlanRequest
from storyreel.film.edits import apply_edits
from storyreel.film.finding import Finding
from storyreel.film.plan import Plan
from storyreel.film.script import Script
from storyreel.film.speech import SpeechSheet
from storyreel.graph import stale
from storyreel.graph.context import Context
from storyreel.graph.now import now_of
from storyreel.graph.picking import pick_take, picks_of
from storyreel.graph.state import FilmState, Record

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
    plan = plan.changed(choices=(*choices, *plan.choices))
    shots = _shots(state, context, now, plan)
    update: FilmState = {"script": ref, "plan": store.put(plan), "shots": shots}
    may = now.limits.script_rounds > state.get("rounds", {}).get("script", 0)
    update["due"] = [left for chain in plan.chains if (left := _left(chain.shots, shots, may))]
    update["estimate"] = _estimate(plan, shots)
    planned = FilmState(**{**state, **update})  # pyright: ignore[reportArgumentType]
    update["made_from"] = {"director": stale.plan_inputs(planned, now)}
    context.emit("stage", _sentence(plan, shots), stage="director")
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
        after_take=stale.after_takes(state),
        findings=_told(state, context),
    )


def _told(state: FilmState, context: Context) -> dict[str, list[Finding]]:
    """uid -> what was wrong with the Takes that no longer count: the next prompt is told."""
    told: dict[str, list[Finding]] = {}
    after = stale.after_takes(state)
    for uid, shot in state.get("shots", {}).items():
        for take in context.project.store.takes_of(shot["spec"]) if after.get(uid) else ():
            told.setdefault(uid, []).extend(f for f in (take.verdict.findings if take.verdict else ()) if f.asks_for_work)
    return told


def _shots(state: FilmState, context: Context, now: stale.InForceNow, plan: Plan) -> Record:
    """The record of each planned Shot: adopted where a Take stands, pending where not; Shots that are gone are dropped."""
    known, picks = state.get("shots", {}), picks_of(state)
    records: Record = {uid: None for uid in known if uid not in {shot.uid for shot in plan.shots}}
    for shot in plan.shots:
        before = known.get(shot.uid, {})
        record: Record = {"spec": shot.spec_hash, "status": "pending", "chosen": "", "take": 0, "after": shot.after_take}
        if before.get("simplified"):
            record["simplified"] = True
        take = pick_take(context, shot, limits=now.limits, number=picks.get(shot.uid))
        if take is not None:
            record |= {"chosen": take.key, "take": take.number, "status": "done"}
        records[shot.uid] = record
    return records


def _left(uids: tuple[str, ...], shots: Record, may_escalate: bool) -> Record | None:
    """A Chain from its first Shot that is to be made, with the Takes before it; None where nothing is to be made."""
    first = next((i for i, uid in enumerate(uids) if shots[uid]["status"] == "pending"), None)
    if first is None:
        return None
    due = list(uids[first:])
    given = {uid: shots[uid]["chosen"] for uid in uids[:first]}
    return {"uids": due, "given": given, "may_escalate": [u for u in due if may_escalate and not shots[u].get("simplified")]}


def _estimate(plan: Plan, shots: Record) -> Record:
    due = [shot for shot in plan.shots if shots[shot.uid]["status"] == "pending"]
    unknown = any(shot.estimate.micros is None for shot in due)
    micros = sum(shot.estimate.micros or 0 for shot in due)
    currency = due[0].estimate.currency if due else "USD"
    price = "an unknown amount" if unknown else "nothing" if not micros else f"{micros / 1e6:.2f} {currency}"
    return {"micros": micros, "currency": currency, "unknown": unknown, "text": f"{len(due)} takes will cost {price}"}


def _sentence(plan: Plan, shots: Record) -> str:
    due = sum(record is not None and record["status"] == "pending" for record in shots.values())
    return f"Planned {len(plan.shots)} shots in {len(plan.chains)} chains; {due} to be made"
