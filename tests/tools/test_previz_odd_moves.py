"""Camera moves by geometry: what goes, turns, zooms or pulls focus does just that; parallax shows where the camera travels."""

from __future__ import annotations

from itertools import pairwise
from math import hypot

import numpy as np
import pytest

from storyreel.film.vocabulary import CameraMove, ShotSize
from storyreel.tools.generators.previz.camera import Camera, Vec, View, add, scaled, sub
from storyreel.tools.generators.previz.framing import head_box
from storyreel.tools.generators.previz.picture import Picture
from storyreel.tools.generators.previz.stage import StageShot, stage_shot
from storyreel.tools.generators.previz.talk import Talk
from tests.tools.previz_specs import a_spec

SIZES = [s.value for s in ShotSize if s is not ShotSize.INSERT]
TRAVELS = ["push in", "pull out", "track", "arc", "crane"]


def staged(move: str, size: str = "medium", **fields: object) -> StageShot:
    return stage_shot(a_spec(size=size, move=move, frames=96, **fields))  # pyright: ignore[reportArgumentType]


def ends(stage: StageShot) -> tuple[Camera, Camera]:
    return stage.rig.at(0.0, 0.0), stage.rig.at(1.0, stage.seconds)


def parallax(stage: StageShot) -> float:
    """Pixels of a picture 1000 high between two points, at the subject and 4 m behind, that begin on one spot of the picture."""
    first, last = (View(c, 1600, 1000) for c in ends(stage))
    lens, lead = stage.rig.at(0.0, 0.0).position, stage.people[0].head()
    aside = add(lead, scaled(first.right, 0.3))
    ray = sub(aside, lens)
    far: Vec = add(aside, scaled(ray, 4.0 / hypot(*ray)))
    a, b = last.project(aside), last.project(far)
    return hypot(a.x - b.x, a.y - b.y)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("move", [m.value for m in CameraMove])
def test_parallax_shows_where_the_camera_travels_and_nowhere_else(size: str, move: str) -> None:
    shift = parallax(staged(move, size))
    if move in TRAVELS:
        assert shift > 4
    elif move in ("static", "pan", "tilt", "zoom", "rack focus"):
        assert shift < 0.01


@pytest.mark.parametrize("size", SIZES)
def test_push_in_and_pull_out_go_to_and_from_the_subject_with_one_lens(size: str) -> None:
    for move, nearer in (("push in", True), ("pull out", False)):
        stage = staged(move, size)
        first, last = ends(stage)
        gaps = [hypot(*sub(stage.people[0].head(), c.position)) for c in (first, last)]
        assert (gaps[1] < 0.97 * gaps[0]) == nearer and first.focal == last.focal


@pytest.mark.parametrize("size", SIZES)
def test_zoom_changes_the_lens_alone(size: str) -> None:
    first, last = ends(staged("zoom", size))
    assert first.position == last.position and last.focal > 1.05 * first.focal


def test_pan_turns_sideways_and_tilt_up_and_down_on_the_spot() -> None:
    for move, axis in (("pan", "x"), ("tilt", "y")):
        stage = staged(move)
        first, last = ends(stage)
        assert first.position == last.position
        seen = View(first, 1600, 1000).project(last.target)
        across, up = abs(seen.x - 800), abs(seen.y - 500)
        assert (across > 4 * up) if axis == "x" else (up > 4 * across)


@pytest.mark.parametrize(("direction", "sign"), [("left", -1), ("right", 1)])
def test_track_goes_to_the_side_that_is_asked_for(direction: str, sign: int) -> None:
    stage = staged("track", "wide") if not direction else stage_shot(
        a_spec(size="wide", frames=96, move="track").model_copy(
            update={"shot": {**a_spec(size="wide").shot, "move": {"kind": "track", "direction": direction}}}
        )
    )  # fmt: skip
    first, last = ends(stage)
    right = View(first, 1600, 1000).right
    way = sub(last.position, first.position)
    assert sign * sum(a * b for a, b in zip(way, right, strict=True)) > 0.1
    assert abs(way[1]) < 1e-6


def test_arc_keeps_its_distance_and_crane_changes_height() -> None:
    stage = staged("arc")
    first, last = ends(stage)
    head = stage.people[0].head()
    gaps = [hypot(c.position[0] - head[0], c.position[2] - head[2]) for c in (first, last)]
    assert gaps[0] == pytest.approx(gaps[1], rel=0.02) and hypot(*sub(first.position, last.position)) > 0.2
    first, last = ends(staged("crane"))
    assert last.position[1] - first.position[1] > 0.15


def test_handheld_shakes_and_goes_nowhere() -> None:
    stage = staged("handheld")
    spots = [stage.rig.at(i / 96, i / 24).position for i in range(96)]
    steps = [hypot(*sub(a, b)) for a, b in pairwise(spots)]
    assert max(steps) > 5e-4 and hypot(*sub(spots[0], spots[-1])) < 0.2
    assert staged("static", "close-up").rig.still and not stage.rig.still


def test_steadicam_goes_in_more_steadily_than_a_hand() -> None:
    steady, hand = staged("steadicam"), staged("handheld")
    assert 0 < steady.rig.sway < hand.rig.sway
    assert hypot(*sub(steady.rig.start.position, steady.rig.end.position)) > 0.05


@pytest.mark.parametrize("size", ["medium wide", "medium", "medium close-up", "close-up"])
def test_rack_focus_goes_from_soft_to_sharp_on_the_subject(size: str) -> None:
    stage = stage_shot(a_spec(size=size, move="rack focus", frames=48, width=416, height=240))
    picture = Picture(stage, Talk(()))
    first, last = picture.frame(0)[0].astype(int).copy(), picture.frame(47)[0].astype(int).copy()
    left, top, right, bottom = (
        round(share * edge)
        for share, edge in zip(head_box(stage.people[0], View(stage.rig.start, 416, 240)), (416, 240) * 2, strict=True)
    )
    sharp = [np.abs(np.diff(f[top:bottom, left:right].sum(axis=2), axis=1)).mean() for f in (first, last)]
    assert sharp[1] > 1.3 * sharp[0]


@pytest.mark.parametrize("size", SIZES)
def test_tighter_sizes_have_longer_lenses(size: str) -> None:
    if size != "extreme wide":
        wider = SIZES[SIZES.index(size) - 1]
        assert staged("static", size).made.camera.focal >= staged("static", wider).made.camera.focal
