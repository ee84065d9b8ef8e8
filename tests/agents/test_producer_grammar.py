"""The producer's commands: what each message becomes, and what is said where one is not understood."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyreel.agents.producer import EXAMPLES, Producer
from storyreel.errors import UserError
from storyreel.film.edits import Replace, apply_edits
from storyreel.film.note import Limits, Note
from storyreel.film.script import Scene, Script, Shot
from storyreel.film.vocabulary import ShotSize


def shot(number: str, **fields: Any) -> Shot:
    return Shot(uid=f"u{number}", id=number, start_ms=0, end_ms=1000, **fields)


SCRIPT = Script(
    version=4,
    scenes=(
        Scene(id="1", shots=(*(shot(f"1.{n}") for n in range(1, 7)), shot("1.7A"), shot("1.7B"))),
        Scene(id="2", shots=(shot("2.1", size=ShotSize.WIDE), shot("2.2", size=ShotSize.EXTREME_CLOSE_UP))),
    ),
)
ALL = ["1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.7A", "1.7B", "2.1", "2.2"]


def read(text: str, script: Script | None = SCRIPT) -> Note:
    return Producer().read(text, script=script, message_id="m1", author="Ada")


def targets(note: Note) -> list[str]:
    return [uid[1:] for uid in note.targets]


@pytest.mark.parametrize("text", [example for example, _ in EXAMPLES])
def test_every_example_is_understood(text: str) -> None:
    assert read(text).id == "m1"


@pytest.mark.parametrize(
    ("text", "op", "shots", "changes"),
    [
        ("retake 1.3", "retake", ["1.3"], {}),
        ("Retake shot 1.3.", "retake", ["1.3"], {}),
        ("1.3 again", "retake", ["1.3"], {}),
        ("redo 1.3, 2.1", "retake", ["1.3", "2.1"], {}),
        ("retake 1.3: darker", "retake", ["1.3"], {"lighting": "darker"}),
        ("retake 1.3 a little slower and closer", "retake", ["1.3"], {"pace": 1.1, "size": "medium close-up"}),
        ("retake everything", "retake", ALL, {}),
        ("make 2.1 a close-up", "change", ["2.1"], {"size": "close-up"}),
        ("2.1: MCU", "change", ["2.1"], {"size": "medium close-up"}),
        ("size 2.1 close up", "change", ["2.1"], {"size": "close-up"}),
        ("make 1.2 slower", "change", ["1.2"], {"pace": 1.2}),
        ("slower", "change", [], {"pace": 1.2}),
        ("make it faster", "change", [], {"pace": 0.8}),
        ("much slower please", "change", [], {"pace": 1.5}),
        ("1.3 darker", "change", ["1.3"], {"lighting": "darker"}),
        ("make the whole film darker", "change", [], {"lighting": "darker"}),
        ("1.3 hard side light", "change", ["1.3"], {"lighting": "hard side light"}),
        ("make 1.3 sad and tired", "change", ["1.3"], {"emotion": "sad and tired"}),
        ("1.3 low angle", "change", ["1.3"], {"angle": "low"}),
        ("angle 1.3 high", "change", ["1.3"], {"angle": "high"}),
        ("1.3 from above", "change", ["1.3"], {"angle": "high"}),
        ("1.3 low angle close-up", "change", ["1.3"], {"angle": "low", "size": "close-up"}),
        ("1.3 over the shoulder", "change", ["1.3"], {"framing": "over the shoulder"}),
        (
            "make 1.3 a wide two-shot with soft light",
            "change",
            ["1.3"],
            {"size": "wide", "framing": "two-shot", "lighting": "soft light"},
        ),
        ("move 1.3 push in", "change", ["1.3"], {"move": {"kind": "push in"}}),
        ("push in on 1.3", "change", ["1.3"], {"move": {"kind": "push in"}}),
        ("slow pan left on 1.3", "change", ["1.3"], {"move": {"kind": "pan", "direction": "left", "speed": "slow"}}),
        ("camera 1.3 static", "change", ["1.3"], {"move": {"kind": "static"}}),
        ("move 1.3: crane up quickly", "change", ["1.3"], {"move": {"kind": "crane", "direction": "up", "speed": "fast"}}),
        ("dissolve into 2.1", "change", ["2.1"], {"transition": {"kind": "dissolve", "frames": 12}}),
        ("transition 2.1 cut", "change", ["2.1"], {"transition": {"kind": "cut", "frames": 0}}),
        ("lens 1.3 85mm", "change", ["1.3"], {"lens_mm": 85}),
        ("action 1.3: Rosa turns to the Door, and waits.", "change", ["1.3"], {"action": "Rosa turns to the Door, and waits."}),
        ("1.3 lighting: one candle, left", "change", ["1.3"], {"lighting": "one candle, left"}),
        ("mood of 1.3: dread", "change", ["1.3"], {"emotion": "dread"}),
        ("style noir", "change", [], {"style": "noir"}),
        ("style: 1940s Noir, hard side light", "change", [], {"style": "1940s Noir, hard side light"}),
        ("make it anime", "change", [], {"style": "anime"}),
        ("lock 1.2", "lock", ["1.2"], {}),
        ("lock 1.2, 1.4-1.6", "lock", ["1.2", "1.4", "1.5", "1.6"], {}),
        ("lock all", "lock", ALL, {}),
        ("lock scene 2", "lock", ["2.1", "2.2"], {}),
        ("lock scenes 1-2", "lock", ALL, {}),
        ("lock scene 2 and 1.1", "lock", ["1.1", "2.1", "2.2"], {}),
        ("unlock 1.2 and 1.3", "unlock", ["1.2", "1.3"], {}),
        ("use take 2 of 1.3", "choose", ["1.3"], {"take": 2}),
        ("choose 1.3 take 2", "choose", ["1.3"], {"take": 2}),
        ("take 2 of 1.3", "choose", ["1.3"], {"take": 2}),
        ("budget 5", "limit", [], {"money_micros": 5_000_000}),
        ("budget $2.50", "limit", [], {"money_micros": 2_500_000}),
        ("set the budget to 0.000001 usd", "limit", [], {"money_micros": 1}),
        ("budget none", "limit", [], {"money_micros": None}),
        ("takes 3", "limit", [], {"takes": 3}),
        ("rounds 0", "limit", [], {"script_rounds": 0}),
        ("undo", "undo", [], {}),
        ("undo the last change", "undo", [], {}),
        ("approve", "approve", [], {}),
        ("Yes.", "approve", [], {}),
        ("go on", "approve", [], {}),
        ("why 1.3?", "ask", ["1.3"], {"about": "why"}),
        ("why is 1.3 so dark?", "ask", ["1.3"], {"about": "why"}),
        ("status?", "ask", [], {"about": "status"}),
        ("status", "ask", [], {"about": "status"}),
        ("How far is it?", "ask", [], {"about": "status"}),
        ("what did it cost?", "ask", [], {"about": "cost"}),
        ("budget?", "ask", [], {"about": "cost"}),
        ("what is wrong with 1.3?", "ask", ["1.3"], {"about": "findings"}),
        ("takes 1.3?", "ask", ["1.3"], {"about": "takes"}),
        ("who is in 1.3?", "ask", ["1.3"], {"about": "shot"}),
        ("help", "ask", [], {"about": "help"}),
        ("?", "ask", [], {"about": "help"}),
        ("who is the murderer?", "ask", [], {"about": "unknown"}),
        ("Could you make 1.3 darker, please?", "change", ["1.3"], {"lighting": "darker"}),
        ("please retake 1.3, thanks", "retake", ["1.3"], {}),
    ],
)
def test_a_message_becomes_a_note(text: str, op: str, shots: list[str], changes: dict[str, Any]) -> None:
    note = read(text)
    assert (note.op, targets(note), note.changes) == (op, shots, changes)
    assert (note.text, note.author, note.version) == (text, "Ada", 4)


@pytest.mark.parametrize(
    ("text", "shots"),
    [
        ("lock 1.7a", ["1.7A"]),
        ("lock 1.7", ["1.7A", "1.7B"]),
        ("lock 1.4-6", ["1.4", "1.5", "1.6"]),
        ("lock 1.6 to 1.4", ["1.4", "1.5", "1.6"]),
        ("lock 1.6–2.1", ["1.6", "1.7A", "1.7B", "2.1"]),
        ("lock shots 1.1 and 1.2 & 1.3", ["1.1", "1.2", "1.3"]),
        ("lock 2.1, 1.1, 2.1", ["1.1", "2.1"]),
    ],
)
def test_shots_are_named_in_many_ways(text: str, shots: list[str]) -> None:
    assert targets(read(text)) == shots


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("retake 9.9", r"there is no shot 9\.9; the Script has 1\.1, 1\.2, .*2\.2$"),
        ("lock 1.5-1.9", r"there is no shot 1\.9; the Script has"),
        ("lock scene 5", r"there is no scene 5; the Script has 1, 2"),
        ("frobnicate", r"'frobnicate' is not understood\. Understood: retake 1\.3; .*approve; why 1\.3\?$"),
        ("make 1.3 wobbly", r"'make … wobbly' is not understood"),
        ("1.3 darker and wobbly", r"not understood"),
        ("lock 1.2 and retake 1.3", r"not understood"),
        ("no", r"not understood"),
        ("lock 1.2 " + "x" * 4000, r"the message is 4009 characters long; 4000 are read"),
        ("", r"the message is empty\. Understood: "),
        ("retake", r"say which Shots to retake; write for example: retake 1\.3"),
        ("lock", r"say which Shots to lock"),
        ("retake 1.3: she should look scared", r"'she should look scared' is not; .*action 1\.3: she should look scared"),
        ("a close-up", r"size is a Shot's own: say which Shots; write for example: make 1\.3 a close-up"),
        ("style of 1.3 noir", r"style holds for the whole film"),
        ("make 1.3 anime", r"style holds for the whole film, not for one Shot; write: style anime"),
        ("budget lots", r"budget needs an amount, not 'lots'"),
        ("rounds some", r"rounds needs a whole number, not 'some'"),
        ("use the second one", r"say which take of which Shot"),
        ("size 1.3 wibble", r"'wibble' is no size that is known; write for example: size 1\.3 close-up"),
        ("make 1.3, 2.1 closer", r"needs Shots of one size, and these are: medium, wide; name the size"),
        ("2.2 closer", r"is not possible: it is extreme close-up already"),
        ("action 1.3:", r"action needs words"),
    ],
)
def test_what_is_not_understood_says_what_is(text: str, problem: str) -> None:
    with pytest.raises(UserError, match=problem):
        read(text)


def test_before_there_is_a_script_a_shot_cannot_be_named() -> None:
    with pytest.raises(UserError, match="there is no Script yet"):
        read("retake 1.3", None)
    assert (read("slower", None).changes, read("approve", None).version) == ({"pace": 1.2}, 0)


def test_ids_of_another_form_are_found_too() -> None:
    script = Script(scenes=(Scene(id="A", shots=(shot("7"), shot("A-2"), shot("第3"))),))
    assert [targets(read(f"lock {name}", script)) for name in ("7", "a-2", "第3")] == [["7"], ["A-2"], ["第3"]]
    assert read("takes 7", script).changes == {"takes": 7}


@pytest.mark.parametrize(
    "text", ["make 2.1 a close-up", "slow pan left on 1.3", "dissolve into 2.1", "lens 1.3 85", "1.3 low angle", "1.3 two-shot"]
)
def test_changes_are_fields_that_an_edit_takes(text: str) -> None:
    note = read(text)
    after = apply_edits(SCRIPT, [Replace(uid=note.targets[0], fields=dict(note.changes))])
    assert after.shot(note.targets[0]) != SCRIPT.shot(note.targets[0])


def test_limits_are_fields_of_limits() -> None:
    for text in ("budget 5", "takes 3", "rounds 1", "film rounds 1", "retries 2", "workers 2"):
        assert Limits().changed(**read(text).changes) != Limits()


@given(st.text(max_size=60))
def test_any_text_is_a_note_or_a_user_error(text: str) -> None:
    try:
        assert read(text).text == text
    except UserError as exc:
        assert str(exc)


@given(st.sampled_from([example for example, _ in EXAMPLES]), st.sampled_from([str.upper, str.title, str.lower]))
def test_letters_may_be_small_or_capital(text: str, letters: Any) -> None:
    one, two = read(text), read(letters(text))
    assert (one.op, one.targets, set(one.changes)) == (two.op, two.targets, set(two.changes))
