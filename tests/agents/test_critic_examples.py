"""Real scenes as the handbook Scripter writes them pass the critic, and any Line lost, changed or given away in them is found."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storyreel.agents.critic import script_verdict
from storyreel.agents.scripter import HandbookScripter
from storyreel.film.dialogue import Dialogue
from storyreel.film.finding import Severity
from storyreel.film.plan import FilmSettings
from storyreel.film.script import Script
from storyreel.formats import read_dialogue, read_script
from tests.agents.critic_script import each_shot, with_line

SCENES = sorted((Path(__file__).parents[2] / "examples").glob("*.txt"))
MANY = """\
INT. KITCHEN - NIGHT
ANNA: Did you lock the door?
BEN (quietly): I did. I think I did.
(He takes the key from the table.)
ANNA: Give me the key.
EXT. GARDEN - NIGHT
(Carl comes in through the hedge with a lantern.)
CARL: Who goes there?
ANNA: Only me, old fool.
CARL (laughing): I could have shot you.
"""


@cache
def written(source: str) -> tuple[Dialogue, Script]:
    import asyncio

    dialogue = read_dialogue(Path(source) if source.endswith(".txt") else source)
    return dialogue, asyncio.run(HandbookScripter().write(dialogue, settings=FilmSettings()))


SOURCES = [*map(str, SCENES), MANY]


@pytest.mark.parametrize("source", SOURCES, ids=[*(path.stem for path in SCENES), "many"])
def test_what_the_handbook_writes_passes(source: str) -> None:
    dialogue, script = written(source)
    verdict = script_verdict(script, dialogue=dialogue)
    assert [one.evidence for one in verdict.findings if one.severity in (Severity.BLOCKING, Severity.MAJOR)] == []
    assert verdict.passed


@settings(max_examples=25)
@given(data=st.data())
def test_any_line_lost_changed_or_given_away_is_found(data: st.DataObject) -> None:
    dialogue, script = written(data.draw(st.sampled_from(SOURCES)))
    line = data.draw(st.sampled_from(dialogue.lines))

    other = next(name for name in dialogue.speakers if name != line.speaker)

    lost = each_shot(script, lambda shot: shot.changed(lines=tuple(one for one in shot.lines if one.id != line.id)))
    changed, given_away = with_line(script, line.id, text="Well."), with_line(script, line.id, speaker=other)
    for kind, broken in (("missing-line", lost), ("line-altered", changed), ("wrong-speaker", given_away)):
        verdict = script_verdict(broken, dialogue=dialogue)
        assert [one.line for one in verdict.findings if one.kind == kind] == [line.id]
        assert not verdict.passed


BRACKET = """\
【Dialogue】
1. [0s-4s] (Camera Movement: Steadicam Walk+Shot Type: Long)
Plot: Mira walks into the hall, she looks at the clock and says: "He is late."
2. [4s-8s] (Camera Movement: Rack Focus+Shot Type: Close-up)
Plot: Joel: "I am never late, you are early." He holds a paper cup.
3. [8s-12s] (Camera Movement: Arc Shot+Shot Type: Medium)
Plot: Mira: "Then sit down." They sit at the table in silence.
【Character Profiles】
Mira: slim, oval face, long black hair, red raincoat, calm.
Joel: tall, broad, short blond hair, denim jacket, restless.
【Scene Description】
A station hall at dusk, cold light, echo.
【Blocking】
1. Mira stands left of the clock; Joel is at the door.
2. Joel stands right, at the door; Mira left.
3. Mira and Joel sit at the table, Mira left, Joel right.
"""


def test_a_foreign_bracket_script_raises_no_false_alarm() -> None:
    verdict = script_verdict(read_script(BRACKET))
    assert [one.evidence for one in verdict.findings] == []


def test_words_that_tell_no_posture_make_nobody_stand_up() -> None:
    script = BRACKET.replace("1. Mira stands left of the clock", "1. Mira sits at the clock").replace(
        "2. Joel stands right, at the door; Mira left.", "2. Joel stands right, at the door; Mira at the clock."
    )
    read = read_script(script)
    assert [read.shots[at].blocking[-at].posture for at in (0, 1)] == ["sitting", "standing"]
    assert [one.kind for one in script_verdict(read).findings] == []


def test_a_foreign_bracket_script_with_a_fault_is_told_where() -> None:
    verdict = script_verdict(
        read_script(BRACKET.replace("[8s-12s]", "[9s-12s]").replace("long black hair", "bald, long black hair"))
    )
    assert sorted(one.kind for one in verdict.findings) == ["appearance-contradiction", "span-hole"]
