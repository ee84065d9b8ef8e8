"""One Shot of a Chain, one superstep: pick, submit, wait, judge. Nothing here raises for a backend."""

from __future__ import annotations

from langgraph.runtime import Runtime

from storyreel.film.plan import Plan, PlannedShot
from storyreel.graph.context import Context
from storyreel.graph.picking import best_take, pick_take
from storyreel.graph.sending_back import escalation
from storyreel.graph.state import ChainState, Record
from storyreel.graph.taking import Outcome, make_take

__all__ = ["shot"]


async def shot(state: ChainState, runtime: Runtime[Context]) -> ChainState:
    """Make one Take of the Chain's next Shot, or adopt the one that stands; go on when the Shot is settled."""
    context, at = runtime.context, state["at"]
    plan = context.project.store.get(state["plan"], Plan)
    planned = plan.shot(state["uids"][at])
    settled = pick_take(context, planned, limits=context.limits)
    if settled is None and not context.draining.is_set():
        outcome = await make_take(planned, state, context)
        if outcome.drained:
            return {"at": at}
        settled = pick_take(context, planned, limits=context.limits)
        if settled is None and outcome.final:
            return _unmade(state, planned, outcome, context)
    if settled is None:
        return {"at": at}
    return _settled(state, planned, context, settled.key)


def _settled(state: ChainState, planned: PlannedShot, context: Context, key: str) -> ChainState:
    """The Shot stands with this Take, unless all its Takes fail alike and the script may still help."""
    store, uid = context.project.store, planned.uid
    take = store.take(key)
    assert take is not None
    record: Record = {
        "spec": planned.spec_hash,
        "chosen": key,
        "take": take.number,
        "status": "done",
        "after": planned.after_take,
    }
    if take.verdict is not None and not take.verdict.passed and not planned.locked_take:
        alike = escalation(store.takes_of(planned.spec_hash))
        if alike is not None and uid in state.get("may_escalate", []):
            context.emit("stage", f"{planned.id}: {alike.kind} on two takes; back to the script", stage="shoot", shot=planned.id)
            record |= {"status": "escalated"}
            return {"shots": {uid: record}, "halted": True, "at": state["at"]}
    context.emit("shot.done", _sentence(planned, take.number, take.verdict), stage="shoot", shot=planned.id, take=take.number)
    return {"shots": {uid: record}, "at": state["at"] + 1}


def _sentence(planned: PlannedShot, number: int, verdict: object) -> str:
    passed = getattr(verdict, "passed", True)
    return f"{planned.id} take {number} {'stands' if passed else 'stands as the best of those made'}"


def _unmade(state: ChainState, planned: PlannedShot, outcome: Outcome, context: Context) -> ChainState:
    """No Take of the Shot could be made: it is named as missing and the Chain goes on."""
    uid = planned.uid
    fallback = best_take(context.project.store.takes_of(planned.spec_hash))
    if fallback is not None and outcome.status == "missing":
        return _settled(state, planned, context, fallback.key)
    record: Record = {"spec": planned.spec_hash, "chosen": "", "take": 0, "status": outcome.status, "why": outcome.problem}
    context.emit("shot.failed", f"{planned.id}: {outcome.problem}", stage="shoot", shot=planned.id, status=outcome.status)
    return {"shots": {uid: record}, "at": state["at"] + 1}
