"""The ledger: what was reserved, committed and released for each job, append-only, one line a fact.

A job is reserved before it is submitted, and committed or released when it ended; the same call twice is one fact. The file
is locked for each transaction, so any process may write. Money is integer millionths of one currency.
It knows no backend: a job is a name.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

from storyreel.errors import BudgetExceeded
from storyreel.film.take import Cost
from storyreel.tools.files import append_line, file_lock

__all__ = ["Ledger", "Spending"]


class Spending(NamedTuple):
    """Sums in millionths; `unknown` counts jobs whose price nobody knows."""

    committed: int
    reserved: int
    unknown: int
    jobs: int
    currency: str


class Ledger:
    """The ledger of a project.

    Args:
        path: The JSONL file; it need not exist.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = path.with_suffix(".lock")
        self._read_to = 0
        self._open: dict[str, int | None] = {}
        self._done: dict[str, int | None] = {}
        self._currency = "USD"

    def reserve(self, job: str, cost: Cost, *, limit_micros: int | None, allow_unknown: bool = False) -> None:
        """Set money aside for a job; nothing happens if it is set aside or spent already.

        Raises:
            BudgetExceeded: If the sum would pass the limit, or the price is unknown and that was not allowed.
        """
        with file_lock(self._lock):
            self._catch_up()
            if job in self._open or job in self._done:
                return
            if cost.micros is None and not allow_unknown:
                raise BudgetExceeded(
                    "The price of this backend is unknown. Say yes to it with --approve spend, or choose another."
                )
            self._check(cost, limit_micros)
            self._append("reserve", job, cost)

    def commit(self, job: str, cost: Cost) -> None:
        """Write down what a job really cost; the first commit of a job counts."""
        with file_lock(self._lock):
            self._catch_up()
            if job not in self._done:
                self._append("commit", job, cost)

    def release(self, job: str, why: str) -> None:
        """Give back what was set aside for a job that cost nothing."""
        with file_lock(self._lock):
            self._catch_up()
            if job in self._open:
                self._append("release", job, Cost(), why=why)

    def settle(self, prefix: str) -> dict[str, int | None]:
        """Count as spent what is set aside for jobs of this prefix, whose process died: nobody can say any more what they cost.

        Returns:
            Job -> millionths that now count as spent; None is unknown.
        """
        with file_lock(self._lock):
            self._catch_up()
            lost = {job: micros for job, micros in self._open.items() if job.startswith(prefix)}
            for job, micros in lost.items():
                self._append("commit", job, Cost(micros=micros))
        return lost

    def committed(self, job: str) -> bool:
        """Whether the job has been paid for."""
        self._catch_up()
        return job in self._done

    def open_jobs(self) -> list[str]:
        """Jobs for which money is set aside, in the order in which it was."""
        self._catch_up()
        return list(self._open)

    def spending(self) -> Spending:
        """The sums so far."""
        self._catch_up()
        unknown = sum(value is None for value in (*self._open.values(), *self._done.values()))
        committed = sum(value or 0 for value in self._done.values())
        reserved = sum(value or 0 for value in self._open.values())
        return Spending(committed, reserved, unknown, len(self._done), self._currency)

    def _check(self, cost: Cost, limit_micros: int | None) -> None:
        if limit_micros is None or not cost.micros:
            return
        spent = sum(value or 0 for value in (*self._open.values(), *self._done.values()))
        if spent + cost.micros > limit_micros:
            raise BudgetExceeded(
                f"The next take or request may cost {_money(cost.micros, cost.currency)}; {_money(spent, cost.currency)} of"
                f" {_money(limit_micros, cost.currency)} are spent or set aside. Raise it with --budget, then: storyreel resume"
            )

    def _append(self, op: str, job: str, cost: Cost, **more: str) -> None:
        entry: dict[str, Any] = {"op": op, "job": job, "micros": cost.micros, "currency": cost.currency, **more}
        append_line(self.path, json.dumps(entry, separators=(",", ":")))
        self._catch_up()

    def _catch_up(self) -> None:
        if not self.path.exists():
            return
        with self.path.open("rb") as file:
            file.seek(self._read_to)
            for raw in file:
                if not raw.endswith(b"\n"):
                    break
                self._read_to += len(raw)
                self._apply(raw)

    def _apply(self, raw: bytes) -> None:
        try:
            entry = json.loads(raw)
        except ValueError:
            return  # a line torn by a dying writer: its fact never happened
        op, job, micros = entry["op"], entry["job"], entry["micros"]
        self._currency = entry.get("currency", self._currency)
        if op == "reserve":
            self._open[job] = micros
        elif op == "commit":
            self._open.pop(job, None)
            self._done.setdefault(job, micros)
        else:
            self._open.pop(job, None)


def _money(micros: int, currency: str) -> str:
    return f"{micros / 1_000_000:.2f} {currency}"
