"""The words of the set in other spellings, and time in frames and as text."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyreel.film import (
    Angle,
    CameraMove,
    Framing,
    Read,
    ShotSize,
    TransitionKind,
    frame_at,
    frames_between,
    frames_to_ask,
    ms_of_frame,
    parse_rate,
    parse_time_ms,
    read_angle,
    read_framing,
    read_move,
    read_size,
    read_transition,
    seconds_text,
    timecode_ms,
)

rates = st.sampled_from([Fraction(24), Fraction(25), Fraction(30), Fraction(24000, 1001), Fraction(60000, 1001)])
times = st.integers(0, 10**8)


@pytest.mark.parametrize(
    ("words", "read"),
    [
        (ShotSize, read_size),
        (Framing, read_framing),
        (Angle, read_angle),
        (CameraMove, read_move),
        (TransitionKind, read_transition),
    ],
)
def test_every_written_word_reads_as_itself(words: type[ShotSize], read: Callable[[str], Read]) -> None:
    for word in words:
        assert read(word.value) == Read(word.value, known=True)
        assert read(f" {word.value.upper().replace(' ', '-')}. ") == Read(word.value, known=True)


@pytest.mark.parametrize(
    ("read", "text", "value", "known"),
    [
        (read_size, "Extreme Close-Up Shot", "extreme close-up", True),
        (read_size, "a slow Medium Close Up of Rosa", "medium close-up", False),
        (read_size, "clse-up", "close-up", False),
        (read_size, "", "medium", False),
        (read_move, "Handheld Camera Effect", "handheld", True),
        (read_move, "推", "push in", True),
        (read_framing, "dirty single", "over the shoulder", True),
        (read_angle, "God's eye", "overhead", True),
        (read_transition, "SMASH CUT", "cut", True),
    ],
)
def test_other_spellings(read: Callable[[str], Read], text: str, value: str, known: bool) -> None:
    assert read(text) == Read(value, known=known)


@given(st.text(max_size=20))
def test_any_text_reads_as_some_word(text: str) -> None:
    assert read_size(text).value in set(ShotSize) and read_move(text).value in set(CameraMove)


@given(times, times, times, rates)
def test_frames_of_neighbours_add_up(a: int, b: int, c: int, rate: Fraction) -> None:
    one, two, three = sorted((a, b, c))
    assert frames_between(one, two, rate) + frames_between(two, three, rate) == frames_between(one, three, rate)


@given(times, st.integers(1, 60_000), rates)
def test_what_is_asked_is_enough_wherever_the_shot_stands(start: int, length: int, rate: Fraction) -> None:
    asked = frames_to_ask(length, rate)
    assert 0 <= asked - frames_between(start, start + length, rate) + 1 <= 2


@given(st.integers(0, 10**7), rates)
def test_a_frame_boundary_reads_back(frame: int, rate: Fraction) -> None:
    assert frame_at(ms_of_frame(frame, rate), rate) == frame


@given(times)
def test_time_as_text_reads_back(ms: int) -> None:
    assert parse_time_ms(seconds_text(ms)) == ms
    assert parse_time_ms(timecode_ms(ms)) == ms


@pytest.mark.parametrize("text", ["", "soon", "-1", "1:2:3:4", "0x10", "٣:"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a time; write"):
        parse_time_ms(text)


@pytest.mark.parametrize("text", ["", "0", "24/0", "fast", "1000"])
def test_what_is_no_rate_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="frame rate"):
        parse_rate(text)
