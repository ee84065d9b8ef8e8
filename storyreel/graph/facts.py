"""What the producer may answer from, gathered from the state and the project."""

from __future__ import annotations

from collections import Counter

from storyreel.agents.producer import Facts
from storyreel.film.plan import Plan
from storyreel.film.script import Script
from storyreel.film.take import Cost, Take
from storyreel.graph.context import Context
from storyreel.graph.findings import standing
from storyreel.graph.state import FilmState

__all__ = ["facts_of", "takes_by_shot"]


def facts_of(state: FilmState, context: Context) -> Facts:
    """The state of the film at this moment; what a Chain in hand has done is read from the store."""
    store = context.project.store
    script = store.get(state["script"], Script) if state.get("script") else None
    plan = store.get(state["plan"], Plan) if state.get("plan") else None
    takes = takes_by_shot(context, [shot.uid for shot in script.shots] if script else [])
    passed = {take.uid: take.key for made in takes.values() for take in made if take.verdict and take.verdict.passed}
    chosen = {uid: shot["chosen"] for uid, shot in state.get("shots", {}).items() if shot.get("chosen")}
    made = {**passed, **chosen}
    spent = context.project.ledger.spending()
    return Facts(
        script=script,
        plan=plan,
        takes=takes,
        chosen=made,
        findings=standing(state, store, "open", "kept"),
        status=Counter("done" if uid in made else shot["status"] for uid, shot in state.get("shots", {}).items()),
        locked=set(state.get("locks", {})),
        spent=Cost(micros=None if spent.unknown else spent.committed, currency=spent.currency),
        limits=context.limits,
    )


def takes_by_shot(context: Context, uids: list[str]) -> dict[str, list[Take]]:
    """uid -> its Takes in the order of their making."""
    found: dict[str, list[Take]] = {uid: [] for uid in uids}
    for take in context.project.store.all_takes():
        found.setdefault(take.uid, []).append(take)
    return {uid: sorted(takes, key=lambda take: (take.made_at_ms, take.number)) for uid, takes in found.items()}
