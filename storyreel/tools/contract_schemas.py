"""The JSON Schemas of the contracts' plain records: what a backend declares, what it is told, what it answers, what happens."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from storyreel.tools.contracts import Capabilities, Estimate, Event, JobState

__all__ = ["CONTRACTS", "contract_schema"]

CONTRACTS: dict[str, Any] = {"capabilities": Capabilities, "estimate": Estimate, "event": Event, "job-state": JobState}


def contract_schema(name: str) -> dict[str, Any]:
    """The JSON Schema of a contract's record.

    Raises:
        KeyError: If there is none of that name.

    >>> sorted(contract_schema("job-state")["prefixItems"][0]["enum"])
    ['done', 'failed', 'queued', 'running']
    """
    return TypeAdapter(CONTRACTS[name]).json_schema()
