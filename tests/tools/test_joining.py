"""Whole clips joined: copied or encoded, in order, with the right length at other frame rates; and what is refused."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from storyreel.errors import MediaError, UserError
from storyreel.testing.clips import write_clip
from storyreel.tools.assemble.joining import join_clips
from storyreel.tools.assemble.trial import encode_trial
from storyreel.tools.frames import frame_at, probe


def clip(path: Path, level: int, *, frames: int = 12, rate: Fraction = Fraction(24), size: tuple[int, int] = (48, 64)) -> Path:
    """A grey clip with a quiet tone."""
    tone = (0.1 * np.sin(np.arange(round(frames / rate * 48_000)) / 15)).astype(np.float32)
    write_clip(path, [np.full((*size, 3), level, np.uint8)] * frames, tone, rate)
    return path


def levels(film: Path) -> list[int]:
    """Mean grey of each frame, in tens."""
    return [round(float(frame_at(film, number).mean()) / 10) * 10 for number in range(probe(film).frames)]


def test_clips_stand_in_their_order_and_are_copied(tmp_path: Path) -> None:
    clips = [clip(tmp_path / f"{level}.mp4", level) for level in (50, 150, 200)]
    report = join_clips([*clips, clips[0]], tmp_path / "film.mp4", title="Greys")
    assert report.copied
    assert not report.choices
    assert levels(tmp_path / "film.mp4") == [50] * 12 + [150] * 12 + [200] * 12 + [50] * 12
    assert probe(tmp_path / "film.mp4").has_audio


def test_other_rates_keep_their_seconds_and_do_not_drift(tmp_path: Path) -> None:
    first = clip(tmp_path / "a.mp4", 50, frames=24)
    other = clip(tmp_path / "b.mp4", 200, frames=30, rate=Fraction(30000, 1001))
    report = join_clips([first, *[other] * 6], tmp_path / "film.mp4")
    assert not report.copied
    assert "its frame rate is 30000/1001, the film's is 24" in report.choices[0].reason
    assert abs(report.frames / 24 - (1 + 6 * 30 * 1001 / 30000)) < 1 / 24


def test_a_clip_without_sound_is_silent(tmp_path: Path) -> None:
    loud, quiet = clip(tmp_path / "a.mp4", 50), tmp_path / "b.mp4"
    write_clip(quiet, [np.full((48, 64, 3), 99, np.uint8)] * 12, None, Fraction(24))
    join_clips([quiet, loud], tmp_path / "film.mp4")
    assert probe(tmp_path / "film.mp4").samples >= 24 * 2000


def test_what_cannot_be_joined(tmp_path: Path) -> None:
    whole = clip(tmp_path / "a.mp4", 50)
    with pytest.raises(UserError, match="nothing to join"):
        join_clips([], tmp_path / "film.mp4")
    with pytest.raises(UserError, match="written over"):
        join_clips([whole], tmp_path / "." / "a.mp4")
    (tmp_path / "cut.mp4").write_bytes(whole.read_bytes()[:800])
    with pytest.raises(MediaError, match=r"cut\.mp4"):
        join_clips([whole, tmp_path / "cut.mp4"], tmp_path / "film.mp4")
    assert not (tmp_path / "film.mp4").exists()


def test_the_trial_film_is_encoded_and_read_again(tmp_path: Path) -> None:
    assert encode_trial(tmp_path / "trial.mp4").startswith("H.264 and AAC, 6 frames")
    assert (probe(tmp_path / "trial.mp4").codec, probe(tmp_path / "trial.mp4").has_audio) == ("h264", True)
