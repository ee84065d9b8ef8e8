"""A figure's jump and a cut, told apart where they look alike: moving cameras, pictures of one pattern, equal brightness."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from tests.tools.test_measure_seams import FRAMES, jumping, teleports

AT = 30


def stripes(number: int, tint: tuple[float, float, float]) -> np.ndarray:
    """A wave that moves over the whole picture: the later one is found again in the earlier at one distance."""
    rows, columns = np.arange(96)[:, None], np.arange(160)
    bright = np.abs((columns * 255 // 160 + rows + number * 5) % 256 - 128) + 60
    return (bright[..., None] * np.array(tint)).clip(0, 255).astype(np.uint8)


def test_a_pattern_that_is_found_again_in_other_colours_is_a_cut(tmp_path: Path) -> None:
    purple, green = (0.9, 0.5, 0.95), (0.55, 0.6, 0.52)
    pictures = [stripes(n if n < AT else n + 20, purple if n < AT else green) for n in range(FRAMES)]
    (one,) = teleports(pictures, tmp_path / "t.mp4")
    assert (one.kind, one.data["frame"]) == ("extra-cut", AT)


def test_the_whole_picture_that_moves_on_at_once_is_no_figure(tmp_path: Path) -> None:
    pictures = [stripes(n if n < AT else n + 20, (0.9, 0.5, 0.95)) for n in range(FRAMES)]
    assert [one.kind for one in teleports(pictures, tmp_path / "t.mp4")] == ["extra-cut"]


def panned(by: int) -> list[np.ndarray]:
    """A camera that moves over a wall of strong edges; a small figure in it jumps, or does not."""
    rng = np.random.default_rng(8)
    wall = np.repeat(np.repeat(rng.integers(40, 200, (24, 70, 3), np.uint8), 4, axis=0), 4, axis=1)
    figure = np.repeat(np.repeat(rng.integers(20, 255, (10, 4, 3), np.uint8), 4, axis=0), 4, axis=1)
    pictures: list[np.ndarray] = []
    for number in range(FRAMES):
        # soft, as a lens draws it: two places of the wall a dot apart are mixed
        place = number * 0.5
        left, part = int(place), place % 1
        picture = (1 - part) * wall[:, left : left + 160] + part * wall[:, left + 1 : left + 161]
        stands = 60 + (by if number >= AT else 0)
        picture[40:80, stands : stands + 16] = figure
        pictures.append(picture.astype(np.uint8))
    return pictures


def test_a_small_figure_that_jumps_before_a_moving_camera_is_found(tmp_path: Path) -> None:
    (one,) = teleports(panned(30), tmp_path / "t.mp4")
    assert (one.kind, one.data["frame"]) == ("teleport", AT)
    assert teleports(panned(0), tmp_path / "c.mp4") == []


def test_a_figure_that_fills_half_the_picture_jumps_and_is_no_cut(tmp_path: Path) -> None:
    pictures = [picture.repeat(2, axis=0)[24:120].repeat(2, axis=1)[:, :160] for picture in jumping(18)]
    assert [one.kind for one in teleports(pictures, tmp_path / "t.mp4")] == ["teleport"]
