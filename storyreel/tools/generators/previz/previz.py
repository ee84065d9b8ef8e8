"""The default generator: a small virtual stage, drawn in vectors by a worker process. An animatic, and named as one.

It knows nothing of graphs and projects; the drawing is in `job` and is loaded by the worker alone.
"""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from storyreel.errors import JobFailed
from storyreel.film.take import Cost, RenderSpec
from storyreel.tools.contracts import Capabilities, Delivered, Estimate, Executor, JobState, RenderJob

__all__ = ["Previz"]

_LABEL = "animatic (drawn by previz, not generated footage)"
# Milliseconds per frame of drawing at 832x480 and of what grows with the number of pixels, on one core.
_DRAW_MS, _PIXEL_MS, _START_S = 2.4, 4.2, 0.15
_PIXELS = 832 * 480


class Previz:
    """Makes a take of a Shot on the virtual stage.

    Args:
        executor: Runs the job "previz" in a worker process.
    """

    def __init__(self, executor: Executor) -> None:
        self._executor = executor

    @property
    def name(self) -> str:
        """Registered id."""
        return "previz"

    @property
    def revision(self) -> str:
        """Changes when the same spec would give other pixels."""
        return "5"

    @property
    def capabilities(self) -> Capabilities:
        """Any size and rate, from one frame to ten minutes; consistent by construction, speech is part of the clip."""
        return Capabilities(
            durations_s=(0.04, 600.0),
            own_audio=True,
            driven_by_speech=True,
            consistent=True,
            reads_prompt=False,
            price_per_second=Cost(),
            label=_LABEL,
        )

    def estimate(self, spec: RenderSpec) -> Estimate:
        """No cost; time from frames and size."""
        per_frame = _DRAW_MS + _PIXEL_MS * spec.width_px * spec.height_px / _PIXELS
        return Estimate(
            Cost(),
            _START_S + spec.frames * per_frame / 1000,
            f"{spec.frames} frames at about {per_frame:.1f} ms each on one core",
        )

    async def prepare(self) -> None:
        """Have the workers load the drawing before the first Shot is planned, where the executor can."""
        ready = getattr(self._executor, "prepare", None)
        if ready is not None:
            await ready("previz")

    async def submit(self, job: RenderJob) -> str:
        """Queue the job, or adopt the one with the same key."""
        await self._executor.submit("previz", job.key, _payload(job), job.work)
        return job.key

    async def poll(self, job_id: str) -> JobState:
        """Where the job stands."""
        return await self._executor.poll(job_id)

    async def fetch(self, job_id: str, to: Path) -> Delivered:
        """Copy the finished clip.

        Raises:
            JobFailed: If the job failed, or left no clip.
        """
        result = await self._executor.result(job_id)
        made = result.files.get("take.mp4")
        if made is None:
            raise JobFailed(f"job {job_id[:12]} ended without a clip", backend=self.name, retryable=True)
        await asyncio.to_thread(shutil.copyfile, made, to)
        told = result.files.get("truth.json")
        return Delivered(to, Cost(), self.revision, truth=told)

    async def tell_truth(self, job: RenderJob, names: Sequence[str]) -> None:
        """Write `truth.json` and `masks.zip` of the take that this job made into its folder; drawn anew, the take untouched.

        Raises:
            JobFailed: If they could not be drawn.
        """
        key = f"truth-{job.key}"
        await self._executor.submit("previz.truth", key, {**_payload(job), "names": list(names)}, job.work)
        state = await self._executor.poll(key)
        while state.status in ("queued", "running"):
            state = await self._executor.poll(key)
        if state.status == "failed":
            raise JobFailed(state.problem or "the truth of a take could not be drawn", backend=self.name)

    async def cancel(self, job_id: str) -> None:
        """Stop the job if it runs."""
        await self._executor.cancel(job_id)

    async def close(self) -> None:
        """Nothing is held here; the executor belongs to whoever made it."""


def _payload(job: RenderJob) -> dict[str, Any]:
    speech = [
        {
            "id": line, "part": part, "file": str(path), "speaker": record.speaker,
            "events": [{"kind": e.kind, "at_s": e.at_ms / 1000, "text": e.text} for e in record.events],
        }
        for (line, part), (path, record) in sorted(job.speech.items())
    ]  # fmt: skip
    return {"spec": job.spec.to_json(), "seed": job.seed, "take": job.take, "key": job.key, "speech": speech}
