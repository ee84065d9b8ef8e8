"""Sound as arrays: exact places, exact lengths, levels."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyreel.errors import MediaError
from storyreel.testing.clips import write_clip
from storyreel.tools.audio import (
    SILENCE_DB,
    Placed,
    decode_audio,
    fade,
    mix,
    peak_db,
    read_wav,
    resample,
    rms_db,
    samples_between,
    write_wav,
)

NTSC = Fraction(24000, 1001)


def grey(count: int) -> list[np.ndarray]:
    """Pictures without content."""
    return [np.full((32, 32, 3), 90, np.uint8)] * count


@pytest.mark.parametrize("rate", [Fraction(24), NTSC, Fraction(25)])
@pytest.mark.parametrize("click", [0, 1, 1024, 12_345, 40_000])
def test_a_click_comes_back_at_its_sample(rate: Fraction, click: int, tmp_path: Path) -> None:
    sound = np.zeros(round(24 * 48_000 / rate), np.float32)
    sound[click : click + 3] = 0.9
    write_clip(tmp_path / "c.mp4", grey(24), sound, rate)
    back = decode_audio(tmp_path / "c.mp4")
    assert len(back) == len(sound)
    assert abs(int(np.abs(back).argmax()) - (click + 1)) <= 2


def test_the_length_is_that_of_the_pictures_whatever_the_sound_has(tmp_path: Path) -> None:
    for samples in (10_000, 48_000, 90_000):
        write_clip(tmp_path / "c.mp4", grey(24), np.full(samples, 0.25, np.float32), Fraction(24))
        assert len(decode_audio(tmp_path / "c.mp4")) == 48_000


def test_a_film_without_sound_is_silence_of_its_length(tmp_path: Path) -> None:
    write_clip(tmp_path / "c.mp4", grey(12), None, Fraction(24))
    assert not decode_audio(tmp_path / "c.mp4", 16_000).any()
    assert len(decode_audio(tmp_path / "c.mp4", 16_000)) == 8000


def test_sound_alone_has_its_own_length(tmp_path: Path) -> None:
    write_wav(tmp_path / "a.wav", np.full(22_050, 0.5, np.float32), 22_050)
    assert len(decode_audio(tmp_path / "a.wav")) == pytest.approx(48_000, abs=32)


def test_a_file_with_neither_sound_nor_pictures_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.mp4").write_bytes(b"nothing")
    with pytest.raises(MediaError, match=r"x\.mp4"):
        decode_audio(tmp_path / "x.mp4")


@given(st.lists(st.floats(-1, 1, width=32), max_size=200), st.sampled_from([8000, 22_050, 48_000]))
def test_a_wav_reads_back_to_one_step_of_sixteen_bits(
    tmp_path_factory: pytest.TempPathFactory, values: list[float], rate: int
) -> None:
    path = tmp_path_factory.getbasetemp() / "round.wav"
    write_wav(path, np.array(values, np.float32), rate)
    back, read_rate = read_wav(path)
    assert (len(back), read_rate) == (len(values), rate)
    assert np.allclose(back, np.array(values, np.float32), atol=1 / 16_000)


@pytest.mark.parametrize("data", [b"", b"RIFF", b"RIFF\x00\x00\x00\x00WAVEfmt ", b"hello"])
def test_what_is_no_wav_is_refused(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "x.wav").write_bytes(data)
    with pytest.raises(MediaError, match=r"x\.wav"):
        read_wav(tmp_path / "x.wav")
    with pytest.raises(MediaError):
        read_wav(tmp_path / "none.wav")


def test_resampling_keeps_place_and_shape() -> None:
    tone = (0.5 * np.sin(np.arange(22_050) * 2 * np.pi * 440 / 22_050)).astype(np.float32)
    made = resample(tone, 22_050, 48_000)
    wanted = 0.5 * np.sin(np.arange(48_000) * 2 * np.pi * 440 / 48_000)
    assert len(made) == 48_000
    assert np.abs(made - wanted)[200:-200].max() < 1e-3


@given(st.integers(0, 5000), st.integers(0, 5000), st.integers(0, 5000))
def test_samples_between_frames_never_drift(a: int, b: int, c: int) -> None:
    first, middle, last = sorted((a, b, c))
    parts = samples_between(first, middle, NTSC, 48_000) + samples_between(middle, last, NTSC, 48_000)
    assert parts == samples_between(first, last, NTSC, 48_000)


@given(st.lists(st.tuples(st.integers(-30, 60), st.integers(0, 20)), max_size=6))
def test_a_mix_is_the_sum_of_what_lies_within(parts: list[tuple[int, int]]) -> None:
    made = mix([Placed(np.ones(length, np.float32), at) for at, length in parts], 40)
    wanted = [sum(at <= n < at + length for at, length in parts) for n in range(40)]
    assert made.tolist() == wanted


def test_levels_and_fades() -> None:
    assert rms_db(np.zeros(0, np.float32)) == peak_db(np.zeros(3, np.float32)) == SILENCE_DB
    assert rms_db(np.full(100, 0.1, np.float32)) == pytest.approx(-20, abs=0.01)
    made = fade(np.ones(10, np.float32), head=4, tail=4)
    assert made[0] == 0 and made[-1] == 0 and made[4:6].tolist() == [1, 1]
    assert fade(np.ones(2, np.float32), head=99, tail=99).tolist() == [0, 0]
