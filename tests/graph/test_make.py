"""From a page of dialogue to a film, and on with it after anything."""

import asyncio
import json
from pathlib import Path

import pytest

from storyreel.errors import BackendUnavailable, BudgetExceeded, JobFailed, ProjectLocked, SourceError, VersionMismatch
from storyreel.film.documents import load_document
from storyreel.film.note import Limits
from storyreel.film.script import Script
from storyreel.film.take import Cost
from storyreel.film.time import frame_at
from storyreel.graph import make, project_status
from storyreel.testing import PlainGenerator
from storyreel.tools.contracts import RenderJob
from storyreel.tools.frames import probe
from storyreel.tools.measure.loudness_meter import meter_sound
from tests.graph.filming import DIALOGUE, RATE, SMALL, run_in


async def test_a_page_of_dialogue_becomes_a_film(tmp_path: Path) -> None:
    run = run_in(tmp_path)
    film = await run.make()
    assert film.finished and film.film is not None and film.script is not None and film.subtitles is not None
    script = load_document(json.loads(film.script.read_text(encoding="utf-8")), Script)
    facts = probe(film.film)
    assert (facts.width, facts.height, facts.rate) == (160, 96, RATE)
    assert facts.frames == frame_at(script.duration_ms, RATE)
    assert facts.has_audio
    spoken = [line.text for line in script.lines]
    assert spoken == ["You said nobody knew about the letter.", "Nobody did.", "Then who opened it?", "Ask your brother."]
    subtitles = " ".join(film.subtitles.read_text(encoding="utf-8").split())
    places = [subtitles.index(text) for text in spoken]
    assert places == sorted(places)
    assert run.source.read_text(encoding="utf-8") == DIALOGUE
    assert film.report is not None and film.report.exists()


async def test_what_is_finished_is_not_made_again(tmp_path: Path) -> None:
    run = run_in(tmp_path)
    first = await run.make()
    made = list(run.generator.made)
    again = await run.make()
    resumed = await run.resume()
    assert run.generator.made == made
    assert first.film is not None and again.film is not None
    assert (again.takes, resumed.takes) == (first.takes, first.takes)
    assert project_status(run.out)["spent"]["micros"] == 0
    assert not [path.name for path in run.out.rglob("*.part")]


async def test_another_frame_rate_makes_the_takes_again_and_the_film_in_it(tmp_path: Path) -> None:
    run = run_in(tmp_path)
    first = await run.make()
    run.settings = SMALL.changed(rate_num=2 * SMALL.rate_num)
    other = await run.make()
    assert first.film is not None and other.film is not None
    assert probe(other.film).rate == 2 * RATE
    assert other.takes == 2 * first.takes


async def test_another_loudness_makes_the_film_again_and_no_take(tmp_path: Path) -> None:
    run = run_in(tmp_path)
    first = await run.make()
    made = list(run.generator.made)
    assert first.film is not None
    at_first = meter_sound(first.film)
    run.settings = SMALL.changed(lufs=-23.0)
    other = await run.make()
    assert other.film is not None and run.generator.made == made
    heard = meter_sound(other.film)
    assert at_first.integrated_lufs == pytest.approx(-16.0, abs=0.6) and at_first.true_peak_db <= -0.9
    assert heard.integrated_lufs == pytest.approx(-23.0, abs=0.5)


def test_make_works_inside_a_running_loop(tmp_path: Path) -> None:
    run = run_in(tmp_path)

    async def inside() -> bool:
        return make(run.source, out=run.out, crew={"generator": PlainGenerator()}, settings=SMALL).finished

    assert asyncio.run(inside())


async def test_a_stopped_run_goes_on_where_it_was(tmp_path: Path) -> None:
    run = run_in(tmp_path)
    run.hear = lambda event: run.control.request_drain() if event.type == "shot.done" else None
    stopped = await run.make()
    assert not stopped.finished
    made = set(run.generator.made)
    run.hear = lambda event: None
    finished = await run.resume()
    assert finished.finished
    assert sorted(run.generator.made) == sorted({*made, *run.generator.made})


@pytest.mark.parametrize("harm", ["delete", "corrupt"])
async def test_a_take_that_is_lost_between_runs_is_made_again_alone(tmp_path: Path, harm: str) -> None:
    run = run_in(tmp_path)
    first = await run.make()
    assert first.film is not None
    before = first.film.read_bytes()
    victim = sorted((run.out / "takes").glob("*.mp4"))[0]
    if harm == "delete":
        victim.unlink()
    else:
        victim.write_bytes(b"rubbish")
    run.generator.made.clear()
    (run.source).write_text(DIALOGUE, encoding="utf-8")
    again = await run.make()
    assert again.finished and again.film is not None
    assert run.generator.made == [victim.stem]
    assert again.film.read_bytes() == before


async def test_four_chains_one_raising_hurts_nobody_else(tmp_path: Path) -> None:
    run = run_in(tmp_path, limits=Limits(takes=0))
    broken: list[str] = []

    def fails(job: RenderJob) -> JobFailed | None:
        if not broken:
            broken.append(job.spec.uid)
        return JobFailed("the GPU is on fire", backend="plain") if job.spec.uid == broken[0] else None

    run.generator = PlainGenerator(fails=fails)
    film = await run.make()
    assert len(film.missing) == 1
    assert "on fire" in next(iter(film.missing.values()))
    assert [finding.kind for finding in film.findings if finding.kind == "missing-take"] == ["missing-take"]
    assert run.generator.cancelled == []
    assert len(run.generator.submitted) == len(set(run.generator.submitted)) == film.shots
    assert film.film is not None and probe(film.film).frames > 0


async def test_transport_is_tried_again_without_another_take(tmp_path: Path) -> None:
    failed: list[str] = []

    def fails(job: RenderJob) -> BackendUnavailable | None:
        failed.append(job.key)
        return BackendUnavailable("refused", backend="plain", retryable=True) if len(failed) == 1 else None

    run = run_in(tmp_path, generator=PlainGenerator(fails=fails))
    film = await run.make()
    assert film.finished and film.retakes == 0 and not film.missing
    assert run.generator.submitted.count(failed[0]) == 2


async def test_the_budget_is_a_hard_stop_and_more_money_goes_on(tmp_path: Path) -> None:
    price = Cost(micros=1_000_000)
    run = run_in(tmp_path, generator=PlainGenerator(price=price), limits=Limits(money_micros=3_000_000))
    with pytest.raises(BudgetExceeded, match="--budget"):
        await run.make()
    status = project_status(run.out)
    assert status["spent"]["micros"] == 3_000_000
    assert status["film"]["missing"]
    made = list(run.generator.made)
    film = await run.resume(limits=Limits(money_micros=100_000_000))
    assert film.finished and not film.missing
    assert sorted(set(run.generator.made)) == sorted(run.generator.made)
    assert run.generator.made[: len(made)] == made
    assert film.cost["micros"] == 1_000_000 * film.takes


async def test_an_unknown_price_waits_for_a_yes(tmp_path: Path) -> None:
    run = run_in(tmp_path, generator=PlainGenerator(price=Cost(micros=None)))
    film = await run.make()
    assert film.waiting is not None and "unknown" in film.waiting["question"]
    assert run.generator.submitted == []


async def test_a_hanging_job_times_out_and_is_named(tmp_path: Path) -> None:
    run = run_in(tmp_path, generator=PlainGenerator(delay_s=60), limits=Limits(job_seconds=0.2, takes=0))
    film = await run.make()
    assert len(film.missing) == film.shots
    assert all("was not done after" in why for why in film.missing.values())


async def test_two_makes_on_one_project(tmp_path: Path) -> None:
    run, other = run_in(tmp_path), run_in(tmp_path)
    first = asyncio.create_task(run.make())
    while not run.events:
        await asyncio.sleep(0.01)
    with pytest.raises(ProjectLocked, match="storyreel chat"):
        await other.make()
    assert (await first).finished


async def test_a_project_of_another_graph_is_refused_and_its_takes_are_used_again(tmp_path: Path) -> None:
    run = run_in(tmp_path)
    await run.make()
    path = run.out / "project.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**data, "graph_version": 0}), encoding="utf-8")
    (run.out / "checkpoints.sqlite").unlink()
    with pytest.raises(VersionMismatch, match="takes are used again"):
        await run.resume()
    run.generator.made.clear()
    assert (await run.make()).finished
    assert run.generator.made == []


async def test_a_source_that_cannot_be_read_leaves_no_project(tmp_path: Path) -> None:
    run = run_in(tmp_path, text="")
    with pytest.raises(SourceError):
        await run.make()
    assert not run.out.exists()
