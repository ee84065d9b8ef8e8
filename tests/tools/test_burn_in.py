"""Subtitles in the picture: two readable lines inside the safe area, off faces, on light and on dark."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storyreel.formats.subtitles import display_columns
from storyreel.tools.assemble.burning import BurntSubtitles, faces_in, set_lines
from storyreel.tools.assemble.burnt_cues import MOST_COLUMNS, burnt_cues, columns_for, wrapped
from storyreel.tools.assemble.overlay import laid_over
from storyreel.tools.assemble.planes import flat_picture
from storyreel.tools.assemble.subtitles import Cue
from storyreel.tools.lettering import Lettering, TextMask, text_size, title_safe

LETTERS = Lettering()
SIZES = [(832, 480), (1920, 1080), (480, 832), (600, 600), (960, 402), (64, 36)]
TEXTS = [
    "Good evening.",
    "Ὦ ξεῖν', ἀγγέλλειν Λακεδαιμονίοις",
    "Не уходи, слышишь?",
    "لا تذهب الآن، أرجوك؟",
    "你好，我是第一次来这里，请多关照。" * 3,
]
LONG = "I never said that I would come back to this house, and I never shall, whatever anybody may tell you about it tomorrow."


def box(mask: TextMask) -> tuple[int, int, int, int]:
    rows, columns = np.nonzero(mask.cover > 0.02)
    return mask.left + columns.min(), mask.top + rows.min(), mask.left + columns.max() + 1, mask.top + rows.max() + 1


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("text", [*TEXTS, LONG, "W" * 200, "Z" + "\u0301" * 60, "😀" * 60])
@pytest.mark.parametrize("top", [False, True])
def test_what_is_drawn_stays_in_the_safe_area(size: tuple[int, int], text: str, top: bool) -> None:
    area = title_safe(*size)
    for cue in burnt_cues([Cue(0, 4000, text)], [9000], columns_for(area.width, text_size(*size))):
        mask = set_lines(cue.text, size, LETTERS, top=top)
        assert mask is not None
        left, above, right, below = box(mask)
        assert area.left <= left and area.top <= above and right <= area.right and below <= area.bottom
        middle = (above + below) / 2
        assert middle < size[1] / 2 if top else middle > size[1] / 2


@pytest.mark.parametrize("ground", [16, 128, 235])
def test_it_is_read_on_any_ground(ground: int) -> None:
    mask = set_lines("Good evening.", (832, 480), LETTERS, top=False)
    assert mask is not None
    left, above, right, below = box(mask)
    shown = laid_over(flat_picture(832, 480, ground), mask).y[above:below, left:right]
    assert shown.min() < 60 and shown.max() > 200
    assert (shown > 200).mean() > 0.08 and (shown < 60).mean() > 0.08


def test_nothing_is_drawn_of_nothing() -> None:
    assert set_lines("", (832, 480), LETTERS, top=False) is None
    assert burnt_cues([Cue(0, 1000, " \u202b\u202c "), Cue(1000, 1000, "x")], [2000]) == ()
    assert BurntSubtitles((), (832, 480), Fraction(24), LETTERS).shown(3) is None


def test_two_lines_at_most_and_narrower_in_an_upright_picture() -> None:
    upright = columns_for(title_safe(480, 832).width, text_size(480, 832))
    assert columns_for(title_safe(832, 480).width, text_size(832, 480)) == MOST_COLUMNS and 24 <= upright < MOST_COLUMNS
    pages = burnt_cues([Cue(0, 8000, LONG)], [9000], upright)
    assert len(pages) > 1 and " ".join(" ".join(page.text.split()) for page in pages) == LONG
    assert all(len(page.text.split("\n")) <= 2 for page in pages)
    assert all(display_columns(row) <= upright for page in pages for row in page.text.split("\n"))
    assert pages[0].start_ms == 0 and all(a.end_ms == b.start_ms for a, b in pairwise(pages))


def test_lines_are_about_as_long_as_each_other() -> None:
    rows = wrapped("NORA: Sit down. It will take some time: I have much", 42)
    assert len(rows) == 2 and abs(len(rows[0]) - len(rows[1])) < 10


@pytest.mark.parametrize(
    ("cue", "end"),
    [
        (Cue(0, 2300, "Good evening."), 2000),  # just past the cut: it ends there
        (Cue(0, 3500, "Good evening."), 3500),  # long past: it is one thought over two shots
        (Cue(1700, 2300, "Good evening, all of you."), 2950),  # could not be read before the cut; it is held, for 20 a second
        (Cue(500, 800, "Good evening, everybody here."), 1950),  # too short to be read: held
        (Cue(500, 800, "x" * 90), 2000),  # held, but not over the cut
        (Cue(4500, 4800, "Good evening, everybody."), 5000),  # nor past the film's end
    ],
)
def test_when_a_cue_ends(cue: Cue, end: int) -> None:
    assert burnt_cues([cue], [2000, 5000])[-1].end_ms == end


def test_a_cue_is_never_held_over_the_next() -> None:
    made = burnt_cues([Cue(0, 300, "A long line that wants time"), Cue(600, 1500, "Next")], [5000])
    assert [cue.end_ms for cue in made] == [600, 1500]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 3000), st.text(max_size=120)), max_size=5),
    st.lists(st.integers(1, 20_000), max_size=4),
    st.sampled_from([12, 31, 42]),
)
def test_cues_stay_in_order_whole_and_apart(parts: list[tuple[int, int, str]], cuts: list[int], columns: int) -> None:
    cues: list[Cue] = []
    at = 0
    for gap, length, text in parts:
        cues.append(Cue(at + gap, at + gap + length, text))
        at += gap + length
    made = burnt_cues(cues, sorted(cuts), columns)
    assert all(cue.start_ms < cue.end_ms and len(cue.text.split("\n")) <= 2 for cue in made)
    assert all(a.end_ms <= b.start_ms for a, b in pairwise(made))


def test_a_face_at_the_bottom_sends_them_to_the_top() -> None:
    cue, size = Cue(0, 2000, "Good evening, everybody."), (832, 480)

    def middle(*heads: tuple[float, float, float, float]) -> tuple[float, int]:
        burnt = BurntSubtitles((cue,), size, Fraction(24), LETTERS, lambda first, last: heads)
        mask = burnt.shown(5)
        assert mask is not None
        return (mask.top + mask.cover.shape[0] / 2) / 480, len(burnt.moved)

    low, high = (0.4, 0.7, 0.6, 1.0), (0.4, 0.0, 0.6, 0.3)
    assert middle()[0] > 0.8 and middle(high)[0] > 0.8
    assert middle(low)[0] < 0.2 and middle(low)[1] == 1
    assert middle(low, high)[0] > 0.8, "a face behind them either way: they stay where they are expected"


def test_each_frame_has_its_own_cue() -> None:
    cues = (Cue(0, 1000, "one"), Cue(1000, 2000, "two words here"), Cue(3000, 4000, "three"))
    burnt = BurntSubtitles(cues, (832, 480), Fraction(24), LETTERS)
    shown = [burnt.shown(frame) for frame in range(100)]
    assert [number for number, mask in enumerate(shown) if mask is None] == [*range(48, 72), *range(96, 100)]
    assert shown[0] is shown[23] and shown[23] is not shown[24]


def test_faces_are_those_of_the_frames_asked_for() -> None:
    told = {
        "samples": [
            {"frame": 2, "people": [{"head": [0.1, 0.1, 0.2, 0.2], "in_frame": True}, {"head": None, "in_frame": True}]},
            {"frame": 9, "people": [{"head": [0.5, 0.1, 0.6, 0.2], "in_frame": False}]},
        ]
    }
    assert faces_in(told)(0, 12) == [(0.1, 0.1, 0.2, 0.2)] and faces_in(told)(3, 12) == [] and faces_in(None)(0, 9) == []
