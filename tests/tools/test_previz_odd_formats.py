"""The example scenes in every format: faces whole, headroom sane, feet where a full shot has them; painted sets stay still."""

from __future__ import annotations

import asyncio
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from storyreel.agents.director import Director, PlanRequest
from storyreel.agents.scripter import HandbookScripter
from storyreel.film.plan import FilmSettings
from storyreel.film.take import RenderSpec
from storyreel.formats import read_source
from storyreel.tools.executor import LocalExecutor
from storyreel.tools.generators.previz import Previz
from storyreel.tools.generators.previz.camera import View
from storyreel.tools.generators.previz.framing import head_box
from storyreel.tools.generators.previz.picture import Picture
from storyreel.tools.generators.previz.stage import StageShot, stage_shot
from storyreel.tools.generators.previz.talk import Talk
from tests.tools.previz_specs import a_spec

EXAMPLES = ("ibsen_dolls_house.txt", "shakespeare_macbeth.txt", "wilde_earnest.txt", "last_ferry.fountain")
FORMATS = {"832x480": (832, 480), "1280x720": (1280, 720), "1920x1080": (1920, 1080), "9:16": (480, 854), "1:1": (640, 640),
           "2.39:1": (1148, 480)}  # fmt: skip
PARTS = (0.0, 0.25, 0.5, 0.75, 1.0)


@lru_cache(maxsize=8)
def specs_of(example: str) -> tuple[RenderSpec, ...]:
    dialogue = read_source(Path(__file__).parents[2] / "examples" / example)
    settings = FilmSettings()

    async def planned() -> tuple[RenderSpec, ...]:
        script = await HandbookScripter().write(dialogue, settings=settings)  # pyright: ignore[reportArgumentType]
        stage = Previz(LocalExecutor(1))
        request = PlanRequest(
            script=script, settings=settings, generator_name="previz", generator_revision="1", capabilities=stage.capabilities,
            estimate=stage.estimate,
        )  # fmt: skip
        return tuple(shot.spec for shot in (await Director().plan(request)).shots)

    return asyncio.run(planned())


def staged(example: str, size: tuple[int, int]) -> list[StageShot]:
    again = {"width_px": size[0], "height_px": size[1]}
    return [stage_shot(spec.model_copy(update=again)) for spec in specs_of(example)]


def heads(stage: StageShot) -> list[tuple[float, float, float, float]]:
    """Boxes of the heads that the shot is about, all through it."""
    found: list[tuple[float, float, float, float]] = []
    for part in PARTS:
        view = View(stage.rig.at(part, part * stage.seconds), stage.width, stage.height)
        people = [p for name in stage.made.subjects if (p := stage.person(name)) is not None and p.drawn]
        found += [head_box(p, view, part) for p in people if stage.shot.size != "insert"]
    return found


@pytest.mark.parametrize("example", EXAMPLES)
@pytest.mark.parametrize("name", FORMATS)
def test_faces_stay_whole_in_every_format(example: str, name: str) -> None:
    for stage in staged(example, FORMATS[name]):
        for left, top, right, bottom in heads(stage):
            crop = 0.22 if stage.shot.size == "extreme close-up" else 0.0
            assert left >= 0 and right <= 1 and top >= -crop and bottom <= 1, (stage.shot.uid, stage.made.reason)


@pytest.mark.parametrize("example", EXAMPLES)
@pytest.mark.parametrize("name", FORMATS)
def test_headroom_is_neither_none_nor_half_the_picture(example: str, name: str) -> None:
    for stage in staged(example, FORMATS[name]):
        tops = [box[1] for box in heads(stage)]
        if not tops or stage.shot.size == "extreme wide":
            continue
        close = stage.shot.size in ("medium", "medium close-up", "close-up") and len(stage.made.subjects) == 1
        assert (0.02 if close else 0.04) <= min(tops) <= (0.2 if close else 0.46), (stage.shot.uid, stage.shot.size)


@pytest.mark.parametrize("picture", [(480, 854), (640, 640), (832, 480)])
def test_a_full_shot_of_two_is_not_mostly_floor(picture: tuple[int, int]) -> None:
    stage = stage_shot(a_spec(size="full", framing="two-shot", width=picture[0], height=picture[1], subjects=["ANNA", "BEN"]))
    view = View(stage.rig.start, stage.width, stage.height)
    feet = [view.project((p.mark.x, 0.0, p.mark.z)).y / stage.height for p in stage.people]
    top = min(head_box(p, view)[1] for p in stage.people)
    assert max(feet) > 0.72 and 0.05 < top < 0.36


def test_two_in_an_upright_picture_stand_one_behind_the_other() -> None:
    stage = stage_shot(a_spec(size="medium", framing="two-shot", width=480, height=854, subjects=["ANNA", "BEN"]))
    a, b = (View(stage.rig.start, 480, 854).depth(p.head()) for p in stage.people)
    assert abs(a - b) > 0.5


def test_nobody_is_cut_by_the_edge_of_a_single_who_is_not_to_be_seen() -> None:
    for size in ("full", "medium wide"):
        for width in (832, 1148):
            stage = stage_shot(a_spec(size=size, framing="single", width=width, height=480))
            ben = stage.person("BEN")
            assert ben is not None
            left, top, right, bottom = head_box(ben, View(stage.rig.start, width, 480))
            assert not ben.drawn or right < 0 or left > 1 or (left > 0 and right < 1 and top > 0 and bottom < 1)


@pytest.mark.parametrize("move", ["static", "push in"])
def test_brush_strokes_lie_still_from_frame_to_frame(move: str) -> None:
    spec = a_spec(
        style="painterly", move=move, cast={}, blocking=[], subjects=[], in_frame=[], size="wide", width=208, height=120,
        frames=48, place="Office", interior=True,
    )  # fmt: skip
    picture = Picture(stage_shot(spec), Talk(()))
    frames = [picture.frame(i)[0].astype(int).copy() for i in (0, 1, 2, 3, 4)]
    steps = [np.abs(b - a).max(axis=2) for a, b in pairwise(frames)]
    assert max(float((step > 24).mean()) for step in steps) < 0.02


def test_the_painted_set_of_a_still_camera_is_the_same_in_every_frame() -> None:
    spec = a_spec(style="painterly", size="medium", width=208, height=120, frames=48, place="Office", interior=True)
    stage = stage_shot(spec)
    assert stage.rig.still
    picture = Picture(stage, Talk(()))
    frames = [picture.frame(i)[0].astype(int).copy() for i in (0, 20, 47)]
    left, _, right, _ = (round(208 * share) for share in head_box(stage.people[0], View(stage.rig.start, 208, 120)))
    beside = np.ones(208, bool)
    beside[max(0, left - 45) : right + 45] = False
    for frame in frames[1:]:
        assert np.abs(frame - frames[0])[:60, beside].max(axis=2).mean() < 1.0
