"""Worker processes: jobs are run once, adopted by key, and survive whoever asked."""

import asyncio
import json
import os
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from storyreel.errors import JobFailed, ProjectError
from storyreel.tools import executor as executor_module
from storyreel.tools.executor import LocalExecutor, start_ahead


def work(payload: Mapping[str, Any], folder: Path, progress: Callable[[float], None]) -> dict[str, Any]:
    """The job that these tests run in worker processes."""
    if payload.get("die"):
        os._exit(9)
    if payload.get("raise"):
        raise ValueError("on purpose")
    if payload.get("full"):
        raise OSError(28, "No space left on device")
    time.sleep(payload.get("seconds", 0))
    progress(0.5)
    (folder / "made.txt").write_text("made", encoding="utf-8")
    return {"pid": os.getpid()}


JOB = f"{__name__}:work"


@pytest.fixture(autouse=True)
def _workers_find_this_module(monkeypatch: pytest.MonkeyPatch) -> None:
    here = Path(__file__)
    root = here.parents[__name__.count(".")]
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(root), str(here.parents[2])]))


async def ended(executor: LocalExecutor, key: str) -> str:
    while (state := await executor.poll(key)).status in ("queued", "running"):
        pass
    return f"{state.status} {state.problem}".strip()


async def test_a_job_leaves_its_files_and_figures(tmp_path: Path) -> None:
    executor = LocalExecutor(1)
    await executor.submit(JOB, "k", {}, tmp_path / "k")
    assert await ended(executor, "k") == "done"
    result = await executor.result("k")
    assert result.files["made.txt"].read_text(encoding="utf-8") == "made"
    assert result.figures["pid"] != os.getpid()
    await executor.close()


async def test_a_full_disk_and_a_payload_that_is_no_json_are_told_and_the_worker_goes_on(tmp_path: Path) -> None:
    executor = LocalExecutor(1)
    for key, payload in {"full": {"full": 1}, "odd": {"odd": object()}, "good": {}}.items():
        await executor.submit(JOB, key, payload, tmp_path / key)
    with pytest.raises(ProjectError, match="No space left"):
        await ended(executor, "full")
    assert "not JSON serializable" in await ended(executor, "odd")
    assert await ended(executor, "good") == "done"
    await executor.close()


async def test_a_failing_job_and_a_dying_worker_hurt_nobody_else(tmp_path: Path) -> None:
    executor = LocalExecutor(1)
    for key, payload in {"bad": {"raise": 1}, "dead": {"die": 1}, "good": {}}.items():
        await executor.submit(JOB, key, payload, tmp_path / key)
    assert await ended(executor, "bad") == "failed ValueError: on purpose"
    assert "ended with code 9" in await ended(executor, "dead")
    assert await ended(executor, "good") == "done"
    with pytest.raises(JobFailed, match="on purpose"):
        await executor.result("bad")
    await executor.close()


async def test_a_finished_job_is_adopted_by_another_executor(tmp_path: Path) -> None:
    for _ in range(2):
        executor = LocalExecutor(1)
        await executor.submit(JOB, "k", {}, tmp_path / "k")
        assert await ended(executor, "k") == "done"
        await executor.close()
    log = [json.loads(line)["what"] for line in (tmp_path / "renders.jsonl").read_text(encoding="utf-8").splitlines()]
    assert log == ["start", "done"]


async def test_a_job_in_hand_is_finished_for_the_next_who_asks(tmp_path: Path) -> None:
    first = LocalExecutor(1)
    await first.submit(JOB, "k", {"seconds": 0.5}, tmp_path / "k")
    while not (tmp_path / "renders.jsonl").exists():
        await asyncio.sleep(0.02)
    await first.close()
    second = LocalExecutor(1)
    await second.submit(JOB, "k", {"seconds": 0.5}, tmp_path / "k")
    assert await ended(second, "k") == "done"
    await second.close()
    log = (tmp_path / "renders.jsonl").read_text(encoding="utf-8").splitlines()
    assert len([line for line in log if '"start"' in line]) == 1


async def test_a_hanging_job_can_be_cancelled_and_its_worker_is_replaced(tmp_path: Path) -> None:
    executor = LocalExecutor(1)
    await executor.submit(JOB, "hang", {"seconds": 60}, tmp_path / "hang")
    await executor.submit(JOB, "next", {}, tmp_path / "next")
    while (await executor.poll("hang")).status == "queued":
        pass
    await executor.cancel("hang")
    assert await ended(executor, "hang") == "failed cancelled"
    assert await ended(executor, "next") == "done"
    await executor.close()


async def test_an_unknown_job_name_says_what_there_is(tmp_path: Path) -> None:
    executor = LocalExecutor(1)
    await executor.submit("nonsense", "k", {}, tmp_path / "k")
    assert "there are previz" in await ended(executor, "k")
    await executor.close()


async def test_workers_that_are_prepared_take_the_jobs_and_no_others_are_started(tmp_path: Path) -> None:
    executor = LocalExecutor(2)
    await executor.prepare(JOB)
    await executor.prepare(JOB)
    for key in "abc":
        await executor.submit(JOB, key, {"seconds": 0.2}, tmp_path / key)
    assert [await ended(executor, key) for key in "abc"] == ["done"] * 3
    pids = {(await executor.result(key)).figures["pid"] for key in "abc"}
    assert len(pids) == 2
    await executor.close()


async def test_preparing_for_a_job_that_does_not_exist_is_told_by_the_job(tmp_path: Path) -> None:
    executor = LocalExecutor(1)
    await executor.prepare("nowhere:work")
    await executor.submit("nowhere:work", "k", {}, tmp_path / "k")
    assert "No module named 'nowhere'" in await ended(executor, "k")
    await executor.close()


async def test_workers_that_were_prepared_in_vain_end() -> None:
    executor = LocalExecutor(2)
    await executor.prepare(JOB)
    await asyncio.sleep(0.3)
    before = asyncio.all_tasks()
    await executor.close()
    assert len(before) - len(asyncio.all_tasks()) >= 2


def test_a_worker_started_ahead_is_the_one_that_works_and_the_rest_are_ended(tmp_path: Path) -> None:
    start_ahead(JOB, 2)
    ahead = list(executor_module._READY)  # pyright: ignore[reportPrivateUsage]

    async def run() -> int:
        executor = LocalExecutor(1)
        await executor.submit(JOB, "k", {}, tmp_path / "k")
        while (await executor.poll("k")).status in ("queued", "running"):
            pass
        made = await executor.result("k")
        await executor.close()
        return made.figures["pid"]

    assert asyncio.run(run()) in [process.pid for process in ahead]
    assert sorted(process.wait(20) for process in ahead) == [-9, 0]  # the second had no job
