"""The Planner with a model: the story cut and never copied, thoughts passed on, boxes on the stage, quotations word for word."""

from __future__ import annotations

import asyncio
import json
import random
import re
from typing import Any

import pytest

from storyreel.agents.critic.script_verdict import script_verdict
from storyreel.agents.planner import HandbookPlanner, ModelPlanner, PlannedFilm, movie_plan_of, planner_choices, script_of_plan
from storyreel.agents.planner.model_quotes import Spoken, with_quotations
from storyreel.agents.planner.model_story import Story, cut_at
from storyreel.errors import AnswerRefused, BackendUnavailable, SourceError
from storyreel.film.bank import Bank, Character
from storyreel.film.dialogue import Dialogue, Heading, Line, Synopsis
from storyreel.film.documents import dump_document, load_document
from storyreel.film.plan import FilmSettings
from storyreel.film.script import Script
from storyreel.formats.movieagent import read_movie_plan, write_step
from storyreel.testing import ScriptedChat
from storyreel.tools.chat import Ask, ChatCan
from tests.agents.model_chats import block

STORY = (
    "Ana waits in the lighthouse through the night. Ben climbs the stairs with a lamp. "
    '"Who is there?" asks Ana. "Only me," says Ben. They look at the sea together.\n\n'
    "The next morning the boat is gone. Ana searches the beach. Ben finds an oar in the sand."
)
BANK = Bank(characters=(Character(name="Ana", appearance="forty, grey coat"), Character(name="Ben", pictures=("Ben/best.png",))))
SYNOPSIS = Synopsis(title="The light", story=STORY, bank=BANK)
SETTINGS = FilmSettings()


def director(ask: Ask) -> dict[str, Any]:
    ids = re.findall(r"^(S\d+) ", block(ask, "story"), re.MULTILINE)
    return {
        "thought": {"narrative": "a night and a morning", "division": "by time"},
        "relationships": [{"between": ["Ana", "Ben"], "what": "sister and brother"}],
        "sub_scripts": [
            {
                "first": ids[0],
                "title": "Night",
                "characters": ["Ana", "ben"],
                "timeline": "night",
                "tone": "uneasy",
                "reason": "dark",
            },
            {"first": ids[-3], "title": "Morning", "characters": ["Ana"], "timeline": "morning", "reason": "time jumps"},
        ],
    }


def scenes(ask: Ask) -> dict[str, Any]:
    ids = re.findall(r"^(S\d+) ", block(ask, "sub-script"), re.MULTILINE)
    one = {"place": "lighthouse", "inside": True, "time_of_day": "night", "characters": ["Ana", "Ben"], "plot": "They wait."}
    one |= {
        "tone": "tense",
        "visual_style": "low key",
        "props": ["Lamp"],
        "music": "a cello",
        "sound": "surf",
        "reason": "one room",
    }
    one |= {"description": "A round room of stone.", "camera_notes": "stay low"}
    return {"thought": {"structure": "meeting"}, "scenes": [{"first": ids[0], **one}]}


def shots(ask: Ask) -> dict[str, Any]:
    boxes = [{"name": "Ana", "box": [0.1, 0.2, 0.4, 0.95]}, {"name": "Ben", "box": [0.6, 0.3, 0.9, 0.95]}]
    wide = {
        "characters": boxes,
        "plot": "Ana and Ben stand in the round room by the lamp.",
        "coarse_plot": "Two people by a lamp.",
    }
    near = {"characters": [{"name": "Ana", "box": [0.3, 0.1, 0.7, 0.9]}], "plot": "Ana lifts her head.", "size": "close-up"}
    said = [{"speaker": "Ana", "text": "Who's there?", "how": "softly"}, {"speaker": "Ben", "text": "Only me."}]
    return {
        "thought": {"key_shots": "the lamp"},
        "shots": [
            {**wide, "size": "wide", "camera": "slow push-in", "subtitles": said, "emotion": "wary", "reason": "who is here"},
            {**near, "subtitles": [{"speaker": "Ana", "text": "Then stay."}], "lighting": "lamp from below"},
        ],
    }


def honest(ask: Ask, form: Any) -> Any:
    return {"planner/director": director, "planner/scenes": scenes, "planner/shots": shots}[ask.task](ask)


def filmed(answers: Any = honest, synopsis: Synopsis = SYNOPSIS) -> tuple[PlannedFilm, ScriptedChat]:
    model = ScriptedChat(answers)
    return asyncio.run(ModelPlanner(model).plan_film(synopsis, settings=SETTINGS)), model


def told(dialogue: Dialogue) -> dict[str, Any]:
    account = dialogue.extra["planner"]
    assert isinstance(account, dict)
    return account


def test_one_request_for_the_story_each_sub_script_and_each_scene() -> None:
    _, model = filmed()
    assert [ask.task for ask in model.asked] == [
        "planner/director",
        "planner/scenes",
        "planner/shots",
        "planner/scenes",
        "planner/shots",
    ]


def test_reasons_and_what_came_before_are_passed_on() -> None:
    _, model = filmed()
    assert "Reason: dark" in block(model.asked[1], "reasoning") and not block(model.asked[1], "sub-script before")
    assert "Reason: dark" in block(model.asked[3], "sub-script before") and "Title: Morning" in block(model.asked[3], "reasoning")
    assert "Scene: one room" in block(model.asked[2], "reasoning")
    assert all(STORY[:20] not in ask.instructions for ask in model.asked)


def test_all_of_the_story_is_in_the_sub_scripts_word_for_word() -> None:
    film, _ = filmed()
    assert film.plan is not None
    assert " ".join(" ".join(sub.plot for sub in film.plan.sub_scripts).split()) == " ".join(STORY.split())
    assert film.script.acts[0].plot.startswith("Ana waits") and film.script.acts[1].title == "Morning"
    assert [act.scenes for act in film.script.acts] == [("1",), ("2",)]


def test_every_level_is_kept_on_the_script() -> None:
    script = filmed()[0].script
    scene, shot = script.scenes[0], script.scenes[0].shots[0]
    assert (scene.tone, scene.visual_style, scene.music, scene.sound) == ("tense", "low key", "a cello", "surf")
    assert scene.camera_notes == "stay low" and scene.reason.startswith("one room") and "lamp" in {p.name for p in script.props}
    assert scene.extra["thought"] == {"key_shots": "the lamp"} and script.acts[0].extra["thought"] == {"structure": "meeting"}
    assert script.extra["plan"] == {
        "relationships": {"Ana - Ben": "sister and brother"},
        "thought": {"narrative": "a night and a morning", "division": "by time"},
    }
    assert (str(shot.size), str(shot.move.kind), shot.emotion, shot.reason) == ("wide", "push in", "wary", "who is here")
    assert shot.extra["coarse_plot"] == "Two people by a lamp."
    assert Script.model_validate(script.to_json()) == script


def test_boxes_are_kept_and_honoured_on_the_stage() -> None:
    script = filmed()[0].script
    shot = script.scenes[0].shots[0]
    assert shot.boxes == {"Ana": (0.1, 0.2, 0.4, 0.95), "Ben": (0.6, 0.3, 0.9, 0.95)}
    ana, ben = (next(one for one in shot.blocking if one.character == name) for name in ("Ana", "Ben"))
    assert ana.x_cm == -85 and ben.x_cm == 85 and ana.z_cm is not None and ben.z_cm is not None and ana.z_cm < ben.z_cm
    assert not [one for one in script_verdict(script).findings if one.kind in ("teleport", "same-spot", "unreachable-move")]


def test_quotations_stand_word_for_word_and_new_speech_beside_them() -> None:
    film, _ = filmed()
    lines = [(line.speaker, line.text, line.parenthetical) for line in film.dialogue.lines]
    assert lines[:3] == [("Ana", "Who is there?", "softly"), ("Ben", "Only me.", ""), ("Ana", "Then stay.", "")]
    assert any("Who's there?" in one["what"] for one in told(film.dialogue)["repairs"])
    assert [line.text for line in film.script.lines] == [line.text for line in film.dialogue.lines]


def test_the_script_can_be_made_again_from_the_dialogue_alone() -> None:
    film, _ = filmed()
    stored = load_document(json.loads(json.dumps(dump_document(film.dialogue))), Dialogue)
    assert asyncio.run(script_of_plan(stored, settings=SETTINGS)) == film.script
    changed = stored.changed(items=stored.items[:-1])
    assert asyncio.run(script_of_plan(changed, settings=SETTINGS)) is None
    assert asyncio.run(script_of_plan(Dialogue(), settings=SETTINGS)) is None


def test_the_plan_is_movieagents_own_json() -> None:
    film, _ = filmed()
    plan = movie_plan_of(film.dialogue)
    assert plan == film.plan and plan is not None and read_movie_plan(write_step(plan, 3)) == plan
    third = write_step(plan, 3)["Sub-Script"]["Sub-Script 1"]["Scene Annotation"]["Scene"]["Scene 1"]["Shot Annotation"]["Shot"]
    assert third["Shot 1"]["Involving Characters"] == {"Ana": [0.1, 0.2, 0.4, 0.95], "Ben": [0.6, 0.3, 0.9, 0.95]}
    assert third["Shot 1"]["Subtitles"] == {"Ana": "Who's there?", "Ben": "Only me."}


@pytest.mark.parametrize("task", ["planner/director", "planner/scenes", "planner/shots"])
def test_a_step_that_fails_leaves_its_piece_whole_and_says_so(task: str) -> None:
    def failing(ask: Ask, form: Any) -> Any:
        return AnswerRefused("no", backend="m") if ask.task == task else honest(ask, form)

    film, _ = filmed(failing)
    assert f"{task} had no answer: m: no" in str(told(film.dialogue)["repairs"])
    assert any(choice.reason == f"{task} had no answer: m: no" for choice in planner_choices(film.dialogue))
    texts = [line.text for line in film.dialogue.lines]
    assert "Who is there?" in texts and film.script.shots
    assert [line.text for line in film.script.lines] == texts
    if task == "planner/director":
        assert len(film.script.acts) == 1 and film.script.acts[0].plot == STORY


def test_without_any_answer_the_handbook_plans_and_says_so() -> None:
    film, model = filmed([BackendUnavailable("down", backend="m")] * 9)
    assert len(model.asked) == 2 and film.plan is None
    assert film.dialogue.items == asyncio.run(HandbookPlanner().plan(SYNOPSIS)).items
    assert [choice.choice for choice in planner_choices(film.dialogue)] == ["the handbook"]
    assert told(film.dialogue)["why"] == "the model gave no answer: m: down" and told(film.dialogue)["name"] == "handbook"
    assert film.script.shots


def test_plan_gives_the_dialogue_that_the_graph_needs() -> None:
    dialogue = asyncio.run(ModelPlanner(ScriptedChat(honest)).plan(SYNOPSIS))
    assert dialogue == filmed()[0].dialogue and isinstance(dialogue.items[0], Heading)
    assert dialogue.bank.characters[:2] == BANK.characters


def test_a_story_without_a_word_is_an_error() -> None:
    with pytest.raises(SourceError, match="no story to plan"):
        filmed(synopsis=Synopsis(story=" … "))


def test_strangers_odd_boxes_and_odd_sentences_are_told() -> None:
    def odd(ask: Ask, form: Any) -> Any:
        said = honest(ask, form)
        if ask.task == "planner/director":
            said["sub_scripts"].insert(1, {"first": "S99"})
        if ask.task == "planner/shots":
            said["shots"][0]["characters"] = [{"name": "Ana", "box": [10, 20, 40, 90]}, {"name": "Zorro", "box": [1, 2]}]
            said["shots"][1]["subtitles"] = [{"speaker": "A sailor", "text": "Land!"}]
        return said

    film, _ = filmed(odd)
    said = str(told(film.dialogue)["repairs"])
    for words in ("'S99'", "is read as 0.1, 0.2, 0.4, 0.9", "'Zorro' is nobody", "'A sailor' speaks and is not in the cast"):
        assert words in said
    assert any(one.name == "A sailor" for one in film.script.cast)


@pytest.mark.parametrize("seed", range(40))
def test_any_answer_gives_a_dialogue_and_a_script(seed: int) -> None:
    draw = random.Random(seed)

    def muddled(ask: Ask, form: Any) -> Any:
        if draw.random() < 0.15:
            return draw.choice([AnswerRefused("no", backend="m"), "{}"])
        said = honest(ask, form)
        for name in ("sub_scripts", "scenes"):
            for one in said.get(name, []):
                one["first"] = draw.choice([one["first"], "", "S1", "S0", "S5", "the third", "S999999999999"])
        for one in said.get("shots", []):
            one["size"] = draw.choice(["", "wide", "enormous", "insert", "close-up"])
            one["characters"] = [
                {
                    "name": draw.choice(["Ana", "Ben", "Zorro", ""]),
                    "box": [draw.uniform(-1, 2) for _ in range(draw.choice([0, 3, 4]))],
                }
                for _ in range(draw.randint(0, 4))
            ]
            one["plot"] = draw.choice(["", one["plot"], 'Ben says: "I never wrote this line."', "Meanwhile, later. " * 30])
            one["seconds"] = draw.choice([-1, 0, 1e12])
        draw.shuffle(said.get("shots", []))
        return said

    film, _ = filmed(muddled)
    texts = [line.text for line in film.dialogue.lines]
    said = [text.rstrip(",.") for text in texts]
    assert "Only me" in said[said.index("Who is there?") :]
    assert [line.text for line in film.script.lines] == texts
    assert "never wrote this" not in " ".join(shot.action + shot.plot for shot in film.script.shots)


def test_a_long_story_is_directed_in_pieces_and_none_of_it_is_lost() -> None:
    story = "\n\n".join(f"On day {day} Ana walks to harbour number {day} and looks for the boat. Ben waits." for day in range(90))

    def without_shots(ask: Ask, form: Any) -> Any:
        return {} if ask.task == "planner/shots" else honest(ask, form)

    model = ScriptedChat(without_shots, can=ChatCan(context_tokens=3000))
    film = asyncio.run(ModelPlanner(model).plan_film(Synopsis(story=story, bank=BANK), settings=SETTINGS))
    assert film.plan is not None
    assert "".join("".join(sub.plot for sub in film.plan.sub_scripts).split()) == "".join(story.split())
    tasks = [ask.task for ask in model.asked]
    assert tasks.count("planner/director") >= 2
    assert tasks.count("planner/scenes") == len(film.plan.sub_scripts) == tasks.count("planner/shots")


def test_sentences_keep_quotations_whole() -> None:
    story = Story.of('He says: "Wait. Not now." Then he goes… 他说：“走吧。你先走。”然后走了。')
    assert "".join(story.shown(story.all).split()).count("S") >= 2
    assert story.text(story.all) == story.whole
    assert cut_at([], story.all).pieces == ()


def test_a_quotation_said_too_early_is_put_in_order() -> None:
    quoted = [
        Line(id="L1", speaker="A", text="The first thing to say."),
        Line(id="L2", speaker="B", text="And then another one."),
    ]
    spoken = [Spoken(0, "B", "And then another one."), Spoken(1, "A", "The first thing to say.")]
    mended = with_quotations(spoken, quoted)
    assert [one.text for one in mended.spoken] == ["The first thing to say.", "And then another one."]
    assert "put in order" in mended.repairs[0]
