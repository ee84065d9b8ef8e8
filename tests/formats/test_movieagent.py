"""MovieAgent's files: read, written, and read again; its folder of characters."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyreel.errors import SourceError
from storyreel.film.bank import Bank, Character
from storyreel.film.dialogue import Synopsis
from storyreel.formats.movieagent import MoviePlan, MovieScene, MovieShot, SubScript, read_movie_plan, step_file, write_step
from storyreel.formats.movieagent_bank import read_bank_folder, with_bank

SHOT = {
    "Involving Characters": {"Ana": [0.1, 0.2, 0.4, 0.9], "Ben": [0.6, 0.2, 0.9, 0.9]},
    "Plot/Visual Description": "Ana lifts the lamp and looks at Ben across the table.",
    "Coarse Plot": "A woman lifts a lamp.",
    "Emotional Enhancement": "wary",
    "Shot Type": "Medium shot",
    "Camera Movement": "Static shot",
    "Subtitles": {"Ana": "Who is there?", "Ben": "Only me."},
    "Lens": "50 mm",
}
SCENE = {
    "Involving Characters": ["Ana", "Ben"],
    "Plot": "Ana finds Ben in the cellar.",
    "Scene Description": "A cellar with a stone floor.",
    "Emotional Tone": "uneasy",
    "Visual Style": "low key",
    "Key Props": ["lamp"],
    "Music and Sound Effects": "dripping water",
    "Cinematography Notes": "stay low",
}
STEP_3 = {
    "Relationships": {"Ana - Ben": "sister and brother"},
    "Internal Chain-of-Thought": {"Division": "by night and day"},
    "Sub-Script": {
        "Sub-Script 1": {
            "Plot": "Ana finds Ben in the cellar. They wait for the morning.",
            "Involving Characters": ["Ana", "Ben"],
            "Timeline": "night",
            "Reason for Division": "one place, one night",
            "Scene Annotation": {
                "Internal Chain-of-Thought": {"Scene Boundaries": "one room"},
                "Scene": {
                    "Scene 1": {
                        **SCENE,
                        "Shot Annotation": {
                            "Internal Chain-of-Thought": {"Key Shots": "the lamp"},
                            "Shot": {"Shot 1": SHOT, "Shot 2": {**SHOT, "Subtitles": {}}},
                        },
                    }
                },
            },
        }
    },
}


def test_a_step_3_file_is_read_and_written_the_same() -> None:
    plan = read_movie_plan(STEP_3)
    shot = plan.sub_scripts[0].scenes[0].shots[0]
    assert shot.boxes["Ben"] == (0.6, 0.2, 0.9, 0.9) and shot.subtitles == (("Ana", "Who is there?"), ("Ben", "Only me."))
    assert shot.extra == {"Lens": "50 mm"} and plan.sub_scripts[0].scenes[0].thought == {"Key Shots": "the lamp"}
    assert write_step(plan, 3) == STEP_3
    assert json.loads(json.dumps(write_step(plan, 3))) == STEP_3


def test_each_step_holds_the_one_before() -> None:
    plan = read_movie_plan(STEP_3)
    one, two = write_step(plan, 1), write_step(plan, 2)
    assert "Scene Annotation" not in one["Sub-Script"]["Sub-Script 1"]
    assert two["Sub-Script"]["Sub-Script 1"]["Scene Annotation"]["Scene"]["Scene 1"] == SCENE
    assert read_movie_plan(one).sub_scripts[0].plot == plan.sub_scripts[0].plot
    assert (step_file(1), step_file(2)) == ("Step_1_script_results.json", "Step_2_scene_results.json")


def test_parts_come_in_the_order_of_their_numbers() -> None:
    many = {f"Sub-Script {n}": {"Plot": str(n)} for n in (10, 2, 1)}
    assert [one.plot for one in read_movie_plan({"Sub-Script": many}).sub_scripts] == ["1", "2", "10"]


@pytest.mark.parametrize(
    ("box", "read"),
    [([0.1, 0.1, 0.5, 0.9], True), ([0.5, 0.1, 0.1, 0.9], False), ([1, 2, 3], False), ("left", False), ([0, 0, 1.5, 1], False)],
)
def test_a_box_that_cannot_be_is_none(box: Any, read: bool) -> None:
    shot = {**SHOT, "Involving Characters": {"Ana": box}}
    data = {"Sub-Script": {"a": {"Scene Annotation": {"Scene": {"b": {"Shot Annotation": {"Shot": {"c": shot}}}}}}}}
    found = read_movie_plan(data).sub_scripts[0].scenes[0].shots[0].boxes["Ana"]
    assert (found is not None) is read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ({"Ana": "Yes."}, (("Ana", "Yes."),)),
        ([{"Ana": "Yes."}, {"Ben": "No."}, {"Ana": "So."}], (("Ana", "Yes."), ("Ben", "No."), ("Ana", "So."))),
        ("{Ana: Yes.}", (("Ana", "Yes."),)),
        (None, ()),
        ({"Ana": ["Yes.", "No."]}, (("Ana", "Yes."), ("Ana", "No."))),
    ],
)
def test_subtitles_in_every_form(written: Any, read: Any) -> None:
    data = {"Sub-Script": {"a": {"Scene Annotation": {"Scene": {"b": {"Shot Annotation": {"Shot": [{"Subtitles": written}]}}}}}}}
    assert read_movie_plan(data).sub_scripts[0].scenes[0].shots[0].subtitles == read


@pytest.mark.parametrize("data", [[], "x", {}, {"Sub-Script": []}, None])
def test_what_is_no_such_file_says_so(data: Any) -> None:
    with pytest.raises(SourceError, match="Step_1, Step_2 or Step_3"):
        read_movie_plan(data)


TEXT = st.text(min_size=1, max_size=12).map(str.strip).filter(bool)
BOX = st.one_of(st.none(), st.just((0.1, 0.2, 0.3, 0.4)))
SHOTS = st.builds(
    MovieShot,
    name=st.just(""),
    boxes=st.dictionaries(TEXT, BOX, min_size=1, max_size=2),
    plot=TEXT,
    subtitles=st.lists(st.tuples(TEXT, TEXT), max_size=3, unique_by=lambda one: one[0]).map(tuple),
)


@given(shots=st.lists(SHOTS, max_size=4), thought=st.dictionaries(TEXT, TEXT, max_size=2))
def test_any_plan_survives(shots: list[MovieShot], thought: dict[str, str]) -> None:
    numbered = tuple(replace(shot, name=f"Shot {at}") for at, shot in enumerate(shots, start=1))
    scene = MovieScene(name="Scene 1", shots=numbered, thought=thought)
    plan = MoviePlan(sub_scripts=(SubScript(name="Sub-Script 1", scenes=(scene,), thought=thought),))
    assert read_movie_plan(json.loads(json.dumps(write_step(plan, 3)))) == plan


def test_a_folder_of_characters_is_a_bank(tmp_path: Path) -> None:
    for name, files in {
        "Ron_Weasley": ["photo_10.png", "photo_2.png", "best.png", "audio.wav"],
        "Elsa": ["best.jpg", "Elsa.wav", "other.wav"],
        ".hidden": ["best.png"],
    }.items():
        (tmp_path / name).mkdir()
        for file in files:
            (tmp_path / name / file).write_bytes(b"x")
    (tmp_path / "Elsa" / "best.txt").write_text("tall, a blue dress")
    elsa, ron = read_bank_folder(tmp_path, ["RonWeasley"]).characters
    assert (ron.name, elsa.name) == ("RonWeasley", "Elsa") and elsa.appearance == "tall, a blue dress"
    assert [Path(one).name for one in ron.pictures] == ["best.png", "photo_2.png", "photo_10.png"]
    assert ron.voice and elsa.voice and elsa.voice.sample.endswith("Elsa.wav")
    with pytest.raises(SourceError, match="holds no character"):
        read_bank_folder(tmp_path / "Elsa")
    with pytest.raises(SourceError, match="is no folder"):
        read_bank_folder(tmp_path / "nowhere")


def test_a_bank_adds_to_a_synopsis_and_replaces_nothing() -> None:
    own = Synopsis(story="…", bank=Bank(characters=(Character(name="Elsa", appearance="in white", appearance_from="source"),)))
    told = with_bank(own, Bank(characters=(Character(name="ELSA", appearance="in blue", pictures=("a.png",)),)))
    (elsa,) = told.bank.characters
    assert (elsa.name, elsa.appearance, elsa.pictures) == ("Elsa", "in white", ("a.png",))
