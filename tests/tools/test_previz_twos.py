"""Bodies on twos: mouths on every frame, frames that are held, people carried along with the camera."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from storyreel.film.take import RenderSpec
from storyreel.tools.assemble.encode import PictureConverter
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
