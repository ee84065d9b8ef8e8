"""A small generator for tests and benchmarks: real clips of a moving gradient with the speech, made in a moment.

Given an Anchor, a clip begins on it. It declares what it is told to, so that Chains, Anchors and prices can be tried without a
real backend.
"""

from __future__ import annotations

import asyncio
import hashlib
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

import numpy as np

from storyreel.errors import BackendError
from storyreel.film.take import Cost, RenderSpec
from storyreel.testing.clips import write_clip
from storyreel.tools.audio import Placed, mix, read_wav, resample
from storyreel.tools.contracts import Capabilities, Delivered, Estimate, JobState, RenderJob
from storyreel.tools.files import is_disk_full
from storyreel.tools.frames import decode_frames, to_rgb

__all__ = ["PlainGenerator"]

CAN = Capabilities(durations_s=(0.04, 600.0), own_audio=True, label="test pictures")


@dataclass
class PlainGenerator:
    """Makes clips in this process.

    Attributes:
        can: What it declares.
        price: Of a Take.
        fails: Called with the job at submit; an error it returns is raised.
        delay_s: How long a job takes before it is made.
        submitted: Keys in the order of submission.
        made: Keys in the order of making.
    """

    name: str = "plain"
    revision: str = "2"
    can: Capabilities = CAN
    price: Cost = field(default_factory=Cost)
    fails: Callable[[RenderJob], BackendError | None] = lambda job: None
    delay_s: float = 0.0
    submitted: list[str] = field(default_factory=list[str])
    made: list[str] = field(default_factory=list[str])
    cancelled: list[str] = field(default_factory=list[str])
    _jobs: dict[str, asyncio.Task[Path]] = field(default_factory=dict[str, "asyncio.Task[Path]"])

    @property
    def capabilities(self) -> Capabilities:
        """What it was told to declare."""
        return self.can

    def estimate(self, spec: RenderSpec) -> Estimate:
        """The price it was told."""
        return Estimate(self.price, float(spec.frames / spec.rate) * 0.01, "told")

    async def submit(self, job: RenderJob) -> str:
        """Start making the clip."""
        self.submitted.append(job.key)
        error = self.fails(job)
        if error is not None:
            raise error
        known = self._jobs.get(job.key)
        if known is None or (known.done() and (known.cancelled() or known.exception() or not _clip(job).exists())):
            self._jobs[job.key] = asyncio.create_task(self._make(job))
        return job.key

    async def _make(self, job: RenderJob) -> Path:
        await asyncio.sleep(self.delay_s)
        job.work.mkdir(parents=True, exist_ok=True)
        await asyncio.to_thread(_draw, job)
        self.made.append(job.key)
        return _clip(job)

    async def poll(self, job_id: str) -> JobState:
        """Where the job stands."""
        task = self._jobs.get(job_id)
        if task is None:
            return JobState("failed", problem=f"no job {job_id[:12]} was submitted")
        await asyncio.wait([task], timeout=0.02)
        if not task.done():
            return JobState("running", 0.5)
        if task.cancelled():
            return JobState("failed", problem="cancelled")
        error = task.exception()
        if error is not None and is_disk_full(error):
            raise error
        return JobState("failed", problem=str(error)) if error else JobState("done", 1.0)

    async def fetch(self, job_id: str, to: Path) -> Delivered:
        """Copy the clip."""
        shutil.copyfile(await self._jobs[job_id], to)
        return Delivered(to, self.price, self.revision)

    async def cancel(self, job_id: str) -> None:
        """Stop the job."""
        self.cancelled.append(job_id)
        if job_id in self._jobs:
            self._jobs[job_id].cancel()

    async def close(self) -> None:
        """Stop what still runs."""
        for task in self._jobs.values():
            task.cancel()
        await asyncio.gather(*self._jobs.values(), return_exceptions=True)


def _clip(job: RenderJob) -> Path:
    return job.work / "plain.mp4"


def _draw(job: RenderJob) -> None:
    # a name of its own: the thread of a generator that was closed may still be drawing the same job
    spec, fresh = job.spec, job.work / f"drawing-{uuid4().hex[:8]}.mp4"
    pictures = _pictures(spec, job.seed)
    write_clip(fresh, pictures if job.anchor is None else _continued(job.anchor, pictures, spec.frames), _sound(job), spec.rate)
    fresh.replace(_clip(job))


def _pictures(spec: RenderSpec, seed: int) -> Iterator[np.ndarray]:
    """A gradient that moves, in the colours of its set-up, as a film's are; where it begins is the Shot's and the seed's own."""
    tint = _drawn(f"{spec.place.name}/{spec.shot.get('setup') or spec.uid}", 3)
    phase = int(_drawn(f"{spec.uid}/{seed}", 1)[0])
    columns, rows = np.arange(spec.width_px), np.arange(spec.height_px)[:, None]
    for frame in range(spec.frames):
        wave = (columns * 255 // spec.width_px + rows + phase + frame * 5) % 256
        bright = np.abs(wave - 128) + 60
        yield (bright[..., None] * (tint // 2 + 100) // 228).clip(0, 255).astype(np.uint8)


def _drawn(name: str, count: int) -> np.ndarray:
    """Numbers from 0 to 255 that hang on the name alone, shape (count,)."""
    return np.frombuffer(hashlib.sha256(name.encode()).digest()[:count], np.uint8).astype(np.int64)


def _continued(anchor: Path, pictures: Iterator[np.ndarray], frames: int) -> Iterator[np.ndarray]:
    """The pictures as they grow out of the Anchor: it is the first, and fades while they come."""
    first = to_rgb(next(decode_frames(anchor))).astype(np.float32)
    for number, picture in enumerate(pictures):
        part = number / max(1, frames - 1)
        same = first.shape == picture.shape
        yield ((1 - part) * first + part * picture).astype(np.uint8) if same else picture


def _sound(job: RenderJob) -> np.ndarray:
    length = round(job.spec.frames * 48_000 / job.spec.rate)
    parts: list[Placed] = []
    for line in job.spec.lines:
        said = job.speech.get((line.id, line.part))
        if said is not None:
            samples, rate = read_wav(said[0])
            parts.append(Placed(resample(samples, rate, 48_000), line.start_ms * 48))
    return mix(parts, length)
