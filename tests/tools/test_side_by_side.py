"""Takes side by side: the right frame in the right place, and takes that end early or cannot be read say so."""

from __future__ import annotations

import io
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from storyreel.testing.clips import write_clip
from storyreel.tools.report.side_by_side import TakeRow, equal_times, side_by_side

RATE = Fraction(10)


def rising(path: Path, frames: int, *, red: bool) -> Path:
    """A clip whose frame n has the level 20 + 4 n, grey or red."""
    pictures = [np.full((48, 80, 3), 20 + 4 * number, np.uint8) for number in range(frames)]
    if red:
        pictures = [picture * np.array([1, 0, 0], np.uint8) for picture in pictures]
    write_clip(path, pictures, None, RATE)
    return path


def seen(png: bytes) -> np.ndarray:
    with av.open(io.BytesIO(png)) as file:
        return next(file.decode(video=0)).to_ndarray(format="rgb24")


def test_each_column_is_one_time_for_all_takes(tmp_path: Path) -> None:
    rows = [TakeRow(clip=rising(tmp_path / f"{red}.mp4", 40, red=red), title="take", chosen=red) for red in (False, True)]
    picture = seen(side_by_side(rows, title="Shot 1.3", columns=4, width=800))
    times = equal_times(4000, 4)
    assert times == (500, 1500, 2500, 3500)
    assert picture.shape[1] == 800
    for column, at in enumerate(times):
        x = round(16 + (column + 0.5) * (768 - 15) / 4 + column * 5)
        strip = picture[:, x].astype(int)
        level = 20 + 4 * (at // 100)
        grey = (np.abs(strip - level).max(axis=1) <= 6).sum()
        red = ((np.abs(strip[:, 0] - level) <= 12) & (strip[:, 1] < 14) & (strip[:, 2] < 14)).sum()
        assert grey > 80, (column, grey)
        assert red > 80, (column, red)


def test_a_take_that_ended_and_one_that_cannot_be_read_keep_their_places(tmp_path: Path) -> None:
    whole, short = rising(tmp_path / "a.mp4", 40, red=False), rising(tmp_path / "b.mp4", 10, red=False)
    (tmp_path / "c.mp4").write_bytes(b"no film")
    alone = seen(side_by_side([TakeRow(clip=whole, title="1")], title="t", width=800))
    rows = [TakeRow(clip=clip, title="t", words="w") for clip in (whole, short, tmp_path / "c.mp4")]
    three = seen(side_by_side(rows, title="t", width=800))
    assert three.shape[0] > alone.shape[0]
    empty = (np.abs(three.astype(int) - np.array([0x26, 0x28, 0x2C])).max(axis=2) <= 2).mean()
    assert empty > 0.2, "one row is empty, and most of another"
    assert seen(side_by_side(rows[2:], title="t", width=800)).shape[1] == 800


@pytest.mark.parametrize(("rows", "columns", "width"), [(0, 4, 800), (1, 0, 800), (1, 20, 800)])
def test_what_could_not_be_seen_is_refused(tmp_path: Path, rows: int, columns: int, width: int) -> None:
    with pytest.raises(ValueError, match="nothing could be seen"):
        side_by_side([TakeRow(clip=tmp_path / "x", title="")] * rows, title="", columns=columns, width=width)
