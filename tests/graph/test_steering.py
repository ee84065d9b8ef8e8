"""Steering: questions, Notes, locks, gates and undo, while the run goes on and between runs."""

import json
from pathlib import Path

import pytest

from storyreel.film.documents import load_document
from storyreel.film.script import Script
from storyreel.graph import replies, send
from storyreel.testing import PlainGenerator
from storyreel.tools.contracts import Event
from tests.graph.filming import CHAINED, Run, run_in


def script_of(run: Run) -> Script:
    return load_document(json.loads((run.out / "script.json").read_text(encoding="utf-8")), Script)


def steered(tmp_path: Path, text: str, *, after: int = 2) -> Run:
    """A run into whose inbox somebody writes once `after` Shots are done."""
    run = run_in(tmp_path, generator=PlainGenerator(can=CHAINED, delay_s=0.05))
    done: list[str] = []

    def hear(event: Event) -> None:
        if event.type == "shot.done":
            done.append(event.shot)
            if len(done) == after:
                send(run.out, text, author="Ada")

    run.hear = hear
    return run


@pytest.mark.parametrize(
    ("text", "answer"),
    [("why 1.1?", "1.1"), ("status?", "Shot"), ("lock 1.1", "Noted"), ("make 1.1 darker", "Noted"), ("nonsense", "understood")],
)
async def test_a_message_in_mid_chain_ends_in_the_same_complete_film(tmp_path: Path, text: str, answer: str) -> None:
    run = steered(tmp_path, text)
    film = await run.make()
    assert film.finished and not film.missing and film.film is not None
    assert len(run.generator.made) == len(set(run.generator.made))
    told = replies(run.out)
    assert len(told) == 1 and answer.lower() in told[0]["text"].lower()
    if "darker" not in text:
        (tmp_path / "calm").mkdir()
        calm = await run_in(tmp_path / "calm", generator=PlainGenerator(can=CHAINED)).make()
        assert calm.film is not None and calm.film.read_bytes() == film.film.read_bytes()
        assert len(run.generator.made) == film.shots


async def test_a_note_changes_what_it_touches_and_nothing_else(tmp_path: Path) -> None:
    run = run_in(tmp_path)
    before = await run.make()
    old, made = script_of(run), set(run.generator.made)
    send(run.out, "make 1.2 darker")
    after = await run.resume()
    new = script_of(run)
    changed = [shot.id for shot, was in zip(new.shots, old.shots, strict=True) if shot.rebased() != was.rebased()]
    assert changed == ["1.2"]
    assert "dark" in new.shots[1].lighting
    assert new.version == old.version + 1
    assert len(set(run.generator.made) - made) == 1
    assert after.finished and after.takes == before.takes + 1


async def test_undo_brings_the_earlier_script_and_take_back(tmp_path: Path) -> None:
    run = run_in(tmp_path)
    first = await run.make()
    assert first.film is not None
    picture, script = first.film.read_bytes(), script_of(run)
    send(run.out, "make 1.2 darker")
    await run.resume()
    made = list(run.generator.made)
    send(run.out, "undo")
    undone = await run.resume()
    assert undone.film is not None and undone.film.read_bytes() == picture
    assert [shot.rebased() for shot in script_of(run).shots] == [shot.rebased() for shot in script.shots]
    assert run.generator.made == made


async def test_a_retake_makes_one_more_take_with_another_seed(tmp_path: Path) -> None:
    run = run_in(tmp_path)
    first = await run.make()
    send(run.out, "retake 1.1")
    second = await run.resume()
    assert second.takes == first.takes + 1 and second.retakes == 1
    takes = [json.loads(path.read_text(encoding="utf-8")) for path in (run.out / "takes").glob("*.json")]
    pair = [take for take in takes if [other["uid"] for other in takes].count(take["uid"]) == 2]
    assert len({take["seed"] for take in pair}) == 2 and len({take["spec"] for take in pair}) == 1
    cut = json.loads((run.out / "cut.json").read_text(encoding="utf-8"))
    assert cut["entries"][0]["take"] == max(pair, key=lambda take: take["number"])["key"]


async def test_a_locked_shot_is_never_made_again(tmp_path: Path) -> None:
    run = run_in(tmp_path)
    await run.make()
    send(run.out, "lock 1.1")
    send(run.out, "make 1.1 darker")
    send(run.out, "style noir")
    locked = json.loads((run.out / "cut.json").read_text(encoding="utf-8"))["entries"][0]["take"]
    run.generator.made.clear()
    film = await run.resume()
    cut = json.loads((run.out / "cut.json").read_text(encoding="utf-8"))
    assert cut["entries"][0]["take"] == locked
    assert len(run.generator.made) == film.shots - 1
    assert "Locked" in replies(run.out)[1]["text"]


async def test_the_gates_ask_and_go_on_when_approved(tmp_path: Path) -> None:
    run = run_in(tmp_path, approve=frozenset({"script", "spend", "film"}))
    film = await run.make()
    asked: list[str] = []
    while film.waiting is not None:
        asked.append(film.waiting["gate"])
        send(run.out, "approve")
        film = await run.resume()
    assert asked == ["script", "spend", "film"]
    assert film.finished


async def test_a_gate_that_is_told_a_change_asks_again(tmp_path: Path) -> None:
    run = run_in(tmp_path, approve=frozenset({"script"}))
    film = await run.make()
    first = film.waiting
    send(run.out, "make 1.2 darker")
    film = await run.resume()
    assert first is not None and film.waiting is not None
    assert film.waiting["gate"] == "script" and film.waiting["on"] != first["on"]
    send(run.out, "why 1.2?")
    film = await run.resume()
    assert film.waiting is not None and film.waiting["gate"] == "script"
    assert run.generator.made == []
    send(run.out, "yes")
    assert (await run.resume()).finished


async def test_each_message_is_handled_once(tmp_path: Path) -> None:
    run = run_in(tmp_path)
    await run.make()
    for text in ("why 1.1?", "lock 1.2", "status?"):
        send(run.out, text)
    for _ in range(2):
        await run.resume()
    assert [reply["about"] for reply in replies(run.out)] == ["m000001", "m000002", "m000003"]
