"""The suite for judges passes ours and finds those that break a promise."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from storyreel.agents.critic import Judge
from storyreel.film.finding import Severity, Verdict
from storyreel.film.script import Script
from storyreel.testing import conform_judge
from tests.agents.judge_chats import SEES, WATCHES, noisy, steady
from tests.agents.judge_film import grey_film, grey_script

LOW = {"Dramatic Tension": 2.0, "Visual Appeal": 1.5}


class Bent(Judge):
    """A judge whose verdicts are bent before they go out."""

    def __init__(self, bend: Callable[[Verdict], Verdict]) -> None:
        super().__init__(steady(LOW, can=SEES))
        self.bend = bend

    async def judge_script(self, script: Script, **given: Any) -> Verdict:
        return self.bend(await super().judge_script(script, **given))


@pytest.mark.parametrize(
    "chat", [steady(LOW), steady(LOW, can=WATCHES), noisy(3.0, 0.4, seed=3)], ids=["stills", "watches", "noisy"]
)
async def test_our_judge_keeps_its_promises(chat: Any, tmp_path: Path) -> None:
    verdict = await conform_judge(Judge(chat), grey_script(), tmp_path, film=grey_film(tmp_path / "film.mp4"))
    assert verdict.scores


def scores(**fields: Any) -> Callable[[Verdict], Verdict]:
    return lambda one: one.changed(
        scores={name: score.changed(**fields) if score.observable else score for name, score in one.scores.items()}
    )


def findings(**fields: Any) -> Callable[[Verdict], Verdict]:
    return lambda one: one.changed(findings=tuple(finding.changed(**fields) for finding in one.findings))


def drifting() -> Callable[[Verdict], Verdict]:
    values = iter([2.0, 4.0, 2.0])
    return lambda one: scores(value=next(values), spread=0.1)(one)


@pytest.mark.parametrize(
    ("bend", "sentence"),
    [
        (lambda one: one.changed(scores={}), "names the dimensions"),
        (scores(judge=""), "says who gave it"),
        (scores(n=None), "of how many answers"),
        (scores(spread=None), "how far a repeat may lie"),
        (scores(value=None, why="0"), "'not observable: ' and why"),
        (lambda one: one.changed(made_on="0"), "the hash of what it was made on"),
        (findings(severity=Severity.BLOCKING), "blocks nothing"),
        (findings(shot="nowhere"), "is no Shot of the Script"),
        (findings(evidence=""), "has evidence"),
        (drifting(), "outside of the stated spread"),
    ],
)
async def test_a_broken_promise_is_named(bend: Callable[[Verdict], Verdict], sentence: str, tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match=sentence):
        await conform_judge(Bent(bend), grey_script(), tmp_path)
