"""A generator that spoils some of another's clips, to see whether the loop catches them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from storyreel.errors import JobFailed
from storyreel.film.take import RenderSpec
from storyreel.testing.faults import FILE_FAULTS, Fault, spoil, strikes
from storyreel.tools.contracts import Capabilities, Delivered, Estimate, Generator, JobState, RenderJob
from storyreel.tools.files import append_line

__all__ = ["UnreliableGenerator"]


class UnreliableGenerator:
    """Wraps a generator and spoils what it makes; which Take and how is decided by (key, seed) alone.

    What was injected is written to `.injected`, a file beside the jobs' folders that no critic is given.

    Args:
        inner: The generator that makes the clips.
        faults: Tried in order; the first that strikes spoils the Take.
        seed: Of the injector.
    """

    def __init__(self, inner: Generator, *, faults: Sequence[Fault], seed: int = 0) -> None:
        self.inner, self.faults, self.seed = inner, list(faults), seed
        self._jobs: dict[str, RenderJob] = {}

    @property
    def name(self) -> str:
        """A backend of its own: spoiled takes never pass for the inner one's."""
        return f"unreliable+{self.inner.name}"

    @property
    def revision(self) -> str:
        """The inner revision with the faults and the seed."""
        told = ",".join(f"{fault.kind}:{fault.rate:g}" + (f"<{fault.takes}" if fault.takes else "") for fault in self.faults)
        return f"{self.inner.revision}/{told}/{self.seed}"

    @property
    def capabilities(self) -> Capabilities:
        """The inner ones; the label says what this is."""
        inner = self.inner.capabilities
        return replace(inner, label=f"{inner.label}, spoiled on purpose")

    def estimate(self, spec: RenderSpec) -> Estimate:
        """The inner one's."""
        return self.inner.estimate(spec)

    async def submit(self, job: RenderJob) -> str:
        """Submit to the inner generator, or fail on purpose.

        Raises:
            JobFailed: Where the fault "raise" strikes.
        """
        fault = self._fault(job)
        self._jobs[job.key] = job
        if fault is not None and fault.kind == "raise":
            self._tell(job, {"kind": "raise"})
            raise JobFailed("failed on purpose", backend=self.name)
        if fault is not None and fault.kind == "hang":
            self._tell(job, {"kind": "hang"})
            return f"hang:{job.key}"
        known = job.job_id.removeprefix(f"{job.key}:") if not job.job_id.startswith("hang:") else ""
        return f"{job.key}:{await self.inner.submit(replace(job, job_id=known))}"

    async def poll(self, job_id: str) -> JobState:
        """The inner state; a job that hangs runs for ever."""
        if job_id.startswith("hang:"):
            await asyncio.sleep(0.05)
            return JobState("running", 0.0)
        return await self.inner.poll(job_id.partition(":")[2])

    async def fetch(self, job_id: str, to: Path) -> Delivered:
        """The inner clip, spoiled where a fault strikes."""
        key, _, inner_id = job_id.partition(":")
        job = self._jobs[key]
        fault = self._fault(job)
        if fault is None or fault.kind not in FILE_FAULTS:
            return await self.inner.fetch(inner_id, to)
        clean = to.with_suffix(".clean.mp4")
        delivered = await self.inner.fetch(inner_id, clean)
        done = await asyncio.to_thread(spoil, fault.kind, clean, to, job.spec, key=key)
        clean.unlink()
        self._tell(job, done)
        return delivered._replace(file=to, truth=None)  # what was true of the clean clip is not true of this one

    async def cancel(self, job_id: str) -> None:
        """Cancel the inner job."""
        if not job_id.startswith("hang:"):
            await self.inner.cancel(job_id.partition(":")[2])

    async def close(self) -> None:
        """Close the inner generator."""
        await self.inner.close()

    def _fault(self, job: RenderJob) -> Fault | None:
        own_audio = self.inner.capabilities.own_audio
        return strikes(self.faults, job.spec, key=job.key, seed=self.seed, take=job.take, own_audio=own_audio)

    def _tell(self, job: RenderJob, what: dict[str, object]) -> None:
        record = {"key": job.key, "uid": job.spec.uid, "take": job.take, **what}
        job.work.parent.mkdir(parents=True, exist_ok=True)
        append_line(job.work.parent / ".injected", json.dumps(record))
