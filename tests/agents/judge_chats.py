"""Scripted judges: answers to a rubric, a choice or a checklist, as a model would give them. They know no judge's inside."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pydantic import BaseModel

from storyreel.testing import ScriptedChat
from storyreel.tools.chat import Ask, ChatCan

Answer = dict[str, Any]
SEES = ChatCan(sees=True)
HEARS = ChatCan(sees=True, hears=True)
WATCHES = ChatCan(sees=True, hears=True, watches=True)


def seen(shot: str = "1.2", *, speaks: str = "for", what: str = "a face in the light", **times: float) -> Answer:
    """One piece of evidence."""
    return {"shot": shot, "seen": what, "speaks": speaks, **times}


def rated(score: float | None, *evidence: Answer, why: str = "as seen", observable: bool = True) -> Answer:
    """An answer about one dimension."""
    return {"evidence": list(evidence or (seen(),)), "why": why, "observable": observable, "score": score}


def dimension_of(ask: Ask) -> str:
    """The dimension that a request is about."""
    found = re.search(r"and nothing else: (.+)\.", ask.instructions)
    assert found, ask.instructions[:200]
    return found[1]


def order_of(ask: Ask) -> str:
    """Which end of the scale a request reads first."""
    return "upward" if "from the lowest to the highest" in ask.instructions else "downward"


def judge_chat(answer: Callable[[Ask], Answer | Exception], *, can: ChatCan = SEES, **fields: str) -> ScriptedChat:
    """A judge that answers each request by a function."""
    return ScriptedChat(lambda ask, form: answer(ask), can=can, **{"name": "scripted:judge", **fields})


def steady(scores: float | Mapping[str, float] = 4.0, *, can: ChatCan = SEES, **fields: str) -> ScriptedChat:
    """A judge that always says the same, per dimension where a mapping is given."""

    def answer(ask: Ask) -> Answer:
        if not isinstance(scores, Mapping):
            return rated(scores)
        value = scores.get(dimension_of(ask), 4.0)
        return rated(value, seen(speaks="against", what="the faces are still") if value < 3.5 else seen())

    return judge_chat(answer, can=can, **fields)


def noisy(mean: float, sd: float, *, seed: int, step: float = 0.5, tilt: float = 0.0, can: ChatCan = SEES) -> ScriptedChat:
    """A judge whose scores scatter, in whole or half points, with seeded noise; `tilt` lifts the upward order."""
    dice = random.Random(seed)

    def answer(ask: Ask) -> Answer:
        value = dice.gauss(mean + (tilt if order_of(ask) == "upward" else 0.0), sd)
        return rated(min(5.0, max(1.0, round(value / step) * step)))

    return judge_chat(answer, can=can)


def in_turn(answers: Iterable[Answer | Exception], **fields: Any) -> ScriptedChat:
    """A judge that answers from a list."""
    return ScriptedChat(answers, **{"name": "scripted:judge", "can": SEES, **fields})


def replies(ask: Ask, answer: Callable[[str], str]) -> Answer:
    """A checklist's answers, by the text of each question."""
    (listed,) = [text for name, text in ask.data if name == "questions"]
    rows = [line.partition(". ") for line in listed.splitlines()]
    return {"replies": [{"question": int(number), "seen": "there", "answer": answer(text)} for number, _, text in rows]}


def form_name(form: type[BaseModel] | None) -> str:
    """Of the form that is asked for."""
    return form.__name__ if form else ""
