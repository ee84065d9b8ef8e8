"""The stage: everyone is somewhere in every Shot, moves only when told, leaves when told, and holds what was taken."""

from __future__ import annotations

from itertools import combinations
from math import hypot

import pytest
from hypothesis import given

from storyreel.agents.scripter.floor import marks_for
from storyreel.film.dialogue import Dialogue
from storyreel.film.script import Blocking, Script, Shot
from storyreel.film.world import custody_breaks, teleports
from tests.agents.scripter_cases import dialogues, neighbours, page, written

SCENE = """INT. SITTING-ROOM - EVENING

[ROSA sits by the table. BEN stands by the window.]

ROSA: You are late again, as always.
BEN: I walked the whole way from the station.
[Enter TOM with a letter.]
TOM: This came for you, madam.
[ROSA takes it. TOM goes out.]
ROSA (rising): It is from my mother.
[ROSA gives the letter to BEN.]
BEN (reading): It says that she is coming.
[BEN puts the letter down. He crosses to the door.]
BEN: I am going to my room.
"""


def of(shot: Shot, name: str) -> Blocking:
    return next(one for one in shot.blocking if one.character == name)


def end(one: Blocking) -> tuple[int | None, int | None]:
    return (one.x_cm if one.to_x_cm is None else one.to_x_cm, one.z_cm if one.to_z_cm is None else one.to_z_cm)


def saying(script: Script, words: str) -> Shot:
    return next(shot for shot in script.shots if words in " ".join((shot.action, *(line.text for line in shot.lines))))


@given(dialogues())
def test_nobody_jumps_and_nothing_changes_hands_untold(dialogue: Dialogue) -> None:
    script = written(dialogue)
    assert not teleports(script) and not custody_breaks(script)
    for one, two in neighbours(script):
        known = {blocking.character: end(blocking) for blocking in one.blocking}
        stayed = [b for b in two.blocking if b.character in known and "comes in" not in b.action]
        assert all(known[b.character] == (b.x_cm, b.z_cm) for b in stayed)


@given(dialogues())
def test_two_never_stand_on_one_spot(dialogue: Dialogue) -> None:
    for shot in written(dialogue).shots:
        for one, other in combinations(shot.blocking, 2):
            assert hypot((one.x_cm or 0) - (other.x_cm or 0), (one.z_cm or 0) - (other.z_cm or 0)) >= 40, shot.id


@pytest.mark.parametrize("count", [1, 2, 3, 7, 10, 11, 25, 60])
def test_marks_leave_room(count: int) -> None:
    marks = list(marks_for([f"P{n}" for n in range(count)]).values())
    assert len(marks) == count
    assert all(hypot(a.x - b.x, a.z - b.z) >= 75 for a, b in combinations(marks, 2))
    if count == 2:
        assert 150 <= marks[1].x - marks[0].x <= 220


def test_the_opening_direction_sets_the_stage() -> None:
    first = written(page(SCENE)).shots[0]
    assert of(first, "ROSA").posture == "sitting" and "table" in of(first, "ROSA").position
    assert of(first, "BEN").posture == "standing" and "window" in of(first, "BEN").position
    assert {one.character for one in first.blocking} == {"ROSA", "BEN"}


def test_who_comes_in_walks_in_and_who_goes_out_is_gone() -> None:
    script = written(page(SCENE))
    entrance, departure = saying(script, "Enter TOM"), saying(script, "TOM goes out")
    assert end(of(entrance, "TOM")) != (of(entrance, "TOM").x_cm, of(entrance, "TOM").z_cm)
    assert "TOM" in entrance.in_frame and "TOM" in departure.in_frame
    at = script.shots.index(departure)
    assert all(one.character != "TOM" for shot in script.shots[at + 1 :] for one in shot.blocking)
    assert all(one.character != "TOM" for shot in script.shots[: script.shots.index(entrance)] for one in shot.blocking)


def test_a_letter_goes_from_hand_to_hand() -> None:
    script = written(page(SCENE))
    assert of(saying(script, "This came for you"), "TOM").holds == ("letter",)
    assert of(saying(script, "It is from my mother"), "ROSA").holds == ("letter",)
    assert of(saying(script, "she is coming"), "BEN").holds == ("letter",)
    assert all("letter" not in one.holds for one in saying(script, "going to my room").blocking)


def test_postures_last_until_they_are_told_to_change() -> None:
    script = written(page(SCENE))
    assert of(saying(script, "You are late"), "ROSA").posture == "sitting"
    assert of(saying(script, "It is from my mother"), "ROSA").posture == "standing"


def test_who_speaks_faces_whom_they_speak_to() -> None:
    script = written(page(SCENE))
    shot = saying(script, "I walked the whole way")
    assert of(shot, "BEN").facing == "ROSA" and of(shot, "ROSA").facing == "BEN"


def test_all_go_out() -> None:
    script = written(page(SCENE + "[Exeunt.]\n"))
    last = script.shots[-1]
    assert all("goes out" in one.action for one in last.blocking) and len(last.blocking) == 2


def test_who_speaks_without_having_come_in_comes_in() -> None:
    script = written(page(SCENE.replace("[ROSA gives", "TOM: I forgot my hat.\n[ROSA gives")))
    shot = saying(script, "forgot my hat")
    assert "TOM comes in" in shot.action and "TOM" in shot.in_frame


def test_a_voice_from_within_brings_nobody_on() -> None:
    script = written(page(SCENE.replace("[Enter TOM", "TOM (within): Is anybody there?\n[Enter TOM")))
    shot = saying(script, "anybody there")
    assert shot.lines[0].off_screen and all(one.character != "TOM" for one in shot.blocking)


def test_emotions_are_the_ones_that_are_drawn() -> None:
    script = written(page(SCENE.replace("You are late again", "I hate you! You are late again")))
    assert of(saying(script, "I hate you"), "ROSA").emotion == "angry"
