"""The prompt: every field that planners write is in it, within the backend's limit, and nothing else is."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from storyreel.agents.director import Director, compile_prompt
from storyreel.agents.director.wording import DROPPED_FIRST
from storyreel.film.bank import Character, Place, Prop
from storyreel.film.edits import Replace, apply_edits
from storyreel.film.finding import Cause, Finding, Remedy, Severity
from storyreel.film.plan import Anchor, PlannedShot
from storyreel.film.script import Act, Blocking, Move, Scene, Script, Shot, SpokenLine, Transition
from storyreel.film.take import AnchorMode
from storyreel.film.vocabulary import Angle, CameraMove, Framing, MoveSpeed, ShotSize, TransitionKind
from storyreel.prompts import load_prompt
from storyreel.tools.contracts import Capabilities
from tests.agents.director_film import DRAWN, MODEL, film, request

NOT_SAID = {
    "Shot": {"uid", "id", "start_ms", "end_ms", "extra", "side"},
    "Scene": {"id", "uid", "heading", "shots", "extra"},
    "Act": {"id", "scenes", "extra"},
    "Blocking": set[str](),
    "SpokenLine": {"id", "start_ms", "end_ms", "part", "parts", "with_line"},
    "Script": {"schema_id", "language", "version", "cast", "places", "props", "acts", "scenes", "extra"},
    "Character": {"aliases", "voice", "pictures", "seen", "extra", "appearance_from"},
    "Place": {"pictures", "extra"},
    "Prop": {"pictures", "extra"},
}
"""Fields that are no words for a picture: names of things, times (said as times), files, and what stands in another model."""


def marked() -> Script:
    """A Script in which every field that planners write holds a word of its own, "<model>-<field>"."""
    blocking = Blocking(
        character="ROSA",
        position="Blocking-position",
        facing="Blocking-facing",
        action="Blocking-action",
        holds=("Blocking-holds",),
        posture="Blocking-posture",
        emotion="Blocking-emotion",
        x_cm=-90,
        z_cm=0,
        to_x_cm=90,
        to_z_cm=20,
    )
    line = SpokenLine(
        id="L1", speaker="ROSA", text="SpokenLine-text", parenthetical="SpokenLine-parenthetical", start_ms=500, end_ms=900
    )
    heard = SpokenLine(id="L2", speaker="SpokenLine-speaker", text="Hm.", start_ms=900, end_ms=1000, off_screen=True)
    shot = Shot(
        uid="u",
        id="1.1",
        start_ms=0,
        end_ms=3000,
        size=ShotSize.EXTREME_CLOSE_UP,
        framing=Framing.POINT_OF_VIEW,
        angle=Angle.DUTCH,
        lens_mm=85,
        move=Move(kind=CameraMove.CRANE, direction="up", speed=MoveSpeed.SLOW),
        setup="Shot-setup",
        transition=Transition(kind=TransitionKind.WIPE, frames=7),
        subjects=("ROSA", "Shot-subjects"),
        in_frame=("ROSA", "Shot-in_frame"),
        action="Shot-action",
        emotion="Shot-emotion",
        lines=(line, heard),
        blocking=(blocking,),
        props=("lamp", "Shot-props"),
        plot="Shot-plot",
        lighting="Shot-lighting",
        effects="Shot-effects",
        sound="Shot-sound",
        reason="Shot-reason",
        boxes={"ROSA": (0.1, 0.2, 0.35, 0.9)},
        extra={"unread": {"move": "swooping"}},
    )
    words = ("plot", "tone", "visual_style", "music", "sound", "camera_notes", "reason", "description", "place", "time_of_day")
    scene: dict[str, Any] = {name: f"Scene-{name}" for name in words}
    act = Act(
        id="A",
        scenes=("1",),
        characters=("Act-characters",),
        **{n: f"Act-{n}" for n in ("title", "plot", "themes", "tone", "reason")},
    )
    return Script(
        title="Script-title",
        style="Script-style",
        cast=(Character(name="ROSA", appearance="Character-appearance", profile="Character-profile"),),
        places=(Place(name="scene-place", look="Place-look"),),
        props=(Prop(name="lamp", look="Prop-look"),),
        acts=(act,),
        scenes=(Scene(id="1", interior=True, props=("Scene-props",), shots=(shot,), **scene),),
    )


SAID_OTHERWISE = {
    "Shot-size": "Extreme close-up shot",
    "Shot-framing": "point of view",
    "Shot-angle": "dutch",
    "Shot-lens_mm": "85 mm",
    "Shot-move": "crane up, slow",
    "Shot-transition": "wipe over 7 frames",
    "Shot-lines": "SpokenLine-text",
    "Shot-blocking": "Blocking-position",
    "Shot-boxes": "ROSA 0.1 0.2 0.35 0.9",
    "Scene-interior": "interior",
    "Blocking-character": "ROSA: ",
    "Blocking-x_cm": "moves to the right",
    "Blocking-z_cm": "moves to the right",
    "Blocking-to_x_cm": "moves to the right",
    "Blocking-to_z_cm": "moves to the right",
    "SpokenLine-off_screen": "heard from outside the frame",
    "Character-name": "ROSA",
    "Place-name": "Scene-place",
    "Prop-name": "lamp",
}
MODELS = (Script, Act, Scene, Shot, Blocking, SpokenLine, Character, Place, Prop)
FIELDS = [f"{m.__name__}-{name}" for m in MODELS for name in m.model_fields if name not in NOT_SAID[m.__name__]]


def planned(script: Script, capabilities: Capabilities = MODEL, **fields: Any) -> PlannedShot:
    return asyncio.run(Director().plan(request(script, capabilities, **fields))).shots[0]


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_that_planners_write_reaches_the_prompt(field: str) -> None:
    assert SAID_OTHERWISE.get(field, field) in planned(marked()).prompt


@pytest.mark.parametrize("field", FIELDS)
def test_what_is_in_the_prompt_is_in_the_spec(field: str) -> None:
    shot = planned(marked())
    anew = compile_prompt(shot.spec, anchor=shot.anchor, capabilities=MODEL)
    assert anew.prompt == shot.prompt


def test_words_that_were_not_known_reach_a_model_that_reads() -> None:
    assert "in the writer's words: move: swooping" in planned(marked()).prompt


def test_a_direction_that_the_move_names_already_is_not_said_twice() -> None:
    script = apply_edits(film(), [Replace(uid="u1.1", fields={"move": {"kind": "push in", "direction": "in"}})])
    assert "Camera: push in." in planned(script).prompt


def test_marks_say_where_somebody_stands_who_has_no_words_for_it() -> None:
    prompt = planned(film()).prompt
    assert "- ROSA: on the right, standing, facing TOM" in prompt and "- TOM: on the left, standing, facing ROSA" in prompt


def test_lines_are_whole_with_speaker_and_time() -> None:
    prompt = asyncio.run(Director().plan(request(film(), MODEL))).shot("u1.2").prompt
    assert 'ROSA, 0.2 s to 1.6 s: "You are late."' in prompt
    assert "- TOM: out of the frame" in prompt
    assert "Nobody speaks" in planned(film()).prompt and "Nobody speaks" not in prompt


@pytest.mark.parametrize(
    ("mode", "words"),
    [
        ("last frame", "where the given picture leaves off"),
        ("tail", "where the given picture leaves off"),
        ("first of set-up", "same camera position earlier on"),
        ("references", "keep their faces"),
        ("nothing", ""),
    ],
)
def test_the_anchor_is_explained(mode: AnchorMode, words: str) -> None:
    prompt = compile_prompt(planned(film()).spec, anchor=Anchor(mode=mode)).prompt
    assert words in prompt
    assert ("given picture" in prompt) == bool(words)


def test_a_defect_is_told_to_the_next_take() -> None:
    finding = Finding(
        dimension="Technical Quality",
        kind="frozen-picture",
        severity=Severity.MAJOR,
        evidence="still from 1.0 s on",
        cause=Cause.SHOT,
        remedy=Remedy.RETAKE,
        shot="u1.1",
    )
    prompt = planned(film(), findings={"u1.1": (finding,)}).prompt
    assert "This time avoid: frozen picture (still from 1.0 s on)" in prompt


def test_the_negative_prompt_goes_only_where_it_is_read() -> None:
    assert "moving lips" in planned(film(), MODEL).negative_prompt
    assert planned(film(), DRAWN).negative_prompt == ""


def test_the_hash_names_the_template() -> None:
    assert planned(film()).prompt_hash == load_prompt("director/shot").sha256


def test_untrusted_words_stay_words() -> None:
    script = film(title="{{ 7*7 }} {% for x in y %}")
    assert "Film: {{ 7*7 }} {% for x in y %}" in planned(script).prompt


@pytest.mark.parametrize("limit", [1900, 1200, 600, 300, 200])
def test_the_limit_holds_and_what_went_is_named(limit: int) -> None:
    shot = planned(marked(), Capabilities(prompt_chars=limit))
    full = planned(marked())
    assert len(full.prompt) > limit >= len(shot.prompt)
    said = " ".join(choice.choice for choice in shot.choices if choice.about == "prompt")
    assert "left out: reasons" in said
    assert "Shot-reason" not in shot.prompt
    if limit >= 600:
        assert 'ROSA (SpokenLine-parenthetical), 0.5 s to 0.9 s: "SpokenLine-text"' in shot.prompt
        assert "cut off" not in said
    assert ("Shot-action" in shot.prompt) == (", action" not in said)


def test_parts_go_from_the_least_important_and_no_more_than_needed() -> None:
    full = planned(marked())
    kept = planned(marked(), Capabilities(prompt_chars=len(full.prompt) - 1))
    assert [choice.choice for choice in kept.choices] == ["left out: reasons"]


def test_each_part_that_may_go_is_a_variable_of_the_template() -> None:
    names = [name for name, _ in DROPPED_FIRST]
    assert set(names) <= set(load_prompt("director/shot").variables)
    assert len(set(names)) == len(names)
    assert not {"lines", "size", "duration"} & set(names)


def test_a_single_word_longer_than_the_limit_is_cut_and_said() -> None:
    shot = planned(film(), Capabilities(prompt_chars=20), wording={"u1.1": "x" * 50})
    assert shot.prompt == "x" * 20
    assert "cut off after 20 of 50 characters" in [choice.choice for choice in shot.choices]
