"""The generator that spoils takes: its name, its log, and that it does to each job what was drawn for it."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from storyreel.errors import JobFailed
from storyreel.film.take import RenderSpec
from storyreel.testing import Fault, PlainGenerator, UnreliableGenerator
from storyreel.tools.contracts import Generator, RenderJob
from storyreel.tools.frames import probe

SPEC = RenderSpec(uid="a", backend="x", revision="1", width_px=64, height_px=48, rate_num=12, frames=24, shot={})


def job_of(folder: Path, key: str = "k1", **changes: Any) -> RenderJob:
    """A job in a project's folder for jobs, which need not exist."""
    return RenderJob(key=key, spec=SPEC, seed=1, take=1, work=folder / "jobs" / key, **changes)


async def fetched(generator: Generator, job: RenderJob, to: Path) -> Path:
    """The clip of a job."""
    job_id = await generator.submit(job)
    while (await generator.poll(job_id)).status in ("queued", "running"):
        pass
    return (await generator.fetch(job_id, to)).file


def log_of(folder: Path) -> list[dict[str, Any]]:
    """What the injector wrote down."""
    path = folder / "jobs" / ".injected"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


def test_it_is_a_backend_of_its_own() -> None:
    inner = PlainGenerator()
    spoiled = UnreliableGenerator(inner, faults=[Fault("black", 0.5)], seed=3)
    other = UnreliableGenerator(inner, faults=[Fault("black", 0.5)], seed=4)
    assert isinstance(spoiled, Generator)
    assert spoiled.name == "unreliable+plain" != inner.name
    assert len({inner.revision, spoiled.revision, other.revision}) == 3
    assert spoiled.capabilities.durations_s == inner.capabilities.durations_s
    assert "spoiled on purpose" in spoiled.capabilities.label
    assert spoiled.estimate(SPEC) == inner.estimate(SPEC)


async def test_a_spoiled_take_is_written_down_beside_the_jobs(tmp_path: Path) -> None:
    generator = UnreliableGenerator(PlainGenerator(), faults=[Fault("one-frame", 1.0)])
    clip = await fetched(generator, job_of(tmp_path), tmp_path / "a.mp4")
    assert probe(clip).frames == 1
    assert log_of(tmp_path) == [{"key": "k1", "uid": "a", "take": 1, "kind": "one-frame", "frames": 1}]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.mp4", "jobs"], "the clean clip is gone"
    await generator.close()


async def test_a_take_that_is_not_struck_is_the_inner_ones_to_the_byte(tmp_path: Path) -> None:
    spoiled = UnreliableGenerator(PlainGenerator(), faults=[Fault("black", 0.0)])
    plain = await fetched(PlainGenerator(), job_of(tmp_path / "one"), tmp_path / "plain.mp4")
    left = await fetched(spoiled, job_of(tmp_path / "two"), tmp_path / "left.mp4")
    assert left.read_bytes() == plain.read_bytes()
    assert log_of(tmp_path / "two") == []


async def test_raise_and_hang(tmp_path: Path) -> None:
    inner = PlainGenerator()
    raising = UnreliableGenerator(inner, faults=[Fault("raise", 1.0)])
    with pytest.raises(JobFailed, match="on purpose"):
        await raising.submit(job_of(tmp_path))
    hanging = UnreliableGenerator(inner, faults=[Fault("hang", 1.0)])
    job_id = await hanging.submit(job_of(tmp_path))
    assert [(await hanging.poll(job_id)).status for _ in range(3)] == ["running"] * 3
    await hanging.cancel(job_id)
    assert inner.submitted == inner.cancelled == []
    assert [record["kind"] for record in log_of(tmp_path)] == ["raise", "hang"]


async def test_the_inner_generator_is_given_back_its_own_job_id(tmp_path: Path) -> None:
    seen: list[str] = []

    class Asked(PlainGenerator):
        async def submit(self, job: RenderJob) -> str:
            seen.append(job.job_id)
            return await super().submit(job)

    generator = UnreliableGenerator(Asked(), faults=[])
    job_id = await generator.submit(job_of(tmp_path))
    await generator.submit(job_of(tmp_path, job_id=job_id))
    assert seen == ["", "k1"]
    await generator.cancel(job_id)
    await generator.close()


async def test_the_same_film_of_faults_whatever_the_order(tmp_path: Path) -> None:
    keys = [f"k{number}" for number in range(12)]
    kinds: list[dict[str, str]] = []
    for name, order in (("there", keys), ("back", keys[::-1])):
        generator = UnreliableGenerator(PlainGenerator(), faults=[Fault("one-frame", 0.5)], seed=5)
        jobs = [job_of(tmp_path / name, key) for key in order]
        (tmp_path / name).mkdir()
        await asyncio.gather(*(fetched(generator, job, tmp_path / name / f"{job.key}.mp4") for job in jobs))
        kinds.append({record["key"]: record["kind"] for record in log_of(tmp_path / name)})
    assert kinds[0] == kinds[1] and 2 <= len(kinds[0]) <= 10
