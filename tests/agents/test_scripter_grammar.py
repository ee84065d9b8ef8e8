"""Film grammar: what a director would say of the shot list, held for the examples and for generated dialogues."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings

from storyreel.film.dialogue import Dialogue
from storyreel.film.script import Script
from storyreel.film.vocabulary import CameraMove, Framing, ShotSize, TransitionKind
from tests.agents.scripter_cases import EXAMPLES, LADDER, dialogues, example, neighbours, page, same_face, steps, written

CLOSE = (ShotSize.MEDIUM_CLOSE_UP, ShotSize.CLOSE_UP, ShotSize.EXTREME_CLOSE_UP)


def check_grammar(script: Script) -> None:
    for one, two in neighbours(script):
        assert one.setup != two.setup, f"{one.id} and {two.id} are one set-up"
    for scene in script.scenes:
        for one, two, three in zip(scene.shots, scene.shots[1:], scene.shots[2:], strict=False):
            assert not one.size is two.size is three.size, f"{one.id} to {three.id} are all {one.size}"
    for shot in script.shots:
        assert shot.side == "near" and shot.reason and shot.action
        check_frame(script, shot.uid)


def check_frame(script: Script, uid: str) -> None:
    shot = script.shot(uid)
    there = [one.character for one in shot.blocking]
    assert len(set(there)) == len(there)
    assert set(shot.in_frame) <= set(there) and set(shot.subjects) <= set(shot.in_frame)
    for line in shot.lines:
        assert line.off_screen == (line.speaker not in shot.in_frame) or line.off_screen
    if shot.size is ShotSize.INSERT:
        holders = [one.character for one in shot.blocking if shot.props[0] in one.holds]
        assert list(shot.in_frame) == list(shot.subjects) == holders
    elif shot.framing is Framing.SINGLE and shot.size not in (ShotSize.WIDE, ShotSize.EXTREME_WIDE):
        assert len(shot.in_frame) <= 1
    elif shot.framing in (Framing.TWO_SHOT, Framing.OVER_THE_SHOULDER):
        assert len(shot.subjects) == 2


@given(dialogues())
def test_grammar_holds_for_any_dialogue(dialogue: Dialogue) -> None:
    check_grammar(written(dialogue))


@settings(max_examples=30)
@given(dialogues())
def test_one_face_is_cut_on_by_two_sizes(dialogue: Dialogue) -> None:
    pairs = [(one, two) for one, two in neighbours(written(dialogue)) if same_face(one, two)]
    assert all(steps(one, two) >= 2 for one, two in pairs), [(one.id, one.size, two.id, two.size) for one, two in pairs]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_is_filmed_as_a_director_would(path: Path) -> None:
    _, script = example(path)
    check_grammar(script)
    shots = script.shots
    kinds = Counter(shot.framing for shot in shots)
    assert shots[0].size is ShotSize.WIDE and shots[0].reason.startswith("establishing")
    assert shots[0].transition.kind is TransitionKind.FADE
    assert all(shot.transition.kind is TransitionKind.CUT for shot in shots[1:])
    assert kinds[Framing.OVER_THE_SHOULDER] >= 2 and kinds[Framing.TWO_SHOT] >= 3 and kinds[Framing.SINGLE] >= 3
    assert len({shot.size for shot in shots}) >= 6
    assert Counter(shot.size for shot in shots).most_common(1)[0][1] <= len(shots) / 2
    assert sum(shot.move.kind is not CameraMove.STATIC for shot in shots) <= len(shots) * 0.6
    assert len({shot.setup for shot in shots}) < len(shots), "no set-up is ever returned to"
    assert shots[-1].reason.startswith("closing") and shots[-1].move.kind is CameraMove.PULL_OUT


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_turns_once_and_the_listener_reacts(path: Path) -> None:
    _, script = example(path)
    turns = [at for at, shot in enumerate(script.shots) if shot.reason.startswith("push in")]
    assert len(turns) == 1
    turn, after = script.shots[turns[0]], script.shots[turns[0] + 1]
    assert turn.size in CLOSE and turn.move.kind is CameraMove.PUSH_IN
    assert after.reason.startswith("reaction") and not after.lines and after.subjects != turn.subjects
    assert turns[0] > len(script.shots) / 3


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_lasts_about_a_minute(path: Path) -> None:
    dialogue, script = example(path)
    words = sum(len(line.text.split()) for line in dialogue.lines)
    assert 110 <= words <= 180
    assert 45_000 <= script.duration_ms <= 95_000
    assert 2500 <= script.duration_ms / len(script.shots) <= 5500


TALK = """INT. KITCHEN - NIGHT
ROSA: You came back after all of these years.
BEN: I said that I would, and here I am now.
ROSA: Nobody believed you, not even your own mother.
BEN: She had her reasons for that, as you know.
ROSA: You never wrote us a single line. Never!
BEN: I did write. Somebody must have kept the letters.
ROSA: Then who was it? Tell me who it was.
BEN: You know very well who it was, Rosa.
"""


def test_shot_and_reverse_shot_answer_each_other() -> None:
    shots = [shot for shot in written(page(TALK)).shots if shot.lines]
    answers = [shot for shot in shots if shot.framing is Framing.OVER_THE_SHOULDER]
    assert {shot.subjects for shot in answers} == {("ROSA", "BEN"), ("BEN", "ROSA")}
    assert all(shot.lines[0].speaker == shot.subjects[0] for shot in answers)
    assert all(shot.blocking[0].facing != shot.blocking[1].facing for shot in answers)


def test_sizes_close_in_on_the_turn() -> None:
    script = written(page(TALK))
    at = next(at for at, shot in enumerate(script.shots) if shot.reason.startswith("push in"))
    assert script.shots[at].lines[0].text == "You never wrote us a single line. Never!"
    calm = [LADDER.index(shot.size) for shot in script.shots[:at] if shot.lines]
    assert LADDER.index(script.shots[at].size) >= max(calm)


def test_short_lines_share_a_two_shot() -> None:
    quick = TALK + "ROSA: When?\nBEN: Now.\nROSA: Here?\nBEN: Here.\n"
    shots = written(page(quick)).shots
    shared = [shot for shot in shots if len(shot.lines) >= 3 and shot.framing is Framing.TWO_SHOT]
    assert shared and "short lines" in shared[-1].reason


def test_a_group_gets_a_master_that_shows_everyone() -> None:
    talk = "INT. OFFICE - DAY\n" + "".join(f"P{n}: We shall see what comes of it, {n}.\n" for n in range(5))
    script = written(page(talk))
    master = next(shot for shot in script.shots if shot.lines)
    assert master.framing is Framing.GROUP and len(master.in_frame) == 5


def test_a_new_place_is_established_and_a_later_hour_dissolves() -> None:
    text = "INT. KITCHEN - DAY\nROSA: Go now.\nBEN: I am going.\n\nEXT. GARDEN - NIGHT\nROSA: Is it you?\nBEN: It is me.\n"
    script = written(page(text))
    first = script.scenes[1].shots[0]
    assert first.reason.startswith("establishing") and first.size is ShotSize.EXTREME_WIDE and not first.lines
    assert first.transition.kind is TransitionKind.DISSOLVE and first.transition.frames == 12


def test_a_named_prop_that_is_handled_gets_an_insert() -> None:
    text = TALK.replace("BEN: I did write.", "[ROSA opens the letter and reads it.]\nBEN: I did write.")
    inserts = [shot for shot in written(page(text)).shots if shot.size is ShotSize.INSERT]
    assert [shot.props for shot in inserts] == [("letter",)]
    assert "opens the letter" in inserts[0].action


def test_a_prop_that_is_only_talked_of_gets_none() -> None:
    text = TALK.replace("Somebody must have kept the letters.", "A letter is a letter, and a gun is a gun.")
    assert not [shot for shot in written(page(text)).shots if shot.size is ShotSize.INSERT]


def test_a_narrator_is_heard_over_faces() -> None:
    text = TALK + "NARRATOR: And so it went on until the morning.\n"
    shot = written(page(text)).shots[-2]
    assert shot.lines[0].off_screen and "NARRATOR" not in shot.in_frame and shot.in_frame
    assert all(one.character != "NARRATOR" for one in shot.blocking)


def test_all_together_are_seen_together() -> None:
    text = TALK + "ALL: God save us!\n"
    shot = next(shot for shot in written(page(text)).shots if shot.lines and shot.lines[0].speaker == "ALL")
    assert set(shot.in_frame) == {"ROSA", "BEN"} and shot.lines[0].off_screen


def test_a_wished_length_takes_silence_and_not_speech() -> None:
    dialogue = page(TALK)
    normal, short, long = written(dialogue), written(dialogue, seconds=20), written(dialogue, seconds=60)
    assert short.duration_ms < normal.duration_ms < long.duration_ms
    assert abs(long.duration_ms - 60_000) < 6000
    speech = [[line.end_ms - line.start_ms for line in script.lines] for script in (normal, short, long)]
    assert speech[0] == speech[1] == speech[2]


def test_directions_reach_the_script() -> None:
    text = TALK.replace("BEN: She had", "[A long, terrible silence while the clock ticks.]\nBEN: She had")
    shot = next(shot for shot in written(page(text)).shots if "clock ticks" in shot.action)
    assert not shot.lines and "clock ticks" in shot.plot
