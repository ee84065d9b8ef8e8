"""The bracket script as others write it: what is in it is read, and what is not understood is kept."""

from __future__ import annotations

import pytest

from storyreel.film import CameraMove, Script, ShotSize
from storyreel.formats import parse_bracket, read_script, write_bracket
from storyreel.formats.bracket_form import kind_of

README_FORM = """\
【Character Description】
Anna: A tall woman in a red coat.
Ben: A boy of nine, blue cap.

【Scene Description】
A station at dawn.

【Character Positions】
1. Anna stands on the left, Ben on the right
2. Both move to the center
3. Anna sits on bench, Ben stands nearby

【Dialogue】
1. Anna: "Is this our train?" (smiling and looking around)
2. Ben: "It is late." (worried expression)
3. Anna: "Sit down, then." (sitting down, eager to rest)
"""

RELEASED_FORM = """\
Here is the script:

【DIALOGUE】:

1. [0s-4s] (Camera Movement: Steadicam Walk+Shot Type: Long Shot, Medium Shot)
Plot: A quiet street at dusk, shot at f/2.8. Kenji Mori walks past Room 12. He waits
3.5 seconds, school bag over one shoulder.

2. [4s-8.5s] (Camera Movement: Rack Focus+Shot Type: Long Shot, Wobbly Shot)
Plot: Kenji and Yuki pass. Kenji blurts out, confused: "Oh, is it you?" At the same time, Yuki speaks in disbelief: "Kenji?"
A sign reads "OPEN".

3. [8.5s-12s] (Camera Movement: Push-in Shot+Shot Type: Close-up Shot)
Plot: "At last," says Yuki. She smiles.
Music: a slow piano

【CHARACTER PROFILES】：
Kenji Mori: Average height, grey uniform.
- Hair: black
Sato Yuki: Shorter, expressive eyes.

【SCENE DESCRIPTION】：
A quiet street in early evening.

【BLOCKING】：
1: Kenji walks alone toward the camera; Yuki approaches from the opposite direction.
2: They pass each other and turn around.
3: Kenji and Yuki stand a short distance apart, facing each other directly.
4: Nobody is here.

【Colour Notes】
Orange and blue.
"""


def test_the_readme_form() -> None:
    script = parse_bracket(README_FORM)
    assert [(one.name, one.appearance, one.appearance_from) for one in script.cast] == [
        ("Anna", "A tall woman in a red coat.", "source"),
        ("Ben", "A boy of nine, blue cap.", "source"),
    ]
    scene = script.scenes[0]
    assert (scene.description, scene.place, scene.time_of_day) == ("A station at dawn.", "A station at dawn", "dawn")
    assert [(line.id, line.speaker, line.text) for line in script.lines] == [
        ("L1", "Anna", "Is this our train?"),
        ("L2", "Ben", "It is late."),
        ("L3", "Anna", "Sit down, then."),
    ]
    assert [(shot.action, shot.emotion) for shot in script.shots] == [
        ("smiling and looking around", "smiling"),
        ("", "worried expression"),
        ("sitting down, eager to rest", "eager to rest"),
    ]
    placed = [[(one.character, one.position, one.posture) for one in shot.blocking] for shot in script.shots]
    assert placed == [
        [("Anna", "on the left", "standing"), ("Ben", "on the right", "standing")],
        [("Anna", "center", "walking"), ("Ben", "center", "walking")],
        [("Anna", "on bench", "sitting"), ("Ben", "nearby", "standing")],
    ]
    assert [shot.extra["blocking_text"] for shot in script.shots][1] == "Both move to the center"


def test_times_are_planned_where_none_are_written() -> None:
    script = parse_bracket(README_FORM)
    ends = [0, *(shot.end_ms for shot in script.shots)]
    assert [shot.start_ms for shot in script.shots] == ends[:-1]
    assert all(shot.start_ms < line.start_ms < line.end_ms < shot.end_ms for shot in script.shots for line in shot.lines)


def test_the_released_form() -> None:
    script = parse_bracket(RELEASED_FORM)
    assert [(shot.start_ms, shot.end_ms) for shot in script.shots] == [(0, 4000), (4000, 8500), (8500, 12000)]
    assert [shot.move.kind for shot in script.shots] == [CameraMove.STEADICAM, CameraMove.RACK_FOCUS, CameraMove.PUSH_IN]
    assert [shot.size for shot in script.shots] == [ShotSize.WIDE, ShotSize.WIDE, ShotSize.CLOSE_UP]
    assert script.shots[0].extra["more_sizes"] == ["Medium Shot"]
    assert script.shots[1].extra["unread"] == ["Shot Type: Wobbly Shot"]
    assert script.shots[2].extra["unread"] == ["Music: a slow piano"]
    assert [(line.speaker, line.text, line.parenthetical) for line in script.lines] == [
        ("Kenji Mori", "Oh, is it you?", "confused"),
        ("Sato Yuki", "Kenji?", "in disbelief"),
        ("Sato Yuki", "At last,", ""),
    ]
    assert "OPEN" in script.shots[1].plot
    assert script.shots[0].plot.count("\n") == 1
    assert script.cast[0].appearance == "Average height, grey uniform.\nHair: black"
    assert script.shots[2].subjects == ("Sato Yuki",)
    assert [one.facing for one in script.shots[2].blocking] == ["each other directly"] * 2
    assert script.extra == {
        "preamble": "Here is the script:",
        "sections": [{"heading": "Colour Notes", "text": "Orange and blue."}],
        "unread": ["BLOCKING 4: Nobody is here."],
    }


@pytest.mark.parametrize("text", [README_FORM, RELEASED_FORM])
def test_what_was_read_goes_out_readable_and_comes_back_equal(text: str) -> None:
    script = parse_bracket(text)
    written = write_bracket(script)
    assert parse_bracket(written) == script
    for shot in script.shots:
        # The source's own words for the positions stand in the text, not in JSON.
        assert f". {shot.extra['blocking_text']}\n" in written


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Character Description", "profiles"),
        ("CHARACTER DESCRIPTIONS", "profiles"),
        ("Character Profiles", "profiles"),
        ("Characters", "profiles"),
        ("Scene Description", "description"),
        ("Character Positions", "blocking"),
        ("Character Positions/Blocking", "blocking"),
        ("Character Positions / Blocking", "blocking"),
        ("Positions and Blocking", "blocking"),
        ("Blocking", "blocking"),
        ("Dialogue", "dialogue"),
        ("Dialogues", "dialogue"),
        ("人物站位", "blocking"),
        ("对白", "dialogue"),
        ("Scene 2: INT. HALL", "scene"),
        ("Music", ""),
    ],
)
def test_heading_aliases(heading: str, kind: str) -> None:
    assert kind_of(heading) == kind


@pytest.mark.parametrize("heads", ["【{}】", "【{}】:", "【 {} 】：", "[{}]", "[{}]:", "**【{}】**", "## [{}]"])
def test_full_width_and_ascii_headings(heads: str) -> None:
    text = RELEASED_FORM.replace("】:", "】").replace("】：", "】")
    for name in ("DIALOGUE", "CHARACTER PROFILES", "SCENE DESCRIPTION", "BLOCKING"):
        text = text.replace(f"【{name}】", heads.format(name))
    script = parse_bracket(text.replace("【Colour Notes】\nOrange and blue.\n", ""))
    assert len(script.shots) == 3
    assert len(script.cast) == 2
    assert all(shot.blocking for shot in script.shots)


@pytest.mark.parametrize(
    ("span", "start", "end"),
    [
        ("[0s-4s]", 0, 4000),
        ("[0seconds-4seconds]", 0, 4000),
        ("[1 second - 2.25 seconds]", 1000, 2250),
        ("[0.5s–4.125s]", 500, 4125),
        ("[00:01-00:04.5]", 1000, 4500),
        ("[1:02:03 to 1:02:04]", 3_723_000, 3_724_000),
        ("[0-4]", 0, 4000),
        ("[0 - 4s]:", 0, 4000),
        ("【0秒-4秒】", 0, 4000),
        ("(0s-4s)", 0, 4000),
        ("[0s ~ 4s]", 0, 4000),
    ],
)
def test_spans(span: str, start: int, end: int) -> None:
    shot = parse_bracket(f"【Dialogue】\n1. {span} (Camera Movement: Arc Shot)\nPlot: Rain.\n").shots[0]
    assert (shot.start_ms, shot.end_ms, shot.plot) == (start, end, "Rain.")


@pytest.mark.parametrize(
    "trap",
    [
        "f/2.8 glass",
        "Room 12. It was dark",
        "3.5 seconds pass",
        "2. Bob is late",
        "12. March",
        "1) one",
        "at 10. 2 of them",
        "4. f/4",
    ],
)
def test_digits_and_full_stops_split_nothing(trap: str) -> None:
    camera = "(Camera Movement: Pan)"
    text = f"【Dialogue】\n1. [0s-4s] {camera}\nPlot: Rain falls.\n{trap}\n\n2. [4s-8s] {camera}\nPlot: {trap}\n"
    script = parse_bracket(text)
    assert len(script.shots) == 2
    assert script.shots[0].plot.split("\n")[1] == trap
    assert script.shots[1].plot == trap


@pytest.mark.parametrize("number", ["{}.", "{}:", "{})", "{}、", "Shot {}:", "**{}.**"])
def test_ways_of_numbering(number: str) -> None:
    entries = "\n".join(f"{number.format(at)} [{at}s-{at + 1}s] (Camera Movement: Pan)\nPlot: p{at}" for at in (1, 2, 3))
    assert [shot.plot for shot in parse_bracket(f"【Dialogue】\n{entries}\n").shots] == ["p1", "p2", "p3"]


def test_camera_words() -> None:
    camera = "Camera Movement: Slow pan left, Swooping+Shot Type: Medium Two Shot, Low Angle, 85mm lens"
    text = f"【Dialogue】\n1. [0s-4s] ({camera})\nPlot: x\n"
    shot = parse_bracket(text).shots[0]
    assert (shot.move.kind, shot.move.direction, shot.move.speed) == ("pan", "left", "slow")
    assert (shot.size, shot.framing, shot.angle, shot.lens_mm) == ("medium", "two-shot", "low", 85)
    assert shot.extra["unread"] == ["Camera Movement: Swooping", "Shot Type: Medium Two Shot"]


def test_several_scenes_each_with_their_blocking() -> None:
    text = (
        "【Characters】\nAnna: tall\n\n【Scene 1: INT. HALL - NIGHT】\n"
        '【Dialogue】\n1. Anna: "One."\n【Blocking】\n1. Anna sits left\n'
        "\n【Scene 2】\nLocation: a garden\n"
        '【Dialogue】\n1. Anna: "Two."\n2. Anna: "Three."\n【Blocking】\n1. Anna stands right\n'
    )
    script = parse_bracket(text)
    assert [(scene.id, scene.place, scene.time_of_day, scene.interior) for scene in script.scenes] == [
        ("1", "HALL", "night", True),
        ("2", "a garden", "", None),
    ]
    assert [(shot.id, len(shot.blocking)) for shot in script.shots] == [("1.1", 1), ("2.1", 1), ("2.2", 0)]
    assert [line.id for line in script.lines] == ["L1", "L2", "L3"]


def test_quotes_in_plots_belong_to_who_speaks_them() -> None:
    cast = "【Characters】\nRosa Díaz: x\nTom: y\n\n"
    cases = {
        'Tom turns to Rosa and says: "Stay."': [("Tom", "Stay.")],
        'As Tom watches, Rosa whispers, "No."': [("Rosa Díaz", "No.")],
        '"Never," Tom replies. Rosa: "Ever?"': [("Tom", "Never,"), ("Rosa Díaz", "Ever?")],
        'Tom stares. He says quietly: "Well."': [("Tom", "Well.")],
        "Rosa 说：“你好。”": [("Rosa Díaz", "你好。")],
        'The sign reads "OPEN" over the so-called "bar".': [],
        'A voice shouts: "Who is there?"': [],
    }
    for plot, said in cases.items():
        script = parse_bracket(f"{cast}【Dialogue】\n1. [0s-4s] (Camera Movement: Pan)\nPlot: {plot}\n")
        assert [(line.speaker, line.text) for line in script.lines] == said, plot
        assert script.shots[0].plot == plot
    assert script.shots[0].extra["unread"] == ["spoken, by whom could not be told: Who is there?"]


def test_a_changed_blocking_is_written_instead_of_the_words_it_came_from() -> None:
    script = parse_bracket(README_FORM)
    shot = script.shots[0].changed(blocking=(script.shots[0].blocking[0].changed(position="by the door"),))
    changed = script.changed(scenes=(script.scenes[0].changed(shots=(shot, *script.shots[1:])),))
    written = write_bracket(changed)
    assert "1. Anna: by the door\n" in written
    assert parse_bracket(written) == changed


def test_a_person_may_edit_our_form_by_hand() -> None:
    script = parse_bracket(README_FORM)
    text = write_bracket(script).replace("Is this our train?", "Is that our train?").replace("red coat", "green coat")
    lines = text.split("\n")
    at = next(number for number, line in enumerate(lines) if "It is late." in line)
    edited: Script = read_script("\n".join([*lines[: at + 1], 'Anna: "Very late."', *lines[at + 1 :]]))
    assert [line.text for line in edited.lines] == ["Is that our train?", "It is late.", "Very late.", "Sit down, then."]
    assert [line.id for line in edited.lines] == ["L1", "L2", "L4", "L3"]
    assert edited.cast[0].appearance == "A tall woman in a green coat."
    assert [shot.uid for shot in edited.shots] == [shot.uid for shot in script.shots]


def test_a_shot_copied_by_hand_is_a_shot_of_its_own() -> None:
    text = write_bracket(parse_bracket(RELEASED_FORM))
    first = text[text.index("1. [0s-4s]") : text.index("2. [4s-8.5s]")]
    marked = first.rstrip() + '\nKenji: "Hm." [L9, 1s-2s]\nStoryreel: {"uid":"sh_mine"}\n\n'
    edited = parse_bracket(text.replace(first, marked + marked.replace("1. [", "2. [")).replace("\n2. [4s", "\n3. [4s"))
    uids = [shot.uid for shot in edited.shots]
    assert uids[0] == "sh_mine"
    assert len(set(uids)) == 4
    assert len({line.id for line in edited.lines}) == len(edited.lines) == 5
