"""export --form storyboard and keyframes: pictures of every shot, from takes or drawn, and what is said when they cannot be."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import av
import numpy as np

from storyreel.formats import read_script

Run = Callable[..., Any]


def picture(path: Path) -> np.ndarray:
    with av.open(str(path)) as file:
        return next(file.decode(video=0)).to_ndarray(format="rgb24")


def test_a_project_gives_a_sheet_of_its_shots(storyreel: Run, own_project: Path) -> None:
    ended = storyreel("export", "film", "--form", "storyboard", "--out", "board.png")
    assert (ended.code, ended.out) == (0, "") and "wrote board.png" in ended.err
    sheet = picture(own_project.parent / "board.png")
    assert sheet.shape[1] == 1600 and sheet.std() > 20


def test_keyframes_are_a_picture_of_each_shot(storyreel: Run, own_project: Path) -> None:
    shots = read_script(own_project / "script.json").shots
    found = storyreel("export", "film", "--form", "keyframes", "--out", "frames", "--json").json
    assert [Path(file).stem for file in found["text"].splitlines()] == [shot.id for shot in shots]
    assert all(picture(own_project.parent / file).std() > 3 for file in found["text"].splitlines())


def test_a_script_without_takes_is_drawn(storyreel: Run, own_project: Path) -> None:
    (own_project / "script.json").rename(own_project.parent / "alone.json")
    found = storyreel("export", "alone.json", "--form", "keyframes", "--out", "drawn", "--json").json
    first = picture(own_project.parent / found["text"].splitlines()[0])
    assert first.shape == (480, 832, 3) and first.std() > 6


def test_where_it_cannot_be_written_it_says_so(storyreel: Run, own_project: Path) -> None:
    for out, said in (("-", "Name where"), ("board.txt", "no PNG file")):
        ended = storyreel("export", "film", "--form", "storyboard", "--out", out)
        assert ended.code != 0 and said in ended.err
    (own_project.parent / "taken").write_text("x")
    ended = storyreel("export", "film", "--form", "keyframes", "--out", "taken")
    assert ended.code != 0 and "is a file" in ended.err
