"""The loop catches what the injector spoils and leaves alone what it does not: by the injector's own log."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.closed_loop import NAMED, FilmRun, film_of, holds, summary, told


async def films(folder: Path, seeds: range, *, generator: str, rate: float = 0.3) -> list[FilmRun]:
    """Films of some seeds, one after another."""
    return [await film_of(seed, folder, generator=generator, rate=rate, takes=4) for seed in seeds]


@pytest.mark.parametrize("generator", ["plain", "previz"])
async def test_spoiled_takes_are_seen_named_and_made_again(tmp_path: Path, generator: str) -> None:
    runs = await films(tmp_path, range(2), generator=generator)
    result = summary(runs)
    assert result["spoiled"] >= 2 and result["finished"] == 2, told(result)
    assert result["seen_share"] == result["made_again_share"] == 1.0, told(result)
    assert result["false"] == [] and result["spoiled_in_films"] == 0, told(result)
    assert all(row.named for run in runs for row in run.rows if row.fault), told(result)


async def test_a_film_of_good_takes_is_not_sent_back(tmp_path: Path) -> None:
    (run,) = await films(tmp_path, range(2, 3), generator="previz", rate=0.0)
    assert run.finished and run.findings == []
    assert (run.sent_back_by_film, run.escalations, len(run.rows)) == (0, 0, run.shots)
    assert all(row.stands and not row.seen and not row.again for row in run.rows)


@pytest.mark.slow
@pytest.mark.parametrize("generator", ["plain", "previz"])
async def test_twenty_seeds(tmp_path: Path, generator: str) -> None:
    runs = await films(tmp_path, range(20), generator=generator)
    result = summary(runs)
    assert holds(result), "\n".join(told(result))
    assert all(result["kinds"][kind]["spoiled"] for kind in NAMED)
    assert 0.2 <= result["spoiled"] / result["takes"] <= 0.4
