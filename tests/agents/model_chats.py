"""Language models made of code for the tests of the model agents: honest ones, and ones that get everything wrong."""

from __future__ import annotations

import asyncio
import random
import re
from collections.abc import Callable
from typing import Any

from pydantic import BaseModel

from storyreel.agents.scripter.model import ModelScripter
from storyreel.film.dialogue import Dialogue
from storyreel.film.plan import FilmSettings
from storyreel.film.script import Script
from storyreel.testing import ScriptedChat
from storyreel.tools.chat import Ask, ChatCan

Form = type[BaseModel] | None
ROW = re.compile(r"^(?P<id>\S+) (?:\[(?P<told>.*)\]|(?P<who>[^:(]+?)(?: \([^)]*\))?: .*)$")


def block(ask: Ask, name: str) -> str:
    """A block of a request's material, "" where there is none."""
    return dict(ask.data).get(name, "")


def rows(ask: Ask) -> list[tuple[str, str]]:
    """(id, speaker) of each beat that a request shows; the speaker of a direction is ""."""
    hits = [ROW.match(row) for row in block(ask, "scene").splitlines()]
    return [(hit["id"], hit["who"] or "") for hit in hits if hit and (hit["told"] or hit["who"])]


def context(ask: Ask) -> dict[str, Any]:
    """Stage one, answered in few words."""
    speakers = list(dict.fromkeys(who for _, who in rows(ask) if who))
    people = [{"name": who, "feels": "uneasy", "wants": "an answer"} for who in speakers]
    told = f"{' and '.join(speakers) or 'Nobody'} talk it over."
    return {"where": "A low room.", "tone": "tense", "happens": told, "people": people, "story_so_far": told}


def shots(ask: Ask) -> dict[str, Any]:
    """Stage two: a shot for each beat, speakers close, everything else wide, sizes in turn."""
    sizes = ["medium", "close-up", "medium wide", "medium close-up"]
    planned: list[dict[str, Any]] = []
    for at, (beat, who) in enumerate(rows(ask)):
        one: dict[str, Any] = {"beats": [beat], "action": f"What is seen at {beat}.", "reason": f"for {beat}"}
        one |= {"size": sizes[at % 4], "framing": "single", "subjects": [who]} if who else {"size": "wide", "framing": "group"}
        planned.append(one)
    return {"shots": planned}


def honest(ask: Ask, form: Form) -> dict[str, Any]:
    """A model that does as it is told."""
    if ask.task == "scripter/context":
        return context(ask)
    if ask.task == "scripter/shots":
        return shots(ask)
    return {"corrections": []}


def chat(answers: Any = honest, *, context_tokens: int | None = None, hears: bool | None = None) -> ScriptedChat:
    """A model that answers so."""
    return ScriptedChat(answers, can=ChatCan(context_tokens=context_tokens, hears=hears))


def thought(dialogue: Dialogue, model: ScriptedChat | None = None, *, rounds: int = 3, **settings: object) -> Script:
    """The Script of a model Scripter."""
    scripter = ModelScripter(model or chat(), rounds=rounds)
    return asyncio.run(scripter.write(dialogue, settings=FilmSettings.model_validate(settings)))


def told(script: Script) -> dict[str, Any]:
    """What a model Scripter tells of its work."""
    account = script.extra["scripter"]
    assert isinstance(account, dict)
    return account


def with_shots(change: Callable[[list[dict[str, Any]]], list[dict[str, Any]]]) -> Callable[[Ask, Form], dict[str, Any]]:
    """The honest model with its shot list changed."""

    def answer(ask: Ask, form: Form) -> dict[str, Any]:
        said = honest(ask, form)
        return {"shots": change(said["shots"])} if ask.task == "scripter/shots" else said

    return answer


def muddled(seed: int) -> Callable[[Ask, Form], dict[str, Any]]:
    """A model that forgets, repeats, reorders, misspells and invents, by a seed."""
    draw = random.Random(seed)

    def answer(ask: Ask, form: Form) -> dict[str, Any]:
        said = honest(ask, form)
        if ask.task == "scripter/context":
            said["people"] += [{"name": "NOBODY AT ALL", "appearance": "a grey ghost of a man"}]
            said["silent"] = draw.choice([[], ["ROSA"], ["Napoleon"]])
        if ask.task != "scripter/shots":
            return said
        planned: list[dict[str, Any]] = said["shots"]
        ids = [one["beats"][0] for one in planned]
        for one in planned:
            one["beats"] = draw.choice([one["beats"], [], one["beats"] * 2, ["L999"], draw.sample(ids, min(3, len(ids)))])
            one["size"] = draw.choice(["medium", "enormous", "", "ECU", "insert", "two feet away", "close-up"])
            one["framing"] = draw.choice(["single", "two-shot", "group", "OTS", "reverse", "portrait", "pov", ""])
            one["move"] = draw.choice(["static", "whirl", "push in", "pan left", ""])
            one["subjects"] = draw.choice([one.get("subjects", []), ["Napoleon"], ["ROSA", "BEN", "ROSA"], []])
            one["seconds"] = draw.choice([0, -5, 3, 1e9])
            one["props"] = draw.choice([[], ["lamp"], [""], ["x" * 500]])
            one["blocking"] = [
                {
                    "character": draw.choice(["ROSA", "BEN", "Rosa", "Napoleon", ""]),
                    "position": draw.choice(["left", "by the window", "on the moon", "far right", "behind BEN", ""]),
                    "facing": draw.choice(["camera", "BEN", "the sea", "Napoleon", ""]),
                    "action": draw.choice(["sits down", "takes the lamp", "puts the lamp down", "walks to BEN", "exits", ""]),
                    "holds": draw.choice([[], ["lamp"], ["", "letter"]]),
                    "posture": draw.choice(["standing", "sitting", "levitating", ""]),
                    "emotion": draw.choice(["furious", "", "wistful"]),
                }
                for _ in range(draw.randint(0, 3))
            ]
        draw.shuffle(planned)
        return {"shots": planned[: draw.randint(0, len(planned))] or planned[:1]}

    return answer
