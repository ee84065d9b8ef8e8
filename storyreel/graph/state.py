"""The graph's state: small plain JSON and references to documents in the store.

Documents (dialogue, script, speech, plan, cut) are immutable files; the state holds `{sha256, version}`. Finished Takes, their
number and the money are in the store and the ledger, never here. Node and channel names are a storage format: a change of
either is a new GRAPH_VERSION.
"""

from __future__ import annotations

from typing import Annotated, Any, TypedDict

from langchain_core.messages import AnyMessage
from langgraph.graph.message import add_messages

from storyreel.tools.store import Ref

__all__ = ["GRAPH_VERSION", "ChainOutput", "ChainState", "FilmState", "Record", "merge"]

GRAPH_VERSION = 1

Record = dict[str, Any]


def merge(a: Record, b: Record) -> Record:
    """`a` with `b` laid over it, without the keys whose value is None: idempotent, so a replay changes nothing.

    >>> merge({"x": 1, "y": 2}, {"y": None, "z": 3})
    {'x': 1, 'z': 3}
    """
    return {key: value for key, value in {**(a or {}), **(b or {})}.items() if value is not None}


class FilmState(TypedDict, total=False):
    """What the graph knows of a film.

    source_kind: "dialogue", "synopsis" or "script".
    made_from: stage -> hash of the inputs it last ran on: what is stale follows from it.
    history: one record for each finished script: inputs, script, speech; undo moves forward to an earlier one.
    shots: uid -> {spec, chosen, take, status, after, why, seam_ok}; status is pending, done, missing, unpaid or escalated;
        after is {spec, take}: what the film critic wants another Take than; seam_ok is there where a Shot is to go on from
        another: whether it does.
    findings: fingerprint -> {in: verdict, print, on, status}; see graph.findings.
    notes: message id -> {note, undone, after: uid -> {spec, take}, locked: uids}.
    verdicts: "script" and "film" -> references of the last verdict on each.
    loops: what each revision of the script changed, and why, for the report.
    estimate: what the due Takes will cost: {micros, currency, text, unknown}.
    due: the Chains that have work left: {chain, at, rigid}.
    next: where the producer or a gate sends the run.
    proposal: Notes that a model read out of free words, waiting for the person's yes: {notes}.
    """

    graph_version: int
    messages: Annotated[list[AnyMessage], add_messages]
    handled: str
    source: Ref
    source_kind: str
    dialogue: Ref
    script: Ref
    speech: Ref
    plan: Ref
    cut: Ref
    cut_script: Ref
    film: Ref
    best_script: Record
    history: list[Record]
    made_from: Annotated[Record, merge]
    shots: Annotated[Record, merge]
    findings: Annotated[Record, merge]
    notes: Annotated[Record, merge]
    locks: Annotated[Record, merge]
    approvals: Annotated[Record, merge]
    verdicts: Annotated[Record, merge]
    rounds: Record
    estimate: Record
    loops: list[Record]
    due: list[Record]
    next: str
    proposal: Record


class ChainState(TypedDict, total=False):
    """What one Chain knows: its number in the plan and where it is; Takes are in the store, so that each step is small.

    rigid: uids that may not go back to the script.
    shots: only what did not become a Take: missing, unpaid, escalated.
    """

    plan: Ref
    speech: Ref
    chain: int
    at: int
    halted: bool
    rigid: list[str]
    shots: Annotated[Record, merge]


class ChainOutput(TypedDict):
    """What a Chain gives back: reduced keys only, so that Chains in parallel never clash."""

    shots: Annotated[Record, merge]
