"""One fault, one Finding: what a freeze, a flicker or damage explains is no extra cut, teleport or missing cut beside it."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest

from storyreel.film.finding import Finding
from storyreel.film.script import Scene, Script, Shot
from storyreel.testing.clips import write_clip
from storyreel.testing.film_faults.seams import SeamMotion, with_a_seam
from storyreel.testing.film_faults.undecodable import Undecodable
from storyreel.tools.contracts import Evidence
from storyreel.tools.measure import CHECKS, measure, measure_file, open_media
from storyreel.tools.measure.seam_drift import Drift, drift_of
from tests.tools.drawn_stage import RATE, shot_frames
from tests.tools.test_measure_seams import FRAMES, a_film, teleports

PICTURES = ("black", "freeze", "flicker", "extra-cut", "missing-cut", "teleport", "undecodable")


def judged(path: Path, *, cut: bool = False) -> list[str]:
    """Kinds of Findings on a file of 60 frames, one Shot or two of 30."""
    ends = (0, 1250, 2500) if cut else (0, 2500)
    shots = tuple(
        Shot(uid=f"u{n}", id=f"1.{n}", start_ms=ends[n], end_ms=ends[n + 1], subjects=("ROSA",)) for n in range(len(ends) - 1)
    )
    found = measure_file(path, Evidence(script=Script(scenes=(Scene(id="1", shots=shots),))), [CHECKS[one] for one in PICTURES])
    return [one.kind for one in found]


@pytest.mark.parametrize("name", ["fast pan", "push in", "walk through"])
def test_a_freeze_that_goes_on_elsewhere_is_a_freeze_alone(name: str, tmp_path: Path) -> None:
    pictures = list(shot_frames(name, 60))
    held = [pictures[15] if 15 <= n < 45 else picture for n, picture in enumerate(pictures)]
    write_clip(tmp_path / "f.mp4", held, None, RATE)
    assert judged(tmp_path / "f.mp4") == ["freeze"]


def flickering(pictures: list[np.ndarray], start: int, end: int, by: float = 0.3) -> list[np.ndarray]:
    gains = [1 + by if n % 2 else 1 - by for n in range(len(pictures))]
    return [(x * gains[n]).clip(0, 255).astype(np.uint8) if start <= n < end else x for n, x in enumerate(pictures)]


def test_flicker_is_flicker_alone_and_a_cut_within_it_is_found_as_well(tmp_path: Path) -> None:
    write_clip(tmp_path / "f.mp4", flickering(list(shot_frames("wide", 60)), 15, 45), None, RATE)
    assert judged(tmp_path / "f.mp4") == ["flicker"]
    both = [*shot_frames("wide", 30), *shot_frames("still other", 30)]
    write_clip(tmp_path / "g.mp4", flickering(both, 15, 45, by=0.02), None, RATE)
    assert judged(tmp_path / "g.mp4") == ["flicker", "extra-cut"]


def test_two_cuts_soon_after_each_other_are_no_flicker(tmp_path: Path) -> None:
    pictures = list(shot_frames("wide", 60))
    pictures[28:33] = list(shot_frames("still close", 5))
    write_clip(tmp_path / "f.mp4", pictures, None, RATE)
    assert judged(tmp_path / "f.mp4") == ["extra-cut"]


def test_damage_at_a_cut_does_not_make_it_missing(tmp_path: Path) -> None:
    path = tmp_path / "f.mp4"
    write_clip(path, shot_frames("wide", 60), None, RATE)
    assert judged(path, cut=True) == ["missing-cut"]
    film = a_film(tmp_path / "whole.mp4")
    seed = next(n for n in range(1000) if random.Random(n).randrange(1, 55) == 28)
    Undecodable()(film, path, strength=5, chance=random.Random(seed))
    assert judged(path, cut=True) == ["undecodable"]


def of_hue(red: int, green: int, blue: int, first: int = 0) -> list[np.ndarray]:
    """A second of a pattern that moves all the time, in a hue, from a frame on."""
    columns, rows = np.arange(160), np.arange(96)[:, None]
    waves = [np.abs((columns + rows + 5 * n) % 256 - 128) + 60 for n in range(first, first + 30)]
    return [(wave[..., None] + (red, green, blue)).clip(0, 255).astype(np.uint8) for wave in waves]


def test_a_cut_between_pictures_that_are_equally_bright_is_seen_by_their_hue(tmp_path: Path) -> None:
    path = tmp_path / "f.mp4"
    write_clip(path, [*of_hue(0, 0, 0), *of_hue(40, -16, 41, first=30)], None, RATE)
    assert judged(path, cut=True) == []
    write_clip(path, [*of_hue(40, -16, 41), *of_hue(40, -16, 41, first=30)], None, RATE)
    assert judged(path, cut=True) == ["missing-cut"]


def close_up(by: int) -> list[np.ndarray]:
    """A face that fills most of the picture before a dark wall, from frame 30 on elsewhere."""
    rows, columns = np.mgrid[:96, :160]
    rng = np.random.default_rng(4)
    skin = np.repeat(np.repeat(rng.integers(110, 240, (16, 24), np.uint8), 8, axis=0), 8, axis=1)[:96]
    pictures: list[np.ndarray] = []
    for number in range(FRAMES):
        left = 50 + (by if number >= 30 else 0) + round(np.sin(number / 5))
        face = (columns > left - 40) & (columns < left + 40) & (rows > 4)
        dark = 8 + columns // 20
        grey = np.where(face, skin[rows, (columns - left + 40).clip(0, 191)], dark)
        pictures.append(np.repeat(grey[..., None], 3, axis=2).astype(np.uint8))
    return pictures


@pytest.mark.parametrize("by", [20, 48])
def test_a_face_that_fills_the_picture_and_jumps_is_no_cut(by: int, tmp_path: Path) -> None:
    (one,) = teleports(close_up(by), tmp_path / "f.mp4")
    assert (one.kind, one.data["frame"]) == ("teleport", 30)


def test_an_arm_that_is_drawn_on_every_second_frame_does_not_teleport(tmp_path: Path) -> None:
    wall = np.random.default_rng(5).integers(60, 90, (96, 160, 3)).astype(np.uint8)
    pictures: list[np.ndarray] = []
    for number in range(FRAMES):
        picture, left = wall.copy(), 20 + 12 * (number // 2 - 13) if 26 <= number < 42 else 20
        picture[20:80, left : left + 16] = 220
        pictures.append(picture)
    found: list[Finding] = teleports(pictures, tmp_path / "f.mp4")
    assert [one.data["frame"] for one in found if one.kind == "teleport"] in ([], [42])  # at 42 it is back at once


def test_a_push_no_greater_than_the_movement_itself_is_found_at_the_seam(tmp_path: Path) -> None:
    film = a_film(tmp_path / "f.mp4")
    moving = [(np.abs((np.arange(160) + np.arange(96)[:, None] + 5 * n) % 256 - 128) + 60).astype(np.uint8) for n in range(60)]
    write_clip(film.file, (np.repeat(x[..., None], 3, axis=2) for x in moving), None, RATE)
    clean = with_a_seam(film)
    assert measure(clean.evidence(open_media(film.file)), [CHECKS["seam-motion"]]) == []
    spoiled = SeamMotion()(film, tmp_path / "g.mp4", strength=0.06, chance=random.Random(3))
    (one,) = measure(spoiled.evidence(film, open_media(spoiled.file)), [CHECKS["seam-motion"]])
    assert one.shot == "u1-later"


def test_the_drift_of_a_picture_is_one_shift_for_all_pairs() -> None:
    wall = np.random.default_rng(2).integers(0, 255, (40, 80), np.uint8)
    pairs = [(np.roll(wall, n, axis=0), np.roll(wall, n - 2, axis=0)) for n in range(2)]
    assert drift_of(pairs) == Drift(0, -2) and drift_of([]) == Drift(0, 0)
