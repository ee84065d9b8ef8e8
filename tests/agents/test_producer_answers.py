"""The producer's answers: from facts alone, and frank where a fact is missing."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from storyreel.agents.director import Director
from storyreel.agents.producer import EXAMPLES, Facts, Producer
from storyreel.film.edits import Replace, apply_edits
from storyreel.film.finding import Cause, Finding, Remedy, Score, Severity, Verdict
from storyreel.film.note import Limits
from storyreel.film.plan import Plan
from storyreel.film.script import Script
from storyreel.film.take import Cost, Take
from tests.agents.director_film import MODEL, film, request

SCRIPT = apply_edits(film(), [Replace(uid="u1.5", fields={"reason": "the scene turns here"})])
BLACK = Finding(
    dimension="Technical Quality",
    kind="black",
    severity=Severity.MAJOR,
    evidence="mean brightness 1.2",
    cause=Cause.BACKEND,
    remedy=Remedy.RETAKE,
    shot="u1.5",
    shot_id="1.5",
    start_ms=500,
)


def planned() -> Plan:
    return asyncio.run(Director().plan(request(SCRIPT, MODEL)))


def take(number: int, *, passed: bool, findings: tuple[Finding, ...] = (), **fields: Any) -> Take:
    verdict = Verdict(
        on="take", passed=passed, findings=findings, scores={"Technical Quality": Score(value=4.0 if passed else 2.0)}
    )
    values: dict[str, Any] = {"key": f"k{number}", "spec": "s", "uid": "u1.5", "number": number, "seed": 1, "backend": "fake"}
    values |= {"file": "f", "sha256": "x", "width_px": 160, "height_px": 96, "rate_num": 24, "asked_frames": 24, "frames": 24}
    return Take(**{**values, "verdict": verdict, **fields})


FACTS = Facts(
    script=SCRIPT,
    plan=planned(),
    takes={"u1.5": (take(1, passed=False, findings=(BLACK,)), take(2, passed=True))},
    chosen={"u1.5": "k2"},
    findings=(BLACK,),
    status={"done": 4, "pending": 2},
    stage="shoot",
    locked=("u1.5",),
    spent=Cost(micros=1_250_000),
    limits=Limits(money_micros=5_000_000),
    waiting="is the script as you want it?",
)


def ask(text: str, facts: Facts = FACTS, script: Script | None = SCRIPT) -> str:
    producer = Producer()
    return producer.answer(producer.read(text, script=script, message_id="m1"), facts=facts)


def test_why_tells_reason_anchor_choices_takes_and_findings() -> None:
    said = ask("why 1.5?")
    assert said.splitlines()[0] == "1.5: medium close-up of ROSA, single, eye level, 2 s."
    assert "It was written so because: the scene turns here" in said
    assert "Anchor: tail of 1.4, because same set-up as 1.4 and the action goes on" in said
    assert (
        "Take 1 did not pass, mean score 2.0: major black in 1.5 at 0.5 s: mean brightness 1.2 (cause: backend; remedy: retake)"
        in said
    )
    assert "Take 2 passed and stands, mean score 4.0" in said
    assert "Open: major black in 1.5" in said and "It is locked." in said


def test_why_without_reasons_and_plan_says_so() -> None:
    said = ask("why 1.1?", Facts(script=SCRIPT))
    assert (
        "The Script gives no reason for it." in said and "It is not planned yet." in said and "No take of it exists yet." in said
    )


def test_why_of_nothing_gives_the_choices_for_the_film() -> None:
    said = ask("why?")
    assert "Style: realistic, because neither settings nor Script name one" in said and "why 1.3?" in said


def test_status_counts() -> None:
    said = ask("status?")
    assert "Version 2 of the Script: 2 scenes, 6 shots, 0:18.0; the run is at shoot." in said
    assert "Shots: 4 done, 2 pending" in said
    assert "Open Findings that ask for work: 1" in said and "Locked: 1" in said
    assert "Spent: 1.25 USD; the limit is 5.00 USD" in said
    assert "Waiting for you: is the script as you want it?" in said


def test_before_there_is_a_script() -> None:
    assert ask("status?", Facts(stage="scripter"), None) == "There is no Script yet; the run is at scripter."


def test_cost_known_unknown_and_not_recorded() -> None:
    assert "Estimate: 0.43 USD" in ask("cost?")
    assert "Spent: an unknown amount; no limit is set" in ask("cost?", Facts(script=SCRIPT, spent=Cost(micros=None)))
    assert "Spent: nothing is recorded" in ask("cost?", Facts(script=SCRIPT))


def test_findings_of_one_shot_and_of_all() -> None:
    assert "1 open:\n- major black in 1.5 at 0.5 s" in ask("findings?")
    assert ask("what is wrong with 1.1?") == "There is no open Finding on it."


def test_takes_and_placeholders() -> None:
    assert "1.5: Take 2 passed and stands" in ask("takes 1.5?")
    missing = Facts(script=SCRIPT, takes={"u1.5": (take(1, passed=False, placeholder="the backend did not answer"),)})
    assert "Take 1 stands in for one that could not be made: the backend did not answer" in ask("takes?", missing)
    assert "Take 1 is not judged yet" in ask(
        "takes?", Facts(script=SCRIPT, takes={"u1.5": (take(1, passed=True, verdict=None),)})
    )
    assert ask("takes 1.1?") == "No take exists yet."


def test_what_a_shot_is() -> None:
    said = ask("who is in 1.2?")
    assert said.splitlines() == [
        "1.2, 0:03.0 to 0:06.0: medium close-up of ROSA, single, eye level, 3 s.",
        "  ROSA: You are late.",
    ]


def test_help_names_every_command() -> None:
    said = ask("help")
    assert all(example in said for example, _ in EXAMPLES)
    assert Producer().help() == said


def test_a_free_question_is_not_made_up() -> None:
    assert "needs a model" in ask("who is the murderer?")


def test_a_shot_that_is_gone_is_said_to_be_gone() -> None:
    producer = Producer()
    note = producer.read("why 1.5?", script=SCRIPT, message_id="m1")
    assert "no longer in the Script" in producer.answer(note, facts=Facts(script=Script()))


@pytest.mark.parametrize(
    "text", ["why 1.1?", "status?", "cost?", "findings?", "takes?", "what is 1.1?", "help", "tell me a joke?"]
)
def test_every_question_is_answered_with_few_facts(text: str) -> None:
    assert ask(text, Facts(script=SCRIPT))
    assert "None" not in ask(text, Facts(script=SCRIPT))
