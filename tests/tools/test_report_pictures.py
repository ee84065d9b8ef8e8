"""Thumbnails and the contact sheet: the right frame, the right place, and what happens without one."""

from __future__ import annotations

import io
from pathlib import Path

import av
import numpy as np
import pytest

from storyreel.errors import MediaError
from storyreel.film import Scene, Script, Shot, SpokenLine
from storyreel.tools.frames import frame_at_time
from storyreel.tools.report import contact_sheet, thumbnails


def clip(path: Path, *, frames: int = 5, width: int = 96, height: int = 54) -> Path:
    """A clip whose nth frame is grey of 40 times n."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=24)
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        for number in range(frames):
            picture = av.VideoFrame.from_ndarray(np.full((height, width, 3), 40 * number, np.uint8), format="rgb24")
            container.mux(stream.encode(picture))
        container.mux(stream.encode(None))
    return path


def opened(picture: bytes) -> np.ndarray:
    with av.open(io.BytesIO(picture)) as container:
        return next(container.decode(video=0)).to_ndarray(format="rgb24")


def plain(*colour: int, height: int = 90, width: int = 160) -> np.ndarray:
    return np.full((height, width, 3), colour, np.uint8)


def script_of(count: int, *, action: str = "", text: str = "") -> Script:
    shots = tuple(
        Shot(
            uid=f"u{n}",
            id=f"1.{n}",
            start_ms=n * 1000,
            end_ms=n * 1000 + 1000,
            action=action,
            lines=(SpokenLine(id=f"L{n}", speaker="ROSA", text=text, start_ms=n * 1000, end_ms=n * 1000 + 1),) if text else (),
        )
        for n in range(count)
    )
    return Script(title="Rain", scenes=(Scene(id="1", heading="INT. KITCHEN", shots=shots),))


@pytest.mark.parametrize(("at", "grey"), [(0.0, 0), (0.5, 80), (1.0, 160)])
def test_a_thumbnail_is_the_frame_asked_for(tmp_path: Path, at: float, grey: int) -> None:
    made = thumbnails({"k": clip(tmp_path / "a.mp4")}, at=at, width=48)["k"]
    assert made[:3] == b"\xff\xd8\xff"
    picture = opened(made)
    assert picture.shape == (28, 48, 3)
    assert abs(int(picture.mean()) - grey) <= 4


def test_a_small_clip_is_not_made_larger_and_a_broken_one_is_left_out(tmp_path: Path) -> None:
    broken = tmp_path / "broken.mp4"
    broken.write_bytes(clip(tmp_path / "a.mp4").read_bytes()[:300])
    made = thumbnails({"good": tmp_path / "a.mp4", "broken": broken, "gone": tmp_path / "none.mp4"}, width=4000)
    assert list(made) == ["good"]
    assert opened(made["good"]).shape == (54, 96, 3)


def test_frames_stand_in_rows_of_columns(tmp_path: Path) -> None:
    red, blue = plain(200, 0, 0), plain(0, 0, 200)
    sheet = opened(contact_sheet(script_of(3), {"u0": red, "u1": blue, "u2": red}, columns=2, width=800))
    assert sheet.shape[1] == 800
    reds, blues = (np.argwhere((sheet == colour).all(axis=2)) for colour in ((200, 0, 0), (0, 0, 200)))
    assert reds[:, 1].max() < 400 < blues[:, 1].min()
    assert blues[:, 0].min() == reds[:, 0].min() and blues[:, 0].max() < reds[:, 0].max()
    cell = (800 - 2 * 800 / 40 - 800 / 64) / 2
    assert abs(len(blues) - cell * cell * 9 / 16) < 0.02 * len(blues)


def test_a_clip_gives_its_middle_frame(tmp_path: Path) -> None:
    path = clip(tmp_path / "a.mp4")
    sheet = opened(contact_sheet(script_of(1), {"u0": path}, columns=1, width=400))
    grey = int(frame_at_time(path, 90).mean())
    assert np.isclose(sheet, grey, atol=2).all(axis=2).mean() > 0.5
    (tmp_path / "bad.mp4").write_bytes(b"no film")
    with pytest.raises(MediaError):
        contact_sheet(script_of(1), {"u0": tmp_path / "bad.mp4"})


def test_a_picture_of_another_shape_is_whole_and_not_stretched() -> None:
    tall = plain(0, 200, 0, height=160, width=90)
    sheet = opened(contact_sheet(script_of(2), {"u0": plain(200, 0, 0), "u1": tall}, columns=2, width=800))
    green = np.argwhere((sheet == (0, 200, 0)).all(axis=2))
    high, wide = np.ptp(green, axis=0) + 1
    assert abs(wide / high - 90 / 160) < 0.02


def test_a_shot_without_a_picture_keeps_its_place() -> None:
    two = contact_sheet(script_of(2), {"u1": plain(9, 9, 200)}, columns=2, width=600)
    blue = np.argwhere((opened(two) == (9, 9, 200)).all(axis=2))
    assert blue[:, 1].min() > 300
    assert opened(contact_sheet(script_of(2), {}, columns=2, width=600)).shape[1] == 600


@pytest.mark.parametrize(
    "text", ["We should have gone to the sea.", "我们应该去海边。", "مرحبا بالعالم", "🎬", "x" * 400, "<b>&"]
)
def test_words_make_the_sheet_taller_in_any_writing(text: str) -> None:
    bare = opened(contact_sheet(script_of(1), {}, columns=2, width=400))
    told = opened(contact_sheet(script_of(1, action=text, text=text), {}, columns=2, width=400))
    assert 20 < told.shape[0] - bare.shape[0] < 150


def test_light_and_dark_and_the_label_differ() -> None:
    dark, light = (opened(contact_sheet(script_of(1), {}, width=400, dark=dark)) for dark in (True, False))
    assert dark[0, 0].mean() < 60 < 200 < light[0, 0].mean()
    labelled = opened(contact_sheet(script_of(1), {}, width=400, label="animatic"))
    assert labelled.shape[0] > dark.shape[0]


@pytest.mark.parametrize(("columns", "width"), [(0, 400), (9, 400)])
def test_impossible_grids_are_refused(columns: int, width: int) -> None:
    with pytest.raises(ValueError, match="80 pixels for each"):
        contact_sheet(script_of(1), {}, columns=columns, width=width)
