"""What the handbook Scripter writes is clean in the eyes of the rules: the examples, and pages of dialogue made by a seed."""

from __future__ import annotations

import asyncio
import random
from pathlib import Path

import pytest

from storyreel.agents.critic import rule_id, script_verdict
from storyreel.agents.scripter import HandbookScripter
from storyreel.film.plan import FilmSettings
from storyreel.formats import read_dialogue

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.txt"))
HEADINGS = (
    "INT. KITCHEN - NIGHT",
    "EXT. HARBOUR - DAY",
    "INT. TRAIN CARRIAGE - EVENING",
    "EXT. GARDEN - DAWN",
    "INT. OFFICE - DAY",
)
CAST = ("ROSA", "TOM", "ANNA", "Old Adam", "DR. WHITE", "LIN")
SAID = (
    "You are late again.",
    "The tram stood still on the bridge, and nobody could say why, so I walked.",
    "Then you know.",
    "Give me the letter!",
    "I never wanted any of this. I wanted a house by the sea, a dog, and a little peace.",
    "Who told you that?",
    "No.",
    "If we leave now we can be at the station before the last train, and nobody will ask us anything.",
    "Listen... did you hear that?",
    "He said he would come back. He always says that, and every time I believe him.",
    "Sit down, please.",
    "It was me. It was always me!",
)
TOLD = (
    "Rosa takes the letter from the table.",
    "Tom goes to the window.",
    "A long silence.",
    "Anna sits down.",
    "She gives him the key.",
    "A knock at the door.",
    "Tom goes out.",
    "Lin comes in with a lamp.",
)
MANNERS = ("", "", "", "quietly", "angry", "laughing", "V.O.", "sitting down", "to TOM")


def page(seed: int) -> str:
    """A page of dialogue: one to three scenes, two to four who speak, directions between."""
    dice = random.Random(seed)
    people = dice.sample(CAST, dice.randint(2, 4))
    lines: list[str] = []
    for _ in range(dice.randint(1, 3)):
        lines.append(dice.choice(HEADINGS))
        for _ in range(dice.randint(3, 10)):
            if dice.random() < 0.3:
                lines.append(f"({dice.choice(TOLD)})")
            manner = dice.choice(MANNERS)
            lines.append(f"{dice.choice(people)}{f' ({manner})' if manner else ''}: {dice.choice(SAID)}")
    return "\n".join(lines) + "\n"


def asked_for(source: str | Path) -> list[str]:
    dialogue = read_dialogue(source)
    script = asyncio.run(HandbookScripter().write(dialogue, settings=FilmSettings()))
    verdict = script_verdict(script, dialogue=dialogue)
    return [f"{rule_id(one)} {one.kind}: {one.evidence}" for one in verdict.findings if one.asks_for_work]


@pytest.mark.parametrize("source", EXAMPLES, ids=lambda path: path.stem)
def test_the_examples_are_clean(source: Path) -> None:
    assert asked_for(source) == []


@pytest.mark.parametrize("seed", range(20))
def test_pages_of_dialogue_are_clean(seed: int) -> None:
    assert asked_for(page(seed)) == []
