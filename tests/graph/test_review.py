"""Defects that were found once, and stay found."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from storyreel.errors import BackendUnavailable, BudgetExceeded
from storyreel.film.note import Limits
from storyreel.film.take import Cost
from storyreel.graph import project_status, replies, send
from storyreel.testing import Fault, PlainGenerator, UnreliableGenerator
from storyreel.tools.contracts import Event, JobState
from storyreel.tools.frames import probe
from storyreel.tools.ledger import Ledger
from tests.graph.filming import CHAINED, DIALOGUE, Run, run_in

OTHER = "INT. BAR - DAY\n\nANNA: Is this seat taken?\nBEN: It is now.\n"


def cut(run: Run) -> list[dict[str, object]]:
    return json.loads((run.out / "cut.json").read_text(encoding="utf-8"))["entries"]


def stop_after(run: Run, shots: int) -> None:
    """Drain the run when so many Shots are done."""
    done: list[str] = []

    def hear(event: Event) -> None:
        if event.type == "shot.done":
            done.append(event.shot)
            if len(done) == shots:
                run.control.request_drain()

    run.hear = hear


async def test_another_source_on_the_same_project_is_another_film(tmp_path: Path) -> None:
    run = run_in(tmp_path)
    await run.make()
    send(run.out, "lock 1.1")
    run.source.write_text(OTHER, encoding="utf-8")
    film = await run.make()
    assert film.finished and "Is this seat taken?" in (run.out / "film.srt").read_text(encoding="utf-8").replace("\n", " ")


async def test_several_messages_at_a_gate_are_all_answered(tmp_path: Path) -> None:
    run = run_in(tmp_path, approve=frozenset({"script"}))
    await run.make()
    for text in ("why 1.1?", "make 1.2 darker", "status?"):
        send(run.out, text)
    film = await run.resume()
    assert film.waiting is not None and len(replies(run.out)) == 3


async def test_a_resume_with_other_settings_makes_the_film_that_they_ask(tmp_path: Path) -> None:
    run = run_in(tmp_path)
    stop_after(run, 2)
    await run.make()
    run.hear = lambda event: None
    film = await run.resume(settings=run.settings.changed(width_px=128, height_px=64))
    assert film.finished and film.film is not None
    assert (probe(film.film).width, probe(film.film).height) == (128, 64)


async def test_a_take_that_vanishes_while_the_run_is_stopped_is_no_hole(tmp_path: Path) -> None:
    run = run_in(tmp_path)
    stop_after(run, 3)
    await run.make()
    run.hear = lambda event: None
    next((run.out / "takes").glob("*.mp4")).unlink()
    film = await run.resume()
    assert film.finished and not film.missing and all(entry["take"] for entry in cut(run))


@pytest.mark.parametrize("name", ["script", "speech", "plan", "cut", "dialogue"])
async def test_a_document_that_is_lost_is_made_again(tmp_path: Path, name: str) -> None:
    run = run_in(tmp_path)
    first = await run.make()
    assert first.film is not None
    before = first.film.read_bytes()
    for path in (run.out / "documents").glob("*.json"):
        if json.loads(path.read_text(encoding="utf-8")).get("schema", "").startswith(f"storyreel.{name}/"):
            path.unlink()
    made = list(run.generator.made)
    film = await run.make()
    assert film.finished and film.film is not None and film.film.read_bytes() == before
    assert run.generator.made == made


async def test_money_of_a_dead_run_is_settled(tmp_path: Path) -> None:
    price = Cost(micros=1_000_000)
    run = run_in(tmp_path, generator=PlainGenerator(price=price))
    film = await run.make()
    lines = (run.out / "ledger.jsonl").read_text(encoding="utf-8").splitlines()
    last = next(line for line in reversed(lines) if '"commit"' in line)
    (run.out / "ledger.jsonl").write_text("\n".join(line for line in lines if line != last) + "\n", encoding="utf-8")
    await run.resume()
    spent = Ledger(run.out / "ledger.jsonl").spending()
    assert (spent.committed, spent.reserved) == (1_000_000 * film.takes, 0)


async def test_a_retake_that_cannot_be_paid_keeps_the_take_there_is(tmp_path: Path) -> None:
    run = run_in(tmp_path, generator=PlainGenerator(price=Cost(micros=1_000_000)))
    film = await run.make()
    before = cut(run)
    send(run.out, "retake 1.1")
    with pytest.raises(BudgetExceeded):
        await run.resume(limits=Limits(money_micros=1_000_000 * film.takes))
    assert cut(run) == before
    assert project_status(run.out)["film"]["finished"] is False


async def test_a_budget_raised_by_a_message_is_in_force(tmp_path: Path) -> None:
    run = run_in(tmp_path, generator=PlainGenerator(price=Cost(micros=1_000_000)), limits=Limits(money_micros=3_000_000))
    with pytest.raises(BudgetExceeded):
        await run.make()
    send(run.out, "budget 100")
    assert (await run.resume()).finished


async def test_a_plan_that_changes_cancels_what_nobody_wants(tmp_path: Path) -> None:
    run = run_in(tmp_path, generator=PlainGenerator(price=Cost(micros=1_000_000), delay_s=0.3))
    told: list[str] = []

    def hear(event: Event) -> None:
        if event.type == "shot.start" and not told:
            told.append(send(run.out, "style noir"))

    run.hear = hear
    film = await run.make()
    spent = Ledger(run.out / "ledger.jsonl").spending()
    assert film.finished and spent.reserved == 0
    assert [path for path in (run.out / "jobs").glob("*/job.json")] == []


async def test_a_job_out_of_reach_is_looked_for_again_and_not_paid_twice(tmp_path: Path) -> None:
    class Away(PlainGenerator):
        reachable = False

        async def poll(self, job_id: str) -> JobState:
            if not self.reachable:
                raise BackendUnavailable("no route", backend="plain", retryable=True)
            return await super().poll(job_id)

    run = run_in(tmp_path, generator=Away(price=Cost(micros=1_000_000)), limits=Limits(retries=0))
    away = await run.make()
    assert away.missing and all("out of reach" in why for why in away.missing.values())
    made = sorted(run.generator.submitted)
    run.generator.reachable = True
    film = await run.resume()
    spent = Ledger(run.out / "ledger.jsonl").spending()
    assert film.finished and sorted(set(run.generator.submitted)) == sorted(set(made))
    assert (spent.jobs, spent.reserved) == (film.shots, 0)


async def test_a_retake_is_spent_on_the_shot_as_it_was(tmp_path: Path) -> None:
    run = run_in(tmp_path)
    first = await run.make()
    send(run.out, "retake 1.1")
    await run.resume()
    send(run.out, "make 1.1 darker")
    film = await run.resume()
    assert film.takes == first.takes + 2


async def test_undo_of_a_retake_brings_the_first_take_back(tmp_path: Path) -> None:
    run = run_in(tmp_path)
    await run.make()
    before = cut(run)
    send(run.out, "retake 1.1")
    await run.resume()
    assert cut(run) != before
    send(run.out, "undo")
    await run.resume()
    assert cut(run) == before


async def test_undo_takes_back_one_of_two_notes_given_together(tmp_path: Path) -> None:
    run = run_in(tmp_path)
    await run.make()
    send(run.out, "make 1.1 darker")
    send(run.out, "make 1.2 darker")
    await run.resume()
    send(run.out, "undo")
    await run.resume()
    script = json.loads((run.out / "script.json").read_text(encoding="utf-8"))
    first, second = script["scenes"][0]["shots"][:2]
    assert "dark" in first["lighting"] and "darker" not in second["lighting"]


async def test_another_seed_keeps_the_notes(tmp_path: Path) -> None:
    run = run_in(tmp_path)
    await run.make()
    send(run.out, "make 1.2 darker")
    await run.resume()
    film = await run.resume(settings=run.settings.changed(seed=5))
    script = json.loads((run.out / "script.json").read_text(encoding="utf-8"))
    assert film.finished and "darker" in script["scenes"][0]["shots"][1]["lighting"]


@pytest.mark.parametrize("when", ["before", "after"])
async def test_a_lock_holds_whenever_it_was_given(tmp_path: Path, when: str) -> None:
    run = run_in(tmp_path)
    stop_after(run, 1)
    await run.make()
    run.hear = lambda event: None
    script = json.loads((run.out / "script.json").read_text(encoding="utf-8"))
    last = script["scenes"][-1]["shots"][-1]["id"]
    send(run.out, f"lock {last}")
    await run.resume()
    locked = cut(run)[-1]["take"]
    send(run.out, "style noir")
    film = await run.resume()
    assert film.finished and cut(run)[-1]["take"] == locked
    assert cut(run)[0]["take"] != locked


async def test_the_take_that_was_chosen_stays_chosen(tmp_path: Path) -> None:
    run = run_in(tmp_path, generator=PlainGenerator(can=CHAINED))
    await run.make()
    first = cut(run)[1]["take"]
    send(run.out, "retake 1.2")
    await run.resume()
    send(run.out, "use take 1 of 1.2")
    send(run.out, "retake 1.1")
    await run.resume()
    assert cut(run)[1]["take"] == first


async def test_retake_all_leaves_the_locked_alone_and_says_so(tmp_path: Path) -> None:
    run = run_in(tmp_path)
    film = await run.make()
    before = cut(run)
    send(run.out, "lock 1.1")
    send(run.out, "retake all")
    again = await run.resume()
    assert again.takes == 2 * film.takes - 1 and cut(run)[0] == before[0]
    assert "left alone" in replies(run.out)[1]["text"]


async def test_the_subtitles_are_those_of_the_film_beside_them(tmp_path: Path) -> None:
    run = run_in(tmp_path)
    await run.make()
    before = (run.out / "film.srt").read_text(encoding="utf-8")
    send(run.out, "slower")
    film = await run.resume(approve=frozenset({"script"}))
    assert film.waiting is not None
    assert (run.out / "film.srt").read_text(encoding="utf-8") == before


async def test_shots_that_fail_alike_are_simplified_once_and_the_best_stands(tmp_path: Path) -> None:
    target: list[str] = []

    def only_one(spec: object) -> bool:
        uid = str(getattr(spec, "uid", ""))
        if not target:
            target.append(uid)
        return uid == target[0]

    generator = UnreliableGenerator(PlainGenerator(), faults=[Fault("wrong-duration", 1.0, when=only_one)])
    run = run_in(tmp_path, generator=generator)
    film = await run.make()
    assert film.finished and not film.missing
    assert any("back to the script" in text for text in run.said("stage"))
    assert [finding.kind for finding in film.findings if finding.shot == target[0]]


async def test_a_silent_backend_that_carries_a_sound_track_mutes_nobody(tmp_path: Path) -> None:
    run = run_in(tmp_path, generator=PlainGenerator(can=replace(CHAINED, own_audio=False)))
    film = await run.make()
    assert film.finished and film.retakes == 0
    assert DIALOGUE.count("\n") > 0
