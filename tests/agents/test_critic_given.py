"""Positions and recordings that were given, held against a Script: each contradiction is a Finding, a true Script has none."""

from __future__ import annotations

import pytest

from storyreel.agents.critic import script_verdict
from storyreel.agents.scripter import HandbookScripter
from storyreel.film.dialogue import Dialogue, Heading, Line
from storyreel.film.finding import Finding
from storyreel.film.plan import FilmSettings
from storyreel.film.recording import Recording, RecordingFlaw
from storyreel.film.script import Blocking, Script, Shot
from storyreel.formats.positions import with_placings
from tests.agents.critic_script import each_shot

TEXTS = ["You came back.", "I did, for the letter.", "It is not here.", "Then where is it?", "Ask your brother.", "I will."]


def page(positions: object = None, **fields: object) -> Dialogue:
    items = [
        Line(id=f"L{number}", speaker="ANNA" if number % 2 else "TOM", text=text, **fields)  # type: ignore[arg-type]
        for number, text in enumerate(TEXTS, 1)
    ]
    return with_placings(
        Dialogue(items=(Heading(text="INT. KITCHEN - NIGHT", place="KITCHEN", interior=True), *items)), positions
    )


async def written(dialogue: Dialogue) -> Script:
    return await HandbookScripter().write(dialogue, settings=FilmSettings())


def given(script: Script, dialogue: Dialogue) -> list[Finding]:
    kinds = ("position-of-nobody", "position-contradicted", "position-not-understood")
    return [one for one in script_verdict(script, dialogue=dialogue).findings if one.kind in kinds]


GIVEN = {
    "sides": {"ANNA": "on the left", "TOM": "on the right"},
    "sides the other way round": {"ANNA": "on the right", "TOM": "on the left"},
    "prose": "Anna stands at the window, left of Tom.",
    "against the set's own sides": "Anna sits by the door, left of Tom.",
    "right of": [{"speaker": "ANNA", "position": "right of Tom"}],
    "behind": [{"speaker": "TOM", "position": "behind Anna"}],
    "beside": {"TOM": "next to Anna"},
    "seated": "Anna sits at the table, Tom stands by the fire",
    "a place unknown to the set": {"ANNA": "by the old stove", "TOM": "near the shelf"},
    "a side of a thing": {"ANNA": "at the window on the right"},
    "numbered": ["Anna on the left, Tom on the right", "Both move to the centre", "", "Anna sits at the table"],
    "later": [{"speaker": "TOM", "position": "on the right"}, {"speaker": "TOM", "position": "on the left", "line": "L4"}],
    "stage left": {"ANNA": "stage left"},
    "facing": {"ANNA": "on the left, facing Tom"},
}


@pytest.mark.parametrize("name", GIVEN)
async def test_the_handbook_keeps_to_what_is_given(name: str) -> None:
    dialogue = page(GIVEN[name])
    script = await written(dialogue)
    verdict = script_verdict(script, dialogue=dialogue)
    assert [one.evidence for one in verdict.findings if one.asks_for_work] == []
    assert [one.evidence for one in given(script, dialogue)] == []


async def test_the_marks_are_those_that_were_given() -> None:
    script = await written(page({"ANNA": "on the right", "TOM": "sits at the table, left of Anna"}))
    for shot in script.shots:
        people = {one.character: one for one in shot.blocking}
        assert (people["ANNA"].x_cm or 0) > 60 and (people["TOM"].x_cm or 0) < (people["ANNA"].x_cm or 0)
        assert people["TOM"].posture == "sitting" and people["TOM"].position.endswith("at the table, left of Anna")


async def test_a_new_position_is_walked_to_when_it_begins() -> None:
    script = await written(
        page([{"speaker": "TOM", "position": "on the right"}, {"speaker": "TOM", "position": "on the left", "line": "L4"}])
    )
    at = next(number for number, shot in enumerate(script.shots) if any(line.id == "L4" for line in shot.lines))
    toms = [next(one for one in shot.blocking if one.character == "TOM") for shot in script.shots]
    walks = [number for number, tom in enumerate(toms) if tom.to_x_cm is not None]
    assert walks and walks[0] <= at and (toms[walks[0]].x_cm or 0) > 0 > (toms[walks[0]].to_x_cm or 0)
    assert all((tom.x_cm or 0) > 0 for tom in toms[: walks[0]]) and (toms[-1].x_cm or 0) < 0


async def test_somebody_who_never_speaks_stands_where_they_are_placed() -> None:
    dialogue = Dialogue.model_validate({**page().to_json(), "bank": {"characters": [{"name": "GUARD"}]}})
    script = await written(with_placings(dialogue, {"GUARD": "by the door"}))
    guards = [one for shot in script.shots for one in shot.blocking if one.character == "GUARD"]
    assert guards and {one.position for one in guards} == {"by the door"}


def moved(script: Script, who: str, **fields: object) -> Script:
    def change(shot: Shot) -> Shot:
        return shot.changed(blocking=tuple(one.changed(**fields) if one.character == who else one for one in shot.blocking))

    return each_shot(script, change)


@pytest.mark.parametrize(
    ("positions", "who", "fields", "says"),
    [
        ({"ANNA": "on the left"}, "ANNA", {"x_cm": 120, "to_x_cm": None}, "stands at x 120 cm, on the right"),
        ({"ANNA": "on the left"}, "ANNA", {"x_cm": None, "position": "far right", "to_x_cm": None}, "stands “far right”"),
        ({"ANNA": "left of Tom"}, "ANNA", {"x_cm": 300, "to_x_cm": None}, "stands at x 300 cm, and TOM at x"),
        ({"ANNA": "behind Tom"}, "ANNA", {"z_cm": -50, "to_z_cm": None}, "stands at depth -50 cm, and TOM at"),
        ({"ANNA": "next to Tom"}, "ANNA", {"x_cm": -450, "to_x_cm": None}, "cm from TOM"),
        ({"ANNA": "at the window"}, "ANNA", {"position": "left, by the door"}, "stands “left, by the door”"),
        ({"ANNA": "sits at the table"}, "ANNA", {"posture": "standing"}, "is standing, not sitting"),
    ],
)
async def test_blocking_against_a_position_is_found_once(
    positions: object, who: str, fields: dict[str, object], says: str
) -> None:
    dialogue = page(positions)
    script = moved(await written(dialogue), who, **fields)
    found = given(script, dialogue)
    assert [one.kind for one in found] == ["position-contradicted"] and says in found[0].evidence
    assert found[0].shot == script.shots[0].uid and found[0].about == who


async def test_who_is_told_to_move_may_stand_elsewhere() -> None:
    dialogue = page({"ANNA": "on the left"})
    script = await written(dialogue)
    later = script.shots[2].uid

    def walk(shot: Shot) -> Shot:
        def at(one: Blocking) -> Blocking:
            if one.character != "ANNA" or shot.start_ms < script.shot(later).start_ms:
                return one
            walking = shot.uid == later
            return one.changed(x_cm=one.x_cm if walking else 150, to_x_cm=150 if walking else None, position="right")

        return shot.changed(blocking=tuple(at(one) for one in shot.blocking))

    assert given(each_shot(script, walk), dialogue) == []
    beamed = moved(script, "ANNA", x_cm=150, to_x_cm=None, action="", position="right")
    assert [one.kind for one in given(beamed, dialogue)] == ["position-contradicted"]


@pytest.mark.parametrize(
    ("positions", "kinds"),
    [
        ([{"speaker": "ZOE", "position": "by the door"}], {"position-of-nobody"}),
        ([{"speaker": "ANNA", "position": "left of Zoe"}], {"position-of-nobody"}),
        ("Zoe stands by the door.", {"position-of-nobody"}),
        ("It is all very odd.", {"position-not-understood"}),
        ({str(number): "Anna stands on the left" for number in (1, 9)}, {"position-not-understood"}),
    ],
)
async def test_positions_that_nobody_can_hold_to_are_told(positions: object, kinds: set[str]) -> None:
    dialogue = page(positions)
    assert {one.kind for one in given(await written(dialogue), dialogue)} == kinds


def recorded(**fields: object) -> Dialogue:
    made = Recording.model_validate(
        {
            "source": "a.wav",
            "sha256": "0" * 64,
            "duration_s": 3.0,
            "speech_start_s": 0.1,
            "speech_end_s": 2.5,
            "level_db": -20.0,
            **fields,
        }
    )
    dialogue = page()
    items = [one.changed(recording=made) if isinstance(one, Line) and one.id == "L2" else one for one in dialogue.items]
    return dialogue.changed(items=tuple(items))


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({}, []),
        ({"speech_end_s": 0.5}, [("recording-misfit", "major")]),
        ({"speech_end_s": 1.2}, [("recording-misfit", "minor")]),
        ({"speech_end_s": 12.0}, [("recording-misfit", "minor")]),
        ({"speech_end_s": 0.1}, [("recording-unheard", "major")]),
        ({"sha256": "", "flaws": [RecordingFlaw(kind="no-times", text="it has no start")]}, [("recording-unheard", "minor")]),
        ({"flaws": [RecordingFlaw(kind="damaged", text="1 s cannot be decoded")]}, [("recording-damaged", "major")]),
        ({"flaws": [RecordingFlaw(kind="clipped", text="1% are at full scale")]}, [("recording-damaged", "minor")]),
    ],
)
async def test_recordings_that_do_not_fit_their_lines(fields: dict[str, object], found: list[tuple[str, str]]) -> None:
    dialogue = recorded(**fields)
    verdict = script_verdict(await written(dialogue), dialogue=dialogue)
    assert [(one.kind, str(one.severity)) for one in verdict.findings if one.kind.startswith("recording")] == found
    assert all(one.line == "L2" for one in verdict.findings if one.kind.startswith("recording"))
