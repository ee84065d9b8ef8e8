"""The world after each Shot, and what contradicts itself in it."""

from __future__ import annotations

import pytest
from hypothesis import given

from storyreel.film import Blocking, Character, Scene, Script, Shot, custody_breaks, teleports, world_states
from tests.film.film_strategies import scripts


def scene(*shots: tuple[str, list[Blocking]], language: str = "en") -> Script:
    """A Scene of one-second Shots, each an action and its blocking."""
    made = tuple(
        Shot(uid=f"s{n}", id=f"1.{n}", start_ms=n * 1000, end_ms=n * 1000 + 1000, action=action, blocking=tuple(blocking))
        for n, (action, blocking) in enumerate(shots)
    )
    return Script(language=language, cast=(Character(name="ROSA", appearance="a red coat"),), scenes=(Scene(id="1", shots=made),))


def rosa(**fields: object) -> Blocking:
    return Blocking.model_validate({"character": "ROSA", **fields})


def tom(**fields: object) -> Blocking:
    return Blocking.model_validate({"character": "TOM", **fields})


def test_what_a_shot_does_not_tell_is_carried_on() -> None:
    script = scene(("", [rosa(x_cm=0, to_x_cm=60, posture="walking", holds=("letter",)), tom(x_cm=90)]), ("", [tom(x_cm=90)]))
    first, second = world_states(script)
    state = second.of("ROSA")
    assert state is not None and state.x_cm == 60 and state.holds == ("letter",) and state.wardrobe == "a red coat"
    assert first.screen_order == second.screen_order == ("ROSA", "TOM")
    assert second.of("EVE") is None


def test_a_new_scene_begins_anew_and_the_far_side_mirrors() -> None:
    script = scene(("", [rosa(x_cm=-50), tom(x_cm=50)]))
    far = script.scenes[0].shots[0].changed(uid="x", side="far", start_ms=1000, end_ms=2000)
    night = Scene(id="2", time_of_day="night", shots=(far.changed(blocking=(tom(),)),))
    two = script.changed(scenes=(*script.scenes, night, Scene(id="3", shots=(far.changed(uid="y"),))))
    states = world_states(two)
    assert [one.name for one in states[1].characters] == ["TOM"] and states[1].time_of_day == "night"
    assert states[2].screen_order == ("TOM", "ROSA")


@given(scripts())
def test_there_is_one_state_for_each_shot(script: Script) -> None:
    states = world_states(script)
    assert [one.uid for one in states] == [shot.uid for shot in script.shots]
    for state, shot in zip(states, script.shots, strict=True):
        assert {b.character for b in shot.blocking} <= {one.name for one in state.characters}
        assert {one.name for one in state.characters if one.in_frame} <= set(shot.in_frame)


@pytest.mark.parametrize(
    ("before", "after", "what"),
    [
        (("", rosa(x_cm=-90)), ("", rosa(x_cm=120)), ["mark"]),
        (("", rosa(z_cm=0)), ("", rosa(z_cm=200)), ["mark"]),
        (("", rosa(x_cm=-90, to_x_cm=110)), ("", rosa(x_cm=120)), []),
        (("", rosa(x_cm=-90, to_x_cm=0)), ("", rosa(x_cm=-90)), ["mark"]),
        (("Rosa crosses to Tom.", rosa(x_cm=-90)), ("", rosa(x_cm=120)), []),
        (("", rosa(x_cm=-90)), ("", rosa(x_cm=120, action="walking up and down")), []),
        (("", rosa(x_cm=0)), ("", rosa(x_cm=30)), []),
        (("", rosa(position="by the window")), ("", rosa(position="at the door")), ["position"]),
        (("", rosa(position="left, by the window")), ("", rosa(position="by the window")), []),
        (("", rosa(position="by the window", x_cm=0)), ("", rosa(position="at the door", x_cm=0)), []),
        (("", rosa(position="by the window")), ("", rosa()), []),
        (("", rosa(position="by the window", x_cm=0)), ("", rosa(position="at the door")), ["position"]),
        (("", rosa(posture="sitting")), ("", rosa(posture="standing")), ["posture"]),
        (("Rosa rises.", rosa(posture="sitting")), ("", rosa(posture="standing")), []),
        (("", rosa(posture="walking")), ("", rosa(posture="standing")), []),
        (("", tom(x_cm=-90)), ("", rosa(x_cm=120)), []),
    ],
)
def test_teleports(before: tuple[str, Blocking], after: tuple[str, Blocking], what: list[str]) -> None:
    found = teleports(scene((before[0], [before[1]]), (after[0], [after[1]])))
    assert [one.what for one in found] == what
    assert all((one.uid, one.before_uid, one.character) == ("s1", "s0", "ROSA") for one in found)


def test_no_contradiction_is_claimed_in_a_language_that_is_not_read() -> None:
    jump = (("Rosa menee ikkunalle", [rosa(x_cm=-90)]), ("", [rosa(x_cm=90)]))
    assert teleports(scene(*jump, language="fi")) == ()
    assert len(teleports(scene(*jump, language="en"))) == 1


def test_between_scenes_everybody_may_go_anywhere() -> None:
    one, two = scene(("", [rosa(x_cm=-90)])), scene(("", [rosa(x_cm=90)]))
    second = two.scenes[0].changed(id="2", shots=(two.shots[0].changed(uid="z"),))
    assert teleports(one.changed(scenes=(*one.scenes, second))) == ()


@pytest.mark.parametrize(
    ("shots", "evidence"),
    [
        ([("", [rosa(holds=("letter",)), tom(holds=("the Letter",))])], ["letter is in the hands of ROSA and TOM at once"]),
        ([("", [rosa(holds=("a glass",)), tom(holds=("a glass",))])], []),
        ([("", [rosa(holds=("letter",)), tom()]), ("", [rosa(), tom(holds=("letter",))])], ["letter was in the hands of ROSA"]),
        ([("", [rosa(holds=("letter",)), tom()]), ("She hands it over.", [rosa(), tom(holds=("letter",))])], []),
        ([("", [rosa(holds=("letter",))]), ("Rosa gives Tom the letter.", []), ("", [tom(holds=("letter",))])], []),
        ([("", [rosa(holds=("letter",))]), ("", []), ("", [tom(holds=("letter",))])], ["letter was in the hands of ROSA"]),
        ([("", [rosa(holds=("letter",))]), ("", [rosa()]), ("", [tom(holds=("letter",))])], []),
        ([("Rosa takes it, and gives it to Tom.", [rosa(holds=("letter",)), tom(holds=("letter",))])], []),
    ],
)
def test_custody(shots: list[tuple[str, list[Blocking]]], evidence: list[str]) -> None:
    found = custody_breaks(scene(*shots))
    assert len(found) == len(evidence)
    assert all(one.evidence.startswith(text) and one.prop == "letter" for one, text in zip(found, evidence, strict=True))
