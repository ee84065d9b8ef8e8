"""What the graph itself costs: milliseconds for each shot beyond the backend's own time, and bytes of database.

A generator that copies one finished clip stands for the backend, and a critic that looks at nothing for the measurements, so
that what is left is the graph, the store, the ledger and the checkpoints. Both figures are taken at two lengths in one run, so
that a cost that grows with the film shows.

    python benchmarks/orchestration.py [--shots 500] [--json FILE]
"""

from __future__ import annotations

import argparse
import asyncio
import json
import platform
import shutil
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

from storyreel.agents.critic import Critic
from storyreel.film.finding import Verdict
from storyreel.film.plan import FilmSettings
from storyreel.film.script import Blocking, Scene, Script, Shot
from storyreel.film.take import Cost, RenderSpec
from storyreel.graph import amake
from storyreel.testing import write_clip
from storyreel.tools.contracts import Capabilities, Delivered, Estimate, Event, Evidence, JobState, RenderJob

SETTINGS = FilmSettings(width_px=32, height_px=32, rate_num=12)


class CopyGenerator:
    """Delivers a copy of one clip and counts the time that it takes itself."""

    name = "copy"
    revision = "1"
    capabilities = Capabilities(durations_s=(0.04, 600.0), own_audio=True, label="copies", concurrency=4)

    def __init__(self, clip: Path) -> None:
        self.clip, self.own_s, self.jobs = clip, 0.0, dict[str, RenderJob]()

    def estimate(self, spec: RenderSpec) -> Estimate:
        """Nothing."""
        return Estimate(Cost(), 0.0, "a copy")

    async def submit(self, job: RenderJob) -> str:
        """At once."""
        self.jobs[job.key] = job
        return job.key

    async def poll(self, job_id: str) -> JobState:
        """Done."""
        return JobState("done", 1.0)

    async def fetch(self, job_id: str, to: Path) -> Delivered:
        """Copy the clip, unlike every other by its last bytes."""
        began = time.perf_counter()
        await asyncio.to_thread(shutil.copyfile, self.clip, to)
        self.own_s += time.perf_counter() - began
        return Delivered(to, Cost(), "1")

    async def cancel(self, job_id: str) -> None:
        """Nothing runs."""

    async def close(self) -> None:
        """Nothing is held."""


class BlindCritic(Critic):
    """Lets every take pass unseen."""

    async def critique_take(self, evidence: Evidence) -> Verdict:
        """Passed."""
        return Verdict(on="take", passed=True)

    async def critique_film(self, evidence: Evidence) -> Verdict:
        """Passed."""
        return Verdict(on="film", passed=True)


def script_of(shots: int) -> Script:
    """A script of silent shots of a second, ten to a scene."""
    scenes: list[Scene] = []
    for first in range(0, shots, 10):
        number = str(first // 10 + 1)
        made = tuple(
            Shot(
                uid=f"s{first + i}",
                id=f"{number}.{i + 1}",
                start_ms=(first + i) * 1000,
                end_ms=(first + i + 1) * 1000,
                action=f"Rosa waits, {first + i}",
                setup="master",
                blocking=(Blocking(character="ROSA", position="centre"),),
            )
            for i in range(min(10, shots - first))
        )
        scenes.append(Scene(id=number, heading=f"INT. ROOM {number} - DAY", place="room", time_of_day="day", shots=made))
    return Script(title="benchmark", scenes=tuple(scenes))


async def run(shots: int, clip: Path, folder: Path) -> dict[str, float]:
    """Milliseconds for each shot and bytes of database for a film of so many shots."""
    generator, events = CopyGenerator(clip), list[Event]()
    out = folder / f"film-{shots}"
    crew: dict[str, object] = {"generator": generator, "critic": BlindCritic()}
    await amake(script_of(shots), out=out, crew=crew, settings=SETTINGS, on_event=events.append)
    started = min(event.at_s for event in events if event.type == "shot.start")
    ended = max(event.at_s for event in events if event.type == "shot.done")
    size = sum(path.stat().st_size for path in out.glob("checkpoints.sqlite*"))
    return {"shots": shots, "ms_per_shot": (ended - started - generator.own_s) * 1000 / shots, "database_bytes": size}


async def measure(shots: int, repeats: int) -> dict[str, Any]:
    """The figures at a fifth of the length and at the length, several times."""
    runs: list[dict[str, float]] = []
    with tempfile.TemporaryDirectory() as name:
        clip = Path(name) / "clip.mp4"
        rate = SETTINGS.rate
        pictures = [np.full((32, 32, 3), 40 + 10 * i, np.uint8) for i in range(12)]
        write_clip(clip, pictures, np.zeros(48_000, np.float32), rate)
        for repeat in range(repeats):
            for length in (shots // 5, shots):
                runs.append(await run(length, clip, Path(name) / str(repeat)))
    return {"machine": f"{platform.machine()}, Python {platform.python_version()}", "runs": runs}


def main() -> None:
    """Print the figures; write them where asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shots", type=int, default=500)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--json", type=Path)
    args = parser.parse_args()
    result = asyncio.run(measure(args.shots, args.repeats))
    for length in (args.shots // 5, args.shots):
        rows = [r for r in result["runs"] if r["shots"] == length]
        times, sizes = sorted(r["ms_per_shot"] for r in rows), sorted(r["database_bytes"] / 1e6 for r in rows)
        print(f"{length} shots: {times[0]:.1f} to {times[-1]:.1f} ms a shot, database {sizes[0]:.2f} to {sizes[-1]:.2f} MB")
    if args.json:
        args.json.write_text(json.dumps(result, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
