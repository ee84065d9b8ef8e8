"""Bodies on twos: mouths on every frame, frames that are held, people carried along with the camera."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from storyreel.film.take import RenderSpec
from storyreel.tools.assemble.encode import PictureConverter
from storyreel.tools.generators.previz.backdrop import carried_set, run_of
from storyreel.tools.generators.previz.camera import Camera, View
from storyreel.tools.generators.previz.figure import Drawn
from storyreel.tools.generators.previz.picture import Picture
from storyreel.tools.generators.previz.reel import carried
from storyreel.tools.generators.previz.shapes import hull
from storyreel.tools.generators.previz.stage import stage_shot
from storyreel.tools.generators.previz.talk import talk_of
from tests.tools.previz_specs import a_line, a_spec


def a_picture(spec: RenderSpec) -> Picture:
    return Picture(stage_shot(spec), talk_of(spec.lines, {}, {}))


def head(picture: Picture, index: int) -> tuple[np.ndarray, Drawn]:
    pixels, truth = picture.frame(index)
    drawn = truth.people["ANNA"]
    x0, y0, x1, y1 = (max(0, round(v)) for v in drawn.head)
    return pixels[y0:y1, x0:x1].astype(int), drawn


def test_a_frame_is_held_where_nobody_speaks_and_then_only() -> None:
    silent = a_picture(a_spec(frames=8))
    told = [(silent.frame(i)[0].copy(), silent.held) for i in range(8)]
    assert [held for _, held in told] == [False, True] * 4
    assert all((told[i][0] == told[i + 1][0]).all() for i in (0, 2, 4, 6))
    speaking = a_picture(a_spec(frames=8, lines=(a_line(),)))
    assert not any((speaking.frame(i), speaking.held)[1] for i in range(8))


@pytest.mark.parametrize("move", ["static", "push in", "track"])
def test_the_mouth_of_who_speaks_moves_on_every_frame(move: str) -> None:
    picture = a_picture(a_spec(size="close-up", frames=10, move=move, lines=(a_line(),), width=320, height=192))
    opened = [head(picture, i)[1].mouth for i in range(10)]
    seen = [round(m.open, 3) for m in opened if m is not None]
    assert len(seen) == 10 and len(set(seen)) > 6


@pytest.mark.parametrize("move", ["push in", "pan", "track", "arc", "crane", "handheld", "rack focus"])
@pytest.mark.parametrize("style", ["", "anime", "painterly"])
def test_odd_frames_before_a_moving_camera_do_not_depend_on_what_was_drawn_before(move: str, style: str) -> None:
    spec = a_spec(frames=24, move=move, style=style, lines=(a_line(),))
    alone, after = a_picture(spec).frame(13)[0].copy(), a_picture(spec)
    for index in (2, 20, 12, 23, 3):
        after.frame(index)
    assert (after.frame(13)[0] == alone).all()


def test_a_body_goes_along_with_the_camera_on_odd_frames() -> None:
    picture = a_picture(a_spec(size="medium", frames=24, move="track", width=416, height=240))
    middles = [sum(head(picture, i)[1].head[0::2]) / 2 for i in range(8, 16)]
    steps = np.diff(middles)
    assert np.abs(steps).mean() > 0.3, "the camera moves"
    assert np.abs(np.diff(steps)).max() < 0.5 * np.abs(steps).mean() + 0.3, "and nobody stands still for a frame"


def test_what_is_carried_lands_where_the_new_view_has_it() -> None:
    before = View(Camera(position=(0, 1.5, -4), target=(0, 1.4, 0), focal=2.0), 832, 480)
    after = View(Camera(position=(0.1, 1.52, -3.9), target=(0.05, 1.4, 0), focal=2.05), 832, 480)
    by = carried(before, after, (0.3, 1.6, 0.2), (0.3, 1.6, 0.2))
    assert by is not None
    for y in (1.6, 1.1):
        old, new = before.project((0.3, y, 0.2)), after.project((0.3, y, 0.2))
        assert by.spot(old.x, old.y) == pytest.approx((new.x, new.y), abs=0.05)
    behind = View(Camera(position=(0, 1.5, 4), target=(0, 1.4, 8), focal=2.0), 832, 480)
    assert carried(before, behind, (0.3, 1.6, 0.2), (0.3, 1.6, 0.2)) is None


def test_a_hull_holds_every_spot_and_turns_one_way() -> None:
    chance = np.random.default_rng(4)
    for _ in range(50):
        spots = [(float(x), float(y)) for x, y in chance.normal(0, 9, (30, 2))]
        ring = hull(spots)
        for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
            assert all((bx - ax) * (y - ay) - (by - ay) * (x - ax) > -1e-9 for x, y in spots)


def test_a_held_frame_is_converted_once_and_stamped_anew() -> None:
    converter = PictureConverter(Fraction(24))
    with pytest.raises(ValueError, match="no frame"):
        converter.again(0)
    bgra = np.zeros((48, 64, 4), np.uint8)
    bgra[:, :32] = (0, 0, 255, 255)
    first = converter.opaque(bgra, 0)
    pixels = first.to_ndarray(format="rgb24")
    assert pixels[:, 2, 0].min() > 245 and pixels[:, 2, 2].max() < 10, "red is red"
    rgb = np.ascontiguousarray(bgra[:, :, 2::-1])
    assert (converter.frame(rgb, 0).to_ndarray() == converter.opaque(bgra, 0).to_ndarray()).all()
    again = converter.again(5)
    assert again.pts == 5 and (again.to_ndarray(format="rgb24") == pixels).all()


@pytest.mark.parametrize("move", ["push in", "handheld", "pan"])
def test_sharp_frames_of_many_people_do_not_depend_on_what_was_drawn_before(move: str) -> None:
    spec = a_spec(people=4, frames=24, move=move, framing="group", size="medium", width=832, height=480, lines=(a_line(),))
    after = a_picture(spec)
    for index in range(14):
        before = after.frame(index)[0].copy()
        if index in (5, 9, 13):
            assert (a_picture(spec).frame(index)[0] == before).all()


def test_a_camera_that_creeps_towards_someone_silent_is_seen_in_pairs_and_goes_on_all_the_same() -> None:
    picture = a_picture(a_spec(size="close-up", frames=240, move="push in", width=832, height=480))
    told = [(picture.frame(i)[0][100:380:4, ::4].astype(int), picture.held) for i in range(60, 76)]
    assert sum(held for _, held in told) >= 4, "some of sixteen frames are held"
    assert not any(held for _, held in told[0::2])
    assert all(np.abs(a - b).mean() > 0.02 for (a, _), (b, _) in zip(told[0::2], told[2::2], strict=False))


def test_a_soft_set_is_carried_as_the_camera_moves_and_drawn_anew_where_that_would_be_wrong() -> None:
    first = View(Camera(position=(0, 1.5, -4), target=(0, 1.4, 0), focal=2.0), 832, 480)
    nearer = View(Camera(position=(0, 1.5, -3.98), target=(0, 1.4, 0), focal=2.0), 832, 480)
    by = carried_set(first, nearer, 6.0, 5.0)
    assert by is not None and 1.0 < by.a < 1.01
    for x, y in ((-1.5, 0.2), (1.5, 2.4)):
        old, new = first.project((x, y, 2.0)), nearer.project((x, y, 2.0))
        assert by.spot(*old[:2]) == pytest.approx(new[:2], abs=0.1)
    leaning = View(Camera(position=(0, 1.5, -3.98), target=(0, 1.4, 0), focal=2.0, roll_deg=1.0), 832, 480)
    assert carried_set(first, leaning, 6.0, 5.0) is None
    aside = View(Camera(position=(0.1, 1.5, -4), target=(0.1, 1.4, 0), focal=2.0), 832, 480)
    assert carried_set(first, aside, 6.0, 2.0) is None, "what is near moves by more than what is far"
    assert run_of(6, lambda first, count: False) == (6, 2)


@pytest.mark.parametrize("rate", [(12, 1), (24, 1)])
@pytest.mark.parametrize("move", ["push in", "pull out", "handheld"])
def test_corners_are_as_dark_in_every_frame_whether_the_set_is_carried_or_not(move: str, rate: tuple[int, int]) -> None:
    spec = a_spec(size="close-up", frames=22, move=move, rate=rate, width=208, height=120, time="night", interior=True)
    picture = a_picture(spec)
    corners = [pixels[100:, 180:].astype(int).mean() for pixels in (picture.frame(index)[0].copy() for index in range(22))]
    assert np.abs(np.diff(corners)).max() < 3
