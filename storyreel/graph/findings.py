"""Findings in the state: small records that point into verdicts in the store.

A record is {in: reference of the Verdict, print: the Finding's fingerprint, on: hash of what was judged, status}. Status is
open, kept (nothing more can be done), escalated (for the script), resolved or answered.
"""

from __future__ import annotations

from storyreel.film.finding import Finding, Verdict
from storyreel.graph.state import FilmState, Record
from storyreel.tools.store import Ref, Store

__all__ = ["finding_of", "records_of", "standing", "superseded"]


def records_of(verdict: Verdict, ref: Ref, *, on: str, status: str, prefix: str = "") -> Record:
    """A record for each Finding of a Verdict that asks for work."""
    return {
        f"{prefix}{finding.fingerprint}": {"in": ref, "print": finding.fingerprint, "on": on, "status": status}
        for finding in verdict.findings
        if finding.asks_for_work
    }


def finding_of(record: Record, store: Store) -> Finding:
    """The Finding that a record points to.

    Raises:
        ProjectError: If its Verdict is gone from the store.
        KeyError: If the Verdict has no such Finding.
    """
    for finding in store.get(record["in"], Verdict).findings:
        if finding.fingerprint == record["print"]:
            return finding
    raise KeyError(record["print"])


def standing(state: FilmState, store: Store, *statuses: str, on: str | None = None) -> list[Finding]:
    """The Findings of these statuses; `on` keeps those made on that hash."""
    return [
        finding_of(record, store)
        for record in state.get("findings", {}).values()
        if record["status"] in statuses and (on is None or record["on"] == on)
    ]


def superseded(state: FilmState, now: str, *, prefix: str = "") -> Record:
    """Records of open Findings that were made on something that is not there any more: resolved, or answered by the script."""
    return {
        key: {**record, "status": "answered" if record["status"] == "escalated" else "resolved"}
        for key, record in state.get("findings", {}).items()
        if key.startswith(prefix) and record["status"] in ("open", "kept", "escalated") and record["on"] != now
    }
