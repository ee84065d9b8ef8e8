"""Jobs that nobody wants any more: the plan changed while they ran. They are cancelled, and their money is given back."""

from __future__ import annotations

import json
import shutil
from contextlib import suppress
from pathlib import Path

from storyreel.errors import BackendError
from storyreel.film.plan import Plan
from storyreel.graph.asking import ask
from storyreel.graph.context import Context

__all__ = ["abandon"]


async def abandon(plan: Plan, context: Context) -> None:
    """Cancel each job in the project whose spec is no longer in the plan.

    A job that was done is lost with it: what it made is no Take of any Shot in the plan.
    """
    generator = context.crew.generator
    wanted = {shot.spec_hash for shot in plan.shots}
    for record in sorted(context.project.store.jobs.glob("*/job.json")):
        job = _read(record)
        if job is None or job["spec"] in wanted:
            continue
        with suppress(BackendError):
            await ask(lambda job_id=job["job_id"]: generator.cancel(job_id), backend=generator.name, context=context)
        context.project.ledger.release(job["ledger"], "the plan changed")
        shutil.rmtree(record.parent, ignore_errors=True)
        context.emit("problem", f"A job is of no use any more and was cancelled: {job['job_id'][:12]}", stage="director")


def _read(record: Path) -> dict[str, str] | None:
    try:
        return json.loads(record.read_bytes())
    except ValueError:
        return None
