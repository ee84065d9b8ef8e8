"""Odd input: nothing raises, the heads that a size promises are in the picture, and what was chosen is said."""

from __future__ import annotations

from math import hypot
from typing import Any

import pytest

from storyreel.film.take import RenderSpec
from storyreel.tools.generators.previz.camera import View
from storyreel.tools.generators.previz.framing import head_box
from storyreel.tools.generators.previz.picture import Picture
from storyreel.tools.generators.previz.stage import StageShot, stage_shot
from storyreel.tools.generators.previz.talk import Talk
from tests.tools.previz_specs import a_spec

SIZES = ["extreme wide", "wide", "full", "medium", "close-up", "extreme close-up"]


def boxes(stage: StageShot, part: float = 0.0) -> dict[str, tuple[float, float, float, float]]:
    view = View(stage.rig.at(part, part * stage.seconds), stage.width, stage.height)
    return {p.name: head_box(p, view, part) for p in stage.people if p.drawn}


def assert_inside(box: tuple[float, float, float, float], size: str = "") -> None:
    left, top, right, bottom = box
    crop = 0.22 if size == "extreme close-up" else 0.011
    assert left > -0.011 and right < 1.011 and top > -crop and bottom < 1.011, box


def drawn(spec: RenderSpec, frame: int = 0) -> StageShot:
    stage = stage_shot(spec)
    assert Picture(stage, Talk(())).frame(frame)[0].std() > 3
    return stage


@pytest.mark.parametrize("tall", ["0.5 m tall", "4 metres tall", "50 cm tall", "a giant", "a baby", "a dwarf"])
@pytest.mark.parametrize("size", SIZES)
def test_tiny_and_huge_people_are_framed_alone_and_with_another(tall: str, size: str) -> None:
    for framing, subjects in (("single", ["ODD"]), ("two-shot", ["ODD", "ANNA"]), ("over the shoulder", ["ODD"])):
        cast = {"ODD": f"a person, {tall}", "ANNA": "a woman"}
        stage = drawn(a_spec(cast=cast, size=size, framing=framing, subjects=subjects, in_frame=list(cast)))
        for name in subjects:
            assert_inside(boxes(stage)[name], size)


def test_height_in_words_is_the_height() -> None:
    stage = stage_shot(a_spec(cast={"TINY": "0.5 m tall", "TALL": "a man 4 m tall"}))
    assert [round(p.look.height_m, 1) for p in stage.people] == [0.5, 4.0]


@pytest.mark.parametrize("size", ["extreme wide", "wide", "full", "medium", "close-up"])
@pytest.mark.parametrize("picture", [(160, 96), (96, 160), (128, 128), (240, 100)])
def test_thirty_people_are_all_in_one_picture(size: str, picture: tuple[int, int]) -> None:
    cast = {f"P{i}": "" for i in range(30)}
    spec = a_spec(
        cast=cast, blocking=[{"character": n} for n in cast], size=size, framing="group", width=picture[0], height=picture[1],
        in_frame=list(cast), subjects=list(cast),
    )  # fmt: skip
    stage = drawn(spec)
    seen = boxes(stage)
    assert len(seen) == 30
    for box in seen.values():
        assert_inside(box)


@pytest.mark.parametrize("count", [2, 3, 5])
def test_people_on_one_spot_are_spread_and_it_is_said(count: int) -> None:
    cast = {f"P{i}": "" for i in range(count)}
    stage = drawn(
        a_spec(cast=cast, blocking=[{"character": n, "x_cm": 40, "z_cm": -20} for n in cast], size="wide", framing="group")
    )
    at = [(p.mark.x, p.mark.z) for p in stage.people]
    assert min(hypot(a[0] - b[0], a[1] - b[1]) for i, a in enumerate(at) for b in at[i + 1 :]) > 0.3
    assert at[0] == (0.4, -0.2)
    assert [n.why for n in stage.notices if "mark" in n.choice] == ["somebody else stands on that spot"] * (count - 1)


def test_who_walks_to_where_somebody_stands_stops_beside_them() -> None:
    blocking = [{"character": "ANNA", "x_cm": 0, "z_cm": 0},
                {"character": "BEN", "x_cm": 200, "z_cm": 0, "to_x_cm": 0, "to_z_cm": 0, "posture": "walking"}]  # fmt: skip
    stage = drawn(a_spec(blocking=blocking, size="wide", framing="group", frames=48), 47)
    a, b = (p.place(1.0) for p in stage.people)
    assert hypot(a[0] - b[0], a[1] - b[1]) > 0.35
    assert any("spot" in n.why for n in stage.notices)


@pytest.mark.parametrize("frames", [1, 5, 240])
@pytest.mark.parametrize("move", ["static", "push in", "arc", "crane", "pan", "handheld", "rack focus"])
def test_short_and_long_shots_keep_the_head(frames: int, move: str) -> None:
    stage = drawn(a_spec(frames=frames, move=move, size="medium"), frames - 1)
    for part in (0.0, 0.3, 1.0):
        assert_inside(boxes(stage, part)["ANNA"])


def test_a_camera_that_goes_through_a_wall_shows_the_room_and_says_so() -> None:
    for move in ("pull out", "push in", "track"):
        for wide in ("wide", "extreme wide"):
            spec = a_spec(place="Bathroom", interior=True, size=wide, framing="group", move=move, frames=96)
            stage = drawn(spec, 95)
            layout = stage.layout
            spots = [stage.rig.at(k / 4, 0.0).position for k in range(5)]
            inside = {abs(x) <= layout.half and layout.front <= z <= layout.back and y <= layout.height for x, y, z in spots}
            assert any("wall" in n.choice for n in stage.notices) == (len(inside) == 2)
            for name in ("ANNA", "BEN"):
                assert_inside(boxes(stage, 1.0)[name])


def test_a_camera_behind_a_wall_is_said_once() -> None:
    blocking = [{"character": "ANNA", "x_cm": 0, "z_cm": 0, "facing": "camera"}]
    staged = [
        stage_shot(a_spec(people=1, blocking=blocking, place="Bathroom", interior=True, size=size, move="pull out", frames=240))
        for size in ("medium wide", "full", "wide")
    ]
    assert any("its path goes through a wall of the set" in n.why for stage in staged for n in stage.notices)


@pytest.mark.parametrize("fields", [
    {"place": "", "interior": None}, {"place": "Ünder-𝕳𝖊𝖑𝖑 ☠", "style": "flurble", "time": "half past never"},
    {"place": "فضاء", "interior": False}, {"lighting": "glorp", "emotion": "snerk"},
    {"angle": "overhead", "place": "Outer space", "interior": False}, {"angle": "low", "place": "Under water", "interior": False},
])  # fmt: skip
def test_unknown_words_make_a_picture(fields: dict[str, Any]) -> None:
    stage = drawn(a_spec(**fields))
    assert_inside(boxes(stage)["ANNA"])


@pytest.mark.parametrize("name", ["عائشة", "שרה לוי", "王老師", "\u202eevil"])
@pytest.mark.parametrize("framing", ["single", "two-shot", "over the shoulder", "point of view"])
def test_names_in_any_script_are_framed(name: str, framing: str) -> None:
    stage = drawn(a_spec(cast={name: "", "BEN": ""}, framing=framing, subjects=[name], in_frame=[name]))
    assert_inside(boxes(stage)[name])


@pytest.mark.parametrize("rate", [(24000, 1001), (24, 1), (25, 1), (30, 1)])
def test_every_rate_is_staged_in_seconds(rate: tuple[int, int]) -> None:
    stage = drawn(a_spec(rate=rate, frames=round(2 * rate[0] / rate[1])))
    assert stage.seconds == pytest.approx(2.0, abs=0.05)
