"""One Shot of a Chain, one superstep: pick, submit, wait, judge. Nothing here raises for a backend."""

from __future__ import annotations

from langgraph.runtime import Runtime

from storyreel.film.finding import Verdict
from storyreel.film.plan import Plan, PlannedShot
from storyreel.film.take import Take
from storyreel.graph.context import Context
from storyreel.graph.picking import best_take, pick_take
from storyreel.graph.sending_back import escalation
from storyreel.graph.state import ChainState, Record
from storyreel.graph.taking import Outcome, make_take

__all__ = ["shot"]


async def shot(state: ChainState, runtime: Runtime[Context]) -> ChainState:
    """Make one Take of the Chain's next Shot, or adopt the one that stands; go on when the Shot is settled."""
    context = runtime.context
    plan = context.project.store.get(state["plan"], Plan)
    planned = plan.shot(plan.chains[state["chain"]].shots[state["at"]])
    settled = pick_take(context, planned, limits=context.limits)
    if settled is None and not context.draining.is_set():
        outcome = await make_take(planned, plan, state["speech"], context)
        settled = None if outcome.drained else pick_take(context, planned, limits=context.limits)
        if settled is None and outcome.final:
            return _unmade(state, plan, planned, outcome, context)
    if settled is None:
        return {"at": state["at"]}
    return _settled(state, plan, planned, context, settled)


def _next(state: ChainState, plan: Plan) -> int:
    """The place after this one, negative at the Chain's end."""
    after = state["at"] + 1
    return after if after < len(plan.chains[state["chain"]].shots) else -1


def _settled(state: ChainState, plan: Plan, planned: PlannedShot, context: Context, take: Take) -> ChainState:
    """The Shot stands with this Take, unless all its Takes fail alike and the script may still help."""
    uid = planned.uid
    if take.verdict is not None and not take.verdict.passed and not planned.locked_take and uid not in state.get("rigid", []):
        alike = escalation(context.project.store.takes_of(planned.spec_hash))
        if alike is not None:
            context.emit("stage", f"{planned.id}: {alike.kind} on two takes; back to the script", stage="shoot", shot=planned.id)
            record: Record = {"spec": planned.spec_hash, "chosen": take.key, "take": take.number, "status": "escalated"}
            return {"shots": {uid: record}, "halted": True, "at": state["at"]}
    facts = {"take": take.number, "score": take.verdict.mean if take.verdict else None, "micros": take.cost.micros}
    context.emit("shot.done", _sentence(planned, take.number, take.verdict), stage="shoot", shot=planned.id, **facts)
    return {"at": _next(state, plan)}


def _sentence(planned: PlannedShot, number: int, verdict: Verdict | None) -> str:
    passed = verdict is None or verdict.passed
    return f"{planned.id} take {number} {'stands' if passed else 'stands as the best of those made'}"


def _unmade(state: ChainState, plan: Plan, planned: PlannedShot, outcome: Outcome, context: Context) -> ChainState:
    """No further Take could be made: the best there is stands, else the Shot is named; the Chain goes on."""
    best = best_take(context.project.store.takes_of(planned.spec_hash))
    if best is not None and outcome.status == "missing":
        return _settled(state, plan, planned, context, best)
    record: Record = {
        "spec": planned.spec_hash,
        "chosen": best.key if best else "",
        "take": best.number if best else 0,
        "status": outcome.status,
        "why": outcome.problem,
    }
    context.emit("shot.failed", f"{planned.id}: {outcome.problem}", stage="shoot", shot=planned.id, status=outcome.status)
    return {"shots": {planned.uid: record}, "at": _next(state, plan)}
