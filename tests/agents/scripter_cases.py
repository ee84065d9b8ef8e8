"""Scripts written by the handbook for the tests, generated dialogues, and the measures that the grammar is held to."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from hypothesis import strategies as st

from storyreel.agents.scripter import HandbookScripter
from storyreel.film.dialogue import Dialogue, DialogueItem, Direction, Heading, Line
from storyreel.film.edits import Edit, apply_edits
from storyreel.film.finding import Cause, Finding, Remedy, Severity
from storyreel.film.note import Note
from storyreel.film.plan import FilmSettings
from storyreel.film.script import Script, Shot
from storyreel.film.vocabulary import Framing, ShotSize
from storyreel.formats.dialogue import parse_dialogue

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.txt"))
LADDER = [size for size in ShotSize if size is not ShotSize.INSERT]

SPEAKERS = st.sampled_from(["ROSA", "BEN", "Old Adam", "ALL", "NARRATOR", "../../x", "李雷", "ليلى", "🎭", "GHOST", "A"])
TEXTS = st.one_of(
    st.sampled_from(
        [
            "Yes.",
            "No!",
            "You never told me the truth.",
            "Give me that letter!",
            "我不知道你在说什么。你从来没有告诉过我。",
            "لا أعرف ماذا تقول. لم تخبرني أبدا!",
            "😀😀😀",
            "I thought—",
            "…",
            "One. " * 30,
        ]
    ),
    st.text(min_size=1, max_size=60).filter(lambda text: bool(text.strip())),
)
PARENTHETICALS = st.sampled_from(["", "", "", "quietly", "furious", "sitting down", "V.O.", "moving to her", "within", "reading"])
DIRECTIONS = st.sampled_from(
    [
        "A pause.",
        "Ben goes out.",
        "Enter Rosa with a letter.",
        "Rosa gives the letter to Ben.",
        "She sits down by the table.",
        "A knock at the door.",
        "Exeunt.",
        "Ben crosses to the window. He takes the key. He puts it down.",
        "雨が降る。",
        "Later.",
    ]
)
HEADINGS = st.sampled_from(["INT. KITCHEN - NIGHT", "EXT. STREET - DAY", "SCENE 2", "ACT II", "A garden at dusk"])


@st.composite
def dialogues(draw: st.DrawFn, *, most: int = 14) -> Dialogue:
    """Dialogues of every sort, with one Line at least."""
    items: list[DialogueItem] = []
    for number in range(1, draw(st.integers(1, most)) + 1):
        if draw(st.integers(0, 9)) == 0:
            text = draw(HEADINGS)
            place = text[5:].split(" - ")[0] if text.startswith(("INT", "EXT")) else ""
            items.append(Heading(text=text, place=place, interior=text.startswith("INT") if place else None))
        if draw(st.integers(0, 3)) == 0:
            items.append(Direction(text=draw(DIRECTIONS)))
        items.append(Line(id=f"L{number}", speaker=draw(SPEAKERS), text=draw(TEXTS), parenthetical=draw(PARENTHETICALS)))
    return Dialogue(items=tuple(items))


PLAIN = """INT. SITTING-ROOM - NIGHT

[HELMER stands by the window. NORA comes in.]

HELMER: The train was late again to-day, as it was on Monday.
NORA: It is late whenever the snow lies on the line.
HELMER: There was no snow this morning in the valley.
NORA: There was some by the bridge, as the porter says.
HELMER: Then he ought to know it better than I do.
NORA (looking at her watch): It is a quarter past seven by my watch.
HELMER: So it is time that the table was laid for us.
NORA: I laid it before you came up the stairs.
[NORA sits down by the table.]
HELMER: I see three plates on it, and we are two. Who is the third plate for? Tell me that much, and tell it plainly.
NORA: Your brother has written. He must come back to us!
HELMER: My brother is in the north, where he belongs.
NORA: He was in the north until a week ago.
"""
"""Two people, a watch, a table and a turn: for the tests that mend."""


def page(text: str) -> Dialogue:
    """A page of plain dialogue, read."""
    return parse_dialogue(text)


def lines_of(*said: tuple[str, str]) -> Dialogue:
    """A Dialogue of bare Lines."""
    return Dialogue(items=tuple(Line(id=f"L{at}", speaker=who, text=text) for at, (who, text) in enumerate(said, 1)))


def written(dialogue: Dialogue, **settings: object) -> Script:
    """The handbook's Script."""
    return asyncio.run(HandbookScripter().write(dialogue, settings=FilmSettings.model_validate(settings)))


def example(path: Path) -> tuple[Dialogue, Script]:
    """An example of the repository, read and written."""
    dialogue = parse_dialogue(path.read_text(encoding="utf-8"), str(path))
    return dialogue, written(dialogue)


def revised(
    script: Script, dialogue: Dialogue, *, findings: Sequence[Finding] = (), notes: Sequence[Note] = ()
) -> tuple[tuple[Edit, ...], Script]:
    """The handbook's Edits, and the Script after them."""
    made = HandbookScripter().revise(script, dialogue, settings=FilmSettings(), findings=findings, notes=notes)
    edits = asyncio.run(made)
    return edits, apply_edits(script, edits)


def finding(kind: str, shot: Shot | None = None, **fields: object) -> Finding:
    """A Finding as a critic would make it."""
    given: dict[str, object] = {
        "dimension": "Shot Division Rationality",
        "kind": kind,
        "severity": Severity.MAJOR,
        "evidence": f"seen: {kind}",
        "cause": Cause.SCRIPT,
        "remedy": Remedy.REWRITE,
        "shot": shot.uid if shot else "",
        **fields,
    }
    return Finding.model_validate(given)


def neighbours(script: Script) -> Iterator[tuple[Shot, Shot]]:
    """Shots that follow each other within a scene."""
    for scene in script.scenes:
        yield from pairwise(scene.shots)


def same_face(one: Shot, two: Shot) -> bool:
    """Whether two Shots are of one person, single or over a shoulder."""
    near = (Framing.SINGLE, Framing.OVER_THE_SHOULDER)
    return bool(one.subjects) and one.subjects[:1] == two.subjects[:1] and one.framing in near and two.framing in near


def steps(one: Shot, two: Shot) -> int:
    """How many sizes apart; an insert is far from everything."""
    if ShotSize.INSERT in (one.size, two.size):
        return 0 if one.size is two.size else len(LADDER)
    return abs(LADDER.index(one.size) - LADDER.index(two.size))


def untouched(before: Script, after: Script, but: Sequence[str]) -> list[str]:
    """Ids of Shots that changed although nothing was asked of them."""
    now = {shot.uid: shot for shot in after.shots}
    kept = [shot for shot in before.shots if shot.uid not in but]
    return [shot.id for shot in kept if shot.uid not in now or now[shot.uid].rebased() != shot.rebased()]
